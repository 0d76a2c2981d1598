"""Stage 1, the headline: the line above the lead that says what the article tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from mfcx.document import Span
from mfcx.morphology import readings
from mfcx.page.furniture import find_mark
from mfcx.page.leads import read_prefix
from mfcx.page.listings import is_figure
from mfcx.page.lone_heads import heads_alone
from mfcx.page.rows import MARKUP, Row, asks, has_inner_end, is_minutes, is_site_voice, tells
from mfcx.page.signatures import find_names, is_letterhead, is_signature
from mfcx.page.words import ends_sentence, find_site_words, has_verb, is_section, split_words, words_of
from mfcx.stored import expression
from mfcx.tables import read_table

if TYPE_CHECKING:
    import regex

_HEAD_ROWS = 60  # how far before the lead the headline is looked for
_CLAUSE = expression(r"[:?!—–]")
_CLAUSE_WORDS = 3  # «Ремонт дорог: главное»
_LIKELY = 1.9
_FAR_MORE = 2  # points
_TITLE_LENGTH = 300
_SHORT_TITLE = 110
_UNDER_DAY_ROWS = 6
_MOST_DECK = 4  # rows above the lead that are a headline and what sums the article up
_NEAR_MINUTES = 4
_GLUED_WORDS = 4
_MOST_SECTIONS = 3  # words before a headline that are the path to it
_WORD = expression(r"[^\W_]+(?:-[^\W_]+)*")
_NUMBER = expression(r"\s*+(\d{1,2})[.)]\s")
_SITE_NAME = expression(r"\s(?:[|•·/\\—–-]|::|//)\s")


def find_title(rows: Sequence[Row], lead: int, cut: int) -> int | None:
    """The headline above the lead: the first row that reads as one, else the likeliest, else None."""
    listed = _listed(rows, lead)
    found = [
        index for index in range(max(0, lead - _HEAD_ROWS), lead) if _may_be_title(rows[index]) and index not in listed
    ]
    if not found:
        return _find_announcement(rows, lead)
    stems = _stems(row for row in rows[lead:cut][:4])
    scores = {index: _title_score(rows[index], stems) for index in found}
    for index in found:
        scores[index] -= 3 * is_site_voice(rows[index], rows[lead : lead + 4])
    best = max(scores.values())
    good = [index for index in found if scores[index] >= 3.5 and scores[index] >= best - 3]
    if good:
        first = _under_day(rows, good, scores)
        return _over_deck(rows, _without_site(rows, first, found), lead)
    if (doubled := _doubled(rows, found, lead)) is not None:
        return doubled
    likely = max(found, key=lambda index: scores[index])
    close = all(not row.plain or is_figure(row.text) for row in rows[likely + 1 : lead])
    if best >= _LIKELY or (close and _speaks(rows[likely], stems, best)):
        return likely
    return 0 if found == [0] and heads_alone(rows, lead, cut) else None


def _under_day(rows: Sequence[Row], good: Sequence[int], scores: Mapping[int, float]) -> int:
    """The first headline, or one under the day that speaks far more of the article than the news above the day."""
    for index in good[1:]:
        dated = any(row.dateline is not None and row.dateline.timed for row in rows[good[0] + 1 : index])
        if dated and scores[index] >= scores[good[0]] + _FAR_MORE:
            return index
    return good[0]


def headline_rows(rows: Sequence[Row], title: int, lead: int) -> range:
    """The lines of a headline that was broken in several: «Новый парк / ждёт гостей»."""
    first, stop = title, title + 1
    while 0 < first < lead and _goes_on(rows[first - 1], rows[first]):
        first -= 1
    while stop < lead and _goes_on(rows[stop - 1], rows[stop]):
        stop += 1
    return range(first, stop)


def _goes_on(row: Row, after: Row) -> bool:
    """A line in small letters right under another."""
    short = row.plain and after.plain and not row.prose and not after.prose
    return short and not after.gap and after.text.lstrip()[0].islower() and not ends_sentence(row.text)


def _without_site(rows: Sequence[Row], title: int, found: Sequence[int]) -> int:
    """The headline itself where the page first gives it with the site or the path: «Парк открыт | Степная новь»."""
    first, *site = _SITE_NAME.split(rows[title].text)
    if not site:
        return title
    told = {split_words(first), split_words(site[-1])}
    return next((index for index in found if index > title and rows[index].words in told), title)


def _over_deck(rows: Sequence[Row], title: int, lead: int) -> int:
    """The first line of a page that holds nothing else above its lead, where the next ones only sum the article up."""
    if not 0 < title <= lead < _MOST_DECK or any(not row.plain or row.gap for row in rows[1:lead]):
        return title
    first = rows[0]
    tells_much = len(first.words) >= _CLAUSE_WORDS and _says(first) and not is_site_voice(first, rows[1:lead])
    return 0 if tells_much and _may_be_title(first) and first.length <= rows[title].length else title


def _says(row: Row) -> bool:
    """«Парк сдаёт позиции», «Парк готов»."""
    return has_verb(row.text) or any(readings(word)[0].pos == "ADJS" for word in row.words)


def _doubled(rows: Sequence[Row], found: Sequence[int], lead: int) -> int | None:
    """The headline told twice right above the lead, as some pages print it."""
    last = found[-1]
    twice = len(found) > 1 and last == lead - 1 and found[-2] == last - 1
    return found[-2] if twice and rows[last].words == rows[last - 1].words else None


def find_title_below(rows: Sequence[Row], lead: int, last: int, cut: int) -> int | None:
    """The headline under the article, over its day and hour or the minutes it takes to read, as some sites print it."""
    index = last + (rows[last].prose or last == lead)  # a headline with a verb may pass for the last sentence
    if index + 1 >= cut or not _may_be_title(rows[index]) or len(rows[index].words) <= _CLAUSE_WORDS:
        return None
    if ends_sentence(rows[index].text):
        return None
    below = rows[index + 1 : min(cut, index + _NEAR_MINUTES)]
    if any(is_minutes(row) for row in below):
        return index
    day = below[0].dateline
    closes = cut == len(rows) and cut - index <= _NEAR_MINUTES and day is not None and day.timed and bool(day.stamps)
    told = {word[:5] for word in rows[index].words if len(word) >= 4}
    return index if closes and 2 * len(told & _stems(iter(rows[lead:index]))) >= len(told) else None


def is_over_day(rows: Sequence[Row], lead: int, cut: int) -> bool:
    """Is the first sentence of the page its headline: nothing stands above it, its day below, and then the lead?"""
    row = rows[lead]
    if row.length > _TITLE_LENGTH or has_inner_end(row) or any(above.plain for above in rows[:lead]):
        return False
    below = rows[lead + 1] if lead + 1 < cut else None
    if below is None or below.dateline is None or not (below.dateline.timed or below.dateline.stamps):
        return False
    return any(later.prose or tells(later) for later in rows[lead + 2 : min(cut, lead + _UNDER_DAY_ROWS)])


def ends_short(rows: Sequence[Row], lead: int, cut: int) -> bool:
    """Is the first sentence of the page its headline, whose full stop is that of a short word: «… дали 12 млн руб.»?"""
    row = rows[lead]
    if lead or row.length > _SHORT_TITLE or has_inner_end(row) or not row.text.rstrip().endswith(_short_words()):
        return False
    later = [other for other in rows[1:cut] if other.plain and (other.prose or tells(other))]
    return bool(later) and max(other.length for other in later) > row.length


@cache
def _short_words() -> tuple[str, ...]:
    """What ends in a full stop without a sentence ending: («руб.», «чел.» …)."""
    rows = read_table("abbreviations")
    return tuple(f" {row['abbreviation']}" for row in rows if row["kind"] in ("multiplier", "end"))


def _find_announcement(rows: Sequence[Row], lead: int) -> int | None:
    """«Минсельхоз края информирует» stands for the headline where there is no other."""
    above = range(max(0, lead - _HEAD_ROWS), lead)
    return next((i for i in above if rows[i].plain and is_letterhead(rows[i].text) and has_verb(rows[i].text)), None)


def _speaks(row: Row, stems: set[str], score: float) -> bool:
    """Is the row right above the lead a headline: does it speak of what the article tells, not of the site?"""
    if len(row.words) < _CLAUSE_WORDS or (len(row.words) == _CLAUSE_WORDS and not _CLAUSE.search(row.text)):
        return False
    if score <= 0 and words_of("topic").isdisjoint(row.words):
        return False
    return not find_site_words(row.words) or not stems.isdisjoint(word[:5] for word in row.words)


def _listed(rows: Sequence[Row], lead: int) -> set[int]:
    """Headlines of a news list over the article: each stands under an hour of its own, or under a number."""
    numbers = [_NUMBER.match(row.text) for row in rows[:lead]]
    numbered = {i for i, found in enumerate(numbers) if found and _counts_on(numbers, i)}
    return numbered | _timed(rows, lead) | _linked(rows, lead)


def _linked(rows: Sequence[Row], lead: int) -> set[int]:
    """«12.03.2021 10:15 Мост закроют» under «Читайте также»: news behind their own days."""
    found: set[int] = set()
    for index in range(1, lead):
        above = rows[index - 1]
        opened = above.role == "aside" and above.mark is not None and not above.mark.glued
        if (opened or index - 1 in found) and read_prefix(rows[index].text) is not None:
            found.add(index)
    return found


def _counts_on(numbers: Sequence[regex.Match[str] | None], at: int) -> bool:
    """«1. Мост закроют», «2. Парк открыли»: the next row, or the one before, has the next number."""
    near = [(numbers[at - 1], numbers[at])] if at else []
    near += [(numbers[at], numbers[at + 1])] if at + 1 < len(numbers) else []
    return any(a is not None and b is not None and int(b[1]) == int(a[1]) + 1 for a, b in near)


def _timed(rows: Sequence[Row], lead: int) -> set[int]:
    days = [rows[i].dateline for i in range(lead + 1)]
    # «Опубликовано 5 мая 2021, 05:20» over another day heads nothing
    timed = [i for i, day in enumerate(days[:-1]) if day is not None and day.timed and days[i + 1] is None]
    return {index + 1 for index in timed[:-1]} if len(timed) >= 3 else set()


def _is_marked_behind_day(row: Row) -> bool:
    """«date 2023-07 Источник: Степная новь»: what stands behind the day is furniture."""
    day = read_prefix(row.text)
    rest = row.text[day.stop :].strip() if day is not None else ""
    return bool(rest) and find_mark(rest, split_words(rest)) is not None


def _may_be_title(row: Row) -> bool:
    return (
        row.plain
        and not row.prose
        and len(row.words) >= 2
        and row.length <= _TITLE_LENGTH
        and not asks(row)
        and not _is_marked_behind_day(row)
        and not is_signature(row.text)
        and not is_letterhead(row.text)
        and not _is_aside(row.text)
        and not _is_names(row.text)
    )


def _is_aside(text: str) -> bool:
    """«(если кнопки не видно, обновите страницу)»."""
    return text.strip().startswith("(") and text.strip().endswith(")")


def _is_names(text: str) -> bool:
    """Nothing but persons, as tags stand above a headline: «Анна Лескова Пётр Зимин»."""
    position, rest = 0, ""
    for start, stop in find_names(text):
        rest += text[position:start]
        position = stop
    return position > 0 and not any(char.isalnum() for char in rest + text[position:])


def _stems(rows: Iterator[Row]) -> set[str]:
    return {word[:5] for row in rows for word in row.words if len(word) >= 4 or word.isdigit()}


def _title_score(row: Row, stems: set[str]) -> float:
    day = read_prefix(row.text)
    text = row.text[day.stop :] if day is not None else row.text
    words = split_words(text) if day is not None else row.words
    shared = len({word[:5] for word in words if len(word) >= 4} & stems)
    verb = has_verb(text)
    score = min(len(words), 10) * 0.3 + 2 * verb + min(shared, 4)
    if not verb and _names_office(text.strip(), words):
        score -= 3
    return score


def _names_office(text: str, words: tuple[str, ...]) -> bool:
    """A site or an office by its name: «Степная новь. Газета», «КРАЕВОЙ ЦЕНТР ЗАНЯТОСТИ», one quoted name."""
    if text.isupper() or (text[0] in '«"„“' and text[-1] in '»"“”' and text.count(text[-1]) <= 2):
        return True
    says = len(words) >= 5 and any(char.isdigit() or char == ":" for char in text)
    return not says and any(word in words_of("letterhead") for word in words)


def title_span(rows: Sequence[Row], title: int | None, lead: int) -> Span | None:
    if title is None:
        return None
    broken = headline_rows(rows, title, lead)
    if len(broken) > 1:
        return Span(rows[broken[0]].start, rows[broken[-1]].stop)
    piece = next((piece for piece in rows[title].pieces if piece.kind == "title"), None)
    start, stop = (piece.start, piece.stop) if piece else (rows[title].start, rows[title].stop)
    text = rows[title].text[start - rows[title].start : stop - rows[title].start]
    markup = MARKUP.match(text)
    skip = markup.end() if markup else 0
    text = text[skip:].rstrip(" \t\u00a0*_|")
    if path := _path_before(text, rows[title + 1 : lead]):
        return Span(start + skip + path, start + skip + len(text))
    first, last = _without_rubrics(*_told_once(text))
    return Span(start + skip + first, start + skip + last)


def _path_before(text: str, below: Sequence[Row]) -> int:
    """Length of the path to the page before a headline that a line below tells again: «[Домой Край ]Парк открыт»."""
    words = list(_WORD.finditer(text))
    told = tuple(split_words(text))
    for row in below:
        before = len(told) - len(row.words)
        if 0 < before <= _MOST_SECTIONS and len(row.words) >= _CLAUSE_WORDS and told[before:] == row.words:
            start = words[before].start() if len(words) == len(told) else 0
            return start if start and text[:start].strip()[-1].isalpha() else 0
    return 0


def _told_once(text: str) -> tuple[str, list[regex.Match[str]]]:
    """One of two headlines in a line, and its words: «Парк в Томске открыт [Парк в Томске открыт: фото]»."""
    words = list(_WORD.finditer(text))
    told = [word.group().lower() for word in words]
    for again in range(_CLAUSE_WORDS, len(told) // 2 + 1):
        if told[again] == told[0] and told[again : 2 * again] == told[:again]:
            return text[: words[again].start()].rstrip(" \t\u00a0|•·/.—–-"), words[:again]
    return text, words


def _without_rubrics(text: str, words: Sequence[regex.Match[str]]) -> tuple[int, int]:
    """The headline between sections of the site glued to it: «[Образование] В школах стало теплее [Общество]»."""
    if len(words) <= _GLUED_WORDS:
        return 0, len(text)
    first, last = 0, len(text)
    if (
        words[0].group().istitle()
        and is_section(words[0].group())
        and _opens_clause(words[1].group())
        and text[words[0].end()] == " "
    ):
        first = words[1].start()
    end = words[-1]
    if (
        end.end() == last
        and end.group().istitle()  # but not «МФЦ», a section of some sites
        and is_section(end.group())
        and has_verb(text[first : end.start()])
    ):
        before = text[: end.start()].rstrip()
        if before[-1:].isalpha() and not _governs(words[-2].group()):
            last = len(before)
    return first, last


def _opens_clause(word: str) -> bool:
    """«К», «В», «Где» open a new headline; «Москвы», «Омская» may go on with the word before."""
    return word[:1].isupper() and readings(word.lower())[0].pos in ("PREP", "CONJ", "ADVB", "VERB")


def _governs(word: str) -> bool:
    """«в Общество», «новое Общество»"""
    return readings(word.lower())[0].pos in ("PREP", "ADJF", "CONJ", "PRTF")
