"""Towns, districts and settlements that an article names, each with the subject it lies in.

The noun of a district may have stood before: «в Бакчарском районе — 80, в Каргасокском — 50».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from mfcx.document import DASHES, Document, RegionMention, Sentence, Token
from mfcx.morphology import inflect, readings
from mfcx.places.candidates import find_candidates
from mfcx.places.context import (
    DATELINE,
    HINT,
    SURE,
    TOWN,
    TOWN_KINDS,
    Candidate,
    behind_figure,
    conjunctions,
    noun_role,
)
from mfcx.places.elided_nouns import stands_alone
from mfcx.places.gazetteer import endings, gazetteer, normal, normal_words
from mfcx.places.settlement_names import read_name
from mfcx.tables import read_table, words

# how many sentences on the noun of a district is still understood; every one that leaves it out renews it
_REACH = 5
_GENDER = "masc"  # of all nouns that stand behind the adjective of a district
_DISTRICT = ("ск", "цк")  # what the stem of its adjective ends in
_REACH_BACK = 8  # tokens of «(13,3 кг на корову)»
_PLAIN = frozenset({"Apro", "Anum", "Qual"})  # adjectives that name no district


class _Types(Struct, frozen=True):
    nouns: dict[str, str]  # form -> nominative, after the adjective
    bare: frozenset[str]  # forms that need an inner word: «муниципальный округ»
    inner: dict[str, str]
    before: dict[str, str]  # form -> noun, before a name
    short: frozenset[str]  # forms of `before` that a full stop must follow


@cache
def _types() -> _Types:
    roles: dict[str, dict[str, str]] = {"after": {}, "bare": {}, "inner": {}, "before": {}, "short": {}}
    for row in read_table("locality_types"):
        for form in row["forms"].split("|"):
            roles[row["role"]][form] = row["nominative"]
    return _Types(
        {**roles["after"], **roles["bare"]},
        frozenset(roles["bare"]),
        roles["inner"],
        {**roles["before"], **roles["short"]},
        frozenset(roles["short"]),
    )


def _nominative(adjective: str) -> str | None:
    """«Бакчарском» -> «Бакчарский», «Слободского» -> «Слободской», «Северного» -> «Северный»."""
    lower = adjective.lower()
    soft, hard = "ий", "ой"
    for ending in endings("adjective")[soft]:
        stem = lower.removesuffix(ending)
        if stem != lower and stem.endswith(_DISTRICT):
            # the nouns are masculine: «Слободской район» is no feminine form
            stressed = ending == hard or normal(stem + hard) in gazetteer().districts
            return adjective[: len(stem)] + (hard if stressed else soft)
    bent = inflect(lower, "nomn", "sing", "masc", pos="ADJF")
    return bent.capitalize() if bent is not None else None


class _Locality(Struct, frozen=True):
    """Where a place stands; `last` is the token behind it, `adjective` the nominative of a district's."""

    start: int
    stop: int
    last: int
    place: str
    adjective: str


def _districts(sentence: Sentence, text: list[str], *, bare: bool = False) -> Iterator[_Locality]:
    """«в Бакчарском и Каргасокском районах» -> Бакчарский район, Каргасокский район; if `bare`, «в Омском округе»."""
    types = _types()
    if types.nouns.keys().isdisjoint(text):
        return
    tokens = sentence.tokens
    for position, word in enumerate(text):
        noun = types.nouns.get(word)
        if noun is None:
            continue
        at, last = position - 1, position + 1
        words = [noun]
        while at >= 0 and tokens[at].lower in types.inner:
            words.insert(0, types.inner[tokens[at].lower])
            at -= 1
        if word in types.bare and len(words) == 1 and not bare:
            continue
        if (before := _before_figure(tokens, at)) < at:
            at, last = before, before + 1
        yield from _listed(tokens, at, last, " ".join(words))


def district_adjectives(document: Document) -> set[str]:
    """What the districts of an article are called by: «в Бакчарском и Каргасокском районах» -> бакчарский, …."""
    rows = ((sentence, normal_words(sentence.tokens)) for sentence in document.sentences)
    return {one.adjective for sentence, text in rows for one in _districts(sentence, text, bare=True)}


def adjective_of(token: Token) -> str:
    """«Бакчарская» (больница) -> «бакчарский», as districts are called."""
    return normal(_nominative(token.text) or token.text)


def _is_plain(tokens: Sequence[Token], at: int, last: int, adjective: str) -> bool:
    """«Каждому району», «Соседний округ», «Северные районы»: the capital is the sentence's, and no name."""
    if (at > 0 and tokens[at - 1].text[0].isalnum()) or normal(adjective) in gazetteer().districts:
        return False
    if normal(adjective) in words("plain_place") or not _PLAIN.isdisjoint(readings(tokens[at].lower)[0].tags):
        return True
    return at == last - 2 and readings(tokens[last - 1].lower)[0].number == "plur"


def _listed(tokens: Sequence[Token], at: int, last: int, noun: str) -> Iterator[_Locality]:
    """The adjectives before the noun, back through commas and «и»."""
    skippable = conjunctions()
    while at >= 0 and tokens[at].text[0].isupper():
        adjective = _nominative(tokens[at].text)
        if adjective is None or _is_plain(tokens, at, last, adjective):
            return
        yield _Locality(tokens[at].start, tokens[last - 1].stop, last, f"{adjective} {noun}", normal(adjective))
        last = at
        at -= 1
        while at >= 0 and (tokens[at].text == "," or tokens[at].lower in skippable):
            at -= 1
        if at + 1 == last:
            return
        at = _before_figure(tokens, at)
        last = at + 1


def _before_figure(tokens: Sequence[Token], at: int) -> int:
    """Index before «(13 кг)» that ends at `at`: «Лесного (13 кг) и Ольгинского [(8 кг)] районов»."""
    opened = next((i for i in range(at, max(-1, at - _REACH_BACK), -1) if tokens[i].text == "("), at)
    return opened - 1 if opened < at and behind_figure(tokens, opened) == at + 1 else at


def _elided(sentences: Sequence[Sentence], texts: Sequence[list[str]]) -> dict[int, list[_Locality]]:
    """«Бакчарский (80 т), Каргасокский (50 т)» below «районы» -> both with their noun, by sentence."""
    found: dict[int, list[_Locality]] = {}
    noun, since = "", -_REACH - 1
    for index, (sentence, text) in enumerate(zip(sentences, texts, strict=True)):
        tokens = sentence.tokens
        if (named := _last_noun(text)) is not None:
            noun, since = named, index
        if index - since > _REACH:
            continue
        here = [
            _bare(tokens, at, noun) for at, token in enumerate(tokens) if _may_be_bare(token) and _is_bare(tokens, at)
        ]
        if here:
            found[index] = [one for one in here if one is not None]
            since = index
    return found


def _last_noun(text: list[str]) -> str | None:
    """The kind of district that a sentence speaks of last: «в двух районах» -> район."""
    nouns = _types().nouns
    if nouns.keys().isdisjoint(text):
        return None
    return next(nouns[word] for word in reversed(text) if word in nouns)


def _is_bare(tokens: Sequence[Token], at: int) -> bool:
    """An adjective of a district that stands alone where a place does: «в Бакчарском», «Бакчарский (80)»."""
    if not stands_alone(tokens, at, _GENDER):
        return False
    placed = at > 0 and tokens[at - 1].lower in words("in")
    listed = at + 1 < len(tokens) and (tokens[at + 1].text == "(" or tokens[at + 1].text in DASHES)
    return placed or (listed and (at == 0 or not tokens[at - 1].text[0].isalpha() or tokens[at - 1].lower in _joins()))


def _may_be_bare(token: Token) -> bool:
    return token.text[0].isupper() and _is_of_district(token.lower)


@lru_cache(maxsize=6_000)
def _is_of_district(form: str) -> bool:
    named = {one.lemma for one in readings(form) if one.pos == "ADJF" and one.lemma[:-2].endswith(_DISTRICT)}
    return bool(named) and named.isdisjoint(words("no_district"))


def _joins() -> frozenset[str]:
    return conjunctions() | words("next")


def _bare(tokens: Sequence[Token], at: int, noun: str) -> _Locality | None:
    adjective = _nominative(tokens[at].text)
    if adjective is None:
        return None
    return _Locality(tokens[at].start, tokens[at].stop, at + 1, f"{adjective} {noun}", normal(adjective))


def _settlements(sentence: Sentence, text: list[str]) -> Iterator[_Locality]:
    """«в посёлке Забазном», «в д. Липки» -> Забазный, Липки: a name in capitals after the word for the place."""
    types = _types()
    if types.before.keys().isdisjoint(text):
        return
    tokens = sentence.tokens
    for at, form in enumerate(text[:-1]):
        noun = types.before.get(form)
        stopped = noun is not None and tokens[at + 1].text == "."
        if noun is None or (form in types.short and not (stopped and _may_be_short(tokens, at))):
            continue
        first = at + 1 + stopped
        found = read_name(tokens, first, form, noun)
        if found is not None:
            last, name = found
            yield _Locality(tokens[first].start, tokens[last - 1].stop, last, name, "")


def _may_be_short(tokens: Sequence[Token], at: int) -> bool:
    """«в с. Бакчар», «Томский район, с. Бакчар»; not «2 Мбит/с. Канал»."""
    before = tokens[at - 1] if at else None
    return before is None or before.text in (",", "(") or readings(before.lower)[0].pos == "PREP"


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


def find_places(document: Document, found: Sequence[Candidate] | None = None) -> list[RegionMention]:
    """Towns and districts in text order; `iso` is "" where neither name nor article decides it.

    «В Бердянске открыли парк» -> Бердянск; `found` are the candidates of the document, if known.
    """
    found = find_candidates(document) if found is None else found
    isos = {mention.iso for mention in document.mentions} or {
        one.names[0].iso for one in found if one.weight == SURE and len(_isos(one)) == 1
    }
    own = document.region or (next(iter(isos)) if len(isos) == 1 else "")
    texts = [normal_words(sentence.tokens) for sentence in document.sentences]
    elided = _elided(document.sentences, texts)
    towns = [one for one in found if one.weight != DATELINE and _is_town(one)]
    towns = [one for one in towns if one.weight != HINT or not isos.isdisjoint(_isos(one))]
    settlements = [list(_settlements(sentence, text)) for sentence, text in zip(document.sentences, texts, strict=True)]
    villages = {one.start for found_here in settlements for one in found_here}
    # «село Сосновка» is none of the towns of that name in other regions
    towns = [one for one in towns if one.start not in villages or own in ("", *_isos(one))]
    places = [_town(one, isos, own) for one in towns]
    taken = {(place.start, place.stop) for place in places}
    taken |= {(one.start, one.stop) for one in document.mentions if one.place is None}
    for index, (sentence, text) in enumerate(zip(document.sentences, texts, strict=True)):
        for district in (*_districts(sentence, text), *settlements[index], *elided.get(index, ())):
            if (district.start, district.stop) in taken:
                continue
            iso = _near(found, index, district.last, sentence.tokens) or gazetteer().districts.get(
                district.adjective, own
            )
            kind = "district" if district.adjective else "town"
            places.append(RegionMention(district.start, district.stop, iso, kind, district.place))
    return sorted(places, key=lambda place: place.start)


def find_districts(document: Document) -> list[RegionMention]:
    """Districts whose name only one subject has: «в Бакчарском районе», «Бакчарский МФЦ» -> RU-TOM."""
    table = gazetteer().districts
    return [
        RegionMention(one.start, one.stop, table[one.adjective], "district", one.place)
        for sentence in document.sentences
        for one in _told_districts(sentence, normal_words(sentence.tokens))
        if one.adjective in table
    ]


def _told_districts(sentence: Sentence, text: list[str]) -> Iterator[_Locality]:
    yield from _districts(sentence, text)
    yield from _named_districts(sentence, text)
    yield from _seats(sentence)


def _named_districts(sentence: Sentence, text: list[str]) -> Iterator[_Locality]:
    """«в районе Зюзино», «муниципального округа Чертаново Южное»: a name that is no adjective, as the list has it."""
    types, table, tokens = _types(), gazetteer().districts, sentence.tokens
    for at, word in enumerate(text[:-1]):
        if word not in types.nouns or not tokens[at + 1].text[0].isupper():
            continue
        for last in (at + 3, at + 2):
            name = " ".join(text[at + 1 : last])
            if name in table and last <= len(tokens):
                yield _Locality(tokens[at + 1].start, tokens[last - 1].stop, last, f"{types.nouns[word]} {name}", name)
                break


def _seats(sentence: Sentence) -> Iterator[_Locality]:
    """«Бакчарский МФЦ», «Каргасокская районная больница»: bodies that are called after their district."""
    for at, token in enumerate(sentence.tokens):
        if not _may_be_bare(token) or noun_role(sentence.tokens, at + 1) != "body":
            continue
        adjective = next(one.lemma for one in readings(token.lower) if one.pos == "ADJF")
        yield _Locality(token.start, token.stop, at + 1, adjective, normal(adjective))


def _isos(candidate: Candidate) -> set[str]:
    return {name.iso for name in candidate.names}


def _is_town(candidate: Candidate) -> bool:
    return all(name.kind in TOWN_KINDS for name in candidate.names)


def _town(candidate: Candidate, isos: set[str], own: str) -> RegionMention:
    """A town with the subject that the article leaves it in."""
    options = [name for name in candidate.names if candidate.iso in (None, name.iso)]
    chosen = [name for name in options if name.iso == own] or [name for name in options if name.iso in isos]
    chosen = chosen or [name for name in options if name.sense != "shared"]
    name = chosen[0] if chosen else candidate.names[0]
    return RegionMention(candidate.start, candidate.stop, name.iso if chosen else "", name.kind, name.place)
