"""The command ``mfcx``: gathers the commands of ``mfcx/commands`` and keeps the exit statuses.

0 all done, 1 some input failed or a difference was found, 2 wrong usage, 130 after Ctrl-C, 141 after
a closed pipe, 143 after SIGTERM. A command module is imported only when it is called or listed.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import IO

import click

from mfcx import __version__

# one module each in mfcx/commands, with a click command named `command`; in the order of --help
COMMANDS = ("extract", "parse", "check", "show", "table", "schema", "eval", "diff", "rules", "completion")
INTERRUPTED = 130
PIPE_CLOSED = 141
TERMINATED = 143
_COLLECTED_AFTER = 100_000  # objects


class Commands(click.Group):
    """A group that finds its commands by the name of their module."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"mfcx.commands.{cmd_name}").command
        return command

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
            message = error.strerror or str(error)
            click.echo(f"mfcx: {error.filename}: {message}" if error.filename else f"mfcx: {message}", err=True)
            ctx.exit(1)


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


def _discard(stream: IO[str]) -> None:
    """What is still buffered for a reader that has gone must not raise again at the end of the process."""
    try:
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


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
    # an article makes no cycles to speak of, while what is loaded once would be gone through again and again
    gc.set_threshold(_COLLECTED_AFTER)
