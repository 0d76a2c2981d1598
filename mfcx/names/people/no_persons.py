"""What looks like a person's name and is none: streets, brands, bodies, families and figures."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import DASHES, Token
from mfcx.morphology import lemmas, readings
from mfcx.names.bodies.heads import body_words
from mfcx.names.people.inflection import is_common_first_name, is_known_surname, read_name
from mfcx.names.people.name_cases import likely_cases
from mfcx.names.people.name_words import classify_words
from mfcx.names.people.roles import title_before
from mfcx.names.people.spans import is_no_name
from mfcx.names.phrases import (
    QUOTES,
    attribute_cases,
    called_from,
    has_lemma,
    is_abbreviation,
    is_and,
    is_capitalised,
    is_word,
    noun_cases,
    previous_word,
    words_of,
)
from mfcx.places.context import TOWN_KINDS
from mfcx.places.gazetteer import gazetteer, normal_words
from mfcx.places.town_rows import is_of_row

_LONGEST_STREETS = 30  # words of a list of streets
_ROUTE_ENDS = frozenset("(:")
_PAIR = 2
_NEAR_COLON = 3  # words before a colon among which the noun of a list stands


def is_place_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«улица Гагарина», «школа имени Гагарина», «Гагаринский район»."""
    before = previous_word(tokens, first)
    if called_from(tokens, first) < first:
        return False
    if _is_listed_street(tokens, first):
        return True
    if before is not None and before.lower in body_words("named_after"):
        return True  # «больница им. С. П. Зуева»
    if before is not None and has_lemma(before, "street"):
        return not _leads_there(tokens, first, last)
    if last - first > 1 or last == len(tokens):
        return False
    return has_lemma(tokens[last], "area") or _is_on_route(tokens, first)


def _leads_there(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«директор музея Иван Зуев», «директору музея Ивану Зуеву», but «музей Ивана Зуева»."""
    found = read_name(classify_words(tokens, first, last)[0])
    if not found or last - first == 1:
        return False
    return found[0].case == "nomn" or title_before(tokens, first, likely_cases(found)) is not None


def _is_on_route(tokens: Sequence[Token], at: int) -> bool:
    """«дорога Зуев — Котово», «Зуев — Котово — Лыково: 12 км», «Зуев — Котово (трасса Р-9)»: where a road leads."""
    first = last = at
    while last + 2 < len(tokens) and _leads_to(tokens, last + 1, last + 2):
        last += 2
    while first > 1 and _leads_to(tokens, first - 1, first - 2):
        first -= 2
    stops = (last - first) // 2 + 1
    if stops == 1:
        return False
    before = tokens[first - 1] if first and is_word(tokens[first - 1]) else None
    listed = before is None and last + 1 < len(tokens) and tokens[last + 1].text in _ROUTE_ENDS
    return (stops > _PAIR and before is None) or listed or (before is not None and has_lemma(before, "street"))


def _leads_to(tokens: Sequence[Token], dash: int, stop: int) -> bool:
    """A dash and one word with a capital: « — Котово»."""
    return tokens[dash].text in DASHES and is_word(tokens[stop]) and is_capitalised(tokens[stop].text)


def _is_listed_street(tokens: Sequence[Token], first: int) -> bool:
    """«по улицам Лесной, 7-а, Зуева, [А. Котова]», «в сёлах района: Лесном и [Зуеве]»: a list of places."""
    i, colon = first - 1, False
    while i > 0 and first - i <= _LONGEST_STREETS and _is_in_list(tokens[i]):
        colon = tokens[i].text == ":"
        i -= 1
        if colon:
            break
    if i == first - 1 or not is_word(tokens[i]):
        return False
    if not colon:
        return has_lemma(tokens[i], "street") and _is_plural(tokens[i])
    cases = noun_cases(tokens[first].text) | attribute_cases(tokens[first].text)
    heads = [
        t for t in tokens[max(0, i - _NEAR_COLON) : i + 1] if is_word(t) and has_lemma(t, "town") and _is_plural(t)
    ]
    return any(noun_cases(head.text) & cases - {"nomn"} for head in heads)


def _is_in_list(token: Token) -> bool:
    """A name, a number of a house with its letter, or a mark between them."""
    if not is_word(token):
        return token.text in ",.«»:-" or token.text[:1].isdigit()
    return is_capitalised(token.text) or is_and(token) or len(token.text) == 1


def _is_plural(token: Token) -> bool:
    return any(r.number == "plur" and r.pos == "NOUN" for r in readings(token.text)[:1])


def is_quoted(tokens: Sequence[Token], first: int, last: int) -> bool:
    """The whole of a quotation is a brand or a title of something: «Иван Поддубный»."""
    return first > 0 and last < len(tokens) and tokens[first - 1].text in QUOTES and tokens[last].text in QUOTES


def is_body(tokens: Sequence[Token], first: int, last: int) -> bool:
    """An abbreviation inside, while the rest is in small letters: «ТЦ Иван»."""
    words = [t.text for t in tokens[first:last] if is_word(t)]
    return any(is_abbreviation(w) and len(w) < 5 for w in words) and not all(w.isupper() for w in words)


def is_of_several(tokens: Sequence[Token], first: int) -> bool:
    """«семья Ивановых», «братья Ивановы», but not «брат Олег»."""
    if first == 0 or not is_word(tokens[first - 1]) or not has_lemma(tokens[first - 1], "family"):
        return False
    if not has_lemma(tokens[first - 1], "kin"):
        return True
    given = is_common_first_name(tokens[first].text) and not is_known_surname(tokens[first].text)
    return not given and readings(tokens[first - 1].text)[0].number == "plur"


def is_figure(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«Деда Мороза», «Снегурочка»: somebody everybody knows who is nobody."""
    for figure in words_of("figure"):
        words = figure.split()
        start = last - len(words)
        if 0 <= start <= first and all(w in lemmas(t.lower) for w, t in zip(words, tokens[start:last], strict=True)):
            return True
    return False


def is_town(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«Нижнему Тагилу»: a town of several words; «Муром получил 12 автобусов, | Ковров | – 5»."""
    if last - first == 1 and not is_of_row(tokens, first, last):
        return False
    return any(name.kind in TOWN_KINDS for name in gazetteer().get(" ".join(normal_words(tokens[first:last]))))


def is_button(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«Поделиться Переслать»: what the buttons of a page do."""
    return all(is_word(token) and readings(token.text)[0].pos == "INFN" for token in tokens[first:last])


def may_be_one(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Not «Почётный», and not «семья Ивановых»."""
    if is_no_name(tokens, first, last) or is_figure(tokens, first, last):
        return False
    if is_town(tokens, first, last) or is_button(tokens, first, last):
        return False
    return not (last - first == 1 and is_of_several(tokens, first))
