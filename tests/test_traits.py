"""What a token may be: one look-up says what each asker would be told by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mfcx.document import Sentence
from mfcx.quantities import read_sentence
from mfcx.quantities.sentence import NOTHING_READ, may_hold_numerals
from mfcx.quantities.traits import TRAITS, Cues, Traits, see
from mfcx.segments import split_tokens

TEXTS = (
    "В 2023 году приняли 27 тысяч обращений.",
    "Парк открыт с девяти до восемнадцати, каждый день.",
    "Школа стоит на улице Мира.",
    "Ждём!",
    "Январь–март, несколько тысяч, с лишним, вдвое.",
    "На 1000 жителей приходится пять врачей, рост за год.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_says_what_each_asker_says(text: str) -> None:
    """Every bit that may be doubted stands where its own question has a yes."""
    tokens = split_tokens(text)
    places = see(tokens)
    for bit, holds in TRAITS._doubts:
        if holds is not str.isalpha:  # which only leaves out what has a cue
            told = [at for at, token in enumerate(tokens) if holds(token.lower)]
            assert places.of(bit) == told
            assert bool(places.held & bit) is bool(told)


@pytest.mark.parametrize(
    ("cues", "forms"),
    [
        (Cues(words=["окно"]), ["окно"]),
        (Cues(lemmas=["окно"]), ["окно", "окна"]),
        (Cues(beginnings=["окн"]), ["окно", "окна"]),
        (Cues(endings=["но", "ла"]), ["окно", "школа"]),
        (Cues(marks=True), ["27", "10-й", "-"]),
    ],
)
def test_a_cue_is_enough(cues: Cues, forms: list[str]) -> None:
    """Each kind of cues finds its forms and no others."""
    traits = Traits()
    bit = traits.add(lambda: cues)
    assert [form for form in ("окно", "окна", "школа", "27", "10-й", "-") if traits[form] & bit] == forms


def test_a_trait_added_later_is_asked_of_known_forms() -> None:
    """«окно» was looked up before."""
    traits = Traits()
    long = traits.add(lambda: Cues(words=["окно", "дом"]), lambda form: len(form) > 3)
    assert traits["окно"] == long
    final = traits.add(lambda: Cues(endings=["о"]))
    assert traits["окно"] == long | final
    assert not traits["дом"]


WORDS = ["в", "пять", "сто", "с", "лишним", "году", "мая", "школе", "9", "5,3", "до", ":", "разы", "бы", "то", "ни"]


@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_no_numeral_is_passed_by(words: list[str]) -> None:
    """A sentence that is not read would have held nothing."""
    text = " ".join(words)
    sentence = Sentence(0, len(text), split_tokens(text), 0)
    if not may_hold_numerals(see(sentence.tokens)):
        assert read_sentence(sentence, text) == NOTHING_READ
