"""The time that a heading without a verb gives to the rows under it: «Итоги 2024 года» over «Окон – 5»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.times.report import Report, Timed
from mfcx.document import DASHES, Metric, Period, Sentence
from mfcx.morphology import readings

_STOPS = frozenset({".", "!", "?", "…"})
_MARKS = DASHES | {":"}
_ROLES = frozenset({"", "in", "over", "at", "as_of"})
_SAYS_DONE = ("VERB", "PRTS", "INFN", "GRND")


def take_heading(sentence: Sentence, timed: Sequence[Timed], report: Report, *, told: bool) -> None:
    """«МФЦ области: итоги 2024 года», «На 1 июня 2025 года»: no figure and no verb, and a line of its own."""
    if told or not sentence.tokens or sentence.tokens[-1].text in _STOPS or _tells(sentence):
        return
    whole = [item for item in timed if item.period is not None and item.phrase.role in _ROLES]
    plain = len(whole) == len(timed) == 1 and not (whole[0].base or whole[0].bracket)
    period = whole[0].period if plain else None
    if period is not None and period.start is not None and period.end is not None:
        report.sheet = period


def time_of_sheet(metric: Metric, sentence: Sentence, report: Report) -> Period | None:
    """«Окон – 5», «Площадь: 74 тыс. кв. км»: a row under such a heading; of a deed, too, where no time is told."""
    if report.sheet is None or metric.status != "actual" or sentence.is_title:
        return None
    tokens, q = sentence.tokens, metric.quantity
    stopped = tokens[-1].text in _STOPS and q.stop < tokens[-1].stop  # «7 мин.» is no end of a sentence
    marked = any(token.text in _MARKS for token in tokens[: q.first])
    return report.sheet if marked and not stopped and (report.period is None or not _tells(sentence)) else None


def _tells(sentence: Sentence) -> bool:
    return any(readings(token.lower)[0].pos in _SAYS_DONE for token in sentence.tokens if token.text.isalpha())
