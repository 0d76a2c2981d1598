"""A cluster of Spark on this machine: a master and two workers as processes of their own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

from tests.java import is_usable

_MASTER, _WORKER = (f"org.apache.spark.deploy.{name}" for name in ("master.Master", "worker.Worker"))
_STARTS = 120  # seconds
LOOPBACK = "127.0.0.1"


def has_spark() -> bool:
    """Whether pyspark and a Java that is new enough are here."""
    if find_spec("pyspark") is None:
        return False
    from mfcx.spark.session import find_java

    java = find_java()
    return java is not None and is_usable(Path(java))


@contextmanager
def open_cluster(folder: Path, env: Mapping[str, str] | None = None, *, workers: int = 2) -> Iterator[str]:
    """The URL of a cluster of so many workers with one core each, ended with the block."""
    where = os.environ | {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": LOOPBACK} | dict(env or {})
    with ExitStack() as stack:
        common = ("--host", LOOPBACK, "--port", "0", "--webui-port", "0")
        log = stack.enter_context(_started(folder / "master.log", where, _MASTER, *common))
        url = _said(log, r"Starting Spark master at (spark://\S+)")
        for number in range(workers):
            own = ("--cores", "1", "--memory", "1g", "--work-dir", str(folder / f"work{number}"), url)
            log = stack.enter_context(_started(folder / f"worker{number}.log", where, _WORKER, *common, *own))
            _said(log, r"Successfully registered with master")
        yield url


@contextmanager
def _started(log: Path, env: Mapping[str, str], *args: str) -> Iterator[Path]:
    spec = find_spec("pyspark")
    assert spec is not None
    assert spec.origin is not None
    program = Path(spec.origin).parent / "bin" / "spark-class"
    with log.open("wb") as stream:
        process = subprocess.Popen([str(program), *args], env=env, stdout=stream, stderr=stream)
    try:
        yield log
    finally:
        process.terminate()  # the script has become the Java that it starts
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _said(log: Path, pattern: str) -> str:
    until = time.monotonic() + _STARTS
    while time.monotonic() < until:
        text = log.read_text(encoding="utf-8", errors="replace")
        if found := re.search(pattern, text):
            return found[found.re.groups]
        time.sleep(0.1)
    raise TimeoutError(f"{log}: {log.read_text(encoding='utf-8', errors='replace')[-1000:]}")


def parent_of(process: int) -> int:
    """The process that started another."""
    done = subprocess.run(["ps", "-o", "ppid=", "-p", str(process)], capture_output=True, text=True, check=True)
    return int(done.stdout)
