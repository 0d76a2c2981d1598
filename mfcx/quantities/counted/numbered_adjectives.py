"""Adjectives with a number in digits, which counts nothing: «7 тыс. | 40-футовых | ящиков»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.quantities.numerals.cells import HYPHENS
from mfcx.quantities.numerals.lexicon import endings, may_end_compound, stems
from mfcx.tables import words

_LONGEST = 12  # tokens of digits and hyphens, as of «1-, 2-, 3- и 4-комнатных»


def end_of_numbered(tokens: Sequence[Token], at: int) -> int | None:
    """Where an adjective with digits ends that begins here: «20-футовых», «3-х комнатных», «2- и 3-комнатных»."""
    opens = at
    if at + 1 < len(tokens) and tokens[at].text[0].isdecimal() and _ends_numbered(tokens, at + 1):
        return at + 1
    while at + 2 < len(tokens) and tokens[at].text[0].isdecimal() and tokens[at + 1].text in HYPHENS:
        glued = _touch(tokens, at + 2)
        hangs = tokens[at + 2].text == "," or not glued and tokens[at + 2].lower in words("joint")
        if not _touch(tokens, at + 1) or not (hangs or glued):
            return None
        at += 2 + hangs
        if at - opens > _LONGEST:
            return None
    if at == opens:
        return None
    if tokens[at].lower in _case_endings() and at + 1 < len(tokens):
        at += 1
        return at if tokens[at].lower in stems() and _declines(tokens[at].text) else None
    return at if may_end_compound(tokens[at].lower) and _declines(tokens[at].text) else None


def _ends_numbered(tokens: Sequence[Token], at: int) -> bool:
    """«3 | х-комнатный», one token behind its digits."""
    ending, _, word = tokens[at].lower.partition("-")
    return word in stems() and ending in _case_endings() and _touch(tokens, at)


@cache
def _case_endings() -> frozenset[str]:
    return endings("cardinal") | endings("cardinal_letter")


def _touch(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].start == tokens[at - 1].stop


def _declines(text: str) -> bool:
    return any(r.pos in ("ADJF", "PRTF") and r.case for r in readings(text))
