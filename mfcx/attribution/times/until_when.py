"""Until when a time goes that names only its beginning: «С сентября привили …», «С начала года сдали …»."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from mfcx.attribution.status import COMMA_MARKS, clause_bounds
from mfcx.attribution.times.choice import moves
from mfcx.attribution.times.report import Report, Timed
from mfcx.attribution.times.spans import months_of
from mfcx.document import Metric, Period
from mfcx.morphology import lemmas, readings
from mfcx.quantities.forms import Forms
from mfcx.tables import words

_YEAR = 12  # months
_SUMMED_UP = timedelta(days=45)  # after the end of the months that a report sums up


def until_when(metric: Metric, chosen: Timed, period: Period, report: Report, published: date | None) -> Period:
    """What has happened since then runs to the day of the text, or to the end of the months just summed up."""
    if published is None or metric.status != "actual" or period.start is None:
        return period
    if report.period is not None and _is_of_report(metric, chosen, period, report.period, published):
        return replace(period, end=report.period.end)
    if period.end is not None:
        return period
    if moves(metric.quantity) and _is_decreed(metric):
        return replace(period, end=period.start)
    return replace(period, end=published) if period.start <= published else period


def _is_of_report(metric: Metric, chosen: Timed, period: Period, told: Period, published: date) -> bool:
    """«За девять месяцев сдали 40 домов. С начала 2015 года – ещё и 12 школ»: nothing says that October is in it.

    «С начала года», of no year named, is told from the day of the text.
    """
    when = chosen.phrase.when
    if chosen.phrase.role != "from" or when is None or when.edge != "start" or period.end not in (None, published):
        return False
    if when.root.number is None or told.start != period.start or not 1 < months_of(told) < _YEAR or told.end is None:
        return False
    return timedelta() < published - told.end <= _SUMMED_UP and not any(
        _NOW[token.lower] for token in metric.sentence.tokens
    )


def _is_now(form: str) -> bool:
    """«сегодня», «на сегодняшний день»."""
    return form in words("now") or not words("present_adjective").isdisjoint(lemmas(form))


_NOW = Forms(_is_now)


def _is_decreed(metric: Metric) -> bool:
    """«С 1 февраля выплаты увеличены на 7 %»: done on that day, not since then."""
    q, tokens = metric.quantity, metric.sentence.tokens
    first, last = clause_bounds(tokens, q.first, q.last, COMMA_MARKS)
    return any(readings(token.lower)[0].pos == "PRTS" for token in tokens[first:last] if token.text.isalpha())
