"""Times that a figure took over, and is compared with: «(В 2024 году …) Выделено 4 млрд, больше, чем в 2024-м»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.times.anchors import year_named
from mfcx.attribution.times.choice import moves
from mfcx.attribution.times.report import Report, Timed
from mfcx.attribution.times.report_memory import has_own_time
from mfcx.attribution.times.spans import contains
from mfcx.document import Metric, Period

_REACH = 6  # tokens: «на 700 млн больше, | чем | в 2024 году»


def drop_compared(metrics: Sequence[Metric], timed: Sequence[Timed], report: Report) -> None:
    """«В 2024 году построили 40 км. Выделено 4 млрд рублей, это на 700 млн больше, чем в 2024 году»: of another year.

    What is more than in a year is not of that year, nor is what the sentence has told before it.
    """
    named = (t for t in timed if t.base and not t.bracket and year_named(t.phrase.when))
    bases = [(t.phrase.first, t.period) for t in named if t.period is not None]
    for metric in metrics if bases else ():
        base = next((p for at, p in bases if 0 <= at - metric.quantity.last <= _REACH), None)
        if base is None or not moves(metric.quantity) or not _took(metric, base):
            continue
        for other in metrics[: metrics.index(metric) + 1]:
            if other.period is not None and other.status == metric.status and _took(other, base):
                other.period = None
        report.part = None
        if report.period is not None and contains(base, report.period) and not report.is_scene:
            report.period = None


def _took(metric: Metric, base: Period) -> bool:
    return metric.period is not None and not has_own_time(metric) and contains(base, metric.period)
