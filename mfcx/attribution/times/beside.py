"""Whether a time is only that of a figure set beside another one: «Обед стоит 86 рублей, в 2022 году – 74»."""

from __future__ import annotations

from mfcx.attribution.sentence_words import has_lemma
from mfcx.attribution.status import tense_of_clause
from mfcx.attribution.times.report import Timed
from mfcx.document import Sentence


def is_beside_figure(item: Timed, sentence: Sentence) -> bool:
    """«Этим летом отдохнули 46 тысяч, в 2022 году – 43 тысячи», «Дефицит – 86 млн рублей, в 2022 году был 74»."""
    tokens, (first, last) = sentence.tokens, item.clause
    if first == 0 or item.phrase.first != first:
        return False
    if tense_of_clause(tokens, first, last) is not None:
        measures = any(has_lemma(token.lower, "measuring_verb") for token in tokens[first:last])
        if not measures or tense_of_clause(tokens, 0, first) is not None:
            return False
    sides = (tokens[:first], tokens[item.phrase.last : last])
    return all(any(token.text[0].isdigit() for token in side) for side in sides)
