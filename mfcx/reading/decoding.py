"""Bytes to text: byte order mark, strict UTF-8, then the likeliest of the Russian legacy encodings.

The legacy encodings give every byte a letter, so none of them ever fails: the reading whose letters
are as frequent as in Russian, with capitals where capitals stand, is the right one.
"""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from functools import cache
from itertools import islice

from mfcx.reading.errors import InputError
from mfcx.tables import read_table

BOM = "\ufeff"
LEGACY = ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# what a reading gains or loses, in natural logarithms; letters by their frequency in data/ru/letters.tsv
_TITLE = -0.5  # «Привет»
_CAPITALS = -1.5  # «МФЦ»
_ONE_CAPITAL = -3.0  # «В», but also a dash that was read as a letter
_MIXED = -6.0  # «пРИВЕТ», «оТЧ╦Т»
_BESIDE_LATIN = -3.0  # «naпve»
_AFTER_DIGIT = -2.0  # «1,5Кмлн»: a no-break space that was read as a letter
_USUAL_MARK = -1.5
_MARK = -3.0
_STRANGE = -5.0  # frames, letters of other alphabets
_USUAL_MARKS = frozenset("«»—–…№\xa0")
_LOWEST = -0.9  # the average of a character below which nothing is Russian
_SAMPLE = 20_000  # characters that are scored: more would not change the answer
_PLACE = 200  # bytes of one place
_BEYOND_ASCII = re.compile(rb"[\x80-\xff][^<\n]{0,%d}" % (_PLACE - 1))
_HIGH_BYTES = frozenset((0x00, 0x04, 0x20, 0x21))  # Latin, Cyrillic, marks, the numero sign
_MOSTLY = 0.95
_PIECES = re.compile(r"[^\W\d_]+|[^\x00-\x7f]")


def decode(content: bytes, encoding: str | None = None, source: str = "-") -> str:
    """The text of an article, its byte order mark dropped and its newlines as they came."""
    text = decode_as(content, encoding or find_encoding(content, source), source)
    if "\0" in text:
        raise InputError("binary data, not a text", source)
    return text.removeprefix(BOM)


def decode_as(content: bytes, encoding: str, source: str) -> str:
    """The text in a known encoding, of which it must be all."""
    try:
        return content.decode(encoding)
    except UnicodeError as error:
        raise InputError(f"not {encoding}{_place(error)}", source) from error


def find_encoding(content: bytes, source: str = "-") -> str:
    """The encoding that fits: by the mark, else UTF-8, UTF-16 by its nulls, the likeliest of the legacy ones."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if b"\0" in content and (wide := _wide_encoding(content)) is not None:
        return wide
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in content:
            raise InputError("binary data, not a text", source) from error
        if is_mostly_utf8(content):
            raise InputError(f"damaged UTF-8{_place(error)}", source) from error
        legacy = _legacy_encoding(content)
        if legacy is None:
            raise InputError(f"not UTF-8{_place(error)}, nor a Russian legacy encoding", source) from error
        return legacy
    return "utf-8"


def _wide_encoding(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is that of the Cyrillic or Latin block, and no control is there."""
    sample = content[:_SAMPLE]
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if high and sum(byte in _HIGH_BYTES for byte in high) >= _MOSTLY * len(high) and _fits(content, encoding):
            text = sample.decode(encoding, "ignore")
            return encoding if all(char.isprintable() or char.isspace() for char in text) else None
    return None


def _fits(content: bytes, encoding: str) -> bool:
    try:
        return "\0" not in content.decode(encoding)
    except UnicodeDecodeError:
        return False


def is_mostly_utf8(content: bytes) -> bool:
    """A text cut within a letter is no legacy text: in those hardly any bytes pair up as UTF-8."""
    paired = sum(byte > 0x7F for byte in content.decode("utf-8", "ignore").encode())
    return 2 * paired > sum(byte > 0x7F for byte in content)


def _place(error: UnicodeError) -> str:
    return f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""


def _legacy_encoding(content: bytes) -> str | None:
    sample = _sample(content)
    best: tuple[float, str] | None = None
    for encoding in LEGACY:
        if not _fits(content, encoding):
            continue
        score = _score(sample.decode(encoding, "replace"))
        # the first of equals wins: cp1251 and mac-cyrillic share the small letters
        if best is None or score > best[0]:
            best = score, encoding
    return best[1] if best and best[0] >= _LOWEST else None


def _sample(content: bytes) -> bytes:
    """Places with letters beyond ASCII: a page may begin with screens of markup."""
    if len(content) <= _SAMPLE:
        return content
    places = (found.group() for found in _BEYOND_ASCII.finditer(content))
    return b" ".join(islice(places, _SAMPLE // _PLACE))


def _score(text: str) -> float:
    """How Russian the characters beyond ASCII look, on average; right readings are above zero."""
    total, count = 0.0, 0
    for piece in _PIECES.finditer(text, 0, _SAMPLE):
        characters = [char for char in piece.group() if char > "\x7f"]
        if characters:
            total += sum(_character_score(char) for char in characters)
            total += _shape_score(piece.group(), text[max(piece.start() - 1, 0) : piece.start()])
            count += len(characters)
    return total / count if count else _STRANGE


def _character_score(char: str) -> float:
    weight = _letters().get(char.lower())
    if weight is not None:
        return weight
    if char in _USUAL_MARKS:
        return _USUAL_MARK
    return _MARK if unicodedata.category(char)[0] in "PZ" else _STRANGE


def _shape_score(word: str, before: str) -> float:
    """What the capitals and neighbours of a word say; nothing for a mark."""
    score = _AFTER_DIGIT if before.isdecimal() and word[0].isalpha() else 0.0
    if any(char.isascii() for char in word):
        score += _BESIDE_LATIN
    if word == word.lower():
        return score
    if word.isupper():
        return score + (_CAPITALS if len(word) > 1 else _ONE_CAPITAL)
    return score + (_TITLE if word.istitle() else _MIXED)


@cache
def _letters() -> dict[str, float]:
    """Log of how much more frequent than the average each letter is."""
    rows = read_table("letters")
    return {row["letter"]: math.log(float(row["per_mille"]) / 1000 * len(rows)) for row in rows}
