"""Units beside a number: symbols, abbreviations, units in words, ОКЕИ codes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from mfcx.morphology import inflect, readings
from mfcx.quantities import parse_phrase
from mfcx.tables import read_table
from tests.cases import known_failure, read_cases, show, take_brackets

COUNTS = (1, 2, 5, 21)
# forms that no rule makes: beside 2, beside 5; the others are inflected
IRREGULAR = {
    "год": ("года", "лет"),
    "человек": ("человека", "человек"),
    "раз": ("раза", "раз"),
    "сутки": ("суток", "суток"),
    "кило": ("кило", "кило"),
}
# a number with its unit already: nobody counts it
FUSED = {"полгода"}
# «1 квартал» is the first quarter: these counts are read as times
TIMES = {"квартал", "полугодие"}
# what generated phrases are known to fail, and why
KNOWN_FAILURES: dict[str, str] = {
    **dict.fromkeys([f"{n} сот." for n in (1, 2, 5, 21)], "taken for hundredths"),
    **dict.fromkeys(["1 сутки", "21 сутки"], "one of a noun that has no singular"),
}


class Phrase(NamedTuple):
    """A number with a spelling of a unit, and the row it comes from."""

    text: str
    symbol: str
    okei: str | None


def inflected(word: str, case: str, number: str) -> str:
    """A word in case and number; of a compound only the last part moves."""
    first, dash, last = word.rpartition("-")
    form = inflect(last, case, number, pos="NOUN") or inflect(last, case, number)
    assert form, f"no {case} {number} of {word!r}"
    return first + dash + form


def beside(name: str, count: int) -> str:
    """A unit in words as it stands beside a count: «квадратный метр», 5 -> «квадратных метров»."""
    if count % 10 == 1:
        return name
    words = name.split()
    head = next(i for i, word in enumerate(words) if readings(word)[0].pos == "NOUN")
    adjectives = {i for i, w in enumerate(words) if {"ADJF", "nomn", "sing"} <= readings(w)[0].tags and i != head}
    if words[head] in IRREGULAR:
        words[head] = IRREGULAR[words[head]][count != 2]
    else:
        words[head] = inflected(words[head], "gent", "sing" if count == 2 else "plur")
    for i in adjectives:
        words[i] = inflected(words[i], "gent", "plur")
    return " ".join(words)


def phrases() -> Iterator[Phrase]:
    """Every spelling of every unit of the table beside 1, 2, 5 and 21."""
    for row in read_table("units"):
        for count in COUNTS:
            for form in filter(None, row["abbreviations"].split("|")):
                yield Phrase(f"{count} {form}", row["symbol"], row["okei"] or None)
            for name in filter(None, [row["lemma"], *row["synonyms"].split("|")]):
                # a speed in words is a unit with its denominator: see test_rates
                if name not in FUSED and " в " not in name and not (name in TIMES and count < 5):
                    yield Phrase(f"{count} {beside(name, count)}", row["symbol"], row["okei"] or None)


def params() -> list[object]:
    return [pytest.param(one, id=one.text, marks=known_failure(KNOWN_FAILURES.get(one.text, ""))) for one in phrases()]


@pytest.mark.parametrize("phrase", params())
def test_every_unit_in_every_form(phrase: Phrase) -> None:
    """A spelling of the unit table beside a number gives the symbol and the code of its row."""
    assert [(q.unit, q.okei) for q in parse_phrase(phrase.text)] == [(phrase.symbol, phrase.okei)]


def test_known_failures_are_still_phrases() -> None:
    """A reason in the list of known failures belongs to a phrase that is tested."""
    assert KNOWN_FAILURES.keys() - {one.text for one in phrases()} == set()


@pytest.mark.parametrize(("text", "expected"), read_cases("units"))
def test_units(text: str, expected: str) -> None:
    """A symbol, an abbreviation or a unit in words is the unit of the number before it, with its ОКЕИ code."""
    text, surfaces = take_brackets(text)
    found = parse_phrase(text)
    assert " ; ".join(show(q) + (f" #{q.okei}" if q.okei else "") for q in found) == expected
    assert [text[q.start : q.stop] for q in found] == surfaces


@pytest.mark.parametrize("row", read_table("money_cues"), ids=lambda row: row["example"])
def test_money_cues_do_what_their_example_shows(row: dict[str, str]) -> None:
    """Beside the words of every row of money_cues.tsv bare millions are roubles."""
    assert [q.unit for q in parse_phrase(row["example"])] == ["₽"]


@pytest.mark.parametrize("row", read_table("money_nouns"), ids=lambda row: row["example"])
def test_money_nouns_do_what_their_example_shows(row: dict[str, str]) -> None:
    """The thousands or millions that are the value of such a noun are roubles."""
    assert [q.unit for q in parse_phrase(row["example"])] == ["₽"]


def test_codes_are_unique() -> None:
    """No two units have one symbol, and one code stands for one thing (сутки are days)."""
    rows = read_table("units")
    assert len({row["symbol"] for row in rows}) == len(rows)
    codes = [row["okei"] for row in rows if row["okei"] and row["symbol"] != "сутки"]
    assert len(set(codes)) == len(codes)
