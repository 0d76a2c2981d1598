"""What is kept between runs is what would have been built, or it is built."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import regex

from mfcx.patterns import parse_pattern
from mfcx.stored import _state, _Store, stored
from tests.conftest import ROOT

STATE = b"01234567"
Keep = Callable[..., object]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file in a folder that is not there yet."""
    return tmp_path / "mfcx" / "tables.pickle"


def refuse() -> object:
    """For what must not be built."""
    raise AssertionError("was built again")


def keep(path: Path, name: str, value: object) -> None:
    """A process that built one thing and ended."""
    store = _Store(path, STATE)
    assert store.read(name, lambda: value) == value
    store._write(os.getpid())


def test_a_second_run_builds_nothing(path: Path) -> None:
    """The next process reads what the first built, and adds to it."""
    keep(path, "a", {"до": 5})
    keep(path, "b", 2)
    assert _Store(path, STATE).read("a", refuse) == {"до": 5}
    assert _Store(path, STATE).read("b", refuse) == 2


@pytest.mark.parametrize(
    "spoil", [lambda old: old[:-1], lambda old: b"", lambda old: old[:25] + bytes([old[25] ^ 1]) + old[26:]]
)
def test_a_spoilt_file_is_built_anew(path: Path, spoil: Callable[[bytes], bytes]) -> None:
    """Cut short, empty, or with another byte in it."""
    keep(path, "a", 1)
    path.write_bytes(spoil(path.read_bytes()))
    assert _Store(path, STATE).read("a", lambda: 2) == 2


def test_another_state_of_the_package_is_built_anew(path: Path) -> None:
    """A table that was edited must not be answered for by its old rows."""
    keep(path, "a", 1)
    assert _Store(path, STATE[::-1]).read("a", lambda: 2) == 2


def test_a_file_that_others_may_write_is_not_opened(path: Path) -> None:
    """A pickle may run code."""
    keep(path, "a", 1)
    path.chmod(0o666)
    assert _Store(path, STATE).read("a", lambda: 2) == 2


def test_files_of_installations_that_are_gone_are_removed(tmp_path: Path) -> None:
    """A new file takes those of its kind away that are a month old, and nothing else."""
    names = {"tables-1.pickle": 40, "tables-2.pickle": 20, "tagger-1.bin": 40, "notes.txt": 40}
    for name, days in names.items():
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, times=(0, time.time() - days * 24 * 60 * 60))
    keep(tmp_path / "tables-3.pickle", "a", 1)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"tables-2.pickle", "tables-3.pickle", "tagger-1.bin", "notes.txt"}


def test_nowhere_to_write_loses_nothing(tmp_path: Path) -> None:
    """A folder that cannot be made, and none at all."""
    (tmp_path / "mfcx").write_text("no folder")
    keep(tmp_path / "mfcx" / "tables.pickle", "a", 1)
    assert _Store(None, STATE).read("a", lambda: 2) == 2


def test_a_forked_worker_writes_nothing(path: Path) -> None:
    """Only the process that built ends with writing."""
    store = _Store(path, STATE)
    store.read("a", lambda: 1)
    store._write(os.getpid() + 1)
    assert not path.exists()


def test_what_differs_in_a_call_is_kept_apart() -> None:
    """The arguments belong to the name."""

    @stored
    def doubled(word: str) -> str:
        return word * 2

    assert (doubled("а"), doubled("б")) == ("аа", "бб")


def test_expressions_and_patterns_survive() -> None:
    """An expression finds the same, and so does a pattern of words."""
    compiled = regex.compile(r"(?i)\d++ (?P<unit>тыс)")
    again = pickle.loads(pickle.dumps(compiled))
    assert again.search("5 ТЫС").group("unit") == compiled.search("5 ТЫС").group("unit") == "ТЫС"  # type: ignore[union-attr]
    assert pickle.loads(pickle.dumps(parse_pattern("не более"))).elements == parse_pattern("не более").elements


def test_the_state_follows_the_files() -> None:
    """The same files, the same state; it is what a file begins with."""
    assert _state() == _state()
    assert len(_state()) == len(STATE)


def test_records_are_the_same_with_and_without_what_is_kept(tmp_path: Path) -> None:
    """The first run builds, the second reads, a third has no home."""
    article = ROOT / "fixtures" / "articles" / "kirov-districts-list.txt"
    homes = [{"XDG_CACHE_HOME": str(tmp_path)}] * 2 + [{"XDG_CACHE_HOME": "", "HOME": "/nonexistent"}]
    runs = [
        subprocess.run(
            [sys.executable, "-m", "mfcx", "extract", str(article)],
            env=os.environ | home,
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for home in homes
    ]
    assert runs[0]
    assert runs.count(runs[0]) == 3
    assert [found.name.partition("-")[0] for found in sorted((tmp_path / "mfcx").iterdir())] == ["tables", "tagger"]
