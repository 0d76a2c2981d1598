"""Word patterns as data files write them, matched on tokens.

Elements are separated by spaces: ``более`` that form; ``превыш*`` a beginning; ``{вырасти}`` any form of the
lemma; ``@infn`` a part of speech; ``(чем)`` may be missing; ``...`` up to four words of any kind; ``a|b``
alternatives. «не {превышать}|{превысить}» is two elements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, Generic, TypeVar

from msgspec import Struct

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.tables import fold

_GAP = 4
_MOST_GAPS = 3  # each is tried in all its lengths
_MOST_FORMS, _MOST_INDEXES = 10_000, 200

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


class Pattern(Struct, frozen=True, eq=False):
    """A sequence of elements; one text is one object, so that look-ups by pattern are cheap."""

    text: str
    elements: tuple[Element, ...]
    number: int  # how many patterns were parsed before it; -1 in a table, which tries its own

    def __reduce__(self) -> tuple[Callable[[str, tuple[Element, ...]], Pattern], tuple[str, tuple[Element, ...]]]:
        return _known, (self.text, self.elements)

    def match(self, tokens: Sequence[Token], at: int) -> int | None:
        """Where a match that begins at token `at` ends, or None."""
        return _match(self.elements, tokens, at)

    def matches(self, tokens: Sequence[Token], starts: Sequence[int]) -> Sequence[Range]:
        """The matches, as (first, last), at the tokens where the pattern may begin."""
        if len(self.elements) == 1 and not self.elements[0].gap:
            return [(at, at + 1) for at in starts]  # where one element may begin, all of it stands
        ends = [(at, self.match(tokens, at)) for at in starts]
        return [(at, stop) for at, stop in ends if stop is not None and stop > at]

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


class Edges(Generic[T]):
    """Items by the words that may stand at one edge of their patterns: a word is asked once, not once for each item."""

    def __init__(self) -> None:
        self._items: list[T] = []
        self._forms: dict[str, list[int]] = {}
        self._lemmas: dict[str, list[int]] = {}
        self._prefixes: dict[str, list[int]] = {}
        self._tags: dict[str, list[int]] = {}
        self._anywhere: list[int] = []
        self._lengths: set[int] = set()
        self._known: dict[str, tuple[T, ...]] = {}
        self._only_forms = True

    def add(self, item: T, elements: Iterable[Element]) -> None:
        """An item to be found from now on, by the first of the elements that must stand or one before it."""
        self._known.clear()
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
            self._lengths |= {len(prefix) for prefix in element.prefixes}
            if not element.optional:
                break
        self._only_forms = not (self._anywhere or self._lemmas or self._prefixes or self._tags)

    def at(self, form: str) -> tuple[T, ...]:
        """The items at whose edge a folded form may stand, in the order they were added."""
        found = self._known.get(form)
        if found is None:
            if self._only_forms and form not in self._forms:
                return ()
            if len(self._known) >= _MOST_FORMS:
                self._known.clear()
            found = self._known[form] = tuple(self._items[number] for number in sorted(set(self._look_up(form))))
        return found

    def has(self, form: str) -> bool:
        """Whether a folded form may stand at the edge of any of the items."""
        return next(self._look_up(form), None) is not None

    def _look_up(self, form: str) -> Iterator[int]:
        yield from self._anywhere
        yield from self._forms.get(form, ())
        for length in self._lengths:
            if length <= len(form):
                yield from self._prefixes.get(form[:length], ())
        if self._lemmas:
            for lemma in lemmas(form):
                yield from self._lemmas.get(lemma, ())
        if self._tags and form.isalpha():
            for tag in readings(form)[0].tags:
                yield from self._tags.get(tag, ())


class Openings(dict[str, tuple[Pattern, ...]]):
    """Which of some patterns may begin with a folded form; each form is looked up once: openings[«обращений»]."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        super().__init__()
        self._edges: Edges[Pattern] = Edges()
        for pattern in dict.fromkeys(patterns):
            self._edges.add(pattern, pattern.elements)

    def __missing__(self, form: str) -> tuple[Pattern, ...]:
        if len(self) >= _MOST_FORMS:
            self.clear()
        found = self[form] = self._edges.at(form)
        return found

    def find(self, tokens: Sequence[Token]) -> dict[Pattern, list[int]]:
        """The tokens at which each of the patterns may begin."""
        starts: dict[Pattern, list[int]] = {}
        for at, token in enumerate(tokens):
            for pattern in self[token.lower]:
                if pattern in starts:
                    starts[pattern].append(at)
                else:
                    starts[pattern] = [at]
        return starts


class _Index:
    """Where patterns may begin in one sequence of tokens, and what was found of them and of tables."""

    __slots__ = ("_hits", "_known", "_starts", "rows", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.rows: dict[PatternTable[Any], Sequence[tuple[int, int, Any]]] = {}
        self._hits: dict[Pattern, Sequence[Range]] = {}
        self._starts: dict[Pattern, list[int]] = {}
        self._known = 0

    def hits(self, pattern: Pattern) -> Sequence[Range]:
        """Every match of a pattern; looked for once."""
        if pattern.number >= self._known:
            self._fill(pattern)
        starts = self._starts.get(pattern)
        if starts is None:
            return ()
        found = self._hits.get(pattern)
        if found is None:
            ends = ((at, pattern.match(self.tokens, at)) for at in starts)
            found = self._hits[pattern] = [(at, stop) for at, stop in ends if stop is not None and stop > at]
        return found

    def _fill(self, pattern: Pattern) -> None:
        if pattern.number >= _openings.known:
            _openings.read_all()
        self._known = _openings.known
        starts: dict[Pattern, list[int]] = {}
        for at, token in enumerate(self.tokens):
            for opening in _openings.at(token.lower):
                starts.setdefault(opening, []).append(at)
        self._starts = starts


class _Openings(Edges[Pattern]):
    """All patterns that were parsed, by their first words; those parsed last wait until one of them is asked for.

    What is known of the words is lost whenever a pattern is added: hundreds of them are added at a time.
    """

    known = 0

    def read_all(self) -> None:
        """Adds the patterns that wait."""
        for pattern in _patterns[self.known :]:
            self.add(pattern, pattern.elements)
        self.known = len(_patterns)


_patterns: list[Pattern] = []
_by_text: dict[str, Pattern] = {}
_openings = _Openings()
# of the sentences read last: each is searched for hundreds of patterns, stage after stage
_indexes: dict[int, _Index] = {}


def _index_of(tokens: Sequence[Token]) -> _Index:
    index = _indexes.get(id(tokens))
    if index is None or index.tokens is not tokens:
        if len(_indexes) >= _MOST_INDEXES:
            del _indexes[next(iter(_indexes))]  # the oldest; the others are of the article that is being read
        index = _indexes[id(tokens)] = _Index(tokens)
    return index


class PatternTable(Generic[T]):
    """Patterns of a data file with what each stands for; only those are tried whose words are there.

    PatternTable([("не более", "<="), ("более", ">")]).find(«не более 5») -> (0, 2, "<="), (1, 2, ">")
    """

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        self._rows = [(n, Pattern(text, _read(text), -1), value) for n, (text, value) in enumerate(rows)]
        # a table knows its words itself: it is made when it is first needed, when the words of others are long known
        self._openings: Edges[tuple[int, Pattern, T]] = Edges()
        self._closings: Edges[tuple[int, Pattern, T]] | None = None
        for row in self._rows:
            self._openings.add(row, row[1].elements)

    def find(self, tokens: Sequence[Token]) -> Sequence[tuple[int, int, T]]:
        """Every match as (first, last, value), the rows in their order."""
        known = _index_of(tokens).rows
        found = known.get(self)
        if found is None:
            found = known[self] = self._find(tokens)
        return found

    def _find(self, tokens: Sequence[Token]) -> Sequence[tuple[int, int, T]]:
        candidates = self._openings.at
        found = []
        for at, token in enumerate(tokens):
            for number, pattern, value in candidates(token.lower):
                stop = pattern.match(tokens, at)
                if stop is not None and stop > at:
                    found.append((number, at, stop, value))
        if len(found) > 1:
            found.sort(key=itemgetter(0))  # the places of one row are in their order
        return [(first, last, value) for _, first, last, value in found]

    def inside(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int, T]]:
        """The matches within tokens [first, last)."""
        return (hit for hit in self.find(tokens) if hit[0] >= first and hit[1] <= last)

    def starting(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[int, T]]:
        """Where each match that begins at token `at` ends, and its value."""
        rows = self._openings.at(tokens[at].lower) if 0 <= at < len(tokens) else ()
        if not rows:
            return iter(())
        ends = ((pattern.match(tokens, at), value) for _, pattern, value in rows)
        return ((stop, value) for stop, value in ends if stop is not None and stop > at)

    def ending(self, tokens: Sequence[Token], stop: int) -> Iterator[tuple[int, T]]:
        """Where each match that ends before token `stop` begins, and its value."""
        if self._closings is None:
            self._closings = Edges()
            for row in self._rows:
                self._closings.add(row, reversed(row[1].elements))
        rows = self._closings.at(tokens[stop - 1].lower) if 0 < stop <= len(tokens) else ()
        if not rows:
            return iter(())
        starts = ((pattern.match_back(tokens, stop), value) for _, pattern, value in rows)
        return ((first, value) for first, value in starts if first is not None and first < stop)


def _read(text: str) -> tuple[Element, ...]:
    if not text.strip():
        raise PatternError("a pattern without elements")
    elements = tuple(_element(part) for part in text.split())
    if sum(element.gap for element in elements) > _MOST_GAPS:
        raise PatternError(f"more than {_MOST_GAPS} gaps in one pattern")
    return elements


def parse_pattern(text: str) -> Pattern:
    """«не {превышать}» -> a pattern of two elements; raises PatternError."""
    return _by_text.get(text) or _known(text, _read(text))


def _known(text: str, elements: tuple[Element, ...]) -> Pattern:
    """The one pattern of a text."""
    pattern = _by_text.get(text)
    if pattern is None:
        pattern = _by_text[text] = Pattern(text, elements, len(_patterns))
        _patterns.append(pattern)
    return pattern
