"""Numerals that are no quantities, known by their shape or by a mark beside them.

Dates, clock times and periods are read elsewhere; here are phones, laws, addresses, codes, list numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

from mfcx.document import DASHES, Numeral, Sentence
from mfcx.morphology import LIKELY, lemmas, readings
from mfcx.quantities.forms import Forms
from mfcx.quantities.periods.numbers import YEARS
from mfcx.quantities.traits import Places, see
from mfcx.quantities.uncounted.addresses import by_contact, by_index, by_street
from mfcx.quantities.uncounted.marked_row import (
    CLOSE_BRACKET,
    HOURS,
    MARK,
    NUMEROS,
    OPEN_QUOTE,
    OPEN_QUOTES,
    SYMBOLS,
    Row,
    cues,
    mark_before,
    marks,
)
from mfcx.quantities.uncounted.marked_shapes import by_code, by_list, by_shape
from mfcx.quantities.uncounted.schedules import by_schedule
from mfcx.quantities.unit_table import find_symbol
from mfcx.tables import words

_CLOSE_QUOTES = frozenset('»"”')
_BRACKET_ENDS = frozenset("),;")
_ROW_JOINTS = DASHES | {",", "и"}
_NAME_TOKENS = 7  # longer quotes are speech, not names


def _by_mark(row: Row) -> Iterator[Numeral]:
    """A marking word before the digits («статья 5», «№ 210-ФЗ», «тел. 00-00») or after («102.0 FM»)."""
    if not row.held & MARK and row.digits[0] > 0:
        return  # before the first token a sentence may have been cut off from its mark
    marked = 0
    for index in row.digits:
        if (after := marks("after").get(row.lower(index + 1))) is not None:
            yield row.span(index, index + 1, after[0])
            continue
        at = _mark_at(row, index)
        if row.lower(at) in NUMEROS:
            yield from _numbered(row, at, index)
            continue
        for numeral in _worded(row, at, index, goes_on=marked == at):
            yield numeral
            marked = row.number_stop(index)


def _mark_at(row: Row, index: int) -> int:
    """Where the mark of digits may stand: «тел.: | 00-00», «ГОСТ Р ИСО | 9001»."""
    at = index - 1
    while at > 0 and row.lower(at) in (".", ":") and index - at < 4:
        at -= 1
    while at > 0 and row.lower(at) in words("standard_kind") and row.tokens[at].text.isupper():
        at -= 1
    return at


def _worded(row: Row, at: int, index: int, *, goes_on: bool) -> Iterator[Numeral]:
    """«статья | 5», «в таблицах | 2 и 3»: what a marking word numbers."""
    word = row.lower(at) if at >= 0 else row.word_before()
    found = mark_before(word)
    if found is None or not _abbreviated(row, at, word) or _is_included(row, at):
        return
    if len(word) < 3 and row.is_digits(at - 1) and not goes_on:  # «5 ч. 20 мин.», but «п. 3 ч. 2»
        return
    kind, guarded = found
    stop = row.number_stop(index)
    if kind == "identifier" and row.lower(stop) in DASHES and _is_year(row.lower(index)):
        return  # «подпрограммы | 2015 – 2021 гг.»
    if guarded and kind != "law" and at >= 0 and (_counts_many(row, at) or _goes_to_many(row, at, stop)):
        return
    side = kind == "address" and _is_side(row, stop)
    if guarded and (row.is_counted(stop) or row.is_grouped(index) or side):
        return
    yield row.span(index, stop, kind)
    if kind == "identifier" and _IS_MANY[word]:
        yield from _others_of_row(row, stop, kind)


def _is_year(word: str) -> bool:
    return word.isdecimal() and int(word) in YEARS


def _is_included(row: Row, at: int) -> bool:
    """«40 школ, в т. | ч. 12 сельских»: among them; no part of a law."""
    opens = row.lower(at - 1) == "." and row.lower(at - 2) in words("included_short")
    return opens and row.lower(at) in words("part_short")


def _counts_many(row: Row, at: int) -> bool:
    """«Сдали квартир 340, мест 12»: a genitive plural that no noun governs; «жители домов 5 и 7» say which."""
    if not _IS_OF_MANY[row.tokens[at].lower]:
        return False
    while at > 0 and readings(row.lower(at - 1))[0].pos in ("ADJF", "PRTF"):
        at -= 1
    before = readings(row.lower(at - 1))[0] if at > 0 and row.lower(at - 1).isalpha() else None
    return before is None or before.pos in ("VERB", "PRTS") or before.case == "loct"  # «в садах мест 300»


def _is_side(row: Row, stop: int) -> bool:
    """«зал 36 | на 18 метров», «помещение 5 | х 6 м»: how long and how wide."""
    by = row.lower(stop) in words("by") | words("product") and row.is_digits(stop + 1)
    return by and (row.is_counted(stop + 2) or find_symbol(row.tokens, stop + 2) is not None)


def _goes_to_many(row: Row, at: int, stop: int) -> bool:
    """«выдача квартир 40 | сиротам», «светлых помещений 14 | молодым артелям»: those are whom it goes to."""
    if not _IS_OF_MANY[row.tokens[at].lower]:
        return False
    while row.lower(stop).isalpha() and readings(row.lower(stop))[0].pos in ("ADJF", "PRTF"):
        stop += 1
    whom = row.lower(stop)
    top = readings(whom)[0] if whom.replace("-", "").isalpha() else None  # «45 детям-сиротам»
    return top is not None and (top.pos, top.case, top.number) == ("NOUN", "datv", "plur")


def _is_of_many(form: str) -> bool:
    found = [(r.case, r.number) for r in readings(form) if r.pos == "NOUN"] if form.isalpha() else []
    return bool(found) and set(found) == {("gent", "plur")}


_IS_OF_MANY = Forms(_is_of_many)


def _is_many(form: str) -> bool:
    """«садов», «школах», but not «школы», which may be one."""
    found = [r.number for r in readings(form) if r.pos == "NOUN"] if form.isalpha() else []
    return bool(found) and set(found) == {"plur"}


_IS_MANY = Forms(_is_many)


def _may_be_many(form: str) -> bool:
    """«садах», «новых», not «и»."""
    found = readings(form) if form.islower() and form.isalpha() else ()
    return any(r.number == "plur" and r.pos in ("NOUN", "ADJF", "PRTF") and r.score >= LIKELY for r in found)


def _abbreviated(row: Row, at: int, word: str) -> bool:
    """«п. 3», «ст. 5»: a mark of one or two letters counts only with its point; «ПЧ 12» is none."""
    capitals = len(word) == 2 and at >= 0 and row.tokens[at].text.isupper()
    return at < 0 or row.lower(at + 1) == "." or len(word) > 2 or not word.isalpha() or word == "fm" or capitals


def _numbered(row: Row, mark: int, index: int) -> Iterator[Numeral]:
    """«№ 65», «№№ 5, 7 и 12», «садов № 5 и 7»: an identifier, or a law when the noun before says so."""
    stop = row.number_stop(index)
    suffix = row.lower(stop - 1) if stop > index + 1 else ""
    if row.glued(stop + 1) and row.lower(stop) == "-" and row.lower(stop + 1).isalpha():  # «№ 210-ФЗ»
        suffix, stop = row.lower(stop + 1), stop + 2
    near = [row.lower(at) for at in range(max(0, mark - 5), mark)]
    law = suffix in cues("law_suffix") or any(lemmas(word) & cues("law_noun") for word in near if word.isalpha())
    kind = "law" if law else "identifier"
    first = mark - 1 if row.lower(mark - 1) == row.lower(mark) else mark
    yield row.span(first, stop, kind)
    plural = first < mark
    if not plural and _IS_MANY[row.lower(mark - 1)]:
        yield from _others_of_row(row, stop, kind)  # «садов № 5 | и 7»
        return
    while row.lower(stop) in _ROW_JOINTS and row.is_digits(stop + 1):
        if row.is_counted(stop + 2) or not plural and row.lower(stop) not in DASHES:
            break
        index, stop = stop + 1, row.number_stop(stop + 1)
        yield row.span(index, stop, kind)


def _others_of_row(row: Row, stop: int, kind: str) -> Iterator[Numeral]:
    """The other numbers behind a mark of many: «садов № 5, 7 и 12», not «в школах № 5 и 12 | садах»."""
    while row.lower(stop) in _ROW_JOINTS and row.is_digits(stop + 1):
        index, stop = stop + 1, row.number_stop(stop + 1)
        if row.is_counted(stop) or _may_be_many(row.tokens[stop].text if stop < len(row.tokens) else ""):
            return
        yield row.span(index, stop, kind)


def _by_year_of_name(row: Row) -> Iterator[Numeral]:
    """«фильмы «Берег» (1975) и «Путь» (1982)»: when each was made; no number of such a row is anything else."""
    if not row.held & CLOSE_BRACKET:
        return
    alone = [at for at in row.digits if row.lower(at - 2) in _CLOSE_QUOTES and row.lower(at - 1) == "("]
    alone = [at for at in alone if row.lower(at + 1) in _BRACKET_ENDS]
    if all(row.lower(at).isdecimal() and int(row.lower(at)) in YEARS for at in alone):
        yield from (row.span(at, at + 1, "period") for at in alone)


def _by_quotes(row: Row) -> Iterator[Numeral]:
    """A short name in quotes that ends with a number («Губерния 5»), or any number in a named thing."""
    if not row.held & OPEN_QUOTE:
        return
    opened: int | None = None
    for index, token in enumerate(row.tokens):
        if opened is not None and token.text in _CLOSE_QUOTES:
            if index - opened <= _NAME_TOKENS:
                yield from _in_name(row, opened, index)
            opened = None
        elif token.text in OPEN_QUOTES:
            opened = index


def _in_name(row: Row, opened: int, closed: int) -> Iterator[Numeral]:
    named = bool(opened) and (
        bool(lemmas(row.lower(opened - 1)) & cues("name_noun"))
        or row.is_digits(opened + 1)
        and readings(row.lower(opened - 1))[0].pos == "NOUN"
    )
    capital = row.tokens[opened + 1].text[:1].isupper() if opened + 1 < closed else False
    last = closed - 2 if row.lower(closed - 1) == "+" else closed - 1
    tail = _span_start(row, last)
    index = opened + 1
    while index < closed:
        stop = index
        while stop < closed and row.is_digits(stop):
            stop += 1
        counts = row.lower(stop) in SYMBOLS
        if stop > index and not counts and (named or capital and index >= tail > opened + 1):
            yield row.span(index, closed if stop - 1 == last else stop, "name")
        index = max(stop, index + 1)


def _span_start(row: Row, last: int) -> int:
    """Where the numbers begin that a name ends with, one or the two ends of a span: «Театр Урала | 1917 — 2017»."""
    if not row.is_digits(last):
        return last + 1
    first = last
    while row.is_digits(first - 1) or (row.lower(first - 1) in DASHES and row.is_digits(first - 2)):
        first -= 1
    return first


# the surest first; an hour alone may be a word, all the others need digits
_FINDERS: tuple[Callable[[Row], Iterator[Numeral]], ...] = (
    by_shape,
    by_schedule,
    by_list,
    _by_mark,
    by_street,
    by_code,
    _by_year_of_name,
    _by_quotes,
    by_contact,
    by_index,
)


def find_marked(sentence: Sentence, text: str, places: Places | None = None) -> list[Numeral]:
    """Phones, laws, addresses, codes and the like, in order, none overlapping: «№ 210-ФЗ» is a law."""
    places = places or see(sentence.tokens)
    if not places.held & HOURS:
        return []
    row = Row(sentence, text, places)
    found: list[Numeral] = []
    starts: list[int] = []
    for finder in _FINDERS if row.digits else (by_schedule,):
        for numeral in finder(row):
            at = bisect_left(starts, numeral.start)
            free_before = at == 0 or found[at - 1].stop <= numeral.start
            if free_before and bisect_right(starts, numeral.stop - 1) == at:
                found.insert(at, numeral)
                starts.insert(at, numeral.start)
    return found
