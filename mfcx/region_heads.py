"""Adjectives that stand with «область», «край», «республика», «округ»: «Запорожской и Херсонской областях»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mfcx.document import Sentence, Token
from mfcx.gazetteer import Name, gazetteer, generic_forms, normal, subject_types
from mfcx.place_context import DASHES, SURE, Candidate, cues


def find_headed(index: int, sentence: Sentence) -> Iterator[Candidate]:
    """Adjectives that stand with «область», «край», «республика», «округ», lists of them included."""
    tokens = sentence.tokens
    generics = generic_forms()
    for position, token in enumerate(tokens):
        noun = generics.get(token.lower)
        if noun is None:
            continue
        last = position + 1
        if last < len(tokens) and tokens[last].text == "." and len(token.lower) <= 4 and last + 1 < len(tokens):
            last += 1
        yield from _heads_before(index, tokens, position, last, noun)
        yield from _heads_after(index, tokens, position, noun)


def _head(token: Token, noun: str) -> str | None:
    """The subject of an adjective before this noun: «Томской», «область» -> RU-TOM."""
    word = normal(token.text)
    place = gazetteer()
    iso = place.heads.get((word, noun))
    if iso is not None or noun in subject_types("part"):
        return iso
    sure = {name.iso for name in place.names.get(word, ()) if name.kind == "adjective" and name.sense == "sure"}
    return sure.pop() if len(sure) == 1 else None


def _made(index: int, tokens: Sequence[Token], first: int, last: int, iso: str, kind: str = "name") -> Candidate:
    name = Name(iso, kind, "sure")
    return Candidate(index, first, last, tokens[first].start, tokens[last - 1].stop, (name,), SURE, iso)


def _heads_before(index: int, tokens: Sequence[Token], position: int, last: int, noun: str) -> Iterator[Candidate]:
    context = cues()
    at = position - 1
    while at >= 0 and tokens[at].lower in context.inner:
        at -= 1
    if at < 0:
        return
    iso = _head(tokens[at], noun)
    if iso is None:
        return
    yield _made(index, tokens, at, last, iso)
    while True:
        at -= 1
        skipped = at
        while at >= 0 and (tokens[at].text == "," or tokens[at].lower in context.conjunctions):
            at -= 1
        if at < 0 or at == skipped:
            return
        end = at + 1
        while at >= 0 and tokens[at].lower in context.inner:
            at -= 1
        iso = _head(tokens[at], noun) if at >= 0 else None
        if iso is None:
            return
        yield _made(index, tokens, at, end, iso)


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
