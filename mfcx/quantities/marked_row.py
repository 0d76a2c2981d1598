"""A sentence as the finders of marked numerals see it: its tokens, with look-ups that stay inside it."""

from __future__ import annotations

from functools import cache

import regex
from msgspec import Struct

from mfcx.document import Numeral, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.number_lexicon import lexicon
from mfcx.tables import fold, read_table

SYMBOLS = frozenset("%‰₽$€°")


@cache
def cues(kind: str) -> frozenset[str]:
    """Words of one kind from the table of cues: "law_noun" -> «закон», «приказ» …"""
    return frozenset(fold(row["cue"]) for row in read_table("marked_cues") if row["kind"] == kind)


@cache
def marks(side: str) -> dict[str, tuple[str, bool]]:
    """Marking words on one side of a numeral: kind, and whether a counted noun behind it speaks against."""
    rows = (row for row in read_table("marked_words") if row["side"] == side)
    return {fold(row["word"]): (row["kind"], row["guard"] == "yes") for row in rows}


class Row(Struct):
    """The tokens of a sentence with look-ups that stay inside it."""

    tokens: tuple[Token, ...]
    text: str
    start: int

    def lower(self, index: int) -> str:
        """The folded token at an index, or an empty string outside the sentence."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def is_digits(self, index: int) -> bool:
        """Whether the token begins with a digit."""
        return self.lower(index)[:1].isdecimal()

    def glued(self, index: int) -> bool:
        """Whether no space stands between the token and the one before: the «а» of «12а»."""
        return 0 < index < len(self.tokens) and self.tokens[index - 1].stop == self.tokens[index].start

    def is_counted(self, index: int) -> bool:
        """Whether the token names what a number counts: «5 этажей», «5 %», «5 тыс.»."""
        word = self.lower(index)
        if word in SYMBOLS or is_scale(word):
            return True
        if len(word) < 2 or not word.isalpha() or self.tokens[index].text[0].isupper() or speaks_law(word):
            return False
        one = self.lower(index - 1).endswith("1") and not self.lower(index - 1).endswith("11")
        cases = ("nomn", "accs", "gent") if one else ("gent",)
        ways = [way for way in readings(word)[:3] if way.pos in ("NOUN", "ADJF", "PRTF")]
        return any(way.case in cases and "Surn" not in way.tags for way in ways)

    def number_stop(self, index: int) -> int:
        """The token after a code that starts with these digits: «12-а», «5/1», «210-ФЗ», «122»."""
        stop = index + 1
        while self.glued(stop) and stop < len(self.tokens):
            word = self.lower(stop)
            if word in ("-", "/", "–", ".") and self.glued(stop + 1) and self.lower(stop + 1).isalnum():
                if word == "." and not self.is_digits(stop + 1):
                    break
                stop += 2
            elif word.isalpha() and len(word) == 1:
                stop += 1
            else:
                break
        return stop

    def word_before(self) -> str:
        """The abbreviation that a sentence cut off from its digits: «кв.» before «3»."""
        match = regex.search(r"([^\W\d_]++)\.[^\S\n]*+$", self.text[max(0, self.start - 12) : self.start])
        return fold(match.group(1)) if match else ""

    def span(self, first: int, last: int, kind: str) -> Numeral:
        """The tokens [first, last) as a numeral of one kind."""
        return Numeral(self.tokens[first].start, self.tokens[last - 1].stop, kind)


def speaks_law(word: str) -> bool:
    """«статья», «закона»: what is numbered beside it is a law."""
    mark = look_up(word, marks("before"))
    return mark is not None and mark[0] == "law" or bool(lemmas(word) & cues("law_noun"))


def is_scale(word: str) -> bool:
    """«тыс», «миллионов»."""
    return any(entry.kind == "multiplier" for entry in lexicon().get(word, ()))


def look_up(word: str, marks: dict[str, tuple[str, bool]]) -> tuple[str, bool] | None:
    """The mark of a word by its form or its lemma: «статьёй» -> law."""
    if found := marks.get(word):
        return found
    if len(word) < 3 or not word.isalpha():
        return None
    for lemma in sorted(lemmas(word)):
        if len(lemma) > 3 and (found := marks.get(lemma)):
            return found
    return None
