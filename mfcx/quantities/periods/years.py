"""The grammar of years: those named and those pointed at, and what they are joined to: «июне» + «2020 года»."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from mfcx.morphology import readings
from mfcx.quantities.periods.lexicon import Words, cues_of, opens
from mfcx.quantities.periods.numbers import YEARS, Row, read_number, read_row
from mfcx.quantities.periods.when import When

Found = tuple[When, int]
Reader = Callable[[Words, int], Found | None]

_SHORT_YEAR = 2  # digits
THIS_CENTURY = 70  # «01.02.24» is 2024, «01.02.85» is 1985
_WINTER = 1
_NOMINAL = frozenset({"NOUN", "ADJF", "PRTF"})  # «в мае прошлого сезона»
_LAST_TWO = ({"last", "before_last"}, {"ended", "before_last"})


def read_plain_year(words: Words, at: int) -> Found | None:
    """A year named or pointed at: «2020–2022 годах», «2015-м», «прошлого года», «т. г.»."""
    return _read_numbered_year(words, at) or read_related_year(words, at) or _read_initials(words, at)


def _year_item(words: Words, at: int) -> tuple[int, int] | None:
    if words.has("apostrophe", at):
        return _read_short_year(words, at)
    number = read_number(words, at)
    if number is None or number.value not in YEARS or (number.digits and number.digits != 4):
        return None
    if number.suffix and "year_suffix" not in cues_of(number.suffix):
        return None
    return number.value, number.stop


def _read_short_year(words: Words, at: int) -> tuple[int, int] | None:
    """«’21», «'19-й»: a year without its century."""
    number = read_number(words, at + 1)
    if number is None or number.digits != _SHORT_YEAR or number.value >= THIS_CENTURY:
        return None
    return 2000 + number.value, number.stop


def _read_numbered_year(words: Words, at: int) -> Found | None:
    item = _year_item(words, at)
    if item is None:
        return None
    split = _read_split_year(words, item)
    if split is not None:
        return split
    row = read_row(words, at, _year_item)
    assert row is not None
    headed = read_year_head(words, row.stop)
    if headed is not None:
        unit, stop = headed
        return from_row(unit, row), stop
    # «2015-й» needs no noun, but it must be the only one
    number = read_number(words, at + words.has("apostrophe", at))
    assert number is not None
    return (When("year", item[0]), number.stop) if number.suffix else None


def _read_split_year(words: Words, item: tuple[int, int]) -> Found | None:
    """«2023/24 учебный год», «2023–24 годах»: a year and the two digits of the next."""
    year, stop = item
    slash = words.lowers[stop] == "/"
    second = words.text(stop + 1)
    if not (slash or words.is_dash(stop)) or second not in (str((year + 1) % 100).zfill(2), str(year + 1)):
        return None
    headed = read_year_head(words, stop + 2)
    if headed is None:
        return None
    unit, end = headed
    return (When(unit, year) if unit == "academic" else When(unit, year, year + 1)), end


def read_year_head(words: Words, at: int) -> tuple[str, int] | None:
    """The noun after the number of a year: «год», «гг.», «учебного года»."""
    unit = "year"
    while words.has("year_kind", at) or words.has("year_kind_other", at):
        unit = "academic" if words.has("year_kind", at) else unit
        at += 1
    if words.has("short_year", at):
        return unit, at + 2 if words.lowers[at + 1] == "." else at + 1
    if is_year_noun(words, at):
        return unit, at + 1
    return ("season_of", at + 1) if words.lexicon.units.get(words.lowers[at]) == "season_of" else None


def is_year_noun(words: Words, at: int) -> bool:
    # «2020 лет» is a count, never a year
    return words.lexicon.units.get(words.lowers[at]) == "year" and not words.has("never_year", at)


def read_related_year(words: Words, at: int) -> Found | None:
    relation, stop = read_relation(words, at)
    if words.lowers[stop] in words.lexicon.cues["list"]:
        return _read_two_years(words, relation, stop + 1)
    named = _read_numbered_year(words, stop) if stop > at else None  # «весь 2022 год»
    if named is not None:
        return named
    academic = words.has("year_kind", stop)
    while words.has("year_kind", stop) or words.has("year_kind_other", stop):
        stop += 1
    single = words.lowers[stop] not in words.lexicon.plurals
    if not is_year_noun(words, stop) or not single or not (relation or academic) or relation == "each":
        return None
    if relation == "new" and not academic:  # «Новый год» is a holiday
        return None
    if (
        relation == "last"
        and not academic
        and any(words.lexicon.relations.get(words.lowers[i]) == "ended" for i in range(at, stop))
    ):
        relation = "ended"
    return When("academic" if academic else "year", relation=relation or "this"), stop + 1


def _read_two_years(words: Words, relation: str | None, at: int) -> Found | None:
    """«этого и прошлого года» are two years, no interval; «прошлого, 2022 года» is one."""
    if relation and words.lowers[at - 1] == ",":
        return _read_numbered_year(words, at)
    last = _read_last_two_years(words, relation, at)
    if last is not None:
        return last
    second = read_related_year(words, at) if relation and words.lowers[at] in words.lexicon.relations else None
    return None if second is None else (When("year", relation="gap"), second[1])


def _read_last_two_years(words: Words, relation: str | None, at: int) -> Found | None:
    """«прошлого и позапрошлого годов», «прошлого и позапрошлого (было меньше)»: the noun may stand before them."""
    second, stop = read_relation(words, at)
    if {relation, second} not in _LAST_TWO:
        return None
    named = is_year_noun(words, stop)
    if not named and (words.lowers[stop][:1].isalpha() or not any(is_year_noun(words, i) for i in range(at))):
        return None
    return When("year", count=2, relation="last"), stop + named


def _read_initials(words: Words, at: int) -> Found | None:
    """«т. г.», «с. г.» is this year, «п. г.» the last one."""
    relation = "this" if words.has("initial", at) else "last" if words.has("initial_last", at) else None
    if relation is None or words.lowers[at + 1] != "." or not words.has("short_year", at + 2):
        return None
    return When("year", relation=relation), at + 4 if words.lowers[at + 3] == "." else at + 3


def read_relation(words: Words, at: int) -> tuple[str | None, int]:
    """The adjectives before a unit: «того же», «первые», «последние»; fillers are stepped over."""
    found = words.relations.get(at)
    if found is None:
        found = words.relations[at] = _look_for_relation(words, at)
    return found


def _look_for_relation(words: Words, at: int) -> tuple[str | None, int]:
    relation: str | None = None
    while True:
        found = words.lexicon.relations.get(words.lowers[at])
        found = "last" if found == "ended" else found
        if found is not None and (relation is None or found in ("same", "last", "previous")):
            relation = found
        elif not (words.has("filler", at) or (relation and words.has("emphatic", at))):
            return relation, at
        if relation == "this" and words.has("emphatic", at):
            relation = "that"
        at += 1


def leads_to_figure(words: Words, at: int) -> bool:
    """«(в этом) — 8», «(в этом): 8», not «(убедились в этом): открыли 5 школ»."""
    at += words.lowers[at] == ":"
    return words.is_dash(at) or words.lowers[at][:1].isdigit()


def read_bare_year(words: Words, at: int) -> Found | None:
    """Four digits that can only be a year by their place: «в июне 2020», «в 2015 – 13 тысяч»."""
    item = _year_item(words, at)
    if item is None or not words.text(at)[:1].isdigit():
        return None
    year, stop = item
    split = words.lowers[stop] == "/" and words.lowers[stop + 1].isdigit()  # «в сезоне-2022/23» is of two years
    return (When("year", year), stop) if not (split or _counts_something(words, stop)) else None


def _counts_something(words: Words, at: int) -> bool:
    """Whether what follows a number can be counted or measured by it: «2020 человек»."""
    following = words.lowers[at]
    if not following[:1].isalpha():
        return following in words.lexicon.cues["sign"]
    if following in words.lexicon.cues["multiplier"] or following in words.lexicon.units:
        return True
    found = readings(following)
    # «2020 человек», but not «2020 МФЦ»: an abbreviation that never changes is no evidence
    plural = {"NOUN", "gent", "plur"}
    if any({reading.pos, reading.case, reading.number} == plural and "Fixd" not in reading.tags for reading in found):
        return True
    return found[0].pos in ("ADJF", "PRTF") and found[0].case == "gent"


def with_year(words: Words, found: Found) -> Found:
    """Joins a time with the year after it: «июне» + «2020 года», «сентябре» + «же прошлого года»."""
    when, stop = found
    stop += words.has("emphatic", stop)
    if not opens(words.lowers[stop]):
        return found
    year = read_plain_year(words, stop) or read_bare_year(words, stop) or _read_elided_owner(words, stop)
    if year is None or year[0].unit != "year":
        return found
    first, last = year[0].number, year[0].number_to
    if when.unit == "season" and when.number == _WINTER and first is not None and last == first + 1:
        return replace(when, of=When("year", last)), year[1]  # «зимой 2021/22 года» is named by its January
    if year[0].number_to is not None:  # «9 месяцев 2022 и 2023 годов» is no interval
        return replace(when, of=replace(year[0], relation="gap")), year[1]
    return replace(when, of=year[0]), year[1]


def _read_elided_owner(words: Words, at: int) -> Found | None:
    """«в мае этого года – 14, в мае | прошлого | – 12»: the noun stands before, or a figure right behind."""
    if not words.has("elided_owner", at):
        return None
    relation, stop = read_relation(words, at)
    following = words.lowers[stop]
    ends = not following[:1].isalnum() or readings(following)[0].pos not in _NOMINAL
    named = ends and any(is_year_noun(words, place) for place in range(at))
    return (When("year", relation=relation), stop) if named or leads_to_figure(words, stop) else None


def from_row(unit: str, row: Row) -> When:
    return When(unit, row.first, row.last, relation="gap" if row.gap else None)
