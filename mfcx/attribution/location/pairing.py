"""Figures and names told in the same order: «в Омской и Курской областях — 7 и 14 %»."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from mfcx.document import Metric, Token
from mfcx.tables import words

Range = tuple[int, int]


def pair_with_names(
    tokens: Sequence[Token], metrics: Sequence[Metric], groups: Sequence[Sequence[Range]]
) -> dict[int, Range]:
    """The name of each figure of a row, by the figure's first token: «в Твери и Туле — 7 и 14 %» -> 7: Тверь.

    A row takes the names before it, else those behind; as many names as figures, or none is paired.
    """
    found: dict[int, Range] = {}
    rows = _rows(tokens, metrics)
    before, after = 0, 0
    for row in rows:
        first, last = row[0].quantity.first, row[-1].quantity.last
        while before < len(groups) and groups[before][-1][1] <= first:
            before += 1
        while after < len(groups) and groups[after][0][0] < last:
            after += 1
        beside = groups[before - 1] if before else groups[after] if after < len(groups) else ()
        if len(row) == len(beside):
            found |= {one.quantity.first: name for one, name in zip(row, beside, strict=True)}
    return found


def _rows(tokens: Sequence[Token], metrics: Sequence[Metric]) -> list[list[Metric]]:
    """Figures of one unit that nothing but commas and «и» part, two of them at least."""
    rows: list[list[Metric]] = []
    ordered = sorted(metrics, key=lambda one: one.quantity.first)
    for left, right in itertools.pairwise(ordered):
        if not _joined(tokens, left, right):
            continue
        if rows and rows[-1][-1] is left:
            rows[-1].append(right)
        else:
            rows.append([left, right])
    return rows


def _joined(tokens: Sequence[Token], left: Metric, right: Metric) -> bool:
    one, other = left.quantity, right.quantity
    between = [token.lower for token in tokens[one.last : other.first]]
    return bool(between) and one.unit == other.unit and all(word in words("joint") for word in between)
