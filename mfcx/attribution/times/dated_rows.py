"""Rows of figures that each have their own time right behind: «40 школ: 12 в 2014 году и 28 в 2015 году»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from mfcx.attribution.times.report import Timed
from mfcx.document import DASHES, Metric, Quantity, Token
from mfcx.tables import words

_MARKS = DASHES | frozenset(",:;")
_LISTING = frozenset(",;")  # behind these one figure with its time is no row yet


def is_of_row_behind(
    item: Timed, timed: Sequence[Timed], quantity: Quantity, tokens: Sequence[Token], others: Sequence[Metric]
) -> bool:
    """Whether a time is of the row behind a figure: «Построено | 40 школ: 12 в 2014 году и 28 в 2015 году»."""
    at = quantity.last
    if item.phrase.first <= at or at + 1 >= len(tokens):
        return False
    mark = tokens[at]
    if not (mark.text in _MARKS or mark.lower in words("against")):
        return False
    starts = {t.phrase.first for t in timed}
    behind = (m.quantity for m in others if m.quantity.first > at)
    row = [*takewhile(lambda one: one.last in starts, behind)]
    if not row or row[0].first != at + 1 or all(one.last != item.phrase.first for one in row):
        return False
    return (len(row) > 1 or mark.text not in _LISTING) and all(one.unit == quantity.unit for one in row)


def is_of_row(item: Timed, timed: Sequence[Timed], tokens: Sequence[Token], metrics: Sequence[Metric]) -> bool:
    """Whether a time is that of one figure in such a row alone, and not of what is told around it."""
    return any(is_of_row_behind(item, timed, m.quantity, tokens, metrics) for m in metrics)
