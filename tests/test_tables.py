"""The reader of the word lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mfcx import stored, tables
from mfcx.tables import TableError, fold, read_table, words

Write = Callable[[str], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Puts a table of this test where the package looks for its own; it is called `own`."""
    monkeypatch.setattr(tables, "DATA", tmp_path)
    monkeypatch.setattr(stored, "_store", lambda: stored._Store(None, b""))
    read_table.cache_clear()

    def put(text: str) -> None:
        (tmp_path / "own.tsv").write_text(text, encoding="utf-8")

    yield put
    read_table.cache_clear()


def test_rows_by_column(write: Write) -> None:
    """A row gives each of its cells by the name of the column."""
    write("word\texample\nдо\tдо пяти\nот\tот трёх\n")
    assert read_table("own") == ({"word": "до", "example": "до пяти"}, {"word": "от", "example": "от трёх"})


def test_comments_and_blank_lines(write: Write) -> None:
    """Comments and blank lines may stand anywhere, before the header too."""
    write("# what it is\n\nword\texample\n# a group\nдо\tдо пяти\n\n")
    assert read_table("own") == ({"word": "до", "example": "до пяти"},)


def test_empty_cells_and_spaces(write: Write) -> None:
    """An empty cell is an empty string, also the last one; spaces round a cell are none of it."""
    write("word\tcmp\texample\n до \t\t\n")
    assert read_table("own") == ({"word": "до", "cmp": "", "example": ""},)


@pytest.mark.parametrize("row", ["до", "до\tдо пяти\tещё"])
def test_wrong_number_of_cells(write: Write, row: str) -> None:
    """A row with a cell too few or too many is an error that names file and line."""
    write(f"# comment\nword\texample\n{row}\n")
    with pytest.raises(TableError, match=r"own\.tsv:3: \d cells, the header has 2"):
        read_table("own")


def test_unknown_table() -> None:
    """A table that is not there is an error, not an empty list."""
    with pytest.raises(OSError, match="no_such_table"):
        read_table("no_such_table")


def test_tables_are_read_once() -> None:
    """The same table is the same object, so nobody may change its rows for himself."""
    assert read_table("units") is read_table("units")


@pytest.mark.parametrize(("text", "folded"), [("Орёл", "орел"), ("ЕЩЁ", "еще"), ("", ""), ("МФЦ", "мфц"), ("м²", "м²")])
def test_fold(text: str, folded: str) -> None:
    """Case and ё do not matter in look-ups."""
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["Орёл", "ЁЛКА", "straße", "№ 5", "йод"])
def test_fold_keeps_length(text: str) -> None:
    """Folding never moves an offset, and folding twice changes nothing."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_words_of_a_class() -> None:
    """A class of words is the set of its forms, folded."""
    assert {"в", "во"} <= words("in")
    assert all(word == fold(word) for row in read_table("word_classes") for word in words(row["class"]))


def test_unknown_class() -> None:
    """A class that is not in the table is an error that names it."""
    with pytest.raises(TableError, match="'no_such_class'"):
        words("no_such_class")
