"""How old people are that a label tells of: «дети от полутора до семи лет», «жители старше 60 лет»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.labels.forms import FIGURE, FORMS, is_animate, label_words
from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.tables import words

# «в возрасте от полутора до семи лет и старше»
_LONGEST = 9


def age_end(tokens: Sequence[Token], at: int) -> int | None:
    """Where an age ends that begins at a token, behind people: «(детей) старше трёх лет»; None where none does."""
    told = tokens[at].lower in words("in")
    if not (told or tokens[at].lower in label_words("aged")) or at == 0 or not is_animate(tokens[at - 1]):
        return None
    if told and lemmas(tokens[min(at + 1, len(tokens) - 1)].lower).isdisjoint(label_words("age")):
        return None
    stop = at + 2 * told
    for last in range(stop, min(len(tokens), at + _LONGEST)):
        if not lemmas(tokens[last].lower).isdisjoint(label_words("age_unit")):
            return _and_older(tokens, last + 1) if last > stop + 1 or _is_number(tokens[last - 1]) else None
        if not (_is_number(tokens[last]) or tokens[last].lower in label_words("aged")):
            return None
    return None


def _is_number(token: Token) -> bool:
    return FORMS[token.lower] & FIGURE != 0 or readings(token.lower)[0].pos == "NUMR"


def _and_older(tokens: Sequence[Token], stop: int) -> int:
    """«(18 лет) и старше»."""
    pair = tokens[stop : stop + 2]
    goes_on = len(pair) == 2 and pair[0].lower in words("and") and pair[1].lower in label_words("aged")
    return stop + 2 if goes_on else stop
