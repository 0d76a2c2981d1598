"""What a word form may be to those who look for numbers, times and marks: a token is looked up once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import or_

from mfcx.document import Token
from mfcx.quantities.forms import Forms


class Traits(Forms[int]):
    """Forms with what they may be, each a bit: DIGITS = TRAITS.add(str.isdecimal); TRAITS["27"] & DIGITS."""

    def __init__(self) -> None:
        super().__init__(self._bits_of)
        self._asked: list[Callable[[str], object]] = []

    def add(self, holds: Callable[[str], object]) -> int:
        """The bit of a trait that a form may have."""
        self.clear()
        self._asked.append(holds)
        return 1 << (len(self._asked) - 1)

    def _bits_of(self, form: str) -> int:
        return sum(1 << number for number, holds in enumerate(self._asked) if holds(form))


class Places:
    """Where the words of a sentence stand that may be something: of «принято 27 тысяч» no more than «27», «тысяч»."""

    __slots__ = ("_told", "forms", "held", "traits")

    def __init__(self, traits: Traits, tokens: Sequence[Token]) -> None:
        self.forms = [token.lower for token in tokens]
        self.traits = list(map(traits.__getitem__, self.forms))
        self.held = reduce(or_, self.traits, 0)  # the traits of all
        self._told = [(at, bits) for at, bits in enumerate(self.traits) if bits] if self.held else []

    def has(self, trait: int, at: int) -> bool:
        """Whether a token has a trait; none behind the last."""
        return at < len(self.traits) and self.traits[at] & trait != 0

    def of(self, trait: int) -> list[int]:
        """The tokens that have a trait, or any of some."""
        return [at for at, bits in self._told if bits & trait] if self.held & trait else []


# what is asked of every sentence, and what of those that hold a figure
TRAITS, FIGURE_TRAITS = Traits(), Traits()


def see(tokens: Sequence[Token]) -> Places:
    """The places of a sentence at which numbers, times and marks are looked for."""
    return Places(TRAITS, tokens)
