"""The table of units: symbols, codes of ОКЕИ, kinds, and the symbol or abbreviation beside a number.

>>> unit_symbol("percent"), unit_okei("percent")
('%', '744')
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.segments import split_tokens
from mfcx.stored import stored
from mfcx.tables import fold, read_table, words

_NO_MEASURES = frozenset({None, "count", "person", "kind", "time"})


class Unit(Struct, frozen=True):
    """What is counted; tokens [first, last) spell it, `head` is the noun."""

    name: str
    okei: str | None
    first: int
    last: int
    head: int
    noun: bool = False  # a counted noun rather than a symbol of the table
    substantive: str = ""  # PRTF or ADJF where one stands in a noun's place («2163 родившихся»)


class Entry(Struct, frozen=True):
    symbol: str
    okei: str | None
    words: tuple[str, ...]
    case_sensitive: bool


@cache
def _by_id() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in read_table("units")}


def unit_symbol(name: str) -> str:
    """The symbol of a unit by its id: «percent» -> %."""
    return _by_id()[name]["symbol"]


@cache
def _by_symbol() -> dict[str | None, dict[str, str]]:
    """The rows of the table; of several with one symbol the first."""
    return {row["symbol"]: row for row in reversed(read_table("units"))}


def okei_of(symbol: str) -> str | None:
    """The ОКЕИ code of a unit by its symbol: «%» -> 744."""
    row = _by_symbol().get(symbol)
    return None if row is None else row["okei"] or None


def unit_kind(symbol: str | None) -> str | None:
    """What a unit of the table measures: «мин» time, «₽» currency, услуга count; None for any other noun."""
    row = _by_symbol().get(symbol)
    return None if row is None else row["kind"]


def counts_things(symbol: str | None) -> bool:
    """Whether a unit counts things or people: услуга, человек, место; not «м²», «мин», «₽», «%»."""
    return unit_kind(symbol) in (None, "count", "person", "kind")


def unit_okei(name: str) -> str | None:
    """The ОКЕИ code of a unit by its id: «rouble» -> 383."""
    return _by_id()[name]["okei"] or None


def lent_unit(name: str | None) -> str | None:
    """What is counted when many more than the kinds are: 146 видов услуг … оказано 400 тысяч -> услуга."""
    return next((row["lends"] for row in read_table("units") if row["lends"] and row["symbol"] == name), name)


def _spelled(form: str, *, keep_case: bool) -> tuple[str, ...]:
    return tuple(token.text if keep_case else token.lower for token in split_tokens(form))


@cache
def _abbreviations() -> dict[str, tuple[Entry, ...]]:
    """First token, folded -> spellings that begin with it, longest first."""
    found: dict[str, list[Entry]] = {}
    for row in read_table("units"):
        sensitive = row["case_sensitive"] == "1"
        for form in filter(None, row["abbreviations"].split("|")):
            spelled = _spelled(form, keep_case=sensitive)
            entry = Entry(row["symbol"], row["okei"] or None, spelled, sensitive)
            found.setdefault(fold(spelled[0]), []).append(entry)
    return {first: tuple(sorted(entries, key=lambda e: -len(e.words))) for first, entries in found.items()}


def _named() -> Iterator[Entry]:
    """The units by each of their names: «процент», «рубль», «миллиметр ртутного столба»."""
    for row in read_table("units"):
        for form in [row["lemma"], *filter(None, row["synonyms"].split("|"))]:
            yield Entry(row["symbol"], row["okei"] or None, tuple(fold(word) for word in form.split()), False)


@cache
def units_by_last_word() -> dict[str, tuple[Entry, ...]]:
    """Lemma of the last word, folded -> units whose name ends with it, longest first."""
    found: dict[str, list[Entry]] = {}
    for entry in _named():
        # «центнер с гектара»: the head comes first; a rate in words is read by `find_rate`
        if len(entry.words) <= 2:
            found.setdefault(entry.words[-1], []).append(entry)
    return {last: tuple(sorted(entries, key=lambda e: -len(e.words))) for last, entries in found.items()}


def find_symbol(tokens: Sequence[Token], at: int) -> Unit | None:
    """A symbol or abbreviation that begins at token `at`: «%», «кв. м», «руб.»."""
    if at >= len(tokens):
        return None
    for entry in _abbreviations().get(tokens[at].lower, ()):
        stop = at + len(entry.words)
        window = tokens[at:stop]
        spelled = tuple(t.text if entry.case_sensitive else t.lower for t in window)
        if spelled == entry.words and _ends_word(tokens, stop, entry):
            if stop < len(tokens) and tokens[stop].text == "." and stop + 1 < len(tokens) and entry.words[-1].isalpha():
                stop += 1 if tokens[stop].start == tokens[stop - 1].stop and len(entry.words[-1]) <= 5 else 0
            return Unit(entry.symbol, entry.okei, at, stop, at)
    return None


def _ends_word(tokens: Sequence[Token], stop: int, entry: Entry) -> bool:
    """An abbreviation is not the beginning of a longer compound, nor a preposition: «т-34», «40 с | организации»."""
    if stop >= len(tokens) or not entry.words[-1][-1].isalnum():
        return True
    if tokens[stop].text.isalpha() and entry.words[-1] in words("bound_preposition"):
        return False
    return not (tokens[stop].start == tokens[stop - 1].stop and tokens[stop].text[0] in "-–°")


@lru_cache(maxsize=6_000)
def units_with(lemma: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The units whose name begins with a noun and goes on, and those whose name ends with it."""
    folded = fold(lemma)
    return _head_first().get(folded, ()), units_by_last_word().get(folded, ())


@stored
def _head_first() -> dict[str, tuple[Entry, ...]]:
    """Lemma of the first word, folded -> units whose name goes on behind their noun: «миллиметр ртутного столба»."""
    found: dict[str, list[Entry]] = {}
    for entry in _named():
        tops = [readings(word)[0].pos for word in entry.words]
        # «центнер с гектара» is a rate, which `find_rate` reads
        if len(tops) > 1 and tops[0] == "NOUN" and "PREP" not in tops:
            found.setdefault(entry.words[0], []).append(entry)
    return {first: tuple(entries) for first, entries in found.items()}


def measures(lemma: str) -> bool:
    """«процент», «гектар», but no «место» or «год»: a unit of the table for neither things nor time."""
    kinds = (unit_kind(e.symbol) for e in units_with(lemma)[1] if e.words == (fold(lemma),))
    return any(kind not in _NO_MEASURES for kind in kinds)
