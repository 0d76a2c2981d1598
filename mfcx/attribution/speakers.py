"""Who says a figure: quotes with their speaker before, inside or after, and reported speech.

«…принимаем 300 человек», — сказала Анна Орлова. / По словам Анны Орловой, … / Анна Орлова отметила, что …
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from mfcx.document import Document, Person, Sentence, Span, Token
from mfcx.morphology import lemmas
from mfcx.patterns import Pattern, parse_pattern
from mfcx.tables import fold, read_table

# a quotation long enough to be speech rather than a name in quotes
_SHORTEST_QUOTE = 30
_OPENING, _CLOSING = '«“„"', '»”“"'
_DASHED = regex.compile(r"^[-–—]\s")


@cache
def _verbs() -> frozenset[str]:
    return frozenset(fold(row["lemma"]) for row in read_table("speech") if row["kind"] == "verb")


@cache
def _openings() -> tuple[Pattern, ...]:
    return tuple(parse_pattern(row["lemma"]) for row in read_table("speech") if row["kind"] == "opening")


def speaks(token: Token) -> bool:
    """Whether a token is a verb of speaking: «сообщили»."""
    return token.text.isalpha() and not _verbs().isdisjoint(lemmas(token.lower))


@dataclass(frozen=True, slots=True)
class _Says:
    """A person made the subject of speech in a stretch of text."""

    person: Person
    start: int
    stop: int


def set_speakers(document: Document) -> None:
    """Fills `speaker` of every metric that somebody is quoted or reported to have said."""
    if not document.persons:
        return
    quotes = find_quotes(document.text, document.sentences)
    last: Person | None = None
    by_quote: dict[Span, Person] = {}
    by_sentence: dict[int, Person] = {}
    for sentence in document.sentences:
        says = _speaker_of(sentence, document, quotes, last)
        if says is None:
            continue
        last = says.person
        touching = [q for q in quotes if _belongs(q, sentence)]
        for quote in touching:
            by_quote.setdefault(quote, says.person)
        by_sentence[sentence.start] = says.person
    for metric in document.metrics:
        at = metric.quantity.start
        quote = next((q for q in quotes if q.start <= at < q.stop), None)
        person = by_quote.get(quote) if quote else by_sentence.get(metric.sentence.start)
        metric.speaker = person.name if person else None


def _belongs(quote: Span, sentence: Sentence) -> bool:
    """Whether a sentence with a verb of speaking tells who says a quotation: it overlaps or touches it."""
    return quote.start <= sentence.stop + 2 and sentence.start - 2 <= quote.stop


def find_quotes(text: str, sentences: Sequence[Sentence]) -> list[Span]:
    """Quotations of speech in the lines of the article, and lines of direct speech that begin with a dash."""
    found: list[Span] = []
    seen: set[int] = set()
    for sentence in sentences:
        if sentence.line in seen:
            continue
        seen.add(sentence.line)
        line = [s for s in sentences if s.line == sentence.line]
        start, stop = line[0].start, line[-1].stop
        found += _quotes_in(text, start, stop)
    return found


def _quotes_in(text: str, start: int, stop: int) -> list[Span]:
    if _DASHED.match(text[start:stop]):
        return [Span(start, stop)]
    result = []
    depth, opened = 0, -1
    for at in range(start, stop):
        char = text[at]
        straight = char == '"'
        if char in "«“„" or (straight and depth == 0):
            if depth == 0:
                opened = at
            depth += 1
        elif depth and (char in "»”" or straight):
            depth -= 1
            if depth == 0 and at - opened >= _SHORTEST_QUOTE:
                result.append(Span(opened, at + 1))
    if depth and stop - opened >= _SHORTEST_QUOTE:
        # a quotation that goes on in the next paragraph, or a mark that nobody closed
        result.append(Span(opened, stop))
    return result


def _speaker_of(sentence: Sentence, document: Document, quotes: Sequence[Span], last: Person | None) -> _Says | None:
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if not token.text.isalpha():
            continue
        opening = any(p.match(tokens, at) for p in _openings())
        if not opening and not speaks(token):
            continue
        person = _nearest_person(sentence, at, document, after_only=opening) or (
            last if _pronoun_subject(sentence, at) else None
        )
        if person is not None:
            return _Says(person, sentence.start, sentence.stop)
    return None


def _pronoun_subject(sentence: Sentence, at: int) -> bool:
    """«сказал он», «она добавила»."""
    around = sentence.tokens[max(0, at - 2) : at + 3]
    return any(t.lower in ("он", "она") for t in around)


def _nearest_person(sentence: Sentence, at: int, document: Document, *, after_only: bool) -> Person | None:
    """The person or title nearest to the verb in the sentence, outside quotations."""
    here = sentence.tokens[at].start
    best: tuple[int, Person] | None = None
    for person in document.persons:
        if person.byline:
            continue
        for span in (*person.spans, *person.title_spans):
            if not (sentence.start <= span.start < sentence.stop) or (after_only and span.start < here):
                continue
            distance = abs(span.start - here)
            if best is None or distance < best[0]:
                best = (distance, person)
    return best[1] if best else None
