"""Text with what no reader sees: read as if it were not there, told with offsets of the text as it came."""

from __future__ import annotations

import itertools
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mfcx import Extractor
from mfcx.reading.formats import read_text
from mfcx.reading_copy import make_copy
from mfcx.record import Metric, Record
from mfcx.tables import read_table
from tests.test_articles import BUNDLED

SOFT = "\u00ad"
READ = [
    ("ус\u00adлуг за год", "услуг за год"),
    ("1\u00ad200\u200b школ\ufeff", "1200 школ"),
    ("откры\u0301ли за\u0301мок", "открыли замок"),
    ("семеи\u0306 и е\u0308лок", "семей и ёлок"),
    ("челοвеκ и шкoл", "человек и школ"),
    ("MФЦ, aВТО, pублей", "МФЦ, аВТО, рублей"),
    ("выросло c 33, a в ниx – до 571", "выросло с 33, а в них – до 571"),
    ("B 2023 году. C начала года.\nK зиме", "В 2023 году. С начала года.\nК зиме"),
    ("he\u00adllo", "hello"),
    ("Тверь\t214 312\t240 118", "Тверь|214 312|240 118"),
    ("3,5\t-2", "3,5|-2"),
]
AS_IT_IS = (
    "услуг за год",
    "портал gosuslugi.ru и IT-компания",
    "Wайлдберриз",  # a letter that looks like no Russian one
    "гепатит C 40",  # a name of its own
    "план a, план b",
    "café́",  # an accent in another script
    "ο λόγος",
    "",
)


@pytest.mark.parametrize(("text", "read"), READ)
def test_what_no_reader_sees_is_not_read(text: str, read: str) -> None:
    """Soft hyphens, spaces of no width, stress, decomposed letters, look-alikes of Russian letters, tabs between figures."""
    assert make_copy(text).text == read


@pytest.mark.parametrize("text", AS_IT_IS)
def test_other_scripts_are_left_alone(text: str) -> None:
    """A word is mended where all its strange letters look like Russian ones, beside Russian ones."""
    assert make_copy(text).text == text


@pytest.mark.parametrize("row", read_table("look_alikes"), ids=lambda row: str(row["letter"]))
def test_each_letter_is_known_in_its_example(row: dict[str, str]) -> None:
    """The example of a row holds a look-alike of its letter, and the copy the letter."""
    copy = make_copy(row["example"])
    assert not set(row["example"]).isdisjoint(row["others"])
    assert set(copy.text).isdisjoint(row["others"])


@given(
    st.lists(st.sampled_from(["шкоlа", "шкoла", "c", "Я", "и\u0306", SOFT, "\u0301", "а", " ", "\n", ".", "12", "x"]))
)
@settings(max_examples=500, deadline=None)
def test_each_character_leads_back_to_its_own(pieces: list[str]) -> None:
    """The stretches of a copy's characters stand in order, none over another, and hold what was read."""
    text = "".join(pieces)
    copy = make_copy(text)
    stretches = [copy.where(at, at + 1) for at in range(len(copy.text))]
    assert all(start < stop for start, stop in stretches)
    assert all(before[1] <= behind[0] for before, behind in itertools.pairwise(stretches))


def strange(text: str) -> str:
    """A text with soft hyphens in one word of four, and look-alikes in one of six."""
    chance = random.Random(text[:40])
    letters = {row["letter"]: row["others"][0] for row in read_table("look_alikes")}

    def word(found: re.Match[str]) -> str:
        form = found.group()
        at = chance.randrange(1, len(form) - 1)
        kind = chance.random()
        if kind < 1 / 4:
            return form[:at] + SOFT + form[at:]
        return form[:at] + letters.get(form[at], form[at]) + form[at + 1 :] if kind < 5 / 12 else form

    return re.sub(r"[А-яЁё]{3,}", word, text)


def told(metric: Metric) -> tuple[object, ...]:
    """What a fact says, without where it stands."""
    period = metric.period and (metric.period.start, metric.period.end)
    asked = (
        "indicator",
        "label",
        "value",
        "value_to",
        "cmp",
        "unit",
        "per",
        "change",
        "region",
        "place",
        "status",
        "speaker",
    )
    return (*(getattr(metric, name) for name in asked), period)


def surfaces(record: Record, text: str) -> list[str]:
    """The article's own words under every fact."""
    return [text[start:stop] for metric in record.metrics for start, stop in metric.spans]


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_an_article_reads_the_same_in_strange_letters(path: Path) -> None:
    """The facts, persons, regions and bodies are the same, and every offset leads to the same words."""
    text = read_text(str(path))
    odd = strange(text)
    extractor = Extractor(ledger=True)
    plain, other = extractor.extract(text), extractor.extract(odd)
    assert [told(metric) for metric in other.metrics] == [told(metric) for metric in plain.metrics]
    assert [(one.name, one.role) for one in other.persons] == [(one.name, one.role) for one in plain.persons]
    assert [one.name for one in other.organisations] == [one.name for one in plain.organisations]
    assert [one.iso for one in other.regions] == [one.iso for one in plain.regions]
    assert other.title == plain.title
    assert [make_copy(surface).text for surface in surfaces(other, odd)] == surfaces(plain, text)
    assert all(metric.text in odd for metric in other.metrics)
    assert all(entry.text == odd[slice(*entry.span)] for entry in other.ledger or ())
