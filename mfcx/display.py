"""An article on a terminal: what was found highlighted in place, furniture dimmed, the facts as a table."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group
from rich.text import Text

from mfcx.document import Document
from mfcx.layout import Column, Row, Screen, make_tables, openable, unbroken
from mfcx.reading.errors import place_of
from mfcx.record import Metric, Record
from mfcx.showing import find_figures, printable, show_change, show_period, show_value

# later styles lie over earlier ones: a person's name stays one inside that of a body
STYLES = {
    "furniture": "dim",
    "title": "bold",
    "organisation": "blue",
    "region": "magenta",
    "person": "yellow",
    "figure": "bold green",
}


def display(record: Record, document: Document, console: Console | None = None) -> None:
    """Prints the article and its facts."""
    console = console or Screen(highlight=False)
    place = place_of(record.source, document.article.line)
    console.print(Text(printable(place), style="bold"), highlight(record, document), _legend(), sep="\n\n")
    console.print("", *_about(record), "", facts_tables(record, console.width), "", sep="\n")


def highlight(record: Record, document: Document) -> Text:
    """The text with styles, and the number of its fact behind every figure."""
    shown = Text(printable(document.article.text).rstrip())
    for start, stop, kind in _stretches(record, document):
        shown.stylize(STYLES[kind], start, stop)
    figures = list(find_figures(record))
    pieces = shown.divide([stop for _, stop, _ in figures])
    numbers = [Text(f"[{number}]", style="dim green") for *_, number in figures]
    return Text.assemble(*(part for pair in zip(pieces, [*numbers, Text()], strict=True) for part in pair))


def facts_tables(record: Record, width: int) -> Group:
    """A row for each fact, with the number it has in the text; on a narrow screen several tables."""
    columns = [
        Column("", key=True, right=True, style="dim green"),
        Column("value", key=True, right=True, style=STYLES["figure"]),
        *map(Column, ("indicator", "change", "where", "period", "status")),
        Column("speaker", style=STYLES["person"]),
    ]
    rows = [
        Row([str(number), *(unbroken(printable(cell)) for cell in _cells(metric))])
        for number, metric in enumerate(record.metrics, 1)
    ]
    return make_tables(columns, rows, width)


def _cells(metric: Metric) -> Iterator[str]:
    yield show_value(metric)
    yield metric.indicator or metric.label or ""
    yield show_change(metric) or ""
    yield ", ".join(filter(None, (metric.place, metric.region)))
    yield openable(show_period(metric) or "")
    yield "" if metric.status == "actual" else metric.status
    yield metric.speaker or ""


def _stretches(record: Record, document: Document) -> Iterator[tuple[int, int, str]]:
    """What is styled, in the order in which styles are laid over one another."""
    for line in document.page.lines:
        if line.kind != "body":
            yield *document.copy.where(line.start, line.stop), "title" if line.kind == "title" else "furniture"
    for kind, found in (
        ("organisation", record.organisations),
        ("region", record.regions),
        ("person", record.persons),
        ("figure", record.metrics),
    ):
        yield from ((start, stop, kind) for one in found for start, stop in one.spans)


def _legend() -> Text:
    return Text("  ").join(Text(kind, style=style) for kind, style in STYLES.items())


def _about(record: Record) -> Iterator[Text]:
    yield Text(", ".join((record.region or "no single region", str(record.published or "no date"))))
    for person in record.persons:
        yield Text.assemble(
            (printable(person.name), STYLES["person"]), f" — {printable(person.role)}" if person.role else ""
        )
    for body in record.organisations:
        yield Text(printable(body.name), style=STYLES["organisation"])
