"""Names that are towns by what they are told in one row with: «в Саратове, Энгельсе и Балаково», «Ковров – 5»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import DASHES, Token
from mfcx.morphology import readings
from mfcx.places.context import TOWN_KINDS, cues
from mfcx.places.gazetteer import gazetteer, normal

_ROW_MARKS = DASHES | {"("}


def is_listed(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«в Саратове, Энгельсе и Балаково»: a name that commas and «и» join to what can be nothing but a town."""
    near = [tokens[first - 2]] if first > 1 and joins(tokens[first - 1]) else []
    near += [tokens[last + 1]] if last + 1 < len(tokens) and joins(tokens[last]) else []
    return any(_is_sure_town(other) and _cases(other) & _cases(tokens[last - 1]) for other in near)


def is_of_row(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«Муром получил 12 автобусов, | Ковров | – 5»: its figure beside it, as a town of the same case told before."""
    row = joins(tokens[first - 1]) if first else False
    if not row or last + 1 >= len(tokens) or tokens[last].text not in _ROW_MARKS or not tokens[last + 1].text.isdigit():
        return False
    cases = _cases(tokens[last - 1])
    return any(_is_sure_town(other) and _cases(other) & cases for other in tokens[:first])


def _cases(token: Token) -> set[str | None]:
    return {reading.case for reading in readings(token.lower) if reading.pos == "NOUN"}


def joins(token: Token) -> bool:
    return token.text == "," or token.lower in cues().conjunctions


def _is_sure_town(token: Token) -> bool:
    names = gazetteer().get(normal(token.text)) if token.text[0].isupper() else ()
    return bool(names) and all(name.kind in TOWN_KINDS and not name.style for name in names)
