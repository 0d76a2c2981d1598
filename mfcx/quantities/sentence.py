"""All the numerals of one sentence, each read as what it is."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from mfcx.document import Numeral, Quantity, Sentence, Span
from mfcx.quantities.assemble import assemble
from mfcx.quantities.numerals.reader import GOES_ON_PHRASE, OPENS_NUMBER, find_numbers
from mfcx.quantities.periods import TimePhrase, find_time_phrases, join_years
from mfcx.quantities.periods.accepting import is_before_told
from mfcx.quantities.periods.find import tells_time
from mfcx.quantities.periods.lexicon import cues_of
from mfcx.quantities.periods.opening_years import read_opening_year
from mfcx.quantities.scene import Recall, lower, recall_nothing
from mfcx.quantities.traits import Places, see
from mfcx.quantities.uncounted.marked import find_marked
from mfcx.quantities.uncounted.marked_row import HOURS
from mfcx.segments import split_sentences


class Reading(Struct, frozen=True):
    """What the numerals of one sentence are: quantities, time expressions and the rest, by kind."""

    quantities: tuple[Quantity, ...]
    times: tuple[TimePhrase, ...]
    others: tuple[Numeral, ...]


NOTHING_READ = Reading((), (), ())


def may_hold_numerals(places: Places) -> bool:
    """Whether a sentence has a word with which a number or a time may begin: not «Школа открыта.»"""
    return bool(places.held & (HOURS | OPENS_NUMBER | GOES_ON_PHRASE)) or tells_time(places)


def read_sentence(
    sentence: Sentence, text: str, recall: Recall = recall_nothing, places: Places | None = None
) -> Reading:
    """The quantities of a sentence; `recall` tells what was counted last, for «Из них 19»."""
    places = places or see(sentence.tokens)
    marked = find_marked(sentence, text, places)
    times = join_years(find_time_phrases(sentence, places))
    opening = read_opening_year(sentence, lambda: recall().before)
    if opening is not None:
        times = [opening, *times]
    if marked:
        times = [t for t in times if _heads(t, sentence) or not _overlaps(t, marked)]
    old = [t for t in times if t.when is not None and is_before_told(t.when)]
    if old:
        times = [t for t in times if t not in old]
        marked = [*marked, *(Numeral(t.start, t.stop, t.kind) for t in old)]
    claimed = [*(Span(m.start, m.stop) for m in marked), *(Span(t.start, t.stop) for t in times)]
    numbers = find_numbers(sentence, claimed, places)
    quantities, idle = assemble(sentence, numbers, recall, claimed, places)
    return Reading(tuple(quantities), tuple(times), (*marked, *idle))


def _heads(phrase: TimePhrase, sentence: Sentence) -> bool:
    """«Уборка-2024: намолочен миллион тонн», «бюджет-2024»: the name's year is that of what is told."""
    when = phrase.when
    named = sentence.is_title or "year_named" in cues_of(lower(sentence.tokens, phrase.first - 2))
    bare = phrase.last - phrase.first == 1
    return named and bare and when is not None and when.unit == "year" and when.number is not None


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
