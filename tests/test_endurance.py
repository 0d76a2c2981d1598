"""A long run that is broken off, by two processes: `make endurance` takes 10,000 articles, the suite some.

The articles are bundled ones with other digits, through the whole pipeline.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT

COUNT = int(os.environ.get("MFCX_ENDURANCE", "80"))
LONGEST = 1_200  # characters
PATIENCE = 60 + COUNT  # seconds
EXTRACT = [sys.executable, "-m", "mfcx", "extract"]


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many short articles, an object a line."""
    chance = random.Random(7)
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "fixtures/labelled/texts").glob("*.txt"))]
    short = [text for text in texts if len(text) < LONGEST]
    path = tmp_path_factory.mktemp("endurance") / "news.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(COUNT):
            text = re.sub(r"\d", lambda _: str(chance.randint(1, 9)), short[number % len(short)])
            print(json.dumps({"id": f"n{number}", "text": text}, ensure_ascii=False), file=stream)
    return path


@pytest.fixture(scope="module")
def whole(news: Path) -> bytes:
    """The records of an undisturbed run."""
    out = news.with_name("whole.jsonl")
    began = time.perf_counter()
    done = subprocess.run([*EXTRACT, str(news), "-j", "2", "-o", str(out)], cwd=ROOT, capture_output=True, check=True)
    print(f"{COUNT} articles undisturbed: {time.perf_counter() - began:.0f} s")
    assert (done.stdout, done.stderr) == (b"", b"")
    records = out.read_bytes()
    assert [json.loads(line)["id"] for line in records.splitlines()] == [f"n{number}" for number in range(COUNT)]
    return records


def start(*args: object) -> subprocess.Popen[bytes]:
    """Extract, in a process group of its own."""
    command = [*EXTRACT, *map(str, args)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, start_new_session=True)


def wait_for_records(process: subprocess.Popen[bytes], part: Path, count: int) -> None:
    """Until the file of an unfinished run has so many lines."""
    while process.poll() is None and (not part.exists() or part.read_bytes().count(b"\n") < count):
        time.sleep(0.02)
    assert process.poll() is None, "the run ended before it could be broken off"


def find_children(parent: int) -> list[int]:
    """The processes that a process has started: as Linux says it, else as ps does."""
    told = Path(f"/proc/{parent}/task/{parent}/children")
    if told.exists():
        return [int(child) for child in told.read_text().split()]
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return [int(child) for child, of in rows if int(of) == parent]


def assert_nobody_left(group: int) -> None:
    """No process of a group is there any more."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    pytest.fail("a process was left behind")


def test_a_reader_of_one_record(news: Path, whole: bytes) -> None:
    """`… | head -1` gives the first record and is quiet: nothing said, nobody left, status 141."""
    script = f'"{sys.executable}" -m mfcx extract --jobs 2 "{news}" | head -1; echo "${{PIPESTATUS[0]}}" >&2'
    with subprocess.Popen(
        ["bash", "-c", script],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        first, said = process.communicate(timeout=PATIENCE)
    assert first == whole[: whole.index(b"\n") + 1]
    assert said == b"141\n"
    assert_nobody_left(process.pid)


def test_broken_off_and_gone_on_with(news: Path, whole: bytes) -> None:
    """`kill -INT` in the middle leaves whole records and nobody; `--resume` makes the bytes of an undisturbed run."""
    out, part = news.with_name("out.jsonl"), news.with_name("out.jsonl.part")
    with start(news, "-o", out, "-j", 2) as process:
        wait_for_records(process, part, COUNT // 2)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said, out.exists()) == (130, b"", False)
    assert_nobody_left(process.pid)
    left = part.read_bytes()
    assert left.endswith(b"\n")
    assert whole.startswith(left)
    assert len(left) < len(whole)
    with start(news, "-o", out, "-j", 2, "--resume") as process:
        _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (0, b"")
    assert out.read_bytes() == whole


def test_a_worker_killed_in_the_middle(news: Path, whole: bytes) -> None:
    """`kill -9` of both workers costs nothing: the same bytes, status 0."""
    out, part = news.with_name("killed.jsonl"), news.with_name("killed.jsonl.part")
    with start(news, "-o", out, "-j", 2) as process:
        wait_for_records(process, part, COUNT // 3)
        workers = find_children(process.pid)
        assert len(workers) == 2
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
        _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (0, b"")
    assert out.read_bytes() == whole
    assert_nobody_left(process.pid)
