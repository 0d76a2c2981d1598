"""What the head of a list says of the rows below it: their time, and whether they are plans."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.status import status_at, tense_of
from mfcx.attribution.times.report import Timed
from mfcx.attribution.times.resolved import OPEN_ROLES
from mfcx.document import Metric, Period, Sentence, Token
from mfcx.tables import words


def list_head(sentence: Sentence, timed: Sequence[Timed]) -> tuple[Timed | None, Period | None]:
    """«На 1 июля работают (в скобках — год назад):» gives one time to the rows and one to their brackets.

    The first row may stand in the sentence itself: «На 1 июля работают: 5 школ; …».
    """
    colon = _head_end(sentence.tokens)
    if colon is None:
        return None, None
    times = [t for t in reversed(timed) if t.phrase.first < colon]
    plain = [t for t in times if not t.base and not t.bracket]
    told = [t for t in plain if t.phrase.role not in OPEN_ROLES] or [t for t in plain if t.phrase.role == "until"]
    return (told[0] if told else None), next((t.period for t in times if t.bracket), None)


def adds_to_list(sentence: Sentence) -> bool:
    """«Кроме того, …», «Также …»: one more to what was listed."""
    opening = next((token.lower for token in sentence.tokens if token.text.isalpha()), "")
    return opening in words("adds")


def plans_list(sentence: Sentence) -> bool:
    """«До конца года будет сделано:», «В планах на осень:»."""
    colon = _head_end(sentence.tokens)
    return colon is not None and status_at(sentence.tokens, colon - 1, colon) == "planned"


def plan_rows(sentence: Sentence, metrics: Sequence[Metric]) -> None:
    """A row without a verb is as planned as the head of its list says."""
    for metric in metrics:
        if metric.status == "actual" and tense_of(sentence.tokens, metric.quantity) is None:
            metric.status = "planned"


def _head_end(tokens: Sequence[Token]) -> int | None:
    """The colon that ends the head of a list."""
    last = len(tokens) - 1
    if last < 0 or tokens[last].text not in (":", ";"):
        return None
    parted = (at for at in range(last, 0, -1) if tokens[at].text == ":" and tokens[at - 1].stop == tokens[at].start)
    return next((at for at in parted if at == last or tokens[at + 1].start > tokens[at].stop), None)
