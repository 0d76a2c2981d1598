"""Stage 1, rows of data: tables, fact sheets and figures set large, which look like furniture and are not.

>>> is_data("Томск | 5 000 | 4 800")
True
"""

from __future__ import annotations

from mfcx.page.furniture import has_phone, is_contact_label
from mfcx.page.words import find_site_words, has_verb, split_words
from mfcx.stored import expression

_CELLS = expression(r"\s*[|\t;]\s*|\s{2,}")
_VALUE = expression(
    r"(?:\p{So}\ufe0f?(?=.*\p{Ll}{2}))?[\s>~≈+−–•·▪●*-]*+(?:\p{Ll}{2,9}\s){0,2}[$€₽]?\s?\d[\d\s\u00a0.,]*+(?:[–—-]\s?\d[\d\s\u00a0.,]*+)?(?:%|[^\W\d]|[\s₽$€°/²³().+−–-]|\d)*+"
)
_CLOCK = expression(r"\d:\d\d")
_LABELLED = expression(r"\s*+(?P<label>[^:]{2,80}?)\s*?(?::\s++|\s[—–-]\s)(?P<value>\S.*+)")
_SHARE = expression(r"[,;]\s")
_BRACKETED = expression(r"\s*+\([^()]{1,60}\)\s*+$")
_COUNTED_PART = expression(r"\d\s?(?:%|₽|\p{Ll}{2})")
_ROW_ENDS = " ;,"
_DATA_WORDS = 12
_VALUE_TAIL_WORDS = 6
_FIGURE_WORDS = 5


def is_data(text: str) -> bool:
    """A row of a table or of a fact sheet: «Дороги: 15 км», «15 000 заявлений — Томск», «Томск | 5 000 | 4 800»."""
    line = text.strip().rstrip(_ROW_ENDS)
    words = split_words(line)
    if not 2 <= len(words) <= _DATA_WORDS or not any(char.isdigit() for char in line):
        return False
    if _CLOCK.search(line) or has_phone(line) or find_site_words(words) or is_contact_label(words):
        return False
    return _is_shared_out(line) or (not has_verb(line) and _has_value(line))


def count_cells(text: str) -> int:
    """Into how many cells a line is cut: three in «Район | Школ | Мест»."""
    return len([cell for cell in _CELLS.split(text.strip()) if cell.strip()])


def _has_value(line: str) -> bool:
    """Of two cells or sides one is a value."""
    cells = [cell for cell in _CELLS.split(line) if cell.strip()]
    if len(cells) >= 2 and any(_is_value(cell) for cell in cells[1:]):
        return any(char.isalpha() for char in cells[0])
    found = _LABELLED.fullmatch(line)
    return found is not None and (_is_value(found["value"]) or _is_value(found["label"]))


def _is_shared_out(line: str) -> bool:
    """«Деньги поделили так: 15 млн – дороги, 5 млн – школы»: figures listed after a colon."""
    parts = [part for part in _SHARE.split(line.partition(": ")[2]) if part.strip()]
    return len(parts) >= 2 and all(_COUNTED_PART.search(part) for part in parts)


def _is_value(text: str) -> bool:
    return _VALUE.fullmatch(text) is not None and len(split_words(text)) <= _VALUE_TAIL_WORDS


def is_figure(text: str) -> bool:
    """A figure set large over the words that explain it: «148 датчиков», «до 80 %», «6,4 млрд ₽»."""
    words = split_words(text)
    short = 0 < len(words) <= _FIGURE_WORDS and not _CLOCK.search(text)
    return short and _is_value(text.strip()) and not has_verb(text)


def is_figures(text: str) -> bool:
    """What stands in a column of figures: «1,9 млн услуг (+8 % к 2023 году)», «✅ 4 автобуса, 312 маршрутов;».

    «👍 12» tells how often it was liked.
    """
    row = text.rstrip(_ROW_ENDS)
    parts = [part.strip() for part in _SHARE.split(_BRACKETED.sub("", row)) if part.strip()]
    return bool(parts) and not _CLOCK.search(text) and all(_is_value(part) and not has_verb(part) for part in parts)
