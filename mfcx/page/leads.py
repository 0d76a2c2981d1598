"""Stage 1, datelines that share a line with text: «ТОМСК, 5 мая. /ТАСС/. Офис …», «12.03.2021 10:15 Парк открыт»."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from mfcx.document import Span
from mfcx.morphology import readings
from mfcx.page.datelines import LETTERS, LINE_LIMIT, Dateline
from mfcx.page.signatures import find_names, has_place
from mfcx.page.stamps import CLOCK, Stamp, abbreviations, any_of, dateline_words, find_stamps, is_numeric
from mfcx.page.words import has_verb, is_section, split_words, words_of
from mfcx.stored import expression
from mfcx.tables import fold

if TYPE_CHECKING:
    import regex

_OPENING_LIMIT = 240
_PLACE = r"\p{Lu}[\p{L}]*+(?:-(?:на-)?\p{Lu}?\p{L}++)?(?:\s\p{Lu}\p{L}++(?:-\p{L}++)?){0,2}"
_CAPITAL = r"\p{Lu}[\p{L}\d]*+(?:\.[\p{L}\d]++)*+"
_AGENCY = (
    r"(?:/[^/\n]{2,80}/|\([^()\n]{2,80}\)"
    rf"|(?:(?:\p{{Lu}}\p{{L}}*\s)?[«\"„][^«»\"„“\n]{{2,40}}[»\"“]|{_CAPITAL}(?:[-\s]{_CAPITAL}){{0,3}})(?:,\s\p{{Lu}}\p{{Ll}}+\s\p{{Lu}}[\p{{L}}-]+)?)"
)
_NEXT = r"(?=\s*[«\"„“(]?[\p{Lu}\d]|\s*$)"
_EDGE = r"[\s|,.:()\[\]—–-]*+"
_DIGIT = expression(r"\d")
_PREFIX = expression(rf"{_EDGE}(?:\d{{1,2}}\+|date(?:\s\d{{4}}-\d\d(?![-\d])|(?=\s\d{{4}})))")
_PREFIX_END = expression(rf"{_EDGE}(?=[\p{{Lu}}«\"„“])")
_AGENCY_NEXT = expression(rf"{_EDGE}/[^/\n]{{2,40}}/")  # «12.03.2021, /АГЕНТСТВО/ Парк открыт»
_BEFORE_DAY = expression(r"(?:\s*(?P<open>[(\[])|\s+[|•·/—–-]|\s)\s*$")  # what parts a headline from its day
_AFTER_DAY = expression(rf"(?P<clock>,?\s+(?:{CLOCK.pattern}))?[\s.)\]]*")
_WEEKDAY = expression(r"(?<!\w|:|:\s|\b[вВ]\s)(?P<weekday>\p{L}+),?\s+$")  # not «Начало: пятница, …»
_DASH_CLOCK = expression(r"\s+[—–-]+\s+\d{1,2}:\d\d(?!\d)")
_SECTION = expression(rf"{_EDGE}(?P<section>\p{{Lu}}\p{{Ll}}+)(?=\p{{Lu}}\p{{Ll}}*\s)")
_FIGURE_NEXT = expression(rf"{_EDGE}(?=\d[\d\s.,]{{0,12}}(?:%|\s\p{{Ll}}{{3,}}\s))")  # «290 тысяч звонков …»


@cache
def _opening_patterns() -> tuple[regex.Pattern[str], ...]:
    months = any_of(dateline_words("month"))
    years, short_year = any_of(dateline_words("year")), abbreviations("year")
    year = rf"(?:[\s\u00a0]\d{{4}}(?:[\s\u00a0](?:(?:{short_year})\.|{years}))?)?"
    place = rf"(?P<place>(?:(?:{abbreviations('place')})\.\s?)?{_PLACE})"
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
            # (Томск, 5 мая, АГЕНТСТВО, Анна Лескова). – (Город Томск ПОРТАЛ, 5 мая).
            rf"\s*\({place}(?:\s{_CAPITAL})?,\s*{day}{clock}(?:,\s*(?P<agency>{_AGENCY}))?\)(?:{end}|\s?[—–-]+)?(?=\s){_NEXT}",
            # 5 мая, Томск. – 5 мая – Агентство.
            rf"\s*{day}{clock}[,.]?\s*(?:[—–-]+\s*)?(?P<agency>{_AGENCY}){end}{_NEXT}",
            rf"\s*{day}{clock},\s{place}{end}{_NEXT}",
            # АГЕНТСТВО, Томск, 5 мая.
            rf"\s*(?P<agency>{_AGENCY}),\s{place},\s*{day}{clock}{end}{_NEXT}",
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
    return bool(LETTERS.search(text)) or bool(set(split_words(text)) & words_of("letterhead")) or text[0] in '«"„'


def read_prefix(text: str) -> Dateline | None:
    """Day, hour or age mark before a headline or lead: «12.03.2021 10:15 Парк открыт», «(12+) Парк открыт»."""
    piece = text[:_OPENING_LIMIT]
    if _DIGIT.search(piece) is None:
        return None
    position, stamps, timed = 0, list[Stamp](), False
    while True:
        edge = len(piece) - len(piece[position:].lstrip(" \t\u00a0|,.:()[]—–-"))
        day = next((stamp for stamp in find_stamps(piece[:60]) if stamp.start == edge), None)
        found = CLOCK.match(piece, edge) or _PREFIX.match(piece, position)
        found = found or (_AGENCY_NEXT.match(piece, position) if stamps else None)
        if day is not None:
            stamps.append(day)
            position = day.stop
        elif found is not None:
            timed = timed or piece[found.end() - 1].isdigit()
            position = found.end()
        else:
            break
    if position == 0:
        return None
    end = _PREFIX_END.match(piece, position)
    if end is None and any(stamp.year is not None for stamp in stamps):
        end = _FIGURE_NEXT.match(piece, position)
    if end is None or not (timed or all(is_numeric(piece, stamp) for stamp in stamps)):
        return None  # a day in words needs the hour: «5 мая 2021 Томская …» may be the first words of a sentence
    return Dateline(tuple(stamps), end.end(), timed=timed)


def find_inner_day(text: str) -> Dateline | None:
    """The day between a headline and a lead run together: «Парк открыт Среда, Май 5, 2021 - 10:15 Горожане …».

    Only with its weekday, which must be right, and its hour behind a dash: so pages stamp a day, sentences do not.
    """
    piece = text[:_OPENING_LIMIT]
    if _DASH_CLOCK.search(piece) is None:
        return None
    for day in find_stamps(piece):
        before = _WEEKDAY.search(piece[: day.start])
        hour = _DASH_CLOCK.match(piece, day.stop)
        when = day.to_date()
        if before is None or hour is None or when is None:
            continue
        if dateline_words("weekday").get(fold(before["weekday"])) == str(when.isoweekday()):
            return Dateline((replace(day, start=before.start()),), hour.end(), timed=True)
    return None


def read_section(text: str) -> Dateline | None:
    """A section of the site glued to the lead, with its day: «10 апреля 2018 Общество|По данным мэрии …»."""
    piece = text[:_OPENING_LIMIT]
    edge = len(piece) - len(piece.lstrip())
    day = next((stamp for stamp in find_stamps(piece[:60]) if stamp.start == edge), None)
    found = _SECTION.match(piece, day.stop if day is not None else edge)
    if found is None or not is_section(found["section"]):
        return None
    return Dateline((day,) if day is not None else (), found.end())


def read_suffix(text: str) -> Stamp | None:
    """The day behind a headline, with what parts it: «Парк открыт[ (5 мая 2021)]», «Парк открыт[ - 05.05.2021]»."""
    day = next(reversed(list(find_stamps(text))), None) if len(text) <= LINE_LIMIT else None
    after = _AFTER_DAY.fullmatch(text, day.stop) if day is not None else None
    if day is None or day.year is None or after is None:
        return None
    parted = _BEFORE_DAY.search(text, 0, day.start)
    if parted is None or not parted.start() or text[parted.start() - 1] in ",:" or text[parted.start() - 1].isdigit():
        return None  # «Приём: 05.05.2021», «01.02.2021 – 05.05.2021»
    # «Итоги на 05.05.2021», «Итоги 5 мая 2021», «Свет отключат 05.05.2021 10:15» say what the headline tells of
    alone = not parted[0].strip()
    words = split_words(text[: parted.start()])
    if alone and (after["clock"] or not is_numeric(text, day) or not words or readings(words[-1])[0].pos == "PREP"):
        return None
    return replace(day, start=parted.start(), stop=len(text))
