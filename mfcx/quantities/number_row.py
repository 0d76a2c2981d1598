"""The tokens of a sentence as a row of cells in which numbers are looked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import regex
from msgspec import Struct

from mfcx.document import Span, Token
from mfcx.quantities.number_lexicon import NO_CASES, Entry, is_numeral, lexicon, phrases
from mfcx.stored import expression
from mfcx.tables import fold

HYPHENS = frozenset("-‐‑‒–—−")


class Cell(NamedTuple):
    """A token, or a part of one such as «два» in «два-три»."""

    start: int
    stop: int
    text: str
    lower: str
    token: int
    gap: int  # characters between it and the cell before
    free: bool  # not inside a claimed stretch


class Part(Struct, frozen=True):
    """Cells up to `stop` read as one piece of a number."""

    stop: int
    value: Fraction | None
    kind: str = "cardinal"
    digits: bool = False
    cases: frozenset[str] = NO_CASES
    written: Decimal | None = None  # the digits as they stand
    mantissa: Fraction | None = None
    multiplier: Fraction | None = None
    unit: str | None = None
    inverted: bool = False
    excess: bool = False
    approximate: bool = False
    sign: int = 0
    dotted: bool = False  # ends with the point of an abbreviation


@cache
def number_shape() -> regex.Pattern[str]:
    return expression(r"\d++(?:[.,]\d++)?+|\d{1,3}+(?:\.\d{3})++(?:,\d++)?+|\d{1,3}+(?:,\d{3}){2,}+(?:\.\d++)?+")


def _pieces(token: Token) -> Iterator[tuple[int, str]]:
    """Parts of a token that are numbers of their own: «два-три», «1,2,3»; else the token."""
    if token.text[0].isdecimal():
        if not number_shape().fullmatch(token.text) and token.text.count(".") == 0:
            yield from ((match.start(), match.group()) for match in regex.finditer(r"\d++|[.,]", token.text))
            return
    elif "-" in token.text:
        parts = token.lower.split("-")
        if all(is_numeral(part) for part in parts):
            at = 0
            for number, part in enumerate(parts):
                if number:
                    yield at - 1, "-"
                yield at, token.text[at : at + len(part)]
                at += len(part) + 1
            return
    yield 0, token.text


def cells_of(tokens: Sequence[Token], claimed: Sequence[Span]) -> list[Cell]:
    spans = sorted(claimed)
    starts = [span.start for span in spans]
    reach = 0
    reaches = [reach := max(reach, span.stop) for span in spans]
    cells: list[Cell] = []
    end = tokens[0].start if tokens else 0
    for index, token in enumerate(tokens):
        before = bisect_right(starts, token.start)
        covered = before > 0 and reaches[before - 1] > token.start
        crossed = before < len(starts) and starts[before] < token.stop
        for at, text in _pieces(token):
            start = token.start + at
            cells.append(
                Cell(start, start + len(text), text, fold(text), index, start - end, not covered and not crossed)
            )
            end = start + len(text)
    return cells


def entry_of(cell: Cell | None, *kinds: str) -> Entry | None:
    """The word's entry of one of these kinds, cases of its readings put together."""
    if cell is None or not cell.free:
        return None
    found = [entry for entry in lexicon().get(cell.lower, ()) if entry.kind in kinds]
    if not found:
        return None
    cases = frozenset(case for entry in found if entry.value == found[0].value for case in entry.cases)
    return found[0]._replace(cases=cases)


class Row(Struct):
    """Cells with look-ups that may step outside; every method takes the cell to start at."""

    cells: list[Cell]
    size: int = 0

    def __post_init__(self) -> None:
        self.size = len(self.cells)

    def at(self, index: int) -> Cell | None:
        return self.cells[index] if 0 <= index < self.size else None

    def lower(self, index: int) -> str:
        return self.cells[index].lower if 0 <= index < self.size else ""

    def glued(self, index: int) -> bool:
        """Whether the cell stands right after the one before: «-» in «12-й»."""
        return 0 < index < self.size and self.cells[index].gap == 0

    def is_digits(self, index: int) -> bool:
        cell = self.at(index)
        return cell is not None and cell.free and cell.text[0].isdecimal()

    def phrase(self, index: int, *kinds: str) -> tuple[int, Entry] | None:
        """A known phrase of several words: «с лишним», «в разы»."""
        if not self.cells[index].free:
            return None
        for words, entry in phrases().get(self.lower(index), ()):
            if entry.kind in kinds and all(self.lower(index + n) == word for n, word in enumerate(words)):
                return index + len(words), entry
        return None
