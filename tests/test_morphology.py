"""Word forms: the short way to their readings gives what pymorphy3 gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mfcx import morphology
from mfcx.morphology import Reading, lemmas, readings

LETTERS = st.text(alphabet="абвгдеёинортсьАЕИМО-xXI5.", min_size=1, max_size=9)


def slowly(form: str) -> tuple[Reading, ...]:
    """The readings made of pymorphy3's own parses."""
    parses = morphology._parse(form)
    return tuple(Reading(p.normal_form, *morphology._grammemes(p.tag), p.score) for p in parses)


@pytest.mark.parametrize(
    "form",
    ["стали", "Стали", "все", "ёлка", "елка", "мАй", "МФЦ", "А", "а", "и", "облдума", "Зуевой", "XIX", "по-русски"],
)
def test_readings_are_those_of_pymorphy(form: str) -> None:
    """Words of the dictionary, unknown ones, capitals and lone letters."""
    assert readings(form) == slowly(form)


@given(LETTERS)
def test_readings_of_anything(form: str) -> None:
    """Whatever is written: the same readings in the same order."""
    assert readings(form) == slowly(form)


@given(st.text(alphabet="0123456789.,:/-–+%«»№ \u00b2\u4e00", max_size=9))
def test_lemma_of_what_has_no_letters(form: str) -> None:
    """Numbers and marks are their own lemmas, and nobody is asked."""
    assert lemmas(form) == {reading.lemma for reading in slowly(form)}
