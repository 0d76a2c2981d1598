"""What runs in the Python workers of Spark: batches of Arrow in, batches of Arrow out.

The model is loaded once for each worker. A task that Spark tries again may have met an article that kills its worker:
it gives each article to a child process, so that such an article costs itself and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import msgspec
import pyarrow as pa
from msgspec import Struct

from mfcx.document import Article
from mfcx.extractor import Extractor
from mfcx.garbage import collect_seldom
from mfcx.outcomes import Failed, find_outcomes
from mfcx.reading import Choices, InputError
from mfcx.reading.content import too_large
from mfcx.reading.formats import limited, read_input
from mfcx.reading.json_lines import read_line, to_day
from mfcx.reading.paths import Input
from mfcx.rules.packs import find_pack_files, read_pack_text
from mfcx.spark.shape import record_fields, to_columns
from mfcx.spark.sources import plain_name

Batches = Iterator[pa.RecordBatch]

ERROR = "error"
RECORDS, ERRORS = "records", "errors"  # the tables of the output of the command
_AT_ONCE = 64  # articles whose records are held until they are handed on


class Settings(Struct, frozen=True):
    """How records are made: the texts of the user's packs, since their files are not on every machine."""

    packs: tuple[str, ...] = ()
    with_text: bool = False
    ledger: bool = False


def make_settings(rules: Iterable[str | Path] | str | Path | None, *, with_text: bool, ledger: bool) -> Settings:
    """The settings that workers get; PackError where a pack cannot be used."""
    files = find_pack_files(rules or ())
    Extractor(files)
    return Settings(tuple(read_pack_text(file) for file in files), with_text, ledger)


class OfColumns(Struct, frozen=True):
    """Rows with text, id and date behind so many columns that are kept, to records with a column of errors."""

    settings: Settings
    kept: int = 0
    strict: bool = False  # a day that cannot be read is an error

    def __call__(self, batches: Batches) -> Batches:
        for batch in batches:
            for start in range(0, batch.num_rows, _AT_ONCE):
                yield self._extract(batch.slice(start, _AT_ONCE))

    def _extract(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        texts, ids, days = (batch.column(self.kept + at).to_pylist() for at in range(3))
        items = (self._article(*row) for row in zip(texts, ids, days, strict=True))
        outcomes = list(_outcomes(self.settings, items))
        columns = to_columns([one if isinstance(one, bytes) else None for one in outcomes])
        at = [field.name for field in record_fields()].index("id")
        columns[at] = pa.array([id or "-" for id in ids], pa.string())  # an error has one, too
        errors = pa.array([one.reason if isinstance(one, Failed) else None for one in outcomes], pa.string())
        kept = [batch.schema.field(number) for number in range(self.kept)]
        return pa.RecordBatch.from_arrays(
            [*batch.columns[: self.kept], *columns, errors],
            schema=pa.schema([*kept, *record_fields(), pa.field(ERROR, pa.string())]),
        )

    def _article(self, text: str | None, id: str | None, day: str | None) -> Article | InputError:
        date = None if day is None else to_day(day)
        if text is None:
            return InputError("no text: the column holds null")
        if self.strict and day and date is None:
            return InputError(f"not a date like 2024-05-31: {day[:40]}")
        return Article(text, id=id or "-", date=date)


class OfFiles(Struct, frozen=True):
    """Whole files and lines of JSON to lines of the two tables of the output."""

    settings: Settings
    choices: Choices

    def __call__(self, batches: Batches) -> Batches:
        for batch in batches:
            rows = zip(*(batch.column(at).to_pylist() for at in range(3)), strict=True)
            outcomes = _outcomes(self.settings, (item for row in rows for item in self._read(*row)))
            yield lines_of([to_line(one) for one in outcomes])

    def _read(self, source: str, line: int | None, content: bytes | None) -> Iterable[Article | InputError]:
        if line is not None:
            item = read_line(Input(plain_name(unquote(source)), content=content), self.choices, line)
            return () if item is None else (limited(item, self.choices.max_chars),)
        source = plain_name(source)
        if content is None:
            return (too_large(self.choices.max_bytes, source),)
        return read_input(Input(source, content=content), self.choices)


class OfLines(Struct, frozen=True):
    """Lines of records to their columns."""

    def __call__(self, batches: Batches) -> Batches:
        schema = pa.schema(record_fields())
        for batch in batches:
            lines = [line.encode() for line in batch.column(0).to_pylist()]
            for start in range(0, len(lines), _AT_ONCE):
                yield pa.RecordBatch.from_arrays(to_columns(lines[start : start + _AT_ONCE]), schema=schema)


def to_line(outcome: bytes | Failed) -> tuple[str, str]:
    """The table that an outcome stands in, and its line there; errors look as they do with ``--errors``."""
    if isinstance(outcome, bytes):
        return RECORDS, outcome.decode()
    entry = {"source": outcome.source, "line": outcome.line, "error": outcome.reason}
    return ERRORS, msgspec.json.encode(entry).decode()


def lines_of(rows: list[tuple[str, str]]) -> pa.RecordBatch:
    """Rows of a table's name and a line."""
    tables, lines = zip(*rows, strict=True) if rows else ((), ())
    return pa.RecordBatch.from_arrays(
        [pa.array(tables, pa.string()), pa.array(lines, pa.string())], names=["table", "value"]
    )


def _outcomes(settings: Settings, items: Iterable[Article | InputError]) -> Iterator[bytes | Failed]:
    return find_outcomes(_extractor(settings), items, 1, guarded=_is_retried())


def _is_retried() -> bool:
    from pyspark import TaskContext  # noqa: PLC0415 - the extra mfcx[spark]

    context = TaskContext.get()
    return context is not None and context.attemptNumber() > 0


@cache
def _extractor(settings: Settings) -> Extractor:
    collect_seldom()
    with TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number:04}.toml" for number in range(len(settings.packs))]
        for file, text in zip(files, settings.packs, strict=True):
            file.write_text(text, encoding="utf-8")
        extractor = Extractor(files, with_text=settings.with_text, ledger=settings.ledger)
    extractor.load()
    return extractor
