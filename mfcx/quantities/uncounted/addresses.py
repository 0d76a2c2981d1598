"""Numerals of an address: the house after its street, the room after the house, the post code before the town."""

from __future__ import annotations

from collections.abc import Iterator

from mfcx.document import Numeral
from mfcx.morphology import lemmas
from mfcx.quantities.uncounted.marked_row import Row, cues, is_street
from mfcx.quantities.unit_table import find_symbol
from mfcx.tables import words as word_class

_STREET_WORDS = 4
_POST_CODE = 6  # digits


def by_street(row: Row) -> Iterator[Numeral]:
    """The house after a street: «ул. Садовая, 9», «Московское шоссе, 12/1», «пр. Мира 10»."""
    for index in row.streets:
        yield from _house(row, index)


def _house(row: Row, street: int) -> Iterator[Numeral]:
    at, words = street + 1, 0
    if row.lower(at) == ".":
        at += 1
    elif len(row.lower(street)) < 4 and "-" not in row.lower(street):
        return
    if row.is_digits(at) and _starts_name(row, at):  # «ул. 8 Марта», «ул. 50 лет Октября»
        yield row.span(at, at + 1, "address")
        at += 1
        if row.lower(at) == "-" and row.glued(at) and row.glued(at + 1):  # «проспект 100-летия Победы»
            at, words = at + 2, 1
    while (number := _house_number(row, at, words)) is not None:
        first, stop = number
        if row.is_counted(stop):
            return
        yield row.span(first, stop, "address")
        at, words = _next_street(row, stop), 0


def _house_number(row: Row, at: int, words: int = 0) -> tuple[int, int] | None:
    """The house behind the name of a street that begins at this token: its first and last."""
    named = at
    while at - named < _STREET_WORDS and _names_street(row, at, first=at == named and not words):
        at += 1
    comma = row.lower(at) == ","
    at += comma
    while row.lower(at) in word_class("house") or row.lower(at) == ".":
        at += 1
    if not row.is_digits(at) or not (comma or words or at > named):
        return None
    return at, row.number_stop(at)


def _next_street(row: Row, at: int) -> int:
    """«по улицам Садовой, 9, Лесной, 12 и Мира, 4»: the list of streets goes on with a capital."""
    while row.lower(at) in word_class("joint") or row.lower(at) in word_class("locative"):
        at += 1
    # a word for a street opens an address of its own
    named = at < len(row.tokens) and row.tokens[at].text[0].isupper() and not is_street(row.lower(at))
    return at if named else len(row.tokens)


def _starts_name(row: Row, at: int) -> bool:
    """«ул. | 8 Марта»; «на площади | 20 Га» measures."""
    if not row.lower(at).isdecimal() or find_symbol(row.tokens, at + 1) is not None:
        return False
    follower = row.tokens[at + 1].text if at + 1 < len(row.tokens) else ""
    return follower[:1].isupper() or follower in word_class("years") or follower == "-"


def _names_street(row: Row, at: int, *, first: bool) -> bool:
    text = row.tokens[at].text if at < len(row.tokens) else ""
    if text[:1].isupper():
        return True
    return bool(text) and (text in ("-", "«", "»") or text in word_class("named_after") or text == "." and not first)


def by_contact(row: Row) -> Iterator[Numeral]:
    """«Садовая, 9, каб. 12»: a capitalised word, a comma and a number that counts nothing."""
    for index in row.digits:
        if index < 2 or row.lower(index - 1) != ",":
            continue
        name, stop = row.tokens[index - 2].text, row.number_stop(index)
        if not (name[:1].isupper() and name.isalpha() and len(name) > 3) or "," in row.lower(index)[1:]:
            continue
        if len(row.lower(index)) > 3 or row.lower(stop) not in ("", ",", ")", ";", ".") or row.is_digits(stop + 1):
            continue
        if not _is_contact(row):
            return
        yield row.span(index, stop, "address")


def _is_contact(row: Row) -> bool:
    """A line of an address: short, or with a word like «адрес», «тел.»."""
    signs = cues("address_sign")
    return len(row.tokens) <= 6 or any(token.lower in signs or lemmas(token.lower) & signs for token in row.tokens)


def by_index(row: Row) -> Iterator[Numeral]:
    """The post code before a town: «454000, г. Челябинск»."""
    for index in row.digits:
        token = row.tokens[index]
        if len(token.text) != _POST_CODE or not token.text.isdecimal() or row.lower(index + 1) != ",":
            continue
        town = row.tokens[index + 2] if index + 2 < len(row.tokens) else token
        if town.lower in cues("post_town") or town.text[0].isupper():
            yield row.span(index, index + 1, "address")
