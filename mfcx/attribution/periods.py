"""Which time a figure belongs to: its own words first, then those of its sentence, then the report's period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from mfcx.attribution.anchors import date_by_weekday, year_summed_up, year_written, years_by_weekday
from mfcx.attribution.budget_years import year_of_adoption
from mfcx.attribution.compared_years import name_compared_years
from mfcx.attribution.earlier_values import is_earlier_value, is_year_on, mark_earlier_values, mark_left_behind
from mfcx.attribution.foreign_days import drop_foreign_day
from mfcx.attribution.inheritance import inherited_time, whole_of
from mfcx.attribution.status import COMMA_MARKS, HARD_MARKS, clause_bounds, status_at, tense_of, tense_of_clause
from mfcx.attribution.time_choice import choose_time, compared_value, moves
from mfcx.attribution.times import (
    COUNTED_ON_ROLES,
    LASTING_ROLES,
    OPEN_ROLES,
    Report,
    Timed,
    bracket_groups,
    has_lemma,
    in_contrast,
    is_now,
    is_open,
    months_of,
    resolve_times,
    says,
    sums_up,
    then_at,
    year_of,
    year_told,
)
from mfcx.attribution.undated_days import date_by_report, drop_contradicted_day
from mfcx.document import Document, Metric, Period, Sentence, Token
from mfcx.facts import is_row, opens_with_part
from mfcx.morphology import lemmas
from mfcx.quantities.periods import TimePhrase, months_in
from mfcx.tables import words

_YEAR = 12  # months
_OPENING = 4  # tokens: «И такие данные …»
_LEAD = 3  # sentences that set the scene: the headline and the first of the body
# «в 2012 году», «в мае 2014 года»: something happened
_EVENT_UNITS = frozenset({"year", "month", "day"})
_BACK = frozenset({"last", "ended"})
# roles of a date that make it the day of a report: «на 31 июля», «по состоянию на 31 июля», «к 20 декабря»
_STATE_ROLES = frozenset({"at", "as_of", "by"})


def set_periods(document: Document) -> None:
    """Fills `period` of every metric, in text order; the headline's times set the scene, its figures come last."""
    drop_foreign_day(document)
    drop_contradicted_day(document)
    date_by_weekday(document)
    date_by_report(document)
    name_compared_years(document)
    written = year_written(document) or year_of_adoption(document)
    last_year = year_summed_up(document, written)
    report = Report(year=written, written=written, last_year=last_year, days=years_by_weekday(document))
    metrics: dict[int, list[Metric]] = {}
    for metric in document.metrics:
        metrics.setdefault(metric.sentence.start, []).append(metric)
    rows = list(zip(document.sentences, document.readings, strict=True))
    for sentence, reading in [row for row in rows[:_LEAD] if not opens_with_part(row[0])]:
        event = not metrics.get(sentence.start) and _tells_event(sentence, reading.times)
        scene = Report(report.period, report.year, written, last_year) if event else report
        _set_scene(document, sentence, reading.times, scene)
        if event:  # «В 2012 году столица выросла.» is what its own paragraph goes on about
            report.part, report.line, report.named = scene.period, sentence.line, scene.named
    report.named = report.under_way = None
    for sentence, reading in [row for row in rows if not row[0].is_title]:
        _set_sentence(document, sentence, reading.times, metrics.get(sentence.start, []), report)
    first = _first_dated(document)
    # «в январе — сентябре» of a year that nobody names
    lead = first.period if first is not None and not report.undated else None
    heading = Report(lead, year_of(lead) if lead else written, written, last_year)
    for sentence, reading in [row for row in rows if row[0].is_title]:
        of_title = metrics.get(sentence.start, [])
        _set_sentence(document, sentence, reading.times, of_title, heading)
        plans = first is not None and first.status == "planned" and not reading.times
        for metric in of_title:  # «В 18 районах нет очереди» is no plan of the year, with which the body opens
            if plans and metric.status == "actual" and metric.period is lead:
                metric.period = None
        told = [metric for metric in of_title if _as_in_body(metric, document)]
        for metric in of_title:  # «На шесть дорог потратят 9 млн рублей», of which the body tells the money
            if metric.period is None and told and metric.status == told[0].status and not moves(metric.quantity):
                metric.period = told[0].period
    _look_ahead(document, document.page.published or (date(written, 12, 31) if written else None))


def _look_ahead(document: Document, written: date | None) -> None:
    """«Доходы утверждены в 52 млрд рублей» of next year's budget: what begins after the text was written is planned.

    Of a time that its own sentence names, the words there have told already.
    """
    if written is None:
        return
    for metric in document.metrics:
        period, sentence = metric.period, metric.sentence
        if metric.status != "actual" or period is None or period.start is None or period.start <= written:
            continue
        told_here = period.span is not None and sentence.start <= period.span.start < sentence.stop
        # «Пять школ откроют в новом учебном году. Число первоклассников выросло на тысячу»: not by then
        grew = moves(metric.quantity) and tense_of(sentence.tokens, metric.quantity) == "past"
        if not told_here and not grew:
            metric.status = "planned"


def _set_scene(document: Document, sentence: Sentence, phrases: Sequence[TimePhrase], report: Report) -> None:
    """The first whole period that headline or lead name is the report's, until a figure names a later one."""
    for item in resolve_times(document, sentence, phrases, report):
        period, when = item.period, item.phrase.when
        if period is None or period.start is None or period.end is None:
            continue
        is_point = period.start == period.end and (sentence.is_title or _tells_end(item))
        if item.phrase.kind != "period" or is_point:
            _take_day(item, sentence.line, report)
            continue
        beside = when is not None and when.relation in ("ago", "same", "that")
        # «Сейчас доля составляет 4 %, в прошлом году достигала 10»
        beside = beside or (when is not None and when.relation in _BACK and any(is_now(phrase) for phrase in phrases))
        planned = item.planned and not _is_budgeted(item)
        aside = item.base or item.of_base or item.bracket or planned or beside or item.relative
        if report.period is None and not aside and not in_contrast(sentence, item.phrase.first, item.phrase.last):
            report.period, report.year, report.is_scene = period, year_of(period), sentence.is_title
        elif planned and sentence.is_title and not (item.base or item.bracket or is_open(item.phrase)):
            report.plan = report.plan or period  # «Бюджет-2025: на что пойдут деньги»


def _take_day(item: Timed, line: int, report: Report) -> None:
    """«Как идёт стройка, по состоянию на 1 октября отчитался мэр. …»: what follows is of that day."""
    if item.phrase.role != "as_of" or item.period is None:
        return
    report.day = item.period, line
    if report.period is None:
        report.period, report.is_state = item.period, True


def _is_budgeted(item: Timed) -> bool:
    """«Бюджет на 2024 год» of a text of 2023: what stands below is of that year."""
    return item.ahead and item.phrase.role == "at"


def _tells_event(sentence: Sentence, phrases: Sequence[TimePhrase]) -> bool:
    """«В 2012 году столица выросла в размерах»: what happened once; a quarter or half-year is reported on."""
    whens = [phrase.when for phrase in phrases if phrase.role == "in" and phrase.when is not None]
    dated = all(w.unit in _EVENT_UNITS and w.root.number and w.number_to is None for w in whens)
    return dated and len(phrases) == len(whens) > 0 and not sentence.is_title


def _as_in_body(metric: Metric, document: Document) -> bool:
    """A headline's figure that the body gives again has the body's time, where it took that of the lead."""
    told = (m for m in document.metrics if not m.sentence.is_title and m.status == metric.status)
    same = next((m for m in told if _number(m) == _number(metric)), None)
    if same is not None and not _has_own_time(metric):
        metric.period = same.period
    return same is not None


def _number(metric: Metric) -> tuple[object, ...]:
    q = metric.quantity
    return q.value, q.value_to, q.unit, q.change


def _first_dated(document: Document) -> Metric | None:
    """The first figure of the body that has a period."""
    body = (m for m in document.metrics if not m.sentence.is_title and m.status != "previous")
    return next((m for m in body if m.period and not m.period.is_published), None)


def _set_sentence(
    document: Document, sentence: Sentence, phrases: Sequence[TimePhrase], metrics: Sequence[Metric], report: Report
) -> None:
    row = is_row(document.text, sentence)
    report.closes = report.in_list and not row and _adds(sentence)
    timed = resolve_times(document, sentence, phrases, report)
    head = (*_list_head(sentence, timed), _plans_list(sentence))
    known = report.head, report.head_aside, report.head_plans
    if (head != known or report.head_plans) and not (row or report.closes):
        report.head, report.head_aside, report.head_plans = head
    elif report.head_plans:
        _plan_rows(sentence, metrics)
    report.in_list = row and report.head is not None
    brackets = bracket_groups(sentence.tokens) if metrics else ()
    told = list(report.told)
    before = report.period, report.is_state
    for metric in metrics:
        _set_metric(document, metric, timed, brackets, metrics, told, report)
        told.append(metric)
    if metrics:
        mark_earlier_values(sentence, metrics, timed)
        if any(m.status == "previous" and m.period is not None and m.period is report.period for m in metrics):
            report.period, report.is_state = before  # «сейчас доля 4 %, в прошлом году она достигала 10»
        mark_left_behind(sentence, metrics, report.told)
        report.told = list(metrics)
    report.compared = _compared(sentence, timed, report)
    if timed:
        _go_on(document, sentence, phrases, timed, metrics, report)


def _set_metric(
    document: Document,
    metric: Metric,
    timed: Sequence[Timed],
    brackets: Sequence[int],
    others: Sequence[Metric],
    told: Sequence[Metric],
    report: Report,
) -> None:
    """The time of one figure; `others` are those of its sentence, `told` those before it and of the sentence before."""
    sentence = metric.sentence
    compared = compared_value(metric, timed, told)
    if compared is not None:
        metric.period = compared.period
        return
    whole = whole_of(metric, sentence, told)
    if whole is not None and tense_of(sentence.tokens, metric.quantity) is None:
        metric.status = whole.status
    chosen = choose_time(metric, sentence, timed, brackets, others)
    if chosen is None and report.head_aside is not None and brackets[metric.quantity.first]:
        metric.period, metric.status = report.head_aside, "previous"
    elif chosen is None and (report.compared or _is_beside_earlier(told)) and _points_then(metric, sentence):
        metric.period = report.compared.period if report.compared else told[-1].period
        metric.status = "previous"
    elif chosen is None:
        shared = whole.period if whole is not None and whole.status == metric.status else None
        shared = shared or _year_behind(metric, timed, report)
        metric.period = shared or inherited_time(metric, sentence, report, told, document)
    elif _wider_than_report(metric, sentence, chosen, report, told):
        metric.period = report.period
    else:
        _take_own(document, metric, chosen, told, report)


def _year_behind(metric: Metric, timed: Sequence[Timed], report: Report) -> Period | None:
    """«По сравнению с маем прошлого года рост – 5 %»: of this May, if that is told of, whatever was told last."""
    if not moves(metric.quantity):
        return None
    first, last = clause_bounds(metric.sentence.tokens, metric.quantity.first, metric.quantity.last, COMMA_MARKS)
    base = next((t.period for t in timed if t.base and t.period and first <= t.phrase.first < last), None)
    if base is None or months_of(base) >= _YEAR:
        return None
    return next((p for p in reversed(report.parts) if is_year_on(p, base)), None)


def _take_own(document: Document, metric: Metric, chosen: Timed, told: Sequence[Metric], report: Report) -> None:
    """A figure takes the time that its sentence gives it, and the report remembers it."""
    sentence = metric.sentence
    dateless = chosen.period is None and not is_now(chosen.phrase)
    report.undated = report.undated or (dateless and report.period is None and not told)
    metric.period = _own(metric, chosen, report, document)
    if metric.status == "actual" and (_is_due(metric, chosen, document) or (chosen.ahead and _is_told_for(chosen))):
        metric.status = "planned"
    lasts = chosen.phrase.role in LASTING_ROLES or chosen.phrase.kind == "duration"  # «с начала реализации»
    report.lasting = metric.period is None and lasts
    if is_earlier_value(metric, sentence, chosen, told) or _goes_on_earlier(metric, sentence, chosen, report):
        metric.status, report.earlier = "previous", chosen.phrase
    beside = in_contrast(sentence, chosen.phrase.first, chosen.phrase.last)
    if not (beside or chosen.relative):
        _remember(report, metric, chosen, told, document)


def _is_due(metric: Metric, chosen: Timed, document: Document) -> bool:
    """«Отремонтировано 12 школ, к 1 сентября – ещё 14»: a deadline to come, and no verb of its own."""
    published, period = document.page.published, chosen.period
    if published is None or period is None or period.start is not None or period.end is None:
        return False
    if chosen.phrase.when is not None and chosen.phrase.when.unit == "year":
        return False  # «к 2023 году – 410» of a text of that year
    first, last = clause_bounds(metric.sentence.tokens, metric.quantity.first, metric.quantity.last, COMMA_MARKS)
    bare = tense_of_clause(metric.sentence.tokens, first, last) is None
    return bare and period.end > published and first <= chosen.phrase.first < last


def _goes_on_earlier(metric: Metric, sentence: Sentence, chosen: Timed, report: Report) -> bool:
    """«За тот же период 2022 года угнали 90 машин, ранили 8 человек»: all that is told of a time compared with."""
    if chosen.phrase is not report.earlier or metric.status != "actual" or metric.quantity.change is not None:
        return False
    first, last = clause_bounds(sentence.tokens, metric.quantity.first, metric.quantity.last, HARD_MARKS)
    return first <= chosen.phrase.first < last


def _compared(sentence: Sentence, timed: Sequence[Timed], report: Report) -> Timed | None:
    """The time that a sentence compares with, or the last one's where it says «тогда»."""
    for item in reversed(timed):
        if item.base:
            return item
    goes_on = report.compared is not None and then_at(sentence.tokens, 0, len(sentence.tokens)) is not None
    return report.compared if goes_on else None


def _is_told_for(item: Timed) -> bool:
    """«В 2035 году здесь 40 школ», not «до 2035 года» nor «дороги, которые откроют в 2035 году»."""
    return item.phrase.role not in OPEN_ROLES and not item.relative


def _points_then(metric: Metric, sentence: Sentence) -> bool:
    """«Валовой сбор тогда составил 158 тонн», but «…, и тогда примут 20 человек» looks ahead."""
    if metric.status == "planned" or not says(sentence.tokens, words("then")):
        return False
    first, last = clause_bounds(sentence.tokens, metric.quantity.first, metric.quantity.last, COMMA_MARKS)
    return then_at(sentence.tokens, first, last) is not None


def _is_beside_earlier(told: Sequence[Metric]) -> bool:
    return bool(told) and told[-1].status == "previous"


def _go_on(
    document: Document,
    sentence: Sentence,
    phrases: Sequence[TimePhrase],
    timed: Sequence[Timed],
    metrics: Sequence[Metric],
    report: Report,
) -> None:
    """What the times of a sentence mean for those around it."""
    _take_survey(sentence, timed, report)
    if metrics or document.page.published is not None or not _tells_event(sentence, phrases):
        told = [t for t in timed if not (t.relative or _is_of_earlier(t, metrics))]
        _take_year(told, report, undated=document.page.published is None)
    if not metrics and not sentence.is_title:
        for item in timed:
            _take_day(item, sentence.line, report)
        _take_part(sentence, timed, report)
        _take_since(sentence, timed, report)
        _take_heading(sentence, timed, report)
        _take_plan(sentence, timed, report)
        _complete_plans(document, sentence, timed, report)


def _take_survey(sentence: Sentence, timed: Sequence[Timed], report: Report) -> None:
    """«Таковы данные опроса за 2022 год»: what people do and think was so then, before this sentence and behind it."""
    tokens = sentence.tokens
    summed_up = [t for t in timed if t.phrase.role == "over" and t.period is not None and not (t.base or t.bracket)]
    if not summed_up or not any(has_lemma(t.lower, "survey_noun") for t in tokens[: summed_up[-1].phrase.first]):
        return
    report.survey = summed_up[-1].period
    pointed = any(
        has_lemma(one.lower, "pointing_adjective") and has_lemma(other.lower, "survey_result")
        for one, other in pairwise(tokens[:_OPENING])
    )
    for metric in report.told if pointed else ():
        if metric.period is None and metric.status == "actual":
            metric.period = report.survey


def _is_of_earlier(item: Timed, metrics: Sequence[Metric]) -> bool:
    """«…, а за весь 2014 год было 310»: the year of an earlier value is not what the text goes on about."""
    own = [m.status for m in metrics if m.period is not None and m.period == item.period]
    return bool(own) and all(status == "previous" for status in own)


def _take_part(sentence: Sentence, timed: Sequence[Timed], report: Report) -> None:
    """«Мост чинили с 2020-го по 2023-й. …»: a part of the report's period that the next figures are of.

    «Порадовали итоги за 2016 год. …» tells what they are of whatever the report's period is.
    """
    plain = [t for t in timed if not (t.base or t.bracket or t.planned) and t.phrase.kind == "period"]
    period = plain[-1].period if plain else None
    if period is None:
        return
    summed_up = plain[-1].phrase.role == "over" and period.start != period.end and not plain[-1].relative
    turned = _opens_later_year(plain[-1], period, report)
    if summed_up or turned or (report.period is not None and _nested(report.period, period)):
        report.part, report.line = period, sentence.line


def _opens_later_year(item: Timed, period: Period, report: Report) -> bool:
    """«В 2021 году дали 40 млн. В 2022 году порядок стал другим. Дали уже 50»: a year that the report turns to."""
    if item.phrase.first or item.phrase.role != "in" or item.relative or report.period is None:
        return False
    later = report.period.end is not None and period.start is not None and report.period.end < period.start
    return later and months_of(period) == _YEAR == months_of(report.period)


def _take_heading(sentence: Sentence, timed: Sequence[Timed], report: Report) -> None:
    """«За первое полугодие 2015 года зарегистрировано:»: what is listed and told below is of that time."""
    head, _ = _list_head(sentence, timed)
    period = head.period if head is not None else None
    known = report.period
    if report.head_plans or period is None or period.start is None or period.end is None or period.start == period.end:
        return
    if report.is_scene or known is None or (known.start is not None and known.start <= period.end):
        report.period, report.is_state, report.part, report.is_scene = period, False, None, False


def _take_since(sentence: Sentence, timed: Sequence[Timed], report: Report) -> None:
    """«С 4 июля карту оформляют в центрах. Её получили 900 человек»: what goes on since then, and is told of next."""
    began = [t for t in timed if not (t.base or t.bracket or t.planned or t.relative)]
    last = began[-1] if began else None
    if last is not None and last.phrase.role == "from" and last.period is not None and last.period.end is None:
        report.since = last.period, sentence.stop


def _take_plan(sentence: Sentence, timed: Sequence[Timed], report: Report) -> None:
    """«Рост может ускориться в 2018 году. Ожидается прибавка на 4 %»: the plans of the paragraph are of that time."""
    ahead = [t for t in timed if not (t.base or t.bracket) and t.phrase.kind == "period" and _looks_ahead(sentence, t)]
    period = ahead[-1].period if ahead else None
    if period is not None and period.start is not None:
        report.plan_named = period, sentence.line
        report.plan = report.plan or (period if _is_budgeted(ahead[-1]) else None)


def _complete_plans(document: Document, sentence: Sentence, timed: Sequence[Timed], report: Report) -> None:
    """«В нём будет 14 комнат. Его сдача планируется в мае 2024 года»: the plan is done by then."""
    plans = [m for m in report.told if m.status == "planned" and not _has_own_time(m)]
    if not plans or document.text[plans[-1].sentence.stop : sentence.start].strip(" \u00a0"):
        return
    period = next((t.period for t in timed if t.planned and not (t.base or t.bracket) and t.period), None)
    if period is None:
        return
    found = [lemmas(t.lower) | {t.lower} for t in sentence.tokens if t.text.isalpha()]
    if all(any(not words(kind).isdisjoint(forms) for forms in found) for kind in ("it", "completion")):
        for metric in plans:
            metric.period = period


def _has_own_time(metric: Metric) -> bool:
    span = metric.period.span if metric.period else None
    return span is not None and metric.sentence.start <= span.start < metric.sentence.stop


def _looks_ahead(sentence: Sentence, item: Timed) -> bool:
    """«может ускориться в 2018 году», «на будущий год задумано больше»: a plan, or what is possible."""
    if item.planned or (item.phrase.when is not None and item.phrase.when.root.relation == "next"):
        return True
    return any(has_lemma(t.lower, "possible") for t in sentence.tokens[slice(*item.clause)])


def _take_year(timed: Sequence[Timed], report: Report, *, undated: bool) -> None:
    """The year that a sentence speaks of is the current one for what follows."""
    for item in timed:
        named = item.phrase.when is not None and item.phrase.when.root.number is not None
        if undated and report.year is not None and not named:
            continue  # «в прошлом году» counts from the year of the text, it is no year to count from
        if not (item.base or item.bracket or is_open(item.phrase)) and (
            not item.planned or (named and report.year is None and item.phrase.role != "by")
        ):
            report.year = year_told(item) or report.year


def _list_head(sentence: Sentence, timed: Sequence[Timed]) -> tuple[Timed | None, Period | None]:
    """«На 1 июля работают (в скобках — год назад):» gives one time to the rows and one to their brackets.

    The first row may stand in the sentence itself: «На 1 июля работают: 5 школ; …».
    """
    colon = _head_end(sentence.tokens)
    if colon is None:
        return None, None
    times = [t for t in reversed(timed) if t.phrase.first < colon]
    plain = [t for t in times if not t.base and not t.bracket]
    told = [t for t in plain if t.phrase.role not in OPEN_ROLES] or [t for t in plain if t.phrase.role == "until"]
    return (told[0] if told else None), next((t.period for t in times if t.bracket), None)


def _adds(sentence: Sentence) -> bool:
    """«Кроме того, …», «Также …»: one more to what was listed."""
    opening = next((token.lower for token in sentence.tokens if token.text.isalpha()), "")
    return opening in words("adds")


def _plans_list(sentence: Sentence) -> bool:
    """«До конца года будет сделано:», «В планах на осень:»."""
    colon = _head_end(sentence.tokens)
    return colon is not None and status_at(sentence.tokens, colon - 1, colon) == "planned"


def _plan_rows(sentence: Sentence, metrics: Sequence[Metric]) -> None:
    """A row without a verb is as planned as the head of its list says."""
    for metric in metrics:
        if metric.status == "actual" and tense_of(sentence.tokens, metric.quantity) is None:
            metric.status = "planned"


def _head_end(tokens: Sequence[Token]) -> int | None:
    """The colon that ends the head of a list."""
    last = len(tokens) - 1
    if last < 0 or tokens[last].text not in (":", ";"):
        return None
    parted = (at for at in range(last, 0, -1) if tokens[at].text == ":" and tokens[at - 1].stop == tokens[at].start)
    return next((at for at in parted if at == last or tokens[at + 1].start > tokens[at].stop), None)


def _own(metric: Metric, chosen: Timed, report: Report, document: Document) -> Period | None:
    """The chosen time's dates; a change «за год» that names no year is told of the report's period."""
    if chosen.period is not None:
        return _up_to_today(metric, chosen.period, document)
    when = chosen.phrase.when
    pointed = when is None or when.relation is not None or when.edge is not None
    if pointed or metric.quantity.change is None or report.period is None:
        return None
    # «за пять лет вырос на 30 %» in a report of one year is of neither, but of a day it tells what it came to
    longer = (
        not report.is_state
        and when is not None
        and when.count is not None
        and months_in(when.unit) * when.count > max(_YEAR, months_of(report.period))
    )
    return None if longer else report.period


def _wider_than_report(
    metric: Metric, sentence: Sentence, chosen: Timed, report: Report, told: Sequence[Metric]
) -> bool:
    """«Если сравнить 2024 год и 2025-й, …»: a change keeps the report's part of the year it is compared in."""
    years = chosen.phrase.when is not None and chosen.phrase.when.unit == "year"
    if report.period is None or chosen.period is None or not years or not moves(metric.quantity):
        return False
    q = metric.quantity
    first, last = clause_bounds(sentence.tokens, q.first, q.last, COMMA_MARKS)
    inside = first <= chosen.phrase.first < last
    inside = inside or any(m.period == chosen.period for m in told if m.sentence.start == sentence.start)
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


def _remember(report: Report, metric: Metric, chosen: Timed, told: Sequence[Metric], document: Document) -> None:
    """The time of a figure becomes the report's; it moves forward, never back, and an aside in brackets ends there."""
    if chosen.period is None or chosen.base or chosen.bracket or metric.status == "previous":
        return
    start, end = chosen.period.start, chosen.period.end
    if start is None or end is None:
        return
    if chosen.phrase.when is not None and chosen.phrase.when.relation == "ago":
        return
    ahead = document.page.published is not None and start > document.page.published
    if start == end and chosen.phrase.role in COUNTED_ON_ROLES and not ahead and metric.status == "actual":
        report.day = chosen.period, metric.sentence.line
    if metric.status == "planned" or ahead:
        _remember_plan(report, metric, chosen, chosen.period)
    elif chosen.phrase.kind == "period" and start != end:
        _remember_period(report, metric, chosen, told)
    elif start != end or (chosen.phrase.kind == "period" and (report.period or chosen.phrase.role == "over")):
        # «с 6 по 19 мая» is what its paragraph is about
        report.part, report.line = chosen.period, metric.sentence.line
        if not (told or report.told):  # what the first figure is of, the text is about
            report.period = report.period or chosen.period
    elif (_is_of_report(chosen) or _sums_up_today(metric, chosen)) and _may_be_state(report):
        report.period, report.is_state = chosen.period, True


def _is_of_report(chosen: Timed) -> bool:
    """«На 6 июля убрано 30 га»."""
    return chosen.phrase.role in _STATE_ROLES and not _tells_end(chosen)


def _tells_end(item: Timed) -> bool:
    """«к концу года»: what the year brought is not told of its last day."""
    return item.phrase.when is not None and item.phrase.when.edge == "end"


def _may_be_state(report: Report) -> bool:
    """«На 6 июля убрано 30 га. … На 7 июля убрано 90 га»: the day of a report, or a later one of several."""
    return report.period is None or report.is_state


def _sums_up_today(metric: Metric, chosen: Timed) -> bool:
    """«На сегодня обмолочено 600 га. …»: what was done by the day of the text, not how things are."""
    stated = is_now(chosen.phrase) and chosen.phrase.last - chosen.phrase.first > 1  # not «сейчас»
    return stated and tense_of(metric.sentence.tokens, metric.quantity) == "past"


def _remember_plan(report: Report, metric: Metric, chosen: Timed, period: Period) -> None:
    narrower = report.plan is not None and _contains(report.plan, period)
    report.plan = period if chosen.phrase.kind == "period" and not narrower else report.plan
    if report.plan_named is not None and report.plan_named[1] == metric.sentence.line:
        report.plan_named = period, metric.sentence.line


def _remember_period(report: Report, metric: Metric, chosen: Timed, told: Sequence[Metric]) -> None:
    """A later period is the report's from here on; a part of it, or an earlier one, is its paragraph's.

    Beside a figure of the whole in the same sentence a part is no more than an aside: «52 %, а в июле – 87 %».
    """
    line, known, period = metric.sentence.line, report.period, chosen.period
    assert period is not None
    if known is not None and not report.is_scene and _nested(known, period):
        if not any(m.sentence is metric.sentence and m.period == known for m in told):
            report.part, report.line = period, line
    elif known is None or _is_no_earlier(period, known) or (report.is_state and sums_up(known, period)):
        report.period, report.is_state, report.part, report.is_scene = period, False, None, False
        event = chosen.phrase.role == "in" and months_of(period) < _YEAR
        report.teller = metric.speaker if event else None
    elif report.told_in != line:
        report.part, report.line = period, line
    report.told_in = line


def _is_no_earlier(period: Period, known: Period) -> bool:
    return known.start is None or (period.end is not None and period.end >= known.start)


def _up_to_today(metric: Metric, period: Period, document: Document) -> Period:
    """«С сентября привили …»: what has happened since then runs to the day of the text."""
    published = document.page.published
    if metric.status != "actual" or period.end is not None or period.start is None or published is None:
        return period
    return replace(period, end=published) if period.start <= published else period
