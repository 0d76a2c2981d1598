"""Paths to articles: files, folders, standard input, encodings, and what is no article."""

from __future__ import annotations

import gzip
import io
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from mfcx.document import Article
from mfcx.reading import Choices, InputError, read_articles
from mfcx.reading.decoding import LEGACY, decode
from mfcx.reading.lines import LineDecoder, split_lines
from mfcx.reading.paths import Input, find_inputs

NEWS = "В МФЦ Тверской области за год оказали 412 тысяч услуг, сообщил министр Иван Лаптев."


def read_one(path: Path, encoding: str | None = None) -> Article | InputError:
    """The only article, or error, behind a path."""
    (item,) = read_articles([str(path)], encoding=encoding)
    return item


def reason(path: Path, encoding: str | None = None) -> str:
    """Why a path holds no article."""
    item = read_one(path, encoding)
    assert isinstance(item, InputError)
    assert item.source == str(path)
    return item.reason


def test_article_carries_what_is_known(tmp_path: Path) -> None:
    """Id is the bare name, source the path as given, date the one of the user."""
    path = tmp_path / "a.txt"
    path.write_text(NEWS, encoding="utf-8")
    (item,) = read_articles([str(path)], date=date(2024, 5, 31))
    assert item == Article(NEWS, id="a", source=str(path), date=date(2024, 5, 31))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("in/a.txt", "a"),
        ("a.txt.gz", "a"),
        ("a.TXT.GZ", "a"),
        ("a", "a"),
        ("2024.05.31", "2024.05.31"),
        ("2024.05.txt", "2024.05"),
        (".hidden", ".hidden"),
        ("-", "-"),
    ],
)
def test_id_is_the_name_without_suffixes(path: str, expected: str) -> None:
    """Suffixes are cut, numbers in the name are not."""
    assert Input(path).id == expected


@pytest.mark.parametrize("text", ["Первая\r\nВторая\r\n", "Первая\rВторая", "Первая\n\n\u2028Вторая\x0b\n"])
def test_newlines_stay_as_they_came(tmp_path: Path, text: str) -> None:
    """Offsets count every character of a line end."""
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    item = read_one(path)
    assert isinstance(item, Article)
    assert item.text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-8", *LEGACY])
def test_encodings_are_found(tmp_path: Path, encoding: str) -> None:
    """Every usual Russian encoding is read without being named, and no byte order mark stays."""
    path = tmp_path / "a.txt"
    path.write_bytes(NEWS.encode(encoding))
    item = read_one(path)
    assert isinstance(item, Article)
    assert item.text == NEWS


SHORT = [
    "Новый офис «Мои документы» открыли в Ржеве — там 12 окон и детский уголок для всех",
    "ГУБЕРНАТОР ОБЛАСТИ ПОДВЁЛ ИТОГИ ГОДА: ПОСТРОЕНО БОЛЬШЕ СТА ШКОЛ И ПЯТЬ НОВЫХ БОЛЬНИЦ",
    "жители стали чаще обращаться за услугами через портал, а очередей в центрах больше нет",
    "Ещё 35 отделений отремонтируют, на это пойдёт 1,5 млрд рублей, в том числе из бюджета",
    "№ 7. Яблоки, груши и вишня: урожай на треть выше прошлогоднего, считают в министерстве",
]


@pytest.mark.parametrize("encoding", LEGACY)
@pytest.mark.parametrize("text", SHORT)
def test_eighty_characters_tell_the_encoding(text: str, encoding: str) -> None:
    """A short text is enough to tell the five legacy encodings apart, in capitals too."""
    content = text.encode(encoding, "ignore")
    assert decode(content) == content.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-8", *LEGACY])
def test_lines_are_read_in_the_encoding_of_all(encoding: str) -> None:
    """A line that is too short to tell is read as those behind it are."""
    lines = ["12", "5 окон", "№ 7\r", *SHORT]
    stream = io.BufferedReader(io.BytesIO("\n".join(lines).encode(encoding, "ignore")))
    decoder = LineDecoder(stream, None, "-")
    read = [decoder.decode(line or b"") for _, line in split_lines(decoder.lines, 1000)]
    assert read == "\n".join(lines).encode(encoding, "ignore").decode(encoding).splitlines(keepends=True)


def test_named_encoding_overrides() -> None:
    """What the user says is believed, even where the guess would differ."""
    assert decode("хлеб".encode("cp1251"), "koi8-r") == "хлеб".encode("cp1251").decode("koi8-r")
    assert decode(b"\xef\xbb\xbf5", "utf-8") == "5"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b" \r\n\t\n", "blank"),
        (b"12 34\n--", "no words in it"),
        (b"\0\1", "binary data, not a text"),
        (b"\7\0\3\0\x10\0" * 50, "binary data, not a text"),
        (NEWS.encode("utf-16")[:-1], "not utf-16-le at byte"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary data, not a text"),
        ("слово\0слово".encode(), "binary data, not a text"),
        (NEWS.encode()[:-4] + b"\xd0", "damaged UTF-8 at byte"),
        ("Größe und Straße, schöne Grüße".encode("latin-1"), "not UTF-8 at byte 2, nor a Russian legacy encoding"),
        (gzip.compress(NEWS.encode())[:-12], "damaged gzip data"),
        (gzip.compress(NEWS.encode())[:20] + b"\xff" * 20, "damaged gzip data"),
        (gzip.compress(b""), "empty"),
    ],
)
def test_what_is_no_article_is_an_error(tmp_path: Path, raw: bytes, expected: str) -> None:
    """Nothing that cannot be read passes as an article without facts."""
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    assert reason(path).startswith(expected)


def test_named_encoding_that_does_not_fit(tmp_path: Path) -> None:
    """A wrong --encoding is an error of the input, with its place."""
    path = tmp_path / "a.txt"
    path.write_bytes(NEWS.encode("cp1251"))
    assert reason(path, encoding="utf-8") == "not utf-8 at byte 0"


def test_missing_file_and_lonely_folder(tmp_path: Path) -> None:
    """A path that leads to nothing is an error, not silence."""
    assert reason(tmp_path / "no.txt") == "No such file or directory"
    assert reason(tmp_path) == "no .txt, .html or .jsonl file in this folder"


@pytest.mark.parametrize("suffix", [".json", ".CSV", ".xlsx", ".parquet.gz", ".docx", ".pdf"])
def test_other_kinds_are_refused(tmp_path: Path, suffix: str) -> None:
    """A table or a document of an office is not read as if it were an article."""
    path = tmp_path / f"a{suffix}"
    path.write_text(NEWS, encoding="utf-8")
    assert "cannot be read, only .txt, .html and .jsonl" in reason(path)


@pytest.mark.parametrize("name", ["page", "page.txt"])
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("\n<!DOCTYPE html><p>Да", "HTML"),
        ("<html><p>Да", "HTML"),
        ("<?xml version='1.0'?><rss><title>Да", "XML"),
        ('{"text": "Да"}', "JSON"),
        ('[\n  {\n    "text": "Да"', "JSON"),
        ("{\\rtf1\\ansi\\ansicpg1251 \\'c4\\'e0}", "RTF"),
        ("%PDF-1.4\nДа", "PDF"),
    ],
)
def test_markup_is_no_plain_text(tmp_path: Path, name: str, content: str, kind: str) -> None:
    """What turns out to be markup is refused with the option that reads it, unless the user says it is text."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert reason(path) == f"looks like {kind}, not plain text: --input-format says what it is"
    (item,) = read_articles([str(path)], Choices(format="txt"))
    assert isinstance(item, Article)
    assert item.text == content


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt"])
def test_gzip_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    """Compressed text is inflated whatever it is called."""
    path = tmp_path / name
    path.write_bytes(gzip.compress(NEWS.encode("koi8-r")))
    item = read_one(path)
    assert isinstance(item, Article)
    assert (item.id, item.text) == ("a", NEWS)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("suffix", [".txt", ".html", ".jsonl"])
def test_size_is_limited(tmp_path: Path, pack: type[bytes], suffix: str) -> None:
    """Neither a large file nor a small one that inflates to a large one fills the memory."""
    path = tmp_path / f"a{suffix}"
    path.write_bytes(pack(b"a" * 1_000_001))
    (item,) = read_articles([str(path)], Choices(max_bytes=1_000_000))
    assert isinstance(item, InputError)
    assert item.reason == "larger than 1000000 bytes, the limit of --max-bytes"


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    """All articles below a folder, by name; other files, hidden ones and links to folders are left out."""
    for name in ("b/2.txt", "b/1.txt.gz", "a.txt", "c.TXT", "x.json", ".hidden.txt", ".git/3.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(NEWS, encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = [os.path.relpath(one.path, tmp_path) for one in find_inputs([str(tmp_path)])]
    assert found == ["a.txt", "b/1.txt.gz", "b/2.txt", "c.TXT"]


def test_unreadable_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder below that cannot be opened is an error in its place; the others are read."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text(NEWS, encoding="utf-8")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    first, second = read_articles([str(tmp_path)])
    assert isinstance(first, InputError)
    assert str(first) == f"{tmp_path}/a: Permission denied"
    assert isinstance(second, Article)


def test_order_of_inputs_is_kept(tmp_path: Path) -> None:
    """Errors stand where their inputs stood."""
    for name in ("z.txt", "a.txt"):
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("z.txt", "no.txt", "a.txt")]
    assert [getattr(item, "id", None) for item in read_articles(paths)] == ["z", None, "a"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads standard input, whose id and source are a dash."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(NEWS.encode("cp1251")))))
    assert list(read_articles(["-"])) == [Article(NEWS)]
    monkeypatch.setattr(sys, "stdin", None)
    (item,) = read_articles(["-"])
    assert isinstance(item, InputError)
