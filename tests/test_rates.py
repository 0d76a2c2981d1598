"""Denominators: per day, per tonne, per head."""

from __future__ import annotations

import pytest

from mfcx.quantities import parse_phrase
from mfcx.tables import read_table
from tests.cases import known_failure, read_cases, show_all, take_brackets

# examples that do not show what their row claims, and why
KNOWN_FAILURES = {
    "раз в квартал": "«раз» without a number is no quantity: the example needs one",
}
ROWS = read_table("rates")


@pytest.mark.parametrize(("text", "expected"), read_cases("rates"))
def test_rates(text: str, expected: str) -> None:
    """The denominator beside the unit, or said elsewhere in the clause, is the `per` of the quantity."""
    text, surfaces = take_brackets(text)
    found = parse_phrase(text)
    assert show_all(found) == expected
    assert not surfaces or len(surfaces) == len(found)


@pytest.mark.parametrize(
    "row",
    [pytest.param(row, id=row["example"], marks=known_failure(KNOWN_FAILURES.get(row["example"], ""))) for row in ROWS],
)
def test_rates_do_what_their_example_shows(row: dict[str, str]) -> None:
    """The example of every row of rates.tsv has a quantity with that denominator."""
    assert row["per"] in [q.per for q in parse_phrase(row["example"])]
