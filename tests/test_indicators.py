"""Indicators of whole texts: what refers to another figure is named by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mfcx import pipeline
from mfcx.attribution.indicators import set_indicators
from mfcx.document import Article, Document, Line, Metric, Page
from mfcx.facts import find_metrics
from mfcx.rules.match import Matcher, Place
from mfcx.rules.packs import default_packs
from mfcx.rules.subjects import find_subject
from mfcx.rules.view import view_of
from mfcx.segments import find_sentences, split_tokens

ROOT = Path(__file__).parents[1]


def metrics_of(text: str) -> list[Metric]:
    """The named metrics of a text whose every line is body."""
    document = Document(Article(text))
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(Line(start, start + len(line), "body"))
        start += len(line) + 1
    document.page = Page(tuple(lines))
    document.sentences = find_sentences(text, document.page)
    find_metrics(document)
    set_indicators(document, default_packs())
    return document.metrics


def named(text: str) -> list[str | None]:
    return [metric.indicator for metric in metrics_of(text)]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("МФЦ приняли 300 тысяч заявлений. Из них 40 тысяч — о паспортах.", ["requests_received"] * 2),
        ("МФЦ приняли 500 человек, это в 1,5 раза больше, чем год назад.", ["applicants_served"] * 2),
        ("МФЦ приняли 500 человек. Это на 15 % больше, чем год назад.", ["applicants_served"] * 2),
        ("МФЦ выдали 900 паспортов, что на 7 % меньше прошлогоднего.", ["documents_issued"] * 2),
        ("В МФЦ приняли 9 тысяч заявлений – на 300 больше, чем зимой.", ["requests_received"] * 2),
        ("В МФЦ подали 90 тысяч заявок – на 7 % больше, чем за тот же срок прошлого года.", ["requests_received"] * 2),
        ("Охват услугами МФЦ — 94 %, что на 5 % выше общих результатов.", ["population_coverage"] * 2),
        ("МФЦ приняли 900 заявлений, и это на 4 % больше уровня 2020 года.", ["requests_received"] * 2),
        ("МФЦ выдали 700 справок. План перевыполнен на 3 %.", ["documents_issued"] * 2),
        ("Число справок, которые тверичи получили в МФЦ, выросло на 12 %.", ["documents_issued"]),
        ("В МФЦ поступило 80 тысяч звонков и сделано 30 тысяч исходящих.", ["calls_received", None]),
        ("В центры (МФЦ) услуг обратились 900 томичей, это в 1,5 раза больше.", ["applicants_served"] * 2),
        ("За день МФЦ обработали запросы от 20 тысяч жителей.", ["applicants_served"]),
        ("Центров МФЦ в крае станет втрое больше.", ["offices"]),
        ("Открыли 40 удалённых офисов МФЦ. Теперь в крае 90 таких офисов.", ["remote_workplaces"] * 2),
        (
            "МФЦ оказали 90 тысяч услуг. Их хвалят. Перечень услуг расширен. Теперь их 312.",
            ["services_provided", "services_available"],
        ),
        (
            "В МФЦ число услуг выросло на 12 %, принятых обращений — на 8 %, звонков — на 30 %.",
            ["services_available", "requests_received", "calls_received"],
        ),
        (
            "Мобильных офисов МФЦ в крае – 12, удалённых рабочих мест – 297, бизнес-офисов – 14.",
            ["mobile_offices", "remote_workplaces", "business_centres"],
        ),
        ("Число мобильных бригад МФЦ выросло до 7.", ["mobile_offices"]),
        ("В МФЦ должно стать 39 отделений, а удалённых мест – 297.", ["offices", "remote_workplaces"]),
        ("Приём в МФЦ вырос на 8 %, выдача — на 5 %.", ["requests_received", "documents_issued"]),
        ("Из 34 филиалов МФЦ 12 отремонтированы.", ["offices", "offices_renovated"]),
        ("Музей посетили 40 тысяч человек, сайт — 120 тысяч.", [None, "website_visits"]),
        ("В МФЦ триста услуг, самых нужных — десяток.", ["services_available", None]),
        ("Двадцать отделов МФЦ открыто, ещё пять появятся до конца года.", ["offices", "offices_opened"]),
        ("Число звонков в МФЦ выросло на 15 %, а за два года увеличилось вдвое.", ["calls_received"] * 2),
        ("В МФЦ ждут приёма. Теперь это 5 минут.", ["waiting_time"]),
        ("Очередь в МФЦ идёт 15 минут. В Заречном — 7 минут.", ["waiting_time"] * 2),
        ("МФЦ оказали 90 тысяч услуг. Зарплата выросла на 15 %.", ["services_provided", "average_wage"]),
        ("МФЦ оказали 90 тысяч услуг. Урожай вырос на 15 %.", ["services_provided", "harvest"]),
        ("Доля дорог в нормативном состоянии — 57 %. Число ДТП упало на 7,4 %.", ["roads_share_in_order", None]),
        (
            "Услугами МФЦ довольны 97 % людей. Это рекорд для края. К лету показатель доведут до 98 %.",
            ["satisfaction"] * 2,
        ),
        ("Услугами МФЦ довольны 94 % людей. Центры хвалят все. Зимой цифра была на уровне 91 %.", ["satisfaction"] * 2),
        ("Услугами МФЦ довольны 94 % жителей. Показатель вакцинации — 61 %.", ["satisfaction", None]),
        ("Центры МФЦ меряют удовлетворённость. Каждый третий томич был в МФЦ летом.", [None]),
        ("По данным банка, число вакансий населения области составляет 14 300 единиц.", ["vacancies"]),
        ("МФЦ опросили 695 человек. Довольны 97 %.", [None, "satisfaction"]),
        ("МФЦ оказали 90 тысяч услуг. Рост составил 15 %.", ["services_provided"] * 2),
        ("МФЦ оказали 90 тысяч услуг. Прирост к прошлому году – 15 %.", ["services_provided"] * 2),
        ("МФЦ оказали 90 тысяч услуг. Рост зарплат составил 15 %.", ["services_provided", "average_wage"]),
        ("МФЦ выделили 90 млн рублей. Глава сказал, что пенсии будут повышены на 4 %.", ["funding", None]),
        ("Врачам выделили 90 млн рублей. Глава сказал, что оклады вырастут на 4 %.", ["funding", None]),
        ("В МФЦ оказали 300 тысяч услуг.\nВ больнице открыли отделение на 40 коек.", ["services_provided", None]),
        ("Офисы МФЦ: 12 в городе.\nПриняли 900 человек.", ["offices", "applicants_served"]),
        ("Зимой откроют 12 стационарных офисов МФЦ и 5 передвижных.", ["offices_opened", "mobile_offices"]),
        ("Отдел МФЦ снова заработал. Теперь в крае более 40 отделений.", ["offices"]),
        ("В Туле открылся МФЦ. Всего таких центров 26.", ["offices"]),
        ("Очередь в МФЦ идёт 5 минут. Прибытия скорой ждут 18 минут.", ["waiting_time", None]),
        ("В МФЦ приняли 900 заявителей. 4 из 5 заявителей довольны.", ["applicants_served", None, None]),
        (
            "В Туле открылся офис МФЦ. Таких офисов в области уже 31, ещё два откроют весной.",
            ["offices", "offices_opened"],
        ),
        ("В Туле открылся офис МФЦ. Всего 8 таких офисов появится к лету.", ["offices_opened"]),
        ("Скончались двое. Всего заболели 41 512, выздоровели 35 006.", ["deaths", None, None]),
        ("Скончались трое. За год умерли 512 человек, годом ранее – 600.", ["deaths"] * 3),
        ("На начало года в крае жили 748 тысяч человек. За год убыло 9,6 тысячи.", ["population", None]),
        (
            "Средняя зарплата в крае – 71 тыс. рублей. Бюджет: 2024 год – 4,1 млрд, 2025 год – 4,6 млрд рублей.",
            ["average_wage", None, None],
        ),
        (
            "Бюджет края приняли. Доходы бюджета – 210 млрд рублей, расходы – 225 млрд рублей. В том числе на "
            "образование – 54 млрд, на медицину – 32 млрд рублей.",
            ["budget_revenue", "budget_spending", "funding", "funding"],
        ),
        (
            "В крае родились 90 детей. Смертность в крае снизилась на 12 % (на 40 детей).",
            ["births", "deaths", "deaths"],
        ),
        (
            "Сильнее всего рождаемость упала в Твери – на 17 %, Туле – на 12 %, Омске – на 9 %, Пензе – почти на 4 %.",
            ["births"] * 4,
        ),
        ("Рождаемость в Твери упала – на 17 %, урожай в Туле – на 12 %.", ["births", "harvest"]),
        (
            "Намолочено 700 тонн зерна при средней урожайности 16 ц/га, из них пшеницы – 500 тонн, ячменя – 90 тонн, "
            "овса – 60 тонн, полбы – 7 тонн.",
            ["harvest", "crop_yield", "harvest", "harvest", "harvest", "harvest"],
        ),
    ],
)
def test_figures_speak_of_each_other(text: str, indicators: list[str | None]) -> None:
    """Parts, changes and times without a subject of their own take the indicator of what they refer to."""
    found = named(text)
    assert found == indicators or (len(found) < len(indicators) and found == indicators[-len(found) :])


def test_a_named_metric_can_be_traced() -> None:
    """The rule stands beside the indicator, the label is the rule's."""
    (metric,) = metrics_of("МФЦ за год провели 900 консультаций.")
    assert (metric.indicator, metric.rule) == ("consultations_given", "mfc/consultations_given")
    assert metric.label == "число консультаций"


def test_what_no_rule_names_stays_open() -> None:
    """Neither indicator nor rule nor label, so that the label is made of the text later."""
    (metric,) = metrics_of("В парке высадили 40 берёз.")
    assert (metric.indicator, metric.rule, metric.label) == (None, None, None)


def test_a_topic_is_what_the_article_is_about() -> None:
    """One word about МФЦ at the end of a long article makes no figure far from it an indicator of МФЦ."""
    city = "В городе высадили деревья.\n" * 20
    far = "Праздник посетили 900 человек.\n" + city + "Справки дают в МФЦ."
    near = city + "В МФЦ обратились 900 человек."
    assert named(far) == [None]
    assert named(near) == ["applicants_served"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("число обращений выросло на 12 %", "обращений"),
        ("количество принятых в МФЦ заявлений выросло на 12 %", "заявлений"),
        ("рост числа посетителей составил 12 %", "посетителей"),
        ("количество поданных через портал заявлений выросло на 12 %", "заявлений"),
        ("число принятых сотрудниками отдела жалоб выросло на 12 %", "жалоб"),
        ("обращений стало больше на 12 %", "обращений"),
        ("документов выдали на 12 % больше", "документов"),
        ("на 12 % больше выдали паспортов", "паспортов"),
        ("посещаемость выросла на 12 %", "посещаемость"),
        ("на 12 % выросла выдача", "выдача"),
        ("по сравнению с июлем приём вырос на 12 %", "приём"),
        ("число звонивших выросло на 12 %", "звонивших"),
        ("доля жалоб выросла на 12 %", "доля"),
        ("посещаемость (за год), однако, выросла на 12 %", "посещаемость"),
        ("это на 12 % больше", None),
        ("что на 12 % больше прошлогоднего", None),
        ("их количество выросло на 12 %", None),
        ("посетителей, число которых к маю выросло на 12 %", None),
    ],
)
def test_what_grew_is_found(text: str, subject: str | None) -> None:
    """The noun that a change tells of, behind measuring words and in any order."""
    tokens = tuple(split_tokens(text, 0))
    at = next(i for i, token in enumerate(tokens) if token.text == "12")
    view = view_of(tokens, [(at - 1, at + 2)])
    found = find_subject(view, (at - 1, at + 2))
    assert (None if found is None else tokens[found].text) == subject


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("приняли людей и открыли офис", 2),
        ("приняли людей и животных", 1),
        ("приём вырос, а выдача – нет", 2),
        ("офис, где работают люди", 2),
        ("офис; окно", 2),
        ("в МФЦ, по словам директора, приняли людей", 1),
    ],
)
def test_clauses_are_told_apart(text: str, clauses: int) -> None:
    """A second verb or a conjunction begins a clause; a list and an aside do not."""
    assert len(view_of(tuple(split_tokens(text, 0)), []).layout.clauses) == clauses


def test_distance_is_counted_in_words_and_marks() -> None:
    """Words beside each other are 0 apart; marks and clauses make the way longer."""
    tokens = tuple(split_tokens("открыли офис , где работают окна", 0))
    view = view_of(tokens, [])
    assert view.steps((0, 1), (1, 2)) == 0
    assert view.steps((0, 1), (0, 2)) == 0
    assert view.steps((1, 2), (5, 6)) > 3
    assert view.steps((1, 2), (5, 6)) == view.steps((5, 6), (1, 2))


def test_a_matcher_reads_each_sentence_once() -> None:
    """What a sentence holds is looked up once for all its figures."""
    metrics = metrics_of("МФЦ приняли 900 человек и выдали 300 паспортов.")
    matcher = Matcher(default_packs(), [metrics[0].sentence])
    place = Place(metrics[0].sentence)
    assert matcher.view(place) is matcher.view(place)


def test_rules_passed_over_for_want_of_a_word_would_not_hold() -> None:
    """A quantity meets the rules whose words are there: all those that hold of the ones for its unit."""
    for path in sorted((ROOT / "fixtures" / "labelled" / "texts").glob("*.txt"))[:20]:
        document = pipeline.before_attribution(Article(path.read_text(encoding="utf-8")))
        namings = set_indicators(document, default_packs())
        matcher = Matcher(default_packs(), document.sentences)
        for naming in namings:
            verdicts = matcher.judge(naming.metric.quantity, naming.place)
            assert matcher.find(naming.metric.quantity, naming.place) == [v.match for v in verdicts if v.match]


@pytest.mark.parametrize("opening", ["Рост составил 15 %", "Это на 15 % больше, чем зимой", "Прирост к зиме – 15 %"])
def test_the_first_sentence_speaks_of_the_headline(opening: str) -> None:
    """A change that names nothing is of what the headline right above it counts."""
    text = f"Центры Томской области оказали 90 тысяч услуг\n\n{opening}. Об этом сообщили в МФЦ.\n"
    assert [m.indicator for m in pipeline.run(Article(text)).metrics] == ["services_provided"] * 2


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        (
            "Охват жителей области услугами МФЦ составил 96 %. Среди городов впереди Тверь — 99 %. "
            "У Ржева 97 %, у Кашина — 95 %.",
            ["population_coverage"] * 4,
        ),
        (
            "Качество госуслуг в стране устраивает 84 % опрошенных. Тверь, где хвалят офисы и сайт, вышла на 93 %. "
            "ЮФО показал 79 %. Год назад — 80 %, в 2012-м — 75 %.",
            ["satisfaction"] * 5,
        ),
        (
            "Уровень безработицы в Твери — 9 %. Следом идут Ржев (8 %) и Кашин (7 %), на 14-м месте — Бежецк (2 %).",
            ["unemployment_rate"] * 4,
        ),
        (
            "Средняя зарплата в стране составила 52 тыс. рублей. Тюменская область показала 70 тыс. рублей, "
            "Омская — 41 тыс. рублей.",
            ["average_wage"] * 3,
        ),
        (
            "Уровень безработицы в Твери составил 2 %. В Ржеве 30 % школьников поехали в лагерь. Аптеки Ржева — 15 %.",
            ["unemployment_rate", None, None],
        ),
        (
            "Уровень безработицы в Твери составил 2 %. Доля привитых равна 30 %. В Ржеве 12 %.",
            ["unemployment_rate", None, None],
        ),
    ],
)
def test_a_row_of_places_measures_what_its_head_does(text: str, indicators: list[str | None]) -> None:
    """What other places and years have of a measure is of its indicator, until another measure or noun is told."""
    assert [metric.indicator for metric in pipeline.run(Article(text)).metrics] == indicators
