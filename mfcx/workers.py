"""The same work in several processes, results in the order of the items, nothing lost to a process that dies.

Workers are forked after all is loaded, so that they share its memory. Each has one item at a time: where it dies
(killed, out of memory), another takes its place and the item is tried once more; what kills its worker twice is `Lost`.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")
R = TypeVar("R")

_TRIES = 2
_SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM})
# results that wait for a slow item before them, for each worker: memory stays in proportion to the workers
_AHEAD = 16


class Lost(Struct, Generic[T], frozen=True):
    """What stands in place of a result: the worker died each time, with this exit code (-9: killed)."""

    item: T
    exit_code: int | None


class _Slot(Struct, Generic[T, R], eq=False):
    """An item on its way, in the order of the input."""

    item: T
    tries: int = 0
    result: R | Lost[T] | None = None
    done: bool = False


class _Worker(Struct, Generic[T, R], eq=False):
    process: ForkProcess
    pipe: Connection[T | None, R]
    slot: _Slot[T, R] | None = None


def run_in_order(work: Callable[[T], R], items: Iterable[T], jobs: int) -> Iterator[R | Lost[T]]:
    """``map(work, items)`` by so many processes; `work` and what it needs must be loaded before."""
    pool = _Pool(work, jobs)
    try:
        yield from pool.run(iter(items))
    finally:
        pool.close()


class _Pool(Generic[T, R]):
    def __init__(self, work: Callable[[T], R], jobs: int) -> None:
        self._work = work
        self._context = get_context("fork")
        self._jobs = jobs
        self._workers: list[_Worker[T, R]] = []
        self._slots: deque[_Slot[T, R]] = deque()
        self._ahead = jobs * _AHEAD

    def run(self, items: Iterator[T]) -> Iterator[R | Lost[T]]:
        """The results in order; an item is read when a worker is free for it."""
        more = True
        while more or self._slots:
            if more and len(self._slots) < self._ahead and self._has_room():
                more = self._take(items)
            else:
                self._receive()
            while self._slots and self._slots[0].done:
                yield self._slots.popleft().result  # type: ignore[misc]  # what is done has a result

    def close(self) -> None:
        """Ends the workers, also in the middle of their work."""
        for worker in self._workers:
            # it holds nothing; a gentler signal may meet one that is not set up yet
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()  # not before: who is about to answer would complain

    def _has_room(self) -> bool:
        return len(self._workers) < self._jobs or any(worker.slot is None for worker in self._workers)

    def _take(self, items: Iterator[T]) -> bool:
        for item in items:
            slot: _Slot[T, R] = _Slot(item)
            self._slots.append(slot)
            self._give(self._free_worker(), slot)
            return True
        return False

    def _free_worker(self) -> _Worker[T, R]:
        """One that has nothing to do, else a new one: few items start no more workers than they need."""
        for worker in self._workers:
            if worker.slot is None:
                return worker
        self._workers.append(self._start())
        return self._workers[-1]

    def _give(self, worker: _Worker[T, R], slot: _Slot[T, R]) -> None:
        worker.slot = slot
        slot.tries += 1
        with suppress(OSError):  # it died while it had nothing to do: found out when its end is read
            worker.pipe.send(slot.item)

    def _receive(self) -> None:
        """Waits for a worker, and takes its result or its death."""
        busy = [(worker, worker.slot) for worker in self._workers if worker.slot is not None]
        ready = wait([worker.pipe for worker, _ in busy])
        for worker, slot in busy:
            if worker.pipe not in ready:
                continue
            try:
                slot.result, slot.done, worker.slot = worker.pipe.recv(), True, None
            except (EOFError, OSError):
                self._replace(worker, slot)

    def _replace(self, worker: _Worker[T, R], slot: _Slot[T, R]) -> None:
        worker.pipe.close()
        worker.process.join()
        fresh = self._start()
        self._workers[self._workers.index(worker)] = fresh
        if slot.tries < _TRIES:
            self._give(fresh, slot)
        else:
            slot.result, slot.done = Lost(slot.item, worker.process.exitcode), True

    def _start(self) -> _Worker[T, R]:
        try:
            return self._fork()
        except OSError as error:  # no more processes or open files are allowed: say what for
            raise OSError(error.errno, error.strerror, f"{self._jobs} processes") from error

    def _fork(self) -> _Worker[T, R]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(self._work, theirs, ours), daemon=True)
        # a signal must not meet the new process with the handlers of this one
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
        return _Worker(process, ours)


def _serve(work: Callable[[T], R], pipe: Connection[R, T], parents: Connection[T, R]) -> None:
    """The life of a worker: an item in, its result out, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all of them; the parent ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    parents.close()
    while True:
        try:
            item = pipe.recv()
        except (EOFError, ConnectionError):
            return
        result = work(item)
        try:
            pipe.send(result)
        except ConnectionError:
            return
