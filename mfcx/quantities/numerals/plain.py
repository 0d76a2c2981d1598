"""Numbers in plain digits, with a multiplier or without, and in one word, as most are: read off their tokens alone.

What they might go on with is left to the readers: «5, 18 млн», «12-й», «3 (трёх)», «1 млн 344 тысячи», «сто два».
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from mfcx.document import Token
from mfcx.quantities.forms import Forms
from mfcx.quantities.numerals.amounts import opens_amount
from mfcx.quantities.numerals.below_thousand import THOUSAND
from mfcx.quantities.numerals.cells import HYPHENS, Cells
from mfcx.quantities.numerals.digits import GROUP, MAX_DIGITS, MAX_GROUPS, may_extend, to_decimal
from mfcx.quantities.numerals.lexicon import entry_of_form, kinds_of, phrases, split_compound
from mfcx.stored import expression

_DECIMAL = expression(r"\d++,\d++|\d++\.(?:\d{1,2}|\d{4,}+)")  # the point of «12.500» may part thousands
_SCALING = frozenset({"multiplier", "before_money", "glued"})
# how digits may go on with what stands behind them
_NO_WAY, _WITH_NEXT, _BY_SCALE, _SOMEHOW = range(4)

# the token behind, the value, and of «27 тысяч» 27 and 1000
Plain: TypeAlias = tuple[int, Decimal, Decimal | None, Decimal | None]
# the value, whether «пять» or «пятый», and the cases of one word
Word: TypeAlias = tuple[Decimal, str, frozenset[str]]


def _decimal_of(text: str) -> Decimal | None:
    """What digits spell whatever stands around them: «265», «94,53», not «12.500»."""
    if len(text) > MAX_DIGITS or not text.isdecimal() and not _DECIMAL.fullmatch(text):
        return None
    return Decimal(text.replace(",", "."))


def _way_on(form: str) -> int:
    """How digits may go on with this form behind them: «обращений» no way, «тыс» by scale, «с» with «половиной»."""
    kinds = kinds_of(form)
    if not _SCALING.isdisjoint(kinds):
        return _BY_SCALE if "multiplier" in kinds and not may_extend(form) and "glued" not in kinds else _SOMEHOW
    if form in _BEFORE_MORE or form in HYPHENS or form in phrases() and not kinds:
        return _WITH_NEXT
    return _SOMEHOW if may_extend(form) else _NO_WAY


_BEFORE_MORE = frozenset(",%")
_decimals, _ways = Forms(_decimal_of), Forms(_way_on)


def read_plain(cells: Cells, at: int) -> Plain | None:
    """Digits at a free token: «265 обращений» -> 265, «27 тыс. окон» -> 27000; None where a reader has to look."""
    tokens = cells.tokens
    text, stop = tokens[at].text, at + 1
    if stop < len(tokens) and tokens[stop].text[0].isdecimal():
        text, stop = _grouped(cells, at)
    value = _decimals[text]
    if value is None or at and tokens[at - 1].stop == tokens[at].start:
        return None
    if stop == len(tokens):
        return stop, value, None, None
    after = tokens[stop]
    way, glued = _ways[after.lower], after.start == tokens[stop - 1].stop
    if way == _SOMEHOW or glued and after.lower[0].isalpha() or not cells.is_free(after):
        return None
    if way == _BY_SCALE:
        return _scaled(cells, text, stop)
    return None if way == _WITH_NEXT and _goes_on(tokens, stop, glued=glued) else (stop, value, None, None)


def _grouped(cells: Cells, at: int) -> tuple[str, int]:
    """What groups of digits spell that begin here, and where they end: «926 286,1» -> 926286,1."""
    tokens, text, stop = cells.tokens, cells.tokens[at].text, at + 1
    if len(text) > 3 or not text.isdecimal() or text[0] == "0":
        return text, stop
    while text.isdecimal() and stop < len(tokens) and stop - at <= MAX_GROUPS:
        more = tokens[stop]
        if more.start != tokens[stop - 1].stop + 1 or not cells.is_free(more) or GROUP.fullmatch(more.text) is None:
            break
        text, stop = text + more.text, stop + 1
    return text, stop


def _goes_on(tokens: Sequence[Token], at: int, *, glued: bool) -> bool:
    """«12-й», «5-6-этажный», «5, 18 млн», «30 %-ная», «10 с половиной»."""
    form, beyond = tokens[at].lower, tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if form in HYPHENS:
        two = beyond[:1].isdecimal() and at + 2 < len(tokens) and tokens[at + 2].lower in HYPHENS
        return glued and (two or beyond == "," or beyond.isalpha())
    if form == ",":
        return beyond[:1].isdecimal()
    return beyond in HYPHENS if form == "%" else beyond in phrases()[form]


def _scaled(cells: Cells, text: str, at: int) -> Plain | None:
    """«27 тыс.» with its multiplier at this token, unless the number goes on: «27 тыс. 344», «2 млн с половиной»."""
    tokens, stop = cells.tokens, at + 1
    value, mantissa, multiplier, short = _product(text, tokens[at].lower)
    if short and stop < len(tokens) and tokens[stop].text == "." and tokens[stop].start == tokens[at].stop:
        if not cells.is_free(tokens[stop]):
            return None
        stop += 1
    if stop < len(tokens):
        form = tokens[stop].lower
        if opens_amount(form) or form in phrases() and _goes_on(tokens, stop, glued=False):
            return None
    return stop, value, mantissa, multiplier


@lru_cache(maxsize=6_000)
def _product(text: str, scale: str) -> tuple[Decimal, Decimal, Decimal, bool]:
    """«1,5», «млн» -> 1500000, 1.5, 1000000, and whether a point belongs to the multiplier."""
    entry, value = entry_of_form(scale, ("multiplier",)), _decimals[text]
    assert entry is not None
    assert value is not None
    mantissa = Fraction(value)
    return to_decimal(mantissa * entry.value), to_decimal(mantissa), to_decimal(entry.value), entry.number == "abbr"


def _word_of(form: str) -> Word | None:
    """What a form is as a number of its own: «три» -> 3, not «один», which may be a pronoun, nor «семью»."""
    kinds = kinds_of(form)
    entry = entry_of_form(form, ("cardinal", "ordinal")) if len(kinds) == 1 else None
    if entry is None or entry.value >= THOUSAND or form in phrases() or split_compound(form) is not None:
        return None
    doubtful = entry.kind == "cardinal" and entry.value in _DOUBTFUL
    return None if doubtful else (to_decimal(entry.value), entry.kind, entry.cases)


def _ends_words(form: str) -> bool:
    """Whether a number in words cannot go on with this form: «три | офиса», not «три | четверти», «три | (3)»."""
    return form != "(" and not kinds_of(form) and form not in phrases()


_DOUBTFUL = frozenset({1, 7})
_words, _ends = Forms(_word_of), Forms(_ends_words)


def read_word(cells: Cells, at: int) -> Word | None:
    """One word at a free token: «три офиса», «пятый год»; None where a reader has to look."""
    tokens, stop = cells.tokens, at + 1
    word = _words[tokens[at].lower]
    if word is None or stop == len(tokens):
        return word
    after = tokens[stop]
    glued = after.start == tokens[at].stop and after.lower.isalnum()  # «три» and «К» would be three thousand
    return word if _ends[after.lower] and not glued else None
