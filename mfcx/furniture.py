"""Stage 1, one line: is it furniture of the page, judged by its shape and by the marks in ``boilerplate.tsv``?

>>> find_mark("Читайте также: В посёлке открыли каток").role
'aside'
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

import regex

from mfcx.morphology import readings
from mfcx.tables import fold, read_table

# no line of furniture is longer; what is longer is never looked at whole, so that a line of 10 MB costs nothing
LINE_LIMIT = 400
_HEADING_WORDS = 4  # words that may follow a heading mark: «Другие новости нашего района»
_LABEL_WORDS = 20
_LABEL_SENTENCE_WORDS = 10
_VALUE_WORDS = 14
_CONTACT_WORDS = 24
_AGE_WORDS = 6
_LABEL_PIECE_WORDS = 5
_SIGNATURE_WORDS = 4
_SURE = 0.4

_WORD = regex.compile(r"[^\W_]++(?:[-'’][^\W_]++)*+")
_NUMBER_WORD = regex.compile(r"\d++[^\W\d_]?+")
_PHONE_HINT = regex.compile(r"(?:\d[\s\u00a0()-]{0,2}){4}\d")  # cheap: may a telephone stand here?
_PHONE = regex.compile(
    # (4722) 55-12-34 – 8 (800) 200 10 20 – +7 900 000-00-00 – 8-800-1000-447 – 55-12-34
    r"(?<![\d-])(?:\+?[78][ \u00a0-]?)?\(\d{3,5}\)[ \u00a0]?\d{1,3}(?:[ \u00a0-]?\d{2,3}){1,2}(?![\d-])"
    r"|(?<![\d-])(?:\+7|8)[ \u00a0-]\d{3}[ \u00a0-]\d{3}[ \u00a0-]?\d{2}[ \u00a0-]?\d{2}(?![\d-])"
    r"|(?<![\d-])8-\d{3,5}-\d{2,4}(?:-\d{2,4}){1,2}(?![\d-])"
    r"|(?<![\d-])\d{2,3}-\d{2}-\d{2}(?![\d-])|(?<!\d)\+?[78]\d{10}(?!\d)"
)
_NET = regex.compile(r"@|//|www|[\w-]\.[a-zр]", regex.IGNORECASE)  # cheap: may an address of the net stand here?
_ADDRESS = regex.compile(
    r"(?:https?://|www\.)\S++|(?<!\S)[^\s@]++@\S++"
    r"|(?<![\w.-])\w[\w-]*+(?:\.[\w-]++)*\.(?:рф|[a-z]{2,6})\b(?:/\S*+)?",
    regex.IGNORECASE,
)
_AGE_END = regex.compile(r"[\s,(\[]\d{1,2}\+\W*$")
_AGE = regex.compile(r"\W*+\d{1,2}\s?\+\W*+")
_CRUMB = regex.compile(r"\s*[›→»]\s+|\s+[»>/\\|•·]\s+")
_STRONG_CRUMB = regex.compile(r"\s›\s|\s→\s|\s»\s|\s>\s")
_HASHTAGS = regex.compile(r"\s*+(?:#[\w-]++[\s,;]*+)++")
_DEGREES = regex.compile(r"\d\s?[°º]|[$€]\s?\d.{0,40}[$€]\s?\d|[+−–-]\d++\s?(?:…|\.\.)")
# «👍 214  ❤️ 97  👁 4,1K»: reactions under a post
_REACTIONS = regex.compile(r"\s*+(?:\p{So}[\ufe0f\u200d\p{Sk}]*+\s*+\d[\d.,]*+\s?[KkКкMМ]?(?!\w)[\s·|]*+){1,}")
_PICTURE = regex.compile(r"\s*+\p{So}")
_AMOUNT = regex.compile(r"[\s>~≈+−–-]*+(?:[$€₽]?\s?\d[\d\s\u00a0.,–—-]*+\s?[%‰₽$€]\s*+|[$€]\s?\d[\d\s\u00a0.,–—-]*+)")
_TICK = regex.compile(r"\s*+[✔✅☑✓]")
_BULLET = regex.compile(r"\s*+(?:[-–—•*·▪►✔✅☑●○■□➢➤]|\p{So})\ufe0f?+\s*+\S")
_END = regex.compile(r"""[.!?…]["»”’')\]]*\s*$""")
_FIGURE_AFTER = regex.compile(r"(?:[^\w\d]++[^\W\d_]++){0,2}?[^\w\d]*+\d")
_COUNTED = regex.compile(r"\d\s*+(?:%|\p{Ll}{4})")


class Mark(NamedTuple):
    """Why a line is furniture: its role, and the words of the line that the mark took."""

    role: str
    words: int = 0
    glued: bool = False  # text of its own follows in the same line: «Читайте также: …»


class _Row(NamedTuple):
    words: tuple[str, ...]
    match: str
    role: str


def split_words(text: str) -> tuple[str, ...]:
    """Folded words of a short text: «Ещё по теме:» -> (еще, по, теме)."""
    return tuple(_WORD.findall(fold(text)))


@cache
def _marks() -> dict[str, tuple[_Row, ...]]:
    """Marks by their first word, the longer ones first."""
    found: dict[str, list[_Row]] = {}
    for row in read_table("boilerplate"):
        if row["match"] not in ("word", "stem") and row["role"] != "goes_on":
            words = split_words(row["mark"])
            found.setdefault(words[0], []).append(_Row(words, row["match"], row["role"]))
    return {word: tuple(sorted(rows, key=lambda row: -len(row.words))) for word, rows in found.items()}


@cache
def words_of(role: str) -> frozenset[str]:
    """The single words of a role: words_of("counter") holds «просмотров»."""
    return frozenset(
        fold(row["mark"]) for row in read_table("boilerplate") if (row["match"], row["role"]) == ("word", role)
    )


@cache
def _site_stems() -> frozenset[str]:
    return frozenset(fold(row["mark"]) for row in read_table("boilerplate") if row["match"] == "stem")


def find_site_words(words: tuple[str, ...]) -> frozenset[str]:
    """The stems by which a site speaks of itself: (тираж, 1200, экз) -> {тираж, экз}."""
    found: frozenset[str] = frozenset()
    for word in words:
        found |= _site_stems_of(word)
    return found


@lru_cache(maxsize=20_000)
def _site_stems_of(word: str) -> frozenset[str]:
    stems = _site_stems()
    return frozenset(word[:size] for size in range(2, len(word) + 1) if word[:size] in stems)


@cache
def _sections() -> frozenset[tuple[str, ...]]:
    return frozenset(split_words(row["mark"]) for row in read_table("boilerplate") if row["role"] == "section")


def is_section(text: str) -> bool:
    """Is the text the name of a section of a site, such as «Общество»?"""
    return split_words(text) in _sections()


def has_verb(text: str) -> bool:
    """Does a finite verb or a short participle stand in the text: «МФЦ открыт», not «Новости МФЦ»?"""
    return any(_is_finite(word) for word in split_words(text[:LINE_LIMIT]))


@lru_cache(maxsize=20_000)
def _is_finite(word: str) -> bool:
    if word.isdigit() or len(word) == 1:
        return False
    found = readings(word)
    # as likely as the first: «перешли» is no more an order than a report
    likely = [reading for reading in found if reading.score >= found[0].score] if found[0].pos == "VERB" else found[:1]
    return any(reading.pos in ("VERB", "PRTS") and "impr" not in reading.tags for reading in likely)


def ends_sentence(text: str) -> bool:
    """Does the text end as a sentence does: «…открыт.», «…открыт»."""
    return _END.search(text[-20:]) is not None


def has_phone(text: str) -> bool:
    """Does a telephone number stand in the text?"""
    return _PHONE.search(text[:LINE_LIMIT]) is not None


def without_contacts(text: str) -> str:
    """The text with telephones and addresses of the net blanked."""
    left = str(_PHONE.sub(" ", text)) if _PHONE_HINT.search(text) else text
    return str(_ADDRESS.sub(" ", left)) if _NET.search(left) else left


def is_bulleted(text: str) -> bool:
    """Is the text a row of a list: «— два парка;», «• два парка»; numbers are no bullets here."""
    return _BULLET.match(text) is not None


def goes_on(text: str) -> bool:
    """Does the line begin as the next sentence of an article does: «Напомним, …»?"""
    words = split_words(text[:60])
    return any(words[: len(start)] == start for start in _continuations())


@cache
def _continuations() -> frozenset[tuple[str, ...]]:
    return frozenset(split_words(row["mark"]) for row in read_table("boilerplate") if row["role"] == "goes_on")


def find_mark(line: str, known: tuple[str, ...] | None = None) -> Mark | None:
    """Why this line is furniture, or None: «5 фото» -> Mark("counter"); `known` are its words, if known."""
    if len(line) > LINE_LIMIT:
        return None
    words = split_words(line) if known is None else known
    found = _by_words(line, words)
    if found is not None and found.role in ("end", "aside", "byline"):
        return found
    return _by_shape(line, words) or found


def find_mixed_mark(line: str) -> Mark | None:
    """Is the line furniture piece by piece: «(с) Заря. Редактор ленты: Анна Лескова» -> Mark("byline")."""
    if len(line) > LINE_LIMIT // 2:
        return None
    pieces = split_pieces(line)
    if len(pieces) < 2 or not all(any(char.isalpha() for char in piece) for piece in pieces):
        return None  # a cell of figures: «Вельск | 5 000 | 4 800»
    marks = []
    for piece in pieces:
        mark = find_mark(piece)
        if mark is None and not is_label(piece):
            return None
        marks.append(mark)
    known = [mark for mark in marks if mark is not None]
    if not known or any(mark.role == "end" for mark in known):
        return None
    return Mark("byline" if any(mark.role == "byline" for mark in known) else "line")


# what parts the pieces of a line of furniture: | · // :: › , two blanks, a full stop, the next label with a colon
_PIECE = regex.compile(
    r"\s*+(?:[|•·●▪]|//|::)\s*+|\s++[›→»>/\\]\s++|\t++|[\s\u00a0]{2,}|(?<=[\p{Ll}\d)»][.!;])\s++(?=[\p{Lu}«(\d])"
    r"|\s++(?=\p{Lu}\p{Ll}++(?:\s\p{Ll}++){0,2}:)"
)


def split_pieces(line: str) -> list[str]:
    """The pieces of a line that holds several things: «5 мая 2021 | Автор: А. Зимин» -> two."""
    return [piece for piece in _PIECE.split(line) if piece and any(char.isalnum() for char in piece)]


def is_label(piece: str) -> bool:
    """A short name without verb and figure, as of a site or a section: «Край сегодня», «(с) Заря»."""
    words = split_words(piece)
    if len(words) > _LABEL_PIECE_WORDS or any(char.isdigit() for char in piece) or has_verb(piece):
        return False
    return piece.strip(" .").startswith(("©", "(с)", "(c)", "(С)")) or piece.lstrip(' «„“"').strip()[:1].isupper()


# --- shape ---------------------------------------------------------------------------------------------------------


def _by_shape(line: str, words: tuple[str, ...]) -> Mark | None:
    if _is_empty(line, words) or _is_marked(line, words):
        return Mark("line")
    if len(words) > _CONTACT_WORDS:
        return None
    if is_bulleted(line) and any(char.isdigit() for char in line):
        pictured = _PICTURE.match(line) is not None and _TICK.match(line) is None
        return Mark("line") if pictured and _is_counter(line, words) else None
    for test in (_is_counter, _is_contact, _is_sections, _is_crumb, _is_weather):
        if test(line, words):
            return Mark("counter" if test is _is_counter else "section" if test is _is_sections else "line")
    return None


def _is_empty(line: str, words: tuple[str, ...]) -> bool:
    """No word to read: «* * *», «345», «👍 214  👁 4,1K»; an amount such as «45,7 %» is a fact."""
    if len(words) > _VALUE_WORDS:
        return False
    if not any(map(str.isalpha, words)) and not any(char.isalpha() for word in words for char in word):
        return _AMOUNT.fullmatch(line) is None
    return _REACTIONS.fullmatch(line) is not None and _TICK.match(line) is None


def _is_marked(line: str, words: tuple[str, ...]) -> bool:
    """Hashtags, an age mark, a copyright."""
    if "#" in line and _HASHTAGS.fullmatch(line):
        return True
    aged = "+" in line and (_AGE.fullmatch(line) is not None or _AGE_END.search(line) is not None)
    if aged and (len(words) <= _AGE_WORDS or _AGE.fullmatch(line)):
        return True
    return (aged or "©" in line) and len(words) <= _VALUE_WORDS and not has_verb(line)


def _is_counter(line: str, words: tuple[str, ...]) -> bool:
    counters = words_of("counter")
    if counters.isdisjoint(words):
        return False
    fillers = words_of("counted")
    rest = [word for word in words if word not in counters and word not in fillers and not _NUMBER_WORD.fullmatch(word)]
    numbered = any(word[0].isdigit() for word in words)
    return numbered and len(rest) <= 1 and len("".join(rest)) <= 5


def _is_contact(line: str, words: tuple[str, ...]) -> bool:
    if len(words) > _CONTACT_WORDS:
        return False
    rest = without_contacts(line)
    if rest == line:
        return False
    left = split_words(rest)
    return len(left) <= 6 and not any(word[0].isdigit() for word in left) and not has_verb(rest)


def _is_sections(line: str, words: tuple[str, ...]) -> bool:
    return words in _sections() or (1 < len(words) <= 8 and all((word,) in _sections() for word in words))


def _is_crumb(line: str, words: tuple[str, ...]) -> bool:
    if ends_sentence(line):
        return False
    parts = [part for part in _CRUMB.split(line.strip(" >/|•·")) if part.strip()]
    if len(parts) < 2:
        return False
    if _STRONG_CRUMB.search(line):
        return all(len(part.split()) <= 5 for part in parts[:-1])
    return all(len(part.split()) <= 4 and not _has_figure(part) for part in parts) and not has_verb(line)


def _has_figure(part: str) -> bool:
    """A number that is counted, as in a row of a table: «Томск | 5 000»."""
    words = split_words(part)
    return any(word.isdigit() for word in words) and not words_of("counter") & set(words)


def _is_weather(line: str, words: tuple[str, ...]) -> bool:
    return len(words) <= _VALUE_WORDS and _DEGREES.search(line) is not None and not has_verb(line)


# --- words ---------------------------------------------------------------------------------------------------------


def _by_words(line: str, words: tuple[str, ...]) -> Mark | None:
    skip = 0
    while skip < len(words) and skip < 2 and words[skip].isdigit():
        skip += 1
    for first in {0, skip}:
        for row in _candidates(words, first):
            size = len(row.words)
            if row.match == "part" or words[first : first + size] != row.words:
                continue
            if row.match in ("label", "contact", "value") and is_bulleted(line):
                continue  # «- Контакт-центр: 30 тысяч звонков;» is a fact in a list
            rest = line[_end_of_word(line, first + size) :]
            if _MATCHES[row.match](row.role, rest, words[first + size :]):
                return Mark(row.role, size, glued=_is_glued(rest))
    return _part(line, words)


def _end_of_word(line: str, number: int) -> int:
    """Where the word of this number, from one, ends."""
    return int(next(islice(_WORD.finditer(line), number - 1, None)).end())


def _candidates(words: tuple[str, ...], first: int) -> tuple[_Row, ...]:
    return _marks().get(words[first], ()) if first < len(words) else ()


def _part(line: str, words: tuple[str, ...]) -> Mark | None:
    if len(line) > LINE_LIMIT // 2 or _part_starts().isdisjoint(words):
        return None
    for first in range(len(words)):
        for row in _candidates(words, first):
            if row.match == "part" and words[first : first + len(row.words)] == row.words:
                return Mark(row.role, len(row.words), glued=False)
    return None


@cache
def _part_starts() -> frozenset[str]:
    return frozenset(word for word, rows in _marks().items() if any(row.match == "part" for row in rows))


def _is_glued(rest: str) -> bool:
    return any(char.isalpha() for char in rest)


def _matches_start(role: str, rest: str, words: tuple[str, ...]) -> bool:
    # «Подписаться на рассылку могут все: за год её получили 15 тысяч человек.» is a sentence with a fact
    said = without_contacts(rest)
    states = ends_sentence(rest) and any(char.isdigit() for char in said) and has_verb(said)
    return role == "aside" or not states


def _matches_heading(role: str, rest: str, words: tuple[str, ...]) -> bool:
    if rest.lstrip().startswith(":"):
        return True
    short = len([word for word in words if not word.isdigit()]) <= _HEADING_WORDS
    return short and not ends_sentence(rest) and not has_verb(rest)


def _matches_label(role: str, rest: str, words: tuple[str, ...]) -> bool:
    start = rest.lstrip()
    if not start.strip(".*"):
        return True
    if start[0] not in ":—–-|/" and role != "byline":
        return False
    if start[0] not in ":—–-|/" and (len(words) > 6 or has_verb(rest) or any(word.isdigit() for word in words)):
        return False
    if role == "byline" and len(words) > _SIGNATURE_WORDS and not any(True for _ in find_names(rest)):
        return False  # «Корреспондент: Триста мест, бассейн и две теплицы в одном доме.» is a line of a script
    if ends_sentence(rest):
        return len(words) <= _LABEL_SENTENCE_WORDS and not has_verb(rest)
    return len(words) <= _LABEL_WORDS


def _matches_contact(role: str, rest: str, words: tuple[str, ...]) -> bool:
    """«Контакт-центр: 8-800-…» is furniture, «Контакт-центр: 30 тысяч звонков» a fact."""
    left = without_contacts(rest)
    return _matches_label(role, rest, words) and (left != rest or _COUNTED.search(left) is None)


def _matches_value(role: str, rest: str, words: tuple[str, ...]) -> bool:
    return len(words) <= _VALUE_WORDS and _FIGURE_AFTER.match(rest) is not None and not has_verb(rest)


def _matches_line(role: str, rest: str, words: tuple[str, ...]) -> bool:
    return all(word.isdigit() or word in _lone_words() for word in words)


@cache
def _lone_words() -> frozenset[str]:
    """Words that are furniture when they stand alone: «Войти» in «Комментарии 0 Войти»."""
    return frozenset(
        fold(row["mark"]) for row in read_table("boilerplate") if (row["match"], row["role"]) == ("line", "line")
    )


_MATCHES = {
    "start": _matches_start,
    "heading": _matches_heading,
    "label": _matches_label,
    "contact": _matches_contact,
    "value": _matches_value,
    "line": _matches_line,
}


# --- names ---------------------------------------------------------------------------------------------------------

_INITIALS = regex.compile(r"(?:\p{Lu}\.\s?){1,2}")
_NAME = regex.compile(
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

_SIGNATURE_PIECE = regex.compile(
    r"[«„“][^«»„“”]*[»”](*SKIP)(*FAIL)"  # a quoted name is one piece
    r"|\s*[,;|•·/]\s*|\s+и\s+|\s+[—–-]\s+|\.\s+(?=[«\p{Lu}])(?<!\p{Lu}\.\s)|\s{2,}"
)
_SHORT_NAME = regex.compile(r"\p{Lu}{2,6}|(?:\p{Lu}?[\p{Ll}\p{Lu}]*+\s?)[«\"„“][^«»\"„“]{2,60}[»\"“]")


def is_signature(text: str) -> bool:
    """Names of authors and of their paper, and nothing else: «Анна Лескова, Пётр Зимин, «Заря»»."""
    line = text.strip(" .,;*_()[]–—-")
    if len(line) > LINE_LIMIT // 3:
        return False
    pieces = [piece.strip() for piece in _SIGNATURE_PIECE.split(line) if piece and piece.strip()]
    named = [piece for piece in pieces if is_name(piece)]
    return bool(named) and all(piece in named or _is_employer(piece) for piece in pieces)


def _is_employer(piece: str) -> bool:
    words = split_words(piece)
    if _SHORT_NAME.fullmatch(piece):
        return True
    return bool(words) and all(word in words_of("reporter") or word in words_of("letterhead") for word in words)


_QUOTED_RUBRIC = regex.compile(r"[«\"„“][^«»\"„“]{2,60}[»\"“]\s*[.|·]\s.*")
_CLAUSE = regex.compile(r":|\?|!|…|\s[—–-]\s")


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


@lru_cache(maxsize=20_000)
def _is_head(word: str) -> bool:
    """«служба», «управление», «минсельхозпрод», in the nominative."""
    heads = _heads()
    if word in heads:
        return True
    lemmas = {reading.lemma for reading in readings(word) if reading.case == "nomn"}
    return not heads.isdisjoint(lemmas) or _MINISTRY.fullmatch(word) is not None


_MINISTRY = regex.compile(r"мин[бвгджзклмнпрстфхцчшщ]\w{3,}")


@cache
def _heads() -> frozenset[str]:
    table = {fold(row["head"]) for row in read_table("organisation_heads") if row["kind"] in _OFFICE_KINDS}
    return frozenset(table) | words_of("office")


@cache
def _brands() -> frozenset[tuple[str, ...]]:
    return frozenset(split_words(row["word"]) for row in read_table("organisation_words") if row["role"] == "brand")


_OFFICE_KINDS = ("agency", "government", "mfc", "ministry", "media")


# --- rows of data ----------------------------------------------------------------------------------------------------

_CELLS = regex.compile(r"\s*[|\t;]\s*|\s{2,}")
_VALUE = regex.compile(
    r"[\s>~≈+−–-]*+(?:\p{Ll}{2,9}\s){0,2}[$€₽]?\s?\d[\d\s\u00a0.,]*+(?:[–—-]\s?\d[\d\s\u00a0.,]*+)?(?:%|[^\W\d]|[\s₽$€°/²³().+−–-]|\d)*+"
)
_CLOCK = regex.compile(r"\d:\d\d")
_LABELLED = regex.compile(r"\s*+(?P<label>[^:]{2,80}?)\s*?(?::\s++|\s[—–-]\s)(?P<value>\S.*+)")
_COUNTED_PART = regex.compile(r"\d\s?(?:%|₽|\p{Ll}{2})")
_DATA_WORDS = 12
_VALUE_TAIL_WORDS = 6


def is_data(text: str) -> bool:
    """A row of a table or of a fact sheet: «Дороги: 15 км», «15 000 заявлений — Томск», «Томск | 5 000 | 4 800»."""
    line = text.strip()
    words = split_words(line)
    if not 2 <= len(words) <= _DATA_WORDS or not any(char.isdigit() for char in line):
        return False
    if _CLOCK.search(line) or has_phone(line) or find_site_words(words) or _is_contact_label(words):
        return False
    return _is_shared_out(line) or (not has_verb(line) and _has_value(line))


def count_cells(text: str) -> int:
    """Into how many cells a line is cut: three in «Район | Школ | Мест»."""
    return len([cell for cell in _CELLS.split(text.strip()) if cell.strip()])


def _has_value(line: str) -> bool:
    """Of two cells or sides one is a value."""
    cells = [cell for cell in _CELLS.split(line) if cell.strip()]
    if len(cells) >= 2 and any(_is_value(cell) for cell in cells[1:]):
        return any(char.isalpha() for char in cells[0])
    found = _LABELLED.fullmatch(line)
    return found is not None and (_is_value(found["value"]) or _is_value(found["label"]))


def _is_shared_out(line: str) -> bool:
    """«Деньги поделили так: 15 млн – дороги, 5 млн – школы»: figures listed after a colon."""
    parts = [part for part in regex.split(r"[,;]\s", line.partition(": ")[2]) if part.strip()]
    return len(parts) >= 2 and all(_COUNTED_PART.search(part) for part in parts)


def _is_contact_label(words: tuple[str, ...]) -> bool:
    return any(row.match == "contact" and words[: len(row.words)] == row.words for row in _candidates(words, 0))


def _is_value(text: str) -> bool:
    return _VALUE.fullmatch(text) is not None and len(split_words(text)) <= _VALUE_TAIL_WORDS


def is_figure(text: str) -> bool:
    """A figure set large over the words that explain it: «148 датчиков», «до 80 %», «6,4 млрд ₽»."""
    words = split_words(text)
    short = 0 < len(words) <= _FIGURE_WORDS and not _CLOCK.search(text)
    return short and _is_value(text.strip()) and not has_verb(text)


_FIGURE_WORDS = 5
