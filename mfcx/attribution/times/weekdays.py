"""Days of the week, which stand beside a date: «в среду, 14 августа»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from mfcx.attribution.speech.words import speaks
from mfcx.attribution.status import COMMA_MARKS, clause_bounds, status_at, tense_of_clause
from mfcx.document import Token
from mfcx.morphology import lemmas
from mfcx.quantities.periods import TimePhrase
from mfcx.tables import fold, read_table

_BESIDE = 3  # tokens
_ASIDE = 1  # «в субботу, 8 июня»


@cache
def weekdays() -> dict[str, int]:
    """Their numbers by form, 1 for Monday."""
    return {
        fold(row["word"]): int(row["value"])
        for row in read_table("datelines")
        if row["role"] == "weekday" and row["value"]
    }


def weekday_beside(tokens: Sequence[Token], phrase: TimePhrase) -> int | None:
    """Its number, 1 for Monday, where a day of the week stands right before or behind: «14 августа (среда)»."""
    before = [t for t in tokens[max(0, phrase.first - _BESIDE) : phrase.first] if t.text.isalpha()][-1:]
    behind = [t for t in tokens[phrase.last : phrase.last + _BESIDE] if t.text.isalpha()]
    return next((day for token in (*before, *behind) if (day := weekday_at(token)) is not None), None)


def weekday_at(token: Token) -> int | None:
    """«среду» -> 3."""
    return _weekday_of(token.lower)


@lru_cache(maxsize=6_000)
def _weekday_of(form: str) -> int | None:
    known = weekdays()
    return next((known[word] for word in (form, *lemmas(form)) if word in known), None)


def without_idle_weekdays(phrases: Sequence[TimePhrase], tokens: Sequence[Token]) -> Sequence[TimePhrase]:
    """The times of a sentence, but for «в субботу, | 8 июня» and «в субботу сообщили», which name no day by that."""
    if not any(_is_weekday(phrase) for phrase in phrases):
        return phrases
    return [phrase for phrase in phrases if not _is_weekday(phrase) or _names_day(phrase, phrases, tokens)]


def _is_weekday(phrase: TimePhrase) -> bool:
    return phrase.when is not None and phrase.when.unit == "weekday"


def _names_day(phrase: TimePhrase, phrases: Sequence[TimePhrase], tokens: Sequence[Token]) -> bool:
    """«В субботу на ярмарку пришли 900 человек», not what is so every week: «в субботу работают 12 отделений»."""
    others = (other for other in phrases if other is not phrase and other.kind == "date")
    if any(phrase.last <= other.first <= phrase.last + _ASIDE or other.last == phrase.first for other in others):
        return False
    first, last = clause_bounds(tokens, phrase.first, phrase.last, COMMA_MARKS)
    if any(speaks(token) for token in tokens[first:last]):
        return False
    told = tense_of_clause(tokens, first, last) in ("past", "futr")
    return told or status_at(tokens, phrase.first, phrase.last) == "planned"
