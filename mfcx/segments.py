"""Stage 2: body spans to sentences and tokens; the only module that knows razdel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import razdel
import regex

from mfcx.document import Page, Sentence, Span, Token
from mfcx.tables import fold, read_table

# razdel leaves marks on numbers («5,» in «5, 18 млн», «–5», «10–15», «14-летие»): take them apart, so
# that a number is always a token of its own
_DASHES = frozenset("–—")  # razdel joins «три–семь»
_PIECES = regex.compile(r"\d++(?:[.,]\d++)*+|[^\W\d_]++|\S")


def split_tokens(text: str, offset: int = 0) -> tuple[Token, ...]:
    """«с 33 до 571» -> five tokens whose offsets count from `offset`; «10–15» is three."""
    tokens = []
    for part in razdel.tokenize(text):
        if any(char.isdecimal() for char in part.text) or (len(part.text) > 1 and not _DASHES.isdisjoint(part.text)):
            for piece in _PIECES.finditer(part.text):
                start = offset + part.start + piece.start()
                tokens.append(Token(start, start + len(piece.group()), piece.group(), fold(piece.group())))
        else:
            tokens.append(Token(part.start + offset, part.stop + offset, part.text, fold(part.text)))
    return tuple(tokens)


@cache
def _abbreviations(kind: str) -> tuple[str, ...]:
    return tuple(row["abbreviation"] for row in read_table("abbreviations") if row["kind"] == kind)


def _cuts(line: str) -> Iterator[Span]:
    """Sentences of one line; a cut after «млн.» or «тыс.» before a number or small letter is mended."""
    open_start: int | None = None
    for part in razdel.sentenize(line):
        start = part.start if open_start is None else open_start
        rest = line[part.stop :].lstrip()
        ends_short = part.text.lower().endswith(_abbreviations("end"))
        goes_on = rest[:1].isdigit() or rest[:1].islower() or rest.startswith(_abbreviations("next"))
        if rest and ends_short and goes_on:
            open_start = start
            continue
        open_start = None
        yield Span(start, part.stop)


def split_sentences(text: str, span: Span, line: int = 0, *, is_title: bool = False) -> list[Sentence]:
    """The sentences of one line of the article, offsets in the whole text."""
    piece = text[span.start : span.stop]
    result = []
    for cut in _cuts(piece):
        start, stop = cut.start + span.start, cut.stop + span.start
        result.append(Sentence(start, stop, split_tokens(text[start:stop], start), line, is_title))
    return result


def find_sentences(text: str, page: Page) -> Sequence[Sentence]:
    """All sentences of headline and body, in text order; a line break always ends one."""
    result: list[Sentence] = []
    for number, line in enumerate(page.lines):
        if line.kind in ("title", "body"):
            result += split_sentences(text, Span(line.start, line.stop), number, is_title=line.kind == "title")
    return result
