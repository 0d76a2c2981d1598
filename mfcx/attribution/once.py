"""What is made of a sentence once, however many figures, times and stages ask for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from mfcx.document import Token

T = TypeVar("T")

_MOST = 200  # sentences: more than the steps need at a time


def once_a_sentence(make: Callable[[Sequence[Token]], T]) -> Callable[[Sequence[Token]], T]:
    """A function of a sentence's tokens that remembers its answers for the sentences asked about last.

    They are known by identity: «Открыто 5 окон» of another article is another sentence.
    """
    made: dict[int, tuple[Sequence[Token], T]] = {}
    latest: tuple[Sequence[Token], T] | None = None

    def of(tokens: Sequence[Token]) -> T:
        nonlocal latest
        known = latest
        if known is None or known[0] is not tokens:
            known = made.get(id(tokens))
            if known is None or known[0] is not tokens:
                if len(made) >= _MOST:
                    made.clear()
                known = made[id(tokens)] = tokens, make(tokens)
            latest = known
        return known[1]

    return of
