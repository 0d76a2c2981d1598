"""Where the article quotes: «…» and "…" across sentences and paragraphs, and paragraphs of direct speech after a dash.

«Мы открыли пять окон. К лету будет семь», — сказал директор. / — Мы открыли пять окон, — сказал директор.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from mfcx.document import DASHES, Sentence, Span
from mfcx.stored import expression

# shorter ones are names of bodies and programmes
_SHORTEST = 30
_SHORT = 12
_LINE = attrgetter("line")
_MARK = expression('[«»“”„"]')
_DASHED = expression(r"[-–—]\s")
_FOLLOWED = expression(r"\s*+[.,]?\s*+[-–—]\s")


class Quote(Struct, frozen=True):
    """Quoted speech that ends in a line and may begin in an earlier one; `dashed` is a paragraph behind a dash."""

    start: int
    stop: int
    line: int
    dashed: bool = False
    begun: int | None = None  # the line it begins in, where that is an earlier one

    def holds(self, at: int) -> bool:
        """Whether an offset lies inside."""
        return self.start <= at < self.stop


def find_quotes(text: str, sentences: Sequence[Sentence]) -> list[Quote]:
    """All quoted speech of headline and body, in order."""
    found: list[Quote] = []
    pending: Quote | None = None  # a quotation that its line leaves open
    for number, span in _lines(sentences):
        if pending is not None and not _closes(text, span):
            found.append(pending)
            pending = None
        if pending is None and text[span.start] in DASHES and _DASHED.match(text, span.start):
            found.append(Quote(span.start, span.stop, number, dashed=True))
            continue
        if pending is None and not _MARK.search(text, span.start, span.stop):
            continue
        quotes, opened = _quotes_in(text, span, pending.start if pending else None)
        begun = {pending.start: pending.begun if pending.begun is not None else pending.line} if pending else {}
        found += (Quote(at, to, number, begun=begun.get(at)) for at, to in quotes if _is_speech(text, at, to))
        pending = None if opened is None else Quote(opened, span.stop, number, begun=begun.get(opened))
    return found if pending is None else [*found, pending]


def _is_speech(text: str, start: int, stop: int) -> bool:
    """A long quotation, or a short one that a dash follows: «Открыли 5 окон», — сказал он."""
    return stop - start >= _SHORTEST or (stop - start >= _SHORT and _FOLLOWED.match(text, stop) is not None)


def _lines(sentences: Sequence[Sentence]) -> Iterator[tuple[int, Span]]:
    """The stretch of each line of the article."""
    for number, line in groupby(sentences, key=_LINE):
        first, *others = line
        yield number, Span(first.start, others[-1].stop if others else first.stop)


def _side(text: str, at: int, depth: int) -> int:
    """1 where a mark opens a quotation, -1 where it closes one."""
    char = text[at]
    if char in "«„":
        return 1
    if char == "»":
        return -1
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isspace() or before in "(«„—–-":
        return 1 if not after.isspace() else -1 if depth else 1
    return -1


def _closes(text: str, span: Span) -> bool:
    """Whether a line ends what the line before has left open: its first mark closes."""
    depth = 1
    for mark in _MARK.finditer(text, span.start, span.stop):
        depth += _side(text, mark.start(), depth)
        if depth <= 0:
            return True
    return False


def _quotes_in(text: str, span: Span, open_from: int | None) -> tuple[list[Span], int | None]:
    """The quotations of a line, and where one begins that goes on in the next."""
    result = []
    depth, opened = (0, span.start) if open_from is None else (1, open_from)
    for mark in _MARK.finditer(text, span.start, span.stop):
        at = mark.start()
        side = _side(text, at, depth)
        if side > 0 and depth == 0:
            opened = at
        depth = max(0, depth + side)
        if side < 0 and depth and _FOLLOWED.match(text, at + 1):
            depth = 0  # one mark closes the name and the speech: «…офис «Мои документы», — сказал он
        if side < 0 and depth == 0 and opened >= 0:
            result.append(Span(opened, at + 1))
            opened = -1
    if depth and opened >= 0:
        ended = text[span.start : span.stop].rstrip()[-1:] in '»”"'
        if ended:
            result.append(Span(opened, span.stop))
            return result, None
        return result, opened
    return result, None
