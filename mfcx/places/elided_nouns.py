"""An adjective whose noun is left out because it stood just before: «в Томской области — 80, а в Омской — 50»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Token
from mfcx.morphology import Reading, readings
from mfcx.places.context import CLOSING, OPENING, conjunctions, role_before
from mfcx.tables import words

# an adjective before the word would be its neighbour in a name, a noun its head: «станция Омская», «Анна Омская»
_OWNERS = frozenset({"NOUN", "ADJF", "PRTF"})


def stands_alone(tokens: Sequence[Token], at: int, gender: str) -> bool:
    """Whether a capitalised adjective of this gender has no noun of its own.

    «в Омской — 50», «Омская отстаёт», «Омская (5)», but neither «в Омской больнице» nor «станция Омская».
    """
    token = tokens[at]
    if not token.text[0].isupper() or token.text.isupper():
        return False
    own = {one.case for one in readings(token.lower) if (one.pos, one.gender, one.number) == ("ADJF", gender, "sing")}
    return bool(own) and _is_free_before(tokens, at) and not _has_noun(tokens, at + 1, own, gender)


def _is_free_before(tokens: Sequence[Token], at: int) -> bool:
    if at > 0 and tokens[at - 1].lower in words("next_door"):
        at -= 1  # «в соседней | Омской»
    if at == 0:
        return True
    before = tokens[at - 1]
    if not before.text[0].isalpha():
        return before.text not in OPENING and not before.text[0].isdigit()
    if role_before(before) in ("street", "honour") or (at > 1 and before.text[0].isupper()):
        return False
    return readings(before.lower)[0].pos not in _OWNERS


def _has_noun(tokens: Sequence[Token], at: int, cases: set[str | None], gender: str) -> bool:
    """Whether the adjective agrees with what follows, on through a list: «Томской, Омской и Курской школах»."""
    listed = at > 1 and _joins(tokens[at - 2])
    while at < len(tokens):
        token = tokens[at]
        if _joins(token):
            listed = True
        elif token.text in CLOSING or (token.text[0].isupper() and not listed):
            return True
        elif not token.text[0].isalpha():
            return False
        else:
            agreeing = {one.pos for one in readings(token.lower) if _agrees(one, cases, gender, listed)}
            # a name of the list may be a town as well: «Хабаровский и Приморский — по 9»
            if agreeing <= {"NOUN"} or (token.text[0].islower() and "NOUN" in agreeing):
                return bool(agreeing)
        at += 1
    return False


def _joins(token: Token) -> bool:
    return token.text == "," or token.lower in conjunctions()


def _agrees(reading: Reading, cases: set[str | None], gender: str, listed: bool) -> bool:
    if reading.pos not in ("NOUN", "ADJF", "PRTF") or reading.case not in cases or "Apro" in reading.tags:
        return False
    return (reading.number == "plur" and listed) or (reading.number == "sing" and reading.gender == gender)
