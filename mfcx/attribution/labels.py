"""A Russian noun phrase for what is measured, also where no rule names it.

«свыше 14 тысяч рабочих мест» -> «рабочие места»; «Доходы бюджета превысили 79,5 млрд рублей» -> «доходы бюджета».
"""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Document, Metric, Token
from mfcx.morphology import readings

_STOPS = frozenset('.,;:()—–«»"')
_LONGEST = 7


def set_labels(document: Document) -> None:
    """Fills `label` where no rule did."""
    for metric in document.metrics:
        if metric.label is None:
            metric.label = _counted(metric) or _subject(metric)


def _counted(metric: Metric) -> str | None:
    """The counted phrase with what depends on it: «новых мест в детских садах» -> «число новых мест в …»."""
    q, tokens = metric.quantity, metric.sentence.tokens
    if q.head is None or not q.unit or q.okei in ("383", "744") or not q.unit.isalpha() or len(q.unit) < 3:
        return None
    stop = q.head + 1
    while stop < len(tokens) and stop - q.head < _LONGEST and _depends(tokens, stop):
        stop += 1
    words = tokens[_first_word(tokens, q.head) : stop]
    return " ".join(t.text for t in words) if words else None


def _first_word(tokens: Sequence[Token], head: int) -> int:
    first = head
    while first > 0 and any(r.pos in ("ADJF", "PRTF") for r in readings(tokens[first - 1].text)[:1]):
        first -= 1
    return first


def _depends(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.text in _STOPS or not token.text.isalpha():
        return False
    top = readings(token.text)[0]
    return top.case == "gent" or (top.pos in ("ADJF", "PRTF") and top.case == "gent")


def _subject(metric: Metric) -> str | None:
    """The nominative phrase before the verb of the figure's clause."""
    q, tokens = metric.quantity, metric.sentence.tokens
    for at in range(q.first - 1, -1, -1):
        reading = next((r for r in readings(tokens[at].text) if r.pos == "NOUN"), None)
        if reading is None or reading.case != "nomn" or reading.tags & {"Name", "Surn", "Geox"}:
            continue
        first = _first_word(tokens, at)
        stop = at + 1
        while stop < q.first and stop - at < _LONGEST and _depends(tokens, stop):
            stop += 1
        return " ".join(t.text for t in tokens[first:stop])
    return None
