"""Spark beside ``--jobs 2`` on one machine: ``make bench-spark``; fails where a record differs, prints the speed.

Two sizes of input are timed and the smaller taken off, so that what starts once does not count. Another number of
articles: ``python -m tests.bench_spark 2000``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections import defaultdict
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import stream
from tests.conftest import ROOT
from tests.spark_cluster import LOOPBACK, open_cluster

ARTICLES, SMALLER = 10_000, 5  # the smaller input is a fifth
PLAIN = "--jobs 2"
_EVERY = 0.5  # seconds between two looks at the processes
_PAGE = os.sysconf("SC_PAGE_SIZE")
_KINDS = {"pyspark.daemon": "a Python worker", "CoarseGrainedExecutorBackend": "the Java of an executor"}


def main() -> None:
    """Prints ratios and memory."""
    os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    os.environ["SPARK_LOCAL_IP"] = LOOPBACK
    count = int(sys.argv[1]) if sys.argv[1:] else ARTICLES
    with TemporaryDirectory() as folder, ExitStack() as stack:
        place = Path(folder)
        inputs = write_inputs(place, count)
        modes = {
            PLAIN: ["--jobs", "2"],
            "local[2]": ["--engine", "spark", "--master", "local[2]"],
            "cluster": ["--engine", "spark", "--master", stack.enter_context(open_cluster(place))],
        }
        meter = Meter()
        seconds: dict[str, list[float]] = defaultdict(list)
        for size, path in inputs.items():
            for name, options in modes.items():
                began = time.perf_counter()
                extract([str(path), "-o", str(place / f"{name}-{size}"), *options])
                seconds[name].append(time.perf_counter() - began)
                print(f"{size} articles, {name}: {seconds[name][-1]:.0f} s", flush=True)
            whole = read_records(place / f"{PLAIN}-{size}")
            for name in list(modes)[1:]:
                if read_records(place / f"{name}-{size}") != whole:
                    raise SystemExit(f"the records of {name} are not those of {PLAIN}")
        meter.close()
    print(
        f"records of all {len(whole)} articles equal\narticles a second beyond the first {count // SMALLER}, {PLAIN} = 1"
    )
    beyond = {name: more - less for name, (less, more) in seconds.items()}
    for name in list(modes)[1:]:
        print(f"  {name:24} {beyond[PLAIN] / beyond[name]:8.2f}")
    for name, most in meter.peaks.items():
        print(f"peak memory of {name:24} {most:8.0f} MB")


def write_inputs(folder: Path, count: int) -> dict[int, Path]:
    """Files of JSON Lines of both sizes."""
    inputs = {}
    texts = stream(count)
    for size in (count // SMALLER, count):
        lines = (json.dumps({"id": f"n{at}", "text": text}, ensure_ascii=False) for at, text in enumerate(texts[:size]))
        inputs[size] = folder / f"articles-{size}.jsonl"
        inputs[size].write_text("\n".join(lines) + "\n", encoding="utf-8")
    return inputs


def read_records(path: Path) -> dict[str, dict[str, object]]:
    """Records by id, of a file or a folder of Spark, without their provenance."""
    files = sorted(path.glob("records/part-*")) if path.is_dir() else [path]
    found = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    records = {one["id"]: {key: one[key] for key in one if key not in ("source", "tool")} for one in found}
    if len(records) != len(found):
        raise SystemExit(f"{path}: an article is there twice")
    return records


def extract(args: list[str]) -> None:
    """The command, in a process of its own."""
    subprocess.run([sys.executable, "-m", "mfcx", "extract", *args], check=True, cwd=ROOT, stderr=subprocess.DEVNULL)


class Meter:
    """How large the processes below this one get, the largest of each kind of Spark."""

    def __init__(self) -> None:
        self.peaks: dict[str, float] = defaultdict(float)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ends looking."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._ended.wait(_EVERY):
            parents = {}
            for path in Path("/proc").glob("[0-9]*/stat"):
                with suppress(OSError):
                    fields = path.read_text(errors="replace").rpartition(")")[2].split()
                    parents[int(path.parent.name)] = int(fields[1])
            for process in parents:
                if _is_below(os.getpid(), process, parents):
                    self._look(process)

    def _look(self, process: int) -> None:
        with suppress(OSError):
            command = Path(f"/proc/{process}/cmdline").read_text(errors="replace")
            kind = next((name for mark, name in _KINDS.items() if mark in command), None)
            if kind is not None:
                pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
                self.peaks[kind] = max(self.peaks[kind], pages * _PAGE / 1e6)


def _is_below(top: int, process: int, parents: dict[int, int]) -> bool:
    while process in parents and process != top:
        process = parents[process]
    return process == top


if __name__ == "__main__":
    main()
