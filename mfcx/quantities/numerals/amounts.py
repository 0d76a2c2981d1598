"""Whole amounts with their multipliers: «27 тыс.», «1 млн. 344 тысячи», «тысяч двести»."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from msgspec.structs import replace

from mfcx.morphology import lemmas, readings
from mfcx.quantities.numerals.below_thousand import THOUSAND, Words
from mfcx.quantities.numerals.cells import HYPHENS, Part, entry_of
from mfcx.quantities.numerals.digits import vulgar_fraction
from mfcx.quantities.numerals.lexicon import Entry, cues, kinds_of, lexicon
from mfcx.tables import words

_MULTIPLYING = frozenset({"multiplier", "before_money"})
# the kinds of words that an amount may begin with
AMOUNT_KINDS = frozenset(
    {"cardinal", "collective", "ordinal", "half", "pol", "fused", "fraction", "group", "pair", "multiplier"}
)


class Amounts(Words):
    """Reads sections that go down from multiplier to multiplier."""

    def section(self, index: int) -> Part | None:
        """A mantissa with its multiplier, or a multiplier alone: «27 тыс.», «миллион»."""
        part = self.plain(index)
        if part is None and (fused := entry_of(self.at(index), "fused")):
            return Part(index + 1, fused.value, cases=fused.cases, multiplier=_power(fused.value))
        part = part or self.mantissa(index)
        if part is None:
            return self.bare_multiplier(index)
        if part.value is None or part.kind not in ("cardinal", "collective", "fraction"):
            return part
        mantissa, part = part.value, self.restated(part)
        multiplier = self.multiplier(part.stop)
        if multiplier is None:
            return part
        stop, factor, dotted = multiplier
        excess = self.phrase(stop, "excess") if stop < self.size else None
        return replace(
            part,
            stop=excess[0] if excess else stop,
            value=mantissa * factor,
            kind="cardinal",
            mantissa=mantissa,
            multiplier=factor,
            written=part.written,
            excess=part.excess or excess is not None,
            dotted=dotted and not excess,
        )

    def restated(self, part: Part) -> Part:
        """The same number again in brackets belongs to it: «3 (трёх) миллионов», «2000 (две тысячи)», «пять (5)»."""
        inside = self.lower(part.stop + 1)
        if self.lower(part.stop) != "(" or (part.digits and inside[:1].isdecimal()):
            return part  # digits are said again in words
        again = self.amount(part.stop + 1) if part.digits else self.digits(part.stop + 1)
        same = again is not None and again.value == part.value and again.kind == "cardinal"
        return replace(part, stop=again.stop + 1) if again and same and self.lower(again.stop) == ")" else part

    def multiplier(self, index: int) -> tuple[int, Fraction, bool] | None:
        """The multiplier after a number: where it ends, its value, whether with an abbreviation's point."""
        cell = self.at(index)
        if cell is None or not cell.free:
            return None
        for entry in lexicon().get(cell.text, ()) if self.glued(index) else ():
            if entry.kind == "glued" and not (self.glued(index + 1) and self.lower(index + 1).isalnum()):
                return index + 1, entry.value, False
        if _MULTIPLYING.isdisjoint(kinds_of(cell.lower)):
            return None
        if (known := entry_of(cell, "multiplier")) is not None:
            dotted = known.number == "abbr" and self.is_point(index + 1)
            return index + 1 + dotted, known.value, dotted
        if (known := entry_of(cell, "before_money")) is not None:
            stop = index + 1 + self.is_point(index + 1)
            behind = self.at(stop)
            # «12 т. чел.», but «5 т. | Человек»
            if behind is not None and behind.lower in cues("money") and not behind.text[0].isupper():
                return stop, known.value, True
        return None

    def is_point(self, index: int) -> bool:
        cell = self.at(index)
        return cell is not None and cell.text == "." and cell.gap == 0 and cell.free

    def bare_multiplier(self, index: int) -> Part | None:
        """«миллион», «около тысячи», inverted «тысяч двести»; plural alone is vague."""
        entry = entry_of(self.at(index), "multiplier")
        if entry is None or entry.number == "abbr":
            return None
        if (inverted := self.inverted(index, entry)) is not None:
            return inverted
        if not self.is_one(index, "multiplier"):
            return None
        part = Part(index + 1, entry.value, cases=entry.cases, multiplier=entry.value)
        excess = self.phrase(part.stop, "excess") if part.stop < self.size else None
        return replace(part, stop=excess[0], excess=True) if excess else part

    def inverted(self, index: int, entry: Entry) -> Part | None:
        numbers = {row.number for row in lexicon()[self.lower(index)] if "gent" in row.cases}
        if not numbers or self.lower(index - 1) in cues("governor") and numbers == {"sing"}:
            return None
        part = self.digits(index + 1) or self.words(index + 1)
        if part is None or part.value is None or part.kind != "cardinal" or part.value.denominator != 1:
            return None
        if self.multiplier(part.stop) is not None:
            return None
        few = 2 <= part.value % 10 <= 4 and not 11 <= part.value % 100 <= 14
        if few != (numbers == {"sing"}) or part.digits and self.lower(index) not in words("multiplier_genitive"):
            return None
        return replace(
            part,
            value=part.value * entry.value,
            mantissa=part.value,
            multiplier=entry.value,
            inverted=True,
            written=None,
        )

    def amount(self, index: int) -> Part | None:
        """Sections going down: «1 млн. 344 тысячи», «364 тысяч 900», «две тысячи двадцать третий»."""
        whole = self.section(index)
        if whole is None or whole.value is None or whole.inverted or whole.excess:
            return whole
        limit = whole.multiplier
        if limit is None or whole.mantissa is not None and whole.mantissa.denominator != 1:
            return whole
        while limit is not None and limit >= THOUSAND:
            more = self.remainder(whole, limit)
            if more is None or more.value is None or whole.value is None:
                break
            whole = replace(
                more,
                value=whole.value + more.value,
                digits=whole.digits and more.digits,
                cases=whole.cases & more.cases or more.cases,
                mantissa=None,
                multiplier=None,
                written=None,
            )
            limit = more.multiplier
        return whole

    def remainder(self, whole: Part, limit: Fraction) -> Part | None:
        """The next lower section after one that was multiplied by `limit`."""
        more = self.section(whole.stop) if opens_amount(self.lower(whole.stop)) else None
        if (
            more is None
            or more.value is None
            or more.inverted
            or more.kind not in ("cardinal", "collective", "ordinal")
        ):
            return None
        if more.value >= limit or more.value == 0 or more.approximate:
            return None
        if more.multiplier is not None:
            return more
        if more.digits and self.cells[more.stop - 1].text.isalpha():
            return None  # «3 тысячи 9-х классов»
        if more.digits:
            round_thousand = more.value < THOUSAND or more.written is not None and more.stop - whole.stop > 1
            if not round_thousand or more.kind == "ordinal":
                return None
            if whole.dotted and more.value < 100 and not self.counts_on(more):
                return None
        elif whole.dotted or more.stop < self.size and self.is_pronoun(whole.stop, more):
            return None
        return more

    def counts_on(self, part: Part) -> bool:
        """«16 тыс. 31 | гость»: a noun in the case of the second number, not «3 тыс. 5 марта»."""
        follower = self.at(part.stop)
        if follower is None or not follower.free or part.value is None:
            return False
        few = part.value % 10 in (2, 3, 4) and part.value % 100 not in (12, 13, 14)
        one = part.value % 10 == 1 and part.value % 100 != 11
        number, cases = "sing" if one or few else "plur", ("nomn", "accs") if one else ("gent",)
        return any(r.pos == "NOUN" and r.number == number and r.case in cases for r in readings(follower.lower))

    def is_pronoun(self, index: int, part: Part) -> bool:
        """«один из», «ни один», «одни», принцип «одного окна»: «один» that counts nothing."""
        if part.value != 1 or part.kind != "cardinal" or part.digits or part.stop != index + 1 or part.approximate:
            return False
        if entry_of(self.at(index), "cardinal") is None:
            return False
        if self.lower(part.stop) in HYPHENS and self.glued(part.stop):
            return False
        word, follower = self.lower(index), self.at(part.stop)
        if self.lower(index - 1) in cues("not_numeral_before") or follower is None and index > 0:
            return True
        if follower is None:
            return False
        if follower.lower in cues("not_numeral_after") or self.is_one_window(index):
            return True
        if entry_of(follower, "multiplier", "group", "fraction", "ordinal", "cardinal") or not follower.lower.isalpha():
            return not (follower.lower.isalnum() or follower.lower in cues("measure"))
        found = [reading for reading in readings(follower.lower) if reading.pos in ("NOUN", "ADJF", "PRTF")]
        if word in words("plural_one") and not any("Pltm" in reading.tags for reading in found):
            one = any(reading.number == "sing" and reading.case == "ablt" for reading in found)
            return not (one and word in words("either_one"))
        letters = len(follower.text) > 1 and follower.text[:2].isupper()  # «один МФЦ», «один ФАП»
        return not (found or letters) and follower.lower not in cues("measure")

    def is_one_window(self, index: int) -> bool:
        if words("one_window").isdisjoint(lemmas(self.lower(index + 1))):
            return False
        if self.lower(index - 1) in ("«", '"', "“", "„"):
            return True
        near = [self.lower(at) for at in range(max(0, index - 4), index)]
        if any(lemmas(word) & cues("one_window") for word in near if word.isalpha()):
            return True
        return self.lower(index) in words("locative_one") and self.lower(index - 1) in words("in")


@lru_cache(maxsize=6_000)
def opens_amount(form: str) -> bool:
    """Whether an amount may begin with this word or number."""
    if not form:
        return False
    return form[0].isdecimal() or not AMOUNT_KINDS.isdisjoint(kinds_of(form)) or vulgar_fraction(form) is not None


def _power(value: Fraction) -> Fraction | None:
    """The multiplier inside «полмиллиона»."""
    whole = value * 2
    return whole if whole >= THOUSAND else None
