"""Stage 1, the headline: the line above the lead that says what the article tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from mfcx.document import Span
from mfcx.page.rows import MARKUP, Row, has_inner_end, is_site_voice, site_words, tells
from mfcx.page.signatures import find_names, is_letterhead, is_signature
from mfcx.page.words import find_site_words, has_verb, split_words, words_of

_HEAD_ROWS = 60  # how far before the lead the headline is looked for
_CLAUSE = regex.compile(r"[:?!—–]")
_CLAUSE_WORDS = 3  # «Ремонт дорог: главное»
_LIKELY = 1.9
_TITLE_LENGTH = 300
_UNDER_DAY_ROWS = 6
_SITE_NAME = regex.compile(r"\s(?:[|•·/\\—–-]|::|//)\s")


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
        scores[index] -= 3 * is_site_voice(rows[index], site_words(rows[lead : lead + 4]))
    best = max(scores.values())
    good = [index for index in found if scores[index] >= 3.5 and scores[index] >= best - 3]
    if good:
        return _without_site(rows, good[0], found)
    likely = max(found, key=lambda index: scores[index])
    close = all(not row.plain for row in rows[likely + 1 : lead])
    return likely if best >= _LIKELY or (close and _speaks(rows[likely], stems, best)) else None


def _without_site(rows: Sequence[Row], title: int, found: Sequence[int]) -> int:
    """The headline itself where the page first gives it with the name of the site: «Парк открыт | Степная новь»."""
    first, *site = _SITE_NAME.split(rows[title].text)
    if not site:
        return title
    words = split_words(first)
    return next((index for index in found if index > title and rows[index].words == words), title)


def is_over_day(rows: Sequence[Row], lead: int, cut: int) -> bool:
    """Is the first sentence of the page its headline: nothing stands above it, its day below, and then the lead?"""
    row = rows[lead]
    if row.length > _TITLE_LENGTH or has_inner_end(row) or any(above.plain for above in rows[:lead]):
        return False
    below = rows[lead + 1] if lead + 1 < cut else None
    if below is None or below.dateline is None or not (below.dateline.timed or below.dateline.stamps):
        return False
    return any(later.prose or tells(later) for later in rows[lead + 2 : min(cut, lead + _UNDER_DAY_ROWS)])


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
    """Headlines of a news list over the article: each stands under an hour of its own."""
    timed = [i for i in range(lead) if rows[i].dateline is not None and rows[i].dateline.timed]  # type: ignore[union-attr]
    return {index + 1 for index in timed[:-1]} if len(timed) >= 3 else set()


def _may_be_title(row: Row) -> bool:
    return (
        row.plain
        and not row.prose
        and len(row.words) >= 2
        and row.length <= _TITLE_LENGTH
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
    shared = len({word[:5] for word in row.words if len(word) >= 4} & stems)
    verb = has_verb(row.text)
    score = min(len(row.words), 10) * 0.3 + 2 * verb + min(shared, 4)
    if not verb and _names_office(row):
        score -= 3
    return score


def _names_office(row: Row) -> bool:
    """A site or an office by its name: «Степная новь. Газета», «КРАЕВОЙ ЦЕНТР ЗАНЯТОСТИ», one quoted name."""
    text = row.text.strip()
    if text.isupper() or (text[0] in '«"„“' and text[-1] in '»"“”' and text.count(text[-1]) <= 2):
        return True
    says = len(row.words) >= 5 and any(char.isdigit() or char == ":" for char in text)
    return not says and any(word in words_of("letterhead") for word in row.words)


def title_span(rows: Sequence[Row], title: int | None) -> Span | None:
    if title is None:
        return None
    piece = next((piece for piece in rows[title].pieces if piece.kind == "title"), None)
    start, stop = (piece.start, piece.stop) if piece else (rows[title].start, rows[title].stop)
    text = rows[title].text[start - rows[title].start : stop - rows[title].start]
    markup = MARKUP.match(text)
    lead = markup.end() if markup else 0
    return Span(start + lead, start + lead + len(text[lead:].rstrip(" \t\u00a0*_|")))
