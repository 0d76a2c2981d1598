"""The names of places in all their forms: what `places` looks words up in.

>>> [name.iso for name in gazetteer().get("томичам")]
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
from mfcx.tables import TableError, fold, read_table, words

# letters that a town and its region share where one is named after the other: «Якутск», «Якутия»
_STEM = 4
# hyphens and dashes that stand for the same sign inside a name: «Санкт‑Петербург», «ХМАО–Югра»
_HYPHENS = str.maketrans("‐‑‒–—−", "------")


class Subject(Struct, frozen=True):
    """A federal subject: «Томская область», its ISO and ОКТМО codes."""

    iso: str
    name: str
    type: str
    capital: str
    oktmo: str


def names_capital(adjective: str, subject: Subject) -> bool:
    """«казанский» comes from the name of the capital and not from that of its region."""
    stem = fold(subject.capital).rstrip("".join(words("town_ending")))
    return bool(stem) and adjective.startswith(stem) and stem[:_STEM] not in fold(subject.name)


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


class _Kept(Struct, frozen=True):
    """The look-ups as few large pieces, which are read back ten times as fast as twenty thousand small ones."""

    single: str  # surfaces of one word, a line each
    numbers: array[int]  # of the meanings of each
    longer: dict[str, bytes]  # of several words by their first: lines of surface, tab and number
    longest: dict[str, int]  # first word -> how many words its longest name has
    meanings: str  # a line each, see `_read_meaning`
    adjectives: str  # surfaces of one word that are an adjective of one subject whatever else, a line each
    heads: dict[tuple[str, str], str]
    districts: dict[str, str]


class Gazetteer:
    """All surfaces, folded: one look-up a token, longer names by their first word.

    `heads` is («томской», «область») -> iso, `districts` «бакчарский» -> iso, `adjectives` those that name a subject
    without doubt. Names are made of what is kept when they are asked for: an article has few of them.
    """

    def __init__(self, kept: _Kept) -> None:
        self.heads, self.districts = kept.heads, kept.districts
        self.adjectives = kept.adjectives.split("\n")
        self._single = dict(zip(kept.single.split("\n"), kept.numbers, strict=True))
        self._longer, self._longest = kept.longer, kept.longest
        self._opened: dict[str, dict[str, int]] = {}
        self._meanings = kept.meanings.split("\n")
        self._read: dict[int, tuple[Name, ...]] = {}

    def get(self, surface: str) -> tuple[Name, ...]:
        """What a surface may mean, nothing for a stranger: «нижнего новгорода» -> (Нижний Новгород,)."""
        first, space, _ = surface.partition(" ")
        number = self._beginning_with(first).get(surface) if space else self._single.get(surface)
        if number is None:
            return ()
        names = self._read.get(number)
        if names is None:
            names = self._read[number] = _read_meaning(self._meanings[number])
        return names

    def longest(self, first: str) -> int:
        """How many words the longest name has that begins with a word, 0 where none does."""
        return self._longest.get(first) or int(first in self._single)

    def has_none(self, words: Iterable[str]) -> bool:
        """Whether no name begins with any of these words."""
        return self._single.keys().isdisjoint(words) and self._longer.keys().isdisjoint(words)

    def _beginning_with(self, first: str) -> dict[str, int]:
        """Surfaces of several words by their first, to the numbers of their meanings."""
        opened = self._opened.get(first)
        if opened is None and first in self._longer:
            lines = (line.split("\t") for line in self._longer[first].decode().split("\n"))
            opened = self._opened[first] = {surface: int(number) for surface, number in lines}
        return opened or {}


@cache
def gazetteer() -> Gazetteer:
    """The look-ups, made once of what is kept."""
    return Gazetteer(_kept())


@stored
def _kept() -> _Kept:
    names: dict[str, tuple[Name, ...]] = {}
    for written, name in itertools.chain(_subject_names(), _words(), _traps()):
        surface = _spaced(written) if "(" in written else written
        found = names.get(surface)
        names[surface] = (name,) if found is None else found if name in found else (*found, name)
    names.pop("", None)
    meanings = {meaning: number for number, meaning in enumerate(dict.fromkeys(names.values()))}
    single: list[str] = []
    several: dict[str, list[str]] = defaultdict(list)
    for surface in names:
        first, space, _ = surface.partition(" ")
        (several[first] if space else single).append(surface)

    numbered = {surface: meanings[meaning] for surface, meaning in names.items()}
    return _Kept(
        "\n".join(single),
        array("H", [numbered[one] for one in single]),
        {first: "\n".join(f"{one}\t{numbered[one]}" for one in found).encode() for first, found in several.items()},
        {first: 1 + max(one.count(" ") for one in found) for first, found in several.items()},
        "\n".join(map(_write_meaning, meanings)),
        "\n".join(one for one in single if any((n.kind, n.sense) == ("adjective", "sure") for n in names[one])),
        dict(_heads()),
        _districts(),
    )


def _write_meaning(names: tuple[Name, ...]) -> str:
    """One line: names parted by «|», their fields by tabs."""
    return "|".join("\t".join((one.iso, one.kind, one.sense, one.place or "", one.style)) for one in names)


def _read_meaning(line: str) -> tuple[Name, ...]:
    fields = (name.split("\t") for name in line.split("|"))
    return tuple(Name(iso, kind, sense, place or None, style) for iso, kind, sense, place, style in fields)
