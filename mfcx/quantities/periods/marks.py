"""Clock times, working hours, ages and jubilees: numbers of the calendar kind that are no interval."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from mfcx.quantities.periods.lexicon import Words, cues_of, is_amount, lexicon
from mfcx.quantities.periods.numbers import read_number
from mfcx.stored import expression

_DOTTED_CLOCK = expression(r"(?:[01]?\d|2[0-4])\.[0-5]\d")
_MINUTES = expression(r"[0-5]\d")
_AMOUNT = expression(r"\d{1,3}(?:[.,]\d)?")
_ROUND_MINUTES = ("00", "15", "30", "45")
_FULL_HOUR = ".00"
_ROUND_CLOCKS = (".00", ".15", ".30", ".45")
_HOURS_A_DAY = 24
_SHORT_SPELL = 4  # «в 4 часа» may be how long it took, «в 14 часов» is when
_OLDEST, _GROWN = 110, 14
_CHILDREN = 6  # whose ages are told one after the other
_OPENING = range(6, 15)
_CLOSE, _NEAR, _FAR = 2, 4, 8  # how many words to the left a person and a term stand


class Mark(Struct, frozen=True):
    """A claimed stretch: kind is time, schedule, age or anniversary; `stop` the place after it."""

    kind: str
    stop: int


class _Clock(Struct, frozen=True):
    stop: int
    sure: bool  # «14:20» says by itself that it is a time
    named: bool  # «10 часов», «9 утра»


class _Age(Struct, frozen=True):
    stop: int
    opening: str  # over, range, from, until or bare
    oldest: float


INTRODUCING = frozenset({"clock_at", "clock_start", "hour_edge", "age", "age_start", "age_end"})


@lru_cache(maxsize=6_000)
def may_mark(form: str) -> bool:
    """Whether a mark may begin with this form: «14», «пятнадцатилетие», «старше», «с»."""
    return is_amount(form) or form.endswith(lexicon().endings) or not INTRODUCING.isdisjoint(cues_of(form))


def _names_amount(words: Words, at: int) -> bool:
    """Whether a number that may be of a mark stands here or behind what introduces it: «с 9», «старше до 18»."""
    while not is_amount(words.lowers[at]):
        if INTRODUCING.isdisjoint(cues_of(words.lowers[at])):
            return False
        at += 1
    too_much = _is_too_much(words.lowers[at]) and not words.is_dash(at + 1)  # «2023 года», but «2023-летний»
    return not too_much and not words.counts_on(at)


@lru_cache(maxsize=6_000)
def _is_too_much(form: str) -> bool:
    """Whether digits say more than an age or an hour can be: «2023»."""
    return form.isascii() and form.isdigit() and int(form) > _OLDEST


def read_mark(words: Words, at: int) -> Mark | None:
    """The longest mark that starts here."""
    if not _names_amount(words, at):
        return read_anniversary(words, at)
    found = (read_schedule(words, at), read_clock(words, at), read_age(words, at), read_anniversary(words, at))
    return max((mark for mark in found if mark is not None), key=lambda mark: mark.stop, default=None)


# clock


def _read_point(words: Words, at: int) -> _Clock | None:
    text = words.text(at)
    if _DOTTED_CLOCK.fullmatch(text):
        stop = at + 2 if _is_hours(words, at + 1) else at + 1
        return _Clock(stop, False, stop > at + 1)
    number = read_number(words, at)
    if number is None or number.value > _HOURS_A_DAY or number.ordinal:
        return None
    if number.digits and words.lowers[number.stop] == ":" and _MINUTES.fullmatch(words.text(number.stop + 1)):
        return _Clock(_after_seconds(words, number.stop + 2), True, False)
    if number.digits and words.is_dash(number.stop) and words.text(number.stop + 1) in _ROUND_MINUTES:
        return _Clock(number.stop + 2, False, False)
    return _read_hours(words, number.stop)


def _after_seconds(words: Words, at: int) -> int:
    return at + 2 if words.lowers[at] == ":" and _MINUTES.fullmatch(words.text(at + 1)) else at


def _is_hours(words: Words, at: int) -> bool:
    return words.lexicon.units.get(words.lowers[at]) == "hour"


def _read_hours(words: Words, at: int) -> _Clock:
    """«часов 20 минут утра» after the number of hours; nothing at all is a bare «9»."""
    stop = at
    if _is_hours(words, stop):
        stop += 1
        minutes = read_number(words, stop)
        if minutes is not None and words.lexicon.units.get(words.lowers[minutes.stop]) == "minute":
            stop = minutes.stop + 1
    # «два дня» are days; «в два часа дня» is a time
    sure = words.has("part_of_day", stop) and (stop > at or not words.has("part_or_unit", stop))
    return _Clock(stop + sure, sure, stop > at or sure)


def read_clock(words: Words, at: int) -> Mark | None:
    """«14:20», «в 10.30», «в 10 часов утра», «к 9 утра»."""
    preposition = words.has("clock_at", at) or words.has("hour_edge", at)
    point = _read_point(words, at + 1 if preposition else at)
    if point is None:
        return None
    if point.sure:
        return Mark("time", point.stop)
    number = read_number(words, at + 1 if preposition else at)
    late = number is not None and number.value > _SHORT_SPELL
    if point.named and late and (_near(words, at, "departure", _CLOSE) or _is_tally(words, at, point.stop)):
        return Mark("time", point.stop)
    if (
        point.named
        and late
        and (words.has("hour_preposition", at) or preposition and _near(words, at, "working", _NEAR))
    ):
        return Mark("time", point.stop)
    dotted = _DOTTED_CLOCK.fullmatch(words.text(at + 1))
    ends = not words.lowers[point.stop][:1].isalnum() or words.has("clock_right", point.stop)
    ends = ends or words.text(at + 1).endswith(_FULL_HOUR)  # no count is written «14.00»
    closed = words.lowers[point.stop] not in words.lexicon.cues["sign"]
    return Mark("time", point.stop) if preposition and dotted and ends and closed else None


def _is_tally(words: Words, at: int, stop: int) -> bool:
    """«на 12 часов явка составила 30 %», «по состоянию на 18 часов»: the time of a count."""
    if not words.has("hour_edge", at):
        return False
    return _near(words, at, "tally", _FAR) or _near(words, stop + _FAR, "tally", _FAR)


def read_schedule(words: Words, at: int) -> Mark | None:
    """«с 9 до 18 часов», «8:00–20:00», «24/7»."""
    if words.text(at) == "24" and words.has("every_week", at + 1) and words.has("all_week", at + 2):
        return Mark("schedule", at + 3)
    opened = words.has("clock_start", at)
    first = _read_point(words, at + 1 if opened else at)
    if first is None or not (words.is_dash(first.stop) or words.has("clock_range", first.stop)):
        return None
    second = _read_point(words, first.stop + 1)
    if second is None:
        return None
    clear = first.sure and second.sure or opened and (second.named or _are_clocks(words, at + 1, first.stop + 1))
    clear = clear or _are_clocks(words, at, first.stop + 1) or opened and _is_working_day(words, at, first, second)
    return Mark("schedule", second.stop) if clear else None


def _is_working_day(words: Words, at: int, first: _Clock, second: _Clock) -> bool:
    """«ежедневно с 9 до 18»: bare hours after a word of working."""
    opens, closes = read_number(words, at + 1), read_number(words, first.stop + 1)
    if opens is None or closes is None or not opens.value < closes.value or not _near(words, at, "working", _NEAR):
        return False
    following = words.lowers[second.stop]
    return opens.value in _OPENING and (not following.isalnum() or words.has("clock_right", second.stop))


def _are_clocks(words: Words, first: int, second: int) -> bool:
    """Both ends written with minutes: «9.00» and «18.00», «8-00» and «17-00»."""
    return all(_with_minutes(words, at) for at in (first, second))


def _with_minutes(words: Words, at: int) -> bool:
    return words.text(at).endswith(_ROUND_CLOCKS) or words.text(at + 2) in _ROUND_MINUTES


# ages


def _read_amount(words: Words, at: int) -> tuple[float, int] | None:
    """A number of years and the place after it: «18», «1,5», «3-х», «трех»."""
    if _AMOUNT.fullmatch(words.text(at)):
        value, ended = float(words.text(at).replace(",", ".")), words.is_dash(at + 1)
        stop = at + 3 if ended and words.has("cardinal_suffix", at + 2) else at + 1
        return (value, stop) if value <= _OLDEST else None
    number = read_number(words, at)
    return (number.value, number.stop) if number and not number.ordinal and number.value <= _OLDEST else None


def read_age(words: Words, at: int) -> Mark | None:
    """«от 16 до 29 лет», «старше трех лет», «детей 3–7 лет», «18-летний», «65+»."""
    if words.text(at).isdigit() and words.is_dash(at + 1) and words.has("aged", at + 2):
        return Mark("age", at + 3)
    if words.text(at).isdigit() and len(words.text(at)) == 2 and words.lowers[at + 1] == "+":
        if words.text(at + 2)[:1].isdigit():
            return None  # «14+297» is a place on a road
        return Mark("age", at + 2)
    span = _read_age_span(words, at)
    return Mark("age", span.stop) if span is not None and _is_age(words, at, span) else None


def _read_age_span(words: Words, at: int) -> _Age | None:
    """A number of years or two, with what introduces it: over, range, from, until or bare."""
    opening = "over" if words.has("age", at) else "from" if words.has("age_start", at) else ""
    opening = opening or ("until" if words.has("age_end", at) else "bare")
    place = at if opening == "bare" else at + 1
    if opening == "over" and (words.has("age_start", place) or words.has("age_end", place)):
        place += 1
    amount = _read_amounts(words, place)
    if amount is None:
        return None
    if words.is_dash(amount[1]) or words.has("age_end", amount[1]):
        second = _read_amount(words, amount[1] + 1)
        if second is not None:
            amount = second
            opening = opening if opening in ("over", "bare") else "range"
    oldest, stop = amount
    if not words.has("age_unit", stop):
        return None
    last = _read_amount(words, stop + 2) if words.has("age_end", stop + 1) else None
    if last is not None and words.has("age_unit", last[1]):  # «от 2 месяцев | до 3 лет»
        oldest, stop = last
    return _Age(stop + 1, opening, oldest)


def _read_amounts(words: Words, at: int) -> tuple[float, int] | None:
    """The last of several ages and the place after it: «5, 7 и 12 лет»."""
    amount = _read_amount(words, at)
    for _ in range(_CHILDREN):
        following = _read_amount(words, amount[1] + 1) if amount and words.has("list", amount[1]) else None
        if following is None:
            break
        amount = following
    return amount


def _is_age(words: Words, at: int, age: _Age) -> bool:
    stop, opening = age.stop, age.opening
    if opening == "over" or opening == "range" and _near(words, at, "person", 1):
        return True
    if any(words.has(cue, stop) for cue in ("ago", "earlier", "duration")) or _near(words, at, "duration", _FAR):
        return False
    # «дети 7 лет», but «30 жителей района три года ждут»
    reach = 1 if opening == "bare" and not words.is_dash(at + 1) else _NEAR
    person = _near(words, at, "person", reach) or _near(words, at, "age", reach)
    if person or (opening == "range" and words.is_dash(stop) and _goes_on(words, at)):
        return True
    if not words.has("year_noun", stop - 1) or _near(words, at, "change", _FAR):
        return False
    # «до 18 лет» alone is an age, «до 5 лет» how long something takes
    return opening in ("range", "until") and age.oldest >= _GROWN


def _goes_on(words: Words, at: int) -> bool:
    """«для детей от 1 до 3 лет – 98 %, | от 3 до 7 лет – 100 %»: the people of the row stand before its first age."""
    return any(words.has("person", place) and words.has("age_start", place + 1) for place in range(at - 1))


def _near(words: Words, at: int, cue: str, reach: int) -> bool:
    return any(words.has(cue, place) for place in range(max(0, at - reach), at))


def read_anniversary(words: Words, at: int) -> Mark | None:
    """«14-летие», «к 300-летию», «пятнадцатилетие»."""
    if words.text(at).isdigit() and words.is_dash(at + 1) and words.has("anniversary", at + 2):
        return Mark("anniversary", at + 3)
    lower = words.lowers[at]
    if not lower.endswith(words.lexicon.endings):
        return None
    ending = next((ending for ending in words.lexicon.cues["anniversary"] if lower.endswith(ending)), None)
    if ending is None or lower == ending or words.lexicon.relations.get(words.lowers[at - 1]):
        return None
    return Mark("anniversary", at + 1) if _is_number(words, lower[: -len(ending)]) else None


def _is_number(words: Words, stem: str) -> bool:
    """Whether a stem is made of numerals: «двадцатипяти»."""
    if stem in words.lexicon.cardinals:
        return True
    return any(
        stem[:cut] in words.lexicon.cardinals and _is_number(words, stem[cut:]) for cut in range(3, len(stem) - 1)
    )
