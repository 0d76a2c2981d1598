"""Numbers in digits: «1 599 059», «94,53», «12.500», «5, 18 млн», «½»."""

from __future__ import annotations

import unicodedata
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import overload

from mfcx.morphology import lemmas, readings
from mfcx.quantities.numerals.cells import HYPHENS, Part, Row, entry_of, number_shape
from mfcx.quantities.numerals.lexicon import cues, ends_percent, kinds_of, phrases
from mfcx.stored import expression

MAX_DIGITS = 24  # longer runs are codes, not amounts
_GROUP = 3
_PLACES = 4  # of what no finite decimal holds
MAX_GROUPS = 6
GROUP = expression(r"\d{3}(?:,\d++|\.\d{1,2})?+")  # behind the first of a number
# words behind digits that make another number of them; multipliers are not of these: they come after it
_EXTENDING = frozenset({"whole", "point", "fraction", "ordinal", "group"})
_EXTENDING_MARKS = HYPHENS | frozenset("(/")


class Digits(Row):
    """Reads digit groups with their points and commas."""

    def digits(self, index: int) -> Part | None:
        """One number in digits: «1 599 059», «94,53», «12.500», «5, 18 млн»."""
        if not self.is_digits(index):
            return self.vulgar(index)
        cell = self.cells[index]
        stop, text = self.groups(index)
        if len(text) > MAX_DIGITS:
            return Part(stop, None, "vague", digits=True)
        if (point := self.stray_fraction(stop, text)) is not None:
            text, stop = f"{text},{self.cells[point].text}", point + 1
        written = self.written(text, stop)
        if written is None:
            return Part(stop, None, "vague", digits=True)
        value = _fraction(written)
        part = Part(stop, value, digits=True, written=written)
        if (extra := self.vulgar(stop)) and self.glued(stop) and extra.value and cell.text.isdecimal():
            return Part(extra.stop, value + extra.value, digits=True)  # «1½»
        return self.slash(index, part)

    def plain(self, index: int) -> Part | None:
        """Digits that nothing behind them goes on, as most are: «265 обращений», «94,53 %», «27 | тыс.»."""
        if not self.is_digits(index):
            return None
        text, stop = self.cells[index].text, index + 1
        if len(text) > MAX_DIGITS or self.is_extended(stop) or (written := self.written(text, stop)) is None:
            return None
        return Part(stop, _fraction(written), digits=True, written=written)

    def is_extended(self, index: int) -> bool:
        """Whether what begins at this cell may belong to the digits before it."""
        cell = self.at(index)
        if cell is None:
            return False
        if not cell.free or cell.gap == 0 and cell.lower[0].isalpha():
            return True  # «12й», «3х-дневный»
        if cell.text == ",":
            return self.is_digits(index + 1)
        return self.lower(index + 1) in HYPHENS if cell.text == "%" else may_extend(cell.lower)

    def groups(self, index: int) -> tuple[int, str]:
        """Digit groups parted by one character of space: «926 286,1»."""
        text = self.cells[index].text
        stop = index + 1
        if len(text) > 3 or not text.isdecimal() or text[0] == "0":
            return stop, text
        while stop < self.size and stop - index <= MAX_GROUPS and self.cells[stop].gap == 1 and self.is_digits(stop):
            more = self.cells[stop].text
            if GROUP.fullmatch(more) is None:
                break
            text += more
            stop += 1
            if not more.isdecimal():
                return stop, text
        if self.is_digits(stop) and stop - index > MAX_GROUPS:
            return index + 1, self.cells[index].text  # a row of a table
        return stop, text

    def stray_fraction(self, index: int, text: str) -> int | None:
        """The cell of the decimals in «5, 18 млн», where the comma is followed by a space."""
        if not text.isdecimal() or self.lower(index) != "," or not self.glued(index) or not self.is_digits(index + 1):
            return None
        more = self.cells[index + 1]
        if more.gap != 1 or not more.text.isdecimal() or len(more.text) > 3 or self.in_row(index - 1):
            return None
        if len(text) >= len(more.text) == _GROUP:
            return None  # «300, 400 млн» are two
        return index + 1 if self.counts_decimals(index + 2, more.text) else None

    def in_row(self, last: int) -> bool:
        """«3, 5, 18 млн»: the number ending at `last` already follows a number and a comma."""
        while self.is_digits(last - 1):
            last -= 1
        return self.lower(last - 1) == "," and self.is_digits(last - 2)

    def counts_decimals(self, index: int, decimals: str) -> bool:
        """Whether a multiplier, a measure or a noun fit only for decimals follows («5, 5 часа»)."""
        cell = self.at(index)
        if cell is None or not cell.free:
            return False
        if entry_of(cell, "multiplier"):
            return True
        if decimals[-1] == "0":
            return False  # «на 10, 20 процентов»
        if cell.lower in cues("measure"):
            return True
        if not cell.lower.isalpha():
            return False
        if lemmas(cell.lower) & cues("measure"):
            return True
        nouns = [reading for reading in readings(cell.lower) if reading.pos == "NOUN"]
        many = decimals[-1] in "056789" or decimals[-2:-1] == "1"
        return many and bool(nouns) and all(noun.case == "gent" and noun.number == "sing" for noun in nouns)

    def written(self, text: str, stop: int) -> Decimal | None:
        """The decimal that the digits spell, points and commas read by their context."""
        if "," in text and "." in text:
            thousands = min(",.", key=text.index)
            text = text.replace(thousands, "").replace(",", ".")
            if text.count(".") > 1:
                return None  # «5,1808.10.2021»: a number and a day run together
        elif text.count(",") > 1:
            text = text.replace(",", "")
        elif text.count(".") == 1:
            whole, _, rest = text.partition(".")
            if len(rest) == 3 and len(whole) <= 3 and whole[0] != "0" and not self.counts_points(stop):
                text = whole + rest
        elif text.count(".") > 1:
            if not number_shape().fullmatch(text):
                return None
            text = text.replace(".", "")
        return Decimal(text.replace(",", "."))

    def counts_points(self, index: int) -> bool:
        """After «12.500» a multiplier or per cent says that the point is decimal."""
        cell = self.at(index)
        if entry_of(cell, "multiplier", "glued") is not None:
            return True
        word = self.lower(index)
        return word in cues("percent") or word.isalpha() and bool(lemmas(word) & cues("percent"))

    def vulgar(self, index: int) -> Part | None:
        """A fraction in one character: «½»."""
        cell = self.at(index)
        if cell is None or not cell.free or len(cell.text) != 1 or cell.text.isalnum() and cell.text.isdecimal():
            return None
        value = vulgar_fraction(cell.text)
        return None if value is None else Part(index + 1, value, "fraction", digits=True)

    def slash(self, index: int, part: Part) -> Part:
        """«2/3» as a fraction; «24/7» and «2021/2022» stay apart."""
        over = part.stop
        simple = over == index + 1 and self.lower(over) == "/" and self.glued(over) and self.glued(over + 1)
        if not simple or not self.is_digits(over + 1) or self.lower(index - 1) == "/":
            return part
        above, below = self.cells[index].text, self.cells[over + 1].text
        if self.lower(over + 2) == "/" or not (above + below).isdecimal() or len(above) > 2 or len(below) > 3:
            return part
        if not 0 < int(above) < int(below):
            return part
        return Part(over + 2, Fraction(int(above), int(below)), "fraction", digits=True)


@lru_cache(maxsize=6_000)
def may_extend(form: str) -> bool:
    """Whether digits and what begins with this form may be one number: «12 | 000», «3 | /», «10 | с половиной»."""
    if form[0].isdecimal() or form in _EXTENDING_MARKS or form in phrases() or ends_percent(form):
        return True
    return not _EXTENDING.isdisjoint(kinds_of(form)) or vulgar_fraction(form) is not None


@lru_cache(maxsize=6_000)
def _fraction(written: Decimal) -> Fraction:
    return Fraction(written)


@lru_cache(maxsize=6_000)
def vulgar_fraction(sign: str) -> Fraction | None:
    """The value of a fraction in one character: «½»."""
    shape = unicodedata.decomposition(sign) if len(sign) == 1 else ""
    if not shape.startswith("<fraction>"):
        return None
    text = "".join(chr(int(code, 16)) for code in shape.split()[1:])
    above, _, below = text.partition("\u2044")
    return Fraction(int(above), int(below)) if above and below else None


@overload
def to_decimal(value: Fraction) -> Decimal: ...


@overload
def to_decimal(value: Fraction | None) -> Decimal | None: ...


def to_decimal(value: Fraction | None) -> Decimal | None:
    """Exact where a finite decimal exists, else four places rounded half-even."""
    if value is None:
        return None
    rest, places = value.denominator, 0
    if rest == 1:
        return Decimal(value.numerator)
    while rest % 10 == 0:
        rest //= 10
        places += 1
    while rest % 2 == 0 or rest % 5 == 0:
        rest = rest // 2 if rest % 2 == 0 else rest // 5
        places += 1
    with localcontext() as context:
        context.prec = 2 * MAX_DIGITS + 60
        if rest != 1:
            exact = Decimal(value.numerator) / Decimal(value.denominator)
            return exact.quantize(Decimal(1).scaleb(-_PLACES), ROUND_HALF_EVEN)
        return Decimal(value.numerator * 10**places // value.denominator).scaleb(-places)
