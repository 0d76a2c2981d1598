"""A bar on standard error for the person who waits, where there is one and the work is long."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import rich.progress

Count = Callable[[], int | None]
_PATIENCE = 1.0  # seconds of work that nobody wants to be told of
_INTERVAL = 0.1  # seconds between two pictures
_CLEAR = "\r\x1b[2K"


class Progress:
    """What is told of articles that are done: nothing."""

    def step(self) -> None:
        """One article more is done."""

    def clear(self) -> None:
        """Makes room for a line on standard error."""


@contextmanager
def show_progress(total: Count, *, quiet: bool, records_elsewhere: bool) -> Iterator[Progress]:
    """Tells something only on a terminal that holds no records.

    `total` says how many articles there are, where that can be told; it is asked when the bar appears.
    """
    if quiet or not _is_terminal(sys.stderr) or (_is_terminal(sys.stdout) and not records_elsewhere):
        yield Progress()
        return
    with ExitStack() as stack:
        yield _Bar(total, stack)


def _is_terminal(stream: IO[str] | None) -> bool:
    return stream is not None and stream.isatty()  # None where it is closed


class _Bar(Progress):
    """A bar that appears a second after the first article: until then there was nothing but loading.

    It is drawn when an article is done, by no thread of its own, which would be there when a worker is forked.
    """

    def __init__(self, total: Count, stack: ExitStack) -> None:
        self._total, self._stack = total, stack
        self._done = 0
        self._next = 0.0
        self._bar: rich.progress.Progress | None = None

    def step(self) -> None:
        self._done += 1
        now = time.monotonic()
        if self._done == 1:
            self._next = now + _PATIENCE
        elif now >= self._next:
            self._next = now + _INTERVAL
            self._draw()

    def clear(self) -> None:
        if self._bar is not None:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()

    def _draw(self) -> None:
        if self._bar is None:
            self._bar = self._stack.enter_context(_make_bar())
            self._bar.add_task("", total=self._total())
        (task,) = self._bar.task_ids
        self._bar.update(task, completed=self._done)
        self._bar.refresh()


def _make_bar() -> rich.progress.Progress:
    from rich import progress  # noqa: PLC0415 - only for a person who has waited
    from rich.console import Console  # noqa: PLC0415

    return progress.Progress(
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(),
        progress.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
    )
