"""A sentence with its figure in [ ] to the rule that names it, over all bundled packs."""

from __future__ import annotations

from mfcx.attribution.indicators import names_stretch
from mfcx.document import Quantity, Sentence, Span
from mfcx.quantities import read_sentence
from mfcx.rules.match import Match, Place, choose_rule
from mfcx.rules.packs import Pack, default_packs
from mfcx.segments import split_sentences


def bracketed(example: str) -> tuple[str, Span]:
    """«МФЦ оказали [14 тысяч услуг].» -> the sentence without brackets, and where they stood."""
    before, rest = example.split("[")
    inside, after = rest.split("]")
    return before + inside + after, Span(len(before), len(before) + len(inside))


def quantity_in(text: str, span: Span) -> tuple[Quantity, Place, list[Sentence]]:
    """The quantity that overlaps a span, with its place."""
    sentences = split_sentences(text, Span(0, len(text)))
    for sentence in sentences:
        reading = read_sentence(sentence, text)
        quantities = reading.quantities
        for quantity in quantities:
            if quantity.start < span.stop and span.start < quantity.stop:
                figures = tuple((q.first, q.last) for q in quantities)
                return quantity, Place(sentence, figures, dated=names_stretch(reading.times)), sentences
    raise AssertionError(f"no figure is read at {text[span.start : span.stop]!r}")


def rule_of(example: str, packs: tuple[Pack, ...] | None = None) -> Match | None:
    """The rule chosen for the figure in [ ]; the example itself is the article."""
    text, span = bracketed(example)
    quantity, place, sentences = quantity_in(text, span)
    return choose_rule(quantity, place, packs or tuple(default_packs()), sentences)
