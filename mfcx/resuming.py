"""Going on after an interrupted run: what its file holds already is not made again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from mfcx.document import Article
from mfcx.reading.errors import InputError

_BLOCK = 1 << 16


class OtherInputsError(OSError):
    """The file that should be gone on with holds records of other inputs, or no records at all."""


class _Key(msgspec.Struct, frozen=True):
    """What tells whose record a line is."""

    source: str
    id: str


def cut_torn_line(stream: IO[bytes]) -> None:
    """Takes off what stands behind the last line end, and leaves the stream at its end."""
    end = stream.seek(0, os.SEEK_END)
    while end > 0:
        start = max(0, end - _BLOCK)
        stream.seek(start)
        at = stream.read(end - start).rfind(b"\n")
        if at >= 0:
            end = start + at + 1
            break
        end = start
    stream.truncate(end)
    stream.seek(end)


def skip_done(
    items: Iterable[Article | InputError], path: Path, failed: Callable[[Article], None]
) -> Iterator[Article | InputError]:
    """The items behind the last one of the records in a file; `failed` hears of articles that gave none before."""
    keys = _keys(path)
    key = next(keys, None)
    for item in items:
        if key is None or isinstance(item, InputError):
            yield item
        elif (item.source, item.id) == (key.source, key.id):
            key = next(keys, None)
        else:
            failed(item)
    if key is not None:
        raise OtherInputsError(f"{path}: holds records of other inputs; remove it, or leave out --resume")


def _keys(path: Path) -> Iterator[_Key]:
    decoder = msgspec.json.Decoder(_Key)
    if not path.exists():
        return
    with path.open("rb") as stream:
        for line in stream:
            if line.endswith(b"\n"):
                try:
                    yield decoder.decode(line)
                except msgspec.DecodeError:
                    raise OtherInputsError(f"{path}: holds no records; remove it, or leave out --resume") from None
