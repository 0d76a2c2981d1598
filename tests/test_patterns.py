"""Word patterns as data files write them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mfcx.document import Token
from mfcx.patterns import PatternError, PatternTable, parse_pattern
from mfcx.segments import split_tokens


def tokens_of(text: str) -> tuple[Token, ...]:
    return tuple(split_tokens(text, 0))


def found(pattern: str, text: str) -> str | None:
    tokens = tokens_of(text)
    hits = PatternTable([(pattern, None)]).find(tokens)
    return " ".join(token.text for token in tokens[hits[0][0] : hits[0][1]]) if hits else None


@pytest.mark.parametrize(
    ("pattern", "text", "match"),
    [
        ("более", "не Более ста", "Более"),
        ("более", "болеет", None),
        ("превыш*", "это превышает норму", "превышает"),
        ("{вырасти}", "число выросло", "выросло"),
        ("{оказать}", "оказанных услуг", "оказанных"),
        ("{оказать}", "оказывали услуги", None),
        ("{приём}", "приема граждан", "приема"),
        ("{елка}", "у ёлки", "ёлки"),
        ("не {превышать}|{превысить}", "он не превысил", "не превысил"),
        ("не {превышать}|{превысить}", "он превысил", None),
        ("более (чем) сто", "более сто", "более сто"),
        ("более (чем) сто", "более чем сто", "более чем сто"),
        ("более (чем|нежели) сто", "более нежели сто", "более нежели сто"),
        ("от ... до", "от утра до ночи", "от утра до"),
        ("от ... до", "от раннего серого зимнего утра до ночи", "от раннего серого зимнего утра до"),
        ("от ... до", "от очень раннего серого зимнего утра до ночи", None),
        ("от ... до", "от до", "от до"),
        ("@infn", "надо идти домой", "идти"),
        ("@plur", "вижу столы", "столы"),
        ("окно|двер*|{стена}", "у двери", "двери"),
        ("окно|двер*|{стена}", "на стенах", "стенах"),
    ],
)
def test_elements_match_what_they_say(pattern: str, text: str, match: str | None) -> None:
    """Forms, beginnings, lemmas, parts of speech, gaps, alternatives, and what may be missing."""
    assert found(pattern, text) == match


@pytest.mark.parametrize("pattern", ["", "  ", "{сажать", "сажать}", "{}", "да||нет", "да|", "(да|)", "()"])
def test_a_broken_pattern_says_so(pattern: str) -> None:
    """What cannot be read is an error, not a pattern that never matches."""
    with pytest.raises(PatternError):
        parse_pattern(pattern)


def test_a_table_tells_every_match() -> None:
    """All matches, in order; an optional element alone matches nothing; those within bounds lie there as a whole."""
    tokens = tokens_of("раз два три раз два")
    table = PatternTable([("раз (два)", "a"), ("(четыре)", "b"), ("два", "c")])
    assert table.find(tokens) == [(0, 2, "a"), (3, 5, "a"), (1, 2, "c"), (4, 5, "c")]
    assert list(table.inside(tokens, 1, 4)) == [(1, 2, "c")]
    assert table.by_value(tokens) == {"a": [(0, 2), (3, 5)], "c": [(1, 2), (4, 5)]}


def test_match_back_ends_before_a_token() -> None:
    """From a number to the left: «не более |100»."""
    tokens = tokens_of("он ждал не более 100 минут")
    assert parse_pattern("не более").match_back(tokens, 4) == 2
    assert parse_pattern("(не) более").match_back(tokens, 4) == 2
    assert parse_pattern("более чем").match_back(tokens, 4) is None


_PIECES = ("дом", "{дом}", "до*", "@noun", "(в)", "...", "в|на")
_TEXTS = tuple(" ".join(row) for size in (1, 2, 3) for row in product(_PIECES, repeat=size))


@given(
    st.lists(st.sampled_from(_TEXTS), max_size=8),
    st.lists(st.sampled_from(["дом", "дома", "доме", "в", "на", "под", "год"]), max_size=8),
)
def test_a_table_finds_what_its_patterns_find_one_by_one(texts: list[str], words: list[str]) -> None:
    """At every place, forwards and backwards, in the order of the rows."""
    tokens = tokens_of(" ".join(words))
    table = PatternTable((text, number) for number, text in enumerate(texts))
    patterns = [parse_pattern(text) for text in texts]
    places = range(len(tokens) + 1)
    ends = [(number, at, pattern.match(tokens, at)) for number, pattern in enumerate(patterns) for at in places]
    starts = [
        (number, pattern.match_back(tokens, stop), stop) for number, pattern in enumerate(patterns) for stop in places
    ]
    assert list(table.find(tokens)) == [
        (at, stop, number) for number, at, stop in ends if stop is not None and stop > at
    ]
    assert table.by_value(tokens) == {
        number: hits
        for number in range(len(texts))
        if (hits := [hit[:2] for hit in table.find(tokens) if hit[2] == number])
    }
    for here in places:
        assert list(table.starting(tokens, here)) == [
            (stop, number) for number, at, stop in ends if at == here and stop is not None and stop > at
        ]
        assert list(table.ending(tokens, here)) == [
            (first, number) for number, first, stop in starts if stop == here and first is not None and first < stop
        ]
