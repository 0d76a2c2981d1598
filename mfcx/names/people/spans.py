"""What the tagger took for one person, cut to names: two people side by side, an alias, a noun in front.

«министру Ивану Зуеву Анна Котова» -> Ивану Зуеву, Анна Котова.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from mfcx import morphology
from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.names.people.inflection import (
    is_common_first_name,
    is_first_name,
    is_known_surname,
    is_patronymic,
    is_surname_like,
    word_forms,
)
from mfcx.names.phrases import is_abbreviation, is_capitalised, is_word
from mfcx.places.gazetteer import gazetteer, normal

_PAIR = 2  # a given name and a surname
_SHORT = 4  # «Пан Ги Мун»
_CLOSING = frozenset(")]")
_BRACKETS = frozenset("([") | _CLOSING
_PERSONAL = frozenset({"Name", "Surn", "Patr"})
_REGIONS = frozenset({"name", "short", "nickname"})  # kinds of names of places that are a region's
_LIKELY = 0.1  # readings of a name weaker than this share of its best prove nothing
_SURE = 0.5  # share of the best reading above which a one-word name is what the dictionary says


def cut_name(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The names in a stretch of tokens: «Анна Зуева (Котова» -> «Анна Зуева», «Котова»."""
    for start, stop in _outside_brackets(tokens, first, last):
        for left, right in _people(tokens, start, stop):
            yield _without_noun(tokens, left, right), _without_verb(tokens, left, right)


def is_no_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Words that the dictionary has, and none as a name: «Вы», «Почётный», «Красный Север»."""
    words = [token.text for token in tokens[first:last] if is_word(token)]
    alone = len(words) == 1
    return bool(words) and all(len(word) > 1 and _is_common(word, surely=alone) for word in words)


@lru_cache(maxsize=10_000)
def _is_common(word: str, *, surely: bool) -> bool:
    """A word of the dictionary that is nobody's name: surely, or in its likeliest reading."""
    if is_first_name(word) or is_patronymic(word) or not morphology.is_word(word.lower()):
        return False
    found = readings(word)
    if not surely:
        return not _PERSONAL & found[0].tags
    return not any(_PERSONAL & r.tags for r in found) and found[0].score >= _SURE


def _outside_brackets(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The name and what stands in brackets behind it; brackets inside a name stay: «Джеймс (Бадди) Макгирт»."""
    if any(t.text in _CLOSING for t in tokens[first : last - 1]):
        yield first, last
        return
    start = first
    for i in range(first, last):
        if tokens[i].text in _BRACKETS:
            if start < i:
                yield start, i
            start = i + 1
    if start < last:
        yield start, last


# --- two people -------------------------------------------------------------------------------------------


def _people(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut where a new name begins that cannot agree with the word before: «тёщу Петрова Анну Котову»."""
    if any(is_word(t) and (len(t.text) < _SHORT or t.text.islower()) for t in tokens[first:last]):
        yield first, last  # initials, and names of another make: «Хамад бен Джасем Аль Тани»
        return
    half = first + _PAIR
    if last - half == _PAIR and _are_two_pairs([t.text for t in tokens[first:last]]):
        yield first, half
        yield half, last
        return
    start = first
    for i in range(first + 1, last):
        if _begins_name([t.text for t in tokens[start:i]], tokens[i].text, closes=i + 1 == last):
            yield start, i
            start = i
    yield start, last


def _are_two_pairs(words: Sequence[str]) -> bool:
    """«Хельмута Зуева Эдисон Котов»: two words in one case, two in another."""
    if not all(map(is_capitalised, words)) or any(map(is_patronymic, words)):
        return False
    if any(is_common_first_name(word) for word in words[1::_PAIR]):
        return False
    pairs = (words[:_PAIR], words[_PAIR:])
    left, right = (_agreement(name) & _agreement_of(surname, ("surname",)) for name, surname in pairs)
    return bool(left and right) and not left & right


def _begins_name(words: Sequence[str], after: str, *, closes: bool) -> bool:
    """Whether a name ends with these words, as the next one cannot agree with what they have in common."""
    last, alone = words[-1], len(words) == 1
    if alone and is_first_name(last):
        # a given name may stand before anything, «Оксана Карась», but «с Анной Иван Котов» is two people
        return not closes and are_two(last, after)
    if alone and not is_surname_like(last):
        return False
    if not is_capitalised(last) or not is_capitalised(after):
        return False
    if not is_first_name(after) and not (alone and is_known_surname(last) and is_surname_like(after)):
        return False
    left, right = frozenset.intersection(*map(_agreement, words)), _agreement(after)
    if closes and not alone and not is_common_first_name(after):
        right |= _agreement_of(after, ("surname",))  # «Жозе Мануэлом Баррозу»: a guessed name may be the surname
    return bool(left and right) and not left & right


def are_two(left: str, after: str) -> bool:
    """Whether two given names side by side are two people: «с Анной Иван», but not «Эмма Мартина»."""
    if not is_common_first_name(after):
        return False
    a, b = _agreement(left), _agreement(after)
    return bool(a and b) and not a & b and all(case != "nomn" for _, case in a)


@lru_cache(maxsize=10_000)
def _agreement(word: str) -> frozenset[tuple[str, str]]:
    """Gender and case a word may have as a part of a name; nothing where that cannot be told."""
    parts = [
        part
        for part, known in (
            ("first", is_first_name(word)),
            ("patronymic", is_patronymic(word)),
            ("surname", not is_first_name(word)),
        )
        if known
    ]
    return frozenset() if is_abbreviation(word) else _agreement_of(word, tuple(parts))


def _agreement_of(word: str, parts: Sequence[str]) -> frozenset[tuple[str, str]]:
    forms = [form for part in parts for form in word_forms(word, part)]
    best = max((form.weight for form in forms), default=0.0)
    return frozenset((form.gender, form.case) for form in forms if form.weight >= _LIKELY * best)


# --- a noun in front --------------------------------------------------------------------------------------


def _without_noun(tokens: Sequence[Token], first: int, last: int) -> int:
    """Index where the name begins: «писательница Анна Зуева» may come with a capital."""
    while last - first > 1 and is_word(tokens[first + 1]) and _is_in_front(tokens[first].text):
        if is_patronymic(tokens[first + 1].text) or _may_be_given(tokens, first, last):
            break
        if is_first_name(tokens[first + 1].text) and not _has_surname(tokens, first + 2, last):
            break  # «Мороз Иван Петрович»
        first += 1
    return first


def _is_in_front(word: str) -> bool:
    return _is_noun(word) or is_region(word)


def _may_be_given(tokens: Sequence[Token], first: int, last: int) -> bool:
    """A common noun with a capital inside a sentence, before a surname alone: «директор Шериф Зуев»."""
    inside = first > 0 and (is_word(tokens[first - 1]) or tokens[first - 1].text == ",")
    if not inside or not is_capitalised(tokens[first].text) or last - first != _PAIR:
        return False
    after = tokens[first + 1].text
    if is_first_name(after) or (morphology.is_word(after.lower()) and not is_known_surname(after)):
        return False
    if any(r.pos == "ADJF" for r in readings(after)):
        return False  # «Папа Римский»
    return "anim" in readings(tokens[first].text)[0].tags


def _without_verb(tokens: Sequence[Token], first: int, last: int) -> int:
    """Index where the name ends: a stop left out makes «в Котово Напомним» one name; «Иван Ходило» stays."""
    while last - first > 1 and not is_first_name(tokens[first].text) and _is_verb(tokens[last - 1].text):
        last -= 1
    return last


@lru_cache(maxsize=10_000)
def _is_verb(word: str) -> bool:
    return morphology.is_word(word.lower()) and all(r.pos == "VERB" for r in readings(word))


def _has_surname(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(is_word(t) and len(t.text) > 1 and not is_patronymic(t.text) for t in tokens[first:last])


@lru_cache(maxsize=10_000)
def is_region(word: str) -> bool:
    """«Приангарья», which is no word of the dictionary and reads as a given name."""
    regions = [name for name in gazetteer().get(normal(word)) if name.kind in _REGIONS]
    return bool(regions) and not is_common_first_name(word)


@lru_cache(maxsize=10_000)
def _is_noun(word: str) -> bool:
    """Somebody or a place in an oblique case, and nobody's name: «Силач», «Польши»; «Фрейзер» may be a given name."""
    head = word.lower().rpartition("-")[2]
    if len(head) < _SHORT or is_first_name(word) or is_surname_like(word) or not morphology.is_word(head):
        return False
    found = readings(head)
    if found[0].pos != "NOUN" or any(_PERSONAL & r.tags for r in (*found, *readings(word))):
        return False
    return "anim" in found[0].tags or "Geox" in found[0].tags and not any(r.case == "nomn" for r in found)
