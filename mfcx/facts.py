"""Stage 5: every sentence's quantities, as metrics that still want their context."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from unicodedata import category

from msgspec import Struct

from mfcx.document import DASHES, Document, Metric, Quantity, Sentence, Span
from mfcx.patterns import PatternTable
from mfcx.quantities import Context, Reading, find_event, find_measured, read_sentence
from mfcx.quantities.changes.ratio_rows import is_ratio_of_base, says_again
from mfcx.quantities.counted.row_headings import topic_of
from mfcx.quantities.counted.row_measures import heading_measure
from mfcx.quantities.inherited.pronouns import plural_named
from mfcx.quantities.inherited.verbless import heads_of
from mfcx.quantities.scene import Measure
from mfcx.quantities.sentence import NOTHING_READ, may_hold_numerals
from mfcx.quantities.traits import see
from mfcx.quantities.unit_table import counts_things, unit_kind, unit_okei, unit_symbol
from mfcx.tables import read_table, words

_BULLETS = frozenset("-–—•*·")
_SYMBOL = "So"  # the Unicode category of «▪», «✔», «✅»
_NUMERO = "№"
_LIST_ENDS = (":", ";")
_ROW_ENDS = frozenset(".,;")
_LONGEST_ITEM = 12  # words of a row that is but a name and a number
_ROUBLE = unit_okei("rouble")
_PERCENT = unit_symbol("percent")


class _Memory(Struct):
    """What a sentence may refer back to, kept from sentence to sentence."""

    previous: Sentence | None = None
    counted: Quantity | None = None
    fresh: bool = False  # `counted` stands in the sentence just before
    last: Quantity | None = None
    aside: Quantity | None = None  # counted in brackets in the sentence just before: «24 школы (900 детей)»
    of_share: Quantity | None = None  # the last one counted in brackets behind a share: «явка – 41 % (12 400 человек)»
    quantities: Sequence[Quantity] = ()  # of the sentence just before
    head: Sentence | None = None  # where the list began that goes on
    listed: bool = False  # the sentence just before was a row of it
    money: bool = False
    topic: str | None = None  # what a headline without a verb is about: «Обращения граждан за год»
    headline: Quantity | None = None  # the one thing that the headline counts
    measure: Measure | None = None  # what the heading measures: «Ввод жилья в области, тыс. кв. м»

    def context(self, sentence: Sentence, *, continues: bool) -> Context:
        """The memory as the quantities of the next sentence need it."""
        near = self.previous is not None and (self.previous.line == sentence.line or continues)
        noun = _named_in(self.previous, self.quantities) if self.previous is not None and near else None
        return Context(
            counted=self.counted if self.fresh or continues or noun is None else None,
            last=self.last if near else None,
            whole=None if self.fresh or not opens_with_part(sentence) else measured_whole(self.quantities),
            heads=heads_of(self.previous.tokens, self.quantities) if self.previous is not None and near else (),
            measured=find_measured(self.head.tokens) if continues and self.head is not None else None,
            event=find_event(self.previous.tokens) if self.previous is not None and near else None,
            money=self.money,
            question=self.previous.tokens if self.previous is not None and _asks(self.previous) else (),
            before=self.previous.tokens if self.previous is not None and near else (),
            noun=noun,
            ratio=_ratio_beside(self.previous, self.quantities) if self.previous is not None and near else None,
            aside=self.aside if continues else None,
            of_share=self.of_share,
            topic=self.topic,
            measure=self.measure,
            headline=self.headline,
            continues=continues,
        )

    def is_next_row(self, sentence: Sentence) -> bool:
        """Whether a list goes on whose rows end in commas, or are but a name and a number: «о рождении – 45,»."""
        before = self.previous
        if not self.listed or before is None or before.line == sentence.line or not before.tokens:
            return False
        return before.tokens[-1].text == "," or _is_item(before) and _is_item(sentence)

    def take(self, sentence: Sentence, quantities: Sequence[Quantity], *, continues: bool) -> None:
        """Remembers a sentence that was read."""
        self.previous, self.head, self.listed = sentence, self.head if continues else sentence, continues
        fresh, self.fresh, self.last, self.quantities = self.fresh, False, None, quantities
        self.aside = None
        if sentence.is_title:
            self.topic = topic_of(sentence.tokens)
            counts = [q for q in quantities if _is_count(q)]
            self.headline = counts[0] if len(counts) == 1 else None
        if sentence.is_title or (sentence.tokens and sentence.tokens[-1].text == ":"):
            self.measure = None if quantities else heading_measure(sentence.tokens)
        if quantities:
            counts = [q for q in quantities if _is_count(q)]
            found = counts[-1] if counts else None
            before = next((q for q in reversed(counts) if q.unit != counts[-1].unit), None)
            if before is not None and _is_aside(sentence, counts[-1]) and not _is_aside(sentence, before):
                found, self.aside = before, counts[-1]
            if not (found and fresh and _says_where_they_are(sentence, found)):
                self.counted, fresh = found or self.counted, found is not None
            self.fresh = fresh
            self.last = next((q for q in reversed(quantities) if not _is_aside(sentence, q)), quantities[-1])
            told = (q for q in reversed(counts) if _is_count_of_share(sentence, q, quantities))
            self.of_share = next(told, self.of_share)
            self.money = self.money or any(q.okei == _ROUBLE for q in quantities)


def find_metrics(document: Document) -> None:
    """Fills readings, metrics and numerals, sentence by sentence; a list row inherits the unit of its head."""
    memory = _Memory()
    for sentence in document.sentences:
        continues = memory.previous is not None and (
            goes_on(document.text, sentence, memory.previous) or memory.is_next_row(sentence)
        )
        reading = _read(document, sentence, memory, continues=continues)
        document.readings.append(reading)
        document.numerals += reading.others
        for quantity in reading.quantities:
            document.metrics.append(Metric(quantity, sentence, [Span(quantity.start, quantity.stop)]))
        memory.take(sentence, reading.quantities, continues=continues)


def _read(document: Document, sentence: Sentence, memory: _Memory, *, continues: bool) -> Reading:
    places = see(sentence.tokens)
    if not may_hold_numerals(places):
        return NOTHING_READ  # as every third
    recall = cache(partial(memory.context, sentence, continues=continues))  # each of many figures may ask
    return read_sentence(sentence, document.text, recall, places)


def _asks(sentence: Sentence) -> bool:
    """«– Сколько у вас сотрудников?»."""
    return bool(sentence.tokens) and sentence.tokens[-1].text == "?"


def _is_item(sentence: Sentence) -> bool:
    """«заключение брака - 268», «областные – 1 268»."""
    tokens = sentence.tokens[:-1] if sentence.tokens[-1].text in _ROW_ENDS else sentence.tokens
    number = len(tokens)
    while number > 0 and tokens[number - 1].text[0].isdecimal():
        number -= 1
    return 2 <= number < len(tokens) <= _LONGEST_ITEM and tokens[number - 1].text in DASHES


def measured_whole(quantities: Sequence[Quantity]) -> Quantity | None:
    """The last level of money or a measure: «отремонтировали 212 км дорог. Из них 61 – в сёлах»."""
    levels = (q for q in reversed(quantities) if q.change is None and unit_kind(q.unit) in ("measure", "currency"))
    return next(levels, None)


def _says_where_they_are(sentence: Sentence, quantity: Quantity) -> bool:
    """«Работают 60 касс. | Они открыты в 45 сёлах. | Скоро добавятся ещё 7.»: the ticket offices are still told of."""
    tokens = sentence.tokens
    before = tokens[quantity.first - 1].lower if quantity.first else ""
    return tokens[0].lower in words("they") and before in words("in")


def _is_count_of_share(sentence: Sentence, count: Quantity, quantities: Sequence[Quantity]) -> bool:
    """«явка – 41 % избирателей (| 12 400 человек)»."""
    opens = count.first > 0 and sentence.tokens[count.first - 1].text == "("
    before = next((q for q in reversed(quantities) if q.last < count.first), None)
    return opens and before is not None and before.unit == _PERCENT


def _is_aside(sentence: Sentence, quantity: Quantity) -> bool:
    """«40 школ | (на 12 млн рублей). Осталось 7.»: what the next sentence goes on about stands outside of brackets."""
    before = [token.text for token in sentence.tokens[: quantity.first] if token.text in "()"]
    return bool(before) and before[-1] == "("


def _ratio_beside(sentence: Sentence, quantities: Sequence[Quantity]) -> Quantity | None:
    """«Оборот – 9 млрд рублей, или | 104 % к маю»: what the amounts of the next sentence are compared with, too."""
    ratios = (q for q in reversed(quantities) if is_ratio_of_base(q.unit, q.change))
    return next((q for q in ratios if says_again(sentence.tokens, q.first)), None)


def _is_count(quantity: Quantity) -> bool:
    """Things that can be referred to again: not shares, times or changes."""
    named = quantity.unit is not None and quantity.unit[0].isalpha() and len(quantity.unit) > 1
    return named and counts_things(quantity.unit) and quantity.change is None


def _named_in(sentence: Sentence, quantities: Sequence[Quantity]) -> str | None:
    """What «их» of the next sentence stands for; no «млн рублей»."""
    measured = {at for q in quantities if not counts_things(q.unit) for at in range(q.first, q.last)}
    return plural_named(sentence.tokens, measured)


def is_list_row(text: str, sentence: Sentence) -> bool:
    """«- Артинский (7048 заявителей);», «✔ открыто 12 школ»: a line that begins with a bullet."""
    return bool(sentence.tokens) and _is_bullet(sentence.tokens[0].text[0])


def _is_bullet(char: str) -> bool:
    return char in _BULLETS or (not char.isalnum() and category(char) == _SYMBOL and char != _NUMERO)


def is_row(text: str, sentence: Sentence) -> bool:
    """A row with a bullet or without: «для школ – 321;» goes on where its line begins, «; 7 садов» in its line."""
    if text[max(0, sentence.start - 2) : sentence.start].rstrip().endswith(";"):
        return True
    return is_list_row(text, sentence) or (bool(sentence.tokens) and sentence.tokens[0].text[0].islower())


def goes_on(text: str, sentence: Sentence, previous: Sentence) -> bool:
    """Whether a sentence counts what the one before did: a list row, or «Из них …»."""
    if sentence.line != previous.line and previous.tokens and previous.tokens[-1].text.endswith(_LIST_ENDS):
        return True
    if is_list_row(text, sentence) and is_list_row(text, previous):
        return True
    return opens_with_part(sentence)


def opens_with_part(sentence: Sentence) -> bool:
    """«Из них 19 — в Казани», «В том числе 20 тысяч муниципальных»."""
    return any(_continuations().starting(sentence.tokens, 0))


@cache
def _continuations() -> PatternTable[None]:
    return PatternTable((row["opening"], None) for row in read_table("continuations"))
