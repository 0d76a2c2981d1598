"""Which of several things of the sentence before numbers go on counting: «14 школ и 37 садов. Было 11 и 29.»"""

from __future__ import annotations

from decimal import Decimal

from mfcx.document import Quantity
from mfcx.quantities.drafts import Draft
from mfcx.quantities.inherited.verbless import is_elided, may_be, take_head
from mfcx.quantities.scene import PERCENT, Scene, lower
from mfcx.quantities.unit_table import counts_things
from mfcx.tables import words

_ENDS = frozenset({".", ";", ""})


def take_respective(scene: Scene) -> None:
    """The numbers of a row without a noun take those of the sentence before, in their order."""
    if len(scene.drafts) < 2:
        return
    first, last = _bare_row(scene)
    if last - first < 2 or _take_within(scene, first, last) or not _goes_on(scene, first, last):
        return
    heads = _levels(scene)
    row = scene.drafts[first:last]
    if len(heads) != len(row) or not all(may_be(draft, head) for draft, head in zip(row, heads, strict=True)):
        return
    for draft, head in zip(row, heads, strict=True):
        take_head(scene, draft, head)


def _take_within(scene: Scene, first: int, last: int) -> bool:
    """«В феврале родились 312 мальчиков и 298 девочек, в январе – | 340 и | 321 соответственно»."""
    told = scene.drafts[:first]
    if (
        not _is_respective(scene, first, last)
        or len(told) != last - first
        or len({draft.name for draft in told}) != len(told)
    ):
        return False
    for draft, before in zip(scene.drafts[first:last], told, strict=True):
        draft.inherit_unit(before)
    return True


def _bare_row(scene: Scene) -> tuple[int, int]:
    """The drafts of «11 и 29», «12, 7 и 5» that end a sentence and have no noun beside them."""
    drafts, tokens = scene.drafts, scene.tokens
    first = len(drafts) - 1
    while first > 0 and _is_joint(scene, first):
        first -= 1
    behind = drafts[-1].last
    behind += lower(tokens, behind) in words("respectively")
    bare = not any(draft.name or draft.unitless or draft.number.sign for draft in drafts[first:])
    return (first, len(drafts)) if bare and lower(tokens, behind) in _ENDS else (0, 0)


def _is_joint(scene: Scene, i: int) -> bool:
    """Whether but a comma or «и» parts a draft from the one before it."""
    between = scene.tokens[scene.drafts[i - 1].last : scene.drafts[i].first]
    return len(between) == 1 and (between[0].text == "," or between[0].lower in words("and"))


def _goes_on(scene: Scene, first: int, last: int) -> bool:
    """«… 11 и 29 соответственно», «Годом ранее – 11 и 29», «В прошлом году было 11 и 29»."""
    tokens, head = scene.tokens, scene.drafts[first]
    if _is_respective(scene, first, last):
        return True
    dated = any(at in scene.times for at in range(head.first))
    return is_elided(scene, head) or dated and lower(tokens, head.first - 1) in words("was")


def _is_respective(scene: Scene, first: int, last: int) -> bool:
    """«| 11 и 29 соответственно», «соответственно | 11 и 29»."""
    beside = (scene.drafts[last - 1].last, scene.drafts[first].first - 1)
    return any(lower(scene.tokens, at) in words("respectively") for at in beside)


def _levels(scene: Scene) -> list[Quantity]:
    """What the sentence before counted; shares beside it are none, nor of «работают 5 школ и 12 садов (40 %)»."""
    heads = scene.recall().heads
    return [head for head in heads if head.unit != PERCENT] or [*heads]


def main_count(scene: Scene, draft: Draft, counted: Quantity) -> Quantity:
    """«12 дорог в 40 сёлах. Ещё | пять …», «9 школ на 7 150 мест. Ещё | две …»: not where they are nor how large."""
    heads = scene.recall().heads
    things = [head for head in heads if counts_things(head.unit)]
    if len(things) != 1 or things[0].unit == counted.unit or any(head is counted for head in heads):
        return counted
    head = things[0]
    if not head.value or not counted.value or head.multiplier:
        return counted
    where = lower(scene.recall().before, counted.first - 1) in words("in")
    near = _distance(draft.value, head.value) <= _distance(draft.value, counted.value)
    return head if where and draft.value <= head.value or near else counted


def _distance(value: Decimal, other: Decimal) -> Decimal:
    return max(value / other, other / value) if value else other
