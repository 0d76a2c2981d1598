"""Stage 1: which lines of the page are the article.

Plain text saved from a web page holds menus, counters, other articles and comments. A line is judged by its
shape (`furniture`, `datelines`) and by its neighbours; no site is known by name. A missed line of furniture is
cheaper than a lost line of the article, so in doubt a line stays.

>>> [line.kind for line in find_page("16+\\nПарк открыли\\n5 мая 2021\\nВ городе открыли парк на 5 га.").lines]
['boilerplate', 'title', 'dateline', 'body']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import regex

from mfcx.datelines import Dateline, Stamp, read_dateline, read_opening, read_prefix
from mfcx.document import Line, Page, Span
from mfcx.furniture import (
    LINE_LIMIT,
    Mark,
    count_cells,
    ends_sentence,
    find_mark,
    find_mixed_mark,
    find_names,
    find_site_words,
    goes_on,
    has_verb,
    is_bulleted,
    is_data,
    is_figure,
    is_letterhead,
    is_name,
    is_signature,
    split_words,
    words_of,
)

_LINE = regex.compile(r"[^\r\n]*+(?:\r\n|\r|\n|\Z)")
_INNER_END = regex.compile(r"[\p{Ll}\d%»\")][.!?…]+[»\")]?\s+[«\"—–(]?\s?\p{Lu}")
_FULL_STOP = regex.compile(r"""\.["»”’')\]]*\W*$|[.!?…]["»”]\W*$""")
_BULLET = regex.compile(r"\s*(?:[-–—•*·▪►✔✅☑●○■□➢➤]+|\d{1,2}[.)]|\p{So}\ufe0f?)\s*")
_EMOJI = regex.compile(r"\s*\p{So}")
_MARKUP = regex.compile(r"[\s>#*•●▪|=_-]*")
_LOOK = 2000  # how much of a line is looked at
_HEAD_ROWS = 60  # how far before the lead the headline is looked for
_LOOK_ROWS = 40
_DATELINE_WORDS = 24
_MIN_MASS = 30  # characters of prose that make an article before a heading such as «Комментарии»
_CLAUSE = regex.compile(r"[:?!—–]")
_CLAUSE_WORDS = 3  # «Ремонт дорог: главное»
_LIKELY = 1.9
_HEADING_WORDS = 8
_TITLE_LENGTH = 300
_SIGNATURE_ROWS = 3  # how far under the article its authors may stand
_RESUME_LENGTH = 120  # prose after «Читайте также» that is the article again


@dataclass(slots=True)
class _Row:
    """A line that is not blank, and what is known of it."""

    start: int
    stop: int
    text: str  # the first _LOOK characters
    gap: int  # blank lines before it
    words: tuple[str, ...]
    mark: Mark | None
    dateline: Dateline | None
    prose: bool = False
    kind: str = ""
    pieces: list[Line] = field(default_factory=list)

    @property
    def length(self) -> int:
        return self.stop - self.start

    @property
    def role(self) -> str:
        return self.mark.role if self.mark else ""

    @property
    def plain(self) -> bool:
        return self.mark is None and self.dateline is None


def find_page(text: str, given: date | None = None) -> Page:
    """The lines of a page by kind, its headline and its date: «Парк открыли / 5 мая 2021 / …»."""
    blanks, rows = _read_rows(text)
    if not rows:
        return Page(tuple(blanks), None, given)
    _keep_listed(rows)
    _find_prose(rows)
    cut = _find_cut(rows)
    lead = _find_lead(rows, cut)
    title = _find_title(rows, lead, cut)
    _judge_head(rows, lead, title)
    last = _judge_body(rows, lead, cut)
    last = _drop_site_voice(rows, lead, last)
    _judge_tail(rows, last, cut)
    _split_openings(rows, lead, title)
    stamp = _find_published(rows, lead, title, last, cut) or given
    lines = [*blanks, *(piece for row in rows for piece in _pieces(row))]
    lines.sort(key=lambda line: line.start)
    return Page(tuple(lines), _title_span(rows, title), stamp)


# --- reading -------------------------------------------------------------------------------------------------------


def _read_rows(text: str) -> tuple[list[Line], list[_Row]]:
    """Blank lines, and a row for every other line."""
    blanks: list[Line] = []
    rows: list[_Row] = []
    gap = 0
    for found in _LINE.finditer(text):
        stop = found.end() - (len(found.group()[-2:]) - len(found.group()[-2:].rstrip("\r\n")))
        start = found.start()
        if start == found.end():
            break
        piece = text[start : min(stop, start + _LOOK)]
        if not piece.strip(" \t\u00a0\u200b\ufeff\u2028\u2029\x0b\x0c"):
            blanks.append(Line(start, stop, "blank"))
            gap += 1
            continue
        rows.append(_read_row(piece, start, stop, gap))
        gap = 0
    return blanks, rows


def _read_row(piece: str, start: int, stop: int, gap: int) -> _Row:
    words = split_words(piece[: 2 * LINE_LIMIT])
    if stop - start > LINE_LIMIT:
        return _Row(start, stop, piece, gap, words, None, None)
    line = piece.strip()
    mark = find_mark(line, words)
    skip = len(words) > _DATELINE_WORDS or (mark is not None and mark.role in ("end", "aside"))
    dateline = None if skip else read_dateline(line, words)
    if dateline is not None and not dateline.stamps and mark is not None:
        dateline = None
    if dateline is None and mark is None and not skip:
        mark = find_mixed_mark(line)
    return _Row(start, stop, piece, gap, words, mark if dateline is None else None, dateline)


def _keep_listed(rows: Sequence[_Row]) -> None:
    """A row between rows of the same list belongs to the list: «✅ Поделиться мнением смогли 400 человек»."""
    for before, row, after in zip(rows, rows[1:], rows[2:], strict=False):
        if row.role == "line" and any(char.isdigit() for char in row.text) and _same_list(before, row, after):
            row.mark = None
    for row, after in pairwise(rows):
        if row.role == "line" and after.plain and is_data(after.text) and _same_table(row, after):
            row.mark = None


def _same_table(row: _Row, after: _Row) -> bool:
    """«Район | Школ | Мест» over «Лесной | 4 | 900»."""
    return row.gap >= after.gap and count_cells(row.text) == count_cells(after.text) >= 2


def _same_list(*rows: _Row) -> bool:
    if not all(is_bulleted(row.text) and len(row.words) >= 2 for row in rows):
        return False
    if not rows[0].plain or not rows[-1].plain:
        return False
    return len({row.text.strip()[0] for row in rows}) == 1


def _find_prose(rows: Sequence[_Row]) -> None:
    """Marks the rows that are sentences; a line broken in the middle of one counts with what follows."""
    for index in range(len(rows) - 1, -1, -1):
        row = rows[index]
        after = rows[index + 1] if index + 1 < len(rows) else None
        row.prose = row.plain and (_is_prose(row) or (after is not None and _runs_on(row, after)))
        if after is not None and row.plain and after.plain and _is_explained(row, after):
            row.prose = after.prose = True


def _runs_on(row: _Row, after: _Row) -> bool:
    return after.prose and after.gap == 0 and _opens_small(after) and not ends_sentence(row.text)


def _is_explained(row: _Row, after: _Row) -> bool:
    """A figure set large and the words under it: «148 датчиков / следят за воздухом»."""
    return after.gap <= 1 and len(after.words) >= 2 and _opens_small(after) and is_figure(row.text)


def _opens_small(row: _Row) -> bool:
    return row.text.lstrip()[0].islower()


def _is_prose(row: _Row) -> bool:
    words = len(row.words)
    if row.length > _LOOK:
        return True
    if _EMOJI.match(row.text) and words >= 4 and any(char.isdigit() for char in row.text):
        return True
    if _FULL_STOP.search(row.text[-24:]):
        return words >= 3 or any(char.isdigit() for char in row.text) or _has_inner_end(row)
    if ends_sentence(row.text):
        return words > 15 or (words >= 6 and _has_inner_end(row))
    return words >= 25 or (words >= 15 and _has_inner_end(row)) or _opens_list(row)


def _has_inner_end(row: _Row) -> bool:
    return _INNER_END.search(row.text) is not None


def _opens_list(row: _Row) -> bool:
    return row.text.rstrip().endswith(":") and (len(row.words) >= 6 or (len(row.words) >= 3 and has_verb(row.text)))


# --- where the article is ------------------------------------------------------------------------------------------


def _find_cut(rows: Sequence[_Row]) -> int:
    """The first heading of other people's texts that has an article before it; len(rows) when there is none."""
    total = sum(row.length for row in rows if row.prose)
    before = 0
    for index, row in enumerate(rows):
        if row.role == "end" and _ends_article(rows, index, before, total - before):
            return index
        if row.prose:
            before += row.length
        elif _starts_other(rows, index) and before >= max(4 * _MIN_MASS, 0.5 * (total - before)):
            return index
    return len(rows)


def _ends_article(rows: Sequence[_Row], index: int, before: int, after: int) -> bool:
    """Has enough been said above this heading, for what follows it to be no part of the article?"""
    if before < _MIN_MASS or before >= 0.15 * after:
        return before >= _MIN_MASS
    stop = min(len(rows), index + _LOOK_ROWS)
    first = next((number for number in range(index + 1, stop) if rows[number].prose), stop)
    return _alternates(rows, first, len(rows))


def _starts_other(rows: Sequence[_Row], index: int) -> bool:
    """A dateline over a headline, below the article: another article."""
    row = rows[index]
    if row.dateline is None or not (row.dateline.timed or any(stamp.year for stamp in row.dateline.stamps)):
        return False
    after = rows[index + 1] if index + 1 < len(rows) else None
    return after is not None and after.plain and not after.prose and len(after.words) >= 3 and not is_name(after.text)


def _find_lead(rows: Sequence[_Row], cut: int) -> int:
    """The first row of prose; without prose, the first that is no furniture."""
    for index in range(cut):
        if (
            rows[index].prose
            and not _is_slogan(rows, index, cut)
            and not _is_site_voice(rows[index], _site_words(rows[index + 1 : index + _LOOK_ROWS]))
        ):
            return index
    title = _first_plain(rows, 0, cut)
    return min(_first_plain(rows, title + 1, cut), len(rows) - 1)


def _is_slogan(rows: Sequence[_Row], index: int, cut: int) -> bool:
    """One short sentence over the menu: a dated headline and the lead are still to come."""
    if rows[index].length > _RESUME_LENGTH or any(row.plain and len(row.words) >= 3 for row in rows[:index]):
        return False
    later = next((number for number in range(index + 1, cut) if rows[number].prose), cut)
    between = rows[index + 1 : later]
    headlines = [row for row in between if row.plain and len(row.words) >= 4]
    return later < cut and bool(headlines) and len(between) >= 3


def _first_plain(rows: Sequence[_Row], start: int, stop: int) -> int:
    return next((index for index in range(start, stop) if rows[index].plain), start)


# --- headline ------------------------------------------------------------------------------------------------------


def _find_title(rows: Sequence[_Row], lead: int, cut: int) -> int | None:
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
        scores[index] -= 3 * _is_site_voice(rows[index], _site_words(rows[lead : lead + 4]))
    best = max(scores.values())
    good = [index for index in found if scores[index] >= 3.5 and scores[index] >= best - 3]
    if good:
        return good[0]
    likely = max(found, key=lambda index: scores[index])
    close = all(not row.plain for row in rows[likely + 1 : lead])
    return likely if best >= _LIKELY or (close and _speaks(rows[likely], stems, best)) else None


def _find_announcement(rows: Sequence[_Row], lead: int) -> int | None:
    """«Минсельхоз края информирует» stands for the headline where there is no other."""
    above = range(max(0, lead - _HEAD_ROWS), lead)
    return next((i for i in above if rows[i].plain and is_letterhead(rows[i].text) and has_verb(rows[i].text)), None)


def _speaks(row: _Row, stems: set[str], score: float) -> bool:
    """Is the row right above the lead a headline: does it speak of what the article tells, not of the site?"""
    if len(row.words) < _CLAUSE_WORDS or (len(row.words) == _CLAUSE_WORDS and not _CLAUSE.search(row.text)):
        return False
    if score <= 0 and words_of("topic").isdisjoint(row.words):
        return False
    return not find_site_words(row.words) or not stems.isdisjoint(word[:5] for word in row.words)


def _listed(rows: Sequence[_Row], lead: int) -> set[int]:
    """Headlines of a news list over the article: each stands under an hour of its own."""
    timed = [i for i in range(lead) if rows[i].dateline is not None and rows[i].dateline.timed]  # type: ignore[union-attr]
    return {index + 1 for index in timed[:-1]} if len(timed) >= 3 else set()


def _may_be_title(row: _Row) -> bool:
    return (
        row.plain
        and not row.prose
        and len(row.words) >= 2
        and row.length <= _TITLE_LENGTH
        and not is_signature(row.text)
        and not is_letterhead(row.text)
    )


def _stems(rows: Iterator[_Row]) -> set[str]:
    return {word[:5] for row in rows for word in row.words if len(word) >= 4 or word.isdigit()}


def _title_score(row: _Row, stems: set[str]) -> float:
    shared = len({word[:5] for word in row.words if len(word) >= 4} & stems)
    verb = has_verb(row.text)
    score = min(len(row.words), 10) * 0.3 + 2 * verb + min(shared, 4)
    if not verb and _names_office(row):
        score -= 3
    return score


def _names_office(row: _Row) -> bool:
    """A site or an office by its name: «Степная новь. Газета», «КРАЕВОЙ ЦЕНТР ЗАНЯТОСТИ», one quoted name."""
    text = row.text.strip()
    if text.isupper() or (text[0] in '«"„“' and text[-1] in '»"“”' and text.count(text[-1]) <= 2):
        return True
    says = len(row.words) >= 5 and any(char.isdigit() or char == ":" for char in text)
    return not says and any(word in words_of("letterhead") for word in row.words)


def _title_span(rows: Sequence[_Row], title: int | None) -> Span | None:
    if title is None:
        return None
    piece = next((piece for piece in rows[title].pieces if piece.kind == "title"), None)
    start, stop = (piece.start, piece.stop) if piece else (rows[title].start, rows[title].stop)
    text = rows[title].text[start - rows[title].start : stop - rows[title].start]
    markup = _MARKUP.match(text)
    lead = markup.end() if markup else 0
    return Span(start + lead, start + lead + len(text[lead:].rstrip(" \t\u00a0*_|")))


# --- kinds ---------------------------------------------------------------------------------------------------------


def _furniture_kind(row: _Row) -> str:
    if row.dateline is not None:
        return "dateline"
    if row.role == "byline":
        return "byline" if any(True for _ in find_names(_after_mark(row))) else "boilerplate"
    return "boilerplate"


def _after_mark(row: _Row) -> str:
    """The text behind the mark: «Петра Зимина» in «Фото Петра Зимина»."""
    found = list(regex.finditer(r"[^\W_]+(?:[-'’][^\W_]+)*", row.text[:400]))
    words = row.mark.words if row.mark else 0
    return row.text[found[words - 1].end() : 400] if 0 < words <= len(found) else row.text


def _judge_head(rows: Sequence[_Row], lead: int, title: int | None) -> None:
    """Rows above the lead: the headline, what stands under it (body), names next to a dateline, the rest furniture."""
    for index in range(lead):
        row = rows[index]
        if index == title:
            row.kind = "title"
        elif not row.plain:
            row.kind = _furniture_kind(row)
        elif _is_byline(rows, index, title):
            row.kind = "byline"
        elif (
            title is not None
            and index > title
            and _is_subtitle(row)
            and not _is_site_voice(row, _site_words([rows[title]]))
        ):
            row.kind = "body"
        else:
            row.kind = "boilerplate"


def _is_subtitle(row: _Row) -> bool:
    if row.prose or len(row.words) >= 6 or _has_figures(row):
        return True
    return (len(row.words) >= 3 and has_verb(row.text)) or is_data(row.text)


def _has_figures(row: _Row) -> bool:
    return len(row.words) >= 4 and any(char.isdigit() for char in row.text)


def _is_byline(rows: Sequence[_Row], index: int, title: int | None) -> bool:
    """A bare name within two lines of the headline or the dateline."""
    if not rows[index].plain or not is_signature(_MARKUP.sub("", rows[index].text.strip(), 1)):
        return False
    near = range(max(0, index - 2), min(len(rows), index + 3))
    return any(number == title or rows[number].dateline is not None for number in near)


def _judge_body(rows: Sequence[_Row], lead: int, cut: int) -> int:
    """Rows from the lead to the last prose of the article; returns the last body row."""
    aside = False
    last = lead
    for index in range(lead, cut):
        row = rows[index]
        if not row.plain:
            row.kind = _furniture_kind(row)
            aside = aside or (row.role == "aside" and row.mark is not None and not row.mark.glued)
            continue
        if aside and not (row.prose and _resumes(rows, index, cut)):
            row.kind = "boilerplate"
            continue
        aside = False
        row.kind = "body"
        if row.prose or index == lead:
            last = index
    if not any(row.prose for row in rows[lead:cut]):
        last = max((index for index in range(lead, cut) if rows[index].kind == "body"), default=last)
    return _extend(rows, last, cut)


def _drop_site_voice(rows: Sequence[_Row], lead: int, last: int) -> int:
    """Short sentences under the article in which the site speaks of itself: «Тираж 1200 экз. Цена свободная.»"""
    said = Counter(word for row in rows[lead : last + 1] for word in find_site_words(row.words))
    while last > lead and rows[last].length <= _RESUME_LENGTH and not is_bulleted(rows[last].text):
        own = find_site_words(rows[last].words)
        said.subtract(own)
        if not _is_site_voice(rows[last], +said):
            break
        last -= 1
        while last > lead and rows[last].kind != "body":
            last -= 1
    return last


def _is_site_voice(row: _Row, said: Container[str]) -> bool:
    """Words of a site that the article itself does not use, thick in a short line."""
    found = find_site_words(row.words)
    words = len([word for word in row.words if not word.isdigit()])
    if not found or (len(found) == 1 and words > 3):
        return False
    return not any(word in said for word in found)


def _site_words(rows: Sequence[_Row]) -> set[str]:
    return {word for row in rows for word in find_site_words(row.words)}


def _resumes(rows: Sequence[_Row], index: int, cut: int) -> bool:
    """Is this prose after «Читайте также» the article again, and not the lead of another one?"""
    row = rows[index]
    if _alternates(rows, index, cut):
        return False
    return row.gap > 0 or row.length >= _RESUME_LENGTH or _INNER_END.search(row.text) is not None


def _alternates(rows: Sequence[_Row], index: int, cut: int) -> bool:
    """Headline, sentence, headline, sentence: a list of other articles."""
    pairs = 0
    number = index
    while number < min(cut, index + _LOOK_ROWS) and rows[number].prose:
        pairs += 1
        if number + 1 < cut and rows[number + 1].prose:
            return False
        number += 2
    return pairs >= 2


def _extend(rows: Sequence[_Row], last: int, cut: int) -> int:
    """List rows that belong to the last sentence: «… филиалы:» and what is listed under it."""
    opener = rows[last]
    listing = opener.text.rstrip().endswith((":", ";"))
    bullet = False
    index = last + 1
    gap = rows[index].gap if index < cut else 0
    while index < cut and rows[index].plain and rows[index].kind == "body":
        row = rows[index]
        listed = listing and row.gap <= gap and (not bullet or _BULLET.match(row.text) is not None)
        data = row.gap <= max(gap, opener.gap) and (is_data(row.text) or _heads_data(rows, index, cut))
        if not (listed or data or row.text.rstrip()[-1] in ";," or is_bulleted(row.text) or _is_unfinished(row)):
            break
        bullet = bullet or (index == last + 1 and _BULLET.match(row.text) is not None)
        last = index
        index += 1
    return last


def _heads_data(rows: Sequence[_Row], index: int, cut: int) -> bool:
    """The heading over rows of data: «Справочно:», «Район | Школ | Мест»."""
    row = rows[index]
    if (
        index + 1 >= cut
        or len(row.words) > _HEADING_WORDS
        or not rows[index + 1].plain
        or rows[index + 1].gap > row.gap
    ):
        return False
    return (row.text.rstrip().endswith(":") or count_cells(row.text) >= 2) and is_data(rows[index + 1].text)


def _is_unfinished(row: _Row) -> bool:
    """A sentence of the article that only lacks its full stop."""
    return len(row.words) >= 18 or goes_on(row.text)


def _judge_tail(rows: Sequence[_Row], last: int, cut: int) -> None:
    """Rows under the article: bylines next to it, the dateline, the rest furniture."""
    for index in range(last + 1, len(rows)):
        row = rows[index]
        if index >= cut:
            row.kind = "boilerplate"
        elif not row.plain:
            row.kind = _furniture_kind(row)
        else:
            near = index - last <= _SIGNATURE_ROWS and is_signature(row.text)
            row.kind = "byline" if near else "boilerplate"


# --- lines that hold two things --------------------------------------------------------------------------------------


def _split_openings(rows: Sequence[_Row], lead: int, title: int | None) -> None:
    """«ТОМСК, 5 мая. /ТАСС/. Офис …» is a dateline and a body line."""
    for index in range(max(0, lead - 3), min(len(rows), lead + 2)):
        row = rows[index]
        if row.kind == "body":
            _split(row, read_opening(row.text) or (read_prefix(row.text) if index <= lead else None))
    if title is not None:
        _split(rows[title], read_prefix(rows[title].text))


def _split(row: _Row, opening: Dateline | None) -> None:
    if opening is None:
        return
    middle = row.start + opening.stop
    row.dateline = opening
    if middle >= row.stop:
        row.kind = "dateline"
    else:
        row.pieces = [*_name_pieces(row, opening, middle), Line(middle, row.stop, row.kind)]


def _name_pieces(row: _Row, dateline: Dateline, stop: int) -> Iterator[Line]:
    """A dateline, and the names in it as bylines: «Анна Лескова, 5 мая 2021»."""
    position = row.start
    for name in dateline.names:
        if row.start + name.start > position:
            yield Line(position, row.start + name.start, "dateline")
        yield Line(row.start + name.start, row.start + name.stop, "byline")
        position = row.start + name.stop
    if stop > position:
        yield Line(position, stop, "dateline")


def _pieces(row: _Row) -> Iterator[Line]:
    if row.pieces:
        yield from row.pieces
    elif row.kind == "dateline" and row.dateline is not None and row.dateline.names:
        yield from _name_pieces(row, row.dateline, row.stop)
    else:
        yield Line(row.start, row.stop, row.kind)


# --- the day of publication ------------------------------------------------------------------------------------------


def _find_published(rows: Sequence[_Row], lead: int, title: int | None, last: int, cut: int) -> date | None:
    """The article's own day: one called so anywhere, else the nearest to the headline, else one right below."""
    named = [stamp for row in rows for stamp in _stamps(row) if stamp.role == "published"]
    near = _near_stamps(rows, lead, title)
    below = _stamps_below(rows, last, cut)
    known = [stamp for row in rows[:cut] for stamp in _stamps(row) if stamp.year is not None]
    for stamp in [*named, *near, *below]:
        day = stamp.to_date() or _with_year(stamp, known)
        if day is not None:
            return day
    return None


def _stamps(row: _Row) -> tuple[Stamp, ...]:
    return row.dateline.stamps if row.dateline is not None else ()


def _near_stamps(rows: Sequence[_Row], lead: int, title: int | None) -> list[Stamp]:
    """Days above and in the lead, the nearest to the headline first; after it before before it."""
    anchor = lead if title is None else title
    order = sorted(range(min(len(rows), lead + 2)), key=lambda index: (abs(index - anchor), index < anchor))
    found = [stamp for index in order for stamp in _stamps(rows[index]) if stamp.role != "updated"]
    return sorted(found, key=lambda stamp: stamp.role == "report")  # the day of a report where nothing else is said


def _stamps_below(rows: Sequence[_Row], last: int, cut: int) -> list[Stamp]:
    """The only dateline under the article, where no headline follows it."""
    found = [index for index in range(last + 1, cut) if _stamps(rows[index])]
    if len(found) != 1 or _starts_other(rows, found[0]):
        return []
    return [stamp for stamp in _stamps(rows[found[0]]) if stamp.role != "updated"]


def _with_year(stamp: Stamp, known: Sequence[Stamp]) -> date | None:
    """«9 июня» where «9 июня 2023» stands in another dateline."""
    years = {other.year for other in known if (other.day, other.month) == (stamp.day, stamp.month)}
    return stamp.to_date(years.pop()) if len(years) == 1 else None
