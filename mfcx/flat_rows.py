"""A record as flat rows, one for each metric: what spreadsheets, pandas and DuckDB read without unfolding.

Persons, organisations and the ledger are not in the rows: JSON Lines holds everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

import msgspec

from mfcx.record import Change, Metric, Period, Record

Cell = str | Decimal | date | int | None
Kind = Literal["text", "number", "date", "count"]


class Column(NamedTuple):
    """A column: its name, what its cells are, and where in the record they come from."""

    name: str
    kind: Kind
    read: Callable[[Record, Metric], Cell]


def to_rows(record: Record) -> Iterator[list[Cell]]:
    """A row for each metric; none for an article without metrics."""
    for metric in record.metrics:
        yield [column.read(record, metric) for column in COLUMNS]


def _of_article(name: str, kind: Kind = "text", field: str | None = None) -> Column:
    return Column(name, kind, lambda record, metric: getattr(record, field or name))


def _of_metric(name: str, kind: Kind = "text") -> Column:
    return Column(name, kind, lambda record, metric: getattr(metric, name))


def _of_change(field: str) -> Column:
    return Column(
        f"change_{field.rstrip('_')}", "number", lambda record, metric: getattr(metric.change or Change(), field)
    )


def _of_period(field: str, kind: Kind) -> Column:
    nothing = Period(None, None, None, None)
    return Column(f"period_{field}", kind, lambda record, metric: getattr(metric.period or nothing, field))


def _extra(record: Record, metric: Metric) -> str | None:
    return msgspec.json.encode(record.extra).decode() if record.extra else None


COLUMNS = (
    _of_article("id"),
    _of_article("source"),
    _of_article("title"),
    _of_article("published", "date"),
    _of_article("article_region", field="region"),
    _of_metric("indicator"),
    _of_metric("label"),
    _of_metric("cmp"),
    _of_metric("value", "number"),
    _of_metric("value_to", "number"),
    _of_metric("unit"),
    _of_metric("okei"),
    _of_metric("per"),
    _of_change("from_"),
    _of_change("to"),
    _of_change("ratio"),
    _of_change("delta"),
    _of_change("delta_pct"),
    _of_period("start", "date"),
    _of_period("end", "date"),
    _of_period("text", "text"),
    _of_metric("region"),
    _of_metric("place"),
    _of_metric("subject"),
    _of_metric("status"),
    _of_metric("speaker"),
    _of_metric("text"),
    Column("start", "count", lambda record, metric: metric.spans[0][0]),
    Column("end", "count", lambda record, metric: metric.spans[0][1]),
    Column("mentions", "count", lambda record, metric: len(metric.spans)),
    _of_metric("rule"),
    Column("extra", "text", _extra),
)
