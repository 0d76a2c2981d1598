"""«Цены на хлеб и молоко поднялись на 5 % и 9 % соответственно»: which of two things each of two figures is told of."""

from __future__ import annotations

from msgspec.structs import replace

from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.forms import RESPECTIVELY, label_words, noun_in
from mfcx.attribution.labels.noun_phrases import Phrase, first_modifier, render, surface
from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.tables import words

# how far from a figure «соответственно» may stand
_REACH = 9


def place_in_pair(clause: Clause) -> int | None:
    """«на 3 % и 5 % соответственно»: which of two a figure is told of, the first (0) or the second (1)."""
    q = clause.quantity
    if not clause.marks.holds(RESPECTIVELY):
        return None
    near = clause.marks.forms[max(0, q.first - _REACH) : q.last + _REACH]
    if not any(form & RESPECTIVELY for form in near):
        return None
    return int(any(t.lower in words("and") for t in clause.tokens[max(0, q.first - 2) : q.first]))


def one_of_pair(clause: Clause, pair: Phrase) -> str | None:
    """«добыча угля и руды … на 3 % и 5 % соответственно» -> «добыча угля», «добыча руды»."""
    tokens, place = clause.tokens, place_in_pair(clause)
    if place is None:
        return None
    if pair.last < len(tokens) and tokens[pair.last].lower in words("and"):
        return _other_of_pair(clause, pair, place)
    joints = [at for at in range(pair.head + 1, pair.last) if tokens[at].lower in words("and")]
    if len(joints) != 1:
        return None
    first, joint = first_modifier(tokens, joints[0] - 1, clause.blocked), joints[0]
    if place == 0 or first <= pair.head:
        return render(tokens, replace(pair, last=joint), "nomn") if place == 0 else None
    return f"{render(tokens, replace(pair, last=first), 'nomn')} {surface(tokens, joint + 1, pair.last)}"


def _other_of_pair(clause: Clause, pair: Phrase, place: int) -> str | None:
    """A pair parted by «и» behind a whole phrase: «доходы и расходы бюджета», «цены на хлеб и молоко»."""
    tokens, at = clause.tokens, pair.last + 1
    other = clause.subject(at, clause.marks.stretch(at, at)[1])
    if other is None or other.first != at:
        return None
    said = render(tokens, pair, "nomn")
    inside = [i for i in range(pair.head + 1, pair.last) if tokens[i].lower in label_words("inside")]
    if inside and noun_in(tokens[other.head], *_cases_of(tokens[pair.last - 1])) is not None:
        head = render(tokens, replace(pair, last=pair.head + 1), "nomn")
        shared = surface(tokens, pair.head + 1, inside[0] + 1)
        return f"{head} {shared} {surface(tokens, at, other.last)}" if place else said
    if place:
        return render(tokens, other, "nomn")
    return said if pair.last > pair.head + 1 else f"{said} {surface(tokens, other.head + 1, other.last)}".strip()


def _cases_of(token: Token) -> tuple[str, ...]:
    """The cases of a noun behind its preposition: «(на) хлеб» -> the accusative."""
    return tuple(r.case for r in readings(token.lower) if r.pos == "NOUN" and r.case not in (None, "nomn"))
