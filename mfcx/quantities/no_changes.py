"""Figures beside a word of change that tell none: «рост — 175 см», «рост позволил взять кредит на 12 млн рублей»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.changes import Cue
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import MONEY, lower
from mfcx.quantities.unit_table import unit_symbol
from mfcx.tables import words

_LENGTHS = frozenset(unit_symbol(name) for name in ("centimetre", "metre"))
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
