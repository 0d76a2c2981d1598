"""What all figures of a sentence share for their labels: its marks and verbs, and the words that no label takes up."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache, reduce
from itertools import accumulate, compress, pairwise
from operator import attrgetter, or_

from mfcx.attribution.labels.forms import (
    AND,
    FIGURE,
    FORMS,
    INSIDE,
    MARK,
    PARTICIPLE,
    PREPOSITION,
    QUOTE,
    RELATIVE,
    SPEAKS,
    VERB,
    is_word,
    label_words,
)
from mfcx.attribution.labels.verbs import Verb, verb_of
from mfcx.document import Document, Quantity, Sentence, Token
from mfcx.morphology import readings
from mfcx.quantities import Reading as SentenceReading
from mfcx.tables import fold, read_table

Range = tuple[int, int]
_MEASURING = frozenset({"measure", "ratio", "currency", "time"})
_START, _LOWER = attrgetter("start"), attrgetter("lower")
_FINITE = frozenset({"VERB", "PRTS"})
# bodies that tell figures and give out money
_OFFICES = frozenset({"agency", "ministry"})
_LOOKED_FOR = MARK | FIGURE | PREPOSITION | VERB


class Marks:
    """What all figures of a sentence share: where its marks stand, its verbs, and what stands between the marks."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self.forms = list(map(FORMS.__getitem__, map(_LOWER, tokens)))  # what each token may be
        self._held = reduce(or_, self.forms, 0)
        self.quoted = self.holds(QUOTE)
        self.verbs: list[Verb] = []
        self.figures: list[int] = []
        self.prepositions: list[int] = []
        self._cuts = [-1]
        for at, form in compress(enumerate(self.forms), map(_LOOKED_FOR.__and__, self.forms)):
            if form & MARK:
                if tokens[at].text != "-" or not _is_glued(tokens, at):
                    self._cuts.append(at)
            elif form & FIGURE:
                self.figures.append(at)
            elif form & PREPOSITION:
                self.prepositions.append(at)
            elif at == 0 or not self.forms[at - 1] & INSIDE:
                self.verbs.append(_verb_at(tokens, at))  # «для сел» is none
        self._cuts.append(len(tokens))
        joined = [at for at in self.places(AND) if at + 1 < len(tokens) and self._is_number(at + 1)]
        for at in [at for at in joined if self._begins_clause(at + 1)]:
            insort(self._cuts, at)

    def _is_number(self, at: int) -> bool:
        """«12», «четыре»."""
        return self.forms[at] & FIGURE != 0 or readings(self._tokens[at].lower)[0].pos == "NUMR"

    def _begins_clause(self, at: int) -> bool:
        """«40 человек погибли и | 12 пострадали»: a figure behind «и» with a verb of its own, as before it."""
        first, last = self.stretch(at, at)
        told = [verb.at for verb in self.verbs if first <= verb.at < last and verb.reading.pos in _FINITE]
        return bool(told) and told[0] < at < told[-1]

    def holds(self, bits: int) -> bool:
        """Whether a token of the sentence may be that."""
        return self._held & bits != 0

    def places(self, bits: int) -> list[int]:
        """The tokens that may be that."""
        return [at for at, form in enumerate(self.forms) if form & bits] if self._held & bits else []

    def stretch(self, first: int, last: int) -> Range:
        """The stretch round tokens [first, last) that no mark cuts."""
        cuts = self._cuts
        return cuts[bisect_left(cuts, first) - 1] + 1, cuts[bisect_left(cuts, last)]

    @cached_property
    def stretches(self) -> Sequence[Range]:
        """All stretches that may tell of a figure behind them, the last first: none of speech, none of a noun."""
        pairs = [(before + 1, cut) for before, cut in pairwise(self._cuts) if cut > before + 1]
        spoken = {self.stretch(at, at)[0] for at in self.places(SPEAKS)}
        found = [pair for pair in reversed(pairs) if pair[0] not in spoken]
        return [pair for pair in found if not self._relates(*pair)] if self.holds(RELATIVE | PARTICIPLE) else found

    @cached_property
    def asides(self) -> list[Range]:
        """What stands in closed brackets: «(Северный участок)»."""
        opened, found = -1, []
        for at in self._cuts[1:-1]:
            if self._tokens[at].text == "(":
                opened = at
            elif self._tokens[at].text == ")" and opened >= 0:
                found.append((opened + 1, at))
                opened = -1
        return found

    def stretches_for(self, figure: int) -> Sequence[Range]:
        """The stretches that may tell of the figure at a token: brackets that it does not stand in tell of none."""
        asides = [aside for aside in self.asides if not aside[0] <= figure < aside[1]]
        if not asides:
            return self.stretches
        return [one for one in self.stretches if not any(first <= one[0] <= last for first, last in asides)]

    def _relates(self, first: int, last: int) -> bool:
        """«(семей), чьи доходы ниже нормы, …», «…, имеющих детей, …»: a clause of its noun and not of the figure."""
        opens = first + (last > first + 1 and readings(self._tokens[first].lower)[0].pos == "ADVB")
        led = last > opens + 1  # «сырой лес – 5 тонн, обработанный – 8» goes on without its noun
        if led and self.forms[opens] & PARTICIPLE and first > 0 and self._tokens[first - 1].text == ",":
            return True
        return any(form & RELATIVE for form in self.forms[first : min(first + 2, last)])


def _verb_at(tokens: Sequence[Token], at: int) -> Verb:
    verb = verb_of(tokens[at].lower)
    assert verb is not None
    return Verb(at, verb.reading, verb.noun, verb.role, verb.fact)


def _is_glued(tokens: Sequence[Token], at: int) -> bool:
    """A hyphen that joins two words cuts nothing."""
    return 0 < at < len(tokens) - 1 and tokens[at + 1].start == tokens[at].stop


class Names:
    """Where an article names regions, places and persons, in text order, so that each sentence finds its own."""

    def __init__(self, document: Document) -> None:
        spans = [(m.start, m.stop) for m in (*document.mentions, *document.places)]
        self._spans = sorted(spans + [(s.start, s.stop) for person in document.persons for s in person.spans])
        self._starts = [start for start, _ in self._spans]
        # how far the names reach that begin so early: one may begin in the sentence before
        self._reach = list(accumulate((stop for _, stop in self._spans), max))
        offices = (body for body in document.organisations if body.kind in _OFFICES)
        self._offices = sorted(span.start for body in offices for span in body.spans)

    def inside(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """The names in a sentence, as tokens [first, last)."""
        tokens = sentence.tokens
        first = bisect_right(self._reach, sentence.start)
        for start, stop in self._spans[first : bisect_left(self._starts, sentence.stop, first)]:
            yield bisect_left(tokens, start, key=_START), bisect_left(tokens, stop, key=_START)

    def offices(self, sentence: Sentence) -> Iterator[int]:
        """The tokens of a sentence with which the name of a ministry or an agency begins."""
        first, last = (bisect_left(self._offices, edge) for edge in (sentence.start, sentence.stop))
        for start in self._offices[first:last]:
            yield bisect_left(sentence.tokens, start, key=_START)


class Blocked:
    """The tokens of a sentence that the label of a figure does not take up."""

    def __init__(self, names: Names, sentence: Sentence, reading: SentenceReading | None, marks: Marks) -> None:
        self._always = blocked_of(names, sentence, marks)
        self._counted: list[tuple[int, range]] = []
        self.figures = [range(q.first, q.last) for q in reading.quantities] if reading is not None else []
        for time in reading.times if reading is not None else ():
            self._always.update(range(time.first, time.last))
        for quantity in reading.quantities if reading is not None else ():
            if quantity.head and is_counted(quantity):
                self._always.update(range(quantity.first, quantity.head))
                self._counted.append((quantity.start, range(quantity.head, quantity.last)))
            else:
                self._always.update(range(quantity.first, quantity.last))

    def of(self, quantity: Quantity) -> set[int]:
        """Those of one figure, with what the others count: «5», «8», «садов» for the first of «5 школ и 8 садов»."""
        others = [counted for start, counted in self._counted if start != quantity.start]
        return self._always.union(*others) if others else self._always


def blocked_of(names: Names, sentence: Sentence, marks: Marks) -> set[int]:
    """The tokens that no label takes up: numbers, regions and persons, with their prepositions, and a tag."""
    tokens = sentence.tokens
    blocked = set(marks.figures)
    for first, last in names.inside(sentence):
        if last != first + 1 or not (_are_people(tokens[first].lower) or _describes(tokens, first)):
            blocked.update(range(first, last))
    for at in reversed(marks.prepositions):
        if at + 1 in blocked:
            blocked.add(at)
    blocked.update(range(tag_of(tokens)))
    blocked.update(at for at in names.offices(sentence) if _acts(tokens, at, marks))
    return blocked


def _acts(tokens: Sequence[Token], at: int, marks: Marks) -> bool:
    """«Минфин сэкономил», «Росстат: …»: an office in one word that tells or does something, and is not what is told."""
    opens = at == 0 or not is_word(tokens[at - 1])
    behind = tokens[at + 1] if opens and at + 1 < len(tokens) else None
    return behind is not None and (behind.text == ":" or marks.forms[at + 1] & VERB != 0)


@lru_cache(maxsize=2_000)
def _are_people(form: str) -> bool:
    """«(доля) туляков»: people named by their region, whom a label does take up."""
    top = readings(form)[0]
    many = (top.pos, top.case, top.number) == ("NOUN", "gent", "plur")
    return many and "anim" in top.tags and not top.tags & {"Surn", "Name"}


def _describes(tokens: Sequence[Token], at: int) -> bool:
    """«(бюджет) белгородского (музея)»: an adjective of a place between a noun and its genitive, which it parts."""
    if not 0 < at < len(tokens) - 1 or not tokens[at].text[0].islower():
        return False
    before, own, behind = (readings(token.lower)[0] for token in tokens[at - 1 : at + 2])
    led = before.pos == "NOUN" and behind.pos == "NOUN" and behind.case == "gent"
    return led and own.pos == "ADJF" and (own.case, own.number) == (behind.case, behind.number)


def tag_of(tokens: Sequence[Token]) -> int:
    """Where a headline's tag in capitals ends, before a colon, which is no part of what it says: «ИТОГИ ГОДА: …»."""
    for at, token in enumerate(tokens):
        if token.text == ":":
            return at
        if not token.text.isupper():
            break
    return 0


def is_counted(quantity: Quantity) -> bool:
    """Whether things or people are counted, not measured: «5 окон», not «5 минут»."""
    return _is_counted(quantity.unit or "")


@lru_cache(maxsize=5_000)
def _is_counted(symbol: str) -> bool:
    unit = fold(symbol)
    if unit in label_words("measure") or symbol in _measures():
        return False
    return len(unit) > 2 and all(part.isalpha() for part in re.split(r"[ -]", unit))


@cache
def _measures() -> frozenset[str]:
    """Symbols of the unit table that measure: «МВА», «ч»."""
    return frozenset(row["symbol"] for row in read_table("units") if row["kind"] in _MEASURING)
