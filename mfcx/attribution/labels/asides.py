"""What stands before a figure's dash, or of whom it is a part: «по суду – 70», «(28) из них»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.forms import label_words
from mfcx.attribution.labels.noun_phrases import surface, tail_of
from mfcx.attribution.labels.rows import is_included
from mfcx.document import DASHES, Token
from mfcx.tables import words


def is_of_them(tokens: Sequence[Token], at: int) -> bool:
    """«(28) из них»: what a figure is a part of stands behind it."""
    pair = tokens[at : at + 2]
    return len(pair) == 2 and pair[0].lower in words("of_them") and pair[1].lower in words("them")


def aside(clause: Clause) -> str:
    """«по суду – 70, по обоюдному согласию – 19» -> «по обоюдному согласию»: all that stands before a dash."""
    tokens, (first, last) = clause.tokens, aside_stretch(clause)
    first += first == 0 < last and not tokens[0].text.isalnum()  # the bullet of a row
    first = stop = first + 2 * is_of_them(tokens, first) + 3 * is_included(tokens, first)
    while stop < last and tokens[stop].lower in label_words("inside") and stop not in clause.blocked:
        stop = max(stop + 1, tail_of(tokens, stop, clause.blocked))
    return surface(tokens, first, last) if stop == last else ""


def aside_stretch(clause: Clause) -> tuple[int, int]:
    """The tokens before a figure's dash that no mark cuts, a leading «и» left out."""
    at = clause.quantity.first - 1
    if at < 1 or clause.tokens[at].text not in DASHES:
        return at, at
    first, last = clause.marks.stretch(at - 1, at)
    return first + (clause.tokens[first].lower in words("and")), last
