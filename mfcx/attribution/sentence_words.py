"""What words a sentence holds, looked up once however many figures ask."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from mfcx.attribution.once import once_a_sentence
from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.forms import Forms
from mfcx.tables import fold, read_table, words


def then_at(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """The place of «тогда» among tokens [first, last), but not of «тогда как», «тогда же»."""
    forms, otherwise = words("then"), words("then_otherwise")
    for at in range(first, last):
        if tokens[at].lower in forms and not (at + 1 < len(tokens) and tokens[at + 1].lower in otherwise):
            return at
    return None


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
