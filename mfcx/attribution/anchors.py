"""What an article's times count from where its page gives no sure day: years that its own words decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from msgspec.structs import replace

from mfcx.attribution.status import clause_bounds, status_at, tense_of_clause
from mfcx.attribution.times import is_base
from mfcx.document import Document, Sentence, Token
from mfcx.morphology import lemmas
from mfcx.page.stamps import find_stamps
from mfcx.quantities.periods import TimePhrase, When
from mfcx.tables import fold, read_table

_SINCE = 2000  # an essay on history tells of earlier plans
_LATE = 2  # years after the last one planned
_BESIDE = 3  # tokens
_NEWS = timedelta(days=14)  # between a day told and the day of the text


def drop_foreign_day(document: Document) -> None:
    """A clock in the page's head is no day of publication: «17 мая 2024» above «К 2017 году появятся 12 садов»."""
    published = document.page.published
    if published is None or document.article.date is not None:
        return
    planned, named = 0, 0
    for sentence, phrase in _times(document):
        year = _year_of(phrase.when)
        named = max(named, year)
        if year <= planned or is_base(phrase):
            continue
        first, last = clause_bounds(sentence.tokens, phrase.first, phrase.last)
        if tense_of_clause(sentence.tokens, first, last) == "futr":
            planned = year
    if _SINCE <= planned == named and planned + _LATE <= published.year:
        document.page = replace(document.page, published=None)


def date_by_weekday(document: Document) -> None:
    """«Омск, 17 мая» above «в четверг, 16 мая»: the weekday decides the year of the dateline, too."""
    if document.page.published is not None:
        return
    whens = {phrase.start: phrase.when for _, phrase in _times(document)}
    decided = [(whens[place], year) for place, year in years_by_weekday(document).items() if year]
    days = [day for when, year in decided if when is not None and (day := _date_in(when, year)) is not None]
    lines = (document.text[line.start : line.stop] for line in document.page.lines if line.kind == "dateline")
    stamps = [stamp for line in lines for stamp in find_stamps(line) if stamp.year is None]
    for day in days:
        stamp = stamps[0].to_date(day.year) if stamps else None
        if stamp is not None and abs(stamp - day) <= _NEWS:
            document.page = replace(document.page, published=stamp)
            return


def year_in_play(document: Document) -> int | None:
    """Without a date of publication: the year after the one that figures are compared with («к уровню 2020 года»)."""
    if document.page.published is not None:
        return None
    for _, phrase in _times(document):
        if phrase.base and _year_of(phrase.when):
            return _year_of(phrase.when) + 1
    return None


def year_summed_up(document: Document) -> int | None:
    """Without a date of publication: the only past year named by a text with the results «за прошлый год»."""
    if document.page.published is not None:
        return None
    compared = _last_year_compared(document)
    if compared is not None:
        return compared
    years: set[int] = set()
    sums_up = False
    for sentence, phrase in _times(document):
        when = phrase.when
        if when is None or is_base(phrase) or when.unit != "year":
            continue
        if when.relation == "this":
            return None
        sums_up = sums_up or (when.relation in ("last", "ended") and phrase.role == "over")
        told = when.number is not None and phrase.role in ("in", "over", "during")
        if told and status_at(sentence.tokens, phrase.first, phrase.last) != "planned":
            years.add(when.number_to or when.number or 0)
    return years.pop() if sums_up and len(years) == 1 else None


def _last_year_compared(document: Document) -> int | None:
    """«В прошлом году получили 60 млн, немногим больше 2017 года»: the year after, where the text was written then.

    0 where it is some later year, None where last year is not compared.
    """
    told = latest = 0
    since: int | None = None
    for at, (sentence, reading) in enumerate(zip(document.sentences, document.readings, strict=True)):
        for phrase in reading.times:
            when, year = phrase.when, _year_of(phrase.when)
            later = year > latest and phrase.role != "until" and not is_base(phrase)
            if later and status_at(sentence.tokens, phrase.first, phrase.last) != "planned":
                latest = year
            if when is not None and when.unit == "year" and when.relation in ("last", "ended") and not is_base(phrase):
                since = at
            elif is_base(phrase) and year and when is not None and when.unit == "year" and since in (at, at - 1):
                told = told or year + 1
    if not told:
        return None
    return told if latest in (told, told + 1) else 0


def years_by_weekday(document: Document) -> dict[int, int]:
    """«в среду, 14 августа»: the one year the text names in which that was a Wednesday, by the day's place.

    0 stands for a day whose year stays open: several years named would do, or none.
    """
    found: dict[int, int] = {}
    if document.page.published is not None:
        return found
    times = list(_times(document))
    years = {_year_of(phrase.when) for _, phrase in times} - {0}
    for sentence, phrase in times:
        when = phrase.when
        weekday = _weekday_beside(sentence.tokens, phrase) if when is not None and _is_bare_day(when) else None
        if when is None or weekday is None:
            continue
        fitting = [year for year in years if _weekday_in(when, year) == weekday]
        found[phrase.start] = fitting[0] if len(fitting) == 1 else 0
    return found


def _is_bare_day(when: When) -> bool:
    month = when.of
    return when.unit == "day" and month is not None and month.unit == "month" and month.of is None


def _weekday_in(when: When, year: int) -> int | None:
    day = _date_in(when, year)
    return None if day is None else day.isoweekday()


def _date_in(when: When, year: int) -> date | None:
    if when.of is None or when.of.number is None or when.number is None:
        return None
    try:
        return date(year, when.of.number, when.number)
    except ValueError:  # 29 February
        return None


def _weekday_beside(tokens: Sequence[Token], phrase: TimePhrase) -> int | None:
    """Its number, 1 for Monday, where a day of the week stands right before or behind: «14 августа (среда)»."""
    before = [t for t in tokens[max(0, phrase.first - _BESIDE) : phrase.first] if t.text.isalpha()][-1:]
    behind = [t for t in tokens[phrase.last : phrase.last + _BESIDE] if t.text.isalpha()]
    known = _weekdays()
    return next((known[w] for t in (*before, *behind) for w in (t.lower, *lemmas(t.lower)) if w in known), None)


@cache
def _weekdays() -> dict[str, int]:
    return {
        fold(row["word"]): int(row["value"])
        for row in read_table("datelines")
        if row["role"] == "weekday" and row["value"]
    }


def _times(document: Document) -> Iterator[tuple[Sentence, TimePhrase]]:
    for sentence, reading in zip(document.sentences, document.readings, strict=True):
        for phrase in reading.times:
            yield sentence, phrase


def _year_of(when: When | None) -> int:
    """The last year a time names as a number, 0 where it names none."""
    if when is None or when.root.unit != "year":
        return 0
    return when.root.number_to or when.root.number or 0
