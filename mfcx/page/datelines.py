"""Stage 1, datelines: the line that says where and when an article came out.

>>> read_dateline("6 июля 2020, 13:15 | Общество").stamps[0].year
2020
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from mfcx.document import Span
from mfcx.morphology import readings
from mfcx.page.furniture import Mark, find_mark, is_label, split_pieces
from mfcx.page.signatures import find_names, has_place, is_name
from mfcx.page.stamps import Stamp, dateline_words, find_stamps, find_times, is_numeric
from mfcx.page.words import has_verb, is_section, split_words, words_of
from mfcx.stored import expression

LINE_LIMIT = 220  # a longer line is prose
_UNKNOWN_PARTS = 3
_UNKNOWN_WORDS = 5
_TODAY_WORDS = 3
_BREAK = expression(r"[|•·,;:/\\\[\]()→›»«„“”\"<>_*!°]|(?<!\w)[—–-]+|[—–-]+(?!\w)|\.(?=\s|$)|\t|[\s\u00a0]{2,}")
_DIGIT = expression(r"\d")
_QUOTES = tuple('«»„“”"')
_NUMBER = expression(r"\d++(?:[.,]\d++)?[кkКKтт]?")
LETTERS = expression(r"\p{Lu}[\p{Ll}]?\p{Lu}|\p{Lu}{2}|\p{Latin}{2}")


class Dateline(Struct, frozen=True):
    """A dateline: its days, where it ends, the names in it, and whether it gives an hour."""

    stamps: tuple[Stamp, ...]
    stop: int
    names: tuple[Span, ...] = ()
    timed: bool = False


def moved(dateline: Dateline, by: int) -> Dateline:
    """A dateline read without the blanks before it, by its place in the whole line."""
    stamps = tuple(replace(stamp, start=stamp.start + by, stop=stamp.stop + by) for stamp in dateline.stamps)
    names = tuple(Span(name.start + by, name.stop + by) for name in dateline.names)
    return Dateline(stamps, dateline.stop + by, names, dateline.timed)


class _Rest(Struct, frozen=True):
    """What is left of a line between its dates and separators, less the words a dateline may hold."""

    start: int
    text: str
    unknown: tuple[str, ...]
    quoted: bool = False


def read_dateline(line: str, known: tuple[str, ...] | None = None) -> Dateline | None:
    """The dateline that is the whole line, or None: «Тула, 4 апреля - АиФ» is one, «Отчёт на 1 марта» is not."""
    if len(line) > LINE_LIMIT:
        return None
    dated = _DIGIT.search(line) is not None
    stamps = list(find_stamps(line)) if dated else []
    times = find_times(line) if dated else []
    if not stamps and not times and not _is_today(split_words(line) if known is None else known):
        return None
    if _heads_columns(line, stamps):
        return None
    return _read_whole(line, stamps, times) or _read_report(line, stamps, times) or _read_mixed(line, stamps)


def _is_today(words: tuple[str, ...]) -> bool:
    return 0 < len(words) <= _TODAY_WORDS and not set(words).isdisjoint(dateline_words("today"))


def _read_report(line: str, stamps: list[Stamp], times: list[Span]) -> Dateline | None:
    """The hour a report was drawn up for: «по состоянию на 09:00 23.05.2023»."""
    if not stamps or not times:
        return None
    start = min(stamps[0].start, times[0].start)
    words = split_words(line[:start])
    if not words or words[-1] not in dateline_words("report_day") or not set(words) <= set(dateline_words("report")):
        return None
    rest = line[start:]
    found = _read_whole(rest, list(find_stamps(rest)), [Span(one.start - start, one.stop - start) for one in times])
    if found is None:
        return None
    days = moved(found, start).stamps
    return Dateline(tuple(replace(day, role="report") for day in days), len(line), timed=True)


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
    return Dateline(tuple(_with_roles(line, stamps)), len(line), tuple(names), timed=bool(find_times(line)))


def _is_own(mark: Mark, piece: str) -> bool:
    """A mark that opens no list of other texts: «0 комментариев» beside the day is a counter."""
    return mark.role not in ("end", "aside") or (not mark.glued and any(char.isdigit() for char in piece))


def _read_core(piece: str) -> Dateline | None:
    stamps = list(find_stamps(piece))
    times = find_times(piece)
    return _read_whole(piece, stamps, times) if stamps or times else None


def _read_whole(line: str, stamps: list[Stamp], times: list[Span]) -> Dateline | None:
    """A line of nothing but days, hours and the words that may stand beside them."""
    if not dateline_words("document").keys().isdisjoint(split_words(line)):
        return None
    if any(_after_preposition(line, stamp.start) for stamp in stamps):
        return None
    rests = []
    for rest in _rests(line, sorted([Span(stamp.start, stamp.stop) for stamp in stamps] + times)):
        if len(rest.unknown) > _UNKNOWN_WORDS:
            return None  # so begins the first sentence of an article
        rests.append(rest)
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
    return frozenset().union(words_of("counter"), *(dateline_words(role) for role in roles))


def _may_stand(line: str, stamps: list[Stamp], rests: list[_Rest], *, timed: bool) -> bool:
    unknown = [rest for rest in rests if rest.unknown]
    if len(unknown) > _UNKNOWN_PARTS:
        return False
    if any(_names_event(line, rest, stamps) for rest in unknown):
        return False
    numeric = any(is_numeric(line, stamp) for stamp in stamps)
    if any(_counts(rest.text) for rest in unknown):
        return False
    free = (numeric or "|" in line or (timed and bool(stamps))) and not any(_is_loose(rest) for rest in unknown)
    return all(_is_label(rest.text.strip(), free=free or rest.quoted) for rest in unknown)


def _heads_columns(line: str, stamps: list[Stamp]) -> bool:
    """«Показатель | 1 июня 2023 | 1 июня 2024»: the same day of two years heads the columns of a table."""
    days = {(stamp.day, stamp.month, stamp.year) for stamp in stamps if stamp.year}
    return "|" in line and len(days) > len({(day, month) for day, month, _ in days})


def _names_event(line: str, rest: _Rest, stamps: list[Stamp]) -> bool:
    """«День донора: 5 мая 2021, 10:15» says when something will be."""
    after = line[rest.start + len(rest.text) :]
    if not after.startswith(":") or has_place(rest.text):
        return False
    start = len(line) - len(after[1:].lstrip())
    return any(stamp.start == start for stamp in stamps)


def _counts(part: str) -> bool:
    """«15 000 доз» next to a day is a fact, «№ 65» and the views in «312 Пресс-служба мэрии» are not."""
    found = split_words(part)
    if "№" in part or (found[0].isdigit() and not words_of("letterhead").isdisjoint(found)):
        return False
    return any(word.isdigit() for word in found)


def _is_loose(rest: _Rest) -> bool:
    return not rest.text.strip()[0].isupper() and not LETTERS.search(rest.text)


def _after_preposition(line: str, start: int) -> bool:
    """«на 1 марта», «за 14 июня»: the day belongs to what was said before."""
    words = split_words(line[:start])
    before = line[:start].rstrip()
    if not words or not before or not before[-1].isalpha() or words[-1] in dateline_words("day"):
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
    return short and (has_place(part) or bool(LETTERS.search(part)) or bool(set(words) & words_of("letterhead")))


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
            role = next((name for name in ("published", "updated", "today") if word in dateline_words(name)), role)
        yield replace(stamp, role=role)
        position = stamp.stop
