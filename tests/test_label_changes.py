"""Changes told with what there is more or less of: behind a verb, in a row over dashes, of people without a noun."""

from __future__ import annotations

import pytest

from tests.test_labels import labels

ROWS = [
    (
        "На 12 % меньше учтено поджогов, на 6 % – грабежей, на 21 % – квартирных краж.",
        ["снижение числа поджогов", "снижение числа грабежей", "снижение числа квартирных краж"],
    ),
    ("На 9 % больше продано сахара, на 4 % – соли.", ["рост продажи сахара", "рост продажи соли"]),
    ("На 15 % меньше зарегистрировано угонов, на 9 % — краж.", ["снижение числа угонов", "снижение числа краж"]),
    ("На треть больше отремонтировали дорог, вдвое – мостов.", ["рост числа дорог", "рост числа мостов"]),
]

PEOPLE = [
    ("Самозанятых в крае стало вшестеро больше.", ["рост числа самозанятых"]),
    ("Пострадавших в ДТП стало меньше на 8 %.", ["снижение числа пострадавших"]),
    ("Людей на льду погибло меньше на 6 %.", ["снижение числа погибших на льду"]),
    ("Туристов приехало на 12 % больше.", ["рост числа туристов"]),
    # what a change is held to is no more of anything
    ("Урожай на 8 % выше плана.", ["рост урожая"]),
]


@pytest.mark.parametrize(("text", "expected"), [*ROWS, *PEOPLE])
def test_change_names_what_there_is_more_of(text: str, expected: list[str]) -> None:
    """Each figure of a row is of its own thing, and people are told by what befell them."""
    assert labels(text) == expected
