"""The sentences that may name somebody: headline, body and bylines, and the line of whoever keeps the page."""

from __future__ import annotations

from mfcx.document import Document, Line, Sentence, Span
from mfcx.morphology import lemmas
from mfcx.names.phrases import words_of
from mfcx.segments import split_sentences
from mfcx.stored import expression
from mfcx.tables import fold

_MOST_WORDS = 5
_LONGEST_PAGE_LINE = 80
_MARKS = frozenset("|•·—–")
_PIECES = expression(rf"\s*[{''.join(sorted(_MARKS))}]\s*")


def article_sentences(document: Document) -> list[Sentence]:
    """Sentences of headline, body and bylines in text order."""
    found = [sentence for sentence in document.sentences if sentence.tokens]
    for number, line in enumerate(document.page.lines):
        if line.kind == "byline" or (line.kind == "boilerplate" and _is_page_of(document.text, line)):
            found += split_sentences(document.text, Span(line.start, line.stop), number)
    return sorted(found, key=lambda sentence: sentence.start)


def _is_page_of(text: str, line: Line) -> bool:
    """«Иван Петров | Официальная страница»: whoever keeps the page speaks on it."""
    if line.stop - line.start > _LONGEST_PAGE_LINE or _MARKS.isdisjoint(text[line.start : line.stop]):
        return False
    pieces = _PIECES.split(text[line.start : line.stop])
    if len(pieces) != 2 or len(pieces[0].split()) > _MOST_WORDS:
        return False
    return any(lemmas(fold(word)) & words_of("page") for word in pieces[1].split())
