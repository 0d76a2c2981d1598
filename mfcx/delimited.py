"""Rows as lines of CSV and TSV that no spreadsheet runs and no terminal obeys."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from mfcx.flat_rows import Cell

BOM = "\ufeff"
Delimiter = Literal[",", "\t"]

# where a spreadsheet begins to read a cell: at its start, and behind a semicolon, which spreadsheets set to Russian
# take for the end of the cell
_BEGIN = re.compile(r"(?:^|(?<=;))(?P<lead>[\s\"]*)(?P<rest>[=+\-@＝＋－＠][^;]*)")
_NUMBER = re.compile(r"[+-]?\d[\d\s.,]*+[%‰]?\s*")
_GUARD = "'"
_BREAKS = re.compile(r"[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
# what a terminal obeys: control characters and the marks that turn the writing direction
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def to_lines(rows: Iterable[Iterable[Cell]], delimiter: Delimiter) -> str:
    """The rows, a line each, without the last line end; cells with a delimiter or a quote in them are quoted."""
    lines = io.StringIO()
    csv.writer(lines, delimiter=delimiter, lineterminator="\n").writerows(map(to_text, row) for row in rows)
    return lines.getvalue().removesuffix("\n")


def to_text(cell: Cell) -> str:
    """A cell as text: numbers as they are, empty for None, words without what could do harm."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return defuse(_CONTROL.sub("\ufffd", _BREAKS.sub(" ", cell)))
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def defuse(text: str) -> str:
    """An apostrophe before what a spreadsheet would run: «=1+1» -> «'=1+1», but «-5», «+36 %» and a lone «=» stay."""
    return _BEGIN.sub(_guarded, text)


def _guarded(match: re.Match[str]) -> str:
    rest = match["rest"]
    if len(rest.rstrip()) == 1 or _NUMBER.fullmatch(rest):
        return match[0]
    return f"{match['lead']}{_GUARD}{rest}"
