"""Figures told in turn of several times: «в 2022 и 2023 годах отремонтировали 12 и 15 школ»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mfcx.attribution.sentence_words import says
from mfcx.attribution.times.alike import counts_alike
from mfcx.attribution.times.report import Report, Timed
from mfcx.attribution.times.spans import months_of
from mfcx.document import Document, Metric, Period, Sentence, Span
from mfcx.quantities.periods import TimePhrase, When
from mfcx.quantities.periods.calendar import MONTHS, Whole, months_from, whole_year
from mfcx.quantities.periods.lexicon import DASHES
from mfcx.tables import words

_LINES = 2  # a paragraph goes on about the one before; an empty line may part them
_YEAR = 12  # months


def date_in_turn(
    document: Document,
    sentence: Sentence,
    phrases: Sequence[TimePhrase],
    metrics: Sequence[Metric],
    timed: Sequence[Timed],
    report: Report,
) -> bool:
    """Gives each figure of a row its own of the times named together, here or, «соответственно», just before."""
    times = _times_in_turn(document, phrases, timed)
    if len(times) > 1:
        report.in_turn = times, sentence.line
    if len(metrics) < 2:
        return False
    in_turn = says(sentence.tokens, words("respectively"))
    if in_turn and not timed and report.in_turn is not None and sentence.line - report.in_turn[1] <= _LINES:
        times = report.in_turn[0]
    if len(times) < 2 or not (in_turn or _are_listed(phrases, sentence)):
        return False
    rows = [row for row in _rows(metrics) if len(row) == len(times)]
    rows = [row for row in rows if in_turn or all(metric.quantity.inherited for metric in row[:-1])]
    for row in rows:
        for metric, period in zip(row, times, strict=True):
            metric.period, metric.status = period, row[0].status
    return bool(rows)


def _times_in_turn(document: Document, phrases: Sequence[TimePhrase], timed: Sequence[Timed]) -> list[Period]:
    """«на 2025 год и плановый период 2026 и 2027 годов» -> each of the three years."""
    if not any(phrase.when is not None and phrase.when.number_to is not None for phrase in phrases):
        return []
    known = {item.phrase.start: item for item in timed}
    found: list[Period] = []
    for phrase in phrases:
        item = known.get(phrase.start)
        aside = phrase.base if item is None else item.base or item.bracket or item.relative
        if not aside:
            span = Span(phrase.start, phrase.stop)
            text = document.text[span.start : span.stop]
            parts = _parts(phrase.when, None if item is None else item.period)
            found += [Period(whole.start, whole.end, text, span) for whole in parts]
    starts = [period.start for period in found if period.start is not None]
    return found if all(one < after for one, after in pairwise(starts)) else []


def _parts(when: When | None, period: Period | None) -> Iterator[Whole]:
    """«в 2022 и 2023 годах», «в январе и феврале»: the years or months one by one."""
    if when is None or when.number is None or when.to is not None:
        return
    last = when.number if when.number_to is None else when.number_to
    if when.unit == "year":
        years = (when.number, last) if when.relation == "gap" else range(when.number, last + 1)
        yield from (whole_year(year) for year in years)
    elif period is not None and period.start is not None and when.relation is None and when.unit in MONTHS:
        length = MONTHS[when.unit]
        first = period.start.year * _YEAR + period.start.month - 1
        yield from (months_from(first + at, length) for at in range(0, months_of(period), length))


def _are_listed(phrases: Sequence[TimePhrase], sentence: Sentence) -> bool:
    """«в 2022 и 2023 годах», not «в 2022–2023 годах»."""
    if len(phrases) != 1:
        return False
    named = sentence.tokens[phrases[0].first : phrases[0].last]
    return any(token.lower in words("and") for token in named) and all(token.text not in DASHES for token in named)


def _rows(metrics: Sequence[Metric]) -> list[list[Metric]]:
    """«152, 158 и 163 млрд рублей»: figures alike with nothing but a comma or «и» between them."""
    rows = [[metrics[0]]]
    for before, metric in pairwise(metrics):
        between = metric.sentence.tokens[before.quantity.last : metric.quantity.first]
        joined = bool(between) and all(token.text == "," or token.lower in words("and") for token in between)
        here = (before.region, before.place) == (metric.region, metric.place)  # not «в Омске и Томске … 12 и 15 школ»
        if joined and here and counts_alike(before, metric):
            rows[-1].append(metric)
        else:
            rows.append([metric])
    return rows
