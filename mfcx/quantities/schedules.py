"""Opening hours told in words: «с 9 до 18 часов», «семь дней в неделю»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from mfcx.document import Numeral
from mfcx.morphology import lemmas
from mfcx.quantities.marked_row import Row, cues
from mfcx.tables import read_table

_EARLY = 6  # o'clock: offices open no sooner


def by_schedule(row: Row) -> Iterator[Numeral]:
    """«с 9 до 18 часов», «с 8:00 до 20:00», «24 часа в сутки», «семь дней в неделю»."""
    for index in range(len(row.tokens)):
        stop = _opening_hours(row, index) if row.lower(index) in cues("from") else None
        if stop is not None and not _changes(row, index):
            yield row.span(index + 1, stop, "schedule")
        if (number := _hour(row, index)) is not None and number[0] == index + 1 and _per_week(row, index + 1):
            yield row.span(index, index + 1, "schedule")


def _changes(row: Row, index: int) -> bool:
    """«сократилось с 9 до 5 часов» is no schedule."""
    return any(lemmas(row.lower(at)) & cues("change") for at in range(max(0, index - 6), index))


def _hour(row: Row, at: int) -> tuple[int, int, bool] | None:
    """An hour of the day: where it ends, the hour, whether written with minutes."""
    text = row.lower(at)
    clock = regex.fullmatch(r"([01]?\d|2[0-4])[.]([0-5]\d)", text)
    if clock:
        return at + 1, int(clock.group(1)), True
    if regex.fullmatch(r"[01]?\d|2[0-4]", text):
        if row.lower(at + 1) == ":" and regex.fullmatch(r"[0-5]\d", row.lower(at + 2)):
            return at + 3, int(text), True
        return at + 1, int(text), False
    hour = hour_words().get(text)
    return None if hour is None else (at + 1, hour, False)


@cache
def hour_words() -> dict[str, int]:
    """Hours that are one word: «девяти» -> 9."""
    found = {}
    for row in read_table("numerals"):
        if row["kind"] == "cardinal" and 1 <= int(row["value"]) <= 20:
            for case in ("nomn", "gent"):
                found.update({form: int(row["value"]) for form in row[case].split("|")})
    return found


def _opening_hours(row: Row, index: int) -> int | None:
    opens = _hour(row, index + 1)
    if opens is None:
        return None
    at = opens[0]
    spoken = _says_hour(row, at)
    at += spoken
    if row.lower(at) not in cues("to") or (closes := _hour(row, at + 1)) is None:
        return None
    told = opens[2] and closes[2] or spoken or _says_hour(row, closes[0])
    evening = row.lower(closes[0]) in cues("late_hours")
    if not (opens[2] or spoken or opens[1] >= _EARLY):  # «с 2 до 5 часов» is how long
        return None
    if not told or not (opens[1] < closes[1] or evening or spoken) or row.lower(closes[0]) == "%":
        return None
    return closes[0]


def _says_hour(row: Row, at: int) -> bool:
    word = row.lower(at)
    return word in cues("hours") or word.isalpha() and bool(lemmas(word) & cues("hours"))


def _per_week(row: Row, at: int) -> bool:
    if row.lower(at + 1) != "в" or not row.lower(at).isalpha():
        return False
    unit, whole = lemmas(row.lower(at)), lemmas(row.lower(at + 2))
    return bool(unit & cues("schedule_unit")) and bool(whole & cues("schedule_whole"))
