"""Stage 1, the headline of a few words and no verb that opens a page: «Школы Псковщины», «Дороги Тверской области»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.morphology import lemmas, readings
from mfcx.page.rows import Row
from mfcx.page.signatures import has_place
from mfcx.page.words import find_site_words, words_of
from mfcx.tables import words

_MOST_WORDS = 6
_TOLD_ROWS = 4


def heads_alone(rows: Sequence[Row], lead: int, cut: int) -> bool:
    """«Школы Псковщины» over a lead that tells of schools, or over its day and then it; «Огни Кубани» is a paper."""
    row = rows[0]
    if any(between.dateline is None for between in rows[1:lead]) or not _names_subject(row):
        return False
    topic = any(reading.pos == "NOUN" and reading.case == "nomn" for reading in readings(row.words[0]))
    return topic and _is_told(row.words[0], rows[lead:cut][:_TOLD_ROWS])


def _names_subject(row: Row) -> bool:
    """«Школы Псковщины», «Спорт Тверской области», not «Новости Кубани»."""
    if len(row.words) > _MOST_WORDS or find_site_words(row.words) or row.text.isupper():
        return False
    if not words_of("letterhead").isdisjoint(row.words) or has_place(row.words[0]):
        return False
    return has_place(row.text) or any(not words("subject_unit").isdisjoint(lemmas(word)) for word in row.words[2:])


def _is_told(topic: str, rows: Sequence[Row]) -> bool:
    """Does the article speak of it: «Спорт Прикамья» over «Занимаются спортом 1,2 млн человек»?"""
    known = set(lemmas(topic))
    return any(not known.isdisjoint(lemmas(word)) for row in rows for word in row.words)
