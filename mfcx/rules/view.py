"""A sentence as the rules see it: its clauses, and how far apart its words stand.

«Приняли 300 человек, | а в прошлом году | открыли два офиса»: a word of another clause counts as further away.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from itertools import accumulate, chain

from msgspec import Struct

from mfcx.document import DASHES, Token
from mfcx.morphology import readings
from mfcx.patterns import Edges, Pattern, PatternTable, parse_pattern
from mfcx.quantities.forms import Forms
from mfcx.rules.denial import affirmed, denied_by_not, lacked
from mfcx.tables import fold, read_table, words

# how far the words of the counted phrase reach past the unit: «центров оказания услуг для бизнеса»
_PHRASE_TAIL = 5
# a mark counts as so many words, the edge of a clause, a bracket and the end of a sentence as so many more
_MARK, _CLAUSE, _HARD, _SENTENCE = 2, 8, 9, 10
# another figure on the way: words beside it are likelier its own
_FIGURE = 2
# «приняли 300 человек, | выдали 200 справок»: words behind a mark that lead up to a figure are likelier of that one;
# in «доходы — 188 млн, | расходы — 212 млн» they are of no other
_AHEAD, _ITEM = 16, 100
_QUALIFIERS = frozenset({"ADJF", "PRTF"})

# what a word may be to its sentence, as bits
_IS_HARD, _IS_SOFT, _JOINS, _OPENS, _IS_PREDICATE, _ENDS_PHRASE = 1, 2, 4, 8, 16, 32
COUNTS, REFERS, THAT, ASIDE, LEVEL, GROWTH, PREPOSITION, QUALIFIER = 64, 128, 256, 512, 1024, 2048, 4096, 8192
_NOT, _LACKS, _ABSENT, BODY = 16384, 32768, 65536, 131072
_ENDS_PIECE = _IS_HARD | _IS_SOFT | _JOINS
_SHAPES_CLAUSE = _ENDS_PIECE | _IS_PREDICATE
_RELATIVE_REACH = 4  # tokens of «15 из которых»
_CUTS = frozenset(",;")
_MARKS = {
    **dict.fromkeys(";()", _IS_HARD | _ENDS_PHRASE),
    **dict.fromkeys(",:—–", _IS_SOFT | _ENDS_PHRASE),
    "-": _IS_SOFT,
    ".": _ENDS_PHRASE,
}
_PARTS = {
    **dict.fromkeys(("PRED", "ADJS", "INFN"), _IS_PREDICATE),
    **dict.fromkeys(("VERB", "PRTS", "GRND"), _IS_PREDICATE | _ENDS_PHRASE),
    "PREP": PREPOSITION,
}
_LEVEL_BITS = {
    "joins": _JOINS,
    "opens": _OPENS,
    "count": COUNTS,
    "refers": REFERS,
    "that": THAT,
    "aside": ASIDE,
    "body": ASIDE | BODY,
    "level": LEVEL,
    "growth": GROWTH,
    "not": _NOT,
    "lacks": _LACKS,
    "absent": _ABSENT,
}

Range = tuple[int, int]


@cache
def level_kinds() -> Edges[str]:
    """The kinds of ``level_words.tsv`` that a folded form is of: level_kinds()[«ростом»] -> («count», «growth»)."""
    kinds: Edges[str] = Edges()
    for row in read_table("level_words"):
        kinds.add(row["kind"], parse_pattern(row["forms"]).elements)
    return kinds


def is_level_word(kind: str, form: str) -> bool:
    """Whether a folded form is one of the words of a kind: is_level_word("growth", «ростом»)."""
    return kind in level_kinds()[form]


def _role_of(text: str) -> int:
    """What a word may be to its sentence: «приняли», «оказано», «можно» are predicates, «новых» is a qualifier."""
    mark = _MARKS.get(text)
    if mark is not None:
        return mark
    form = fold(text)
    if form == text.upper():  # «2024»: no word
        return 0
    found = readings(text)
    # «открыто» is an adverb as well
    role = _PARTS.get("PRTS" if any(r.pos == "PRTS" for r in found) else found[0].pos, 0)
    found = found[:2]
    if not _QUALIFIERS.isdisjoint([r.pos for r in found]):
        role |= QUALIFIER
    for kind in level_kinds()[form]:
        role |= _LEVEL_BITS.get(kind, 0)
    return role


_ROLES = Forms(_role_of)


class Layout(Struct, frozen=True):
    """What the words of a sentence are to it, and how it falls into clauses."""

    roles: Sequence[int]  # of each token, as bits
    counted: frozenset[int]  # the tokens of all quantities
    clauses: Sequence[int]  # the first token of each
    costs: Sequence[int]  # steps from the beginning to each token, and to the end
    ahead: Sequence[
        int
    ]  # the mark behind which a token leads up to the next figure: «… | , расходы — 212 млн»; else -1
    items: frozenset[int]  # those of them that a dash parts from their figure
    numbers: frozenset[Range]  # the first token of each quantity
    asides: Sequence[tuple[int, int, int]]  # from bracket to bracket, and the steps that who stands outside saves


class View(Struct, frozen=True, dict=True):
    """Tokens of a sentence, after those of the one it goes on from, if any."""

    tokens: tuple[Token, ...]
    start: int  # where the sentence itself begins
    figures: tuple[Range, ...]  # every quantity of the sentence
    hits: Mapping[Pattern, Sequence[Range]]  # where those patterns of the rules stand that do
    denials: Mapping[Pattern, Sequence[Range]] = {}  # and where they would but for a «не-»: «непривитых»

    @cached_property
    def layout(self) -> Layout:
        """The layout of the sentence; of every third no rule asks for it."""
        return _layout(self)

    def steps(self, one: Range, other: Range) -> int:
        """How far apart two stretches stand; 0 where they touch."""
        (_, left), (right, _) = (one, other) if one < other else (other, one)
        if right <= left:
            return 0
        steps = self.layout.costs[right] - self.layout.costs[left]
        for first, last, saved in self.layout.asides:
            if self.start <= left <= first and last <= right:
                steps -= saved
        if one > other and self.layout.ahead[right] >= left:
            steps += _ITEM if right in self.layout.items else _AHEAD
        return steps

    @cached_property
    def denied(self) -> frozenset[int]:
        """The tokens that are denied: «не | привиты», «без | прививок», «прививок | нет»."""
        roles, found = self.layout.roles, list[int]()
        for at, role in enumerate(roles):
            if role & _NOT:
                found += denied_by_not(self.tokens, at)
            elif role & _LACKS:
                found += lacked(self.tokens, at)
            elif role & _ABSENT:  # «доступа к услугам | нет у 12 %»
                found += [*range(self.clause((at, at + 1))[0], at), *lacked(self.tokens, at)]
        return frozenset(found)

    def nearest(self, patterns: Sequence[Pattern], span: Range) -> int | None:
        """Steps from a stretch to the nearest match of one of the patterns, but for the number of another figure.

        «Услуг триста, популярных — | десяток»: no «десятка самых популярных».
        """
        hits = [hit for hit in self._all(patterns) if hit not in self.layout.numbers or hit[0] == span[0]]
        return min([self.steps(hit, span) for hit in hits], default=None)

    def denies(self, patterns: Sequence[Pattern], span: Range) -> bool:
        """Whether the match nearest to a stretch is denied."""
        hits = self._all(patterns)
        if not hits or not (self.denials or self.denied):
            return False
        told = [hit for hit in hits if self.denied.isdisjoint(range(*hit))]
        denied = [hit for pattern in patterns for hit in self.denials.get(pattern, ())]
        denied += [hit for hit in hits if hit not in told]
        if any(span[0] <= first and last <= span[1] for first, last in denied):
            return True  # «12 тысяч непривитых детей»
        nearest = min([self.steps(hit, span) for hit in denied], default=None)
        return nearest is not None and all(self.steps(hit, span) > nearest for hit in told)

    def holds(self, patterns: Sequence[Pattern], span: Range) -> bool:
        """Whether one of the patterns stands inside a stretch."""
        first, last = span
        return any(first <= hit[0] and hit[1] <= last for hit in self._all(patterns))

    def ends(self, patterns: Sequence[Pattern], at: int) -> bool:
        """Whether one of the patterns ends right before a token: «из | 34 филиалов»."""
        return any(hit[1] == at for hit in self._all(patterns))

    def names(self, patterns: Sequence[Pattern]) -> bool:
        """Whether one of the patterns stands anywhere."""
        return bool(self._all(patterns))

    def names_here(self, patterns: Sequence[Pattern]) -> bool:
        """Whether one of the patterns stands in the sentence itself, not only in the one it goes on from."""
        return any(last > self.start for _, last in self._all(patterns))

    def does(self, at: int) -> bool:
        """Whether a token of the sentence itself is a verb that tells what many do or what was done: «заболели»."""
        if not self.start <= at < len(self.tokens) or not self.layout.roles[at] & _IS_PREDICATE:
            return False
        top = readings(self.tokens[at].lower)[0]
        many = top.pos in ("VERB", "PRTS") and (top.number == "plur" or top.gender == "neut")
        return many and fold(top.lemma) not in words("says_value")

    def _all(self, patterns: Sequence[Pattern]) -> Sequence[Range]:
        """The matches of all of the patterns, of which most stand nowhere."""
        hits = self.hits
        return [hit for pattern in patterns if pattern in hits for hit in hits[pattern]]

    def in_figure(self, at: int) -> bool:
        """Whether a token belongs to a quantity."""
        return at in self.layout.counted

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
        """The clause round the beginning of a stretch, with all of the stretch."""
        clauses = self.layout.clauses
        number = bisect_right(clauses, span[0])
        stop = clauses[number] if number < len(clauses) else len(self.tokens)
        return clauses[number - 1], max(span[1], stop)

    def phrase(self, span: Range) -> Range:
        """A counted phrase with what depends on it: «восемь центров оказания услуг для бизнеса»."""
        first, last = span
        stop = last
        roles, limit = self.layout.roles, min(len(self.tokens), last + _PHRASE_TAIL)
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
    both = (*lead, *tokens)
    moved = tuple(sorted([(first + shift, last + shift) for first, last in figures]))
    if table is None:
        return View(both, shift, moved, {})
    return View(both, shift, moved, table.by_value(both), _denials(both, table))


def _denials(tokens: Sequence[Token], table: PatternTable[Pattern]) -> Mapping[Pattern, Sequence[Range]]:
    """What the patterns would match if «непривитых» were «привитых»."""
    found = affirmed(tokens)
    if found is None:
        return {}
    words, places = found
    hits = {
        value: [hit for hit in hits if not places.isdisjoint(range(*hit))]
        for value, hits in table.by_value(words).items()
    }
    return {value: inside for value, inside in hits.items() if inside}


def _layout(view: View) -> Layout:
    start = view.start
    roles = [_ROLES[token.text] for token in view.tokens]
    shapes = [(at, role) for at, role in enumerate(roles) if role & _SHAPES_CLAUSE]
    if start:
        clauses = _clauses(roles[:start], [shape for shape in shapes if shape[0] < start], 0)
        clauses += _clauses(roles, [shape for shape in shapes if shape[0] >= start], start)
    else:
        clauses = _clauses(roles, shapes, 0)
    numbers = frozenset([(first, first + 1) for first, _ in view.figures])
    counted = frozenset(chain.from_iterable([range(first, last) for first, last in view.figures]))
    costs = _costs(view, shapes, clauses)
    return Layout(roles, counted, clauses, costs, *_ahead(view, roles), numbers, _asides(view, shapes, costs))


def _asides(view: View, shapes: Sequence[tuple[int, int]], costs: Sequence[int]) -> list[tuple[int, int, int]]:
    """«уровень довольства | (доля тех, кто доволен) | достиг 93 %»: what stands in brackets parts nothing else."""
    found, opens = list[tuple[int, int, int]](), -1
    for at, role in shapes:
        if role & _IS_HARD and view.tokens[at].text == "(":
            opens = at
        elif role & _IS_HARD and view.tokens[at].text == ")" and opens >= 0:
            found.append((opens, at + 1, costs[at + 1] - costs[opens] - _MARK))
            opens = -1
    return found


def _ahead(view: View, roles: Sequence[int]) -> tuple[Sequence[int], frozenset[int]]:
    """For each token the mark behind which its words lead up to a figure, -1 where they lead up to none; the items."""
    ahead = [-1] * (len(roles) + 1)
    mark, done, items = -1, 0, list[int]()
    for first, _ in view.figures:
        mark = max((at for at in range(done, first) if view.tokens[at].text in _CUTS), default=mark)
        begin = max(mark + 1, done)
        ahead[begin:first] = [mark] * (first - begin)
        if _follows_dash(view, first):
            items += range(begin, first)
        done = max(done, first)
    return ahead, frozenset(items)


def _follows_dash(view: View, first: int) -> bool:
    """«сайт — | 120 тысяч», «обращений — на | 8 %»."""
    before = {token.text for token in view.tokens[max(0, first - 2) : first]}
    return not before.isdisjoint(DASHES)


def _costs(view: View, shapes: Sequence[tuple[int, int]], clauses: Sequence[int]) -> Sequence[int]:
    """Steps before each token and at the end."""
    steps = [1] * len(view.tokens)
    for at, role in shapes:
        if role & _IS_HARD:
            steps[at] += _HARD
        elif role & _IS_SOFT:
            steps[at] += _MARK
    for at in clauses[1:]:
        steps[at] += _SENTENCE if at == view.start else _CLAUSE
    for at in {first for first, _ in view.figures}:
        steps[at] += _FIGURE
    return list(accumulate(steps, initial=0))


def _is_relative(roles: Sequence[int], at: int) -> bool:
    """Whether a clause opens at a token: «которые …», «в которых …», «15 из которых …»."""
    for first in range(at, min(len(roles), at + _RELATIVE_REACH)):
        if roles[first] & _OPENS:
            return first == at or bool(roles[first - 1] & PREPOSITION)
        if roles[first] & (_ENDS_PIECE | _IS_PREDICATE):
            return False
    return False


def _clauses(roles: Sequence[int], shapes: Sequence[tuple[int, int]], start: int) -> list[int]:
    """Where clauses begin in a sentence that begins at token `start`: at a conjunction, or where a second verb follows.

    Marks and joining conjunctions cut it into pieces, each of which opens a clause or goes on with the last one.
    """
    begins, piece = [start], start
    opens = has_verb = told = False  # whether the piece is a clause of its own, has a verb, or the clause had one
    for at, role in shapes:
        if role & _ENDS_PIECE:
            if piece > start and (opens or (has_verb and told)):
                begins.append(piece)
                told = False
            told, has_verb, piece = told or has_verb, False, at
            followed = _is_relative(roles, at + 1)
            opens = bool(role & _IS_HARD or (role & _IS_SOFT and followed))
        has_verb = has_verb or bool(role & _IS_PREDICATE)
    if piece > start and (opens or (has_verb and told)):
        begins.append(piece)
    return begins
