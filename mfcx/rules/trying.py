"""The examples of a pack: a sentence with its figure in [ ], and the rule that names it."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.indicators import stretches
from mfcx.document import Quantity, Sentence, Span
from mfcx.quantities import read_sentence
from mfcx.rules.match import Match, Matcher, Place
from mfcx.rules.rule import Pack
from mfcx.segments import split_sentences


class ExampleError(ValueError):
    """An example in which no figure is read where its brackets stand."""


def bracketed(example: str) -> tuple[str, Span]:
    """«МФЦ оказали [14 тысяч услуг].» -> the sentence without brackets, and where they stood."""
    before, _, rest = example.partition("[")
    inside, _, after = rest.partition("]")
    return before + inside + after, Span(len(before), len(before) + len(inside))


def quantity_in(text: str, span: Span) -> tuple[Quantity, Place, list[Sentence]]:
    """The quantity that overlaps a span, with its place; ExampleError where there is none."""
    sentences = split_sentences(text, Span(0, len(text)))
    for sentence in sentences:
        reading = read_sentence(sentence, text)
        for quantity in reading.quantities:
            if quantity.start < span.stop and span.start < quantity.stop:
                figures = tuple((q.first, q.last) for q in reading.quantities)
                return quantity, Place(sentence, figures, dates=stretches(reading.times)), sentences
    raise ExampleError(f"no figure is read at «{text[span.start : span.stop]}»")


def matches_of(example: str, packs: Sequence[Pack]) -> list[Match]:
    """The rules that hold for the figure in [ ], the best first; the example itself is the article."""
    text, span = bracketed(example)
    quantity, place, sentences = quantity_in(text, span)
    return sorted(Matcher(packs, sentences).find(quantity, place), key=lambda match: match.distance)


def rule_of(example: str, packs: Sequence[Pack]) -> Match | None:
    """The rule chosen for the figure in [ ], None where there is none."""
    return next(iter(matches_of(example, packs)), None)
