"""Which figures are earlier values, given only to compare with: «(в 2020 году — 12 тысяч)», «было 3 окна, стало 5»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from mfcx.attribution.sentence_words import has_lemma, is_comparative, opens_comparison, says, then_at
from mfcx.attribution.status import COMMA_MARKS, clause_bounds, tense_of_clause
from mfcx.attribution.times.alike import counts_alike
from mfcx.attribution.times.choice import moves
from mfcx.attribution.times.report import Timed
from mfcx.attribution.times.resolved import COUNTED_ON_ROLES, in_contrast, is_this_time
from mfcx.document import Metric, Period, Quantity, Sentence
from mfcx.morphology import readings
from mfcx.quantities.forms import Forms
from mfcx.quantities.periods import When
from mfcx.quantities.periods.calendar import month_end
from mfcx.tables import words

_YEAR, _MONTH = 365, 31  # days
_BACK = frozenset({"last", "ended", "previous", "before_last"})


def is_earlier_value(metric: Metric, sentence: Sentence, chosen: Timed, told: Sequence[Metric]) -> bool:
    """A base given for comparison: «(в 2020 году — 12,4 тыс.)», «годом ранее — 304 тысячи», «(сейчас — 27,1)».

    `told` are the metrics just before it: a like figure with a later time makes this one the earlier value.
    """
    q, when = metric.quantity, chosen.phrase.when
    if when is not None and metric.status == "actual" and _is_long_past(when, chosen):
        return True
    if metric.status == "previous" or (metric.status == "planned" and not chosen.bracket):
        return False
    if q.change is not None:
        return _was_more(metric, sentence, chosen)
    if chosen.of_base:
        return True
    if chosen.base:
        return not _is_event(metric, sentence, chosen, told)
    last = told[-1] if told else None
    if when is not None and last is not None and last.status == "actual" and _is_same_stretch(when, chosen, last):
        return True
    if _is_part_of_sum(metric, sentence, told):
        return False
    goes_back = when is not None and when.relation in _BACK
    if goes_back and _measures_past(sentence, metric):
        return any(m.status != "previous" and _is_later(m, chosen.period, timeless=True) for m in told)
    if chosen.period is None:
        then = in_contrast(sentence, q.first, q.last) or _measures_same(sentence, metric)
        return (_measures_past(sentence, metric) and then and _is_told(q, told)) or _is_start_of_year(
            chosen, metric, last
        )
    return _is_behind_alike(metric, sentence, chosen, chosen.period, told)


def _is_start_of_year(chosen: Timed, metric: Metric, last: Metric | None) -> bool:
    """«В порядке 58 % дорог, на начало года было 54», «900 семей (на начало года – 1 100)» of a year nobody names."""
    when = chosen.phrase.when
    if when is None or when.edge != "start" or last is None:
        return False
    if chosen.phrase.role not in COUNTED_ON_ROLES and not (chosen.phrase.role == "in" and _lasted(metric)):
        return False
    return last.sentence is metric.sentence and last.status == "actual" and counts_alike(last, metric)


def _lasted(metric: Metric) -> bool:
    """«в начале года таких было 19»: a past that went on, not «в начале года построили 19»."""
    tokens, q = metric.sentence.tokens, metric.quantity
    first, last = clause_bounds(tokens, q.first, q.last, COMMA_MARKS)
    return any(_LASTED[token.lower] for token in tokens[first:last])


def _is_long_past(when: When, chosen: Timed) -> bool:
    """«пять лет назад», «(за предыдущий период – на 3 %)»."""
    return when.relation == "ago" or (chosen.bracket > 0 and when.relation == "previous")


def _is_part_of_sum(metric: Metric, sentence: Sentence, told: Sequence[Metric]) -> bool:
    """«За пять лет построено 40 школ, в том числе в прошлом году – 12»: a part, compared with nothing."""
    if not says(sentence.tokens, words("included")):
        return False
    tokens, q = sentence.tokens, metric.quantity
    led = [
        at
        for at in range(1, q.first)
        if tokens[at].lower in words("part") and tokens[at - 1].lower in words("included")
    ]
    whole = (m.quantity for m in told if m.sentence is sentence and counts_alike(m, metric) and led)
    return any(w.first < led[0] < q.first and q.value < w.value for w in whole)


def _is_behind_alike(metric: Metric, sentence: Sentence, chosen: Timed, period: Period, told: Sequence[Metric]) -> bool:
    """«сейчас их 31, а в прошлом году насчитали 24»: set beside a like figure of a later time."""
    when, last = chosen.phrase.when, told[-1] if told else None
    goes_back = when is not None and when.relation in _BACK
    beside = last is not None and last.sentence is sentence and counts_alike(last, metric)
    undated = last is not None and last.period is None and _names_year(when)
    if last is not None and beside and last.status == "previous" and _is_later(last, period, timeless=undated):
        return True  # «в 2023 году было 810, в 2022-м – 940», «год назад было 24, а в 2020 году – 9»
    if last is not None and beside and _names_year(when) and _goes_on_later(last, period):
        return False  # «Построили 84 школы. В 2018 году – 26, в 2019-м – 31»
    here = [m for m in told[-2:] if m.sentence.start == sentence.start and chosen.bracket]
    alike = [m for m in told if (counts_alike(m, metric) or m in here) and m.status != "previous"]
    if chosen.phrase.kind == "deictic":
        return bool(chosen.bracket) and any(m.status == "planned" for m in alike)
    if any(m.sentence is not sentence and _is_of_year_on(m, sentence, period) for m in alike):
        return True
    turned = _turns(sentence, chosen) and (goes_back or _is_year_behind(period, alike))
    years_back = when is not None and when.root.relation in _BACK  # «в июне прошлого года – 10»
    here_too = metric.quantity.inherited or any(
        m.sentence is sentence or _opens_next(chosen, m, sentence) for m in alike
    )
    in_row = _names_year(when) and any(m.sentence is sentence for m in alike)  # «…, в 2022 году – 43 тысячи»
    elided = (years_back and here_too or in_row) and not _has_verb(sentence, metric) and bool(alike)
    likened = turned or elided or (when is not None and when.relation in ("same", "that"))
    likened = likened or _measures_same(sentence, metric) or _compared_aside(sentence, metric)
    likened = likened or (_is_year_behind(period, alike) and not _has_verb(sentence, metric))
    if goes_back and last is not None and last.sentence is sentence and _only_was(sentence, metric):
        return last.status != "previous" and _is_later(last, period, timeless=True)
    counted = chosen.phrase.role in COUNTED_ON_ROLES and last is not None and _is_counted_later(last, sentence, period)
    if alike and alike[-1].status == "planned" and alike[-1].period is None and _measures_same(sentence, metric):
        return True  # «Выплата вырастет до 630 рублей. В 2023 году она составляла 587»
    if period.end is None or not (chosen.bracket or likened or counted or _tells_past_state(sentence, metric)):
        return False
    timeless = bool(chosen.bracket) or (when is not None and when.relation in ("last", "ended", "before_last"))
    timeless = timeless or in_row
    return any(_is_later(m, period, timeless=timeless) for m in alike)


def _goes_on_later(last: Metric, period: Period) -> bool:
    """«в 2018 году – 26, в 2019-м – 31»: of the year behind that of the figure before it."""
    told, start = last.period, period.start
    behind = told is not None and told.end is not None and start is not None and told.end < start
    return behind and last.status == "actual"


def _names_year(when: When | None) -> bool:
    return when is not None and when.unit == "year" and when.number is not None


def _opens_next(chosen: Timed, metric: Metric, sentence: Sentence) -> bool:
    """«Сдали 38 домов на 900 квартир. | В прошлом году – 41 дом на 920 квартир.»: set beside the sentence before."""
    return chosen.phrase.first <= 1 and metric.sentence.line == sentence.line and metric.status == "actual"


def _measures_same(sentence: Sentence, metric: Metric) -> bool:
    """«На начало июня ставка составила 9 %. В 2017 году она составляла 11»: a pronoun stands for what was told."""
    q = metric.quantity
    clause = slice(*clause_bounds(sentence.tokens, q.first, q.last, COMMA_MARKS))
    forms = [token.lower for token in sentence.tokens[clause]]
    pointed = any(form in words("they") for form in forms)
    return pointed and any(_is_past(form) and has_lemma(form, "measuring_verb") for form in forms)


def _compared_aside(sentence: Sentence, metric: Metric) -> bool:
    """«А в июне, для сравнения, приняли 900 человек»."""
    before = sentence.tokens[: metric.quantity.first]
    return any(opens_comparison(before[at:]) for at, token in enumerate(before) if token.lower in words("compare_for"))


def _is_counted_later(last: Metric, sentence: Sentence, period: Period) -> bool:
    """«На конец апреля в очереди стояли 400 семей, на начало года – 500»: of the two days the earlier one."""
    day = last.period is not None and last.period.start == last.period.end and period.start == period.end
    return day and last.sentence is sentence and _is_later(last, period, timeless=False)


def _is_event(metric: Metric, sentence: Sentence, chosen: Timed, told: Sequence[Metric]) -> bool:
    """«Неделей ранее задержали троих», «Прошлогодний паводок затопил 40 домов»: done then, compared with nothing."""
    q, phrase = metric.quantity, chosen.phrase
    earlier = phrase.when is not None and phrase.when.relation == "earlier" and phrase.when.unit != "year"
    if phrase.role or not (earlier or phrase.base) or _is_told(q, told):
        return False
    first, last = clause_bounds(sentence.tokens, q.first, q.last, COMMA_MARKS)
    return first <= phrase.first and any(_has_done(token.lower) for token in sentence.tokens[first:last])


def _is_told(quantity: Quantity, told: Sequence[Metric]) -> bool:
    return any(m.quantity.unit == quantity.unit and m.status == "actual" for m in told)


def _has_verb(sentence: Sentence, metric: Metric) -> bool:
    """Whether the clause of a figure has a predicate: not «в прошлом году — 25 тысяч»."""
    first, last = clause_bounds(sentence.tokens, metric.quantity.first, metric.quantity.last, COMMA_MARKS)
    return tense_of_clause(sentence.tokens, first, last) is not None


def _was_more(metric: Metric, sentence: Sentence, chosen: Timed) -> bool:
    """«А в минувшем году свадеб было на 7 больше»: what was then, told by how far it is from what is now."""
    when, tokens = chosen.phrase.when, sentence.tokens
    if when is None or when.root.relation not in _BACK or chosen.base:
        return False
    first, last = clause_bounds(tokens, metric.quantity.first, metric.quantity.last, COMMA_MARKS)
    if not first <= chosen.phrase.first < last or any(t.lower in words("than") for t in tokens[last : last + 2]):
        return False
    told = [readings(token.lower) for token in tokens[first:last] if token.text.isalpha()]
    was = any("past" in found[0].tags and found[0].lemma in words("to_be") for found in told)
    return was and any(reading.pos == "COMP" for found in told for reading in found)


def _is_same_stretch(when: When, chosen: Timed, last: Metric) -> bool:
    """«В 2008 году за такой же отрезок случилось 90 аварий»: whatever they are set beside, it is for comparison."""
    if when.relation not in ("same", "that") or when.of is None:
        return False
    if chosen.period is None:
        return last.period is None and when.of.relation in _BACK
    return _is_later(last, chosen.period, timeless=True)


def _is_of_year_on(metric: Metric, sentence: Sentence, period: Period) -> bool:
    """«С начала года угнали 90 машин. За полгода 2008-го в городе угнали 80»: nearly the same part of two years."""
    now = metric.period
    if now is None or now.end is None or period.end is None or sentence.line != metric.sentence.line:
        return False
    near = abs((now.end - period.end).days - _YEAR) <= _MONTH
    return (
        near
        and _is_same_day(now.start, period.start)
        and period.start is not None
        and (period.end - period.start).days < _YEAR - _MONTH
    )


def _is_year_behind(period: Period, metrics: Sequence[Metric]) -> bool:
    return any(m.period is not None and is_year_on(m.period, period) for m in metrics)


def is_year_on(now: Period, then: Period) -> bool:
    """Whether two periods are the same days of two years: «в августе – 510, а в августе 2020-го – 480»."""
    return _is_same_day(now.start, then.start) and _is_same_day(now.end, then.end)


def _is_same_day(later: date | None, earlier: date | None) -> bool:
    if later is None or earlier is None or later <= earlier or later.month != earlier.month:
        return False
    ends = [day == month_end(day.year, day.month) for day in (later, earlier)]
    return later.day == earlier.day or all(ends)  # 29 February


def _turns(sentence: Sentence, chosen: Timed) -> bool:
    """«сейчас их 31, а в прошлом году насчитали 24»: the clause turns to another time."""
    first = chosen.clause[0]
    return first > 0 and sentence.tokens[first].lower in words("turn")


def _is_later(metric: Metric, period: Period | None, *, timeless: bool) -> bool:
    """Whether a figure is of a time after a period; one without a time counts as of now beside a bracket."""
    end = None if period is None else period.end
    if metric.period is None or end is None:
        return timeless
    # «к 2023 году их стало 410» leaves its start open
    since = metric.period.start or metric.period.end
    return timeless if since is None else end < since


def is_later_value(metric: Metric, sentence: Sentence, told: Sequence[Metric]) -> bool:
    """«За 2020 год собрали 93 %. Для сравнения: …, а в мае 2021 года – 97 %»."""
    if metric.status != "previous" or not opens_comparison(sentence.tokens):
        return False
    before = [m for m in told if m.status == "actual" and counts_alike(m, metric)]
    return bool(before) and all(m.period is not None and _is_later(metric, m.period, timeless=False) for m in before)


def mark_earlier_values(sentence: Sentence, metrics: Sequence[Metric], timed: Sequence[Timed]) -> None:
    """«В начале года приходилось пять обращений, а сейчас 15»: how things were comes before how they are."""
    for i, metric in enumerate(metrics):
        if i + 1 < len(metrics) and _outlived(sentence, metric, metrics[i + 1], timed):
            metric.status = "previous"
            own = any(metric.period == t.period and not is_this_time(t.phrase) for t in timed)
            own = own or then_at(sentence.tokens, 0, metric.quantity.first) is not None
            metric.period = metric.period if own else None
            continue
        end = metric.period.end if metric.period else None
        if metric.status != "actual" or metric.quantity.change is not None:
            continue
        if _set_against(sentence, metric, metrics[i + 1 :]):
            metric.status = "previous"
        if end is None:
            continue
        later = [m for m in metrics[i + 1 :] if counts_alike(m, metric) and m.status == "actual"]
        later = [m for m in later if _is_later(m, metric.period, timeless=False)]
        if later and (_tells_past_state(sentence, metric) or _is_risen_level(later[0])):
            metric.status = "previous"
        if i + 1 < len(metrics) and _is_counted_from(metric, metrics[i + 1]):
            metric.status = "previous"


def _is_counted_from(metric: Metric, after: Metric) -> bool:
    """«В 2016 году потушили 139 пожаров, в 2017-м – на семь меньше»: what the change right behind is counted from."""
    q, change = metric.quantity, after.quantity.change
    if change is None or (change.delta is not None and q.unit != after.quantity.unit):
        return False
    beside = metric.sentence.tokens[after.quantity.first : after.quantity.last + 2]
    more = moves(after.quantity) and any(is_comparative(token.lower) for token in beside)
    return more and after.status == "actual" and _is_later(after, metric.period, timeless=False)


def _is_risen_level(metric: Metric) -> bool:
    """«в 2021 году убыль составила 480 человек, в 2022 году она возросла до 940»: what the level became."""
    tokens, q = metric.sentence.tokens, metric.quantity
    if q.cmp != "=" or tokens[q.first].lower not in words("up_to"):
        return False
    before = tokens[clause_bounds(tokens, q.first, q.last)[0] : q.first]
    return any(has_lemma(token.lower, kind) for token in before for kind in ("it", "base_noun"))


def mark_left_behind(sentence: Sentence, metrics: Sequence[Metric], before: Sequence[Metric]) -> None:
    """«Когда я пришёл сюда, работало 12 инспекторов. Сегодня их 40»: of a time that nobody dates.

    `before` are the figures of the sentence before.
    """
    told = before[0].sentence if before else sentence
    if told is sentence or sentence.line - told.line > 1 or not says(sentence.tokens, words("now")):
        return
    opening = next((token.lower for token in told.tokens if token.text.isalpha()), "")
    alike = {m.quantity.unit for m in metrics if m.status == "actual"} & {m.quantity.unit for m in before}
    if not alike or opening not in words("when"):
        return
    for metric in before:
        span = metric.period.span if metric.period else None
        if metric.status == "actual" and not (span and told.start <= span.start < told.stop):
            metric.status, metric.period = "previous", None


def _outlived(sentence: Sentence, metric: Metric, after: Metric, timed: Sequence[Timed]) -> bool:
    """«охват не опускался ниже 95 %, а в этом году составляет 99 %», «было 4 зала, сейчас – 9»: the past and now."""
    q, other = metric.quantity, after.quantity
    if metric.status != "actual" or after.status != "actual" or not counts_alike(metric, after):
        return False
    if q.change is not None or other.change is not None or not says(sentence.tokens, words("turn") | words("now")):
        return False
    if not _tells_past_state(sentence, metric):
        return False
    first, last = clause_bounds(sentence.tokens, other.first, other.last, COMMA_MARKS)
    if first <= q.first or sentence.tokens[first].lower not in words("turn") | words("now"):
        return False
    now = any(t.lower in words("now") for t in sentence.tokens[first:last])
    return now or any(first <= t.phrase.first < last and is_this_time(t.phrase) for t in timed)


def _set_against(sentence: Sentence, metric: Metric, others: Sequence[Metric]) -> bool:
    """«Если в начале года ходило 14 трамваев, то к 2017 году их будет 22»: told to be outdone."""
    q = metric.quantity
    if not others or not says(sentence.tokens, words("condition")):
        return False
    first, last = clause_bounds(sentence.tokens, q.first, q.last, COMMA_MARKS)
    if first == last or sentence.tokens[first].lower not in words("condition"):
        return False
    past = any(_is_past(t.lower) for t in sentence.tokens[first:last])
    return past and any(counts_alike(other, metric) for other in others)


def _measures_past(sentence: Sentence, metric: Metric) -> bool:
    """«в прошлом году площадь составляла 94 га»: a level that holds no more, beside whatever is told of now."""
    q = metric.quantity
    first, last = clause_bounds(sentence.tokens, q.first, q.last, COMMA_MARKS)
    return any(_is_past(t.lower) and has_lemma(t.lower, "level_verb") for t in sentence.tokens[first:last])


def _only_was(sentence: Sentence, metric: Metric) -> bool:
    """«утонули 14 человек, в минувшем году было 9 жертв»: no verb but «было», so what is set beside it is the same."""
    first, last = clause_bounds(sentence.tokens, metric.quantity.first, metric.quantity.last, COMMA_MARKS)
    clause = sentence.tokens[first:last]
    verbs = [t.lower for t in clause if t.text.isalpha() and (_is_predicate(t.lower) or _IS_DONE[t.lower])]
    return first > 0 and len(verbs) == 1 and verbs[0] in words("was")


@lru_cache(maxsize=6_000)
def _is_predicate(form: str) -> bool:
    return readings(form)[0].pos in ("VERB", "ADJS", "INFN")


def _tells_past_state(sentence: Sentence, metric: Metric) -> bool:
    """«тогда как в 2023-м работало 12 офисов»: a contrast, or a verb that tells how things were."""
    q = metric.quantity
    if in_contrast(sentence, q.first, q.last):
        return True
    first, last = clause_bounds(sentence.tokens, q.first, q.last, COMMA_MARKS)
    clause = sentence.tokens[first:last]
    # «было построено» tells what was done
    done = any(_IS_DONE[t.lower] for t in clause)
    return any(_LASTED[t.lower] and not (done and t.lower in words("was")) for t in clause)


@lru_cache(maxsize=6_000)
def _is_past(form: str) -> bool:
    return form.isalpha() and "past" in readings(form)[0].tags


def _was_so(form: str) -> bool:
    """«работало», «приходилось»: a past that went on."""
    return form.isalpha() and readings(form)[0].tags >= {"VERB", "past", "impf"}


_LASTED = Forms(_was_so)


def _is_done(form: str) -> bool:
    """«построено», «открыты»."""
    return form.isalpha() and any(reading.pos == "PRTS" for reading in readings(form))


_IS_DONE = Forms(_is_done)


@lru_cache(maxsize=6_000)
def _has_done(form: str) -> bool:
    """«задержали», «затопил»: a past that is over, and no level of «составил»."""
    return form.isalpha() and readings(form)[0].tags >= {"VERB", "past", "perf"} and not has_lemma(form, "level_verb")
