"""Numbers that refer to one before them, and share its multiplier: «175 млн рублей, из них 76»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Token
from mfcx.quantities.drafts import Draft, shared_multiplier
from mfcx.quantities.elsewhere import is_part_of_them
from mfcx.quantities.rates import find_rate
from mfcx.quantities.scene import lower
from mfcx.tables import words


def points_back(tokens: Sequence[Token], draft: Draft) -> bool:
    """«из них 28», «их оказано 59», «в том числе 20», «64 из них»: words that refer to what was counted."""
    window = [t.lower for t in tokens[max(0, draft.first - 4) : draft.first]]
    shortened = not words("included_short").isdisjoint(window[:1]) and not words("part_short").isdisjoint(window[2:3])
    if shortened or any(word in words("them") or word in words("included") for word in window):
        return True
    if lower(tokens, draft.first - 1) in words("more"):
        return True
    return is_part_of_them(tokens, draft)


def scale_like(draft: Draft, lender: Draft, tokens: Sequence[Token]) -> None:
    """«175 млн рублей, а из федерального — 76»: the multiplier goes on, but a part is never more than the whole."""
    while lender.source is not None and lender.value != lender.number.value:
        lender = lender.source  # «15 тысяч саженцев: 8 – сосны, | 5 – ели»
    source = lender.number
    if source.multiplier is None or source.value is None or draft.number.multiplier or draft.number.sign:
        return
    if find_rate(tokens, draft.last):
        return  # «64,8 тыс. посетителей, то есть в среднем по 260 в день»
    value = shared_multiplier(draft.number, source.multiplier, source.value)
    part = points_back(tokens, draft) or _is_included(tokens, lender, draft)
    if not (part and value > source.value):
        draft.scale_to(value)


def _is_included(tokens: Sequence[Token], whole: Draft, part: Draft) -> bool:
    """«13 тысяч офисов, | в том числе в нашей области | – 58»: what stands between makes it a part."""
    return any(token.lower in words("included") for token in tokens[whole.last : part.first])
