"""The word for one: mostly an article («на одном пожаре»), but a count beside counts or for a length of time.

«12 школ, одно училище и два вокзала»; «документ готовят за один день»; «по три в городах, по одному в сёлах».
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from mfcx.document import DASHES, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.changes.cues import tells_change
from mfcx.quantities.inherited.elsewhere import befalls, is_hurt
from mfcx.quantities.limits.bounds import find_bound_before
from mfcx.quantities.limits.rates import is_time_unit
from mfcx.quantities.numerals.reader import Number
from mfcx.quantities.scene import TIMES, lower
from mfcx.quantities.units import find_counted
from mfcx.tables import fold, words

_ONE = Decimal(1)
_COPULA_REACH = 3
_LIST_REACH = 12  # tokens between two counts of a list: «26 фельдшерско-акушерских пунктов района, одно …»
_CLAUSE_MARKS = frozenset(",;:—–()")
_IN_PHRASE = frozenset({"NOUN", "ADJF", "PRTF", "PREP"})


def is_one(number: Number) -> bool:
    """Whether a number is the word for one alone: «один», not «1» or «один миллион»."""
    plain = number.kind in ("cardinal", "pronoun") and number.multiplier is None
    return plain and number.value == 1 and not number.digits


def find_counted_ones(tokens: Sequence[Token], numbers: Sequence[Number], said: Sequence[int]) -> frozenset[int]:
    """Which of the numbers that say one count: 1 in «два водителя и одна женщина»; `said` is where they are."""
    if not said:
        return frozenset()
    shared_out = [i for i, n in enumerate(numbers) if lower(tokens, n.first - 1) in words("distributive")]
    counted = set()
    for i in said:
        number = numbers[i]
        beside = [numbers[k] for k in (i - 1, i + 1) if 0 <= k < len(numbers)]
        shared = i in shared_out and len(shared_out) > 1 and _gives(tokens[number.first])
        alone = number.kind != "pronoun" and (_counts_alone(tokens, number) or _lasts(tokens, number, beside))
        if shared or alone or (beside and _grew_since(tokens, number, beside[-1])):
            counted.add(i)
    cardinals = {i for i in said if numbers[i].kind != "pronoun"}
    for i in {at for one in cardinals for at in (one - 1, one)}:
        if 0 <= i < len(numbers) - 1 and _listed(tokens, numbers[i], numbers[i + 1]):
            counted |= {i, i + 1} & cardinals
    return frozenset(counted)


def _grew_since(tokens: Sequence[Token], number: Number, following: Number) -> bool:
    """«был один центр, сейчас — | 28», «имелась одна касса, а теперь | 7»: how many there were once."""
    told = words("was") | words("had")
    if following.first < number.first or lower(tokens, number.first - 1) not in told:
        return False
    unit = find_counted(tokens, number.last, _ONE)
    between = [t.lower for t in tokens[unit.last : following.first]] if unit is not None else []
    marks = words("joint") | words("contrast") | words("now") | DASHES
    return bool(between) and between[0] == "," and any(w in words("now") for w in between) and marks.issuperset(between)


def _gives(token: Token) -> bool:
    return any(r.case == "datv" for r in readings(token.lower))


def _counts_alone(tokens: Sequence[Token], number: Number) -> bool:
    if number.last > number.first and tokens[number.first].stop > number.stop:
        return True  # «один-два офиса»
    before = lower(tokens, number.first - 1)
    if before in words("only"):
        return not (before in words("more") and _is_no_count(tokens, number))
    if find_bound_before(tokens, number.first) is not None:
        return True
    return _said_to_be(tokens, number) or _happens(tokens, number) or _befalls_one(tokens, number)


def _is_no_count(tokens: Sequence[Token], number: Number) -> bool:
    """«ещё одна забота» opens a thought, «помогли ещё одному» is the next of a row, «стал ещё одним» names it."""
    unit = find_counted(tokens, number.last, _ONE)
    opens = number.first < 2 or not tokens[number.first - 2].text[0].isalnum()
    if unit is not None and (fold(unit.name) in words("abstract_one") or (opens and _is_told_to_be(tokens, unit.last))):
        return True
    if unit is not None and readings(tokens[unit.head].lower)[0].case == "ablt":
        return _has_copula(tokens, number.first) or _precedes_copula(tokens, unit.last)
    return _gives(tokens[number.first]) and lower(tokens, number.first - 2) not in words("distributive")


def _is_told_to_be(tokens: Sequence[Token], at: int) -> bool:
    """«Ещё один объект района | — новый мост», «| — отремонтировать мост»; not «Ещё один мост | — в Ржеве»."""
    while at < len(tokens) and any(r.case == "gent" for r in readings(tokens[at].lower)):
        at += 1
    if at + 1 >= len(tokens) or tokens[at].text not in DASHES:
        return False
    at += 1
    while at < len(tokens) and any(r.pos in ("ADJF", "PRTF") and r.case == "nomn" for r in readings(tokens[at].lower)):
        at += 1
    return at < len(tokens) and any(
        r.pos == "INFN" or (r.pos == "NOUN" and r.case == "nomn") for r in readings(tokens[at].lower)[:2]
    )


def _has_copula(tokens: Sequence[Token], at: int) -> bool:
    """«Центр стал ещё | одним адресом»."""
    before = [token for token in tokens[max(0, at - _COPULA_REACH) : at] if token.text.isalpha()]
    return any(not words("copula").isdisjoint(lemmas(token.lower)) for token in before)


def _precedes_copula(tokens: Sequence[Token], at: int) -> bool:
    """«Ещё одним адресом центра | стал вокзал»."""
    while at < len(tokens) and any(r.case == "gent" for r in readings(tokens[at].lower)):
        at += 1
    return not words("copula").isdisjoint(lemmas(lower(tokens, at)))


def _happens(tokens: Sequence[Token], number: Number) -> bool:
    """«один раз выезжали», but «за один раз»."""
    if lower(tokens, number.first - 1) in words("bound_preposition"):
        return False
    unit = find_counted(tokens, number.last, _ONE)
    return unit is not None and unit.name == TIMES and unit.head == number.last


def _befalls_one(tokens: Sequence[Token], number: Number) -> bool:
    """«один человек погиб», «одна женщина получила травмы», «18 ранены, один – погиб»."""
    if not any(r.case == "nomn" for r in readings(tokens[number.first].lower)):
        return False
    unit = find_counted(tokens, number.last, _ONE)
    if unit is not None and not any("anim" in r.tags for r in readings(tokens[unit.head].lower)):
        return False
    at = unit.last if unit is not None else number.last
    at += at < len(tokens) and tokens[at].text in DASHES
    return befalls(lower(tokens, at), one=True) or is_hurt(tokens, at)


def _lasts(tokens: Sequence[Token], number: Number, beside: Sequence[Number]) -> bool:
    """«готовят за один день» is how long; «за одну смену принимают 250 посетителей» what the count is of."""
    at = number.first - 1
    if lower(tokens, at) not in words("span_of_one") and not (_is_shifted(tokens, at) or _takes_time(tokens, at)):
        return False
    unit = find_counted(tokens, number.last, _ONE)
    if unit is None or not is_time_unit(unit.name):
        return False
    gaps = (tokens[n.last : number.first] if n.first < number.first else tokens[unit.last : n.first] for n in beside)
    return all(any(t.text in _CLAUSE_MARKS for t in gap) for gap in gaps)


def _takes_time(tokens: Sequence[Token], at: int) -> bool:
    """«приём занимает | один час», «срок выдачи – | один день», «срок составляет | один день»."""
    if at < 1 or not words("verb_of_spending").isdisjoint(lemmas(tokens[at].lower)):
        return at > 0
    is_level = words("level_verb") | words("verb_of_level")
    told = tokens[at].text in DASHES or not is_level.isdisjoint(lemmas(tokens[at].lower))
    clause = itertools.takewhile(lambda token: token.text not in _CLAUSE_MARKS, reversed(tokens[:at]))
    return told and any(not words("duration").isdisjoint(lemmas(token.lower)) for token in clause)


def _is_shifted(tokens: Sequence[Token], at: int) -> bool:
    """«день сократят | на один час», «приём продлили | на одну неделю»."""
    return at > 0 and tokens[at].lower in words("by") and tells_change(tokens[at - 1].lower)


def _said_to_be(tokens: Sequence[Token], number: Number) -> bool:
    """«в селе работает один офис», «погиб один человек», «принят один врач»: a verb that says how many there are."""
    at = number.first - 1
    if at < 0 or (words("counts_one").isdisjoint(lemmas(tokens[at].lower)) and not _was_done(tokens, number)):
        return False
    return any(r.case in ("nomn", "accs") for r in readings(tokens[number.first].lower))


def _was_done(tokens: Sequence[Token], number: Number) -> bool:
    """«исключён | один врач»: done to how many; «поставлена одна задача» counts nothing."""
    if readings(tokens[number.first - 1].lower)[0].pos != "PRTS":
        return False
    unit = find_counted(tokens, number.last, _ONE)
    return unit is not None and unit.head == number.last and fold(unit.name) not in words("abstract_one")


def _listed(tokens: Sequence[Token], left: Number, right: Number) -> bool:
    """Whether two numbers count side by side: only one noun phrase and a joint stand between them."""
    between = tokens[left.last : right.first]
    if left.value is None or right.value is None or not 2 <= len(between) <= _LIST_REACH:
        return False
    prepositions = words("bound_preposition")
    if between[-1].lower in prepositions and between[-1].lower == lower(tokens, left.first - 1):
        between = between[:-1]
    elif lower(tokens, left.first - 1) in prepositions and is_one(left):
        return False  # «на одном пожаре, 2 человека»
    joints = words("joint")
    if not between or between[-1].lower not in joints:
        return False
    phrase = between[:-1]
    if not phrase or not any(r.pos in _IN_PHRASE for r in readings(phrase[0].text)[:2]):
        return False
    return all(_in_phrase(token) for token in phrase) and any(
        r.pos == "NOUN" for token in phrase for r in readings(token.text)[:1]
    )


def _in_phrase(token: Token) -> bool:
    return not token.text.isalpha() or readings(token.text)[0].pos in _IN_PHRASE
