"""The time told just before that a phrase points back at: «за этот период», «за это время», «за неделю»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.times.report import Report, Timed
from mfcx.attribution.times.spans import months_of, year_of
from mfcx.document import Document, Period, Sentence
from mfcx.quantities.periods import TimePhrase, months_in
from mfcx.tables import fold, words

_YEAR = 12  # months
_LINES = 2  # a paragraph goes on about the one before; an empty line may part them
_WEEK = (7, 8)  # days
_WITHIN_YEAR = frozenset({"month", "quarter", "half"})
_POINTING = frozenset({"this", "that"})


def since_told(
    phrase: TimePhrase, before: Sequence[Timed], sentence: Sentence, report: Report, document: Document
) -> Period | None:
    """«С 2009 года врачам доплачивают. За это время …»: since then, told here or in the sentence just before."""
    if phrase.when is None or phrase.when.unit != "span" or phrase.role != "over":
        return None
    here = next((t.period for t in reversed(before) if t.phrase.role == "from" and t.period is not None), None)
    return here or since_before(sentence, report, document)


def since_before(sentence: Sentence, report: Report, document: Document) -> Period | None:
    """What the sentence just before in the same paragraph tells to go on since then."""
    if report.since is None:
        return None
    period, stop = report.since
    between = document.text[stop : sentence.start] if stop <= sentence.start else "-"
    return None if between.strip(" \u00a0") else period


def stretch_told(phrase: TimePhrase, before: Sequence[Timed], sentence: Sentence, report: Report) -> Period | None:
    """«Проверили школы, открытые в 2019–2020 годах. За этот период …»: the stretch that is told just before."""
    when = phrase.when
    if when is None or when.of is not None or phrase.role != "over":
        return None
    if when.relation not in _POINTING or when.unit not in ("span", "period", "year"):
        return None
    near = report.stretch is not None and 0 <= sentence.line - report.stretch[1] <= _LINES
    told = _last_stretch(before) or (report.stretch[0] if near and report.stretch is not None else None)
    if told is None or when.unit != "year":
        return told
    # «за эти годы», «за эти два года»
    alike = (
        months_of(told) > _YEAR if when.count == 0 else when.count is not None and when.count * _YEAR == months_of(told)
    )
    return told if alike else None


def same_stretch(phrase: TimePhrase, sentence: Sentence, report: Report) -> Period | None:
    """«С 3 по 9 июня потушили 40 пожаров. За тот же период прошлого года – 52»: what lasts and was told just before."""
    when = phrase.when
    if when is None or when.unit not in ("period", "span") or not points_at_other_year(phrase):
        return None
    near = report.stretch is not None and 0 <= sentence.line - report.stretch[1] <= _LINES
    return report.stretch[0] if near and report.stretch is not None else None


def part_told(sentence: Sentence, report: Report) -> Period | None:
    """«За девять месяцев убыль составила 45 человек против 53 годом ранее»: what a paragraph sums up, not «в мае»."""
    part = report.part if report.line == sentence.line else None
    return part if part is not None and part.text and fold(part.text).split()[0] in words("over_word") else None


def follows_unended(phrase: TimePhrase, sentence: Sentence, report: Report) -> bool:
    """«С начала года пришли 410 человек. В прошлом году за тот же период – 383» of a text whose day nobody knows."""
    when = phrase.when
    return report.unended == sentence.line and points_at_other_year(phrase) and when is not None and when.unit != "date"


def take_unended(timed: Sequence[Timed], line: int, report: Report) -> None:
    """«с начала года» with no end known, until another stretch is told."""
    last = next((item for item in reversed(timed) if not _is_aside(item) and item.phrase.when is not None), None)
    if last is not None and last.phrase.when is not None:
        since = last.phrase.role == "from" and last.phrase.when.edge == "start"
        report.unended = line if since and (last.period is None or last.period.end is None) else -1


def points_at_other_year(phrase: TimePhrase) -> bool:
    """«за тот же период прошлого года»: told to compare with, nothing that the text goes on about."""
    return phrase.when is not None and phrase.when.relation in ("same", "that") and phrase.when.of is not None


def take_stretch(timed: Sequence[Timed], line: int, report: Report) -> None:
    """What «за этот период» may point back at; what is only compared with leaves it as it was."""
    if any(item.period is not None and not _is_aside(item) for item in timed):
        stretch = _last_stretch(timed)
        report.stretch = None if stretch is None else (stretch, line)


def _is_aside(item: Timed) -> bool:
    return item.base or points_at_other_year(item.phrase)


def _last_stretch(timed: Sequence[Timed]) -> Period | None:
    """The time told last, if it lasts: «в 2019–2020 годах», «с мая по июль», «за первые три месяца»."""
    last = next((item for item in reversed(timed) if item.period is not None and not _is_aside(item)), None)
    when = last.phrase.when if last is not None else None
    if last is None or when is None or last.bracket or last.planned:
        return None
    lasts = when.to is not None or when.number_to is not None or last.phrase.role == "over"
    return last.period if lasts else None


def same_report(phrase: TimePhrase, report: Report, year: int | None) -> Period | None:
    """«за месяц», «за год», «за два года» with no more to it: the period of that length that the report is about.

    Behind «в 2013 году» the months of a report about 2014 are not meant. «За этот месяц», «за неделю»
    is the last one told, as is «на минувшей неделе» right behind «с 4 по 11 мая».
    """
    when = phrase.when
    if when is None or when.of is not None:
        return None
    last = report.parts[-1] if report.parts else None
    if when.unit == "week" and when.relation == "last" and not phrase.base:
        return last if last is not None and _is_week(last) else None
    if phrase.role != "over":
        return None
    if when.relation == "this" and when.count is None and when.unit in _WITHIN_YEAR:
        return last if last is not None and months_of(last) == months_in(when.unit) else None
    if when.relation in (None, "this") and when.unit == "week" and when.count in (None, 1):
        return last if last is not None and _is_week(last) else None
    if when.relation is not None:
        return None
    length = months_in(when.unit) * (when.count or 0)
    told = [p for p in (report.period, report.plan) if p is not None and length and months_of(p) == length]
    return next((p for p in told if length >= _YEAR or year in (None, year_of(p))), None)


def week_told(phrase: TimePhrase, before: Sequence[Timed], report: Report) -> Period | None:
    """«С 4 по 10 мая цены выросли, по сравнению с прошлой неделей – вдвое»: the week that one is counted from."""
    if phrase.when is None or phrase.when.unit != "week":
        return None
    told = [*report.parts, *(t.period for t in before if t.period is not None and not t.base)]
    return told[-1] if told and _is_week(told[-1]) else None


def _is_week(period: Period) -> bool:
    """«с 4 по 11 мая»: seven days, or eight where both ends are told."""
    return period.start is not None and period.end is not None and (period.end - period.start).days + 1 in _WEEK
