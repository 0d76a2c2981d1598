"""Districts of a row whose figures stand in brackets before their noun."""

from __future__ import annotations

import pytest

from mfcx import Extractor


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "В Омской области сеют в хозяйствах Тарского (13 тонн), Знаменского (9 тонн) и Кировского (7 тонн) районов.",
            ["Тарский район", "Знаменский район", "Кировский район"],
        ),
        (
            "В Омской области больше школ в Кировском (5 школ) и Тарском (2 школы) районах.",
            ["Кировский район", "Тарский район"],
        ),
        ("В Омской области строят школы в Лесном (5 школ) районе.", ["Лесной район"]),
        (
            "В Омской области строят дороги: в Омске (12 км), Таре (5 км) и Знаменском районе (3 км).",
            ["Омск", "Тара", "Знаменский район"],
        ),
        ("В Омской области строят школы в Кировском районе (5 школ).", ["Кировский район"]),
    ],
)
def test_figures_before_the_noun(text: str, places: list[str]) -> None:
    """Each figure in brackets is of the district before it, whose noun closes the row."""
    assert [metric.place for metric in Extractor().extract(text).metrics] == places
