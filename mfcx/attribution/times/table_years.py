"""Tables with a column for each year: «Показатель | 2021 | 2022» over «Школы | 412 | 410»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from mfcx.document import Document, Metric, Period, Sentence, Span, Token
from mfcx.quantities.counted.row_measures import CELL
from mfcx.quantities.periods.numbers import NAMED_YEARS
from mfcx.tables import words

_FEWEST = 2  # years that make a heading
_DIGITS = 4
_LONGEST = 3  # tokens of «2021 г.»


def set_column_years(document: Document) -> None:
    """The figures of a table belong to the years that head their columns."""
    if CELL not in document.text:
        return
    figures: dict[int, list[Metric]] = {}
    for metric in document.metrics:
        figures.setdefault(metric.sentence.start, []).append(metric)
    years: dict[int, Period] = {}
    for sentence in document.sentences:
        if not any(token.text == CELL for token in sentence.tokens):
            years = {}
            continue
        heading = _years_of(document, sentence)
        years = heading or years
        for metric in figures.get(sentence.start, ()) if not heading else ():
            metric.period = years.get(_column(metric), metric.period)


def _column(metric: Metric) -> int:
    return sum(token.text == CELL for token in metric.sentence.tokens[: metric.quantity.first])


def _years_of(document: Document, sentence: Sentence) -> dict[int, Period]:
    """The years by their columns, where a row has several and no other number."""
    cells = list(_cells(sentence.tokens))
    found = {column: year for column, cell in enumerate(cells) if (year := _year_of(document, cell)) is not None}
    rest = (cell for column, cell in enumerate(cells) if column not in found)
    bare = not any(token.text[0].isdecimal() for cell in rest for token in cell)
    return found if bare and len(found) >= _FEWEST else {}


def _cells(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    first = 0
    for at, token in enumerate(tokens):
        if token.text == CELL:
            yield tokens[first:at]
            first = at + 1
    yield tokens[first:]


def _year_of(document: Document, cell: Sequence[Token]) -> Period | None:
    """«2021», «2021 г.», «2021 год»."""
    if not 0 < len(cell) <= _LONGEST or len(cell[0].text) != _DIGITS or not cell[0].text.isdecimal():
        return None
    said = all(token.lower in words("year_form") or not token.text.isalnum() for token in cell[1:])
    year = int(cell[0].text)
    if not said or year not in NAMED_YEARS:
        return None
    span = Span(cell[0].start, cell[-1].stop)
    return Period(date(year, 1, 1), date(year, 12, 31), document.text[span.start : span.stop], span)
