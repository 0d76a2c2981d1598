"""What a token may be: one look-up says what each asker would be told by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mfcx.document import Sentence
from mfcx.quantities import read_sentence
from mfcx.quantities.sentence import NOTHING_READ, may_hold_numerals
from mfcx.quantities.traits import FIGURE_TRAITS, TRAITS, Places, Traits, see
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
@pytest.mark.parametrize("traits", [TRAITS, FIGURE_TRAITS])
def test_says_what_each_asker_says(text: str, traits: Traits) -> None:
    """Every bit stands where its own question has a yes."""
    tokens = split_tokens(text)
    places = Places(traits, tokens)
    for number, holds in enumerate(traits._asked):
        told = [at for at, token in enumerate(tokens) if holds(token.lower)]
        assert places.of(1 << number) == told
        assert bool(places.held & 1 << number) is bool(told)


def test_a_trait_added_later_is_asked_of_known_forms() -> None:
    """«окно» was looked up before."""
    traits = Traits()
    long = traits.add(lambda form: len(form) > 3)
    assert traits["окно"] == long
    final = traits.add(lambda form: form.endswith("о"))
    assert traits["окно"] == long | final


WORDS = ["в", "пять", "сто", "с", "лишним", "году", "мая", "школе", "9", "5,3", "до", ":", "разы", "бы", "то", "ни"]


@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_no_numeral_is_passed_by(words: list[str]) -> None:
    """A sentence that is not read would have held nothing."""
    text = " ".join(words)
    sentence = Sentence(0, len(text), split_tokens(text), 0)
    if not may_hold_numerals(see(sentence.tokens)):
        assert read_sentence(sentence, text) == NOTHING_READ
