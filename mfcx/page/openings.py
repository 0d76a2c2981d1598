"""Stage 1, lines that hold two things: a dateline before the lead, a name in a dateline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mfcx.document import Line
from mfcx.page.datelines import Dateline
from mfcx.page.leads import find_inner_day, read_opening, read_prefix, read_section, read_suffix
from mfcx.page.rows import Row
from mfcx.page.signatures import has_place
from mfcx.page.words import has_verb, split_words
from mfcx.tables import words

_FEWEST_HEADINGS = 2
_LONGEST_HEADING = 60  # signs
_HEADING_WORDS = 4


def split_openings(rows: Sequence[Row], lead: int, title: int | None) -> None:
    """«ТОМСК, 5 мая. /ТАСС/. Офис …» is a dateline and a body line."""
    near = [index for index in range(max(0, lead - 3), min(len(rows), lead + 2)) if rows[index].kind == "body"]
    openings = {index: read_opening(rows[index].text) for index in near}
    undated = [index for index, opening in openings.items() if opening is not None and not opening.stamps]
    if undated and sum(_heads_place(row.text) for row in rows if row.kind == "body") < _FEWEST_HEADINGS:
        undated = []
    for index in near:
        row = rows[index]
        prefix = (read_prefix(row.text) or read_section(row.text)) if index <= lead else None
        # «Кузбасс. …», «Хакасия. …»: no news has two datelines, these are headings
        _split(row, prefix if index in undated else openings[index] or prefix)
        _split_inner_day(row)
    if title is not None:
        _split(rows[title], read_prefix(rows[title].text))
        _split_day(rows[title])


def _heads_place(text: str) -> bool:
    """«Красноярский край. Потушено 9 пожаров», not «В крае тепло. Потушено 9 пожаров»."""
    first, mark, _ = text[:_LONGEST_HEADING].partition(". ")
    found = split_words(first)
    if not mark or not 0 < len(found) <= _HEADING_WORDS or has_verb(first):
        return False
    headed = len(found) > 1 and not words("subject_unit").isdisjoint({found[0], found[-1]})
    return headed or has_place(first)


def _split(row: Row, opening: Dateline | None) -> None:
    if opening is None:
        return
    middle = row.start + opening.stop
    row.dateline = opening
    if middle >= row.stop:
        row.kind = "dateline"
    else:
        row.pieces = [*_name_pieces(row, opening, middle), Line(middle, row.stop, row.kind)]


def _split_inner_day(row: Row) -> None:
    """«Парк открыт Среда, Май 5, 2021 - 10:15 Горожане …» is a headline, its dateline and a lead."""
    day = find_inner_day(row.text) if row.dateline is None else None
    if day is None:
        return
    row.dateline = day
    start, stop = row.start + day.stamps[0].start, row.start + day.stop
    pieces = [Line(row.start, start, row.kind), Line(start, stop, "dateline"), Line(stop, row.stop, row.kind)]
    row.pieces = [piece for piece in pieces if piece.start < piece.stop]


def _split_day(row: Row) -> None:
    """«Парк открыт (5 мая 2021)» is a headline and its dateline."""
    day = read_suffix(row.text)
    if day is None or row.dateline is not None:
        return
    row.dateline = Dateline((day,), day.stop)
    middle = row.start + day.start
    row.pieces = [Line(row.start, middle, row.kind), Line(middle, row.stop, "dateline")]


def _name_pieces(row: Row, dateline: Dateline, stop: int) -> Iterator[Line]:
    """A dateline, and the names in it as bylines: «Анна Лескова, 5 мая 2021»."""
    position = row.start
    for name in dateline.names:
        if row.start + name.start > position:
            yield Line(position, row.start + name.start, "dateline")
        yield Line(row.start + name.start, row.start + name.stop, "byline")
        position = row.start + name.stop
    if stop > position:
        yield Line(position, stop, "dateline")


def pieces_of(row: Row) -> Iterator[Line]:
    if row.pieces:
        yield from row.pieces
    elif row.kind == "dateline" and row.dateline is not None and row.dateline.names:
        yield from _name_pieces(row, row.dateline, row.stop)
    else:
        yield Line(row.start, row.stop, row.kind)
