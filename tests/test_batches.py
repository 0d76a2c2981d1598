"""Long runs: several processes, and going on after an interruption."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.stub_pipeline import CRASH, KILL, SLEEP
from tests.test_cli import COMMAND, ids

MANY = 300


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A file of many articles, one of which is an internal error and two no articles."""
    rows = [{"id": f"n{number}", "text": f"Открыли {number} офисов."} for number in range(MANY)]
    rows[7]["text"], rows[9]["text"] = CRASH, ""
    path = tmp_path / "news.jsonl"
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    lines[11] = "{"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_several_processes_give_the_bytes_of_one(mfcx: Run, news: Path) -> None:
    """Records, messages and status are the same, in the same order."""
    alone, several = (mfcx("extract", news, "--jobs", jobs) for jobs in (1, 3))
    assert len(ids(alone.stdout)) == MANY - 3
    assert several.stdout == alone.stdout
    assert several.stderr == alone.stderr
    assert several.returncode == alone.returncode == 1


def test_an_article_that_always_kills_its_process(mfcx: Run, tmp_path: Path) -> None:
    """All others are there in order, and it is named."""
    texts = ["Открыли 5 школ."] * 6
    texts[2] = KILL
    paths = [tmp_path / f"{number}.txt" for number in range(6)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    done = mfcx("extract", *paths, "--jobs", 2)
    assert ids(done.stdout) == ["0", "1", "3", "4", "5"]
    assert done.stderr.decode() == f"mfcx: {paths[2]}: its process was killed twice (-9)\n"
    assert done.returncode == 1


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_is_gone_on_with(mfcx: Run, news: Path, jobs: str, sent: int, status: int) -> None:
    """Whole lines are left beside the file, and `--resume` makes it byte for byte that of an undisturbed run."""
    whole, out, part = (news.parent / name for name in ("whole.jsonl", "out.jsonl", "out.jsonl.part"))
    mfcx("extract", news, "-o", whole)
    lines = news.read_text(encoding="utf-8").splitlines()
    slow = [*lines[:200], json.dumps({"id": "n200", "text": SLEEP}), *lines[201:]]
    news.write_text("\n".join(slow), encoding="utf-8")
    command = [*COMMAND, "extract", str(news), "-o", str(out), "-j", jobs]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and (not part.exists() or part.read_bytes().count(b"\n") < 197):
            time.sleep(0.01)
        process.send_signal(sent)
        assert process.wait(timeout=60) == status
    assert not out.exists()
    assert whole.read_bytes().startswith(part.read_bytes())
    assert len(ids(part.read_bytes())) == 197

    news.write_text("\n".join(lines), encoding="utf-8")
    with part.open("ab") as stream:
        stream.write(b'{"schema":"mfcx/1","id":"n2')  # torn by a power cut
    done = mfcx("extract", news, "-o", out, "--resume", "-j", jobs)
    assert out.read_bytes() == whole.read_bytes()
    assert not part.exists()
    assert done.returncode == 1
    assert f"{news}:8: failed before the run was resumed, not tried again" in done.stderr.decode()


def test_resume_without_anything_to_go_on_with(mfcx: Run, news: Path) -> None:
    """It is an ordinary run."""
    out = news.parent / "out.jsonl"
    mfcx("extract", news, "-o", out, "--resume")
    assert out.read_bytes() == mfcx("extract", news).stdout


@pytest.mark.parametrize("part", ['{"source":"other.txt","id":"1"}\n', "no record\n"])
def test_records_of_other_inputs_are_not_gone_on_with(mfcx: Run, news: Path, part: str) -> None:
    """One line and status 1, and the file stays as it was."""
    path = news.parent / "out.jsonl.part"
    path.write_text(part, encoding="utf-8")
    done = mfcx("extract", news, "-o", news.parent / "out.jsonl", "--resume")
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[-1].startswith(f"mfcx: {path}: holds ")
    assert path.read_text(encoding="utf-8") == part


def test_two_runs_do_not_write_one_file(mfcx: Run, news: Path) -> None:
    """The second says so, and takes nothing from the first."""
    part = news.parent / "out.jsonl.part"
    slow = news.parent / "slow.txt"
    slow.write_text(SLEEP, encoding="utf-8")
    errors = news.parent / "errors.jsonl"
    given = ["-o", str(news.parent / "out.jsonl"), "--errors", str(errors)]
    command = [*COMMAND, "extract", str(news), str(slow), *given]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        while not part.exists() or len(ids(part.read_bytes())) < MANY - 3:
            time.sleep(0.01)
        done = mfcx("extract", news, *given)
        assert len(ids(part.read_bytes())) == MANY - 3
        assert len(errors.read_bytes().splitlines()) == 3
        process.send_signal(signal.SIGINT)
    assert done.returncode == 1
    assert done.stderr.decode() == f"mfcx: {part}: another process is writing it\n"


def test_a_file_has_the_rights_it_had(mfcx: Run, news: Path) -> None:
    """A new one those of every new file, one that is replaced its own."""
    out = news.parent / "out.jsonl"
    mask = os.umask(0o027)
    try:
        mfcx("extract", news, "-o", out)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    out.chmod(0o604)
    mfcx("extract", news, "-o", out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o604


def test_nothing_is_left_of_a_run_without_records(mfcx: Run, news: Path) -> None:
    """What broke off before its first record has no file to go on with."""
    done = mfcx("extract", news, "-o", news.parent / "out.jsonl", "--errors", news.parent / "no" / "errors")
    assert done.returncode == 1
    assert [path.name for path in news.parent.iterdir()] == ["news.jsonl"]


@pytest.mark.parametrize(
    "args", [["--resume"], ["--resume", "-o", "-"], ["--resume", "-o", "x.csv", "--format", "csv"]]
)
def test_resume_wants_a_file_of_records(mfcx: Run, news: Path, args: list[str]) -> None:
    """Wrong usage otherwise, and so is no process at all."""
    done = mfcx("extract", news, *args)
    assert done.returncode == 2
    assert b"--resume" in done.stderr
    assert mfcx("extract", news, "--jobs", 0).returncode == 2


def test_a_process_without_parent_ends(news: Path) -> None:
    """`kill -9` of the command leaves no worker behind, and none complains."""
    with subprocess.Popen(
        [*COMMAND, "extract", str(news), "-j", "2"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.kill()
        process.wait()
        process.stdout.read()  # a worker that lived on would hold it, and the test would not end
        assert process.stderr.read() == b""
