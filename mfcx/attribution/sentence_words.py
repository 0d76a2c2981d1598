"""What words a sentence holds, looked up once however many figures ask."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from mfcx.attribution.once import once_a_sentence
from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.forms import Forms
from mfcx.quantities.limits.rates import is_time_unit
from mfcx.tables import fold, read_table, words

_NAME_REACH = 6  # tokens of a name with its quotes
_QUOTES = frozenset('«»„“”"')


def then_at(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """The place of «тогда» among tokens [first, last), but not of «тогда как», «тогда же»."""
    forms, otherwise = words("then"), words("then_otherwise")
    for at in range(first, last):
        if tokens[at].lower in forms and not (at + 1 < len(tokens) and tokens[at + 1].lower in otherwise):
            return at
    return None


def tells_no_earlier_time(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«прежде | всего», «раньше | срока», «не | раньше», «на 10 дней | раньше»: tokens [first, last) tell an order.

    «раньше выдавали 8», «прежде в клубе» tell of a time gone by.
    """
    behind = tokens[last].lower if last < len(tokens) else ""
    if behind in words("earlier_than") or (first and tokens[first - 1].lower in words("not")):
        return True
    return first > 1 and tokens[first - 2].text[0].isdecimal() and _is_length_of_time(tokens[first - 1].lower)


@lru_cache(maxsize=6_000)
def _is_length_of_time(form: str) -> bool:
    return any(is_time_unit(lemma) for lemma in lemmas(form))


def says(tokens: Sequence[Token], forms: frozenset[str]) -> bool:
    """Whether one of these folded forms is in a sentence; most often none is, and nothing else need be asked."""
    return not forms.isdisjoint(_forms_in(tokens))


@once_a_sentence
def _forms_in(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset([token.lower for token in tokens])


def has_lemma(form: str, kind: str) -> bool:
    """Whether a folded form is of a word in a class of lemmas: has_lemma(«который», "who_relative")."""
    return kind in _CLASSES[form]


@cache
def _classes_by_word() -> dict[str, list[str]]:
    known: dict[str, list[str]] = {}
    for row in read_table("word_classes"):
        for word in row["forms"].split("|"):
            known.setdefault(fold(word), []).append(row["class"])
    return known


def _classes_of(form: str) -> frozenset[str]:
    """The classes that a lemma of a form is in: one question for all of them, and most forms are in none."""
    known = _classes_by_word()
    return frozenset([kind for lemma in lemmas(form) for kind in known.get(lemma, ())])


_CLASSES = Forms(_classes_of)


@lru_cache(maxsize=6_000)
def is_finite(form: str) -> bool:
    """«открыли», not «открыв» nor «открыты»."""
    return form.isalpha() and readings(form)[0].pos == "VERB"


@lru_cache(maxsize=6_000)
def is_comparative(form: str) -> bool:
    """«больше», «выше»."""
    return form.isalpha() and readings(form)[0].pos == "COMP"


def is_in_name(tokens: Sequence[Token], at: int) -> bool:
    """«в рамках акции «Сохраним лес»»: the verb of a name tells nothing; speech stands behind a colon or comma."""
    opened = next((i for i in range(at - 1, max(0, at - _NAME_REACH), -1) if tokens[i].text in _QUOTES), None)
    if opened is None or not tokens[opened - 1].text.isalpha():
        return False
    opens = tokens[opened - 1].stop < tokens[opened].start and tokens[opened].stop == tokens[opened + 1].start
    return opens and any(token.text in _QUOTES for token in tokens[at + 1 : opened + _NAME_REACH])


def will_be(tokens: Sequence[Token], told: Sequence[int]) -> bool:
    """«будет | построено», «будут ещё | открыты»: of the tokens that tell a tense the first is «будет»."""
    first = readings(tokens[told[0]].lower)[0]
    future = "futr" in first.tags and first.lemma in words("to_be")
    return future and any(is_done(tokens[at].lower) for at in told[1:])


def is_done(form: str) -> bool:
    """«построено», «открыты»."""
    return readings(form)[0].pos == "PRTS"


def was_expected(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«рассчитывали на 800», «планировалось сдать», «должны были сдать»: tokens [first, last) tell a plan of the past.

    What came of it may be known by now.
    """
    forms = [token.lower for token in tokens[first:last]]
    if any(has_lemma(form, "expecting_verb") and _is_past_verb(form) for form in forms):
        return True
    return any(has_lemma(form, "due") and _is_past_verb(behind) for form, behind in pairwise(forms))


@lru_cache(maxsize=6_000)
def _is_past_verb(form: str) -> bool:
    return form.isalpha() and readings(form)[0].tags >= {"VERB", "past"}


def opens_comparison(tokens: Sequence[Token]) -> bool:
    """«Для сравнения: в октябре было 16 тысяч», but «Для сравнения, в Туле их 60» is a fact of today."""
    return tuple([token.lower for token in tokens[:2]]) in _comparison_openings()


@cache
def _comparison_openings() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in words("comparison_opening"))
