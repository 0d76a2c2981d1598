"""The words of a sentence that tie its figures to a place or lift them from one: «в областном центре», «по стране»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from mfcx.attribution.once import once_a_sentence
from mfcx.document import Token
from mfcx.patterns import Edges, PatternTable, parse_pattern
from mfcx.tables import read_table

Range = tuple[int, int]
_NONE: Mapping[int, int] = {}
# words, each by itself, that are asked about where they stand beside a name: most sentences have many and no name
_BESIDE_NAMES = frozenset({"at", "body", "country", "event", "row", "seat", "type"})
_OF_OTHERS = frozenset({"compared", "compared_alone", "destination"})


class PlaceWords:
    """Where each kind of such words stands, looked for once a sentence: in most there are hardly any.

    «в городе Ржеве» -> town_again: 0; its «в» is one of «at», its «городе» a «type».
    """

    __slots__ = ("_ranges", "_stops", "_tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._ranges = _rows().by_value(tokens)
        self._stops: dict[str, Mapping[int, int]] = {}

    def is_one(self, kind: str, at: int) -> bool:
        """Whether token `at` is a word of a kind that is asked about only beside a name; none before the first is."""
        return 0 <= at < len(self._tokens) and kind in _beside_names()[self._tokens[at].lower]

    def holds(self, kinds: frozenset[str]) -> bool:
        """Whether there is a match of one of the kinds."""
        return not kinds.isdisjoint(self._ranges)

    def ranges(self, kind: str) -> Sequence[Range]:
        """Every match of a kind, in the order of its rows."""
        return self._ranges.get(kind, ())

    def stops(self, kind: str) -> Mapping[int, int]:
        """Where the first row of a kind that begins at a token ends, by that token."""
        ranges = self._ranges.get(kind)
        if ranges is None:
            return _NONE
        if kind not in self._stops:
            self._stops[kind] = dict(reversed(ranges))
        return self._stops[kind]

    def part_between(self, first: int, last: int) -> bool:
        """«698 окон, из них 234 – в Ржеве»: a name behind «из них» belongs to the part, not to the whole."""
        parts = self.stops("part")
        return bool(parts) and first not in parts and any(first <= at < last for at in parts)


@once_a_sentence
def place_words(tokens: Sequence[Token]) -> PlaceWords:
    """The words of a sentence that are of places: both regions and places ask for them."""
    return PlaceWords(tokens)


def _table() -> list[dict[str, str]]:
    return [row for name in ("figure_places", "wider_areas") for row in read_table(name)]


@cache
def _rows() -> PatternTable[str]:
    left_out = _BESIDE_NAMES | _OF_OTHERS
    return PatternTable((row["pattern"], row["kind"]) for row in _table() if row["kind"] not in left_out)


@cache
def _beside_names() -> Edges[str]:
    """The kinds of a word beside a name: «городе» is a «type»."""
    kinds: Edges[str] = Edges()
    for row in _table():
        if row["kind"] in _BESIDE_NAMES:
            (word,) = parse_pattern(row["pattern"]).elements
            kinds.add(row["kind"], (word,))
    return kinds
