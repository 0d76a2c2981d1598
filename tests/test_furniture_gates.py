"""Lines that are passed by: with every test of their shape made, they are judged the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from mfcx.page import furniture
from mfcx.page.words import split_words
from tests.test_articles import LABELLED


@pytest.mark.parametrize("path", LABELLED[::8], ids=lambda path: path.stem)
def test_lines_without_a_sign(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line without any sign of a counter, a contact, a crumb or the weather is none of them."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    quick = [furniture._by_shape(line, split_words(line)) for line in lines]
    monkeypatch.setattr(furniture, "_SIGN", regex.compile(""))
    assert quick == [furniture._by_shape(line, split_words(line)) for line in lines]
