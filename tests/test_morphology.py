"""Word forms: the short way to their readings gives what pymorphy3 gives."""

from __future__ import annotations

from functools import cache

import pymorphy3
import pymorphy3_dicts_ru
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pymorphy3.analyzer import Parse

from mfcx.dictionary import read_tag
from mfcx.morphology import Reading, inflect, lemmas, readings
from mfcx.tokens import find_words
from tests.bench import stream

LETTERS = st.text(alphabet="абвгдеёинортсьАЕИМО-xXI5.", min_size=1, max_size=9)


@cache
def pymorphy() -> pymorphy3.MorphAnalyzer:
    """pymorphy3 itself."""
    return pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path(), lang="ru")


def slowly(form: str) -> tuple[Reading, ...]:
    """The readings made of pymorphy3's own parses."""
    analyzer = pymorphy()
    form = form.lower() if len(form) > 1 else form
    try:
        parses = analyzer.parse(form)
    except ValueError:  # a letter that Unicode has no name for
        parses = analyzer.parse("-")
    return tuple(Reading(p.normal_form, *read_tag(str(p.tag))[0], p.score) for p in parses)


@pytest.mark.parametrize(
    "form",
    [
        "стали", "Стали", "все", "ёлка", "елка", "мАй", "МФЦ", "А", "Й", "а", "и", "облдума", "Зуевой", "XIX", "по-русски",
        "по-кузбасскому", "скажите-ка", "то-то", "-то", "человек-гора", "дом-школы", "онлайн-касса", "вице-мэром",
        "авиабизнес-план", "24-летнему", "псевдокошка", "незнаемый", "недонедощф", "неъъъ", "наимоднейший", "Змановской", "ъъъъ",
        "команд-участниц-победительниц", "3,5", "1_000", "nan", "№", "« »", "K", "\u1c80", "covid-19", "",
    ],
)  # fmt: skip
def test_readings_are_those_of_pymorphy(form: str) -> None:
    """Words of the dictionary, unknown ones, capitals and lone letters."""
    assert readings(form) == slowly(form)


@given(LETTERS)
def test_readings_of_anything(form: str) -> None:
    """Whatever is written: the same readings in the same order."""
    assert readings(form) == slowly(form)


def test_readings_of_the_words_of_articles() -> None:
    """Known words and those that were made up, alone and in twos."""
    words = {text[start:stop] for text in stream(500)[-40:] for start, stop in find_words(text)}
    words |= {f"{left}-{right}" for left, right in zip(sorted(words), sorted(words, key=len), strict=True)}
    for form in words:
        assert readings(form) == slowly(form)


@pytest.mark.parametrize("form", ["недо" * 24 + "щф", "недо" * 500, "псевдо" * 500 + "кошка"], ids=len)
def test_prefixes_without_end(form: str) -> None:
    """«недо» is a prefix and two: the ways to part it are not tried one by one, nor is a page of it a word."""
    assert readings(form)[0].lemma.startswith("недо" if form[0] == "н" else "псевдо")


@given(st.text(max_size=5))
def test_readings_in_any_script(form: str) -> None:
    """Whatever is written in whatever letters."""
    assert readings(form) == slowly(form)


@given(st.text(alphabet="0123456789.,:/-–+%«»№ \u00b2\u4e00", max_size=9))
def test_lemma_of_what_has_no_letters(form: str) -> None:
    """Numbers and marks are their own lemmas, and nobody is asked."""
    assert lemmas(form) == {reading.lemma for reading in slowly(form)}


WANTED = [
    ("nomn",), ("nomn", "plur"), ("gent", "sing"), ("nomn", "sing", "masc"), ("loc2",), ("voct", "plur"),
    ("PRTF", "pssv", "past", "nomn", "femn"), ("gent", "plur", "neut"),
]  # fmt: skip


def inflected(form: str, *wanted: str, pos: str | None = None) -> str | None:
    """The inflected form by pymorphy3's own steps."""
    try:
        parses = pymorphy().parse(form)
    except ValueError:
        parses = pymorphy().parse("-")
    for parse in parses:
        if pos is None or parse.tag.POS == pos:
            bent = parse.inflect(set(wanted))
            if bent is not None:
                return same_degree(parse, str(bent.word))
    return None


def same_degree(parse: Parse, word: str) -> str:
    """An adjective may have two superlatives, «высший» and «высочайший»: the one that was there."""
    if "Supr" not in parse.tag or word[:4] == parse.word[:4]:
        return word
    tag = next(form.tag for form in parse.lexeme if form.word == word)
    alike = [form.word for form in parse.lexeme if form.tag == tag and form.word[:4] == parse.word[:4]]
    return str(alike[0]) if alike else word


@pytest.mark.parametrize("wanted", WANTED)
@pytest.mark.parametrize(
    "form",
    [
        "Отдела",
        "лесу",
        "жильё",
        "жилья",
        "лучшего",
        "высшим",
        "наиближайший",
        "построить",
        "МФЦ",
        "по-русски",
        "все",
        "я",
        "В",
        "ближайших",
        "янтаря-сырца",
        "контакт-центр",
        "фельдшерско-акушерских",
        "псевдобизнес-школами",
        "усть-куломском",
        "Telegram",
        "2-й",
    ],
)
def test_inflected_as_pymorphy_does(form: str, wanted: tuple[str, ...]) -> None:
    """Rare cases, superlatives, prefixes, unknown words: the way by paradigms ends where pymorphy3 does."""
    assert inflect(form, *wanted) == inflected(form, *wanted)
    assert inflect(form, *wanted, pos="ADJF") == inflected(form, *wanted, pos="ADJF")


@given(LETTERS, st.sampled_from(WANTED))
@example("Е", ("nomn",))
@example("А", ("nomn",))
def test_inflected_whatever_it_is(form: str, wanted: tuple[str, ...]) -> None:
    """Whatever is written, the same form or none."""
    assert inflect(form, *wanted) == inflected(form, *wanted)


@pytest.mark.parametrize("noun", ["услуга", "окно", "офис"])
def test_business_bends_on_the_right_alone(noun: str) -> None:
    """«бизнес-услуги», no «бизнесы-услуги»."""
    many = inflect(noun, "nomn", "plur")
    assert inflect(f"бизнес-{noun}", "nomn", "plur") == f"бизнес-{many}"
