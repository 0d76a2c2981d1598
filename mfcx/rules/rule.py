"""What a rule pack holds: the rules, each with the conditions under which it names a quantity."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct, field

from mfcx.patterns import Pattern

# the indicator of a rule that says: what these words stand beside is none of ours
NONE = "none"


class PackError(ValueError):
    """A pack that cannot be used; one line that names the pack, the line, the rule and what is wrong."""


class Rule(Struct, frozen=True):
    """Names the indicator of a quantity; every condition that is set must hold."""

    id: str
    indicator: str
    label: str
    units: frozenset[str] = frozenset()
    subjects: tuple[Pattern, ...] = ()  # beside the units: nouns whose growth or fall is meant
    phrase: tuple[Pattern, ...] = ()  # one of them in the words of the counted phrase
    before: tuple[Pattern, ...] = ()  # one of them right before the counted phrase
    clause: tuple[Pattern, ...] = ()  # one of them around; the nearer, the better
    sentence: tuple[Pattern, ...] = ()  # one of them in the sentence
    topic: tuple[Pattern, ...] = ()  # the article is about one of them
    near: tuple[Pattern, ...] = ()  # one of them in the sentence, or no more than two before it
    refuse: tuple[Pattern, ...] = ()  # none of them in the clause
    refuse_phrase: tuple[Pattern, ...] = ()  # none of them in the counted phrase
    refuse_topic: tuple[Pattern, ...] = ()  # the article is about none of them, nor are the words near
    below: Decimal | None = None
    above: Decimal | None = None
    per: bool | None = None  # the quantity must (not) be a rate
    change: bool | None = None  # the quantity must (not) say how much something moved
    dated: bool | None = None  # a stretch of time must (not) stand in its clause or before: «за год», «в 2014 году»
    priority: int = 0
    catch: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()
    line: int = 1  # where it stands in its file


class Pack(Struct, frozen=True, eq=False):
    """A set of rules for one subject, with a version that stands in every record; each is equal to itself alone."""

    id: str
    version: str
    title: str
    rules: tuple[Rule, ...] = field(default=())
