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
# asked about only where a place, a region or a wider area is named, which most sentences do not
_BESIDE_NAMES = frozenset(
    {"arrival", "at", "body", "country", "destination", "event", "part", "rank", "row", "seat", "type", "way"}
)


class PlaceWords:
    """Where each kind of such words stands, looked for once a sentence: in most there are hardly any.

    «в городе Ржеве» -> at: 0, type: 1, town_again: 0.
    """

    __slots__ = ("_beside", "_ranges", "_stops", "_tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._ranges = _rows(beside=False).by_value(tokens)
        self._beside: dict[str, list[Range]] | None = None
        self._stops: dict[str, Mapping[int, int]] = {}

    def holds(self, kinds: frozenset[str]) -> bool:
        """Whether there is a match of one of the kinds, none of which is asked about only beside a name."""
        return not kinds.isdisjoint(self._ranges)

    def ranges(self, kind: str) -> Sequence[Range]:
        """Every match of a kind, in the order of its rows."""
        if kind not in _BESIDE_NAMES:
            return self._ranges.get(kind, ())
        if self._beside is None:
            self._beside = _rows(beside=True).by_value(self._tokens)
        return self._beside.get(kind, ())

    def stops(self, kind: str) -> Mapping[int, int]:
        """Where the first row of a kind that begins at a token ends, by that token."""
        known = self._stops.get(kind)
        if known is None:
            ranges = self.ranges(kind)
            known = self._stops[kind] = dict(reversed(ranges)) if ranges else _NONE
        return known

    def part_between(self, first: int, last: int) -> bool:
        """«698 окон, из них 234 – в Ржеве»: a name behind «из них» belongs to the part, not to the whole."""
        parts = self.stops("part")
        return bool(parts) and first not in parts and any(first <= at < last for at in parts)


@once_a_sentence
def place_words(tokens: Sequence[Token]) -> PlaceWords:
    """The words of a sentence that are of places: both regions and places ask for them."""
    return PlaceWords(tokens)


@cache
def _rows(*, beside: bool) -> PatternTable[str]:
    """The patterns of the kinds that are asked about only beside a name, or those of the others."""
    rows = [row for table in ("figure_places", "wider_areas") for row in read_table(table)]
    return PatternTable((row["pattern"], row["kind"]) for row in rows if (row["kind"] in _BESIDE_NAMES) == beside)
