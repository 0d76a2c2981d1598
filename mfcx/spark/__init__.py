"""Records on Apache Spark, DataFrame in and DataFrame out (the extra ``mfcx[spark]``).

>>> from mfcx import spark as mfcx_spark
>>> found = mfcx_spark.extract(df, keep=["url"])
>>> mfcx_spark.records(found).write.parquet("records")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mfcx.spark.frames import errors, extract, records
    from mfcx.spark.shape import record_schema

__all__ = ["errors", "extract", "record_schema", "records"]

_HOMES = {
    "errors": "mfcx.spark.frames",
    "extract": "mfcx.spark.frames",
    "record_schema": "mfcx.spark.shape",
    "records": "mfcx.spark.frames",
}


def __getattr__(name: str) -> object:
    """Public names are imported on first use, so that the command can say what is missing where Arrow is not there."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - only when a name is asked for

    return getattr(import_module(_HOMES[name]), name)
