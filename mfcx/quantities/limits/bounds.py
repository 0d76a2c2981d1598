"""Comparators beside a number: «не более 15 минут» -> <=, «почти 1000 выездов» -> ~<.

Words are rows of ``data/ru/bounds.tsv``; the longest marker wins («чуть более» before «более»).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.patterns import PatternTable
from mfcx.quantities.limits.edges import edge_cues
from mfcx.quantities.traits import TRAITS, Cues
from mfcx.tables import read_table, words

_GAP_POS = frozenset({"ADJF", "PRTF", "NOUN", "ADVB"})
_MAX_GAP = 3
_QUOTES = frozenset('«»"“”„')


class Bound(Struct, frozen=True):
    """A comparator and the tokens [first, last) that say it."""

    cmp: str
    first: int
    last: int
    marker: str
    verbal: bool = False  # a verb says it: «не превышает»


class _Marker(Struct, frozen=True):
    text: str
    cmp: str
    after_preposition: bool
    by_verb: bool


@cache
def _markers(side: str) -> PatternTable[_Marker]:
    return PatternTable(
        (row["marker"], _Marker(row["marker"], row["cmp"], row["prep"] == "1", row["gap"] == "1"))
        for row in read_table("bounds")
        if row["side"] == side
    )


def _edge_cues(side: str, *gap: str) -> Cues:
    """The words that a marker before a number may end with, or one after it begin with."""
    rows = (row for row in read_table("bounds") if row["side"] == side and (not gap or row["gap"] in gap))
    return edge_cues((row["marker"] for row in rows), ends=side == "before")


# no number has a bound where no word ends one, or none behind it opens one
ENDS_BOUND, OPENS_BOUND = TRAITS.add(lambda: _edge_cues("before")), TRAITS.add(lambda: _edge_cues("after"))
# words of a phrase may stand between such a one and its number
_ENDS_VERB = TRAITS.add(lambda: _edge_cues("before", "1"))


def _longest(tokens: Sequence[Token], stop: int, fits: Callable[[_Marker], bool] | None = None) -> Bound | None:
    """The marker before token `stop` that reaches furthest back, of those that fit."""
    if stop < 1 or not TRAITS[tokens[stop - 1].lower] & ENDS_BOUND:
        return None
    best: _Marker | None = None
    begins = stop
    for first, marker in _markers("before").ending(tokens, stop):
        if first < begins and (fits is None or fits(marker)):
            best, begins = marker, first
    return None if best is None else Bound(best.cmp, begins, stop, best.text, best.by_verb)


@lru_cache(maxsize=6_000)
def _stands_in_gap(text: str) -> bool:
    return readings(text)[0].pos in _GAP_POS


def find_bound_before(tokens: Sequence[Token], number: int) -> Bound | None:
    """The comparator that stands before the number at token `number`."""
    bound = _longest(tokens, number)
    if bound is None and number > 0 and tokens[number - 1].lower in words("bound_preposition"):
        bound = _longest(tokens, number - 1, lambda marker: marker.after_preposition)
    elif bound is not None and bound.last - bound.first == 1 and tokens[bound.first].lower in words("up_to"):
        # «почти до 1000»: the word before the preposition says more
        bound = _longest(tokens, bound.first, lambda marker: marker.after_preposition) or bound
    if bound is None:
        bound = _across_gap(tokens, number) or _before_limit(tokens, number)
    if bound is None or bound.cmp == "-" or _is_denied(tokens, bound):
        return None
    return bound if bound.last == number else replace(bound, last=number)


def _is_denied(tokens: Sequence[Token], bound: Bound) -> bool:
    """«не преодолели порог | 45 учеников»: of what is denied no bound is left."""
    denied = bound.first > 0 and tokens[bound.first - 1].lower in words("not")
    return denied and readings(tokens[bound.first].lower)[0].pos == "VERB"


def _across_gap(tokens: Sequence[Token], number: int) -> Bound | None:
    """Words of a phrase stand before the number: «не превышает | установленных нормативом | 15 минут»."""
    for stop in range(number - 1, max(0, number - 1 - _MAX_GAP), -1):
        if TRAITS[tokens[stop - 1].lower] & _ENDS_VERB:
            if not all(_stands_in_gap(token.text) for token in tokens[stop:number]):
                return None
            if (bound := _longest(tokens, stop, _reaches_over_gap)) is not None:
                return bound
    return None


def _before_limit(tokens: Sequence[Token], number: int) -> Bound | None:
    """«менее | установленных | 15 минут», «в течение | „положенных“ | 30 дней»: what is said of the limit."""
    at = number
    while at and number - at < _MAX_GAP and (tokens[at - 1].text in _QUOTES or _says_prescribed(tokens[at - 1].lower)):
        at -= 1
    return _longest(tokens, at) if at < number else None


@lru_cache(maxsize=6_000)
def _says_prescribed(form: str) -> bool:
    return form.isalpha() and not words("prescribed").isdisjoint(lemmas(form))


def _reaches_over_gap(marker: _Marker) -> bool:
    return marker.by_verb and not marker.after_preposition


def find_bound_after(tokens: Sequence[Token], at: int) -> Bound | None:
    """The comparator that begins at token `at`, after the number or its unit: «с лишним», «и более»."""
    if at >= len(tokens) or not TRAITS[tokens[at].lower] & OPENS_BOUND:
        return None
    for stop, marker in _markers("after").starting(tokens, at):
        return Bound(marker.cmp, at, stop, marker.text)
    return None
