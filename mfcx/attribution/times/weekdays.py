"""Days of the week, which stand beside a date: «в среду, 14 августа»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from mfcx.document import Token
from mfcx.morphology import lemmas
from mfcx.quantities.periods import TimePhrase
from mfcx.tables import fold, read_table

_BESIDE = 3  # tokens


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
