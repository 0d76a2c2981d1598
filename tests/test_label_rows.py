"""Rows of fact sheets and tables are told by their names, without the measure that stands behind it."""

from __future__ import annotations

import pytest

from tests.test_labels import labels

ROWS = [
    ("Число коек, тыс. | 6,2", ["число коек"]),
    ("Численность врачей (чел.): 3 412", ["численность врачей"]),
    ("Ввод жилья, тыс. кв. м – 214,5", ["ввод жилья"]),
    ("Средняя зарплата, руб. – 48 200", ["средняя зарплата"]),
    ("Обеспеченность врачами, на 10 тыс. населения | 31,2", ["обеспеченность врачами"]),
    ("Оборот торговли, млн рублей | 168,2 | 171,4", ["оборот торговли", "оборот торговли"]),
    ("Поликлиники | ед. | 48", ["поликлиники"]),
]


@pytest.mark.parametrize(("body", "expected"), ROWS)
def test_a_row_is_told_by_its_name(body: str, expected: list[str]) -> None:
    """«Ввод жилья, тыс. кв. м – 214,5»: the name before the measure, which is no part of it."""
    assert labels(f"Итоги года в селе\n\n{body}") == expected
