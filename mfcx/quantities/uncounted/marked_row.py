"""A sentence as the finders of marked numerals see it: its tokens, with look-ups that stay inside it."""

from __future__ import annotations

from functools import cache, lru_cache

from mfcx.document import DASHES, Numeral, Sentence
from mfcx.morphology import Reading, lemmas, readings
from mfcx.quantities.numerals.lexicon import lexicon
from mfcx.quantities.traits import TRAITS, Cues, Places
from mfcx.stored import expression
from mfcx.tables import fold, read_table

OPEN_QUOTES = frozenset('«"“„')
SYMBOLS = frozenset("%‰₽$€°")
_CUT_OFF = expression(r"([^\W\d_]++)\.[^\S\n]*+$")
_CLOSING = frozenset(',;.!?)%»"')  # what may stand behind any number
_WITHIN = DASHES | {"/", "."}  # what may stand within a code
_GROUP = 3  # digits of «870» in «2 870»
_PHONE = 11  # digits
_PARTS = 4  # of the number of a card, each of as many digits
_SHORT_STREET = 4  # letters; so short a form is looked up as it is
_BEGINNING = 3  # letters


@cache
def cues(kind: str) -> frozenset[str]:
    """Words of one kind from the table of cues: "law_noun" -> «закон», «приказ» …"""
    return frozenset(fold(row["cue"]) for row in read_table("marked_cues") if row["kind"] == kind)


@cache
def marks(side: str) -> dict[str, tuple[str, bool]]:
    """Marking words on one side of a numeral: kind, and whether a counted noun behind it speaks against."""
    rows = (row for row in read_table("marked_words") if row["side"] == side)
    return {fold(row["word"]): (row["kind"], row["guard"] == "yes") for row in rows}


@cache
def streets() -> frozenset[str]:
    """Words of streets: «улица», «пр-т»."""
    return frozenset(fold(row["word"]) for row in read_table("marked_streets"))


@cache
def _street_beginnings() -> frozenset[str]:
    return frozenset(word[:_BEGINNING] for word in streets())


@cache
def hour_words() -> dict[str, int]:
    """Hours that are one word: «девяти» -> 9."""
    found = {}
    for row in read_table("numerals"):
        if row["kind"] == "cardinal" and 1 <= int(row["value"]) <= 20:
            for case in ("nomn", "gent"):
                found.update({form: int(row["value"]) for form in row[case].split("|")})
    return found


@lru_cache(maxsize=6_000)
def is_street(form: str) -> bool:
    """Whether a house may stand behind this form and a name: «улице», «пр-т»."""
    if form in streets():
        return True
    # no form of such a word begins otherwise than its lemma, so that others need not be parsed
    may_be = len(form) > _SHORT_STREET and form[:_BEGINNING] in _street_beginnings() and form.isalpha()
    return may_be and not streets().isdisjoint(lemmas(form))


def _street_cues() -> Cues:
    return Cues(words=streets(), beginnings=[some for some in _street_beginnings() if len(some) == _BEGINNING])


def _names_street(form: str) -> bool:
    return not form[:1].isdecimal() and form not in hour_words() and is_street(form)


DIGITS = TRAITS.add(lambda: Cues(marks=True), lambda form: form[:1].isdecimal())
_HOUR_WORD = TRAITS.add(lambda: Cues(words=hour_words()))
_STREET = TRAITS.add(_street_cues, _names_street)
OPEN_QUOTE = TRAITS.add(lambda: Cues(words=OPEN_QUOTES))
CLOSE_BRACKET = TRAITS.add(lambda: Cues(words=")"))
NUMEROS = ("№", "n")
MARK = TRAITS.add(lambda: Cues(words={*marks("before"), *marks("after"), *NUMEROS}, lemmas=marks("before")))
HOURS = DIGITS | _HOUR_WORD  # nothing is marked in a sentence without any


class Row:
    """The tokens of a sentence with look-ups that stay inside it, and the places where the finders have work."""

    __slots__ = (
        "digits",
        "held",
        "hours",
        "lowers",
        "start",
        "stop",
        "streets",
        "text",
        "tokens",
        "touched",
        "touching",
    )

    def __init__(self, sentence: Sentence, text: str, places: Places) -> None:
        self.tokens, self.text, self.start, self.stop = sentence.tokens, text, sentence.start, sentence.stop
        self.lowers, self.held = places.forms, places.held
        self.digits, self.hours, self.streets = places.of(DIGITS), places.of(HOURS), places.of(_STREET)
        # the digits right behind another token, and those right before one
        self.touched = [at for at in self.digits if self.glued(at)]
        self.touching = [at for at in self.digits if self.glued(at + 1)]

    def lower(self, index: int) -> str:
        """The folded token at an index, or an empty string outside the sentence."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def is_digits(self, index: int) -> bool:
        """Whether the token begins with a digit."""
        return self.lower(index)[:1].isdecimal()

    def is_close(self) -> bool:
        """Whether a number is written together with more than the mark behind it: «8-800», «9:00», not «5 %»."""
        if self.touched:
            return True
        for at in self.touching:
            if self.lowers[at + 1] not in _CLOSING or self.glued(at + 2):
                return True
        for at in self.digits:
            if "." in self.lowers[at] or len(self.lowers[at]) >= _PHONE:
                return True
        # «1234 5678 9012 3456»
        return len(self.digits) >= _PARTS and sum(len(self.lowers[at]) == _PARTS for at in self.digits) >= _PARTS

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
        number = self.lower(index - 1)
        ways = [way for way in readings(word)[:3] if way.pos in ("NOUN", "ADJF", "PRTF")]
        return any(_agrees(way, number) for way in ways if "Surn" not in way.tags)

    def is_grouped(self, index: int) -> bool:
        """Whether the digits begin a number in groups of three: the «2» of «2 870»."""
        first, second = self.lower(index), self.lower(index + 1)
        if not (first.isdecimal() and second.isdecimal() and len(first) <= _GROUP == len(second)):
            return False
        return self.tokens[index].stop + 1 == self.tokens[index + 1].start

    def number_stop(self, index: int) -> int:
        """The token after a code that starts with these digits: «12-а», «5/1», «210-ФЗ», «122»."""
        stop = index + 1
        while self.glued(stop) and stop < len(self.tokens):
            word = self.lower(stop)
            if word in _WITHIN and self.glued(stop + 1) and self.lower(stop + 1)[:1].isalnum():
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
        match = _CUT_OFF.search(self.text[max(0, self.start - 12) : self.start])
        return fold(match.group(1)) if match else ""

    def span(self, first: int, last: int, kind: str) -> Numeral:
        """The tokens [first, last) as a numeral of one kind."""
        return Numeral(self.tokens[first].start, self.tokens[last - 1].stop, kind)


def _agrees(way: Reading, number: str) -> bool:
    """Whether a word may be counted by these digits: «283 дела», «5 новых дел», not «145 | трудового кодекса»."""
    tens = number[-2:-1] == "1"
    if number.endswith("1") and not tens:
        return way.case in ("nomn", "accs", "gent")
    few = number.endswith(("2", "3", "4")) and not tens or not number.isdecimal()
    return way.case == "gent" and (way.number == "plur" or (few and way.pos == "NOUN"))


def speaks_law(word: str) -> bool:
    """«статья», «закона»: what is numbered beside it is a law."""
    mark = mark_before(word)
    return mark is not None and mark[0] == "law" or bool(lemmas(word) & cues("law_noun"))


def is_scale(word: str) -> bool:
    """«тыс», «миллионов»."""
    return any(entry.kind == "multiplier" for entry in lexicon().get(word, ()))


@lru_cache(maxsize=6_000)
def mark_before(word: str) -> tuple[str, bool] | None:
    """The mark of a word before a numeral, by its form or its lemma: «статьёй» -> law."""
    known = marks("before")
    if found := known.get(word):
        return found
    if len(word) < 3 or not word.isalpha():
        return None
    for lemma in sorted(lemmas(word)):
        if len(lemma) > 3 and (found := known.get(lemma)):
            return found
    return None
