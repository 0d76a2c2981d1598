"""Tables with a column for each year: a figure belongs to the year over it."""

from __future__ import annotations

import pytest

from mfcx import pipeline
from mfcx.document import Article

TABLES = [
    ("Показатель | 2021 | 2022\nШколы | 412 | 410", [2021, 2022]),
    ("Показатель | 2021 г. | 2022 год\nЧисло коек, тыс. | 6,2 | 6,4", [2021, 2022]),
    ("| Показатель | 2019 | 2020 | 2021 |\n| Уровень безработицы, % | 4,6 | 3,9 | 2,8 |", [2019, 2020, 2021]),
    ("Показатель | ед. | 2021 | 2022\nНаселение | тыс. чел. | 612,4 | 608,1", [2021, 2022]),
    ("Показатель | 2021 | 2022\nШколы | 412 | 410\nБольницы | 14 | 12", [2021, 2022, 2021, 2022]),
    # no heading of years
    ("Показатель | 2021 | всего 14\nШколы | 412 | 410", [None, None]),
    ("Показатель | 2021 | 2022\n\nПостроено 12 школ.", [None]),
]


@pytest.mark.parametrize(("body", "expected"), TABLES)
def test_a_figure_belongs_to_the_year_of_its_column(body: str, expected: list[int | None]) -> None:
    """The year of the heading is the period of what stands under it."""
    found = pipeline.run(Article(f"Паспорт района\n\n{body}\n")).metrics
    assert [m.period.start.year if m.period and m.period.start else None for m in found] == expected
