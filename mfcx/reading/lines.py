"""The lines of an input, one at a time: it may be larger than the memory, or still be written."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import count
from typing import IO, Protocol

from mfcx.reading.content import peek
from mfcx.reading.decoding import BOM, decode_as, find_encoding
from mfcx.reading.errors import InputError

# how a line begins in the encodings that do not end it with a single byte, the mark before it or not
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"{\0", "utf-16-le"), (b"\0{", "utf-16-be"))


class Lines(Protocol):
    def readline(self, size: int, /) -> bytes: ...


def split_lines(stream: Lines, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers; None for one over the limit, of which no more than that is ever held."""
    for number in count(1):
        line = stream.readline(limit + len(b"\r\n"))
        if not line:
            return
        if len(line.rstrip(b"\r\n")) <= limit:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)
        yield number, None


class LineDecoder:
    """The encoding of an input, found at its first line that is more than ASCII and kept for the others."""

    def __init__(self, stream: IO[bytes], encoding: str | None, source: str) -> None:
        self._stream, self._encoding, self._source = stream, encoding, source
        wide = encoding or _find_wide(peek(stream), source)
        self.lines: Lines = stream
        if wide is not None and "\n".encode(wide) != b"\n":
            self.lines, self._encoding = _Recoded(stream, wide, source), "utf-8"

    def decode(self, line: bytes) -> str:
        """The text of a line."""
        if self._encoding is None and not line.isascii():
            # a line may be short: what follows it is of the same encoding
            self._encoding = "utf-8" if _is_utf8(line) else find_encoding(line + peek(self._stream), self._source)
        return decode_as(line, self._encoding or "utf-8", self._source).removeprefix(BOM)


def _find_wide(beginning: bytes, source: str) -> str | None:
    """UTF-16, where that is how an input begins; InputError for binary data, once instead of for each of its lines."""
    encoding = next((name for mark, name in _WIDE if beginning.startswith(mark)), None)
    if encoding is None and b"\0" in beginning:
        encoding = find_encoding(beginning[: len(beginning) // 2 * 2], source)
        if encoding == "utf-8":
            raise InputError("binary data, not a text", source)
    return encoding


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Recoded:
    """Lines of an encoding like UTF-16, whose line ends are more than one byte, as UTF-8."""

    def __init__(self, stream: IO[bytes], encoding: str, source: str) -> None:
        self._stream = io.TextIOWrapper(_Unclosed(stream), encoding, newline="\n")  # type: ignore[type-var] # only read
        self._encoding, self._source = encoding, source

    def readline(self, size: int, /) -> bytes:
        """One line, or as many characters of it as `size`."""
        try:
            return self._stream.readline(size).encode("utf-8", "replace")
        except UnicodeError as error:
            raise InputError(f"not {self._encoding}", self._source) from error


class _Unclosed(io.BufferedIOBase):
    """A stream that stays open for whoever opened it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        return self._stream.read(-1 if size is None else size)

    def read1(self, size: int = -1, /) -> bytes:
        return self._stream.read(size)
