"""Whether a figure tells how things are, not what a period brought: «к тушению привлечены 40 человек»."""

from __future__ import annotations

from functools import cache

from mfcx.attribution.once import once_a_sentence
from mfcx.attribution.sentence_words import has_lemma, says
from mfcx.attribution.status import COMMA_MARKS, HARD_MARKS, clause_bounds
from mfcx.attribution.times.choice import moves
from mfcx.document import Metric, Sentence
from mfcx.morphology import lemmas, readings
from mfcx.patterns import PatternTable
from mfcx.quantities.forms import Forms
from mfcx.quantities.limits.rates import is_time_unit
from mfcx.tables import fold, read_table, words


def is_state(metric: Metric, sentence: Sentence) -> bool:
    """«в кружки ходят 300 детей»: a verb of a state; how long a thing takes is so at any time."""
    return not is_time_unit(metric.quantity.unit or "") and tells(sentence, metric, _state_verbs())


def is_lasting(metric: Metric, sentence: Sentence) -> bool:
    """«К тушению привлечены 40 человек», «открыты 12 вакансий», not «были привлечены»."""
    q = metric.quantity
    first, last = clause_bounds(sentence.tokens, q.first, q.last, COMMA_MARKS)
    told = any(first <= start and stop <= last for start, stop, _ in _lasting(sentence.tokens))
    return told and not any(_was(token.lower) for token in sentence.tokens[first:last])


def is_regular(metric: Metric, sentence: Sentence) -> bool:
    """«Ежегодно обновляют 10 % дворов»: so it is every year."""
    q = metric.quantity
    if not (moves(q) or q.unit in words("share_unit")) or not says(sentence.tokens, words("regularly")):
        return False
    first, last = clause_bounds(sentence.tokens, q.first, q.last, COMMA_MARKS)
    return any(token.lower in words("regularly") for token in sentence.tokens[first:last])


def _was(form: str) -> bool:
    """«были»: a verb in the past."""
    likely = readings(form)[0] if form.isalpha() else None
    return likely is not None and likely.pos == "VERB" and "past" in likely.tags


def tells_result(sentence: Sentence, metric: Metric) -> bool:
    """«охвачено 88 % жителей»: a short participle without «был» tells how things are."""
    q = metric.quantity
    first, last = clause_bounds(sentence.tokens, q.first, q.last, COMMA_MARKS)
    clause = [t.lower for t in sentence.tokens[first:last] if t.text.isalpha()]
    found = {readings(form)[0].pos for form in clause}
    done = "PRTS" in found or not words("done_participle").isdisjoint(clause)
    return done and "VERB" not in found


def names_flow(metric: Metric, sentence: Sentence) -> bool:
    """«Производство молока – 612 тыс. тонн», «Среди обратившихся 40 мужчин»: what a time brought, no state."""
    q = metric.quantity
    first, _ = clause_bounds(sentence.tokens, q.first, q.last, COMMA_MARKS)
    return any(_FLOWS[token.lower] for token in sentence.tokens[first : q.first])


def _is_flow(form: str) -> bool:
    """«производство», «обратившихся», «на | счету», not «работающих»."""
    if not form.isalpha():
        return False
    top = readings(form)[0]
    if top.tags >= {"PRTF", "past", "actv", "gent", "plur"}:
        return True
    return form in words("of_flow") or (has_lemma(form, "flow_noun") and top.case in ("nomn", "accs"))


_FLOWS = Forms(_is_flow)


def tells(sentence: Sentence, metric: Metric, verbs: frozenset[str]) -> bool:
    """Whether one of these verbs stands by a figure, in any form."""
    tokens, q = sentence.tokens, metric.quantity
    first, last = clause_bounds(tokens, q.first, q.last, HARD_MARKS)
    return any(not verbs.isdisjoint(lemmas(t.lower)) for t in tokens[first:last] if t.text.isalpha())


@cache
def _state_verbs() -> frozenset[str]:
    return frozenset(fold(row["lemma"]) for row in read_table("state_verbs"))


@cache
def _state_cues() -> PatternTable[str]:
    return PatternTable((row["pattern"], row["pattern"]) for row in read_table("state_cues"))


_lasting = once_a_sentence(lambda tokens: _state_cues().find(tokens))
