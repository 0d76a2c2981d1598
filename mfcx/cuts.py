"""A line of text to sentences, cut where razdel cuts.

A sentence ends at a full stop, a question or exclamation mark, a semicolon, or a quote or bracket that closes, where
space follows, except before a small letter, behind an abbreviation or an initial, and in the number of a row of a
list: «г. Томск», «А. Лескова», «8.1. Общие положения». Ten letters on either side decide.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from mfcx.document import Span
from mfcx.tables import read_table

_WINDOW = 10
_BULLET_SIZE = 20  # a longer beginning of a sentence is no number of a row
_ENDINGS = ".?!…"
_DASHES = "‑–—−-"
_GENERIC_QUOTES, _CLOSE_QUOTES, _CLOSE_BRACKETS = "\"„'", "»”’", ")]}"
_DELIMITERS = _ENDINGS + ";" + _GENERIC_QUOTES + _CLOSE_QUOTES + _CLOSE_BRACKETS
_SMILE = r"[=:;]-?[)(]{1,3}"

# a mark or a smile, of which no part is a mark of its own; nothing else is cut than what space follows
_MARK = re.compile(rf"[=:{re.escape(_DELIMITERS)}](?:(?<=[=:;])-?[)(]{{1,3}}|(?<![=:]))(?=\s)")
_PIECE = r"[^\W\d]+|\d+|[^\w\s]"
_PIECES = re.compile(_PIECE)
_LAST = re.compile(rf"(?:{_PIECE})$")
_WORD = re.compile(r"[^\W\d]+|\d+")
_PAIR = re.compile(r"(\w)\s*\.\s*(\w)$")
_SMILES = re.compile(_SMILE)
_ROMAN = re.compile(r"[IVXML]+$")


class _Short(NamedTuple):
    """The rows of sentence_abbreviations by kind."""

    before: frozenset[str]  # a name or number follows: «ул.», «проф.»
    within: frozenset[str]  # may end a sentence, where a capital follows: «тыс.»
    pairs_before: frozenset[str]  # «т.е.»
    pairs_within: frozenset[str]  # «т.д.»
    initials: frozenset[str]
    bullets: frozenset[str]
    measures: frozenset[str]  # units, behind a figure: «912 см.»; «/с» of «20 м/с.»


@cache
def _short() -> _Short:
    rows = read_table("sentence_abbreviations")
    return _Short(*(frozenset(row["abbreviation"] for row in rows if row["kind"] == kind) for kind in _Short._fields))


def find_cuts(text: str) -> list[Span]:
    """The sentences of a line without the space around them: «Парк открыт. Ждём!» -> two; one, empty, of no text."""
    found = []
    first = 0
    for mark in _MARK.finditer(text):
        start, stop = mark.span()
        if _ends(text, first, start, stop):
            found.append(_stripped(text, first, stop))
            first = stop
    found.append(_stripped(text, first, len(text)))
    return found


def _stripped(text: str, start: int, stop: int) -> Span:
    piece = text[start:stop]
    body = piece.lstrip()
    if not body:
        return Span(start, start)
    start += len(piece) - len(body)
    return Span(start, start + len(body.rstrip()))


def _ends(text: str, first: int, start: int, stop: int) -> bool:
    """Whether the mark text[start:stop], which space follows, ends the sentence that began at `first`."""
    left, right = text[max(0, start - _WINDOW) : start].rstrip(), text[stop : stop + _WINDOW].lstrip()
    if not left or not right:
        return False
    after = _first(right)
    if _is_small(after) or _is_mark(after, right):
        return False
    before, mark = _last(left), text[start:stop]
    if mark == "." and _is_short(left, before, after):
        return False
    if mark in ".)" and start - first <= _BULLET_SIZE and all(map(_is_bullet, _PIECES.findall(text[first:start]))):
        return False
    if mark in _GENERIC_QUOTES and text[start - 1].isspace():
        return False  # it opens
    if (mark in _CLOSE_QUOTES or mark in _CLOSE_BRACKETS or mark in _GENERIC_QUOTES) and before not in _ENDINGS:
        return False
    if after in _DASHES:  # «– Да! – сказал он.»
        if mark in _CLOSE_BRACKETS:
            return False  # «в Курской (области – ред.) – 354»
        word = _WORD.search(right)
        return word is None or not _is_small(word[0])
    return True


def _first(right: str) -> str:
    found = _PIECES.match(right)
    return found[0] if found else ""


def _last(left: str) -> str:
    found = _LAST.search(left)
    return found[0] if found else ""


def _is_small(piece: str) -> bool:
    return piece.isalpha() and piece.islower()


def _is_mark(piece: str, right: str) -> bool:
    """Another mark or a smile, which goes with the one before; a quote may open the next sentence."""
    if piece in _GENERIC_QUOTES:
        return False
    return piece in _DELIMITERS or _SMILES.match(right) is not None


def _is_short(left: str, before: str, after: str) -> bool:
    """Is the full stop that of an abbreviation or an initial, and does the sentence go on behind it?"""
    short = _short()
    pair, word = _pair(left), before.lower()
    inner = f"{word} {after.lower()}"
    if pair in short.pairs_before or inner in short.pairs_before or inner in short.pairs_within:
        return True
    if (len(before) == 1 and before.isupper()) or word in short.initials:
        return True
    if pair in short.pairs_within or _is_measure(left, word, short.measures):
        return _goes_on(after)
    return word in short.before or (word in short.within and _goes_on(after))


def _is_measure(left: str, word: str, measures: frozenset[str]) -> bool:
    """«912 см», «20 м/с», «5 кВт·ч»: neither «см. рисунок» nor «с. Липки»."""
    head = left[: len(left) - len(word)]
    return f"{head[-1:]}{word}" in measures or (word in measures and head.rstrip()[-1:].isdigit())


def _pair(left: str) -> str:
    found = _PAIR.search(left)
    return f"{found[1].lower()} {found[2].lower()}" if found else ""


def _goes_on(piece: str) -> bool:
    """A number, a mark or a small letter."""
    return piece.isdigit() or not piece.isalpha() or piece.islower()


def _is_bullet(piece: str) -> bool:
    return piece.isdigit() or piece in ".)" or piece.lower() in _short().bullets or bool(_ROMAN.match(piece))
