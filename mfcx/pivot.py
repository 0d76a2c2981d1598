"""Records as one table: indicator × region × period, a level and a change in columns of their own.

A change by an amount («на 36 %») carries the indicator of the level, so it must not stand among the levels.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from mfcx.record import Change, Metric, Period, Record
from mfcx.showing import show_number


class Row(NamedTuple):
    """What the articles say of an indicator in a region and a period; the same said twice is one row."""

    indicator: str
    region: str | None
    place: str | None
    start: date | None
    end: date | None
    status: str
    unit: str | None
    per: str | None
    cmp: str
    level: Decimal | None
    level_to: Decimal | None
    change: str | None


def pivot(records: Iterable[Record]) -> dict[Row, int]:
    """Every row, in order, and how many articles have it; figures without an indicator stand under their label."""
    articles: dict[Row, int] = {}
    named: set[str] = set()
    for record in records:
        for row in dict.fromkeys(_to_row(metric) for metric in record.metrics):
            articles[row] = articles.get(row, 0) + 1
        named |= {metric.indicator for metric in record.metrics if metric.indicator}
    return {row: articles[row] for row in sorted(articles, key=lambda row: _order(row, named))}


def show_level(row: Row) -> str:
    """«> 412 000 услуга», empty for a change."""
    if row.level is None:
        return ""
    value = show_number(row.level) + ("" if row.level_to is None else f"–{show_number(row.level_to)}")
    unit = "/".join(part for part in (row.unit, row.per) if part)
    return f"{'' if row.cmp == '=' else row.cmp + ' '}{value} {unit}".rstrip()


def show_change(row: Row) -> str:
    """«33 → 571», «+8 %», «+34 человек»: with the unit where no level beside it has it."""
    if row.change is None:
        return ""
    has_unit = row.level is not None or row.unit is None or row.change[-1:] == "%" or "×" in row.change
    return row.change if has_unit else f"{row.change} {row.unit}"


def show_period(row: Row) -> str:
    """2023 for a year, 2023-05 for a month, a day, else both bounds with a slash, one of which may be missing."""
    start, end = row.start, row.end
    if start is None or end is None:
        return f"{start or ''}/{end or ''}" if start or end else ""
    if start == end:
        return str(start)
    if (start.month, start.day, end.month, end.day, end.year) == (1, 1, 12, 31, start.year):
        return f"{start.year:04}"
    if start.day == 1 and (start.year, start.month) == (end.year, end.month) and _is_last_day(end):
        return f"{start.year:04}-{start.month:02}"
    return f"{start}/{end}"


def _to_row(metric: Metric) -> Row:
    period = metric.period or Period(None, None, None, None)
    is_level = _is_level(metric)
    return Row(
        indicator=metric.indicator or metric.label or "",
        region=metric.region,
        place=metric.place,
        start=period.start,
        end=period.end,
        status=metric.status,
        unit=metric.unit,
        per=metric.per,
        cmp=metric.cmp,
        level=metric.value if is_level else None,
        level_to=metric.value_to if is_level else None,
        change=_show_change(metric, is_level=is_level),
    )


def _is_level(metric: Metric) -> bool:
    """«с 33 до 571» ends at a level, «на 36 %» and «в 17 раз» are none."""
    change = metric.change
    if change is None or change.to == metric.value:
        return True
    return change.ratio is None and change.delta is None and change.delta_pct is None


def _show_change(metric: Metric, *, is_level: bool) -> str | None:
    change = metric.change
    if change is None:
        return None
    comparator = "" if is_level or metric.cmp == "=" else f"{metric.cmp} "
    return comparator + ", ".join(_parts(change)) or None


def _parts(change: Change) -> Iterable[str]:
    if change.from_ is not None:
        yield f"{show_number(change.from_)} → {'…' if change.to is None else show_number(change.to)}"
    if change.ratio is not None:
        yield f"× {show_number(change.ratio)}"
    if change.delta is not None:
        yield f"{change.delta:+f}"
    if change.delta_pct is not None:
        yield f"{change.delta_pct:+f} %"


def _is_last_day(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1


def _order(row: Row, named: set[str]) -> tuple[object, ...]:
    """Indicators before labels; what has no region or no period first among its like; the rest as it reads."""
    cells = ["" if cell is None else str(cell) for cell in row[:6]]
    return (row.indicator not in named, *cells, row.level is None, row.level or 0, *map(str, row[6:]))
