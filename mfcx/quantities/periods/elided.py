"""Times whose noun stands earlier in the sentence: «во втором квартале приняли 70, в первом — 90»."""

from __future__ import annotations

from msgspec.structs import replace

from mfcx.morphology import readings
from mfcx.quantities.periods.lexicon import Words
from mfcx.quantities.periods.numbers import read_number
from mfcx.quantities.periods.when import When
from mfcx.quantities.periods.years import Found, is_year_noun, leads_to_figure, read_relation

_PARTS = {"quarter": 4, "half": 2}
_MOST_ELIDED = 31
_OPENING_CLAUSE = frozenset({"NPRO", "PREP"})


def read_elided_year(words: Words, at: int) -> Found | None:
    """«с начала года 612, за весь прошлый – 1740», «в этом — 8»: the noun stands earlier in the sentence."""
    relation, stop = read_relation(words, at)
    if relation not in ("this", "last", "ended", "next", "before_last") or stop == at:
        return None
    pointed = words.has("elided_this", stop - 1)  # «в этом помогли»: most often no year
    noun = next((place for place in range(at - 1, -1, -1) if is_year_noun(words, place)), None)
    if noun is None or not (pointed or words.has("elided_year", stop - 1)):
        return None
    when = When("academic" if words.has("year_kind", noun - 1) else "year", relation=relation)
    following = words.lowers[stop]
    if not following[:1].isalpha():
        return (when, stop) if not pointed or leads_to_figure(words, stop) else None
    beside = words.has("elided_contrast", at - 2)
    if not pointed and (beside or words.lowers[at - 2] == ",") and readings(following)[0].pos in _OPENING_CLAUSE:
        return when, stop  # «в этом году путёвка стоит 28 тысяч, в прошлом она стоила 25»
    told = readings(following)[0].pos in ("VERB", "PRTS") and (not pointed or beside)
    return (when, stop) if told else None


def read_elided_part(words: Words, at: int) -> Found | None:
    """«во втором квартале приняли 70, в первом — 90»: the noun of the quarter or half stands earlier."""
    number = read_number(words, at)
    if number is None or not number.ordinal or number.digits or not leads_to_figure(words, number.stop):
        return None
    units = (words.lexicon.units.get(words.lowers[place]) for place in range(at - 1, -1, -1))
    unit = next((unit for unit in units if unit in _PARTS), None)
    return (When(unit, number.value), number.stop) if unit and 1 <= number.value <= _PARTS[unit] else None


def read_elided_count(words: Words, at: int, counted: When) -> Found | None:
    """«за шесть месяцев собрали 16 тонн, за пять — 12»: what is counted stands earlier."""
    relation, start = read_relation(words, at)
    number = read_number(words, start)
    if number is None or number.ordinal or number.value > _MOST_ELIDED or relation not in (None, "first", "latest"):
        return None
    spelled = words.lowers[number.stop].isalpha() and not number.digits
    told = spelled and readings(words.lowers[number.stop])[0].pos in ("VERB", "PRTS")
    return (replace(counted, count=number.value), number.stop) if told or _is_parted(words, number.stop) else None


def _is_parted(words: Words, at: int) -> bool:
    """«за шесть | — 12 тонн», not «за 6–12»."""
    return words.is_dash(at) and words.pieces[at - 1].stop < words.pieces[at].start
