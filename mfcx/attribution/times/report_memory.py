"""What the times of a sentence and its figures mean for those around them: the report's period, its parts and plans."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mfcx.attribution.sentence_words import has_lemma, then_at
from mfcx.attribution.status import tense_of
from mfcx.attribution.times.report import Report, Timed
from mfcx.attribution.times.report_lists import list_head
from mfcx.attribution.times.resolved import COUNTED_ON_ROLES, is_now, is_open, year_told
from mfcx.attribution.times.spans import contains, months_of, overlap, sums_up
from mfcx.document import Document, Metric, Period, Sentence, Token
from mfcx.morphology import lemmas
from mfcx.quantities.periods import TimePhrase, When
from mfcx.tables import words

_YEAR = 12  # months
_REPORTED_YEARS = 5  # before the text was written
_OPENING = 4  # tokens: «И такие данные …»
# «в 2012 году», «в мае 2014 года»: something happened
_EVENT_UNITS = frozenset({"year", "month", "day"})
# roles of a date that make it the day of a report: «на 31 июля», «по состоянию на 31 июля», «к 20 декабря»
_STATE_ROLES = frozenset({"at", "as_of", "by"})


def take_day(item: Timed, line: int, report: Report) -> None:
    """«Как идёт стройка, по состоянию на 1 октября отчитался мэр. …»: what follows is of that day."""
    if item.phrase.role != "as_of" or item.base or item.period is None:
        return
    report.day = item.period, line
    if report.period is None:
        report.period, report.is_state = item.period, True


def is_budgeted(item: Timed, tokens: Sequence[Token]) -> bool:
    """«Бюджет на 2024 год» of a text of 2023: what stands below is of then; «пуск намечен на 2024 год» is a plan."""
    first = item.phrase.first
    meant = first > 0 and has_lemma(tokens[first - 1].lower, "foreseen")
    return item.ahead and item.phrase.role == "at" and not meant


def tells_event(sentence: Sentence, phrases: Sequence[TimePhrase]) -> bool:
    """«В 2012 году столица выросла в размерах»: what happened once; a quarter or half-year is reported on."""
    whens = [phrase.when for phrase in phrases if phrase.role == "in" and phrase.when is not None]
    dated = all(w.unit in _EVENT_UNITS and w.root.number and w.number_to is None for w in whens)
    # «Депутаты заслушали отчёт о работе в 2013 году»
    reported = any(has_lemma(token.lower, "report_noun") for token in sentence.tokens)
    return dated and not reported and len(phrases) == len(whens) > 0 and not sentence.is_title


def go_on(
    document: Document,
    sentence: Sentence,
    phrases: Sequence[TimePhrase],
    timed: Sequence[Timed],
    metrics: Sequence[Metric],
    report: Report,
) -> None:
    """What the times of a sentence mean for those around it."""
    _take_plan_since(sentence, timed, report)
    _take_survey(sentence, timed, report)
    if metrics or document.page.published is not None or not tells_event(sentence, phrases):
        told = [t for t in timed if not (t.relative or _is_of_others(t, metrics, report))]
        _take_year(told, report, undated=document.page.published is None)
    if metrics and len(timed) == 1:  # «С 2019 года купили 40 машин. Отремонтировали 12 зданий»
        _take_since(sentence, timed, report)
    if not metrics and not sentence.is_title:
        for item in timed:
            take_day(item, sentence.line, report)
        _take_part(sentence, timed, report)
        _take_turn(timed, report)
        _take_event(sentence, timed, report)
        _take_since(sentence, timed, report)
        _take_heading(sentence, timed, report)
        _take_plan(document, sentence, timed, report)
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


def _is_of_others(item: Timed, metrics: Sequence[Metric], report: Report) -> bool:
    """«…, а за весь 2014 год было 310»: the year of an earlier value is not what the text goes on about.

    Nor is that of a plan: «В 2022 году доля составила 9 %. Целевой показатель на 2030 год – 12 %.»
    """
    own = {m.status for m in metrics if m.period is not None and m.period == item.period}
    return own == {"previous"} or (own == {"planned"} and report.year is not None)


def _take_part(sentence: Sentence, timed: Sequence[Timed], report: Report) -> None:
    """«Мост чинили с 2020-го по 2023-й. …»: a part of the report's period that the next figures are of.

    «Порадовали итоги за 2016 год. …» tells what they are of whatever the report's period is.
    """
    plain = [t for t in timed if not (t.base or t.bracket or t.planned) and (t.phrase.kind == "period" or _is_range(t))]
    period = plain[-1].period if plain else None
    if period is None:
        return
    summed_up = plain[-1].phrase.role == "over" and period.start != period.end and not plain[-1].relative
    turned = _opens_later_year(plain[-1], period, report) or _is_range(plain[-1])
    goes_into = _nested(report.period, period) if report.period is not None else _is_of_months(plain[-1])
    if summed_up or turned or goes_into:
        report.part, report.line = period, sentence.line


def _is_of_months(item: Timed) -> bool:
    """«В сентябре сажали лес. …»: in a text of no other time what follows is of then."""
    when = item.phrase.when
    return item.phrase.role == "in" and not item.relative and when is not None and when.unit == "month" and not when.of


def _is_range(item: Timed) -> bool:
    """«Росстат подсчитал, как менялись цены с 1 по 7 июля. …»: what is told next is of those days."""
    when = item.phrase.when
    return item.phrase.role == "from" and when is not None and not item.relative and _spans_days(when)


def _spans_days(when: When) -> bool:
    return when.unit in ("day", "month") and (when.to is not None or when.number_to is not None)


def _opens_later_year(item: Timed, period: Period, report: Report) -> bool:
    """«В 2021 году дали 40 млн. В 2022 году порядок стал другим. Дали уже 50»: a year that the report turns to."""
    if item.phrase.first or item.phrase.role != "in" or item.relative or report.period is None:
        return False
    later = report.period.end is not None and period.start is not None and report.period.end < period.start
    return later and months_of(period) == _YEAR == months_of(report.period)


def _take_event(sentence: Sentence, timed: Sequence[Timed], report: Report) -> None:
    """«18 мая прошла ярмарка. Её посетили 400 человек»: who came came on that day."""
    days = [t.period for t in timed if t.phrase.kind == "date" and not (t.base or t.bracket or t.planned or t.relative)]
    day = days[0] if len(days) == 1 == len(timed) else None
    if day is None or day.start is None or day.start != day.end:
        return
    forms = [token.lower for token in sentence.tokens]
    met = any(has_lemma(form, "meeting_noun") for form in forms)  # which tells of other times
    if not met and any(has_lemma(form, "event_verb") for form in forms):
        report.event = day, sentence.line


def _take_turn(timed: Sequence[Timed], report: Report) -> None:
    """«В 2022 году картина была иной. Тогда лидировал Омск»: a time gone by that the next sentence may point at.

    So may «Мы побили результат 2022 года. Тогда собрали 40 тонн».
    """
    plain = [t for t in timed if not (t.base or t.bracket or t.planned or t.relative) and t.phrase.kind == "period"]
    period = plain[0].period if len(plain) == 1 == len(timed) and plain[0].phrase.role in ("in", "") else None
    if period is None or period.start is None or period.end is None:
        return
    known = report.period
    if known is None or known.start is None or period.end < known.start:
        report.turned = plain[0]


def go_back(sentence: Sentence, timed: Sequence[Timed], report: Report) -> None:
    """«Тогда лидировал Омск с 85 жалобами, а замыкала список Тара с тремя»: the paragraph is of the time turned to."""
    turned, report.turned = report.turned, None
    if turned is None or turned.period is None or then_at(sentence.tokens, 0, len(sentence.tokens)) is None:
        return
    report.compared = turned
    if then_at(sentence.tokens, 0, 1) is None:
        return
    # «Тогда за девять месяцев родилось 300 детей»
    parts = [turned.period, *(t.period for t in timed if t.period is not None and not t.base)]
    if all(contains(turned.period, part) for part in parts):
        report.part, report.line = parts[-1], sentence.line


def _take_heading(sentence: Sentence, timed: Sequence[Timed], report: Report) -> None:
    """«За первое полугодие 2015 года зарегистрировано:»: what is listed and told below is of that time."""
    head, _ = list_head(sentence, timed)
    period = head.period if head is not None else None
    known = report.period
    if report.head_plans or period is None or period.start is None or period.end is None or period.start == period.end:
        return
    if report.is_scene or known is None or (known.start is not None and known.start <= period.end):
        report.period, report.is_state, report.part, report.is_scene = period, False, None, False


def _take_since(sentence: Sentence, timed: Sequence[Timed], report: Report) -> None:
    """«С 6 мая карту оформляют в центрах. Её получили 900 человек»: what goes on since then, and is told of next."""
    began = [t for t in timed if not (t.base or t.bracket or t.planned or t.relative)]
    last = began[-1] if began else None
    if last is not None and last.phrase.role == "from" and last.period is not None and last.period.end is None:
        report.since = last.period, sentence.stop


def _take_plan(document: Document, sentence: Sentence, timed: Sequence[Timed], report: Report) -> None:
    """«Рост может ускориться в 2018 году. Ожидается прибавка на 4 %»: the plans of the paragraph are of that time.

    Those of the whole text are, where its first words plan for a year: «В 2021 году запланирован ремонт дорог.»
    """
    ahead = [t for t in timed if not (t.base or t.bracket) and t.phrase.kind == "period" and _looks_ahead(sentence, t)]
    period = ahead[-1].period if ahead else None
    if period is not None and period.start is not None:
        report.plan_named = period, sentence.line
        opens = ahead[-1].planned and ahead[-1].phrase.role == "in" and _opens_body(document, sentence)
        planned = is_budgeted(ahead[-1], sentence.tokens) or (opens and months_of(period) == _YEAR)
        report.plan = report.plan or (period if planned else None)


def _take_plan_since(sentence: Sentence, timed: Sequence[Timed], report: Report) -> None:
    """«С 1 июля вырастут тарифы. Вода подорожает на 13 %»: the changes to come of the paragraph begin then."""
    for item in timed:
        begins = item.phrase.role == "from" and item.planned and not (item.base or item.bracket or item.relative)
        if begins and item.period is not None and item.period.end is None:
            report.plan_since = item.period, sentence.line


def _opens_body(document: Document, sentence: Sentence) -> bool:
    return sentence is next((one for one in document.sentences if not one.is_title), None)


def _complete_plans(document: Document, sentence: Sentence, timed: Sequence[Timed], report: Report) -> None:
    """«В нём будет 14 комнат. Его сдача планируется в мае 2024 года»: the plan is done by then."""
    plans = [m for m in report.told if m.status == "planned" and not has_own_time(m)]
    if not plans or document.text[plans[-1].sentence.stop : sentence.start].strip(" \u00a0"):
        return
    period = next((t.period for t in timed if t.planned and not (t.base or t.bracket) and t.period), None)
    if period is None:
        return
    found = [lemmas(t.lower) | {t.lower} for t in sentence.tokens if t.text.isalpha()]
    if all(any(not words(kind).isdisjoint(forms) for forms in found) for kind in ("it", "completion")):
        for metric in plans:
            metric.period = period


def has_own_time(metric: Metric) -> bool:
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
            told = year_told(item)
            if told and not (undated and _goes_back(item, told, report)):
                report.year = told


def _goes_back(item: Timed, year: int, report: Report) -> bool:
    """«Жить стали дольше: 74 года в 2022-м. За девять месяцев …» of a report of 2023: those months are of 2023."""
    end = report.period.end if report.period is not None else None
    return end is not None and year < end.year and item.clause[0] < item.phrase.first


def _nested(one: Period, other: Period) -> bool:
    """Whether one of two periods is a part of the other, and not the same."""
    if (one.start, one.end) == (other.start, other.end):
        return False
    return contains(one, other) or contains(other, one)


def remember(report: Report, metric: Metric, chosen: Timed, told: Sequence[Metric], document: Document) -> None:
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
        _remember_period(report, metric, chosen, told, history=is_history(chosen.period, report, document))
    elif start != end or (chosen.phrase.kind == "period" and (report.period or chosen.phrase.role == "over")):
        # «с 6 по 19 мая» is what its paragraph is about
        report.part, report.line = chosen.period, metric.sentence.line
        if not (told or report.told) and not _is_within(chosen.period, report):
            report.period = chosen.period  # what the first figure is of, the text is about
    elif _is_of_report(chosen) or _sums_up_today(metric, chosen):
        _remember_day(report, metric, chosen)


def _remember_day(report: Report, metric: Metric, chosen: Timed) -> None:
    """«На 6 июля убрано 30 га. …» is a report of that day.

    In one of another time «На сегодня приняты 400 человек. …» is what its paragraph is of.
    """
    if _may_be_state(report):
        report.period, report.is_state = chosen.period, True
    elif not _is_of_report(chosen):
        report.part, report.line = chosen.period, metric.sentence.line


def _is_within(period: Period, report: Report) -> bool:
    """Whether the report is of a known time; one that the headline alone tells gives way to days that go beyond it."""
    known = report.period
    return known is not None and not (report.is_scene and overlap(known, period) and not contains(known, period))


def _is_of_report(chosen: Timed) -> bool:
    """«На 6 июля убрано 30 га»."""
    return chosen.phrase.role in _STATE_ROLES and not tells_end(chosen)


def tells_end(item: Timed) -> bool:
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
    narrower = report.plan is not None and contains(report.plan, period)
    report.plan = period if chosen.phrase.kind == "period" and not narrower else report.plan
    if report.plan_named is not None and report.plan_named[1] == metric.sentence.line:
        report.plan_named = period, metric.sentence.line


def is_history(period: Period, report: Report, document: Document) -> bool:
    """«В 1941 году здесь выпустили 200 танков» of a text of 2024: long over, nothing that it reports on.

    So is the year told of in one that begins with «На 17 апреля», a day without a year.
    """
    published = document.page.published
    now = published.year if published is not None else report.written
    if now is None and report.undated and report.period is None:
        return months_of(period) == _YEAR
    return now is not None and period.end is not None and now - period.end.year > _REPORTED_YEARS


def _remember_period(report: Report, metric: Metric, chosen: Timed, told: Sequence[Metric], *, history: bool) -> None:
    """A later period is the report's from here on; a part of it, an earlier one, or history, is its paragraph's.

    Beside a figure of the whole in the same sentence a part is no more than an aside: «52 %, а в июле – 87 %».
    """
    line, known, period = metric.sentence.line, report.period, chosen.period
    assert period is not None
    # «В июне проверили 5 школ» is a part of the year, but June of a lead without figures is none of «с начала года»
    led = known is not None and report.told_in < 0 and not report.is_state and contains(period, known)
    opened = report.is_scene or led
    if known is not None and not opened and _nested(known, period):
        if not any(m.sentence is metric.sentence and m.period == known for m in told):
            report.part, report.line = period, line
    elif not history and (
        known is None or _is_no_earlier(period, known) or (report.is_state and sums_up(known, period))
    ):
        report.period, report.is_state, report.part, report.is_scene = period, False, None, False
        event = chosen.phrase.role == "in" and months_of(period) < _YEAR
        report.teller = metric.speaker if event else None
    elif report.told_in != line:
        report.part, report.line = period, line
    report.told_in = line


def _is_no_earlier(period: Period, known: Period) -> bool:
    return known.start is None or (period.end is not None and period.end >= known.start)
