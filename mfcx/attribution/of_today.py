"""Figures of today beside what a clause behind them says of the future: «остаток – 16 млн, из него построят школу»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.sentence_words import is_comparative
from mfcx.document import DASHES, Token
from mfcx.morphology import readings
from mfcx.tables import words


def compares(tokens: Sequence[Token], clause: tuple[int, int]) -> bool:
    """«Это на 20 % больше, чем в прошлом году, и затронет 40 человек»: a comparison is a statement of its own."""
    first, last = clause
    if first == last or tokens[first].lower not in words("points_back"):
        return False
    return any(is_comparative(token.lower) for token in tokens[first:last])


def is_drawn_on(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«Профицит – | 16 млн рублей |, из него построят школу»: there is what the next clause will do something with."""
    if last + 2 >= len(tokens) or tokens[last].text != ",":
        return False
    if tokens[last + 1].lower in words("of_it"):  # «Ещё 5 школ, их построят» are to come
        return first > 0 and tokens[first - 1].text in DASHES
    return tokens[last + 2].lower in words("of_it") and readings(tokens[last + 1].lower)[0].pos == "PREP"
