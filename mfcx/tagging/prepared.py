"""Where the mapped file lives: made once of natasha's archives in the user's cache, by whoever comes first.

It is written under another name and then renamed, so that several processes may make it at a time and none ever sees
half of it. Where nothing can be written, the arrays are made in memory.
"""

from __future__ import annotations

import mmap
import os
import sys
from pathlib import Path

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


def cache_folder() -> Path | None:
    """``$XDG_CACHE_HOME/mfcx`` or ``~/.cache/mfcx``; None for a user without a home."""
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if given.is_absolute():  # others are to be ignored, says the standard
        return given / "mfcx"
    try:
        return Path.home() / ".cache" / "mfcx"
    except RuntimeError:
        return None


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
    if path and _write(path, pack(weights, key)):
        return _read(path, key) or weights  # the mapped one, so that forked processes and others share it
    return weights


def _write(path: Path, content: bytes) -> bool:
    """Whether the file stands there now, whole."""
    import tempfile  # noqa: PLC0415 - only once

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    except OSError:
        return False
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # the name must not reach the disk before the content does
        Path(name).replace(path)
    except OSError:  # a full disk
        Path(name).unlink(missing_ok=True)
        return False
    return True
