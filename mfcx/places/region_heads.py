"""Adjectives that stand with «область», «край», «республика», «округ»: «Запорожской и Херсонской областях».

The noun may also have stood before: «в Томской области — 80, а в Омской — 50».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from mfcx.document import DASHES, Sentence, Token
from mfcx.morphology import Reading, readings
from mfcx.places.context import SURE, Candidate, cues
from mfcx.places.elided_nouns import stands_alone
from mfcx.places.gazetteer import Name, gazetteer, generic_forms, normal, subject_types
from mfcx.tables import read_table

# how many sentences on a noun is still understood; every adjective that leaves it out renews it
_REACH = 5
# tokens of the figure in brackets between an adjective and its noun
_BRACKETED = 10


def find_headed(index: int, sentence: Sentence, words: list[str]) -> list[Candidate]:
    """Adjectives that stand with «область», «край», «республика», «округ», lists of them included."""
    generics = generic_forms()
    found: list[Candidate] = []
    if generics.keys().isdisjoint(words):
        return found
    tokens = sentence.tokens
    for position, token in enumerate(tokens):
        noun = generics.get(token.lower)
        if noun is None:
            continue
        last = position + 1
        if last < len(tokens) and tokens[last].text == "." and len(token.lower) <= 4 and last + 1 < len(tokens):
            last += 1
        found += _heads_before(index, tokens, position, last, noun)
        found += _around(index, tokens, position, last, noun)
        found += _heads_after(index, tokens, position, noun)
    return found


def _around(index: int, tokens: Sequence[Token], position: int, last: int, noun: str) -> Iterator[Candidate]:
    """«в Москве и области»: the subject around a city that is one itself; not «в Москве и республике Коми»."""
    if position < 2 or tokens[position - 1].lower not in cues().conjunctions:
        return
    city = tokens[position - 2].text
    isos = {name.iso for name in gazetteer().get(normal(city)) or ()}
    around = {iso for (of, its_noun), iso in surroundings().items() if its_noun == noun and of in isos}
    if len(around) == 1 and city[0].isupper() and not _is_described(tokens, last):
        yield _made(index, tokens, position, last, around.pop())


def _is_described(tokens: Sequence[Token], last: int) -> bool:
    """«в Москве и области | права»: another kind of область."""
    return last < len(tokens) and any((r.pos, r.case) == ("NOUN", "gent") for r in readings(tokens[last].lower)[:1])


@cache
def surroundings() -> dict[tuple[str, str], str]:
    """(RU-MOW, «область») -> RU-MOS: what lies around the cities that are subjects, by its noun."""
    return {(row["iso"], row["noun"]): row["around"] for row in read_table("surroundings")}


def _head(token: Token, noun: str) -> str | None:
    """The subject of an adjective before this noun: «Томской», «область» -> RU-TOM."""
    word = normal(token.text)
    place = gazetteer()
    iso = place.heads.get((word, noun))
    if iso is not None or noun in subject_types("part"):
        return iso
    sure = {name.iso for name in place.get(word) if name.kind == "adjective" and name.sense == "sure"}
    return sure.pop() if len(sure) == 1 else None


def _made(index: int, tokens: Sequence[Token], first: int, last: int, iso: str, kind: str = "name") -> Candidate:
    name = Name(iso, kind, "sure")
    return Candidate(index, first, last, tokens[first].start, tokens[last - 1].stop, (name,), SURE, iso)


def _adjective_of(tokens: Sequence[Token], position: int) -> int:
    """Where a noun's adjective stands: «Томская автономная область», «Омская (5 %) область», «Омская (область)»; -1."""
    at = _past_brackets(tokens, position - 1)
    while at >= 0 and tokens[at].lower in cues().inner:
        at -= 1
    return at - 1 if at > 0 and tokens[at].text == "(" else at


def _past_brackets(tokens: Sequence[Token], at: int) -> int:
    """Before the brackets that end at a place: «Омская | (10,5 процента)»; the place itself where none do."""
    if at < 0 or tokens[at].text != ")":
        return at
    opened = next((i for i in range(at - 1, max(-1, at - _BRACKETED), -1) if tokens[i].text == "("), None)
    return at if opened is None else opened - 1


def _heads_before(index: int, tokens: Sequence[Token], position: int, last: int, noun: str) -> Iterator[Candidate]:
    at = _adjective_of(tokens, position)
    iso = _head(tokens[at], noun) if at >= 0 else None
    if iso is None:
        return
    if tokens[position - 1].text in ("(", ")"):
        last = at + 1  # «Омскую и Томскую (области — ред.)»
    yield _made(index, tokens, at, last, iso)
    while True:
        end = _before_joint(tokens, at)
        if end in (0, at):
            return
        at = _adjective_of(tokens, end)
        iso = _head(tokens[at], noun) if at >= 0 else None
        if iso is None:
            return
        yield _made(index, tokens, at, end if tokens[end - 1].text != ")" else at + 1, iso)


def _before_joint(tokens: Sequence[Token], first: int) -> int:
    """Where what is joined to a name ends: «[в Омской], а также в Томской»; `first` for nothing."""
    context = cues()
    at = first - 1
    if at > 0 and tokens[at].lower in context.where and _joins(tokens[at - 1]):
        at -= 1
    end = at
    while end >= 0 and _joins(tokens[end]):
        end -= 1
    return end + 1 if end < at else first


def _joins(token: Token) -> bool:
    return token.text == "," or token.lower in cues().conjunctions


def _heads_after(index: int, tokens: Sequence[Token], position: int, noun: str) -> Iterator[Candidate]:
    """«в трёх областях: Томской, Омской и Курской»."""
    at = position + 1
    if at >= len(tokens) or (tokens[at].text not in (":", "(") and tokens[at].text not in DASHES):
        return
    context = cues()
    at += 1
    while at < len(tokens):
        if tokens[at].text == "," or tokens[at].lower in context.conjunctions:
            at += 1
            continue
        iso = gazetteer().heads.get((normal(tokens[at].text), noun))
        if iso is None or (at + 1 < len(tokens) and tokens[at + 1].lower in generic_forms()):
            return
        yield _made(index, tokens, at, at + 1, iso)
        at += 1


# --- adjectives whose noun stood before ------------------------------------------------------------


def find_elided(sentences: Sequence[Sentence], texts: Sequence[list[str]]) -> dict[int, list[Candidate]]:
    """«Омская отстаёт» behind «Томская область растёт» -> RU-OMS, by sentence."""
    found: dict[int, list[Candidate]] = {}
    last: dict[str, int] = {}
    nouns, known = generic_forms().keys(), _adjectives()
    for index, (sentence, words) in enumerate(zip(sentences, texts, strict=True)):
        if not nouns.isdisjoint(words):
            last.update(dict.fromkeys(_understood(sentence.tokens), index))
        if not last or known.isdisjoint(words):
            continue
        adjectives = [at for at, word in enumerate(words) if word in known]
        for noun, since in last.items():
            if index - since <= _REACH and (here := list(_elided(index, sentence.tokens, adjectives, noun))):
                found.setdefault(index, []).extend(here)
                last[noun] = index
                # one that goes with any noun of its gender has found its own
                adjectives = [at for at in adjectives if all(one.first != at for one in here)]
    return found


def _understood(tokens: Sequence[Token]) -> set[str]:
    """The nouns of the subjects that a sentence names, and of several unnamed: «в трёх областях»."""
    nouns = set()
    generics = generic_forms()
    for at, token in enumerate(tokens):
        noun = generics.get(token.lower)
        if noun is None or noun in nouns:
            continue
        back = _adjective_of(tokens, at)
        several = at > 0 and (tokens[at - 1].text.isdigit() or _top(tokens[at - 1]).pos == "NUMR")
        if several or (back >= 0 and _head(tokens[back], noun) is not None):
            nouns.add(noun)
    return nouns


def _top(token: Token) -> Reading:
    return readings(token.lower)[0]


def _elided(index: int, tokens: Sequence[Token], adjectives: Sequence[int], noun: str) -> Iterator[Candidate]:
    """The adjectives at these places that go without this noun."""
    gender = _gender(noun)
    for at in adjectives:
        iso = gazetteer().heads.get((normal(tokens[at].text), noun))
        if iso is None and _is_placed(tokens, at):
            iso = _head(tokens[at], noun)  # «в Читинской — 50»: the край was an область once
        if iso is not None and stands_alone(tokens, at, gender):
            yield _made(index, tokens, at, at + 1, iso)


def _is_placed(tokens: Sequence[Token], at: int) -> bool:
    """«в Читинской — 50», «в Читинской (5 %)»: a place with what is told of it behind a mark."""
    placed = at > 0 and tokens[at - 1].lower in cues().where
    return placed and at + 1 < len(tokens) and not tokens[at + 1].text[0].isalnum()


@cache
def _adjectives() -> frozenset[str]:
    """The forms that may go without their noun."""
    place = gazetteer()
    return frozenset([*(word for word, _ in place.heads), *place.adjectives])


@cache
def _gender(noun: str) -> str:
    return next((one.gender for one in readings(noun) if one.pos == "NOUN"), None) or ""
