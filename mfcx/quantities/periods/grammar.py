"""The grammar of periods and dates: each reader looks at one place and answers with a When, or None.

Readers return the time and the place after it; `readers` tries those that fit and keeps the longest.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from mfcx.morphology import readings
from mfcx.quantities.periods.lexicon import Words
from mfcx.quantities.periods.numbers import NAMED_YEARS, read_number, read_row
from mfcx.quantities.periods.when import When
from mfcx.quantities.periods.years import (
    Found,
    from_row,
    is_year_noun,
    leads_to_figure,
    read_bare_year,
    read_plain_year,
    read_related_year,
    read_relation,
    with_year,
)

_SMALLER_THAN_MONTH = frozenset({"ten_days", "week", "day"})
COUNTABLE = frozenset({"year", "half", "quarter", "month", "ten_days", "week", "day"})
_NAMED_BY_RELATION = frozenset(
    {"half", "quarter", "month", "week", "weekend", "day", "period", "date", "season_of", "ten_days"}
)


def read_year(words: Words, at: int) -> Found | None:
    """«2020–2022 годах», «прошлого года», «год назад за такой же отрезок»."""
    found = read_plain_year(words, at)
    return None if found is None else _same_stretch_of(words, *found)


def _same_stretch_of(words: Words, year: When, at: int) -> Found:
    """«год назад за такой же отрезок», «… за те же семь месяцев»: as told before, in that year."""
    if not words.has("same_preposition", at):
        return year, at
    same = read_related_unit(words, at + 1) or read_same_time(words, at + 1) or read_counted(words, at + 1)
    if same is None or same[0].relation not in ("same", "that") or same[0].of is not None or year.unit != "year":
        return year, at
    return replace(same[0], of=year), same[1]


# months, quarters, halves, seasons


def _month_item(words: Words, at: int) -> tuple[int, int] | None:
    month = words.lexicon.months.get(words.lowers[at])
    if month is None:
        return None
    short = words.lowers[at] in words.lexicon.short_months and words.lowers[at + 1] == "."
    return month, at + 2 if short else at + 1


def read_months(words: Words, at: int) -> Found | None:
    """«июне», «прошлом декабре», «январе-июне 2022 года», «июле, августе и сентябре», «с апреля по май»."""
    relation, at = read_relation(words, at)
    row = read_row(words, at, _month_item, cycle=12)
    if row is None:
        return None
    when = from_row("month", row)
    if relation in ("last", "next") and when.relation is None:
        when = replace(when, relation=relation)
    return with_year(words, (when, row.stop))


def read_month_adjective(words: Words, at: int) -> Found | None:
    """«майский показатель», «июньского уровня прошлого года»: what was measured in that month.

    Its noun may stand before: «июньский показатель – 700, майский – 680».
    """
    month = words.lexicon.month_adjectives.get(words.lowers[at])
    if month is None:
        return None
    if words.has("measure_noun", at + 1) or words.has("base_noun", at + 1):
        return with_year(words, (When("month", month), at + 2))
    if words.has("month_subject", at + 1) and not _follows_verb(words, at):
        return When("month", month), at + 1  # «июньская инфляция составила 4 %», not «превысили июньскую инфляцию»
    told = any(words.lowers[place] in words.lexicon.month_adjectives for place in range(at))
    return (When("month", month), at + 1) if told and leads_to_figure(words, at + 1) else None


def _follows_verb(words: Words, at: int) -> bool:
    """Whether a verb stands before this place in its clause, and what is here may be its object."""
    first = max((place + 1 for place in range(at) if words.lowers[place] == ","), default=0)
    before = (words.lowers[place] for place in range(first, at))
    return any(lower.isalpha() and readings(lower)[0].pos == "VERB" for lower in before)


def read_numbered_month(words: Words, at: int) -> Found | None:
    """«в первом месяце 2017-го», «второй месяц года»; «третий месяц подряд» is no month of a year."""
    number = read_number(words, at)
    if number is None or not number.ordinal or not 1 <= number.value <= _MONTHS:
        return None
    if words.lexicon.units.get(words.lowers[number.stop]) != "month":
        return None
    when, stop = with_year(words, (When("month", number.value), number.stop + 1))
    if when.of is not None:
        return when, stop
    return (when, stop + 1) if is_year_noun(words, stop) else None


def _ordinal_up_to(limit: int) -> Callable[[Words, int], tuple[int, int] | None]:
    def read(words: Words, at: int) -> tuple[int, int] | None:
        number = read_number(words, at)
        if number is None or not 1 <= number.value <= limit or not (number.ordinal or number.digits):
            return None
        return number.value, number.stop

    return read


_MONTHS = 12
LIMITS = (2, 3, 4, _MONTHS, 31)
_quarter_item = _ordinal_up_to(4)
_half_item = _ordinal_up_to(2)
_ten_days_item = _ordinal_up_to(3)
_day_item = _ordinal_up_to(31)


def read_quarters(words: Words, at: int) -> Found | None:
    """«I квартал 2024 года», «во втором и третьем кварталах», «3 кв. 2023 г.»."""
    _, at = read_relation(words, at)
    row = read_row(words, at, _quarter_item)
    stop = None if row is None else _read_quarter_head(words, row.stop)
    if row is None or stop is None:
        return None
    return with_year(words, (from_row("quarter", row), stop))


def _read_quarter_head(words: Words, at: int) -> int | None:
    lower = words.lowers[at]
    if words.lexicon.units.get(lower) == "quarter":
        return at + 1
    if not words.has("quarter_mark", at) or words.lowers[at + 1] != ".":
        return None
    # «2 кв. м» is an area
    return None if words.has("area", at + 2) else at + 2


def read_half(words: Words, at: int) -> Found | None:
    """«первое полугодие», «в 1 полугодии 2020 года», «за первые полгода», «за полгода 2020 года»."""
    relation, at = read_relation(words, at)
    if words.lexicon.units.get(words.lowers[at]) == "half":
        half = with_year(words, (When("half", count=1, relation="first"), at + 1))
        return half if relation == "first" or (relation is None and half[0].of is not None) else None
    row = read_row(words, at, _half_item)
    if row is None or words.lexicon.units.get(words.lowers[row.stop]) != "half":
        return None
    return with_year(words, (from_row("half", row), row.stop + 1))


def read_season(words: Words, at: int) -> Found | None:
    """«летом 2023 года», «минувшей зимой», «прошлого лета»."""
    relation, at = read_relation(words, at)
    season = words.lexicon.seasons.get(words.lowers[at])
    if season is None:
        return None
    return with_year(words, (When("season", season, relation=relation), at + 1))


# days


def read_days(words: Words, at: int) -> Found | None:
    """«25 августа», «1-го июня», «первого июля», «с 1 по 15 июня 2023 года»."""
    row = read_row(words, at, _day_item)
    if row is None or not _is_month_of_day(words, row.stop):
        return None
    month = _month_item(words, row.stop)
    assert month is not None
    of, stop = with_year(words, (When("month", month[0]), month[1]))
    return replace(from_row("day", row), of=of), stop


def _is_month_of_day(words: Words, at: int) -> bool:
    """«25 августа», «24 фев», never «25 август…» in another case."""
    return words.lowers[at] in words.lexicon.day_months


# counted and pointed-at units


def read_counted(words: Words, at: int) -> Found | None:
    """«6 месяцев 2020 года», «первые три квартала», «последние пять лет», «10 дней сентября»."""
    before, at = read_relation(words, at)
    count, at = read_count(words, at)
    if count is None:
        return None
    after, at = read_relation(words, at)
    unit = words.lexicon.units.get(words.lowers[at], "")
    if unit not in COUNTABLE:
        return None
    stop = at + 2 if words.has("short_unit", at) and words.lowers[at + 1] == "." else at + 1
    return _with_larger(words, (When(unit, count=count, relation=before or after), stop))


def read_count(words: Words, at: int) -> tuple[int | None, int]:
    """How many units; 0 for what is no whole number («полтора», «1,5»)."""
    text = words.text(at)
    if text[:1].isdigit() and not text.isdigit():
        return 0, at + 1
    number = read_number(words, at)
    if number is None or number.ordinal or number.value > 366:  # the days of a year
        return None, at
    other = read_number(words, number.stop + 1) if words.is_dash(number.stop) else None
    if other is not None and not other.ordinal:
        return 0, other.stop  # «2–3 года»
    return number.value, number.stop


def _with_larger(words: Words, found: Found) -> Found:
    """Joins counted units with what they are counted in: the year, or the month for days and weeks."""
    when, stop = found
    if when.unit in _SMALLER_THAN_MONTH:
        month = _month_item(words, stop)
        if month is not None and _is_month_of_day(words, stop):
            of, stop = with_year(words, (When("month", month[0]), month[1]))
            return replace(when, of=of), stop
    if when.unit == "year":
        return found
    since = _read_since_start(words, stop)
    return (replace(when, of=since[0]), since[1]) if since else with_year(words, found)


def _read_since_start(words: Words, at: int) -> Found | None:
    """«за 8 месяцев с начала года»: the year whose first months they are."""
    for row, place in words.match(words.lexicon.prepositions, at):
        edge = read_edge(words, place) if row.kind == "from" else None
        if edge is not None and edge[0].edge == "start" and edge[0].of is not None and edge[0].of.unit == "year":
            return edge[0].of, edge[1]
    return None


def read_related_unit(words: Words, at: int) -> Found | None:
    """«прошлый месяц», «этой неделе», «аналогичный период прошлого года», «те же месяцы 2021 года»."""
    relation, start = read_relation(words, at)
    at = start + words.has("month_kind", start)  # «на этой январской неделе»
    unit = words.lexicon.units.get(words.lowers[at], "")
    if unit == "weekend":  # «за прошедшие майские выходные» may be longer
        return (When(unit, relation=relation), _past_days(words, at + 1)) if relation and at == start else None
    many = words.lowers[at] in words.lexicon.plurals and not words.has("either_number", at)
    if relation in (None, "each", "new") or unit not in _NAMED_BY_RELATION and not (unit == "year" and many):
        return None
    when = When(unit, relation=relation, count=0 if many else None)
    stop = at + 2 if unit == "period" and words.lexicon.units.get(words.lowers[at + 1]) == "span" else at + 1
    if relation in ("same", "that") and words.has("year_preposition", stop):
        return _of_related_year(words, (when, stop)) or (when, stop)
    return _with_larger(words, (when, stop))


def _past_days(words: Words, at: int) -> int:
    """«выходные | дни»."""
    return at + (words.lexicon.units.get(words.lowers[at]) == "day")


def read_this_time(words: Words, at: int) -> Found | None:
    """«в это же время в прошлом году»; «в то же время» only parts two statements."""
    found = read_same_time(words, at) if words.lexicon.relations.get(words.lowers[at]) == "this" else None
    return None if found is None else _of_related_year(words, found)


def read_same_time(words: Words, at: int) -> Found | None:
    relation, at = read_relation(words, at)
    if relation not in ("same", "that") or words.lexicon.units.get(words.lowers[at]) != "span":
        return None
    return When("span", relation=relation), at + 1


def read_told_time(words: Words, at: int) -> Found | None:
    """«за это время», «за то же время»: as long as what was told before."""
    relation, at = read_relation(words, at)
    if relation not in ("this", "that", "same") or words.lexicon.units.get(words.lowers[at]) != "span":
        return None
    return When("span", relation="that"), at + 1


def read_day_beside_year(words: Words, at: int, first: int) -> Found | None:
    """«в прошлом году | к этому времени», «на этот день прошлого года»: the day that was told, in another year."""
    relation, stop = read_relation(words, at)
    unit = words.lexicon.units.get(words.lowers[stop])
    if relation not in ("this", "that", "same") or unit not in ("span", "day"):
        return None
    when, stop = When("date", relation="same"), stop + 1
    year = read_plain_year(words, stop + words.has("year_preposition", stop))
    if year is not None and year[0].unit == "year":
        return replace(when, of=year[0]), year[1]
    beside = is_year_noun(words, first - 1) or words.has("ago", first - 1) or words.has("earlier", first - 1)
    return (when, stop) if beside else None


def _of_related_year(words: Words, found: Found) -> Found | None:
    """«за тот же период прошлого года», «… в прошлом году»: the stretch with its year."""
    when, stop = found
    year = read_related_year(words, stop + words.has("year_preposition", stop))
    return None if year is None or year[0].unit != "year" else (replace(when, of=year[0]), year[1])


def read_ten_days(words: Words, at: int) -> Found | None:
    """«первой декаде июня», «третью декаду августа 2023 года»."""
    row = read_row(words, at, _ten_days_item)
    if row is None or words.lexicon.units.get(words.lowers[row.stop]) != "ten_days":
        return None
    found = _with_larger(words, (from_row("ten_days", row), row.stop + 1))
    return found if found[0].of is not None else None


def read_week(words: Words, at: int) -> Found | None:
    """«вторая неделя марта 2016 года»: read, though no calendar knows its days."""
    row = read_row(words, at, _ten_days_item)
    if row is None or words.lexicon.units.get(words.lowers[row.stop]) != "week":
        return None
    found = _with_larger(words, (from_row("week", row), row.stop + 1))
    return found if found[0].of is not None else None


def read_each(words: Words, at: int) -> Found | None:
    """«каждый день», «каждые три месяца»: no interval."""
    if words.lexicon.relations.get(words.lowers[at]) != "each":
        return None
    count, stop = read_count(words, at + 1)
    unit = words.lexicon.units.get(words.lowers[stop], "")
    return (
        (When(unit, count=count, relation="each"), stop + 1)
        if unit in COUNTABLE | {"hour", "minute", "weekend"}
        else None
    )


def read_bare_unit(words: Words, at: int) -> Found | None:
    """«год», «месяц», «выходные» alone: an interval only after «за»; «(за) весь год» is the one told of."""
    if words.has("filler", at) and words.lexicon.units.get(words.lowers[at + 1]) == "year":
        single = words.lowers[at + 1] not in words.lexicon.plurals
        return (When("year", relation="report"), at + 2) if single and _is_after_over(words, at) else None
    lower = words.lowers[at]
    unit = words.lexicon.units.get(lower, "")
    if unit == "weekend":
        return When(unit, count=1), _past_days(words, at + 1)
    if unit not in COUNTABLE or (lower in words.lexicon.plurals and not words.has("either_number", at)):
        return None
    return When(unit, count=1), at + 1


def _is_after_over(words: Words, at: int) -> bool:
    return any(row.kind == "over" and stop == at for row, stop in words.match(words.lexicon.prepositions, at - 1))


# edges, halves, distances, decades


def read_edge(words: Words, at: int) -> Found | None:
    """«начала года», «конец декабря прошлого года», «вторая половина июля»."""
    while words.has("filler", at):
        at += 1
    ordinal = _half_item(words, at)
    edge = words.lexicon.edges.get(words.lowers[ordinal[1] if ordinal else at])
    if edge is None or (edge == "half") != (ordinal is not None):
        return None
    inner = _read_enclosing(words, ordinal[1] + 1 if ordinal else at + 1)
    if inner is None:
        return None
    of, stop = inner
    return When("part", number=ordinal[0] if ordinal else None, edge=edge, of=of), stop


def _read_enclosing(words: Words, at: int) -> Found | None:
    for read in (read_year, read_months, read_quarters, read_half, read_season, read_ten_days, read_related_unit):
        found = read(words, at)
        if found is not None:
            return found
    year = read_bare_year(words, at)
    if year is not None and year[0].number in NAMED_YEARS:
        return year  # «в конце 2014 – начале 2015 года»
    bare = read_bare_unit(words, at)
    if bare is None or bare[0].unit == "day":
        return None
    return When(bare[0].unit, relation="this"), bare[1]
