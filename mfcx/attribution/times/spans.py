"""How long a period lasts, and how two of them lie to each other."""

from __future__ import annotations

from datetime import timedelta

from mfcx.document import Period

_AT_END = timedelta(days=15)  # from the end of a period to the day that sums it up


def months_of(period: Period) -> int:
    """How many whole months a period lasts, 0 where it is no number of them."""
    start, end = period.start, period.end
    if start is None or end is None or start.day != 1 or (end + timedelta(days=1)).day != 1:
        return 0
    return (end.year - start.year) * 12 + end.month - start.month + 1


def year_of(period: Period) -> int | None:
    edge = period.end or period.start
    return edge.year if edge else None


def sums_up(day: Period, period: Period) -> bool:
    """Whether a day comes at the end of a period, as 1 August does for January to July."""
    if day.start is None or day.start != day.end or period.end is None:
        return False
    return timedelta() <= day.start - period.end <= _AT_END


def contains(wide: Period, narrow: Period) -> bool:
    if wide.start is None or wide.end is None or narrow.start is None or narrow.end is None:
        return False
    return wide.start <= narrow.start and narrow.end <= wide.end


def overlap(one: Period, other: Period) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start <= other.end and other.start <= one.end
