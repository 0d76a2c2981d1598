"""What an article's times count from where its page gives no sure day: years that its own words decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from msgspec.structs import replace

from mfcx.attribution.status import HARD_MARKS, clause_bounds, status_at, tense_of_clause
from mfcx.attribution.times.choice import is_of_speech
from mfcx.attribution.times.resolved import bracket_groups, is_base, opens_row
from mfcx.attribution.times.weekdays import weekday_beside
from mfcx.document import Document, Sentence, Token
from mfcx.morphology import readings
from mfcx.page.stamps import find_stamps
from mfcx.quantities.periods import TimePhrase, When
from mfcx.quantities.periods.lexicon import lexicon

LEAD = 3  # sentences
_DECEMBER = 12
_YEAR, _FEW_MONTHS = 12, 2
_THIS_YEAR = When("year", relation="this")
_THIS, _LAST = frozenset({"this"}), frozenset({"last", "ended"})
_SHIFTS = {"this": 0, "last": 1, "ended": 1}
NEWS = timedelta(days=14)  # between a day told and the day of the text


def date_by_weekday(document: Document) -> None:
    """«Омск, 17 мая» above «в четверг, 16 мая»: the weekday decides the year of the dateline, too."""
    if document.page.published is not None:
        return
    whens = {phrase.start: phrase.when for _, phrase in times_of(document)}
    decided = [(whens[place], year) for place, year in years_by_weekday(document).items() if year]
    days = [day for when, year in decided if when is not None and (day := date_in(when, year)) is not None]
    lines = (document.text[line.start : line.stop] for line in document.page.lines if line.kind == "dateline")
    stamps = [stamp for line in lines for stamp in find_stamps(line) if stamp.year is None]
    for day in days:
        stamp = stamps[0].to_date(day.year) if stamps else None
        if stamp is not None and abs(stamp - day) <= NEWS:
            document.page = replace(document.page, published=stamp)
            return


def year_written(document: Document) -> int | None:
    """Without a date of publication: the year a text was written in, where its words say so.

    «в этом, 2024 году» does, and so does the last year named where it is under way («за полугодие 2024 года», «в 2024
    году отмечает») or its day opens the text, has its weekday or is that of a speech or of what is so now. A year
    compared with, planned for or just told of does not.
    """
    if document.page.published is not None:
        return None
    listed = _year_behind_listed(document) or _year_in_bracket(document)
    if listed:
        return listed
    latest, evident, this_line = 0, _year_compared(document, _THIS), -1
    days = years_by_weekday(document)
    headed: dict[When, int] = {}  # «В первом квартале 2015 г. …» above «за первый квартал этого года»
    stated = {year_named(p.when) for _, p in times_of(document) if p.kind == "date" and p.role == "as_of"}
    # «открыли в мае этого года, второй откроют в 2025 году», «на 1 сентября 2022 года … В 2023 году отведут»
    next_years: set[int] = set()
    for sentence, phrase in times_of(document):
        year = year_named(phrase.when) or days.get(phrase.start, 0)
        if phrase.when is None or is_base(phrase):
            continue
        this_line = sentence.line if phrase.when.root.relation == "this" else this_line
        pointed = _pointed_year(sentence.tokens, phrase, year) if year else headed.get(phrase.when)
        if pointed is not None:
            return pointed
        if sentence.is_title and year and phrase.when.of is not None:
            headed[replace(phrase.when, of=_THIS_YEAR)] = year
        if status_at(sentence.tokens, phrase.first, phrase.last) == "planned":
            told_apart = this_line == sentence.line or (phrase.role == "in" and year - 1 in stated)
            next_years.update([year] if told_apart else [])
            continue
        latest = max(latest, year)
        day = phrase.kind == "date" and phrase.role in ("", "in") and phrase.when.number_to is None
        opens = day and (sentence in document.sentences[:LEAD] or is_of_speech(phrase, sentence.tokens))
        begun = phrase.role == "from" and phrase.when.edge == "start"
        if (
            opens
            or begun
            or days.get(phrase.start)
            or is_under_way(phrase.when)
            or _is_present(sentence.tokens, phrase)
            or (sentence in document.sentences[:LEAD] and _is_present_state(sentence.tokens, phrase))
            or (sentence in document.sentences[:LEAD] and _states_day(phrase))
        ):
            evident = max(evident, year)
    evident = latest if latest + 1 in next_years else evident
    return evident if evident and evident >= latest else None


def _states_day(phrase: TimePhrase) -> bool:
    """«По состоянию на 25 июля 2024 года»; of December the next year may tell."""
    when = phrase.when
    if phrase.role != "as_of" or phrase.kind != "date" or when is None or when.of is None:
        return False
    return when.of.unit == "month" and when.of.number != _DECEMBER


def _pointed_year(tokens: Sequence[Token], phrase: TimePhrase, year: int) -> int | None:
    """The year of the text by «в этом, 2024 году» or «в прошлом, 2023 году», but «это 2014–2015 годы»."""
    known = lexicon().relations
    pointing = (token.lower for token in tokens[phrase.first : phrase.last] if _is_adjective(token.lower))
    shift = next((_SHIFTS[known[form]] for form in pointing if known.get(form) in _SHIFTS), None)
    return None if shift is None else year + shift


@lru_cache(maxsize=6_000)
def _is_adjective(form: str) -> bool:
    return readings(form)[0].pos == "ADJF" or any(reading.gender == "masc" for reading in readings(form))


def _year_in_bracket(document: Document) -> int:
    """«по сравнению с прошлым годом (на 1 июля 2023 года)»: written in 2024; 0 elsewhere."""
    for sentence, reading in zip(document.sentences, document.readings, strict=True):
        for one, other in pairwise(reading.times):
            shift = _SHIFTS.get(one.when.root.relation or "") if one.when is not None else None
            beside = other.first == one.last + 1 and sentence.tokens[one.last].text == "("
            if shift is not None and beside and one.when is not None and one.when.root.unit == "year":
                year = year_named(other.when)
                if year:
                    return year + shift
    return 0


def _year_behind_listed(document: Document) -> int:
    """«больше, чем в прошлом и позапрошлом годах: в 2020-м – 9 тысяч, в 2019-м – 8»: written in 2021; 0 elsewhere."""
    for sentence, reading in zip(document.sentences, document.readings, strict=True):
        for base in reading.times:
            when = base.when
            if not (is_base(base) and when is not None and when.unit == "year" and when.relation in _LAST):
                continue
            rows = [phrase for phrase in reading.times if phrase.first >= base.last]
            years = {year_named(p.when) for p in rows if opens_row(sentence.tokens, base, p)} - {0}
            if len(years) == (when.count or 1) == max(years, default=0) - min(years, default=0) + 1:
                return max(years) + 1
    return 0


def is_under_way(when: When) -> bool:
    """«за девять месяцев 2024 года», «в первом полугодии 2024-го»: told before the year is over."""
    if when.of is None or when.of.unit != "year" or when.relation in ("gap", "same", "that"):
        return False
    if when.count is not None:
        return when.unit == "month" and _FEW_MONTHS <= when.count < _YEAR
    last = when.number_to or when.number or 0
    if when.unit == "month":
        return when.number == 1 and 1 < last < _YEAR
    return when.unit in ("half", "quarter") and 0 < last < {"half": 2, "quarter": 4}[when.unit]


def _is_present(tokens: Sequence[Token], phrase: TimePhrase) -> bool:
    """«В 2024 году центр отмечает 10-летие», «расходы на 2024 год составляют»; not «скачок в 2024 году объясняется»."""
    first, last = clause_bounds(tokens, phrase.first, phrase.last)
    whole = phrase.when is not None and phrase.when.unit == "year" and phrase.when.number_to is None
    told = phrase.role == "at" or (phrase.role == "in" and phrase.first == first)
    return whole and told and tense_of_clause(tokens, first, last) == "pres"


def _is_present_state(tokens: Sequence[Token], phrase: TimePhrase) -> bool:
    """«На 3 мая 2014 года в реестре числится 300 хозяйств»: the day of the report is that of the text."""
    state = phrase.kind == "date" and phrase.role in ("as_of", "at")
    return state and tense_of_clause(tokens, *clause_bounds(tokens, phrase.first, phrase.last, HARD_MARKS)) == "pres"


def year_summed_up(document: Document, written: int | None) -> int | None:
    """Without a date of publication: the only past year named by a text with the results «за прошлый год».

    So is that of a headline «по итогам 2023 года» to a text that goes on with «в прошлом году».
    """
    if written is not None:
        return written - 1
    if document.page.published is not None:
        return None
    compared = _year_compared(document, _LAST) or _year_before_planned(document)
    if compared:
        return compared
    years: set[int] = set()
    sums_up = under_way = heads = False
    for sentence, phrase in times_of(document):
        when = phrase.when
        if when is None or is_base(phrase) or when.unit != "year":
            continue
        under_way = under_way or when.relation == "this"
        sums_up = sums_up or (when.relation in _LAST and phrase.role == "over")
        aside = bracket_groups(sentence.tokens)[phrase.first]
        told = when.number is not None and phrase.role in ("in", "over", "during") and not aside
        if told and status_at(sentence.tokens, phrase.first, phrase.last) != "planned":
            years.add(when.number_to or when.number or 0)
            heads = heads or (sentence.is_title and phrase.role == "over")
    return years.pop() if len(years) == 1 and (heads or (sums_up and not under_way)) else None


def _year_before_planned(document: Document) -> int:
    """«В прошлом году ввели 40 школ: в 2013-м … В 2014 году намечено …»: 2013; 0 where no such pair is told."""
    planned, done, latest, speaks = set[int](), set[int](), 0, False
    for sentence, phrase in times_of(document):
        when, year = phrase.when, year_named(phrase.when)
        if when is None or is_base(phrase):
            continue
        ahead = status_at(sentence.tokens, phrase.first, phrase.last) == "planned"
        speaks = speaks or (when.root.unit == "year" and when.root.relation in _LAST)
        latest = max(latest, year)
        whole = when.unit == "year" and when.number == year and phrase.role == "in"
        if year and whole:
            (planned if ahead else done).add(year)
    return latest - 1 if speaks and latest in planned and latest not in done and latest - 1 in done else 0


def _year_compared(document: Document, pointed: frozenset[str]) -> int:
    """«В прошлом году получили 60 млн, немногим больше 2017 года»: the year after, where the text was written then.

    Another year has to confirm it, that of a fact or a plan («в 2019 году заложено …»): it may be any after 2017.
    0 where nothing is compared or nothing confirms it.
    """
    told = latest = 0
    named: set[int] = set()
    speaks = False
    for sentence, phrase in times_of(document):
        when, year = phrase.when, year_named(phrase.when)
        if when is None:
            continue
        if is_base(phrase):
            told = told or (year + 1 if when.unit == "year" and year and speaks else 0)
            continue
        if when.root.unit == "year":
            speaks = when.root.relation in pointed
        if phrase.role not in ("until", "by"):
            named.add(year)
            planned = status_at(sentence.tokens, phrase.first, phrase.last) == "planned"
            latest = max(latest, 0 if planned else year)
    near = {told} if pointed == _THIS else {told, told + 1}
    return told if told and latest <= max(near) and not named.isdisjoint(near) else 0


def years_by_weekday(document: Document) -> dict[int, int]:
    """«в среду, 14 августа»: the one year the text names in which that was a Wednesday, by the day's place.

    0 stands for a day whose year stays open: several years named would do, or none.
    """
    found: dict[int, int] = {}
    if document.page.published is not None:
        return found
    times = list(times_of(document))
    years = {year_named(phrase.when) for _, phrase in times} - {0}
    looks_back = any(phrase.when is not None and phrase.when.root.relation in _LAST for _, phrase in times)
    for sentence, phrase in times:
        when = phrase.when
        weekday = weekday_beside(sentence.tokens, phrase) if when is not None and is_bare_day(when) else None
        if when is None or weekday is None:
            continue
        fitting = [year for year in years if _weekday_in(when, year) == weekday]
        if years and looks_back and not fitting:  # «в пятницу, 1 марта», of what 2018, «прошлый год», has brought
            fitting = [year for year in (max(years) + 1,) if _weekday_in(when, year) == weekday]
        found[phrase.start] = fitting[0] if len(fitting) == 1 else 0
    return found


def is_bare_day(when: When) -> bool:
    month = when.of
    return when.unit == "day" and month is not None and month.unit == "month" and month.of is None


def _weekday_in(when: When, year: int) -> int | None:
    day = date_in(when, year)
    return None if day is None else day.isoweekday()


def date_in(when: When, year: int) -> date | None:
    if when.of is None or when.of.number is None or when.number is None:
        return None
    try:
        return date(year, when.of.number, when.number)
    except ValueError:  # 29 February
        return None


def times_of(document: Document) -> Iterator[tuple[Sentence, TimePhrase]]:
    for sentence, reading in zip(document.sentences, document.readings, strict=True):
        for phrase in reading.times:
            yield sentence, phrase


def year_named(when: When | None) -> int:
    """The last year a time names as a number, 0 where it names none."""
    root = when.root if when is not None else None
    if root is None or root.unit != "year":
        return 0
    return root.number_to or root.number or 0
