"""Rows of nouns that share what stands behind the last: «на ремонт, содержание и охрану сельских школ»."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mfcx.attribution.labels.forms import doing_nouns, is_word, label_words
from mfcx.attribution.labels.noun_phrases import tail_of
from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.tables import fold, words


def is_doing(token: Token) -> bool:
    """«ремонт», «содержание»."""
    top = readings(token.lower)[0] if is_word(token) else None
    return top is not None and top.pos == "NOUN" and fold(top.lemma) in doing_nouns() | label_words("supporting")


def end_of_row(tokens: Sequence[Token], at: int, blocked: Collection[int]) -> int:
    """Where a row of nouns of doing ends whose first ends at a token, with what is done to; there, if it is no row."""
    last = at
    while last + 1 < len(tokens) and tokens[last].text == "," and is_doing(tokens[last + 1]):
        last += 2
    joined = at < last < len(tokens) - 1 and tokens[last].lower in words("and")
    if not joined or not is_doing(tokens[at - 1]) or not is_doing(tokens[last + 1]):
        return at
    stop = tail_of(tokens, last + 2, blocked)
    return stop if stop > last + 2 else at


def is_included(tokens: Sequence[Token], at: int) -> bool:
    """«в том числе | за рубежом – 19»."""
    return (
        len(tokens) > at + 2
        and tokens[at + 1].lower in words("included")
        and tokens[at + 2].lower in words("count_noun")
    )
