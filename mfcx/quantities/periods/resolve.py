"""A time to calendar dates, looking back from the article as news does; what is undecided stays None."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from mfcx.document import Period, Span
from mfcx.quantities.periods.calendar import (
    MONTHS,
    Whole,
    first_months,
    first_of,
    half_of,
    in_month,
    in_year,
    in_year_or_none,
    is_whole_year,
    month_end,
    months_from,
    moved,
    whole_year,
)
from mfcx.quantities.periods.find import TimePhrase
from mfcx.quantities.periods.resolve_years import YEAR_END, Anchor, YearResolver
from mfcx.quantities.periods.when import When

_MOVING = frozenset({"last", "previous", "next"})
_POINTED = frozenset({"period", "date", "span"})  # «за тот же период», «за это время»
# a date without its year stands in the news some weeks ahead at most; a deadline some months
_NOTICE, _DEADLINE = timedelta(days=45), timedelta(days=183)
# «за 9 месяцев» without more is the report since January, told a quarter late at most; «за 3 месяца» while it is fresh
LONG_REPORT, _LATE, _FRESH = 5, 3, 2
_HALF_ENDS = (6, 12)
_UNDER_WAY = 2  # months that a stretch may still have before it
_FIRST_DAYS = 14
_FRIDAY, _DAYS_OF_WEEK = 5, 7
_WEEK = timedelta(days=6)  # between its first day and its last
_SUMMED_UP = 4  # until April «по итогам года» is told of the last one


class Interval(NamedTuple):
    """First and last day; None where the text leaves that end open."""

    start: date | None
    end: date | None


def resolve(phrase: TimePhrase, anchor: Anchor, text: str, *, future: bool = False) -> Period | None:
    """«за 6 месяцев 2020 года» -> 2020-01-01…2020-06-30; None where the text does not decide."""
    if phrase.when is None or phrase.kind not in ("period", "date", "deictic"):
        return None
    try:
        # «рост к 2016 году» compares with all of that year, it sets no deadline
        role = "in" if phrase.base and phrase.role in ("by", "until") else phrase.role
        found = _Resolver(anchor, role, future).interval(_told_before(phrase.when) if phrase.base else phrase.when)
    except (ValueError, OverflowError):  # 31 June, or a year before the calendar
        return None
    if found is None or (found.start is None and found.end is None):
        return None
    if found.start is not None and found.end is not None and found.start > found.end:
        return None
    return Period(found.start, found.end, text[phrase.start : phrase.stop], Span(phrase.start, phrase.stop))


def _told_before(when: When) -> When:
    """«За прошлую неделю – 80 случаев, больше уровня прошлой недели»: of what it is compared with, the one before."""
    return replace(when, relation="previous") if (when.unit, when.relation) == ("week", "last") else when


class _Resolver(YearResolver, frozen=True):
    """What a time means, with all its parts."""

    def interval(self, when: When) -> Interval | None:
        """The time with its preposition applied: «до конца года» leaves the start open."""
        if self.role == "from":
            return self._since(when)
        whole = self.whole(when)
        if whole is None:
            return None
        if self.role == "until" and when.relation != "deictic":
            return Interval(None, _deadline(when, whole))
        if self.role == "through" and when.unit in ("day", "month"):
            return Interval(None, whole.end)
        if self.role == "by":
            return self._by(when, whole)
        return Interval(whole.start, None) if self.role == "after" else Interval(*whole)

    def _since(self, when: When) -> Interval | None:
        """«с начала года» runs to publication, «с 2010 года» has no end, «с 1 по 5 июня» both."""
        whole = self.whole(when)
        if whole is None or when.number_to is not None or when.to is not None:
            return None if whole is None else Interval(*whole)
        if when.edge != "start" or when.of is None:
            return Interval(whole.start, None)
        published, around = self.anchor.published, self.whole(when.of)
        told = self._year_just_over(when.of)
        if told is not None:
            return Interval(*told)
        if published is not None and around is not None and around.start <= published <= around.end:
            return Interval(whole.start, published)
        span = self._span()
        # without a date of its own the text runs to the end of what it reports on
        within = span is not None and around is not None and around.start <= span.end <= around.end
        told = span if published is None and within else None
        return Interval(whole.start, told.end if told else None)

    def _year_just_over(self, of: When) -> Whole | None:
        """«с начала года» said in the first days of January of the year that the text sums up."""
        span, published = self._span(), self.anchor.published
        if span is None or published is None or of.relation != "this" or published.timetuple().tm_yday > _FIRST_DAYS:
            return None
        return span if span == whole_year(published.year - 1) and of.unit == "year" else None

    def _by(self, when: When, whole: Whole) -> Interval:
        """«к концу 2016 года» is a state on that day, a deadline when the day is yet to come."""
        day = _deadline(when, whole)
        published = self.anchor.published
        ahead = self.future or (published is not None and day > published) or when.unit == "year"
        return Interval(None if ahead else day, day)

    # the calendar

    def whole(self, when: When) -> Whole | None:
        """Both ends of a time without its preposition."""
        if when.relation == "gap":
            return None
        if when.to is not None:
            return self._range(when, when.to)
        if when.relation == "deictic" or when.unit == "weekday":
            return self._weekdays(when) if when.unit == "weekday" else self._day_from_now(when.count or 0)
        if when.relation in ("ago", "earlier", "ahead", "later"):
            return self._distance(when)
        if when.unit == "part":
            return self._part(when)
        if when.unit in ("year", "academic") and when.count is None:
            return self._years(when)
        if when.unit in _POINTED or when.relation in ("same", "that", "report") or self._points_back(when):
            return self._same(when)
        if when.of is None and when.relation is not None and when.number is None and not _counts_months(when):
            return self._by_relation(when)
        if when.of is not None:
            return self._inside(when, when.of)
        return self._without_year(when)

    def _gone_by(self, when: When) -> Whole | None:
        """«за истекший период 2024 года» runs to the day of the text."""
        if when.unit != "period" or when.relation != "last" or when.of is None:
            return None
        published, around = self.anchor.published, self.whole(when.of)
        under_way = published is not None and around is not None and around.start <= published <= around.end
        return Whole(around.start, published) if under_way and around is not None and published is not None else None

    def _points_back(self, when: When) -> bool:
        """«за эти месяцы» is the period told before."""
        return when.relation == "this" and when.count == 0 and when.unit == "month"

    def _range(self, when: When, to: When) -> Whole | None:
        """«с 1 июня 2022 по 31 мая 2023 года»; a year named once holds for both ends."""
        start, end = self.whole(replace(when, to=None)), self.whole(to)
        if _has_year(when) and not _has_year(to) and start is not None:
            end = _on_or_after(to, start)
        elif end is not None and not _has_year(when) and (_has_year(to) or start is None or start.start > end.end):
            start = _on_or_before(when, end)
        return Whole(start.start, end.end) if start is not None and end is not None else None

    def _day_from_now(self, shift: int) -> Whole | None:
        if self.anchor.published is None:
            return None
        day = self.anchor.published + timedelta(days=shift)
        return Whole(day, day)

    def _weekdays(self, when: When) -> Whole | None:
        """«в субботу» is the last one, of a plan the next one; «в субботу и воскресенье» are both."""
        if self.anchor.published is None or when.number is None:
            return None
        last = when.number_to or when.number
        days = last - self.anchor.published.isoweekday()
        day = self._day_from_now(days % _DAYS_OF_WEEK if self.future else -(-days % _DAYS_OF_WEEK))
        return None if day is None else Whole(day.end - timedelta(days=last - when.number), day.end)

    # times told by another one

    def _same(self, when: When) -> Whole | None:
        """«за аналогичный период прошлого года»: the period told before, in another year."""
        span = self._gone_by(when) or self._span()
        if when.count and when.of is not None:
            return self._inside(When(when.unit, count=when.count, relation="first"), when.of)
        undated = span is None or (when.unit == "date" and is_whole_year(span))  # «на эту дату» is no whole year
        span = self._now(when) if undated and when.of is not None else span
        if span is None:
            return None
        if when.count and when.unit in MONTHS and is_whole_year(span):  # «в 2023 году за те же семь месяцев»
            return first_months(span.start.year, when.count * MONTHS[when.unit])
        if when.of is None:
            return span if when.relation != "same" and not (self.role == "by" or when.relation in _MOVING) else None
        year = self._year_beside(when.of, span)
        return None if year is None else moved(span, year - span.end.year)

    def _now(self, when: When) -> Whole | None:
        """«в это же время» where no period is told: the day of the text."""
        return self._day_from_now(0) if when.unit in ("span", "date") else None

    def _year_beside(self, of: When, span: Whole) -> int | None:
        """The year a period is moved to; «прошлого» counts from that period, not from today."""
        if of.number is not None:
            return of.number
        shift = {"last": -1, "ended": -1, "previous": -1, "before_last": -2, "next": 1, "this": 0}.get(
            of.relation or ""
        )
        return None if shift is None else span.end.year + shift

    def _distance(self, when: When) -> Whole | None:
        """«два года назад» is that year, «годом ранее» the period told before moved by one."""
        count, span, published = when.count or 0, self._span(), self.anchor.published
        if not count:
            return None
        span = self._now(when.of) if span is None and when.of is not None else span
        beside = when.relation == "earlier" or when.relation == "ago" and count == 1
        if when.unit == "year" and span is not None and beside:
            return moved(span, -count)
        if when.unit == "week" and when.relation == "earlier" and span is not None and span.end - span.start == _WEEK:
            return Whole(span.start - timedelta(weeks=count), span.end - timedelta(weeks=count))
        if when.unit == "day" and when.relation == "earlier" and span is not None and span.end == span.start:
            return Whole(span.start - timedelta(days=count), span.end - timedelta(days=count))
        shift = {"ahead": count, "ago": -count}.get(when.relation or "")
        if published is None or shift is None:
            return None
        if when.unit == "year":
            return whole_year(published.year + shift)
        return self._day_from_now(shift) if when.unit == "day" else None

    # parts of a larger time

    def _part(self, when: When) -> Whole | None:
        """«конец декабря» is its last day, «вторая половина июля» 16 to 31 July."""
        of = when.of
        assert of is not None
        if of.unit == "academic" and self.role == "by" and when.edge == "start" and of.relation == "this":
            of = replace(of, relation="new")  # «к началу учебного года» looks to the next September
        around = self.whole(of)
        if around is None or when.edge == "middle":
            return None
        if when.edge == "half":
            return half_of(around, when.number or 1, of.unit)
        if self.role in ("", "in", "against") and of.unit == "year":
            return None  # «в начале года» may be any week of its first months
        if self.role in ("", "in", "against") and of.unit == "month" and when.edge == "start":
            return self._told_at_start(around)
        day = around.start if when.edge == "start" else around.end
        return Whole(day, day)

    def _told_at_start(self, month: Whole) -> Whole | None:
        """«Со 2 по 6 мая шёл фестиваль. … в начале мая»: the days told before, where they are the month's first."""
        span = self._span()
        if span is None or not month.start <= span.start <= span.end <= month.end or span.end.day > _FIRST_DAYS:
            return None
        return span

    def _inside(self, when: When, of: When) -> Whole | None:
        """A month of a year, a day of a month, the first ten days of June."""
        if of.unit == "year":
            year = None if of.relation == "gap" else self._years(of)
            return None if year is None else in_year(when, year.start.year)
        if _has_year(of):
            around = self.whole(of)
            return None if around is None else in_month(when, around)
        return self._without_year(when)

    # times that name no year

    def _without_year(self, when: When) -> Whole | None:
        if when.of is not None:
            return self._nearest(when)
        if when.count is not None:
            return self._counted(when)
        if when.unit == "decade" and when.number is not None:
            return Whole(date(when.number, 1, 1), date(when.number + 9, 12, 31))
        published, year = self.anchor.published, self.anchor.near or self.anchor.year
        if when.unit in ("season", "month") and when.relation is not None:
            return self._named_by_relation(when, published, year)
        if self.role in ("by", "until") and year is None:
            return self._nearest(when)
        if published is not None and (self.anchor.near is None or self.future):
            return self._latest(when, published)
        return None if year is None else in_year(when, year)

    def _latest(self, when: When, published: date) -> Whole | None:
        """News looks back: «в августе» told in November is the last one; a plan looks forward."""
        this = in_year(when, published.year)
        if this is None:
            return None
        if self.future:
            return this if this.end >= published else in_year(when, published.year + 1)
        # «за январь – декабрь» of a text of January is of the year before
        several = when.number_to is not None and this.start.year == published.year
        ahead = this.end.month - published.month if several else 0
        begun = this.start <= published and ahead <= _UNDER_WAY
        return this if begun else in_year(when, published.year - 1)

    def _named_by_relation(self, when: When, published: date | None, year: int | None) -> Whole | None:
        """«прошлой зимой», «этим летом», «минувшим декабрём»: without a date of publication only «этим» is known."""
        if published is None:
            return in_year(when, year) if year is not None and when.relation == "this" else None
        if when.relation == "this":
            return in_year(when, published.year)
        near = [whole for shift in (-1, 0, 1) if (whole := in_year(when, published.year + shift)) is not None]
        if when.relation == "next":
            return next((whole for whole in near if whole.start > published), None)
        if when.relation in ("last", "previous"):
            return next((whole for whole in reversed(near) if whole.end < published), None)
        return None

    def _nearest(self, when: When) -> Whole | None:
        """«25 августа» is near publication: weeks ahead at most, or else behind."""
        published = self.anchor.published
        if published is None:
            year = self.anchor.near or self.anchor.year
            return None if year is None else in_year(when, year)
        notice = _DEADLINE if self.role in ("until", "by") or self.future else _NOTICE
        notice = timedelta() if self.anchor.over and not self.future else notice
        years = (published.year + 1, published.year, published.year - 1)
        found = [whole for whole in (in_year_or_none(when, year) for year in years) if whole is not None]
        last = next((whole for whole in found if whole.start <= published + notice), None)
        # «прогноз на 1 июля – 94 %» of a text of 18 July is no forecast for the next year
        just_over = last is not None and self.role == "at" and published - _NOTICE <= last.end < published
        if self.future and not just_over:
            return next((whole for whole in reversed(found) if whole.end >= published), None)
        return last

    def _counted(self, when: When) -> Whole | None:
        """«за первые 8 месяцев», «за 9 месяцев»; «за пять лет» has no decided end."""
        count = when.count or 0
        if count == 1 and when.relation is None:
            return self._one(when)
        if when.unit not in MONTHS or not count or when.relation not in (None, "first", "last"):
            return None
        months = count * MONTHS[when.unit]
        published, year = self.anchor.published, self.anchor.year
        if months > 12:
            return None
        if year is None and published is not None:
            year = published.year - (months > published.month)
        if year is None:
            return None
        if when.relation != "first" and not self._is_report(when, months, year):
            return None
        return first_months(year, months)

    def _is_report(self, when: When, months: int, year: int) -> bool:
        """Whether bare «за N месяцев» counts from January: half a year and more, or just now over.

        «За 5 месяцев» of a text of December may be any five; of «В 2013 году за 5 месяцев» the year is told.
        """
        published, long = self.anchor.published, when.unit in ("month", "quarter") and months >= LONG_REPORT
        if published is None or (self.anchor.near == year != published.year):
            return long
        over = (published.year - year) * 12 + published.month - months
        return 0 <= over <= (_LATE if long else _FRESH)

    def _one(self, when: When) -> Whole | None:
        """«за год», «за полугодие» beside a period of that length means it, as does the year that is just over."""
        span, unit = self._span(), when.unit
        if span is not None and first_of(span, unit) == span:
            return span
        published = self.anchor.published
        last = span.end if span is not None and not is_whole_year(span) else None
        if (
            unit == "half"
            and last is not None
            and last.month in _HALF_ENDS
            and last == month_end(last.year, last.month)
        ):
            return months_from(last.year * 12 + last.month - 6, 6)
        if unit == "year" and when.edge == "end" and not self.future and self.anchor.near:
            return whole_year(self.anchor.near)
        if unit == "year" and published is not None and when.edge == "end" and not self.future:
            over = published.month <= _SUMMED_UP
            return whole_year(published.year - over) if over or published.month >= YEAR_END else None
        if unit == "year" and (over_year := self._year_just_over_in_january()):
            return whole_year(over_year)
        if unit == "year" and published is not None and (self.future or published.month >= YEAR_END):
            return whole_year(published.year)
        if unit == "weekend":
            return None if self.future else self._last_weekend()
        if unit == "half" and published is not None and 7 <= published.month <= 9:
            return first_months(published.year, 6)
        return None

    def _last_weekend(self) -> Whole | None:
        """«за минувшие выходные» told on a weekday; on a Saturday or Sunday it may be this one or the last."""
        published = self.anchor.published
        if published is None or published.isoweekday() > _FRIDAY:
            return None
        sunday = published - timedelta(days=published.isoweekday())
        return Whole(sunday - timedelta(days=1), sunday)

    def _by_relation(self, when: When) -> Whole | None:
        """«в прошлом месяце», «на этой неделе», «в текущем квартале»."""
        published = self.anchor.published
        shift = {"this": 0, "last": -1, "next": 1, "previous": -1}.get(when.relation or "")
        if published is None or shift is None or when.count is not None:
            return None
        if when.unit == "weekend":
            return self._last_weekend() if shift == -1 else None
        if when.unit == "day":
            return self._day_from_now(shift) if when.relation == "last" else None
        if when.unit == "week":
            told = self._span() if when.relation == "previous" else None
            if told is not None and told.end - told.start == _WEEK:  # «на 8 % больше, чем на предыдущей неделе»
                return Whole(told.start - timedelta(weeks=1), told.end - timedelta(weeks=1))
            monday = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
            return Whole(monday, monday + timedelta(days=6))
        if when.unit not in MONTHS:
            return None
        length = MONTHS[when.unit]
        index = (published.year * 12 + published.month - 1) // length + shift
        return months_from(index * length, length)


def _counts_months(when: When) -> bool:
    """«первые три месяца», «восемь прошедших месяцев»: of what year, the text says."""
    return when.relation == "first" or (when.relation == "last" and bool(when.count))


def _has_year(when: When) -> bool:
    return when.root.unit == "year" or (when.root.relation is not None and when.root.number is None)


def _on_or_after(when: When, start: Whole) -> Whole | None:
    """The first time of this name that does not end before: «по май» after November is of the next year."""
    this = in_year(replace(when, to=None), start.start.year)
    return this if this is None or this.end >= start.start else in_year(replace(when, to=None), start.start.year + 1)


def _on_or_before(when: When, end: Whole) -> Whole | None:
    this = in_year(replace(when, to=None), end.start.year)
    return this if this is None or this.start <= end.end else in_year(replace(when, to=None), end.start.year - 1)


def _deadline(when: When, whole: Whole) -> date:
    """The day a deadline means: the last of «2030 года», the first of «июня», the day itself."""
    return whole.end if when.unit in ("year", "day", "part") else whole.start  # «к июню», «к учебному году»
