"""The stretch of a sentence that no mark cuts, looked up among cuts that were found once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mfcx.attribution.status import COMMA_MARKS, HARD_MARKS, SOFT_MARKS, clause_bounds
from mfcx.document import Token
from mfcx.segments import split_tokens


def _cuts(tokens: tuple[Token, ...], at: int, marks: frozenset[str]) -> bool:
    dash = tokens[at].text == "-" and "–" in marks and at > 0 and tokens[at - 1].stop < tokens[at].start
    return tokens[at].text in marks or dash


@settings(deadline=None)  # the first sentence waits for the dictionary
@given(
    st.lists(st.sampled_from(["открыли", "5", ",", " - ", "-", ";", "(", "—"]), max_size=12),
    st.integers(0, 12),
    st.integers(0, 12),
)
def test_bounds_are_those_found_step_by_step(words: list[str], one: int, other: int) -> None:
    """«оказано 5, | планируется 10»: leftwards and rightwards to the next mark that cuts."""
    text = " ".join(words).replace(" -  ", "-")
    tokens = split_tokens(text)
    first, last = (min(place, len(tokens)) for place in sorted((one, other)))
    for marks in (SOFT_MARKS, COMMA_MARKS, HARD_MARKS, SOFT_MARKS):
        start, stop = first, last
        while start > 0 and not _cuts(tokens, start - 1, marks):
            start -= 1
        while stop < len(tokens) and not _cuts(tokens, stop, marks):
            stop += 1
        assert clause_bounds(tokens, first, last, marks) == (start, stop)
