"""What may stand before a multiplier: words below a thousand, endings on digits, fractions, tens and hundreds."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from mfcx.morphology import lemmas, readings
from mfcx.quantities.numerals.cells import HYPHENS, Part, entry_of
from mfcx.quantities.numerals.digits import Digits
from mfcx.quantities.numerals.lexicon import (
    NO_CASES,
    Entry,
    cues,
    endings,
    ends_percent,
    has_ending,
    lexicon,
    may_end_compound,
    stems,
)
from mfcx.tables import words

THOUSAND = Fraction(1000)
_SHORT = 3  # letters of «км»


class Words(Digits):
    """Reads one mantissa: «двести сорок», «12-й», «десять с половиной», «три четверти», «два десятка»."""

    def words(self, index: int) -> Part | None:
        """Words that add up, the last one perhaps an ordinal: «двести сорок пять», «двадцать пятый»."""
        value, at, limit = Fraction(0), index, THOUSAND
        cases, kind = NO_CASES, "cardinal"
        while at < self.size:
            entry = entry_of(self.at(at), "cardinal", "collective")
            if entry is None or not _fits(entry.value, limit, started=at > index):
                break
            cases = cases & entry.cases or entry.cases
            value, at, limit, kind = value + entry.value, at + 1, _rank(entry.value), entry.kind
            if kind == "collective":
                return Part(at, value, kind, cases=cases)
        if (ordinal := self.ordinal(at, limit, started=at > index)) is not None:
            return Part(at + 1, value + ordinal.value, "ordinal", cases=ordinal.cases)
        return Part(at, value, kind, cases=cases) if at > index else None

    def ordinal(self, index: int, limit: Fraction, *, started: bool) -> Entry | None:
        entry = entry_of(self.at(index), "ordinal")
        if entry is None or started and not _fits(entry.value, limit, started=True):
            return None
        many = started and entry.cases & {"gent", "nomn"} and has_ending(self.lower(index), "ordinal_plural")
        return None if many else entry

    def simple(self, index: int) -> Part | None:
        """Digits, words or «полтора»: what may stand before a multiplier."""
        if part := self.digits(index):
            return self.suffixed(index, part)
        if part := self.words(index):
            return part
        if half := entry_of(self.at(index), "half"):
            return Part(index + 1, half.value, cases=half.cases)
        return self.pol(index)

    def pol(self, index: int) -> Part | None:
        """«пол» written apart: «пол часа», but not the floor or the sex."""
        entry = entry_of(self.at(index), "pol")
        follower = self.at(index + 1)
        if entry is None or follower is None or follower.gap == 0:
            return None
        nouns = [word for word in readings(follower.lower) if word.case == "gent" and word.number != "plur"]
        if not any(noun.lemma in cues("whole_of_half") for noun in nouns):
            return None
        return Part(index + 1, entry.value, "fraction")

    def suffixed(self, index: int, part: Part) -> Part:
        """Endings after digits: «12-й» an ordinal, «2-х» a cardinal, «14-летие» a compound."""
        if part.value is None:
            return part
        at = part.stop
        if self.lower(at) == "%" and self.lower(at + 1) in HYPHENS and self.lower(at + 2) in endings("percent"):
            return replace(part, stop=at + 3, kind="percent", unit="%")
        if self.lower(at) in HYPHENS and self.glued(at) and self.hangs(at + 1):
            return replace(part, stop=at + 1, kind="compound")  # «2- и 3-комнатный»
        if self.lower(at) in HYPHENS and self.glued(at) and (self.glued(at + 1) or self.lower(at + 1) in stems()):
            at += 1  # also «3- этажный»
        elif not self.glued(at):
            return self.percent_apart(part)
        cell = self.at(at)
        if cell is None or not cell.free:
            return part
        if at > part.stop and cell.text[0].isdecimal():
            return self.first_of_two(part, at)
        ending, _, word = cell.lower.partition("-")
        if word and ending in endings("cardinal_letter"):  # «3х-комнатный» goes on in one token
            return self.in_compound(part, at, word)
        if not cell.lower.isalpha():
            return part
        ended = part if cell.lower in stems() else self.ended(part, at)
        return self.in_compound(part, at, cell.lower) if ended is part else ended

    def hangs(self, index: int) -> bool:
        """Whether a list goes on behind a hyphen: «2-| , 3-», «2-| и 3-комнатных», not «45-| и окнах»."""
        return self.lower(index) == "," or self.lower(index) in words("joint") and not self.glued(index)

    def percent_apart(self, part: Part) -> Part:
        """«100 процентный охват» lost its hyphen: no other word ends so."""
        word, following = self.lower(part.stop), self.lower(part.stop + 1)
        if not ends_percent(word) or lemmas(following) & cues("percentage_point"):
            return part
        return self.in_compound(part, part.stop, word)

    def in_compound(self, part: Part, at: int, word: str) -> Part:
        """«14-летие», «800-метровый»; also «20-футовый» and «9-классник», though no measure is known of them."""
        assert part.value is not None
        if stem := stems().get(word):
            return replace(part, stop=at + 1, kind=stem.kind, value=part.value * stem.factor, unit=stem.unit)
        return replace(part, stop=at + 1, kind="compound") if at > part.stop and may_end_compound(word) else part

    def first_of_two(self, part: Part, at: int) -> Part:
        """The 5 of «5-6-этажных» and «5-7-процентных», in one compound with the 6 and the 7."""
        second = self.digits(at)
        if second is None or self.is_digits(second.stop + 1):
            return part  # «5-6-7-8-…» would be read to its end from each
        second = self.suffixed(at, second)
        if second.kind not in ("compound", "percent") or second.stop == at + 1:
            return part
        return replace(part, kind=second.kind, unit=second.unit)

    def ended(self, part: Part, at: int) -> Part:
        assert part.value is not None
        ending, value = self.lower(at), part.value
        if value.denominator != 1:
            return part
        apart = at > part.stop or len(ending) > 1
        clear = apart or ending in endings("cardinal_letter")
        if clear and self.is_cardinal_ending(ending, int(value % 100), at):
            return self.after_ending(replace(part, stop=at + 1))
        # «5м» and «3е» without a hyphen: only endings that are no unit
        if ending in endings("ordinal") and (apart or ending in endings("ordinal_letter")):
            return replace(part, stop=at + 1, kind="ordinal", mantissa=None)
        return part

    def is_cardinal_ending(self, ending: str, value: int, at: int) -> bool:
        low = value % 10
        if ending in endings("cardinal"):
            return True
        if ending in endings("cardinal_7_8"):
            return low in (7, 8) or 10 <= value <= 20
        if ending in endings("cardinal_5_20"):
            # «5-и 6-этажных» lost the space of a list
            return (10 <= value <= 20 or low not in (1, 2, 3, 4)) and not self.is_digits(at + 1)
        if ending in endings("cardinal_2_4") and low in (2, 3, 4) and not 10 <= value <= 20:
            follower = self.lower(at + 1)
            dative = len(follower) > _SHORT and follower.endswith("м") and not follower.endswith(("ом", "ем"))
            return ending == "х" or dative  # «к 3-м окнам», not «на 3-м км»
        return ending in endings("cardinal_ablative") and self.lower(at + 1).endswith("ми")

    def after_ending(self, part: Part) -> Part:
        """«6-ти балльная»: the compound goes on in the next word."""
        assert part.value is not None
        at = part.stop + 1 if self.lower(part.stop) in HYPHENS else part.stop
        cell = self.at(at)
        stem = stems().get(cell.lower) if cell is not None and cell.free else None
        if stem is None:
            return part
        return replace(part, stop=at + 1, kind=stem.kind, value=part.value * stem.factor, unit=stem.unit)

    def mantissa(self, index: int) -> Part | None:
        """What a multiplier multiplies: «десять с половиной», «три четверти», «два десятка»."""
        part = self.simple(index)
        if part is None:
            return self.group(index, None) or self.fraction(index)
        if part.value is None or part.kind not in ("cardinal", "collective"):
            return part
        for extend in (self.decimal_words, self.numerator, self.additive, self.group_after):
            if (longer := extend(part)) is not None:
                return longer
        return part

    def decimal_words(self, part: Part) -> Part | None:
        """«двадцать одна целая пять десятых», «один точка пять»."""
        assert part.value is not None
        if part.value.denominator != 1:
            return None
        if entry_of(self.at(part.stop), "whole"):
            at = part.stop + 1
            at += self.lower(at) == "и"
            if (below := self.numerator_at(at)) is not None and below.value is not None:
                return replace(part, stop=below.stop, value=part.value + below.value, written=None)
            return None
        if entry_of(self.at(part.stop), "point") and self.lower(part.stop).isalpha():
            more = self.digits(part.stop + 1) or self.words(part.stop + 1)
            if more is not None and more.value is not None and more.value.denominator == 1:
                value = part.value + more.value / 10 ** len(str(int(more.value)))
                return replace(part, stop=more.stop, value=value, written=None)
        return None

    def numerator_at(self, index: int) -> Part | None:
        if (over := self.digits(index) or self.words(index)) is None:
            return None
        return self.numerator(over, after_whole=True)

    def numerator(self, part: Part, *, after_whole: bool = False) -> Part | None:
        """«две трети», «три четверти», «две пятых», «пять десятых»."""
        below, above = self.at(part.stop), part.value
        if above is None or above.denominator != 1 or part.kind != "cardinal" or below is None:
            return None
        if (entry := entry_of(below, "fraction")) is not None and above < entry.value.denominator:
            return Part(part.stop + 1, above * entry.value, "fraction", digits=part.digits)
        entry = entry_of(below, "ordinal")
        feminine = part.digits or self.lower(part.stop - 1) in words("feminine_number") or above % 10 > 2 or above > 4
        if entry is None or entry.value < 3 or above >= entry.value or not (feminine or after_whole):
            return None
        one = above % 10 == 1 and above % 100 != 11
        if not has_ending(below.lower, "one_part" if one else "many_parts"):
            return None
        if above > 2 and not after_whole and entry.value not in (5, 10, 100, 1000, 10**6):
            return None  # «три седьмых класса»
        return Part(part.stop + 1, above / entry.value, "fraction", digits=part.digits)

    def additive(self, part: Part) -> Part | None:
        """«10 с половиной», «два с лишним»."""
        assert part.value is not None
        if part.stop >= self.size:
            return None
        if (found := self.phrase(part.stop, "additive")) is not None:
            stop, entry = found
            return replace(part, stop=stop, value=part.value + entry.value, written=None)
        if (found := self.phrase(part.stop, "excess")) is not None:
            return replace(part, stop=found[0], excess=True)
        return None

    def group_after(self, part: Part) -> Part | None:
        return self.group(part.stop, part)

    def group(self, index: int, before: Part | None) -> Part | None:
        """«три сотни», «сотня», «пара тысяч»; plural without a number is left to the vague ones."""
        entry = entry_of(self.at(index), "group")
        if entry is not None and before is not None and before.value is not None:
            value = before.value * entry.value
            return replace(before, stop=index + 1, value=value, written=None, mantissa=before.value)
        if entry is not None and self.is_one(index, "group"):
            return Part(index + 1, entry.value, cases=entry.cases)
        pair = entry_of(self.at(index), "pair")
        if pair is not None and before is None and self.counts_pair(index + 1):
            many = entry_of(self.at(index + 1), "group")  # «пара десятков»
            if many is not None:
                return Part(index + 2, pair.value * many.value, cases=pair.cases, approximate=True)
            return Part(index + 1, pair.value, cases=pair.cases, approximate=True)
        return None

    def counts_pair(self, index: int) -> bool:
        cell = self.at(index)
        if cell is None or not cell.lower.isalpha():
            return False
        if (entry := entry_of(cell, "multiplier", "group")) is not None:
            return entry.number != "sing"
        return any(
            word.case == "gent" and word.number == "plur" and "anim" not in word.tags
            for word in readings(cell.lower)[:2]
        )

    def is_one(self, index: int, kind: str) -> bool:
        """Whether «тысячи», «сотни» is the genitive singular: «около тысячи»; other forms by themselves."""
        entries = [entry for entry in lexicon().get(self.lower(index), ()) if entry.kind == kind]
        numbers = {entry.number for entry in entries}
        if numbers == {"sing"}:
            return True
        return "sing" in numbers and self.lower(index - 1) in cues("governor")

    def fraction(self, index: int) -> Part | None:
        """«треть», «половина», «пятая часть»."""
        entry = entry_of(self.at(index), "fraction")
        if entry is None:
            return None
        kind = "pronoun" if lemmas(self.lower(index - 1)) & cues("part_of_time") else "fraction"
        return Part(index + 1, entry.value, kind, cases=entry.cases)


def _rank(value: Fraction) -> Fraction:
    """What may still be added after this word: below 100 after «двести», nothing after «пятнадцать»."""
    if value >= 100:
        return Fraction(100)
    return Fraction(10) if value >= 20 else Fraction(1)


def _fits(value: Fraction, limit: Fraction, *, started: bool) -> bool:
    return value < limit and not (started and value == 0)
