"""Plans, facts and earlier values."""

from __future__ import annotations

import pytest

from mfcx.tables import read_table
from tests.cases import known_failure, number, read_body, read_cases

# examples that do not show what their row claims, and why
KNOWN_FAILURES = {
    **dict.fromkeys(
        ["план 1200", "против 85 годом ранее", "к декабрю рассчитывают на 200"],
        "the example counts nothing, so there is no figure",
    ),
}
ROWS = [
    pytest.param(row, id=row["example"], marks=known_failure(KNOWN_FAILURES.get(row["example"], "")))
    for row in read_table("status_cues")
]


def statuses(body: str) -> str:
    return " ; ".join(f"{number(m.quantity.value)} {m.status}" for m in read_body(body).metrics)


@pytest.mark.parametrize(("text", "expected"), read_cases("status"))
def test_status(text: str, expected: str) -> None:
    """Each figure of a sentence is a plan, a fact or an earlier value given for comparison."""
    assert statuses(text) == expected


@pytest.mark.parametrize("row", ROWS)
def test_cues_do_what_their_example_shows(row: dict[str, str]) -> None:
    """The example of every row of status_cues.tsv has a figure of that status."""
    found = [m.status for m in read_body(row["example"] + ".").metrics]
    assert row["status"] in found
