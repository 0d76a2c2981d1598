"""A session of Spark for the command: retries in local mode, small tasks, and a quiet standard error."""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mfcx.spark.sources import reason_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_TRIES = 4  # what clusters have; local mode has one unless its master says otherwise
_LOCAL = re.compile(r"local(?:\[(\d+|\*)\])?")
_SETTINGS = {
    "spark.app.name": "mfcx",
    # an article takes some hundredths of a second: small tasks share the work well and lose little when they fail
    "spark.sql.files.maxPartitionBytes": "8m",
    "spark.sql.files.openCostInBytes": "64k",
    # a row may be a whole file of --max-bytes
    "spark.sql.execution.arrow.maxRecordsPerBatch": "128",
    "spark.sql.execution.arrow.maxBytesPerBatch": "4m",
    # both tables are written at once, without sorting by table before
    "spark.sql.maxConcurrentOutputFileWriters": "2",
    # moments as they are written
    "spark.sql.session.timeZone": "UTC",
    # one thread in each task
    "spark.executorEnv.OPENBLAS_NUM_THREADS": "1",
    "spark.executorEnv.OMP_NUM_THREADS": "1",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
# pyspark sets these itself
_OURS = ("spark.app.name", "spark.ui.showConsoleProgress")
_PARTS_A_CORE = 4
_INTERRUPTED = 130  # the exit status


class SparkMissingError(Exception):
    """What keeps Spark from starting, in one line: something to install, or a master that is none."""


def check_installed() -> None:
    """Raises SparkMissingError with what to install."""
    from importlib.util import find_spec  # noqa: PLC0415 - nothing of Spark is loaded yet

    missing = [name for name in ("pyspark", "pyarrow", "pandas") if find_spec(name) is None]
    if missing:
        raise SparkMissingError(f"--engine spark needs {missing[0]}: pip install 'mfcx[spark]'")
    if "PYSPARK_GATEWAY_PORT" not in os.environ and find_java() is None:
        raise SparkMissingError(
            "--engine spark needs Java 17 or newer: install it (apt install openjdk-17-jre-headless) or set JAVA_HOME"
        )


def find_java() -> str | None:
    """The program that Spark will start, as it looks for it."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin")) if home else shutil.which("java")


@contextmanager
def open_session(master: str | None, *, verbose: bool) -> Iterator[SparkSession]:
    """A session, ended with the block; what Java has to say is kept off standard error unless `verbose`."""
    from pyspark import SparkConf, SparkContext  # noqa: PLC0415 - the extra
    from pyspark.sql import SparkSession  # noqa: PLC0415

    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with _muffled(not verbose):
        SparkContext._ensure_initialized()
    conf = SparkConf()
    for name, value in _SETTINGS.items():
        if name in _OURS or not conf.contains(name):
            conf.set(name, value)
    conf.setMaster(with_retries(master or conf.get("spark.master", "local[*]")))
    if not conf.contains("spark.pyspark.python"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        session = SparkSession.builder.config(conf=conf).getOrCreate()
    except Exception as error:  # a master that is none or does not answer, settings that Spark does not take
        raise SparkMissingError(f"Spark does not start: {reason_of(error)}") from error
    # that of pyspark calls Java in the middle of another call, and py4j complains of a KeyboardInterrupt
    signal.signal(signal.SIGINT, lambda *_: sys.exit(_INTERRUPTED))
    if not verbose:  # of a call that Ctrl-C cuts off it says more than anybody wants to know
        logging.getLogger("py4j").setLevel(logging.CRITICAL + 1)
    try:
        if not conf.contains("spark.sql.files.minPartitionNum"):
            # as many parts each time a file is looked at, however many executors there are by then
            parts = _PARTS_A_CORE * session.sparkContext.defaultParallelism
            session.conf.set("spark.sql.files.minPartitionNum", str(parts))
        yield session
    finally:
        apart(session.stop)


def apart(call: Callable[[], object]) -> None:
    """Calls Java by a line of its own: on that of this thread a signal may have cut off an answer."""

    def run() -> None:
        with suppress(Exception):  # what was to be cleaned up is gone, or Java is
            call()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


@contextmanager
def signals_put_off() -> Iterator[None]:
    """Ctrl-C and SIGTERM wait for the end of the block."""
    came: list[int] = []
    before = {one: signal.signal(one, lambda number, _: came.append(number)) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
    for number in came:
        signal.raise_signal(number)


def with_retries(master: str) -> str:
    """The master, in local mode with the tries that a cluster has: local[2] -> local[2,4]."""
    found = _LOCAL.fullmatch(master.strip())
    return f"local[{found[1] or 1},{_TRIES}]" if found else master


@contextmanager
def _muffled(on: bool) -> Iterator[None]:
    """Whatever is started in the block has a file without a name for its standard error."""
    if not on:
        yield
        return
    sys.stderr.flush()
    kept = os.dup(2)
    with tempfile.TemporaryFile() as log:
        os.dup2(log.fileno(), 2)
        try:
            yield
        except Exception as error:
            log.seek(0)
            said = log.read().decode("utf-8", "replace").strip().splitlines()
            raise SparkMissingError(f"Spark does not start: {said[-1] if said else error}") from error
        finally:
            os.dup2(kept, 2)
            os.close(kept)
