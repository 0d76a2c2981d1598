"""Comparators beside a number: «не более 15 минут» -> <=, «почти 1000 выездов» -> ~<.

Words are rows of ``data/ru/bounds.tsv``; the longest marker wins («чуть более» before «более»).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.patterns import Pattern, parse_pattern
from mfcx.tables import read_table, words

_GAP_POS = frozenset({"ADJF", "PRTF", "NOUN", "ADVB"})
_MAX_GAP = 3


@dataclass(frozen=True, slots=True)
class Bound:
    """A comparator and the tokens [first, last) that say it."""

    cmp: str
    first: int
    last: int
    marker: str


@dataclass(frozen=True, slots=True)
class _Marker:
    pattern: Pattern
    text: str
    cmp: str
    after_preposition: bool
    by_verb: bool


@cache
def _markers(side: str) -> tuple[_Marker, ...]:
    return tuple(
        _Marker(parse_pattern(row["marker"]), row["marker"], row["cmp"], row["prep"] == "1", row["gap"] == "1")
        for row in read_table("bounds")
        if row["side"] == side
    )


def _longest(tokens: Sequence[Token], stop: int, markers: Sequence[_Marker]) -> Bound | None:
    best: Bound | None = None
    for marker in markers:
        first = marker.pattern.match_back(tokens, stop)
        if first is not None and first < stop and (best is None or first < best.first):
            best = Bound(marker.cmp, first, stop, marker.text)
    return best


def _open_gap(tokens: Sequence[Token], stop: int) -> int:
    """How many words of a phrase stand before `stop`: «не превышает установленных нормативом | 15 минут»."""
    gap = 0
    while gap < _MAX_GAP and gap < stop and readings(tokens[stop - gap - 1].text)[0].pos in _GAP_POS:
        gap += 1
    return gap


def find_bound_before(tokens: Sequence[Token], number: int) -> Bound | None:
    """The comparator that stands before the number at token `number`."""
    markers = _markers("before")
    bound = _longest(tokens, number, markers)
    if bound is None and number > 0 and tokens[number - 1].lower in words("bound_preposition"):
        bound = _longest(tokens, number - 1, [m for m in markers if m.after_preposition])
    elif bound is not None and bound.last - bound.first == 1 and tokens[bound.first].lower in words("up_to"):
        # «почти до 1000»: the word before the preposition says more
        bound = _longest(tokens, bound.first, [m for m in markers if m.after_preposition]) or bound
    if bound is None:
        bound = _across_gap(tokens, number, markers)
    return None if bound is None or bound.cmp == "-" else Bound(bound.cmp, bound.first, number, bound.marker)


def _across_gap(tokens: Sequence[Token], number: int, markers: Sequence[_Marker]) -> Bound | None:
    verbs = [m for m in markers if m.by_verb and m.after_preposition is False]
    for gap in range(1, _open_gap(tokens, number) + 1):
        bound = _longest(tokens, number - gap, verbs)
        if bound is not None:
            return bound
    return None


def find_bound_after(tokens: Sequence[Token], at: int) -> Bound | None:
    """The comparator that begins at token `at`, after the number or its unit: «с лишним», «и более»."""
    for marker in _markers("after"):
        stop = marker.pattern.match(tokens, at)
        if stop is not None and stop > at:
            return Bound(marker.cmp, at, stop, marker.text)
    return None
