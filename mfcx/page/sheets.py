"""Stage 1, pages that are rows and no prose: «Цифры года / МФЦ Томской области / Окон — 5 / Принято дел — 120»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.morphology import lemmas, readings
from mfcx.page.furniture import has_phone, is_contact_label
from mfcx.page.listings import is_data, is_figures
from mfcx.page.rows import Row
from mfcx.page.signatures import has_place
from mfcx.page.words import find_site_words
from mfcx.stored import expression
from mfcx.tables import words

_LABELLED_FIGURE = expression(r"[^\W\d]»?(?::|\s[—–-])\s\d")
_YEAR = expression(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHEET_ROWS = 3
_HEAD_ROWS = 3  # the name of the page, what it is about, the day
_HEAD_WORDS = 20


def is_of_sheet(row: Row) -> bool:
    """«Окон — 5», «Из них:», «Принято обращений — 120 (+8 %)»."""
    return row.plain and (row.text.rstrip().endswith(":") or tells_figure(row))


def tells_figure(row: Row) -> bool:
    """«Окон — 5», «Трудоустроено с начала года: 6 204»."""
    return is_data(row.text) or _LABELLED_FIGURE.search(row.text) is not None


def is_among_figures(rows: Sequence[Row], index: int) -> bool:
    """«Задержано: 14» right under or over another row of the kind."""
    near = (*rows[max(0, index - 1) : index], *rows[index + 1 : index + 2])
    row = rows[index]
    if has_phone(row.text) or is_contact_label(row.words) or find_site_words(row.words):
        return False
    return tells_figure(row) and any(other.plain and _is_figured(other) for other in near)


def sheet_head(rows: Sequence[Row], lead: int) -> int:
    """Where the fact sheet begins whose last row alone reads as a sentence: «Принято — 120 / Окон — 5 / Мы рады.»"""
    first = lead
    while first > 1 and rows[first].gap <= 1 and is_of_sheet(rows[first - 1]):
        first -= 1
    return first if sum(is_data(row.text) for row in rows[first:lead]) >= _SHEET_ROWS else lead


def bare_sheet(rows: Sequence[Row], cut: int) -> int | None:
    """The first row of figures on a page without prose above it, which rows of figures go on from."""
    told = (at for at in range(cut) if rows[at].plain and _is_figured(rows[at]) and not _tells_year(rows[at]))
    first = next(told, cut)
    if not 0 < first <= _HEAD_ROWS or any(row.prose for row in rows[:first]):
        return None
    below = [row for row in rows[first:cut] if row.plain]
    figures = sum(map(_is_figured, below))
    return first if figures >= _SHEET_ROWS and 2 * figures >= len(below) else None


def _is_figured(row: Row) -> bool:
    """«Окон — 5», «412 гостиниц»."""
    return tells_figure(row) or is_figures(row.text)


def _tells_year(row: Row) -> bool:
    """«Томская область: итоги 2024 года», «Итоги 2024 года» have no figure but the year."""
    return not any(char.isdigit() for char in _YEAR.sub("", row.text))


def head_of_sheet(rows: Sequence[Row], lead: int) -> range:
    """The rows right above a sheet that say of what and when it is; none where a menu stands there."""
    if (
        not lead
        or sum(is_of_sheet(row) or is_figures(row.text) for row in rows[lead : lead + _SHEET_ROWS]) < _SHEET_ROWS
    ):
        return range(0)
    if any(row.mark and not names_subject(row) for row in rows[:lead]):
        return range(0)
    return range(lead) if lead <= _HEAD_ROWS and all(map(_may_head, rows[:lead])) else range(0)


def _may_head(row: Row) -> bool:
    return row.dateline is not None or not row.prose and len(row.words) <= _HEAD_WORDS


def take_title(rows: Sequence[Row], lead: int) -> int | None:
    """The headline of a sheet, freed of the mark or the day that it looked like: «Бюджет / Томская область»."""
    title = _title_of(rows, head_of_sheet(rows, lead))
    if title is not None:
        rows[title].dateline = rows[title].mark = None
    return title


def _title_of(rows: Sequence[Row], head: range) -> int | None:
    """«Цифры года / | МФЦ Томской области»: the row that names the subject, else the first that is no day."""
    named = [at for at in head if not _is_day(rows[at]) and not find_site_words(rows[at].words)]
    return next((at for at in named if names_subject(rows[at])), named[0] if named else None)


def names_subject(row: Row) -> bool:
    """«Калмыкия сегодня», «Рынок труда Томской области»."""
    return has_place(row.text) or any(not words("subject_unit").isdisjoint(lemmas(word)) for word in row.words)


def tells_subject_or_day(row: Row) -> bool:
    """What a row over a sheet says of it, where it is not its headline: «За 2024 год», «Томская область»."""
    return names_subject(row) or _is_day(row)


def _is_day(row: Row) -> bool:
    """«12 марта 2025», «На 1 июня 2025 года»; «Калмыкия сегодня» names no day."""
    if row.dateline is not None:
        return bool(row.dateline.stamps) or not has_place(row.text)
    dated = any(char.isdigit() for char in row.text) and readings(row.words[0])[0].pos == "PREP"
    return (dated or _YEAR.search(row.text) is not None) and not names_subject(row)
