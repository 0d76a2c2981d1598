"""Stage 1, datelines: the line, or the opening of the lead, that says where and when an article came out.

>>> read_dateline("6 июля 2020, 13:15 | Общество").stamps[0].year
2020
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

import regex

from mfcx.document import Span
from mfcx.morphology import readings
from mfcx.page.furniture import Mark, find_mark, is_label, split_pieces
from mfcx.page.signatures import find_names, has_place, is_name
from mfcx.page.words import has_verb, is_section, split_words, words_of
from mfcx.stored import expression
from mfcx.tables import fold, read_table

LINE_LIMIT = 220  # a longer line is prose
_OPENING_LIMIT = 240
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_UNKNOWN_PARTS = 3
_UNKNOWN_WORDS = 5
_TODAY_WORDS = 3


class Stamp(NamedTuple):
    """A day as it is written; `year` is None in «9 июня», `role` published, updated, today or empty."""

    start: int
    stop: int
    day: int
    month: int
    year: int | None
    role: str = ""

    def to_date(self, year: int | None = None) -> date | None:
        """The calendar day, with a year from elsewhere where the text has none; None for 31 июня."""
        known = self.year or year
        if known is None or not _FIRST_YEAR <= known <= _LAST_YEAR:
            return None
        try:
            return date(known, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: its days, where it ends, the names in it, and whether it gives an hour."""

    stamps: tuple[Stamp, ...]
    stop: int
    names: tuple[Span, ...] = ()
    timed: bool = False


@cache
def _words(role: str) -> dict[str, str]:
    return {fold(row["word"]): row["value"] for row in read_table("datelines") if row["role"] == role}


def _any_of(words: Iterable[str]) -> str:
    """Words as a choice in a pattern, the longer ones first: «года|год|г»."""
    return "|".join(sorted(map(regex.escape, words), key=len, reverse=True))


@cache
def _abbreviations(role: str) -> str:
    return _any_of(word for word, value in _words(role).items() if value == "abbreviation")


@cache
def _date_pattern() -> regex.Pattern[str]:
    months, years, short_year = _any_of(_words("month")), _any_of(_words("year")), _abbreviations("year")
    twice = rf"\d{{1,2}}[\s\u00a0](?:{months})\b"  # «5 мая 20215 мая 2021»: two days run together
    short_end = rf"[\s\u00a0]?(?:{short_year})\b|,?[\s\u00a0](?:\w[\s\u00a0])?\d{{1,2}}:\d\d"  # «5 мая 21 в 10:15»
    return expression(
        rf"""
        (?:(?<![\d.,/:+-])|(?<=\p{{L}}[\s\u00a0]\d{{4}}))(?:
            (?P<y1>\d{{4}})[-./](?P<m1>\d{{1,2}})[-./](?P<d1>\d{{1,2}})(?:T(?=\d))?
          | (?P<d2>\d{{1,2}})[-./](?P<m2>\d{{1,2}})(?:[-./](?P<y2>\d{{4}})|[./](?P<y5>[0-3]\d))
            (?:\s?(?:{short_year})\b\.?)?
          | (?P<d3>\d{{1,2}})(?:-?го|th|st|nd)?[\s\u00a0]{{1,3}}(?P<m3>{months})\b[.,]?
            (?:[\s\u00a0]{{0,3}}(?P<y3>\d{{4}})(?:(?!\d)|(?={twice}))(?:[\s\u00a0]?(?:{years})\b\.?)?
              |[\s\u00a0](?P<y6>[0-3]\d)(?={short_end}))?
        )(?:(?!\d)|(?={twice}))
        """,
        regex.VERBOSE | regex.IGNORECASE,
    )


@cache
def _month_first_pattern() -> regex.Pattern[str]:
    months = _any_of(_words("month"))
    return expression(
        rf"\b(?P<m4>{months})\.?[\s\u00a0]{{1,3}}(?P<d4>\d{{1,2}}),?[\s\u00a0]{{1,3}}(?P<y4>\d{{4}})(?!\d)",
        regex.IGNORECASE,
    )


@cache
def _hint_pattern() -> regex.Pattern[str]:
    """Cheap: may a day stand in this text? «21 м…» may begin one, «21 о…» may not."""
    starts = "|".join(sorted({word[:2] for word in _words("month")}))
    return expression(rf"\d[-./]\d|\d(?:-?го|th|st|nd)?[\s\u00a0]{{1,3}}(?:{starts})", regex.IGNORECASE)


_TIME_HINT = expression(r"\d(?::|\s?ч)|в\s\d")
_MONTH_FIRST = expression(r"\d,?[\s\u00a0]{1,3}\d{4}")


_TIME = expression(
    r"(?<![\d.])(?:T|в\s+)?(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?:[+-]\d\d:\d\d|Z)?(?!\d)"
    r"|(?<![\d.])в\s+(?:[01]?\d|2[0-3])[.-][0-5]\d(?!\d)"
    r"|(?<![\d.])\d{1,2}\s?ч(?:ас)?\.?\s?\d{2}\s?мин\.?"
)
_BREAK = expression(r"[|•·,;:/\\\[\]()→›»«„“”\"<>_*!°]|(?<!\w)[—–-]+|[—–-]+(?!\w)|\.(?=\s|$)|\t|[\s\u00a0]{2,}")
_QUOTES = tuple('«»„“”"')
_NUMBER = expression(r"\d++(?:[.,]\d++)?[кkКKтт]?")
_ABBREVIATION = expression(r"\p{Lu}[\p{Ll}]?\p{Lu}|\p{Lu}{2}|\p{Latin}{2}")


def find_stamps(text: str) -> Iterator[Stamp]:
    """Every day written in a short text: «6 июл 2020, 13:15» is day 6, month 7, year 2020."""
    for found in _date_matches(text):
        part = {key[0]: value for key, value in found.groupdict().items() if value is not None}
        month = part["m"] if part["m"].isdigit() else _words("month")[fold(part["m"])]
        year = None if "y" not in part else int(part["y"]) + (2000 if len(part["y"]) == 2 else 0)
        stamp = Stamp(found.start(), found.end(), int(part["d"]), int(month), year)
        if stamp.to_date(2020) is not None:
            yield stamp


def _date_matches(text: str) -> list[regex.Match[str]]:
    found = list(_date_pattern().finditer(text)) if _hint_pattern().search(text) else []
    if _MONTH_FIRST.search(text):
        found += [
            other
            for other in _month_first_pattern().finditer(text)
            if all(other.end() <= one.start() or one.end() <= other.start() for one in found)
        ]
        found.sort(key=lambda one: one.start())
    return found


# --- a whole line --------------------------------------------------------------------------------------------------


class _Rest(NamedTuple):
    """What is left of a line between its dates and separators, less the words a dateline may hold."""

    start: int
    text: str
    unknown: tuple[str, ...]
    quoted: bool = False


def read_dateline(line: str, known: tuple[str, ...] | None = None) -> Dateline | None:
    """The dateline that is the whole line, or None: «Тула, 4 апреля - АиФ» is one, «Отчёт на 1 марта» is not."""
    if len(line) > LINE_LIMIT:
        return None
    stamps = list(find_stamps(line))
    times = _find_times(line)
    if not stamps and not times and not _is_today(split_words(line) if known is None else known):
        return None
    return _read_whole(line, stamps, times) or _read_report(line, stamps, times) or _read_mixed(line, stamps)


def _find_times(line: str) -> list[Span]:
    return [Span(found.start(), found.end()) for found in _TIME.finditer(line)] if _TIME_HINT.search(line) else []


def _is_today(words: tuple[str, ...]) -> bool:
    return 0 < len(words) <= _TODAY_WORDS and not set(words).isdisjoint(_words("today"))


def _read_report(line: str, stamps: list[Stamp], times: list[Span]) -> Dateline | None:
    """The hour a report was drawn up for: «по состоянию на 09:00 23.05.2023»."""
    if not stamps or not times:
        return None
    start = min(stamps[0].start, times[0].start)
    words = split_words(line[:start])
    if not words or words[-1] not in _words("report_day") or not set(words) <= set(_words("report")):
        return None
    rest = line[start:]
    found = _read_whole(rest, list(find_stamps(rest)), [Span(one.start - start, one.stop - start) for one in times])
    if found is None:
        return None
    moved = tuple(stamp._replace(start=stamp.start + start, stop=stamp.stop + start) for stamp in found.stamps)
    return Dateline(tuple(stamp._replace(role="report") for stamp in moved), len(line), timed=True)


def _read_mixed(line: str, stamps: list[Stamp]) -> Dateline | None:
    """A day among other furniture: «5 мая 2021 · 4 мин на чтение», «05.05.2021   Автор: Анна Лескова»."""
    pieces = split_pieces(line)
    if not stamps or len(pieces) < 2:
        return None
    names: list[Span] = []
    dated = False
    position = 0
    for piece in pieces:
        position = line.index(piece, position)
        core = _read_core(piece)
        mark = None if core else find_mark(piece)
        if core is not None:
            dated = dated or bool(core.stamps)
            names += [Span(position + name.start, position + name.stop) for name in core.names]
        elif mark is not None and _is_own(mark, piece):
            names += [Span(position + a, position + b) for a, b in find_names(piece) if mark.role == "byline"]
        elif is_name(piece):
            names.append(Span(position, position + len(piece)))
        elif not is_label(piece):
            return None
        if core is None and not any(char.isalpha() for char in piece):
            return None  # a cell of a table: «Вельск | 12.03.2021 | 5 000»
        position += len(piece)
    if not dated:
        return None
    return Dateline(tuple(_with_roles(line, stamps)), len(line), tuple(names), timed=bool(_find_times(line)))


def _is_own(mark: Mark, piece: str) -> bool:
    """A mark that opens no list of other texts: «0 комментариев» beside the day is a counter."""
    return mark.role not in ("end", "aside") or (not mark.glued and any(char.isdigit() for char in piece))


def _read_core(piece: str) -> Dateline | None:
    stamps = list(find_stamps(piece))
    times = _find_times(piece)
    return _read_whole(piece, stamps, times) if stamps or times else None


def _read_whole(line: str, stamps: list[Stamp], times: list[Span]) -> Dateline | None:
    """A line of nothing but days, hours and the words that may stand beside them."""
    taken = sorted([Span(stamp.start, stamp.stop) for stamp in stamps] + times)
    rests = list(_rests(line, taken))
    if not _may_stand(line, stamps, rests, timed=bool(times)):
        return None
    names = tuple(_names(rests))
    return Dateline(tuple(_with_roles(line, stamps)), len(line), names, timed=bool(times))


def _rests(line: str, taken: list[Span]) -> Iterator[_Rest]:
    """The parts between dates, times and separators."""
    position = 0
    for span in [*taken, Span(len(line), len(line))]:
        if span.start < position:
            continue
        gap = line[position : span.start]
        start = 0
        for cut in [*_BREAK.finditer(gap), None]:
            stop = len(gap) if cut is None else cut.start()
            part = gap[start:stop]
            if part.strip():
                quoted = gap[max(0, start - 1) : start] in _QUOTES and gap[stop : stop + 1] in _QUOTES
                yield _Rest(position + start, part, _unknown(part), quoted)
            start = stop if cut is None else cut.end()
        position = span.stop


def _unknown(part: str) -> tuple[str, ...]:
    if is_section(part):
        return ()
    known = _known_words()
    return tuple(word for word in split_words(part) if word not in known and not _NUMBER.fullmatch(word))


@cache
def _known_words() -> frozenset[str]:
    roles = ("weekday", "published", "updated", "today", "filler", "year", "place")
    return frozenset().union(words_of("counter"), *(_words(role) for role in roles))


def _may_stand(line: str, stamps: list[Stamp], rests: list[_Rest], *, timed: bool) -> bool:
    if set(split_words(line)) & set(_words("document")):
        return False
    if any(_after_preposition(line, stamp.start) for stamp in stamps):
        return False
    unknown = [rest for rest in rests if rest.unknown]
    if len(unknown) > _UNKNOWN_PARTS or any(len(rest.unknown) > _UNKNOWN_WORDS for rest in unknown):
        return False
    if any(_names_event(line, rest, stamps) for rest in unknown):
        return False
    numeric = any(_is_numeric(line, stamp) for stamp in stamps)
    if any(_counts(rest.text) for rest in unknown):
        return False
    free = (numeric or "|" in line or (timed and bool(stamps))) and not any(_is_loose(rest) for rest in unknown)
    return all(_is_label(rest.text.strip(), free=free or rest.quoted) for rest in unknown)


def _names_event(line: str, rest: _Rest, stamps: list[Stamp]) -> bool:
    """«День донора: 5 мая 2021, 10:15» says when something will be."""
    after = line[rest.start + len(rest.text) :]
    if not after.startswith(":") or has_place(rest.text):
        return False
    start = len(line) - len(after[1:].lstrip())
    return any(stamp.start == start for stamp in stamps)


def _counts(part: str) -> bool:
    """«15 000 доз» next to a day is a fact, «№ 65» is not."""
    return "№" not in part and any(word.isdigit() for word in split_words(part))


def _is_loose(rest: _Rest) -> bool:
    return not rest.text.strip()[0].isupper() and not _ABBREVIATION.search(rest.text)


def _after_preposition(line: str, start: int) -> bool:
    """«на 1 марта», «за 14 июня»: the day belongs to what was said before."""
    words = split_words(line[:start])
    before = line[:start].rstrip()
    if not words or not before or not before[-1].isalpha() or words[-1] in _words("day"):
        return False
    return readings(words[-1])[0].pos == "PREP"


def _is_label(part: str, *, free: bool) -> bool:
    """May these words stand in a dateline: a name, a town, an agency; when `free`, any short phrase without a verb."""
    if is_name(part):
        return True
    if has_verb(part):
        return False
    words = split_words(part)
    if free:
        return len(words) <= _UNKNOWN_WORDS
    short = len(words) <= 3
    return short and (has_place(part) or bool(_ABBREVIATION.search(part)) or bool(set(words) & words_of("letterhead")))


def _names(rests: list[_Rest]) -> Iterator[Span]:
    for rest in rests:
        if rest.unknown and (is_name(rest.text) or not has_place(rest.text)):
            for start, stop in find_names(rest.text):
                yield Span(rest.start + start, rest.start + stop)


def _with_roles(line: str, stamps: list[Stamp]) -> Iterator[Stamp]:
    """Each day with the word that stands before it: «Обновлено: 04.05.2021»."""
    position = 0
    for stamp in stamps:
        role = ""
        for word in split_words(line[position : stamp.start]):
            role = next((name for name in ("published", "updated", "today") if word in _words(name)), role)
        yield stamp._replace(role=role)
        position = stamp.stop


# --- the opening of a line -----------------------------------------------------------------------------------------

_PLACE = r"\p{Lu}[\p{L}]*+(?:-(?:на-)?\p{Lu}?\p{L}++)?(?:\s\p{Lu}\p{L}++(?:-\p{L}++)?){0,2}"
_CAPITAL = r"\p{Lu}[\p{L}\d]*+(?:\.[\p{L}\d]++)*+"
_AGENCY = (
    r"(?:/[^/\n]{2,80}/|\([^()\n]{2,80}\)"
    rf"|(?:(?:\p{{Lu}}\p{{L}}*\s)?[«\"„][^«»\"„“\n]{{2,40}}[»\"“]|{_CAPITAL}(?:[-\s]{_CAPITAL}){{0,3}})(?:,\s\p{{Lu}}\p{{Ll}}+\s\p{{Lu}}[\p{{L}}-]+)?)"
)
_NEXT = r"(?=\s*[«\"„“(]?[\p{Lu}\d]|\s*$)"


@cache
def _opening_patterns() -> tuple[regex.Pattern[str], ...]:
    months = _any_of(_words("month"))
    years, short_year = _any_of(_words("year")), _abbreviations("year")
    year = rf"(?:[\s\u00a0]\d{{4}}(?:[\s\u00a0](?:(?:{short_year})\.|{years}))?)?"
    place = rf"(?P<place>(?:(?:{_abbreviations('place')})\.\s?)?{_PLACE})"
    day = rf"(?P<date>\d{{1,2}}[\s\u00a0](?i:{months})\b\.?{year}|\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d\d))"
    aside = r"(?:\s*[/(][^/()\n]{2,60}[/)])?"
    clock = r"(?:,?\s\d{1,2}:\d\d)?"
    end = r"(?:\s*[.:]|\s+[—–-]+)(?=\s|$)"
    return tuple(
        expression(pattern)
        for pattern in (
            # Томск /Томская область/, 5 мая. /АГЕНТСТВО/. – Томск, 5 мая – Агентство. – Томск. 5 мая. АГЕНТСТВО –
            rf"\s*{place}{aside}\s?[,.]\s*{day}{clock}[,.]?\s*(?:[—–-]+\s*)?(?P<agency>{_AGENCY}){end}{_NEXT}",
            rf"\s*\(?{place}{aside}\s?[,.]\s*{day}{clock}(?:{end}|\)){_NEXT}",
            # 5 мая, Томск. – 5 мая – Агентство.
            rf"\s*{day}{clock}[,.]?\s*(?:[—–-]+\s*)?(?P<agency>{_AGENCY}){end}{_NEXT}",
            rf"\s*{day}{clock},\s{place}{end}{_NEXT}",
            # АГЕНТСТВО – 5 мая.
            rf"\s*(?P<agency>{_AGENCY})\s[—–-]+\s{day}{clock}(?:(?<=\.)|\.)(?=\s){_NEXT}",
            rf"\s*{day}{clock}\.(?=\s){_NEXT}",
            # Томск. АГЕНТСТВО. – Томск, Агентство –
            rf"\s*{place}{aside}\s?[,.]\s*(?P<agency>{_AGENCY}){end}{_NEXT}",
            # Томск.
            rf"\s*{place}{aside}\s?\.(?=\s){_NEXT}",
        )
    )


def read_opening(text: str) -> Dateline | None:
    """The dateline before the first sentence: «ТОМСК, 5 мая. /ТАСС/. Офис …» stops before «Офис»."""
    piece = text[:_OPENING_LIMIT]
    for pattern in _opening_patterns():
        found = pattern.match(piece)
        if found is not None and _is_opening(found):
            stop = found.end() + len(piece[found.end() :]) - len(piece[found.end() :].lstrip())
            names = [Span(found.start("agency") + a, found.start("agency") + b) for a, b in _agency_names(found)]
            return Dateline(tuple(find_stamps(piece[: found.end()])), stop, tuple(names))
    return None


def _group(found: regex.Match[str], name: str) -> str | None:
    value = found.groupdict().get(name)
    return None if value is None else str(value)


def _agency_names(found: regex.Match[str]) -> Iterator[tuple[int, int]]:
    agency = _group(found, "agency")
    if agency is not None and "," in agency:
        yield from find_names(agency)


def _is_opening(found: regex.Match[str]) -> bool:
    """A town needs a day, an agency or a gazetteer behind it: «Итог. …» is a sentence."""
    agency, place, day = (_group(found, name) for name in ("agency", "place", "date"))
    if agency is not None and not _is_agency(agency):
        return False
    if day is not None:
        return place is None or found.start("place") < found.start("date") or has_place(place)
    return place is not None and has_place(place) and not has_verb(place)


def _is_agency(text: str) -> bool:
    if text[0] in "/(":
        return True
    return bool(_ABBREVIATION.search(text)) or bool(set(split_words(text)) & words_of("letterhead")) or text[0] in '«"„'


# --- the beginning of a headline or lead -----------------------------------------------------------------------------

_EDGE = r"[\s|,.:()\[\]—–-]*+"
_PREFIX = expression(rf"{_EDGE}(?:\d{{1,2}}\+|date(?:\s\d{{4}}-\d\d(?![-\d])|(?=\s\d{{4}})))")
_PREFIX_END = expression(rf"{_EDGE}(?=[\p{{Lu}}«\"„“])")
_FIGURE_NEXT = expression(rf"{_EDGE}(?=\d[\d\s.,]{{0,12}}(?:%|\s\p{{Ll}}{{3,}}\s))")  # «290 тысяч звонков …»


def read_prefix(text: str) -> Dateline | None:
    """Day, hour or age mark before a headline or lead: «12.03.2021 10:15 Парк открыт», «(12+) Парк открыт»."""
    piece = text[:_OPENING_LIMIT]
    position, stamps, timed = 0, list[Stamp](), False
    while True:
        edge = len(piece) - len(piece[position:].lstrip(" \t\u00a0|,.:()[]—–-"))
        day = next((stamp for stamp in find_stamps(piece[:60]) if stamp.start == edge), None)
        found = _TIME.match(piece, edge) or _PREFIX.match(piece, position)
        if day is not None:
            stamps.append(day)
            position = day.stop
        elif found is not None:
            timed = timed or piece[found.end() - 1].isdigit()
            position = found.end()
        else:
            break
    end = _PREFIX_END.match(piece, position)
    if end is None and any(stamp.year is not None for stamp in stamps):
        end = _FIGURE_NEXT.match(piece, position)
    if position == 0 or end is None or not (timed or all(_is_numeric(piece, stamp) for stamp in stamps)):
        return None  # a day in words needs the hour: «5 мая 2021 Томская …» may be the first words of a sentence
    return Dateline(tuple(stamps), end.end(), timed=timed)


def _is_numeric(text: str, stamp: Stamp) -> bool:
    return not any(char.isalpha() for char in text[stamp.start : stamp.stop - 2])
