"""Stage 3: a word form to its readings; all that the rest knows of words.

>>> lemma("обращений")
'обращение'
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mfcx import dictionary
from mfcx.dictionary import common_cases, other_place
from mfcx.unknown_words import NO_PARADIGM, TWO_PARADIGMS, parse

if TYPE_CHECKING:
    import pymorphy3
    from pymorphy3.analyzer import Parse

_STEM = 4  # letters by which two words count as one: «высш»
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")


class Reading(NamedTuple):
    """One way to read a form; grammemes are OpenCorpora's («NOUN», «gent», «plur», «femn»)."""

    lemma: str
    pos: str
    case: str | None
    number: str | None
    gender: str | None
    tags: frozenset[str]
    score: float


@lru_cache(maxsize=20_000)
def is_word(form: str) -> bool:
    """Whether the dictionary has the form as a word, not as an abbreviation: «школы», not «мфц»."""
    return dictionary.is_known(form.lower()) and "Abbr" not in readings(form)[0].tags


@lru_cache(maxsize=50_000)
def readings(form: str) -> tuple[Reading, ...]:
    """All readings of a form, likeliest first: «окон» -> (окно NOUN gent plur,)."""
    if len(form) > 1:
        # one letter may be an initial, which is told by its case
        lower = form.lower()
        if lower != form:
            return readings(lower)
    return tuple([Reading(lemma, *place.grammemes, chance) for chance, _, lemma, place, *_ in parse(form)])


def lemma(form: str, pos: str | None = None) -> str:
    """The likeliest lemma, of that part of speech where it has such a reading: «стали», NOUN -> сталь."""
    found = readings(form)
    for reading in found:
        if pos is None or reading.pos == pos:
            return reading.lemma
    return found[0].lemma


@lru_cache(maxsize=50_000)
def lemmas(form: str) -> frozenset[str]:
    """Every lemma a form may have, ё folded to е: «стали» -> {стать, сталь}; a number or a mark is its own."""
    if form.lower() == form.upper():
        return frozenset((form,))
    return frozenset([reading.lemma.replace("ё", "е") for reading in readings(form)])


@lru_cache(maxsize=20_000)
def inflect(form: str, *grammemes: str, pos: str | None = None) -> str | None:
    """The form put into these grammemes, or None: inflect("отдела", "nomn") -> «отдел»."""
    wanted = frozenset(grammemes)
    found = parse(form.lower()) if len(form) > 1 else []
    if not found or any(one.place.paradigm == TWO_PARADIGMS or "Supr" in one.place.grammemes[-1] for one in found):
        return _inflect_slowly(form, wanted, pos)
    for _, word, lemma, place, lead, tail, _ in found:
        if pos is not None and place.grammemes[0] != pos:
            continue
        if place.paradigm == NO_PARADIGM:
            tags = place.grammemes[-1]
            if wanted <= tags or common_cases(wanted) <= tags:
                return lemma
            continue
        ends = other_place(place.paradigm, place.number, wanted)
        if ends is not None:
            return lead + ends[0] + word[place.start : max(0, len(word) - place.cut)] + ends[1] + tail
    return None


@cache
def _analyzer() -> pymorphy3.MorphAnalyzer:
    import pymorphy3  # noqa: PLC0415 - loads dictionaries: only for what is not done here
    import pymorphy3_dicts_ru  # noqa: PLC0415

    # told where its dictionary lies, it does not search all installed packages for one
    return pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path(), lang="ru")


def _inflect_slowly(form: str, grammemes: frozenset[str], pos: str | None) -> str | None:
    """By pymorphy3 itself: lone letters, words of two that both bend, and what may have two superlatives."""
    for one in _analyzer().parse(form):
        if pos is not None and one.tag.POS != pos:
            continue
        inflected = one.inflect(grammemes)
        if inflected is not None:
            return _same_degree(one, str(inflected.word))
    return None


def _same_degree(parse: Parse, word: str) -> str:
    """An adjective may have two superlatives, «высший» and «высочайший»: the one that was there."""
    if "Supr" not in parse.tag or word[:_STEM] == parse.word[:_STEM]:
        return word
    tag = next(form.tag for form in parse.lexeme if form.word == word)
    alike = [form.word for form in parse.lexeme if form.tag == tag and form.word[:_STEM] == parse.word[:_STEM]]
    return str(alike[0]) if alike else word
