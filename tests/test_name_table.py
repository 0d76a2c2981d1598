"""Full names of men and women in all six cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from mfcx.names.people.inflection import read_name
from tests.cases import CASES, known_failure

# case as the table names it -> as readings name it
GRAMMEMES = {
    "nominative": "nomn",
    "genitive": "gent",
    "dative": "datv",
    "accusative": "accs",
    "instrumental": "ablt",
    "prepositional": "loct",
}
HEADER = [*GRAMMEMES, "origin", "known_failure"]
# parts of a name by the number of its words: «Вугар Рашид оглы Керимов» has four
PARTS = {
    2: ("first", "surname"),
    3: ("first", "patronymic", "surname"),
    4: ("first", "first", "patronymic", "surname"),
}


def read_table() -> list[list[str]]:
    """The names with all their cells; the mark of a known failure may be missing."""
    lines = (CASES / "names.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    assert rows[0] == HEADER
    assert {len(row) for row in rows} <= {len(HEADER) - 1, len(HEADER)}
    return [row + [""] * (len(HEADER) - len(row)) for row in rows[1:]]


def failing_cases(cell: str) -> dict[str, str]:
    """The cases that are known to fail, with the reason: «dative, prepositional: reason», or «reason» for all."""
    cases, colon, reason = cell.partition(": ")
    names = cases.split(", ") if colon else list(GRAMMEMES)
    assert set(names) <= GRAMMEMES.keys(), cell
    return dict.fromkeys(names, reason if colon else cell)


def read_forms() -> Iterator[Any]:
    """Every form of every name as parameters: form, case if it is told, nominative."""
    for row in read_table():
        failing = failing_cases(row[-1])
        for name, form in zip(GRAMMEMES, row, strict=False):
            case = GRAMMEMES[name] if form.startswith("@") else None
            marks = known_failure(failing.get(name, ""))
            yield pytest.param(form.lstrip("@"), case, row[0].lstrip("@"), id=f"{name} {form}", marks=marks)


@pytest.mark.parametrize(("form", "case", "nominative"), list(read_forms()))
def test_every_case_gives_the_nominative(form: str, case: str | None, nominative: str) -> None:
    """A full name in any case is read back to its nominative."""
    words = form.split()
    parts = list(zip(words, PARTS[len(words)], strict=True))
    found = read_name(parts, None if case is None else frozenset({case}))
    assert [" ".join(reading.words) for reading in found[:1]] == [nominative]


def test_the_table_is_whole() -> None:
    """Two hundred names, none of them twice."""
    names = [row[0] for row in read_table()]
    assert len(names) == len(set(names)) == 200
