"""How a value moved, and which way."""

from __future__ import annotations

import pytest

from mfcx.morphology import inflect, lemmas
from mfcx.quantities import parse_phrase
from mfcx.segments import split_tokens
from mfcx.tables import fold, read_table
from tests.cases import known_failure, read_cases, show_all

ROWS = read_table("change_words")
DIRECTED = [row for row in ROWS if row["direction"] != "0"]
LEVELS = [row for row in ROWS if row["direction"] == "0" and row["kind"] == "verb"]


def past(lemma: str) -> str:
    """A verb as it stands with «ведомство»: «вырасти» -> «выросло»."""
    form = inflect(lemma, "past", "neut", "sing", pos="INFN")
    assert form, lemma
    return form


def frame(row: dict[str, str]) -> str:
    """A phrase in which a word of change tells a change by five per cent."""
    if row["kind"] == "comp":
        word = row["lemma"]
        return f"{word} 5 %" if word in ("плюс", "минус") else f"на 5 % {word}, чем год назад"
    word = past(row["lemma"]) if row["kind"] == "verb" else row["lemma"]
    return f"предприятие {word} 5 %" if row["object"] == "1" and row["kind"] == "verb" else f"за год {word} на 5 %"


@pytest.mark.parametrize(("text", "expected"), read_cases("changes"))
def test_changes(text: str, expected: str) -> None:
    """From and to, ratio, difference and per cent are told apart, each with the sign of its word."""
    assert show_all(parse_phrase(text)) == expected


@pytest.mark.parametrize("row", DIRECTED, ids=lambda row: f"{row['lemma']}-{row['kind']}")
def test_every_word_has_its_direction(row: dict[str, str]) -> None:
    """A change by five per cent has the sign of every word of change_words.tsv."""
    expected = f"5 % {{delta_pct {'-' if row['direction'] == '-' else ''}5}}"
    assert show_all(parse_phrase(frame(row))) == expected


@pytest.mark.parametrize("row", LEVELS, ids=lambda row: row["lemma"])
def test_every_level_is_reached(row: dict[str, str]) -> None:
    """What stands after «до» and a word for reaching a level is the level, not an upper bound."""
    assert show_all(parse_phrase(f"охват за год {past(row['lemma'])} до 40 %")) == "40 %"


def own_word(row: dict[str, str]) -> bool:
    return any(fold(row["lemma"]) in lemmas(token.lower) for token in split_tokens(row["example"]))


@pytest.mark.xfail(reason="most examples were copied from the first word of their kind", strict=True)
def test_examples_use_their_own_word() -> None:
    """The example of every row of change_words.tsv shows its own word."""
    assert [row["lemma"] for row in ROWS if not own_word(row)] == []


# examples that do not show what their row claims, and why
KNOWN_FAILURES: dict[str, str] = {}
EXAMPLES = sorted({(row["example"], row["direction"]) for row in DIRECTED})


@pytest.mark.parametrize(
    ("example", "direction"),
    [pytest.param(*one, id=one[0], marks=known_failure(KNOWN_FAILURES.get(one[0], ""))) for one in EXAMPLES],
)
def test_words_do_what_their_example_shows(example: str, direction: str) -> None:
    """The example of every row of change_words.tsv moves the way that the row says."""
    (quantity,) = parse_phrase(example)
    assert quantity.change is not None
    moved = quantity.change.delta if quantity.change.delta is not None else quantity.change.delta_pct
    assert moved is not None
    assert (moved < 0) == (direction == "-")


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row["example"], marks=known_failure(KNOWN_FAILURES.get(row["example"], "")))
        for row in read_table("change_bases")
    ],
)
def test_bases_do_what_their_example_shows(row: dict[str, str]) -> None:
    """The percentage in the example of every row of change_bases.tsv is a ratio to a base."""
    (quantity,) = parse_phrase(row["example"])
    assert quantity.change is not None
    assert quantity.change.ratio == quantity.value / 100
