"""Clauses that stand between a noun and what is told of it: «центров, созданных за 5 лет, стало 40»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.counted.phrases import depends, phrase_start
from mfcx.quantities.scene import Scene, lower
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
    """«школ | , построенных …», «домов | , в которых …», «касс вокзала | , где …»."""
    last = comma - 1
    while not _is_many(tokens[last]):
        if not depends(tokens, last):
            return False
        last = phrase_start(tokens, last) - 1
    opening = readings(lower(tokens, comma + 1)) if comma + 1 < len(tokens) else ()
    if any((r.pos, r.case, r.number) == ("PRTF", "gent", "plur") for r in opening):
        return True
    near = tokens[comma + 1 : comma + 1 + _AFTER_PREPOSITION]
    return any(t.lower in words("relative") or not words("who_relative").isdisjoint(lemmas(t.lower)) for t in near)


def _is_many(token: Token) -> bool:
    return any((r.pos, r.case, r.number) == ("NOUN", "gent", "plur") for r in readings(token.text)[:3])


def heads_alone(scene: Scene, last: int) -> bool:
    """«центров | обслуживания, где …»: the genitive, or one that it belongs to, stands alone."""
    while not _stands_alone(scene, last):
        last = phrase_start(scene.tokens, last) - 1
        if readings(scene.tokens[last].text)[0].case != "gent":
            return False
    return True


def _stands_alone(scene: Scene, head: int) -> bool:
    """«в этом году | центров», but not «с учётом | центров», whose genitive says more of another noun."""
    before = phrase_start(scene.tokens, head) - 1
    return before in scene.times or is_area(scene.tokens, before) or not depends(scene.tokens, head)


def is_area(tokens: Sequence[Token], at: int) -> bool:
    """«на территории | страны | таких центров»: a whole to which nobody says that they belong, nor that it acts."""
    areas = words("country_unit") | words("subject_unit")
    return at > 0 and depends(tokens, at) and not areas.isdisjoint(lemmas(tokens[at].lower))
