"""``mfcx table``: what all articles say, as indicator × region × period."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from mfcx.commands.options import INPUTS, choose_inputs, report_input, visible
from mfcx.reading.errors import InputError

if TYPE_CHECKING:
    from mfcx.pivot import Row
    from mfcx.record import Record

_HEADER = ("indicator", "region", "period", "level", "change", "status", "articles")
_CSV_HEADER = (
    "indicator", "region", "place", "period_start", "period_end", "status", "unit", "per", "cmp", "level", "level_to",
    "change", "articles",
)  # fmt: skip
_WIDEST = 10_000  # where nobody's terminal sets a limit, no cell is wrapped
_MARKDOWN = re.compile(r"[\\`*_\[\]|~#]")


@click.command("table")
@click.argument("outputs", nargs=-1, metavar="[OUT]...", type=INPUTS)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "markdown"]),
    default="table",
    help="A table for the eye, CSV with numbers as numbers, or Markdown.  [default: table]",
)
@click.pass_context
def command(ctx: click.Context, outputs: tuple[str, ...], form: str) -> None:
    """Show what extract found as indicator × region × period.

    Levels and changes («на 36 %») stand in columns of their own. The same
    figure in several articles is one row that counts them; figures without
    an indicator stand last, under their label. The table for the eye leaves
    out the status "actual" and the count of a single article; on a narrow
    terminal it is several tables under each other, on a very narrow one lines.

    \b
    Example:
      mfcx table out.jsonl --format csv > table.csv
    """
    inputs = choose_inputs(outputs)
    from mfcx.pivot import pivot  # noqa: PLC0415 - --help answers without it

    errors: list[InputError] = []
    rows = pivot(_read(inputs, errors))
    if errors and not rows:
        ctx.exit(1)
    {"table": _print_table, "csv": _print_csv, "markdown": _print_markdown}[form](rows)
    ctx.exit(1 if errors else 0)


def _read(paths: tuple[str, ...], errors: list[InputError]) -> Iterator[Record]:
    """All records; what is none is named."""
    from mfcx.reading.outputs import read_outputs, refuse_other_schema  # noqa: PLC0415 - see above
    from mfcx.record import Record  # noqa: PLC0415

    for path in paths:
        for item in read_outputs(path, Record, refuse_other_schema):
            if isinstance(item, InputError):
                report_input(item)
                errors.append(item)
            else:
                yield item


def _cells(row: Row, articles: int) -> list[str]:
    from mfcx.pivot import show_change, show_level, show_period  # noqa: PLC0415 - see above

    region = ", ".join(part for part in (row.region, row.place) if part)
    cells = [row.indicator, region, show_period(row), show_level(row), show_change(row), row.status, str(articles)]
    return [visible(cell) for cell in cells]


def _print_table(rows: dict[Row, int]) -> None:
    from mfcx import layout  # noqa: PLC0415 - rich is only for a person who looks

    columns = [
        layout.Column("indicator", key=True, once=True),
        layout.Column("region", key=True),
        layout.Column("period", key=True),
        layout.Column("level", right=True),
        layout.Column("change", right=True),
        layout.Column("status"),
        layout.Column("articles", right=True),
    ]
    lines = []
    for row, articles in rows.items():
        indicator, region, period, level, change, status, count = _cells(row, articles)
        # what is said of nearly every row only takes the room of the others
        rest = ["" if status == "actual" else status, "" if articles == 1 else count]
        cells = [indicator, region, layout.openable(period), layout.unbroken(level), layout.unbroken(change), *rest]
        lines.append(layout.Row(cells, "dim" if row.status == "previous" else ""))
    console = layout.Screen(width=None if sys.stdout.isatty() else _WIDEST, highlight=False)
    console.print(layout.make_tables(columns, lines, console.width))


def _print_csv(rows: dict[Row, int]) -> None:
    from mfcx.delimited import to_lines  # noqa: PLC0415 - see above

    click.echo(to_lines([_CSV_HEADER, *([*row, articles] for row, articles in rows.items())], ",").encode())


def _print_markdown(rows: dict[Row, int]) -> None:
    for cells in (list(_HEADER), ["---"] * len(_HEADER)):
        click.echo(f"| {' | '.join(cells)} |")
    for row, articles in rows.items():
        click.echo(f"| {' | '.join(map(_escaped, _cells(row, articles)))} |")


def _escaped(cell: str) -> str:
    """Text that is neither markup nor HTML."""
    safe = cell.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(lambda match: f"\\{match[0]}", safe)
