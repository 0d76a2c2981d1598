"""Word patterns as data files write them, matched on tokens.

Elements are separated by spaces: ``более`` that form; ``превыш*`` a beginning; ``{вырасти}`` any form of the
lemma; ``@infn`` a part of speech; ``(чем)`` may be missing; ``...`` up to four words of any kind; ``a|b``
alternatives. «не {превышать}|{превысить}» is two elements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

from msgspec import Struct

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.tables import fold

_GAP = 4
_MOST_GAPS = 3  # each is tried in all its lengths
_SHORT = 3  # letters: «на», «год» stand in many sentences
_MOST_FORMS, _MOST_PATTERNS = 10_000, 20_000

Range = tuple[int, int]
T = TypeVar("T")


class PatternError(ValueError):
    """A pattern that cannot be read; says which element is wrong."""


class Element(Struct, frozen=True):
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
    count = len(tokens)
    for i, element in enumerate(elements):
        if element.gap:
            rest = elements[i + 1 :]
            opening = rest[0] if rest and not (rest[0].optional or rest[0].gap) else None
            for behind in range(at, min(at + _GAP, count) + 1):
                if opening is not None and not (behind < count and opening.matches(tokens[behind])):
                    continue
                stop = _match(rest, tokens, behind)
                if stop is not None:
                    return stop
            return None
        if at < count and element.matches(tokens[at]):
            at += 1
        elif not element.optional:
            return None
    return at


class Pattern(Struct, frozen=True, eq=False):
    """A sequence of elements; each is equal to itself alone, so that look-ups by pattern are cheap."""

    text: str
    elements: tuple[Element, ...]

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


@lru_cache(maxsize=_MOST_PATTERNS)
def parse_pattern(text: str) -> Pattern:
    """«не {превышать}» -> a pattern of two elements; raises PatternError."""
    if not text.strip():
        raise PatternError("a pattern without elements")
    elements = tuple(_element(part) for part in text.split())
    if sum(element.gap for element in elements) > _MOST_GAPS:
        raise PatternError(f"more than {_MOST_GAPS} gaps in one pattern")
    return Pattern(text, elements)


class Edges(dict[str, tuple[T, ...]]):
    """Items by the words that may stand at one edge of their patterns: edges[«окна»], in the order they were added.

    A form is looked up once, whatever the number of items.
    """

    def __init__(self) -> None:
        super().__init__()
        self._items: list[T] = []
        self._forms: dict[str, list[int]] = {}
        self._lemmas: dict[str, list[int]] = {}
        self._prefixes: dict[str, list[int]] = {}
        self._tags: dict[str, list[int]] = {}
        self._anywhere: list[int] = []
        self._beginnings: tuple[str, ...] = ()

    def add(self, item: T, elements: Iterable[Element]) -> None:
        """An item to be found from now on, by the first of the elements that must stand or one before it."""
        self.clear()
        number = len(self._items)
        self._items.append(item)
        for element in elements:
            if element.gap:
                self._anywhere.append(number)
            for known, keys in (
                (self._forms, element.forms),
                (self._lemmas, element.lemmas),
                (self._prefixes, element.prefixes),
                (self._tags, element.tags),
            ):
                for key in keys:
                    known.setdefault(key, []).append(number)
            if not element.optional:
                break
        self._beginnings = tuple(self._prefixes)

    def __missing__(self, form: str) -> tuple[T, ...]:
        if len(self) >= _MOST_FORMS:
            self.clear()
        numbers = self._look_up(form)
        found = self[form] = tuple([self._items[number] for number in sorted(set(numbers))]) if numbers else ()
        return found

    def has(self, form: str) -> bool:
        """Whether a folded form may stand at the edge of any of the items."""
        return bool(self._look_up(form))

    def _look_up(self, form: str) -> list[int]:
        """Most forms stand in no pattern: each way to stand in one is asked about as a whole first."""
        found = [*self._anywhere, *self._forms.get(form, ())]
        if self._beginnings and form.startswith(self._beginnings):
            for prefix in self._beginnings:
                if form.startswith(prefix):
                    found += self._prefixes[prefix]
        if self._lemmas and not self._lemmas.keys().isdisjoint(lemmas(form)):
            for lemma in lemmas(form):
                found += self._lemmas.get(lemma, ())
        if self._tags and form.isalpha():
            for tag in self._tags.keys() & readings(form)[0].tags:
                found += self._tags[tag]
        return found


class _Row(Struct, Generic[T], frozen=True):
    """A pattern of a table, looked for by one of its words."""

    number: int
    single: bool  # one word: where it is found, all of it stands
    nearest: int  # how far behind the beginning that word stands where all words that may be missing are
    farthest: int  # and where none is missing
    pattern: Pattern
    value: T


def _anchor(elements: Sequence[Element]) -> tuple[int, int, int]:
    """The place of the rarest word, and how far behind the beginning it may stand: «числе» of «в том числе».

    Rows that are looked for by their first words are tried at every «в» and «на». The longer, the rarer; what stands
    behind a gap is looked for only where the words before it are short ones.
    """
    best, longest, nearest, farthest = 0, 0, 0, 0
    least, most = 0, 0  # words before the element
    for at, element in enumerate(elements):
        if element.gap:
            if longest > _SHORT:
                break
            most += _GAP
            continue
        if not element.optional:
            # a part of speech may be any word
            length = 0 if element.tags else min(map(len, (*element.forms, *element.lemmas, *element.prefixes)))
            if length > longest:
                best, longest, nearest, farthest = at, length, least, most
            least += 1
        most += 1
    return best, nearest, farthest


class PatternTable(Generic[T]):
    """Patterns with what each stands for; only those are tried whose words are there.

    PatternTable([("не более", "<="), ("более", ">")]).find(«не более 5») -> (0, 2, "<="), (1, 2, ">")
    """

    def __init__(self, rows: Iterable[tuple[str | Pattern, T]]) -> None:
        self._rows: list[_Row[T]] = []
        self._anchors: Edges[_Row[T]] = Edges()
        for number, (row_pattern, value) in enumerate(rows):
            pattern = parse_pattern(row_pattern) if isinstance(row_pattern, str) else row_pattern
            elements = pattern.elements
            anchor, nearest, farthest = _anchor(elements)
            row = _Row(number, len(elements) == 1 and not elements[0].gap, nearest, farthest, pattern, value)
            self._rows.append(row)
            self._anchors.add(row, elements[anchor:])

    @cached_property
    def _openings(self) -> Edges[_Row[T]]:
        edges: Edges[_Row[T]] = Edges()
        for row in self._rows:
            edges.add(row, row.pattern.elements)
        return edges

    @cached_property
    def _closings(self) -> Edges[_Row[T]]:
        edges: Edges[_Row[T]] = Edges()
        for row in self._rows:
            edges.add(row, reversed(row.pattern.elements))
        return edges

    def knows(self, form: str) -> bool:
        """Whether a form may be the rarest word of a pattern: in a sentence without any, `find` finds nothing."""
        return self._anchors.has(form)

    def find(self, tokens: Sequence[Token]) -> list[tuple[int, int, T]]:
        """Every match as (first, last, value), the rows in their order."""
        rows = self._rows
        return [(first, stop, rows[number].value) for number, first, stop in self._places(tokens)]

    def by_value(self, tokens: Sequence[Token]) -> dict[T, list[Range]]:
        """The matches of each value that has any, as (first, last)."""
        rows = self._rows
        hits: dict[T, list[Range]] = {}
        for number, first, stop in self._places(tokens):
            hits.setdefault(rows[number].value, []).append((first, stop))
        return hits

    def _places(self, tokens: Sequence[Token]) -> list[tuple[int, int, int]]:
        """Every match as the number of its row, first and last token, in this order."""
        anchors = self._anchors
        found: set[tuple[int, int, int]] = set()
        # in most sentences hardly any word is one of a pattern
        for at, rows in [(at, rows) for at, token in enumerate(tokens) if (rows := anchors[token.lower])]:
            for row in rows:
                if row.single:
                    found.add((row.number, at, at + 1))
                    continue
                for first in range(max(0, at - row.farthest), at - row.nearest + 1):
                    stop = _match(row.pattern.elements, tokens, first)
                    if stop is not None and stop > first:
                        found.add((row.number, first, stop))
        return sorted(found)

    def inside(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int, T]]:
        """The matches within tokens [first, last)."""
        return (hit for hit in self.find(tokens) if hit[0] >= first and hit[1] <= last)

    def starting(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[int, T]]:
        """Where each match that begins at token `at` ends, and its value."""
        rows = self._openings[tokens[at].lower] if 0 <= at < len(tokens) else ()
        if not rows:
            return iter(())
        ends = ((row.pattern.match(tokens, at), row.value) for row in rows)
        return ((stop, value) for stop, value in ends if stop is not None and stop > at)

    def ending(self, tokens: Sequence[Token], stop: int) -> Iterator[tuple[int, T]]:
        """Where each match that ends before token `stop` begins, and its value."""
        rows = self._closings[tokens[stop - 1].lower] if 0 < stop <= len(tokens) else ()
        if not rows:
            return iter(())
        starts = ((row.pattern.match_back(tokens, stop), row.value) for row in rows)
        return ((first, value) for first, value in starts if first is not None and first < stop)
