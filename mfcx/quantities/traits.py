"""What a word form may be to those who look for numbers, times and marks: a token is looked up once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property, reduce
from operator import or_

from msgspec import Struct

from mfcx.document import Token
from mfcx.morphology import lemmas
from mfcx.quantities.forms import Forms

_BEGINNING = 3  # letters by which beginnings are looked up


class Cues(Struct, frozen=True):
    """What a form must show to have a trait, any of it: «пр-т», the lemma «улица», the beginning «бул»."""

    words: Collection[str] = ()
    lemmas: Collection[str] = ()
    # of three letters or more, by which they are looked up, and endings of any trait: whoever names some says `holds`
    beginnings: Collection[str] = ()
    endings: Collection[str] = ()
    marks: bool = False  # whatever is not of letters alone: «27», «18-летний», «-»


class _Table(Struct, frozen=True):
    """The traits that the cues of a form speak for, as bits, whoever asked for them."""

    words: dict[str, int]
    lemmas: dict[str, int]
    beginnings: dict[str, int]
    endings: tuple[str, ...]
    by_ending: int
    by_mark: int

    def bits_of(self, form: str) -> int:
        bits = self.words.get(form, 0) | self.beginnings.get(form[:_BEGINNING], 0)
        for lemma in lemmas(form):
            bits |= self.lemmas.get(lemma, 0)
        if form.endswith(self.endings):
            bits |= self.by_ending
        return bits if form.isalpha() else bits | self.by_mark


class Traits(Forms[int]):
    """Forms with what they may be, each a bit: CLOSE = TRAITS.add(lambda: Cues(words=(")",))); TRAITS[")"] & CLOSE."""

    def __init__(self) -> None:
        super().__init__(self._bits_of)
        self._cues: list[Callable[[], Cues]] = []
        self._doubts: list[tuple[int, Callable[[str], object]]] = []

    def add(self, cues: Callable[[], Cues], holds: Callable[[str], object] | None = None) -> int:
        """The bit of a trait: that of all forms with its cues, or of those among them for which it holds."""
        self.clear()
        self.__dict__.pop("_table", None)
        bit = 1 << len(self._cues)
        self._cues.append(cues)
        if holds is not None:
            self._doubts.append((bit, holds))
        return bit

    def _bits_of(self, form: str) -> int:
        bits = self._table.bits_of(form)
        if bits:  # of most words nothing
            for bit, holds in self._doubts:
                if bits & bit and not holds(form):
                    bits ^= bit
        return bits

    @cached_property
    def _table(self) -> _Table:
        """Made when the first form is asked for: the cues are read from files."""
        rows = [(1 << number, cues()) for number, cues in enumerate(self._cues)]
        by_word: dict[str, int] = {}
        by_lemma: dict[str, int] = {}
        by_beginning: dict[str, int] = {}
        for bit, cues in rows:
            beginnings = {beginning[:_BEGINNING] for beginning in cues.beginnings}
            for known, keys in ((by_word, cues.words), (by_lemma, cues.lemmas), (by_beginning, beginnings)):
                for key in keys:
                    known[key] = known.get(key, 0) | bit
        return _Table(
            words=by_word,
            lemmas=by_lemma,
            beginnings=by_beginning,
            endings=tuple({ending for _, cues in rows for ending in cues.endings}),
            by_ending=sum(bit for bit, cues in rows if cues.endings),
            by_mark=sum(bit for bit, cues in rows if cues.marks),
        )


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

    def within(self, first: int, last: int) -> int:
        """The traits of the tokens [first, last)."""
        return reduce(or_, self.traits[first:last], 0)

    def of(self, trait: int) -> list[int]:
        """The tokens that have a trait, or any of some."""
        return [at for at, bits in self._told if bits & trait] if self.held & trait else []


TRAITS = Traits()


def see(tokens: Sequence[Token]) -> Places:
    """The places of a sentence at which numbers, times and marks are looked for."""
    return Places(TRAITS, tokens)
