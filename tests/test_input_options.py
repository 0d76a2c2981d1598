"""The options of extract that say what the input is, and where its errors go."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from mfcx.reading import InputError, read_articles
from tests.conftest import Run
from tests.test_cli import NEWS, ids


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_piped_json_lines(mfcx: Run, pack: type[bytes]) -> None:
    """Standard input is what --input-format says; the record has the id and what --keep names, as it was written."""
    line = json.dumps({"uid": 5, "body": {"text": NEWS}, "n": [1, None, "я"]}, ensure_ascii=False).encode()
    options = ["--text-field", "body.text", "--id-field", "uid", "--keep", "n", "--keep", "m"]
    done = mfcx("extract", "--input-format", "jsonl", *options, input=pack(line + b"\n{}\n"))
    record = json.loads(done.stdout)
    assert (record["id"], record["source"], record["text"]) == ("5", "-", None)
    assert record["extra"] == {"n": [1, None, "я"], "m": None}
    assert done.stderr.decode() == "mfcx: -:2: no text in the field 'body.text' (see --text-field)\n"
    assert done.returncode == 1


def test_piped_page(mfcx: Run) -> None:
    """A page may be piped; its record carries the text."""
    page = f"<html><body><p>{NEWS}</p></body></html>"
    done = mfcx("extract", "--input-format", "html", input=page.encode("cp1251"))
    assert json.loads(done.stdout)["text"] == NEWS
    assert (done.returncode, done.stderr) == (0, b"")
    done = mfcx("extract", input=page.encode())
    assert done.stderr.decode() == "mfcx: -: looks like HTML, not plain text: --input-format says what it is\n"
    assert (done.returncode, done.stdout) == (1, b"")


def test_errors_file(mfcx: Run, tmp_path: Path) -> None:
    """--errors holds what standard error says, a JSON object a line; it is empty where all went well."""
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "b.txt").write_text("упади", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"text": "Да"}\nнет\n{"text": "упади"}', encoding="utf-8")
    (tmp_path / os.fsdecode(b"\xff.txt")).write_bytes(b"")
    errors = tmp_path / "errors"
    done = mfcx("extract", "-q", tmp_path, tmp_path / "no.txt", "--errors", errors)
    assert (done.returncode, ids(done.stdout)) == (1, ["a", "c:1"])
    entries = [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert [(Path(one["source"]).name, one["line"], one["error"]) for one in entries] == [
        ("b.txt", None, "internal error: KeyError: 'a\\nb'"),
        ("c.jsonl", 2, "not JSON: invalid character (byte 0)"),
        ("c.jsonl", 3, "internal error: KeyError: 'a\\nb'"),
        ("?.txt", None, "empty"),
        ("no.txt", None, "No such file or directory"),
    ]
    assert done.stderr.count(b"\n") == len(entries)
    assert mfcx("extract", tmp_path / "a.txt", "--errors", errors).returncode == 0
    assert errors.read_bytes() == b""


@pytest.mark.parametrize(
    ("size", "accepted"), [("1K", True), ("1030", True), ("1MB", True), ("1020", False), ("1", False)]
)
def test_max_bytes(mfcx: Run, tmp_path: Path, size: str, accepted: bool) -> None:
    """Sizes are given as to ripgrep, and count what is decompressed."""
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(b"word " * 204 + b"word"))
    done = mfcx("extract", path, "--max-bytes", size)
    assert done.returncode == (0 if accepted else 1)
    assert accepted or b": larger than " in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["--max-bytes", "0"],
        ["--max-bytes", "many"],
        ["--max-bytes", "-5"],
        ["--input-format", "pdf"],
        ["--errors", "-"],
        ["--errors", "a", "-o", "a"],
        ["--errors", ""],
    ],
)
def test_wrong_usage(mfcx: Run, args: list[str]) -> None:
    """Status 2, or 1 for a file that cannot be made, and never a traceback."""
    done = mfcx("extract", *args, input=NEWS.encode())
    assert (done.returncode, done.stdout) == (1 if args[1] == "" else 2, b"")
    assert b"Traceback" not in done.stderr


def test_patterns_in_quotes(tmp_path: Path) -> None:
    """A pattern is what a shell would have put in its place; a file of that very name goes first."""
    for name in ("b/2.txt", "b/c/1.txt", "a.txt", "a[1].txt", "x.png"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(NEWS, encoding="utf-8")

    def found(pattern: str) -> list[str]:
        items = read_articles([f"{tmp_path}/{pattern}"])
        return [os.path.relpath(item.source, tmp_path) for item in items]

    assert found("a*.txt") == ["a.txt", "a[1].txt"]
    assert found("a[1].txt") == ["a[1].txt"]
    assert found("**/*.txt") == ["a.txt", "a[1].txt", "b/2.txt", "b/c/1.txt"]
    assert found("?") == ["b/2.txt", "b/c/1.txt"]
    (item,) = read_articles([f"{tmp_path}/*.html"])
    assert isinstance(item, InputError)
    assert item.reason == "no file matches this pattern"
    (item,) = read_articles(["a\0*"])
    assert isinstance(item, InputError)


def test_a_folder_says_what_it_leaves_out(mfcx: Run, tmp_path: Path) -> None:
    """Files of other kinds are named in one line, which is no failure and which --quiet leaves out."""
    for name in ("a.txt", "p.png", "q.md", "r.csv", "s.doc"):
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    done = mfcx("extract", tmp_path)
    assert (done.returncode, ids(done.stdout)) == (0, ["a"])
    said = f"mfcx: {tmp_path}: left out 4 files of other kinds: p.png, q.md, r.csv, …\n"
    assert done.stderr.decode() == said
    assert mfcx("extract", "-q", tmp_path).stderr == b""
