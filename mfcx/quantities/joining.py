"""Numbers that make one quantity: pairs, parts of a round whole, compounds of units.

«с 33 до 571», «2–3 млн», «девять из десяти», «5 минут 34 секунды».
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from mfcx.document import Change, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.drafts import Draft, shared_multiplier
from mfcx.quantities.limits.bounds import find_bound_before
from mfcx.quantities.numerals.cells import HYPHENS
from mfcx.quantities.scene import OFF, PLACES, SCORE, SHARE, Scene, lower
from mfcx.quantities.traits import TRAITS, Cues
from mfcx.quantities.unit_table import unit_symbol
from mfcx.quantities.units import find_unit
from mfcx.tables import words

_BRACKETS = frozenset("()")
_ONE = Decimal(1)
_LINK_REACH = 6  # tokens from «до» to its number: «до немногим более чем»
_MAX_GAP = 5  # words between the two ends of a change
_MAX_ADJECTIVES = 2
_MEETING = frozenset({"cardinal", "compound", "percent"})  # also «5-7-процентный», «с 2-дневного до 4-дневного»
_SCALES = tuple(Decimal(x) for x in (5, 10, 100))
_ROUND_WHOLES = (Decimal(10), Decimal(100))  # «девять из десяти», «96 из 100»
# parts of one value written one after the other, by how many of the second make one of the first
_PARTS = (
    ("minute", "second", 60),
    ("hour", "minute", 60),
    ("rouble", "kopeck", 100),
    ("day", "hour", 24),
    ("year", "month", 12),
    ("week", "day", 7),
    ("kilometre", "metre", 1000),
    ("metre", "centimetre", 100),
    ("tonne", "kilogram", 1000),
    ("kilogram", "gram", 1000),
)
# the same kind of measure: the ends of a range may stand in two of them
_SCALES_OF_MEASURE = (
    *_PARTS,
    ("hour", "second", 3600),
    ("day", "minute", 1440),
)
_PART_OF = TRAITS.add(lambda: Cues(words=words("part_of")))
_COMPOUNDS = {(unit_symbol(big), unit_symbol(small)): factor for big, small, factor in _PARTS}

_FACTORS = {
    pair: factor
    for big, small, count in _SCALES_OF_MEASURE
    for pair, factor in (
        ((unit_symbol(big), unit_symbol(small)), Fraction(count)),
        ((unit_symbol(small), unit_symbol(big)), Fraction(1, count)),
    )
}


def join_pairs(scene: Scene) -> None:
    """Two numbers that are one quantity: «с 33 до 571», «от 10 до 15 тысяч», «2–3 млн»."""
    result: list[Draft] = []
    for draft in scene.drafts:
        low = result[-1] if result else None
        relation = _relation(scene, low, draft) if low else None
        if low and relation:
            result[-1] = _joined(scene.tokens, low, draft, relation)
        else:
            result.append(draft)
    for draft in result:
        if scene.places.held & OFF:
            _reach_one_unit(scene.tokens, draft)
        _start_at_one_unit(scene.tokens, draft)
    scene.drafts = result


def _relation(scene: Scene, low: Draft, high: Draft) -> str | None:
    """How two neighbouring numbers belong together: change, range or not at all."""
    tokens = scene.tokens
    a, b = low.number, high.number
    if a.kind != b.kind or a.kind not in _MEETING or a.value is None or b.value is None or low.low:
        return None
    if a.sign < 0 or b.sign < 0:  # «–1–0»: what is joined has no sign to tell, but of temperatures it is in the value
        return None
    before, between = lower(tokens, a.first - 1), tokens[low.last : b.first]
    if a.last > b.first:  # «две-три» is one token, and so is «1,2,3»
        token = tokens[b.first]
        dashed = token.text[a.stop - token.start : b.start - token.start] in HYPHENS
        rising = shared_multiplier(a, b.multiplier or Decimal(1), b.value) < b.value
        return "range" if dashed and rising else None
    if low.unit and high.unit and low.name != high.name and not low.unit.noun and _factor(low, high) is None:
        return None
    said_twice = low.name == high.name and low.unit is not None and not low.unit.noun
    if len(between) == 1 and between[0].text in HYPHENS and (low.unit is None or said_twice):  # «11% – 36%»
        return "range" if _dash_range(tokens, low, high, between[0]) else None
    links = words("up_to") | words("and")
    if all(t.lower not in links for t in tokens[max(low.last, b.first - _LINK_REACH) : b.first]):
        return None
    opening = _opening(tokens, low)
    before, link_at = lower(tokens, opening), _link(tokens, high)
    link, between = lower(tokens, link_at), tokens[low.last : link_at + 1]
    if link in words("up_to") and before in words("from") and _reaches(scene, low, link_at):
        return "change"
    if link in words("up_to") and before in words("off") and len(between) == 1:
        return "range"
    if link in words("and") and before in words("between") and len(between) == 1:
        return "range"
    return None


def _opening(tokens: Sequence[Token], low: Draft) -> int:
    """Where the preposition of the first number stands: «с | нынешних 39», «с | более чем 40»."""
    at = low.first - 1
    bound = find_bound_before(tokens, low.first)
    if bound is not None and lower(tokens, bound.first) not in words("off"):
        at = bound.first - 1
    while at > 0 and low.first - at <= _MAX_ADJECTIVES and _describes_many(tokens[at]):
        at -= 1
    return at


def _describes_many(token: Token) -> bool:
    return any(r.pos in ("ADJF", "PRTF") and (r.case, r.number) == ("gent", "plur") for r in readings(token.text)[:3])


def _link(tokens: Sequence[Token], high: Draft) -> int:
    """Where the preposition of the second number stands: «до | более чем 600 тысяч»."""
    at = high.first - 1
    if lower(tokens, at) in words("up_to") | words("and"):
        return at
    bound = find_bound_before(tokens, high.first)
    return at if bound is None else bound.first - 1


def _reaches(scene: Scene, low: Draft, link: int) -> bool:
    """«с 15 базовых услуг поднимем их число до 40», «с 12 в прошлом году до 40»: words stand between the ends."""
    gap = sum(i not in scene.times and scene.tokens[i].text not in _BRACKETS for i in range(low.last, link))
    return gap == 0 or (low.unit is not None and gap <= _MAX_GAP)


def _factor(low: Draft, high: Draft) -> Fraction | None:
    """How many units of the second number one of the first is: 60 for «от трёх часов до 200 минут»."""
    return _FACTORS.get((low.name or "", high.name or ""))


def _converted(value: Decimal, factor: Fraction) -> Decimal:
    exact = value * factor.numerator / factor.denominator
    rounded = exact.quantize(PLACES, ROUND_HALF_EVEN)
    return Decimal(format(exact.normalize(), "f")) if exact == rounded else rounded


def _reach_one_unit(tokens: Sequence[Token], draft: Draft) -> None:
    """«от 40 минут до часа»: the second end is one unit without a number."""
    if (
        draft.value_to is not None
        or draft.unit is None
        or draft.low
        or lower(tokens, draft.first - 1) not in words("off")
    ):
        return
    unit = find_unit(tokens, draft.last + 1, _ONE) if lower(tokens, draft.last) in words("up_to") else None
    factor = _FACTORS.get((unit.name, draft.name or "")) if unit else None
    if unit and factor and tokens[unit.head].text.isalpha() and draft.value < factor:
        draft.value_to, draft.last, draft.first = _converted(_ONE, factor), unit.last, draft.first - 1


def _start_at_one_unit(tokens: Sequence[Token], draft: Draft) -> None:
    """«очередь сократилась с часа до 11 минут»: the value before is one unit without a number."""
    at = draft.first - 2
    if draft.unit is None or draft.low or lower(tokens, at + 1) not in words("up_to"):
        return
    unit = find_unit(tokens, at, _ONE) if lower(tokens, at - 1) in words("from") and tokens[at].text.isalpha() else None
    factor = _FACTORS.get((unit.name, draft.name or "")) if unit and unit.last == at + 1 else None
    if factor:
        draft.change, draft.first = Change(start=_converted(_ONE, factor), end=draft.value), at - 1


def _dash_range(tokens: Sequence[Token], low: Draft, high: Draft, dash: Token) -> bool:
    tight = dash.start == tokens[low.last - 1].stop and dash.stop == tokens[high.number.first].start
    spaced = dash.start > tokens[low.last - 1].stop and dash.stop < tokens[high.number.first].start
    multiplier = high.number.multiplier or Decimal(1)
    first = shared_multiplier(low.number, multiplier, high.value)
    told = high.unit is not None or high.number.multiplier is not None  # «хлеб – 30 – 45 тыс., масло – 50 тыс. рублей»
    return first < high.value and (tight or (spaced and told))


def _joined(tokens: Sequence[Token], low: Draft, high: Draft, relation: str) -> Draft:
    own = low.unit is not None and low.unit.noun  # «с 406 человек до 12,3 тыс. человек» are no thousands at first
    first = low.value if own else shared_multiplier(low.number, high.number.multiplier or Decimal(1), high.value)
    opening = _opening(tokens, low)
    opened = lower(tokens, opening) in words("from") | words("off") | words("between")
    inner = find_bound_before(tokens, high.first)
    if inner is not None and inner.first == _link(tokens, high) + 1:
        high.cmp = inner.cmp  # «с 310 тысяч до более чем 500 тысяч»
    factor = _factor(low, high)
    if factor is not None and relation == "range":
        # both ends in the unit of the first: «от 16 минут до трёх часов»
        high.value = _converted(high.value, 1 / factor)
        high.unit, high.name, high.okei = low.unit, low.name, low.okei
    elif factor is not None:
        first = _converted(low.value, factor)
    high.first = opening if opened else low.first
    high.low = low.number
    high.absorbed = [*low.absorbed, low.number]
    if high.unit is None and low.unit is not None:
        high.inherit_unit(low)
    if relation == "range":
        high.value, high.value_to = sorted((first, high.value))  # «от минус 5 до минус 10 градусов»
    else:
        high.change = Change(start=first, end=high.value)
    return high


def join_parts(scene: Scene) -> None:
    """«девять из десяти вопросов» is a share, not two counts."""
    if len(scene.drafts) < 2 or not scene.places.held & _PART_OF:
        return
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
    marked = part.name == SCORE or (fraction and part.unit is None)
    scale = marked and whole.value in _SCALES and part.value <= whole.value
    return scale and len(between) == 1 and between[0].lower in words("part_of")


def _part_of_round(tokens: Sequence[Token], part: Draft, whole: Draft) -> bool:
    """«девять | из | десяти», «96 | из каждых | ста»."""
    between = tokens[part.number.last : whole.number.first]
    each = len(between) == 2 and not words("each_of").isdisjoint(lemmas(between[1].lower))
    return (
        whole.value in _ROUND_WHOLES
        and part.value < whole.value
        and part.unit is None
        and (len(between) == 1 or each)
        and between[0].lower in words("part_of")
    )


def join_compounds(scene: Scene) -> None:
    """«5 минут 34 секунды» -> 5.5667 мин; «100 рублей 50 копеек» -> 100.5 ₽; «2 года и 6 месяцев» -> 2.5 год."""
    if len(scene.drafts) < 2:
        return
    result: list[Draft] = []
    for draft in scene.drafts:
        big = result[-1] if result else None
        factor = _COMPOUNDS.get((big.name or "", draft.name or "")) if big else None
        if big and factor and draft.value < factor and _adds_to(scene.tokens, big, draft):
            part = draft.value / factor
            total = big.value + part
            rounded = total.quantize(PLACES, ROUND_HALF_EVEN)
            big.value = total if total == rounded else rounded
            big.last = draft.last
            big.absorbed = [*big.absorbed, draft.number]
        else:
            result.append(draft)
    scene.drafts = result


def _adds_to(tokens: Sequence[Token], big: Draft, small: Draft) -> bool:
    between = tokens[big.last : small.number.first]
    joined = not between or (len(between) == 1 and between[0].lower in words("and"))
    return joined and big.value_to is None and big.value == big.value.to_integral_value()
