"""The words of numerals as the number reader looks them up; loads its tables at first use."""

from __future__ import annotations

from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mfcx.morphology import CASES, readings
from mfcx.stored import expression, stored
from mfcx.tables import read_table

if TYPE_CHECKING:
    import regex

NO_CASES: frozenset[str] = frozenset()
NO_KINDS: frozenset[str] = frozenset()
_MAX_WORD = 64
_SHORTEST = 4  # letters of the word that ends a compound
_BEGINNING = 3  # letters, of which the shortest prefix has as many


class Entry(Struct, frozen=True):
    kind: str
    value: Fraction
    number: str  # sing, plur, abbr or empty
    cases: frozenset[str]
    unit: str | None


@stored
def lexicon() -> dict[str, tuple[Entry, ...]]:
    """Every single word form with what it may be: «третью» -> fraction and ordinal."""
    forms: dict[str, dict[tuple[str, Fraction, str, str | None], set[str]]] = {}
    for row in read_table("numerals"):
        key = (row["kind"], Fraction(row["value"] or 0), row["number"], row["unit"] or None)
        for column in ("any", *CASES):
            for form in filter(None, row[column].split("|")):
                cases = forms.setdefault(form, {}).setdefault(key, set())
                if column != "any":
                    cases.add(column)
    return {
        form: tuple(Entry(*key[:3], frozenset(cases), key[3]) for key, cases in keys.items())
        for form, keys in forms.items()
    }


@lru_cache(maxsize=6_000)
def entry_of_form(form: str, kinds: tuple[str, ...]) -> Entry | None:
    """A word's entry of one of these kinds, cases of its readings put together."""
    found = [entry for entry in lexicon().get(form, ()) if entry.kind in kinds]
    if not found:
        return None
    cases = frozenset(case for entry in found if entry.value == found[0].value for case in entry.cases)
    return replace(found[0], cases=cases)


@stored
def _kinds() -> dict[str, frozenset[str]]:
    return {form: frozenset(entry.kind for entry in entries) for form, entries in lexicon().items()}


def kinds_of(form: str) -> frozenset[str]:
    """What a word may be: «третью» -> {fraction, ordinal}."""
    return _kinds().get(form, NO_KINDS)


Phrase = tuple[tuple[str, ...], Entry]


@stored
def phrases() -> dict[str, dict[str, tuple[Phrase, ...]]]:
    """Entries and idioms of several words by their first word and their second, longest first."""
    found: dict[str, dict[str, list[Phrase]]] = {}
    for form, entries in lexicon().items():
        words = tuple(form.split())
        if len(words) > 1:
            found.setdefault(words[0], {}).setdefault(words[1], []).append((words, entries[0]))
    for idiom in cues("idiom"):
        words = tuple(idiom.split())
        entry = Entry("idiom", Fraction(1), "", NO_CASES, None)
        found.setdefault(words[0], {}).setdefault(words[1], []).append((words, entry))
    return {
        first: {second: tuple(sorted(rows, key=lambda row: -len(row[0]))) for second, rows in seconds.items()}
        for first, seconds in found.items()
    }


@cache
def cues(kind: str) -> frozenset[str]:
    return frozenset(row["cue"] for row in read_table("number_cues") if row["kind"] == kind)


@cache
def endings(name: str) -> frozenset[str]:
    for row in read_table("number_endings"):
        if row["class"] == name:
            return frozenset("" if ending == "-" else ending for ending in row["endings"].split())
    raise KeyError(name)


@cache
def _ending_tuple(name: str) -> tuple[str, ...]:
    return tuple(endings(name))


def has_ending(word: str, name: str) -> bool:
    """Whether a word ends like a class of ``number_endings``: «пятых» like many_parts."""
    return word.endswith(_ending_tuple(name))


class Stem(Struct, frozen=True):
    kind: str
    unit: str | None
    factor: Fraction


@stored
def stems() -> dict[str, Stem]:
    """Second parts in every form: «процентного» -> percent."""
    forms = {}
    for row in read_table("number_compounds"):
        kind, _, factor = row["kind"].partition("*")
        for ending in endings(row["ending"]):
            forms[row["stem"] + ending] = Stem(kind, row["unit"] or None, Fraction(factor or 1))
    return forms


def ends_percent(word: str) -> bool:
    """«процентный», which stands behind a number even where it lost its hyphen."""
    stem = stems().get(word)
    return stem is not None and stem.kind == "percent"


@lru_cache(maxsize=6_000)
def may_end_compound(word: str) -> bool:
    """Whether a word behind digits and a hyphen makes one with them: «20-футовый», «9-классник», not «5-ти»."""
    if len(word) < _SHORTEST or kinds_of(word):
        return False
    return readings(word)[0].pos in ("ADJF", "PRTF", "NOUN")


@cache
def _prefixes() -> dict[str, Fraction]:
    return {row["prefix"]: Fraction(row["value"]) for row in read_table("number_prefixes")}


@cache
def _prefix_pattern() -> regex.Pattern[str]:
    words = sorted(_prefixes(), key=len, reverse=True)
    return expression("|".join(words))


@cache
def prefix_beginnings() -> frozenset[str]:
    """The letters that compounds of a number begin with: «дву», «пят»."""
    return frozenset(prefix[:_BEGINNING] for prefix in _prefixes())


@lru_cache(maxsize=6_000)
def split_compound(word: str) -> tuple[Fraction, Stem] | None:
    """«двадцатипятилетие» -> 25, год; None when no known stem follows the prefixes."""
    if not 6 <= len(word) <= _MAX_WORD or word[:_BEGINNING] not in prefix_beginnings():
        return None
    value, at = Fraction(0), 0
    while match := _prefix_pattern().match(word, at):
        part = _prefixes()[match.group()]
        if value and part >= value:  # «пяти» + «двадцати» is no number
            return None
        value, at = value + part, match.end()
        if stem := stems().get(word[at:]):
            return value, stem
    return None


def is_numeral(word: str) -> bool:
    kinds = ("cardinal", "collective", "half", "multiplier", "group", "single", "pair", "ordinal", "ratio")
    return any(entry.kind in kinds for entry in lexicon().get(word, ()))
