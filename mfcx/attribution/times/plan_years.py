"""The year that a plan is for where its own words say only «годовой план», «план на год»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mfcx.attribution.sentence_words import has_lemma
from mfcx.attribution.status import COMMA_MARKS, clause_bounds
from mfcx.document import Document, Metric, Period, Token
from mfcx.tables import words


def year_of_plan(metric: Metric, told: Sequence[Metric], document: Document) -> Period | None:
    """«На 1 июля уложено 40 км при годовом плане 90 км», «План на год – 90 км»: all of that year."""
    if not is_yearly_plan(metric):
        return None
    here = (m.period.end for m in reversed(told) if m.status == "actual" and m.period is not None)
    day = next((end for end in here if end is not None), document.page.published)
    return None if day is None else Period(date(day.year, 1, 1), date(day.year, 12, 31), None, None)


def is_yearly_plan(metric: Metric) -> bool:
    """Whether a figure is planned for a year that nothing names."""
    if metric.status != "planned":
        return False
    q, tokens = metric.quantity, metric.sentence.tokens
    first, _ = clause_bounds(tokens, q.first, q.last, COMMA_MARKS)
    plans = [at for at in range(first, q.first) if has_lemma(tokens[at].lower, "plan_noun")]
    return any(_names_year_before(tokens, at) or _names_year_behind(tokens, at) for at in plans)


def _names_year_before(tokens: Sequence[Token], at: int) -> bool:
    """«годовой | план»."""
    return at > 0 and has_lemma(tokens[at - 1].lower, "yearly")


def _names_year_behind(tokens: Sequence[Token], at: int) -> bool:
    """«план | на год»."""
    behind = [token.lower for token in tokens[at + 1 : at + 3]]
    return len(behind) > 1 and behind[0] in words("by") and behind[1] in words("year_accusative")
