"""A day pointed at beside its year: «годом ранее на эту дату», «в прошлом году за это же время» are one time."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from mfcx.quantities.periods import TimePhrase, When

_POINTED = frozenset({"date", "span", "period"})
_POINTING = frozenset({"this", "that", "same"})
_LAST = frozenset({"last", "ended", "previous"})


def join_pointed_days(phrases: Sequence[TimePhrase]) -> Sequence[TimePhrase]:
    """The times of a sentence, each pointed day with the year that stands right before or behind it."""
    if not any(_points_at_day(phrase.when) for phrase in phrases):
        return phrases
    found: list[TimePhrase] = []
    for phrase in phrases:
        joined = _joined(found[-1], phrase) if found and found[-1].last == phrase.first else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(phrase)
    return found


def _joined(one: TimePhrase, other: TimePhrase) -> TimePhrase | None:
    """«годом ранее» and «на эту дату»: the day that was told, in the year before."""
    day, year = (one, _year(other)) if _points_at_day(one.when) else (other, _year(one))
    if year is None or day.when is None or not _points_at_day(day.when):
        return None
    when = When(day.when.unit, relation="same", of=year)
    return replace(one, stop=other.stop, last=other.last, kind=day.kind, role=day.role, when=when)


def _points_at_day(when: When | None) -> bool:
    return when is not None and when.of is None and when.unit in _POINTED and when.relation in _POINTING


def _year(phrase: TimePhrase) -> When | None:
    """«годом ранее», «год назад», «в прошлом году», «в 2023 году»."""
    when = phrase.when
    if when is None or when.unit != "year" or when.number_to is not None or when.to is not None:
        return None
    if when.relation in ("earlier", "ago"):
        return When("year", relation="last") if when.count == 1 else None
    if when.number is not None or when.relation in _LAST:
        return When("year", when.number, relation=when.relation and "last")
    return None
