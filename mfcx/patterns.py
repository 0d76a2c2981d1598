"""Word patterns as data files write them, matched on tokens.

Elements are separated by spaces: ``более`` that form; ``превыш*`` a beginning; ``{вырасти}`` any form of the
lemma; ``@infn`` a part of speech; ``(чем)`` may be missing; ``...`` up to four words of any kind; ``a|b``
alternatives. «не {превышать}|{превысить}» is two elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.tables import fold

_GAP = 4
_MOST_GAPS = 3  # each is tried in all its lengths


class PatternError(ValueError):
    """A pattern that cannot be read; says which element is wrong."""


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern."""

    forms: frozenset[str]
    prefixes: tuple[str, ...]
    lemmas: frozenset[str]
    tags: frozenset[str]
    optional: bool
    gap: bool = False

    def matches(self, token: Token) -> bool:
        """Whether the token may stand in this place."""
        if token.lower in self.forms or (self.prefixes and token.lower.startswith(self.prefixes)):
            return True
        if self.lemmas and not self.lemmas.isdisjoint(lemmas(token.lower)):
            return True
        return bool(self.tags) and token.text.isalpha() and not self.tags.isdisjoint(readings(token.lower)[0].tags)


def _element(text: str) -> Element:
    optional = text.startswith("(") and text.endswith(")")
    forms, prefixes, found, tags = set(), [], set(), set()
    if text == "...":
        return Element(frozenset(), (), frozenset(), frozenset(), optional=True, gap=True)
    for choice in text[1:-1].split("|") if optional else text.split("|"):
        word = fold(choice)
        if not word or (word.startswith("{") != word.endswith("}") and len(word) > 1) or word == "{}":
            raise PatternError(f"cannot read the element {text!r}")
        if word.startswith("{") and len(word) > 1:
            found.add(word[1:-1])
        elif word.startswith("@") and len(word) > 1:
            # part of speech is written in capitals by OpenCorpora, the other grammemes are not
            tags |= {word[1:], word[1:].upper()}
        elif word.endswith("*") and len(word) > 1:
            prefixes.append(word[:-1])
        else:
            forms.add(word)
    return Element(frozenset(forms), tuple(prefixes), frozenset(found), frozenset(tags), optional)


def _match(elements: Sequence[Element], tokens: Sequence[Token], at: int) -> int | None:
    for i, element in enumerate(elements):
        if element.gap:
            stops = (
                _match(elements[i + 1 :], tokens, at + skip) for skip in range(_GAP + 1) if at + skip <= len(tokens)
            )
            return next((stop for stop in stops if stop is not None), None)
        if at < len(tokens) and element.matches(tokens[at]):
            at += 1
        elif not element.optional:
            return None
    return at


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A sequence of elements; one text is one object, so that look-ups by pattern are cheap."""

    elements: tuple[Element, ...]
    # the last sentence and its matches: a sentence is asked about again for each of its numbers
    seen: list[tuple[Sequence[Token], Sequence[tuple[int, int]]]] = field(default_factory=list)

    def match(self, tokens: Sequence[Token], at: int) -> int | None:
        """Where a match that begins at token `at` ends, or None."""
        return _match(self.elements, tokens, at)

    def match_back(self, tokens: Sequence[Token], stop: int) -> int | None:
        """Where a match that ends before token `stop` begins, or None."""
        for element in reversed(self.elements):
            if stop > 0 and element.matches(tokens[stop - 1]):
                stop -= 1
            elif not element.optional:
                return None
        return stop

    def search(self, tokens: Sequence[Token], first: int = 0, last: int | None = None) -> tuple[int, int] | None:
        """The first match inside tokens [first, last), as (first, last), or None."""
        last = len(tokens) if last is None else last
        return next((hit for hit in self.find_all(tokens) if hit[0] >= first and hit[1] <= last), None)

    def find_all(self, tokens: Sequence[Token]) -> Sequence[tuple[int, int]]:
        """Every match, as (first, last)."""
        if self.seen and self.seen[0][0] is tokens:
            return self.seen[0][1]
        hits = []
        for at in self._starts(tokens, 0, len(tokens)):
            stop = self.match(tokens, at)
            if stop is not None and stop > at:
                hits.append((at, stop))
        self.seen[:] = [(tokens, hits)]
        return hits

    def _starts(self, tokens: Sequence[Token], first: int, last: int) -> Iterable[int]:
        """Where a match can begin: a sentence holds few of the words that open a pattern."""
        opening = self.elements[0]
        if opening.optional:
            return range(first, last)
        if opening.prefixes or opening.tags:
            return (at for at in range(first, last) if opening.matches(tokens[at]))
        forms, known = _index(tokens)
        found = {at for form in opening.forms & forms.keys() for at in forms[form]}
        found |= {at for lemma in opening.lemmas & known.keys() for at in known[lemma]}
        return sorted(at for at in found if first <= at < last)


_Index = tuple[dict[str, list[int]], dict[str, list[int]]]
# of the last sentence only: it is searched for hundreds of patterns, one after the other
_indexed: list[tuple[Sequence[Token], _Index]] = []


def _index(tokens: Sequence[Token]) -> _Index:
    """Where the forms and the lemmas of a sentence stand in it."""
    if _indexed and _indexed[0][0] is tokens:
        return _indexed[0][1]
    forms: dict[str, list[int]] = {}
    known: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        forms.setdefault(token.lower, []).append(at)
        for lemma in lemmas(token.lower):
            known.setdefault(lemma, []).append(at)
    _indexed[:] = [(tokens, (forms, known))]
    return forms, known


@cache
def parse_pattern(text: str) -> Pattern:
    """«не {превышать}» -> a pattern of two elements; raises PatternError."""
    if not text.strip():
        raise PatternError("a pattern without elements")
    elements = tuple(_element(part) for part in text.split())
    if sum(element.gap for element in elements) > _MOST_GAPS:
        raise PatternError(f"more than {_MOST_GAPS} gaps in one pattern")
    return Pattern(elements)
