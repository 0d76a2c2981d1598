"""The bar of a long run: for a person at a terminal, and only when there is time to look at it."""

from __future__ import annotations

import gzip
import json
import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path

from mfcx.reading.choices import Choices
from mfcx.reading.counting import count_articles
from tests.conftest import ROOT
from tests.stub_pipeline import CRASH
from tests.test_cli import COMMAND, ids

ARTICLE = json.dumps({"text": "Открыли 5 школ."}).encode() + b"\n"
BAD = json.dumps({"text": CRASH}).encode() + b"\n"


def on_a_terminal(*options: str, pause: float = 1.3, rows: tuple[bytes, ...] = (ARTICLE, BAD)) -> tuple[bytes, str]:
    """Standard output, and what a terminal on standard error has got: of an article, a pause, then these rows."""
    screen, end = pty.openpty()
    command = [*COMMAND, "extract", "--input-format", "jsonl", *options]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=end, env=environment
    ) as process:
        os.close(end)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(ARTICLE)
        process.stdin.flush()
        first = process.stdout.readline()  # the work has begun
        time.sleep(pause)
        for row in rows:
            process.stdin.write(row)
        process.stdin.close()
        records = first + process.stdout.read()
        shown = b""
        try:
            while more := os.read(screen, 100_000):
                shown += more
        except OSError:  # how a terminal says that nobody writes any more
            pass
        os.close(screen)
    return records, shown.decode()


def test_a_long_run_shows_a_bar_and_takes_it_away() -> None:
    """It counts articles, a message stands on a line of its own, and nothing of the bar is left at the end."""
    records, shown = on_a_terminal(rows=(ARTICLE, BAD, ARTICLE))
    assert len(ids(records)) == 3
    assert "2/?" in shown
    lines = [line.rpartition("\x1b[2K")[2].strip("\r") for line in shown.split("\n")]
    assert "mfcx: -:3: internal error: KeyError: 'a\\nb'" in lines
    assert lines[-1] == ""
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")  # the cursor is back


def test_a_short_run_shows_nothing() -> None:
    """Nobody wants to be told of less than a second."""
    assert on_a_terminal(pause=0, rows=(ARTICLE,))[1] == ""


def test_quiet_means_errors_only() -> None:
    """With --quiet no bar, however long it takes, but what went wrong."""
    shown = on_a_terminal("--quiet")[1]
    assert shown == "mfcx: -:3: internal error: KeyError: 'a\\nb'\r\n"


def test_verbose_adds_the_traceback() -> None:
    """With -v an internal error is followed by its traceback, clear of the bar."""
    shown = on_a_terminal("-v")[1]
    lines = [line.rpartition("\x1b[2K")[2].strip("\r") for line in shown.split("\n")]
    at = lines.index("mfcx: -:3: internal error: KeyError: 'a\\nb'")
    assert lines[at + 1] == "Traceback (most recent call last):"


def test_no_bar_among_records() -> None:
    """Where the terminal holds the records, nothing else is drawn on it."""
    screen, end = pty.openpty()
    command = [*COMMAND, "extract", "--input-format", "jsonl"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=end, stderr=end) as process:
        os.close(end)
        assert process.stdin is not None
        process.stdin.write(ARTICLE)
        process.stdin.flush()
        shown = os.read(screen, 100_000)
        time.sleep(1.2)
        process.stdin.write(ARTICLE)
        process.stdin.close()
        while shown.count(b"\n") < 2:
            shown += os.read(screen, 100_000)
    os.close(screen)
    assert len(ids(shown.replace(b"\r\n", b"\n"))) == 2


def test_rich_is_not_loaded_before_the_bar() -> None:
    """A run that stays short pays nothing for the bar it does not show."""
    script = """
import sys
sys.stderr.isatty = lambda: True
from mfcx.commands import progress
with progress.show_progress(lambda: 2, quiet=False, records_elsewhere=True) as shown:
    shown.step()
    shown.step()
    print("rich" in sys.modules)
    progress.time.monotonic = lambda: 1e9
    shown.step()
    print("rich" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
    assert "3/2" in re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", done.stderr)


def test_without_standard_error() -> None:
    """Where it is closed, nothing is drawn and nothing breaks."""
    done = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -m tests.stub_pipeline extract 2>&-"],
        cwd=ROOT,
        input="Открыли 5 школ.".encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    assert ids(done.stdout) == ["-"]


def test_articles_are_counted_without_being_read(tmp_path: Path) -> None:
    """A file is one, JSON Lines are as many as they have lines; pipes and packed lines cannot be told."""
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "b.html").write_text("x", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text("1\n2\n3", encoding="utf-8")
    assert count_articles([str(tmp_path), str(tmp_path / "no.jsonl")], Choices()) == 6
    assert count_articles([str(tmp_path / "c.jsonl")], Choices(format="txt")) == 1
    assert count_articles(["-"], Choices()) == 1
    assert count_articles(["-"], Choices(format="jsonl")) is None
    (tmp_path / "d.jsonl").write_bytes(gzip.compress(b"1\n2"))
    assert count_articles([str(tmp_path)], Choices()) is None
    os.mkfifo(tmp_path / "e.jsonl")
    assert count_articles([str(tmp_path / "e.jsonl")], Choices()) is None
