"""Numbers that take no unit from what was counted before: of whom nobody has said what they are."""

from __future__ import annotations

from mfcx.document import DASHES
from mfcx.quantities.inherited.parts import points_back
from mfcx.quantities.scene import Scene, lower


def stays_nameless(scene: Scene, i: int) -> bool:
    """Whether a number says of what the next one is, or is a part of one that counts nothing named."""
    return _heads_figure(scene, i) or _is_of_nameless(scene, i)


def _heads_figure(scene: Scene, i: int) -> bool:
    """«за шесть месяцев – 16 млн, а | пяти – 4»: a number right before the dash of another says of what that one is."""
    tokens, draft, following = scene.tokens, scene.drafts[i], scene.drafts[min(i + 1, len(scene.drafts) - 1)]
    if draft.number.digits or draft.number.multiplier or following.number.first != draft.number.last + 1:
        return False
    return lower(tokens, draft.number.last) in DASHES and "gent" in draft.number.cases and draft.number.first > 0


def _is_of_nameless(scene: Scene, i: int) -> bool:
    """«Привлечено к ответственности – 870, в том числе уволено – | 11»: a part of what nobody has named."""
    whole = scene.drafts[i - 1] if i else None
    if whole is None or lower(scene.tokens, whole.first - 1) not in DASHES | {":"}:
        return False
    nameless = whole.name is None and not whole.unitless and not whole.is_scaled(scene.tokens)
    return nameless and points_back(scene.tokens, scene.drafts[i])
