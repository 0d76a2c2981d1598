"""Where records go, and as what: standard output, or a file that appears only when it is whole."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

from mfcx.resuming import cut_torn_line

Format = Literal["jsonl", "csv", "tsv", "parquet"]
WriteLine = Callable[[bytes], None]
# what keeps a file from growing: the disk, a quota, a limit of the shell
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_STDOUT = 1


@contextmanager
def open_lines(path: str | None, *, resume: bool = False, keep: bool = False) -> Iterator[WriteLine]:
    """A function that writes one line and flushes it; to standard output where `path` is None or «-»."""
    if path is None or path == "-":
        if sys.stdout is None:
            raise OSError(errno.EBADF, "it is closed")
        yield _line_writer(sys.stdout.buffer)
    else:
        with _open_file(path, resume=resume, keep=keep) as stream:
            yield _line_writer(stream)


@contextmanager
def open_records(path: str | None, form: Format, *, bom: bool = False, resume: bool = False) -> Iterator[WriteLine]:
    """A function that takes records as lines of JSON and writes them in this format; Parquet needs a path."""
    if form == "jsonl":
        with open_lines(path, resume=resume, keep=True) as write:
            yield write
    elif form == "parquet" and path is not None:
        with _open_file(path) as stream, _parquet_writer(stream) as write:
            yield write
    else:
        with open_lines(path) as write:
            yield _row_writer(write, "\t" if form == "tsv" else ",", bom=bom)


def _row_writer(write: WriteLine, delimiter: Literal[",", "\t"], *, bom: bool) -> WriteLine:
    """The header at once, then for each record all of its rows in one piece."""
    from mfcx.delimited import BOM, to_lines  # noqa: PLC0415 - only where rows are asked for
    from mfcx.flat_rows import COLUMNS, to_rows  # noqa: PLC0415
    from mfcx.reading.json_values import make_decoder  # noqa: PLC0415
    from mfcx.record import Record  # noqa: PLC0415

    decoder = make_decoder(Record)

    def write_rows(line: bytes) -> None:
        rows = to_lines(to_rows(decoder.decode(line)), delimiter)
        if rows:
            write(rows.encode())

    header = to_lines([[column.name for column in COLUMNS]], delimiter)
    write(((BOM if bom else "") + header).encode())
    return write_rows


@contextmanager
def _parquet_writer(stream: IO[bytes]) -> Iterator[WriteLine]:
    from mfcx.flat_rows import to_rows  # noqa: PLC0415 - see above
    from mfcx.parquet import open_parquet  # noqa: PLC0415
    from mfcx.reading.json_values import make_decoder  # noqa: PLC0415
    from mfcx.record import Record  # noqa: PLC0415

    decoder = make_decoder(Record)
    with open_parquet(stream) as write_rows:
        yield lambda line: write_rows(list(to_rows(decoder.decode(line))))


@contextmanager
def _open_file(path: str, *, resume: bool = False, keep: bool = False) -> Iterator[IO[bytes]]:
    try:
        if _is_special(path):
            with Path(path).open("wb") as stream:
                yield stream
        else:
            with _replacing(Path(path), resume=resume, keep=keep) as stream:
                yield stream
    except OSError as error:
        if error.errno in _FULL and error.filename is None:
            error.filename = path  # a write does not say which file it was
        raise


def _is_special(path: str) -> bool:
    """A device or a named pipe cannot be replaced by a file."""
    return Path(path).exists() and not Path(path).is_file()


def known_outputs(*paths: str | None) -> Callable[[str], bool]:
    """Whether a path leads to one of these files or to that of standard output, which nobody wants to read."""
    outputs = {_identity(file) for file in (_STDOUT, *paths) if file is not None} - {None}
    return lambda path: bool(outputs) and _identity(path) in outputs


def _identity(file: str | int) -> tuple[int, int] | None:
    """What tells a file that is there from all others, whatever its name; None for a pipe or a device."""
    try:
        status = os.stat(file)  # noqa: PTH116 - of an open file, too
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None


def part_of(path: str | Path) -> Path:
    """Where a file is made until it is complete: «out.jsonl.part»."""
    target = real_path(path)
    return target.with_name(f"{target.name}.part")


def real_path(path: str | Path) -> Path:
    """Where a path leads; OSError where links lead round in a circle."""
    try:
        return Path(path).resolve()
    except RuntimeError:  # up to Python 3.12
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None


@contextmanager
def _replacing(path: Path, *, resume: bool, keep: bool) -> Iterator[IO[bytes]]:
    """A neighbour that takes the place of `path` at the end; after an error records stay in it, to be gone on with."""
    target, part = real_path(path), part_of(path)
    try:
        # nothing is cut off before it is known that nobody else is writing it
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    with os.fdopen(descriptor, "r+b") as stream:
        _lock(stream, part)
        if resume:
            cut_torn_line(stream)
        else:
            stream.truncate()
        try:
            yield stream
        except BaseException:
            if not keep or stream.tell() == 0:
                part.unlink(missing_ok=True)
            raise
        part.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        stream.flush()
        part.replace(target)


def _lock(stream: IO[bytes], part: Path) -> None:
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_ours = os.path.samestat(os.fstat(stream.fileno()), part.stat())
    except (BlockingIOError, FileNotFoundError):
        is_ours = False
    if not is_ours:  # or it was done with it just now, and the file has its final name
        raise OSError(errno.EBUSY, "another process is writing it", str(part))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _line_writer(stream: IO[bytes]) -> WriteLine:
    def write(line: bytes) -> None:
        with _uninterrupted():
            stream.write(line + b"\n")
            stream.flush()

    return write


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C and SIGTERM wait until the line is out: a reader never sees half a record."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
