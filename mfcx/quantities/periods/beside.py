"""A year and a part of a year that stand side by side are one time: «в минувшем году за второе полугодие».

So are a year and the stretch that another one is compared in: «годом ранее сальдо за тот же период».
"""

from __future__ import annotations

from msgspec.structs import replace

from mfcx.quantities.periods.find import TimePhrase
from mfcx.quantities.periods.when import When

_PARTS = frozenset({"day", "month", "quarter", "half"})
_YEAR_ROLES = frozenset({"", "in"})
_POINTED = frozenset({"this", "last", "ended", "previous", "before_last", "next"})
_STRETCHES = frozenset({"period", "span"})
_SAME = frozenset({"same", "that", "this"})
_BACK = frozenset({"earlier", "ago"})
_REACH = 6  # words: «годом ранее | сальдо торгового баланса | за тот же период»
_REPORTED = 5  # months: «в 2022 году за два месяца» may be any two


def join_years(phrases: list[TimePhrase]) -> list[TimePhrase]:
    """«В минувшем году | за второе полугодие», «за девять месяцев | в 2022 году», «в 2022 году | на 1 июля»."""
    joined: list[TimePhrase] = []
    for phrase in phrases:
        before = joined[-1] if joined else None
        back = before.when if before is not None and _is_year_back(before, phrase) else None
        if back is not None:
            phrase = replace(phrase, when=replace(back, of=phrase.when))
        both = _join(before, phrase) if before is not None and before.last == phrase.first else None
        if both is None:
            joined.append(phrase)
        else:
            joined[-1] = both
    return joined


def _join(one: TimePhrase, other: TimePhrase) -> TimePhrase | None:
    for year, part in ((one, other), (other, one)):
        if part is other and part.when is not None and _is_same_stretch(part.when):
            part = replace(part, when=replace(part.when, relation="that"))  # «в 2022 году | за этот период»
        if year.when is not None and part.when is not None and _is_year(year, year.when) and _is_part(part.when):
            return replace(
                part,
                start=one.start,
                stop=other.stop,
                first=one.first,
                last=other.last,
                base=one.base or other.base,
                when=_in_year(part.when, year.when),
            )
    return None


def _is_year_back(year: TimePhrase, phrase: TimePhrase) -> bool:
    """«Годом ранее сальдо | за тот же период»: that stretch a year before."""
    when = year.when
    back = when is not None and when.unit == "year" and when.relation in _BACK and when.count == 1 and when.of is None
    near = phrase.first - year.last <= _REACH and phrase.role == "over"
    # «за это время» would be the year since then
    then = phrase.when is not None and phrase.when.relation != "this" and _is_same_stretch(phrase.when)
    return back and near and then


def _is_same_stretch(when: When) -> bool:
    """«за тот же период», «за это время»."""
    return when.unit in _STRETCHES and when.relation in _SAME and when.of is None


def _is_year(phrase: TimePhrase, when: When) -> bool:
    whole = when.unit == "year" and when.count is None and when.number_to is None and phrase.role in _YEAR_ROLES
    return whole and (when.relation in _POINTED if when.number is None else when.relation is None)


def _is_part(when: When) -> bool:
    """«за девять месяцев», «в январе», «1 июля» of no year, «за тот же период»."""
    if when.unit in _STRETCHES:
        return when.relation in ("that", "same") and when.of is None
    if when.unit not in _PARTS or when.root.unit == "year" or when.root.relation not in (None, "first"):
        return False
    return when.count is None or (when.unit == "month" and when.count >= _REPORTED) or when.relation == "first"


def _in_year(when: When, year: When) -> When:
    return replace(when, of=year if when.of is None else _in_year(when.of, year))
