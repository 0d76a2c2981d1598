"""Numerals that are no quantities: by shape and by mark."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mfcx.document import Numeral, Sentence, Span
from mfcx.morphology import CASES, inflect, lemmas
from mfcx.quantities.uncounted.marked import find_marked
from mfcx.quantities.uncounted.marked_row import hour_words, is_street, streets
from mfcx.segments import split_sentences, split_tokens
from mfcx.tables import read_table


def marks_of(text: str) -> list[Numeral]:
    return [mark for sentence in split_sentences(text, Span(0, len(text))) for mark in find_marked(sentence, text)]


def read(text: str) -> list[tuple[str, str]]:
    return [(text[mark.start : mark.stop], mark.kind) for mark in marks_of(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # phones
        ("Звоните 8-800-111-22-33 круглосуточно", [("8-800-111-22-33", "phone")]),
        ("линия 8-800-2000-111 бесплатна", [("8-800-2000-111", "phone")]),
        ("тел.: (4852) 11-22-33", [("(4852) 11-22-33", "phone")]),
        ("пишите на +7 912 000-11-22", [("+7 912 000-11-22", "phone")]),
        ("пишите на +7 (912) 000-11-22", [("+7 (912) 000-11-22", "phone")]),
        ("дежурный 8 (495) 111-22-33, доб. 12", [("8 (495) 111-22-33", "phone"), ("12", "phone")]),
        ("справки по телефону 11-22-33", [("11-22-33", "phone")]),
        ("единый номер 122 принимает звонки", [("122", "phone")]),
        ("89120001122 — для сообщений", [("89120001122", "phone")]),
        # lists of addresses; years of a life or an office
        ("по улицам Садовой, 76-а, Лесной, 9", [("76-а", "address"), ("9", "address")]),
        ("на улицах Мира, 5, Речной, 17 и Горной, 3", [("5", "address"), ("17", "address"), ("3", "address")]),
        ("по проспекту 50-летия Труда, 44", [("50", "address"), ("44", "address")]),
        ("на улице Мира, 5, Лесной район дал 12 школ", [("5", "address")]),
        ("писатель (1851—1908) родился здесь", [("1851—1908", "period")]),
        ("в ноябре 1899 человек", []),
        ("показали «Берег» (1971), «Путь» (1982)", [("1971", "period"), ("1982", "period")]),
        ("услуги дали «Южный» (1950) и «Речной» (870)", []),
        ("глава района (2003 – 2011, 2014) ушёл", [("2003 – 2011", "period")]),
        # sizes of pictures
        ("Баннер 640x120px шапка", [("640x120px", "other")]),
        ("снимок 1280×720", [("1280×720", "other")]),
        # marks of age
        ("Сетевое издание, 16+", [("16+", "age_mark")]),
        ("Концерт (6+) пройдёт в парке", [("6+", "age_mark")]),
        # laws and documents
        ("по закону № 44-ФЗ", [("№ 44-ФЗ", "law")]),
        ("требования 223-ФЗ учтены", [("223-ФЗ", "law")]),
        ("постановлением правительства № 111-п", [("№ 111-п", "law")]),
        ("приказ № 15 подписан", [("№ 15", "law")]),
        ("согласно п. 3 ст. 12.1 кодекса", [("3", "law"), ("12.1", "law")]),
        ("часть 2 статьи 7", [("2", "law"), ("7", "law")]),
        ("в пункте 5 правил", [("5", "law")]),
        # codes
        ("трасса Р-99 закрыта", [("Р-99", "identifier")]),
        ("самолёт Су-35С приземлился", [("Су-35С", "identifier")]),
        ("- 2 Мэр Твери ответил жителям", [("2", "list")]),
        ("- 2 школы открыл мэр", []),
        ("записались через сайт lekar.71 вчера", [("lekar.71", "identifier")]),
        ("жители посёлка[2] довольны", [("[2]", "list")]),
        ("сообщили 35vesti из мэрии", [("35vesti", "name")]),
        ("заболевание COVID-19 отступило", [("COVID-19", "identifier")]),
        ("выдано участков 2 870", []),
        ("операторы системы-112 области", [("системы-112", "identifier")]),
        ("открыли офисов-12 за год", []),
        ("отдел МФЦ-3 переехал", [("МФЦ-3", "identifier")]),
        ("сайт R2NEWS сообщил", [("R2NEWS", "identifier")]),
        ("школа № 12 открылась", [("№ 12", "identifier")]),
        ("школы №№ 5, 7 и 12", [("№№ 5", "identifier"), ("7", "identifier"), ("12", "identifier")]),
        ("справка 2-НДФЛ", [("2-НДФЛ", "identifier")]),
        ("линия 115 работает", [("115", "identifier")]),
        ("слушайте 101.5 FM", [("101.5", "identifier")]),
        ("перекрыт участок 12+300 — 14+050", [("12+300", "identifier"), ("14+050", "identifier")]),
        ("покрытие 5G появилось", [("5G", "name")]),
        ("регион вошёл в топ-7", [("топ-7", "ordinal")]),
        ("пишут на 77news.ru/2024, а также", [("77news.ru/2024", "identifier")]),
        ("почта mail25@site.ru.", [("mail25@site.ru", "identifier")]),
        ("метка #МФЦ2030", [("#МФЦ2030", "identifier")]),
        # working time
        ("поддержка в режиме 24/7", [("24/7", "schedule")]),
        ("по графику 5/2", [("5/2", "schedule")]),
        ("открыт с 9 до 18 часов", [("9 до 18", "schedule")]),
        ("открыт с 8:30 до 20:00", [("8:30 до 20:00", "schedule")]),
        ("открыт с 8.30 до 20.00", [("8.30 до 20.00", "schedule")]),
        ("пн–пт 9:00–18:00", [("9:00–18:00", "schedule")]),
        ("с восьми утра до восьми вечера", [("восьми утра до восьми", "schedule")]),
        ("работает шесть дней в неделю", [("шесть", "schedule")]),
        ("24 часа в сутки", [("24", "schedule")]),
        # addresses
        ("на ул. Садовая, 9, каб. 12", [("9", "address"), ("12", "address")]),
        ("Северное шоссе, 12/1", [("12/1", "address")]),
        ("пр. Победы 10 закрыт", [("10", "address")]),
        ("на ул. 8 Марта, 5", [("8", "address"), ("5", "address")]),
        ("дом 5, кв. 3", [("5", "address"), ("3", "address")]),
        ("454000, г. Челябинск", [("454000", "address")]),
        ("Новый Базар, 7", [("7", "address")]),
        # lists, scores, names
        ("1. Первым делом", [("1", "list")]),
        ("2) Паспорт", [("2", "list")]),
        ("нужны: 1) паспорт; 2) заявление", [("1", "list"), ("2", "list")]),
        ("победа со счётом 3:0", [("3:0", "other")]),
        ("на канале «Губерния 7»", [("7", "name")]),
        ("выставки «Лес» и «Театр Урала 1917 — 2017»", [("1917", "name"), ("2017", "name")]),
        ("акция «10 000 деревьев»", [("10 000", "name")]),
    ],
)
def test_marked(text: str, found: list[tuple[str, str]]) -> None:
    """Each kind is known in a sentence of its own."""
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "оказано 5 300 услуг",
        "в доме 21 квартира",
        "дом 5 этажей",
        "кабинет на 5 специалистов",
        "на улице 5 человек",
        "улица Садовая, 5 домов",
        "площадь 800 кв. м",
        "площадью 800 м2",
        "в центральной части 15 домов",
        "в группе 21 новый участник",
        "номер набрали 15 тысяч раз",
        "на линию 15 тысяч звонков",
        "выросло с 5 до 27 тысяч",
        "выросло с 33 до 571",
        "время сократилось с 9 до 5 часов",
        "ожидание с 2 до 5 часов",
        "ожидание от 2 до 9 часов",
        "для детей от 1,5 до 7 лет",
        "с 1 по 3 мая",
        "10–15 минут",
        "2015–2024",
        "температура +19…+21",
        "занято 1/2 ставки",
        "30-летие и 12-й год",
        "10-процентный рост",
        "25.08.2031 в 14:20",
        "«Мы приняли 15 заявителей», — сказала она",
        "больше всего в Томске, 15, и в Асине, 7, сообщили в областном штабе",
        "Безработица-3,7%",
        "в2031 году",
        "5кг и 20га, 500мл",
        "100к и 3М",
    ],
)
def test_left_alone(text: str) -> None:
    """Quantities, dates and clock times are not taken."""
    assert read(text) == []


PIECES = st.one_of(
    st.text("0123456789 ,.-–+/%:()№«»", max_size=8),
    st.sampled_from([row["word"] for row in read_table("marked_words")]),
    st.sampled_from(["ул. Садовая", "с 9 до 18 часов", "site.ru", "МФЦ", "а@b", "\n", "пн", "закон", "8-800-"]),
    st.text(max_size=4),
)


@given(st.lists(PIECES, max_size=12).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_spans_of_any_text(text: str) -> None:
    """Spans slice the text, follow each other and never overlap."""
    end = 0
    for mark in find_marked(Sentence(0, len(text), split_tokens(text), 0), text):
        assert end <= mark.start < mark.stop <= len(text)
        assert text[mark.start : mark.stop].strip()
        end = mark.stop


@pytest.mark.parametrize(
    "piece", ["1", "1 ", "№5", "№№ 5, ", "ул. А", "«1 ", "a@", "www.", "8-800-", "п. 3", "А-", "1:", "1/1"]
)
def test_time_grows_with_the_length(piece: str) -> None:
    """Ten times the text takes about ten times as long."""

    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        sentence = Sentence(0, len(text), split_tokens(text), 0)
        start = time.perf_counter()
        find_marked(sentence, text)
        return time.perf_counter() - start

    seconds(1_000)
    assert seconds(20_000) < 30 * seconds(2_000) + 0.5


def test_streets_are_known_by_how_they_begin() -> None:
    """Only what begins like a street is parsed: no form of one is lost by that, and none is an hour, too."""
    cells = ((word, case, number) for word in streets() for case in CASES for number in ("sing", "plur"))
    forms = {form for word, case, number in cells if (form := inflect(word, case, number)) is not None}
    for form in forms:
        parsed = len(form) > 4 and form.isalpha() and not streets().isdisjoint(lemmas(form))
        assert is_street(form) == (form in streets() or parsed), form
    assert streets().isdisjoint(hour_words())
