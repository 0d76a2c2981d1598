"""What sums are told of: what something was done for, whom they are given to."""

from __future__ import annotations

import pytest

from tests.test_labels import labels

PRICES = [
    ("Мост построили за 40 млн рублей.", ["стоимость строительства моста"]),
    ("За 5 млн рублей отремонтировали сельскую школу.", ["стоимость ремонта сельской школы"]),
    ("Завод построил клуб за 5 млн рублей.", ["стоимость строительства клуба"]),
    ("Машину край купил за 2 млн рублей.", ["стоимость машины"]),
    ("Купили 40 новых машин за 9 млн рублей.", ["купленные новые машины", "стоимость новых машин"]),
    ("Построено 12 км дорог за 40 млн рублей.", ["построенные дороги", "стоимость строительства дорог"]),
    # one sum for two things is of neither
    ("Заменили 4 котла и 12 насосов за 9 млн рублей.", ["заменённые котлы", "заменённые насосы", None]),
]

NEEDED = [
    ("Для ремонта крыши требуется 2 млн рублей.", ["средства для ремонта крыши"]),
    ("На ремонт крыши нужно 2 млн рублей.", ["средства на ремонт крыши"]),
    ("На ремонт нужно потратить 5 млн рублей.", ["расходы на ремонт"]),
    ("Нужно 40 врачей.", ["врачи"]),
    ("По программе «Клуб» на новые залы выделили 9 млн рублей.", ["средства на новые залы"]),
]

GIVEN = [
    ("На выплаты многодетным семьям направили 7 млн рублей.", ["средства на выплаты многодетным семьям"]),
    ("Субсидии сельским школам составили 40 млн рублей.", ["субсидии сельским школам"]),
    ("Выдали 40 грантов фермерам.", ["выданные гранты фермерам"]),
    ("Размер пособия матерям вырос на 5 %.", ["рост размера пособия матерям"]),
    ("Помощь пострадавшим от паводка – 12 млн рублей.", ["помощь пострадавшим от паводка"]),
    ("Выплаты к празднику получили 40 семей.", ["семьи, получившие выплаты к празднику"]),
]


@pytest.mark.parametrize(("body", "expected"), PRICES)
def test_what_is_done_for_a_sum_is_its_price(body: str, expected: list[str | None]) -> None:
    """«построили за 40 млн»: neither what was built nor who built it is what the sum measures."""
    assert labels(body) == expected


@pytest.mark.parametrize(("body", "expected"), NEEDED)
def test_what_is_needed_has_its_purpose(body: str, expected: list[str]) -> None:
    """Of sums only: people who are needed are told as they were."""
    assert labels(body) == expected


@pytest.mark.parametrize(("body", "expected"), GIVEN)
def test_what_is_given_says_to_whom(body: str, expected: list[str]) -> None:
    """Nouns of giving keep the dative behind them."""
    assert labels(body) == expected
