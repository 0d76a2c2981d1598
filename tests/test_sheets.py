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
