"""Which time a figure belongs to."""

from __future__ import annotations

from datetime import date

import pytest

from mfcx.document import Article
from mfcx.pipeline import run
from tests.cases import number, read_body, read_cases, show_period


def periods(body: str, title: str = "В ведомстве подвели итоги") -> str:
    metrics = read_body(body, title=title).metrics
    return " ; ".join(f"{number(m.quantity.value)} {show_period(m.period)}" for m in metrics)


@pytest.mark.parametrize(("text", "expected"), read_cases("metric_periods"))
def test_period(text: str, expected: str) -> None:
    """A figure has the period of its own words, else the report's; what the text does not decide stays null."""
    assert periods(text) == expected


def test_headline_sets_the_time() -> None:
    """A period that only the headline names is that of the figures below."""
    found = periods("Центры приняли 900 заявок. Жалоб поступило 12.", title="Центры области отчитались за 2022 год")
    assert found == "900 2022-01-01/2022-12-31 ; 12 2022-01-01/2022-12-31"


def test_words_of_the_period_are_kept() -> None:
    """A period tells the words it was read from, and where they stand."""
    document = read_body("За первое полугодие 2023 года выдано 500 справок.")
    period = document.metrics[0].period
    assert period is not None
    assert period.span is not None
    assert period.text == document.text[slice(*period.span)]
    assert period.text is not None
    assert "первое полугодие 2023 года" in period.text


def test_the_day_of_publication_is_read_from_the_dateline() -> None:
    """What is true now has the day of the text, and its words are the dateline's; a day that was given has none."""
    dated = run(Article("Итоги работы МФЦ\n\n14 мая 2024\n\nСегодня в регионе работают 52 офиса МФЦ."))
    bare = run(Article("Итоги работы МФЦ\n\nВ регионе работают 52 офиса МФЦ.", date=date(2024, 5, 14)))
    for document, words in ((dated, {"14 мая 2024", "Сегодня"}), (bare, {None})):
        period = document.metrics[0].period
        assert period is not None
        assert period.end == date(2024, 5, 14)
        assert period.text in words
