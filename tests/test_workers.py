"""Work in several processes is the work of one, whatever becomes of them."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Iterator
from itertools import count, islice
from multiprocessing.context import ForkContext
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mfcx.workers import Lost, run_in_order

DEADLY, ONCE = -1, -2


def squared(number: int) -> int:
    """Slower for small numbers, so that results come out of order."""
    time.sleep(0.002 / (1 + number))
    return number * number


@settings(deadline=None, max_examples=15)
@given(st.lists(st.integers(0, 50), max_size=40), st.integers(1, 4))
def test_results_come_in_the_order_of_the_items(numbers: list[int], jobs: int) -> None:
    """As `map` gives them, for any number of workers."""
    assert list(run_in_order(squared, numbers, jobs)) == [number * number for number in numbers]


def test_no_more_is_read_than_can_wait() -> None:
    """Behind a slow item the input is left alone after some results: memory does not grow with it."""
    taken = []

    def work(number: int) -> int:
        time.sleep(0.5 if number == 0 else 0)
        return number

    def items() -> Iterator[int]:
        for number in count():
            taken.append(number)
            yield number

    results = run_in_order(work, items(), 2)
    assert next(results) == 0
    assert len(taken) < 50
    assert list(islice(results, 100)) == list(range(1, 101))


def test_an_item_that_always_kills_costs_only_itself() -> None:
    """All others are there, in order; it is told by what ended its worker."""

    def work(number: int) -> int:
        if number == DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    numbers = [1, 2, DEADLY, 3, DEADLY, 4, *range(50)]
    assert list(run_in_order(work, numbers, 2)) == [
        Lost(DEADLY, -signal.SIGKILL) if number == DEADLY else number for number in numbers
    ]


def test_an_item_whose_worker_was_killed_is_tried_once_more(tmp_path: Path) -> None:
    """The first worker that meets it dies, the second does it."""

    def work(number: int) -> int:
        if number == ONCE and not (tmp_path / "met").exists():
            (tmp_path / "met").touch()
            os._exit(3)
        return number

    assert list(run_in_order(work, [1, ONCE, 2], 2)) == [1, ONCE, 2]


def test_processes_that_cannot_be_started_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says how many were asked for, and not that of some file."""

    def fail(*_: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr(ForkContext, "Pipe", fail)
    with pytest.raises(OSError, match="Too many open files: '300 processes'"):
        list(run_in_order(squared, [1], 300))


def test_workers_killed_from_outside_are_replaced() -> None:
    """Every worker is killed in the middle of a long stream, and nothing is missing."""

    def work(number: int) -> tuple[int, int]:
        time.sleep(0.002)
        return number, os.getpid()

    numbers, first = [], set()
    for number, process in run_in_order(work, range(200), 2):  # type: ignore[misc]
        numbers.append(number)
        if len(numbers) < 20:
            first.add(process)
        elif len(numbers) == 20:
            for one in first:
                os.kill(one, signal.SIGKILL)
    assert numbers == list(range(200))


def test_an_endless_stream_is_read_as_it_is_needed() -> None:
    """Memory is in proportion to the workers, not to the input; and a reader that stops leaves no worker behind."""
    read = []

    def numbers() -> Iterator[int]:
        for number in count():
            read.append(number)
            yield number

    results = run_in_order(squared, numbers(), 2)
    assert list(islice(results, 10)) == [number * number for number in range(10)]
    assert len(read) < 60
    results.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
