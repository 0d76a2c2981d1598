"""Places that something goes to: «предложений работы в Москве» are made elsewhere, «рейсы в Сочи» start elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from mfcx.document import Token
from mfcx.patterns import PatternTable
from mfcx.tables import read_table, words

# words between two names that are joined: «, а также в»
_JOINT = 4


@cache
def _patterns() -> PatternTable[None]:
    return PatternTable((row["pattern"], None) for row in read_table("figure_places") if row["kind"] == "destination")


def is_destination(tokens: Sequence[Token], first: int) -> bool:
    """Whether a name at token `first` is where somebody is sent or invited: «рейсов в Омскую область»."""
    if first < 2 or tokens[first - 1].lower not in words("in"):
        return False
    return any(_patterns().ending(tokens, first - 1))


def joins_names(tokens: Sequence[Token], left: int, right: int) -> bool:
    """Whether only commas, «и» and prepositions of place stand between two names: «в Москве, Подмосковье и в Туле».

    A name that nothing is known of may stand in their row: «в Туве, Алтае и Хакасии».
    """
    between = [token.lower for token in tokens[left:right] if not token.text[0].isupper()]
    return 0 < len(between) <= _JOINT and all(
        word in words("joint") or word in words("joint_also") or word in words("locative") or word in words("next_door")
        for word in between
    )
