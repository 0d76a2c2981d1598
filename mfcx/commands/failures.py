"""What went wrong: a line on standard error for each input, and one in the file of ``--errors``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from mfcx.commands.options import report, visible
from mfcx.reading.errors import place_of


class Failures:
    """The failures of a run, said as they happen."""

    def __init__(self, stream: IO[bytes] | None = None) -> None:
        self._stream = stream
        self.count = 0

    def add(self, source: str, line: int | None, reason: str) -> None:
        """Says that an input, or a line of it, gave no record."""
        self.count += 1
        report(place_of(source, line), reason)
        if self._stream is not None:
            import json  # noqa: PLC0415 - seldom needed

            entry = json.dumps({"source": source, "line": line, "error": reason}, ensure_ascii=False)
            try:
                # half a surrogate pair: a file name in no encoding
                self._stream.write(entry.encode("utf-8", "replace") + b"\n")
            except OSError as error:  # which does not say of what file
                raise OSError(error.errno, error.strerror, self._stream.name) from error


@contextmanager
def open_failures(path: str | None) -> Iterator[Failures]:
    """Failures that are also written to a file, each at once: it tells of a run that was stopped, too."""
    if path is None:
        yield Failures()
    else:
        with Path(path).open("wb", buffering=0) as stream:
            yield Failures(stream)


def _check_path(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value == "-":
        raise click.BadParameter("standard output is for records: name a file")
    return value


def check_outputs(inputs: Sequence[str], output: str | None, errors: str | None) -> None:
    """Refuses files that would be written twice, and to replace an article by its record."""
    if output == "":
        raise click.UsageError("--output is empty")
    if errors is not None and output is not None and _is_written_by(errors, output):
        raise click.UsageError("--output and --errors are one file")
    for option, path in (("--output", output), ("--errors", errors)):
        if path is not None and any(_is_file(path, one) for one in inputs):
            raise click.UsageError(f"{option} is an input, too: {visible(path)}")


def _is_written_by(errors: str, output: str) -> bool:
    """Whether it is the output, however it is written, or the file in which that is made."""
    from mfcx.writing import part_of, real_path  # noqa: PLC0415 - --help answers without it

    return real_path(errors) in (real_path(output), part_of(output))


def _is_file(path: str, other: str) -> bool:
    """Whether both are names of one file that is there."""
    try:
        return Path(path).is_file() and Path(path).samefile(other)
    except (OSError, ValueError):
        return False


errors_option = click.option(
    "--errors",
    metavar="FILE",
    type=click.Path(allow_dash=True, writable=False, readable=False),
    callback=_check_path,
    help="Write the errors to FILE, too: JSON Lines with source, line and error.",
)
