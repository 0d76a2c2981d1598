"""Files of JSON Lines that extract or a labeller wrote, read a line at a time, gzip inflated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

from mfcx.reading.content import open_content
from mfcx.reading.errors import InputError
from mfcx.reading.json_values import ERRORS, make_decoder, reason_of
from mfcx.record import SCHEMA

_BOM = b"\xef\xbb\xbf"
Decoded = TypeVar("Decoded")


class _Versioned(Protocol):
    @property
    def schema(self) -> str: ...

    @property
    def id(self) -> str | int: ...


def read_outputs(
    path: str, kind: type[Decoded], refuse: Callable[[Decoded], str | None] | None = None
) -> Iterator[Decoded | InputError]:
    """Every line as a value of this type; what cannot be read stands in its place as an error.

    `refuse` says why a value is of no use, None for a good one. An error without a line is that of the whole input.
    """
    decoder = make_decoder(kind)
    try:
        for number, line in _read_lines(path):
            try:
                value = decoder.decode(line)
            except ERRORS as error:
                yield InputError(reason_of(error), path, number)
                continue
            reason = refuse(value) if refuse else None
            yield value if reason is None else InputError(reason, path, number)
    except InputError as error:
        yield error


def refuse_other_schema(record: _Versioned) -> str | None:
    """Why a record of another version of mfcx is of no use."""
    if record.schema == SCHEMA:
        return None
    return f"the record of {record.id!r} has the schema {record.schema!r}, not {SCHEMA!r}"


def _read_lines(path: str) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers, blank ones left out."""
    with open_content(path) as stream:
        for number, line in enumerate(stream, 1):
            content = line.removeprefix(_BOM) if number == 1 else line
            if content.strip():
                yield number, content
