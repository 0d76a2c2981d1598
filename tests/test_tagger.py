"""The tagger: what it is given, and where its names stand in the article."""

from __future__ import annotations

import time

import pytest

from mfcx.document import Line, Page
from mfcx.names.tagger import tag_names


def page(text: str, kinds: list[str] | None = None) -> Page:
    lines, at = [], 0
    for number, line in enumerate(text.split("\n")):
        lines.append(Line(at, at + len(line), kinds[number] if kinds else "body"))
        at += len(line) + 1
    return Page(tuple(lines))


def names(text: str, kinds: list[str] | None = None) -> list[tuple[str, str]]:
    return [(text[n.start : n.stop], n.kind) for n in tag_names(text, page(text, kinds))]


def test_offsets_lead_back() -> None:
    """Names of every line are found at their place in the article."""
    text = "Итоги года\n\nОб этом сообщил Иван Петров.\nСпорить не стала Анна Зуева из Омска."
    assert ("Иван Петров", "PER") in names(text)
    assert ("Анна Зуева", "PER") in names(text)
    assert ("Омска", "LOC") in names(text)


def test_boilerplate_is_not_read() -> None:
    """Lines of furniture are never tagged."""
    text = "Об этом сообщил Иван Петров.\nПопулярное: Анна Зуева спела"
    assert names(text, ["body", "boilerplate"]) == [("Иван Петров", "PER")]


def test_bylines_are_read() -> None:
    """Bylines are read as well as the body."""
    text = "В городе открыли парк.\nАвтор: Анна Зуева"
    assert ("Анна Зуева", "PER") in names(text, ["body", "byline"])


def test_first_word_of_the_text() -> None:
    """A name that opens the text is found like any other."""
    assert ("Иван Петров", "PER") in names("Иван Петров открыл парк.")


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \t\n "])
def test_empty(text: str) -> None:
    """Nothing to read is no error."""
    assert names(text) == []


def test_carriage_returns() -> None:
    """CRLF stays two characters, names keep their offsets."""
    text = "Парк открыт.\r\nСообщил Иван Петров.\r\n"
    lines = (Line(0, 12, "body"), Line(14, len(text) - 2, "body"))
    found = tag_names(text, Page(lines))
    assert [text[n.start : n.stop] for n in found] == ["Иван Петров"]


def test_no_name_over_a_line_break() -> None:
    """A name ends with its line."""
    text = "Встречу провёл Иван\nПетров Сергей пришёл позже."
    assert all("\n" not in surface for surface, _ in names(text))


def test_long_text_without_sentences() -> None:
    """Twice the text takes about twice the time, and names of its end are found."""
    text = "слово Иван Петров город " * 2000
    start = time.perf_counter()
    found = tag_names(text, page(text))
    assert time.perf_counter() - start < 30
    assert found[-1].start > len(text) - 100
