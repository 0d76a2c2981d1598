"""Which time a figure belongs to: its own words first, then those of its sentence, then the report's period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from mfcx.attribution.speakers import speaks
from mfcx.attribution.status import clause_bounds, status_at, tense_of
from mfcx.document import Document, Metric, Period, Quantity, Sentence, Span, Token
from mfcx.facts import is_list_row
from mfcx.morphology import lemmas, readings
from mfcx.quantities.periods import Anchor, TimePhrase, resolve
from mfcx.quantities.rates import time_units
from mfcx.tables import fold, read_table, words

# a comma does not part a figure from its time («в 2020 году, по данным …, оказано»), brackets and semicolons do
_HARD_MARKS = frozenset("();")
_SOFT_MARKS = frozenset(",;()—–:")
_COMMA_MARKS = frozenset(",;()")
_KINDS = frozenset({"period", "date", "deictic"})
_LEAD = 3  # sentences that set the scene: the headline and the first of the body
_BASE_REACH = 6
# «117 % к июлю 2023 года» is no figure of that July
_TOWARDS = frozenset({"by", "until"})
# «с 2016 года» and «до 2030 года» do not make that year the current one
_OPEN_ROLES = frozenset({"from", "until", "after"})
# roles of a date that make it the day of a report: «на 31 июля», «к 20 декабря»
_STATE_ROLES = frozenset({"at", "by"})


@dataclass(slots=True)
class _Report:
    """What the text said of time so far: the current period and the year it made current."""

    period: Period | None = None
    year: int | None = None
    plan: Period | None = None
    part: Period | None = None  # a part of the period that one paragraph goes into: «В сентябре …»
    line: int = -1  # the line of that paragraph
    is_state: bool = False  # the period is the day of a report: «по состоянию на 31 июля»
    told: list[Metric] = field(default_factory=list)  # the metrics of the last sentence that had any


@dataclass(frozen=True, slots=True)
class _Timed:
    phrase: TimePhrase
    period: Period
    bracket: int
    planned: bool
    base: bool  # only compared with


def set_periods(document: Document) -> None:
    """Fills `period` of every metric, in text order; the headline's times set the scene, its figures come last."""
    report = _Report(year=_year_in_play(document))
    metrics: dict[int, list[Metric]] = {}
    for metric in document.metrics:
        metrics.setdefault(metric.sentence.start, []).append(metric)
    rows = list(zip(document.sentences, document.readings, strict=True))
    for sentence, reading in rows[:_LEAD]:
        _set_scene(document, sentence, reading.times, report)
    for sentence, reading in [row for row in rows if not row[0].is_title]:
        _set_sentence(document, sentence, reading.times, metrics.get(sentence.start, []), report)
    lead = _lead_period(document)
    heading = _Report(lead, _year_of(lead) if lead else _year_in_play(document))
    for sentence, reading in [row for row in rows if row[0].is_title]:
        _set_sentence(document, sentence, reading.times, metrics.get(sentence.start, []), heading)


def _set_scene(document: Document, sentence: Sentence, phrases: Sequence[TimePhrase], report: _Report) -> None:
    """The first whole period that headline or lead name is the report's, until a figure names a later one."""
    for item in _resolve_all(document, sentence, phrases, report):
        whole = item.phrase.kind == "period" and item.period.start is not None and item.period.end is not None
        ago = item.phrase.when is not None and item.phrase.when.relation == "ago"
        aside = (
            ago
            or item.base
            or item.bracket
            or item.planned
            or _in_contrast(sentence, item.phrase.first, item.phrase.last)
        )
        if whole and not aside and report.period is None:
            report.period, report.year = item.period, _year_of(item.period)


def _lead_period(document: Document) -> Period | None:
    """The first period that a figure of the body has."""
    return next((m.period for m in document.metrics if m.period and m.period.text and not m.sentence.is_title), None)


def _set_sentence(
    document: Document, sentence: Sentence, phrases: Sequence[TimePhrase], metrics: Sequence[Metric], report: _Report
) -> None:
    timed = _resolve_all(document, sentence, phrases, report)
    brackets = bracket_groups(sentence.tokens)
    told = list(report.told)
    for metric in metrics:
        chosen = _choose(metric, sentence, timed, brackets, metrics)
        if chosen is None:
            metric.period = _beside(metric, told) or _inherited(metric, sentence, report, document)
        elif _wider_than_report(metric, sentence, chosen, report):
            metric.period = report.period
        else:
            metric.period = _up_to_today(metric, chosen.period, document)
            if _is_earlier_value(metric, sentence, chosen, told):
                metric.status = "previous"
            _remember(report, metric, chosen)
        told.append(metric)
    _mark_earlier_values(sentence, metrics)
    report.told = list(metrics) or report.told
    for item in timed:
        named = item.phrase.when is not None and item.phrase.when.root.number is not None
        if not (item.base or item.bracket or item.phrase.role in _OPEN_ROLES) and (
            not item.planned or (named and report.year is None)
        ):
            report.year = _year_of(item.period) or report.year


def _beside(metric: Metric, told: Sequence[Metric]) -> Period | None:
    """A plan or base given beside its fact has the fact's time: «на 25,5 млрд при плане в 24 млрд»."""
    if metric.status != "planned":
        return None
    here = [m for m in told if m.sentence.start == metric.sentence.start and m.status == "actual"]
    return next((m.period for m in reversed(here) if m.quantity.unit == metric.quantity.unit), None)


def _wider_than_report(metric: Metric, sentence: Sentence, chosen: _Timed, report: _Report) -> bool:
    """«Если сравнить 2024 год и 2025-й, …»: a change keeps the report's part of the year it is compared in."""
    if report.period is None or not _moves(metric.quantity):
        return False
    q = metric.quantity
    first, last = clause_bounds(sentence.tokens, q.first, q.last, _SOFT_MARKS)
    inside = first <= chosen.phrase.first < last
    return not inside and chosen.period != report.period and _contains(chosen.period, report.period)


def _nested(one: Period, other: Period) -> bool:
    """Whether one of two periods is a part of the other, and not the same."""
    if (one.start, one.end) == (other.start, other.end):
        return False
    return _contains(one, other) or _contains(other, one)


def _contains(wide: Period, narrow: Period) -> bool:
    if wide.start is None or wide.end is None or narrow.start is None or narrow.end is None:
        return False
    return wide.start <= narrow.start and narrow.end <= wide.end


def _resolve_all(
    document: Document, sentence: Sentence, phrases: Sequence[TimePhrase], report: _Report
) -> list[_Timed]:
    result = []
    year, span = report.year, report.period
    brackets = bracket_groups(sentence.tokens)
    for phrase in phrases:
        anchor = Anchor(published=document.page.published, year=year, span=span)
        future = status_at(sentence.tokens, phrase.first, phrase.last) == "planned"
        period = _same_report(phrase, report) or resolve(phrase, anchor, document.text, future=future)
        if period is None or phrase.kind not in _KINDS or _is_topic(phrase, sentence.tokens):
            continue
        base = is_base(phrase) or _after_base_noun(sentence.tokens, phrase)
        result.append(_Timed(phrase, period, brackets[phrase.first], future, base))
        if not base and not brackets[phrase.first] and phrase.role not in _OPEN_ROLES:
            year = _year_of(period) or year
            if phrase.kind == "period":
                span = period
    return result


def _same_report(phrase: TimePhrase, report: _Report) -> Period | None:
    """«за месяц», «за год» with no more to it: the period that the report is about."""
    when = phrase.when
    bare = when is not None and when.count == 1 and when.relation is None and when.of is None and phrase.role == "over"
    return report.period if bare else None


def _is_topic(phrase: TimePhrase, tokens: Sequence[Token]) -> bool:
    """«Декабрь ещё добавляет регистраций», «Накануне Дня знаний»: spoken of, not a when."""
    when = phrase.when
    if phrase.kind == "deictic":
        following = readings(tokens[phrase.last].text)[0] if phrase.last < len(tokens) else None
        plain = following is not None and following.pos == "NOUN" and following.case == "gent"
        return plain and when is not None and when.count == -1
    if phrase.role or when is None or when.relation is not None and when.unit == "year":
        return False
    return (
        when.root.number is None if when.unit in ("academic", "quarter") else when.unit == "month" and when.of is None
    )


def bracket_groups(tokens: Sequence[Token]) -> list[int]:
    """For each token the number of the bracket it stands in, 0 outside: what is said in one does not reach out."""
    groups, current, count = [], 0, 0
    for token in tokens:
        if token.text == "(":
            count += 1
            current = count
        groups.append(current)
        if token.text == ")":
            current = 0
    return groups


def _year_of(period: Period) -> int | None:
    edge = period.end or period.start
    return edge.year if edge else None


def _year_in_play(document: Document) -> int | None:
    """Without a date of publication: the year after the one that figures are compared with («к уровню 2020 года»)."""
    if document.page.published is not None:
        return None
    for reading in document.readings:
        for phrase in reading.times:
            if phrase.base and phrase.when and phrase.when.root.unit == "year" and phrase.when.root.number:
                return phrase.when.root.number + 1
    return None


def _remember(report: _Report, metric: Metric, chosen: _Timed) -> None:
    """The time of a figure becomes the report's; it moves forward, never back, and an aside in brackets ends there."""
    start, end = chosen.period.start, chosen.period.end
    if chosen.base or chosen.bracket or start is None or end is None or metric.status == "previous":
        return
    if chosen.phrase.when is not None and chosen.phrase.when.relation == "ago":
        return
    if metric.status == "planned":
        report.plan = chosen.period if chosen.phrase.kind == "period" else report.plan
    elif chosen.phrase.kind == "period":
        if report.period is not None and _nested(report.period, chosen.period):
            report.part, report.line = chosen.period, metric.sentence.line
        elif report.period is None or report.period.start is None or end >= report.period.start:
            report.period, report.is_state, report.part = chosen.period, False, None
    elif chosen.phrase.kind == "date" and chosen.phrase.role in _STATE_ROLES and report.period is None:
        report.period, report.is_state = chosen.period, True


def _after_base_noun(tokens: Sequence[Token], phrase: TimePhrase) -> bool:
    """«превзошёл уровень предыдущего нечётного – 2021 г.»: the year of what is surpassed."""
    before = tokens[max(0, phrase.first - _BASE_REACH) : phrase.first]
    stop = max((i for i, t in enumerate(before) if t.text in ",;("), default=-1)
    return any(not words("base_noun").isdisjoint(lemmas(t.lower)) for t in before[stop + 1 :] if t.text.isalpha())


def is_base(phrase: TimePhrase) -> bool:
    """A time that is only compared with: «чем в 2022 году», «годом ранее»."""
    if phrase.kind == "deictic":
        return False
    return phrase.base or (phrase.when is not None and phrase.when.relation == "earlier")


def _choose(
    metric: Metric, sentence: Sentence, timed: Sequence[_Timed], brackets: Sequence[int], others: Sequence[Metric]
) -> _Timed | None:
    tokens, q = sentence.tokens, metric.quantity
    group = brackets[q.first]
    visible = [t for t in timed if t.bracket in (0, group) and not _elsewhere(t, metric, sentence)]
    own = [t for t in visible if not t.base or _of_base(t, metric, group, tokens)]
    adjacent = [t for t in own if t.phrase.first == q.last]
    if adjacent and not any(t.phrase.last == q.first for t in own):
        return adjacent[0]
    barriers = [m.quantity.first for m in others if m.status == "previous" and m is not metric]
    own = [t for t in own if t.phrase.last <= q.first or not _taken(t, q.last, tokens, others)]
    if group:
        found = _nearest([t for t in own if t.bracket == group], q.first, q.last, barriers)
        if found:
            return found
    for marks in (_SOFT_MARKS, _HARD_MARKS):
        first, last = clause_bounds(tokens, q.first, q.last, marks)
        inside = [t for t in own if first <= t.phrase.first and t.phrase.last <= last]
        found = _nearest(inside, q.first, q.last, barriers)
        if found:
            return found
    before = [t for t in own if t.phrase.last <= q.first]
    return before[-1] if before else None


def _taken(item: _Timed, after: int, tokens: Sequence[Token], others: Sequence[Metric]) -> bool:
    """Whether a time that follows a figure opens the clause of a later one: «… 95 %, а в этом году 99 %»."""
    first, last = clause_bounds(tokens, item.phrase.first, item.phrase.last, _SOFT_MARKS)
    if first < after:
        return False
    return any(item.phrase.last <= m.quantity.first < last for m in others)


def _elsewhere(item: _Timed, metric: Metric, sentence: Sentence) -> bool:
    """«сообщили сегодня в управлении»: the day of the speech, not of the figure."""
    if item.phrase.kind != "deictic":
        return False
    around = sentence.tokens[max(0, item.phrase.first - 2) : item.phrase.last + 2]
    return any(speaks(token) for token in around)


def _of_base(item: _Timed, metric: Metric, group: int, tokens: Sequence[Token]) -> bool:
    """Whether a figure is the value of the time compared with: «против 85 годом ранее», «(годом ранее — 304)»."""
    q, phrase = metric.quantity, item.phrase
    if q.change is not None or phrase.role in _TOWARDS:
        return False
    if group and item.bracket == group:
        return True
    between = tokens[phrase.last : q.first]
    return phrase.first == q.last or (
        phrase.last <= q.first and len(between) <= 2 and all(t.text != "," for t in between)
    )


def _nearest(timed: Sequence[_Timed], first: int, last: int, barriers: Sequence[int]) -> _Timed | None:
    """The last one before the figure, else the first one after it that belongs to no earlier value between."""
    before = [t for t in timed if t.phrase.last <= first]
    if before:
        return before[-1]
    after = [t for t in timed if t.phrase.first >= last and not any(last <= b < t.phrase.first for b in barriers)]
    return after[0] if after else None


def _is_earlier_value(metric: Metric, sentence: Sentence, chosen: _Timed, told: Sequence[Metric]) -> bool:
    """A base given for comparison: «(в 2020 году — 12,4 тыс.)», «годом ранее — 304 тысячи», «(сейчас — 27,1)».

    `told` are the metrics just before it: a like figure with a later time makes this one the earlier value.
    """
    q, when = metric.quantity, chosen.phrase.when
    if when is not None and when.relation == "ago" and metric.status == "actual":
        return True
    if metric.status == "previous" or q.change is not None or (metric.status == "planned" and not chosen.bracket):
        return False
    if chosen.base:
        return True
    alike = [m for m in told if m.quantity.unit == q.unit and m.status != "previous"]
    if chosen.phrase.kind == "deictic":
        return bool(chosen.bracket) and any(m.status == "planned" for m in alike)
    likened = when is not None and when.relation in ("same", "that")
    if not (chosen.bracket or likened or _tells_past_state(sentence, metric)):
        return False
    end = chosen.period.end
    return end is not None and any(_is_later(m, end, timeless=bool(chosen.bracket)) for m in alike)


def _is_later(metric: Metric, end: date, *, timeless: bool) -> bool:
    """Whether a figure is of a time after `end`; one without a time counts as of now beside a bracket."""
    if metric.period is None or metric.period.start is None:
        return timeless
    return end < metric.period.start


def _mark_earlier_values(sentence: Sentence, metrics: Sequence[Metric]) -> None:
    """«В начале года приходилось пять обращений, а сейчас 15»: how things were comes before how they are."""
    for i, metric in enumerate(metrics):
        end = metric.period.end if metric.period else None
        if metric.status != "actual" or metric.quantity.change is not None or end is None:
            continue
        later = [m for m in metrics[i + 1 :] if m.quantity.unit == metric.quantity.unit and m.status == "actual"]
        if any(_is_later(m, end, timeless=False) for m in later) and _tells_past_state(sentence, metric):
            metric.status = "previous"


def _tells_past_state(sentence: Sentence, metric: Metric) -> bool:
    """«тогда как в 2023-м работало 12 офисов»: a contrast, or a verb that tells how things were."""
    q = metric.quantity
    if _in_contrast(sentence, q.first, q.last):
        return True
    first, last = clause_bounds(sentence.tokens, q.first, q.last, _COMMA_MARKS)
    clause = [t for t in sentence.tokens[first:last] if t.text.isalpha()]
    return any(readings(token.lower)[0].tags >= {"VERB", "past", "impf"} for token in clause)


def _in_contrast(sentence: Sentence, first: int, last: int) -> bool:
    """«…, тогда как к началу прошлого декабря охват был ниже»."""
    start, stop = clause_bounds(sentence.tokens, first, last, _COMMA_MARKS)
    return any(token.lower in words("contrast_opening") for token in sentence.tokens[start:stop])


def _moves(quantity: Quantity) -> bool:
    change = quantity.change
    return change is not None and (change.ratio, change.delta, change.delta_pct) != (None, None, None)


def _inherited(metric: Metric, sentence: Sentence, report: _Report, document: Document) -> Period | None:
    """A figure without a time of its own: the report's period; for what is true now, the day of the text."""
    period = report.part if report.part and report.line == sentence.line else report.period
    if metric.status == "previous" or metric.quantity.per in time_units():
        return None
    if metric.status == "planned":
        return report.plan or _fresh(period, document)
    tense = tense_of(sentence.tokens, metric.quantity)
    if metric.indicator in _states() and tense != "past" and not _moves(metric.quantity):
        return period if report.is_state else today(document)
    if metric.quantity.inherited:
        return period
    bare = tense is None and metric.quantity.unit != "%" and not is_list_row(document.text, sentence)
    present = (tense == "pres" or bare) and metric.quantity.change is None
    if bare and present and not sentence.is_title and not report.is_state:
        return today(document)
    if present and not sentence.is_title:
        # what is so by its nature or by rule has no time: «скорость не превышает 2 Мбит/с»
        if period is None or _tells_state(sentence, metric):
            return today(document)
        return period if bare else None
    return period


def _fresh(period: Period | None, document: Document) -> Period | None:
    """A plan goes on with the report's period only while that is not over."""
    published = document.page.published
    if published is None or period is None or period.end is None or period.end < published:
        return None
    return period


@cache
def _states() -> frozenset[str]:
    return frozenset(row["indicator"] for row in read_table("indicators") if row["kind"] == "state")


@cache
def _state_verbs() -> frozenset[str]:
    return frozenset(fold(row["lemma"]) for row in read_table("state_verbs"))


def _tells_state(sentence: Sentence, metric: Metric) -> bool:
    tokens, q = sentence.tokens, metric.quantity
    first, last = clause_bounds(tokens, q.first, q.last, _HARD_MARKS)
    return any(not _state_verbs().isdisjoint(lemmas(t.lower)) for t in tokens[first:last] if t.text.isalpha())


def _up_to_today(metric: Metric, period: Period, document: Document) -> Period:
    """«С сентября привили …»: what has happened since then runs to the day of the text."""
    published = document.page.published
    if metric.status != "actual" or period.end is not None or period.start is None or published is None:
        return period
    return replace(period, end=published) if period.start <= published else period


def today(document: Document) -> Period | None:
    """The day of publication as a period, where it is known."""
    day = document.page.published
    return None if day is None else Period(day, day, "", Span(0, 0))
