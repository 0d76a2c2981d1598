"""Opening hours told in words: «с 9 до 18 часов», «семь дней в неделю»."""

from __future__ import annotations

from collections.abc import Iterator

from mfcx.document import Numeral
from mfcx.morphology import lemmas
from mfcx.quantities.uncounted.marked_row import Row, cues, hour_words
from mfcx.stored import expression

_CLOCK = expression(r"([01]?\d|2[0-4])[.]([0-5]\d)")
_HOUR = expression(r"[01]?\d|2[0-4]")
_MINUTES = expression(r"[0-5]\d")
_EARLY = 6  # o'clock: offices open no sooner


def by_schedule(row: Row) -> Iterator[Numeral]:
    """«с 9 до 18 часов», «с 8:00 до 20:00», «24 часа в сутки», «семь дней в неделю»."""
    for at in row.hours:
        stop = _opening_hours(row, at) if row.lower(at - 1) in cues("from") else None
        if stop is not None and not _changes(row, at - 1):
            yield row.span(at, stop, "schedule")
        if _per_week(row, at + 1) and (number := _hour(row, at)) is not None and number[0] == at + 1:
            yield row.span(at, at + 1, "schedule")


def _changes(row: Row, index: int) -> bool:
    """«сократилось с 9 до 5 часов» is no schedule."""
    return any(lemmas(row.lower(at)) & cues("change") for at in range(max(0, index - 6), index))


def _hour(row: Row, at: int) -> tuple[int, int, bool] | None:
    """An hour of the day: where it ends, the hour, whether written with minutes."""
    text = row.lower(at)
    clock = _CLOCK.fullmatch(text)
    if clock:
        return at + 1, int(clock.group(1)), True
    if _HOUR.fullmatch(text):
        if row.lower(at + 1) == ":" and _MINUTES.fullmatch(row.lower(at + 2)):
            return at + 3, int(text), True
        return at + 1, int(text), False
    hour = hour_words().get(text)
    return None if hour is None else (at + 1, hour, False)


def _opening_hours(row: Row, at: int) -> int | None:
    opens = _hour(row, at)
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
