"""The names of places in all their forms: what `places` looks words up in.

>>> [name.iso for name in gazetteer().names["томичам"]]
['RU-TOM']
"""

from __future__ import annotations

import itertools
from array import array
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from msgspec import Struct

from mfcx.document import Token
from mfcx.stored import stored
from mfcx.tables import TableError, fold, read_table

# hyphens and dashes that stand for the same sign inside a name: «Санкт‑Петербург», «ХМАО–Югра»
_HYPHENS = str.maketrans("‐‑‒–—−", "------")


class Subject(Struct, frozen=True):
    """A federal subject: «Томская область», its ISO and ОКТМО codes."""

    iso: str
    name: str
    type: str
    capital: str
    oktmo: str


class Name(Struct, frozen=True):
    """What a surface may mean: «Бердянске» -> RU-ZAP, town, Бердянск.

    `sense` says how far the word alone decides: sure; default (this one unless the article names
    another that shares the word); shared (only with help from the article). `style` marks words
    that are more often something else: name (Киров, Мирный) or word (Шахты, Находка).
    """

    iso: str
    kind: str
    sense: str
    place: str | None = None
    style: str = ""


TRAP = Name("", "trap", "sure")


class Gazetteer(Struct, frozen=True):
    """All surfaces, folded: one look-up a token, longer names by their first word."""

    names: dict[str, tuple[Name, ...]]
    longest: dict[str, int]  # first word -> how many words its longest name has
    heads: dict[tuple[str, str], str]  # («томской», «область») -> iso
    districts: dict[str, str]  # «бакчарский» -> iso


@lru_cache(maxsize=10_000)
def normal(text: str) -> str:
    """Folded, with one kind of hyphen: «Санкт‑Петербург» -> «санкт-петербург»."""
    return fold(text).translate(_HYPHENS)


def normal_words(tokens: Iterable[Token]) -> list[str]:
    """The words of a sentence as names are looked up: «в Ростове‑на‑Дону» -> [«в», «ростове-на-дону»]."""
    return [token.lower if token.lower.isalpha() else normal(token.text) for token in tokens]


def _spaced(surface: str) -> str:
    """As the tokens of a text joined by spaces: «рс(я)» -> «рс ( я )»."""
    return " ".join(surface.replace("(", " ( ").replace(")", " ) ").split())


@cache
def _endings() -> dict[str, dict[str, tuple[str, ...]]]:
    groups: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in read_table("declensions"):
        groups[row["group"]][row["suffix"]] = tuple(row["endings"].split("|"))
    return dict(groups)


def endings(group: str) -> dict[str, tuple[str, ...]]:
    """The endings of a group by the suffix they replace: endings("noun")["ец"] -> («ец», «ца», «цу» …)."""
    return _endings()[group]


def decline(word: str, group: str) -> list[str]:
    """All forms of one folded word by the ending table: «самара» -> самара, самары, самаре …"""
    table = endings(group)
    for size in range(5, -1, -1):
        if size <= len(word):
            suffix = word[len(word) - size :]
            if suffix in table:
                stem = word[: len(word) - size]
                return [stem + ending for ending in table[suffix]]
    raise TableError(f"declensions.tsv: no {group} row for {word!r}")


def _decline_hyphened(word: str) -> list[str]:
    """«ростов-на-дону» bends its first part, «усть-илимск» its last, «петропавловск-камчатский» either."""
    first, dash, rest = word.partition("-")
    if not dash:
        return decline(word, "noun")
    if rest.startswith("на-"):
        return [f"{form}-{rest}" for form in decline(first, "noun")]
    head, _, last = word.rpartition("-")
    forms = [f"{head}-{form}" for form in decline(last, "noun")]
    if last.endswith(tuple(endings("adjective"))):
        forms += [f"{left}-{right}" for left in decline(head, "noun") for right in decline(last, "noun")]
    return forms


def decline_name(name: str) -> list[str]:
    """Forms of a name of one or more words: «великий новгород» -> великого новгорода …"""
    words = [_decline_hyphened(word) for word in name.split(" ")]
    return [" ".join(forms) for forms in itertools.product(*words)]


def _forms(word: str, kind: str, listed: str) -> Iterable[str]:
    if listed:
        return normal(listed).split("|")
    folded = normal(word)
    if kind == "abbreviation":
        return (folded,)
    if kind == "adjective":
        return decline(folded, "adjective")
    if kind == "demonym":
        return decline(folded, "people")
    return decline_name(folded)


@cache
def subjects() -> dict[str, Subject]:
    """All 89 federal subjects by ISO code: subjects()["RU-TOM"].name -> «Томская область»."""
    return {
        row["iso"]: Subject(row["iso"], row["name"], row["type"], row["capital"], row["oktmo"])
        for row in read_table("regions")
    }


@cache
def generic_forms() -> dict[str, str]:
    """Forms of the words that make an adjective a subject: «областях» -> «область»."""
    return {form: row["word"] for row in read_table("subject_types") for form in row["forms"].split("|")}


@cache
def subject_types(kind: str) -> frozenset[str]:
    """The kinds of subject that stand before their name, or that a part of one shares: "part" -> {«округ»}."""
    return frozenset(row["word"] for row in read_table("subject_types") if row["kind"] == kind)


def _subject_names() -> Iterable[tuple[str, Name]]:
    """«Республика Коми» in all cases; adjectives with «область» are found by their head instead."""
    leading = subject_types("first")
    for subject in subjects().values():
        first, _, rest = normal(subject.name).partition(" ")
        if first in leading:
            name = Name(subject.iso, "name", "sure")
            types = [form for form, word in generic_forms().items() if word == first]
            for surface in decline_name(rest):
                for form in types:
                    yield f"{form} {surface}", name


def _words() -> Iterable[tuple[str, Name]]:
    for row in read_table("region_words"):
        place = row["word"] if row["kind"] == "capital" else None
        name = Name(row["iso"], row["kind"], row["sense"], place)
        for form in _forms(row["word"], row["kind"], row["forms"]):
            yield form, name
    for row in read_table("towns"):
        name = Name(row["iso"], row["kind"], row["sense"], row["town"], row["style"])
        for form in _forms(row["town"], "town", row["forms"]):
            yield form, name


def _traps() -> Iterable[tuple[str, Name]]:
    """Longer names that must not be read as the subject they hold: «Южная Осетия»."""
    for row in read_table("place_traps"):
        for form in decline_name(normal(row["phrase"])):
            yield form, TRAP


def _heads() -> Iterable[tuple[tuple[str, str], str]]:
    """The adjective of «Томская область», «Чеченская Республика» in every form, by the noun it needs."""
    nouns = {row["word"] for row in read_table("subject_types")}
    named = [(subject.name, subject.iso) for subject in subjects().values()]
    # «Корякский автономный округ»: what joined another subject goes on as a part of it
    named += [(row["word"], row["iso"]) for row in read_table("region_words") if row["kind"] == "former"]
    for name, iso in named:
        words = normal(name).split(" — ")[0].split(" - ")[0].split(" ")
        noun = words[-1]
        if noun in nouns and len(words) > 1:
            masculine = words[0][:-2] + "ий"
            for form in decline(masculine, "adjective"):
                yield (form, noun), iso


def _districts() -> dict[str, str]:
    """Districts that only one subject has: «бакчарский» -> RU-TOM."""
    return {normal(row["district"]): row["iso"] for row in read_table("districts")}


@cache
def gazetteer() -> Gazetteer:
    """The look-ups, made once of what is kept."""
    kept = _kept()
    surfaces = [*kept.single.split("\n"), *kept.several.split("\n")]
    names = dict(zip(surfaces, map(kept.meanings.__getitem__, kept.numbers), strict=True))
    longest = dict.fromkeys(kept.single.split("\n"), 1) | kept.longest
    return Gazetteer(names, longest, kept.heads, kept.districts)


class _Kept(Struct, frozen=True):
    """The look-ups as few large pieces, which are read back ten times as fast as twenty thousand small ones."""

    single: str  # surfaces of one word, a line each
    several: str  # and of several
    numbers: array[int]  # of the meanings of each
    meanings: tuple[tuple[Name, ...], ...]
    longest: dict[str, int]
    heads: dict[tuple[str, str], str]
    districts: dict[str, str]


@stored
def _kept() -> _Kept:
    names: dict[str, tuple[Name, ...]] = {}
    longest: dict[str, int] = {}
    for written, name in itertools.chain(_subject_names(), _words(), _traps()):
        surface = _spaced(written) if "(" in written else written
        found = names.get(surface)
        names[surface] = (name,) if found is None else found if name in found else (*found, name)
        first, space, rest = surface.partition(" ")
        if space:
            longest[first] = max(longest.get(first, 0), rest.count(" ") + 2)
    names.pop("", None)
    meanings = {meaning: number for number, meaning in enumerate(dict.fromkeys(names.values()))}
    single, several = ([one for one in names if (" " in one) == spaced] for spaced in (False, True))
    return _Kept(
        "\n".join(single),
        "\n".join(several),
        array("H", [meanings[names[one]] for one in (*single, *several)]),
        tuple(meanings),
        longest,
        dict(_heads()),
        _districts(),
    )
