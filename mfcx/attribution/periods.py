"""Which time a figure belongs to: its own words first, then those of its sentence, then the report's period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mfcx.attribution.status import clause_bounds, tense_of
from mfcx.document import Document, Metric, Period, Sentence, Span
from mfcx.quantities.periods import Anchor, TimePhrase, resolve

# a comma does not part a figure from its time («в 2020 году, по данным …, оказано»), brackets and semicolons do
_HARD_MARKS = frozenset("();")
_SOFT_MARKS = frozenset(",;()—–:")


@dataclass(slots=True)
class _Report:
    """What the text said of time so far: the current period and the year it made current."""

    published: Period | None
    period: Period | None = None
    year: int | None = None
    line: int = -1


@dataclass(frozen=True, slots=True)
class _Timed:
    phrase: TimePhrase
    period: Period


def set_periods(document: Document) -> None:
    """Fills `period` of every metric, in text order."""
    published = document.page.published
    report = _Report(None)
    by_sentence: dict[int, list[Metric]] = {}
    for metric in document.metrics:
        by_sentence.setdefault(metric.sentence.start, []).append(metric)
    for sentence, reading in zip(document.sentences, document.readings, strict=True):
        metrics = by_sentence.get(sentence.start, [])
        future = any(m.status == "planned" for m in metrics)
        timed = _resolve_all(document, sentence, reading.times, report, future=future)
        for metric in metrics:
            metric.period = _choose(metric, sentence, timed, report, document)
        _remember(report, timed, sentence)
    del published


def _resolve_all(
    document: Document, sentence: Sentence, phrases: Sequence[TimePhrase], report: _Report, *, future: bool
) -> list[_Timed]:
    result = []
    year, span = report.year, report.period
    for phrase in phrases:
        anchor = Anchor(published=document.page.published, year=year, span=span)
        period = resolve(phrase, anchor, document.text, future=future)
        if period is None:
            continue
        result.append(_Timed(phrase, period))
        if not phrase.base:
            year = _year_of(period) or year
            if phrase.kind == "period":
                span = period
    return result


def _year_of(period: Period) -> int | None:
    edge = period.end or period.start
    return edge.year if edge else None


def _remember(report: _Report, timed: Sequence[_Timed], sentence: Sentence) -> None:
    for item in timed:
        if item.phrase.base or item.period.start is None or item.period.end is None:
            continue
        report.year = _year_of(item.period)
        if item.phrase.kind == "period":
            report.period, report.line = item.period, sentence.line


def _choose(
    metric: Metric, sentence: Sentence, timed: Sequence[_Timed], report: _Report, document: Document
) -> Period | None:
    tokens, q = sentence.tokens, metric.quantity
    usable = [t for t in timed if t.phrase.kind in ("period", "date", "deictic")]
    own = [t for t in usable if not t.phrase.base or metric.status == "previous"]
    for marks in (_SOFT_MARKS, _HARD_MARKS):
        first, last = clause_bounds(tokens, q.first, q.last, marks)
        inside = [t for t in own if first <= t.phrase.first and t.phrase.last <= last]
        found = _nearest(inside, q.first, q.last)
        if found:
            return found
    found = _nearest(own, q.first, q.last)
    if found:
        return found
    return _inherited(metric, sentence, report, document)


def _nearest(timed: Sequence[_Timed], first: int, last: int) -> Period | None:
    """The last one before the figure, else the first one after it."""
    before = [t for t in timed if t.phrase.last <= first]
    if before:
        return before[-1].period
    after = [t for t in timed if t.phrase.first >= last]
    return after[0].period if after else None


def _inherited(metric: Metric, sentence: Sentence, report: _Report, document: Document) -> Period | None:
    """A figure without a time of its own: the report's period; for what is true now, the day of the text."""
    if metric.status == "planned":
        return None
    tense = tense_of(sentence.tokens, metric.quantity)
    if tense == "pres" and metric.quantity.change is None:
        return today(document)
    return report.period


def today(document: Document) -> Period | None:
    """The day of publication as a period, where it is known."""
    day = document.page.published
    return None if day is None else Period(day, day, "", Span(0, 0))
