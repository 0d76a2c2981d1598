"""`mfcx diff`: what changed between two outputs is said, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

Json = dict[str, Any]


def metric(text: str, value: float) -> Json:
    return {"text": text, "value": value, "region": None}


def record(name: str = "a", **fields: Any) -> Json:
    start: Json = {"schema": "mfcx/1", "id": name, "source": "x.txt", "region": None, "metrics": [], "tool": {}}
    return {**start, **fields}


def write(path: Path, *records: Json) -> Path:
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    return path


def test_same_outputs(mfcx: Run, tmp_path: Path) -> None:
    """Order, source and tool are no difference; status 0."""
    old = write(tmp_path / "old", record("a"), record("b"))
    new = write(tmp_path / "new", record("b", source="y.txt"), record("a", tool={"mfcx": "2"}))
    done = mfcx("diff", old, new)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"2 articles, 0 different\n", b"")


def test_what_changed(mfcx: Run, tmp_path: Path) -> None:
    """A field, an entry gone, an entry added, each named by its words; status 1."""
    old = write(tmp_path / "old", record(metrics=[metric("5 окон", 5), metric("7 дел", 7.5), metric("9 лет", 9)]))
    new = write(
        tmp_path / "new",
        record(region="RU-TVE", metrics=[metric("5 окон", 6), metric("9 лет", 9), metric("8 мест", 8)]),
    )
    done = mfcx("diff", old, new)
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        'a: region: null -> "RU-TVE"',
        "a: metrics[0].value «5 окон»: 5 -> 6",
        'a: metrics[1] «7 дел»: gone {"text": "7 дел", "value": 7.5, "region": null}',
        'a: metrics[2] «8 мест»: added {"text": "8 мест", "value": 8, "region": null}',
        "1 articles, 1 different",
    ]


def test_articles_of_one_side_only(mfcx: Run, tmp_path: Path) -> None:
    """Records of one id are paired in their order, and what one side lacks is named."""
    old = write(tmp_path / "old", record("a"), record("a", region="RU-TVE"), record("b"))
    new = write(tmp_path / "new", record("a"), record("a", region="RU-TOM"), record("c"))
    done = mfcx("diff", old, new)
    assert done.stdout.decode().splitlines() == [
        'a: region: "RU-TVE" -> "RU-TOM"',
        "b: only in OLD",
        "c: only in NEW",
        "4 articles, 3 different",
    ]


def test_what_cannot_be_read_is_a_failure(mfcx: Run, tmp_path: Path) -> None:
    """Bad lines and a missing file are named; standard input can be one side."""
    old = write(tmp_path / "old", record("a"))
    piped = old.read_bytes() + b'{\n5\n{"id":' + b"[" * 100_000 + b'\n\xff\n{}\n{"id":1e9999999999999999999}\n'
    done = mfcx("diff", old, "-", input=piped)
    assert (done.returncode, done.stdout) == (1, b"1 articles, 0 different\n")
    assert done.stderr.decode().splitlines() == [
        "mfcx: -:2: not JSON: Input data was truncated",
        "mfcx: -:3: not as expected: Expected `object`, got `int`",
        "mfcx: -:4: JSON that is nested too deep",
        "mfcx: -:5: not JSON: invalid character (byte 0)",
        "mfcx: -:6: not as expected: Object missing required field `id`",
        "mfcx: -:7: not as expected: number out of range: 1e9999999999999999999 - at `$[...]`",
    ]
    done = mfcx("diff", old, tmp_path / "no")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"mfcx: {tmp_path}/no: No such file or directory\n"


def test_words_cannot_draw_on_the_terminal(mfcx: Run, tmp_path: Path) -> None:
    """Escapes in a record are spelled out."""
    old = write(tmp_path / "old", record("a\x1b[31m", metrics=[metric("5\x1b]0;x", 5)]))
    new = write(tmp_path / "new", record("a\x1b[31m", metrics=[metric("5\x1b]0;x", 6)]))
    assert b"\x1b" not in mfcx("diff", old, new).stdout


@pytest.mark.parametrize("args", [["diff"], ["diff", "a"], ["diff", "-", "-"]])
def test_two_outputs_are_needed(mfcx: Run, args: list[str]) -> None:
    """Anything else is wrong usage."""
    assert mfcx(*args).returncode == 2
