"""What every process would build alike out of the package's own files, kept in the user's cache between runs.

Tables, expressions and packs take ten times as long to build as to read back. The file of an installation holds for
one state of the package's files; where it does not, all is built, and written when the process ends.
"""

from __future__ import annotations

import atexit
import copyreg
import io
import mmap
import os
import pickle
import sys
import zlib
from collections.abc import Callable, Hashable
from fractions import Fraction
from functools import cache, wraps
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mfcx.cache_files import cache_folder, write_whole

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

    import regex

T = TypeVar("T")

_PACKAGE = Path(__file__).parent
_SUFFIXES = (".py", ".tsv", ".toml")
_SOURCES = ("pymorphy3", "pymorphy3_dicts_ru", "regex")
_OTHERS_MAY_WRITE = 0o022


def stored(build: Callable[..., T]) -> _lru_cache_wrapper[T]:
    """`functools.cache` that outlives the process, for what is built from the package's own files alone."""
    name = f"{build.__module__}.{build.__qualname__}"

    @cache
    @wraps(build)
    def read(*args: Hashable) -> T:
        return _store().read(f"{name}{args}", lambda: build(*args))

    return read


@cache
def expression(pattern: str) -> regex.Pattern[str]:
    """``regex.compile``, which is slow, done once for all runs: expression(r"\\d{4}")."""
    found: regex.Pattern[str] = import_module("regex._regex").compile(*_compiled(pattern))
    return found


@stored
def _compiled(pattern: str) -> tuple[object, ...]:
    """What a pickle of an expression would hold, for the engine alone: a pickle asks for the whole package."""
    import regex  # noqa: PLC0415 - its parser, which takes a twentieth of a run to load

    return copyreg.dispatch_table[regex.Pattern](regex.compile(pattern))[1]  # type: ignore[return-value]


class _Store:
    """Pickles by name, each opened when it is asked for."""

    def __init__(self, path: Path | None, state: bytes) -> None:
        self._path, self._state = path, state
        self._entries = (_read(path, state) if path else None) or {}
        self._is_new = False

    def read(self, name: str, build: Callable[[], T]) -> T:
        """What is kept under a name, else what `build` makes, which is kept from now on."""
        content = self._entries.get(name)
        if content is not None:
            return pickle.loads(content)  # type: ignore[no-any-return]
        value = build()
        if self._path is not None:
            self._entries[name] = _dump(value)
            if not self._is_new:
                self._is_new = True
                atexit.register(self._write, os.getpid())
        return value

    def _write(self, process: int) -> None:
        if self._path is not None and os.getpid() == process:  # a forked worker knows no more than its parent
            content = pickle.dumps(self._entries, pickle.HIGHEST_PROTOCOL)
            write_whole(self._path, self._state + _check(content) + content)


def _read(path: Path, state: bytes) -> dict[str, bytes] | None:
    """The entries of a file; None where it is not there, of another state, spoilt, or may be another user's work."""
    try:
        with path.open("rb") as file:
            owner = os.fstat(file.fileno())
            if owner.st_uid != os.geteuid() or owner.st_mode & _OTHERS_MAY_WRITE:
                return None  # a pickle may run code
            whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):  # an empty file cannot be mapped
        return None
    head, check, content = whole[: len(state)], whole[len(state) : len(state) + 4], whole[len(state) + 4 :]
    return pickle.loads(content) if head == state and check == _check(content) else None


def _dump(value: object) -> bytes:
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    # else as text, which is parsed with an expression each time
    pickler.dispatch_table = copyreg.dispatch_table | {Fraction: lambda one: (Fraction, one.as_integer_ratio())}
    pickler.dump(value)
    return stream.getvalue()


def _check(content: bytes | memoryview) -> bytes:
    return zlib.crc32(content).to_bytes(4, "big")


@cache
def _store() -> _Store:
    folder = cache_folder()
    place = zlib.crc32(f"{_PACKAGE} {sys.version}".encode("utf-8", "surrogateescape"))
    return _Store(folder / f"tables-{place:08x}.pickle" if folder else None, _state())


def _state() -> bytes:
    """What all entries are built from, in 8 bytes: names, sizes and times of the files."""
    specs = [spec for name in _SOURCES if (spec := find_spec(name)) and spec.origin]
    told = []
    for path in [*(str(spec.origin) for spec in specs), *_sources(str(_PACKAGE))]:
        state = os.stat(path)  # noqa: PTH116 - some two hundred files, at every start
        # not the time of the content: a wheel gives all files of all versions the same
        told.append(f"{path} {state.st_size} {state.st_ctime_ns}")
    content = "\n".join(told).encode("utf-8", "surrogateescape")
    return _check(content) + _check(content[::-1])


def _sources(folder: str) -> list[str]:
    found: list[str] = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                found += _sources(entry.path)
            elif entry.name.endswith(_SUFFIXES):
                found.append(entry.path)
    return found
