"""Dates in digits: «25.08.2025», «2024-05-31»."""

from __future__ import annotations

from mfcx.quantities.periods.lexicon import Words
from mfcx.quantities.periods.numbers import YEARS
from mfcx.quantities.periods.when import When
from mfcx.quantities.periods.years import THIS_CENTURY, Found, read_year_head
from mfcx.stored import expression

DOTTED = expression(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")


def read_numeric_date(words: Words, at: int) -> Found | None:
    """«25.08.2025», «27.07.10 г.», «2024-05-31», «01/06/2024»."""
    parts = _dotted_parts(words, at) or _separated_parts(words, at)
    if parts is None:
        return None
    day, month, year, stop = parts
    if not (1 <= day <= 31 and 1 <= month <= 12 and year in YEARS):
        return None
    head = read_year_head(words, stop)
    when = When("day", day, of=When("month", month, of=When("year", year)))
    return when, head[1] if head else stop


def _dotted_parts(words: Words, at: int) -> tuple[int, int, int, int] | None:
    match = DOTTED.fullmatch(words.text(at))
    if match is None:
        return None
    year = int(match[3])
    if len(match[3]) == 2:
        year += 2000 if year < THIS_CENTURY else 1900
    return int(match[1]), int(match[2]), year, at + 1


def _separated_parts(words: Words, at: int) -> tuple[int, int, int, int] | None:
    marks = {words.lowers[at + 1], words.lowers[at + 3]}
    if len(marks) > 1:
        return None
    first, second, third = (words.text(at + step) for step in (0, 2, 4))
    if not all(part.isascii() and part.isdigit() for part in (first, second, third)) or len(second) != 2:
        return None
    if marks == {"-"} and len(first) == 4 and len(third) == 2:
        return int(third), int(second), int(first), at + 5
    if marks == {"/"} and len(first) == 2 and len(third) == 4:
        return int(first), int(second), int(third), at + 5
    return None
