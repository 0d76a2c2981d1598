"""A row of shares that says its per cent once: «первых — 42 % от общего количества, вторых — | 39, третьих — | 12»."""

from __future__ import annotations

from itertools import pairwise

from mfcx.document import DASHES
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import PERCENT, Scene, lower
from mfcx.tables import words

_ALL = 101  # per cent, rounded
_ITEM = 6  # words of the name of an item
_ENDS = frozenset({",", ";", ".", ""})


def share_rows(scene: Scene) -> None:
    """Bare numbers of a row behind a share of the whole are per cent, too, where all come to no more than it."""
    for i, first in enumerate(scene.drafts):
        if first.name != PERCENT or first.change is not None or not _is_of_all(scene, first):
            continue
        row = _row(scene, i)
        if sum(draft.value for draft in (first, *row)) <= _ALL:
            for draft in row:
                draft.inherit_unit(first)


def _is_of_all(scene: Scene, draft: Draft) -> bool:
    """«42 % | от общего количества», «42 % | всех обращений»."""
    behind = [lower(scene.tokens, draft.last + k) for k in (0, 1)]
    return not words("all_of").isdisjoint(behind)


def _row(scene: Scene, i: int) -> list[Draft]:
    row = []
    for before, draft in pairwise(scene.drafts[i:]):
        if (
            draft.name
            or draft.unitless
            or draft.number.multiplier
            or draft.number.sign
            or not _is_item(scene, before, draft)
        ):
            break
        row.append(draft)
    return row


def _is_item(scene: Scene, before: Draft, draft: Draft) -> bool:
    """«…, | вторых — | 39,»: the name of an item behind a comma, and nothing behind its figure."""
    tokens, dash = scene.tokens, draft.first - 1
    if lower(tokens, dash) not in DASHES or lower(tokens, draft.last) not in _ENDS | words("and"):
        return False
    comma = next((at for at in range(dash - 1, before.last - 1, -1) if tokens[at].text in _ENDS), None)
    return comma is not None and 0 < dash - comma - 1 <= _ITEM
