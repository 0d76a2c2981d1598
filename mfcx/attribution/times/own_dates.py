"""The dates of the time that a figure's own words name: «за год», «с сентября» told of this report and this day."""

from __future__ import annotations

from mfcx.attribution.times.report import Report, Timed
from mfcx.attribution.times.spans import months_of
from mfcx.attribution.times.until_when import until_when
from mfcx.document import Document, Metric, Period
from mfcx.quantities.periods import months_in

_YEAR = 12  # months


def own_dates(metric: Metric, chosen: Timed, report: Report, document: Document) -> Period | None:
    """The chosen time's dates; a change «за год» that names no year is told of the report's period."""
    if chosen.period is not None:
        return until_when(metric, chosen, chosen.period, report, document.page.published)
    when = chosen.phrase.when
    pointed = when is None or when.root.relation is not None or when.relation is not None or when.edge is not None
    if pointed or metric.quantity.change is None or report.period is None:
        return None
    months = months_in(when.unit) * (when.count or 1) if when is not None else 0
    # «за месяц уменьшился на 8 %» in a report of nine is of one of them
    shorter = 0 < months < months_of(report.period)
    # «за пять лет вырос на 30 %» in a report of one year is of neither, but of a day it tells what it came to
    counted = when is not None and when.count is not None
    longer = not report.is_state and counted and months > max(_YEAR, months_of(report.period))
    return None if shorter or longer else report.period
