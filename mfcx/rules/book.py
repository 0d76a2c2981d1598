"""The rules of some packs, laid out so that a quantity meets only those whose unit and words are there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import chain

from mfcx.patterns import Pattern, PatternTable
from mfcx.rules.rule import Pack, Rule

# in a rule's units: any noun that names people («свердловчанин», «якутянин»)
PERSON = "@person"
# the unit of rules that ask for none
NO_UNIT = ""
_NOTHING: frozenset[int] = frozenset()


class Book:
    """Rules by number, in the order of their packs."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.rules: list[tuple[Pack, Rule]] = [(pack, rule) for pack in packs for rule in pack.rules]
        self._by_name = {f"{pack.id}/{rule.id}": rule for pack, rule in self.rules}
        self._by_unit: dict[str, frozenset[int]] = {}
        self._needed: dict[Pattern, frozenset[int]] = {}
        self._by_subject: dict[Pattern, frozenset[int]] = {}
        self._free = frozenset(number for number, (_, rule) in enumerate(self.rules) if not _needs(rule))
        self.words = _table(pattern for _, rule in self.rules for pattern in _of_sentence(rule))
        self.with_subjects = frozenset(number for number, (_, rule) in enumerate(self.rules) if rule.subjects)
        self.context = _table(
            pattern for _, rule in self.rules for pattern in (*rule.topic, *rule.near, *rule.refuse_topic)
        )
        for number, (_, rule) in enumerate(self.rules):
            for unit in rule.units or (NO_UNIT,):
                self._by_unit[unit] = self._by_unit.get(unit, _NOTHING) | {number}
            for pattern in _needs(rule):
                self._needed[pattern] = self._needed.get(pattern, _NOTHING) | {number}
            for pattern in rule.subjects:
                self._by_subject[pattern] = self._by_subject.get(pattern, _NOTHING) | {number}

    def rule_named(self, name: str) -> Rule | None:
        """The rule that records name so: «mfc/services_provided.done»."""
        return self._by_name.get(name)

    def of_units(self, units: Collection[str]) -> frozenset[int]:
        """The rules that ask for one of the units."""
        found = [self._by_unit[unit] for unit in units if unit in self._by_unit]
        return found[0] if len(found) == 1 else _NOTHING.union(*found)

    def of_subject(self, patterns: Iterable[Pattern]) -> frozenset[int]:
        """The rules that take a noun for the subject of a change which these patterns match."""
        known = self._by_subject
        return _NOTHING.union(*[known[pattern] for pattern in patterns if pattern in known])

    def of_words(self, patterns: Iterable[Pattern]) -> frozenset[int]:
        """The rules that may hold beside a unit where these patterns stand and no others."""
        known = self._needed
        return self._free.union(*[known[pattern] for pattern in patterns if pattern in known])


def _table(patterns: Iterable[Pattern]) -> PatternTable[Pattern]:
    """Patterns that many rules share, each once."""
    return PatternTable((pattern, pattern) for pattern in dict.fromkeys(patterns))


def _needs(rule: Rule) -> tuple[Pattern, ...]:
    """Patterns of which one must stand, in its clause or phrase, before it or anywhere."""
    return rule.clause or rule.phrase or rule.before or rule.sentence


def _of_sentence(rule: Rule) -> tuple[Pattern, ...]:
    """The patterns that are looked for where the quantity stands."""
    looked_for = (rule.subjects, rule.phrase, rule.before, rule.clause, rule.sentence, rule.refuse, rule.refuse_phrase)
    return tuple(chain.from_iterable(looked_for))


@lru_cache(maxsize=8)
def book_of(packs: tuple[Pack, ...]) -> Book:
    """The book of some packs; made once for all articles that are read by them."""
    return Book(packs)
