"""The command ``mfcx``: gathers the commands of ``mfcx/commands`` and keeps the exit statuses.

0 all done, 1 some input failed or a difference was found, 2 wrong usage, 130 after Ctrl-C, 141 after
a closed pipe, 143 after SIGTERM. A command module is imported only when it is called or listed.
"""

from __future__ import annotations

import atexit
import codecs
import errno
import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import IO, Any

import click

from mfcx import __version__
from mfcx.lean_imports import leave_out_parts

# one module each in mfcx/commands, with a click command named `command`; in the order of --help
COMMANDS = ("extract", "parse", "check", "show", "table", "schema", "eval", "diff", "rules", "completion")
WRITES_FILES = "extract"  # and needs no standard output then
INTERRUPTED = 130
PIPE_CLOSED = 141
TERMINATED = 143


class Commands(click.Group):
    """A group that finds its commands by the name of their module."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"mfcx.commands.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415 - for a slip of the fingers

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **extra: Any) -> Any:
        _write_every_letter(sys.stdout)
        try:
            return super().main(*args, **extra)
        except OSError as error:  # what --help and --version could not write
            _say(error)
            sys.exit(1)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if sys.stdout is None and args[:1] != [WRITES_FILES]:
            _say(OSError(errno.EBADF, "it is closed"))
            ctx.exit(1)
        try:
            return super().parse_args(ctx, args)
        except BrokenPipeError:  # the reader of --help has gone
            _discard(sys.stdout)
            ctx.exit(PIPE_CLOSED)

    def invoke(self, ctx: click.Context) -> object:
        try:
            with _ending_in_order():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _discard(sys.stdout)
            _discard(sys.stderr)
            ctx.exit(PIPE_CLOSED)
        except OSError as error:
            # the output: errors of inputs are handled where they are read
            _say(error)
            ctx.exit(1)


def _say(error: OSError) -> None:
    """One line for an output that could not be written: standard output, where it has no name."""
    from mfcx.commands.options import visible  # noqa: PLC0415 - when something is wrong

    # what the system says of standard output names no file
    place = error.filename or (error.strerror and "standard output")
    click.echo(visible(f"mfcx: {place}: {error.strerror or error}" if place else f"mfcx: {error}"), err=True)
    _discard(sys.stdout)


def _write_every_letter(stream: IO[str] | None) -> None:
    """A terminal of another encoding shows a question mark for a letter that it has not; nobody means ASCII."""
    if isinstance(stream, io.TextIOWrapper):
        if codecs.lookup(stream.encoding).name == "ascii":
            stream.reconfigure(encoding="utf-8")
        stream.reconfigure(errors="replace")


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """SIGTERM ends like Ctrl-C does: files are left as they should be, and workers are ended."""
    try:
        before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    except ValueError:  # not the main thread
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _discard(stream: IO[str] | None) -> None:
    """What is still buffered for a reader that has gone must not raise again at the end of the process."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def run() -> None:
    """The program: ``main``, and the end of its process right after.

    Python would take apart all that was loaded, which is a fifth of the time of a short run and changes nothing.
    """
    try:
        main()
    except SystemExit as end:
        if not _ends_at_once(end):
            raise


def _ends_at_once(end: SystemExit) -> bool:
    """Ends the process as `end` says, unless there is something left that only Python can end."""
    threads = sys.modules.get("threading")
    if not isinstance(end.code, int | None) or (threads is not None and threads.active_count() > 1):
        return False
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return False
    os._exit(end.code or 0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", message="mfcx %(version)s")
def main() -> None:
    """Figures, regions, persons and organisations of Russian government news.

    Article text in, one JSON record a line out.

    \b
    Example:
      mfcx extract articles/*.txt > records.jsonl
    """
    # numpy's library of matrices starts a thread for each core, which costs a tenth of a second and gains nothing on
    # matrices as small as ours; whoever set it knows better
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    leave_out_parts()
