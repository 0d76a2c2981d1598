"""The year of a dateline that names none, and a page's day that the text contradicts.

«Омск. 17 мая» above «сообщил в пятницу» or «за четыре месяца 2019 года» is of 2019; «сегодня, 13 мая» is no 23 July.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from msgspec.structs import replace

from mfcx.attribution.status import clause_bounds, status_at, tense_of_clause
from mfcx.attribution.times.anchors import is_under_way, times_of, year_named
from mfcx.attribution.times.resolved import is_base
from mfcx.attribution.times.weekdays import weekday_at, weekday_beside
from mfcx.document import Document
from mfcx.page.stamps import Stamp, find_stamps
from mfcx.quantities.periods import TimePhrase, When
from mfcx.quantities.periods.calendar import in_year_or_none
from mfcx.tables import words

_NEWS = timedelta(days=14)  # between the day a text calls today and that of its page
_REPORTED = timedelta(days=124)  # between the end of a period and the news of it
_ASIDE = 2  # tokens from «сегодня» to its day: «сегодня, 13 мая»


def drop_contradicted_day(document: Document) -> None:
    """A day of the page far from «сегодня, 13 мая» is when somebody looked at it, not when the text came out.

    1 January may stand for a year only, and for none where «во вторник, 6 марта» is in no year near.
    """
    published = document.page.published
    if published is None or document.article.date is not None:
        return
    foreign = any(
        min(abs(published - day) for day in days) > _NEWS for days in _near(published, _days_of_today(document))
    )
    if not foreign and (published.month, published.day) == (1, 1):
        told = dict(_days_with_weekday(document))
        nears = zip(told.values(), _near(published, told), strict=True)
        foreign = any(weekday not in {day.isoweekday() for day in days} for weekday, days in nears)
    if foreign:
        document.page = replace(document.page, published=None)


def _near(published: date, days: Iterable[When]) -> Iterator[list[date]]:
    """Each of the days in the year of a date, the one before and the one after."""
    years = (published.year - 1, published.year, published.year + 1)
    for when in days:
        yield [whole.start for year in years if (whole := in_year_or_none(when, year)) is not None]


def _days_of_today(document: Document) -> Iterator[When]:
    """«сегодня, 13 мая» -> 13 мая."""
    for (one, today), (other, phrase) in pairwise(times_of(document)):
        now, when = today.when, phrase.when
        if now is None or when is None or now.relation != "deictic" or now.count != 0 or one is not other:
            continue
        if phrase.first - today.last <= _ASIDE and phrase.kind == "date" and when.of is not None:
            yield replace(when, of=replace(when.of, of=None))


def _days_with_weekday(document: Document) -> Iterator[tuple[When, int]]:
    """«во вторник, 6 марта» -> 6 марта, 2."""
    for sentence, phrase in times_of(document):
        when = phrase.when
        if when is None or when.unit != "day" or when.root.unit != "month" or when.number is None:
            continue
        weekday = weekday_beside(sentence.tokens, phrase)
        if weekday is not None:
            yield when, weekday


def date_by_report(document: Document) -> None:
    """The year of «Омск. 17 мая»: that of the last period told, or the next one, where the weekday fits only one.

    Without a weekday the period has to be under way then: «за четыре месяца 2019 года», «с начала 2019 года».
    """
    if document.page.published is not None:
        return
    stamp = next((stamp for stamp in _dateline_days(document) if stamp.year is None), None)
    if stamp is None:
        return
    told = [
        phrase
        for sentence, phrase in times_of(document)
        if phrase.when is not None and year_named(phrase.when) and not is_base(phrase)
        if status_at(sentence.tokens, phrase.first, phrase.last) != "planned"
    ]
    if not told:
        return
    latest = max(year_named(phrase.when) for phrase in told)
    whens = [phrase.when for phrase in told if phrase.when is not None and year_named(phrase.when) == latest]
    ends = [w.end for when in whens if is_under_way(when) and (w := in_year_or_none(when, latest)) is not None]
    days = [day for year in (latest, latest + 1) if (day := stamp.to_date(year)) is not None]
    weekdays = set(_weekdays_alone(document))
    if weekdays:
        fitting = [day for day in days if {day.isoweekday()} == weekdays]
    elif any(phrase.role == "from" and phrase.when in whens and _is_begun(phrase) for phrase in told):
        fitting = [day for day in days if day.year == latest and all(end - _NEWS <= day for end in ends)]
    else:
        fitting = [day for day in days if ends and max(ends) - _NEWS <= day <= max(ends) + _REPORTED]
    if len(fitting) == 1:
        document.page = replace(document.page, published=fitting[0])


def _is_begun(phrase: TimePhrase) -> bool:
    """«с начала 2019 года»: the year is not over."""
    when = phrase.when
    return when is not None and when.edge == "start" and when.of is not None and when.of.unit == "year"


def _dateline_days(document: Document) -> Iterator[Stamp]:
    for line in document.page.lines:
        if line.kind == "dateline":
            yield from find_stamps(document.text[line.start : line.stop])


def _weekdays_alone(document: Document) -> Iterator[int]:
    """«сообщил в пятницу» -> 5; not «в пятницу, 16 мая» nor «откроют в пятницу»."""
    dated = {(sentence.start, phrase.first) for sentence, phrase in times_of(document)}
    for sentence in document.sentences:
        for at, token in enumerate(sentence.tokens):
            day = weekday_at(token)
            if day is None or at == 0 or sentence.tokens[at - 1].lower not in words("in"):
                continue
            if any((sentence.start, behind) in dated for behind in range(at + 1, at + 1 + _ASIDE)):
                continue
            if tense_of_clause(sentence.tokens, *clause_bounds(sentence.tokens, at, at + 1)) == "past":
                yield day
