"""The subject an article is about: headline, lead and weight of mentions, or none."""

from __future__ import annotations

import pytest

from mfcx.article_region import article_region
from mfcx.document import Article, Document, Line, Page
from mfcx.places import find_mentions
from mfcx.segments import find_sentences


def region_of(*lines: str, dateline: str = "") -> str | None:
    """The region of an article given by its lines, the first of them the headline."""
    kinds = ["title", *(["dateline"] if dateline else []), *["body"] * (len(lines) - 1)]
    texts = [lines[0], *([dateline] if dateline else []), *lines[1:]]
    marked = []
    start = 0
    for kind, text in zip(kinds, texts, strict=True):
        marked.append(Line(start, start + len(text), kind))
        start += len(text) + 1
    text = "\n".join(texts)
    document = Document(Article(text), Page(tuple(marked)))
    document.sentences = find_sentences(text, document.page)
    document.mentions = find_mentions(document)
    return article_region(document)


NAMESAKES: list[tuple[str | None, tuple[str, ...]]] = [
    ("RU-ALT", ("В алтайских МФЦ прибавилось работы", "Центры края принимают всех.")),
    ("RU-ALT", ("Работы прибавилось", "Алтайские власти довольны.", "Об этом сказал глава краевого МФЦ.")),
    ("RU-AL", ("В алтайском МФЦ новые окна", "Республиканский бюджет нашёл деньги.")),
    ("RU-AL", ("Алтайцы чаще ходят в МФЦ", "Жители республики довольны.")),
    ("RU-KHA", ("Приамурские МФЦ расширят", "Деньги даст краевой бюджет.")),
    ("RU-AMU", ("Приамурские МФЦ расширят", "Деньги даст бюджет.")),
    ("RU-BU", ("Прибайкальские МФЦ расширят", "Жители республики довольны.")),
    (None, ("На Алтае открыли офис", "Глава региона доволен.")),
    (None, ("На Алтае открыли офис", "В области культуры новости, отдел на краю села.")),
    ("RU-PER", ("Алтайские МФЦ расширят", "Помог Пермский край, деньги края пришли.")),
]


@pytest.mark.parametrize(("region", "lines"), NAMESAKES)
def test_kind_of_region_decides_between_namesakes(region: str | None, lines: tuple[str, ...]) -> None:
    """«алтайский» is of the край where the article speaks of «край» or «краевой», of the republic elsewhere."""
    assert region_of(*lines) == region


CASES: list[tuple[str | None, tuple[str, ...]]] = [
    ("RU-PSK", ("Дороги Псковского района", "В Псковском районе починили дороги.")),
    ("RU-IRK", ("Дороги починят", "В Иркутском районе починили дороги.")),
    (None, ("Регионы Урала ждут гостей", "В Свердловской области открыли МФЦ, в Курганской их ждут.")),
    ("RU-TOM", ("Центры Томской области приняли больше людей", "Спрос вырос вдвое.", "Соседи из Омска довольны.")),
    ("RU-TUL", ("Центры приняли больше людей", "В Тульской области открыли три офиса.", "Глава региона рад.")),
    ("RU-TUL", ("Итоги года в МФЦ", "Туляки приходили чаще.", "В Туле работают пять офисов.")),
    ("RU-KOS", ("Костромской МФЦ расширят", "Окон станет больше.", "Помогла Ярославская область.")),
    ("RU-SVE", ("В МФЦ Нижнего Тагила новые окна", "Их открыли вчера.")),
    ("RU-KDA", ("Школы Сочи готовы к году", "Мэр проверил классы.")),
    ("RU-ZAP", ("В Бердянске заработал офис", "Помогла Тверская область.", "В Запорожской области офисов десять.")),
    ("RU-MOS", ("Подмосковье обогнало соседей", "Рядом Сахалинская и Белгородская области.")),
    ("RU-KLU", ("Бюджет исполнен", "В Калуге прошло заседание.", "Областной бюджет вырос.")),
    ("RU-SPE", ("Офисы Петербурга отмечают юбилей", "Горожане довольны.")),
    ("RU-MOW", ("В Москве открыт новый центр", "Москвичи довольны.")),
    ("RU-BA", ("Рекорд республики", "Башкирские аграрии собрали урожай.", "Уфа даст субсидии Башкортостану.")),
    ("RU-CR", ("Крымчане получат выплаты", "Севастополь присоединится позже.")),
    ("RU-SA", ("За год якутяне подали больше заявлений", "Офисы республики работают без выходных.")),
    ("RU-DON", ("В ДНР открыли двадцатый офис", "Строители приехали из Нижегородской области.")),
    ("RU-IRK", ("Дороги приведут в порядок", "Приангарье получит деньги.", "В Иркутской области сорок объектов.")),
    ("RU-TA", ("Надои растут", "Лидируют Балтасинский и Кукморский районы.", "Минсельхоз республики доволен.")),
    (
        "RU-UD",
        ("Молока стало больше", "Хозяйства Удмуртии увеличили надои.", "В Пермском крае иначе. В Удмуртии рады."),
    ),
    (
        "RU-KGD",
        (
            "Турпоток растёт",
            "Калининградская область приняла больше гостей.",
            "Номера в регионе подорожали. Ищут замену Крыму. Есть ещё Дагестан.",
        ),
    ),
    (
        None,
        (
            "Турпоток растёт",
            "Калининградская область приняла больше гостей.",
            "Номера в стране подорожали. Ищут замену Крыму. Есть ещё Дагестан.",
        ),
    ),
    (
        "RU-TAM",
        ("Рынок труда спокоен", "Работу ищут жители Тамбовской области.", "Есть вакансии для работы в Москве и Туле."),
    ),
    ("RU-TOM", ("Лето в Томской области", "Открыты рейсы в Крым, Дагестан и Калугу.")),
    (None, ("Офисов стало больше", "Помогли Томская, Омская, Тульская и Курская области.")),
    (None, ("Дороги страны отремонтируют", "Министр назвал сроки.", "Пример подала Томская область.")),
    (None, ("Школы отремонтируют", "Ремонт начнут летом.", "Совещание прошло в Москве.")),
    (None, ("Спрос на газ вырос", "Холдинг построил сети.")),
    (None, ("Калужская и Тульская области договорились", "Калужская и Тульская области построят мост.")),
    (None, ("Как живётся в нашей области", "Областной центр растёт.")),
    (None, ("Трассу расширят", "Дорога Москва — Казань станет платной.")),
    (None, ("Министр выступил на форуме", "Форум в Сочи собрал тысячу гостей.")),
]


@pytest.mark.parametrize(("wanted", "lines"), CASES)
def test_article_region(wanted: str | None, lines: tuple[str, ...]) -> None:
    """A headline or a lead that names one subject decides; several equal ones or a mention in passing do not."""
    assert region_of(*lines) == wanted


def test_dateline_counts_only_with_local_talk() -> None:
    """«Калуга.» above a story of «областной бюджет» is its region; above a federal story it is not."""
    assert region_of("Бюджет исполнен", "Областной бюджет вырос.", dateline="Калуга.") == "RU-KLU"
    assert region_of("Школы страны починят", "Министр назвал сроки.", dateline="Калуга.") is None


def test_a_date_above_is_no_first_sentence() -> None:
    """Below the line with the date, the first sentence still says what the article is about."""
    lead = "Работу ищут 300 жителей Тамбовской области."
    assert region_of("Рынок труда спокоен", lead, "Спрос вырос.", dateline="18.08.2010 10:00") == "RU-TAM"


def test_capital_dateline_never_counts() -> None:
    """Federal news carries the dateline of Moscow."""
    assert region_of("Школы починят", "В каждом регионе есть план.", dateline="Москва, 25 августа 2021") is None
