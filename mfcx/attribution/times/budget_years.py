"""The year a text without a date was written in, told by the budget that is adopted: that of the year to come."""

from __future__ import annotations

from mfcx.attribution.sentence_words import has_lemma
from mfcx.attribution.status import status_at
from mfcx.attribution.times.anchors import LEAD, times_of, year_named
from mfcx.attribution.times.resolved import is_base
from mfcx.document import Document, Sentence
from mfcx.quantities.periods import TimePhrase

_BUDGET_REACH = 4  # tokens: «бюджет Омской области на …»


def year_of_adoption(document: Document) -> int | None:
    """«Депутаты приняли бюджет на 2026 год» opens a text of 2025, if that tells nothing of 2026 but plans.

    Amendments and reports come when the year is on.
    """
    if document.page.published is not None:
        return None
    body = [sentence for sentence in document.sentences if not sentence.is_title]
    times, told = list(times_of(document)), body[LEAD:]
    opening = ((sentence, phrase) for sentence, phrase in times if sentence not in told)
    coming = max((year_named(phrase.when) for sentence, phrase in opening if _is_adopted(sentence, phrase)), default=0)
    later = any(_is_told(sentence, phrase, coming) for sentence, phrase in times)
    return coming - 1 if coming and not later else None


def _is_adopted(sentence: Sentence, phrase: TimePhrase) -> bool:
    """«утвердили бюджет края на 2026 год»: a whole year, behind its budget."""
    when = phrase.when
    if phrase.role != "at" or when is None or when.unit != "year" or year_named(when) != when.number:
        return False
    if not _is_of_budget(sentence, phrase):
        return False
    forms = [token.lower for token in sentence.tokens if token.text.isalpha()]
    adopting, amending = (any(has_lemma(form, kind) for form in forms) for kind in ("adopt_verb", "amending"))
    return adopting and not amending


def _is_of_budget(sentence: Sentence, phrase: TimePhrase) -> bool:
    before = sentence.tokens[max(0, phrase.first - _BUDGET_REACH) : phrase.first]
    return any(has_lemma(token.lower, "budget_noun") for token in before)


def _is_told(sentence: Sentence, phrase: TimePhrase, year: int) -> bool:
    """Whether a time is of this year or a later one, and neither a plan nor that of a budget."""
    if phrase.role == "at" or is_base(phrase) or year_named(phrase.when) < year or _is_of_budget(sentence, phrase):
        return False
    return status_at(sentence.tokens, phrase.first, phrase.last) != "planned"
