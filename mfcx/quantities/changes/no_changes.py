"""Figures beside a word of change that tell none: «рост — 175 см», «рост позволил взять кредит на 12 млн рублей»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.changes.cues import Cue
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import MONEY, lower
from mfcx.quantities.unit_table import unit_symbol
from mfcx.tables import words

_LENGTHS = frozenset(unit_symbol(name) for name in ("centimetre", "metre"))
_PARTS = frozenset(",;:—–")
_SHORTEST = 3  # tokens of «план выполнен на»
_PARTS_CLAUSE = frozenset({"VERB", "INFN", "PRTS", "GRND", "PREP"})


def tells_worth(tokens: Sequence[Token], draft: Draft, cue: Cue) -> bool:
    """«рост позволил взять кредит | на 12 млн рублей», not «увеличили грант | на 2 млн рублей»: of how much it is."""
    at = draft.first - 1 - (lower(tokens, draft.first - 1) in words("by"))
    dealt = not words("dealt_noun").isdisjoint(lemmas(lower(tokens, at)))
    if not dealt or draft.name not in MONEY or cue.at > at:
        return False
    between = tokens[cue.at + 1 : at]
    return any(t.lower in words("count_noun") or readings(t.lower)[0].pos in _PARTS_CLAUSE for t in between)


def tells_height(tokens: Sequence[Token], draft: Draft, cue: Cue) -> bool:
    """«рост — 175 см», not «рост уровня воды — 12 см»: how tall somebody is."""
    if draft.name not in _LENGTHS:
        return False
    return not any(
        (r.pos, r.case) == ("NOUN", "gent") and "inan" in r.tags for r in readings(lower(tokens, cue.at + 1))
    )


def tells_how_far(tokens: Sequence[Token], draft: Draft, cue: Cue) -> bool:
    """«Доходы выросли на 8 %, план исполнен | на 103 %», «…, дорога готова | на 40 %»: how much of it is done.

    The word of change stands in a clause before; this one has a predicate of its own.
    """
    first = next((at + 1 for at in range(draft.first - 1, -1, -1) if tokens[at].text in _PARTS), 0)
    if cue.kind == "comp" or cue.at >= first or draft.first - first < _SHORTEST:
        return False
    found = (readings(token.lower)[0].pos for token in tokens[first : draft.first] if token.text.isalpha())
    return any(pos in ("PRTS", "ADJS") for pos in found)
