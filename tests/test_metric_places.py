"""The town, district or office of a figure, and the figures that have none."""

from __future__ import annotations

import pytest

from mfcx import pipeline
from mfcx.attribution.location.places import set_places
from mfcx.document import Article


def places(body: str, title: str = "Итоги года в Тверской области") -> list[str | None]:
    """The place of each figure of a text below a headline, in order."""
    document = pipeline.run(Article(f"{title}\n\n{body}\n"))
    set_places(document)
    return [metric.place for metric in document.metrics]


NAMED: list[tuple[str, list[str | None]]] = [
    ("В Ржеве построили 12 детских садов.", ["Ржев"]),
    ("В городе Ржеве построили 12 детских садов.", ["Ржев"]),
    ("Ржев получит 12 автобусов.", ["Ржев"]),
    ("Школы Ржева приняли 300 учеников.", ["Ржев"]),
    ("12 детских садов построили в Ржеве.", ["Ржев"]),
    ("В Бежецком районе отремонтировали 12 школ.", ["Бежецкий район"]),
    ("Бежецкому району дали 12 автобусов.", ["Бежецкий район"]),
    ("Каждому району дали 12 автобусов.", [None]),
    ("Соседнему району дали 12 автобусов.", [None]),
    ("Северные районы получили 12 автобусов.", [None]),
    ("Хозяйства Бежецкого района собрали 300 тонн льна.", ["Бежецкий район"]),
    ("В посёлке Заречный подключили к газу 300 домов.", ["Заречный"]),
    ("В Ржеве построили 12 школ, в Кимрах — 30 школ.", ["Ржев", "Кимры"]),
    ("Загрузка гостиниц — 64 %, больше всего — в Ржеве (81 %) и Кимрах (80 %).", [None, "Ржев", "Кимры"]),
    ("Дорог отремонтировали 40 км, лидирует Ржев (12 км).", [None, "Ржев"]),
    ("Построили 12 школ, самую большую — в Ржеве (900 мест).", [None, "Ржев"]),
    ("12 школ построили в Ржеве (900 мест).", ["Ржев", "Ржев"]),
    ("В Ржеве открыли офис. В нём 12 окон.", ["Ржев"]),
    ("В Ржеве открыли офис. В нём 12 окон. Принимают 300 человек в день.", ["Ржев", "Ржев"]),
    ("В самом Ржеве построили 12 школ.", ["Ржев"]),
    ("В нашем родном Ржеве построили 12 школ.", ["Ржев"]),
    ("На втором месте Бежецкий район. Здесь построили 12 школ.", ["Бежецкий район"]),
    ("В Заволжском районе Твери построили 12 школ.", ["Заволжский район"]),
    ("В Заволжском районе Твери построили школу. В городе открыли 7 парков.", ["Тверь"]),
    ("В 12 микрорайоне Ржева открыли офис на 30 окон.", ["Ржев"]),
    ("В Ржеве, Заречье, Липовке и Соснове откроют 12 офисов.", [None]),
    ("В Ржеве и Липовке откроют 12 офисов.", [None]),
    ("В Ржеве, как сказала Анна Орлова, откроют 12 офисов.", ["Ржев"]),
    ("12 школ построили в Ржеве, 7 — в Кимрах и 5 — в Бежецке.", ["Ржев", "Кимры", "Бежецк"]),
    ("Построили 12 школ в Ржеве, 7 в Кимрах.", ["Ржев", "Кимры"]),
    ("12 школ построили в Ржеве, 70 – в районах.", ["Ржев", None]),
    ("В Ржеве построили 12 школ, в остальных районах — 70.", ["Ржев", None]),
    ("В Ржеве построили 12 школ, а всего в области — 70.", ["Ржев", None]),
    ("В Ржеве, сведений о котором нет в отчёте по области, построили 12 школ.", ["Ржев"]),
    ("В Ржеве в области культуры заняты 300 человек.", ["Ржев"]),
    ("Школу ждут жители Бежецкого района, в котором живут 300 семей.", ["Бежецкий район"]),
    ("Работает МФЦ на Северке. Его сотрудники выдали 300 паспортов.", ["Северка"]),
]

# how a settlement is written behind its noun, and the district it lies in
SETTLEMENTS: list[tuple[str, str | None]] = [
    ("В посёлке Заречном", "Заречный"),
    ("В селе Заречном", "Заречное"),
    ("В деревне Заречной", "Заречная"),
    ("В деревне Липки Ржевского района", "Липки"),
    ("В деревне Липки (Ржевский район)", "Липки"),
    ("В д. Липки Ржевского района", "Липки"),
    ("В с. Покровском", "Покровское"),
    ("В селе Кузнецове", "Кузнецово"),
    ("В деревне Липине Кимрского района", "Липино"),
    ("В селе Ивановке", "Ивановка"),
    ("В посёлке Красный Бор", "Красный Бор"),
    ("В посёлке Красном Бору Ржевского района", "Красный Бор"),
    ("В деревне Новых Горках", "Новые Горки"),
    ("В станице Озёрной", "Озёрная"),
    ("На хуторе Весёлом", "Весёлый"),
    ("В селе Усть-Ивановке", "Усть-Ивановка"),
    ("Для села Никольского", "Никольское"),
    ("В посёлке Забазный Суровикинского района", "Забазный"),
    ("Скорость 2 Мбит/с. Рядом", None),  # no «село»
    # another region has a town of this name
    ("В селе Сосновка", "Сосновка"),
]

ROWS: list[tuple[str, list[str | None]]] = [
    ("Больше всего школ построили:\n- Ржев – 12 школ;\n- Кимры – 30 школ.", ["Ржев", "Кимры"]),
    ("Впереди Ржев (12 школ), за ним Кимры (30 школ).", ["Ржев", "Кимры"]),
    ("Лидирует Ржев — 12 школ.", ["Ржев"]),
    ("Построили в Тверской области:\n- Красный Холм – 12 школ;\n- Зубцов (7 школ).", ["Красный Холм", "Зубцов"]),
]

ELIDED: list[tuple[str, list[str | None]]] = [
    ("В Бежецком районе построили 12 школ, в Торжокском — 7 школ.", ["Бежецкий район", "Торжокский район"]),
    ("Бежецкий округ построил 12 школ, Торжокский — 7 школ.", ["Бежецкий округ", "Торжокский округ"]),
    (
        "Больше всего школ построили районы области:\nБежецкий (12 школ),\nТоржокский (7 школ).",
        ["Бежецкий район", "Торжокский район"],
    ),
    (
        "Впереди Бежецкий район. Далее Торжокский – 36 школ и Калязинский район – 22 школы.",
        ["Торжокский район", "Калязинский район"],
    ),
    ("В Бежецком районе тихо. Игорь Торжокский открыл 7 школ.", ["Бежецкий район"]),
    ("В Бежецком районе тихо. Гостиница «Торжокский» — 7 номеров.", ["Бежецкий район"]),
    ("В Бежецком районе тихо. Детский (7 мест) кружок открыт.", ["Бежецкий район"]),
]

OWN: list[tuple[str, list[str | None]]] = [
    ("В Ржеве откроют 12 окон и ещё 30 окон в Кимрах.", ["Ржев", "Кимры"]),
    ("Новый офис появится в Ржеве и ещё 30 окон в городе Кимры.", ["Кимры"]),
    ("В МФЦ Ржева обратились 300 человек.", ["Ржев"]),
    ("Офисы Кимр приняли 300 человек.", ["Кимры"]),
    ("Офисы МФЦ Ржева приняли 300 человек.", ["Ржев"]),
    ("Построили 21 площадку в 20 посёлках, 30 школ в Ржеве и 12 садов в Кимрах.", [None, None, "Ржев", "Кимры"]),
    ("В Ржеве открыли офис. Отметим Кимры, Бежецк и Торжок. Здесь 30 окон.", [None]),
    ("В Ржеве открыли 12 окон. К лидерам присоединился Удомельский, где открыли 30 окон.", ["Ржев", None]),
    ("К лидерам присоединились Кимры, где открыли 30 окон.", ["Кимры"]),
    ("В Ржеве откроют 12 окон, ещё 30 окон — в Кимрах.", ["Ржев", "Кимры"]),
    ("В области откроют 12 окон – в Ржеве, Кимрах и Бежецке.", [None]),
    ("Центры приняли 300 человек, а Ржев стал лучшим.", [None]),
    ("В Ржеве открыли 12 окон, 30 окон — в Кимрах. Приняли 300 человек.", ["Ржев", "Кимры", None]),
    ("По данным управления Росреестра по Тверской области, в Ржеве сдали 12 домов.", ["Ржев"]),
]

CENTRE: list[tuple[str, list[str | None]]] = [
    ("В областном центре построили 12 школ.", ["Тверь"]),
    ("В областной столице построили 12 школ.", ["Тверь"]),
    ("В Твери построили 12 школ.", ["Тверь"]),
]

NOWHERE: list[tuple[str, list[str | None]]] = [
    ("В Тверской области построили 12 школ.", [None]),
    ("Построили 12 школ.", [None]),
    ("В Ржеве прошёл праздник. Всего в области построили 12 школ.", [None]),
    ("В Ржеве открыли офис. В Тверской области работает 12 офисов.", [None]),
    ("Глава Ржева сообщил о 12 школах.", [None]),
    ("ТВЕРЬ, 12 мая. В области построили 12 школ.", [None]),
    ("На совещании в Ржеве обсудили 12 проектов.", [None]),
    ("Построили 12 школ в Ржеве, Кимрах и Бежецке.", [None]),
    ("Открыли 12 офисов в России.", [None]),
    ("Работает 69 окон, из них 23 окна — в Ржеве.", [None, "Ржев"]),
    ("Работает 69 окон, 23 из них – в самом Ржеве.", [None, "Ржев"]),
    ("Работает 69 окон, в том числе 23 окна в Ржеве.", [None, "Ржев"]),
    ("В Ржеве чинят дорогу. Готовы 6 километров между Ржевом и Кимрами.", [None]),
    ("Готовы 6 километров от Ржева в сторону Кимр.", [None]),
    ("Построили 12 домов в Крыму.", [None]),
    ("В Москве построили 12 школ, в Севастополе — 7.", [None, None]),
]


PAIRED: list[tuple[str, list[str | None]]] = [
    ("В Ржеве и Кимрах открыли 12 и 7 окон соответственно.", ["Ржев", "Кимры"]),
    ("Ржев, Кимры и Бежецк получили 12, 7 и 5 автобусов.", ["Ржев", "Кимры", "Бежецк"]),
    ("По 12 и 7 автобусов получили Ржев и Кимры соответственно.", ["Ржев", "Кимры"]),
    ("Население Ржева и Кимр составляет соответственно 60 тысяч и 40 тысяч человек.", ["Ржев", "Кимры"]),
    ("Впереди Бежецкий и Торжокский районы — 12,2 и 9 центнеров с гектара.", ["Бежецкий район", "Торжокский район"]),
    ("В Ржеве и Кимрах открыли 12, 7 и 5 окон.", [None, None, None]),
]

AGAIN: list[tuple[str, list[str | None]]] = [
    ("В Ржеве открыли офис. По городу курсируют 12 автобусов.", ["Ржев"]),
    ("Офис открыт в Ржеве.\n\nСейчас в городе работает 12 школ.", ["Ржев"]),
    ("В Бежецком районе построили школу. Теперь в районе 12 школ.", ["Бежецкий район"]),
    ("В Ржеве открыли офис. В районе живут 300 человек.", [None]),
    ("Офис открыт в Ржеве.\n\nВ центре города работает 12 школ.", ["Ржев"]),
    ("Офис открыт в селе Емельянове.\n\nНа окраине села растут 12 дубов.", ["Емельяново"]),
    ("В Ржеве открыли офис. На территории района живут 300 человек.", [None]),
    ("В городском округе Ржев открыли офис. В округе живут 300 человек.", ["Ржев"]),
    ("В Ржеве и Кимрах открыли офисы.\n\nВ городе работает 12 школ.", [None]),
    ("Офис открыт в Ржеве.\n\nВ городе Кимры работает 12 школ.", ["Кимры"]),
    ("Офис открыт в Бежецком районе.\n\nВ районе вокзала построили 12 домов.", [None]),
]


@pytest.mark.parametrize(("body", "expected"), PAIRED)
def test_places_and_figures_of_a_row_are_paired(body: str, expected: list[str | None]) -> None:
    """As many places as figures, told in one order, belong together; else nothing is guessed."""
    assert places(body) == expected


@pytest.mark.parametrize(("body", "expected"), AGAIN)
def test_a_town_is_spoken_of_again(body: str, expected: list[str | None]) -> None:
    """«в городе», «в районе» mean the one town or district named last, if there is one."""
    assert places(body) == expected


@pytest.mark.parametrize(("body", "expected"), NAMED)
def test_a_place_of_its_clause_or_paragraph(body: str, expected: list[str | None]) -> None:
    """A figure lies where its clause says, else its sentence, else the sentence before in the paragraph."""
    assert places(body) == expected


@pytest.mark.parametrize(("where", "expected"), SETTLEMENTS)
def test_settlements_are_named_as_on_a_map(where: str, expected: str | None) -> None:
    """The name behind «село», «деревня» or «д.» in its own nominative, not the district that holds it."""
    assert places(f"{where} построили 12 школ.")[-1] == expected


@pytest.mark.parametrize(("body", "expected"), ROWS)
def test_rows_of_a_list_have_their_own(body: str, expected: list[str | None]) -> None:
    """A name right before its figure, with a dash or a bracket between them, is its place."""
    assert places(body) == expected


@pytest.mark.parametrize(("body", "expected"), ELIDED)
def test_districts_whose_noun_stood_before(body: str, expected: list[str | None]) -> None:
    """An adjective that stands alone before its figure or behind «в» takes the noun of a district from before."""
    assert places(body) == expected


@pytest.mark.parametrize(("body", "expected"), OWN)
def test_a_figure_keeps_to_its_own_place(body: str, expected: list[str | None]) -> None:
    """The place right behind a figure beats one before it; an office and a list row are of their own town only."""
    assert places(body) == expected


def test_adjectives_of_a_capital_are_its_places() -> None:
    """«казанские офисы» and «столица Приморья» mean the town, «тверские офисы» may mean the whole region."""
    assert places("Казанские офисы приняли 300 человек.", "Итоги года в Татарстане") == ["Казань"]
    assert places("В казанских городских школах 300 учеников.", "Итоги года в Татарстане") == ["Казань"]
    assert places("Центры столицы Приморья приняли 300 человек.", "Итоги года в Приморье") == ["Владивосток"]
    assert places("Тверские офисы приняли 300 человек.") == [None]
    assert places("Якутские офисы приняли 300 человек.", "Итоги года в Якутии") == [None]


@pytest.mark.parametrize(("body", "expected"), CENTRE)
def test_the_capital_by_name_and_by_office(body: str, expected: list[str | None]) -> None:
    """«областной центр» is the capital of the article's region."""
    assert places(body) == expected


@pytest.mark.parametrize(("body", "expected"), NOWHERE)
def test_figures_of_the_whole_region_have_no_place(body: str, expected: list[str | None]) -> None:
    """The region, a dateline, an official, an event or several towns give no place."""
    assert places(body) == expected


def test_the_headline_places_the_whole_article() -> None:
    """Where the headline names the only town, its figures are that town's until the region comes in."""
    body = "Новый центр принимает 300 человек в день. В нём 12 окон.\n\nВсего в области 50 центров."
    assert places(body, "В Ржеве открыли новый центр госуслуг") == ["Ржев", "Ржев", None]


def test_a_headline_leaves_the_figures_of_the_region_alone() -> None:
    """Where the body speaks of the region and of other towns, too, the headline's place is only one of them."""
    body = (
        "В Ржеве открыли отдел.\n\nСеть Тверской области приняла 300 тысяч заявлений.\n\n"
        "Окон стало 60.\n\nСледом откроют Кимры."
    )
    assert places(body, "В Ржеве открыли новый отдел госуслуг") == [None, None]


def test_a_headline_that_comes_back_stands_beside_a_place_in_passing() -> None:
    """A district that headline and lead name holds the figures, but for those of a settlement named once."""
    body = (
        "Центры Бежецкого района приняли 300 тысяч заявлений.\n\nОкон стало 60.\n\n"
        "Ещё один отдел откроют в посёлке Заречный. Там будет 15 окон."
    )
    title = "Центры Бежецкого района приняли больше людей"
    assert places(body, title) == ["Бежецкий район", "Бежецкий район", "Заречный", "Заречный"]


def test_the_capital_of_a_headline_stays_beside_subjects_in_a_row() -> None:
    """«в Тверской и Омской областях» compares, «в Тверской области» lifts the figures from the capital."""
    title = "В Твери открыли отдел для гостей"
    body = "Гостей было 15.\n\nТакие отделы есть {}.\n\nВ зале стоят 10 окон."
    assert places(body.format("в Тверской и Омской областях"), title) == ["Тверь", "Тверь"]
    assert places(body.format("в Тверской области"), title) == [None, None]


ROWS_OF_OFFICES = [
    ("Ржевский МФЦ – 40 заявок, Кимрский – 30, Бежецкий – 20.", [None, None]),
    ("В Ржеве приняли 40 заявок. Кимрский МФЦ принял 30 заявок.", ["Ржев", None]),
    ("В Ржеве приняли 40 заявок. Всего в МФЦ Тверской области приняли 900 заявок.", ["Ржев", None]),
    ("В Ржеве открыли отдел. Как сообщили в МФЦ Тверской области, окон там 30.", ["Ржев"]),
]


@pytest.mark.parametrize(("body", "expected"), ROWS_OF_OFFICES)
def test_an_office_ends_the_place_spoken_of(body: str, expected: list[str | None]) -> None:
    """What an office of another town, or the network of the region, did is not of the town before it."""
    assert places(body)[-len(expected) :] == expected


HOUSES = [
    ("В областном центре занятости 20 мест.", [None]),
    ("Областной центр народного творчества построил 20 залов.", [None]),
    ("В областном центре «Заря» 20 мест.", [None]),
    ("В областном центре 20 школ.", ["Тверь"]),
    ("В центре региона 20 школ.", [None]),
    ("В столице области 20 школ.", ["Тверь"]),
]


@pytest.mark.parametrize(("body", "expected"), HOUSES)
def test_an_office_called_centre_is_no_town(body: str, expected: list[str | None]) -> None:
    """«областной центр занятости» stands anywhere, «областной центр» is the capital."""
    assert places(body) == expected


LED = [
    ("Мэр Кимр сообщил, что в городе отремонтируют 64 двора.", ["Кимры"]),
    ("Глава Кимр рассказал: в городе 7 школ.", ["Кимры"]),
    ("Мэр Кимр рассказал о планах. В городе построят 5 школ.", ["Кимры"]),
    ("Глава Бежецкого района сообщил, что в районе открыли 5 школ.", ["Бежецкий район"]),
    ("Мэр Кимр рад. Уехали в районе 15 часов 40 гостей.", [None, None]),
]


@pytest.mark.parametrize(("body", "expected"), LED)
def test_the_town_whose_head_speaks(body: str, expected: list[str | None]) -> None:
    """«в городе» is the town whose mayor or administration was named."""
    assert places(body) == expected
