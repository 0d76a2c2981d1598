"""Stage 1, days and hours as pages write them: «6 июл 2020, 13:15» is day 6, month 7, year 2020."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mfcx.document import Span
from mfcx.stored import expression
from mfcx.tables import fold, read_table

if TYPE_CHECKING:
    import regex

_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_WORD = expression(r"[^\W\d_]++")
_TIME_HINT = expression(r"\d(?:(?<=в\s\d)|:|\s?ч)")
_MONTH_FIRST = expression(r"\d,?[\s\u00a0]{1,3}\d{4}")
CLOCK = expression(
    r"(?<![\d.])(?:T|в\s+)?(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?:[+-]\d\d:\d\d|Z)?(?!\d)"
    r"|(?<![\d.])в\s+(?:[01]?\d|2[0-3])[.-][0-5]\d(?!\d)"
    r"|(?<![\d.])\d{1,2}\s?ч(?:ас)?\.?\s?\d{2}\s?мин\.?"
)


class Stamp(Struct, frozen=True):
    """A day as it is written; `year` is None in «9 июня», `role` published, updated, today or empty."""

    start: int
    stop: int
    day: int
    month: int
    year: int | None
    role: str = ""

    def to_date(self, year: int | None = None) -> date | None:
        """The calendar day, with a year from elsewhere where the text has none; None for 31 июня."""
        known = self.year or year
        if known is None or not _FIRST_YEAR <= known <= _LAST_YEAR:
            return None
        try:
            return date(known, self.month, self.day)
        except ValueError:
            return None


@cache
def dateline_words(role: str) -> dict[str, str]:
    return {fold(row["word"]): row["value"] for row in read_table("datelines") if row["role"] == role}


def any_of(words: Iterable[str]) -> str:
    """Words as a choice in a pattern, the longer ones first: «года|год|г»."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def abbreviations(role: str) -> str:
    return any_of(word for word, value in dateline_words(role).items() if value == "abbreviation")


@cache
def _date_pattern() -> regex.Pattern[str]:
    months, years, short_year = any_of(dateline_words("month")), any_of(dateline_words("year")), abbreviations("year")
    twice = rf"\d{{1,2}}[\s\u00a0](?:{months})\b"  # «5 мая 20215 мая 2021»: two days run together
    short_end = rf"[\s\u00a0]?(?:{short_year})\b|,?[\s\u00a0](?:\w[\s\u00a0])?\d{{1,2}}:\d\d"  # «5 мая 21 в 10:15»
    return expression(
        rf"""(?xi)
        (?:(?<![\d.,/:+-])|(?<=\p{{L}}[\s\u00a0]\d{{4}}))(?:
            (?P<y1>\d{{4}})[-./](?P<m1>\d{{1,2}})[-./](?P<d1>\d{{1,2}})(?:T(?=\d))?
          | (?P<d2>\d{{1,2}})[-./](?P<m2>\d{{1,2}})(?:[-./](?P<y2>\d{{4}})|[./](?P<y5>[0-3]\d))
            (?:\s?(?:{short_year})\b\.?)?
          | (?P<d3>\d{{1,2}})(?:-?го|th|st|nd)?[\s\u00a0]{{1,3}}(?P<m3>{months})\b[.,]?
            (?:[\s\u00a0]{{0,3}}(?P<y3>\d{{4}})(?:(?!\d)|(?={twice}))(?:[\s\u00a0]?(?:{years})\b\.?)?
              |[\s\u00a0](?P<y6>[0-3]\d)(?={short_end}))?
        )(?:(?!\d)|(?={twice}))
        """
    )


@cache
def _month_first_pattern() -> regex.Pattern[str]:
    months = any_of(dateline_words("month"))
    return expression(
        rf"(?i)\b(?P<m4>{months})\.?[\s\u00a0]{{1,3}}(?P<d4>\d{{1,2}}),?[\s\u00a0]{{1,3}}(?P<y4>\d{{4}})(?!\d)"
    )


@cache
def _hint_pattern() -> regex.Pattern[str]:
    """Cheap: may a day stand in this text? «21 м…» may begin one, «21 о…» may not."""
    starts = "|".join(sorted({word[:2] for word in dateline_words("month")}))
    return expression(rf"(?i)\d(?:[-./]\d|(?:-?го|th|st|nd)?[\s\u00a0]{{1,3}}(?:{starts}))")


def find_stamps(text: str) -> Iterator[Stamp]:
    """Every day written in a short text: «6 июл 2020, 13:15» is day 6, month 7, year 2020."""
    for found in _date_matches(text):
        part = {key[0]: value for key, value in found.groupdict().items() if value is not None}
        month = part["m"] if part["m"].isdigit() else dateline_words("month")[fold(part["m"])]
        year = None if "y" not in part else int(part["y"]) + (2000 if len(part["y"]) == 2 else 0)
        stamp = Stamp(found.start(), found.end(), int(part["d"]), int(month), year)
        if "/" in found.group():
            stamp = _by_weekday(text, stamp)
        if stamp.to_date(2020) is not None:
            yield stamp


def _by_weekday(text: str, stamp: Stamp) -> Stamp:
    """«пт, 06/08/2018» with the month first, where no other reading is a Friday."""
    named = _WORD.findall(text[: stamp.start])
    weekday = dateline_words("weekday").get(fold(named[-1])) if named else None
    day, turned = stamp.to_date(), replace(stamp, day=stamp.month, month=stamp.day)
    other = turned.to_date()
    if weekday is None or other is None or (day is not None and day.isoweekday() == int(weekday)):
        return stamp
    return turned if other.isoweekday() == int(weekday) else stamp


def _date_matches(text: str) -> list[regex.Match[str]]:
    found = list(_date_pattern().finditer(text)) if _hint_pattern().search(text) else []
    if _MONTH_FIRST.search(text):
        found += [
            other
            for other in _month_first_pattern().finditer(text)
            if all(other.end() <= one.start() or one.end() <= other.start() for one in found)
        ]
        found.sort(key=lambda one: one.start())
    return found


def find_times(line: str) -> list[Span]:
    return [Span(found.start(), found.end()) for found in CLOCK.finditer(line)] if _TIME_HINT.search(line) else []


def is_numeric(text: str, stamp: Stamp) -> bool:
    return not any(char.isalpha() for char in text[stamp.start : stamp.stop - 2])
