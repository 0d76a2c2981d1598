"""`mfcx check`: differences are readable, updates are said, nothing passes unseen."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from mfcx.comparing import ABSENT, Difference, find_differences
from tests.conftest import Run

NEWS = "Открыли 5 офисов и 94,53 окна."


@pytest.fixture
def fixtures(mfcx: Run, tmp_path: Path) -> Path:
    """A folder with two articles and their expected records."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(NEWS, encoding="utf-8")
    assert mfcx("check", tmp_path, "--update").returncode == 0
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    """Edits an expected record."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_as_expected(mfcx: Run, fixtures: Path) -> None:
    """Status 0 and a count where nothing differs."""
    done = mfcx("check", fixtures)
    assert (done.returncode, done.stdout.decode()) == (0, "2 fixtures, 0 different\n")


def test_expected_records_are_for_people(fixtures: Path) -> None:
    """Indented, Cyrillic readable, keys in the order of the record, without source and tool."""
    text = (fixtures / "a.json").read_text(encoding="utf-8")
    record = json.loads(text)
    assert list(record)[:3] == ["schema", "id", "text"]
    assert {"source", "tool"}.isdisjoint(record)
    assert f'\n  "title": "{NEWS}"' in text
    assert '"spans": [\n        [8, 9]\n      ]' in text
    assert text.endswith("}\n")


def test_difference_is_named(mfcx: Run, fixtures: Path) -> None:
    """The path of the field, what was expected, what came; status 1."""
    change(fixtures / "b.json", '"value": 94.53', '"value": 94.5')
    change(fixtures / "b.json", '"region": null,\n  "regions"', '"region": "RU-TVE",\n  "regions"')
    done = mfcx("check", fixtures)
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        f'{fixtures}/b: region: expected "RU-TVE", got null',
        f"{fixtures}/b: metrics[1].value: expected 94.5, got 94.53",
        "2 fixtures, 1 different",
    ]


def test_what_is_missing_is_a_difference(mfcx: Run, fixtures: Path) -> None:
    """An article without its record, a record without its article, a record that is not JSON."""
    (fixtures / "a.json").unlink()
    (fixtures / "b.txt").unlink()
    (fixtures / "c.txt").write_text(NEWS, encoding="utf-8")
    (fixtures / "c.json").write_text("{", encoding="utf-8")
    done = mfcx("check", fixtures)
    assert done.returncode == 1
    lines = done.stdout.decode().splitlines()
    assert lines[0] == f"{fixtures}/a: no expected record beside it"
    assert lines[1] == f"{fixtures}/b: No such file or directory"
    assert lines[2].startswith(f"{fixtures}/c: the expected record is not JSON: Input data was truncated")
    assert lines[3] == "3 fixtures, 3 different"


def test_nothing_to_compare_is_no_success(mfcx: Run, tmp_path: Path) -> None:
    """A folder without fixtures must not look like a green one."""
    done = mfcx("check", tmp_path)
    assert done.returncode == 1
    assert b"no fixture in" in done.stderr


def test_update_rewrites_and_says_what(mfcx: Run, fixtures: Path) -> None:
    """Only what differs is rewritten, and each change is shown."""
    before = (fixtures / "a.json").stat().st_mtime_ns, (fixtures / "b.json").read_bytes()
    change(fixtures / "b.json", '"value": 5', '"value": 6')
    done = mfcx("check", "--update", fixtures)
    assert done.returncode == 0
    assert done.stdout.decode().splitlines() == [
        f"{fixtures}/b: metrics[0].value: expected 6, got 5",
        "2 fixtures, 1 different, 1 rewritten",
    ]
    assert ((fixtures / "a.json").stat().st_mtime_ns, (fixtures / "b.json").read_bytes()) == before


def test_update_cannot_mend_an_article_that_fails(mfcx: Run, fixtures: Path) -> None:
    """Where no record can be made, the expected one stays and the status is 1."""
    before = (fixtures / "a.json").read_bytes()
    (fixtures / "a.txt").write_text("упади", encoding="utf-8")
    done = mfcx("check", "--update", fixtures)
    assert done.returncode == 1
    assert b"internal error" in done.stdout
    assert (fixtures / "a.json").read_bytes() == before


def item(name: str, value: object = 1) -> dict[str, object]:
    """An entry of a list in a record."""
    return {"text": name, "value": value}


@pytest.mark.parametrize(
    ("expected", "got", "differences"),
    [
        ({"a": 1}, {"a": Decimal("1.0")}, []),
        ({"a": 1}, {"a": True}, [("a", 1, True)]),
        ({"a": None}, {}, [("a", None, ABSENT)]),
        ({}, {"a": {"b": 1}}, [("a", ABSENT, {"b": 1})]),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}}, [("a.b", [1, 2], [1, 3])]),
        ({"m": [item("x")]}, {"m": [item("x", 2)]}, [("m[0].value", 1, 2)]),
        ({"m": [item("x"), item("y")]}, {"m": [item("y")]}, [("m[0]", item("x"), ABSENT)]),
        ({"m": [item("y")]}, {"m": [item("x"), item("y", 2)]}, [("m[0]", ABSENT, item("x")), ("m[0].value", 1, 2)]),
        ({"m": [item("x")]}, {"m": [item("y")]}, [("m[0].text", "x", "y")]),
        ({"m": []}, {"m": [item("x")]}, [("m[0]", ABSENT, item("x"))]),
    ],
)
def test_lists_are_paired_by_name(expected: object, got: object, differences: list[tuple[str, object, object]]) -> None:
    """One fact more or less is one difference, not a shift of all that follow."""
    assert list(find_differences(expected, got)) == [Difference(*one) for one in differences]
