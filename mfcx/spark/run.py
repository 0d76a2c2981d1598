"""The way of the command: paths to a folder with the tables `records` and `errors`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from mfcx.outcomes import Failed
from mfcx.reading import Choices
from mfcx.reading.paths import Note
from mfcx.spark.output import Output
from mfcx.spark.session import apart, signals_put_off
from mfcx.spark.shape import record_schema
from mfcx.spark.sources import find_files, literal, read_rows
from mfcx.spark.tasks import ERRORS, RECORDS, OfFiles, OfLines, Settings, to_line

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_LINES, _WHOLE = "lines", "whole"
_NAMED = 20  # errors that are said one by one
_ERROR_COLUMNS = "source string, line bigint, error string"


class Result(Struct, frozen=True):
    """What the output holds, and the first of its errors."""

    records: int
    errors: int
    first: list[Failed]


def run(
    spark: SparkSession,
    paths: Sequence[str],
    output: Output,
    choices: Choices,
    settings: Settings,
    form: str,
    note: Note | None,
) -> Result:
    """Reads, extracts and writes; the output is there when this returns, and untouched when it raises."""
    try:
        found = find_files(spark, paths, choices, note, output.holds)
        rows = read_rows(spark, found, choices)
        lines = spark.createDataFrame([to_line(one) for one in found.failed], "table string, value string")
        if rows is not None:
            lines = lines.union(rows.mapInArrow(OfFiles(settings, choices), "table string, value string"))
        lines.write.partitionBy("table").text(output.part(_LINES))
        result = _count(spark, output)
        for table in (RECORDS, ERRORS):
            if form == "jsonl":
                output.move(_LINES, f"table={table}", to=(_WHOLE, table))
            else:
                _to_parquet(spark, output, table)
        with signals_put_off():  # between its renames there is no output
            output.commit(_WHOLE)
        return result
    except BaseException:  # a signal, too, which does not end the job by itself
        apart(spark.sparkContext.cancelAllJobs)
        raise
    finally:
        apart(output.discard)


def _count(spark: SparkSession, output: Output) -> Result:
    written = spark.read.schema("value string, table string").text(literal(output.part(_LINES)))
    counts = {row["table"]: row["count"] for row in written.groupBy("table").count().collect()}
    first = []
    if ERRORS in counts:
        errors = spark.read.schema(_ERROR_COLUMNS).json(literal(output.part(_LINES, f"table={ERRORS}")))
        first = [Failed(row["source"], row["line"], row["error"]) for row in errors.take(_NAMED)]
    return Result(counts.get(RECORDS, 0), counts.get(ERRORS, 0), first)


def _to_parquet(spark: SparkSession, output: Output, table: str) -> None:
    lines = literal(output.make(_LINES, f"table={table}"))  # a run without errors has written none
    if table == ERRORS:
        columns = spark.read.schema(_ERROR_COLUMNS).json(lines)
    else:
        columns = spark.read.text(lines).mapInArrow(OfLines(), record_schema())
    columns.write.parquet(output.part(_WHOLE, table))
