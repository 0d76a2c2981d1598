"""Calendar arithmetic: stretches of days by year, month and part of them; knows nothing of an article."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from mfcx.quantities.periods.when import When

MONTHS = {"quarter": 3, "half": 6, "month": 1}
_SEASON_STARTS = {1: 12, 2: 3, 3: 6, 4: 9}  # the winter begins in December of the year before


class Whole(NamedTuple):
    """An interval with both ends: «2020 год» -> 2020-01-01…2020-12-31."""

    start: date
    end: date


def whole_year(year: int) -> Whole:
    """1 January to 31 December: «2020 год»."""
    return Whole(date(year, 1, 1), date(year, 12, 31))


def is_whole_year(span: Whole) -> bool:
    """Whether a stretch is one calendar year: «за 2019 год»."""
    return span == whole_year(span.start.year)


def months_from(index: int, length: int) -> Whole:
    """`length` months from the month of this index (year * 12 + month - 1)."""
    first, last = divmod(index, 12), divmod(index + length - 1, 12)
    return Whole(date(first[0], first[1] + 1, 1), month_end(last[0], last[1] + 1))


def first_months(year: int, months: int) -> Whole:
    """The year as far as it is told: «первые 8 месяцев»."""
    return months_from(year * 12, months)


def month_end(year: int, month: int) -> date:
    """The last day of a month: «29 февраля» of 2024."""
    return date(year, month, monthrange(year, month)[1])


def in_year(when: When, year: int) -> Whole | None:
    """A time inside this year: «июнь», «I квартал», «первые девять месяцев», «25 августа»."""
    if when.of is not None and when.of.unit != "year":
        around = in_year(when.of, year)
        return None if around is None else in_month(when, around)
    if when.unit in MONTHS:
        return _numbered_months(when, year) if when.number is not None else _counted_months(when, year)
    if when.unit == "season" and when.number is not None:
        start = _SEASON_STARTS[when.number]
        return months_from(year * 12 + start - 1 - (12 if when.number == 1 else 0), 3)
    return whole_year(year) if when.unit == "year" else None


def _numbered_months(when: When, year: int) -> Whole:
    length = MONTHS[when.unit]
    assert when.number is not None
    last = when.number if when.number_to is None else when.number_to
    start = year * 12 + (when.number - 1) * length
    if last < when.number:  # «с ноября по март»: the year named is that of the end
        start -= 12
        last += 12 // length
    return months_from(start, (last - when.number + 1) * length)


def _counted_months(when: When, year: int) -> Whole | None:
    months = (when.count or 0) * MONTHS[when.unit]
    if when.relation == "latest" and 1 <= months <= 12:
        return months_from(year * 12 + 12 - months, months)
    counted = when.relation in (None, "first", "that", "same", "this", "last")
    return first_months(year, months) if 1 <= months <= 12 and counted else None


def in_year_or_none(when: When, year: int) -> Whole | None:
    """A time inside this year, None where the year has no such day: «29 февраля»."""
    try:
        return in_year(when, year)
    except ValueError:  # 29 February
        return None


def in_month(when: When, month: Whole) -> Whole | None:
    """A time inside this month: «25 августа», «первая декада июня», «10 дней сентября»."""
    start = month.start
    if when.unit == "day" and when.number is not None:
        return Whole(start.replace(day=when.number), start.replace(day=when.number_to or when.number))
    if when.unit == "day" and when.count and when.relation in (None, "first"):
        return Whole(start, start.replace(day=when.count))
    if when.unit == "day" and when.count and when.relation == "latest":
        return Whole(month.end - timedelta(days=when.count - 1), month.end)
    if when.unit == "ten_days" and when.number is not None:
        last = when.number if when.number_to is None else when.number_to
        end = month.end if last == 3 else start.replace(day=last * 10)
        return Whole(start.replace(day=when.number * 10 - 9), end)
    return None


def half_of(around: Whole, number: int, unit: str) -> Whole | None:
    """One half of a larger time: «вторая половина июля» is 16 to 31 July."""
    if unit == "year":
        return months_from(around.start.year * 12 + (number - 1) * 6, 6)
    if unit != "month":
        return None
    middle = around.start.replace(day=15)
    return Whole(around.start, middle) if number == 1 else Whole(middle + timedelta(days=1), around.end)


def months_in(unit: str) -> int:
    """How many months a unit lasts, 0 for one shorter: «год» 12, «квартал» 3, «неделя» 0."""
    return 12 if unit == "year" else MONTHS.get(unit, 0)


def first_of(span: Whole, unit: str) -> Whole | None:
    """The year, half, quarter or month that begins where this span does."""
    length = months_in(unit)
    month = span.start.month - 1
    return None if not length or month % length else months_from(span.start.year * 12 + month, length)


def moved(span: Whole, years: int) -> Whole:
    """The same stretch of another year; the last day of a month stays its last day."""
    return Whole(_in_other_year(span.start, years), _in_other_year(span.end, years))


def _in_other_year(day: date, years: int) -> date:
    year = day.year + years
    if day == month_end(day.year, day.month):
        return month_end(year, day.month)
    return date(year, day.month, day.day)
