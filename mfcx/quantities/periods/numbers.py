"""The numbers a calendar needs: «2023», «2025-й», «III», «семь», «двадцать пятого»; and rows of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct

from mfcx.quantities.periods.lexicon import Number, Words

YEARS = range(1700, 2101)
FIRST_TOLD_YEAR = 1900  # no figure of the news is of a year before it
NAMED_YEARS = range(1990, 2061)  # those that four digits alone may be: «в 2015 – 13 тысяч»
_MAX_DIGITS = 4
_THOUSAND = 1000
_LONGEST_ROW = 12  # the months of a year; more are a table, and reading it from each place would take too long

ReadItem: TypeAlias = Callable[[Words, int], tuple[int, int] | None]


class Row(Struct, frozen=True):
    """Numbers in a row, «июле, августе и сентябре»: first and last, None where there is no last."""

    first: int
    last: int | None
    stop: int
    gap: bool  # «в 2019 и 2022 годах» is no interval


def read_number(words: Words, at: int) -> Number | None:
    """A number in digits, Roman digits or words: «2025-й» -> 2025, ordinal."""
    if at not in words.numbers:
        words.numbers[at] = _read_digits(words, at) or _read_roman(words, at) or _read_words(words, at)
    return words.numbers[at]


def _read_digits(words: Words, at: int) -> Number | None:
    text = words.text(at)
    if not (text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS):
        return None
    suffix = words.lowers[at + 2] if words.is_dash(at + 1) else ""
    if suffix and words.has("ordinal_suffix", at + 2):
        return Number(int(text), at + 3, True, suffix, len(text))
    return Number(int(text), at + 1, False, "", len(text))


def _read_roman(words: Words, at: int) -> Number | None:
    value = words.lexicon.romans.get(words.lowers[at])
    if value is None or not words.text(at).isupper():
        return None
    with_suffix = words.is_dash(at + 1) and words.has("ordinal_suffix", at + 2)
    return Number(value, at + 3 if with_suffix else at + 1, True)


def _read_words(words: Words, at: int) -> Number | None:
    total, size, place = 0, 10_000, at
    while True:
        lower = words.lowers[place]
        ordinal = words.lexicon.ordinals.get(lower)
        if ordinal is not None and _magnitude(ordinal) < size:
            return Number(total + ordinal, place + 1, True)
        value = words.lexicon.cardinals.get(lower)
        if value is None:
            break
        if value == _THOUSAND and 0 < total < 10:  # «две тысячи двадцать третий»
            total, size = total * _THOUSAND, _THOUSAND
        elif _magnitude(value) < size:
            total, size = total + value, _magnitude(value)
        else:
            break
        place += 1
    return Number(total, place) if place > at else None


def _magnitude(value: int) -> int:
    """The size of a part, so that only smaller ones may follow: «двадцать» 10, «двенадцать» 1."""
    return next((size for size, least in ((1000, 1000), (100, 100), (10, 20)) if value >= least), 1)


def read_row(words: Words, at: int, read_item: ReadItem, cycle: int = 0) -> Row | None:
    """Items in a row or a range; `cycle` 12 lets January follow December."""
    item = read_item(words, at)
    if item is None:
        return None
    values, stop = [item[0]], item[1]
    ranged = False
    while True:
        separator = _read_separator(words, stop)
        following = read_item(words, separator[1]) if separator else None
        if separator is None or following is None or (ranged and separator[0]) or len(values) == _LONGEST_ROW:
            break
        ranged = ranged or separator[0]
        values.append(following[0])
        stop = following[1]
    if not ranged and _follow_on(values[::-1], 0):
        values.reverse()  # «в ноябре и октябре»
    last = values[-1] if len(values) > 1 else None
    return Row(values[0], last, stop, gap=not ranged and not _follow_on(values, cycle))


def _read_separator(words: Words, at: int) -> tuple[bool, int] | None:
    """What stands between two items, and whether it makes a range of them."""
    word = words.lowers[at]
    if words.is_dash(at) or word in words.lexicon.cues["range"]:
        return True, at + 1
    if word in words.lexicon.cues["list"]:
        comma_and = word == "," and words.lowers[at + 1] in words.lexicon.cues["list"] - {","}
        return False, at + 2 if comma_and else at + 1
    return None


def _follow_on(values: Sequence[int], cycle: int) -> bool:
    return all(right - left == 1 or (cycle and (right - left) % cycle == 1) for left, right in pairwise(values))
