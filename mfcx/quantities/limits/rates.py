"""Denominators of a quantity: «300 человек в день» -> день, «21,5 ц/га» -> га, «на 1000 населения»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain

from msgspec import Struct

from mfcx.document import Token
from mfcx.morphology import LIKELY, lemma, lemmas, readings
from mfcx.patterns import PatternTable
from mfcx.quantities.limits.edges import edge_cues
from mfcx.quantities.numerals.lexicon import stems
from mfcx.quantities.traits import TRAITS, Cues
from mfcx.quantities.unit_table import find_symbol, unit_kind
from mfcx.quantities.units import find_unit
from mfcx.tables import fold, read_table, words

_ONE = Decimal(1)
_LARGE_SUM = 1_000_000  # of money: nobody asks as much for one of many things
_ANNIVERSARY = 3  # tokens of «75-летия»
_CLAUSE_MARKS = frozenset(",;:—–()")
_HABIT_REACH = 2  # tokens between «за день», its verb and the figure
_PAYMENT_REACH = 2  # «ежемесячные денежные выплаты»


class Rate(Struct, frozen=True):
    """The denominator, nominative, and where its words end."""

    per: str
    last: int


@cache
def _time_units() -> dict[str, str]:
    return {fold(row["form"]): row["per"] for row in read_table("rates") if row["kind"] == "period"}


@cache
def time_units() -> frozenset[str]:
    """Denominators that are times: день, месяц, год …"""
    return frozenset(row["per"] for row in read_table("rates"))


def is_time_unit(name: str) -> bool:
    """Whether a unit, by symbol or lemma, is a length of time: день, «ч», год."""
    return name in time_units() or fold(name) in _time_units() or unit_kind(name) == "time"


@cache
def _cues(kind: str) -> PatternTable[str]:
    return PatternTable((row["form"], row["per"]) for row in read_table("rates") if row["kind"] == kind)


def _edge_cues(*kinds: str) -> Cues:
    """The words that cues of some kinds begin with; those of «в день», that they end with, as «в» is everywhere."""
    return edge_cues((row["form"] for row in read_table("rates") if row["kind"] in kinds), ends="prefix" in kinds)


def _denominator_cues() -> Cues:
    """What a denominator may begin with right behind its unit: «/», «в», «ежедневно»."""
    prepositions, adverbs = words("price_for") | words("in") | words("by") | words("per_measure"), _edge_cues("adverb")
    return Cues(words={"/", *prepositions, *adverbs.words}, lemmas=adverbs.lemmas)


OPENS_RATE = TRAITS.add(_denominator_cues)
# a rate said away from its unit: «ежедневно», «в день», «на 100 браков пришлось 84 развода»
RATE_CUE = TRAITS.add(lambda: _edge_cues("adverb", "adjective"))
RATE_TIME = TRAITS.add(lambda: _edge_cues("prefix", "habit"))
OPENS_BASE = TRAITS.add(lambda: Cues(words=words("by") | words("per_measure")))


def find_rate(tokens: Sequence[Token], at: int, price: Decimal | None = None) -> Rate | None:
    """The denominator that begins at token `at`, right after the unit; a price, in money, may be for any one thing."""
    if not 0 <= at < len(tokens) or not TRAITS[tokens[at].lower] & OPENS_RATE:
        return None
    for stop, per in _cues("adverb").starting(tokens, at):
        return Rate(per, stop)
    if at + 1 >= len(tokens):
        return None
    word = tokens[at].lower
    if price is not None and word in words("price_for"):
        return _priced(tokens, at + 1, price)
    if word == "/":
        return _slash(tokens, at + 1)
    if word in words("in"):
        return _time(tokens, at + 1)
    if word in words("by"):
        return _base(tokens, at + 1) or _measure(tokens, at + 1)
    if word in words("per_measure"):
        return _single(tokens, at + 1)
    return None


def _slash(tokens: Sequence[Token], at: int) -> Rate | None:
    symbol = find_symbol(tokens, at)
    if symbol:
        return Rate(symbol.name, symbol.last)
    if at < len(tokens) and len(tokens[at].text) > 1 and readings(tokens[at].lower)[0].pos == "NOUN":
        name = lemma(tokens[at].lower, "NOUN")
        return Rate(_time_units().get(fold(name), name), at + 1)
    return None


def _time(tokens: Sequence[Token], at: int) -> Rate | None:
    """«в день», «в рабочий день»; «в среднем в сутки» is read from its own preposition; not «в месяце»."""
    at += at < len(tokens) and tokens[at].lower in words("kind_of_day")
    if at >= len(tokens):
        return None
    for reading in readings(tokens[at].lower):
        per = _time_units().get(fold(reading.lemma))
        if per and reading.case == "accs" and (reading.number == "sing" or "Pltm" in reading.tags):
            return Rate(per, at + 1)
    return None


def _base(tokens: Sequence[Token], at: int) -> Rate | None:
    """«на 1000 населения» -> 1000 населения; «на 10 тыс. человек», «на одного жителя», «на душу населения»."""
    if at >= len(tokens):
        return None
    if tokens[at].text.isdecimal() and tokens[at].text.strip("0") == "1" and len(tokens[at].text) > 1:
        return _round_base(tokens, at)
    if tokens[at].lower in words("per_head") and at + 1 < len(tokens):
        return Rate(f"{lemma(tokens[at].lower)} {tokens[at + 1].lower}", at + 2)
    return _each(tokens, at + 1) if tokens[at].lower in words("per_one") and at + 1 < len(tokens) else None


def _each(tokens: Sequence[Token], at: int) -> Rate | None:
    """«на одного [жителя]», «на каждую [сельскую школу]»; not «на каждый потребуется»."""
    unit = find_unit(tokens, at, _ONE)
    return Rate(unit.name, unit.last) if unit and _is_single_object(tokens[unit.head].lower) else None


def find_head(tokens: Sequence[Token], at: int) -> Rate | None:
    """«18 кв. м | на человека», «6 т молока | на фуражную корову», «24 кг | от каждой коровы»: a measure is parted."""
    word = tokens[at].lower if at < len(tokens) else ""
    onto = word in words("by")
    if not onto and word not in words("taken_from"):
        return None
    each = not onto and at + 1 < len(tokens) and tokens[at + 1].lower in words("per_one")
    unit = find_unit(tokens, at + 1 + each, _ONE)
    if unit is None or fold(unit.name) not in words("parted_among" if onto else "gives_yield"):
        return None
    if onto and any("Anum" in readings(token.lower)[0].tags for token in tokens[at + 1 : unit.head]):
        return None  # «на второго ребёнка»
    form = tokens[unit.head].lower
    return Rate(unit.name, unit.last) if (_is_single_object(form) if onto else _is_single_source(form)) else None


@lru_cache(maxsize=6_000)
def _is_single_source(form: str) -> bool:
    """Whether a word is a noun in the genitive singular: «коровы»."""
    return any(r.pos == "NOUN" and (r.number, r.case) == ("sing", "gent") for r in readings(form))


@lru_cache(maxsize=6_000)
def _is_single_object(form: str) -> bool:
    """Whether a word is likely a noun in the accusative singular: «жителя», «школу»."""
    return any(r.pos == "NOUN" and (r.number, r.case) == ("sing", "accs") and r.score >= LIKELY for r in readings(form))


def _round_base(tokens: Sequence[Token], at: int) -> Rate | None:
    stop, count = at + 1, tokens[at].text
    if stop < len(tokens) and tokens[stop].lower in words("thousand_short"):
        count += "000"
        stop += 1 + (stop + 1 < len(tokens) and tokens[stop + 1].text == ".")
    # «школа на 1000 мест» has no denominator: only these nouns make one
    unit = find_unit(tokens, stop, None)
    head = unit.head if unit else stop
    if head < len(tokens) and not words("rate_base").isdisjoint(lemmas(tokens[head].lower)):
        return Rate(f"{count} {tokens[head].text}", head + 1)
    return None


def _priced(tokens: Sequence[Token], at: int, price: Decimal) -> Rate | None:
    """«1164 рубля за выезд», «61,2 рубля за литр»: one thing, accusative singular; not «5 млн рублей за тепло»."""
    symbol = find_symbol(tokens, at)
    if symbol:
        return Rate(symbol.name, symbol.last)
    each = tokens[at].lower in words("per_one")
    unit = find_unit(tokens, at + each, _ONE)
    if unit is None or not _is_single_object(tokens[unit.head].lower):
        return None
    single = each or unit.okei or (price < _LARGE_SUM and fold(unit.name) not in words("paid_for"))
    return Rate(unit.name, unit.last) if single else None


def _single(tokens: Sequence[Token], at: int) -> Rate | None:
    """«рублей за тонну», «центнера с гектара», «за квадратный метр»: one unit of measure, never a time."""
    start = at + 1 if at < len(tokens) and tokens[at].lower in words("per_one") else at
    symbol = find_symbol(tokens, start)
    if symbol and symbol.name not in _time_units().values():
        return Rate(symbol.name, symbol.last)
    unit = find_unit(tokens, start, _ONE)
    if not unit or not unit.okei:
        return None
    name = fold(lemma(tokens[unit.head].lower, "NOUN"))
    if (name in _time_units() or unit_kind(unit.name) == "time") and name not in words("short_time"):
        return None  # «за год», «за первое полугодие» is when
    per = _time_units().get(name, unit.name)
    single = any(r.number == "sing" and r.case in ("accs", "gent") for r in readings(tokens[unit.head].lower))
    return Rate(per, unit.last) if single else None


def _measure(tokens: Sequence[Token], at: int) -> Rate | None:
    """«31 центнер на гектар», «5 кг на квадратный метр»."""
    rate = _single(tokens, at)
    return rate if rate and unit_kind(rate.per) == "measure" else None


def find_rate_cue(tokens: Sequence[Token], first: int, last: int, *, money: bool) -> str | None:
    """A rate said away from the unit, in tokens [first, last): «ежегодно МФЦ принимает порядка 1 млн обращений»."""
    for kind in ("adverb", "adjective"):
        for start, stop, per in _cues(kind).inside(tokens, first, last):
            if kind == "adjective" and (_is_event(tokens[stop:last]) or _is_purpose(tokens, start, stop)):
                continue
            if not _tells_state(tokens[stop:last]) and (money or not _is_paid(tokens[stop:last])):
                return per
    return None


def find_rate_time(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """A rate said in tokens [first, last) by its time: «в день МФЦ принимает 300 человек»."""
    for start, stop, per in chain(_cues("prefix").inside(tokens, first, last), _habits(tokens, first, last)):
        # «в день открытия пришли 500 человек» is no rate, nor «шесть дней в неделю работают 40 окон»
        if not _is_genitive(tokens, stop) and not _is_time_word(tokens, start - 1):
            return per
    return None


def find_habit(tokens: Sequence[Token], at: int) -> Rate | None:
    """A rate right behind a count that a verb of the present goes before: «здесь бывают 300 человек | за день»."""
    stop, per = next(_cues("habit").starting(tokens, at), (at, ""))
    opens = next((i + 1 for i in range(at - 1, -1, -1) if tokens[i].text in _CLAUSE_MARKS), 0)
    if stop == at or not _is_habitual(tokens[opens:at]) or _is_genitive(tokens, stop):
        return None
    before = stop < len(tokens) and tokens[stop].lower in words("up_to")  # «за день до праздника»
    return None if before else Rate(per, stop)


def find_rate_asked(tokens: Sequence[Token]) -> str | None:
    """A rate said in a question: «Сколько человек приходит к вам за день?»."""
    told = find_rate_cue(tokens, 0, len(tokens), money=False) or find_rate_time(tokens, 0, len(tokens))
    habits = _cues("habit").inside(tokens, 0, len(tokens)) if told is None and _is_habitual(tokens) else ()
    return next((per for _, _, per in habits), told)


def _habits(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """«за смену | принимает | 40 человек»: how it always is, where a verb of the present says so."""
    for start, stop, per in _cues("habit").inside(tokens, first, last):
        near = last - stop <= _HABIT_REACH
        if _is_habitual(tokens[stop:last]) or (near and _is_habitual(tokens[max(first, start - _HABIT_REACH) : start])):
            yield start, stop, per


def _is_habitual(tokens: Sequence[Token]) -> bool:
    return any(readings(t.lower)[0].tags >= {"VERB", "pres"} for t in tokens if t.text.isalpha())


def _is_time_word(tokens: Sequence[Token], at: int) -> bool:
    return at >= 0 and not lemmas(tokens[at].lower).isdisjoint(_time_units())


def _is_paid(tokens: Sequence[Token]) -> bool:
    """«ежемесячные выплаты получили 86 тысяч человек»: the payments are monthly, not those who get them."""
    near = (t for t in tokens[:_PAYMENT_REACH] if t.text.isalpha())
    return any(not words("payment").isdisjoint(lemmas(t.lower)) for t in near)


def _is_purpose(tokens: Sequence[Token], start: int, stop: int) -> bool:
    """«на ежемесячные выплаты – 340 млн рублей»: what the sum is for, and not how much a month."""
    return start > 0 and tokens[start - 1].lower in words("by") and _is_paid(tokens[stop : stop + 1])


def _is_event(tokens: Sequence[Token]) -> bool:
    """«ежегодный рейтинг 200 школ», «в ежегодном конкурсе 300 детей»: one of a yearly row is told of."""
    near = (t for t in tokens[:_PAYMENT_REACH] if t.text.isalpha())
    return any(not words("yearly_event").isdisjoint(lemmas(t.lower)) for t in near)


def _tells_state(tokens: Sequence[Token]) -> bool:
    """«ежедневно трудятся 4 тысячи специалистов»: the same people every day are no rate."""
    return any(not words("state_of_many").isdisjoint(lemmas(t.lower)) for t in tokens if t.text.isalpha())


def _is_genitive(tokens: Sequence[Token], at: int) -> bool:
    if at >= len(tokens):
        return False
    if not tokens[at].text.isalpha():
        return _is_anniversary(tokens, at)
    top = readings(tokens[at].lower)[0]
    return top.pos in ("NOUN", "ADJF") and top.case == "gent"


def _is_anniversary(tokens: Sequence[Token], at: int) -> bool:
    """«в год | 75-летия Победы»."""
    letters = (t.text for t in tokens[at : at + _ANNIVERSARY] if t.text[-1].isalpha())
    return tokens[at].text[0].isdecimal() and next(letters, "").rpartition("-")[2] in stems()
