"""A record for a person's eye: the text with its figures numbered, and a line for each fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from mfcx.record import Metric, Person, Record

Mark = Callable[[str, int], str]


def show_text(record: Record, text: str, mark: Mark) -> str:
    """The text with `mark(surface, number)` in place of every figure; facts are numbered from 1."""
    pieces, position = [], 0
    for start, stop, number in find_figures(record):
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
            show_change(metric),
            metric.place or metric.region,
            show_period(metric),
            None if metric.status == "actual" else metric.status,
            metric.speaker,
        ]
        line = f"{number:3}  {show_value(metric):24}  " + " | ".join(note for note in notes if note)
        yield line.rstrip()


def find_figures(record: Record) -> Iterator[tuple[int, int, int]]:
    """Where the figures stand, in order, each with the number of its fact; none inside another."""
    position = 0
    for (start, stop), number in sorted(
        (span, n) for n, metric in enumerate(record.metrics, 1) for span in metric.spans
    ):
        if start >= position:
            yield start, stop, number
            position = stop


def _show_person(person: Person) -> str:
    return f"{person.name} ({person.role})" if person.role else person.name


def show_value(metric: Metric) -> str:
    """«>= 5–7 офис/день»"""
    comparator = "" if metric.cmp == "=" else f"{metric.cmp} "
    value = "–".join(show_number(end) for end in (metric.value, metric.value_to) if end is not None)
    unit = "/".join(part for part in (metric.unit, metric.per) if part)
    return f"{comparator}{value} {unit}".rstrip()


def show_change(metric: Metric) -> str | None:
    """«33 → 571», «+8.4 %», «× 0.5»; None for a level."""
    change = metric.change
    if change is None:
        return None
    shown = []
    if change.from_ is not None or change.to is not None:
        shown.append(f"{_shown(change.from_)} → {_shown(change.to)}")
    if change.ratio is not None:
        shown.append(f"× {show_number(change.ratio)}")
    if change.delta is not None:
        shown.append(f"{change.delta:+f}")
    if change.delta_pct is not None:
        shown.append(f"{change.delta_pct:+f} %")
    return ", ".join(shown)


def _shown(value: Decimal | None) -> str:
    return "…" if value is None else show_number(value)


def show_number(value: Decimal) -> str:
    """«1 234 567»: groups of three digits, held together."""
    return f"{value:,f}".replace(",", "\xa0")


def show_period(metric: Metric) -> str | None:
    """«2024-01-01/2024-12-31», a day alone, or None."""
    period = metric.period
    if period is None:
        return None
    if period.start == period.end:
        return str(period.start)
    return f"{period.start or ''}/{period.end or ''}"


def printable(text: str) -> str:
    """The same number of characters, none of which a terminal would obey."""
    return "".join(char if char.isprintable() or char in "\n\xa0" else _stand_in(char) for char in text)


def _stand_in(char: str) -> str:
    return " " if char.isspace() else "\ufffd"
