"""Rows that name their measure before the figure: «Число коек, тыс. | 6,2» -> «число коек»."""

from __future__ import annotations

from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.noun_phrases import Phrase, render
from mfcx.quantities.row_measures import ROW_MARKS, name_end

_STARTS = frozenset(";|")


def row_label(clause: Clause) -> str | None:
    """What stands before the measure: «Инвестиции в дороги |, млн руб.: 18,3» -> «инвестиции в дороги»."""
    tokens, mark = clause.tokens, clause.quantity.first - 1
    if mark < 1 or tokens[mark].text not in ROW_MARKS:
        return None
    stop = name_end(tokens, mark)
    if stop is None:
        return None
    start = next((at + 1 for at in range(stop - 1, -1, -1) if tokens[at].text in _STARTS), 0)
    named = clause.subject(start, stop)
    if named is None or clause.verb_between(start, stop):
        return None
    return render(tokens, Phrase(named.first, named.head, stop, named.number, named.lemma), "nomn")
