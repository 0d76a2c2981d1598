"""Which times of a sentence are only compared with: «чем в 2022 году», «к уровню 2020 года»."""

from __future__ import annotations

from functools import cache, lru_cache

from msgspec.structs import replace

from mfcx.morphology import readings
from mfcx.quantities.periods.calendar import in_year_or_none
from mfcx.quantities.periods.drafts import Draft
from mfcx.quantities.periods.lexicon import Words, lexicon
from mfcx.quantities.periods.when import When
from mfcx.tables import fold, read_table

_LEFT_OF_BASE = 6
_NEAR_DIFFERENCE = 3
_LEFT_OF_GROWTH = 8
_LEFT_OF_LEVEL = 5
_LEFT_OF_LIKE = 4
_LONGEST_PREPOSITION = 3
# what a time is told of with, and the units of which one is set against another
_TELLING_ROLES = frozenset({"in", "over", "at", "as_of", ""})
_SET_AGAINST = frozenset({"day", "month", "quarter", "half", "year"})
_AHEAD = frozenset({"this", "next"})
_ANY_YEAR, _LAST_MONTH = 2001, 12
_LONGEST_SIGNED = 5  # «+ 310 тыс. кг»
_MINUS = frozenset("-−–")
_LONGEST_MEASURED = 4  # «объёмы | сбора озимой пшеницы (в 2022 году)»


def with_base(words: Words, draft: Draft, before: int, beside: Draft | None) -> Draft:
    """The draft, marked where it is only compared with.

    `before` is where the time before it ends, `beside` that time if nothing but «то есть» stands between the two.
    """
    if draft.kind not in ("period", "date", "deictic") or draft.when is None:
        return draft
    if words.has("street", draft.first - 1) and draft.kind == "date":
        return replace(draft, kind="address")
    if draft.role == "from" and _is_instrumental(words, draft):
        return replace(draft, role="against", base=True)
    first = _base_start(words, draft, before)
    if first is not None:
        return replace(draft, base=True, first=first)
    set_against = beside is not None and (beside.base or _is_set_against(beside, draft, draft.when))
    return replace(draft, base=True) if set_against or _is_base(words, draft, draft.when) else draft


def _is_set_against(beside: Draft, draft: Draft, when: When) -> bool:
    """«в сентябре 2015 г. | к сентябрю 2014 г.», «в июле | к июню», but not «в июле | к августу»."""
    told = beside.when
    if draft.role != "by" or beside.role not in _TELLING_ROLES or told is None or told.unit != when.unit:
        return False
    return when.unit in _SET_AGAINST and when.root.relation not in _AHEAD and not _is_later(when, told)


def _is_later(when: When, told: When) -> bool:
    """Whether a time lies behind another one; December is told of before January."""
    years = [root.number or 0 if root.unit == "year" else 0 for root in (when.root, told.root)]
    if all(years) and years[0] != years[1]:
        return years[0] > years[1]
    if years[1] == 0 and when.unit == "month" and when.number == _LAST_MONTH:
        return False  # «в июне | к декабрю 2024 года»
    spans = [in_year_or_none(one, years[0] or years[1] or _ANY_YEAR) for one in (when, told)]
    if spans[0] is None or spans[1] is None:
        return False
    return spans[0].start > spans[1].start and spans[1].start.month != 1


def _base_start(words: Words, draft: Draft, before: int) -> int | None:
    """Where the comparison begins when its word stands right before: «чем», «к уровню»."""
    first = draft.first
    if first - 1 >= before and words.has("base_conjunction", first - 1) and not words.has("more_than", first - 2):
        return first - 1
    if first - 1 >= before and not draft.role and words.has("base_noun", first - 1):
        return first - 2 if first - 2 >= before and words.has("level_preposition", first - 2) else first - 1
    return None


def _is_like(words: Words, first: int) -> bool:
    """«столько же школ, сколько | в 2022 году», «так же, как | …», «столько же было | …»: as it was then."""
    if words.has("equal_conjunction", first - 1) and words.lowers[first - 2] == ",":
        near = range(max(0, first - 2 - _LEFT_OF_LIKE), first - 3)
        return any(words.has("equal_measure", at) and words.has("emphatic", at + 1) for at in near)
    at = first - 1 - words.has("equal_verb", first - 1)
    return words.has("emphatic", at) and words.has("equal_measure", at - 1)


def _is_base(words: Words, draft: Draft, when: When) -> bool:
    if draft.base or _follows_comparison(words, draft) or _differs(words, draft) or _is_like(words, draft.first):
        return True
    if draft.role in ("by", "from") and {when.relation, when.root.relation} & {"same", "that"}:
        return True
    if draft.role == "by" and _is_stretch(when):
        return True
    if draft.role == "by" and when.unit != "part":
        told = when.root.relation in ("last", "ended", "previous") or _follows_growth(words, draft.first)
        return told or (words.has("amount_preposition", draft.stop) and _has_changed(words.lowers[draft.first - 1]))
    return False


@lru_cache(maxsize=6_000)
def _has_changed(form: str) -> bool:
    """«увеличился | к ноябрю 2011 года | на 10 %», but not «увеличится»."""
    top = readings(form)[0] if form.isalpha() else None
    return top is not None and "past" in top.tags and fold(top.lemma) in _verbs_of_change()


@cache
def _verbs_of_change() -> frozenset[str]:
    return frozenset(fold(row["lemma"]) for row in read_table("change_words") if row["kind"] == "verb")


def _is_stretch(when: When) -> bool:
    """«к девяти месяцам 2017 года», «к январю–марту»: a stretch of months is no deadline."""
    counted = when.count is not None and when.of is not None
    return when.unit in ("month", "quarter") and (counted or when.number_to is not None) and when.relation != "gap"


def _is_instrumental(words: Words, draft: Draft) -> bool:
    """«(вырос на 5 %,) с 2010 годом – на 12 %», «(сравним) с маем»: what begins then is in the genitive."""
    if words.is_dash(draft.stop - 2) and words.lowers[draft.stop - 1] == "м":  # «с 2020-м»
        return True
    return any(_is_instrumental_time(words.lowers[place]) for place in range(draft.core, draft.stop))


@lru_cache(maxsize=6_000)
def _is_instrumental_time(form: str) -> bool:
    known = lexicon()
    if not (form in known.units or form in known.months or form in known.seasons):
        return False
    cases = {reading.case for reading in readings(form) if reading.pos == "NOUN"}
    return "ablt" in cases and "gent" not in cases


def _follows_comparison(words: Words, draft: Draft) -> bool:
    """«больше прошлого года», «превышает показатели 2022 года», «больше данных за 2022 год», «чем было в 2022 году»."""
    left = _measured(words, draft.first - 1)
    while words.has("measure_noun", left) or words.lexicon.relations.get(words.lowers[left]) == "same":
        left -= 1
    if left < draft.first - 1 and _compares(words, left + 1):
        return True
    if draft.role:
        measured = left < draft.first - 1 and words.has("comparison", left)
        if measured and not words.has("level_preposition", left):
            return True
    elif words.has("comparison", left) or _names_level_before(words, draft.first) or _compares_noun(words, draft):
        return True
    for place in range(draft.first - 1, max(-1, draft.first - 1 - _LEFT_OF_BASE), -1):
        if not words.lowers[place].isalpha():
            return False
        if words.has("base_conjunction", place):
            return not words.has("more_than", place - 1)
    return False


def _compares_noun(words: Words, draft: Draft) -> bool:
    """«по сравнению с | предыдущей переписью (2010 года)»: the time of what is compared with."""
    for place in range(draft.first - 1, max(-1, draft.first - 1 - _LONGEST_MEASURED), -1):
        if not _is_nominal(words.lowers[place]):
            return False
        if _compares(words, place):
            return True
    return False


@lru_cache(maxsize=6_000)
def _is_nominal(form: str) -> bool:
    return form.isalpha() and readings(form)[0].pos in ("NOUN", "ADJF", "PRTF")


def _measured(words: Words, left: int) -> int:
    """The last word of «объёмы | сбора озимой пшеницы»: the noun of measure itself, `left` where there is none."""
    for place in range(left, max(-1, left - _LONGEST_MEASURED), -1):
        if words.has("measure_noun", place):
            return place
        if not _is_genitive(words.lowers[place]):
            break
    return left


@lru_cache(maxsize=6_000)
def _is_genitive(form: str) -> bool:
    return form.isalpha() and any(r.case == "gent" and r.pos in ("NOUN", "ADJF") for r in readings(form))


def _compares(words: Words, stop: int) -> bool:
    """«по сравнению с | показателем за май», «относительно | итогов 2022 года»."""
    rows = words.lexicon.prepositions
    starts = range(max(0, stop - _LONGEST_PREPOSITION), stop)
    return any(end == stop and row.value == "base" for at in starts for row, end in words.match(rows, at))


def _differs(words: Words, draft: Draft) -> bool:
    """«немногим отличается от 2022 года», «от показателей прошлого года отличается мало»."""
    left = draft.core - 1
    while words.has("measure_noun", left) or words.has("base_noun", left):
        left -= 1
    if not words.has("level_preposition", left):
        return False
    around = (*range(max(0, left - _NEAR_DIFFERENCE), left), draft.stop)
    return any(words.has("differs", place) for place in around)


def _names_level_before(words: Words, first: int) -> bool:
    """«уровень предыдущего засушливого – 2021 г.»: the level of a year that is pointed at and then named."""
    pointed = False
    for place in range(first - 1, max(-1, first - 1 - _LEFT_OF_LEVEL), -1):
        if words.has("base_noun", place):
            return pointed
        if not (words.lowers[place].isalpha() or words.is_dash(place)):
            return False
        pointed = pointed or words.lexicon.relations.get(words.lowers[place]) in ("last", "ended", "previous")
    return False


def _follows_growth(words: Words, first: int) -> bool:
    """«рост к 2016 году», «+2,1 % к 2020 году», but not «вырастет на 20 % к 2030 году»."""
    if not any(words.has("growth", place) for place in range(max(0, first - 3), first)):
        return _follows_sign(words, first)
    left = range(max(0, first - _LEFT_OF_GROWTH), first)
    return not any(_looks_ahead(words.lowers[place]) for place in left)


def _follows_sign(words: Words, first: int) -> bool:
    """«9 140 кг (+310 кг | к 2023 году)»: a difference with its sign in brackets or with a plus."""
    for place in range(max(1, first - _LONGEST_SIGNED), first - 1):
        sign = words.lowers[place]
        if (sign == "+" or sign in _MINUS and words.lowers[place - 1] == "(") and words.lowers[place + 1][
            0
        ].isdecimal():
            return True
    return False


def _looks_ahead(word: str) -> bool:
    if not word.isalpha():
        return False
    likely = readings(word)[0]
    return likely.pos == "INFN" or "futr" in likely.tags
