"""Stage 4: names of people, places and bodies, as the packaged tagger sees them; what it is shown is prepared here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from mfcx.document import Page, Span
from mfcx.tables import read_table
from mfcx.tokens import find_words

if TYPE_CHECKING:
    from mfcx.tagging.tags import Tagger

# the model's memory grows with its input; an article of ordinary length fits into one piece
_LONGEST = 20_000
_READ = ("title", "body", "byline")


class Name(Struct, frozen=True):
    """A name as the tagger saw it: PER, LOC or ORG."""

    start: int
    stop: int
    kind: str


@cache
def _model() -> Tagger:
    from mfcx.tagging.prepared import load  # noqa: PLC0415 - loads numpy: only when an article is first tagged
    from mfcx.tagging.tags import Tagger  # noqa: PLC0415

    return Tagger(load())


@cache
def neutral_text() -> str:
    """The model is poor on the first tokens of its input, so it reads something neutral before the article."""
    return "".join(f"{row['word']}. " for row in read_table("post_words") if row["kind"] == "opening")


class _Piece(Struct, frozen=True):
    """A stretch of prepared text; `shift` leads from its offsets to those of the article."""

    start: int
    stop: int
    shift: int


def _prepare(text: str, spans: list[Span]) -> tuple[str, list[_Piece]]:
    """The lines to read end to end, each newline a full stop, and the way back to the article."""
    parts, pieces, at = [neutral_text()], [], len(neutral_text())
    for span in spans:
        surface = text[span.start : span.stop].replace("\r", " ").replace("\n", ".")
        parts.append(surface + ".")
        pieces.append(_Piece(at, at + len(surface), span.start - at))
        at += len(surface) + 1
    return "".join(parts), pieces


def _cut(text: str, span: Span) -> Iterator[Span]:
    """A line no longer than the model's reach; cut at a sentence end or a space where it is longer."""
    start = span.start
    while span.stop - start > _LONGEST:
        window = text[start : start + _LONGEST]
        at = max(window.rfind(". "), window.rfind("! "), window.rfind("? ")) + 1
        if at < _LONGEST // 2:
            at = window.rfind(" ") + 1 or _LONGEST
        yield Span(start, start + at)
        start += at
    yield Span(start, span.stop)


def _batches(spans: Iterator[Span]) -> Iterator[list[Span]]:
    batch: list[Span] = []
    size = 0
    for span in spans:
        length = span.stop - span.start
        if batch and size + length > _LONGEST:
            yield batch
            batch, size = [], 0
        batch.append(span)
        size += length
    if batch:
        yield batch


def tag_as_is(text: str) -> Iterator[Name]:
    """What the model says of a text it is shown unprepared: «Иван Петров» -> PER over both words."""
    words = find_words(text)
    for found in _model().names([text[start:stop] for start, stop in words]):
        yield Name(words[found.first][0], words[found.stop - 1][1], found.kind)


def _tag(text: str, spans: list[Span]) -> Iterator[Name]:
    prepared, pieces = _prepare(text, spans)
    starts = [piece.start for piece in pieces]
    for found in tag_as_is(prepared):
        number = bisect_right(starts, found.start) - 1
        if number < 0:
            continue
        piece = pieces[number]
        stop = min(found.stop, piece.stop)  # a name never runs over a line break
        if found.start < stop:
            yield Name(found.start + piece.shift, stop + piece.shift, found.kind)


@lru_cache(maxsize=1)  # persons and organisations of one article ask in turn
def tag_names(text: str, page: Page) -> tuple[Name, ...]:
    """Names in headline, body and bylines, in text order: «сообщил Иван Петров» -> PER over «Иван Петров»."""
    lines = (Span(line.start, line.stop) for line in page.lines if line.kind in _READ)
    filled = (piece for span in lines if text[span.start : span.stop].strip() for piece in _cut(text, span))
    return tuple(name for batch in _batches(filled) for name in _tag(text, batch))
