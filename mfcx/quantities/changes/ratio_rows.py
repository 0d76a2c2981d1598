"""Percentages of a row that are ratios as the first one says: «молоко – 310 тонн (103 % к маю), мясо – 98 (99 %)»."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mfcx.document import DASHES, Change, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.changes.ratios import RATIO_FROM, tells_share
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import PERCENT, Scene, lower
from mfcx.tables import words

_MOST = 200  # per cent of what there was; more is rarely told so
_NEAR = 5  # tokens between an amount and its brackets: «98 тонн | мяса птицы | (99 %)»
_VERBS = frozenset({"VERB", "PRTS", "INFN", "GRND"})


def row_ratio(scene: Scene, before: Draft | None, draft: Draft) -> Change | None:
    """«молока – 310 тонн (103 % к маю), мяса – 98 (| 99 %)», «…, или 104 % к маю. Услуг – 6 млн, или | 98 %»."""
    tokens = scene.tokens
    if draft.name != PERCENT or draft.bound or not RATIO_FROM <= draft.value <= _MOST or _of_whole(scene, draft):
        return None
    if says_again(tokens, draft.first):
        told = _tells_ratio(tokens, before) if before else scene.recall().ratio is not None
        return Change(ratio=draft.value / 100) if told and _follows_amount(scene, draft) else None
    return _of_next_sentence(scene, draft) if before is None else None


def says_again(tokens: Sequence[Token], at: int) -> bool:
    """«(| 99 %)», «, или | 99 %»: beside an amount, in other terms."""
    mark = lower(tokens, at - 1)
    return mark == "(" or (mark in words("or") and lower(tokens, at - 2) == ",")


def is_ratio_of_base(unit: str | None, change: Change | None) -> bool:
    """«103 % к 2024 году», no «в 1,5 раза»."""
    return unit == PERCENT and change is not None and change.ratio is not None


def _tells_ratio(tokens: Sequence[Token], before: Draft) -> bool:
    return is_ratio_of_base(before.name, before.change) and says_again(tokens, before.first)


def _of_whole(scene: Scene, draft: Draft) -> bool:
    """«98 % мяса», «план – 98 %»: a part of what there is."""
    if draft.whole is not None or tells_share(scene.tokens, draft):
        return True
    wholes = words("plan_noun")
    around = scene.tokens[max(0, draft.first - 2 * _NEAR) : draft.last + _NEAR]
    return any(not wholes.isdisjoint(lemmas(t.lower)) for t in around if t.text.isalpha())


def _follows_amount(scene: Scene, draft: Draft) -> bool:
    """«98 тыс. тонн мяса (| 99 %)»: an amount of its own stands right before, and nothing else."""
    told = next((d for d in reversed(scene.drafts) if d.last <= draft.first), None)
    if told is None or told.name in (None, PERCENT) or told.change is not None or draft.first - told.last > _NEAR:
        return False
    between = scene.tokens[told.last : draft.first - 1]
    return lower(scene.tokens, draft.last) in ("", ")", ",", ".", ";") and all(t.text not in ";:()" for t in between)


def _of_next_sentence(scene: Scene, draft: Draft) -> Change | None:
    """«Индекс равен 103 %. В добыче – | 97 %»: a row without a verb goes on with the ratio told last."""
    tokens, dash = scene.tokens, draft.first - 1
    if lower(tokens, dash) not in DASHES or draft is not scene.drafts[0]:
        return None
    item = [token for token in tokens[:dash] if token.text.isalpha()]
    if not item or readings(item[0].lower)[0].pos != "PREP" or any(readings(t.lower)[0].pos in _VERBS for t in item):
        return None
    last = scene.recall().last
    known = last is not None and last.change is not None and is_ratio_of_base(last.unit, last.change)
    return Change(ratio=Decimal(draft.value) / 100) if known else None
