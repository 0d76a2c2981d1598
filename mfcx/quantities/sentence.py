"""All the numerals of one sentence, each read as what it is."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from mfcx.document import Numeral, Quantity, Sentence, Span
from mfcx.quantities.assemble import assemble
from mfcx.quantities.marked import find_marked
from mfcx.quantities.numerals import find_numbers
from mfcx.quantities.periods import TimePhrase, find_time_phrases
from mfcx.quantities.scene import NOTHING, Context
from mfcx.segments import split_sentences


class Reading(Struct, frozen=True):
    """What the numerals of one sentence are: quantities, time expressions and the rest, by kind."""

    quantities: tuple[Quantity, ...]
    times: tuple[TimePhrase, ...]
    others: tuple[Numeral, ...]


def read_sentence(sentence: Sentence, text: str, context: Context = NOTHING) -> Reading:
    """The quantities of a sentence; `context` is what was counted last, for «Из них 19»."""
    marked = find_marked(sentence, text)
    times = [t for t in find_time_phrases(sentence) if not _overlaps(t, marked)]
    claimed = [*(Span(m.start, m.stop) for m in marked), *(Span(t.start, t.stop) for t in times)]
    numbers = find_numbers(sentence, claimed)
    quantities, idle = assemble(sentence, numbers, context, claimed)
    return Reading(tuple(quantities), tuple(times), (*marked, *idle))


def _overlaps(phrase: TimePhrase, marked: Sequence[Numeral]) -> bool:
    return any(m.start < phrase.stop and phrase.start < m.stop for m in marked)


def has_numeral(sentence: Sentence, first: int, last: int) -> bool:
    """Whether tokens [first, last) of a sentence hold a numeral: «первые три квартала», not «сегодня»."""
    tokens = sentence.tokens[first:last]
    return any(t.text[0].isdecimal() for t in tokens) or bool(find_numbers(replace(sentence, tokens=tokens)))


def parse_phrase(text: str) -> list[Quantity]:
    """The quantities of a phrase: «с 5 до 27 тысяч человек» -> one, with its change."""
    result: list[Quantity] = []
    for sentence in split_sentences(text, Span(0, len(text))):
        result += read_sentence(sentence, text).quantities
    return result
