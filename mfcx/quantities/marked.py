"""Numerals that are no quantities, known by their shape or by a mark beside them.

Dates, clock times and periods are read elsewhere; here are phones, laws, addresses, codes, list numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import regex

from mfcx.document import Numeral, Sentence, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.number_lexicon import lexicon
from mfcx.stored import expression
from mfcx.tables import fold, read_table
from mfcx.tables import words as word_class

_DASH = "[-‐‑–—]"
_GAP = r"[ \u00a0\u2009\u202f]"
_OPEN_QUOTES = frozenset('«"“„')
_CLOSE_QUOTES = frozenset('»"”')
_NAME_TOKENS = 7  # longer quotes are speech, not names
_STREET_WORDS = 4
_EARLY = 6  # o'clock: offices open no sooner
_POST_CODE = 6  # digits
_YEAR = 4  # digits


@cache
def _cues(kind: str) -> frozenset[str]:
    return frozenset(fold(row["cue"]) for row in read_table("marked_cues") if row["kind"] == kind)


@cache
def _marks(side: str) -> dict[str, tuple[str, bool]]:
    """Marking words on one side of a numeral: kind, and whether a counted noun behind it speaks against."""
    rows = (row for row in read_table("marked_words") if row["side"] == side)
    return {fold(row["word"]): (row["kind"], row["guard"] == "yes") for row in rows}


@cache
def _streets() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in read_table("marked_streets"))


# --- shapes ---------------------------------------------------------------------------------------


@cache
def _shapes() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """Shapes that need no word beside them, the surest first."""
    domains = "|".join(sorted(_cues("domain"), key=len, reverse=True))
    gap, dash, clock = f"(?:{_GAP}|{_DASH})", _DASH, r"(?:[01]?\d|2[0-4])[:.][0-5]\d"
    table = (
        # addresses of the net, tags, mail
        ("identifier", r"(?:https?://|www\.)\S++"),
        ("identifier", r"(?<![\w@.+-])[\w.+-]++@[\w.-]++"),
        ("identifier", rf"(?i)(?<![\w.-])(?:[\w-]{{1,40}}+\.){{1,4}}+(?<=\.)(?:{domains})(?!\w)(?:/\S*+)?+"),
        ("identifier", r"[#@][\w-]++"),
        # «8-800-550-50-30», «+7 900 000-00-00», «8 (4942) 62-22-11», «(4842) 00-00-00», «62-22-11»
        ("phone", rf"(?<![\w.,])\+7{gap}?+\(?+\d{{3,5}}+\)?+(?:{gap}?+\d{{1,4}}+){{1,4}}+(?!\w)"),
        ("phone", rf"(?<![\w.,-])8{gap}?+\(\d{{3,5}}+\)(?:{gap}?+\d{{1,4}}+){{1,4}}+(?!\w)"),
        ("phone", rf"(?<![\w.,-])8{dash}\d{{3,4}}+(?:{gap}\d{{2,4}}+){{2,4}}+(?!\w)"),
        ("phone", rf"(?<![\w.,-])8{_GAP}\d{{3}}(?:{gap}\d{{2,4}}+){{2,3}}+(?<=\d{dash}\d\d)(?!\w)"),
        ("phone", r"(?<![\w.,-])[78]\d{10}+(?!\w)"),
        ("phone", rf"\(\d{{3,5}}\){_GAP}?+\d{{1,3}}(?:{gap}\d{{2,3}}+){{0,2}}{dash}\d{{2,3}}+(?!\w)"),
        ("identifier", rf"(?<![\w-])\d{{3}}-\d{{3}}-\d{{3}}{gap}\d{{2}}(?!\w)"),
        ("phone", rf"(?<![\w.,-])\d{{1,3}}{dash}\d\d{dash}\d\d(?![\w-])"),
        ("identifier", rf"(?<![\w-])\d{{4}}(?:{_GAP}\d{{4}}){{3}}(?!\w)"),
        # «16+»
        ("age_mark", r"(?<![\w.,+−–-])\d{1,2}\+(?![\w+])"),
        # «24/7», «5/2»
        ("schedule", r"(?<![\w.,/:-])(?:24/7|7/24|365/7|7/7|5/2|6/1|2/2|3/3|4/3)(?![\w/])"),
        # «9:00–18:00», «с 8.00 до 20.00» is read with words
        ("schedule", rf"(?<![\w.,:]){clock}{_GAP}?+{dash}{_GAP}?+{clock}(?![\w.:])"),
        # «(1901—1978)»: years of a life or an office; a comma or a word may follow
        ("period", rf"(?<=\()(?:1\d|20)\d\d{_GAP}?+{dash}{_GAP}?+(?:1\d|20)\d\d(?=[),;]|{_GAP})"),
        # «3:0»; cadastral «12:34:567890:12»
        ("identifier", r"(?<![\w:])\d{2}:\d{2}:\d{5,8}(?::\d++)?+(?!\w)"),
        ("other", r"(?<![\w:.,])\d{1,3}+:(?:\d|\d{3,6}+)(?![\w:])"),
        # «14+297»
        ("identifier", r"(?<![\w.,+])\d++\+\d++(?![\w+])"),
        # «1.2.3» that cannot be a date
        ("identifier", r"(?<![\w.,])\d++(?:\.\d++){3,}+(?![\w])|(?<![\w.,])\d{1,2}\.\d{1,2}\.\d(?![\w.])"),
    )  # fmt: skip
    return tuple((kind, expression(pattern)) for kind, pattern in table)


@cache
def _codes() -> tuple[regex.Pattern[str], ...]:
    """Letters with digits: «Р-21», «COVID-19», «K1NEWS», «3-НДФЛ»."""
    return (
        expression(
            rf"(?<![\w])(?:[^\W\d_]++{_DASH}){{1,2}}+\d++(?:[^\W\d_]++)?+(?:{_DASH}\d++)?+(?!\w|[.,]\d|{_GAP}?[%‰])"
        ),
        expression(r"(?<![\w.,])[^\W\d_]++\d[\w]*+"),
        expression(rf"(?<![\w.,-])\d{{1,4}}+{_DASH}(?:\p{{Lu}}{{2,}}+)(?!\w)"),
        expression(r"(?<![\w.,-])\d++[^\W\d_]++\w*+"),
    )


def _by_shape(sentence: Sentence, text: str) -> Iterator[Numeral]:
    for kind, pattern in _shapes():
        for match in pattern.finditer(text, sentence.start, sentence.stop):
            surface = match.group().rstrip('.,;:!?)»"') if kind == "identifier" else match.group()
            if _has_digit(surface):
                yield Numeral(match.start(), match.start() + len(surface), kind)


def _by_code(sentence: Sentence, text: str) -> Iterator[Numeral]:
    hyphened, mixed, form, digits_first = _codes()
    for match in hyphened.finditer(text, sentence.start, sentence.stop):
        word = regex.match(r"[^\W\d_]++", match.group())
        if word and (word.group()[0].isupper() or fold(word.group()) in _cues("digits_noun")):
            kind = _marks("before").get(fold(word.group()), ("identifier", False))[0]
            yield Numeral(match.start(), match.end(), "ordinal" if kind == "ordinal" else "identifier")
    for match in mixed.finditer(text, sentence.start, sentence.stop):
        letters = regex.match(r"[^\W\d_]++", match.group())
        if letters and letters.group().islower() and len(letters.group()) < 3:
            continue  # «в2020», «м2»
        if letters and not (
            fold(letters.group()) in _cues("glued_unit") and match.group()[letters.end() :] in ("2", "3")
        ):
            yield Numeral(match.start(), match.end(), "identifier")
    for match in form.finditer(text, sentence.start, sentence.stop):
        suffix = fold(regex.split(_DASH, match.group())[-1])
        yield Numeral(match.start(), match.end(), "law" if suffix in _cues("law_suffix") else "identifier")
    for match in digits_first.finditer(text, sentence.start, sentence.stop):
        if fold(match.group()) in _cues("name"):
            yield Numeral(match.start(), match.end(), "name")


def _has_digit(text: str) -> bool:
    return any(char.isdecimal() for char in text)


# --- marks ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Row:
    """The tokens of a sentence with look-ups that stay inside it."""

    tokens: tuple[Token, ...]
    text: str
    start: int

    def lower(self, index: int) -> str:
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def is_digits(self, index: int) -> bool:
        return self.lower(index)[:1].isdecimal()

    def glued(self, index: int) -> bool:
        return 0 < index < len(self.tokens) and self.tokens[index - 1].stop == self.tokens[index].start

    def is_counted(self, index: int) -> bool:
        """Whether the token names what a number counts: «5 этажей», «5 %», «5 тыс.»."""
        word = self.lower(index)
        if word in _SYMBOLS or _is_scale(word):
            return True
        if len(word) < 2 or not word.isalpha() or self.tokens[index].text[0].isupper() or _speaks_law(word):
            return False
        one = self.lower(index - 1).endswith("1") and not self.lower(index - 1).endswith("11")
        cases = ("nomn", "accs", "gent") if one else ("gent",)
        ways = [way for way in readings(word)[:3] if way.pos in ("NOUN", "ADJF", "PRTF")]
        return any(way.case in cases and "Surn" not in way.tags for way in ways)

    def number_stop(self, index: int) -> int:
        """The token after a code that starts with these digits: «12-а», «5/1», «210-ФЗ», «122»."""
        stop = index + 1
        while self.glued(stop) and stop < len(self.tokens):
            word = self.lower(stop)
            if word in ("-", "/", "–", ".") and self.glued(stop + 1) and self.lower(stop + 1).isalnum():
                if word == "." and not self.is_digits(stop + 1):
                    break
                stop += 2
            elif word.isalpha() and len(word) == 1:
                stop += 1
            else:
                break
        return stop

    def word_before(self) -> str:
        """The abbreviation that a sentence cut off from its digits: «кв.» before «3»."""
        match = regex.search(r"([^\W\d_]++)\.[^\S\n]*+$", self.text[max(0, self.start - 12) : self.start])
        return fold(match.group(1)) if match else ""

    def span(self, first: int, last: int, kind: str) -> Numeral:
        return Numeral(self.tokens[first].start, self.tokens[last - 1].stop, kind)


def _speaks_law(word: str) -> bool:
    mark = _look_up(word, _marks("before"))
    return mark is not None and mark[0] == "law" or bool(lemmas(word) & _cues("law_noun"))


_SYMBOLS = frozenset("%‰₽$€°")


def _is_scale(word: str) -> bool:
    return any(entry.kind == "multiplier" for entry in lexicon().get(word, ()))


def _look_up(word: str, marks: dict[str, tuple[str, bool]]) -> tuple[str, bool] | None:
    if found := marks.get(word):
        return found
    if len(word) < 3 or not word.isalpha():
        return None
    for lemma in sorted(lemmas(word)):
        if len(lemma) > 3 and (found := marks.get(lemma)):
            return found
    return None


def _by_mark(row: _Row) -> Iterator[Numeral]:
    """A marking word before the digits («статья 5», «№ 210-ФЗ», «тел. 00-00») or after («102.0 FM»)."""
    marked = 0
    for index in range(len(row.tokens)):
        if not row.is_digits(index):
            continue
        if (after := _marks("after").get(row.lower(index + 1))) is not None:
            yield row.span(index, index + 1, after[0])
            continue
        at = index - 1
        while at > 0 and row.lower(at) in (".", ":", "№", "n") and index - at < 4:
            if row.lower(at) in ("№", "n"):
                break
            at -= 1
        if row.lower(at) in ("№", "n"):
            yield from _numbered(row, at, index)
            continue
        word = row.lower(at) if at >= 0 else row.word_before()
        found = _look_up(word, _marks("before"))
        if found is None or not _abbreviated(row, at, word):
            continue
        if len(word) < 3 and row.is_digits(at - 1) and marked != at:  # «5 ч. 20 мин.», but «п. 3 ч. 2»
            continue
        kind, guarded = found
        stop = row.number_stop(index)
        if not (guarded and row.is_counted(stop)):
            yield row.span(index, stop, kind)
            marked = stop


def _abbreviated(row: _Row, at: int, word: str) -> bool:
    """«п. 3», «ст. 5»: a mark of one or two letters counts only with its point."""
    return at < 0 or row.lower(at + 1) == "." or len(word) > 2 or not word.isalpha() or word == "fm"


def _numbered(row: _Row, mark: int, index: int) -> Iterator[Numeral]:
    """«№ 65», «№№ 5, 7 и 12»: an identifier, or a law when the noun before says so."""
    stop = row.number_stop(index)
    suffix = row.lower(stop - 1) if stop > index + 1 else ""
    if row.glued(stop + 1) and row.lower(stop) == "-" and row.lower(stop + 1).isalpha():  # «№ 210-ФЗ»
        suffix, stop = row.lower(stop + 1), stop + 2
    near = [row.lower(at) for at in range(max(0, mark - 5), mark)]
    law = suffix in _cues("law_suffix") or any(lemmas(word) & _cues("law_noun") for word in near if word.isalpha())
    kind = "law" if law else "identifier"
    first = mark - 1 if row.lower(mark - 1) == row.lower(mark) else mark
    yield row.span(first, stop, kind)
    plural = first < mark
    while row.lower(stop) in (",", "и", "-", "–", "—") and row.is_digits(stop + 1):
        if row.is_counted(stop + 2) or not plural and row.lower(stop) not in ("-", "–", "—"):
            break
        index, stop = stop + 1, row.number_stop(stop + 1)
        yield row.span(index, stop, kind)


# --- addresses ------------------------------------------------------------------------------------


def _by_street(row: _Row) -> Iterator[Numeral]:
    """The house after a street: «ул. Садовая, 9», «Московское шоссе, 12/1», «пр. Мира 10»."""
    for index in range(len(row.tokens)):
        if row.lower(index) in _streets() or _is_street(row.lower(index)):
            yield from _house(row, index)


def _is_street(word: str) -> bool:
    return len(word) > 4 and word.isalpha() and bool(lemmas(word) & _streets())


def _house(row: _Row, street: int) -> Iterator[Numeral]:
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


def _house_number(row: _Row, at: int, words: int = 0) -> tuple[int, int] | None:
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


def _next_street(row: _Row, at: int) -> int:
    """«по улицам Садовой, 9, Лесной, 12 и Мира, 4»: the list of streets goes on with a capital."""
    while row.lower(at) in word_class("joint") or row.lower(at) in word_class("locative"):
        at += 1
    # a word for a street opens an address of its own
    named = at < len(row.tokens) and row.tokens[at].text[0].isupper() and not _is_street(row.lower(at))
    return at if named and row.lower(at) not in _streets() else len(row.tokens)


def _starts_name(row: _Row, at: int) -> bool:
    follower = row.tokens[at + 1].text if at + 1 < len(row.tokens) else ""
    return follower[:1].isupper() or follower in word_class("years") or follower == "-"


def _names_street(row: _Row, at: int, *, first: bool) -> bool:
    text = row.tokens[at].text if at < len(row.tokens) else ""
    if text[:1].isupper():
        return True
    return bool(text) and (text in ("-", "«", "»") or text in word_class("named_after") or text == "." and not first)


def _by_contact(row: _Row) -> Iterator[Numeral]:
    """«Садовая, 9, каб. 12»: a capitalised word, a comma and a number that counts nothing."""
    if not _is_contact(row):
        return
    for index in range(2, len(row.tokens)):
        if not row.is_digits(index) or row.lower(index - 1) != ",":
            continue
        name, stop = row.tokens[index - 2].text, row.number_stop(index)
        if not (name[:1].isupper() and name.isalpha() and len(name) > 3) or "," in row.lower(index)[1:]:
            continue
        if len(row.lower(index)) > 3 or row.lower(stop) not in ("", ",", ")", ";", ".") or row.is_digits(stop + 1):
            continue
        yield row.span(index, stop, "address")


def _is_contact(row: _Row) -> bool:
    """A line of an address: short, or with a word like «адрес», «тел.»."""
    signs = _cues("address_sign")
    return len(row.tokens) <= 6 or any(token.lower in signs or lemmas(token.lower) & signs for token in row.tokens)


def _by_index(row: _Row) -> Iterator[Numeral]:
    """The post code before a town: «454000, г. Челябинск»."""
    for index, token in enumerate(row.tokens):
        if len(token.text) != _POST_CODE or not token.text.isdecimal() or row.lower(index + 1) != ",":
            continue
        town = row.tokens[index + 2] if index + 2 < len(row.tokens) else token
        if town.lower in _cues("post_town") or town.text[0].isupper():
            yield row.span(index, index + 1, "address")


def _by_old_year(row: _Row) -> Iterator[Numeral]:
    """«29 ноября 1899 года»: a year before those that periods are told in."""
    for index in range(1, len(row.tokens)):
        text = row.tokens[index].text
        if len(text) == _YEAR and text.isdecimal() and "1000" <= text < "1900" and row.lower(index - 1) in _months():
            yield row.span(index, index + 1, "date")


@cache
def _months() -> frozenset[str]:
    return frozenset(fold(form) for row in read_table("months") for form in row["of_day"].split("|"))


# --- names, lists, schedules ----------------------------------------------------------------------


def _by_quotes(row: _Row) -> Iterator[Numeral]:
    """A short name in quotes that ends with a number («Губерния 5»), or any number in a named thing."""
    opened: int | None = None
    for index, token in enumerate(row.tokens):
        if opened is not None and token.text in _CLOSE_QUOTES:
            if index - opened <= _NAME_TOKENS:
                yield from _in_name(row, opened, index)
            opened = None
        elif token.text in _OPEN_QUOTES:
            opened = index


def _in_name(row: _Row, opened: int, closed: int) -> Iterator[Numeral]:
    named = bool(opened) and bool(lemmas(row.lower(opened - 1)) & _cues("name_noun"))
    capital = row.tokens[opened + 1].text[:1].isupper() if opened + 1 < closed else False
    last = closed - 2 if row.lower(closed - 1) == "+" else closed - 1
    index = opened + 1
    while index < closed:
        stop = index
        while stop < closed and row.is_digits(stop):
            stop += 1
        counts = row.lower(stop) in _SYMBOLS
        if stop > index and not counts and (named or capital and stop - 1 == last and index > opened + 1):
            yield row.span(index, closed if stop - 1 == last else stop, "name")
        index = max(stop, index + 1)


def _by_list(sentence: Sentence, text: str) -> Iterator[Numeral]:
    """«1. », «2) » at the start of a line, «2) » after a semicolon."""
    before = text[:0] if sentence.start == 0 else text[max(0, sentence.start - 8) : sentence.start]
    if not before.strip(" \t\u00a0\ufeff•-–—*") or before.rstrip(" \t\u00a0•-–—*").endswith(("\n", "\r")):
        head = _list_head().match(text, sentence.start, sentence.stop)
        if head:
            yield Numeral(head.start(1), head.end(1), "list")
    for match in _list_inside().finditer(text, sentence.start, sentence.stop):
        yield Numeral(match.start(1), match.end(1), "list")


@cache
def _list_head() -> regex.Pattern[str]:
    return expression(r"[\s•*–—-]*+(\d{1,2}(?:\.\d{1,2}){0,3}+)(?:[.)](?!\d)(?=\s|\p{L}|$))")


@cache
def _list_inside() -> regex.Pattern[str]:
    return expression(r"(?:^|(?<=[;:,.]\s))(\d{1,2})\)(?=\s)")


def _by_schedule(row: _Row) -> Iterator[Numeral]:
    """«с 9 до 18 часов», «с 8:00 до 20:00», «24 часа в сутки», «семь дней в неделю»."""
    for index in range(len(row.tokens)):
        stop = _opening_hours(row, index) if row.lower(index) in _cues("from") else None
        if stop is not None and not _changes(row, index):
            yield row.span(index + 1, stop, "schedule")
        if (number := _hour(row, index)) is not None and number[0] == index + 1 and _per_week(row, index + 1):
            yield row.span(index, index + 1, "schedule")


def _changes(row: _Row, index: int) -> bool:
    """«сократилось с 9 до 5 часов» is no schedule."""
    return any(lemmas(row.lower(at)) & _cues("change") for at in range(max(0, index - 6), index))


def _hour(row: _Row, at: int) -> tuple[int, int, bool] | None:
    """An hour of the day: where it ends, the hour, whether written with minutes."""
    text = row.lower(at)
    clock = regex.fullmatch(r"([01]?\d|2[0-4])[.]([0-5]\d)", text)
    if clock:
        return at + 1, int(clock.group(1)), True
    if regex.fullmatch(r"[01]?\d|2[0-4]", text):
        if row.lower(at + 1) == ":" and regex.fullmatch(r"[0-5]\d", row.lower(at + 2)):
            return at + 3, int(text), True
        return at + 1, int(text), False
    hour = _hour_words().get(text)
    return None if hour is None else (at + 1, hour, False)


@cache
def _hour_words() -> dict[str, int]:
    """«девяти» -> 9, for the hours that are one word."""
    found = {}
    for row in read_table("numerals"):
        if row["kind"] == "cardinal" and 1 <= int(row["value"]) <= 20:
            for case in ("nomn", "gent"):
                found.update({form: int(row["value"]) for form in row[case].split("|")})
    return found


def _opening_hours(row: _Row, index: int) -> int | None:
    opens = _hour(row, index + 1)
    if opens is None:
        return None
    at = opens[0]
    spoken = _says_hour(row, at)
    at += spoken
    if row.lower(at) not in _cues("to") or (closes := _hour(row, at + 1)) is None:
        return None
    told = opens[2] and closes[2] or spoken or _says_hour(row, closes[0])
    evening = row.lower(closes[0]) in _cues("late_hours")
    if not (opens[2] or spoken or opens[1] >= _EARLY):  # «с 2 до 5 часов» is how long
        return None
    if not told or not (opens[1] < closes[1] or evening or spoken) or row.lower(closes[0]) == "%":
        return None
    return closes[0]


def _says_hour(row: _Row, at: int) -> bool:
    word = row.lower(at)
    return word in _cues("hours") or word.isalpha() and bool(lemmas(word) & _cues("hours"))


def _per_week(row: _Row, at: int) -> bool:
    if row.lower(at + 1) != "в" or not row.lower(at).isalpha():
        return False
    unit, whole = lemmas(row.lower(at)), lemmas(row.lower(at + 2))
    return bool(unit & _cues("schedule_unit")) and bool(whole & _cues("schedule_whole"))


# --- all together ---------------------------------------------------------------------------------


def find_marked(sentence: Sentence, text: str) -> list[Numeral]:
    """Phones, laws, addresses, codes and the like, in order, none overlapping: «№ 210-ФЗ» is a law."""
    row = _Row(sentence.tokens, text, sentence.start)
    if not any(row.is_digits(index) or row.lower(index) in _hour_words() for index in range(len(row.tokens))):
        return []
    finders: tuple[Callable[[], Iterator[Numeral]], ...] = (
        lambda: _by_shape(sentence, text),
        lambda: _by_schedule(row),
        lambda: _by_list(sentence, text),
        lambda: _by_mark(row),
        lambda: _by_street(row),
        lambda: _by_code(sentence, text),
        lambda: _by_quotes(row),
        lambda: _by_contact(row),
        lambda: _by_index(row),
        lambda: _by_old_year(row),
    )
    found: list[Numeral] = []
    starts: list[int] = []
    for finder in finders:
        for numeral in finder():
            at = bisect_left(starts, numeral.start)
            free_before = at == 0 or found[at - 1].stop <= numeral.start
            if free_before and bisect_right(starts, numeral.stop - 1) == at:
                found.insert(at, numeral)
                starts.insert(at, numeral.start)
    return found
