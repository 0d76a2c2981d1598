"""JSON Lines to articles: fields, encodings, and lines that hold none."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mfcx.document import Article
from mfcx.reading import Choices, InputError, read_articles
from mfcx.record import to_json
from tests.conftest import Run

NEWS = "В МФЦ Тверской области за год оказали 412 тысяч услуг."


def read(path: Path, content: bytes, **choices: Any) -> list[Article | InputError]:
    """What the lines of a file are."""
    path.write_bytes(content)
    return list(read_articles([str(path)], Choices(**choices)))


def lines(*values: object) -> bytes:
    """Values as JSON Lines."""
    return "\n".join(json.dumps(value, ensure_ascii=False) for value in values).encode()


def reasons(items: Sequence[Article | InputError]) -> list[str]:
    """The messages of the errors among these items."""
    return [f"{item.line}: {item.reason}" for item in items if isinstance(item, InputError)]


def test_an_article_for_each_line(tmp_path: Path) -> None:
    """Text, id and date are found by their usual names; where there is no id, the file and the line are it."""
    path = tmp_path / "news.jsonl"
    first, second = read(path, lines({"id": 7, "text": NEWS, "date": "2024-05-31"}, {"text": NEWS}) + b"\n\n")
    assert first == Article(NEWS, id="7", source=str(path), date=date(2024, 5, 31), line=1)
    assert second == Article(NEWS, id="news:2", source=str(path), line=2)


def test_fields_are_named_by_path(tmp_path: Path) -> None:
    """A dotted name goes down into objects, a field of that very name goes first; what is kept keeps its digits."""
    line = b'{"a": {"b": "Text", "c": {"d": "x"}}, "a.c": "y", "n": 1.50, "day": "31.05.2024 12:00"}'
    choices = {"text_field": "a.b", "id_field": "a.c", "date_field": "day", "keep": ("a.c", "a.c.d", "n", "none")}
    (item,) = read(tmp_path / "a.ndjson", line, **choices)
    assert isinstance(item, Article)
    assert (item.text, item.id, item.date) == ("Text", "y", date(2024, 5, 31))
    assert list(item.extra) == ["a.c", "a.c.d", "n", "none"]
    assert str(item.extra["n"]) == "1.50"
    assert (item.extra["a.c.d"], item.extra["none"]) == ("x", None)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-05-31T23:59:00+03:00", date(2024, 5, 31)),
        ("2024-05-31 10:00", date(2024, 5, 31)),
        ("31.05.2024", date(2024, 5, 31)),
        (None, date(2020, 1, 1)),
        ("", date(2020, 1, 1)),
        ("вчера", "'d' is not a date like 2024-05-31: вчера"),
        ("2024-02-30", "'d' is not a date"),
        ("2024-05-311", "'d' is not a date"),
        (1717113600, "'d' is not a date like 2024-05-31: 1717113600"),
    ],
)
def test_days_of_publication(tmp_path: Path, written: object, expected: date | str) -> None:
    """A field named by the user is a day, or null and then --date, or an error; the usual field only may be a day."""
    given = {"date": date(2020, 1, 1)}
    (item,) = read(tmp_path / "a.jsonl", lines({"text": "Да", "d": written}), date_field="d", **given)
    if isinstance(expected, str):
        assert isinstance(item, InputError)
        assert expected in item.reason
    else:
        assert isinstance(item, Article)
        assert item.date == expected
    (item,) = read(tmp_path / "a.jsonl", lines({"text": "Да", "date": written}), **given)
    assert isinstance(item, Article)
    assert item.date == (given["date"] if isinstance(expected, str) else expected)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("да", "not JSON: invalid character (byte 0)"),
        ('{"text": "Да"', "not JSON: Input data was truncated"),
        ("[1]", "not a JSON object, which each line must be"),
        ("{}", "no text in the field 'text' (see --text-field)"),
        ('{"text": null}', "no text in the field 'text' (see --text-field)"),
        ('{"text": 5}', "the field 'text' is not a string"),
        ('{"text": ""}', "empty"),
        ('{"text": " "}', "blank"),
        ("[" * 100_000, "JSON that is nested too deep"),
        ('{"a":' * 100_000, "JSON that is nested too deep"),
        ('{"text": "Да", "n": ' + "9" * 10_000 + "}", "not as expected: Integer value out of range"),
        ('{"text": "Да", "n": 1e9999999999999999999}', "not as expected: number out of range: 1e9999999999999999999"),
    ],
)
def test_a_bad_line_costs_itself_only(tmp_path: Path, line: str, expected: str) -> None:
    """Each error names its line, the articles around it are read."""
    items = read(tmp_path / "a.jsonl", lines({"text": NEWS}) + f"\n{line}\n".encode() + lines({"text": NEWS}))
    assert [getattr(item, "id", None) for item in items] == ["a:1", None, "a:3"]
    assert reasons(items)[0].startswith(f"2: {expected}")
    assert str(items[1]).startswith(f"{tmp_path}/a.jsonl:2: ")


def test_a_named_id_must_be_there(tmp_path: Path) -> None:
    """An id that the user counts on is not made up."""
    items = read(tmp_path / "a.jsonl", lines({"text": NEWS, "id": 1}, {"text": NEWS, "url": "u"}), id_field="url")
    assert reasons(items) == ["1: no id in the field 'url'"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866"]
)
def test_encodings_are_found(tmp_path: Path, encoding: str, pack: type[bytes]) -> None:
    """One encoding for the whole input, also where it begins with ASCII and the first Russian word is short."""
    texts = ["Only Latin letters", "МФЦ", NEWS, "Первая\u2028вторая"[: 6 if encoding[:2] in ("cp", "ko") else 99]]
    content = lines(*({"text": text} for text in texts)).decode().encode(encoding)
    items = read(tmp_path / "a.jsonl.gz", pack(content))
    assert [getattr(item, "text", item) for item in items] == texts
    named = read(tmp_path / "a.jsonl", content, encoding=encoding)
    assert [getattr(item, "text", item) for item in named] == texts


def test_damaged_letters_cost_their_line(tmp_path: Path) -> None:
    """UTF-8 that is cut within a letter is an error of its line, before and after good ones."""
    good = lines({"text": NEWS})
    cut = good.replace("услуг".encode(), "услуг".encode()[:-1])
    for content in (good + b"\n" + cut + b"\n" + good, cut + b"\n" + good + b"\n" + good):
        items = read(tmp_path / "a.jsonl", content)
        assert sum(isinstance(item, Article) for item in items) == 2
        assert "UTF-8 at byte" in reasons(items)[0] or "utf-8 at byte" in reasons(items)[0]


def test_half_a_pair_and_nan(tmp_path: Path) -> None:
    """What json of Python writes is read: half a surrogate pair is one mark, NaN is nothing."""
    (item,) = read(tmp_path / "a.jsonl", b'{"text": "\\ud83d \\ud83d\\ude00 \\u0414", "n": NaN}', keep=("n",))
    assert isinstance(item, Article)
    assert item.text == "\ufffd \U0001f600 Д"
    assert b"null" in to_json([item.extra])  # type: ignore[list-item]


def test_a_picture_is_one_error(tmp_path: Path) -> None:
    """What is binary is named once, however many line ends are in it."""
    items = read(tmp_path / "a.jsonl", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\n\n\xff\n")
    assert reasons(items) == ["None: binary data, not a text"]


@pytest.mark.parametrize("content", [b"", b"\n \r\n\n", gzip.compress(b"")])
def test_no_lines(tmp_path: Path, content: bytes) -> None:
    """A file without a line is no success."""
    assert reasons(read(tmp_path / "a.jsonl", content)) == ["None: empty"]


def test_gzip_that_breaks_off(tmp_path: Path) -> None:
    """The lines before the damage are read, then it is named."""
    content = gzip.compress(b"\n".join(lines({"text": f"{NEWS} {number * 7919 % 1009}"}) for number in range(3000)))
    items = read(tmp_path / "a.jsonl.gz", content[: len(content) // 2])
    assert isinstance(items[0], Article)
    assert reasons(items) == ["None: damaged gzip data"]


def test_long_lines(tmp_path: Path) -> None:
    """A line of 10 MB is read, one over the limit is named and skipped, and no more than the limit is held."""
    good, text = lines({"text": NEWS}), "а" * 5_000_000
    (_, item, _) = read(tmp_path / "a.jsonl", good + b"\n" + lines({"text": text}) + b"\n" + good, max_chars=len(text))
    assert isinstance(item, Article)
    assert item.text == text
    bomb = gzip.compress(good + b"\n" + b"[" * 50_000_000 + b"\n" + good)
    tracemalloc.start()
    items = read(tmp_path / "a.jsonl.gz", bomb, max_bytes=1_000_000)
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()
    assert reasons(items) == ["2: larger than 1000000 bytes, the limit of --max-bytes"]
    assert len(items) == 3


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_a_line_may_be_as_long_as_the_limit(tmp_path: Path, end: bytes) -> None:
    """Without its end, which is none of it; a byte more is too much."""
    line = lines({"text": NEWS})
    assert isinstance(read(tmp_path / "a.jsonl", line + end, max_bytes=len(line))[0], Article)
    assert isinstance(read(tmp_path / "a.jsonl", line + end, max_bytes=len(line) - 1)[0], InputError)


def test_blank_lines_have_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small gzip file can hold billions of them in a row; some between articles do no harm."""
    monkeypatch.setattr("mfcx.reading.json_lines._MOST_BLANK", 10)
    few, many = b"\n" * 10, b"\n" * 12
    line = lines({"text": NEWS}) + b"\n"
    assert reasons(read(tmp_path / "a.jsonl", few + line + few + line + many + line)) == ["33: 10 blank lines in a row"]


def test_many_short_lines(mfcx: Run, tmp_path: Path) -> None:
    """50,000 lines that are nothing give 50,000 lines on standard error, none on standard output."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"x\n" * 50_000)
    done = mfcx("extract", path)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 50_000)
