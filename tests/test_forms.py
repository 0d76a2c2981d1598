"""What a form is asked once for: the short answer is that of the long way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mfcx.document import Sentence
from mfcx.quantities.forms import Forms
from mfcx.quantities.numerals import reader as numerals
from mfcx.quantities.numerals.cells import pieces_of
from mfcx.quantities.numerals.lexicon import kinds_of, phrases, prefix_beginnings
from mfcx.quantities.numerals.lexicon import lexicon as numeral_lexicon
from mfcx.quantities.periods import find
from mfcx.quantities.periods.lexicon import cues_of, lexicon, opens
from mfcx.quantities.periods.marks import may_mark
from mfcx.segments import split_tokens

WORDS = [
    "школ",
    "пятилетний",
    "двухэтажного",
    "двести",
    "достигшие",
    "исполнилось",
    "18-летний",
    "2023",
    "12:30",
    "январь–март",
    "-",
    "+",
    "½",
    "«два-три»",
    "два-три",
    "1,2,3",
    "в",
    "на",
    "с",
    "лишним",
    "прошлогодние",
    "трехлетия",
    "какой-то",
    "летию",
    "стороннего",
    "сто",
    "столов",
    "тренер",
    "'",
    "’",
    "%",
]

TIMES = [
    "в",
    "к",
    "с",
    "со",
    "на",
    "до",
    "от",
    "за",
    "по",
    "около",
    "старше",
    "9",
    "18",
    ":",
    "00",
    "2023",
    "25",
    "марта",
    "года",
    "год",
    "г",
    ".",
    "часов",
    "сутки",
    "начала",
    "момента",
    "его",
    "открытия",
    "дня",
    "период",
    "с",
    "периода",
    "состоянию",
    "данным",
    "самого",
    "т",
    "п",
    "раз",
    "три",
    "первой",
    "II",
    "тысяч",
    "–",
    "-",
    "летия",
    "летие",
    "14-летие",
    "сегодня",
    ",",
    "и",
    "в",
    "итоги",
    "школ",
    "прошлогодние",
    "прошлого",
    "того",
    "же",
    "через",
    "спустя",
    "лет",
    "возрасте",
    "январь–март",
    "достиг",
    "'",
    "24",
    "7",
    "1,5",
    "1200",
    "минут",
    "в",
    "на",
    "из",
    "уже",
    "всего",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(TIMES), min_size=1, max_size=8))
def test_a_second_word_hides_no_time(words: list[str]) -> None:
    """What is not read for the sake of the word behind it would have been no time."""
    text = " ".join(words)
    sentence = Sentence(0, len(text), split_tokens(text), 0)
    with pytest.MonkeyPatch.context() as patch:
        quick = find.find_time_phrases(sentence)
        patch.setattr(find, "_begins_nothing", lambda words, at: False)
        assert find.find_time_phrases(sentence) == quick


def _time_forms() -> list[str]:
    known = lexicon()
    stems = [stem + ending for stem in known.cues_by_stem for ending in ("", "ла", "ов")]
    return [*WORDS, *known.cues_by_form, *stems, *known.openers, *known.expressions, *known.prepositions]


def test_stems_are_found_by_their_first_letters() -> None:
    """A shorter stem would be passed by where beginnings are looked up."""
    assert min(map(len, lexicon().cues_by_stem)) >= 3
    assert min(map(len, prefix_beginnings())) >= 3


@pytest.mark.parametrize("forms", [_time_forms(), sorted(numeral_lexicon())])
def test_times_begin_where_a_reader_may_read(forms: list[str]) -> None:
    """No form is passed by that one of the readers would take."""
    known = lexicon()
    for form in forms:
        cues = cues_of(form)
        slow = form in known.expressions or form in known.prepositions or may_mark(form) or opens(form)
        slow = slow or not cues.isdisjoint({"previous_year", "since_preposition", "hour_preposition"})
        assert bool(find.drafters_of(form)) is slow, form


@pytest.mark.parametrize("forms", [_time_forms(), sorted(numeral_lexicon()), sorted(phrases())])
def test_numbers_begin_where_a_way_may_read(forms: list[str]) -> None:
    """No form is passed by that a number may begin with."""
    for form in forms:
        ways = numerals.ways_of(form)
        kinds = {*kinds_of(form), *numerals._looks_of(form)}
        slow = bool(ways or pieces_of(form)) and bool(kinds - {numerals._PHRASE, numerals._SIGN} or not kinds)
        assert numerals._opens_number(form) is slow, form


def test_asks_once_and_keeps_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that is known is not asked again; a full table begins anew."""
    monkeypatch.setattr("mfcx.quantities.forms._MOST_FORMS", 2)
    asked: list[str] = []

    def ask(form: str) -> int:
        asked.append(form)
        return len(form)

    forms = Forms(ask)
    assert [forms[form] for form in ("окно", "дом", "окно", "я", "окно")] == [4, 3, 4, 1, 4]
    assert asked == ["окно", "дом", "я", "окно"]
