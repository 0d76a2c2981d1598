"""Comparators beside a number."""

from __future__ import annotations

import pytest

from mfcx.quantities import parse_phrase
from mfcx.tables import read_table
from tests.cases import known_failure, read_cases, show_all, take_brackets

# examples that do not show what their row claims, and why
KNOWN_FAILURES = {
    **dict.fromkeys(["далеко за 300", "чуть не более 5"], "the example counts nothing, so there is no quantity"),
    "не позже чем через 36 месяцев": "read as a date",
}
EXAMPLES = [(row["cmp"], example.strip()) for row in read_table("bounds") for example in row["example"].split(";")]


@pytest.mark.parametrize(("text", "expected"), read_cases("bounds"))
def test_bounds(text: str, expected: str) -> None:
    """The words beside a number say how it bounds the value; words that only look like it do not."""
    text, surfaces = take_brackets(text)
    found = parse_phrase(text)
    assert show_all(found) == expected
    assert not surfaces or [text[q.start : q.stop] for q in found] == surfaces


@pytest.mark.parametrize(
    ("cmp", "example"),
    [pytest.param(*one, id=one[1], marks=known_failure(KNOWN_FAILURES.get(one[1], ""))) for one in EXAMPLES],
)
def test_markers_do_what_their_example_shows(cmp: str, example: str) -> None:
    """The example of every row of bounds.tsv has a number with that comparator; «-» leaves the number alone."""
    assert [q.cmp for q in parse_phrase(example)] == ["=" if cmp == "-" else cmp]


def test_known_failures_are_still_examples() -> None:
    """A reason in the list of known failures belongs to an example that is tested."""
    assert KNOWN_FAILURES.keys() - {example for _, example in EXAMPLES} == set()
