"""Labels of figures that share a sentence with others: who did what, of whom a share is, what a growth leads to."""

from __future__ import annotations

import pytest

from tests.test_labels import labels

JOINED = [
    ("В боях 40 человек погибли и 12 пострадали.", ["погибшие в боях", "число пострадавших"]),
    ("40 человек уволились и 12 вышли на пенсию.", ["число уволившихся", "вышедшие на пенсию"]),
    ("Построили 12 школ и 9 клубов.", ["построенные школы", "построенные клубы"]),
]

PARTS = [
    ("Врачи осмотрели 900 человек, 40 % из них – на дому.", ["число осмотренных", "доля осмотренных на дому"]),
    ("59 % округов освоили деньги.", ["доля округов, освоивших деньги"]),
    ("Намечен рост доли туризма в экономике до 5 %.", ["доля туризма в экономике"]),
    ("Цель – снижение уровня бедности до 7 %.", ["уровень бедности"]),
    (
        "Число ДТП снизилось на 4 %, количество ДТП с детьми – на 2 %.",
        ["снижение числа ДТП", "снижение числа ДТП с детьми"],
    ),
    ("Больше половины (54 %) родителей читают вслух.", ["доля родителей", "доля родителей"]),
    ("Более трети опрошенных пришли пешком.", ["доля опрошенных"]),
    ("Четверо из десяти опрошенных бывают в музеях.", ["доля опрошенных, бывающих в музеях"]),
    ("Министр похвастался фондом в 9 млн экземпляров.", ["число экземпляров"]),
]

ROWS = [
    (
        "Популярные услуги:\n• выдача справок – 215\n• оформление паспорта – 98\n• запись к врачу – 76",
        ["выдача справок", "оформление паспорта", "запись к врачу"],
    ),
    (
        "Самые востребованные услуги: регистрация прав – 215 тысяч, замена паспорта – 98 тысяч.",
        ["регистрация прав", "замена паспорта"],
    ),
]


@pytest.mark.parametrize(("body", "expected"), JOINED)
def test_a_clause_behind_and_has_a_verb_of_its_own(body: str, expected: list[str]) -> None:
    """«погибли и 12 пострадали»: the verb before «и» is told of the first figure only."""
    assert labels(body) == expected


@pytest.mark.parametrize(("body", "expected"), PARTS)
def test_a_share_is_of_what_the_clause_counts(body: str, expected: list[str]) -> None:
    """Neither of who counts («врачи», «министр») nor of the growth that leads to it."""
    assert labels(body) == expected


@pytest.mark.parametrize(("body", "expected"), ROWS)
def test_a_row_of_kinds_is_named_by_itself(body: str, expected: list[str]) -> None:
    """No row has the name of the one before it."""
    assert labels(body) == expected
