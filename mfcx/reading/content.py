"""The bytes of an input: files, standard input, gzip inflated, never more than a limit."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from pathlib import Path
from typing import IO

from mfcx.reading.errors import InputError
from mfcx.reading.paths import STDIN

MAX_BYTES = 20_000_000
_GZIP_MARK = b"\x1f\x8b"


def read_content(path: str) -> bytes:
    """All bytes of a file or, for «-», of standard input; what begins like gzip is inflated."""
    try:
        if path == STDIN:
            if sys.stdin is None:
                raise InputError("standard input is closed", path)
            return _inflated(_capped(sys.stdin.buffer, path), path)
        with Path(path).open("rb") as stream:
            return _inflated(_capped(stream, path), path)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError("damaged gzip data", path) from error
    except OSError as error:
        raise InputError.of(error, path) from error


def _inflated(content: bytes, path: str) -> bytes:
    # by content, not by name: downloads named .gz often come inflated, piped gzip has no name
    if not content.startswith(_GZIP_MARK):
        return content
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
        return _capped(stream, path)


def _capped(stream: IO[bytes] | gzip.GzipFile, path: str) -> bytes:
    """A small gzip file can hold gigabytes: reading stops one byte after the limit."""
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES // 1_000_000} MB", path)
    return content
