"""The normaliser as a whole: phrases in, quantities out."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mfcx.document import Change, Quantity
from mfcx.quantities import parse_phrase
from tests.cases import read_cases, show_all, take_brackets

COMPARATORS = {"=", ">", "<", ">=", "<=", "~", "~<", "~>"}

# pieces that the grammar knows, so that random texts meet its branches
WORDS = """
с от до на в по за около более менее не почти чуть тысяч млн млрд. рублей % процентов окон раз раза вдвое
вырос снизилось больше меньше году день – - , . : ; ( ) « » № + − ½ ₽ кв. м 5 12 1 000 7,5 2023 0 треть
половина двое каждый десятый полтора из них и или МФЦ
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\r\n", "\u00a0", "\u202f"])
# a letter without a name in Unicode has a test of its own
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=12).map("".join)
)


@pytest.mark.parametrize(("text", "expected"), read_cases("quantities"))
def test_phrases(text: str, expected: str) -> None:
    """A phrase gives these quantities and no others, and each covers the words in brackets."""
    text, surfaces = take_brackets(text)
    found = parse_phrase(text)
    assert show_all(found) == expected
    assert not surfaces or [text[q.start : q.stop] for q in found] == surfaces


@pytest.mark.parametrize("text", ["", " ", "\n", "без чисел", "...", "№", "%", "рублей", "до", "«»"])
def test_no_numeral_no_quantity(text: str) -> None:
    """Where there is no numeral there is nothing to measure."""
    assert parse_phrase(text) == []


def of_change(change: Change) -> list[Decimal]:
    parts = (change.start, change.end, change.ratio, change.delta, change.delta_pct)
    return [part for part in parts if part is not None]


def check(text: str, quantity: Quantity) -> None:
    """What holds for every quantity of any text."""
    assert 0 <= quantity.start <= quantity.number.start < quantity.number.stop <= quantity.stop <= len(text)
    assert text[quantity.start : quantity.stop].strip() == text[quantity.start : quantity.stop]
    assert quantity.cmp in COMPARATORS
    values = [quantity.value, *([quantity.value_to] if quantity.value_to is not None else [])]
    values += of_change(quantity.change) if quantity.change else []
    assert all(isinstance(value, Decimal) and value.is_finite() for value in values)
    assert quantity.value >= 0 or quantity.unit == "°C"  # other signs tell a change
    assert quantity.unit != ""
    assert quantity.value_to is None or quantity.value <= quantity.value_to


@given(TEXTS)
@settings(max_examples=400, deadline=None)
@example("–1–0AA")
def test_any_text(text: str) -> None:
    """No text raises; spans slice out of it in order; values are finite decimals; the same input gives the same output."""
    found = parse_phrase(text)
    for quantity in found:
        check(text, quantity)
    starts = [q.number.start for q in found]
    assert starts == sorted(set(starts))
    assert parse_phrase(text) == found


@pytest.mark.parametrize("text", ["0\U00017000", "5 окон \U00017000"])
def test_letters_without_a_name(text: str) -> None:
    """A letter that Unicode has no name for is a letter like any other."""
    assert all(q.value.is_finite() for q in parse_phrase(text))


NOUNS = {
    "заявка": ("заявка", "заявки", "заявок"),
    "окно": ("окно", "окна", "окон"),
    "житель": ("житель", "жителя", "жителей"),
}


def form_of(forms: tuple[str, str, str], count: int) -> str:
    """The form that a count takes: 21 заявка, 22 заявки, 25 заявок."""
    if count % 10 == 1 and count % 100 != 11:
        return forms[0]
    return forms[1] if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else forms[2]


@given(st.integers(2, 10**9), st.sampled_from(sorted(NOUNS)), st.sampled_from(["", "\u00a0", "\u202f"]))
@settings(max_examples=150, deadline=None)
def test_any_count(count: int, noun: str, space: str) -> None:
    """Any whole number, grouped or not, counts the noun after it."""
    digits = f"{count:,}".replace(",", space)
    assert show_all(parse_phrase(f"принято {digits} {form_of(NOUNS[noun], count)} за год")) == f"{count} {noun}"


@given(st.decimals("0.1", "999.9", places=1), st.sampled_from([("тыс.", 3), ("млн", 6), ("миллиардов", 9)]))
@settings(max_examples=100, deadline=None)
def test_any_money(amount: Decimal, multiplier: tuple[str, int]) -> None:
    """The digits as written times the multiplier, exactly."""
    word, power = multiplier
    (found,) = parse_phrase(f"на ремонт дали {str(amount).replace('.', ',')} {word} рублей")
    assert (found.value, found.unit) == (amount.scaleb(power), "₽")


@given(st.integers(2, 500), st.integers(2, 500), st.sampled_from(["тыс.", "тысяч", "млн"]))
@settings(max_examples=100, deadline=None)
def test_any_growth(start: int, end: int, multiplier: str) -> None:
    """«с 5 до 27 тысяч» moves from the scaled first to the scaled second while they are alike in size."""
    factor = 1_000_000 if multiplier == "млн" else 1000
    (found,) = parse_phrase(f"посещаемость изменилась с {start} до {end} {multiplier} человек")
    assert found.change is not None
    assert found.value == found.change.end == end * factor
    if max(start, end) <= 20 * min(start, end):
        assert found.change.start == start * factor


@pytest.mark.parametrize(
    ("bound", "noun", "space"),
    list(
        product(
            [
                ("более", ">"),
                ("менее", "<"),
                ("не менее", ">="),
                ("не более", "<="),
                ("около", "~"),
                ("почти", "~<"),
                ("чуть более", "~>"),
            ],
            [("школ", "школа"), ("млн рублей", "₽"), ("процентов", "%")],
            [" ", "\u00a0"],
        )
    ),
)
def test_comparators_go_with_any_unit(bound: tuple[str, str], noun: tuple[str, str], space: str) -> None:
    """A comparator is read alike before things, money and per cent, whatever space follows it."""
    (found,) = parse_phrase(f"здесь {bound[0]}{space}40 {noun[0]}")
    assert (found.cmp, found.unit) == (bound[1], noun[1])
