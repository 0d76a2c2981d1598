"""Which of a sentence's times is a figure's own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from mfcx.attribution.sentence_words import has_lemma, says, then_at
from mfcx.attribution.speech.words import speaks
from mfcx.attribution.status import COMMA_MARKS, HARD_MARKS, SOFT_MARKS, clause_bounds, tense_of_clause
from mfcx.attribution.times.dated_rows import is_of_row_behind
from mfcx.attribution.times.plan_years import is_yearly_plan
from mfcx.attribution.times.report import Timed
from mfcx.attribution.times.resolved import bracket_groups, is_now, opens_aside
from mfcx.attribution.times.topics import heads_figure
from mfcx.attribution.times.weekdays import weekday_beside
from mfcx.document import Metric, Quantity, Sentence, Token
from mfcx.morphology import readings
from mfcx.quantities.forms import Forms
from mfcx.quantities.periods import TimePhrase
from mfcx.tables import words

_BESIDE = 4  # figures: a change tells of one not far before it
_RELATIVE_REACH = 5  # «, который тогда составлял лишь»
_SHORTEST_ASIDE = 3  # «, напомним,»
_OPENING_WORDS = 2  # «а ещё годом ранее»
# «117 % к июлю 2023 года» is no figure of that July
_TOWARDS = frozenset({"by", "until"})


def choose_time(
    metric: Metric, sentence: Sentence, timed: Sequence[Timed], brackets: Sequence[int], others: Sequence[Metric]
) -> Timed | None:
    """The time that a figure's words name: in its brackets, its clause, its sentence; None where there is none."""
    if not timed:
        return None
    tokens, q = sentence.tokens, metric.quantity
    group = brackets[q.first]
    named_before = [t for t in timed if t.phrase.last <= q.first]
    if named_before and _points_back(q, group, tokens):
        return named_before[-1]
    own = _candidates(metric, sentence, timed, group, others)
    adjacent = [t for t in own if t.phrase.first == q.last]
    dated = any(t.period is not None for t in named_before)
    if adjacent and not any(t.phrase.last == q.first for t in own) and (adjacent[0].period is not None or not dated):
        return adjacent[0]
    row = next((t for t in own if t.phrase.last + 1 == q.first and not t.phrase.role), None)
    if row is not None and heads_figure(row.phrase, tokens):
        return row
    barriers = [m.quantity.first for m in others if m.status == "previous" and m is not metric]
    own = [t for t in own if t.phrase.last <= q.first or not _taken(t, q.last, tokens, others)]
    if group:
        found = _nearest([t for t in own if t.bracket == group], q.first, q.last, barriers)
        if found:
            return found
    # a comma does not part a figure from its time («в 2020 году, по данным …, оказано»), brackets and semicolons do
    for marks in (SOFT_MARKS, COMMA_MARKS, HARD_MARKS):
        first, last = clause_bounds(tokens, q.first, q.last, marks)
        inside = [t for t in own if first <= t.phrase.first and t.phrase.last <= last]
        found = _nearest(inside, q.first, q.last, barriers)
        if found:
            return found
    before = [t for t in own if t.phrase.last <= q.first]
    return before[-1] if before else None


def compared_value(metric: Metric, timed: Sequence[Timed], told: Sequence[Metric]) -> Metric | None:
    """«15 школ (в 2021 году – 12, рост – 25 %)»: the 15 that a change behind an earlier value tells of."""
    tokens, q = metric.sentence.tokens, metric.quantity
    if not (moves(q) and told and timed):
        return None
    here = [m for m in reversed(told[-_BESIDE:]) if m.sentence is metric.sentence]
    earlier = next((m for m in here if not moves(m.quantity)), None)
    if earlier is None or earlier.status != "previous":
        return None
    groups = bracket_groups(tokens)
    first, last = clause_bounds(tokens, q.first, q.last, COMMA_MARKS)
    timed_itself = any(first <= t.phrase.first < last for t in timed)
    if timed_itself or groups[q.first] != groups[earlier.quantity.first] or first < earlier.quantity.last:
        return None
    return next((m for m in here if m.status != "previous"), None)


def _candidates(
    metric: Metric, sentence: Sentence, timed: Sequence[Timed], group: int, others: Sequence[Metric]
) -> list[Timed]:
    """The times that could be a figure's: no aside of another bracket or clause, no base of comparison."""
    tokens, q = sentence.tokens, metric.quantity
    return [
        t
        for t in timed
        if t.bracket in (0, group)
        and not (is_of_speech(t.phrase, tokens) or _tells_when_told(t, q, tokens) or _aside(t, q, tokens))
        and not (_of_new_value(t, metric) or _not_now(t, metric) or _over_before_plan(t, metric, tokens))
        and not (_is_still_ahead(t, metric, tokens) or _is_grown_from(t, q, tokens) or _is_reached(t, q, tokens))
        and (not t.base or _of_base(t, metric, group, tokens))
        and not (t.attribute or _of_starting_value(t, metric, others))
        and not (group and t.bracket and moves(q) and _of_other_number(t, q, tokens, others))
        and not (_is_mean_of(t, q, tokens) or is_of_row_behind(t, timed, q, tokens, others))
        and not _is_day_of_fact(t, metric)
    ]


def _is_day_of_fact(item: Timed, metric: Metric) -> bool:
    """«На 1 июля уложено 40 км при годовом плане | 90 км»: the plan is for more than that day."""
    period = item.period
    return period is not None and period.start == period.end and is_yearly_plan(metric)


def _is_mean_of(item: Timed, quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """«Средний надой от коровы за сутки составил 21 кг»: of any day and night, the text tells elsewhere when."""
    when = item.phrase.when
    if item.period is not None or item.phrase.role != "over" or when is None:
        return False
    if when.unit != "day" and quantity.per is None:  # «Средняя оценка за месяц – 4,8» is that of one month
        return False
    if when.relation is not None or when.of is not None or when.count not in (None, 1) or moves(quantity):
        return False
    return is_mean(quantity, tokens)


def is_mean(quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """«в среднем принимали 300 человек», «средний надой составил 21 кг»."""
    first, last = clause_bounds(tokens, quantity.first, quantity.last, COMMA_MARKS)
    return any(has_lemma(token.lower, "mean_adjective") for token in tokens[first:last])


def _of_other_number(item: Timed, quantity: Quantity, tokens: Sequence[Token], others: Sequence[Metric]) -> bool:
    """«15 (в мае 2020 – 6, рост – 138 %)»: the time of what the change is counted from, read as a figure or not."""
    first, _ = clause_bounds(tokens, quantity.first, quantity.last, COMMA_MARKS)
    begin, end = (bisect_left(others, at, key=_first_token) for at in (item.phrase.last, first))
    return item.phrase.last < first and not any(moves(m.quantity) for m in others[begin:end])


def _first_token(metric: Metric) -> int:
    return metric.quantity.first


def _of_starting_value(item: Timed, metric: Metric, others: Sequence[Metric]) -> bool:
    """«упала втрое — с 12 % в 2009 году до 4 %»: the time of the value that a change starts from is no other's."""
    spans = (m.quantity for m in others if m is not metric)
    return any(q.first < item.phrase.first and item.phrase.last <= q.last for q in spans)


def _of_new_value(item: Timed, metric: Metric) -> bool:
    """«К концу года будет 48 центров вместо 12»: the time of the plan is not that of the value left behind.

    «Фонд составит 9 млрд против 8 млрд | в 2024 году» gives that value its own.
    """
    if item.phrase.first == metric.quantity.last:
        return False
    now = item.phrase.kind == "deictic" and item.phrase.last <= metric.quantity.first
    return metric.status == "previous" and (item.planned or now)


def _is_still_ahead(item: Timed, metric: Metric, tokens: Sequence[Token]) -> bool:
    """«До конца года оснастят все школы, в архивы поставлено 100 книг»: what is to come dates nothing that is done."""
    when = item.phrase.when
    begun = when is not None and when.unit == "year" and item.phrase.role not in _TOWARDS
    if metric.status != "actual" or not item.planned or (begun and item.phrase.last <= metric.quantity.first):
        return False
    first, last = clause_bounds(tokens, metric.quantity.first, metric.quantity.last)
    return not first <= item.phrase.first < last and tense_of_clause(tokens, first, last) == "past"


def _is_grown_from(item: Timed, quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """«увеличили сбор к 2020 году втрое»: counted from that year; «К 2020 году сбор вырос» tells when."""
    when, first = item.phrase.when, item.clause[0]
    if item.phrase.role != "by" or not moves(quantity) or when is None or when.unit != "year" or item.planned:
        return False
    if item.phrase.first == quantity.last and item.period is not None and item.period.start is None:
        return True  # «намолочено 110 тонн (плюс 90 тонн | к 2022 году)»
    return tense_of_clause(tokens, first, item.phrase.first) == "past" and first <= quantity.first < item.clause[1]


def _is_reached(item: Timed, quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """«выросла с 2005 года на 10 % и составляет 520 тигров»: the level is of today, the growth is since then."""
    between = tokens[item.phrase.last : quantity.first]
    if item.phrase.role != "from" or moves(quantity) or not any(t.lower in words("and") for t in between):
        return False
    return (
        any(has_lemma(t.lower, "level_verb") for t in between) and tense_of_clause(between, 0, len(between)) == "pres"
    )


def _over_before_plan(item: Timed, metric: Metric, tokens: Sequence[Token]) -> bool:
    """«В прошлом году построили 5 школ, скоро откроют ещё 4»: what was done then says nothing of when they will."""
    q, (first, last) = metric.quantity, clause_bounds(tokens, item.phrase.first, item.phrase.last)
    if metric.status != "planned" or item.planned or item.ahead or not last <= q.first:
        return False
    here = clause_bounds(tokens, q.first, q.last)
    return tense_of_clause(tokens, first, last) == "past" and tense_of_clause(tokens, *here) in ("futr", "pres")


def _not_now(item: Timed, metric: Metric) -> bool:
    """«сейчас» of a text without a date dates nothing, it only keeps the figures behind it from other times."""
    if not is_now(item.phrase):
        return False
    if item.period is not None:
        return _is_before_plan(item, metric)
    return metric.status != "actual" or item.phrase.first > metric.quantity.first


def _is_before_plan(item: Timed, metric: Metric) -> bool:
    """«Сейчас чинят пять мостов, самый длинный обойдётся в 40 млн»: the sum is not of now."""
    first, last = item.clause
    outside = metric.quantity.last <= first or last <= metric.quantity.first
    tokens = metric.sentence.tokens
    here = clause_bounds(tokens, metric.quantity.first, metric.quantity.last, COMMA_MARKS)
    return metric.status == "planned" and outside and tense_of_clause(tokens, *here) == "futr"


def _taken(item: Timed, after: int, tokens: Sequence[Token], others: Sequence[Metric]) -> bool:
    """Whether a time that follows a figure opens the clause of a later one: «… 95 %, а в этом году 99 %»."""
    first, _ = clause_bounds(tokens, item.phrase.first, item.phrase.last, SOFT_MARKS)
    later = next((m.quantity.first for m in others if m.quantity.first >= item.phrase.last), len(tokens))
    # «Дефицит – 86 млн рублей, | в 2022 году был 74», where no verb stands before the comma
    told = tokens[item.phrase.first - 1].text == "," and _has_verb(tokens[item.phrase.last : later])
    if (first < after and not told) or opens_aside(tokens[first]):  # «вдвое больше заявок, поданных за май, – 40»
        return False
    return later < item.clause[1]


def _points_back(quantity: Quantity, group: int, tokens: Sequence[Token]) -> bool:
    """«чем за тот же период 2021 года, когда звонков было 304 тысячи», «(тогда выдали 200)»: of the time just named."""
    if not (says(tokens, words("then")) or says(tokens, words("when"))):
        return False
    first, last = clause_bounds(tokens, quantity.first, quantity.last, COMMA_MARKS)
    if then_at(tokens, first, last) is not None:
        return True
    return not group and first < last and tokens[first].lower in words("when")


def _aside(item: Timed, quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """«сеть, созданная в 2014 году, имеет 5 окон», «работают семь отделов, два открылись в мае»: of another clause."""
    first, last = item.clause
    if first <= quantity.first < last:
        return False
    if first == 0:
        return item.beginning
    if first < last and opens_aside(tokens[first]):
        return item.phrase.role != "over" or item.period is None  # «число заявок, поданных за май, – 40»
    if item.beginning:
        return True
    here = clause_bounds(tokens, quantity.first, quantity.last, COMMA_MARKS)
    return quantity.last <= first and _has_verb(tokens[first:last]) and _has_verb(tokens[slice(*here)])


def _has_verb(clause: Sequence[Token]) -> bool:
    return any(_VERBS[token.lower] for token in clause)


def _is_verb(form: str) -> bool:
    return form.isalpha() and readings(form)[0].pos in ("VERB", "PRTS")


_VERBS = Forms(_is_verb)


def is_of_speech(phrase: TimePhrase, tokens: Sequence[Token]) -> bool:
    """«сообщили сегодня в управлении», «как сказал 3 июня 2024 года врач»: the day of the speech, not of the figure."""
    if phrase.role or phrase.kind not in ("deictic", "date"):
        return False
    return any(speaks(token) for token in tokens[max(0, phrase.first - 2) : phrase.last + 2])


def _tells_when_told(item: Timed, quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """«Построено 5 школ, сообщил мэр на встрече с депутатами во вторник, 15 декабря»: he told of them then."""
    phrase, first = item.phrase, item.clause[0]
    if phrase.role or phrase.kind != "date" or first <= quantity.first < item.clause[1]:
        return False
    if first == phrase.first > 1 and weekday_beside(tokens, phrase) is not None:
        first = clause_bounds(tokens, first - 2, first - 1, COMMA_MARKS)[0]
    return not first <= quantity.first < phrase.first and any(speaks(token) for token in tokens[first : phrase.first])


def _of_base(item: Timed, metric: Metric, group: int, tokens: Sequence[Token]) -> bool:
    """Whether a figure is the value of the time compared with: «против 85 годом ранее», «(годом ранее — 304)»."""
    q, phrase = metric.quantity, item.phrase
    if q.change is not None or phrase.role in _TOWARDS:
        return False
    if group and (item.bracket == group or (_is_alone_in_bracket(q, tokens) and phrase.last + 1 == q.first)):
        return True
    if phrase.role == "against":
        return phrase.first == q.last  # «рост по сравнению с прошлым годом – 10 %»
    if phrase.when is not None and phrase.when.relation == "earlier" and _opens_clause(item, q, tokens):
        return True
    between = _behind_source(tokens[phrase.last : q.first])
    if _tells_of_base(between):
        return True
    if phrase.role == "in" and _opens_clause(item, q, tokens):  # «57 %; в 2018 году этот показатель равнялся 38 %»
        told = tokens[phrase.last : q.last]  # «в 2014 году он не превышал 82 %», the verb being the comparator
        return any(has_lemma(token.lower, "measuring_verb") for token in told)
    return phrase.first == q.last or (
        phrase.last <= q.first
        and len(between) <= 2
        and not any(t.text == "," or t.lower in words("and") for t in between)
    )


def _is_alone_in_bracket(quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """«по сравнению с прошлой неделей (0,5 %)»."""
    return tokens[quantity.first - 1].text == "(" and quantity.last < len(tokens) and tokens[quantity.last].text == ")"


def _behind_source(between: Sequence[Token]) -> Sequence[Token]:
    """«уровень мая | , по данным службы, | составлял»: without the aside that says who tells it."""
    if len(between) < _SHORTEST_ASIDE or between[0].text != "," or between[1].lower not in _source_openings():
        return between
    return next((between[at + 1 :] for at in range(2, len(between)) if between[at].text == ","), between)


@cache
def _source_openings() -> frozenset[str]:
    return words("author_aside") | words("source_opening")


def _tells_of_base(between: Sequence[Token]) -> bool:
    """«выше майского показателя, который равнялся | 40 тысячам»."""
    if not 2 < len(between) <= _RELATIVE_REACH or between[0].text != ",":
        return False
    told = (any(has_lemma(t.lower, kind) for t in between[1:]) for kind in ("who_relative", "level_verb"))
    return all(told) and not any(token.text in COMMA_MARKS for token in between[1:])


def _opens_clause(item: Timed, quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """«…, но ещё годом ранее сборы были всего в районе 19 млн»: said of all the clause."""
    first, last = clause_bounds(tokens, quantity.first, quantity.last, COMMA_MARKS)
    return first <= item.phrase.first <= first + _OPENING_WORDS and item.phrase.last <= quantity.first < last


def _nearest(timed: Sequence[Timed], first: int, last: int, barriers: Sequence[int]) -> Timed | None:
    """The last one before the figure, else the first one after it that belongs to no earlier value between."""
    before = [t for t in timed if t.phrase.last <= first]
    if before:
        return before[-1]
    after = [t for t in timed if t.phrase.first >= last and not any(last <= b < t.phrase.first for b in barriers)]
    return after[0] if after else None


def moves(quantity: Quantity) -> bool:
    change = quantity.change
    return change is not None and not (change.ratio is None and change.delta is None and change.delta_pct is None)
