"""Which words of a sentence are denied: «не будут привиты», «не получили доступа», «без прививок», «непривитых»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from mfcx.dictionary import is_known
from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.quantities.forms import Forms

_NOT, _FROM = "не", "от"
_CHAINED = frozenset({"INFN", "PRTS", "ADJS"})  # «не удалось открыть», «не будут привиты»
_DENIABLE = frozenset({"VERB", "INFN", "GRND", "PRED", *_CHAINED, "PRTF"})
_BETWEEN = frozenset({"ADVB", "PRCL"})
_QUALIFIERS = frozenset({"ADJF", "PRTF"})
_OBJECT_CASES = frozenset({"accs", "gent"})


def _without_not(form: str) -> str | None:
    """«непривитых» -> «привитых»; None for «недели», «небольших»."""
    rest = form.removeprefix(_NOT)
    if rest == form or not rest.isalpha() or not is_known(rest):
        return None
    return rest if any(r.pos in ("PRTF", "PRTS") for r in readings(rest)) else None


_WITHOUT_NOT = Forms(_without_not)


def affirmed(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], frozenset[int]] | None:
    """The sentence with «привитых» for «непривитых», and where; None for most, which deny no participle so."""
    forms = {at: _WITHOUT_NOT[token.lower] for at, token in enumerate(tokens) if token.lower.startswith(_NOT)}
    places = frozenset([at for at, form in forms.items() if form is not None])
    if not places:
        return None
    return tuple([replace(t, lower=forms[at]) if at in places else t for at, t in enumerate(tokens)]), places


def denied_by_not(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """What «не» at a place denies: the verbs behind it, and what they are done to, «не смогли | получить | доступ»."""
    before = at - 1
    at += 1
    if at == len(tokens) or readings(tokens[at].lower)[0].pos not in _DENIABLE:
        return
    yield at
    while (following := _chained(tokens, at + 1)) is not None:
        at = following
        yield at
    yield from _noun(tokens, at + 1, _OBJECT_CASES)
    yield from _noun_before(tokens, before, _OBJECT_CASES)


def lacked(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """What is not there by «без» or «отказаться» at a place: «без новых | прививок», «отказались от | прививок»."""
    yield from _noun(tokens, at + 1, _OBJECT_CASES)
    yield from _noun_before(tokens, at - 1, _OBJECT_CASES)


def _chained(tokens: Sequence[Token], at: int) -> int | None:
    """The infinitive or short form that goes on with a denied verb: «не удалось вовремя | привить»."""
    while at < len(tokens) and readings(tokens[at].lower)[0].pos in _BETWEEN:
        at += 1
    return at if at < len(tokens) and readings(tokens[at].lower)[0].pos in _CHAINED else None


def _noun(tokens: Sequence[Token], at: int, cases: frozenset[str]) -> Iterator[int]:
    """The noun that begins at a place, past its preposition and adjectives, if it is in one of the cases."""
    if at < len(tokens) and readings(tokens[at].lower)[0].pos == "PREP":
        at += 1
    while at < len(tokens) and readings(tokens[at].lower)[0].pos in _QUALIFIERS:
        at += 1
    if at < len(tokens) and any(r.pos == "NOUN" and r.case in cases for r in readings(tokens[at].lower)):
        yield at


def _noun_before(tokens: Sequence[Token], at: int, cases: frozenset[str]) -> Iterator[int]:
    """The noun at a place, if it is an object before its verb: «прививку | не сделали», «от прививок | отказались»."""
    if at < 0 or not any(r.pos == "NOUN" and r.case in cases for r in readings(tokens[at].lower)):
        return
    first = at
    while first > 0 and readings(tokens[first - 1].lower)[0].pos in _QUALIFIERS:
        first -= 1
    before = tokens[first - 1].lower if first > 0 else ","
    governed = readings(before)[0].pos in ("NOUN", "PREP")
    if before == _FROM or (not governed and readings(tokens[at].lower)[0].case in cases):
        yield at
