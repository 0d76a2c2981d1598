"""What holds so many, counted on behind its capacity: «Открыли сад на 240 мест, построят ещё | три»."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import Scene, lower
from mfcx.tables import fold, words


def holder_again(scene: Scene, i: int) -> str | None:
    """The noun whose capacity was told just before, here or in the last sentence, where there are to be more: «сад»."""
    draft = scene.drafts[i]
    if i:
        held = scene.drafts[i - 1]
        return _holder(scene.tokens, held.first) if _is_more(scene.tokens, draft, held.name, held.value) else None
    recall = scene.recall()
    told = recall.counted
    more = told is not None and _is_more(scene.tokens, draft, told.unit, told.value)
    return _holder(recall.before, told.first) if more and told is not None else None


def _is_more(tokens: Sequence[Token], draft: Draft, unit: str | None, held: Decimal) -> bool:
    """«240 мест, | ещё три»: fewer than are held; «субсидия на 12 школ, ещё 5» counts schools."""
    fewer = draft.value % 1 == 0 and draft.value < held
    return fewer and lower(tokens, draft.first - 1) in words("more") and fold(unit or "") in words("held")


def _holder(tokens: Sequence[Token], first: int) -> str | None:
    """«новый сад | на 240 мест»: one thing, which nothing counts."""
    if first < 2 or lower(tokens, first - 1) not in words("by"):
        return None
    noun = readings(tokens[first - 2].text)[0]
    single = (noun.pos, noun.number) == ("NOUN", "sing") and noun.case in ("nomn", "accs")
    return noun.lemma if single and "anim" not in noun.tags else None
