"""Stage 5: every sentence's quantities, as metrics that still want their context."""

from __future__ import annotations

from mfcx.document import Document, Metric, Quantity, Sentence, Span
from mfcx.patterns import parse_pattern
from mfcx.quantities import read_sentence
from mfcx.tables import read_table

_BULLETS = frozenset("-–—•*·▪●►")
_LIST_ENDS = (":", ";")


def find_metrics(document: Document) -> None:
    """Fills readings, metrics and numerals, sentence by sentence; a list row inherits the unit of its head."""
    context: Quantity | None = None
    previous: Sentence | None = None
    for sentence in document.sentences:
        continues = previous is not None and goes_on(document.text, sentence, previous)
        reading = read_sentence(sentence, document.text, context, continues=continues)
        document.readings.append(reading)
        document.numerals += reading.others
        for quantity in reading.quantities:
            span = Span(quantity.start, quantity.stop)
            document.metrics.append(Metric(quantity, sentence, [span]))
        counted = [q for q in reading.quantities if q.change is None and q.unit not in (None, "%")]
        context = counted[-1] if counted else context
        previous = sentence


def is_list_row(text: str, sentence: Sentence) -> bool:
    """«- Артинский (7048 заявителей);»: a line that begins with a bullet."""
    return bool(sentence.tokens) and sentence.tokens[0].text[0] in _BULLETS


def goes_on(text: str, sentence: Sentence, previous: Sentence) -> bool:
    """Whether a sentence counts what the one before did: a list row, or «Из них …»."""
    before = text[previous.start : previous.stop].rstrip()
    if before.endswith(_LIST_ENDS) and sentence.line != previous.line:
        return True
    if is_list_row(text, sentence) and is_list_row(text, previous):
        return True
    return any(parse_pattern(row["opening"]).match(sentence.tokens, 0) for row in read_table("continuations"))
