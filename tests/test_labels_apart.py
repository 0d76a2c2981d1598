"""Figures of one label are told apart by their places."""

from __future__ import annotations

import pytest

from tests.test_labels import labels

APART = [
    (
        "В Казани построили 12 школ, в Набережных Челнах построили 9 школ.",
        ["построенные школы в Казани", "построенные школы в Набережных Челнах"],
    ),
    (
        "Надой молока в Тульской области – 40 тыс. тонн. Надой молока во Владимирской области – 14 тыс. тонн.",
        ["надой молока в Тульской области", "надой молока во Владимирской области"],
    ),
    ("В области построили 55 школ, из них 28 в Казани.", ["построенные школы", "построенные школы в Казани"]),
    # all of one place, or told otherwise
    ("В Казани построили 12 школ, годом ранее – 9.", ["построенные школы", "построенные школы"]),
    ("В Казани построили 12 школ, в Альметьевске открыли 9 клубов.", ["построенные школы", "открытые клубы"]),
]


@pytest.mark.parametrize(("body", "expected"), APART)
def test_places_tell_like_labels_apart(body: str, expected: list[str]) -> None:
    """Only where the places differ: one place told once for all needs no word in each label."""
    assert labels(body) == expected
