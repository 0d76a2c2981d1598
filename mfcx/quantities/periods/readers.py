"""Which reader of the grammar may read what a word begins, and the longest time that any of them finds."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from mfcx.quantities.forms import Forms
from mfcx.quantities.periods.dates import DOTTED, read_numeric_date
from mfcx.quantities.periods.distances import read_ahead, read_decade, read_distance
from mfcx.quantities.periods.grammar import (
    COUNTABLE,
    LIMITS,
    read_bare_unit,
    read_counted,
    read_days,
    read_each,
    read_edge,
    read_half,
    read_month_adjective,
    read_months,
    read_numbered_month,
    read_quarters,
    read_related_unit,
    read_season,
    read_ten_days,
    read_this_time,
    read_told_time,
    read_week,
    read_year,
)
from mfcx.quantities.periods.lexicon import DASHES, Words, cues_of, is_amount, lexicon, opens
from mfcx.quantities.periods.numbers import YEARS
from mfcx.quantities.periods.years import Found, Reader

_TENS = 20

# what may stand first in what each reader reads, by the kinds of `_kinds_of` or the classes of cues, and what behind
# a first word that is digits or points, by those of `_kinds_behind`, unless more digits or pointing words may follow
READERS: tuple[tuple[Reader, frozenset[str], frozenset[str]], ...] = tuple(
    (read, frozenset(kinds.split()), frozenset(behind.split()))
    for read, kinds, behind in (
        (read_numeric_date, "digits dotted", "slash"),
        (read_days, "up_to_31", "day_month"),
        (
            read_year,
            "year spelled apostrophe relation year_kind initial initial_last",
            "slash year year_head season_of number joint apostrophe",
        ),
        (read_months, "month relation", "month"),
        (read_month_adjective, "month_adjective", ""),
        (read_numbered_month, "up_to_12", ""),
        (read_quarters, "up_to_4 relation", "quarter quarter_mark number"),
        (read_half, "up_to_2 relation unit", "half number"),
        (read_season, "season relation", "season"),
        (read_counted, "amount relation", f"relation number {' '.join(COUNTABLE)}"),
        (read_related_unit, "relation", "unit month_kind"),
        (read_this_time, "relation", "span"),
        (read_told_time, "relation", "span"),
        (read_ten_days, "up_to_3", "ten_days"),
        (read_week, "up_to_3", "week"),
        (read_each, "relation", "unit number"),
        (read_edge, "edge filler up_to_2", "edge number"),
        (read_distance, "amount unit", " ".join(COUNTABLE)),
        (read_ahead, "ahead later", ""),
        (read_decade, "tens spelled", ""),
        (read_bare_unit, "unit filler", "year"),
    )
)


def _kinds_of(word: str) -> frozenset[str]:
    """What a time that begins with this word may be: «25» -> digits, amount, up_to_31."""
    known = lexicon()
    named = {
        "month": word in known.months,
        "month_adjective": word in known.month_adjectives,
        "season": word in known.seasons,
        "unit": word in known.units,
        "edge": word in known.edges,
        "relation": word in known.relations or "filler" in cues_of(word),
        "dotted": DOTTED.fullmatch(word) is not None,
        "amount": is_amount(word),
        "spelled": word in known.cardinals or word in known.ordinals or word in known.romans,
    }
    kinds = {kind for kind, fits in named.items() if fits} | cues_of(word)
    value = int(word) if word.isascii() and word.isdigit() else None
    if value is not None:
        kinds.add("digits")
        kinds |= {"year"} if value in YEARS else set()
        kinds |= {"tens"} if value % 10 == 0 else set()
    least = value if value is not None else known.ordinals.get(word, known.romans.get(word))
    tens = known.cardinals.get(word, 0)
    if tens >= _TENS:  # «двадцать пятое», of cardinals only these go on to an ordinal
        least = tens
    return frozenset(kinds | {f"up_to_{limit}" for limit in LIMITS if least is not None and least <= limit})


@lru_cache(maxsize=6_000)
def readers_of(word: str) -> tuple[tuple[Reader, frozenset[str]], ...]:
    """The readers of what may begin with this word, with what they need behind it: of «июне» that of months."""
    if not opens(word):
        return ()
    kinds = _kinds_of(word)
    return tuple((read, behind) for read, first, behind in READERS if not first.isdisjoint(kinds))


def _kinds_behind(word: str) -> frozenset[str]:
    """What a word may be to the one before it: «мая» -> {month, day_month}; a dash or what parts a row is a joint."""
    known, cues = lexicon(), cues_of(word)
    named = {
        "number": word[:1].isdigit() or word in known.cardinals or word in known.ordinals or word in known.romans,
        "month": word in known.months,
        "season": word in known.seasons,
        "unit": word in known.units,
        "relation": word in known.relations or "filler" in cues,
        "edge": word in known.edges,
        "day_month": word in known.day_months,
        "year_head": not _YEAR_HEAD.isdisjoint(cues),
        "slash": word == "/",
        "joint": word in DASHES or not _ROW_JOINTS.isdisjoint(cues),
    }
    units = {known.units[word]} if word in known.units else set()
    return cues.union(units, [kind for kind, fits in named.items() if fits])


_YEAR_HEAD = frozenset({"year_kind", "year_kind_other", "short_year"})
_ROW_JOINTS = frozenset({"range", "list"})
_behind = Forms(_kinds_behind)

_POINTING = frozenset({"relation", "filler"})
_FIRSTS = frozenset[str]().union(*(first for _, first, _ in READERS))
_MORE_DIGITS, _MORE_POINTING = frozenset({"joint"}), frozenset({"relation", "emphatic"})
_POINTED_AT = frozenset({"emphatic", "month_kind"})


def _is_pointing(word: str) -> bool:
    """Whether a time that begins with this word is told by those behind it: «этой | неделе», «всего | 2023 года»."""
    return opens(word) and _POINTING >= _FIRSTS & _kinds_of(word)


def _may_be_pointed_at(word: str) -> bool:
    """Whether a word may stand behind one that points: «неделе», «же», «и» of «этого и прошлого года»."""
    return opens(word) or word in lexicon().cues["list"] or not _POINTED_AT.isdisjoint(cues_of(word))


_pointing, _pointed_at = Forms(_is_pointing), Forms(_may_be_pointed_at)


def points_at_nothing(words: Words, at: int) -> bool:
    """Whether what begins here is no time for the word behind it: «эта | доля», «всего | 5 школ»."""
    return _pointing[words.lowers[at]] and not _pointed_at[words.lowers[at + 1]]


_DATED = frozenset({"day", "month"})
_RANGED = frozenset({"day", "month", "quarter", "year", "academic"})


def read_time(words: Words, at: int, *, after_from: bool = False) -> Found | None:
    """The longest time that starts here; after «с» also a range of two full ends."""
    found = read_longest(words, at)
    if found is None:
        return None
    when, stop = found
    since_start = when.edge == "start" and after_from
    if not since_start and (when.unit not in _RANGED or when.number is None):
        return found
    if not words.is_dash(stop) and not (after_from and words.lowers[stop] in words.lexicon.cues["range"]):
        return found
    second = read_longest(words, stop + 1)
    if second is None or second[0].number is None or second[0].count is not None:
        return found
    mixed = second[0].unit in _DATED and (since_start or when.unit in _DATED and after_from)
    fits = mixed or second[0].unit == when.unit  # «с июня по 5 августа»
    return (replace(when, to=second[0]), second[1]) if fits else found


def read_longest(words: Words, at: int) -> Found | None:
    """The longest time that any reader finds here: «6 месяцев 2020 года», not «6 месяцев»."""
    if at not in words.times:
        words.times[at] = _look_for_longest(words, at)
    return words.times[at]


def _look_for_longest(words: Words, at: int) -> Found | None:
    best: Found | None = None
    if words.counts_on(at) or points_at_nothing(words, at):
        return best
    first, behind = words.lowers[at], _behind[words.lowers[at + 1]]
    more = _MORE_DIGITS if first.isdecimal() else _MORE_POINTING if _pointing[first] else None
    decided = more is not None and more.isdisjoint(behind)
    for read, needed in readers_of(first):
        if decided and needed.isdisjoint(behind):
            continue
        found = read(words, at)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    return best
