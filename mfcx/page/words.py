"""Stage 1, the words of a line: what the marks, datelines and rows of a page have in common to ask of it.

>>> split_words("Ещё по теме:")
('еще', 'по', 'теме')
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice

from mfcx.morphology import readings
from mfcx.stored import expression, stored
from mfcx.tables import fold, read_table

# no line of furniture is longer; what is longer is never looked at whole, so that a line of 10 MB costs nothing
LINE_LIMIT = 400
_MENU_WORDS = 8
_MOST_LINES = 1_000  # whose words are kept: a line is asked many things, and a menu comes again on the next page

_WORD = expression(r"[^\W_]++(?:[-'’][^\W_]++)*+")
_BULLET = expression(r"\s*+(?:[-–—•*·▪►✔✅☑●○■□➢➤]|\p{So})\ufe0f?+\s*+\S")
_MARKS = (".", "!", "?", "…")
_END = expression(r"""[.!?…]["»”’')\]]*\s*$""")


@lru_cache(maxsize=_MOST_LINES)
def split_words(text: str) -> tuple[str, ...]:
    """Folded words of a short text: «Ещё по теме:» -> (еще, по, теме)."""
    return tuple(_WORD.findall(fold(text)))


def end_of_word(line: str, number: int) -> int:
    """Where the word of this number, from one, ends: 6 for the second of «Ещё по теме»."""
    return int(next(islice(_WORD.finditer(line), number - 1, None)).end())


@stored
def words_of(role: str) -> frozenset[str]:
    """The single words of a role: words_of("counter") holds «просмотров»."""
    return frozenset(
        fold(row["mark"]) for row in read_table("boilerplate") if (row["match"], row["role"]) == ("word", role)
    )


@cache
def _site_stems() -> frozenset[str]:
    return frozenset(fold(row["mark"]) for row in read_table("boilerplate") if row["match"] == "stem")


@lru_cache(maxsize=_MOST_LINES)
def find_site_words(words: tuple[str, ...]) -> frozenset[str]:
    """The stems by which a site speaks of itself: (тираж, 1200, экз) -> {тираж, экз}."""
    found: frozenset[str] = frozenset()
    for word in words:
        if stems := _site_stems_of(word):
            found |= stems
    return found


@lru_cache(maxsize=6_000)
def _site_stems_of(word: str) -> frozenset[str]:
    stems = _site_stems()
    return frozenset(word[:size] for size in range(2, len(word) + 1) if word[:size] in stems)


@cache
def _sections() -> frozenset[tuple[str, ...]]:
    return frozenset(split_words(row["mark"]) for row in read_table("boilerplate") if row["role"] == "section")


def is_section(text: str) -> bool:
    """Is the text the name of a section of a site, such as «Общество»?"""
    return split_words(text) in _sections()


def are_sections(words: tuple[str, ...]) -> bool:
    """Are the words one section of a site or several: (общество, спорт)?"""
    return words in _sections() or (1 < len(words) <= _MENU_WORDS and all((word,) in _sections() for word in words))


@lru_cache(maxsize=_MOST_LINES)
def has_verb(text: str) -> bool:
    """Does a finite verb or a short participle stand in the text: «МФЦ открыт», not «Новости МФЦ»?"""
    return any(map(_is_finite, split_words(text[:LINE_LIMIT])))


@lru_cache(maxsize=6_000)
def _is_finite(word: str) -> bool:
    if word.isdigit() or len(word) == 1:
        return False
    found = readings(word)
    # as likely as the first: «перешли» is no more an order than a report
    likely = [reading for reading in found if reading.score >= found[0].score] if found[0].pos == "VERB" else found[:1]
    return any(reading.pos in ("VERB", "PRTS") and "impr" not in reading.tags for reading in likely)


def ends_sentence(text: str) -> bool:
    """Does the text end as a sentence does: «…открыт.», «…открыт»."""
    return text.endswith(_MARKS) or _END.search(text[-20:]) is not None


def is_bulleted(text: str) -> bool:
    """Is the text a row of a list: «— два парка;», «• два парка»; numbers are no bullets here."""
    return not text[:1].isalpha() and _BULLET.match(text) is not None


def goes_on(text: str) -> bool:
    """Does the line begin as the next sentence of an article does: «Напомним, …»?"""
    words = split_words(text[:60])
    return any(words[: len(start)] == start for start in _continuations())


@cache
def _continuations() -> frozenset[tuple[str, ...]]:
    return frozenset(split_words(row["mark"]) for row in read_table("boilerplate") if row["role"] == "goes_on")
