"""A quantity while it is being put together: number, unit, bound and change find each other here."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct, field

from mfcx.document import Change, Quantity, Span, Token
from mfcx.quantities.numerals.reader import Number
from mfcx.quantities.unit_table import Unit

_THOUSAND = 1000


class Draft(Struct):
    """One quantity in the making; tokens [first, last) are what it covers so far."""

    number: Number
    first: int
    last: int
    value: Decimal
    value_to: Decimal | None = None
    low: Number | None = None  # the first number of a pair
    cmp: str = "="
    bound: str = ""
    unit: Unit | None = None
    name: str | None = None  # of the unit, also where no token of its own spells it
    okei: str | None = None
    per: str | None = None
    change: Change | None = None
    inherited: bool = False
    unitless: bool = False  # spells nothing counted: «коэффициент равен 0,8», «смертность — 9,1 на 1000 младенцев»
    whole: Unit | None = None  # what a share is a share of: «три четверти школ»
    noun: int | None = None  # where the noun counted stands, if that is elsewhere in the sentence
    source: Draft | None = None  # the quantity that lent its unit, and so its denominator
    lent: Decimal | None = None  # a multiplier that the sentence before spells
    absorbed: list[Number] = field(default_factory=list)

    def is_scaled(self, tokens: Sequence[Token]) -> bool:
        """Whether the number ends in a word that says how large it is: «27 тысяч», «1 млн 120 тысяч»."""
        several = self.value >= _THOUSAND and not tokens[self.number.last - 1].text[0].isdecimal()
        return self.number.multiplier is not None or several

    def take_unit(self, unit: Unit) -> None:
        """Binds the unit that follows the number."""
        self.unit, self.name, self.okei = unit, unit.name, unit.okei
        self.last = max(self.last, unit.last)
        self.first = min(self.first, unit.first)

    def scale_to(self, value: Decimal) -> None:
        """Takes a multiplier said elsewhere, by which its number is this value; both ends of a range do."""
        if self.value_to is None or not self.number.value:
            self.value = value
        else:
            self.value, self.value_to = (
                (end * value / self.number.value).normalize() for end in (self.value, self.value_to)
            )

    def name_unit(self, unit: Unit | None) -> None:
        """Takes the name of a unit that stands elsewhere, if there is one: «окон – | 602»."""
        if unit is not None:
            self.unit, self.name, self.okei = None, unit.name, unit.okei
            self.noun = unit.head

    @property
    def elliptical(self) -> bool:
        """Whether the noun may be left out: «двадцать шесть универсальных» (окон), «двум уже работающим»."""
        return self.unit is not None and bool(self.unit.substantive)

    def inherit_unit(self, other: Draft) -> None:
        """Takes over the unit of another quantity: «67 стационарных и 11 мобильных филиалов»."""
        self.unit, self.source = None, other
        self.name, self.okei, self.inherited = other.name, other.okei, True
        self.unitless = other.unitless

    def _spans(self) -> tuple[Span, ...]:
        """Where its numbers stand: one, but of «с 33 до 571» two."""
        own = Span(self.number.start, self.number.stop)
        return tuple(sorted({own, *(Span(n.start, n.stop) for n in self.absorbed)})) if self.absorbed else (own,)

    def freeze(self, tokens: Sequence[Token]) -> Quantity:
        """The finished quantity."""
        head = self.unit.head if self.unit else None
        return Quantity(
            start=tokens[self.first].start,
            stop=tokens[self.last - 1].stop,
            number=Span((self.low or self.number).start, self.number.stop),
            value=self.value,
            value_to=self.value_to,
            cmp=self.cmp,
            unit=self.name,
            okei=self.okei,
            per=self.per,
            change=self.change,
            first=self.first,
            last=self.last,
            head=head,
            noun=self.noun if head is None else None,
            inherited=self.inherited,
            numbers=self._spans(),
            multiplier=self.number.multiplier or self.lent,
        )


def shared_multiplier(bare: Number, with_multiplier: Decimal, other: Decimal) -> Decimal:
    """The value of a number whose multiplier may stand beside the other one: 5 in «с 5 до 27 тысяч» -> 5000.

    The reading in which the two values are nearer to each other wins: «с 900 до 2 тысяч» keeps 900.
    """
    plain = bare.value if bare.value is not None else Decimal(0)
    if bare.multiplier is not None or plain <= 0 or other <= 0:
        return plain
    scaled = (plain * with_multiplier).normalize()  # «4,1» of «с 4,1 до 4,8 тысячи» is 4100, not 4100.0

    def distance(value: Decimal) -> Decimal:
        return max(value / other, other / value)

    return scaled if distance(scaled) < distance(plain) else plain
