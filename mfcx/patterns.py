"""Word patterns as data files write them, matched on tokens.

Elements are separated by spaces: ``более`` that form; ``превыш*`` a beginning; ``{вырасти}`` any form of the
lemma; ``@infn`` a part of speech; ``(чем)`` may be missing; ``...`` up to four words of any kind; ``a|b``
alternatives. «не {превышать}|{превысить}» is two elements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from msgspec import Struct

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.tables import fold

_GAP = 4
_MOST_GAPS = 3  # each is tried in all its lengths
_MOST_FORMS, _MOST_INDEXES = 50_000, 100

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
    number: int  # how many patterns were read before it

    def __reduce__(self) -> tuple[Callable[[str, tuple[Element, ...]], Pattern], tuple[str, tuple[Element, ...]]]:
        return _known, (self.text, self.elements)

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


class _Edges:
    """Patterns by the words that may stand at one edge of them: a word is asked once, not once for each pattern."""

    def __init__(self) -> None:
        self._forms: dict[str, list[Pattern]] = {}
        self._lemmas: dict[str, list[Pattern]] = {}
        self._prefixes: dict[str, list[Pattern]] = {}
        self._tags: dict[str, list[Pattern]] = {}
        self._anywhere: list[Pattern] = []
        self._lengths: set[int] = set()
        self._known: dict[str, tuple[Pattern, ...]] = {}

    def add(self, pattern: Pattern, elements: Iterable[Element]) -> None:
        """A pattern to be found from now on, by the first of the elements that must stand or one before it."""
        self._known.clear()
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

    def at(self, form: str) -> tuple[Pattern, ...]:
        """The patterns at whose edge a folded form may stand."""
        found = self._known.get(form)
        if found is None:
            if len(self._known) >= _MOST_FORMS:
                self._known.clear()
            found = self._known[form] = tuple(dict.fromkeys(self._look_up(form)))
        return found

    def _look_up(self, form: str) -> Iterator[Pattern]:
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


class _Index:
    """Where the patterns of all tables may begin in one sequence of tokens, and where they do."""

    __slots__ = ("_hits", "_known", "_rows", "_starts", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self._hits: dict[Pattern, Sequence[Range]] = {}
        self._rows: dict[PatternTable[Any], Sequence[tuple[int, int, Any]]] = {}
        self._fill()

    def hits(self, pattern: Pattern) -> Sequence[Range]:
        """Every match of a pattern; looked for once."""
        if pattern.number >= self._known:
            self._fill()
        starts = self._starts.get(pattern)
        if starts is None:
            return ()
        found = self._hits.get(pattern)
        if found is None:
            ends = ((at, pattern.match(self.tokens, at)) for at in starts)
            found = self._hits[pattern] = [(at, stop) for at, stop in ends if stop is not None and stop > at]
        return found

    def rows(self, table: PatternTable[T]) -> Sequence[tuple[int, int, T]]:
        """Every match of the rows of a table, row by row; looked for once."""
        found = self._rows.get(table)
        if found is None:
            if table.known > self._known:
                self._fill()
            numbers = sorted(
                number for pattern in table.by_pattern.keys() & self._starts for number in table.by_pattern[pattern]
            )
            rows = (table.rows[number] for number in numbers)
            found = self._rows[table] = [(*hit, value) for pattern, value in rows for hit in self.hits(pattern)]
        return found

    def _fill(self) -> None:
        self._known = len(_by_text)
        self._starts: dict[Pattern, list[int]] = {}
        for at, token in enumerate(self.tokens):
            for pattern in _openings.at(token.lower):
                self._starts.setdefault(pattern, []).append(at)


_by_text: dict[str, Pattern] = {}
_openings = _Edges()
# of the sentences read last: each is searched for hundreds of patterns, stage after stage
_indexes: dict[int, _Index] = {}


def _index_of(tokens: Sequence[Token]) -> _Index:
    index = _indexes.get(id(tokens))
    if index is None or index.tokens is not tokens:
        if len(_indexes) >= _MOST_INDEXES:
            _indexes.clear()
        index = _indexes[id(tokens)] = _Index(tokens)
    return index


class PatternTable(Generic[T]):
    """Patterns of a data file with what each stands for; only those are tried whose words are there.

    PatternTable([("не более", "<="), ("более", ">")]).find(«не более 5») -> (0, 2, "<="), (1, 2, ">")
    """

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        self.rows = [(parse_pattern(text), value) for text, value in rows]
        self.known = len(_by_text)
        self.by_pattern: dict[Pattern, list[int]] = {}
        self._closings: _Edges | None = None
        for number, (pattern, _) in enumerate(self.rows):
            self.by_pattern.setdefault(pattern, []).append(number)

    def find(self, tokens: Sequence[Token]) -> Sequence[tuple[int, int, T]]:
        """Every match as (first, last, value), the rows in their order."""
        return _index_of(tokens).rows(self)

    def inside(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int, T]]:
        """The matches within tokens [first, last)."""
        return (hit for hit in self.find(tokens) if hit[0] >= first and hit[1] <= last)

    def starting(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[int, T]]:
        """Where each match that begins at token `at` ends, and its value."""
        for pattern, value in self._candidates(_openings, tokens, at):
            stop = pattern.match(tokens, at)
            if stop is not None and stop > at:
                yield stop, value

    def ending(self, tokens: Sequence[Token], stop: int) -> Iterator[tuple[int, T]]:
        """Where each match that ends before token `stop` begins, and its value."""
        if self._closings is None:
            self._closings = _Edges()
            for pattern in self.by_pattern:
                self._closings.add(pattern, reversed(pattern.elements))
        for pattern, value in self._candidates(self._closings, tokens, stop - 1):
            first = pattern.match_back(tokens, stop)
            if first is not None and first < stop:
                yield first, value

    def _candidates(self, edges: _Edges, tokens: Sequence[Token], at: int) -> Iterable[tuple[Pattern, T]]:
        if not 0 <= at < len(tokens):
            return ()
        numbers = [number for pattern in edges.at(tokens[at].lower) for number in self.by_pattern.get(pattern, ())]
        return [self.rows[number] for number in sorted(numbers)]


def parse_pattern(text: str) -> Pattern:
    """«не {превышать}» -> a pattern of two elements; raises PatternError."""
    if text in _by_text:
        return _by_text[text]
    if not text.strip():
        raise PatternError("a pattern without elements")
    elements = tuple(_element(part) for part in text.split())
    if sum(element.gap for element in elements) > _MOST_GAPS:
        raise PatternError(f"more than {_MOST_GAPS} gaps in one pattern")
    return _known(text, elements)


def _known(text: str, elements: tuple[Element, ...]) -> Pattern:
    """The one pattern of a text; a new one is found from now on."""
    pattern = _by_text.get(text)
    if pattern is None:
        pattern = _by_text[text] = Pattern(text, elements, len(_by_text))
        _openings.add(pattern, elements)
    return pattern
