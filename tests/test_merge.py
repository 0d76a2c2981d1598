"""One fact once."""

from __future__ import annotations

import pytest

from tests.cases import number, read_cases, read_text


@pytest.mark.parametrize(("text", "expected"), read_cases("merge"))
def test_facts(text: str, expected: str) -> None:
    """What headline, lead and body tell alike is one fact with several spans; anything that differs keeps facts apart."""
    metrics = read_text(text.replace("¶", "¶¶")).metrics
    assert " ; ".join(f"{number(m.quantity.value)} {m.quantity.unit} x{len(m.spans)}" for m in metrics) == expected


def test_spans_are_in_text_order() -> None:
    """The spans of a fact stand in the order of the text, and each slices out a surface with its number."""
    document = read_text("Выдано 500 справок¶¶За год выдано 500 справок.¶¶Все 500 справок готовили заранее.")
    (metric,) = document.metrics
    assert metric.spans == sorted(metric.spans)
    assert [document.text[slice(*span)] for span in metric.spans] == ["500 справок"] * 3


def test_facts_are_in_text_order() -> None:
    """A fact that the headline tells comes before those of the lead, also where the body's noun is another."""
    metrics = read_text("Спасены 96 жизней¶¶В 2023 году потушили 412 пожаров. Спасены 96 человек.").metrics
    assert [metric.quantity.value for metric in metrics] == [96, 412]


def test_the_fuller_telling_wins() -> None:
    """A merged fact has the period that only the body tells."""
    (metric,) = read_text("Выдано 500 справок¶¶За 2022 год выдано 500 справок.").metrics
    assert metric.period is not None
    assert str(metric.period.start) == "2022-01-01"
