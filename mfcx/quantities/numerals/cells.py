"""The tokens of a sentence as a row of cells in which numbers are looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from mfcx.document import Span, Token
from mfcx.quantities.numerals.lexicon import NO_CASES, Entry, entry_of_form, is_numeral, phrases
from mfcx.quantities.traits import TRAITS, Cues, Places
from mfcx.stored import expression
from mfcx.tables import fold

if TYPE_CHECKING:
    import regex

HYPHENS = frozenset("-‐‑‒–—−")


class Cell(Struct, frozen=True):
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


Piece = tuple[int, str, str]


@lru_cache(maxsize=6_000)
def pieces_of(text: str) -> tuple[Piece, ...]:
    """Parts of a token that are numbers of their own, by their places: «два-три», «1,2,3»; none of any other."""
    if text.isdecimal():
        return ()
    if text[0].isdecimal():
        if not number_shape().fullmatch(text) and text.count(".") == 0:
            return tuple((found.start(), found.group(), found.group()) for found in _digit_pieces().finditer(text))
    elif "-" in text:
        parts = fold(text).split("-")
        if all(is_numeral(part) for part in parts):
            return tuple(_hyphened(text, parts))
    return ()


@cache
def _digit_pieces() -> regex.Pattern[str]:
    return expression(r"\d++|[.,]")


def _hyphened(text: str, parts: Sequence[str]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for part in parts:
        if pieces:
            pieces.append((at - 1, "-", "-"))
        pieces.append((at, text[at : at + len(part)], part))
        at += len(part) + 1
    return pieces


HAS_PIECES = TRAITS.add(lambda: Cues(marks=True), pieces_of)


class Cells(dict[int, Cell]):
    """The cells of a sentence, each made when it is first asked for: numbers look at few tokens but their own."""

    def __init__(self, tokens: Sequence[Token], claimed: Sequence[Span], places: Places) -> None:
        super().__init__()
        self.tokens, self._claimed = tokens, claimed
        self.size, self.are_tokens = len(tokens), not places.held & HAS_PIECES
        if not self.are_tokens:
            self.update(enumerate(self._taken_apart()))
            self.size = len(self)

    def __missing__(self, index: int) -> Cell:
        token = self.tokens[index]
        gap = token.start - self.tokens[index - 1].stop if index else 0
        free = self.is_free(token)
        cell = self[index] = Cell(token.start, token.stop, token.text, token.lower, index, gap, free)
        return cell

    def is_free(self, token: Token) -> bool:
        """Whether no claimed stretch touches a token."""
        claimed = self._claimed
        return not claimed or not [start for start, stop in claimed if start < token.stop and token.start < stop]

    def free_of(self, tokens: Set[int]) -> list[int]:
        """The cells of some tokens, in order, but for those of claimed ones."""
        if self.are_tokens:
            return [at for at in sorted(tokens) if self.is_free(self.tokens[at])]
        return [at for at in range(self.size) if self[at].token in tokens and self[at].free]

    def _taken_apart(self) -> Iterator[Cell]:
        """The cells of a sentence in which some tokens are several."""
        end = self.tokens[0].start
        for index, token in enumerate(self.tokens):
            free = self.is_free(token)
            for at, piece, lower in pieces_of(token.text) or ((0, token.text, token.lower),):
                first = token.start + at
                yield Cell(first, first + len(piece), piece, lower, index, first - end, free)
                end = first + len(piece)


def entry_of(cell: Cell | None, *kinds: str) -> Entry | None:
    """The word's entry of one of these kinds, cases of its readings put together."""
    return entry_of_form(cell.lower, kinds) if cell is not None and cell.free else None


class Row(Struct):
    """Cells with look-ups that may step outside; every method takes the cell to start at."""

    cells: Cells
    size: int = 0

    def __post_init__(self) -> None:
        self.size = self.cells.size

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
        cell, following = self.cells[index], self.at(index + 1)
        seconds = phrases().get(cell.lower) if cell.free and following is not None else None
        if seconds is None or following is None:
            return None
        for words, entry in seconds.get(following.lower, ()):
            if entry.kind in kinds and all(self.lower(index + n) == word for n, word in enumerate(words)):
                return index + len(words), entry
        return None
