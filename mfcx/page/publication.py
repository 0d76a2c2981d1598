"""Stage 1, the day of publication: which of the days on a page is the article's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mfcx.page.rows import Row, starts_other
from mfcx.page.stamps import Stamp


def find_published(rows: Sequence[Row], lead: int, title: int | None, last: int, cut: int) -> date | None:
    """The article's own day: one called so anywhere, else the nearest to the headline, else one right below."""
    named = [stamp for row in rows for stamp in _stamps(row) if stamp.role == "published"]
    near = _near_stamps(rows, lead, title)
    below = _stamps_below(rows, last, cut) or _stamps_closing(rows, last, cut)
    known = [stamp for row in rows[:cut] for stamp in _stamps(row) if stamp.year is not None]
    for stamp in [*named, *near, *below]:
        day = stamp.to_date() or _with_year(stamp, known)
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
    found = [stamp for index in order for stamp in _stamps(rows[index]) if stamp.role != "updated"]
    return sorted(found, key=lambda stamp: stamp.role == "report")  # the day of a report where nothing else is said


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


def _with_year(stamp: Stamp, known: Sequence[Stamp]) -> date | None:
    """«9 июня» where «9 июня 2023» stands in another dateline."""
    years = {other.year for other in known if (other.day, other.month) == (stamp.day, stamp.month)}
    return stamp.to_date(years.pop()) if len(years) == 1 else None
