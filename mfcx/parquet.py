"""Rows of metrics as a Parquet file; pyarrow lives here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from mfcx.flat_rows import COLUMNS, Cell, Kind

WriteRows = Callable[[list[list[Cell]]], None]

_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    # decimals have one scale for a whole column, and pandas makes objects of them
    "number": pa.float64(),
    "date": pa.date32(),
    "count": pa.int64(),
}
_SCHEMA = pa.schema([(column.name, _TYPES[column.kind]) for column in COLUMNS])
_GROUP = 20_000  # rows that are held until they are written


@contextmanager
def open_parquet(stream: IO[bytes]) -> Iterator[WriteRows]:
    """A function that takes rows; they are in the file, and the file is whole, when the block has ended."""
    held: list[list[Cell]] = []
    with pq.ParquetWriter(stream, _SCHEMA) as writer:

        def write(rows: list[list[Cell]]) -> None:
            held.extend(rows)
            if len(held) >= _GROUP:
                writer.write_table(_to_table(held))
                held.clear()

        yield write
        writer.write_table(_to_table(held))


def _to_table(rows: list[list[Cell]]) -> pa.Table:
    columns = zip(*rows, strict=True) if rows else [()] * len(COLUMNS)
    return pa.table([list(map(_plain, cells)) for cells in columns], schema=_SCHEMA)


def _plain(cell: Cell) -> object:
    return float(cell) if isinstance(cell, Decimal) else cell
