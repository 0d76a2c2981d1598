"""Pages that are rows and no prose: their headline, what they are of, and all their rows."""

from __future__ import annotations

from datetime import date

import pytest

from mfcx import Extractor
from mfcx.page.cleaning import find_page

_ROWS = "Подано дел – 120\nОткрыто окон – 5\nПринято вызовов – 300"


def _title(text: str) -> str | None:
    found = find_page(text).title
    return None if found is None else text[found.start : found.stop]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Цифры года\nМФЦ Томской области: итоги 2024 года\n\n", "МФЦ Томской области: итоги 2024 года"),
        ("Калмыкия сегодня\n\n", "Калмыкия сегодня"),
        ("Бюджет-2025 / Томская область\n\n", "Бюджет-2025 / Томская область"),
        ("Рынок труда Томской области: главное\n\nНа 1 июня 2025 года\n", "Рынок труда Томской области: главное"),
        ("Край в цифрах\n12 марта 2025\n", "Край в цифрах"),
        ("Служба за неделю\n", "Служба за неделю"),
    ],
)
def test_head_of_sheet(head: str, title: str) -> None:
    """The row that names the subject is the headline, else the first that is no day."""
    text = head + _ROWS
    assert _title(text) == title
    kinds = {text[line.start : line.stop]: line.kind for line in find_page(text).lines}
    assert {kinds[row] for row in _ROWS.split("\n")} == {"body"}


@pytest.mark.parametrize("mark", ["✅ ", "🔹", "📌 ", "• ", ""])
def test_rows_with_pictures_are_a_sheet(mark: str) -> None:
    """«✅ 87 офисов» under the headline; «👍 87» counts no article's things."""
    text = "МФЦ Тулы за 2024 год\n\n" + "".join(
        f"{mark}{row}\n" for row in ("87 офисов", "1 120 окон", "2,1 млн услуг")
    )
    assert [line.kind for line in find_page(text).lines if line.kind != "blank"] == ["title", "body", "body", "body"]
    liked = find_page("Новости\n\n👍 87\n🔥 12\n👏 3\n").lines
    assert "body" not in {line.kind for line in liked}


def test_rows_of_deeds_go_on() -> None:
    """«Трудоустроено с начала года: 204» is a row as good as those without a verb."""
    text = "Рынок труда Томской области\n\nУчтено: 34 чел.\nУровень: 0,6 %\nПодано вакансий: 15\nУстроено за год: 204"
    assert [line.kind for line in find_page(text).lines][2:] == ["body"] * 4


def test_region_and_year_of_sheet() -> None:
    """What stands over the rows gives them their region and their year."""
    record = Extractor().extract(
        "Цифры года\nМФЦ Томской области: итоги 2024 года\n\nОказано услуг – 1 204 318\n" + _ROWS
    )
    assert record.region == "RU-TOM"
    first = record.metrics[0]
    assert (first.indicator, first.region) == ("services_provided", "RU-TOM")
    assert first.period is not None
    assert first.period.start == date(2024, 1, 1)


def test_menu_heads_no_sheet() -> None:
    """A row of the site over the rows is not their headline."""
    assert _title("Просмотров: 212\nОплатить штраф онлайн\n" + _ROWS) != "Просмотров: 212"


@pytest.mark.parametrize(
    ("title", "row", "told"),
    [
        ("Поддержка бизнеса", "Получили господдержку – 418", "418 None"),
        ("Поддержка бизнеса", "Обратились за консультацией: 2 310", "2310 None"),
        ("Поддержка бизнеса", "самозанятые – 97", "97 None"),
        ("Демография", "Естественная убыль: 1 092", "1092 None"),
        ("Надзор в цифрах", "Привлечено к ответственности – 5 870, в том числе уволено – 11", "5870 None ; 11 None"),
        (
            "Приём в вузы",
            "Зачислено: 14 118 (бюджет – 9 204, платно – 4 914)",
            "14118 человек ; 9204 человек ; 4914 человек",
        ),
        ("Рынок труда", "Трудоустроено с начала года: 6 204", "6204 человек"),
        ("Рынок труда", "Направлено на обучение: 918, из них женщин – 611", "918 None ; 611 женщина"),
        ("Обращения граждан за год", "Повторных – 96", "96 обращение"),
        ("Обращения граждан за год", "Не поддержано – 44", "44 обращение"),
        ("Обращения граждан за год", "Рассмотрено с выездом на место – 73", "73 обращение"),
        ("Обращения граждан за год", "В форме электронного документа – 27", "27 обращение"),
        ("Пожары за сутки", "С начала года: выездов – 12, погибших – 47", "12 выезд ; 47 погибший"),
        # no figure: a year, a place, what a mark in the middle of a sentence brings
        ("Дома", "Построено: 1978", ""),
        ("Дома", "По телефону: 112", ""),
        ("Дома", "О жителях пишут те, кто могут быть связаны с Зуевым — 1, 2.", ""),
    ],
)
def test_rows_that_name_nothing_counted(title: str, row: str, told: str) -> None:
    """A row of a deed or a kind is a figure, of people, of what the headline counts or of nobody knows what."""
    record = Extractor().extract(f"{title}\n\nОткрыто окон – 5\n{row}\nЗакрыто школ – 3\n")
    found = [f"{metric.value} {metric.unit}" for metric in record.metrics]
    assert " ; ".join(found[1:-1]) == told


def test_rows_under_a_lead() -> None:
    """Rows of deeds under a sentence and a blank line are of the article."""
    text = (
        "Наряды края за неделю\n\nНаряды выехали 218 раз за неделю.\n\nЗадержано: 14 человек\nПроверено объектов: 96\n"
    )
    assert [str(metric.value) for metric in Extractor().extract(text).metrics][-2:] == ["14", "96"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Урожай области\n\nПоказатель\t2023\t2024\nОвощи, тыс. тонн\t412\t398\nУрожайность, ц/га\t24,1\t19,8",
            "412000 т 2023 ; 398000 т 2024 ; 24.1 ц 2023 ; 19.8 ц 2024",
        ),
        (
            "Сады области\n\nПоказатель\tед.\t2023\t2024\nМест\tтыс.\t41,2\t40,8\nОхват детей\t%\t98,4\t99,1",
            "41200 место 2023 ; 40800 место 2024 ; 98.4 % 2023 ; 99.1 % 2024",
        ),
        (
            "Ввод жилья в Брянской области, тыс. кв. м\n\nРайон\t2022\t2023\nБрянск\t312\t335\nКлинцы\t41\t38,2\nВсего\t353\t373,2",
            "312000 м² 2022 ; 335000 м² 2023 ; 41000 м² 2022 ; 38200 м² 2023 ; 353000 м² 2022 ; 373200 м² 2023",
        ),
        (
            "Бюджет области, млрд рублей\n\n\t2024\t2025\nДоходы\t142,1\t151,8\nРасходы\t156,4\t163\nДефицит\t14,3\t11,2",
            "142100000000 ₽ 2024 ; 151800000000 ₽ 2025 ; 156400000000 ₽ 2024 ; 163000000000 ₽ 2025"
            " ; 14300000000 ₽ 2024 ; 11200000000 ₽ 2025",
        ),
        (
            "Где строят школы\n\nШколы, мест:\nСамара – 1 500\nТольятти – 1 200\nСызрань – 825",
            "1500 место None ; 1200 место None ; 825 место None",
        ),
    ],
)
def test_tables_by_tab(text: str, told: str) -> None:
    """Cells parted by tabs are read in the measure of their row or of the heading, in the years of their columns."""
    found = Extractor().extract(text).metrics
    years = [m.period.start.year if m.period and m.period.start else None for m in found]
    assert " ; ".join(f"{m.value} {m.unit} {year}" for m, year in zip(found, years, strict=True)) == told


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("МФЦ Томской области: итоги 2024 года\n\nКонсультации – 200\nОжидание – 7 мин.\nДоля – 98 %", "2024-01-01"),
        ("Центр «Мой бизнес»\nИтоги 2024 года\n\nКонтрактов: 46\nПроектов: 9\nДоговоров: 7", "2024-01-01"),
        ("Рынок труда\n\nНа 1 июня 2025 года\n\nУчтено: 34 чел.\nУровень: 0,6 %\nВакансий: 15", "2025-06-01"),
        ("Происшествия за 5 мая 2025 года\n\nПожаров – 9\nДТП – 12\nВызовов – 300", "2025-05-05"),
        # of no time by themselves
        ("Калмыкия сегодня\n\nНаселение – 264 тыс.\nРайонов – 13\nШкол – 40", None),
        ("Школы построят в 2030 году\n\nНаселение – 264 тыс.\nРайонов – 13\nШкол – 40", None),
    ],
)
def test_time_of_a_sheet(text: str, days: str | None) -> None:
    """A heading without a verb gives its time to the rows below."""
    periods = [metric.period for metric in Extractor().extract(text).metrics]
    assert [str(one.start) if one else None for one in periods] == [days] * 3


def test_places_share_what_the_headline_counts() -> None:
    """«В Твери – 900, во Ржеве – 120» are parts of «1 340 мест» of the headline, and not of fewer."""
    text = "В школах откроют {} новых мест\n\nСдадут новые корпуса. В Твери – 900, в Кимрах – 120, во Ржеве – 200."
    assert [m.unit for m in Extractor().extract(text.format("1 340")).metrics] == ["место"] * 4
    assert [m.unit for m in Extractor().extract(text.format("340")).metrics] == ["место"]


def test_rows_with_marks_at_their_end_are_of_a_sheet() -> None:
    """«– 45 школ искусств;» in a list of figures without prose is no line of the site."""
    text = "Сеть культуры края выросла\n\n– 312 клубов, 280 библиотек;\n– 45 школ искусств;\n– 3 театра.\n"
    assert [str(m.value) for m in Extractor().extract(text).metrics] == ["312", "280", "45", "3"]
    text = "Что построили в крае\n\n• 12 клубов;\n• школ искусств – 5;\n• 3 театра.\n"
    assert [str(m.value) for m in Extractor().extract(text).metrics] == ["12", "5", "3"]
