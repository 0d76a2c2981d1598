"""The bytes of an input: files, standard input, gzip inflated, never more than a limit."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mfcx.reading.choices import MAX_BYTES
from mfcx.reading.errors import InputError
from mfcx.reading.paths import STDIN

GZIP_MARK = b"\x1f\x8b"


@contextmanager
def open_content(path: str, content: bytes | None = None) -> Iterator[IO[bytes]]:
    """The bytes of a file or, for «-», of standard input; what begins like gzip is inflated as it is read.

    `content` are the bytes where they were read already.
    """
    if "\0" in path:
        raise InputError("no name that a file can have", path)
    try:
        if content is not None:
            yield _inflated(io.BufferedReader(io.BytesIO(content)))
        elif path == STDIN:
            if sys.stdin is None:
                raise InputError("standard input is closed", path)
            yield _inflated(sys.stdin.buffer)
        else:
            with Path(path).open("rb") as stream:
                yield _inflated(stream)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError("damaged gzip data", path) from error
    except OSError as error:
        raise InputError.of(error, path) from error


def read_content(path: str, limit: int = MAX_BYTES, content: bytes | None = None) -> bytes:
    """All bytes of an input. A small gzip file can hold gigabytes: reading stops one byte after the limit."""
    with open_content(path, content) as stream:
        inflated = stream.read(limit + 1)
    if len(inflated) > limit:
        raise too_large(limit, path)
    return inflated


def too_large(limit: int, path: str) -> InputError:
    """The error of an article over the limit."""
    return InputError(f"larger than {limit} bytes, the limit of --max-bytes", path)


def _inflated(stream: IO[bytes]) -> IO[bytes]:
    # by content, not by name: downloads named .gz often come inflated, piped gzip has no name
    if peek(stream)[:2] != GZIP_MARK:
        return stream
    inflated: IO[bytes] = gzip.GzipFile(fileobj=stream)  # type: ignore[assignment] # all of it that is used is there
    return inflated


def peek(stream: IO[bytes]) -> bytes:
    """Some of the bytes that will be read next, none at the end."""
    ahead: bytes = stream.peek(1)  # type: ignore[attr-defined] # buffered streams have it, their type has not
    return ahead
