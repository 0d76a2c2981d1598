"""The text of an article as an eye sees it, which is what the stages read: «ус­луг» is «услуг», «челοвек» «человек».

Pages break words by soft hyphens and spaces of no width, mark stress, come in decomposed letters, and hold letters of
other scripts that look like Russian ones, typed by mistake or set against copying. The article itself is never edited:
every offset of a copy leads back to it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from mfcx.stored import expression
from mfcx.tables import read_table

if TYPE_CHECKING:
    import regex

_UNSEEN = "\u00ad\u200b\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_STRESS = "\u0300\u0301"
_COMPOSED = {"и\u0306": "й", "И\u0306": "Й", "е\u0308": "ё", "Е\u0308": "Ё"}
_ODD = frozenset(_UNSEEN + _STRESS + "\u0306\u0308")
_RUSSIAN = "ЁА-яё"  # a range of letters


class ReadingCopy(Struct, frozen=True):
    """A text to read; `starts` and `stops` of its characters in the article, where they are not the same there."""

    text: str
    starts: tuple[int, ...] | None = None
    stops: tuple[int, ...] = ()

    def where(self, start: int, stop: int) -> tuple[int, int]:
        """The stretch of the article that [start, stop) of the copy was read from."""
        if self.starts is None:
            return start, stop
        if start < stop:
            return self.starts[start], self.stops[stop - 1]
        at = self.starts[start] if start < len(self.starts) else self.stops[-1] if self.stops else 0
        return at, at


def make_copy(text: str) -> ReadingCopy:
    """«ус­луг за гοд» -> «услуг за год»; nearly every text is its own copy."""
    seen = set(text)
    if "\t" in seen:
        text = _with_cells(text)
    plain = ReadingCopy(text) if seen.isdisjoint(_ODD) else _without_unseen(text)
    if seen.isdisjoint(_russian_letters()):
        return plain
    return ReadingCopy(_in_one_script(plain.text), plain.starts, plain.stops)


def _without_unseen(text: str) -> ReadingCopy:
    parts: list[str] = []
    starts: list[int] = []
    stops: list[int] = []
    at = 0
    for odd in _odd_places().finditer(text):
        first, last = odd.span()
        parts.append(text[at:first])
        starts += range(at, first)
        stops += range(at + 1, first + 1)
        if letter := _COMPOSED.get(odd.group()):
            parts.append(letter)
            starts.append(first)
            stops.append(last)
        elif odd.group() in _STRESS and stops:
            stops[-1] = last  # an accent belongs to its vowel
        at = last
    parts.append(text[at:])
    starts += range(at, len(text))
    stops += range(at + 1, len(text) + 1)
    return ReadingCopy("".join(parts), tuple(starts), tuple(stops))


def _in_one_script(text: str) -> str:
    """The same length, with Russian letters where others only look like them: «шкoла» in place of a Latin «o»."""
    if not _mixed_places().search(text):
        return text
    letters = _russian_letters()
    text = expression(r"[^\W\d_]++").sub(lambda word: _as_russian(word.group()), text)
    return _lone_letters().sub(lambda alone: letters[alone.group()], text)


def _as_russian(word: str) -> str:
    """«челοвек» with its letter of another script as a Russian one; «Wайлдберриз» as it is."""
    letters = _russian_letters()
    others = [char for char in word if not _is_russian(char)]
    if not others or len(others) == len(word) or any(char not in letters for char in others):
        return word
    return "".join(letters.get(char, char) for char in word)


def _is_russian(char: str) -> bool:
    return "А" <= char <= "я" or char in "Ёё"


@cache
def _russian_letters() -> dict[str, str]:
    """Letters of other scripts and the Russian ones that they look like."""
    return {other: row["letter"] for row in read_table("look_alikes") for other in row["others"]}


def _with_cells(text: str) -> str:
    """A tab of a row of figures is a mark: «214 312⇥240 118» would be one number, «Мест⇥тыс.⇥41,2» one name."""
    text = _row_with_tabs().sub(lambda row: row.group().replace("\t", "|"), text)
    return _between_figures().sub("|", text)


@cache
def _row_with_tabs() -> regex.Pattern[str]:
    """A line that a name opens and in which a tab stands before a figure."""
    return expression(r"(?m)^(?:\p{L}[^\t\n]*+)?\t(?:[^\t\n\d][^\t\n]*+\t)*+\d[^\n]*+$")


@cache
def _between_figures() -> regex.Pattern[str]:
    return expression(r"(?<=\d)\t(?=[\d–—+-])")


@cache
def _odd_places() -> regex.Pattern[str]:
    return expression(f"[{_UNSEEN}]++|(?<=[{_RUSSIAN}])[{_STRESS}]|{'|'.join(_COMPOSED)}")


@cache
def _mixed_places() -> regex.Pattern[str]:
    others = "".join(_russian_letters())
    return expression(f"[{others}](?:(?=[{_RUSSIAN}])|(?<=[{_RUSSIAN}].))|{_lone_letters().pattern}")


@cache
def _lone_letters() -> regex.Pattern[str]:
    """A letter that is a word by itself among Russian ones: «выросло c 33», «B 2023 году» at the head of a sentence."""
    small = "".join(other for other in _russian_letters() if other.islower())
    capital = "".join(other for other in _russian_letters() if other.isupper())
    behind = f"(?= [{_RUSSIAN}\\d])"
    return expression(f"[{small}]{behind}(?<=[{_RUSSIAN},] .)|[{capital}]{behind}(?<=(?:[.!?] |^|\\n).)")
