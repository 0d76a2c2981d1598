"""Stage 1, names in a line: persons, places, the signatures of authors and the names of offices.

>>> is_signature("Анна Лескова, Пётр Зимин, «Заря»")
True
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from mfcx.morphology import readings
from mfcx.page.words import LINE_LIMIT, has_verb, split_words, words_of
from mfcx.stored import expression
from mfcx.tables import fold, read_table

_SURE = 0.4  # a reading as likely as this is no guess

_INITIALS = expression(r"(?:\p{Lu}\.\s?){1,2}")
_NAME = expression(
    r"(?:(?:\p{Lu}\.\s?){1,2}\p{Lu}[\p{L}-]+|\p{Lu}[\p{L}-]+(?:\s+(?:\p{Lu}\.\s?){1,2}|(?:\s+\p{Lu}[\p{L}-]+){1,2}))"
)


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """Where two or three words stand that look like a person's name: «Анна Лескова», «А. Лескова»."""
    for found in _NAME.finditer(text[:LINE_LIMIT]):
        name = found.group()
        if " " in name and fold(name.rpartition(" ")[2]) in words_of("reporter"):
            name = name.rpartition(" ")[0].rstrip()  # «Анна Лескова Фото»
        if " " in name and (_INITIALS.search(name) or _is_personal(split_words(name))):
            yield found.start(), found.start() + len(name)


def is_name(text: str) -> bool:
    """Is the whole text one person's name?"""
    found = _NAME.fullmatch(text.strip(" .,;"))
    return found is not None and any(True for _ in find_names(text.strip(" .,;")))


def _is_personal(words: tuple[str, ...]) -> bool:
    if any(word.isascii() for word in words):
        return False  # «Заря LIVE»
    tags = [frozenset().union(*(reading.tags for reading in readings(word)[:4])) for word in words]
    named = sum(bool(tag & {"Name", "Surn", "Patr"}) for tag in tags)
    return named >= 1 and not any(
        not tag & {"Name", "Surn"} and _is_surely_place(word) for word, tag in zip(words, tags, strict=True)
    )


def _is_surely_place(word: str) -> bool:
    """«томск», not the first name «айдыс», which the dictionary only guesses to be a place."""
    return any("Geox" in reading.tags and reading.score >= _SURE for reading in readings(word)[:4])


def has_place(text: str) -> bool:
    """Does a geographical name stand in the text: «Псков», «Нижний Новгород»?"""
    return any("Geox" in reading.tags for word in split_words(text) for reading in readings(word)[:3])


# --- signatures and letterheads --------------------------------------------------------------------------------------

_SIGNATURE_PIECE = expression(
    r"[«„“][^«»„“”]*[»”](*SKIP)(*FAIL)"  # a quoted name is one piece
    r"|\s*[,;|•·/]\s*|\s+и\s+|\s+[—–-]\s+|\.\s+(?=[«\p{Lu}])(?<!\p{Lu}\.\s)|\s{2,}"
)
# cheap: may anything part this line?
_PARTED = expression(r"[,;|•·/.—–]|\s(?:-|и)\s|\s{2}")
_SHORT_NAME = expression(r"\p{Lu}{2,6}|(?:\p{Lu}?[\p{Ll}\p{Lu}]*+\s?)[«\"„“][^«»\"„“]{2,60}[»\"“]")


def is_signature(text: str) -> bool:
    """Names of authors and of their paper, and nothing else: «Анна Лескова, Пётр Зимин, «Заря»»."""
    line = text.strip(" .,;*_()[]–—-")
    if len(line) > LINE_LIMIT // 3:
        return False
    named = False
    for part in _SIGNATURE_PIECE.splititer(line) if _PARTED.search(line) else [line]:
        piece = part.strip() if part else ""
        if not piece:
            continue
        if is_name(piece):
            named = True
        elif not _is_employer(piece):
            return False
    return named


def _is_employer(piece: str) -> bool:
    words = split_words(piece)
    if _SHORT_NAME.fullmatch(piece):
        return True
    return bool(words) and all(word in words_of("reporter") or word in words_of("letterhead") for word in words)


_QUOTED_RUBRIC = expression(r"[«\"„“][^«»\"„“]{2,60}[»\"“]\s*[.|·]\s.*")
_CLAUSE = expression(r":|\?|!|…|\s[—–-]\s")


def is_letterhead(text: str) -> bool:
    """The name of an office, of a site or of a rubric, that says nothing: «Служба занятости населения края»."""
    line = text.strip()
    words = split_words(line)
    if not words or len(line) > LINE_LIMIT:
        return False
    if words[-1] in words_of("informs") and len(words) > 1:
        return _is_office(words[:-1], line)
    if has_verb(line):
        return False
    return _QUOTED_RUBRIC.fullmatch(line) is not None or (_CLAUSE.search(line) is None and _is_office(words, line))


def _is_office(words: tuple[str, ...], line: str) -> bool:
    """Adjectives, the head noun of an office, and words that only complete it."""
    if any(char.isdigit() for char in line):
        return False
    if any(words[: len(brand)] == brand for brand in _brands()):
        return not words_of("topic") & set(words)
    for number, word in enumerate(words):
        if _is_head(word):
            return not any(later in words_of("topic") for later in words[number + 1 :])
        if readings(word)[0].pos not in ("ADJF", "PRTF"):
            return False
    return False


@lru_cache(maxsize=6_000)
def _is_head(word: str) -> bool:
    """«служба», «управление», «минсельхозпрод», in the nominative."""
    heads = _heads()
    if word in heads:
        return True
    lemmas = {reading.lemma for reading in readings(word) if reading.case == "nomn"}
    return not heads.isdisjoint(lemmas) or _MINISTRY.fullmatch(word) is not None


_MINISTRY = expression(r"мин[бвгджзклмнпрстфхцчшщ]\w{3,}")


@cache
def _heads() -> frozenset[str]:
    table = {fold(row["head"]) for row in read_table("organisation_heads") if row["kind"] in _OFFICE_KINDS}
    return frozenset(table) | words_of("office")


@cache
def _brands() -> frozenset[tuple[str, ...]]:
    return frozenset(split_words(row["word"]) for row in read_table("organisation_words") if row["role"] == "brand")


_OFFICE_KINDS = ("agency", "government", "mfc", "ministry", "media")
