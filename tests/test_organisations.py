"""Bodies: their full names, kinds and mentions."""

from __future__ import annotations

import pytest

from tests.named import named_document


def bodies(text: str, region: str | None = None, kinds: str = "") -> dict[str, str]:
    return {body.name: body.kind for body in named_document(text, kinds, region).organisations}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("В МФЦ Омской области приняли заявления.", "МФЦ Омской области", "mfc"),
        ("В МФЦ Ленинского района Омска приняли заявления.", "МФЦ Ленинского района Омска", "mfc"),
        ("За услугами МФЦ в Омской области пришли тысячи.", "МФЦ Омской области", "mfc"),
        (
            "В многофункциональном центре предоставления государственных и муниципальных услуг в Омске людно.",
            "МФЦ в Омске",
            "mfc",
        ),
        ("Сотрудники ГБУ ОО «МФЦ города» рады гостям.", "ГБУ ОО «МФЦ города»", "mfc"),
        ('Помощь даёт СПБ ГКУ "МФЦ" в городе.', 'СПБ ГКУ "МФЦ"', "mfc"),
        (
            "В казённом учреждении Омской области «Дом труда» людно.",
            "Казённое учреждение Омской области «Дом труда»",
            "agency",
        ),
        ("Отчёт приняли в министерстве внутренних дел России.", "Министерство внутренних дел России", "ministry"),
        (
            "Отчёт министерства науки и спорта РТ принят.",
            "Министерство науки и спорта Республики Татарстан",
            "ministry",
        ),
        ("Отчёт комитета по делам молодёжи Омска принят.", "Комитет по делам молодёжи Омска", "government"),
        ("Отчёт правительства Омской области принят.", "Правительство Омской области", "government"),
        ("Чаще шли за услугами Росреестра.", "Росреестр", "agency"),
        ("Социального фонда РФ это не касается.", "Социальный фонд РФ", "agency"),
        ("Об этом сказано в отчёте Омскстата.", "Омскстат", "agency"),
        ("Об этом рассказала пресс-служба Минтруда Татарстана.", "Минтруд Татарстана", "ministry"),
        (
            "Звонки принял контакт-центр губернатора Омской области.",
            "Контакт-центр губернатора Омской области",
            "government",
        ),
        ("Сообщили в Минпросвещения России.", "Минпросвещения России", "ministry"),
        ("Трубы проложит компания «Севергаз».", "Севергаз", "company"),
        (
            "Документы примет управление Росреестра по Омской области.",
            "Управление Росреестра по Омской области",
            "government",
        ),
        ("Приём ведут центры «Мои Документы».", "Мои Документы", "mfc"),
    ],
)
def test_full_name(text: str, name: str, kind: str) -> None:
    """A body is named in the nominative, with what makes it one body."""
    assert bodies(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "region", "name"),
    [
        ("Об этом сообщила глава Минфина Анна Зуева.", "RU-OMS", "Минфин Омской области"),
        ("Отчёт утвердило правительство региона.", "RU-OMS", "Правительство Омской области"),
        ("Отчёт утвердило областное правительство.", "RU-OMS", "Правительство Омской области"),
        ("Депутаты Заксобрания приняли закон.", "RU-OMS", "Заксобрание Омской области"),
        ("С цифрами выступил начальник отдела ГУ МЧС Иван Петров.", "RU-OMS", "ГУ МЧС России по Омской области"),
        ("В МФЦ региона людно.", "RU-TA", "МФЦ Республики Татарстан"),
    ],
)
def test_the_article_s_own_region(text: str, region: str, name: str) -> None:
    """A regional body without a place is that of the article's region."""
    assert name in bodies(text, region)


def test_bare_mentions_join_the_full_name() -> None:
    """«МФЦ», «МФЦ области» and the full name are one body."""
    text = "МФЦ Омской области подвёл итоги. В МФЦ людно. Сеть МФЦ области растёт."
    (body,) = named_document(text, region="RU-OMS").organisations
    assert body.name == "МФЦ Омской области"
    assert [text[s.start : s.stop] for s in body.spans] == ["МФЦ Омской области", "МФЦ", "МФЦ области"]


def test_short_and_long_name_of_a_ministry() -> None:
    """«Минобрнауки Татарстана» and the name spelled out are one body."""
    text = "Министерство образования и науки РТ ждёт заявок. В Минобрнауки РТ их примут."
    assert list(bodies(text)) == ["Министерство образования и науки Республики Татарстан"]


def test_ministry_of_the_minister() -> None:
    """«министр спорта России» says which Минспорт is meant."""
    assert "Минспорт России" in bodies("Глава Минспорта, министр спорта России Иван Петров дал старт.")


@pytest.mark.parametrize(
    "text",
    [
        "ОБЩЕСТВО И ВЛАСТЬ РЕГИОНА",
        "Службу по контракту выбрали многие участники СВО.",
        "На управление домом ушло много сил.",
        "Пакеты раздали в ТЦ у рынка.",
        "В нижней палате приняли закон.",
        "Продукция АПК подорожала.",
        "Директор ГБУ рассказала о планах.",
    ],
)
def test_no_bodies(text: str) -> None:
    """Headings, common nouns and bare legal forms are no bodies."""
    assert bodies(text) == {}


def test_no_body_runs_over_a_name() -> None:
    """A person's name after a body is no part of it."""
    assert list(bodies("Об этом сообщил глава Минтранса Роман Зуев.")) == ["Минтранс"]


def test_publisher_above_the_headline() -> None:
    """A line above the body that is one body names the publisher."""
    text = "Омскстат\nЦены в январе\nЦены за месяц не выросли.\nДругие новости: Томскстат"
    assert list(bodies(text, kinds="xtbx")) == ["Омскстат"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("В МФЦ приняли заявления.", "МФЦ Омской области"),
        ("Теперь открыт 61 МФЦ.", "МФЦ Омской области"),
        ("Городские МФЦ работают без выходных.", "МФЦ Омской области"),
        ("Многофункциональные центры Омской области приняли заявления.", "МФЦ Омской области"),
        ("В МФЦ Лесного района Омской области людно.", "МФЦ Лесного района"),
        ("Рассказал директор ГАУ МФЦ.", "ГАУ МФЦ"),
        ("Открыли МФЦ для бизнеса.", "МФЦ для бизнеса"),
        ("Сообщили в отделении Соцфонда.", "Отделение Соцфонда по Омской области"),
        ("Отделения ПФР по региону приняли заявления.", "Отделение ПФР по Омской области"),
        ("Сообщили в управлении Росреестра.", "Управление Росреестра по Омской области"),
        (
            "Управление Федеральной налоговой службы по региону ждёт.",
            "Управление Федеральной налоговой службы по Омской области",
        ),
        ("По прогнозу Банка России, цены замедлятся.", "Банк России"),
        ("Сотрудники ЗАГС Омской области рады.", "ЗАГС Омской области"),
        ("Центр занятости населения провёл ярмарку.", "Центр занятости населения Омской области"),
        ("Комитет по тарифам принял решение.", "Комитет по тарифам Омской области"),
        ("Сообщили в департаменте образования ЯНАО.", "Департамент образования ЯНАО"),
    ],
)
def test_body_of_the_region(text: str, name: str) -> None:
    """A body that names no region is that of the article's own; letters that mean one region only stay."""
    assert name in bodies(text, "RU-OMS")


@pytest.mark.parametrize(
    "text",
    [
        "Сообщила пресс-служба ведомства.",
        "Служба поддержки отвечает быстро.",
        "В отделении полиции и отделении связи тихо.",
        "Департамент министерства считает иначе.",
        "Сведения придут из ЗАГС.",
        "ВЕДУЩАЯ: Начнём с погоды.",
        "В филиале школы тепло.",
        "Комитет собрался в среду.",
    ],
)
def test_no_body(text: str) -> None:
    """A kind of body without a name is none."""
    assert bodies(text, "RU-OMS") == {}


def test_region_as_the_article_calls_it() -> None:
    """A bare МФЦ takes the region's official name where the article has it, else the short one."""
    assert list(bodies("В Бурятии открылся МФЦ.", "RU-BU")) == ["МФЦ Бурятии"]
    assert list(bodies("В Республике Бурятия открылся МФЦ.", "RU-BU")) == ["МФЦ Республики Бурятия"]


def test_network_beside_an_office() -> None:
    """The centres of the region and the office of a town are two bodies."""
    text = "Сейчас открыто 48 МФЦ. Скоро заработает МФЦ в Таре."
    assert list(bodies(text, "RU-OMS")) == ["МФЦ Омской области", "МФЦ в Таре"]


@pytest.mark.parametrize(
    ("text", "kinds", "name"),
    [
        ("ООО «Свет», отдел новостей\nТариф не вырос.", "xb", "ООО «Свет»"),
        ("Год вышел удачным.\nГлава Минспорта КБР", "bx", "Минспорт КБР"),
        ("Цены не выросли.\nПри цитировании ссылка на Омскстат обязательна", "bx", "Омскстат"),
        ("МФЦ Омской области ✔\nПодводим итоги месяца.", "xb", "МФЦ Омской области"),
    ],
)
def test_publisher_and_signature(text: str, kinds: str, name: str) -> None:
    """Letterheads, signatures and lines about citing tell whose text it is."""
    assert any(found.startswith(name.split(" Омской")[0]) for found in bodies(text, kinds=kinds))


def test_name_by_its_first_word() -> None:
    """«Водоканал» alone is the company named in full elsewhere."""
    text = "Трубы меняет ООО «Водоканал Омска». В компании «Водоканал» ждут весны."
    assert "ООО «Водоканал Омска»" in bodies(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # by the letters of its words, before and after the full name
        ("Омский государственный университет растёт. Студенты ОГУ рады.", ["Омский государственный университет"]),
        ("О письме из МВД знают. В министерстве внутренних дел его ждут.", ["Министерство внутренних дел"]),
        ("Заявление взяло МВД России. Это право министерства внутренних дел.", ["Министерство внутренних дел России"]),
        # by letters that the article gives in brackets
        ("В Омском институте связи (ОмИС) прошёл праздник. В ОмИС рады.", ["Омский институт связи"]),
        # letters that stand for nothing here
        ("Омский государственный университет растёт. В ФАС рады.", ["Омский государственный университет", "ФАС"]),
    ],
)
def test_letters_of_a_name(text: str, names: list[str]) -> None:
    """A name in letters is the body whose words begin with them, or which has them in brackets."""
    assert list(bodies(text)) == names


def test_network_of_a_city() -> None:
    """A city that is a region has one network, whether it is called by its name or by an adjective."""
    text = "В Москве открыты 98 МФЦ. Многофункциональные центры Москвы работают без выходных."
    assert list(bodies(text, "RU-MOW")) == ["МФЦ Москвы"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Дело слушал Высший арбитражный суд, и Высшего арбитражного суда ждут.", "Высший арбитражный суд"),
        ("Об этом пишет агентство РИА «Новости».", "РИА «Новости»"),
        ("Ответа ждут от МИДа.", "МИД"),
    ],
)
def test_nominative(text: str, name: str) -> None:
    """Superlatives stay the same word, what is quoted stays as it is, letters lose their ending."""
    assert any(found.endswith(name) for found in bodies(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Сообщили в управлении по связям с общественностью.", ["Управление по связям с общественностью"]),
        ("Комитет по борьбе с паводком собрался.", ["Комитет по борьбе с паводком Омской области"]),
        ("Министерство спорта по итогам года отметило школу.", ["Министерство спорта Омской области"]),
        ("Сообщили в министерстве энергетики и ЖКХ.", ["Министерство энергетики и ЖКХ Омской области"]),
        ("Сообщили в департаменте ЖКХ Омска.", ["Департамент ЖКХ Омска"]),
        (
            "Вопрос решат министерство финансов и краевой Минтранс.",
            ["Министерство финансов Омской области", "Минтранс Омской области"],
        ),
    ],
)
def test_end_of_a_field(text: str, names: list[str]) -> None:
    """A field takes «с …» after its noun and letters such as ЖКХ, and ends before the rest of the sentence."""
    assert list(bodies(text, "RU-OMS")) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Помогло министерство обороны.", ["Министерство обороны"]),
        ("Помог федеральный Минсельхоз.", ["Федеральный Минсельхоз"]),
        ("Отчёт прислали в департаменте Минцифры.", ["Минцифры Омской области"]),
        ("Сообщили в департаменте Министерства финансов РФ.", ["Министерство финансов РФ"]),
        ("В Федеральной службе и в Информационном агентстве молчат.", []),
        ("Сообщила пресс-служба областного комитета.", []),
    ],
)
def test_whose_body(text: str, names: list[str]) -> None:
    """Bodies of the state take no region, a part without a name is its body, a sort without a name is none."""
    assert list(bodies(text, "RU-OMS")) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            'Жалобу бюджетного учреждения здравоохранения "Центр гигиены" отклонили.',
            ['Бюджетное учреждение здравоохранения "Центр гигиены"'],
        ),
        (
            "Иск к муниципальному предприятию Лесного округа «Исток» приняли.",
            ["Муниципальное предприятие Лесного округа «Исток»"],
        ),
        (
            "Иск к обществу с ограниченной ответственностью «Исток» приняли.",
            ["Общество с ограниченной ответственностью «Исток»"],
        ),
        ('Директор ОАО "Студия "Мир"" рад.', ['ОАО "Студия "Мир""']),
        ("Помогли городской больнице № 1.", ["Городская больница № 1"]),
        ("Учатся в средней школе № 4 имени Гагарина.", ["Средняя школа № 4 имени Гагарина"]),
        ("Учатся в МБОУ СОШ № 12.", ["МБОУ СОШ № 12"]),
        ("Дороги чистят организации: «Путь», «Тракт» и «Север».", ["Путь", "Тракт", "Север"]),
        ("В школе пять классов, в обществе тишина.", []),
        ("Премии дали газетам «Путь» и «Север».", ["Путь", "Север"]),
    ],
)
def test_quotes_and_numbers(text: str, names: list[str]) -> None:
    """A form may have a field and a place before its quoted name, several names, or a number."""
    assert list(bodies(text)) == names
