"""Stage 5: every sentence's quantities, as metrics that still want their context."""

from __future__ import annotations

from mfcx.document import Document, Metric, Quantity, Sentence, Span
from mfcx.morphology import readings
from mfcx.patterns import parse_pattern
from mfcx.quantities import Context, find_measured, read_sentence
from mfcx.tables import read_table

_BULLETS = frozenset("-–—•*·▪●►")
_LIST_ENDS = (":", ";")
_ROUBLE = "383"
# ОКЕИ codes of units that count things or people: человек, единица, штука, место, семья …
_COUNTED_OKEI = (
    "792",
    "642",
    "796",
    "698",
    "911",
    "904",
    "896",
    "899",
    "909",
    "836",
    "839",
    "715",
    "639",
    "625",
    "383",
)


def find_metrics(document: Document) -> None:
    """Fills readings, metrics and numerals, sentence by sentence; a list row inherits the unit of its head."""
    counted: Quantity | None = None
    last: Quantity | None = None
    measured: str | None = None
    money = False
    previous: Sentence | None = None
    for sentence in document.sentences:
        continues = previous is not None and goes_on(document.text, sentence, previous)
        noun = last_plural(previous) if previous is not None and previous.line == sentence.line else None
        same_paragraph = previous is not None and (previous.line == sentence.line or continues)
        context = Context(
            counted, last if same_paragraph else None, measured if continues else None, money, noun, continues
        )
        reading = read_sentence(sentence, document.text, context)
        if not continues:
            measured = find_measured(sentence.tokens)
        document.readings.append(reading)
        document.numerals += reading.others
        for quantity in reading.quantities:
            span = Span(quantity.start, quantity.stop)
            document.metrics.append(Metric(quantity, sentence, [span]))
        counted = next((q for q in reversed(reading.quantities) if _is_count(q)), counted)
        last = reading.quantities[-1] if reading.quantities else None
        money = money or any(q.okei == _ROUBLE for q in reading.quantities)
        previous = sentence


def _is_count(quantity: Quantity) -> bool:
    """Things that can be referred to again: not shares, times or changes."""
    named = quantity.unit is not None and quantity.unit[0].isalpha() and len(quantity.unit) > 1
    return named and quantity.okei in (None, *_COUNTED_OKEI) and quantity.change is None


def last_plural(sentence: Sentence) -> str | None:
    """The last plural noun of a sentence, for «Сейчас их 39»: «где есть удалённые места» -> место."""
    for token in reversed(sentence.tokens):
        top = readings(token.text)[0]
        if top.pos == "NOUN" and top.number == "plur" and top.case in ("nomn", "accs", "gent"):
            return top.lemma
    return None


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
