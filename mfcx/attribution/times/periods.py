"""Which time a figure belongs to: its own words first, then those of its sentence, then the report's period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from mfcx.attribution.sentence_words import says, then_at
from mfcx.attribution.status import COMMA_MARKS, HARD_MARKS, clause_bounds, tense_of, tense_of_clause
from mfcx.attribution.times.anchors import date_by_weekday, year_summed_up, year_written, years_by_weekday
from mfcx.attribution.times.beside import is_beside_figure
from mfcx.attribution.times.bracketed_values import mark_bracketed
from mfcx.attribution.times.budget_years import year_of_adoption
from mfcx.attribution.times.choice import choose_time, compared_value, moves
from mfcx.attribution.times.compared_years import name_compared_years
from mfcx.attribution.times.dated_rows import is_of_row
from mfcx.attribution.times.earlier_values import (
    is_earlier_value,
    is_later_value,
    is_year_on,
    mark_earlier_values,
    mark_left_behind,
)
from mfcx.attribution.times.foreign_days import drop_foreign_day
from mfcx.attribution.times.in_turn import date_in_turn
from mfcx.attribution.times.inheritance import inherited_time
from mfcx.attribution.times.months_back import date_months_back
from mfcx.attribution.times.own_dates import own_dates
from mfcx.attribution.times.report import Report, Timed
from mfcx.attribution.times.report_lists import adds_to_list, list_head, plan_rows, plans_list
from mfcx.attribution.times.report_memory import (
    go_back,
    go_on,
    has_own_time,
    is_budgeted,
    is_history,
    remember,
    take_day,
    tells_end,
    tells_event,
)
from mfcx.attribution.times.resolved import (
    LASTING_ROLES,
    OPEN_ROLES,
    bracket_groups,
    in_contrast,
    is_now,
    is_open,
    resolve_times,
    year_told,
)
from mfcx.attribution.times.self_compared import drop_compared
from mfcx.attribution.times.sheets import take_heading
from mfcx.attribution.times.spans import contains, months_of, sums_up, year_of
from mfcx.attribution.times.undated_days import date_by_report, drop_contradicted_day
from mfcx.attribution.times.wholes import is_sum_so_far, says_of_them, tells_of_plan, whole_of
from mfcx.document import Document, Metric, Period, Sentence
from mfcx.facts import is_row, opens_with_part
from mfcx.quantities.periods import TimePhrase
from mfcx.tables import words

_YEAR = 12  # months
_LONGEST_REPORT = 5 * _YEAR
_SEVERAL = 3  # years, told one by one
_LEAD = 3  # sentences that set the scene: the headline and the first of the body
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
    date_months_back(document)
    written = year_written(document) or year_of_adoption(document)
    last_year = year_summed_up(document, written)
    report = Report(year=written, written=written, last_year=last_year, days=years_by_weekday(document))
    metrics: dict[int, list[Metric]] = {}
    for metric in document.metrics:
        metrics.setdefault(metric.sentence.start, []).append(metric)
    rows = list(zip(document.sentences, document.readings, strict=True))
    for sentence, reading in [row for row in rows[:_LEAD] if not opens_with_part(row[0])]:
        _read_lead(document, sentence, reading.times, metrics, report)
    report.named = report.under_way = None
    for sentence, reading in [row for row in rows if not row[0].is_title]:
        _set_sentence(document, sentence, reading.times, metrics.get(sentence.start, []), report)
    first = _first_dated(document)
    # «в январе — сентябре» of a year that nobody names
    lead = first.period if first is not None and not report.undated else None
    told_first = None if first is not None and _is_behind_undated(document, first) else lead
    heading = Report(told_first, year_of(lead) if lead else written, written, last_year)
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
        grew = moves(metric.quantity) and tense_of(sentence.tokens, metric.quantity) == "past"
        begins = period.end is None and tense_of(sentence.tokens, metric.quantity) == "past"  # «с 1 июля»
        if not told_here and (begins or (grew and metric.quantity.unit not in words("money_unit"))):
            metric.period = None  # «Пять школ откроют в новом учебном году. Учеников стало на 700 больше»: not by then
        elif not (grew or told_here):
            metric.status = "planned"


def _read_lead(
    document: Document,
    sentence: Sentence,
    phrases: Sequence[TimePhrase],
    metrics: Mapping[int, Sequence[Metric]],
    report: Report,
) -> None:
    """What a sentence of headline or lead says of the report's time."""
    here = metrics.get(sentence.start, ())
    event, more = not here and tells_event(sentence, phrases), _tells_more(sentence, metrics)
    if not (event or more):
        _set_scene(document, sentence, phrases, here, report)
        return
    scene = Report(report.period, report.year, report.written, report.last_year)
    _set_scene(document, sentence, phrases, here, scene)
    if event:  # «В 2012 году столица выросла.» is what its own paragraph goes on about
        report.part, report.line, report.named = scene.period, sentence.line, scene.named
        return
    # «Ярмарка собрала 32 города. Минувшей весной пришли 900 гостей»: not of the figures before, but of their year
    report.year = scene.year
    _set_scene(document, sentence, [phrase for phrase in phrases if phrase.role not in ("in", "")], here, report)


def _tells_more(sentence: Sentence, metrics: Mapping[int, Sequence[Metric]]) -> bool:
    """Whether a sentence of the body stands behind figures, and not only behind «выросло на 5 %»."""
    before = (m for row in metrics.values() for m in row if m.sentence.start < sentence.start)
    return not sentence.is_title and any(not (m.sentence.is_title or moves(m.quantity)) for m in before)


def _set_scene(
    document: Document, sentence: Sentence, phrases: Sequence[TimePhrase], metrics: Sequence[Metric], report: Report
) -> None:
    """The first whole period that headline or lead name is the report's, until a figure names a later one."""
    timed = resolve_times(document, sentence, phrases, report)
    take_heading(sentence, timed, report, told=bool(metrics))
    for item in timed:
        period, when = item.period, item.phrase.when
        if period is None or period.start is None or period.end is None:
            continue
        is_point = period.start == period.end and (sentence.is_title or tells_end(item))
        if item.phrase.kind != "period" or is_point:
            if item.phrase.kind == "date" and sentence.is_title and not (item.base or item.bracket or item.planned):
                report.year = report.year or year_told(item)  # «Сводка на 20 августа 2024 года»
            take_day(item, sentence.line, report)
            continue
        beside = when is not None and when.relation in ("ago", "same", "that")
        # «Сейчас уровень равен 3 %, в прошлом году превышал 12»
        beside = beside or (when is not None and when.relation in _BACK and any(is_now(phrase) for phrase in phrases))
        # «Отметили 25 человек. В августе прошлого года обращений стало вдвое больше»
        event = when is not None and when.unit == "month" and when.root.relation in _BACK and item.phrase.role == "in"
        # «Рост – в пять раз. Беречь зверя начали в 2000-х годах»
        long_ago = item.phrase.role == "in" and months_of(period) > _LONGEST_REPORT
        long_ago = long_ago or (is_history(period, report, document) and not sentence.is_title)
        beside = beside or (event and not sentence.is_title) or long_ago
        # «Намолочено 22 млн тонн, а в прошлом году собрали 24»
        beside = beside or sentence.tokens[item.clause[0]].lower in words("turn") and item.clause[0] > 0
        beside = beside or is_beside_figure(item, sentence)
        planned = item.planned and not is_budgeted(item, sentence.tokens)
        aside = item.base or item.of_base or item.bracket or planned or beside or item.relative
        aside = aside or is_of_row(item, timed, sentence.tokens, metrics)
        free = report.period is None or (report.is_state and sums_up(report.period, period))
        if free and not aside and not in_contrast(sentence, item.phrase.first, item.phrase.last):
            report.is_state = False
            report.period, report.year, report.is_scene = period, year_of(period), sentence.is_title
        elif planned and sentence.is_title and not (item.base or item.bracket or is_open(item.phrase)):
            report.plan = report.plan or period  # «Бюджет-2025: на что пойдут деньги»


def _as_in_body(metric: Metric, document: Document) -> bool:
    """A headline's figure that the body gives again has the body's time, where it took that of the lead."""
    told = (m for m in document.metrics if not m.sentence.is_title and m.status == metric.status)
    same = next((m for m in told if _number(m) == _number(metric)), None)
    if same is not None and (not has_own_time(metric) or _narrows(metric, same)):
        metric.period = same.period
    return same is not None


def _narrows(metric: Metric, told: Metric) -> bool:
    """«В 2022 году отремонтировали 40 школ» above «В январе–июне 2022 года отремонтировали 40 школ»."""
    wide, narrow = metric.period, told.period
    if wide is None or narrow is None or months_of(wide) != _YEAR:
        return False
    return contains(wide, narrow) and months_of(narrow) < _YEAR


def _number(metric: Metric) -> tuple[object, ...]:
    q = metric.quantity
    return q.value, q.value_to, q.unit, q.change


def _first_dated(document: Document) -> Metric | None:
    """The first figure of the body that has a period."""
    body = (m for m in document.metrics if not m.sentence.is_title and m.status != "previous")
    return next((m for m in body if m.period and not m.period.is_published), None)


def _is_behind_undated(document: Document, dated: Metric) -> bool:
    """«Явка составила 62 %. … ¶В 2021 году она была 53 %»: an earlier paragraph tells as done what has no time."""
    done = (m for m in document.metrics if m.status == "actual" and not m.sentence.is_title)
    lead = next((m for m in done if tense_of(m.sentence.tokens, m.quantity) == "past"), dated)
    return lead.period is None and lead.sentence.line < dated.sentence.line


def _set_sentence(
    document: Document, sentence: Sentence, phrases: Sequence[TimePhrase], metrics: Sequence[Metric], report: Report
) -> None:
    row = is_row(document.text, sentence)
    report.closes = report.in_list and not row and adds_to_list(sentence)
    timed = resolve_times(document, sentence, phrases, report)
    head = (*list_head(sentence, timed), plans_list(sentence))
    known = report.head, report.head_aside, report.head_plans
    if (head != known or report.head_plans) and not (row or report.closes):
        report.head, report.head_aside, report.head_plans = head
    elif report.head_plans:
        plan_rows(sentence, metrics)
    report.in_list = row and report.head is not None
    go_back(sentence, timed, report)
    brackets = bracket_groups(sentence.tokens) if metrics else ()
    told = list(report.told)
    before, part, plan = (report.period, report.is_state), (report.part, report.line), report.plan
    for metric in metrics:
        _set_metric(document, metric, timed, brackets, metrics, told, report)
        told.append(metric)
    in_turn = date_in_turn(document, sentence, phrases, metrics, timed, report)
    if metrics:
        drop_compared(metrics, timed, report)
        mark_earlier_values(sentence, metrics, timed)
        if any(m.status == "previous" and m.period is not None and m.period is report.period for m in metrics):
            report.period, report.is_state = before  # «сейчас уровень 3 %, в прошлом году он превышал 12»
        if any(m.status == "previous" and m.period is not None and m.period is report.part for m in metrics):
            report.part, report.line = part  # «В 1950 году читателей было 4 тысячи, сейчас – 38»
        if _plans_by_year(metrics):
            report.plan = plan
        if in_turn or _tells_by_year(metrics):
            report.period, report.is_state = before
            report.part, report.line = part
        mark_left_behind(sentence, metrics, report.told)
        report.told = list(metrics)
    report.paired = mark_bracketed(sentence, metrics, timed, report.paired)
    report.compared = _compared(sentence, timed, report)
    if timed:
        go_on(document, sentence, phrases, timed, metrics, report)


def _plans_by_year(metrics: Sequence[Metric]) -> bool:
    """«В 2024 году откроют 9 центров, в 2025 году – 12»: what is told of the whole plan next is of neither year."""
    planned = [m for m in metrics if m.status == "planned" and has_own_time(m)]
    units = {m.quantity.unit for m in planned}
    starts = {m.period.start for m in planned if m.period is not None and months_of(m.period) == _YEAR}
    return len(starts) > 1 == len(units)


def _tells_by_year(metrics: Sequence[Metric]) -> bool:
    """«В 2018 году построили 26 школ, в 2019-м – 31, в 2020-м – 27»: what is told next is of none of the years."""
    done = [m.period for m in metrics if m.status == "actual" and has_own_time(m)]
    starts = {period.start for period in done if period is not None and months_of(period) == _YEAR}
    return len(starts) >= _SEVERAL


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
    planned = tells_of_plan(metric, sentence, told)
    chosen = choose_time(metric, sentence, timed, brackets, others)
    if chosen is None and report.head_aside is not None and brackets[metric.quantity.first]:
        metric.period, metric.status = report.head_aside, "previous"
    elif chosen is None and (report.compared or _is_beside_earlier(told)) and _points_then(metric, sentence):
        metric.period = report.compared.period if report.compared else told[-1].period
        metric.status = "previous"
    elif chosen is None and whole is not None and whole.period is None and _takes_all(metric, whole):
        metric.period = None
    elif chosen is None:
        shared = whole.period if whole is not None and whole.status == metric.status else None
        shared = shared or _year_behind(metric, timed, report)
        metric.period = shared or inherited_time(metric, sentence, report, told, document)
    elif _wider_than_report(metric, sentence, chosen, report, told):
        metric.period = report.period
    else:
        _take_own(document, metric, chosen, told, report)
    if is_sum_so_far(metric, told):
        metric.period = None
    if metric.status == "actual" and (planned or _goes_on_planning(metric, told)):
        metric.status = "planned"


def _goes_on_planning(metric: Metric, told: Sequence[Metric]) -> bool:
    """«За 2024–2028 годы заменят 312 лифтов. Объём средств – 9 млрд рублей: в 2024 году – 2 млрд»: of that plan."""
    last = told[-1] if told else None
    if last is None or last.status != "planned" or last.sentence.line != metric.sentence.line:
        return False
    if metric.quantity.unit not in words("money_unit") or metric.period is None or last.period is None:
        return False
    begins, since = metric.period.start, last.period.start
    later = last.sentence is metric.sentence and begins is not None and since is not None and begins >= since
    ahead = later or contains(last.period, metric.period)
    return (
        ahead
        and months_of(last.period) > 0
        and not moves(metric.quantity)
        and tense_of(metric.sentence.tokens, metric.quantity) is None
    )


def _takes_all(metric: Metric, whole: Metric) -> bool:
    """«Вывезены 1740 дачников. Среди них 415 детей»: where the whole has no time, a part without a verb has none."""
    of_them = says_of_them(metric, metric.sentence) and metric.status == whole.status
    return of_them and tense_of(metric.sentence.tokens, metric.quantity) is None


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
    metric.period = own_dates(metric, chosen, report, document)
    ahead = chosen.ahead and _is_told_for(chosen, metric)
    if metric.status == "actual" and (ahead or _is_due(metric, chosen, document) or _is_from_then(metric, document)):
        metric.status = "planned"
    if is_later_value(metric, sentence, told):
        metric.status = "actual"
    lasts = chosen.phrase.role in LASTING_ROLES or chosen.phrase.kind == "duration"  # «с начала реализации»
    report.lasting = metric.period is None and lasts
    if is_earlier_value(metric, sentence, chosen, told) or _goes_on_earlier(metric, sentence, chosen, report):
        metric.status, report.earlier = "previous", chosen.phrase
    beside = in_contrast(sentence, chosen.phrase.first, chosen.phrase.last)
    if _turns_to_this_year(metric, chosen, report):
        report.period = report.part = None
    if not (beside or chosen.relative):
        remember(report, metric, chosen, told, document)


def _turns_to_this_year(metric: Metric, chosen: Timed, report: Report) -> bool:
    """«За 2014 год собрали 107 тонн. В этом году – 90. Убрано 98 % полей»: of a year that nobody names, not of 2014."""
    when = chosen.phrase.when
    if metric.status != "actual" or chosen.period is not None or chosen.bracket or report.is_scene:
        return False
    if when is None or when.unit == "part":  # «начало года» is no year to turn to
        return False
    return when.root.unit == "year" and when.root.relation == "this"


def _is_due(metric: Metric, chosen: Timed, document: Document) -> bool:
    """«Отремонтировано 12 школ, к 1 сентября – ещё 14»: a deadline to come, and no verb of its own."""
    published, period = document.page.published, chosen.period
    if published is None and period is not None and chosen.phrase.role == "until":  # «, до Нового года – ещё 38»
        more = metric.sentence.tokens[max(0, metric.quantity.first - 1)].lower in words("more")
        published = period.end - timedelta(days=1) if more and period.end is not None else None
    if published is None or period is None or period.start is not None or period.end is None:
        return False
    if chosen.phrase.when is not None and chosen.phrase.when.unit == "year" and chosen.phrase.role != "until":
        return False  # «к 2023 году – 410» of a text of that year
    first, last = clause_bounds(metric.sentence.tokens, metric.quantity.first, metric.quantity.last, COMMA_MARKS)
    bare = tense_of_clause(metric.sentence.tokens, first, last) is None
    return bare and period.end > published and first <= chosen.phrase.first < last


def _is_from_then(metric: Metric, document: Document) -> bool:
    """«Стоимость проезда с 1 февраля – 49 рублей» of a text of January."""
    published, period = document.page.published, metric.period
    if published is None or period is None or period.start is None or period.end is not None:
        return False
    return period.start > published and tense_of(metric.sentence.tokens, metric.quantity) != "past"


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


def _is_told_for(item: Timed, metric: Metric) -> bool:
    """«В 2035 году здесь 40 школ», «с 2035 года», not «до 2035 года» nor «40 дорог, которые откроют в 2035 году»."""
    inside = (
        item.clause[0] <= metric.quantity.first < item.clause[1]
    )  # «поправку, позволяющую купить в 2035 году 40 машин»
    return (item.phrase.role == "from" or item.phrase.role not in OPEN_ROLES) and (inside or not item.relative)


def _points_then(metric: Metric, sentence: Sentence) -> bool:
    """«Валовой сбор тогда составил 158 тонн», but «…, и тогда примут 20 человек» looks ahead."""
    if metric.status == "planned" or not says(sentence.tokens, words("then")):
        return False
    first, last = clause_bounds(sentence.tokens, metric.quantity.first, metric.quantity.last, COMMA_MARKS)
    return then_at(sentence.tokens, first, last) is not None


def _is_beside_earlier(told: Sequence[Metric]) -> bool:
    return bool(told) and told[-1].status == "previous"


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
    return not inside and chosen.period != report.period and contains(chosen.period, report.period)
