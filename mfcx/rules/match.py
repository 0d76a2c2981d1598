"""Which rule names a quantity: conditions on its unit and words, and how near those words stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mfcx.document import Quantity, Sentence, Token
from mfcx.morphology import readings
from mfcx.patterns import Pattern
from mfcx.rules.packs import Pack, Rule

_HARD_MARKS = frozenset(";()")
_SOFT_MARKS = frozenset(",:—–-")
# how far the words of the counted phrase reach past the unit: «центров оказания услуг для бизнеса»
_PHRASE_TAIL = 5
_PHRASE_STOPS = frozenset(".,;:()—–")
# a comma on the way counts as so many words, a sentence end or a bracket as so many more
_COMMA, _BREAK = 3, 16
# a rule that asks for no words at all stands as far away as this; a step of priority is so many words
_NO_CUE, _PRIORITY = 12, 4

# in a rule's units: any noun that names people («свердловчанин», «якутянин»)
PERSON = "@person"


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds; the lower `distance`, the nearer its words stand."""

    pack: Pack
    rule: Rule
    distance: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quantity stands: its sentence and the tokens before it, the head of a list or the sentence before."""

    sentence: Sentence
    lead: tuple[Token, ...] = ()


@dataclass(slots=True)
class Topics:
    """Remembers which topic patterns an article holds, so that each is looked for once."""

    sentences: Sequence[Sentence]
    found: dict[Pattern, bool]

    def has(self, patterns: Sequence[Pattern]) -> bool:
        """Whether the article holds one of the patterns."""
        return any(self._has(pattern) for pattern in patterns)

    def _has(self, pattern: Pattern) -> bool:
        if pattern not in self.found:
            self.found[pattern] = any(pattern.search(s.tokens) for s in self.sentences)
        return self.found[pattern]


def clause_of(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The stretch round tokens [first, last) that no semicolon or bracket cuts."""
    while first > 0 and tokens[first - 1].text not in _HARD_MARKS:
        first -= 1
    while last < len(tokens) and tokens[last].text not in _HARD_MARKS:
        last += 1
    return first, last


def phrase_of(tokens: Sequence[Token], quantity: Quantity) -> tuple[int, int]:
    """The words of the counted phrase with what depends on it: «восемь центров оказания услуг для бизнеса»."""
    stop = quantity.last
    while stop < len(tokens) and stop < quantity.last + _PHRASE_TAIL and tokens[stop].text not in _PHRASE_STOPS:
        stop += 1
    return quantity.first, stop


def counts_people(quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether the counted noun is animate: «1344 тысячи свердловчан»."""
    if quantity.head is None:
        return False
    return any("anim" in r.tags and "plur" in r.tags for r in readings(tokens[quantity.head].text)[:2])


def _any(patterns: Sequence[Pattern], tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    return any(pattern.search(tokens, *span) for pattern in patterns)


def _distance(patterns: Sequence[Pattern], tokens: Sequence[Token], quantity: tuple[int, int]) -> int | None:
    """Words from the quantity to the nearest match, marks on the way counted in."""
    best: int | None = None
    for pattern in patterns:
        for first, last in pattern.find_all(tokens):
            gap = tokens[last : quantity[0]] if last <= quantity[0] else tokens[quantity[1] : first]
            steps = len(gap) + sum(_cost(token) for token in gap)
            if best is None or steps < best:
                best = steps
    return best


def _cost(token: Token) -> int:
    if token.text in _HARD_MARKS or token.text == ".":
        return _BREAK
    return _COMMA if token.text in _SOFT_MARKS else 0


def find_rules(quantity: Quantity, place: Place, packs: Sequence[Pack], topics: Topics) -> Iterator[Match]:
    """All rules that hold for a quantity, each with the distance of its words."""
    for pack in packs:
        for rule in pack.rules:
            distance = _holds(rule, quantity, place)
            if distance is not None and (not rule.topic or topics.has(rule.topic)):
                yield Match(pack, rule, distance - _PRIORITY * rule.priority)


def _fits(rule: Rule, quantity: Quantity, sentence: Sentence) -> bool:
    """The conditions on the quantity itself."""
    if rule.units and quantity.unit not in rule.units:
        if PERSON not in rule.units or not counts_people(quantity, sentence.tokens):
            return False
    if rule.per is not None and rule.per != (quantity.per is not None):
        return False
    if rule.change is not None and rule.change != _moves(quantity):
        return False
    if rule.below is not None and quantity.value >= rule.below:
        return False
    return rule.above is None or quantity.value > rule.above


def _moves(quantity: Quantity) -> bool:
    change = quantity.change
    return change is not None and (change.ratio, change.delta, change.delta_pct) != (None, None, None)


def _holds(rule: Rule, quantity: Quantity, place: Place) -> int | None:
    """The distance of the rule's words, or None where one of its conditions fails."""
    tokens = place.sentence.tokens
    if not _fits(rule, quantity, place.sentence):
        return None
    phrase, near = phrase_of(tokens, quantity), clause_of(tokens, quantity.first, quantity.last)
    if rule.phrase and not _any(rule.phrase, tokens, phrase):
        return None
    if rule.sentence and not _any(rule.sentence, (*place.lead, *tokens), (0, len(place.lead) + len(tokens))):
        return None
    if _any(rule.refuse_phrase, tokens, phrase) or _any(rule.refuse, tokens, near):
        return None
    if not rule.clause:
        return 0 if rule.phrase else _NO_CUE
    distance = _distance(rule.clause, tokens, (quantity.first, quantity.last))
    if distance is None and place.lead:
        shift = len(place.lead)
        window = (quantity.first + shift, quantity.last + shift)
        distance = _distance(rule.clause, (*place.lead, *tokens), window)
        distance = None if distance is None else distance + _BREAK
    return distance


def choose_rule(quantity: Quantity, place: Place, packs: Sequence[Pack], topics: Topics) -> Match | None:
    """The rule whose words stand nearest, the first in its pack among equals."""
    best: Match | None = None
    for match in find_rules(quantity, place, packs, topics):
        if best is None or match.distance < best.distance:
            best = match
    return best
