"""What the steps of the assembly share: a sentence, its quantities in the making, and what came before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct, field

from mfcx.document import Quantity, Token
from mfcx.quantities.changes.cues import Cue
from mfcx.quantities.drafts import Draft
from mfcx.quantities.limits.rates import Rate
from mfcx.quantities.traits import TRAITS, Cues, Places
from mfcx.quantities.unit_table import Unit, unit_symbol
from mfcx.tables import words

# units that no word of the text need spell
SHARE, TIMES, PERCENT, ROUBLE, SCORE, PERSON, DEGREE = (
    unit_symbol(name) for name in ("share", "times", "percent", "rouble", "score", "person", "degree_celsius")
)
MONEY = frozenset(unit_symbol(name) for name in ("rouble", "us_dollar", "euro", "pound", "yuan"))
PLACES = Decimal("0.0001")
OFF = TRAITS.add(lambda: Cues(words=words("off")))  # «от» before a lower bound or the first end of a range


class Measure(Struct, frozen=True):
    """What the numbers of a row are multiples of."""

    unit: Unit
    per: str | None
    multiplier: Decimal
    to_base: bool  # «, % к прошлому году»


class Context(Struct, frozen=True):
    """What a sentence may refer back to."""

    counted: Quantity | None = None  # the last counted quantity before it
    last: Quantity | None = None  # the last quantity of any kind in the sentence before
    whole: Quantity | None = None  # the measure or sum that «Из них …» parts, where the sentence before counted nothing
    heads: tuple[Quantity, ...] = ()  # what the sentence before counted in the first place
    measured: str | None = None  # what the head of a list measures: «Больше всего услуг пришлось на …:»
    event: str | None = None  # what the rate named in the sentence before counts: «смертность» -> случай
    money: bool = False  # sums of money were named before
    question: tuple[Token, ...] = ()  # the sentence before, where it asks: «Сколько у вас окон?»
    before: tuple[Token, ...] = ()  # the sentence before
    aside: Quantity | None = None  # what the row before told in brackets: «24 школы (| 900 детей)»
    of_share: Quantity | None = None  # what was counted last in brackets behind a share: «41 % (| 12 400 человек)»
    ratio: Quantity | None = None  # a ratio beside an amount in the sentence before: «9 тонн (| 103 % к маю)»
    noun: str | None = None  # lemma of the last plural noun before it, for «их 39»
    topic: str | None = None  # what the headline is about: «Обращения граждан за год»
    headline: Quantity | None = None  # the one thing that the headline counts
    measure: Measure | None = None  # in what the headline or the heading says that its rows are: «…, тыс. кв. м»
    continues: bool = False  # the sentence is a row of a list or goes on about the same things


NOTHING = Context()
Recall: TypeAlias = Callable[[], Context]


def recall_nothing() -> Context:
    """No sentence stands before."""
    return NOTHING


class Scene(Struct):
    """A sentence with what was found in it, as the steps share it."""

    tokens: tuple[Token, ...]
    drafts: list[Draft]
    cues: list[Cue]
    places: Places
    recall: Recall  # asked by few figures
    times: frozenset[int]  # tokens of dates, periods and the like
    inside: frozenset[int]  # tokens between brackets
    ordinals: set[int] = field(default_factory=set)  # ends of numbers that say which one
    spans: set[int] = field(default_factory=set)  # ends of numbers that say until when: «за последние 24 часа»
    bases: dict[int, Rate] = field(default_factory=dict)  # denominators by the token they begin at


def lower(tokens: Sequence[Token], at: int) -> str:
    """The folded token at an index, or an empty string outside the sentence."""
    return tokens[at].lower if 0 <= at < len(tokens) else ""
