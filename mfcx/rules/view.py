"""A sentence as the rules see it: its clauses, and how far apart its words stand.

«Приняли 300 человек, | а в прошлом году | открыли два офиса»: a word of another clause counts as further away.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate

from msgspec import Struct, field

from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.patterns import Element, Pattern, parse_pattern
from mfcx.tables import read_table

_HARD_MARKS = frozenset(";()")
_SOFT_MARKS = frozenset(",:—–-")
_PHRASE_STOPS = frozenset(".,;:()—–")
# how far the words of the counted phrase reach past the unit: «центров оказания услуг для бизнеса»
_PHRASE_TAIL = 5
# a mark counts as so many words, the edge of a clause, a bracket and the end of a sentence as so many more
_MARK, _CLAUSE, _HARD, _SENTENCE = 2, 8, 9, 10
# another figure on the way: words beside it are likelier its own
_FIGURE = 2
_PREDICATES = frozenset({"VERB", "PRTS", "PRED", "ADJS", "GRND", "INFN"})
_QUALIFIERS = frozenset({"ADJF", "PRTF"})

Range = tuple[int, int]


@cache
def level_words(kind: str) -> Element:
    """The words of one kind of ``level_words.tsv``, as an element that matches any of them."""
    rows = [row["forms"] for row in read_table("level_words") if row["kind"] == kind]
    return parse_pattern("|".join(rows)).elements[0]


def is_predicate(token: Token) -> bool:
    """Whether a word can be the verb of a clause: «приняли», «оказано», «можно»."""
    return readings(token.text)[0].pos in _PREDICATES


def is_qualifier(token: Token) -> bool:
    """An adjective or participle before its noun."""
    return any(r.pos in _QUALIFIERS for r in readings(token.text)[:2])


class View(Struct, frozen=True):
    """Tokens of a sentence, after those of the one it goes on from, if any."""

    tokens: tuple[Token, ...]
    start: int  # where the sentence itself begins
    figures: tuple[Range, ...]  # every quantity of the sentence
    clauses: tuple[int, ...]  # number of the clause of each token
    costs: tuple[int, ...]  # steps from the beginning to each token
    _hits: dict[Pattern, tuple[Range, ...]] = field(default_factory=dict)

    def hits(self, pattern: Pattern) -> tuple[Range, ...]:
        """Every match of a pattern; looked for once."""
        found = self._hits.get(pattern)
        if found is None:
            found = self._hits[pattern] = tuple(pattern.find_all(self.tokens))
        return found

    def steps(self, one: Range, other: Range) -> int:
        """How far apart two stretches stand; 0 where they touch."""
        (_, left), (right, _) = sorted((one, other))
        return max(0, self.costs[right] - self.costs[left]) if right > left else 0

    def nearest(self, patterns: Sequence[Pattern], span: Range) -> int | None:
        """Steps from a stretch to the nearest match of one of the patterns."""
        return min((self.steps(hit, span) for pattern in patterns for hit in self.hits(pattern)), default=None)

    def holds(self, patterns: Sequence[Pattern], span: Range) -> bool:
        """Whether one of the patterns stands inside a stretch."""
        return any(span[0] <= hit[0] and hit[1] <= span[1] for pattern in patterns for hit in self.hits(pattern))

    def in_figure(self, at: int) -> bool:
        """Whether a token belongs to a quantity."""
        return any(first <= at < last for first, last in self.figures)

    def clause(self, span: Range) -> Range:
        """The clause round a stretch."""
        first, last = span
        number = self.clauses[min(first, len(self.clauses) - 1)]
        while first > 0 and self.clauses[first - 1] == number:
            first -= 1
        while last < len(self.tokens) and self.clauses[last] == number:
            last += 1
        return first, last

    def phrase(self, span: Range) -> Range:
        """A counted phrase with what depends on it: «восемь центров оказания услуг для бизнеса»."""
        first, last = span
        stop = last
        while stop < len(self.tokens) and stop < last + _PHRASE_TAIL and not self._ends_phrase(stop):
            stop += 1
        return first, stop

    def _ends_phrase(self, at: int) -> bool:
        token = self.tokens[at]
        if token.text in _PHRASE_STOPS or self.in_figure(at):
            return True
        return readings(token.text)[0].pos in ("VERB", "PRTS", "GRND")


def view_of(tokens: Sequence[Token], figures: Sequence[Range], lead: Sequence[Token] = ()) -> View:
    """The view of a sentence with the tokens of the one before it."""
    shift = len(lead)
    words = (*lead, *tokens)
    moved = tuple(sorted((first + shift, last + shift) for first, last in figures))
    clauses = (*_clauses(lead), *_clauses(tokens, 1000)) if lead else _clauses(tokens)
    return View(words, shift, moved, clauses, _costs(words, clauses, moved, shift))


def _costs(tokens: Sequence[Token], clauses: Sequence[int], figures: Sequence[Range], shift: int) -> tuple[int, ...]:
    """Steps before each token and at the end."""
    opening = {first for first, _ in figures}
    steps = []
    for at, token in enumerate(tokens):
        cost = 1
        if token.text in _HARD_MARKS:
            cost += _HARD
        elif token.text in _SOFT_MARKS:
            cost += _MARK
        if at and clauses[at] != clauses[at - 1]:
            cost += _SENTENCE if at == shift else _CLAUSE
        steps.append(cost + _FIGURE * (at in opening))
    return tuple(accumulate(steps, initial=0))


def _clauses(tokens: Sequence[Token], number: int = 0) -> tuple[int, ...]:
    """A number for each token: a new one where a conjunction or a second verb begins a clause."""
    result: list[int] = []
    has_verb = False
    for piece, opens in _pieces(tokens):
        verb = any(is_predicate(token) for token in piece)
        if result and (opens or (verb and has_verb)):
            number += 1
            has_verb = False
        has_verb = has_verb or verb
        result += [number] * len(piece)
    return tuple(result)


def _pieces(tokens: Sequence[Token]) -> list[tuple[Sequence[Token], bool]]:
    """The stretches between marks and joining conjunctions; true for those that are a clause of their own."""
    opens, joins = level_words("opens"), level_words("joins")
    result: list[tuple[Sequence[Token], bool]] = []
    start, opening = 0, False
    for at, token in enumerate(tokens):
        mark = token.text in _HARD_MARKS or token.text in _SOFT_MARKS
        if not (mark or joins.matches(token)) or at < start:
            continue
        if at > start:
            result.append((tokens[start:at], opening))
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        opening = token.text in _HARD_MARKS or (mark and after is not None and opens.matches(after))
        start = at
    if start < len(tokens):
        result.append((tokens[start:], opening))
    return result
