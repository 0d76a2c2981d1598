"""What joins a sentence to those before it changes nothing in its figures."""

from __future__ import annotations

import pytest

from mfcx.extractor import Extractor
from mfcx.openers import opener_length
from mfcx.segments import split_tokens
from mfcx.tables import read_table
from tests.cases import read_cases

_OPENERS = ("При этом", "В то же время", "Отметим, что", "Стоит также отметить, что", "Таким образом,", "Вместе с тем")
_NAMES = ("Татарстан", "Хакасия", "ДТП", "Для сравнения")  # bent by a small letter, or openers themselves


def _figures(text: str) -> list[object]:
    return [
        (m.value, m.cmp, m.unit, m.per, m.change, m.status, m.indicator, m.region)
        for m in Extractor().extract(text).metrics
    ]


def _sentences() -> list[str]:
    """Whole sentences of the tables of cases, each told by itself."""
    cases = (str(case.values[0]) for name in ("quantities", "facts", "status") for case in read_cases(name))
    texts = (text.replace("[", "").replace("]", "") for text in cases)
    return [t for t in texts if t[:1].isupper() and t.endswith(".") and t.count(".") == 1 and not t.startswith(_NAMES)]


@pytest.mark.parametrize("row", read_table("discourse_openers"), ids=lambda row: row["pattern"])
def test_openers_do_what_their_example_shows(row: dict[str, str]) -> None:
    """The example begins with the opener, or with what only looks like one, and has a figure behind it."""
    assert (opener_length(split_tokens(row["example"])) > 0) == (row["role"] == "opens")
    assert _figures(row["example"])


@pytest.mark.parametrize("opener", _OPENERS)
def test_figures_are_the_same_behind_an_opener(opener: str) -> None:
    """«При этом браков стало меньше: 674» tells what «Браков стало меньше: 674» does."""
    told = {text: _figures(text) for text in _sentences()[:100]}
    assert len(told) == 100
    assert {text: _figures(f"{opener} {text[0].lower()}{text[1:]}") for text in told} == told


def test_an_opener_alone_is_a_sentence() -> None:
    """Nothing is cut off where nothing would be left."""
    assert opener_length(split_tokens("Таким образом")) == 0
    assert opener_length(split_tokens("При этом 40.")) == 2


def test_the_newsroom_still_speaks_behind_its_opener() -> None:
    """«Отметим, что …» ends what the mayor tells, though it is no word of the sentence."""
    text = "Мэр Иван Петров рассказал о ремонте. По его словам, сдано 12 школ. Отметим, что в городе 40 школ."
    assert [(str(m.value), m.speaker) for m in Extractor().extract(text).metrics] == [
        ("12", "Иван Петров"),
        ("40", None),
    ]
