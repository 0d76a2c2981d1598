"""Which federal subject, and which town or district, a figure belongs to."""

from __future__ import annotations

import pytest

from mfcx import Extractor
from mfcx.tables import read_table
from tests.cases import known_failure, number, read_body, read_cases

TITLE = "Центры Томской области отчитались о работе"
LEAD = "В Томской области подвели итоги года."
# examples that do not show what their row claims, and why
KNOWN_FAILURES = dict.fromkeys(
    ["Страна в целом выполнила план.", "Дальневосточный бассейн в плюсе."], "the example has no figure"
)
WIDEN_NOTHING = ("rank", "standard")
ROWS = [
    pytest.param(row, id=row["example"], marks=known_failure(KNOWN_FAILURES.get(row["example"], "")))
    for row in read_table("wider_areas")
    if row["kind"] not in WIDEN_NOTHING
]

DIGESTS = [
    ("Удмуртия. Открыли 5 центров.\n\nТверская область. Приняли 300 заявлений.", ["RU-UD", "RU-TVE"]),
    ("Тверская область. Открыли 5 центров.\n\nБашкирия. Приняли 300 заявлений.", ["RU-TVE", "RU-BA"]),
    ("Якутия. Открыли 5 центров. Выдали 40 справок.\n\nКузбасс. Приняли 300 заявлений.", ["RU-SA", "RU-SA", "RU-KEM"]),
    ("Чувашия. Открыли 5 центров.\n\nПриморский край. Приняли 300 заявлений.", ["RU-CU", "RU-PRI"]),
]


def regions(body: str) -> str:
    metrics = read_body(body, LEAD, TITLE).metrics
    return " ; ".join(" ".join(filter(None, (number(m.quantity.value), m.region or "-", m.place))) for m in metrics)


@pytest.mark.parametrize(("text", "expected"), read_cases("metric_regions"))
def test_region(text: str, expected: str) -> None:
    """A figure has the region of its own words, else that of the paragraph and the article."""
    assert regions(text) == expected


@pytest.mark.parametrize("row", ROWS)
def test_wider_areas_do_what_their_example_shows(row: dict[str, str]) -> None:
    """The figure in the example of every row of wider_areas.tsv belongs to no single subject."""
    assert [m.region for m in read_body(row["example"], LEAD, TITLE).metrics] == [None]


@pytest.mark.parametrize(
    "example", [row["example"] for row in read_table("wider_areas") if row["kind"] in WIDEN_NOTHING]
)
def test_ranks_and_standards_widen_nothing(example: str) -> None:
    """Beside «место в рейтинге регионов» and «выше среднероссийского» a figure stays with the article's region."""
    assert {m.region for m in read_body(example, LEAD, TITLE).metrics} == {"RU-TOM"}


def test_federal_article_has_no_region() -> None:
    """Where no subject is named, no figure has a region."""
    assert [m.region for m in read_body("За год выдано 500 справок. Работает 40 окон.").metrics] == [None, None]


def test_a_town_places_figures_where_no_region_does() -> None:
    """In an article of no one region a town with a preposition of place gives its figures their subject."""
    assert [m.region for m in read_body("Явка в Сочи составила 34 %. В Курской области пришли 39 %.").metrics] == [
        "RU-KDA",
        "RU-KRS",
    ]


def test_dateline_is_no_evidence() -> None:
    """The town that a text was written in does not place its figures."""
    body = "МОСКВА, 14 июля. За год в стране выдано 500 тысяч справок."
    assert [m.region for m in read_body(body).metrics] == [None]


@pytest.mark.parametrize("where", ["в столице", "в городе", "в мегаполисе"])
def test_a_city_that_is_a_region_is_meant_by_its_kind(where: str) -> None:
    """In an article about Москва «в столице» brings a figure back to it after one of the country."""
    body = f"В среднем по России доля составила 64 %, а {where} – 55 %."
    found = read_body(body, "В Москве подвели итоги года.", "Москва отчиталась о работе").metrics
    assert [m.region for m in found] == [None, "RU-MOW"]


def test_who_speaks_goes_on_about_his_own() -> None:
    """In an article of several regions the post of a speaker says where his figures are."""
    lead = "В Омской, Тверской и Пензенской областях сравнили МФЦ."
    body = "– Всё идёт, – сказал глава пензенского МФЦ Иван Орлов. – На весь регион 396 окон."
    assert [m.region for m in read_body(body, lead, "Соседи сравнили МФЦ").metrics] == ["RU-PNZ"]
    other = "Пензенский школьник победил. Работают 396 окон."
    assert [m.region for m in read_body(other, lead, "Соседи сравнили МФЦ").metrics] == [None]


def test_the_region_goes_on_into_the_next_paragraph() -> None:
    """«в регионе» at the head of a paragraph is the one that the paragraph before told of."""
    lead = "В Омской, Тверской и Пензенской областях сравнили МФЦ."
    body = "В Пензенской области открыли 12 окон.\nЗа год в регионе закрыли 3 окна."
    assert [m.region for m in read_body(body, lead, "Соседи сравнили МФЦ").metrics] == ["RU-PNZ"] * 2


HEADED = {
    "Кузбасс\n\nЗа год открыли 14 школ.\n\nХакасия\n\nОткрыли 9 клубов. В республике 40 школ.": [
        "RU-KEM",
        "RU-KK",
        "RU-KK",
    ],
    "Омская область:\n\n- открыли 14 школ;\n- открыли 9 клубов.\n\nТомская область:\n\n- открыли 40 школ.": [
        "RU-OMS",
        "RU-OMS",
        "RU-TOM",
    ],
    "ПРИМОРЬЕ\n\nОткрыли 14 школ, по стране – 300 школ.\n\nЯКУТИЯ\n\nОткрыли 40 школ.": ["RU-PRI", None, "RU-SA"],
    "Кузбасс. За год открыли 14 школ.\n\nКрасноярский край. Открыли 9 клубов.\n\nТува. Открыли 40 школ.": [
        "RU-KEM",
        "RU-KYA",
        "RU-TY",
    ],
    "Хакасия\n\nЗа год открыли 14 школ.": [None],
    "В Хакасии открыли 9 клубов.\n\nТува: в республике построено 4 сада.": ["RU-KK", "RU-TY"],
}


@pytest.mark.parametrize("body", HEADED)
def test_headings_of_a_digest(body: str) -> None:
    """A line or a first sentence that is the name of a region heads what follows, where several do so."""
    metrics = read_body(body, "В Сибири подвели итоги года.", "Что нового в стране").metrics
    assert [m.region for m in metrics] == HEADED[body]


@pytest.mark.parametrize(("body", "expected"), DIGESTS)
def test_regions_at_the_head_of_lines_part_a_digest(body: str, expected: list[str]) -> None:
    """«Удмуртия. …» alone would be a dateline; several are the headings of their lines."""
    assert [m.region for m in Extractor().extract(f"Новости регионов\n\n{body}").metrics] == expected


TOWN = "Горно-Алтайск"
OTHER_KINDS = [
    ("В Горно-Алтайске родилось 30 детей. Всего по округу родилось 900 детей.", ["RU-AL", None], [TOWN, None]),
    ("В Горно-Алтайске родилось 30 детей. В крае родилось 900 детей.", ["RU-AL", None], [TOWN, None]),
    ("В ХМАО родилось 30 детей. В округе ждут ещё 900 детей.", ["RU-KHM", "RU-KHM"], [None, None]),
    ("В Туве родилось 30 детей. В республике ждут ещё 900 детей.", ["RU-TY", "RU-TY"], [None, None]),
    ("В Пермском крае родилось 30 детей. В крае ждут ещё 900 детей.", ["RU-PER", "RU-PER"], [None, None]),
]


@pytest.mark.parametrize(("body", "regions", "places"), OTHER_KINDS)
def test_a_kind_of_subject_that_the_one_before_is_not(
    body: str, regions: list[str | None], places: list[str | None]
) -> None:
    """«по округу», «в крае» behind a республика: among several subjects the figure is no longer its own."""
    text = f"Рождаемость в регионах\n\nВ Омской области и Хакасии всё хорошо.\n\n{body}\n"
    metrics = Extractor().extract(text).metrics
    assert [metric.region for metric in metrics] == regions
    assert [metric.place for metric in metrics] == places


DIGESTS = [
    ("Москва. Построено 30 школ.\n\nТула. Построено 5 школ. Ещё 2 откроют в мае.", ["RU-MOW", "RU-TUL", "RU-TUL"]),
    (
        "Москва. 18 октября. Столичные центры приняли 40 гостей.\n\nКазань. Центры приняли 30 гостей.",
        ["RU-MOW", "RU-TA"],
    ),
    ("Кузбасс. Построено 30 школ.\n\nХакасия. Построено 5 школ.", ["RU-KEM", "RU-KK"]),
    ("Казань. Построено 30 школ.\n\nНижнекамск. Построено 5 школ.", ["RU-TA", "RU-TA"]),
]


@pytest.mark.parametrize(("text", "regions"), DIGESTS)
def test_digest_by_towns(text: str, regions: list[str | None]) -> None:
    """A town or a region before the news of each line is where it happened."""
    record = Extractor().extract(text)
    assert [metric.region for metric in record.metrics] == regions
    assert record.region == (regions[0] if len(set(regions)) == 1 else None)


OWN_ABROAD = [
    ("400 детей из Омской области поедут в лагеря Крыма и Кубани.", ["RU-OMS"]),
    ("400 детей из Омской области поедут в лагеря Крыма. Путёвка стоит 60 тысяч рублей.", ["RU-OMS", "RU-OMS"]),
    ("В лагеря Крыма и Кубани поедут 400 детей из Омска.", ["RU-OMS"]),
    ("Отремонтированы 3 участка трассы Ольша – Велиж – Усвяты.", ["RU-OMS"]),
    ("В Крыму отдохнули 400 детей.", ["RU-CR"]),
    ("Больных 900 человек. Из них 15% – из Хакасии, 8% – с Алтая. Потратили 40 рублей.", ["RU-OMS"] * 4),
    ("Помогли Хакасии: туда поехали 15 человек, 8 – в Туву.", ["RU-KK", "RU-TY"]),
]


@pytest.mark.parametrize(("body", "regions"), OWN_ABROAD)
def test_whom_the_own_region_sends(body: str, regions: list[str | None]) -> None:
    """People from the article's own region are its own, and a road runs through none of the towns it is named by."""
    text = f"В Омской области подвели итоги года\n\n{body}\n"
    assert [metric.region for metric in Extractor().extract(text).metrics] == regions


ABROAD = [
    ("Витебская область закупила 120 тракторов.", [None]),
    ("Республика Беларусь закупила 120 тракторов.", [None]),
    ("Тарский район закупил 120 тракторов.", ["RU-OMS"]),
    ("Тарский округ закупил 120 тракторов.", ["RU-OMS"]),
    ("Курская область закупила 120 тракторов.", ["RU-KRS"]),
]


@pytest.mark.parametrize(("body", "regions"), ABROAD)
def test_a_foreign_land_that_opens_the_sentence(body: str, regions: list[str | None]) -> None:
    """What no list of subjects has is no part of the article's own region, a district is."""
    text = f"В Омской области подвели итоги года\n\n{body}\n"
    assert [metric.region for metric in Extractor().extract(text).metrics] == regions


ELIDED_NOUNS = [
    ("Мурманские суда добыли 150 т, архангельские – 60 т, карельские – 30 т.", ["RU-MUR", "RU-ARK", "RU-KR"]),
    ("Тверские фермеры сдали 50 т, тульские – 40 т, а орловские – 30 т.", ["RU-TVE", "RU-TUL", "RU-ORL"]),
    ("Доля московских офисов выросла до 30%, петербургских – до 20%.", ["RU-MOW", "RU-SPE"]),
    ("Томские вузы приняли 500 студентов, частные – 400.", ["RU-TOM", "RU-TOM"]),
    ("Воронежские заводы выпустили 30 машин. В области ждут ещё 5 машин.", ["RU-VOR", "RU-VOR"]),
]


@pytest.mark.parametrize(("body", "regions"), ELIDED_NOUNS)
def test_adjectives_whose_noun_was_told_before(body: str, regions: list[str | None]) -> None:
    """«омские – 400» in a row are those of another region."""
    text = f"Новости\n\nИтоги года подвели вчера.\n\n{body}\n"
    assert [metric.region for metric in Extractor().extract(text).metrics] == regions
