"""A year and a part of a year that stand side by side are one time: «в минувшем году за второе полугодие»."""

from __future__ import annotations

from msgspec.structs import replace

from mfcx.quantities.periods.find import TimePhrase
from mfcx.quantities.periods.when import When

_PARTS = frozenset({"day", "month", "quarter", "half"})
_YEAR_ROLES = frozenset({"", "in"})
_POINTED = frozenset({"this", "last", "ended", "previous", "before_last", "next"})
_REPORTED = 5  # months: «в 2022 году за два месяца» may be any two


def join_years(phrases: list[TimePhrase]) -> list[TimePhrase]:
    """«В минувшем году | за второе полугодие», «за девять месяцев | в 2022 году», «в 2022 году | на 1 июля»."""
    joined: list[TimePhrase] = []
    for phrase in phrases:
        both = _join(joined[-1], phrase) if joined and joined[-1].last == phrase.first else None
        if both is None:
            joined.append(phrase)
        else:
            joined[-1] = both
    return joined


def _join(one: TimePhrase, other: TimePhrase) -> TimePhrase | None:
    for year, part in ((one, other), (other, one)):
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


def _is_year(phrase: TimePhrase, when: When) -> bool:
    whole = when.unit == "year" and when.count is None and when.number_to is None and phrase.role in _YEAR_ROLES
    return whole and (when.relation in _POINTED if when.number is None else when.relation is None)


def _is_part(when: When) -> bool:
    """«за девять месяцев», «в январе», «1 июля» of no year."""
    if when.unit not in _PARTS or when.root.unit == "year" or when.root.relation not in (None, "first"):
        return False
    return when.count is None or (when.unit == "month" and when.count >= _REPORTED) or when.relation == "first"


def _in_year(when: When, year: When) -> When:
    return replace(when, of=year if when.of is None else _in_year(when.of, year))
