"""How many articles there are to read, where that is told without reading them."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from mfcx.reading.choices import Choices
from mfcx.reading.content import GZIP_MARK
from mfcx.reading.paths import FORMAT_OF_SUFFIX, STDIN, Input, IsOutput, find_inputs

_BLOCK = 1 << 20
# files of JSON Lines are gone through for their line ends, which must not keep anybody waiting
_MOST_BYTES = 1 << 30


def count_articles(paths: Sequence[str], choices: Choices, is_output: IsOutput = lambda path: False) -> int | None:
    """A file is an article, or has one on each line; None for what is piped, packed or very large."""
    left, total = _MOST_BYTES, 0
    for found in find_inputs(paths, is_output=is_output):
        if (choices.format or FORMAT_OF_SUFFIX.get(found.suffix)) != "jsonl":
            total += 1
            continue
        size = _size(found)
        if size is None or size > left:
            return None
        left -= size
        lines = _count_lines(found.path)
        if lines is None:
            return None
        total += lines
    return total


def _size(found: Input) -> int | None:
    """The bytes of a file, none where it cannot be read; None for a pipe, which must not be touched."""
    if found.path == STDIN:
        return None
    try:
        status = os.stat(found.path)  # noqa: PTH116 - one call for both
    except (OSError, ValueError):
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _count_lines(path: str) -> int | None:
    lines, last = 0, b"\n"
    try:
        with Path(path).open("rb") as stream:
            while block := stream.read(_BLOCK):
                if not lines and block.startswith(GZIP_MARK):
                    return None
                lines += block.count(b"\n")
                last = block[-1:]
    except (OSError, ValueError):
        return 1  # the line that says so
    return lines + (last != b"\n")
