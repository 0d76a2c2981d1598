"""What a comparator says whose verb is denied: «не занимает больше 15 минут» is at most 15.

Only verbs that measure turn it: «не получили помощи более 300 человек» are still more than 300. Cases:
``tests/test_bounds.py``.
"""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.drafts import Draft
from mfcx.quantities.limits.bounds import Bound
from mfcx.quantities.unit_table import counts_things
from mfcx.tables import words

_TURNED = {">": "<=", "<": ">="}
_GAP = 4  # words from the verb to the comparator: «не займёт у опытного оператора больше»
_MODALS = 2  # words from the denial to the verb: «не должно обычно занимать»
_REACH = 10  # words from the amount to the denial behind it: «занимать больше часа по регламенту не может»
_VERBS = ("VERB", "INFN")


def under_denial(tokens: Sequence[Token], bound: Bound, draft: Draft) -> str:
    """The comparator of `bound` before an amount, as its denied verb turns it."""
    if bound.cmp not in _TURNED or (verb := _measuring_verb(tokens, bound, counts_things(draft.name))) is None:
        return bound.cmp
    denied = _denied_before(tokens, verb) or (_is_infinitive(tokens[verb]) and _denied_behind(tokens, draft.last))
    return _TURNED[bound.cmp] if denied else bound.cmp


def _measuring_verb(tokens: Sequence[Token], bound: Bound, things: bool) -> int | None:
    """«не | ждут | в среднем больше 10 минут»: the verb that the comparator is of, «превышать» being both.

    Things and people may themselves do what is denied: «не ждут помощи более 300 семей».
    """
    for at in range(bound.first, max(-1, bound.first - 1 - _GAP), -1):
        if _is_of(tokens[at], "verb_of_level") or (not things and _is_of(tokens[at], "verb_of_spending")):
            return at if tokens[at].lower not in words("was") else None
        if at < bound.first and (not tokens[at].text.isalpha() or readings(tokens[at].lower)[0].pos in _VERBS):
            return None
    return None


def _denied_before(tokens: Sequence[Token], verb: int) -> bool:
    """«| не должно | занимать», «никто | не | ждёт», «| не может быть | больше 20»."""
    for at in range(verb - 1, max(-1, verb - 2 - _MODALS), -1):
        if tokens[at].lower in words("not"):
            return True
        if not (_is_of(tokens[at], "modal_of_measure") or readings(tokens[at].lower)[0].pos == "ADVB"):
            return False
    return False


def _is_of(token: Token, kind: str) -> bool:
    return token.text.isalpha() and not words(kind).isdisjoint(lemmas(token.lower))


def _is_infinitive(token: Token) -> bool:
    return readings(token.lower)[0].pos == "INFN"


def _denied_behind(tokens: Sequence[Token], last: int) -> bool:
    """«превышать 15 минут | по регламенту не должно |»: the denied word that rules the infinitive."""
    for at in range(last, min(len(tokens) - 1, last + _REACH)):
        if tokens[at].lower in words("not"):
            return _is_of(tokens[at + 1], "modal_of_measure")
        if not tokens[at].text.isalpha() or readings(tokens[at].lower)[0].pos in _VERBS:
            return False
    return False
