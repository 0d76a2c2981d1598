"""What joins a sentence to those before it and says nothing of its figures: «При этом», «Стоит отметить, что»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from mfcx.document import Token
from mfcx.patterns import PatternTable
from mfcx.tables import read_table

_BEHIND = frozenset(",:–—")
_LEAST = 2  # words of a sentence that has an opener


def opener_length(tokens: Sequence[Token]) -> int:
    """How many tokens of a sentence join it to others: 3 of «При этом, | браков стало меньше»."""
    stop, role = max(_openers().starting(tokens, 0), default=(0, ""))
    if role == "tells":  # «К тому же | периоду прошлого года …»
        return 0
    if stop and stop < len(tokens) and tokens[stop].text in _BEHIND:
        stop += 1
    return stop if len(tokens) - stop >= _LEAST else 0


@cache
def _openers() -> PatternTable[str]:
    return PatternTable((row["pattern"], row["role"]) for row in read_table("discourse_openers"))
