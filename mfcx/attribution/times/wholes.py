"""The figure told before that another one is a part of, says once more, is compared with, or goes beyond."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from mfcx.attribution.sentence_words import has_lemma, says
from mfcx.attribution.status import COMMA_MARKS, HARD_MARKS, SOFT_MARKS, clause_bounds, tense_of
from mfcx.attribution.times.alike import counts_alike
from mfcx.attribution.times.choice import moves
from mfcx.attribution.times.resolved import bracket_groups
from mfcx.attribution.times.states import is_regular
from mfcx.document import DASHES, Metric, Period, Sentence
from mfcx.facts import opens_with_part
from mfcx.tables import fold, words

# «а это уже на 8 % больше»: a pronoun stands among the first words of its clause
_OPENING = 2
# a paragraph goes on about the one before; an empty line may part them
_LINES = 2
_WEEK = timedelta(days=7)
_TWICE = 2


def whole_of(metric: Metric, sentence: Sentence, told: Sequence[Metric]) -> Metric | None:
    """The figure told before that this one is a part of, or says once more: its time and status are this one's, too.

    «В том числе 14 тысяч — в лагерях», «построили 48 школ, из них 20 в сёлах», «каждый восьмой школьник (12,6 %)»,
    «Отремонтировали 48 школ. В Сосновском районе — 12 школ».
    """
    last = _last_told(metric, sentence, told)
    if last is None or is_regular(metric, sentence):
        return None
    here = last.sentence is sentence
    if here and (_restates(metric, last) or _equals(metric, last) or _is_included(metric, last)):
        return last
    planned = here and last.status == "planned" and tense_of(sentence.tokens, metric.quantity) is None
    of_them = (metric.status == last.status or planned) and says_of_them(metric, sentence)
    if opens_with_part(sentence) or (of_them and not _is_so_now(metric, sentence, last)):
        return _counted_before(metric, told) or last
    return _summed_with(metric, sentence, told)


def _counted_before(metric: Metric, told: Sequence[Metric]) -> Metric | None:
    """«Родилось 400 детей, это 30 % новорождённых года (1300). Из них 190 мальчиков»: of the 400, not of the aside."""
    last = told[-1]
    groups = bracket_groups(last.sentence.tokens)
    if last.sentence is metric.sentence or not groups[last.quantity.first]:
        return None
    plain = [m for m in told if m.sentence is last.sentence and not groups[m.quantity.first]]
    return next(
        (m for m in reversed(plain) if m.quantity.unit not in words("share_unit") and not moves(m.quantity)), None
    )


def says_of_them(metric: Metric, sentence: Sentence) -> bool:
    """«Из них 20 для бизнеса»."""
    tokens, q = sentence.tokens, metric.quantity
    if not says(tokens, words("of_them")):
        return False
    first, last = clause_bounds(tokens, q.first, q.last, HARD_MARKS)
    leads = [at for at in range(first, last - 1) if tokens[at].lower in words("of_them")]
    return any(tokens[at + 1].lower in words("them") for at in leads)


def _is_so_now(metric: Metric, sentence: Sentence, last: Metric) -> bool:
    """«За год приняли 900 заявок. Работает семь центров, два из них – новые»: the seven are no part of the 900."""
    tokens, q, period = sentence.tokens, metric.quantity, last.period
    leads = [at for at in range(len(tokens)) if tokens[at].lower in words("of_them")]
    behind = bool(leads) and q.last < leads[0]
    return behind and period is not None and period.start != period.end and tense_of(tokens, q) == "pres"


def _restates(metric: Metric, told: Metric) -> bool:
    """«каждый восьмой школьник (12,6 %)», «13 млн человек, или 9 %»: the figure alone, behind another one."""
    tokens, q = metric.sentence.tokens, metric.quantity
    if told.quantity.last + 2 >= q.first > 1 and tokens[q.first - 1].lower in words("or"):
        return metric.status == told.status and not moves(q)
    alone = q.first > 0 and tokens[q.first - 1].text == "(" and q.last < len(tokens) and tokens[q.last].text == ")"
    return alone and told.quantity.last < q.first and metric.status == told.status


def _equals(metric: Metric, told: Metric) -> bool:
    """«64 % оборота, что равняется 255 млн рублей», not «что на 5 % больше»: the same in another unit."""
    tokens, q = metric.sentence.tokens, metric.quantity
    if moves(q) or metric.status != told.status or not _points_back(metric, metric.sentence):
        return False
    first, _ = clause_bounds(tokens, q.first, q.last)
    return told.quantity.last <= first and any(has_lemma(t.lower, "level_verb") for t in tokens[first : q.first])


def _is_included(metric: Metric, told: Metric) -> bool:
    """«в которых проживают 1179 человек, в том числе | 120 детей»."""
    tokens, at = metric.sentence.tokens, metric.quantity.first
    included = at > 1 and tokens[at - 1].lower in words("part") and tokens[at - 2].lower in words("included")
    return included and metric.status == told.status and not moves(metric.quantity)


def _summed_with(metric: Metric, sentence: Sentence, told: Sequence[Metric]) -> Metric | None:
    """«в Сосновском районе — 12 школ» behind «починили 48 школ»: a smaller figure of its kind, without a verb."""
    q, tokens = metric.quantity, sentence.tokens
    dashed = q.first > 1 and tokens[q.first - 1].text in DASHES
    if not dashed or moves(q) or tense_of(tokens, q) is not None or says(tokens, words("altogether")):
        return None
    alike = [m for m in told if m.quantity.unit == q.unit and m.status == metric.status and not moves(m.quantity)]
    return next((m for m in alike if q.value < m.quantity.value), None)


def of_compared(metric: Metric, sentence: Sentence, told: Sequence[Metric]) -> Period | None:
    """«Это на 12 % больше, чем в 2019-м»: a comparison is of the time of what it points back at."""
    compared = _compared_with(metric, sentence, told) if metric.status == "actual" else None
    return None if compared is None or compared.status == "previous" else compared.period


def tells_of_plan(metric: Metric, sentence: Sentence, told: Sequence[Metric]) -> bool:
    """«На 2015 год запланировано 32 млн. Это на 1,5 млн больше, чем в прошлом году»: the change is planned, too."""
    compared = _compared_with(metric, sentence, told) if metric.status == "actual" else None
    return compared is not None and compared.status == "planned" and tense_of(sentence.tokens, metric.quantity) is None


def _compared_with(metric: Metric, sentence: Sentence, told: Sequence[Metric]) -> Metric | None:
    """The figure that «это на 12 % больше» points back at."""
    last = _last_told(metric, sentence, told) if moves(metric.quantity) else None
    return last if last is not None and _points_back(metric, sentence) else None


def _last_told(metric: Metric, sentence: Sentence, told: Sequence[Metric]) -> Metric | None:
    """The figure before this one, in its sentence or the one before that."""
    last = told[-1] if told else None
    near = last is not None and (last.sentence is sentence or sentence.line - last.sentence.line <= _LINES)
    return last if near else None


def _points_back(metric: Metric, sentence: Sentence) -> bool:
    """Whether a clause begins with «это», «что» or «этот показатель»: «, что на 8 % больше»."""
    first, _ = clause_bounds(sentence.tokens, metric.quantity.first, metric.quantity.last, SOFT_MARKS)
    opening = [token.lower for token in sentence.tokens[first : min(first + _OPENING, metric.quantity.first)]]
    named = len(opening) == _OPENING and has_lemma(opening[0], "pointing_adjective")
    return not words("points_back").isdisjoint(opening) or (named and has_lemma(opening[1], "survey_result"))


def is_sum_so_far(metric: Metric, told: Sequence[Metric]) -> bool:
    """«За сутки выписали 112 человек, всего – 23 105», «… умерли уже 393»: not all of them that day.

    Of a longer time «всего» may well be told, «уже» may not.
    """
    tokens, q = metric.sentence.tokens, metric.quantity
    first, last = clause_bounds(tokens, q.first, q.last, COMMA_MARKS)
    so_far = q.first > 0 and tokens[q.first - 1].lower in words("already")
    summed = any(token.lower in words("altogether") for token in tokens[first:last])
    period = metric.period
    if not (so_far or summed) or period is None or period.start is None or period.end is None:
        return False
    if period.text is None or fold(period.text).split()[0] not in words("over_word"):
        return False  # «На 1 июля в Таре 5 центров, всего в области 40» is of one day
    span = period.span
    if moves(q) or (span is not None and tokens[first].start <= span.start < tokens[last - 1].stop):
        return False
    short = period.end - period.start < _WEEK
    return (so_far or short) and any(_outgrows(metric, other) for other in told)


def _outgrows(metric: Metric, told: Metric) -> bool:
    """Whether a figure is far more than a like one of the same time."""
    now, then = metric.period, told.period
    same = now is not None and then is not None and (now.start, now.end) == (then.start, then.end)
    alike = same and counts_alike(metric, told) and not moves(told.quantity) and told.status == metric.status
    return alike and metric.quantity.value > _TWICE * told.quantity.value
