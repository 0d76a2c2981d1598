"""Files of JSON Lines that extract or a labeller wrote, read a line at a time, gzip inflated."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

import msgspec
from msgspec import Struct

from mfcx.reading.content import open_content
from mfcx.reading.errors import InputError

_BOM = b"\xef\xbb\xbf"
Decoded = TypeVar("Decoded")


class Line(Struct, frozen=True):
    """A line of a file, blank ones left out, and where it stands: «out.jsonl:3»."""

    place: str
    content: bytes


def read_lines(path: str) -> Iterator[Line]:
    """The lines of a file or of standard input («-»); InputError where it cannot be read."""
    with open_content(path) as stream:
        for number, content in enumerate(stream, 1):
            content = content.removeprefix(_BOM) if number == 1 else content
            if content.strip():
                yield Line(f"{path}:{number}", content)


def read_outputs(path: str, kind: type[Decoded]) -> Iterator[Decoded | InputError]:
    """Every line as a value of this type; what cannot be read stands in its place as an error."""
    decoder = msgspec.json.Decoder(kind, float_hook=Decimal)  # "extra" holds whatever came in
    try:
        for line in read_lines(path):
            decoded = decode_line(line, decoder)
            yield decoded
    except InputError as error:
        yield error


def decode_line(line: Line, decoder: msgspec.json.Decoder[Decoded]) -> Decoded | InputError:
    """The value on a line, or what is wrong with it."""
    try:
        return decoder.decode(line.content)
    except msgspec.ValidationError as error:
        return InputError(f"not as expected: {error}", line.place)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return InputError(f"no JSON: {error}", line.place)
