"""Names that the tagger passed over, by their own words or by the title in front of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from mfcx.document import Sentence, Token
from mfcx.morphology import readings
from mfcx.names.bodies.heads import head_of
from mfcx.names.people.inflection import is_common_first_name, is_first_name, is_patronymic, is_surname_like, read_name
from mfcx.names.people.name_words import is_given, is_given_form, is_initial
from mfcx.names.people.posts import ALL_CASES, find_post
from mfcx.names.people.roles import title_before
from mfcx.names.phrases import has_lemma, is_abbreviation, is_capitalised, is_word, words_of

_PAIR = 2  # a given name and a surname


def pattern_names(sentence: Sentence, taken: set[int]) -> Iterator[tuple[int, int]]:
    """«Оксана Николаевна Лут», «Иван Петров»: a known given name and what can only be the rest of it."""
    tokens = sentence.tokens
    end = 0
    for i in [i for i, token in enumerate(tokens[:-1]) if token.text[0].isupper() and _may_open(token.text)]:
        last = _pattern_end(tokens, i) if i >= end else None
        if last is not None and taken.isdisjoint(range(i, last)):
            yield i, last
            end = last


@lru_cache(maxsize=6_000)
def _may_open(text: str) -> bool:
    """Whether a name may begin with a capitalised form that nothing else shows to be one: an initial, a given name."""
    return len(text) == 1 or is_given_form(text)


def _initialled_end(tokens: Sequence[Token], first: int) -> int | None:
    """End of «В.Зуев», «А. Б. Зуева»."""
    at = first
    while at < len(tokens) and is_initial(tokens, at):
        at += 2
    if at >= len(tokens) or not is_capitalised(tokens[at].text) or is_abbreviation(tokens[at].text):
        return None
    is_place = any("Geox" in r.tags for r in readings(tokens[at].text))
    return at + 1 if is_surname_like(tokens[at].text) and not is_place else None


def _pattern_end(tokens: Sequence[Token], first: int) -> int | None:
    if is_initial(tokens, first):
        return _initialled_end(tokens, first)
    if not is_capitalised(tokens[first].text) or not is_given(tokens[first]):
        return None
    after = tokens[first + 1]
    if not is_capitalised(after.text):
        return None
    if is_patronymic(after.text) and any("Patr" in r.tags for r in readings(after.text)):
        more = first + 2 < len(tokens) and is_capitalised(tokens[first + 2].text) and is_word(tokens[first + 2])
        return first + 3 if more else first + 2
    # «Айдыс Монгуш»: the surname may be a given name, too
    telling = is_surname_like(after.text) or is_given(after)
    return first + 2 if telling and not is_abbreviation(after.text) else None


def credited_names(sentence: Sentence, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Two or three capitalised words with a given name among them, on a line of authors: «Беседовала Ольга Тур»."""
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        last = i
        while last < len(tokens) and last not in taken and _is_credited(tokens[last]):
            last += 1
        if 2 <= last - i <= 3 and any(is_given(token) for token in tokens[i:last]):
            yield i, last
        i = max(last, i + 1)


def _is_credited(token: Token) -> bool:
    return is_word(token) and is_capitalised(token.text) and not has_lemma(token, "credit") and not token.text.isascii()


def titled_names(sentence: Sentence, taken: set[int], persons: set[int]) -> Iterator[tuple[int, int]]:
    """Two capitalised words after a title, the second a surname: «глава района Дания Андреева»."""
    tokens = sentence.tokens
    for i in sorted(taken):
        if not 0 < i < len(tokens) - 1 or i in persons or not _may_be_given(tokens[i]):
            continue
        if _is_reverend(tokens, i, persons):
            yield i, i + 1
            continue
        alone = i + 1 in persons and (i + 2 == len(tokens) or i + 2 not in persons)
        if not alone and (i + 1 in persons or not _is_telling_surname(tokens[i + 1].text)):
            continue
        read = read_name([(tokens[i].text, "first"), (tokens[i + 1].text, "surname")])
        cases = frozenset(r.case for r in read) & _place_cases(tokens[i].text)
        if cases and title_before(tokens, i, cases, persons) is not None:
            yield i, i + 2


def led_names(sentence: Sentence, persons: set[int]) -> Iterator[tuple[int, int]]:
    """A known given name and one more word right after a title: «ректор университета Савелий Городской»."""
    tokens = sentence.tokens
    for i in [i for i, token in enumerate(tokens[:-1]) if i and token.text[0].isupper() and _may_open(token.text)]:
        last = _led_end(tokens, i)
        if last is None or not is_common_first_name(tokens[i].text) or not persons.isdisjoint(range(i, last)):
            continue
        parts = ("first", "surname") if last - i == _PAIR else ("first", "patronymic", "surname")
        words = [token.text for token in tokens[i:last]]
        cases = frozenset(r.case for r in read_name(list(zip(words, parts, strict=True))))
        if cases and title_before(tokens, i, cases, persons) is not None:
            yield i, last


def _led_end(tokens: Sequence[Token], first: int) -> int | None:
    """End of the words with capitals behind a given name, if they are two or hold its father's name."""
    last = first + 1
    while last < len(tokens) and last - first <= _PAIR + 1 and _is_plain(tokens[last]):
        last += 1
    fathered = last - first == _PAIR + 1 and is_patronymic(tokens[first + 1].text)
    return last if last - first == _PAIR or fathered else None


def _is_plain(token: Token) -> bool:
    """A word with one capital that is no office and no kind of body."""
    if not is_word(token) or not is_capitalised(token.text) or is_abbreviation(token.text) or token.text.isascii():
        return False
    return find_post(token.text) is None and head_of(token.text) is None


def without_see(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """«митрополит Тверской и Кашинский [Амвросий]»: the adjective is no surname."""
    if last - first == 2 and not is_first_name(tokens[first].text) and _is_reverend(tokens, last - 1):
        return last - 1, last
    return first, last


def _is_reverend(tokens: Sequence[Token], i: int, persons: Collection[int] = ()) -> bool:
    """A given name that closes a title of the clergy: «митрополит Тверской и Кашинский [Амвросий]»."""
    if not is_common_first_name(tokens[i].text):
        return False
    title = title_before(tokens, i, frozenset(r.case for r in read_name([(tokens[i].text, "first")])), persons)
    return title is not None and bool(title.posts & words_of("reverend"))


def _place_cases(word: str) -> frozenset[str]:
    """Cases a word the dictionary knows as a place may stand in: «Дания» in the nominative, not «Польши»."""
    found = [r for r in readings(word) if "Geox" in r.tags and r.number != "plur" and r.case]
    return frozenset(str(r.case) for r in found) or ALL_CASES


def _may_be_given(token: Token) -> bool:
    """A word the tagger took for a place, but no adjective: not «глава Северной Осетии»."""
    if not is_word(token) or not is_capitalised(token.text) or is_abbreviation(token.text):
        return False
    return (
        find_post(token.text) is None
        and head_of(token.text) is None
        and all(r.pos != "ADJF" for r in readings(token.text))
    )


def _is_telling_surname(text: str) -> bool:
    return is_capitalised(text) and text.lower().endswith(tuple(words_of("surname_end")))
