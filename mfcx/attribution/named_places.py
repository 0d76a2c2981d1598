"""What a sentence says of where: its towns and districts, and where it speaks of the whole region.

«в Бердянске», «в областном центре», «казанские офисы»; «мэр Томска» and «гость из Томска» hold no figures.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from mfcx.document import Document, RegionMention, Sentence, Token
from mfcx.gazetteer import Subject, subjects
from mfcx.morphology import inflect, lemma, readings
from mfcx.patterns import PatternTable
from mfcx.place_context import CLOSING
from mfcx.tables import fold, read_table, words

# letters that a town and its region share where one is named after the other: «Якутск», «Якутия»
_STEM = 4


class Place(Struct, frozen=True):
    """A place named in a sentence; tokens [first, last). A narrow one may hold the figures of a paragraph."""

    first: int
    last: int
    name: str
    iso: str
    capital: bool = False
    district: bool = False


@cache
def _patterns(kind: str) -> PatternTable[None]:
    return PatternTable((row["pattern"], None) for row in read_table("figure_places") if row["kind"] == kind)


def matches(kind: str, tokens: Sequence[Token], at: int) -> int | None:
    """Where a pattern of a kind that begins at a token ends."""
    return next((stop for stop, _ in _patterns(kind).starting(tokens, at)), None)


def named_in(document: Document, sentence: Sentence) -> list[Place]:
    """The towns and districts that a sentence names in any role, in order."""
    return sorted(_named(document, sentence), key=lambda p: p.first)


def places_in(document: Document, sentence: Sentence) -> list[Place]:
    """The places of a sentence that may hold a figure, in order."""
    tokens = sentence.tokens
    found = [*_named(document, sentence), *_centres(document, tokens), *_unlisted(document, sentence)]
    towns = {p.first: p for p in found if p.last - p.first == 1}
    # «в Октябрьском районе Барнаула» is in Барнаул
    held = {towns.get(p.last, p) if p.last - p.first > 1 else p for p in found if _holds(tokens, p)}
    held |= set(_by_adjective(document, sentence))
    return sorted(held, key=lambda p: p.first)


def is_free(document: Document, start: int, stop: int) -> bool:
    """Whether a stretch is no part of a region's name or a person's: «посёлка Хабаровского края»."""
    spans = [(m.start, m.stop) for m in document.mentions if is_subject(m)]
    spans += [(s.start, s.stop) for person in document.persons for s in person.spans]
    return all(stop <= first or last <= start for first, last in spans)


def _named(document: Document, sentence: Sentence) -> Iterator[Place]:
    starts = [token.start for token in sentence.tokens]
    for mention in document.places:
        inside = sentence.start <= mention.start and mention.stop <= sentence.stop
        if mention.place and inside and not _is_city(mention) and is_free(document, mention.start, mention.stop):
            first = bisect_left(starts, mention.start)
            last = bisect_left(starts, mention.stop)
            capital = mention.iso in subjects() and subjects()[mention.iso].capital == mention.place
            yield Place(first, last, mention.place, mention.iso, capital, mention.kind == "district")


def _is_city(mention: RegionMention) -> bool:
    """Москва is a federal subject, no place within one."""
    return mention.iso in subjects() and subjects()[mention.iso].name == mention.place


def regions_in(document: Document, sentence: Sentence) -> list[int]:
    """The tokens at which a sentence speaks of a whole region: «в области», «в Томской области»."""
    tokens = sentence.tokens
    starts = [token.start for token in tokens]
    free = (m for m in document.mentions if is_subject(m) and m.start >= sentence.start)
    named = (bisect_left(starts, m.start) for m in free if not _is_in_name(document, sentence, m))
    located = [at for at in named if 0 < at < len(tokens) and matches("at", tokens, at - 1) is not None]
    return located + sorted({first for first, stop, _ in _patterns("whole").find(tokens) if _is_whole(tokens, stop)})


def _is_whole(tokens: Sequence[Token], stop: int) -> bool:
    """«в области», «в остальных районах», not «в области культуры»."""
    after = readings(tokens[stop].lower)[0] if stop < len(tokens) and tokens[stop].text.isalpha() else None
    return after is None or (after.pos, after.case) != ("NOUN", "gent")


class Recalled(NamedTuple):
    """The places that a sentence speaks of again, and the tokens where it speaks of one that was not named."""

    places: list[Place]
    unknown: list[int]


def recalled_in(document: Document, sentence: Sentence, town: Place | None, district: Place | None) -> Recalled:
    """«в городе», «в районе»: the town or district that was spoken of last; in Москва «в городе» is no town."""
    found = Recalled([], [])
    city = document.region is not None and subjects()[document.region].capital == subjects()[document.region].name
    known = (("district_again", district), ("town_again", None if city else town))
    for at in range(len(sentence.tokens)):
        again = [place for kind, place in known if _is_recalled(kind, sentence.tokens, at)]
        place = next(filter(None, again), None)
        if place is not None:
            found.places.append(replace(place, first=at, last=at + 2))
        elif again:
            found.unknown.append(at)
    return found


def _is_recalled(kind: str, tokens: Sequence[Token], at: int) -> bool:
    """«в районе работают», not «в районе вокзала», «в городе Ржеве», «в районе 15 часов»."""
    stop = matches(kind, tokens, at)
    if stop is None:
        return False
    after = tokens[stop] if stop < len(tokens) else None
    if after is None or not after.text[0].isalnum():
        return True
    top = readings(after.lower)[0]
    return not after.text[0].isdigit() and not after.text[0].isupper() and (top.pos == "PREP" or top.case != "gent")


def _is_in_name(document: Document, sentence: Sentence, mention: RegionMention) -> bool:
    """«управление Росреестра по Тверской области»: the region in the name of a body holds no figure."""
    spans = (s for body in document.organisations for s in body.spans if sentence.start <= s.start < sentence.stop)
    return any(span.start < mention.start and mention.stop <= span.stop for span in spans)


def subjects_alone(document: Document, sentence: Sentence) -> set[str]:
    """The subjects that a sentence names, but for the joint work of several: «строители Омской и Томской областей»."""
    tokens = sentence.tokens
    inside = [m for m in document.mentions if is_subject(m) and sentence.start <= m.start < sentence.stop]
    inside = [m for m in inside if not _is_in_name(document, sentence, m)]
    joints = {token.start for token in tokens if token.lower in words("joint")}
    return {
        m.iso
        for m in inside
        if not any(
            min(m.stop, other.stop) <= joint < max(m.start, other.start)
            for other in inside
            for joint in joints
            if other.iso != m.iso
        )
    }


def is_subject(mention: RegionMention) -> bool:
    """Whether a mention is of a whole region, not of a town."""
    return mention.place is None


def _centres(document: Document, tokens: Sequence[Token]) -> Iterator[Place]:
    """«в областной столице»: the capital of the article's region."""
    if document.region is None:
        return
    subject = subjects()[document.region]
    for at, stop, _ in _patterns("centre").find(tokens):
        if subject.capital:
            yield Place(at, stop, subject.capital, subject.iso, capital=True)


def _by_adjective(document: Document, sentence: Sentence) -> Iterator[Place]:
    """«казанские офисы» are in Казань, «столица Приморья» is its capital; «томские офисы» may be the region's."""
    tokens = sentence.tokens
    starts = [token.start for token in tokens]
    for mention in document.mentions:
        if not sentence.start <= mention.start < sentence.stop:
            continue
        first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.stop)
        subject = subjects()[mention.iso]
        if mention.kind == "adjective":
            behind = last + (last < len(tokens) and readings(tokens[last].lower)[0].pos == "ADJF")
            if matches("site", tokens, behind) is not None and _names_capital(tokens[first].lower, subject):
                yield Place(first, last, subject.capital, subject.iso, capital=True)
        elif is_subject(mention) and matches("seat", tokens, first - 1) is not None:
            yield Place(first - 1, last, subject.capital, subject.iso, capital=True)


def _names_capital(adjective: str, subject: Subject) -> bool:
    """«казанский» comes from the name of the capital and not from that of its region."""
    stem = fold(subject.capital).rstrip("".join(words("town_ending")))
    return bool(stem) and adjective.startswith(stem) and stem[:_STEM] not in fold(subject.name)


def _unlisted(document: Document, sentence: Sentence) -> Iterator[Place]:
    """Names that no list has: «МФЦ на Северке» behind what stands in one place, «Заречного округа»."""
    tokens = sentence.tokens
    known = {m.start for m in document.places}
    for at, token in enumerate(tokens):
        if not token.text[0].isupper() or token.text.isupper() or token.start in known:
            continue
        if not is_free(document, token.start, token.stop):
            continue
        if matches("district", tokens, at + 1) is not None:
            name = inflect(token.lower, "masc", "sing", "nomn", pos="ADJF")
            if name is not None:
                yield Place(at, at + 2, f"{name.capitalize()} {lemma(tokens[at + 1].lower, 'NOUN')}", "")
        elif matches("site", tokens, at - 2) is not None and tokens[at - 1].lower in words("in") | words("by"):
            name = _settlement(tokens, at)
            if name is not None:
                yield Place(at, at + 1, name, "")


def _settlement(tokens: Sequence[Token], at: int) -> str | None:
    """«Северке» -> Северка, where nothing follows that the word would belong to; a country is none."""
    if matches("country", tokens, at) is not None:
        return None
    if at + 1 < len(tokens) and tokens[at + 1].text[0].isupper():
        return None
    found = next((r for r in readings(tokens[at].text) if r.pos == "NOUN" and r.case == "loct"), None)
    name = inflect(tokens[at].lower, "nomn", pos="NOUN") if found and "anim" not in found.tags else None
    return name.capitalize() if name else None


def _holds(tokens: Sequence[Token], place: Place) -> bool:
    """Whether a place may hold figures: «в Томске», «Томск получит», «хозяйства Томского района», not «мэр Томска»."""
    before = place.first - 1
    while before >= 0 and matches("type", tokens, before) is not None:
        before -= 1
    if before < place.first - 1 and before >= 0 and tokens[before].text.isdigit():
        before -= 1  # «в 12 микрорайоне Якутска»
    typed = before < place.first - 1  # «города Мелитополь»: the name itself may keep the nominative
    while before >= 0 and readings(tokens[before].lower)[0].pos == "ADJF":  # «в самом Липецке»
        before -= 1
    if before < 0:
        return True
    if matches("at", tokens, before) is not None:
        return not any(matches("event", tokens, back) is not None for back in range(max(0, before - 2), before))
    case = {r.case for r in readings(tokens[place.last - 1].text) if r.pos in ("NOUN", "ADJF")}
    if tokens[before].text in CLOSING:  # «центры «Мои документы» Бежецкого района»
        return "gent" in case
    if not tokens[before].text[0].isalpha():
        # the beginning of a clause, a row of a list, or the next of several
        return "nomn" in case or tokens[before].text == ","
    if tokens[before].lower in words("joint"):
        return True
    top = readings(tokens[before].text)[0]
    if top.pos == "NOUN" or matches("site", tokens, before) is not None:  # «МФЦ Ржева»
        # «на берегу Улан-Удэ» has no case, «на третьем месте Бежецкий район» only the nominative
        belongs = "gent" in case or typed or not case or ("nomn" in case and place.last - place.first > 1)
        return belongs and matches("body", tokens, before) is None
    return top.pos not in ("PREP",) and "nomn" in case
