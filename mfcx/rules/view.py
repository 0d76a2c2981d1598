"""A sentence as the rules see it: its clauses, and how far apart its words stand.

«Приняли 300 человек, | а в прошлом году | открыли два офиса»: a word of another clause counts as further away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate

from msgspec import Struct

from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.patterns import Element, Pattern, PatternTable, parse_pattern
from mfcx.tables import fold, read_table

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
_PHRASE_ENDERS = frozenset({"VERB", "PRTS", "GRND"})

# what a word may be to the layout of its sentence, as bits
_IS_HARD, _IS_SOFT, _JOINS, _OPENS, _IS_PREDICATE, _ENDS_PHRASE = 1, 2, 4, 8, 16, 32
_ENDS_PIECE = _IS_HARD | _IS_SOFT | _JOINS
_STEPS = {0: 1, _IS_SOFT: 1 + _MARK, _IS_HARD: 1 + _HARD}

Range = tuple[int, int]


@cache
def level_words(kind: str) -> Element:
    """The words of one kind of ``level_words.tsv``, as an element that matches any of them."""
    rows = [row["forms"] for row in read_table("level_words") if row["kind"] == kind]
    return parse_pattern("|".join(rows)).elements[0]


@lru_cache(maxsize=6_000)
def is_level_word(kind: str, form: str) -> bool:
    """Whether a folded form is one of the words of a kind: is_level_word("growth", «ростом»)."""
    return level_words(kind).matches(Token(0, len(form), form, form))


def is_qualifier(token: Token) -> bool:
    """An adjective or participle before its noun."""
    return _may_qualify(token.text)


@lru_cache(maxsize=6_000)
def _may_qualify(text: str) -> bool:
    return any(r.pos in _QUALIFIERS for r in readings(text)[:2])


@lru_cache(maxsize=6_000)
def _role(text: str) -> int:
    """What a word may be to the layout of its sentence: «приняли», «оказано», «можно» are predicates."""
    pos, form = readings(text)[0].pos, fold(text)
    return (
        _IS_HARD * (text in _HARD_MARKS)
        | _IS_SOFT * (text in _SOFT_MARKS)
        | _JOINS * is_level_word("joins", form)
        | _OPENS * is_level_word("opens", form)
        | _IS_PREDICATE * (pos in _PREDICATES)
        | _ENDS_PHRASE * (text in _PHRASE_STOPS or pos in _PHRASE_ENDERS)
    )


class View(Struct, frozen=True):
    """Tokens of a sentence, after those of the one it goes on from, if any."""

    tokens: tuple[Token, ...]
    start: int  # where the sentence itself begins
    figures: tuple[Range, ...]  # every quantity of the sentence
    counted: frozenset[int]  # the tokens of all of them
    clauses: Sequence[int]  # number of the clause of each token
    costs: tuple[int, ...]  # steps from the beginning to each token
    roles: Sequence[int]  # of each token in the layout
    hits: Mapping[Pattern, Sequence[Range]]  # where those patterns of the rules stand that do

    def steps(self, one: Range, other: Range) -> int:
        """How far apart two stretches stand; 0 where they touch."""
        (_, left), (right, _) = (one, other) if one < other else (other, one)
        return self.costs[right] - self.costs[left] if right > left else 0

    def nearest(self, patterns: Sequence[Pattern], span: Range) -> int | None:
        """Steps from a stretch to the nearest match of one of the patterns."""
        return min([self.steps(hit, span) for hit in self._all(patterns)], default=None)

    def holds(self, patterns: Sequence[Pattern], span: Range) -> bool:
        """Whether one of the patterns stands inside a stretch."""
        first, last = span
        return any(first <= hit[0] and hit[1] <= last for hit in self._all(patterns))

    def names(self, patterns: Sequence[Pattern]) -> bool:
        """Whether one of the patterns stands anywhere."""
        return bool(self._all(patterns))

    def _all(self, patterns: Sequence[Pattern]) -> Sequence[Range]:
        """The matches of all of the patterns, of which most stand nowhere."""
        hits = self.hits
        return [hit for pattern in patterns if pattern in hits for hit in hits[pattern]]

    def in_figure(self, at: int) -> bool:
        """Whether a token belongs to a quantity."""
        return at in self.counted

    def standing_at(self, at: int) -> list[Pattern]:
        """The patterns of which a match holds a token."""
        return [pattern for pattern, hits in self.hits.items() for first, last in hits if first <= at < last]

    def covers(self, patterns: Sequence[Pattern], at: int) -> bool:
        """Whether a match of one of the patterns holds a token."""
        for first, last in self._all(patterns):  # noqa: SIM110 - asked for every rule
            if first <= at < last:
                return True
        return False

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
        roles, limit = self.roles, min(len(self.tokens), last + _PHRASE_TAIL)
        while stop < limit and not roles[stop] & _ENDS_PHRASE and not self.in_figure(stop):
            stop += 1
        return first, stop


def view_of(
    tokens: Sequence[Token],
    figures: Sequence[Range],
    lead: Sequence[Token] = (),
    table: PatternTable[Pattern] | None = None,
) -> View:
    """The view of a sentence with the tokens of the one before it, and with what the patterns of `table` match."""
    shift = len(lead)
    words = (*lead, *tokens)
    moved = tuple(sorted([(first + shift, last + shift) for first, last in figures]))
    counted = frozenset([at for first, last in moved for at in range(first, last)])
    roles = [_role(token.text) for token in words]
    clauses = _clauses(roles[:shift]) + _clauses(roles[shift:], 1000 if lead else 0)
    hits = {} if table is None else table.by_value(words)
    return View(words, shift, moved, counted, clauses, _costs(roles, clauses, moved, shift), roles, hits)


def _costs(roles: Sequence[int], clauses: Sequence[int], figures: Sequence[Range], shift: int) -> tuple[int, ...]:
    """Steps before each token and at the end."""
    steps = [_STEPS[role & (_IS_HARD | _IS_SOFT)] for role in roles]
    for at in range(1, len(steps)):
        if clauses[at] != clauses[at - 1]:
            steps[at] += _SENTENCE if at == shift else _CLAUSE
    for at in {first for first, _ in figures}:
        steps[at] += _FIGURE
    return tuple(accumulate(steps, initial=0))


def _clauses(roles: Sequence[int], number: int = 0) -> list[int]:
    """A number for each token: a new one where a conjunction or a second verb begins a clause."""
    result: list[int] = []
    has_verb = False
    for start, stop, opens in _pieces(roles):
        verb = False
        for role in roles[start:stop]:
            verb = verb or bool(role & _IS_PREDICATE)
        if result and (opens or (verb and has_verb)):
            number += 1
            has_verb = False
        has_verb = has_verb or verb
        result += [number] * (stop - start)
    return result


def _pieces(roles: Sequence[int]) -> list[tuple[int, int, bool]]:
    """The stretches between marks and joining conjunctions; true for those that are a clause of their own."""
    result: list[tuple[int, int, bool]] = []
    start, opening, end = 0, False, len(roles)
    for at, role in enumerate(roles):
        if role & _ENDS_PIECE:
            if at > start:
                result.append((start, at, opening))
            followed = at + 1 < end and roles[at + 1] & _OPENS
            opening = bool(role & _IS_HARD or (role & _IS_SOFT and followed))
            start = at
    if start < end:
        result.append((start, end, opening))
    return result
