"""Words at the edges of patterns: none is passed by at which a pattern begins or ends."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mfcx.morphology import lemmas
from mfcx.patterns import PatternError, PatternTable
from mfcx.quantities.limits.edges import edge_cues
from mfcx.quantities.traits import Cues
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
    assert (form in edge_cues(["не более (чем)"]).words) is begins
    assert (form in edge_cues(["не более (чем)"], ends=True).words) is ends


@pytest.mark.parametrize("pattern", ["более ...", "более @infn", "более превыш*"])
def test_takes_no_edge_that_any_word_may_be(pattern: str) -> None:
    """Nothing would be passed by there."""
    with pytest.raises(PatternError, match="no words at the edge"):
        edge_cues([pattern], ends=True)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
def test_passes_no_match_by(words: list[str]) -> None:
    """Wherever a row of the table begins or ends, the words of its edges say so."""
    tokens, table = split_tokens(" ".join(words)), PatternTable((m, None) for m in MARKERS)
    begins, ends = edge_cues(MARKERS), edge_cues(MARKERS, ends=True)
    for at, token in enumerate(tokens):
        assert _has_any(token.lower, begins) or not list(table.starting(tokens, at))
        assert _has_any(token.lower, ends) or not list(table.ending(tokens, at + 1))


def _has_any(form: str, cues: Cues) -> bool:
    return form in cues.words or not lemmas(form).isdisjoint(cues.lemmas)
