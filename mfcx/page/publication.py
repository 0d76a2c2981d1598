"""Stage 1, the day of publication: which of the days on a page is the article's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import itemgetter

from mfcx.page.rows import Row, starts_other
from mfcx.page.stamps import Stamp, find_stamps
from mfcx.page.words import LINE_LIMIT


def find_published(rows: Sequence[Row], lead: int, title: int | None, last: int, cut: int) -> date | None:
    """The article's own day: one called so anywhere, else the nearest to the headline, else one right below."""
    named = [stamp for row in rows for stamp in _stamps(row) if stamp.role == "published"]
    near = _near_stamps(rows, lead, title)
    below = _stamps_below(rows, last, cut) or _stamps_closing(rows, last, cut)
    for stamp in [*named, *near, *below]:
        day = stamp.to_date() or _with_year(stamp, rows[:cut])
        if day is not None:
            return day
    return None


def _stamps(row: Row) -> tuple[Stamp, ...]:
    return row.dateline.stamps if row.dateline is not None else ()


def _near_stamps(rows: Sequence[Row], lead: int, title: int | None) -> list[Stamp]:
    """Days above and in the lead, the nearest to the headline first; after it before before it."""
    anchor = lead if title is None else title
    # a headline that stands twice opens the article the second time: «Парк открыт / 5 мая / Парк открыт»
    anchor = max([anchor, *(index for index in range(anchor + 1, lead) if rows[index].text == rows[anchor].text)])
    order = sorted(range(min(len(rows), lead + 2)), key=lambda index: (abs(index - anchor), index < anchor))
    found = [
        (stamp.role == "report" or _is_caption(rows, index), stamp)
        for index in order
        for stamp in _stamps(rows[index])
        if stamp.role != "updated"
    ]
    # the day of a report or of a photo where nothing else is said
    return [stamp for _, stamp in sorted(found, key=itemgetter(0))]


def _is_caption(rows: Sequence[Row], index: int) -> bool:
    """«© Фото: Заря. Мост через Лесную. 5 мая 2020», and the same once more below: the day the photo was taken."""
    text = rows[index].text.strip()
    if text.startswith("©"):
        return True
    return index > 0 and rows[index - 1].text.startswith("©") and rows[index - 1].text.strip().endswith(text)


def _stamps_below(rows: Sequence[Row], last: int, cut: int) -> list[Stamp]:
    """The only dateline under the article, where no headline follows it."""
    found = [index for index in range(last + 1, cut) if _stamps(rows[index])]
    if len(found) != 1 or starts_other(rows, found[0]):
        return []
    return [stamp for stamp in _stamps(rows[found[0]]) if stamp.role != "updated"]


def _stamps_closing(rows: Sequence[Row], last: int, cut: int) -> Sequence[Stamp]:
    """The day right under the article that a blank line parts from the headlines of others."""
    if cut != last + 1 or cut + 1 >= len(rows) or rows[cut].gap or not rows[cut + 1].gap:
        return ()
    return [stamp for stamp in _stamps(rows[cut]) if stamp.role != "updated"]


def _with_year(stamp: Stamp, rows: Sequence[Row]) -> date | None:
    """«9 июня» where «9 июня 2023» stands in another dateline, or in a line that is no sentence."""
    known = [other for row in rows for other in _stamps(row) if other.year is not None]
    known += [other for row in rows if row.plain and not row.prose for other in find_stamps(row.text[:LINE_LIMIT])]
    years = {other.year for other in known if other.year and (other.day, other.month) == (stamp.day, stamp.month)}
    return stamp.to_date(years.pop()) if len(years) == 1 else None
