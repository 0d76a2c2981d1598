"""The words of a sentence that tie its figures to a place or lift them from one: «в областном центре», «по стране»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from mfcx.attribution.once import once_a_sentence
from mfcx.document import Token
from mfcx.patterns import PatternTable
from mfcx.tables import read_table

Range = tuple[int, int]
_NONE: Mapping[int, int] = {}


class PlaceWords:
    """Where each kind of such words stands, looked for once a sentence: in most there are hardly any.

    «в городе Ржеве» -> at: 0, type: 1, town_again: 0.
    """

    __slots__ = ("_ranges", "_stops")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._ranges: dict[str, list[Range]] = {}
        self._stops: dict[str, dict[int, int]] = {}
        for first, stop, kind in _rows().find(tokens):
            if kind in self._ranges:
                self._ranges[kind].append((first, stop))
                self._stops[kind].setdefault(first, stop)
            else:
                self._ranges[kind] = [(first, stop)]
                self._stops[kind] = {first: stop}

    def holds(self, kinds: frozenset[str]) -> bool:
        """Whether there is a match of one of the kinds."""
        return not kinds.isdisjoint(self._ranges)

    def ranges(self, kind: str) -> Sequence[Range]:
        """Every match of a kind, in the order of its rows."""
        return self._ranges.get(kind, ())

    def stops(self, kind: str) -> Mapping[int, int]:
        """Where the first row of a kind that begins at a token ends, by that token."""
        return self._stops.get(kind, _NONE)

    def part_between(self, first: int, last: int) -> bool:
        """«698 окон, из них 234 – в Ржеве»: a name behind «из них» belongs to the part, not to the whole."""
        parts = self.stops("part")
        return bool(parts) and first not in parts and any(first <= at < last for at in parts)


@once_a_sentence
def place_words(tokens: Sequence[Token]) -> PlaceWords:
    """The words of a sentence that are of places: both regions and places ask for them."""
    return PlaceWords(tokens)


@cache
def _rows() -> PatternTable[str]:
    tables = ("figure_places", "wider_areas")
    return PatternTable((row["pattern"], row["kind"]) for table in tables for row in read_table(table))
