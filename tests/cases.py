"""Tables of cases in ``fixtures/cases``: input, expected, origin, and the reason where a case is known to fail.

A quantity is written «cmp value..value_to unit / per {change}»: «= 1» and what is not there are left out, `?` is
no unit, `-` is no quantity at all, ` ; ` parts several. Square brackets in the input, where there are any, show
the surfaces of the quantities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from mfcx.document import Article, Change, Document, Period, Quantity
from mfcx.pipeline import run
from tests.conftest import ROOT

CASES = ROOT / "fixtures" / "cases"
PUBLISHED = date(2023, 7, 14)  # the day of the articles of the tables
HEADER = ["input", "expected", "origin", "known_failure"]


class Row(NamedTuple):
    """One line of a table."""

    input: str
    expected: str
    origin: str
    known_failure: str


def read_rows(name: str) -> Iterator[Row]:
    """The rows of ``fixtures/cases/<name>.tsv``; the mark of a known failure may be missing."""
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    assert rows[0] == HEADER, f"{name}.tsv begins with {rows[0]}"
    for cells in rows[1:]:
        assert 3 <= len(cells) <= 4, f"{name}.tsv: {cells}"
        yield Row(*(cell.strip() for cell in cells), *([""] * (4 - len(cells))))


def read_cases(name: str) -> list[Any]:
    """The rows of a table as parameters (input, expected); a known failure is a strict xfail."""
    rows = list(read_rows(name))
    doubled = {row.input for row in rows if sum(row.input == other.input for other in rows) > 1}
    assert not doubled, f"{name}.tsv has a case twice: {doubled}"
    return [pytest.param(row.input, row.expected, id=row.input, marks=known_failure(row.known_failure)) for row in rows]


def known_failure(reason: str) -> list[Any]:
    """The mark of a case that is known to fail, if there is a reason."""
    return [pytest.mark.xfail(reason=reason, strict=True)] if reason else []


def number(value: Decimal) -> str:
    """A value without exponent and idle zeros: 2.50 -> 2.5."""
    return format(value.normalize(), "f")


def show_change(change: Change) -> str:
    """«from 5 to 27», «ratio 0.2», «delta -34», «delta_pct 7.4»."""
    parts = {
        "from": change.start,
        "to": change.end,
        "ratio": change.ratio,
        "delta": change.delta,
        "delta_pct": change.delta_pct,
    }
    return " ".join(f"{name} {number(value)}" for name, value in parts.items() if value is not None)


def show(quantity: Quantity) -> str:
    """A quantity as the tables write it."""
    value = number(quantity.value) + (f"..{number(quantity.value_to)}" if quantity.value_to is not None else "")
    text = f"{value} {quantity.unit or '?'}"
    if quantity.cmp != "=":
        text = f"{quantity.cmp} {text}"
    if quantity.per:
        text += f" / {quantity.per}"
    if quantity.change:
        text += f" {{{show_change(quantity.change)}}}"
    return text


def show_all(quantities: Iterable[Quantity]) -> str:
    """All quantities of a phrase, `-` for none."""
    return " ; ".join(show(quantity) for quantity in quantities) or "-"


def take_brackets(text: str) -> tuple[str, list[str]]:
    """The input without square brackets, and the surfaces they stood round."""
    surfaces = [part.partition("]")[0] for part in text.split("[")[1:]]
    return text.replace("[", "").replace("]", ""), surfaces


def read_text(text: str, published: date | None = None) -> Document:
    """A text of the tables, whose lines are parted by ¶, through the whole pipeline."""
    return run(Article(text.replace("¶", "\n"), date=published))


def read_body(
    body: str, lead: str = "", title: str = "В ведомстве подвели итоги", published: date | None = PUBLISHED
) -> Document:
    """Sentences as the body of an article; `@2020-02-03 ` before them is another date, `@- ` none."""
    if body.startswith("@"):
        stamp, _, body = body[1:].partition(" ")
        published = None if stamp == "-" else date.fromisoformat(stamp)
    return read_text("¶¶".join(filter(None, (title, lead, body))), published)


def show_period(period: Period | None) -> str:
    """«2023-01-01/2023-06-30», «../2023-12-31», «-»."""
    return "-" if period is None else f"{period.start or '..'}/{period.end or '..'}"
