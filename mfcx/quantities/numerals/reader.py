"""Numbers as such: digits in every grouping, words in every case, fractions, ordinals, compounds.

Reads tokens, knows no units but those inside a word («полчаса», «14-летие»); values are exact.
The layers below: `number_digits`, `number_words`, `number_amounts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from mfcx.document import Sentence, Span, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.numerals.amounts import AMOUNT_KINDS, Amounts
from mfcx.quantities.numerals.cells import Cell, Cells, Part, entry_of, pieces_of
from mfcx.quantities.numerals.digits import to_decimal, vulgar_fraction
from mfcx.quantities.numerals.lexicon import (
    NO_CASES,
    cues,
    kinds_of,
    lexicon,
    phrases,
    prefix_beginnings,
    split_compound,
)
from mfcx.quantities.numerals.plain import read_plain, read_word
from mfcx.quantities.traits import TRAITS, Cues, Places, see
from mfcx.segments import split_tokens
from mfcx.tables import words

_SIGNS = frozenset("-–−+")
_PART_ENDS = frozenset("(,;")
_ASIDE = 12  # tokens of a bracket before the sign of a number
# what a form may be besides a word with an entry
_PHRASE, _SIGN, _COMPOUND, _VULGAR = "first of a phrase", "sign as such", "compound", "vulgar fraction"
_OPENING = frozenset('(«„“"[{,;:/…')
_SINGLE_KINDS = {
    "ratio": "ratio",
    "times": "compound",
    "fused_unit": "compound",
    "single": "single",
    "both": "pronoun",
    "rating": "ordinal",
}


class Number(Struct, frozen=True):
    """A numeral of a sentence: «27 тысяч» is 27000 with mantissa 27 and multiplier 1000.

    `first`, `last` are token indices; two numbers share a token in «два-три». `mantissa` is None
    where nothing stands before the multiplier («миллион») or several multipliers do the work.
    """

    first: int
    last: int
    start: int
    stop: int
    value: Decimal | None
    kind: str
    mantissa: Decimal | None = None
    multiplier: Decimal | None = None
    sign: int = 0
    digits: bool = False
    unit: str | None = None
    cases: frozenset[str] = NO_CASES
    inverted: bool = False  # «тысяч двести»
    excess: bool = False  # «два с лишним миллиона»
    approximate: bool = False  # «пара тысяч»


class _Reader(Amounts):
    """Reads any number: amounts, and the kinds that are words or signs of their own."""

    def read(self, index: int) -> Part | None:
        """The longest number that starts at this cell."""
        cell = self.cells[index]
        if not cell.free:
            return None
        for way in ways_of(cell.lower):
            if (part := way(self, index)) is not None:
                return part
        return None

    def in_digits(self, index: int) -> Part | None:
        glued = self.glued(index) and (self.cells[index - 1].text[-1].isalpha() or self.lower(index - 1) == "^")
        # «м2», «м^2», «K1», but «в2031 году» and «100х60 метров»
        side = self.lower(index - 1) in words("product") and self.is_digits(index - 2)
        apart = not glued or side or self.lower(index - 1) in cues("glued_preposition")
        return self.counted(index) if apart else None

    def idiom(self, index: int) -> Part | None:
        found = self.phrase(index, "idiom")
        return Part(found[0], None, "pronoun") if found else None

    def signed(self, index: int) -> Part | None:
        """«+2,1», «−5», «плюс 8,9»."""
        if (entry := entry_of(self.at(index), "sign")) is not None:
            sign, glued = int(entry.value), True
        elif self.lower(index) in _SIGNS:
            plus = self.lower(index) == "+" and self.is_digits(index + 1)  # also «+ 820 голов»
            sign, glued = (1 if plus else -1), plus or self.glued(index + 1) or self.opens_aside(index)
        else:
            return None
        before = self.at(index - 1)
        if not glued or before is not None and (before.text[-1].isdecimal() or self.glued(index) and _wordy(before)):
            return None
        part = self.amount(index + 1) if self.is_digits(index + 1) or entry else None
        if part is None or part.value is None or part.kind not in ("cardinal", "percent", "fraction"):
            return None
        return replace(
            part,
            sign=sign,
            value=sign * part.value,
            mantissa=None if part.mantissa is None else sign * part.mantissa,
            written=None if part.written is None else sign * part.written,
        )

    def opens_aside(self, index: int) -> bool:
        """«краж (| - 9 %)», «(с 64 до 58, | - 9 %)»: a dash that joins nothing is a sign."""
        return self.is_digits(index + 1) and opens_aside(self.cells.tokens, self.cells[index].token)

    def each(self, index: int) -> Part | None:
        """«каждый десятый» is the share 0.1; «каждый третий четверг» counts nothing."""
        if entry_of(self.at(index), "each") is None:
            return None
        if (ordinal := self.digits(index + 1)) is not None:
            ordinal = self.suffixed(index + 1, ordinal)
        ordinal = ordinal or self.words(index + 1)
        if ordinal is None or ordinal.kind != "ordinal" or not ordinal.value:
            return None
        if lemmas(self.lower(ordinal.stop)) & cues("not_each"):
            return None
        return Part(ordinal.stop, 1 / ordinal.value, "each_nth", digits=ordinal.digits)

    def share(self, index: int) -> Part | None:
        """«пятая часть», «сотая доля», «третья часть жителей», but not the third part of a book."""
        entry = entry_of(self.at(index), "ordinal")
        if entry is None or entry.value < 3 or entry_of(self.at(index + 1), "part") is None:
            return None
        if entry.value == 3 and not self.divides(index + 2):
            return None
        return Part(index + 2, 1 / entry.value, "fraction", cases=entry.cases)

    def divides(self, index: int) -> bool:
        """Whether a whole of many begins here: «(всех) школ», «населения»."""
        word = self.lower(index)
        if not word.isalpha():
            return False
        whole = readings(word)[0]
        return whole.case == "gent" and (whole.number == "plur" or whole.lemma in cues("whole_of_many"))

    def single_word(self, index: int) -> Part | None:
        """Words that are a number by themselves: «вдвое», «полчаса», «единственный»."""
        for kind in ("ratio", "times", "fused_unit", "single", "both", "rating"):
            entry = entry_of(self.at(index), kind)
            if entry is not None and not (kind == "rating" and self.is_ten(index)):
                return Part(index + 1, entry.value, _SINGLE_KINDS[kind], cases=entry.cases, unit=entry.unit)
        return self.compound(index)

    def compound(self, index: int) -> Part | None:
        """«двухэтажный», «двадцатипятилетие»; «однократный» counts nothing."""
        found = split_compound(self.lower(index))
        if found is None or (found[1].kind == "ratio" and found[0] <= 1):
            return None
        value, stem = found
        return Part(index + 1, value * stem.factor, stem.kind, unit=stem.unit)

    def counted(self, index: int) -> Part | None:
        """An amount, less what only looks like one: «семью» (the family), «один из»."""
        part = self.amount(index)
        if part is None or part.digits:
            return part
        if self.is_pronoun(index, part):
            return replace(part, kind="pronoun")
        if part.stop == index + 1 and self.is_family(index):
            return None
        return part

    def vague(self, index: int) -> Part | None:
        """«несколько тысяч», «десятки тысяч», «миллионы», «в разы»."""
        if (found := self.phrase(index, "vague", "idiom")) is not None:
            stop, entry = found
            return Part(stop, None, "pronoun" if entry.kind == "idiom" else "vague")
        at = index + 1 if entry_of(self.at(index), "vague") else index
        factor: Fraction | None = None
        while (scale := entry_of(self.at(at), "group", "multiplier")) is not None and scale.number != "abbr":
            factor = scale.value if scale.kind == "multiplier" else factor
            at += 1
        return Part(at, None, "vague", multiplier=factor) if at > index else None

    def is_ten(self, index: int) -> bool:
        """«десятки тысяч», «около десятка»: forms that «десятка» and «десяток» share."""
        numbers = {entry.number for entry in lexicon()[self.lower(index)] if entry.kind == "group"}
        return "plur" in numbers or bool(numbers) and self.lower(index - 1) in cues("governor")

    def is_family(self, index: int) -> bool:
        """«семью»: seven only before an instrumental plural or inside a number."""
        entry = entry_of(self.at(index), "cardinal")
        if entry is None or entry.value != 7:
            return False
        nouns = [way for way in readings(self.lower(index)) if way.pos == "NOUN" and "anim" not in way.tags]
        if not any(noun.case == "accs" for noun in nouns):
            return False
        follower = self.at(index + 1)
        if follower is None:
            return index > 0
        return not any(way.case == "ablt" and way.number == "plur" for way in readings(follower.lower))


_Way = Callable[[_Reader, int], Part | None]

# the ways to read a known word in the order they are tried, each with the kinds of words it knows
_WAYS: tuple[tuple[_Way, frozenset[str]], ...] = (
    (_Reader.idiom, frozenset({_PHRASE})),
    (_Reader.signed, frozenset({"sign", _SIGN})),
    (_Reader.each, frozenset({"each"})),
    (_Reader.share, frozenset({"ordinal"})),
    (_Reader.single_word, frozenset({*_SINGLE_KINDS, _COMPOUND})),
    (_Reader.counted, AMOUNT_KINDS | {_VULGAR}),
    (_Reader.vague, frozenset({_PHRASE, "vague", "group", "multiplier"})),
)


@lru_cache(maxsize=6_000)
def ways_of(form: str) -> tuple[_Way, ...]:
    """How a number may be read that begins with this form; most words begin none."""
    if form[0].isdecimal():
        return (_Reader.in_digits,)
    kinds = {*kinds_of(form), *_looks_of(form)}
    return tuple(way for way, wanted in _WAYS if not wanted.isdisjoint(kinds))


def _looks_of(form: str) -> Iterator[str]:
    """What a form may be by itself, besides the kinds of its entries."""
    if form in phrases():
        yield _PHRASE
    if form in _SIGNS:
        yield _SIGN
    if split_compound(form) is not None:
        yield _COMPOUND
    if vulgar_fraction(form) is not None:
        yield _VULGAR


def _openings(tokens: Sequence[Token], places: Places) -> set[int]:
    """The tokens that may begin a number, wholly or in part."""
    found = set()
    for at in places.of(OPENS_NUMBER | _IS_SIGN | GOES_ON_PHRASE):
        bits = places.traits[at]
        # a dash is mostly none of a number, which would touch it
        if bits & OPENS_NUMBER or bits & _IS_SIGN and _may_sign(tokens, at):
            found.add(at)
        # «в», «на» and «с» are everywhere, but open a phrase only before a few words
        if bits & GOES_ON_PHRASE and at and places.forms[at - 1] in phrases():
            found.add(at - 1)
    return found


def _may_sign(tokens: Sequence[Token], at: int) -> bool:
    """A sign touches its number or opens an aside; a plus may stand apart: «+ 820 голов»."""
    if at + 1 >= len(tokens):
        return False
    apart = tokens[at].text == "+" and tokens[at + 1].text[0].isdecimal()
    return apart or tokens[at + 1].start == tokens[at].stop or opens_aside(tokens, at)


def opens_aside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a bracket, or a new part of what stands in one, begins at this token: «(| …», «(с 64 до 58, | …»."""
    if at < 1 or tokens[at - 1].text not in _PART_ENDS:
        return False
    for token in reversed(tokens[max(0, at - _ASIDE) : at]):
        if token.text in ("(", ")"):
            return token.text == "("
    return False


def _opens_number(form: str) -> bool:
    """Whether a number may begin with a folded form, but for signs and those that only open a phrase."""
    if form[0].isdecimal():
        return True
    kinds = kinds_of(form)
    if not kinds and form.isalpha():  # most words
        return split_compound(form) is not None
    others = {*kinds, *_looks_of(form)} - {_PHRASE, _SIGN}
    return bool(others or form not in phrases() and form not in _SIGNS) and bool(ways_of(form) or pieces_of(form))


@cache
def _second_words() -> frozenset[str]:
    return frozenset(second for seconds in phrases().values() for second in seconds)


_IS_SIGN = TRAITS.add(lambda: Cues(words=_SIGNS))
OPENS_NUMBER = TRAITS.add(lambda: Cues(words=lexicon(), beginnings=prefix_beginnings(), marks=True), _opens_number)
GOES_ON_PHRASE = TRAITS.add(lambda: Cues(words=_second_words()))


def _wordy(cell: Cell) -> bool:
    return cell.text not in _OPENING


def _number(cells: Cells, start: int, part: Part) -> Number:
    first, last = cells[start], cells[part.stop - 1]
    scaled = part.multiplier is not None or part.value is None
    value = (
        part.written if part.written is not None and not scaled and part.kind == "cardinal" else to_decimal(part.value)
    )
    return Number(
        first=first.token,
        last=last.token + 1,
        start=first.start,
        stop=last.stop,
        value=value,
        kind=part.kind,
        mantissa=to_decimal(part.mantissa) if part.multiplier is not None else None,
        multiplier=to_decimal(part.multiplier),
        sign=part.sign,
        digits=part.digits,
        unit=part.unit,
        cases=part.cases,
        inverted=part.inverted,
        excess=part.excess,
        approximate=part.approximate,
    )


def _read_plain(cells: Cells, at: int) -> tuple[Number, int] | None:
    tokens, start = cells.tokens, cells.tokens[at].start
    if not tokens[at].text[0].isdecimal():
        if (word := read_word(cells, at)) is None:
            return None
        number, kind, cases = word
        return Number(at, at + 1, start, tokens[at].stop, number, kind, cases=cases), at + 1
    if (plain := read_plain(cells, at)) is None:
        return None
    stop, value, mantissa, multiplier = plain
    return Number(at, stop, start, tokens[stop - 1].stop, value, "cardinal", mantissa, multiplier, digits=True), stop


def _read_any(reader: _Reader, at: int) -> tuple[Number, int] | None:
    part = reader.read(at)
    return None if part is None else (_number(reader.cells, at, part), part.stop)


def find_numbers(sentence: Sentence, claimed: Sequence[Span] = (), places: Places | None = None) -> list[Number]:
    """All numbers of a sentence in order, none inside a claimed stretch: «с 5 до 27 тысяч» -> 5, 27000."""
    places = places or see(sentence.tokens)
    opening = _openings(sentence.tokens, places)
    if not opening:
        return []
    cells = Cells(sentence.tokens, claimed, places)
    reader = _Reader(cells)
    numbers, stop = [], 0
    for at in cells.free_of(opening):
        if at < stop:
            continue
        found = (_read_plain(cells, at) if cells.are_tokens else None) or _read_any(reader, at)
        if found is not None:
            numbers.append(found[0])
            stop = found[1]
    return numbers


def parse_number(text: str) -> Decimal | None:
    """A whole string as one number: «две тысячи двадцать» -> 2020; None when it is not just that."""
    tokens = split_tokens(text)
    numbers = find_numbers(Sentence(0, len(text), tokens, 0)) if tokens else []
    if len(numbers) != 1 or numbers[0].first != 0 or numbers[0].last != len(tokens):
        return None
    return numbers[0].value
