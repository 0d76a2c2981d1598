"""Things with their numbers in brackets behind what was done: «Купили парты (40), доски (12) и шкафы (15)»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Token
from mfcx.morphology import Reading, lemmas, readings
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import Scene, lower
from mfcx.quantities.unit_table import Unit, okei_of
from mfcx.quantities.units import acronym_stem
from mfcx.tables import words

_NAMED = frozenset({"Geox", "Name", "Surn"})
_OBJECTS = ("nomn", "accs")
_DESCRIBES = ("ADJF", "PRTF")
_FEWEST = 2
_LONGEST = 5  # words of «машины скорой медицинской помощи»


def thing_of_row(scene: Scene, draft: Draft) -> Unit | None:
    """The noun before a bracket of such a row: «Построены школа (| 1) и детские сады (| 3)»."""
    if draft.first not in scene.inside or draft.value != draft.value.to_integral_value():
        return None
    row = [one for one in scene.drafts if _is_alone(scene.tokens, one)]
    if len(row) < _FEWEST or not any(one is draft for one in row) or not _was_done(scene.tokens, row[0]):
        return None
    things = [_thing_before(scene.tokens, one) for one in row]
    return next(thing for one, thing in zip(row, things, strict=True) if one is draft) if all(things) else None


def _is_alone(tokens: Sequence[Token], draft: Draft) -> bool:
    """«(3)», «(12 км)» behind a word."""
    bracketed = lower(tokens, draft.first - 1) == "(" and lower(tokens, draft.last) == ")"
    return bracketed and lower(tokens, draft.first - 2).isalpha()


def _was_done(tokens: Sequence[Token], draft: Draft) -> bool:
    """«Купили | парты (40)», «Нужны | сельские врачи (12)»: the verb of the row stands right before it."""
    form = lower(tokens, _phrase_start(tokens, draft) - 1)
    top = readings(form)[0] if form.isalpha() else None
    if top is None or top.pos == "PRTS" or {"VERB", "tran"} <= top.tags:
        return top is not None
    return not words("counts_one").isdisjoint(lemmas(form))


def _phrase_start(tokens: Sequence[Token], draft: Draft) -> int:
    """Where the words before a bracket begin that may be of one noun phrase."""
    first = draft.first - 1
    while first > 0 and draft.first - first <= _LONGEST and _may_belong(tokens[first - 1]):
        first -= 1
    return first


def _may_belong(token: Token) -> bool:
    return token.text.isalpha() and readings(token.lower)[0].pos in ("NOUN", *_DESCRIBES)


def _thing_before(tokens: Sequence[Token], draft: Draft) -> Unit | None:
    """«новые | парты (40)», «машины | скорой помощи (7)»: an object in the plural, or one."""
    first, number = _phrase_start(tokens, draft), "sing" if draft.value == 1 else "plur"
    if lower(tokens, first - 1) in words("bound_preposition") | words("governing_preposition"):
        return None
    for at in range(first, draft.first - 1):
        noun = _object(tokens[at], number)
        if noun is not None:
            name = acronym_stem(tokens[at].text) or noun.lemma
            return Unit(name, okei_of(name), first, at + 1, at, noun=True)
        if readings(tokens[at].lower)[0].pos not in _DESCRIBES:
            return None
    return None


def _object(token: Token, number: str) -> Reading | None:
    if stem := acronym_stem(token.text):  # «ФАПы»
        return readings(stem)[0]
    found = readings(token.text)[:4]
    if found[0].pos in _DESCRIBES:
        return None
    noun = next((r for r in found if r.pos == "NOUN" and r.case in _OBJECTS and r.number == number), None)
    proper = token.text[0].isupper() and not token.text.isupper()
    return noun if noun is not None and not proper and noun.tags.isdisjoint(_NAMED) else None
