"""Words, numbers and marks: cut where razdel cuts, on articles and on anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
import razdel
from hypothesis import given, settings
from hypothesis import strategies as st

from mfcx.tokens import find_words
from tests.test_articles import BUNDLED, LABELLED

# what is cut or joined, in pieces that meet in every order
PIECES = (
    "а", "Ы", "ё", "слово", "x", "Zz", "yahoo", "YAHOO", "5", "67", "٣", "é", "²", "Δ", "\u0301", "ſ", "K", "İ", "ı", "ᲀ",
    "ᲇ", "ѐ", "\u200b", ".", ",", "/", "\\", "-", "–", "—", "−", "‑", "‐", "_", "!", "?", "…", ":", ";", "=", "(", ")",
    "*", "#", "«", "»", '"', "'", "@", "[", "{", "}", " ", "  ", "\n", "\u00a0", "\u2028", "\x1c", "\t",
)  # fmt: skip
TOKENS = """
Ростов-на-Дону | snake_case | м² | 3,5 | 1/2 | 1.250.000 | yahoo!! | ?! | ... | -- | *** | :)))
2014, | 5 | школ
минус | -5 | °С
слово | -слово
"""


def cuts(text: str) -> list[tuple[int, int]]:
    """Where razdel cuts."""
    return [(part.start, part.stop) for part in razdel.tokenize(text)]


@pytest.mark.parametrize("line", TOKENS.strip().split("\n"))
def test_tokens(line: str) -> None:
    """A bar marks each cut, where the text has a space."""
    text = line.replace(" | ", " ")
    assert [text[start:stop] for start, stop in find_words(text)] == line.split(" | ")


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
@settings(max_examples=3_000, deadline=None)
def test_same_cuts_on_pieces(text: str) -> None:
    """However marks, letters and space meet, the cuts are razdel's."""
    assert find_words(text) == cuts(text)


@given(st.text(max_size=40))
@settings(max_examples=500, deadline=None)
def test_same_cuts_on_any_text(text: str) -> None:
    """The same for letters of all scripts."""
    assert find_words(text) == cuts(text)


@pytest.mark.parametrize("path", [*BUNDLED, *LABELLED], ids=lambda path: path.stem)
def test_same_cuts_on_articles(path: Path) -> None:
    """No article differs, neither as it stands nor with its lines run together, as the tagger is shown it."""
    content = path.read_bytes()
    for encoding in ("utf-8", "cp1251"):  # the wrong one of them gives odd letters in earnest
        text = content.decode(encoding, "replace")
        assert find_words(text) == cuts(text)
        assert find_words(text.replace("\n", ".")) == cuts(text.replace("\n", "."))
