"""Stage 1, one line: is it furniture of the page, judged by its shape and by the marks in ``boilerplate.tsv``?

>>> find_mark("Читайте также: В посёлке открыли каток").role
'aside'
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from mfcx.page.signatures import find_names
from mfcx.page.stamps import find_stamps
from mfcx.page.words import (
    LINE_LIMIT,
    are_sections,
    end_of_word,
    ends_sentence,
    has_verb,
    is_bulleted,
    is_section,
    split_words,
    words_of,
)
from mfcx.stored import expression, stored
from mfcx.tables import fold, read_table

_HEADING_WORDS = 4  # words that may follow a heading mark: «Другие новости нашего района»
_LABEL_WORDS = 20
_LABEL_SENTENCE_WORDS = 10
_VALUE_WORDS = 14
_CONTACT_WORDS = 24
_AGE_WORDS = 6
_LABEL_PIECE_WORDS = 5
_SIGNATURE_WORDS = 4
_NUMBER_WORD = expression(r"\d++[^\W\d_]?+")
_PHONE_HINT = expression(r"(?:\d[\s\u00a0()-]{0,2}){4}\d")  # cheap: may a telephone stand here?
_PHONE = expression(
    # (4722) 55-12-34 – 8 (800) 200 10 20 – +7 900 000-00-00 – 8-800-1000-447 – 55-12-34
    r"(?<![\d-])(?:\+?[78][ \u00a0-]?)?\(\d{3,5}\)[ \u00a0]?\d{1,3}(?:[ \u00a0-]?\d{2,3}){1,2}(?![\d-])"
    r"|(?<![\d-])(?:\+7|8)[ \u00a0-]\d{3}[ \u00a0-]\d{3}[ \u00a0-]?\d{2}[ \u00a0-]?\d{2}(?![\d-])"
    r"|(?<![\d-])8-\d{3,5}-\d{2,4}(?:-\d{2,4}){1,2}(?![\d-])"
    r"|(?<![\d-])\d{2,3}-\d{2}-\d{2}(?![\d-])|(?<!\d)\+?[78]\d{10}(?!\d)"
)
# cheap: may an address of the net stand here?
_NET_SIGNS = ("@", "//", "www", "WWW", "Www")
_NET_POINT = expression(r"\.(?<=[\w-]\.)[A-Za-zрР]")
_ADDRESS = expression(
    r"(?i)(?:https?://|www\.)\S++|(?<!\S)[^\s@]++@\S++"
    r"|(?<![\w.-])\w[\w-]*+(?:\.[\w-]++)*\.(?:рф|[a-z]{2,6})\b(?:/\S*+)?"
)
_AGE_END = expression(r"[\s,(\[]\d{1,2}\+\W*$")
_AGE = expression(r"\W*+\d{1,2}\s?\+\W*+")
_CRUMB = expression(r"\s*[›→»]\s+|\s+[»>/\\|•·]\s+")
_QUOTED = expression(r"«[^«»]*+»")
_CRUMB_SIGNS = "›→»>/\\|•·"
_CAPITALS = expression(r"\p{Lu}\p{Ll}++")
_CRUMBS = 2
_STRONG_CRUMB = expression(r"\s›\s|\s→\s|\s»\s|\s>\s")
_HASHTAGS = expression(r"\s*+(?:#[\w-]++[\s,;]*+)++")
# cheap: a line without any is no counter, contact, crumb or weather
_SIGN = expression(r"[\p{N}@/°º$€›→»>\\|•·]|[wW]{3}|\.\w")
_DEGREE_SIGNS = ("°", "º", "$", "€", "…", "..")  # cheap: a line without any tells no weather
_DEGREES = expression(r"\d\s?[°º]|[$€]\s?\d.{0,40}[$€]\s?\d|[+−–-]\d++\s?(?:…|\.\.)")
# «👍 214  ❤️ 97  👁 4,1K»: reactions under a post
_REACTIONS = expression(r"\s*+(?:\p{So}[\ufe0f\u200d\p{Sk}]*+\s*+\d[\d.,]*+\s?[KkКкMМ]?(?!\w)[\s·|]*+){1,}")
_PICTURE = expression(r"\s*+\p{So}")
_AMOUNT = expression(r"[\s>~≈+−–-]*+(?:[$€₽]?\s?\d[\d\s\u00a0.,–—-]*+\s?[%‰₽$€]\s*+|[$€]\s?\d[\d\s\u00a0.,–—-]*+)")
_TICK = expression(r"\s*+[✔✅☑✓]")
_MACHINE = expression(r"(?=[^\s/=:;_()<>{}]*+[/=:;_()<>{}])\S{30}")
_MACHINE_LENGTH = 30
_CYRILLIC = expression(r"\p{Cyrillic}")
_FIGURE_AFTER = expression(r"(?:\W++[^\W\d_]++){0,2}?\W++\d")  # «: 45», but not «: m45.ru»
_FIGURE_NEXT = expression(r"\W++\d")
_FACTS = 2
_FIGURED = expression(r"\d\s*+(?:%|\p{Ll}{3})")
_COUNTED = expression(r"\d\s*+(?:%|\p{Ll}{4})")


class Mark(Struct, frozen=True):
    """Why a line is furniture: its role, and the words of the line that the mark took."""

    role: str
    words: int = 0
    glued: bool = False  # text of its own follows in the same line: «Читайте также: …»


class _Row(Struct, frozen=True):
    words: tuple[str, ...]
    match: str
    role: str


@stored
def _marks() -> dict[str, tuple[_Row, ...]]:
    """Marks by their first word, the longer ones first."""
    found: dict[str, list[_Row]] = {}
    for row in read_table("boilerplate"):
        if row["match"] not in ("word", "stem") and row["role"] != "goes_on":
            words = split_words(row["mark"])
            found.setdefault(words[0], []).append(_Row(words, row["match"], row["role"]))
    return {word: tuple(sorted(rows, key=lambda row: -len(row.words))) for word, rows in found.items()}


def has_phone(text: str) -> bool:
    """Does a telephone number stand in the text?"""
    return _PHONE_HINT.search(text) is not None and _PHONE.search(text[:LINE_LIMIT]) is not None


def without_contacts(text: str) -> str:
    """The text with telephones and addresses of the net blanked."""
    left = str(_PHONE.sub(" ", text)) if _PHONE_HINT.search(text) else text
    netted = any(map(left.__contains__, _NET_SIGNS)) or _NET_POINT.search(left)
    return str(_ADDRESS.sub(" ", left)) if netted else left


def find_mark(line: str, known: tuple[str, ...] | None = None) -> Mark | None:
    """Why this line is furniture, or None: «5 фото» -> Mark("counter"); `known` are its words, if known."""
    if len(line) > LINE_LIMIT:
        return None
    words = split_words(line) if known is None else known
    found = _by_words(line, words)
    if found is not None and found.role in ("end", "aside", "byline"):
        return found
    if found is not None and found.role == "section" and _is_counted_row(line, words):
        found = None
    return _by_shape(line, words) or found


def _is_counted_row(line: str, words: tuple[str, ...]) -> bool:
    """«• 349 человек;», «- 5 766 человек»: how many there are, though «Человек» by itself is a section."""
    return words[0][0].isdigit() and (line.rstrip().endswith(_ROW_ENDS) or not line[0].isalnum())


def is_machine_text(line: str) -> bool:
    """The address or the code of a picture, left over from the page: «format(webp)/YXJ0aWNsZXMvaW1hZ2Uv…»."""
    start = line[:LINE_LIMIT]
    if _CYRILLIC.search(start) is not None or max(map(len, start.split()), default=0) < _MACHINE_LENGTH:
        return False
    return _MACHINE.search(start) is not None


def find_mixed_mark(line: str) -> Mark | None:
    """Is the line furniture piece by piece: «(с) Заря. Редактор ленты: Анна Лескова» -> Mark("byline")."""
    if len(line) > LINE_LIMIT // 2 or _PARTED.search(line) is None:
        return None
    roles = []
    for piece in _pieces(line):
        if not any(map(str.isalpha, piece)):
            return None  # a cell of figures: «Вельск | 5 000 | 4 800»
        mark = find_mark(piece)
        if mark is None and not is_label(piece):
            return None  # so ends the first sentence of an article
        roles.append(mark and mark.role)
    if len(roles) < 2 or not any(roles) or "end" in roles:
        return None
    return Mark("byline" if "byline" in roles else "line")


# what parts the pieces of a line of furniture: | · // :: › , two blanks, a full stop, the next label with a colon
_PIECE = expression(
    r"\s*+(?:[|•·●▪]|//|::)\s*+|\s++[›→»>/\\]\s++|\t++|[\s\u00a0]{2,}|(?<=[\p{Ll}\d)»][.!;])\s++(?=[\p{Lu}«(\d])"
    r"|\s++(?=\p{Lu}\p{Ll}++(?:\s\p{Ll}++){0,2}:)"
)


# cheap: may anything part this line?
_ROW_ENDS = (",", ";", ".")
_PARTED = expression(r"[|•·●▪\t:]|//|[\s\u00a0]{2}|[›→»>/\\.!;]\s")


def split_pieces(line: str) -> list[str]:
    """The pieces of a line that holds several things: «5 мая 2021 | Автор: А. Зимин» -> two."""
    if _PARTED.search(line) is None:
        return [line] if any(map(str.isalnum, line)) else []
    return list(_pieces(line))


def _pieces(line: str) -> Iterator[str]:
    return (piece for piece in _PIECE.splititer(line) if piece and any(map(str.isalnum, piece)))


def is_label(piece: str) -> bool:
    """A short name without verb and figure, as of a site or a section: «Край сегодня», «(с) Заря»."""
    words = split_words(piece)
    if len(words) > _LABEL_PIECE_WORDS or any(char.isdigit() for char in piece) or has_verb(piece):
        return False
    return piece.strip(" .").startswith(("©", "(с)", "(c)", "(С)")) or piece.lstrip(' «„“"').strip()[:1].isupper()


# --- shape ---------------------------------------------------------------------------------------------------------


def _by_shape(line: str, words: tuple[str, ...]) -> Mark | None:
    if _is_empty(line, words) or _is_marked(line, words) or _is_glued_crumb(line):
        return Mark("line")
    if len(words) > _CONTACT_WORDS:
        return None
    if _SIGN.search(line) is None:
        return Mark("section") if _is_sections(line, words) else None
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
    return are_sections(words)


def _is_glued_crumb(line: str) -> bool:
    """«ГлавнаяОбществоЛёд окреп»: two sections or more run into the headline."""
    glued = line.split(" ", 1)[0]
    if glued[1:] == glued[1:].lower():
        return False
    parts = _CAPITALS.findall(glued)
    return len(parts) > _CRUMBS and all(is_section(part) for part in parts[:_CRUMBS])


def _is_crumb(line: str, words: tuple[str, ...]) -> bool:
    if "«" in line:
        line = _QUOTED.sub("", line)  # «Проект «Заря» в школах» has no sign but that of its quotation
    if not any(map(line.__contains__, _CRUMB_SIGNS)) or ends_sentence(line):
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
    if len(words) > _VALUE_WORDS or not any(map(line.__contains__, _DEGREE_SIGNS)):
        return False
    return _DEGREES.search(line) is not None and not has_verb(line)


# --- words ---------------------------------------------------------------------------------------------------------


def _by_words(line: str, words: tuple[str, ...]) -> Mark | None:
    skip = 0
    while skip < len(words) and skip < 2 and words[skip].isdigit():
        skip += 1
    for first in {0, skip}:
        for row in _candidates(words, first):
            size = len(row.words)
            if row.match in ("part", "tail") or words[first : first + size] != row.words:
                continue
            if row.match in ("label", "contact", "value") and is_bulleted(line):
                continue  # «- Контакт-центр: 30 тысяч звонков;» is a fact in a list
            rest = line[end_of_word(line, first + size) :]
            if _MATCHES[row.match](row.role, rest, words[first + size :]):
                return Mark(row.role, size, glued=_is_glued(rest))
    return _part(line, words) or _tail(line, words)


def _tail(line: str, words: tuple[str, ...]) -> Mark | None:
    """«Мост закроют на ремонт Читать далее 5 мая 2021»: the news of others, with its link and its day."""
    if not words or not words[-1].isdigit() or _tails().isdisjoint(words):
        return None
    day = next((stamp for stamp in find_stamps(line) if not line[stamp.stop :].strip(" .")), None)
    told = split_words(line[: day.start]) if day is not None else ()
    return next((Mark("line") for row in _tail_rows() if told[-len(row.words) :] == row.words), None)


@cache
def _tail_rows() -> tuple[_Row, ...]:
    return tuple(row for rows in _marks().values() for row in rows if row.match == "tail")


@cache
def _tails() -> frozenset[str]:
    return frozenset(word for row in _tail_rows() for word in row.words)


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
        # «Самые популярные: запись к врачу (64,2 млн), справка о пенсии (18,7 млн).» is a sentence with facts
        return len(_FIGURED.findall(rest)) + ends_sentence(rest) < _FACTS
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
    """«Индекс 634050», «Ветер южный 3 м/с»; «Индекс производства — 104 процента» is a fact."""
    if len(words) > _VALUE_WORDS or _FIGURE_AFTER.match(rest) is None or has_verb(rest):
        return False
    return _FIGURE_NEXT.match(rest) is not None or _COUNTED.search(rest) is None


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


def is_contact_label(words: tuple[str, ...]) -> bool:
    """Does a mark of a telephone or an address begin the line: «Телефон: 00-00-00»?"""
    return any(row.match == "contact" and words[: len(row.words)] == row.words for row in _candidates(words, 0))
