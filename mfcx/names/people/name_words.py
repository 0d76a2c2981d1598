"""The words of one name: where it begins and ends, and what each of its words is.

«сообщил А. В. Иванов» -> initials А, В and the surname Иванов.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mfcx.document import Token
from mfcx.morphology import is_word as is_dictionary_word
from mfcx.morphology import readings
from mfcx.names.bodies.heads import head_of
from mfcx.names.people.inflection import (
    is_common_first_name,
    is_first_name,
    is_fixed_patronymic,
    is_known_surname,
    is_patronymic,
    is_surname_like,
)
from mfcx.names.people.posts import find_post
from mfcx.names.people.spans import are_two, is_region
from mfcx.names.phrases import is_abbreviation, is_capitalised, is_word, noun_cases
from mfcx.places.context import TOWN_KINDS
from mfcx.places.gazetteer import gazetteer, normal

_MOST_TOKENS = 10
Part = tuple[str, str]  # (word, first | patronymic | surname)


def is_initial(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    return len(token.text) == 1 and token.text.isupper() and i + 1 < len(tokens) and tokens[i + 1].text == "."


def _is_name_word(token: Token) -> bool:
    text = token.text
    return text[:1].isalpha() and (is_capitalised(text) or (is_patronymic(text) and len(text) < 6))


def is_given(token: Token) -> bool:
    """A word that a list or the dictionary knows as a given name, and no title."""
    return is_given_form(token.text)


@lru_cache(maxsize=6_000)
def is_given_form(text: str) -> bool:
    """What `is_given` says of a form."""
    if is_abbreviation(text) or not is_first_name(text):
        return False
    return find_post(text) is None and head_of(text) is None and not is_region(text)


def _is_title_word(token: Token) -> bool:
    return find_post(token.text) is not None and not is_first_name(token.text) and not is_known_surname(token.text)


def widen_name(tokens: Sequence[Token], first: int, last: int, floor: int = 0) -> tuple[int, int]:
    """Initials and given names around a tagged name belong to it, from `floor` on."""
    floor = max(floor, first - _MOST_TOKENS)
    while first >= floor + 2 and tokens[first - 1].text == "." and is_initial(tokens, first - 2):
        first -= 2
    while first > floor and _is_given_of(tokens[first - 1], tokens[first]):
        if _is_led(tokens, first - 1, last) or _is_before_given(tokens, first - 1, last):
            break
        first -= 1
    if first > floor and _is_rare_given(tokens, first - 1, last):
        first -= 1
    while last + 1 < len(tokens) and is_initial(tokens, last):
        last += 2
    while last < len(tokens) and is_capitalised(tokens[last].text) and is_patronymic(tokens[last].text):
        last += 1
    if _is_of_father(tokens, last):
        last += 1
        last += last < len(tokens) and is_capitalised(tokens[last].text) and is_surname_like(tokens[last].text)
    if last - first == 2 and last < len(tokens) and is_patronymic(tokens[last - 1].text) and is_given(tokens[first]):
        rest = tokens[last].text
        last += is_capitalised(rest) and not is_abbreviation(rest)
    return first, last


def _is_rare_given(tokens: Sequence[Token], i: int, last: int) -> bool:
    """«директор театра [Атнер] Петрович Ижендеев»: before the father's name stands a given one, known or not."""
    if i + 2 >= last or not is_capitalised(tokens[i].text) or is_abbreviation(tokens[i].text):
        return False
    if not is_patronymic(tokens[i + 1].text) or is_given(tokens[i + 2]):
        return False
    known = find_post(tokens[i].text) or head_of(tokens[i].text) or is_dictionary_word(tokens[i].text)
    return is_word(tokens[i]) and not known and not gazetteer().get(normal(tokens[i].text))


def _is_given_of(token: Token, after: Token) -> bool:
    """A given name in front of a name: «[Анна] Мария Зуева», but «с Анной Иван Зуев» is two people."""
    if not is_capitalised(token.text) or not is_given(token):
        return False
    return not are_two(token.text, after.text)


def _is_of_father(tokens: Sequence[Token], i: int) -> bool:
    """The small word behind the father's name: «Айнура Закир [кызы] Исмаилова»."""
    return i < len(tokens) and tokens[i].text.islower() and is_fixed_patronymic(tokens[i].text)


def trim_name(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Titles and marks at the edges are no part of a name."""
    while first < last and (not _is_name_word(tokens[first]) or _is_title_word(tokens[first])):
        first += 1
    if first < last and (
        _is_led(tokens, first, last) or _is_before_given(tokens, first, last) or _is_deed(tokens, first, last)
    ):
        first += 1
    while first < last and not (_is_name_word(tokens[last - 1]) or _ends_initial(tokens, last)):
        last -= 1
    return first, last


def _is_deed(tokens: Sequence[Token], i: int, last: int) -> bool:
    """«[Беседовала] Инна Чайкина»: the capital is that of the line."""
    if i or i + 2 >= last or not is_given(tokens[i + 1]):
        return False
    top = readings(tokens[i].lower)[0]
    return top.pos == "VERB" and "past" in top.tags


def _is_before_given(tokens: Sequence[Token], i: int, last: int) -> bool:
    """«кавалер ордена [Славы] Виктора Петровича Зуева»: nobody has a given name before the one of his patronymic."""
    if i + 2 >= last or tokens[i + 2].text.islower() or not is_patronymic(tokens[i + 2].text):
        return False
    given = tokens[i + 1].text
    # «Корсуна Ивана Петровича» ends with his father's name, and what may be a given one is the surname
    known = is_first_name if i + 3 < last else is_common_first_name
    return known(tokens[i].text) and is_common_first_name(given) and not is_patronymic(given)


def _is_led(tokens: Sequence[Token], i: int, last: int) -> bool:
    """A body or a town between a post and a name: «глава [Минтруда] Зуев», «мэр [Владимира] Иван Зуев»."""
    if not i or i + 1 == len(tokens) or "gent" not in noun_cases(tokens[i].text):
        return False
    before, after = tokens[i - 1].text, tokens[i + 1]
    post = find_post(before)
    if not is_capitalised(after.text):
        return False
    if i + 1 < last and (head := head_of(tokens[i].text)) is not None and head.alone:
        # «управляющий отделением [Соцфонда] Анна Зуева»
        of_body = before.islower() and bool(noun_cases(before)) and is_common_first_name(after.text)
        return post is not None or of_body
    if post is None:
        return False
    town = any(name.kind in TOWN_KINDS for name in gazetteer().get(normal(tokens[i].text)))
    return town and is_common_first_name(after.text) and not is_patronymic(after.text)


def _ends_initial(tokens: Sequence[Token], last: int) -> bool:
    return last >= 2 and tokens[last - 1].text == "." and is_initial(tokens, last - 2)


def classify_words(tokens: Sequence[Token], first: int, last: int) -> tuple[list[Part], str]:
    """The words of a name with what each of them is, and its initials."""
    initials = "".join(tokens[i].text for i in range(first, last) if is_initial(tokens, i))
    words = [t.text for i, t in enumerate(tokens[first:last], first) if is_word(t) and not is_initial(tokens, i)]
    return list(zip(words, _parts(words, bool(initials)), strict=True)), initials


def _parts(words: list[str], initials: bool) -> list[str]:
    if len(words) == 1:
        alone = is_first_name(words[0]) and not is_known_surname(words[0]) and not initials
        return ["first" if alone else "surname"]
    if len(words) == 2 and is_patronymic(words[1]):
        # «Роман Абрамович» has a surname, «Иван Петрович» has none
        is_surname = is_known_surname(words[1]) or not any("Patr" in r.tags for r in readings(words[1]))
        return ["first", "surname" if is_surname else "patronymic"]
    parts = ["patronymic" if i and is_patronymic(word) else "" for i, word in enumerate(words)]
    empty = [i for i, part in enumerate(parts) if not part]
    if not empty:
        return parts
    if parts[1:] == ["patronymic", "patronymic"]:
        return ["first", "patronymic", "surname"]  # «Иван Адамович Войнич»
    in_middle = len(words) == 3 and parts[1] == "patronymic"
    surname_first = (
        len(empty) > 1 and not in_middle and (parts[-1] == "patronymic" or _is_turned(words[0], words[empty[1]]))
    )
    surname = empty[0] if surname_first else empty[-1]
    for i in empty:
        parts[i] = "surname" if i == surname else "first"
    return parts


def _is_turned(first: str, second: str) -> bool:
    """«Иванов Пётр»: a surname for sure, then a given name; two words the dictionary cannot tell stay as they stand."""
    if not is_first_name(second):
        return False
    if is_first_name(first):
        # «Ким Владимир», but «Роман Ким»
        return "Surn" in readings(first)[0].tags and not is_known_surname(second)
    return is_surname_like(first) and (is_known_surname(first) or not is_surname_like(second))
