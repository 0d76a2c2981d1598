"""Word patterns as data files write them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mfcx.document import Token
from mfcx.patterns import Openings, PatternError, PatternTable, parse_pattern
from mfcx.segments import split_tokens


def tokens_of(text: str) -> tuple[Token, ...]:
    return tuple(split_tokens(text, 0))


def found(pattern: str, text: str) -> str | None:
    tokens = tokens_of(text)
    at = parse_pattern(pattern).search(tokens)
    return None if at is None else " ".join(token.text for token in tokens[at[0] : at[1]])


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


def test_search_stays_inside_its_bounds() -> None:
    """A match must lie in the tokens that are asked for."""
    tokens = tokens_of("раз два три раз два")
    pattern = parse_pattern("раз два")
    assert pattern.search(tokens) == (0, 2)
    assert pattern.search(tokens, 1) == (3, 5)
    assert pattern.search(tokens, 1, 4) is None


def test_find_all_tells_every_match() -> None:
    """All matches, in order; an optional element alone matches nothing."""
    tokens = tokens_of("раз два три раз два")
    assert list(parse_pattern("раз (два)").find_all(tokens)) == [(0, 2), (3, 5)]
    assert list(parse_pattern("(четыре)").find_all(tokens)) == []


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
    for here in places:
        assert list(table.starting(tokens, here)) == [
            (stop, number) for number, at, stop in ends if at == here and stop is not None and stop > at
        ]
        assert list(table.ending(tokens, here)) == [
            (first, number) for number, first, stop in starts if stop == here and first is not None and first < stop
        ]


@given(
    st.lists(st.sampled_from(["дом", "{дом} (в) доме", "до*", "... год", "@prep год|дома"]), unique=True),
    st.lists(st.sampled_from(["дом", "дома", "доме", "в", "год"]), max_size=8),
)
def test_openings_lose_no_match(texts: list[str], words: list[str]) -> None:
    """What some patterns match where they may begin is all that they match."""
    tokens = tokens_of(" ".join(words))
    patterns = [parse_pattern(text) for text in texts]
    starts = Openings(patterns).find(tokens)
    assert starts.keys() <= set(patterns)
    for pattern in patterns:
        ends = [(at, pattern.match(tokens, at)) for at in range(len(tokens))]
        found = pattern.matches(tokens, starts.get(pattern, ()))
        assert found == [(at, stop) for at, stop in ends if stop is not None and stop > at]


def test_a_pattern_is_found_in_a_sentence_that_was_searched_before_it_was_read() -> None:
    """Packs of the user's own come late."""
    tokens = tokens_of("построили аквапарк")
    assert parse_pattern("построили").search(tokens) == (0, 1)
    assert parse_pattern("аквапарк").search(tokens) == (1, 2)
    assert list(PatternTable([("построили аквапарк", "x")]).find(tokens)) == [(0, 2, "x")]
