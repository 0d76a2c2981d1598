"""Where the mapped file lives: made once of natasha's archives in the user's cache, by whoever comes first.

It is written under another name and then renamed, so that several processes may make it at a time and none ever sees
half of it. Where nothing can be written, the arrays are made in memory.
"""

from __future__ import annotations

import mmap
import sys
from pathlib import Path

from mfcx.cache_files import cache_folder, write_whole
from mfcx.tagging.archive import Archives, checksum, find_archives, read_embedding, read_model
from mfcx.tagging.flat import FORMAT, pack, unpack
from mfcx.tagging.weights import Weights, fold


def load() -> Weights:
    """The weights of the name tagger; `MissingModelError` where natasha is not installed."""
    archives = find_archives()
    key = checksum(archives)
    folder = cache_folder()
    path = folder / f"tagger-{FORMAT}-{key:08x}.bin" if folder else None
    return (path and _read(path, key)) or _make(archives, key, path)


def _read(path: Path, key: int) -> Weights | None:
    """The file as it is mapped, None where it is not there or not what it should be."""
    try:
        with path.open("rb") as file:
            return unpack(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), key)
    except (OSError, ValueError):  # an empty file cannot be mapped
        return None


def _make(archives: Archives, key: int, path: Path | None) -> Weights:
    if path and sys.stderr.isatty():
        print(f"mfcx: preparing the name tagger, once, in {path.parent}", file=sys.stderr)
    weights = fold(read_model(archives.model), read_embedding(archives.embedding))
    if path and write_whole(path, pack(weights, key)):
        return _read(path, key) or weights  # the mapped one, so that forked processes and others share it
    return weights
