"""Clauses that stand between a noun and what is told of it: «центров, созданных за 5 лет, стало 40»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.scene import lower
from mfcx.tables import words

_REACH = 24  # tokens of such a clause
_ENDS = frozenset(";:.()—–")
_AFTER_PREPOSITION = 2  # «в которых»


def aside_before(tokens: Sequence[Token], closes: int) -> int | None:
    """Where the clause about a noun in the genitive plural opens that this comma closes, if it does."""
    for at in range(closes - 1, max(0, closes - _REACH), -1):
        if tokens[at].text in _ENDS:
            return None
        if tokens[at].text == "," and _tells_of_many(tokens, at):
            return at
    return None


def _tells_of_many(tokens: Sequence[Token], comma: int) -> bool:
    """«школ | , построенных …», «домов | , в которых …»."""
    before = readings(tokens[comma - 1].text)[:3]
    if not any((r.pos, r.case, r.number) == ("NOUN", "gent", "plur") for r in before):
        return False
    opening = readings(lower(tokens, comma + 1)) if comma + 1 < len(tokens) else ()
    if any((r.pos, r.case, r.number) == ("PRTF", "gent", "plur") for r in opening):
        return True
    near = tokens[comma + 1 : comma + 1 + _AFTER_PREPOSITION]
    return any(t.lower in words("relative") or not words("who_relative").isdisjoint(lemmas(t.lower)) for t in near)
