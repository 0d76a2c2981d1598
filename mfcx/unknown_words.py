"""Guesses at forms that the dictionary does not have, the same as pymorphy3's: «псевдокошка» is a «кошка».

By turns, until one of them finds anything: a number, a mark or a Latin word; a word with a dash; a word behind a
prefix; a word that ends like others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from mfcx.dictionary import CHANCE, Parse, Place, guessed_by_end, known, language, look_up, rank, read_tag, reading
from mfcx.tables import words

NO_PARADIGM = -1  # instead of a number
_NO_WORD = "-"
# what pymorphy3 makes of a guess, by the way it was made
_BY_SHAPE, _PARTICLE, _ADVERB, _HALVES, _PREFIX, _END = 0.9, 0.9, 0.7, 0.75, 0.75, 0.5
_SHORTEST_REST = 3  # letters behind a prefix
_LONGEST = 100  # letters of a word that is looked for behind its prefixes, one after another
_LONGEST_PREFIX = 5  # of those that are no prefix of many words
_SHORTEST = 4  # letters of a word that is known by its end
_SHORTEST_ADVERB = 5
_ROMAN = re.compile(r"M{0,4}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})$", re.IGNORECASE)
_DATIVE = frozenset(("ADJF", "sing", "datv"))
_SAME_FEATURES = {"gen1": "gent", "loc1": "loct"}


@lru_cache(maxsize=1_000)  # a word of a label is read, and then put into another case
def parse(form: str) -> list[Parse]:
    """All ways to read a form, likeliest first; of one letter by its case, since «А» may be an initial."""
    try:
        return _parse(form)
    except ValueError:  # a letter that Unicode has no name for, which would tell whether it is a Latin one
        return _parse(_NO_WORD)


def _parse(form: str) -> list[Parse]:
    if form in language().initials:
        return [Parse(chance, lemma, lemma, _unbent(tag)) for chance, lemma, tag in language().initials[form]]
    lower = form.lower()
    found = known(lower) or rank(lower, _by_shape(form, lower))
    if found:
        return found
    for guess in _WITH_DASH if "-" in lower else _WITHOUT:
        found = rank(lower, guess(lower))
        if found:
            return found
    return [Parse(1.0, lower, lower, _unbent("UNKN"))]


def _unbent(tag: str) -> Place:
    """What stands in no paradigm."""
    grammemes, is_open, kind = read_tag(tag)
    return Place(NO_PARADIGM, 0, tag, grammemes, is_open=is_open, kind=kind)


def _by_shape(form: str, lower: str) -> list[Parse]:
    """«12», «3,5», «№», «pdf»; «XIX» is also a Latin word."""
    if form[:1].upper() in language().initials:
        return []  # as a Russian word begins
    tags = _number(form) or _mark(form) or _latin(form)
    return [Parse(_BY_SHAPE, lower, lower, _unbent(tag)) for tag in tags]


def _number(form: str) -> tuple[str, ...]:
    try:
        int(form)
    except ValueError:
        pass
    else:
        return ("NUMB,intg",)
    try:
        float(form.replace(",", "."))
    except ValueError:
        return ()
    return ("NUMB,real",)


def _mark(form: str) -> tuple[str, ...]:
    marks = [letter for letter in form if not letter.isspace()]
    return ("PNCT",) if marks and all(unicodedata.category(letter)[0] == "P" for letter in marks) else ()


def _latin(form: str) -> Iterator[str]:
    if form and _ROMAN.match(form):
        yield "ROMN"
    letters = [letter for letter in form if letter.isalpha()]
    if letters and all("LATIN" in unicodedata.name(letter) for letter in letters):
        yield "LATN"


def _with_particle(form: str) -> list[Parse]:
    """«скажите-ка» as «скажите»."""
    for particle in language().particles:
        word = form.removesuffix(particle)
        if word and word != form:
            return _unlike([_around(one, _PARTICLE, tail=particle) for one in _parse(word)])
    return []


def _adverb(form: str) -> list[Parse]:
    """«по-кузбасски» is in no dictionary, «по-кузбасскому» is of an adjective in the dative."""
    by = language().prefixes[1] + "-"
    if len(form) < _SHORTEST_ADVERB or not form.startswith(by):
        return []
    is_dative = any(one.place.grammemes[-1] >= _DATIVE for one in _parse(form.removeprefix(by)))
    return [Parse(_ADVERB, form, form, _unbent("ADVB"))] if is_dative else []


def _of_halves(form: str) -> list[Parse]:
    """«человек-гора», where both halves bend, then «онлайн-касса», «бизнес-окно», where the right one does."""
    left, _, right = form.partition("-")
    if not left or not right or "-" in right or _word_prefixes(form):
        return []
    lefts, rights = _parse(left), [(one, _features(one)) for one in _parse(right)]
    both = [
        Parse(
            one.chance * _HALVES,
            f"{one.form}-{other.form}",
            f"{one.lemma}-{other.lemma}",
            one.place,
            origin=_way(other),
            halves=(one, other),
        )
        for one in lefts
        if one.place.grammemes[0] and one.form not in words("unbent_half")
        for other, features in rights
        if features == _features(one)
    ]
    return both + [
        _around(one, _HALVES, lead=left + "-", origin=_way(one)) for one, _ in rights if one.place.grammemes[0]
    ]


def _features(parse: Parse) -> frozenset[str]:
    shared = language().features & parse.place.grammemes[-1]
    return frozenset([_SAME_FEATURES.get(grammeme, grammeme) for grammeme in shared])


def _way(parse: Parse) -> object:
    """What tells two parses of a half apart."""
    return parse.word, parse.place.paradigm, parse.place.number, parse.lead, parse.tail, parse.origin


def _behind_prefix(form: str) -> list[Parse]:
    """«псевдокошка» as «кошка»."""
    if len(form) > _LONGEST:
        return []
    return _unlike(
        _around(one, _PREFIX, lead=prefix)
        for prefix in _word_prefixes(form)
        if len(form) - len(prefix) >= _SHORTEST_REST
        for one in _parse_rest(form[len(prefix) :])
        if one.place.is_open
    )


@lru_cache(maxsize=100)
def _parse_rest(form: str) -> Sequence[Parse]:
    """«недо-» may be one prefix or two: without a memory «недонедонедо…» takes twice the time for each."""
    return _parse(form)


def _word_prefixes(form: str) -> list[str]:
    """The prefixes of words that a form begins with, longest first."""
    prefixes, longest = language().word_prefixes, min(language().longest_prefix, len(form))
    return [form[:size] for size in range(longest, 0, -1) if form[:size] in prefixes]


def _by_end(form: str) -> list[Parse]:
    """«байткод» as «код», and «бутявкать» as whatever ends in -вкать."""
    found = []
    for size in range(1, 1 + min(_LONGEST_PREFIX, len(form) - _SHORTEST_REST)):
        found += [_around(one, _END, lead=form[:size]) for one in look_up(form[size:]) if one.place.is_open]
    found = _unlike(found)
    guessed = []
    if len(form) >= _SHORTEST:
        for places in guessed_by_end(form):
            total = 1 + sum([count for _, count, _ in places])
            guessed += [reading(word, place, count / total * _END) for word, count, place in places]
        guessed = _unlike([*found, *guessed])[len(found) :]
        guessed.sort(key=CHANCE, reverse=True)
    return found + guessed


def _around(one: Parse, factor: float, lead: str = "", tail: str = "", origin: object = None) -> Parse:
    """A parse of a part as one of the whole, so much less sure."""
    return Parse(
        one.chance * factor,
        one.word,
        lead + one.lemma + tail,
        one.place,
        lead + one.lead,
        one.tail + tail,
        origin or one.origin,
        one.halves,
    )


def _unlike(parses: Iterable[Parse]) -> list[Parse]:
    """The first of those that have form, tag and paradigm in common."""
    found: dict[object, Parse] = {}
    for parse in parses:
        found.setdefault((parse.form, parse.place.kind, parse.origin or parse.place.paradigm), parse)
    return list(found.values())


# one of a dash may stand in a prefix or in the word
_WITHOUT = (_behind_prefix, _by_end)
_WITH_DASH = (_with_particle, _adverb, _of_halves, *_WITHOUT)
