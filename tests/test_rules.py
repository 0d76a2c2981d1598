"""Rule packs: their own examples, what a broken one says, and which words name which indicator."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from mfcx.morphology import lemmas
from mfcx.patterns import parse_pattern
from mfcx.quantities import read_sentence
from mfcx.rules.packs import default_packs, read_pack, read_pack_file
from mfcx.rules.rule import Pack, PackError, Rule
from tests.cases import read_rows
from tests.ruled import bracketed, quantity_in, rule_of

RULES = [(pack, rule) for pack in default_packs() for rule in pack.rules]
LISTED = {rule.indicator for _, rule in RULES}
MFC = {rule.indicator for pack, rule in RULES if pack.id == "mfc"} - {"none"}


def examples(kind: str) -> list[object]:
    return [
        pytest.param(pack, rule, example, id=f"{pack.id}/{rule.id}: {example}")
        for pack, rule in RULES
        for example in getattr(rule, kind)
    ]


@pytest.mark.parametrize(("pack", "rule", "example"), examples("catch"))
def test_a_rule_catches_its_examples(pack: Pack, rule: Rule, example: str) -> None:
    """Of all rules of all packs, this one's indicator is chosen for its own sentence."""
    match = rule_of(example)
    assert match is not None
    assert match.rule.indicator == rule.indicator, match.rule.id


@pytest.mark.parametrize(("pack", "rule", "example"), examples("leave"))
def test_a_rule_leaves_what_it_must(pack: Pack, rule: Rule, example: str) -> None:
    """A sentence that looks like the rule's own is not named by it."""
    match = rule_of(example)
    assert match is None or match.rule.id != rule.id


@pytest.mark.parametrize(("pack", "rule"), RULES, ids=lambda value: value.id)
def test_a_rule_fires_on_its_own(pack: Pack, rule: Rule) -> None:
    """Where no other rule is there to help, a rule names at least one of its examples."""
    alone = Pack(pack.id, pack.version, pack.title, (rule,))
    assert any(rule_of(example, (alone,)) for example in rule.catch)


def test_words_in_braces_are_lemmas() -> None:
    """A word in braces that is no lemma of the dictionary would never match."""
    root = Path(__file__).parents[1] / "mfcx" / "data" / "ru"
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / "rules").glob("*.toml"))]
    texts.append((root / "level_words.tsv").read_text(encoding="utf-8"))
    written = {word for text in texts for word in regex.findall(r"\{([^{}]+)\}", text)}
    assert sorted(word for word in written if word.replace("ё", "е") not in lemmas(word)) == []


# --- the words of press releases ------------------------------------------------------------------

NAMED = {
    "services_provided": [
        "За квартал центры «Мои документы» оказали [412 тысяч услуг].",
        "[1,3 млн государственных услуг] предоставлено в МФЦ за девять месяцев.",
        "В МФЦ округа жители получили [58 904 услуги].",
        "Всего через МФЦ предоставлены [более 90 тыс. муниципальных услуг].",
        "Сотрудниками МФЦ выполнено [7,5 тысячи госуслуг].",
        "Количество оказанных МФЦ услуг возросло [на 15 %].",
        "В МФЦ стали оказывать в среднем [900 услуг в день].",
        "Объём предоставленных в МФЦ услуг сократился [вдвое].",
    ],
    "services_available": [
        "Сегодня в МФЦ можно оформить [312 услуг].",
        "В перечне МФЦ — [более 400 государственных и муниципальных услуг].",
        "Центры «Мои документы» предоставляют [285 видов услуг].",
        "Список услуг МФЦ расширился [до 350 наименований].",
        "Жителям в МФЦ доступны [сто двадцать услуг].",
        "Число доступных услуг МФЦ выросло [с 40 до 190].",
        "В МФЦ добавили [семь новых услуг].",
    ],
    "requests_received": [
        "За год МФЦ приняли [480 тысяч заявлений].",
        "В МФЦ поступило [12 345 запросов].",
        "Специалисты МФЦ зарегистрировали [свыше 2 млн обращений].",
        "[3700 заявок] подали в МФЦ предприниматели.",
        "В МФЦ обработано [пять тысяч дел].",
        "Заявлений в МФЦ стало больше [на 20 %].",
        "Рост числа обращений в МФЦ составил [11,5 %].",
        "В МФЦ обращений подали [в полтора раза больше].",
    ],
    "applicants_served": [
        "Центр «Мои документы» посетили [86 тысяч горожан].",
        "За неделю в МФЦ пришли [4 тысячи 200 человек].",
        "Каждый день МФЦ обслуживает [500 посетителей].",
        "За месяц МФЦ принял [12 500 заявителей].",
        "[Более 300 тысяч жителей] обратились в МФЦ с начала года.",
        "Услугами МФЦ воспользовались [45 тысяч томичей].",
        "Число посетителей МФЦ увеличилось [на треть].",
        "Посещаемость МФЦ снизилась [на 7 %].",
        "Поток клиентов в МФЦ вырос [в 1,4 раза].",
    ],
    "consultations_given": [
        "Операторы МФЦ провели [38 тысяч консультаций].",
        "По вопросам ипотеки МФЦ дали [560 консультаций].",
        "В МФЦ проконсультировано [2100 граждан].",
        "Консультации в МФЦ получили [900 пенсионеров].",
        "Количество консультаций в МФЦ увеличилось [на 18 %].",
    ],
    "documents_issued": [
        "За полгода в МФЦ выдали [9 тысяч загранпаспортов].",
        "МФЦ выдал заявителям [15 400 готовых документов].",
        "В МФЦ получили [320 водительских удостоверений].",
        "В МФЦ вручено [42 сертификата] на маткапитал.",
        "Паспортов в МФЦ выдано [на 9 % меньше].",
    ],
    "calls_received": [
        "Контакт-центр МФЦ принял [75 тысяч звонков].",
        "На горячую линию МФЦ поступило [1800 вызовов].",
        "В колл-центр МФЦ обратились по телефону: [54 тыс. обращений].",
        "Число звонков в МФЦ выросло [втрое].",
    ],
    "website_visits": [
        "Сайт МФЦ посетили [более 120 тысяч пользователей].",
        "За месяц на сайте МФЦ — [90 тысяч визитов], просмотры растут.",
        "Посещаемость портала МФЦ увеличилась [на 60 %].",
        "На сайт МФЦ зашли [31 тысяча человек].",
    ],
    "users_registered": [
        "С помощью МФЦ на портале госуслуг зарегистрировались [8 тысяч жителей].",
        "В МФЦ создано [2,5 тысячи учётных записей].",
        "Специалисты МФЦ зарегистрировали на портале [640 пользователей].",
    ],
    "offices": [
        "В области действует [37 офисов «Мои документы»].",
        "Сеть МФЦ объединяет [19 филиалов].",
        "Сейчас в крае [54 многофункциональных центра].",
        "Жителей принимают [двадцать три отделения МФЦ].",
        "Сегодня в районе открыты [два отдела МФЦ].",
    ],
    "remote_workplaces": [
        "Кроме того, в МФЦ есть [118 удалённых рабочих мест].",
        "В сёлах открыты [35 ТОСП МФЦ].",
        "При МФЦ работают [84 территориально обособленных структурных подразделения].",
        "В деревнях у МФЦ [12 удалённых окон].",
    ],
    "business_centres": [
        "В области работают [шесть МФЦ для бизнеса].",
        "Среди офисов МФЦ [четыре центра для предпринимателей].",
        "Открыты [девять бизнес-офисов] МФЦ.",
    ],
    "mobile_offices": [
        "По району ездят [три мобильных офиса МФЦ].",
        "В МФЦ есть [два передвижных центра].",
        "На маршруты вышли [пять мобильных МФЦ].",
    ],
    "offices_opened": [
        "В этом году в крае открыли [восемь офисов МФЦ].",
        "До декабря заработают [ещё пять центров «Мои документы»].",
        "За год создано [14 отделений МФЦ].",
        "Планируется построить [три новых МФЦ].",
    ],
    "offices_renovated": [
        "За лето отремонтировали [шесть офисов МФЦ].",
        "После ремонта заработали обновлённые помещения [четырёх отделений МФЦ].",
        "В этом году капремонт прошёл в [двух центрах МФЦ].",
    ],
    "service_windows": [
        "В новом МФЦ [24 окна].",
        "Посетителей МФЦ ждут [15 окон приёма].",
        "Число окон в МФЦ увеличили [с 6 до 11].",
        "Офис МФЦ на [девять окон] открыли в мае.",
    ],
    "staff": [
        "В МФЦ работают [340 сотрудников].",
        "Приём в МФЦ ведут [17 специалистов].",
        "Коллектив МФЦ — [1200 человек].",
        "Штат МФЦ увеличился [на 11 %].",
        "В МФЦ трудятся [двое операторов].",
    ],
    "outreach_visits": [
        "МФЦ совершили [640 выездов] к маломобильным жителям.",
        "Количество выездов МФЦ выросло [на четверть].",
        "К пенсионерам сотрудники МФЦ выезжали [312 раз].",
    ],
    "population_coverage": [
        "Охват населения услугами МФЦ достиг [98,2 %].",
        "Доступ к услугам МФЦ имеют [96 % жителей].",
        "МФЦ охватили [92 % населения].",
    ],
    "satisfaction": [
        "Работой МФЦ довольны [97 % заявителей].",
        "Удовлетворённость качеством услуг МФЦ — [98,4 %].",
        "Средняя оценка МФЦ — [4,9 балла].",
        "[96 % опрошенных] положительно оценили работу МФЦ.",
        "Уровень удовлетворённости в МФЦ вырос [на 1,5 %].",
    ],
    "waiting_time": [
        "Время ожидания приёма упало [на 12 %], в МФЦ появились 9 новых услуг.",
        "В очереди в МФЦ проводят [не более 12 минут].",
        "Среднее время ожидания в МФЦ — [6 минут].",
        "Клиенты МФЦ ждут приёма [до 15 минут].",
        "К окну в МФЦ приглашают через [четыре минуты].",
        "Ожидание в МФЦ сократилось [вдвое].",
    ],
    "service_time": [
        "Приём одного посетителя в МФЦ занимает [18 минут].",
        "Обслуживание в МФЦ длится [около 20 минут].",
        "Срок оказания услуги в МФЦ — [пять дней].",
        "На одного заявителя в МФЦ отводится [15 минут].",
    ],
    "floor_area": [
        "Площадь нового МФЦ — [720 кв. м].",
        "МФЦ занимает [1,2 тыс. квадратных метров].",
        "Офис МФЦ площадью [450 м²] сдали весной.",
    ],
    "daily_capacity": [
        "МФЦ рассчитан на [400 посетителей в день].",
        "Пропускная способность МФЦ — [250 человек в день].",
        "МФЦ сможет принимать [до 900 заявителей] ежедневно.",
    ],
    "funding": [
        "На открытие МФЦ выделено [48 млн рублей].",
        "Ремонт школы обошёлся бюджету в [112 миллионов рублей].",
        "В бюджете на дороги заложено [3,4 млрд рублей].",
        "На эти цели направили [свыше 15 млн рублей].",
        "Дополнительно перечислили [2,5 млн рублей] на учебники.",
        "Субсидия составила [700 тысяч рублей].",
        "Финансирование программы увеличили [на 12 %].",
    ],
    "regions_participating": [
        "В эксперименте участвуют [24 региона].",
        "К проекту присоединились [12 субъектов] федерации.",
        "В форуме приняли участие представители [45 регионов].",
    ],
}
for row in read_rows("government_indicators"):
    NAMED.setdefault(row.expected, []).append(row.input)

UNNAMED = [
    "В МФЦ опросили [1500 посетителей].",
    "В опросе МФЦ участвовали [800 заявителей].",
    "В МФЦ поступило [17 жалоб].",
    "Доля электронных услуг МФЦ выросла [на 6 %].",
    "Доля заявителей-пенсионеров в МФЦ — [34 %].",
    "На Росреестр в МФЦ приходится [41 % услуг].",
    "В районе, где открыли МФЦ, живут [12 тысяч человек].",
    "МФЦ заключили [38 соглашений] с ведомствами.",
    "МФЦ работают в [29 городах].",
    "До МФЦ ехать [40 минут].",
    "Записаться в МФЦ можно за [14 дней] вперёд.",
    "Зарплата специалиста МФЦ — [35 тысяч рублей].",
    "Госпошлина в МФЦ составляет [300 рублей].",
    "Зарплата сотрудников МФЦ выросла [на 11 %].",
    "В МФЦ обучили [120 сотрудников].",
    "На конкурсе наградили [15 специалистов МФЦ].",
    "В рейтинг МФЦ вошли [пять услуг] Росреестра.",
    "Рядом с МФЦ закрыли [два торговых центра].",
    "В МФЦ установили [40 терминалов].",
    "МФЦ закупил [12 компьютеров].",
    "У входа в МФЦ сделали [25 парковочных мест].",
    "Разговор с оператором МФЦ длится [3 минуты].",
    "В зале МФЦ поставили [60 стульев].",
    "Доходы бюджета выросли [на 8 %].",
    "Налоговые доходы составили [14 млрд рублей].",
    "Средняя пенсия достигла [21 тысячи рублей].",
    "Цена тонны зерна — [15 тысяч рублей].",
    "Штрафов выписали на [268 млн рублей].",
    "Экспорт вырос [на 16 %].",
    "Население области сократилось [на 0,4 %].",
    "В школы пойдут [20 тысяч детей].",
    "Построено [120 тысяч квадратных метров] жилья.",
    "Собрано [500 тысяч тонн] зерна.",
    "Меньше безработных стало [в 17 субъектах] страны.",
    "Проложили дорогу к посёлку и [12 км] тепловых сетей.",
    "Трассы в нормативное состояние приводят по графику: сделано [71 процент] годового плана.",
    "Отремонтировано [180 км] дорог.",
    "В больнице работают [90 врачей].",
    "Привито [60 % жителей].",
    "Инфляция составила [7,5 %].",
    "Центр занятости посетили [320 безработных].",
    "На пожаре спасли [трёх человек].",
    "В музее побывали [15 тысяч человек].",
    "Уровень безработицы — [0,9 %].",
    "Очередь в детский сад сократилась [на 200 человек].",
    "Минимальная оплата труда увеличится [на 965 рублей].",
    "Тарифы на воду поднимут [на 9,3 %].",
    "На новых территориях [четыре новых региона].",
    "Дом площадью [90 кв. м] построили за лето.",
    "В мировые суды края подали [7 тысяч исков и 900 заявлений].",
    "Судьи завалены бумагами. За квартал рассмотрено [2100 дел].",
    "Нагрузка судьи выросла [с 14 до 19 дел].",
    "Число дел о банкротстве выросло [на 15 %].",
    "Отдел полиции подвёл итоги. Поступило [640 обращений].",
    "Суд района огласил итоги: удовлетворены [62 % из них].",
    "Удовлетворена [треть ходатайств адвокатов].",
    "Доля удовлетворённых апелляций достигла [14 %].",
    "Положением дел в крае довольны [57 % жителей].",
    "Стартовал отбор на гранты. От вузов поступило [32 заявки].",
]


@pytest.mark.parametrize(
    ("indicator", "example"), [(name, example) for name, found in NAMED.items() for example in found]
)
def test_the_indicator_follows_from_the_words(indicator: str, example: str) -> None:
    """What is counted, the verb beside it and the topic name the indicator, in any order, case and number."""
    match = rule_of(example)
    assert match is not None
    assert match.indicator == indicator, match.rule.id


@pytest.mark.parametrize("example", UNNAMED)
def test_what_is_narrower_or_other_is_not_named(example: str) -> None:
    """A wrong indicator is worse than none; those of other government news may name it."""
    match = rule_of(example)
    assert match is None or match.indicator not in MFC, match.rule.id


def test_every_indicator_is_tried() -> None:
    """No indicator of the bundled packs goes without phrases of several kinds."""
    assert NAMED.keys() == LISTED - {"none"}
    assert all(len(found) >= 3 for found in NAMED.values())
    assert sum(map(len, NAMED.values())) >= 120
    assert len(UNNAMED) >= 40


@pytest.mark.parametrize(
    ("example", "indicator"),
    [
        ("МФЦ приняли 57 тысяч заявлений и открыли [три офиса].", "offices_opened"),
        ("МФЦ открыли три офиса и приняли [57 тысяч заявлений].", "requests_received"),
        ("В МФЦ довольны 97 % из тех, кто ждал [не более 10 минут].", "waiting_time"),
        ("В МФЦ 57 офисов и [411 удалённых рабочих мест].", "remote_workplaces"),
        ("В МФЦ [57 офисов] и 411 удалённых рабочих мест.", "offices"),
        ("В МФЦ работают [12 специалистов], они приняли 900 человек.", "staff"),
        ("В МФЦ работают 12 специалистов, они приняли [900 человек].", "applicants_served"),
        ("Приём в МФЦ вырос [на 8 %], а выдача – на 5 %.", "requests_received"),
        ("Приём в МФЦ вырос на 8 %, а выдача – [на 5 %].", "documents_issued"),
        ("В МФЦ оказали 300 тысяч услуг, доступны [146 услуг].", "services_available"),
        ("На ремонт [тринадцати центров МФЦ] выделили 2 млн рублей.", "offices_renovated"),
        ("На ремонт тринадцати центров МФЦ выделили [2 млн рублей].", "funding"),
        ("Судебные приставы открыли приём в МФЦ, за месяц принято [300 заявлений].", "requests_received"),
        ("После суда в МФЦ провели опрос: удовлетворены обслуживанием [91 % граждан].", "satisfaction"),
    ],
)
def test_the_nearest_words_win(example: str, indicator: str) -> None:
    """Several figures in one sentence: each is named by the words of its own clause."""
    match = rule_of(example)
    assert match is not None
    assert match.indicator == indicator, match.rule.id


@pytest.mark.parametrize(
    "example",
    [
        "К зиме не будут привиты [940 малышей и 60 детей].",
        "Не удалось вовремя привить [86 человек].",
        "Прививку не сделали [90 детей].",
        "От прививок отказались [340 человек].",
        "Без прививки остались [70 детей].",
        "Прививку пропустили [70 детей].",
        "Привили 300 тысяч детей, среди непривитых — [12 тысяч детей].",
        "Из [12 тысяч непривитых детей] привиты половина.",
        "Услугами МФЦ не воспользовались [40 человек].",
        "Не смогли получить услугу в МФЦ [120 человек].",
        "Не имеют доступа к услугам МФЦ [12 % жителей].",
        "Доступа к услугам МФЦ нет у [12 % жителей].",
        "Не удовлетворены приёмом в МФЦ [3 % гостей].",
        "В МФЦ не выдано [40 паспортов].",
        "Газа пока нет: не газифицированы [306 домов].",
        "К сроку не построено [12 школ].",
    ],
)
def test_what_is_denied_is_not_counted(example: str) -> None:
    """«не» before the verb or in it, «без», «отказались от», «нет»: the words of a rule then say the contrary."""
    assert rule_of(example) is None


@pytest.mark.parametrize(
    ("example", "indicator"),
    [
        ("Не только привиты [90 детей], но и осмотрены.", "vaccinated"),
        ("МФЦ не закрывались и приняли [40 человек].", "applicants_served"),
        ("Без очереди в МФЦ приняли [40 человек].", "applicants_served"),
        ("Заявители МФЦ не ожидают дольше [15 минут].", "waiting_time"),
        ("Ожидание в МФЦ не превышает [11 минут].", "waiting_time"),
        ("Школы не ремонтировали десять лет, теперь отремонтировали [12 школ].", "schools_renovated"),
        ("Финансирование не сократилось и составило [40 млн рублей].", "funding"),
        ("За неделю недалеко от рынка привиты [90 детей].", "vaccinated"),
    ],
)
def test_what_is_denied_beside_the_figure_does_not_matter(example: str, indicator: str) -> None:
    """Another verb, another noun or a bound is denied, not what is counted."""
    match = rule_of(example)
    assert match is not None
    assert match.indicator == indicator, match.rule.id


# --- broken packs ---------------------------------------------------------------------------------

HEAD = '[pack]\nid = "own"\nversion = "1"\ntitle = "Своё"\n'
RULE = """
[[rule]]
id = "trees"
indicator = "trees"
label = "число деревьев"
units = ["дерево"]
catch = ["Посадили [40 деревьев]."]
leave = ["Посадили [40 кустов]."]
"""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("это не TOML", "own.toml: "),
        ("x = 1", "own.toml: needs a [pack] table"),
        (HEAD + "[[rule]]\n", "own.toml: rule number 1: indicator is missing"),
        ("rule = 5\n" + HEAD, "own.toml: needs"),
        ("rule = [5]\n" + HEAD, "own.toml: rule number 1: must be a table"),
        (HEAD.replace('"1"', "1") + RULE, "own.toml: [pack]: version must be a string"),
        (HEAD.replace('title = "Своё"\n', "") + RULE, "own.toml: [pack]: title is missing"),
        (HEAD + 'colour = "red"\n' + RULE, "own.toml: [pack]: unknown key 'colour'"),
        (HEAD + "[colours]\nx = 1\n" + RULE, "own.toml: unknown table [colours]"),
        (HEAD + RULE + RULE, "own.toml: rule trees: two rules with the id 'trees'"),
        (HEAD + RULE + 'colour = "red"\n', "own.toml: rule trees: unknown key 'colour'"),
        (HEAD + RULE + "priority = 1.5\n", "own.toml: rule trees: priority must be a whole number"),
        (HEAD + RULE + "priority = true\n", "own.toml: rule trees: priority must be a whole number"),
        (HEAD + RULE + 'below = "many"\n', "own.toml: rule trees: below must be a number"),
        (HEAD + RULE + 'per = "day"\n', "own.toml: rule trees: per must be true or false"),
        (HEAD + RULE + 'clause = "{сажать}"\n', "own.toml: rule trees: clause must be a list of strings"),
        (HEAD + RULE + 'clause = [""]\n', "own.toml: rule trees: clause must be a list of strings"),
        (HEAD + RULE + 'clause = ["{сажать"]\n', "own.toml: rule trees: clause: cannot read the element '{сажать'"),
        (HEAD + RULE + 'clause = ["да||нет"]\n', "own.toml: rule trees: clause: cannot read the element"),
        (HEAD + RULE + 'clause = ["<plant>"]\n', "own.toml: rule trees: no class 'plant'"),
        (HEAD + '[classes]\nplant = "сажать"\n' + RULE, "own.toml: [classes]: plant must be a list of strings"),
        (HEAD + '[classes]\nplant = ["<grow>"]\n' + RULE, "own.toml: [classes]: no class 'grow'"),
        (HEAD + "classes = 5\n" + RULE, "own.toml: [pack]: unknown key 'classes'"),
        (
            HEAD + '[classes]\na = ["x y"]\n' + RULE + 'clause = ["<a> z"]\n',
            "own.toml: rule trees: class 'a' holds whole",
        ),
        (HEAD + RULE.replace("units", "unit"), "own.toml: rule trees: unknown key 'unit'"),
        (HEAD + RULE.replace('label = "число деревьев"\n', ""), "own.toml: rule trees: label is missing"),
        (HEAD + RULE.replace('["Посадили [40 деревьев]."]', "[]"), "own.toml: rule trees: needs an example to catch"),
        (HEAD + RULE.replace("[40 кустов]", "40 кустов"), "own.toml: rule trees: every example of leave needs one [ ]"),
    ],
)
def test_a_broken_pack_says_where(text: str, says: str) -> None:
    """One clear line that names the pack and the rule, never a traceback."""
    with pytest.raises(PackError) as error:
        read_pack(text, "own.toml")
    assert regex.sub(r"^own\.toml:\d+:", "own.toml:", str(error.value)).startswith(says)
    assert "\n" not in str(error.value)


def test_a_pack_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A path that does not exist, and a file in another encoding, are named like any fault of a pack."""
    with pytest.raises(PackError, match=r"own\.toml"):
        read_pack_file(tmp_path / "own.toml")
    (tmp_path / "own.toml").write_bytes((HEAD + RULE).encode("cp1251"))
    with pytest.raises(PackError, match=r"own\.toml"):
        read_pack_file(tmp_path / "own.toml")


# --- what a pack can say --------------------------------------------------------------------------


def own(rule: str, head: str = HEAD) -> tuple[Pack, ...]:
    examples = '\ncatch = ["Посадили [40 деревьев]."]\nleave = ["Посадили [40 кустов]."]\n'
    return (
        read_pack(head + '[[rule]]\nid = "trees"\nindicator = "trees"\nlabel = "деревья"\n' + rule + examples, "own"),
    )


@pytest.mark.parametrize(
    ("rule", "example", "named"),
    [
        ('units = ["дерево"]\nrefuse_topic = ["{лес}"]', "Лес горел. Спасли [40 деревьев].", False),
        ('units = ["дерево"]\nrefuse_topic = ["{лес}"]', "Сад горел. Спасли [40 деревьев].", True),
        ('units = ["дерево"]', "Посадили [40 деревьев].", True),
        ('units = ["дерево"]', "Посадили [40 кустов].", False),
        ('units = ["@person"]', "Пришли [40 волонтёров].", True),
        ('units = ["@person"]', "Пришли [40 писем].", False),
        ('units = ["@person"]', "Пришли [40 пермяков].", True),
        ('units = ["дерево"]\nabove = 50', "Посадили [40 деревьев].", False),
        ('units = ["дерево"]\nbelow = 50', "Посадили [40 деревьев].", True),
        ('units = ["дерево"]\nper = true', "Сажают [40 деревьев в день].", True),
        ('units = ["дерево"]\nper = false', "Сажают [40 деревьев в день].", False),
        ('units = ["дерево"]\nbefore = ["из"]', "Спасли 12 [из 40 деревьев].", True),
        ('units = ["дерево"]\nbefore = ["из"]', "Спасли [40 деревьев] из сада.", False),
        ('units = ["дерево"]\nclause = ["{посадить}"]', "Посажено [40 деревьев].", True),
        ('units = ["дерево"]\nclause = ["{посадить}"]', "Спилили [40 деревьев].", False),
        ('units = ["дерево"]\nphrase = ["{хвойный}"]', "Посадили [40 хвойных деревьев].", True),
        ('units = ["дерево"]\nphrase = ["{хвойный}"]', "Посадили [40 деревьев], хвойных нет.", False),
        ('units = ["дерево"]\nrefuse = ["{спилить}"]', "Спилили [40 деревьев].", False),
        ('units = ["дерево"]\nrefuse = ["{спилить}"]', "Посадили [40 деревьев], а спилили кусты.", True),
        ('units = ["дерево"]\nrefuse_phrase = ["{плодовый}"]', "Посадили [40 плодовых деревьев].", False),
        ('units = ["дерево"]\ntopic = ["{парк}"]', "В парке посадили [40 деревьев].", True),
        ('units = ["дерево"]\ntopic = ["{парк}"]', "Во дворе посадили [40 деревьев].", False),
        ('units = ["дерево"]\nnear = ["{парк}"]', "Разбили парк. Рады все. Посадили [40 деревьев].", True),
        ('units = ["дерево"]\nnear = ["{парк}"]', "Разбили парк. Рады все. Дождь. Посадили [40 деревьев].", False),
        ('units = ["дерево"]', "Число деревьев выросло [на 8 %].", True),
        ('units = ["дерево"]', "Деревьев посадили [в 2,5 раза больше].", True),
        ('units = ["дерево"]', "Доля деревьев выросла [на 8 %].", False),
        ('units = ["дерево"]\nchange = false', "Число деревьев выросло [на 8 %].", False),
        ('units = ["дерево"]\nsubjects = ["{озеленение}"]', "Озеленение выросло [на 8 %].", True),
        ('units = ["дерево"]', "Цена деревьев выросла [на 8 %].", False),
    ],
)
def test_each_condition_of_a_rule(rule: str, example: str, named: bool) -> None:
    """Every key of a rule does what data/README.md says."""
    assert (rule_of(example, own(rule)) is not None) is named


def test_classes_stand_for_their_words() -> None:
    """A class is used whole in a list, or as an element of a pattern; a class may use those above it."""
    head = HEAD + '[classes]\nplant = ["{посадить}", "{сажать}"]\ndo = ["<plant>", "{высадить}"]\ntree = ["дерево"]\n'
    packs = own('units = ["<tree>"]\nclause = ["<do> (вчера)"]', head)
    assert rule_of("Высадили вчера [40 деревьев].", packs)
    assert rule_of("Посадили [40 деревьев].", packs)
    assert not rule_of("Спилили [40 деревьев].", packs)


def test_a_pack_has_a_topic_for_all_its_rules() -> None:
    """The topic of [pack] holds for rules that have none; a rule with an empty one needs none."""
    head = HEAD + 'topic = ["{парк}"]\n'
    assert not rule_of("Посадили [40 деревьев].", own('units = ["дерево"]', head))
    assert rule_of("Посадили [40 деревьев].", own('units = ["дерево"]\ntopic = []', head))


def test_a_rule_of_none_names_nothing() -> None:
    """Words of a rule with the indicator «none» keep the others away where they stand nearer."""
    text = """
[[rule]]
id = "asked"
indicator = "none"
units = ["человек"]
clause = ["{опросить}"]
catch = ["Опросили [40 человек]."]
leave = ["Пришли [40 человек]."]
[[rule]]
id = "came"
indicator = "came"
label = "число пришедших"
units = ["человек"]
clause = ["{прийти}"]
catch = ["Пришли [40 человек]."]
leave = ["Опросили [40 человек]."]
"""
    packs = (read_pack(HEAD + text, "own"),)
    asked, came = rule_of("Пришли 50 человек, опросили [40 человек].", packs), rule_of("Пришли [40 человек].", packs)
    assert asked
    assert came
    assert (asked.indicator, came.indicator) == (None, "came")


def test_examples_are_read_as_marked() -> None:
    """The brackets go, the figure stays where it was."""
    text, span = bracketed("МФЦ оказали [14 тысяч услуг].")
    quantity, place, _ = quantity_in(text, span)
    assert text[span.start : span.stop] == "14 тысяч услуг"
    assert quantity in read_sentence(place.sentence, text).quantities


def test_many_rules_cost_little() -> None:
    """A sentence of a thousand words with a hundred figures is named in linear time."""
    example = "МФЦ: " + "приняли 40 человек и открыли два офиса, " * 150 + "приняли [40 человек]."
    match = rule_of(example)
    assert match is not None
    assert match.indicator == "applicants_served"


def test_patterns_are_shared() -> None:
    """One pattern text is read once."""
    assert parse_pattern("{дерево}") is parse_pattern("{дерево}")
