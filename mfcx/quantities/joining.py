"""Numbers that make one quantity: pairs, parts of a round whole, compounds of units.

«с 33 до 571», «2–3 млн», «девять из десяти», «5 минут 34 секунды».
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from mfcx.document import Change, Token
from mfcx.quantities.drafts import Draft, shared_multiplier
from mfcx.quantities.scene import PLACES, SCORE, SHARE, Scene, lower
from mfcx.quantities.units import unit_symbol
from mfcx.tables import words

_DASHES = frozenset("-–—")
_SCALES = tuple(Decimal(x) for x in (5, 10, 100))
_ROUND_WHOLES = (Decimal(10), Decimal(100))  # «девять из десяти», «96 из 100»
# parts of one value written one after the other, by how many of the second make one of the first
_PARTS = (
    ("minute", "second", 60),
    ("hour", "minute", 60),
    ("rouble", "kopeck", 100),
    ("day", "hour", 24),
    ("year", "month", 12),
)
_COMPOUNDS = {(unit_symbol(big), unit_symbol(small)): factor for big, small, factor in _PARTS}


def join_pairs(scene: Scene) -> None:
    """Two numbers that are one quantity: «с 33 до 571», «от 10 до 15 тысяч», «2–3 млн»."""
    result: list[Draft] = []
    for draft in scene.drafts:
        low = result[-1] if result else None
        relation = _relation(scene.tokens, low, draft) if low else None
        if low and relation:
            result[-1] = _joined(scene.tokens, low, draft, relation)
        else:
            result.append(draft)
    scene.drafts = result


def _relation(tokens: Sequence[Token], low: Draft, high: Draft) -> str | None:
    """How two neighbouring numbers belong together: change, range or not at all."""
    a, b = low.number, high.number
    if not (a.kind == b.kind == "cardinal") or a.value is None or b.value is None or low.low:
        return None
    before, between = lower(tokens, a.first - 1), tokens[low.last : b.first]
    if a.last > b.first:  # «две-три» is one token, and so is «1,2,3»
        token = tokens[b.first]
        dashed = token.text[a.stop - token.start : b.start - token.start] in _DASHES
        rising = shared_multiplier(a, b.multiplier or Decimal(1), b.value) < b.value
        return "range" if dashed and rising else None
    if low.unit and high.unit and low.unit_name != high.unit_name and not low.unit.noun:
        return None
    if len(between) == 1 and between[0].text in _DASHES and low.unit is None:
        return "range" if _dash_range(tokens, low, high, between[0]) else None
    link = lower(tokens, high.first - 1)
    before, between = lower(tokens, low.first - 1), tokens[low.last : high.first]
    if link in words("up_to") and before in words("from") and _reaches(scene_gap=len(between), low=low):
        return "change"
    if link in words("up_to") and before in words("off") and len(between) == 1:
        return "range"
    if link in words("and") and before in words("between") and len(between) == 1:
        return "range"
    return None


def _reaches(*, scene_gap: int, low: Draft) -> bool:
    """«с 10 базовых услуг и доведем их до 40»: a few words may stand between the two ends."""
    return scene_gap <= 1 or (low.unit is not None and scene_gap <= 6)


def _dash_range(tokens: Sequence[Token], low: Draft, high: Draft, dash: Token) -> bool:
    tight = dash.start == tokens[low.last - 1].stop and dash.stop == tokens[high.number.first].start
    spaced = dash.start > tokens[low.last - 1].stop and dash.stop < tokens[high.number.first].start
    multiplier = high.number.multiplier or Decimal(1)
    first = shared_multiplier(low.number, multiplier, high.value)
    return first < high.value and (tight or (spaced and high.unit is not None))


def _joined(tokens: Sequence[Token], low: Draft, high: Draft, relation: str) -> Draft:
    first = shared_multiplier(low.number, high.number.multiplier or Decimal(1), high.value)
    opened = lower(tokens, low.first - 1) in words("from") | words("off") | words("between")
    high.first = low.first - opened
    high.low = low.number
    high.absorbed = [*low.absorbed, low.number]
    if high.unit is None and low.unit is not None:
        high.inherit_unit(low)
    if relation == "range":
        high.value, high.value_to = first, high.value
    else:
        high.change = Change(start=first, end=high.value)
    return high


def join_parts(scene: Scene) -> None:
    """«девять из десяти вопросов» is a share, not two counts."""
    result: list[Draft] = []
    for draft in scene.drafts:
        part = result[-1] if result else None
        if part and _on_scale(scene.tokens, part, draft):
            part.name, part.last = SCORE, draft.last
            part.absorbed = [*part.absorbed, draft.number]
        elif part and _part_of_round(scene.tokens, part, draft):
            part.value, part.name, part.last = part.value / draft.value, SHARE, draft.last
            part.absorbed = [*part.absorbed, draft.number]
        else:
            result.append(draft)
    scene.drafts = result


def _on_scale(tokens: Sequence[Token], part: Draft, whole: Draft) -> bool:
    """«4,87 из 5»: a mark, not a part."""
    between = tokens[part.last : whole.number.first]
    fraction = part.value != part.value.to_integral_value()
    marked = part.unit_name == SCORE or (fraction and part.unit is None)
    scale = marked and whole.value in _SCALES and part.value <= whole.value
    return scale and len(between) == 1 and between[0].lower in words("part_of")


def _part_of_round(tokens: Sequence[Token], part: Draft, whole: Draft) -> bool:
    between = tokens[part.number.last : whole.number.first]
    return (
        whole.value in _ROUND_WHOLES
        and part.value < whole.value
        and part.unit is None
        and len(between) == 1
        and between[0].lower in words("part_of")
    )


def join_compounds(scene: Scene) -> None:
    """«5 минут 34 секунды» -> 5.5667 мин; «100 рублей 50 копеек» -> 100.5 ₽."""
    result: list[Draft] = []
    for draft in scene.drafts:
        big = result[-1] if result else None
        factor = _COMPOUNDS.get((big.unit_name or "", draft.unit_name or "")) if big else None
        if big and factor and big.last == draft.number.first and big.value_to is None:
            part = draft.value / factor
            total = big.value + part
            rounded = total.quantize(PLACES, ROUND_HALF_EVEN)
            big.value = total if total == rounded else rounded
            big.last = draft.last
            big.absorbed = [*big.absorbed, draft.number]
        else:
            result.append(draft)
    scene.drafts = result
