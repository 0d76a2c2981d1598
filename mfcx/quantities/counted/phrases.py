"""Where the phrase of a noun begins, and what it hangs on: «для | новых школ», «работа | сельских школ»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.tables import words


def phrase_start(tokens: Sequence[Token], head: int, floor: int = 0) -> int:
    """The first adjective of a noun's phrase, or the noun itself: «| мелкие хищения»."""
    while head > floor and readings(tokens[head - 1].text)[0].pos in ("ADJF", "PRTF"):
        head -= 1
    return head


def loose_phrase_start(tokens: Sequence[Token], head: int) -> int:
    """Where «мелкие | хищения» begins, with all words that may be adjectives."""
    while head > 0 and any(r.pos in ("ADJF", "PRTF") for r in readings(tokens[head - 1].text)):
        head -= 1
    return head


def follows_preposition(tokens: Sequence[Token], head: int) -> bool:
    """«для | новых школ»: the phrase of this noun stands behind a preposition."""
    first = phrase_start(tokens, head)
    return first > 0 and readings(tokens[first - 1].lower)[0].pos == "PREP"


def depends(tokens: Sequence[Token], at: int) -> bool:
    """«услугами Министерства внутренних | дел»: a genitive that belongs to the noun before it."""
    if readings(tokens[at].text)[0].case != "gent":
        return False
    first = phrase_start(tokens, at)
    return first > 0 and readings(tokens[first - 1].text)[0].pos == "NOUN"


def says_again(between: Sequence[Token]) -> bool:
    """«12 | , или | 60 %», «из 30 | , это | 40 %»: the same as a share; «12 | или | 15 %» is one of two."""
    return len(between) > 1 and between[0].text == "," and between[1].lower in words("or") | words("points_back")
