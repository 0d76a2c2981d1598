"""Percentages that are a ratio to what there was: «57 % от уровня 2020 года», «индекс цен – 98 %»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import DASHES, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.changes.cues import (
    Cue,
    compares_to_base,
    names_growth_rate,
)
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import Scene, lower
from mfcx.tables import words

# «рост 4 % к уровню прошлого года» is an increase, «рост к 2016 году — 110,5 %» a ratio
RATIO_FROM = 50
WHOLE, MOST_SLIGHT = 100, 125  # «рост — 106,9 %» is no more than doubling, «рост — 140 %» may be
_MARKS = frozenset(";:()–—")
_SHARE_REACH = 8
_BASE = 4  # tokens that open a base: «по отношению к маю»


def compares_with_base(scene: Scene, draft: Draft, *, reaches: bool) -> bool:
    """«57 % от уровня 2020 года», «117,3 % к июлю 2023 года»."""
    if draft.value < RATIO_FROM and _is_rate_of_change(scene, draft):
        return False
    # in brackets the base may stand behind another amount: «102 % (+2,1 тыс. тонн к уровню 2020 года)»
    reach = 14 if lower(scene.tokens, draft.last) == "(" else 7
    stop = draft.last
    while stop < min(len(scene.tokens), draft.last + reach) and scene.tokens[stop].text not in ",;)":
        stop += 1
    if compares_to_base(scene.tokens, draft.last, stop):
        return True
    if draft.bound or reaches or tells_share(scene.tokens, draft):
        return False  # «довести долю до 90 % к 2015 году» says by when
    if _is_moment(scene.tokens, draft.last + 1):
        return False  # «85 % к концу года», «к нынешнему часу»
    return lower(scene.tokens, draft.last) in words("towards") | words("off") and draft.last in scene.times


def _is_rate_of_change(scene: Scene, draft: Draft) -> bool:
    """«инфляция составит 4 % к декабрю»: so much more, though no word of growth says it."""
    first = next((at + 1 for at in range(draft.first - 1, -1, -1) if scene.tokens[at].text in _MARKS), 0)
    told = (lemmas(token.lower) for token in scene.tokens[first : draft.first] if token.text.isalpha())
    return any(not words("change_rate").isdisjoint(found) for found in told)


def is_ratio(scene: Scene, draft: Draft, cue: Cue | None) -> bool:
    """«индекс цен – 98 %», «составили 110 % | в сравнении с прошлым годом»: more than the whole is no share of it.

    «Рост составил 110 % по сравнению с маем» says by how much.
    """
    if draft.value >= RATIO_FROM and is_index(scene.tokens, draft):
        return True
    if cue is not None and cue.kind == "noun":
        return False
    return (draft.value > WHOLE and _names_comparison(scene.tokens, draft.last)) or _stands_behind_base(scene, draft)


def _names_comparison(tokens: Sequence[Token], at: int) -> bool:
    return lower(tokens, at + 1) in words("comparison_noun") and lower(tokens, at + 2) in words("from")


def _stands_behind_base(scene: Scene, draft: Draft) -> bool:
    """«К уровню мая добыча – | 98,7 %», «В сравнении с 2024 годом вышло | 110 %»: the base opens the sentence."""
    tokens = scene.tokens
    if draft.value < RATIO_FROM or draft.bound or draft.first < _BASE or draft.whole is not None:
        return False
    if not (draft.value > WHOLE if _names_comparison(tokens, 0) else compares_to_base(tokens, 0, _BASE)):
        return False
    wholes = words("share_noun") | words("plan_noun")
    return all(wholes.isdisjoint(lemmas(t.lower)) for t in tokens[_BASE : draft.first] if t.text.isalpha())


def _is_moment(tokens: Sequence[Token], at: int) -> bool:
    """«к | концу года», «к | сегодняшнему дню», «к | 15 часам»: by when, not what it is compared with."""
    while at < len(tokens) and (tokens[at].text.isdecimal() or readings(tokens[at].lower)[0].pos == "ADJF"):
        at += 1
    return not words("edge_noun").isdisjoint(lemmas(lower(tokens, at)))


def tells_share(tokens: Sequence[Token], draft: Draft) -> bool:
    """«довести долю до | 90 % к 2015 году»: of a whole, not of what there was."""
    before = tokens[max(0, draft.first - _SHARE_REACH) : draft.first]
    return any(not words("share_noun").isdisjoint(lemmas(t.lower)) for t in before if t.text.isalpha())


def is_index(tokens: Sequence[Token], draft: Draft) -> bool:
    """«индекс производства составил 103,2 %», «темп роста — 104 %»."""
    first = draft.first
    while first > 0 and tokens[first - 1].text not in ",;:()":
        first -= 1
    return names_growth_rate(tokens, first, draft.first)


def is_listed_index(scene: Scene, draft: Draft) -> bool:
    """«рост отмечен в Твери | (104,5 %) и Туле (102,1 %)»: what grew and is more than the whole, beside a name."""
    tokens, mark = scene.tokens, lower(scene.tokens, draft.first - 1)
    beside = mark == "(" and lower(tokens, draft.last) == ")" or mark in DASHES
    cue = next((cue for cue in reversed(scene.cues) if cue.at < draft.first), None)
    if cue is None or cue.direction <= 0 or not (beside and WHOLE < draft.value <= MOST_SLIGHT):
        return False
    wholes = words("share_noun") | words("plan_noun")  # «рост доходов помог исполнить план | (104,5 %)»
    return all(wholes.isdisjoint(lemmas(t.lower)) for t in tokens[cue.at : draft.first] if t.text.isalpha())
