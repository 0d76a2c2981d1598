"""Stage 1: which lines of the page are the article.

Plain text saved from a web page holds menus, counters, other articles and comments. A line is judged by its
shape (`rows`) and by its neighbours; no site is known by name. A missed line of furniture is
cheaper than a lost line of the article, so in doubt a line stays.

>>> [line.kind for line in find_page("16+\\nПарк открыли\\n5 мая 2021\\nВ городе открыли парк на 5 га.").lines]
['boilerplate', 'title', 'dateline', 'body']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from datetime import date

from mfcx.document import Page
from mfcx.morphology import readings
from mfcx.page.furniture import Mark
from mfcx.page.headlines import ends_short, find_title, find_title_below, headline_rows, is_over_day, title_span
from mfcx.page.listings import count_cells, is_data, is_figure, is_figures
from mfcx.page.openings import pieces_of, split_openings
from mfcx.page.publication import find_published
from mfcx.page.rows import (
    MARKUP,
    Row,
    asks,
    drop_asides,
    drop_tops,
    find_prose,
    find_voice,
    has_inner_end,
    is_broken_off,
    is_site_voice,
    join_furniture,
    keep_listed,
    read_rows,
    site_words,
    starts_other,
    tells,
)
from mfcx.page.sheets import bare_sheet, head_of_sheet, is_among_figures, sheet_head, take_title, tells_subject_or_day
from mfcx.page.signatures import find_names, is_signature
from mfcx.page.words import find_site_words, goes_on, has_verb, is_bulleted, split_words
from mfcx.stored import expression

_BULLET = expression(r"\s*(?:[-–—•*·▪►✔✅☑●○■□➢➤]+|\d{1,2}[.)]|\p{So}\ufe0f?)\s*")
_LOOK_ROWS = 40
_MIN_MASS = 30  # characters of prose that make an article before a heading such as «Комментарии»
_HEADING_WORDS = 8
_TEASERS = 2  # one sentence broken off may be the end of the article
_LEAD_WORDS = 25
_AGAIN = 0.6  # the share of a headline that its lead says again
_SAID_ROWS = 3  # how far above the lead the headline tells what the article is about
_CLAUSE_WORDS = 3
_STEM = 5  # letters by which two forms of a word are known as one
_NAME = expression(r"(?<=[^\W_]\s|\s[«\"„“])\p{Lu}[\p{L}-]++")  # a capital inside a sentence
_WORD = expression(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SPEECH = expression(r"[»\"”],\s*[—–-]")
_GOES_ON = 0.4  # the share of a headline that its article says again
_LEAST_SAID = 12  # fewer words say nothing of what an article is about
_SHARED = 2  # words by which a row with a new name is still of the article
_SIGNATURE_ROWS = 3  # how far under the article its authors may stand
_RESUME_LENGTH = 120  # prose after «Читайте также» that is the article again


def find_page(text: str, given: date | None = None) -> Page:
    """The lines of a page by kind, its headline and its date: «Парк открыли / 5 мая 2021 / …»."""
    blanks, rows = read_rows(text)
    if not rows:
        return Page(tuple(blanks), None, given)
    join_furniture(rows)
    keep_listed(rows)
    drop_tops(rows)
    drop_asides(rows)
    find_prose(rows)
    _drop_foreign(rows)
    cut = _find_cut(rows)
    lead = _find_lead(rows, cut)
    title = take_title(rows, lead)
    if title is None:
        title = find_title(rows, lead, cut)
    if title is None and (is_over_day(rows, lead, cut) or ends_short(rows, lead, cut)):
        title, lead = lead, next(index for index in range(lead + 1, cut) if rows[index].prose or tells(rows[index]))
    _judge_head(rows, lead, title)
    last = _judge_body(rows, lead, cut)
    last = _drop_site_voice(rows, lead, last)
    _judge_tail(rows, last, cut)
    if title is None and (title := find_title_below(rows, lead, last, cut)) is not None:
        rows[title].kind = "title"
    split_openings(rows, lead, title)
    stamp = find_published(rows, lead, title, last, cut) or given
    lines = [*blanks, *(piece for row in rows for piece in pieces_of(row))]
    lines.sort(key=lambda line: line.start)
    return Page(tuple(lines), title_span(rows, title, lead), stamp)


# --- where the article is ------------------------------------------------------------------------------------------


def _find_cut(rows: Sequence[Row]) -> int:
    """The first heading of other people's texts that has an article before it; len(rows) when there is none."""
    total = sum(row.length for row in rows if row.prose)
    before = 0
    for index, row in enumerate(rows):
        if row.role == "end" and _ends_article(rows, index, before, total - before):
            return index
        if row.prose:
            before += row.length
        elif starts_other(rows, index) and before >= max(4 * _MIN_MASS, 0.5 * (total - before)):
            return index
    return len(rows)


def _ends_article(rows: Sequence[Row], index: int, before: int, after: int) -> bool:
    """Has enough been said above this heading, for what follows it to be no part of the article?"""
    if before < _MIN_MASS or before >= 0.15 * after:
        return before >= _MIN_MASS
    stop = min(len(rows), index + _LOOK_ROWS)
    first = next((number for number in range(index + 1, stop) if rows[number].prose), stop)
    return _alternates(rows, first, len(rows))


def _drop_foreign(rows: Sequence[Row]) -> None:
    """Headline and broken-off lead of other articles over this one, which goes on about none of their words."""
    lead = next((index for index, row in enumerate(rows) if row.prose and not is_broken_off(row)), 0)
    teasers = [i for i in range(1, lead) if rows[i].prose and rows[i - 1].plain and has_verb(rows[i - 1].text)]
    if not teasers:
        return
    said = {stem for row in rows[lead:] if row.prose for stem in _long_stems(row)}
    for index in teasers:
        pair = rows[index - 1 : index + 1]
        if len(said) >= _LEAST_SAID and not any(_is_gone_on_about(row, said) for row in pair):
            for row in pair:
                row.mark, row.prose = Mark("line"), False


def _is_gone_on_about(row: Row, said: Set[str]) -> bool:
    stems = _long_stems(row)
    return len(stems & said) >= _GOES_ON * len(stems)


def _long_stems(row: Row) -> set[str]:
    return {word[:_STEM] for word in row.words if len(word) >= _STEM}


def _find_lead(rows: Sequence[Row], cut: int) -> int:
    """The first row of prose; without prose, the first that is no furniture."""
    if (sheet := bare_sheet(rows, cut)) is not None:
        return sheet
    listing = False
    for index in range(cut):
        listing = listing or rows[index].role in ("aside", "end")
        if (
            rows[index].prose
            and not (listing and (_leads_other(rows, index) or is_broken_off(rows[index])))
            and not _is_slogan(rows, index, cut)
            and not is_site_voice(rows[index], rows[index + 1 : index + _LOOK_ROWS])
        ):
            return sheet_head(rows, _list_head(rows, index))
    title = _first_plain(rows, 0, cut)
    return _list_head(rows, min(_first_plain(rows, title + 1, cut), len(rows) - 1))


def _list_head(rows: Sequence[Row], lead: int) -> int:
    """Where the list begins whose last item has the first full stop: «За год построено: / – 14 школ; / – 20 клубов.»"""
    first = lead
    while first > 0 and rows[first - 1].plain and not rows[first].gap and rows[first - 1].text.rstrip()[-1] in ":;":
        first -= 1
    if first == lead or rows[first].text.rstrip()[-1] != ":":
        return lead
    # «Рубрики: / Общество; / …» is a menu
    return first if any(char.isdigit() for row in rows[first : lead + 1] for char in row.text) else lead


def _is_slogan(rows: Sequence[Row], index: int, cut: int) -> bool:
    """One short sentence over the menu: a dated headline and the lead are still to come."""
    if rows[index].length > _RESUME_LENGTH or any(row.plain and len(row.words) >= 3 for row in rows[:index]):
        return False
    later = next((number for number in range(index + 1, cut) if rows[number].prose), cut)
    between = rows[index + 1 : later]
    headlines = [row for row in between if row.plain and len(row.words) >= 4]
    return later < cut and bool(headlines) and len(between) >= 3


def _first_plain(rows: Sequence[Row], start: int, stop: int) -> int:
    return next((index for index in range(start, stop) if rows[index].plain), start)


# --- kinds ---------------------------------------------------------------------------------------------------------


def _furniture_kind(row: Row) -> str:
    if row.dateline is not None:
        return "dateline"
    if row.role == "byline":
        return "byline" if any(True for _ in find_names(_after_mark(row))) else "boilerplate"
    return "boilerplate"


def _after_mark(row: Row) -> str:
    """The text behind the mark: «Петра Зимина» in «Фото Петра Зимина»."""
    found = list(_WORD.finditer(row.text[:400]))
    words = row.mark.words if row.mark else 0
    return row.text[found[words - 1].end() : 400] if 0 < words <= len(found) else row.text


def _judge_head(rows: Sequence[Row], lead: int, title: int | None) -> None:
    """Rows above the lead: the headline, what stands under it (body), names next to a dateline, the rest furniture."""
    headline = headline_rows(rows, title, lead) if title is not None else ()
    sheet = head_of_sheet(rows, lead)
    for index in range(lead):
        row = rows[index]
        if index in headline:
            row.kind = "title"
        elif not row.plain:
            row.kind = _furniture_kind(row)
        elif _is_byline(rows, index, title) or (title is None and _signs_lead(rows, index, lead)):
            row.kind = "byline"
        elif (index in sheet and (index > (title or 0) or tells_subject_or_day(row))) or (
            title is not None and _is_under(rows, index, title)
        ):
            row.kind = "body"
        else:
            row.kind = "boilerplate"


def _is_under(rows: Sequence[Row], index: int, title: int) -> bool:
    """What goes on below the headline, and is not the site's."""
    return index > title and _is_subtitle(rows[index]) and not is_site_voice(rows[index], [rows[title]])


def _is_subtitle(row: Row) -> bool:
    if row.prose or len(row.words) >= 6 or _has_figures(row) or asks(row):
        return True
    return (len(row.words) >= 3 and has_verb(row.text)) or is_data(row.text) or is_figure(row.text)


def _has_figures(row: Row) -> bool:
    return len(row.words) >= 4 and any(char.isdigit() for char in row.text)


def _is_byline(rows: Sequence[Row], index: int, title: int | None) -> bool:
    """A bare name within two lines of the headline or the dateline."""
    if rows[index].text.strip()[0] == "•":
        return False  # who wrote a comment
    if not rows[index].plain or not is_signature(MARKUP.sub("", rows[index].text.strip(), 1)):
        return False
    near = range(max(0, index - 2), min(len(rows), index + 3))
    return any(number == title or rows[number].dateline is not None for number in near)


def _signs_lead(rows: Sequence[Row], index: int, lead: int) -> bool:
    """The first row, a bare name right above a lead without a headline."""
    return index == 0 and lead == 1 and is_signature(rows[index].text)


def _judge_body(rows: Sequence[Row], lead: int, cut: int) -> int:
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
    last = _extend(rows, _drop_teasers(rows, lead, last), cut)
    return _extend(rows, _close(rows, lead, last, cut), cut)


def _drop_teasers(rows: Sequence[Row], lead: int, last: int) -> int:
    """Leads of other articles under this one, each broken off: «Ярмарка откроется в субботу. На ней…»."""
    first, stop = last, last + 1
    while first > lead + 1 and is_broken_off(rows[first]):
        first -= 1
    while stop < len(rows) and is_broken_off(rows[stop]):
        stop += 1
    return first if stop - first > _TEASERS and rows[first].kind == "body" else last


def _drop_site_voice(rows: Sequence[Row], lead: int, last: int) -> int:
    """Short sentences under the article in which the site speaks of itself: «Тираж 1200 экз. Цена свободная.»"""
    said: Counter[str] = Counter()
    cut = below = last + 1
    while last > lead and rows[last].length <= _RESUME_LENGTH and not is_bulleted(rows[last].text):
        voice = find_voice(rows[last])
        if not voice:
            break
        said = said or Counter(word for row in rows[lead : last + 1] for word in find_site_words(row.words))
        said.subtract(find_site_words(rows[last].words))
        if any(said[word] > 0 for word in voice):
            break
        cut = last
        last -= 1
        while last > lead and rows[last].kind != "body":
            last -= 1
    return last if cut == below else _ends_before(rows, lead, cut)


def _ends_before(rows: Sequence[Row], lead: int, cut: int) -> int:
    """The last row of the article where a sentence of the site stood below: headlines between them are none of it."""
    last = next((index for index in range(cut - 1, lead, -1) if rows[index].kind == "body" and rows[index].prose), lead)
    last = _extend(rows, last, cut)
    return _extend(rows, _close(rows, lead, last, cut), cut)


def _resumes(rows: Sequence[Row], index: int, cut: int) -> bool:
    """Is this prose after «Читайте также» the article again, and not the lead of another one?"""
    row = rows[index]
    if _alternates(rows, index, cut) or _leads_other(rows, index):
        return False
    return row.gap > 0 or row.length >= _RESUME_LENGTH or has_inner_end(row)


def _leads_other(rows: Sequence[Row], index: int) -> bool:
    """A headline of a list and, under it, a lead that says it again; the headline of the article stands elsewhere."""
    above = rows[index - 1]
    if above.prose or not above.plain or len(above.words) <= _CLAUSE_WORDS:
        return False
    stems = _long_stems(above)
    again = stems & {word[:_STEM] for word in rows[index].words[:_LEAD_WORDS]}
    return len(again) >= max(_CLAUSE_WORDS, _AGAIN * len(stems))


def _alternates(rows: Sequence[Row], index: int, cut: int) -> bool:
    """Headline, sentence, headline, sentence: a list of other articles."""
    pairs = 0
    number = index
    while number < min(cut, index + _LOOK_ROWS) and rows[number].prose:
        pairs += 1
        if number + 1 < cut and rows[number + 1].prose:
            return False
        number += 2
    return pairs >= 2


def _extend(rows: Sequence[Row], last: int, cut: int) -> int:
    """List rows that belong to the last sentence: «… филиалы:» and what is listed under it."""
    opener = rows[last]
    listing = opener.text.rstrip().endswith((":", ";"))
    bullet = False
    index = last + 1
    gap = rows[index].gap if index < cut else 0
    while index < cut and rows[index].plain and rows[index].kind == "body":
        row = rows[index]
        listed = listing and row.gap <= gap and (not bullet or _BULLET.match(row.text) is not None)
        data = row.gap <= max(gap, opener.gap) and (_is_datum(rows, index) or _heads_data(rows, index, cut))
        data = data or (not row.gap and _tells_deed(row))
        if not (listed or data or row.text.rstrip()[-1] in ";," or is_bulleted(row.text) or _is_unfinished(row)):
            break
        bullet = bullet or (index == last + 1 and _BULLET.match(row.text) is not None)
        last = index
        index += 1
    return last


def _tells_deed(row: Row) -> bool:
    """A row of a post without full stops: «Выдали 301 тысячу документов»."""
    if not any(char.isdigit() for char in row.text):
        return False
    top = readings(row.words[0])[0]
    return top.pos == "VERB" and top.number == "plur" and tells(row)


def _is_datum(rows: Sequence[Row], index: int) -> bool:
    """A row of data; under another one a bare figure, too: «47 офисов / из них 6 — для бизнеса / 648 окон»."""
    text = rows[index].text
    if is_among_figures(rows, index):
        return True
    return is_data(text) or (is_figures(text) and _is_figured(rows, index - 1))


def _is_figured(rows: Sequence[Row], index: int) -> bool:
    """A row of figures, or the words under a figure set large: «118 тыс. услуг / в электронном виде»."""
    text = rows[index].text
    if text.lstrip()[0].islower() and index:
        return is_figures(rows[index - 1].text)
    return is_data(text) or is_figures(text)


def _heads_data(rows: Sequence[Row], index: int, cut: int) -> bool:
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


def _is_unfinished(row: Row) -> bool:
    """A sentence of the article that only lacks its full stop."""
    return len(row.words) >= 18 or goes_on(row.text)


def _close(rows: Sequence[Row], lead: int, last: int, cut: int) -> int:
    """The last sentence where it only lacks its full stop; a list of headlines is longer than one row.

    Where the article leaves out full stops before, too, it may end on as many rows more.
    """
    stop = next((index for index in range(last + 1, cut) if not _is_free(rows[index])), cut)
    body = [row for row in rows[lead + 1 : last + 1] if row.kind == "body"]
    headed = any(_is_heading(row) for row in body)
    unstopped = sum(not row.prose and tells(row) for row in body)
    if sum(_may_be_headline(row, headed=headed) for row in rows[last + 1 : stop]) > 1 + unstopped:
        return last
    gap = max((row.gap for row in body), default=1)
    said = rows[max(0, lead - _SAID_ROWS) : last + 1]
    for index in range(last + 1, stop):
        row = rows[index]
        if row.gap > gap or not (tells(row) or _is_question(row) or (headed and _is_heading(row))):
            break
        if tells(row):
            if _strays(row, said) or not find_site_words(row.words) <= site_words(said):
                break
            last = index
    return last


def _is_free(row: Row) -> bool:
    """A row that nothing has judged yet, and that is no author."""
    return row.plain and row.kind == "body" and not is_signature(row.text)


def _may_be_headline(row: Row, *, headed: bool) -> bool:
    if len(row.words) < _CLAUSE_WORDS or _is_question(row) or is_data(row.text):
        return False
    return not (headed and _is_heading(row))


def _is_question(row: Row) -> bool:
    """«Куда обратиться?», or «Директор компании:» over what they say."""
    return row.text.rstrip().endswith((":", "?"))


def _is_heading(row: Row) -> bool:
    return not row.prose and len(row.words) <= _HEADING_WORDS and not has_verb(row.text) and not is_bulleted(row.text)


def _strays(row: Row, said: Sequence[Row]) -> bool:
    """Does the row bring in a new name and hardly a word of what was told, as the headline of another article does?"""
    # «Лидирует Лесной район», «…», — сказал Зимин: a headline seldom is like that
    if has_verb(row.words[0]) or _SPEECH.search(row.text) or row.text.isupper():
        return False
    names = {word[:_STEM] for word in split_words(" ".join(_NAME.findall(row.text)))}
    known = {word[:_STEM] for other in said for word in other.words}
    shared = known & {word[:_STEM] for word in row.words if len(word) >= _STEM}
    return bool(names - known) and len(shared) < _SHARED


def _judge_tail(rows: Sequence[Row], last: int, cut: int) -> None:
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
