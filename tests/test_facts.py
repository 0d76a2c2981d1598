"""What a sentence takes over from the ones before it: list rows, «Из них 19»."""

from __future__ import annotations

import pytest

from mfcx.tables import read_table
from tests.cases import read_body, read_cases, show_all

ROWS = list(read_table("continuations"))


@pytest.mark.parametrize(("text", "expected"), read_cases("facts"))
def test_inheritance(text: str, expected: str) -> None:
    """A bare number goes on counting what the head of its list or the sentence before counted."""
    assert show_all(m.quantity for m in read_body(text).metrics) == expected


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["example"])
def test_continuations_do_what_their_example_shows(row: dict[str, str]) -> None:
    """The figure in the example of every row of continuations.tsv counts what the sentence before it counted."""
    metrics = read_body("Всего за год построили 55 школ. " + row["example"]).metrics
    assert [m.quantity.unit for m in metrics] == ["школа", "школа"]


def test_every_numeral_is_accounted_for() -> None:
    """A number is a metric, a time or a numeral with its kind, and never two of them."""
    document = read_body("С 2019 по 2022 год по закону № 210-ФЗ в 5 районах открыли 40 окон на ул. Лесной, 14.")
    text = document.text
    found = [(q.number.start, q.number.stop) for q in (m.quantity for m in document.metrics)]
    found += [(n.start, n.stop) for n in document.numerals]
    found += [(t.start, t.stop) for reading in document.readings for t in reading.times]
    at = [i for i, char in enumerate(text) if char.isdecimal() and i > text.index("С 2019")]
    assert {i: sum(start <= i < stop for start, stop in found) for i in at} == dict.fromkeys(at, 1)
