"""Whether the day on a page is that of its article: a clock in the page's head is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec.structs import replace

from mfcx.attribution.status import clause_bounds, status_at, tense_of_clause
from mfcx.attribution.times.anchors import LEAD, NEWS, date_in, is_bare_day, times_of, year_named
from mfcx.attribution.times.compared_years import stretch_of
from mfcx.attribution.times.resolved import is_base
from mfcx.attribution.times.weekdays import weekday_beside
from mfcx.document import Document, Token
from mfcx.quantities.periods import TimePhrase, When

_SINCE = 2000  # an essay on history tells of earlier plans
_LATE = 2  # years after the last one planned
_NEAR_YEARS = (-1, 0, 1)
_NOTICE = timedelta(days=183)  # how far ahead of the text a day may be told with its weekday
_REPORTING = frozenset({"in", "over"})
_APPOSED = frozenset(",(")


def drop_foreign_day(document: Document) -> None:
    """A day on the page that the article cannot have come out on is no day of publication."""
    published = document.page.published
    if published is None or document.article.date is not None:
        return
    foreign = _looks_forward_to_past(document, published) or _reports_on_past(document, published)
    if foreign or _is_told_today(document, published) is False:
        document.page = replace(document.page, published=None)


def _looks_forward_to_past(document: Document, published: date) -> bool:
    """«17 мая 2024» above «К 2017 году появятся 12 садов»."""
    planned, named = 0, 0
    for sentence, phrase in times_of(document):
        year = year_named(phrase.when)
        named = max(named, year)
        if year <= planned or is_base(phrase):
            continue
        first, last = clause_bounds(sentence.tokens, phrase.first, phrase.last)
        if tense_of_clause(sentence.tokens, first, last) == "futr":
            planned = year
    return _SINCE <= planned == named and planned + _LATE <= published.year


def _reports_on_past(document: Document, published: date) -> bool:
    """«17 мая 2024» above «В сентябре поток вырос», which goes on with «в сентябре 2021 года» and no later year."""
    body = [sentence for sentence in document.sentences if not sentence.is_title]
    bare: set[object] = set()  # the parts of a year that headline and lead name without it
    named: dict[object, int] = {}
    latest = 0
    for sentence, phrase in times_of(document):
        year = year_named(phrase.when)
        latest = max(latest, year)
        stretch = stretch_of(phrase.when) if phrase.when is not None and phrase.role in _REPORTING else None
        if stretch is None or is_base(phrase) or status_at(sentence.tokens, phrase.first, phrase.last) == "planned":
            continue
        if year:
            named[stretch] = year
        elif sentence not in body[LEAD:]:
            bare.add(stretch)
    years = [named.get(stretch) for stretch in bare]
    return bool(latest) and latest in years and latest + _LATE <= published.year


def _is_told_today(document: Document, published: date) -> bool | None:
    """Whether a day that the text calls today's, or a weekday of its lead, fits the page's; None where there is none.

    «23 июля 2024» above «сегодня, 14 мая», «1 января 2007» above «в пятницу, 6 марта», which was a Tuesday.
    """
    told: list[bool] = []
    lead = [s for s in document.sentences if not s.is_title][:LEAD]
    for sentence, reading in zip(document.sentences, document.readings, strict=True):
        told += [_is_near(when, published) for when in _todays(sentence.tokens, reading.times)]
        for phrase in reading.times if sentence in lead else ():
            when = phrase.when
            weekday = weekday_beside(sentence.tokens, phrase) if when is not None and is_bare_day(when) else None
            if when is not None and weekday is not None:
                days = [day for day in _days_near(when, published) if day <= published + _NOTICE]
                told.append(_is_near(when, published) or weekday in [day.isoweekday() for day in days])
    return any(told) if told else None


def _todays(tokens: Sequence[Token], phrases: Sequence[TimePhrase]) -> Iterator[When]:
    """«сегодня, | 14 мая», «вчера (12 мая)»."""
    for now, day in pairwise(phrases):
        apposed = day.first == now.last + 1 and tokens[now.last].text in _APPOSED
        if apposed and now.kind == "deictic" and day.when is not None and is_bare_day(day.when):
            yield day.when


def _is_near(when: When, published: date) -> bool:
    return any(abs(day - published) <= NEWS for day in _days_near(when, published))


def _days_near(when: When, published: date) -> list[date]:
    """«14 мая» of the year of a day, the one before and the one behind."""
    days = [date_in(when, published.year + shift) for shift in _NEAR_YEARS]
    return [day for day in days if day is not None]
