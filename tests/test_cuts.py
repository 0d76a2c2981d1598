"""Sentences of a line: cut where razdel cuts, on articles and on anything else; not behind a bracket before a dash, but behind a unit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import razdel
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mfcx.cuts import find_cuts
from tests.test_articles import BUNDLED, LABELLED

# what ends a sentence or hinders its end, in pieces that meet in every order
PIECES = (
    "Парк", "открыт", "Б", "я", "г", "ул", "тыс", "т", "е", "д", "к", "н", "Проф", "вс", "ДЖ", "ed", "Inc", "XIV", "1",
    "22", "٣", "²", "Δ", "ё", "_", ".", ".", ".", "!", "?", "…", ";", ":", ":)", ";-(((", "=))))", "«", "»", "“", "”",
    "„", '"', "'", "’", "(", ")", "[", "]", "}", "§", "-", "–", "—", "−", "@", " ", " ", " ", "  ", " " * 11, "\n", "\u00a0",
    "\u2028", "\x1c", "\t", "\u200b", "оченьдлинноеслово",
)  # fmt: skip
CUTS = """
Парк открыт. | Ждём! | А вас?
Из г. Томск и с ул. Мира, т.е. отовсюду.
А. Лескова и Вс. Зимин приехали. | Их ждали.
Дали 5 тыс. рублей. | Собрали 7 тыс. | Рады все.
1. Общие положения. | 8.1. Сроки.
«Парк открыт», – сказал он. | «Мы рады!» | Так и было.
«Да!» – сказал он. | «Да!» | – Ответ был краток.
В Курской (области – ред.) – 354 школы. | В Томской – 280.
"""
# where razdel does not cut, and news ends: «Собрали 40 т. Это рекорд.»
UNIT = re.compile(r"[\d²]\s*(см|т|ч)\s*\.|/с\s*\.", re.IGNORECASE)
# and where it cuts, and news goes on: «(области – ред.) – 354»
OTHERWISE = re.compile(rf"[)\]}}]\s*[-‑–—−]|{UNIT.pattern}", re.IGNORECASE)


def cuts(text: str) -> list[tuple[int, int]]:
    """Where razdel cuts."""
    return [(part.start, part.stop) for part in razdel.sentenize(text)]


@pytest.mark.parametrize("line", CUTS.strip().split("\n"))
def test_cuts(line: str) -> None:
    """A bar marks each cut."""
    text = line.replace(" | ", " ")
    assert [text[cut.start : cut.stop] for cut in find_cuts(text)] == line.split(" | ")


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@settings(max_examples=2_000, deadline=None)
def test_same_cuts_on_pieces(text: str) -> None:
    """However words, marks and space meet, the cuts are razdel's."""
    assume(OTHERWISE.search(text) is None)
    assert find_cuts(text) == cuts(text)


@given(st.text(max_size=40))
@settings(max_examples=500, deadline=None)
def test_same_cuts_on_any_text(text: str) -> None:
    """The same for letters of all scripts."""
    assume(OTHERWISE.search(text) is None)
    assert find_cuts(text) == cuts(text)


@pytest.mark.parametrize("path", [*BUNDLED, *LABELLED], ids=lambda path: path.stem)
def test_same_cuts_on_articles(path: Path) -> None:
    """No article differs, neither as one text nor line by line."""
    content = path.read_bytes()
    for encoding in ("utf-8", "cp1251"):  # the wrong one of them gives odd letters in earnest
        text = UNIT.sub(" ", content.decode(encoding, "replace"))
        assert find_cuts(text) == cuts(text)
        for line in text.split("\n"):
            assert find_cuts(line) == cuts(line)
