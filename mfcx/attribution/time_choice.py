"""Which of a sentence's times is a figure's own, and whether it makes the figure an earlier value."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mfcx.attribution.speakers import speaks
from mfcx.attribution.status import clause_bounds
from mfcx.attribution.times import Timed, in_contrast
from mfcx.document import Metric, Quantity, Sentence, Token
from mfcx.morphology import readings
from mfcx.tables import words

# a comma does not part a figure from its time («в 2020 году, по данным …, оказано»), brackets and semicolons do
HARD_MARKS = frozenset("();")
SOFT_MARKS = frozenset(",;()—–:")
COMMA_MARKS = frozenset(",;()")
# «117 % к июлю 2023 года» is no figure of that July
_TOWARDS = frozenset({"by", "until"})


def choose_time(
    metric: Metric, sentence: Sentence, timed: Sequence[Timed], brackets: Sequence[int], others: Sequence[Metric]
) -> Timed | None:
    tokens, q = sentence.tokens, metric.quantity
    group = brackets[q.first]
    visible = [t for t in timed if t.bracket in (0, group) and not _elsewhere(t, sentence)]
    visible = [t for t in visible if not _aside(t, q, tokens)]
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
    for marks in (SOFT_MARKS, HARD_MARKS):
        first, last = clause_bounds(tokens, q.first, q.last, marks)
        inside = [t for t in own if first <= t.phrase.first and t.phrase.last <= last]
        found = _nearest(inside, q.first, q.last, barriers)
        if found:
            return found
    before = [t for t in own if t.phrase.last <= q.first]
    return before[-1] if before else None


def _taken(item: Timed, after: int, tokens: Sequence[Token], others: Sequence[Metric]) -> bool:
    """Whether a time that follows a figure opens the clause of a later one: «… 95 %, а в этом году 99 %»."""
    first, _ = clause_bounds(tokens, item.phrase.first, item.phrase.last, SOFT_MARKS)
    if first < after:
        return False
    _, last = clause_bounds(tokens, item.phrase.first, item.phrase.last, COMMA_MARKS)
    return any(item.phrase.last <= m.quantity.first < last for m in others)


def _aside(item: Timed, quantity: Quantity, tokens: Sequence[Token]) -> bool:
    """«сеть, созданная в 2014 году, насчитывает …», «работают семь офисов, два открылись в мае»: another clause's time."""
    first, last = clause_bounds(tokens, item.phrase.first, item.phrase.last, COMMA_MARKS)
    if first <= quantity.first < last or first == 0:
        return False
    clause = [readings(t.lower)[0] for t in tokens[first:last] if t.text.isalpha()]
    if clause and clause[0].pos == "PRTF":
        return True
    return (
        quantity.last <= first
        and any(reading.pos in ("VERB", "PRTS") for reading in clause)
        and _has_verb(tokens, quantity)
    )


def _has_verb(tokens: Sequence[Token], quantity: Quantity) -> bool:
    first, last = clause_bounds(tokens, quantity.first, quantity.last, COMMA_MARKS)
    return any(readings(t.lower)[0].pos in ("VERB", "PRTS") for t in tokens[first:last] if t.text.isalpha())


def _elsewhere(item: Timed, sentence: Sentence) -> bool:
    """«сообщили сегодня в управлении»: the day of the speech, not of the figure."""
    if item.phrase.kind != "deictic":
        return False
    around = sentence.tokens[max(0, item.phrase.first - 2) : item.phrase.last + 2]
    return any(speaks(token) for token in around)


def _of_base(item: Timed, metric: Metric, group: int, tokens: Sequence[Token]) -> bool:
    """Whether a figure is the value of the time compared with: «против 85 годом ранее», «(годом ранее — 304)»."""
    q, phrase = metric.quantity, item.phrase
    if q.change is not None or phrase.role in _TOWARDS:
        return False
    if group and item.bracket == group:
        return True
    between = tokens[phrase.last : q.first]
    return phrase.first == q.last or (
        phrase.last <= q.first
        and len(between) <= 2
        and not any(t.text == "," or t.lower in words("and") for t in between)
    )


def _nearest(timed: Sequence[Timed], first: int, last: int, barriers: Sequence[int]) -> Timed | None:
    """The last one before the figure, else the first one after it that belongs to no earlier value between."""
    before = [t for t in timed if t.phrase.last <= first]
    if before:
        return before[-1]
    after = [t for t in timed if t.phrase.first >= last and not any(last <= b < t.phrase.first for b in barriers)]
    return after[0] if after else None


def is_earlier_value(metric: Metric, sentence: Sentence, chosen: Timed, told: Sequence[Metric]) -> bool:
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
    if chosen.period is None:
        return False
    here = [m for m in told[-2:] if m.sentence.start == sentence.start and chosen.bracket]
    alike = [m for m in told if (m.quantity.unit == q.unit or m in here) and m.status != "previous"]
    if chosen.phrase.kind == "deictic":
        return bool(chosen.bracket) and any(m.status == "planned" for m in alike)
    likened = when is not None and when.relation in ("same", "that")
    if not (chosen.bracket or likened or _tells_past_state(sentence, metric)):
        return False
    end = chosen.period.end
    timeless = bool(chosen.bracket) or (when is not None and when.relation in ("last", "before_last"))
    return end is not None and any(_is_later(m, end, timeless=timeless) for m in alike)


def _is_later(metric: Metric, end: date, *, timeless: bool) -> bool:
    """Whether a figure is of a time after `end`; one without a time counts as of now beside a bracket."""
    if metric.period is None or metric.period.start is None:
        return timeless
    return end < metric.period.start


def mark_earlier_values(sentence: Sentence, metrics: Sequence[Metric]) -> None:
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
    if in_contrast(sentence, q.first, q.last):
        return True
    first, last = clause_bounds(sentence.tokens, q.first, q.last, COMMA_MARKS)
    clause = [t for t in sentence.tokens[first:last] if t.text.isalpha()]
    return any(readings(token.lower)[0].tags >= {"VERB", "past", "impf"} for token in clause)


def moves(quantity: Quantity) -> bool:
    change = quantity.change
    return change is not None and (change.ratio, change.delta, change.delta_pct) != (None, None, None)
