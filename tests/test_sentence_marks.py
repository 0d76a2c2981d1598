"""What all figures of a sentence share for their labels."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mfcx.attribution.labels.sentence_marks import Marks, Names, blocked_of
from mfcx.document import Article, Document, Person, Span
from mfcx.segments import split_sentences

TEXT = "Мост открыт. Новый парк рядом, там сад. Центр закрыт. Школа ждёт."


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(1, 20)), max_size=8))
def test_a_sentence_finds_its_own_names(names: list[tuple[int, int]]) -> None:
    """Also those that begin in the sentence before: all names are compared with each sentence, the slow way."""
    document = Document(Article(TEXT))
    document.persons = [Person("Анна Орлова", spans=[Span(start, start + length)]) for start, length in names]
    found = Names(document)
    for sentence in split_sentences(TEXT, Span(0, len(TEXT))):
        slowly = {
            at
            for at, token in enumerate(sentence.tokens)
            for start, length in names
            if start <= token.start < start + length
        }
        assert blocked_of(found, sentence, Marks(sentence.tokens)) == slowly
