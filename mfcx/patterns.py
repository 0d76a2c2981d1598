"""Word patterns as data files write them, matched on tokens.

Elements are separated by spaces: ``более`` that form; ``превыш*`` a beginning; ``{вырасти}`` any form of the
lemma; ``@infn`` a part of speech; ``(чем)`` may be missing; ``...`` up to four words of any kind; ``a|b``
alternatives. «не {превышать}|{превысить}» is two elements.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.tables import fold

_GAP = 4
_MOST_GAPS = 3  # each is tried in all its lengths
_MOST_FORMS, _MOST_INDEXES = 50_000, 100

Range = tuple[int, int]


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
    number: int  # how many patterns were read before it

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

    def search(self, tokens: Sequence[Token], first: int = 0, last: int | None = None) -> Range | None:
        """The first match inside tokens [first, last), as (first, last), or None."""
        for hit in _index_of(tokens).hits(self):
            if hit[0] >= first and (last is None or hit[1] <= last):
                return hit
        return None

    def find_all(self, tokens: Sequence[Token]) -> Sequence[Range]:
        """Every match, as (first, last)."""
        return _index_of(tokens).hits(self)


class _Openings:
    """Every pattern of the process by the words that may open it: a word is asked once, not once for each pattern."""

    def __init__(self) -> None:
        self.size = 0
        self._forms: dict[str, list[Pattern]] = {}
        self._lemmas: dict[str, list[Pattern]] = {}
        self._prefixes: dict[str, list[Pattern]] = {}
        self._tags: dict[str, list[Pattern]] = {}
        self._anywhere: list[Pattern] = []
        self._lengths: set[int] = set()
        self._opened: dict[str, tuple[Pattern, ...]] = {}

    def add(self, elements: tuple[Element, ...]) -> Pattern:
        """A new pattern, to be found from now on."""
        pattern = Pattern(elements, self.size)
        self.size += 1
        self._opened.clear()
        for element in elements:
            if element.gap:
                self._anywhere.append(pattern)
            for known, keys in (
                (self._forms, element.forms),
                (self._lemmas, element.lemmas),
                (self._prefixes, element.prefixes),
                (self._tags, element.tags),
            ):
                for key in keys:
                    known.setdefault(key, []).append(pattern)
            self._lengths |= {len(prefix) for prefix in element.prefixes}
            if not element.optional:
                break
        return pattern

    def opened_by(self, form: str) -> tuple[Pattern, ...]:
        """The patterns that may begin with a folded form."""
        found = self._opened.get(form)
        if found is None:
            if len(self._opened) >= _MOST_FORMS:
                self._opened.clear()
            found = self._opened[form] = tuple(dict.fromkeys(self._look_up(form)))
        return found

    def _look_up(self, form: str) -> Iterator[Pattern]:
        yield from self._anywhere
        yield from self._forms.get(form, ())
        for length in self._lengths:
            if length <= len(form):
                yield from self._prefixes.get(form[:length], ())
        for lemma in lemmas(form):
            yield from self._lemmas.get(lemma, ())
        if form.isalpha():
            for tag in readings(form)[0].tags:
                yield from self._tags.get(tag, ())


class _Index:
    """Where the patterns of all tables may begin in one sequence of tokens."""

    __slots__ = ("_hits", "_size", "_starts", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._hits: dict[Pattern, Sequence[Range]] = {}
        self._fill()

    def hits(self, pattern: Pattern) -> Sequence[Range]:
        """Every match of a pattern; looked for once."""
        if pattern.number >= self._size:
            self._fill()
        starts = self._starts.get(pattern)
        if starts is None:
            return ()
        found = self._hits.get(pattern)
        if found is None:
            ends = ((at, pattern.match(self.tokens, at)) for at in starts)
            found = self._hits[pattern] = [(at, stop) for at, stop in ends if stop is not None and stop > at]
        return found

    def _fill(self) -> None:
        self._size = _openings.size
        self._starts: dict[Pattern, list[int]] = {}
        for at, token in enumerate(self.tokens):
            for pattern in _openings.opened_by(token.lower):
                self._starts.setdefault(pattern, []).append(at)


_openings = _Openings()
# of the sentences read last: each is searched for hundreds of patterns, stage after stage
_indexes: dict[int, _Index] = {}


def _index_of(tokens: Sequence[Token]) -> _Index:
    index = _indexes.get(id(tokens))
    if index is None or index.tokens is not tokens:
        if len(_indexes) >= _MOST_INDEXES:
            _indexes.clear()
        index = _indexes[id(tokens)] = _Index(tokens)
    return index


@cache
def parse_pattern(text: str) -> Pattern:
    """«не {превышать}» -> a pattern of two elements; raises PatternError."""
    if not text.strip():
        raise PatternError("a pattern without elements")
    elements = tuple(_element(part) for part in text.split())
    if sum(element.gap for element in elements) > _MOST_GAPS:
        raise PatternError(f"more than {_MOST_GAPS} gaps in one pattern")
    return _openings.add(elements)
