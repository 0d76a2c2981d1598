"""Towns, districts and settlements that an article names, each with the subject it lies in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from mfcx.document import Document, RegionMention, Sentence, Token
from mfcx.gazetteer import endings, gazetteer, normal
from mfcx.morphology import inflect
from mfcx.place_candidates import find_candidates
from mfcx.place_context import DATELINE, SURE, TOWN, TOWN_KINDS, Candidate, conjunctions
from mfcx.tables import read_table


class _Types(NamedTuple):
    nouns: dict[str, str]  # form -> nominative, after the adjective
    bare: frozenset[str]  # forms that need an inner word: «муниципальный округ»
    inner: dict[str, str]
    before: frozenset[str]


@cache
def _types() -> _Types:
    roles: dict[str, dict[str, str]] = {"after": {}, "bare": {}, "inner": {}, "before": {}}
    for row in read_table("locality_types"):
        for form in row["forms"].split("|"):
            roles[row["role"]][form] = row["nominative"]
    return _Types(
        {**roles["after"], **roles["bare"]}, frozenset(roles["bare"]), roles["inner"], frozenset(roles["before"])
    )


def _nominative(adjective: str) -> str | None:
    """«Бакчарском» -> «Бакчарский», «Северного» -> «Северный»."""
    lower = adjective.lower()
    nominative = "ий"
    for ending in endings("adjective")[nominative]:
        stem = lower.removesuffix(ending)
        if stem != lower and stem.endswith(("ск", "цк")):
            return adjective[: len(stem)] + nominative
    bent = inflect(lower, "nomn", "sing", "masc", pos="ADJF")
    return bent.capitalize() if bent is not None else None


class _Locality(NamedTuple):
    """Where a place stands; `last` is the token behind it, `adjective` the nominative of a district's."""

    start: int
    stop: int
    last: int
    place: str
    adjective: str


def _districts(sentence: Sentence) -> Iterator[_Locality]:
    """«в Бакчарском и Каргасокском районах» -> Бакчарский район, Каргасокский район."""
    tokens = sentence.tokens
    types = _types()
    for position, token in enumerate(tokens):
        noun = types.nouns.get(normal(token.text))
        if noun is None:
            continue
        at = position - 1
        words = [noun]
        while at >= 0 and tokens[at].lower in types.inner:
            words.insert(0, types.inner[tokens[at].lower])
            at -= 1
        if normal(token.text) in types.bare and len(words) == 1:
            continue
        yield from _listed(tokens, at, position + 1, " ".join(words))


def _listed(tokens: Sequence[Token], at: int, last: int, noun: str) -> Iterator[_Locality]:
    """The adjectives before the noun, back through commas and «и»."""
    skippable = conjunctions()
    while at >= 0 and tokens[at].text[0].isupper():
        adjective = _nominative(tokens[at].text)
        if adjective is None:
            return
        yield _Locality(tokens[at].start, tokens[last - 1].stop, last, f"{adjective} {noun}", normal(adjective))
        last = at
        at -= 1
        while at >= 0 and (tokens[at].text == "," or tokens[at].lower in skippable):
            at -= 1
        if at + 1 == last:
            return
        last = at + 1


def _settlements(sentence: Sentence) -> Iterator[_Locality]:
    """«в посёлке Забазный» -> Забазный: a name in capitals after the word for the place."""
    tokens = sentence.tokens
    before = _types().before
    for at, token in enumerate(tokens[:-1]):
        if normal(token.text) not in before:
            continue
        name = at + 1
        if tokens[name].text == "." and name + 1 < len(tokens):
            name += 1
        word = tokens[name].text
        if word[0].isupper() and word[0].isalpha() and not word.isupper():
            place = inflect(word.lower(), "nomn", pos="NOUN") if len(word) > 3 else None
            shown = place.capitalize() if place and place[:3] == word.lower()[:3] else word
            yield _Locality(tokens[name].start, tokens[name].stop, name + 1, shown, "")


def _near(found: Sequence[Candidate], index: int, last: int, tokens: Sequence[Token]) -> str | None:
    """The subject or town right behind: «Ленинском районе Екатеринбурга» -> RU-SVE."""
    for one in found:
        if one.sentence == index and last <= one.first <= last + 1:
            if one.first == last + 1 and tokens[last].text not in ("(", ",", "/"):
                continue
            options = {name.iso for name in one.names if name.sense != "shared"}
            if one.iso is not None or (one.weight in (SURE, TOWN) and len(options) == 1):
                return one.iso or options.pop()
    return None


def find_places(document: Document) -> list[RegionMention]:
    """Towns and districts in text order; `iso` is "" where neither name nor article decides it."""
    found = find_candidates(document)
    isos = {mention.iso for mention in document.mentions} or {
        one.names[0].iso for one in found if one.weight == SURE and len({name.iso for name in one.names}) == 1
    }
    own = document.region or (next(iter(isos)) if len(isos) == 1 else "")
    places = [_town(one, isos, own) for one in found if one.weight != DATELINE and _is_town(one)]
    taken = {(place.start, place.stop) for place in places}
    for index, sentence in enumerate(document.sentences):
        for district in (*_districts(sentence), *_settlements(sentence)):
            if (district.start, district.stop) in taken:
                continue
            iso = _near(found, index, district.last, sentence.tokens) or gazetteer().districts.get(
                district.adjective, own
            )
            kind = "district" if district.adjective else "town"
            places.append(RegionMention(district.start, district.stop, iso, kind, district.place))
    return sorted(places, key=lambda place: place.start)


def find_districts(document: Document) -> list[RegionMention]:
    """Districts whose name only one subject has: «в Бакчарском районе» -> RU-TOM."""
    table = gazetteer().districts
    return [
        RegionMention(one.start, one.stop, table[one.adjective], "district", one.place)
        for sentence in document.sentences
        for one in _districts(sentence)
        if one.adjective in table
    ]


def _is_town(candidate: Candidate) -> bool:
    return all(name.kind in TOWN_KINDS for name in candidate.names)


def _town(candidate: Candidate, isos: set[str], own: str) -> RegionMention:
    """A town with the subject that the article leaves it in."""
    options = [name for name in candidate.names if candidate.iso in (None, name.iso)]
    chosen = [name for name in options if name.iso == own] or [name for name in options if name.iso in isos]
    chosen = chosen or [name for name in options if name.sense != "shared"]
    name = chosen[0] if chosen else candidate.names[0]
    return RegionMention(candidate.start, candidate.stop, name.iso if chosen else "", name.kind, name.place)
