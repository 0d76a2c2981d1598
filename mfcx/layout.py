"""Rows as tables on a terminal: words and figures stay whole, what finds no room stands in a table below.

A screen that is too narrow for any table has the rows one under the other, their cells in indented lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len, chop_cells
from rich.console import Console, Group, JustifyMethod, RenderableType
from rich.table import Table
from rich.text import Text

_GAP = 2  # between two columns
_INDENT = 2  # of what goes on in another line, where there is no table
_LONGEST = 40  # what is longer is no word, and may be broken
_GLUE = re.compile(r"(?<=[→×<>=~]) | (?=[→%‰])")


class Screen(Console):
    """Standard output as rich writes to it, with the end that every command has where its reader has gone."""

    def on_broken_pipe(self) -> None:
        """What rich does ends with status 1."""
        raise BrokenPipeError


class Column(Struct, frozen=True):
    """A column: `key` stands in every table, another is left out where no row says anything in it."""

    name: str
    key: bool = False
    right: bool = False
    once: bool = False  # not said again of the next row
    style: str = ""


class Row(Struct, frozen=True):
    """The cells of a row, one for each column."""

    cells: Sequence[str]
    style: str = ""


def make_tables(columns: Sequence[Column], rows: Sequence[Row], width: int) -> Group:
    """One table where all columns have room, else several with the key columns in each of them, else lines."""
    needed = [max(_longest_word(cell) for cell in _cells(column, rows, n)) for n, column in enumerate(columns)]
    groups = list(_groups(columns, rows, needed, width))
    if any(_width(needed, shown) > width for shown in groups):
        return Group(*_stack(columns, rows, width))
    parts: list[RenderableType] = []
    for shown in groups:
        others = [n for n in shown if not columns[n].key]
        # all rows stand in the first table, in those below only the ones that say something there
        told = [row for row in rows if not parts or any(row.cells[n] for n in others)]
        parts += [*([""] if parts else []), _make_table(columns, told, shown, needed, width)]
    return Group(*parts)


def unbroken(cell: str) -> str:
    """A figure as one word: its comparator, arrow or percent sign goes to no line of its own."""
    return _GLUE.sub("\xa0", cell)


def openable(period: str) -> str:
    """«2024-01-01/2024-05-31» with a place where its line may end."""
    start, slash, end = period.partition("/")
    return f"{start}\xa0– {end}".strip() if slash else start


def _cells(column: Column, rows: Sequence[Row], n: int) -> list[str]:
    return [column.name, *(row.cells[n] for row in rows)]


def _longest_word(cell: str) -> int:
    return min(max(map(cell_len, cell.split(" "))), _LONGEST)


def _width(widths: Sequence[int], shown: Sequence[int]) -> int:
    """Of a table with these columns."""
    return sum(widths[n] + _GAP for n in shown) - _GAP


def _groups(columns: Sequence[Column], rows: Sequence[Row], needed: list[int], width: int) -> Iterator[list[int]]:
    """Which columns stand together in a table."""
    keys = [n for n, column in enumerate(columns) if column.key]
    shown = list(keys)
    for n, column in enumerate(columns):
        if column.key or not any(row.cells[n] for row in rows):
            continue
        if len(shown) > len(keys) and _width(needed, [*shown, n]) > width:
            yield shown
            shown = list(keys)
        shown.append(n)
    yield shown


def _make_table(
    columns: Sequence[Column], rows: Sequence[Row], shown: list[int], needed: list[int], width: int
) -> Table:
    wanted = [max(map(cell_len, _cells(columns[n], rows, n))) for n in shown]
    widths = _share([needed[n] for n in shown], wanted, width - _GAP * (len(shown) - 1))
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, _GAP - 1, 0, 0))
    for n, room in zip(shown, widths, strict=True):
        justify: JustifyMethod = "right" if columns[n].right else "left"
        table.add_column(
            Text(_wrap(columns[n].name, room)), justify=justify, style=columns[n].style, width=room, no_wrap=True
        )
    before: Row | None = None
    for row in rows:
        cells = [
            "" if columns[n].once and before is not None and before.cells[n] == row.cells[n] else row.cells[n]
            for n in shown
        ]
        # Text, so that nothing in a cell is read as markup
        table.add_row(*(Text(_wrap(*one)) for one in zip(cells, widths, strict=True)), style=row.style or None)
        before = row
    return table


def _share(needed: list[int], wanted: list[int], width: int) -> list[int]:
    """What each column needs, and of the rest as much as it wants: the narrowest are served first."""
    widths = list(needed)
    left = width - sum(widths)
    order = sorted(range(len(widths)), key=lambda n: wanted[n] - widths[n])
    for place, n in enumerate(order):
        more = min(wanted[n] - widths[n], left // (len(order) - place))
        widths[n] += more
        left -= more
    return widths


def _stack(columns: Sequence[Column], rows: Sequence[Row], width: int) -> Iterator[Text]:
    """The lines of each row: what is said once stands alone, the other cells side by side as far as they go."""
    before: Row | None = None
    for row in rows:
        line, room = Text(), 0
        for n, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
            if not cell or column.once and before is not None and before.cells[n] == cell:
                continue
            for piece in _wrap(cell, width - _INDENT).split("\n"):
                if line and cell_len(piece) + _GAP <= room:
                    line.append(" " * _GAP)
                else:
                    if line:
                        yield line
                    line = Text(" " * _INDENT if line or n else "", style=row.style)
                line.append(piece, column.style)
                room = 0 if column.once else width - line.cell_len
        yield line
        before = row


def _wrap(cell: str, width: int) -> str:
    """Lines no wider than this, broken at spaces; a no-break space is none."""
    lines: list[str] = []
    for word in cell.split(" "):
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines += chop_cells(word, max(1, width)) if cell_len(word) > width else [word]
    return "\n".join(lines)
