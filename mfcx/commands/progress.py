"""A counter on standard error for the person who waits."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Step = Callable[[], None]


@contextmanager
def show_progress(*, quiet: bool, records_elsewhere: bool) -> Iterator[Step]:
    """A function to call after each article; shows something only on a terminal that holds no records."""
    if quiet or not sys.stderr.isatty() or (sys.stdout.isatty() and not records_elsewhere):
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for a person who watches
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda: progress.advance(task)
