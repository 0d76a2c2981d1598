"""The functions that a Spark job of the user's own calls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mfcx.spark.shape import record_schema
from mfcx.spark.sources import quoted
from mfcx.spark.tasks import ERROR, OfColumns, make_settings

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

_ID, _DATE = "id", "date"


def extract(
    df: DataFrame,
    text: str = "text",
    id: str = _ID,
    date: str = _DATE,
    rules: Iterable[str | Path] | str | Path | None = None,
    keep: Sequence[str] = (),
    *,
    with_text: bool = False,
    ledger: bool = False,
) -> DataFrame:
    """A row for each row of `df`: the columns to keep, those of the record, and `error`, null where all went well.

    `id` and `date` name columns of the id and of the day of publication (a date, a moment or a string that begins
    with one); those of that very name are used where they are there. `rules` are files of the driver.
    """
    _check(df, [text, *keep, *(name for name, usual in ((id, _ID), (date, _DATE)) if name != usual)])
    taken = {*record_schema().names, ERROR}
    if clash := [name for name in keep if name in taken]:
        raise ValueError(f"column {clash[0]!r} cannot be kept, the record has a key of that name: rename it first")
    settings = make_settings(rules, with_text=with_text, ledger=ledger)
    columns = [_text_of(df, name, f"mfcx_{at}") for at, name in enumerate((text, id, date))]
    kept = [_column(df, name) for name in keep]
    schema = df.select(kept).schema
    for field in record_schema():
        schema = schema.add(field)
    return df.select(*kept, *columns).mapInArrow(
        OfColumns(settings, kept=len(kept), strict=date != _DATE), schema.add(ERROR, "string")
    )


def records(found: DataFrame) -> DataFrame:
    """The rows of `extract` that are records, without the column of errors."""
    return found.where(found[ERROR].isNull()).drop(ERROR)


def errors(found: DataFrame) -> DataFrame:
    """The rows of `extract` that failed: the columns kept, the id and the error."""
    dropped = [name for name in record_schema().names if name != _ID]
    return found.where(found[ERROR].isNotNull()).drop(*dropped)


def _check(df: DataFrame, names: Iterable[str]) -> None:
    for name in names:
        if name not in df.columns:
            raise ValueError(f"no column {name!r} in the DataFrame, it has {', '.join(df.columns)}")


def _column(df: DataFrame, name: str) -> Column:
    return df[quoted(name)]


def _text_of(df: DataFrame, name: str, alias: str) -> Column:
    from pyspark.sql import functions as F  # noqa: N812, PLC0415 - as all of Spark names it

    return (_column(df, name) if name in df.columns else F.lit(None)).cast("string").alias(alias)
