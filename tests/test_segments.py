"""Sentences and tokens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mfcx.document import Line, Page, Span
from mfcx.segments import find_sentences, split_sentences, split_tokens

# a bar marks each expected cut
CUTS = """
Выдано 500 справок. | Принято 300 заявок.
На ремонт дали 5 млн рублей. | Работы начались.
На ремонт дали 5 млн. рублей. | Работы начались.
На мосты ушло 2 млрд. 300 млн. рублей. | Их строят.
Принято 12 тыс. заявок. | Очередей нет.
Всего 14 тыс. 200 посетителей. | Это немало.
Построили 14 тыс. кв. м жилья. | Дома сдали.
Зал на 800 кв. м. | Он светлый.
Открыт в 2014 г. и отремонтирован. | Работает.
В 2014 г. 5 школ закрыли.
В г. Энске 5 школ. | Все новые.
Цена — 500 руб. за штуку. | Дорого.
Адрес: ул. Лесная, д. 5. | Там работает центр.
Рост 5 %! | Отлично? | Да.
«Мы приняли 300 человек», — сказал А. И. Лесной. | Очередей нет.
Принято 3,5 тыс. | Это много.
Школа им. А. С. Полевого открыта. | В ней 30 классов.
В штате 12 чел. и три машины. | Их хватает.
Собрано 103 тыс. т зерна. | План выполнен.
Открыли 1,5 тыс. ФАПов. | Их ждали.
Отмечен рост. | 15 школ открыли.
Приехали в Петербург. | 5 автобусов ждали.
Работают 2 тыс. МФЦ. | Это много.
Ветер до 14 м/с. | Температура до 3 градусов.
Канал на 20 Гбит/с. | Он новый.
"""

TOKENS = [
    ("с 33 до 571", "с 33 до 571"),
    ("10–15 минут", "10 – 15 минут"),
    ("2-3 млн", "2 - 3 млн"),
    ("5, 18 млн", "5 , 18 млн"),
    ("94,53%", "94,53 %"),
    ("1 599 059", "1 599 059"),
    ("1.250.000 руб.", "1.250.000 руб ."),
    ("14-летие", "14 - летие"),
    ("16+", "16 +"),
    ("24/7", "24 / 7"),
    ("800 кв.м", "800 кв . м"),
    ("5тыс.", "5 тыс ."),
    ("№210-ФЗ", "№ 210 - ФЗ"),
    ("на 3,9%.", "на 3,9 % ."),
    ("12 м²", "12 м²"),
    ("21,5 ц/га", "21,5 ц / га"),
    ("«Мои документы»", "« Мои документы »"),
    ("$5,3 млрд", "$ 5,3 млрд"),
    ("+2,1 тыс.", "+ 2,1 тыс ."),
    ("➡️Приняли 5🔹школ ★★ при +5 °C", "➡️ Приняли 5 🔹 школ ★★ при + 5 °C"),
]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Через «Добродел. Пишите нам» пришло 40 писем.", 1),
        ("Работает портал «Добродел. Плюс». Он новый.", 2),
        ("«Сад открыт. Ждём всех», – сказал мэр.", 2),
        ("Мэр сказал: «Сад открыт. Ждём всех». Он рад.", 3),
    ],
)
def test_names_with_a_point(text: str, count: int) -> None:
    """A point within a name of few words ends no sentence, one within speech does."""
    assert len(split_sentences(text, Span(0, len(text)))) == count


@pytest.mark.parametrize("line", CUTS.strip().split("\n"))
def test_cuts(line: str) -> None:
    """A sentence ends where the bar stands, never after a shortened word that goes on."""
    text = line.replace(" | ", " ")
    assert " | ".join(text[s.start : s.stop] for s in split_sentences(text, Span(0, len(text)))) == line


GLUED = """
Об этом сказал мэр Лесной. | Пока работ нет.
Сад открыли на 80 мест. | Дети рады.
Чего ждать? | Ответит комиссия. | На пятом этаже пусто.
Доходы сократились на 4,1%. | Дефицит покроют осенью.
Доля прежняя (5 %). | В сёлах она ниже.
Появилось три центра «Опора». | Летом их станет пять.
План выполнят к зиме. | «Срок реальный, — уверен мэр.
Детей ждут в «Школе.Радости» и в пос.Южный.
В пос.Южный и дер.Ивановка, на ул.Мира и стр.Лесная работы начались.
Сообщает Область.Медиа и Портал.Ру сегодня.
"""


@pytest.mark.parametrize("line", GLUED.strip().split("\n"))
def test_cuts_without_space(line: str) -> None:
    """A sentence that lost the space behind its mark still ends there, no shortened word or name of a site does."""
    text = line.replace(" | ", "")
    assert " | ".join(text[s.start : s.stop] for s in split_sentences(text, Span(0, len(text)))) == line


UNITS = """
Собрали 40 т. | Это рекорд.
Река поднялась до 912 см. | В селе она ниже.
Ветер усилится до 20 м/с. | В горах пойдёт снег.
Сброс вырос до 300 м³/с. | Воды хватает.
Дорогу перекроют на 5 ч. | Объезд открыт.
В 5 т. зерна нет сора, см. Приложение, т. 1 и с. Липки.
Собрали 5 тыс. т. зерна.
"""


@pytest.mark.parametrize("line", UNITS.strip().split("\n"))
def test_cut_after_a_unit(line: str) -> None:
    """A unit with the full stop of its sentence ends it when a capital follows."""
    text = line.replace(" | ", " ")
    assert " | ".join(text[s.start : s.stop] for s in split_sentences(text, Span(0, len(text)))) == line


@pytest.mark.parametrize(("text", "tokens"), TOKENS)
def test_tokens(text: str, tokens: str) -> None:
    """A number, a mark and a word are tokens of their own."""
    assert " ".join(token.text for token in split_tokens(text)) == tokens


@given(st.text(max_size=80), st.integers(0, 10_000))
@settings(max_examples=300, deadline=None)
def test_tokens_slice_out(text: str, offset: int) -> None:
    """Tokens stand in order, never overlap, slice out of the text, and leave out nothing but space."""
    tokens = split_tokens(text, offset)
    at = 0
    for token in tokens:
        start, stop = token.start - offset, token.stop - offset
        assert text[start:stop] == token.text != ""
        assert text[at:start].strip() == ""
        at = stop
    assert text[at:].strip() == ""


@given(st.text(max_size=80).filter(str.strip))
@settings(max_examples=200, deadline=None)
def test_sentences_slice_out(text: str) -> None:
    """Sentences stand in order, hold their tokens, and leave out nothing but space."""
    at = 0
    for sentence in split_sentences(text, Span(0, len(text))):
        assert at <= sentence.start < sentence.stop <= len(text)
        assert text[at : sentence.start].strip() == ""
        assert all(sentence.start <= token.start and token.stop <= sentence.stop for token in sentence.tokens)
        at = sentence.stop
    assert text[at:].strip() == ""


def test_only_headline_and_body_are_read() -> None:
    """Bylines and furniture give no sentences; a line break always ends one; each knows its line."""
    text = "Парк открыли\nМеню 5\nВ парке 40 скамеек\nи 12 фонарей."
    kinds = ("title", "boilerplate", "body", "body")
    lines, at = [], 0
    for part, kind in zip(text.split("\n"), kinds, strict=True):
        lines.append(Line(at, at + len(part), kind))
        at += len(part) + 1
    found = find_sentences(text, Page(tuple(lines)))
    assert [(text[s.start : s.stop], s.line, s.is_title) for s in found] == [
        ("Парк открыли", 0, True),
        ("В парке 40 скамеек", 2, False),
        ("и 12 фонарей.", 3, False),
    ]


@pytest.mark.parametrize(
    ("piece", "end"), [("5 школ, ", ","), ("5, 6; ", ";"), ("1 ", "1"), ("один-", ""), ("1,1,", ""), ("—", "—")]
)
def test_endless_sentences_come_in_pieces(piece: str, end: str) -> None:
    """No sentence is longer than any writer makes it, nothing of it is lost, and a cut falls behind a mark if it can."""
    text = piece * 1_000
    found = split_sentences(text, Span(0, len(text)))
    assert [token for sentence in found for token in sentence.tokens] == list(split_tokens(text))
    assert max(len(sentence.tokens) for sentence in found) <= 300
    assert all(sentence.tokens[-1].text.endswith(end) for sentence in found[:-1])


def test_a_chain_of_words_is_no_word() -> None:
    """«Ростов-на-Дону» is one token, a chain without end is taken apart, so that nobody has to follow it."""
    assert len(split_tokens("Ростов-на-Дону")) == 1
    assert len(split_tokens("один-" * 50)) == 100
