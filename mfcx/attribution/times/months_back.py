"""The year of months told one by one back in time: «в марте 2017 года 5 %, в феврале и январе – 6, в декабре – 7»."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from mfcx.attribution.times.anchors import times_of, year_named
from mfcx.attribution.times.resolved import bracket_groups
from mfcx.document import Document
from mfcx.quantities.periods import TimePhrase, When

_PLAIN_ROLES = frozenset({"in", "over", "against", ""})
_DECEMBER = 12


def date_months_back(document: Document) -> None:
    """Behind March 2017, February and January «в декабре» is of 2016, where no day of publication says so."""
    named = _years_back(document) if document.page.published is None else None
    if named:
        document.readings = [
            replace(reading, times=tuple(_of_year(phrase, named.get(phrase.start)) for phrase in reading.times))
            for reading in document.readings
        ]


def _years_back(document: Document) -> dict[int, int]:
    """The years of months from the December behind a January on, by the place of the month."""
    named: dict[int, int] = {}
    year = month = steps = 0  # of the month told last, and how many were told backwards to it
    turned = False  # whether they went back beyond January
    for phrase, when in _months(document):
        first, last, told = when.number or 0, when.number_to or when.number or 0, year_named(when)
        if told:
            year, month, steps, turned = told, first, 0, False
        elif year and month == 1 and last == _DECEMBER and steps:
            year, month, turned = year - 1, first, True
        elif year and month - 1 == last:
            month, steps = first, steps + 1
        elif not (first == last == month):
            year = 0
        if year and turned:
            named[phrase.start] = year
    return named


def _months(document: Document) -> Iterator[tuple[TimePhrase, When]]:
    """The months told, but not those of a year aside: «(4 % в марте 2016 года)»."""
    for sentence, phrase in times_of(document):
        when = phrase.when
        if when is None or not _is_month(when) or phrase.role not in _PLAIN_ROLES:
            continue
        if not (year_named(when) and (phrase.base or bracket_groups(sentence.tokens)[phrase.first])):
            yield phrase, when


def _is_month(when: When) -> bool:
    """«в мае», «в мае 2017 года», not «в мае прошлого года» nor «с мая по июнь»."""
    plain = when.unit == "month" and when.number is not None and when.relation is None and when.to is None
    return plain and (when.of is None or (when.of.unit == "year" and year_named(when) > 0))


def _of_year(phrase: TimePhrase, year: int | None) -> TimePhrase:
    if year is None or phrase.when is None:
        return phrase
    return replace(phrase, when=replace(phrase.when, of=When("year", year)))
