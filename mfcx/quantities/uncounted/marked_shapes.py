"""Numerals known by their shape alone: phones, net addresses, codes, opening hours, numbers of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from mfcx.document import Numeral
from mfcx.morphology import lemmas
from mfcx.quantities.periods.numbers import NAMED_YEARS
from mfcx.quantities.uncounted.marked_row import CLOSE_BRACKET, Row, cues, marks
from mfcx.stored import expression
from mfcx.tables import fold

if TYPE_CHECKING:
    import regex

_DASHES = "-‐‑–—"
_DASH = f"[{_DASHES}]"
_NO_CODE = frozenset(',.;:!?()%«»"/+')  # a number that only these touch is no code
_GAP = r"[ \u00a0\u2009\u202f]"


@cache
def _shapes() -> tuple[tuple[str, frozenset[str], regex.Pattern[str]], ...]:
    """Shapes that need no word beside them, the surest first, each with signs of which one must be there."""
    domains = "|".join(sorted(cues("domain"), key=len, reverse=True))
    gap, dash, clock = f"(?:{_GAP}|{_DASH})", _DASH, r"(?:[01]?\d|2[0-4])[:.][0-5]\d"
    table = (
        # addresses of the net, tags, mail
        ("identifier", "/w", r"(?:https?://|www\.)\S++"),
        ("identifier", "@", r"(?<![\w@.+-])[\w.+-]++@[\w.-]++"),
        ("identifier", ".", rf"(?i)(?<![\w.-])(?:[\w-]{{1,40}}+\.){{1,4}}+(?<=\.)(?:{domains})(?!\w)(?:/\S*+)?+"),
        ("identifier", "#@", r"[#@][\w-]++"),
        # «портал lekar.71», the note «жителей[1]»
        ("identifier", ".", r"(?<![\w.-])[A-Za-z][A-Za-z-]++\.\d++(?!\w)"),
        ("list", "[", r"(?<=[\w»”\".,)])\[\d{1,3}\]"),
        # «8-800-550-50-30», «+7 900 000-00-00», «8 (4942) 62-22-11», «(4842) 00-00-00», «62-22-11»
        ("phone", "+", rf"(?<![\w.,])\+7{gap}?+\(?+\d{{3,5}}+\)?+(?:{gap}?+\d{{1,4}}+){{1,4}}+(?!\w)"),
        ("phone", "(", rf"(?<![\w.,-])8{gap}?+\(\d{{3,5}}+\)(?:{gap}?+\d{{1,4}}+){{1,4}}+(?!\w)"),
        ("phone", _DASHES, rf"(?<![\w.,-])8{dash}\d{{3,4}}+(?:{gap}\d{{2,4}}+){{2,4}}+(?!\w)"),
        ("phone", _DASHES, rf"(?<![\w.,-])8{_GAP}\d{{3}}(?:{gap}\d{{2,4}}+){{2,3}}+(?<=\d{dash}\d\d)(?!\w)"),
        ("phone", "78", r"(?<![\w.,-])[78]\d{10}+(?!\w)"),
        ("phone", "(", rf"\(\d{{3,5}}\){_GAP}?+\d{{1,3}}(?:{gap}\d{{2,3}}+){{0,2}}{dash}\d{{2,3}}+(?!\w)"),
        ("identifier", "-", rf"(?<![\w-])\d{{3}}-\d{{3}}-\d{{3}}{gap}\d{{2}}(?!\w)"),
        ("phone", _DASHES, rf"(?<![\w.,-])\d{{1,3}}{dash}\d\d{dash}\d\d(?![\w-])"),
        ("identifier", "", rf"(?<![\w-])\d{{4}}(?:{_GAP}\d{{4}}){{3}}(?!\w)"),
        # longer than any amount that is written without spaces
        ("identifier", "", r"(?<![\w.,])\d{13,}+(?![\w.,])"),
        # «16+»
        ("age_mark", "+", r"(?<![\w.,+−–-])\d{1,2}\+(?![\w+])"),
        # «24/7», «5/2»
        ("schedule", "/", r"(?<![\w.,/:-])(?:24/7|7/24|365/7|7/7|5/2|6/1|2/2|3/3|4/3)(?![\w/])"),
        # «9:00–18:00», «с 8.00 до 20.00» is read with words
        ("schedule", _DASHES, rf"(?<![\w.,:]){clock}{_GAP}?+{dash}{_GAP}?+{clock}(?![\w.:])"),
        # «(1901—1978)»: years of a life or an office; a comma or a word may follow
        ("period", "(", rf"(?<=\()(?:1\d|20)\d\d{_GAP}?+{dash}{_GAP}?+(?:1\d|20)\d\d(?=[),;]|{_GAP})"),
        # «3:0»; cadastral «12:34:567890:12»
        ("identifier", ":", r"(?<![\w:])\d{2}:\d{2}:\d{5,8}(?::\d++)?+(?!\w)"),
        ("other", ":", r"(?<![\w:.,])\d{1,3}+:(?:\d|\d{3,6}+)(?![\w:])"),
        # «728x90px», «1024×768»: of a picture; «300x250 м» is measured
        ("other", "x×", rf"(?<![\w.,])\d{{3,4}}[x×]\d{{2,4}}+(?:px)?+(?!\w|{_GAP}?+\w?м)"),
        # «14+297»
        ("identifier", "+", r"(?<![\w.,+])\d++\+\d++(?![\w+])"),
        # «1.2.3» that cannot be a date
        ("identifier", ".", r"(?<![\w.,])(?:\d++(?:\.\d++){3,}+(?:-\d\d)?+(?!\w)|\d{1,2}\.\d{1,2}\.\d(?![\w.]))"),
    )  # fmt: skip
    return tuple((kind, frozenset(signs), expression(pattern)) for kind, signs, pattern in table)


@cache
def _signs() -> regex.Pattern[str]:
    signs = frozenset[str]().union(*(signs for _, signs, _ in _shapes()))
    return expression(f"[{re.escape(''.join(sorted(signs)))}]")


@lru_cache(maxsize=1_000)
def _shapes_with(signs: frozenset[str]) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """The shapes that may stand in a sentence with these signs and no others."""
    return tuple((kind, pattern) for kind, needed, pattern in _shapes() if not needed or not needed.isdisjoint(signs))


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


@cache
def _latin_name() -> regex.Pattern[str]:
    return expression(r"[A-Za-z]{3,}+$")  # «35vesti», not «10Gb»


@cache
def _letters() -> regex.Pattern[str]:
    return expression(r"[^\W\d_]++")


@cache
def _list_head() -> regex.Pattern[str]:
    # «1. Открыли …», «2) …», and «- 3 Мэр Твери …» in a list of headlines
    return expression(
        r"[\s•*–—-]*+(\d{1,2}(?:\.\d{1,2}){0,3}+)(?:[.)](?!\d)(?=\s|\p{L}|$)|(?<=[•*–—-]\s\d{1,2})\s++(?=\p{Lu}\p{Ll}))"
    )


@cache
def _list_inside() -> regex.Pattern[str]:
    return expression(r"(?:^|(?<=[;:,.]\s))(\d{1,2})\)(?=\s)")


def by_shape(row: Row) -> Iterator[Numeral]:
    """Phones, addresses of the net, opening hours and the like: «8-800-000-00-00», «5/2»."""
    if not row.is_close():
        return
    for kind, pattern in _shapes_with(frozenset(_signs().findall(row.text, row.start, row.stop))):
        for match in pattern.finditer(row.text, row.start, row.stop):
            surface = match.group().rstrip('.,;:!?)»"') if kind == "identifier" else match.group()
            if _has_digit(surface):
                yield Numeral(match.start(), match.start() + len(surface), kind)


def _is_coded(row: Row) -> bool:
    """Whether a letter or a dash touches a number: «Р-21», «5G», «3-НДФЛ»."""
    behind = [at for at in row.touched if row.lowers[at - 1][-1] not in _NO_CODE]
    return bool(behind or [at for at in row.touching if row.lowers[at + 1][0] not in _NO_CODE])


def by_code(row: Row) -> Iterator[Numeral]:
    """Codes of letters and digits: «Р-21», «3-НДФЛ»."""
    if not _is_coded(row):
        return
    hyphened, mixed, form, digits_first = _codes()
    for match in hyphened.finditer(row.text, row.start, row.stop):
        word = _letters().match(match.group())
        if word and _is_code(word.group(), match.group()):
            kind = marks("before").get(fold(word.group()), ("identifier", False))[0]
            yield Numeral(match.start(), match.end(), "ordinal" if kind == "ordinal" else "identifier")
    for match in mixed.finditer(row.text, row.start, row.stop):
        letters = _letters().match(match.group())
        if letters and letters.group().islower() and len(letters.group()) < 3:
            continue  # «в2020», «м2»
        if letters and not (
            fold(letters.group()) in cues("glued_unit") and match.group()[letters.end() :] in ("2", "3")
        ):
            yield Numeral(match.start(), match.end(), "identifier")
    for match in form.finditer(row.text, row.start, row.stop):
        suffix = fold(re.split(_DASH, match.group())[-1])
        yield Numeral(match.start(), match.end(), "law" if suffix in cues("law_suffix") else "identifier")
    for match in digits_first.finditer(row.text, row.start, row.stop):
        if fold(match.group()) in cues("name") or _latin_name().search(match.group()):
            yield Numeral(match.start(), match.end(), "name")


def _is_code(word: str, code: str) -> bool:
    """«Р-21», «системы-112», «выборов-2018», but not «22 кражи (АППГ-29)»."""
    if fold(word) in cues("no_code"):
        return False
    return word[0].isupper() or _takes_number(fold(word)) or _ends_in_year(code)


def _ends_in_year(code: str) -> bool:
    """«выборов-2018»: which ones, not how many."""
    number = re.split(_DASH, code)[-1]
    return number.isdecimal() and int(number) in NAMED_YEARS


def _takes_number(word: str) -> bool:
    """Whether a common noun makes a name with a number: «системы-112», «топ-10»; not «офисов-12»."""
    return word in cues("digits_noun") or not cues("digits_lemma").isdisjoint(lemmas(word))


def by_list(row: Row) -> Iterator[Numeral]:
    """«1. », «2) » at the start of a line, «2) » after a semicolon."""
    # what is numbered begins with its number, behind no more than a bullet
    if not row.lowers[0].isalpha() and _begins_line(row):
        head = _list_head().match(row.text, row.start, row.stop)
        if head:
            yield Numeral(head.start(1), head.end(1), "list")
    if row.held & CLOSE_BRACKET:
        for match in _list_inside().finditer(row.text, row.start, row.stop):
            yield Numeral(match.start(1), match.end(1), "list")


def _begins_line(row: Row) -> bool:
    before = row.text[max(0, row.start - 8) : row.start]
    return not before.strip(" \t\u00a0\ufeff•-–—*") or before.rstrip(" \t\u00a0•-–—*").endswith(("\n", "\r"))


def _has_digit(text: str) -> bool:
    return any(char.isdecimal() for char in text)
