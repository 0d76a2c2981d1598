"""Answers of an interview: «– Сколько у вас окон? – Двенадцать», where the question names what the number counts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from mfcx.document import DASHES, Token
from mfcx.morphology import readings
from mfcx.quantities.counted.masses import measures_money
from mfcx.quantities.limits.bounds import find_bound_before
from mfcx.quantities.limits.rates import find_rate_asked
from mfcx.quantities.scene import ROUBLE, Scene, lower
from mfcx.quantities.unit_table import unit_kind
from mfcx.tables import words

_REACH = 6  # tokens between «сколько» and the noun: «Сколько в вашем районе окон»
_SMALL_WORDS = frozenset({"ADVB", "PRCL", "CONJ", "PREP", "NPRO", "INTJ"})
_OPENS_PHRASE = frozenset({"PREP", "ADVB"})
_OF_PHRASE = frozenset({"PREP", "NOUN", "ADJF", "NPRO", "ADVB"})
_GOES_ON = frozenset({"PREP", "CONJ", "PRCL"})


def noun_asked(scene: Scene, i: int) -> str | None:
    """«– 430, в том числе …», «В среднем 340.»: a number that opens the answer counts what was asked for.

    «– А какая зарплата? – 38 тысяч» is of money.
    """
    if i or not _opens_answer(scene, scene.drafts[0].first) or not _stands_alone(scene, scene.drafts[0].last):
        return None
    question = scene.recall().question
    asks = next((at for at, token in enumerate(question) if token.lower in words("how_many")), None)
    if asks is None:
        return ROUBLE if scene.drafts[0].is_scaled(scene.tokens) and any(_is_of_money(t) for t in question) else None
    return _many_of(question[asks + 1 : asks + 1 + _REACH])


def _is_of_money(token: Token) -> bool:
    """«зарплата», what is asked about, not «о зарплатах»."""
    top = readings(token.lower)[0] if token.text.isalpha() else None
    return top is not None and (top.pos, top.case) == ("NOUN", "nomn") and measures_money(top.lemma)


def rate_asked(scene: Scene) -> str | None:
    """«– Сколько людей приходит за день? – | 300»: an answer that takes its noun from the question takes its rate."""
    noun = noun_asked(scene, 0)
    return find_rate_asked(scene.recall().question) if noun is not None and noun == scene.drafts[0].name else None


def _many_of(tokens: Sequence[Token]) -> str | None:
    """«(сколько) у вас | сотрудников»: a genitive plural; «сколько времени», «сколько лет» ask for something else."""
    for token in takewhile(lambda token: token.text.isalpha(), tokens):
        found = readings(token.text)[:3]
        noun = next((r for r in found if (r.pos, r.case, r.number) == ("NOUN", "gent", "plur")), None)
        if noun is not None:
            return None if unit_kind(noun.lemma) == "time" else noun.lemma
        if found[0].pos in ("VERB", "NOUN") and found[0].case not in ("gent", "loct"):
            return None
    return None


def _opens_answer(scene: Scene, stop: int) -> bool:
    """Whether nothing but small words stand before the number, or where: «– Сейчас у нас | 24», «– В Твери – | 12»."""
    return all(_says_little(scene, at) for at in range(stop)) or _says_where(scene, stop)


def _says_where(scene: Scene, stop: int) -> bool:
    """«– В областной центр – | около 900»: a phrase with a preposition, no verb in it, and a dash."""
    tokens = scene.tokens
    bound = find_bound_before(tokens, stop)
    dash = (bound.first if bound else stop) - 1
    first = next((at for at in range(dash) if tokens[at].text.isalpha()), dash)
    opens = tokens[dash].text in DASHES and _pos(tokens[first].lower) in _OPENS_PHRASE
    if not opens or not 1 < dash - first <= _REACH:
        return False
    return all(t.text.isalpha() and _pos(t.lower) in _OF_PHRASE for t in tokens[first:dash])


def _says_little(scene: Scene, at: int) -> bool:
    form = lower(scene.tokens, at)
    return at in scene.times or not form.isalpha() or form in words("on_average") or _pos(form) in _SMALL_WORDS


def _stands_alone(scene: Scene, at: int) -> bool:
    form = lower(scene.tokens, at)
    return not form.isalpha() or _pos(form) in _GOES_ON


def _pos(form: str) -> str | None:
    return readings(form)[0].pos
