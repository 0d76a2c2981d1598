"""Comparators and denominators of the quantities of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.bounds import Bound, find_bound_after, find_bound_before
from mfcx.quantities.drafts import Draft
from mfcx.quantities.rates import Rate, find_rate, find_rate_cue
from mfcx.quantities.scene import MONEY, PERCENT, PERSON, SHARE, TIMES, Scene, lower
from mfcx.quantities.units import unit_kind
from mfcx.tables import words

_SENDER_REACH = 5
_ROUND = 10
_BASES = (10, 100, 1000, 10_000, 100_000)


def set_bounds(scene: Scene) -> None:
    """The comparator before or after each number."""
    starts = {draft.number.first for draft in scene.drafts}
    for draft in scene.drafts:
        before = find_bound_before(scene.tokens, draft.first)
        after = find_bound_after(scene.tokens, draft.number.last) or find_bound_after(scene.tokens, draft.last)
        if after and after.last in starts:
            after = None  # «300 звонков и более 80 писем» bounds the second
        if before and not _is_place(scene.tokens, before, draft):
            draft.bound = before.marker
            draft.first = before.first
            draft.cmp = before.cmp
        if after:
            draft.cmp = after.cmp
            draft.last = max(draft.last, after.last)
        elif draft.number.excess:
            draft.cmp = "~>"
        elif draft.number.inverted and not before:
            draft.cmp = "~"
        if draft.value_to is not None and draft.cmp in ("<=", ">="):
            draft.cmp = "="  # «в пределах 8,5–8,7 миллиона»
        _bound_by_from(scene.tokens, draft)


def _is_place(tokens: Sequence[Token], bound: Bound, draft: Draft) -> bool:
    """«в районе 14 школ» has a district before an exact count, «в районе 300 школ» is about as many."""
    if tokens[draft.number.first - 1].lower not in words("near_place") or bound.cmp != "~":
        return False
    exact = draft.number.multiplier is None and draft.value % _ROUND != 0
    return exact and unit_kind(draft.unit_name) in (None, "count", "person", "kind")


def _bound_by_from(tokens: Sequence[Token], draft: Draft) -> None:
    """«офисы от 5 окон» is a lower bound; people from whom something comes are not."""
    if draft.cmp != "=" or draft.value_to is not None or lower(tokens, draft.first - 1) not in words("off"):
        return
    before = tokens[max(0, draft.first - _SENDER_REACH) : draft.first - 1]
    if any(not words("sender_verb").isdisjoint(lemmas(t.lower)) for t in before if t.text.isalpha()):
        return
    if draft.unit and draft.unit.noun and not draft.unit.okei:
        head = readings(tokens[draft.unit.head].text)
        if any("anim" in r.tags for r in head[:2]):
            return
    if draft.unit_name not in (PERCENT, PERSON) and draft.change is None:
        draft.cmp, draft.first = ">=", draft.first - 1


def set_rates(scene: Scene) -> None:
    """What the quantity is counted per, beside the unit or elsewhere in the clause."""
    tokens = scene.tokens
    for i, draft in enumerate(scene.drafts):
        if draft.source and not draft.per:
            draft.per = draft.source.per
        if draft.per or draft.unit_name is None:
            continue
        # «300 млн рублей за первое полугодие» says when
        price = draft.unit_name in MONEY and not {draft.last, draft.last + 1} & scene.times
        rate = find_rate(tokens, draft.last, price=price) or _rate_of_each(tokens, draft.last)
        if rate:
            draft.per, draft.last = rate.per, rate.last
            continue
        if draft.unit_name in (PERCENT, TIMES, SHARE):
            continue
        floor = scene.drafts[i - 1].last if i else 0
        draft.per = find_rate_cue(tokens, floor, draft.first) or _prefixed_rate(tokens, floor, draft.first)


def _rate_of_each(tokens: Sequence[Token], at: int) -> Rate | None:
    """«шесть обращений на окно | в день»: the time behind what each of many has."""
    each = at + 1 + (lower(tokens, at + 1) in words("per_one"))
    if lower(tokens, at) not in words("by") or each >= len(tokens) or not tokens[each].text.isalpha():
        return None
    single = any((r.pos, r.case, r.number) == ("NOUN", "accs", "sing") for r in readings(tokens[each].text))
    return find_rate(tokens, each + 1) if single and lower(tokens, each + 1) in words("in") else None


def _prefixed_rate(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """«На 100 браков пришлось 84 развода»."""
    for at in range(first, last):
        if tokens[at].lower in words("by") | words("per_measure"):
            rate = find_rate(tokens, at)
            opens = rate is not None and (rate.per[:1].isdigit() or tokens[at + 1].lower in words("per_one"))
            if rate and opens and rate.last <= last:
                return rate.per
    return None


def drop_bases(scene: Scene) -> None:
    """The 1000 of «на 1000 населения» is the denominator, not a quantity of its own."""
    scene.drafts = [d for d in scene.drafts if not _is_base(scene.tokens, d)]


def _is_base(tokens: Sequence[Token], draft: Draft) -> bool:
    if lower(tokens, draft.number.first - 1) not in words("by") or draft.value not in _BASES:
        return False
    rate = find_rate(tokens, draft.number.first - 1)
    return rate is not None and rate.per[:1].isdigit()
