"""The dates of the time that a figure's own words name: «за год», «с сентября» told of this report and this day."""

from __future__ import annotations

from mfcx.attribution.times.report import Report, Timed
from mfcx.attribution.times.spans import months_of
from mfcx.attribution.times.until_when import until_when
from mfcx.document import Document, Metric, Period
from mfcx.quantities.periods import When, months_in

_YEAR = 12  # months
_SHORT = frozenset({"day", "week"})


def own_dates(metric: Metric, chosen: Timed, report: Report, document: Document) -> Period | None:
    """The chosen time's dates; a change «за год» that names no year is told of the report's period."""
    if chosen.period is not None:
        return until_when(metric, chosen, chosen.period, report, document.page.published)
    when = chosen.phrase.when
    if when is None or metric.quantity.change is None or report.period is None:
        return None
    if when.root.relation is not None or when.relation is not None or when.edge is not None:
        return None
    return report.period if _may_tell_of(when, report.period, is_state=report.is_state) else None


def _may_tell_of(when: When, period: Period, *, is_state: bool) -> bool:
    """Whether a change over so long may be what a report of this period tells: «за год» of any part of a year.

    «За пять лет вырос на 30 %» is of no report of one year, but of a day it tells what it came to; «за месяц» is not
    of nine; the week of «за неделю» has been looked for among those told.
    """
    if is_state:
        return True
    months = months_in(when.unit) * (when.count or 1)
    if when.unit in _SHORT or 0 < months < months_of(period) or when.unit == "month" and months > months_of(period):
        return False
    return when.count is None or months <= max(_YEAR, months_of(period))
