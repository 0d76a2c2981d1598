"""A record for a person's eye: the text with its figures numbered, and a line for each fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from mfcx.record import Metric, Person, Record

Mark = Callable[[str, int], str]


def show_text(record: Record, text: str, mark: Mark) -> str:
    """The text with `mark(surface, number)` in place of every figure; facts are numbered from 1."""
    pieces, position = [], 0
    for (start, stop), number in _figures(record):
        if start < position:  # inside the figure before it
            continue
        pieces += [text[position:start], mark(text[start:stop], number)]
        position = stop
    return "".join([*pieces, text[position:]])


def show_facts(record: Record) -> Iterator[str]:
    """What the article is about in a line, then each of its facts in another."""
    about = [record.region or "no single region", str(record.published or "no date")]
    yield ", ".join([*about, *map(_show_person, record.persons)])
    for number, metric in enumerate(record.metrics, 1):
        notes = [
            metric.indicator or metric.label,
            _show_change(metric),
            metric.place or metric.region,
            _show_period(metric),
            None if metric.status == "actual" else metric.status,
            metric.speaker,
        ]
        line = f"{number:3}  {_show_value(metric):24}  " + " | ".join(note for note in notes if note)
        yield line.rstrip()


def _figures(record: Record) -> list[tuple[tuple[int, int], int]]:
    return sorted((span, number) for number, metric in enumerate(record.metrics, 1) for span in metric.spans)


def _show_person(person: Person) -> str:
    return f"{person.name} ({person.role})" if person.role else person.name


def _show_value(metric: Metric) -> str:
    comparator = "" if metric.cmp == "=" else f"{metric.cmp} "
    value = f"{metric.value}" if metric.value_to is None else f"{metric.value}–{metric.value_to}"
    unit = "/".join(part for part in (metric.unit, metric.per) if part)
    return f"{comparator}{value} {unit}".rstrip()


def _show_change(metric: Metric) -> str | None:
    """«33 → 571», «+8.4 %», «× 0.5»; None for a level."""
    change = metric.change
    if change is None:
        return None
    shown = []
    if change.from_ is not None or change.to is not None:
        shown.append(f"{_shown(change.from_)} → {_shown(change.to)}")
    if change.ratio is not None:
        shown.append(f"× {change.ratio}")
    if change.delta is not None:
        shown.append(f"{change.delta:+f}")
    if change.delta_pct is not None:
        shown.append(f"{change.delta_pct:+f} %")
    return ", ".join(shown)


def _shown(value: Decimal | None) -> str:
    return "…" if value is None else str(value)


def _show_period(metric: Metric) -> str | None:
    period = metric.period
    if period is None:
        return None
    if period.start == period.end:
        return str(period.start)
    return f"{period.start or ''}/{period.end or ''}"
