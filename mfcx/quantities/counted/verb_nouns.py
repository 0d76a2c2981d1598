"""The noun right behind its verb whose number stands behind a mark: «появились новые места — 115»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import DASHES, Token
from mfcx.morphology import Reading, readings
from mfcx.quantities.drafts import Draft
from mfcx.quantities.limits.bounds import find_bound_before
from mfcx.quantities.scene import Scene, lower
from mfcx.quantities.unit_table import Unit, okei_of
from mfcx.tables import words

_TAIL = 3  # words that say of what the noun is: «участки | региональных дорог»
_ADJECTIVES = ("ADJF", "PRTF")
_VERBS = ("VERB", "PRTS", "INFN")
_LIKELIEST = 4  # readings of a form
_NAMES = frozenset({"Geox", "Name", "Surn"})


def noun_of_verb(scene: Scene, draft: Draft) -> Unit | None:
    """«закрыты участки дорог — 3», «установили камеры: 12 стационарных»: a plural noun right behind its verb."""
    tokens, bound = scene.tokens, find_bound_before(scene.tokens, draft.first)
    mark = (bound.first if bound else draft.first) - 1
    if draft.value != draft.value.to_integral_value() or not _announces(tokens, mark, draft):
        return None
    head, noun = mark, None
    while noun is None and head > max(1, mark - 1 - _TAIL):
        head -= 1
        noun = _many(tokens[head])
        if noun is None and all(r.case != "gent" for r in readings(tokens[head].text)[:_LIKELIEST]):
            return None
    first = head
    while first > 0 and readings(tokens[first - 1].text)[0].pos in _ADJECTIVES:
        first -= 1
    if noun is None or not first or all(r.pos not in _VERBS for r in readings(lower(tokens, first - 1))[:2]):
        return None
    return Unit(noun.lemma, okei_of(noun.lemma), first, head + 1, head, noun=True)


def _announces(tokens: Sequence[Token], mark: int, draft: Draft) -> bool:
    """A dash; behind a colon the number goes on: «дети: 1200 | в городе», while «кабинеты: 9 и 12» are which ones."""
    if lower(tokens, mark) in DASHES:
        return True
    behind = lower(tokens, draft.last)
    goes_on = draft.elliptical or behind.isalpha() and behind not in words("joint")
    return lower(tokens, mark) == ":" and goes_on


def _many(token: Token) -> Reading | None:
    """«места», «участки»: things of which there may be so many, no sums and no people by name."""
    if not token.text.isalpha() or token.text[0].isupper():
        return None
    found = readings(token.text)[:_LIKELIEST]
    noun = next((r for r in found if (r.pos, r.case, r.number) == ("NOUN", "nomn", "plur")), None)
    return None if noun is None or noun.lemma in words("sum_noun") or noun.tags & _NAMES else noun
