"""What is made of a sentence once."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from mfcx.attribution.once import once_a_sentence
from mfcx.document import Token
from mfcx.segments import split_tokens


@given(st.lists(st.integers(0, 299), max_size=600))
def test_each_sentence_has_its_own_answer(asked: list[int]) -> None:
    """More sentences than are kept, asked about in any order; equal words are another sentence."""
    sentences = [tuple(split_tokens("Открыто 5 окон", 0)) for _ in range(300)]

    @once_a_sentence
    def identity(tokens: Sequence[Token]) -> int:
        return id(tokens)

    assert [identity(sentences[number]) for number in asked] == [id(sentences[number]) for number in asked]


def test_a_sentence_is_read_once() -> None:
    """However often its answer is asked for."""
    read: list[Sequence[Token]] = []
    one, other = (tuple(split_tokens("Открыто 5 окон", 0)) for _ in range(2))

    @once_a_sentence
    def words(tokens: Sequence[Token]) -> int:
        read.append(tokens)
        return len(tokens)

    assert [words(tokens) for tokens in (one, other, one, other, one)] == [3] * 5
    assert read == [one, other]
