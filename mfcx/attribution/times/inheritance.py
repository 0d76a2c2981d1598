"""The time of a figure that names none: its whole's, its fact's, the report's period, or the day of the text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from msgspec.structs import replace

from mfcx.attribution.once import once_a_sentence
from mfcx.attribution.sentence_words import has_lemma, says, was_expected
from mfcx.attribution.status import COMMA_MARKS, clause_bounds, tense_of
from mfcx.attribution.times.alike import counts_alike
from mfcx.attribution.times.choice import is_mean, moves
from mfcx.attribution.times.plan_years import year_of_plan
from mfcx.attribution.times.report import Report
from mfcx.attribution.times.resolved import bracket_groups, follows_report
from mfcx.attribution.times.sheets import time_of_sheet
from mfcx.attribution.times.states import is_lasting, is_regular, is_state, names_flow, tells, tells_result
from mfcx.attribution.times.told import since_before
from mfcx.attribution.times.wholes import of_compared
from mfcx.document import DASHES, Document, Metric, Period, Sentence, Span, Token
from mfcx.facts import is_list_row, is_row
from mfcx.morphology import readings
from mfcx.quantities.forms import Forms
from mfcx.quantities.limits.rates import time_units
from mfcx.tables import read_table, words

# «а это уже на 8 % больше»: a pronoun stands among the first words of its clause
_OPENING = 2
# a paragraph goes on about the one before; an empty line may part them
_LINES = 2
_MONTH, _YEAR = timedelta(days=30), timedelta(days=365)  # between the first day and the last
_LAST_DAYS = timedelta(days=7)  # of a period, in which nobody plans for it any more
_PURPOSE_REACH = 3  # tokens: «На все эти цели»
# bits of what a word says of the source of a figure
_SOME_TIME, _ESTIMATE, _ESTIMATOR = 1, 2, 4
# what a word says of a level
_LEVEL, _IS_SO, _HAPPENED = 1, 2, 3


def inherited_time(
    metric: Metric, sentence: Sentence, report: Report, told: Sequence[Metric], document: Document
) -> Period | None:
    """«Из них 20 — для бизнеса», «Консультаций дали 120»: the time of what was told before, None where unknown."""
    beside = year_of_plan(metric, told, document) or _beside(metric, told) or of_compared(metric, sentence, told)
    if beside is not None:
        return beside
    if metric.status == "previous" and _is_present(metric, sentence):
        return today(document)
    if metric.status == "previous" or _is_rate(metric, sentence) or is_regular(metric, sentence):
        return None
    if _is_purpose(metric) or _is_apart(metric, sentence):
        return None
    if report.head is not None and (_closes_list(metric, sentence, report) or is_row(document.text, sentence)):
        return report.head.period
    if (of_sheet := time_of_sheet(metric, sentence, report)) is not None:
        return of_sheet
    since = _since_before(metric, sentence, report, document) or _of_event(metric, sentence, report)
    return since or _day_counted(metric, sentence, report, told) or _of_report(metric, sentence, report, told, document)


def _is_rate(metric: Metric, sentence: Sentence) -> bool:
    """«принимает 300 человек в день»: on any day, but «в среднем за день принимали 300» tells of the report's days."""
    if metric.quantity.per not in time_units():
        return False
    return not (tense_of(sentence.tokens, metric.quantity) == "past" and is_mean(metric.quantity, sentence.tokens))


def _since_before(metric: Metric, sentence: Sentence, report: Report, document: Document) -> Period | None:
    """«С 6 мая карту оформляют в центрах. Её получили 900 человек»: since then, to the day of the text."""
    counted = metric.status == "actual" and metric.quantity.unit not in words("share_unit")
    if report.since is None or not counted or tense_of(sentence.tokens, metric.quantity) != "past":
        return None
    since, published = since_before(sentence, report, document), document.page.published
    if since is None or published is None or since.start is None or since.start > published:
        return since
    return replace(since, end=published)


def _of_event(metric: Metric, sentence: Sentence, report: Report) -> Period | None:
    """«18 мая прошла ярмарка. Её посетили 400 человек»."""
    if report.event is None or metric.status != "actual" or tense_of(sentence.tokens, metric.quantity) != "past":
        return None
    day, line = report.event
    came = any(has_lemma(token.lower, "attending") for token in sentence.tokens)
    return day if came and 0 <= sentence.line - line <= _LINES else None


def _of_report(
    metric: Metric, sentence: Sentence, report: Report, told: Sequence[Metric], document: Document
) -> Period | None:
    """The report's period, its paragraph's or plan's, or the day of the text: «Консультаций дали 120»."""
    period = report.part if report.part and report.line == sentence.line else report.period
    if report.teller is not None and metric.speaker not in (None, report.teller):
        period = None  # «Офис открыли в июле», says one; what another one tells of has its own time
    if metric.status == "planned":
        return _of_plan(metric, sentence, period, report, told, document)
    if _serves_plan(metric, sentence, told):
        return None
    if (under_way := _plan_under_way(metric, sentence, told)) is not None:
        return _so_far(under_way.period, document)
    if is_lasting(metric, sentence) or _goes_on_lasting(metric, sentence, told):
        return period if report.is_state else today(document)
    if metric.indicator in _states("state", "measure") and not moves(metric.quantity):
        return _of_state(metric, sentence, period, report, document)
    if metric.quantity.inherited:
        row = _of_row_before(metric, told)
        bracketed = bool(bracket_groups(sentence.tokens)[metric.quantity.first])
        if row is not None and (bracketed or row.period is not None):
            return row.period
        opens = not told or told[-1].sentence is not sentence
        if not (opens and tense_of(sentence.tokens, metric.quantity) == "pres"):  # «получают 49 и 48 тысяч рублей»
            return period or _of_added(metric, told)
    return _of_flow(metric, sentence, period, report, told, document)


def _of_plan(
    metric: Metric,
    sentence: Sentence,
    period: Period | None,
    report: Report,
    told: Sequence[Metric],
    document: Document,
) -> Period | None:
    """«На 2026 год заложен ремонт. Уложат 40 км»; «С 1 июля вырастут тарифы. Вода подорожает на 13 %»."""
    if moves(metric.quantity) and report.plan_since and report.plan_since[1] == sentence.line:
        return report.plan_since[0]
    here = report.plan_named[0] if report.plan_named and report.plan_named[1] == sentence.line else None
    plan = None if _is_behind_deadline(sentence, report, told) else report.plan
    return here or plan or (period if _was_planned(metric) else _fresh(period, document))


def _was_planned(metric: Metric) -> bool:
    """«За год приняли 900 заявок. Рассчитывали на 800»: a plan that the same time was to bring."""
    tokens, q = metric.sentence.tokens, metric.quantity
    return was_expected(tokens, *clause_bounds(tokens, q.first, q.last, COMMA_MARKS))


def _is_behind_deadline(sentence: Sentence, report: Report, told: Sequence[Metric]) -> bool:
    """«К 2015 году охватят 90 % жителей. Для этого откроют 14 центров»: no plan of 2013, which was told of before."""
    if report.plan is None or report.plan.end is None:
        return False
    planned = [m.period for m in told if m.status == "planned" and m.sentence.line == sentence.line]
    deadlines = [p.end for p in planned if p is not None and p.start is None and p.end is not None]
    return any(deadline > report.plan.end for deadline in deadlines)


def _plan_under_way(metric: Metric, sentence: Sentence, told: Sequence[Metric]) -> Metric | None:
    """«За 2023 год починили 620 км. В текущем году починят 540. Уже уложено 120 км»: of the year of the plan."""
    first, _ = clause_bounds(sentence.tokens, metric.quantity.first, metric.quantity.last, COMMA_MARKS)
    here = first > 0 and _says_already(sentence, first)
    if not (here or _says_already(sentence, 0)) or tense_of(sentence.tokens, metric.quantity) != "past":
        return None
    last = next((m for m in reversed(told) if (m.sentence is sentence) == here), None)
    near = last is not None and last.sentence.line == sentence.line and last.status == "planned"
    return last if near else None


def _says_already(sentence: Sentence, at: int) -> bool:
    return any(token.lower in words("already") for token in sentence.tokens[at : at + _OPENING])


def _so_far(period: Period | None, document: Document) -> Period | None:
    """What of a time has passed on the day of the text."""
    day = document.page.published
    if day is None or period is None or period.start is None or not period.start <= day:
        return None
    return replace(period, end=day) if period.end is None or day < period.end else period


def _serves_plan(metric: Metric, sentence: Sentence, told: Sequence[Metric]) -> bool:
    """«До конца года сдадут 20 школ. На эти цели выделено 40 млн рублей»: not of what was told as done before."""
    before = [m for m in told if m.sentence is not sentence]
    if not before or before[-1].status != "planned":
        return False
    opening = [token.lower for token in sentence.tokens[:_PURPOSE_REACH]]
    meant = opening[0] in words("for_purpose") and any(has_lemma(form, "pointing_adjective") for form in opening[1:])
    return meant and metric.quantity.unit in words("money_unit")


def _goes_on_lasting(metric: Metric, sentence: Sentence, told: Sequence[Metric]) -> bool:
    """«Сети готовы на 78 %, котельные – на 88 %, дома – на 95 %»: figures alike without a verb of their own."""
    if tense_of(sentence.tokens, metric.quantity) is not None:
        return False
    for last in reversed(told):
        if last.sentence is not sentence or last.quantity.unit != metric.quantity.unit:
            return False
        if is_lasting(last, sentence):
            return True
    return False


def _day_counted(metric: Metric, sentence: Sentence, report: Report, told: Sequence[Metric]) -> Period | None:
    """«На 1 июля на учёте 900 человек. Уровень безработицы составил 2 %»: it was so that day, not all through June.

    So it is in a later paragraph where that day follows on the months of the report.
    """
    if report.day is None or metric.status != "actual":
        return None
    day, line = report.day
    if moves(metric.quantity):  # «На 1 июня коз стало на 6 % больше. Сократилось поголовье коров (на 8 %)»
        goes_on = line == sentence.line and bool(told) and told[-1].period is day and moves(told[-1].quantity)
        return day if goes_on and _names_level(metric, sentence) else None
    if not _is_level(metric, sentence):
        return None
    if line == sentence.line:
        return day
    told_on = tense_of(sentence.tokens, metric.quantity) != "pres"
    return day if told_on and follows_report(day, report) else None


def _names_level(metric: Metric, sentence: Sentence) -> bool:
    q = metric.quantity
    first, last = clause_bounds(sentence.tokens, q.first, q.last, COMMA_MARKS - frozenset("()"))
    return any(_LEVELS[token.lower] == _LEVEL for token in sentence.tokens[first:last])


def _is_level(metric: Metric, sentence: Sentence) -> bool:
    """«Уровень … составил», «на учёте состояли»: how many there were, not how many came; not «рост численности»."""
    q = metric.quantity
    first, last = clause_bounds(sentence.tokens, q.first, q.last, COMMA_MARKS)
    told = [_LEVELS[token.lower] for token in sentence.tokens[first:last]]
    return _IS_SO in told or (_LEVEL in told and _HAPPENED not in told)


def _told_of_level(form: str) -> int:
    """What a word says of a level: «состояли» that things were so, «задолженность» which it is, «погасили» neither."""
    if not form.isalpha():
        return 0
    if has_lemma(form, "state_verb"):
        return _IS_SO
    likely = readings(form)[0]
    if likely.pos in ("VERB", "PRTS"):
        return 0 if has_lemma(form, "measuring_verb") else _HAPPENED
    return _LEVEL if likely.case in ("nomn", "accs") and has_lemma(form, "state_noun") else 0


_LEVELS = Forms(_told_of_level)


def _closes_list(metric: Metric, sentence: Sentence, report: Report) -> bool:
    """«Кроме того, направлены 40 женщин» below the rows of «За июль:»; what is so now has another time."""
    if not report.closes or report.head is None:
        return False
    period = report.head.period
    of_day = period is not None and period.start == period.end
    return of_day or tense_of(sentence.tokens, metric.quantity) != "pres"


def _of_state(
    metric: Metric, sentence: Sentence, period: Period | None, report: Report, document: Document
) -> Period | None:
    """«Сейчас охвачено 88 % жителей» is of the day; of «под офис отвели 400 кв. м» nobody says when that was so."""
    if tense_of(sentence.tokens, metric.quantity) != "past" or tells_result(sentence, metric):
        return period if report.is_state else today(document)
    return period if metric.indicator in _states("measure") or metric.quantity.inherited else None


def _of_flow(
    metric: Metric,
    sentence: Sentence,
    period: Period | None,
    report: Report,
    told: Sequence[Metric],
    document: Document,
) -> Period | None:
    """What was done is of the report's period; what is told in the present holds on the day of the text.

    A report of a day goes on in the present, too: «На 3 июля убрано 500 га. Намолот превышает 2 тысячи тонн.»
    """
    tense = tense_of(sentence.tokens, metric.quantity)
    if report.survey is not None and tense != "past" and metric.quantity.unit in words("share_unit"):
        return report.survey
    if tense == "past" and report.lasting and _is_told_on(sentence, told):
        return None  # «За 5 месяцев провели 900 выездов. Приняли 30 врачей» is all of the same months
    if period is not None and _holds_today(metric, sentence, period, tense, document):
        return today(document)
    # «Дефицит — 70 млн рублей»: money flows, it is no state of the day, nor is «Снято с учёта 90»
    counted = metric.quantity.unit not in words("money_unit") | {"%", None}
    bare = tense is None and counted and not (is_list_row(document.text, sentence) or names_flow(metric, sentence))
    if sentence.is_title and tense == "pres" and _runs_to_today(period, document):
        return today(document)
    if sentence.is_title or metric.quantity.change is not None or not (bare or tense == "pres"):
        return period
    in_row = bool(bracket_groups(sentence.tokens)[metric.quantity.first])
    ranked = _of_ranked(metric, told) if in_row or _ranks(sentence.tokens) else None
    if bare and period is not None and has_lemma(metric.quantity.unit or "", "happening"):
        return ranked or period  # «В Омской области – 40 пожаров»: they happened, they are not there
    if bare and not report.is_state:
        in_ranking = period if _ranks(sentence.tokens) else None  # «Среди районов в лидерах Тарский – 126 младенцев»
        return ranked or _of_gapped(metric, sentence, told) or _of_added(metric, told) or in_ranking or today(document)
    beside = report.is_state and bool(told) and told[-1].sentence.line == sentence.line
    alike = beside and document.page.published is None and any(m.quantity.unit == metric.quantity.unit for m in told)
    goes_on = alike or (beside and tells(sentence, metric, words("level_verb")))
    part = _is_part(metric, sentence) or _is_part_of_told(metric, sentence, document)
    if period is not None and tense == "pres" and (goes_on or part):
        return period
    # what is so by its nature or by rule has no time: «скорость не превышает 2 Мбит/с»
    if ranked is not None or period is None or is_state(metric, sentence):
        return ranked or today(document)
    granted = metric.quantity.unit in words("money_unit") and _is_to_come(period, report, document)
    return period if bare or granted or _ranks(sentence.tokens) else None


def _is_to_come(period: Period, report: Report, document: Document) -> bool:
    """Whether a time lies ahead: of next year's budget «на дороги выделяется 9 млрд» is told in the present."""
    published = document.page.published
    now = published.year if published is not None else report.written
    return now is not None and period.start is not None and period.start.year > now


def _holds_today(metric: Metric, sentence: Sentence, period: Period, tense: str | None, document: Document) -> bool:
    """«На этой неделе дали тепло. Готовность составляет 93 %», «Уровень газификации – 81 %»: not all through a time."""
    if moves(metric.quantity) or sentence.is_title:
        return False
    if tense == "pres":
        return _is_under_way(period, document, _MONTH)
    stated = tense is None and metric.quantity.unit == "%" and _names_level(metric, sentence)
    return stated and _is_under_way(period, document, _YEAR)


def _runs_to_today(period: Period | None, document: Document) -> bool:
    """«Очередь составляет 8 тысяч» above «С 2012 года очередь сократилась …»: that runs to the day of the text."""
    day = document.page.published
    return period is not None and day is not None and period.end == day and period.start != day


def _is_under_way(period: Period, document: Document, longest: timedelta) -> bool:
    """Whether the text came out in the course of a time that lasts no longer than this."""
    day = document.page.published
    if day is None or period.start is None or period.end is None or not period.start < day < period.end:
        return False
    return period.end - period.start <= longest


def _of_gapped(metric: Metric, sentence: Sentence, told: Sequence[Metric]) -> Period | None:
    """«Тверь приняла 2 млн гостей. Ржев — миллион»: a dash behind a place stands for the verb before."""
    last = told[-1] if told else None
    dash = metric.quantity.first - 1
    if last is None or last.sentence.line != sentence.line or dash < 1 or sentence.tokens[dash].text not in DASHES:
        return None
    opening = [readings(token.lower)[0] for token in sentence.tokens[:dash]]
    named = opening[-1].case == "nomn" and any(
        "Geox" in one.tags or one.lemma in words("subject_unit") for one in opening
    )
    did = last.sentence is not sentence and tense_of(last.sentence.tokens, last.quantity) == "past"
    return last.period if named and did and last.status == metric.status else None


def _of_added(metric: Metric, told: Sequence[Metric]) -> Period | None:
    """«Построили 117 тыс. кв. м многоэтажек. Ещё 99 тыс. кв. м – это частные дома»: added to a figure alike."""
    before = metric.sentence.tokens[: metric.quantity.first]
    if not told or len(before) != 1 or before[0].lower not in words("more"):
        return None
    return told[-1].period if counts_alike(told[-1], metric) and told[-1].status == metric.status else None


def _is_told_on(sentence: Sentence, told: Sequence[Metric]) -> bool:
    """Whether the figure just before, in the same paragraph, has no time that is known."""
    return bool(told) and told[-1].period is None and told[-1].sentence.line == sentence.line


def _beside(metric: Metric, told: Sequence[Metric]) -> Period | None:
    """A plan or base given beside its fact has the fact's time: «на 25,5 млрд при плане в 24 млрд»."""
    if metric.status != "planned" or tense_of(metric.sentence.tokens, metric.quantity) == "futr":
        return None
    here = [m for m in told if m.sentence.start == metric.sentence.start and m.status == "actual"]
    return next((m.period for m in reversed(here) if m.quantity.unit == metric.quantity.unit), None)


def _of_row_before(metric: Metric, told: Sequence[Metric]) -> Metric | None:
    """«Речной (54 тыс. га), Лесной (47 тыс.) районы», «в 28 округах, в 9 – частично»: the figure alike before it.

    Both stand in brackets or neither does.
    """
    last, groups = told[-1] if told else None, bracket_groups(metric.sentence.tokens)
    if last is None or last.sentence is not metric.sentence or not counts_alike(last, metric):
        return None
    alike = bool(groups[last.quantity.first]) == bool(groups[metric.quantity.first])
    return last if alike and last.status == metric.status else None


def _of_ranked(metric: Metric, told: Sequence[Metric]) -> Period | None:
    """«Второе место у Заозёрного района (9 тыс. тонн)»: what is ranked was counted before, and is of that time."""
    alike = (m for m in reversed(told) if counts_alike(m, metric) and not moves(m.quantity))
    return next((m.period for m in alike if m.status == metric.status), None)  # not that of «(год назад – 8 тыс.)»


@once_a_sentence
def _ranks(tokens: Sequence[Token]) -> bool:
    """«лидирует», «второе место», «на 5-м месте»; not «детский сад на 100 мест»."""
    if any(has_lemma(token.lower, "rank") for token in tokens) or tokens[0].lower in words("next"):
        return True
    places = [at for at, token in enumerate(tokens) if at and has_lemma(token.lower, "rank_place")]
    return any(_follows_ordinal(tokens, at) for at in places)


def _follows_ordinal(tokens: Sequence[Token], at: int) -> bool:
    """«второе место», «5-м месте»."""
    suffixed = at > 2 and tokens[at - 2].text == "-" and tokens[at - 3].text.isdigit()
    return suffixed or "Anum" in readings(tokens[at - 1].lower)[0].tags


def _is_purpose(metric: Metric) -> bool:
    """«…, чтобы взрослые могли получить справку в течение 15 минут»: what is meant to be, at any time."""
    tokens, q = metric.sentence.tokens, metric.quantity
    if metric.status != "actual" or not says(tokens, words("purpose")):
        return False
    first, last = clause_bounds(tokens, q.first, q.last, COMMA_MARKS)
    return first < last and tokens[first].lower in words("purpose")


def _is_apart(metric: Metric, sentence: Sentence) -> bool:
    """«В недавнем опросе … 13 %», «по оценкам экспертов, … не более 10 %»: of a source with a time of its own."""
    return metric.quantity.first > _apart_from(sentence.tokens)


@once_a_sentence
def _apart_from(tokens: Sequence[Token]) -> int:
    """The first word that names such a source, or the end of the sentence."""
    before = 0
    for at, source in enumerate([_SOURCES[token.lower] for token in tokens]):
        if source is not None:
            if source == _SOME_TIME or (source & _ESTIMATOR and before & _ESTIMATE):
                return at
            before = source
    return len(tokens)


def _source(form: str) -> int | None:
    """What a word says of the source of a figure: «недавний», «оценка», «эксперт», or nothing; None for no word."""
    if not form.isalpha():
        return None
    if has_lemma(form, "some_time") and readings(form)[0].pos != "COMP":  # «на 10 дней раньше» names no source
        return _SOME_TIME
    return _ESTIMATE * has_lemma(form, "estimate") | _ESTIMATOR * has_lemma(form, "estimator")


_SOURCES = Forms(_source)


def _is_present(metric: Metric, sentence: Sentence) -> bool:
    """«48 центров против 12 нынешних»: the value to be left behind is that of today."""
    q = metric.quantity
    beside = sentence.tokens[max(0, q.first - 2) : q.last + 1]
    return any(has_lemma(t.lower, "present_adjective") for t in beside)


def _is_part(metric: Metric, sentence: Sentence) -> bool:
    """«на овощи приходится 11,7 %», «лидируют масла с долей 44 %»: how what the report counts is made up."""
    if metric.quantity.unit not in words("share_unit"):
        return False
    return _tells_of(metric, sentence, "share_verb")


def _tells_of(metric: Metric, sentence: Sentence, kind: str) -> bool:
    """«Большую часть оборота занимают соседи (64 %)», «Половину оборота (64 млн рублей) дают соседи»."""
    forms = [token.lower for token in sentence.tokens] if says(sentence.tokens, frozenset("(")) else []
    return tells(sentence, metric, words(kind)) or any(has_lemma(form, kind) for form in forms)


def _is_part_of_told(metric: Metric, sentence: Sentence, document: Document) -> bool:
    """«Ввели 216 тыс. кв. м жилья. На частные дома приходится 99 тыс. кв. м»: less than a figure alike before it."""
    q = metric.quantity
    if q.per is not None or is_mean(q, sentence.tokens) or not _tells_of(metric, sentence, "part_verb"):
        return False
    before = (m for m in document.metrics if (m.sentence.start, m.quantity.first) < (sentence.start, q.first))
    whole = next((m for m in before if m.quantity.unit == q.unit and m.status == metric.status), None)
    return whole is not None and not moves(whole.quantity) and whole.quantity.value > q.value


def _fresh(period: Period | None, document: Document) -> Period | None:
    """A plan goes on with the report's period only while that is not over, nor in its last days."""
    published = document.page.published
    if published is None or period is None or period.end is None or period.end <= published + _LAST_DAYS:
        return None
    return period


@cache
def _states(*kinds: str) -> frozenset[str]:
    return frozenset(row["indicator"] for row in read_table("indicators") if row["kind"] in kinds)


def today(document: Document) -> Period | None:
    """The day of publication as a period, where it is known."""
    day = document.page.published
    if day is None:
        return None
    stamp = next((Span(line.start, line.stop) for line in document.page.lines if line.kind == "dateline"), None)
    words = None if stamp is None else document.text[stamp.start : stamp.stop]
    return Period(day, day, words, stamp, is_published=True)
