"""The year of a time that is told only by what it is compared with: «в мае …, на 5 % больше, чем в мае 2014 года»."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from mfcx.attribution.sentence_words import has_lemma
from mfcx.attribution.status import COMMA_MARKS, clause_bounds, status_at
from mfcx.attribution.times.anchors import times_of, year_named
from mfcx.attribution.times.resolved import is_base, opens_relative
from mfcx.document import Document, Sentence
from mfcx.morphology import readings
from mfcx.quantities.periods import TimePhrase, When
from mfcx.quantities.periods.calendar import in_year_or_none
from mfcx.quantities.periods.lexicon import cues_of, opens
from mfcx.quantities.periods.resolve import LONG_REPORT

_LEAP_YEAR = 2000  # and what is told of the years before it is history
_YEAR = timedelta(days=366)
_SAME = frozenset({"same", "that"})
_ENDLESS = frozenset({"until", "by", "after"})

# the first and last day that a part of the year has in any year; «с начала года» has no last one
Stretch: TypeAlias = tuple[date, date | None]


class _Told(Struct, frozen=True):
    """A time of the text in its sentence, and the stretch that it is: 1 to 31 May «в мае», none «в 2020 году»."""

    sentence: Sentence
    phrase: TimePhrase
    when: When
    stretch: Stretch | None


def name_compared_years(document: Document) -> None:
    """«За январь–май родились 300 детей, на 8 больше, чем за январь–май 2016 года»: those months are of 2017.

    Statistics compare with the year before, unless the day of the text or a later year that it tells of says otherwise.
    """
    times = list(times_of(document))
    if not any(_is_part_of_named_year(phrase.when) for _, phrase in times):
        return
    told = [_Told(s, p, p.when, stretch_of(p.when)) for s, p in times if p.when is not None]
    undated = [item for item in told if _is_without_year(item)]
    years = _years_compared(told, document)
    compared = {item.stretch: years[item.stretch] for item in undated if item.stretch in years}
    if not compared or _recalls_better_days(document):
        return
    latest = max(_year_implied(item, compared) for item in told)
    named = {
        item.phrase.start: compared[item.stretch] + 1
        for item in undated
        if item.stretch in compared
        and compared[item.stretch] + 1 >= latest
        and _fits_day(item, compared[item.stretch] + 1, document.page.published)
    }
    if named:
        document.readings = [
            replace(reading, times=tuple(_with_year(phrase, named.get(phrase.start)) for phrase in reading.times))
            for reading in document.readings
        ]


def _recalls_better_days(document: Document) -> bool:
    """«показатели выше допандемийных»: the year compared with may be the last one before a crisis."""
    return any(has_lemma(token.lower, "before_crisis") for s in document.sentences for token in s.tokens)


def _is_part_of_named_year(when: When | None) -> bool:
    return when is not None and when.of is not None and year_named(when) >= _LEAP_YEAR


def stretch_of(when: When) -> Stretch | None:
    """«первое полугодие», «6 месяцев 2017 года» and «январь–июнь» are one stretch."""
    if when.to is not None or when.relation not in (None, "first"):
        return None
    if when.unit == "part":
        since = when.edge == "start" and when.of is not None and when.of.unit == "year"
        return (date(_LEAP_YEAR, 1, 1), None) if since else None
    part = _without_year(when)
    whole = None if part is None else in_year_or_none(part, _LEAP_YEAR)
    return None if whole is None else (whole.start, whole.end)


def _without_year(when: When) -> When | None:
    """«25 августа 2023 года» -> «25 августа», None for a year."""
    if when.unit == "year":
        return None
    return when if when.of is None else replace(when, of=_without_year(when.of))


def _years_compared(told: Sequence[_Told], document: Document) -> dict[Stretch, int]:
    """The last year that each stretch of a year is compared with."""
    found: dict[Stretch, int] = {}
    before: dict[bool, _Told] = {}  # the last stretch told, and the last day: «на ту же дату 2020 года»
    for at, item in enumerate(told):
        if _is_part_of_named_year(item.when) and not _is_described(item):
            stretch = _compared_stretch(item, told[:at], before.get(item.when.unit == "date"), document)
            if stretch is not None:
                found[stretch] = max(found.get(stretch, 0), year_named(item.when))
        if item.stretch is not None and not is_base(item.phrase):
            before[item.when.unit == "day"] = item
    return found


def _compared_stretch(
    item: _Told, earlier: Sequence[_Told], before: _Told | None, document: Document
) -> Stretch | None:
    """What is compared with a time: that of its name, or with «тот же период 2016 года» the one told before."""
    if item.when.relation in _SAME:
        pointed = before is not None and _is_without_year(before) and not _is_of_any_months(before.when, document)
        return before.stretch if before is not None and pointed else None
    if is_base(item.phrase):
        return None if _is_of_dated(item, earlier) else item.stretch
    return item.stretch if _is_set_beside(item, earlier, document) else None


def _is_of_dated(item: _Told, earlier: Sequence[_Told]) -> bool:
    """«В сентябре 2015 года на 3 % больше, чем в августе 2015-го»: compared with September, not with any August."""
    told = next((t for t in reversed(earlier) if t.sentence is item.sentence and not is_base(t.phrase)), None)
    return told is not None and _is_part_of_named_year(told.when) and told.stretch != item.stretch


def _is_of_any_months(when: When, document: Document) -> bool:
    """«За два месяца» are any two months, «за девять месяцев» those since January, if no day says otherwise."""
    if when.of is not None or when.unit != "month" or when.count is None or when.relation is not None:
        return False
    return when.count < LONG_REPORT or document.page.published is not None


def _is_described(item: _Told) -> bool:
    """«по сравнению с доковидным маем 2019 года»: a year chosen for what it was."""
    words = [token.lower for token in item.sentence.tokens[item.phrase.first : item.phrase.last]]
    return any(_describes(word) for word in words)


@lru_cache(maxsize=6_000)
def _describes(word: str) -> bool:
    known = opens(word) or bool(cues_of(word))
    return word.isalpha() and not known and readings(word)[0].pos in ("ADJF", "PRTF")


def _is_set_beside(item: _Told, earlier: Sequence[_Told], document: Document) -> bool:
    """«В мае 40 заявок (в мае 2020 года – 32)», «… против 32 в мае 2020-го», «…, тогда как в мае 2020-го – 32»."""
    alike = [other for other in earlier if other.sentence is item.sentence and other.stretch == item.stretch]
    undated = [other for other in alike if _is_without_year(other)]
    if not undated or _says_once_more(undated[-1], item, document):
        return False
    tokens, phrase = item.sentence.tokens, item.phrase
    first, last = clause_bounds(tokens, phrase.first, phrase.last, COMMA_MARKS)
    if _is_planned(item) or opens_relative(tokens, phrase, first):
        return False
    figures = (m.quantity for m in document.metrics if m.sentence is item.sentence)
    return any(first <= q.first and q.last <= last for q in figures)


def _says_once_more(undated: _Told, item: _Told, document: Document) -> bool:
    """«за 9 месяцев побывали туристы с января по сентябрь 2024 года»: one time told twice, no figure between."""
    first, last = clause_bounds(item.sentence.tokens, item.phrase.first, item.phrase.last, COMMA_MARKS)
    figures = (m.quantity for m in document.metrics if m.sentence is item.sentence)
    between = any(undated.phrase.last <= q.first and q.last <= item.phrase.first for q in figures)
    return first <= undated.phrase.first < last and not between


def _is_without_year(item: _Told) -> bool:
    """«за май», «за май этого года», not «до мая», «к маю», «с мая» nor what is planned for May."""
    root, role = item.when.root, item.phrase.role
    if item.stretch is None or is_base(item.phrase) or role in _ENDLESS:
        return False
    if role == "from" and item.when.number_to is None and item.when.unit != "part":
        return False
    return (root.unit != "year" or (root.relation == "this" and root.number is None)) and not _is_planned(item)


def _is_planned(item: _Told) -> bool:
    return status_at(item.sentence.tokens, item.phrase.first, item.phrase.last) == "planned"


def _year_implied(item: _Told, compared: Container[Stretch | None]) -> int:
    """The first year that the text can be of: that of what it tells, the one behind what it compares with.

    Only another part of a year that is compared with, as the month before is, may be of the same year.
    """
    year = item.when.number or 0 if item.when.unit == "year" else year_named(item.when)  # of «2014–2020» the first
    if is_base(item.phrase):
        return year + (item.stretch is None or item.stretch in compared)
    aimed = item.phrase.role in _ENDLESS or (item.phrase.role == "at" and item.when.unit == "year")
    return 0 if not year or aimed or _is_planned(item) else year


def _fits_day(item: _Told, year: int, published: date | None) -> bool:
    """In a text with a day only what was over then and since its last year is told anew: «за пять месяцев», «в мае».

    So «в мае …, больше, чем в мае 2024 года» behind «В 2024 году …» is not of that year.
    """
    if published is None:
        return True
    bare = item.when.of is None and item.when.unit != "part"
    whole = in_year_or_none(item.when, year) if bare else None
    return whole is not None and whole.end <= published < whole.end + _YEAR


def _with_year(phrase: TimePhrase, year: int | None) -> TimePhrase:
    return phrase if year is None or phrase.when is None else replace(phrase, when=_of_year(phrase.when, year))


def _of_year(when: When, year: int) -> When:
    """«25 августа» -> «25 августа 2023 года»."""
    if when.unit == "year":
        return When("year", year)
    return replace(when, of=When("year", year) if when.of is None else _of_year(when.of, year))
