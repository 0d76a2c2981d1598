"""Which rule names a quantity: conditions on its unit, phrase, clause, sentence and article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mfcx.document import Quantity, Sentence, Token
from mfcx.morphology import readings
from mfcx.patterns import Pattern
from mfcx.rules.packs import Pack, Rule

_CLAUSE_ENDS = frozenset(";()")
# how far the words of the counted phrase reach past the unit: «центров оказания услуг для бизнеса»
_PHRASE_TAIL = 5
_PHRASE_STOPS = frozenset(".,;:()—–")

# in a rule's units: any noun that names people («свердловчанин», «якутянин»)
PERSON = "@person"


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds, and how much of it was needed."""

    pack: Pack
    rule: Rule
    score: tuple[int, int, int]


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


def clause_of(tokens: Sequence[Token], first: int, last: int, *, ends: frozenset[str] = _CLAUSE_ENDS) -> tuple[int, int]:
    """The stretch round tokens [first, last) that no semicolon or bracket cuts."""
    while first > 0 and tokens[first - 1].text not in ends:
        first -= 1
    while last < len(tokens) and tokens[last].text not in ends:
        last += 1
    return first, last


def phrase_of(tokens: Sequence[Token], quantity: Quantity) -> tuple[int, int]:
    """The words of the counted phrase with what depends on it: «восемь центров оказания услуг для бизнеса»."""
    stop = quantity.last
    while stop < len(tokens) and stop < quantity.last + _PHRASE_TAIL and tokens[stop].text not in _PHRASE_STOPS:
        stop += 1
    return quantity.first, stop


def _any(patterns: Sequence[Pattern], tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    return any(pattern.search(tokens, *span) for pattern in patterns)


def counts_people(quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """Whether the counted noun is animate: «1344 тысячи свердловчан»."""
    if quantity.head is None:
        return False
    return any("anim" in r.tags and "plur" in r.tags for r in readings(tokens[quantity.head].text)[:2])


def find_rules(
    quantity: Quantity, sentence: Sentence, packs: Sequence[Pack], topics: Topics, lead: Sequence[Token] = ()
) -> Iterator[Match]:
    """All rules that hold for a quantity; `lead` is the head of a list that the sentence is a row of."""
    tokens = (*lead, *sentence.tokens)
    shift = len(lead)
    near = (0, len(tokens)) if lead else clause_of(tokens, quantity.first, quantity.last)
    phrase = tuple(x + shift for x in phrase_of(sentence.tokens, quantity))
    for pack in packs:
        for rule in pack.rules:
            if _holds(rule, quantity, tokens, near, (phrase[0], phrase[1]), shift) and (
                not rule.topic or topics.has(rule.topic)
            ):
                conditions = sum(map(bool, (rule.phrase, rule.clause, rule.sentence)))
                yield Match(pack, rule, (rule.priority, conditions, len(rule.phrase) > 0))


def _holds(
    rule: Rule, quantity: Quantity, tokens: Sequence[Token], near: tuple[int, int], phrase: tuple[int, int], shift: int
) -> bool:
    people = PERSON in rule.units and counts_people(quantity, tokens[shift:])
    if rule.units and quantity.unit not in rule.units and not people:
        return False
    if rule.per is not None and rule.per != (quantity.per is not None):
        return False
    if (rule.below is not None and quantity.value >= rule.below) or (
        rule.above is not None and quantity.value <= rule.above
    ):
        return False
    if rule.phrase and not _any(rule.phrase, tokens, phrase):
        return False
    if rule.clause and not _any(rule.clause, tokens, near):
        return False
    if rule.sentence and not _any(rule.sentence, tokens, (0, len(tokens))):
        return False
    return not (_any(rule.refuse_phrase, tokens, phrase) or _any(rule.refuse, tokens, near))


def choose_rule(
    quantity: Quantity, sentence: Sentence, packs: Sequence[Pack], topics: Topics, lead: Sequence[Token] = ()
) -> Match | None:
    """The rule with the highest priority, then the most conditions, then the first in its pack."""
    best: Match | None = None
    for match in find_rules(quantity, sentence, packs, topics, lead):
        if best is None or match.score > best.score:
            best = match
    return best
