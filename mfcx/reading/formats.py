"""Inputs to articles: one reader for each kind of file, chosen by the suffix of its name or by the user."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from mfcx.document import Article
from mfcx.reading.choices import Choices
from mfcx.reading.content import read_content
from mfcx.reading.decoding import decode
from mfcx.reading.errors import InputError
from mfcx.reading.paths import FORMAT_OF_SUFFIX, Input, IsOutput, Note, find_inputs

Reader = Callable[[Input, Choices], Iterator[Article | InputError]]


def read_articles(
    paths: Sequence[str],
    choices: Choices | None = None,
    *,
    encoding: str | None = None,
    date: date | None = None,
    note: Note | None = None,
    is_output: IsOutput = lambda path: False,
) -> Iterator[Article | InputError]:
    """Every article of these paths in order; what cannot be read stands in its place as an error.

    `encoding` and `date` are short for the choices of that name; `note` is told what folders hold beside articles,
    `is_output` tells the files that are written meanwhile.
    """
    how = choices or Choices(encoding=encoding, date=date)
    for found in find_inputs(paths, note, is_output):
        yield from read_input(found, how)


def read_input(found: Input, how: Choices) -> Iterator[Article | InputError]:
    """Every article of one input; what cannot be read stands in its place as an error."""
    try:
        if found.error is not None:
            raise found.error
        for item in _reader(found, how)(found, how):
            yield limited(item, how.max_chars)
    except InputError as error:
        yield error


def read_text(path: str, encoding: str | None = None) -> str:
    """The decoded text of a file or of standard input («-»), whatever it holds."""
    return decode(read_content(path), encoding, path)


def check_words(text: str, source: str = "-", line: int | None = None) -> None:
    """Refuses what is no article: nothing at all, blank, or without a single letter."""
    if not text:
        raise InputError("empty", source, line)
    if not any(char.isalpha() for char in text):
        raise InputError("no words in it" if text.strip() else "blank", source, line)


def limited(item: Article | InputError, most: int) -> Article | InputError:
    """The time goes with the length of the text, not with the bytes around it."""
    if isinstance(item, InputError) or len(item.text) <= most:
        return item
    return InputError(f"longer than {most} characters, the limit of --max-chars", item.source, item.line)


def _reader(found: Input, how: Choices) -> Reader:
    kind = how.format or FORMAT_OF_SUFFIX.get(found.suffix)
    if kind == "jsonl":
        return _read_json_lines
    if kind == "html":
        return _read_html
    if kind is None and found.suffix in _OTHER_SUFFIXES:
        raise InputError(f"{found.suffix} files cannot be read, only .txt, .html and .jsonl", found.path)
    return _read_plain


def _read_plain(found: Input, how: Choices) -> Iterator[Article]:
    text = decode(read_content(found.path, how.max_bytes, found.content), how.encoding, found.path)
    check_words(text, found.path)
    if how.format is None:
        _check_plain(text, found.path)
    yield Article(text, id=found.id, source=found.path, date=how.date)


def _check_plain(text: str, source: str) -> None:
    """Markup by its first characters: what is piped or has no suffix does not say what it is."""
    beginning = text[:_BEGINNING].lstrip()
    for kind, mark in _OTHER_BEGINNINGS.items():
        if mark.match(beginning):
            raise InputError(f"looks like {kind}, not plain text: --input-format says what it is", source)


def _read_json_lines(found: Input, how: Choices) -> Iterator[Article | InputError]:
    from mfcx.reading.json_lines import read_json_lines  # noqa: PLC0415 - plain text needs none of it

    for item in read_json_lines(found, how):
        try:
            if isinstance(item, Article):
                check_words(item.text, item.source, item.line)
            yield item
        except InputError as error:
            yield error


def _read_html(found: Input, how: Choices) -> Iterator[Article]:
    from mfcx.reading.html import read_html  # noqa: PLC0415 - loads trafilatura

    article = read_html(found, how)
    check_words(article.text, found.path)
    yield article


# read as plain text they would give records of markup
_OTHER_SUFFIXES = frozenset(
    {".csv", ".doc", ".docx", ".json", ".odt", ".parquet", ".pdf", ".rtf", ".tsv", ".xlsx", ".xml"}
)
_OTHER_BEGINNINGS = {
    "HTML": re.compile(r"<!doctype html|<html", re.IGNORECASE),
    "XML": re.compile(r"<\?xml\b|<rss\b|<feed\b", re.IGNORECASE),
    "JSON": re.compile(r'(?:\[\s*)?\{\s*"'),
    "RTF": re.compile(r"\{\\rtf"),
    "PDF": re.compile(r"%PDF-"),
}
_BEGINNING = 1000  # characters
