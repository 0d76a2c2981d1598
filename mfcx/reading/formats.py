"""Inputs to articles: one function for each kind of file, chosen by the suffix of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from mfcx.document import Article
from mfcx.reading.content import read_content
from mfcx.reading.decoding import decode
from mfcx.reading.errors import InputError
from mfcx.reading.paths import Input, find_inputs

Reader = Callable[[Input, str | None, date | None], Iterator[Article]]


def read_articles(
    paths: Sequence[str], *, encoding: str | None = None, date: date | None = None
) -> Iterator[Article | InputError]:
    """Every article of these paths in order; what cannot be read stands in its place as an error."""
    for found in find_inputs(paths):
        try:
            if found.error is not None:
                raise found.error
            yield from _reader(found)(found, encoding, date)
        except InputError as error:
            yield error


def read_text(path: str, encoding: str | None = None) -> str:
    """The decoded text of a file or of standard input («-»), whatever it holds."""
    return decode(read_content(path), encoding, path)


def check_words(text: str, source: str = "-") -> None:
    """Refuses what is no article: nothing at all, blank, or without a single letter."""
    if not text:
        raise InputError("empty", source)
    if not any(char.isalpha() for char in text):
        raise InputError("no words in it" if text.strip() else "blank", source)


def _reader(found: Input) -> Reader:
    if found.suffix in _NOT_YET:
        raise InputError(f"{found.suffix} files cannot be read yet, only plain text", found.path)
    return _read_plain


def _read_plain(found: Input, encoding: str | None, date: date | None) -> Iterator[Article]:
    text = read_text(found.path, encoding)
    check_words(text, found.path)
    yield Article(text, id=found.id, source=found.path, date=date)


# read as plain text they would give records of markup; their readers belong beside _read_plain
_NOT_YET = frozenset({".csv", ".htm", ".html", ".json", ".jsonl", ".parquet", ".tsv"})
