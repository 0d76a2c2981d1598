"""What users do wrong: each gets a line that says so, and nobody a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run

NEWS = "Открыли 5 школ."

# arguments, status, what the last line on standard error says
MISTAKES = (
    ("extract no.txt", 1, "mfcx: no.txt: No such file or directory"),
    ("extract no/", 1, "mfcx: no/: No such file or directory"),
    ("extract empty", 1, "mfcx: empty: no .txt, .html or .jsonl file in this folder"),
    ("extract *.odt", 1, "mfcx: *.odt: no file matches this pattern"),
    ("extract loop", 1, "mfcx: loop: Too many levels of symbolic links"),
    ("extract table.csv", 1, "mfcx: table.csv: .csv files cannot be read, only .txt, .html and .jsonl"),
    ("extract bad.gz", 1, "mfcx: bad.gz: damaged gzip data"),
    ("extract bad.jsonl", 1, "mfcx: bad.jsonl:1: not JSON: Input data was truncated"),
    ("extract deep.jsonl", 1, "mfcx: deep.jsonl:1: JSON that is nested too deep"),
    ("extract other.jsonl", 1, "mfcx: other.jsonl:1: no text in the field 'text' (see --text-field)"),
    ("extract other.jsonl --text-field id", 1, "mfcx: other.jsonl:1: the field 'id' is not a string"),
    ("extract a.txt --encoding ascii", 1, "mfcx: a.txt: not ascii at byte 0"),
    ("extract a.txt --max-bytes 3", 1, "mfcx: a.txt: larger than 3 bytes, the limit of --max-bytes"),
    ("extract a.txt --max-chars 3", 1, "mfcx: a.txt: longer than 3 characters, the limit of --max-chars"),
    ("extract a.txt -o empty", 1, "mfcx: empty: Is a directory"),
    ("extract a.txt -o no/out", 1, "mfcx: no/out: No such file or directory"),
    ("extract a.txt -o /dev/full", 1, "mfcx: /dev/full: No space left on device"),
    ("extract a.txt -o /dev/full --format csv", 1, "mfcx: /dev/full: No space left on device"),
    ("extract a.txt -o loop/out", 1, "mfcx: loop/out: Too many levels of symbolic links"),
    ("extract a.txt --errors empty", 1, "mfcx: empty: Is a directory"),
    ("extract a.txt --rules no.toml", 2, "mfcx: no.toml: No such file or directory"),
    ("extract a.txt --rules a.txt", 2, "mfcx: a.txt:1: "),
    ("extract -o a.txt a.txt", 2, "Error: --output is an input, too: a.txt"),
    ("extract --errors ./a.txt a.txt", 2, "Error: --errors is an input, too: ./a.txt"),
    ("extract -o  a.txt", 2, "Error: --output is empty"),
    ("extract a.txt -o out --errors ./out", 2, "Error: --output and --errors are one file"),
    ("extract a.txt -o out --errors out.part", 2, "Error: --output and --errors are one file"),
    ("extract ", 2, "Error: a path is empty"),
    ("extract a.txt --encoding klingon", 2, "Error: Invalid value for '--encoding': 'klingon' is not the name"),
    ("extract a.txt --encoding undefined", 2, "Error: Invalid value for '--encoding': 'undefined' is not the name"),
    ("extract a.txt --date 31.05.2024", 2, "Error: Invalid value for '--date': '31.05.2024' is not a date"),
    ("extract a.txt --jobs 0", 2, "Error: Invalid value for '-j' / '--jobs': 0 is not in the range"),
    ("extract a.txt --jobs 100000", 2, "Error: Invalid value for '-j' / '--jobs': 100000 is not in the range"),
    ("extract a.txt --format parquet", 2, "Error: parquet is written into a file: give -o FILE"),
    ("extract a.txt --format xml", 2, "Error: Invalid value for '--format'"),
    ("extarct a.txt", 2, "Error: No such command 'extarct'. Did you mean 'extract'?"),
    ("parse empty", 1, "mfcx: empty: Is a directory"),
    ("show no.txt", 1, "mfcx: no.txt: No such file or directory"),
    ("check empty", 1, "mfcx: empty: no fixture in it"),
    ("check a.txt", 2, "Error: Invalid value for 'FIXTURES...': Directory 'a.txt' is a file."),
    ("table no", 1, "mfcx: no: No such file or directory"),
    ("table empty", 1, "mfcx: empty: Is a directory"),
    ("table bad.jsonl", 1, "mfcx: bad.jsonl:1: not as expected: "),
    ("table other.jsonl", 1, "mfcx: other.jsonl:1: not as expected: "),
    ("table next.jsonl", 1, "mfcx: next.jsonl:1: the record of 'a' has the schema 'mfcx/2', not 'mfcx/1'"),
    ("diff out.jsonl no", 1, "mfcx: no: No such file or directory"),
    ("diff out.jsonl deep.jsonl", 1, "mfcx: deep.jsonl:1: JSON that is nested too deep"),
    ("diff - -", 2, "Error: only one of OLD and NEW can be standard input"),
    ("eval out.jsonl next.jsonl --texts .", 1, "mfcx: next.jsonl: no record of a"),
    ("eval no out.jsonl --texts .", 1, "mfcx: no: no labelled article in it"),
    ("eval out.jsonl out.jsonl --texts no", 2, "Error: Invalid value for '--texts': Directory 'no' does not exist."),
    ("eval out.jsonl out.jsonl --texts . --fail-under full=2", 2, "Error: Invalid value for '--fail-under': '2' is not a number"),
    ("eval out.jsonl out.jsonl --texts . --fail-under all=1", 2, "Error: Invalid value for '--fail-under': 'all=1' is not FIELD=F1"),
    ("rules explain no.txt", 1, "mfcx: no.txt: No such file or directory"),
    ("completion tcsh", 2, "Error: Invalid value for '{bash|zsh|fish}': 'tcsh' is not one of"),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of all kinds but the right one."""
    folder = tmp_path_factory.mktemp("mistakes")
    (folder / "empty").mkdir()
    (folder / "a.txt").write_text(NEWS, encoding="utf-8")
    command = [sys.executable, "-m", "tests.stub_pipeline", "extract", str(folder / "a.txt")]
    record = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    (folder / "out.jsonl").write_bytes(record)
    (folder / "next.jsonl").write_bytes(record.replace(b"mfcx/1", b"mfcx/2"))
    (folder / "other.jsonl").write_text('{"id": 5}', encoding="utf-8")
    (folder / "bad.jsonl").write_text("[1,2", encoding="utf-8")
    (folder / "deep.jsonl").write_text('{"x":' + "[" * 100_000 + "]" * 100_000 + "}", encoding="utf-8")
    (folder / "bad.gz").write_bytes(b"\x1f\x8b\x08junk")
    (folder / "table.csv").write_text("a,b", encoding="utf-8")
    (folder / "loop").symlink_to("loop")
    return folder


def run(folder: Path, *args: str, shell: str = '"$@"') -> subprocess.CompletedProcess[bytes]:
    """The command over the stub pipeline, in a folder."""
    stub = "" if args[:1] == ("rules",) else "sys.modules.update(stub_pipeline.modules());"
    code = f"import sys; from tests import stub_pipeline; from mfcx.cli import main; {stub} main(prog_name='mfcx')"
    return subprocess.run(
        ["bash", "-c", shell, "bash", sys.executable, "-c", code, *args],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("line", "status", "said"), MISTAKES, ids=[line for line, _, _ in MISTAKES])
def test_mistakes_are_said(folder: Path, line: str, status: int, said: str) -> None:
    """One line with the reason after all that is said of usage, the right status, nothing on standard output."""
    done = run(folder, *line.split(" "))
    lines = done.stderr.decode().splitlines()
    assert lines[-1].startswith(said)
    assert done.returncode == status
    assert "Traceback" not in done.stderr.decode()
    if not line.startswith(("diff", "eval")):
        assert done.stdout == b""
        assert status == 2 or len(lines) == 1


@pytest.mark.parametrize("line", ["extract a.txt", "show a.txt", "table out.jsonl", "schema", "--help", "--version", "parse a.txt"])  # fmt: skip
@pytest.mark.parametrize(("output", "reason"), [(">/dev/full", "No space left on device"), (">&-", "it is closed")])
def test_standard_output_that_takes_nothing(folder: Path, line: str, output: str, reason: str) -> None:
    """A full disk or a closed descriptor costs one line and status 1."""
    done = run(folder, *line.split(), shell=f'"$@" {output}')
    said = done.stderr.decode()
    assert "Traceback" not in said
    assert done.returncode == 1
    assert said.count("\n") == 1
    assert said == f"mfcx: standard output: {reason}\n"


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_a_file_that_must_not_grow(folder: Path, form: str) -> None:
    """A limit of the shell, or a quota, is said of the file that met it."""
    done = run(folder, "extract", "a.txt", "-o", "out", "--format", form, shell='ulimit -f 0; "$@"')
    assert (done.stdout, done.stderr.decode(), done.returncode) == (b"", "mfcx: out: File too large\n", 1)


def test_errors_that_find_no_room(folder: Path) -> None:
    """The file of --errors is named, whatever else is written."""
    done = run(folder, "extract", "no.txt", "-o", "out", "--errors", "/dev/full")
    assert done.stderr.decode().splitlines()[1:] == ["mfcx: /dev/full: No space left on device"]
    assert done.returncode == 1


@pytest.mark.parametrize("line", ["extract -", "show -", "table -", "parse -", "diff - out.jsonl", "extract --input-format jsonl -"])  # fmt: skip
def test_standard_input_that_is_closed(folder: Path, line: str) -> None:
    """It is said, as of any other input."""
    done = run(folder, *line.split(), shell='"$@" <&-')
    assert done.stderr.decode() == "mfcx: -: standard input is closed\n"
    assert done.returncode == 1


def test_the_article_is_not_replaced(folder: Path, mfcx: Run) -> None:
    """`-o` with the name of an input, however it is written, leaves the file as it is."""
    assert mfcx("extract", folder / "a.txt", "-o", folder / "empty/../a.txt").returncode == 2
    assert (folder / "a.txt").read_text(encoding="utf-8") == NEWS
