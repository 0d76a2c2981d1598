"""Words at the edges of patterns: none is passed by at which a pattern begins or ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mfcx.patterns import PatternTable
from mfcx.quantities.edges import EdgeWords
from mfcx.segments import split_tokens
from mfcx.tables import read_table

MARKERS = [row["marker"] for row in read_table("bounds")]
WORDS = (
    "не",
    "чуть",
    "более",
    "чем",
    "превысил",
    "до",
    "отметку",
    "в",
    "и",
    "с",
    "лишним",
    "порядка",
    "школ",
    ",",
    "5",
)


@pytest.mark.parametrize(
    ("form", "begins", "ends"),
    [("не", True, False), ("более", False, True), ("чем", False, True), ("школ", False, False)],
)
def test_knows_the_words_at_both_edges(form: str, begins: bool, ends: bool) -> None:
    """What may be missing at an edge leaves the word before it there, too."""
    assert EdgeWords(["не более (чем)"])[form] is begins
    assert EdgeWords(["не более (чем)"], ends=True)[form] is ends


@settings(max_examples=200)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
def test_passes_no_match_by(words: list[str]) -> None:
    """Wherever a row of the table begins or ends, the words of its edges say so."""
    tokens = split_tokens(" ".join(words))
    table, begins, ends = PatternTable((m, None) for m in MARKERS), EdgeWords(MARKERS), EdgeWords(MARKERS, ends=True)
    for at, token in enumerate(tokens):
        assert begins[token.lower] or not list(table.starting(tokens, at))
        assert ends[token.lower] or not list(table.ending(tokens, at + 1))
