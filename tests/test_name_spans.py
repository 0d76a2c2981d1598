"""What the tagger takes for one person, cut to names, and names it passes over."""

from __future__ import annotations

import pytest

from mfcx.names.people.spans import cut_name, is_no_name
from mfcx.segments import split_tokens
from tests.named import named_document


def cut(text: str) -> list[str]:
    tokens = split_tokens(text)
    return [text[tokens[first].start : tokens[last - 1].stop] for first, last in cut_name(tokens, 0, len(tokens))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Иван Петров", ["Иван Петров"]),
        # an alias in brackets is a name of its own
        ("Джон Картер (John Carter", ["Джон Картер", "John Carter"]),
        ("Анна Зуева (Котова)", ["Анна Зуева", "Котова"]),
        ("Джеймс (Бадди) Картер", ["Джеймс (Бадди) Картер"]),
        # two people side by side
        ("Петрова Анну Котову", ["Петрова", "Анну Котову"]),
        ("Ивана Петрова Анна Котова", ["Ивана Петрова", "Анна Котова"]),
        ("Ивану Петрову Анной Котовой", ["Ивану Петрову", "Анной Котовой"]),
        ("Петров Иван Сергеевич", ["Петров Иван Сергеевич"]),
        ("Петрова Ивана Сергеевича", ["Петрова Ивана Сергеевича"]),
        ("Анна Шмидт", ["Анна Шмидт"]),
        ("Оксаны Карась", ["Оксаны Карась"]),
        ("Салех бен Хамад Аль Тани", ["Салех бен Хамад Аль Тани"]),
        # a noun with a capital in front
        ("Пловчиха Анна Котова", ["Анна Котова"]),
        ("Чемпион-гимнаст Петров", ["Петров"]),
        ("Польши Ковальский", ["Ковальский"]),
        ("Лев Котов", ["Лев Котов"]),
        ("Роза Петрова", ["Роза Петрова"]),
        ("Мороз Иван Петрович", ["Мороз Иван Петрович"]),
        ("Мороз Иван", ["Мороз Иван"]),
    ],
)
def test_cutting(text: str, names: list[str]) -> None:
    """Two people, an alias or a noun in front do not stay in one name; one name is never cut."""
    assert cut(text) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Вы", True), ("Почётный", True), ("История", True), ("Роза", False), ("Петрова", False), ("Хорняк", False)],
)
def test_words_that_are_no_names(text: str, expected: bool) -> None:
    """A word of the dictionary that is nobody's name; unknown words may be names."""
    assert is_no_name(split_tokens(text), 0, 1) is expected


def persons(text: str) -> list[str]:
    return [person.name for person in named_document(text).persons]


def test_an_alias_is_no_second_person() -> None:
    """The name in brackets is the same person's."""
    assert persons("Об этом рассказала художница Анна Зуева (Котова).") == ["Анна Зуева"]


def test_initials_of_a_transcript() -> None:
    """«Initial, surname, colon» names who speaks, wherever the line stands."""
    text = "Встреча с рабочей группой\nГород, Дворец\nК.Петров: Начнём.\nА. Б. Сидоров: Готовы.\nК.Петров: Прошу вас."
    assert persons(text) == ["К. Петров", "А.Б. Сидоров"]


def test_initials_before_a_place() -> None:
    """A letter of a list is no initial of the place behind it."""
    assert persons("Участки: А. Москва, Б. Омск.") == []
