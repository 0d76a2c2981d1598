"""The JSON Schema of the record, made from the types of ``record.py``, so that the two cannot part."""

from __future__ import annotations

from typing import Any

import msgspec

from mfcx.record import Record

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# what msgspec says of a Decimal; ours are written as numbers
_DECIMAL = {"type": "string", "format": "decimal"}


def make_schema() -> dict[str, Any]:
    """JSON Schema of one record: all keys required, none beside them."""
    schema: dict[str, Any] = _amend(msgspec.json.schema(Record))
    return {"$schema": _DIALECT, "title": "A record of mfcx", **schema}


def _amend(node: Any) -> Any:
    if node == _DECIMAL:
        return {"type": "number"}
    if isinstance(node, list):
        return [_amend(item) for item in node]
    if not isinstance(node, dict):
        return node
    amended = {key: _amend(value) for key, value in node.items()}
    return {**amended, "additionalProperties": False} if "properties" in node else amended
