"""Earlier values that nothing but brackets tell: «в Омске выдано 500 справок (годом ранее 400), в Таре – 300 (280)»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mfcx.attribution.sentence_words import says
from mfcx.attribution.times.choice import moves
from mfcx.attribution.times.report import Paired, Timed
from mfcx.document import Metric, Quantity, Sentence, Token
from mfcx.tables import words

_TO_BRACKET = 2  # tokens: «год назад | (в | скобках)»
_NOUN = 3  # tokens: «% экономически активных (»


def mark_bracketed(
    sentence: Sentence, metrics: Sequence[Metric], timed: Sequence[Timed], paired: Paired | None
) -> Paired | None:
    """Gives a bare value in brackets the time of the pair before, or of «(в скобках – год назад)»; returns that."""
    paired = _said_of_brackets(sentence, timed) or paired
    for metric, aside in pairwise(metrics):
        if not _is_pair(sentence.tokens, metric.quantity, aside.quantity):
            continue
        if not _is_bare(sentence.tokens, metric.quantity, aside.quantity):
            told = aside.status == "previous" and metric.status == "actual"
            if told and (aside.period is None or aside.period != metric.period):
                paired = Paired(aside.period, metric)
        elif paired is not None and metric.status == aside.status == "actual" and paired.holds_for(metric):
            aside.status, aside.period = "previous", paired.earlier
    return paired


def _said_of_brackets(sentence: Sentence, timed: Sequence[Timed]) -> Paired | None:
    """«Уровень безработицы в мае (в скобках указан прошлогодний)»: one time for all brackets below."""
    tokens = sentence.tokens
    if not timed or not says(tokens, words("in_brackets")):
        return None
    at = next(at for at, token in enumerate(tokens) if token.lower in words("in_brackets"))
    named = (t for t in timed if t.phrase.first > at or t.phrase.last == at - _TO_BRACKET)
    behind = next((t.period for t in named), None)
    return None if behind is None else Paired(behind)


def _is_pair(tokens: Sequence[Token], q: Quantity, aside: Quantity) -> bool:
    """«4,4 % (4,6 %)», «4,4 % жителей (годом ранее – 4,6 %)»."""
    opened = _bracket_behind(tokens, q)
    if opened is None or opened >= aside.first or q.unit != aside.unit or moves(q) or moves(aside):
        return False
    return not any(token.text == ")" for token in tokens[opened : aside.first])


def _is_bare(tokens: Sequence[Token], q: Quantity, aside: Quantity) -> bool:
    closes = aside.last < len(tokens) and tokens[aside.last].text == ")"
    opened = _bracket_behind(tokens, q)
    return closes and opened is not None and aside.first == opened + 1


def _bracket_behind(tokens: Sequence[Token], q: Quantity) -> int | None:
    """Where a bracket opens behind a figure and what it is of: «4,4 % жителей | (»."""
    for at in range(q.last, min(q.last + _NOUN, len(tokens))):
        if tokens[at].text == "(":
            return at
        if not tokens[at].text.isalpha():
            return None
    return None
