"""Which year a time means: one named, or one that the text or its day points at."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from mfcx.document import Period
from mfcx.quantities.periods.calendar import Whole, is_whole_year, whole_year
from mfcx.quantities.periods.when import When

_SCHOOL_STARTS, _SPRING = 9, 3
_DECEMBER = 12
YEAR_END = 11  # from November on «за год» sums up the year that ends


class Anchor(Struct, frozen=True):
    """What a relative time counts from: publication, the year the article is about, its last period.

    `near` is the year that the same paragraph names: «В 2022 году открыли пять офисов, два из них в марте»,
    `last` the one that a text without a date of publication sums up, `written` the one it was written in.
    `over` says that its verb tells it as done: «зафиксирован 17 января».
    """

    published: date | None = None
    year: int | None = None
    span: Period | None = None
    near: int | None = None
    last: int | None = None
    written: int | None = None
    over: bool = False


class YearResolver(Struct, frozen=True):
    """The years of a time, counted from what is told and from the day of the text."""

    anchor: Anchor
    role: str
    future: bool

    def _years(self, when: When) -> Whole | None:
        first = when.number if when.number is not None else self._related_year(when)
        if first is None:
            return None
        last = when.number_to if when.number_to is not None else first
        if when.unit == "academic":
            return Whole(date(first, _SCHOOL_STARTS, 1), date(last + 1, _SCHOOL_STARTS - 1, 31))
        return Whole(date(first, 1, 1), date(last, 12, 31))

    def _related_year(self, when: When) -> int | None:
        relation = when.relation
        if when.unit == "academic":
            return self._school_year(relation)
        if relation == "that":
            return self._told_year()
        if relation == "report":  # «за весь год», «в отчётном году»
            told, published = self._told_year() or self._year_just_over_in_january(), self.anchor.published
            ends = told is None and published is not None and published.month >= YEAR_END
            return published.year if ends and published is not None else told
        if relation == "previous":
            told = self._told_year()
            told = told if told is not None else self._this_year()
            return None if told is None else told - 1
        this = self._this_year()
        if relation in ("last", "ended") and self.anchor.published is None:
            return self._last_year_undated(this, relation)
        if relation == "ended" and self._sums_up_december(this):
            return this
        if relation == "next" and self.anchor.published is None and not self.future:
            this = self.anchor.year  # «В 2022 году построили 7 школ, в следующем — 9» looks back at both
        shift = {"this": 0, "last": -1, "ended": -1, "next": 1, "before_last": -2}.get(relation or "")
        return None if this is None or shift is None else this + shift

    def _sums_up_december(self, this: int | None) -> bool:
        """«За прошедший год» told in December, or in a report of this year: «итоги уходящего года»."""
        span, published = self._span(), self.anchor.published
        if this is None or published is None or published.month < YEAR_END:
            return False
        return span == whole_year(this) or (self.role == "over" and published.month == _DECEMBER)

    def _year_just_over_in_january(self) -> int | None:
        """«за год», «за весь год» told in January."""
        published = self.anchor.published
        over = published is not None and published.month == 1 and self.role == "over" and not self.future
        return published.year - 1 if over and published is not None else None

    def _school_year(self, relation: str | None) -> int | None:
        published = self.anchor.published
        if published is None:
            return None
        if relation == "new":
            return published.year if published.month > _SPRING else None
        shift = {"this": 0, "last": -1, "next": 1}.get(relation or "")
        return None if shift is None else published.year - (published.month < _SCHOOL_STARTS) + shift

    def _this_year(self) -> int | None:
        return self.anchor.published.year if self.anchor.published is not None else self.anchor.written

    def _told_year(self) -> int | None:
        span = self._span()
        if span is not None:
            return span.end.year
        return self.anchor.year

    def _last_year_undated(self, this: int | None, relation: str) -> int | None:
        """Without a date of publication «за прошлый год», «в минувшем году» in a report about 2019 is 2019 itself."""
        if self.anchor.last is not None:
            return self.anchor.last
        if this is not None:
            return this - 1
        span = self._span()
        summed_up = span is not None and is_whole_year(span) and (self.role == "over" or relation == "ended")
        return span.start.year if span is not None and summed_up else None

    def _span(self) -> Whole | None:
        span = self.anchor.span
        if span is None or span.start is None or span.end is None:
            return None
        return Whole(span.start, span.end)
