"""Stage 3: a word form to its readings; all that the rest knows of words.

>>> lemma("обращений")
'обращение'
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from mfcx.dictionary import Parse, choose, forms_of, is_known, other_place, stem_of
from mfcx.unknown_words import NO_PARADIGM, parse

# readings rarer than this are slips of the dictionary
LIKELY = 0.05
_STEM = 4  # letters by which two words count as one: «высш»
_LIKE = {"V-oy": "V-ey", "gen1": "gent", "loc1": "loct"}
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")


class Reading(Struct, frozen=True):
    """One way to read a form; grammemes are OpenCorpora's («NOUN», «gent», «plur», «femn»)."""

    lemma: str
    pos: str
    case: str | None
    number: str | None
    gender: str | None
    tags: frozenset[str]
    score: float


@lru_cache(maxsize=3_000)
def is_word(form: str) -> bool:
    """Whether the dictionary has the form as a word, not as an abbreviation: «школы», not «мфц»."""
    return is_known(form.lower()) and "Abbr" not in readings(form)[0].tags


@lru_cache(maxsize=8_000)
def readings(form: str) -> tuple[Reading, ...]:
    """All readings of a form, likeliest first: «окон» -> (окно NOUN gent plur,)."""
    if len(form) > 1:
        # one letter may be an initial, which is told by its case
        lower = form.lower()
        if lower != form:
            return readings(lower)
    return tuple([Reading(one.lemma, *one.place.grammemes, one.chance) for one in parse(form)])


def lemma(form: str, pos: str | None = None) -> str:
    """The likeliest lemma, of that part of speech where it has such a reading: «стали», NOUN -> сталь."""
    found = readings(form)
    for reading in found:
        if pos is None or reading.pos == pos:
            return reading.lemma
    return found[0].lemma


@lru_cache(maxsize=8_000)
def lemmas(form: str) -> frozenset[str]:
    """Every lemma a form may have, ё folded to е: «стали» -> {стать, сталь}; a number or a mark is its own."""
    if form.lower() == form.upper():
        return frozenset((form,))
    return frozenset([reading.lemma.replace("ё", "е") for reading in readings(form)])


@lru_cache(maxsize=3_000)
def inflect(form: str, *grammemes: str, pos: str | None = None, tag: str | None = None) -> str | None:
    """The form put into these grammemes, or None: inflect("отдела", "nomn") -> «отдел»; a tag may choose the word."""
    # a lone capital may be an initial, too
    for one in (*parse(form.lower()), *(parse(form) if len(form) == 1 else ())):
        own = one.place.grammemes
        if (pos is None or own[0] == pos) and (tag is None or tag in own[-1]):
            bent = _bend(one, frozenset(grammemes))
            if bent is not None:
                return bent
    return None


def _bend(one: Parse, wanted: frozenset[str]) -> str | None:
    place, own = one.place, one.place.grammemes[-1]
    if one.halves is None and "Supr" not in own and place.paradigm != NO_PARADIGM:
        ends = other_place(place.paradigm, place.number, wanted)
        return ends and one.lead + ends[0] + stem_of(one.word, place) + ends[1] + one.tail
    forms = _lexeme(one)
    best = choose([tags for _, tags in forms], own, wanted)
    if best is None or "Supr" not in own:
        return None if best is None else forms[best][0]
    # an adjective may have two superlatives, «высший» and «высочайший»: the one that was there
    bent = forms[best][0]
    tags = next(tags for form, tags in forms if form == bent)
    alike = (form for form, others in forms if others == tags and form[:_STEM] == one.form[:_STEM])
    return bent if bent[:_STEM] == one.form[:_STEM] else next(alike, bent)


def _lexeme(one: Parse) -> list[tuple[str, frozenset[str]]]:
    """All forms of a word with their grammemes."""
    if one.halves is not None:
        left, right = map(_lexeme, one.halves)
        pairs = [(*_nearest(left, tags), second) for second, tags in right]
        return [(f"{one.lead}{first}-{second}{one.tail}", tags) for first, tags, second in pairs]
    if one.place.paradigm == NO_PARADIGM:
        return [(one.form, one.place.grammemes[-1])]
    stem = stem_of(one.word, one.place)
    return [
        (one.lead + before + stem + behind + one.tail, tags) for before, behind, tags in forms_of(one.place.paradigm)
    ]


def _nearest(forms: list[tuple[str, frozenset[str]]], tags: frozenset[str]) -> tuple[str, frozenset[str]]:
    """The form that has most in common with the one it is to stand beside."""
    beside = {_LIKE.get(tag, tag) for tag in tags}
    return min(forms, key=lambda form: len(beside ^ {_LIKE.get(tag, tag) for tag in form[1]}))
