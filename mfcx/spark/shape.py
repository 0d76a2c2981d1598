"""The record as columns of Arrow and of Spark, made from the types of ``record.py``, so that they cannot part.

The columns are the keys of the record, nested as they are in JSON. As in the Parquet of ``mfcx extract`` numbers are
doubles (a decimal has one scale for a whole column) and dates are dates; `extra`, which may hold anything, is JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa
from msgspec import inspect

from mfcx.record import Record

if TYPE_CHECKING:
    from pyspark.sql.types import StructType

_PLAIN: dict[type[inspect.Type], pa.DataType] = {
    inspect.StrType: pa.string(),
    inspect.BoolType: pa.bool_(),
    inspect.IntType: pa.int64(),
    inspect.DecimalType: pa.float64(),
    inspect.DateType: pa.date32(),
}
_DECODER = msgspec.json.Decoder(Record)

Convert = Callable[[Any], Any]


@cache
def record_fields() -> tuple[pa.Field, ...]:
    """A column for each key of the record, in its order; all may be null, for a row that is an error."""
    return tuple(pa.field(field.encode_name, _arrow_type(field.type)) for field in _struct(Record).fields)


@cache
def record_schema() -> StructType:
    """The columns of the record as Spark names them: ``record_schema().simpleString()``."""
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 - the extra mfcx[spark]

    return from_arrow_schema(pa.schema(record_fields()))


def to_columns(lines: Sequence[bytes | None]) -> list[pa.Array]:
    """Lines of JSON as the columns of their records; None is a row of nulls."""
    convert = _record_converter()
    rows = [None if line is None else convert(_DECODER.decode(line)) for line in lines]
    return [
        pa.array([None if row is None else row[field.name] for row in rows], field.type) for field in record_fields()
    ]


def _struct(kind: type) -> inspect.StructType:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    return info


def _bare(kind: inspect.Type) -> inspect.Type:
    """The type without its notes, and without null beside it."""
    if isinstance(kind, inspect.Metadata):
        return _bare(kind.type)
    if isinstance(kind, inspect.UnionType):
        (one,) = (each for each in kind.types if not isinstance(each, inspect.NoneType))
        return _bare(one)
    return kind


def _arrow_type(given: inspect.Type) -> pa.DataType:
    kind = _bare(given)
    if isinstance(kind, inspect.StructType):
        return pa.struct([pa.field(field.encode_name, _arrow_type(field.type)) for field in kind.fields])
    if isinstance(kind, inspect.ListType):
        return pa.list_(_arrow_type(kind.item_type))
    if isinstance(kind, inspect.TupleType):  # a span
        return pa.list_(_arrow_type(kind.item_types[0]))
    if isinstance(kind, inspect.DictType):
        return pa.string() if _holds_anything(kind) else pa.map_(pa.string(), _arrow_type(kind.value_type))
    return _PLAIN[type(kind)]


def _holds_anything(kind: inspect.DictType) -> bool:
    return isinstance(kind.value_type, inspect.AnyType)


@cache
def _record_converter() -> Convert:
    convert = _converter(inspect.type_info(Record))
    assert convert is not None
    return convert


def _converter(given: inspect.Type) -> Convert | None:
    """What makes plain values for Arrow of this type; None where the value is plain already."""
    kind = _bare(given)
    if isinstance(kind, inspect.StructType):
        return _struct_converter(kind)
    if isinstance(kind, inspect.ListType):
        item = _converter(kind.item_type)
        return None if item is None else lambda value: [item(one) for one in value]
    if isinstance(kind, inspect.DictType):
        return _to_json_or_none if _holds_anything(kind) else lambda value: list(value.items())
    return float if isinstance(kind, inspect.DecimalType) else None


def _struct_converter(kind: inspect.StructType) -> Convert:
    fields = [(field.encode_name, field.name, _converter(field.type)) for field in kind.fields]

    def convert(value: Any) -> dict[str, Any]:
        found = ((key, getattr(value, name), change) for key, name, change in fields)
        return {key: one if one is None or change is None else change(one) for key, one, change in found}

    return convert


def _to_json_or_none(value: dict[str, Any]) -> str | None:
    return msgspec.json.encode(value).decode() if value else None
