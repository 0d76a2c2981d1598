"""Which way a value moved: «снизилось в 5 раз» -> ratio 0.2, «на 34 больше» -> delta 34.

A change is told by a preposition or a comparative, its direction by a word of ``data/ru/change_words.tsv``.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from msgspec import Struct

from mfcx.document import Change, Token
from mfcx.morphology import lemmas, readings
from mfcx.patterns import PatternTable
from mfcx.quantities.forms import Forms
from mfcx.quantities.traits import TRAITS, Cues, Places
from mfcx.quantities.uncounted.marked_row import OPEN_QUOTES
from mfcx.tables import fold, read_table, words

_CLAUSE_ENDS = frozenset(",;:()")
_CLOSE_QUOTES = frozenset('»"”')
_QUOTES = OPEN_QUOTES | _CLOSE_QUOTES
_NAME_REACH = 12  # tokens of a name
_PLACES = Decimal("0.0001")


class Cue(Struct, frozen=True):
    """A word of change at token `at`: kind verb, noun or comp; direction +1, -1 or 0 (a level reached)."""

    at: int
    kind: str
    direction: int
    takes_object: bool  # «прибавили 3,9 %»: the amount is its object, without «на»


@cache
def _by_lemma() -> dict[str, tuple[str, int, bool]]:
    sign = {"+": 1, "-": -1, "0": 0}
    return {
        fold(row["lemma"]): (row["kind"], sign[row["direction"]], row["object"] == "1")
        for row in read_table("change_words")
    }


def find_cues(tokens: Sequence[Token], places: Places) -> list[Cue]:
    """All words of change of a sentence, in order."""
    found = [(at, _words_of_change[places.forms[at]]) for at in places.of(_TELLS_CHANGE)]
    return [Cue(at, *cue) for at, cue in found if cue is not None and not _says_no_change(tokens, at)]


def tells_change(form: str) -> bool:
    """Whether a form is a word of change: «сократят»."""
    return _words_of_change[form] is not None


def _says_no_change(tokens: Sequence[Token], at: int) -> bool:
    """A word of change that is a name, or of one, or tells of something else."""
    named = _is_name(tokens, at) or _is_in_name(tokens, at)
    return named or _says_no_longer(tokens, at) or _is_offence(tokens, at)


def _cue_of(form: str) -> tuple[str, int, bool] | None:
    """Kind, direction and government of a word of change: «выросло» -> verb, 1, False."""
    table = _by_lemma()
    if form in words("no_change_form"):
        return None
    if form in table or not form.isalpha():
        return table.get(form) if form.isalpha() else None
    return next((table[word] for word in lemmas(form) if word in table), None)


_words_of_change = Forms(_cue_of)
_TELLS_CHANGE = TRAITS.add(lambda: Cues(words=_by_lemma(), lemmas=_by_lemma()), _words_of_change.__getitem__)


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """«клиенты Рост банка»: a capital inside a sentence; one that opens a sentence or a quote is none."""
    text = tokens[at].text
    return at > 0 and text[0].isupper() and text[1:].islower() and tokens[at - 1].text.isalpha()


def _is_offence(tokens: Sequence[Token], at: int) -> bool:
    """«превышение скорости – 215»: so many who did it, no more of anything."""
    if at + 1 >= len(tokens) or words("offence_noun").isdisjoint(lemmas(tokens[at].lower)):
        return False
    return not words("offence_object").isdisjoint(lemmas(tokens[at + 1].lower))


def _is_in_name(tokens: Sequence[Token], at: int) -> bool:
    """«проект «Улучшение условий»»: of a name in quotes, whose figures stand outside."""
    reach = range(at - 1, max(0, at - 1 - _NAME_REACH), -1)
    opens = next((i for i in reach if tokens[i].text in _QUOTES or not tokens[i].text.isalpha()), 0)
    if opens == 0 or tokens[opens].text not in OPEN_QUOTES or not tokens[opens + 1].text[0].isupper():
        return False
    named = tokens[opens - 1].text.isalpha() and readings(tokens[opens - 1].lower)[0].pos == "NOUN"
    closes = next((t for t in tokens[at : at + _NAME_REACH] if t.text in _QUOTES or t.text[0].isdecimal()), None)
    return named and closes is not None and closes.text in _CLOSE_QUOTES


def _says_no_longer(tokens: Sequence[Token], at: int) -> bool:
    """«больше не работает» compares nothing."""
    return at + 1 < len(tokens) and tokens[at + 1].lower in words("not") and tokens[at].lower in words("most")


def _clause(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The stretch between marks round tokens [first, last)."""
    while first > 0 and tokens[first - 1].text not in _CLAUSE_ENDS:
        first -= 1
    while last < len(tokens) and tokens[last].text not in _CLAUSE_ENDS:
        last += 1
    return first, last


def nearest_cue(tokens: Sequence[Token], cues: Sequence[Cue], first: int, last: int) -> Cue | None:
    """The word that governs the number in tokens [first, last): «на 371 младенца меньше» -> меньше.

    A comparative beside the phrase first, then the clause (left before right), then the sentence to the left.
    """
    beside = [
        c
        for c in cues
        if c.kind == "comp"
        and (0 <= first - 1 - c.at <= 1 or (0 <= c.at - last <= 2 and not _opens_figure(tokens, c.at)))
    ]
    if beside:
        return min(beside, key=lambda c: (c.at < first, abs(c.at - last)))
    start, stop = _clause(tokens, first, last)
    moving = [c for c in cues if c.kind != "comp"]
    left = [c for c in moving if start <= c.at < first]
    if left:
        return left[-1]
    right = [c for c in moving if last <= c.at < stop]
    if right:
        return right[0]
    # across one mark: «нарастить в хозяйствах, как и ранее, до 500 тыс.»
    earlier = [c for c in moving if c.at < first]
    if earlier:
        return earlier[-1]
    # «на 9 млрд рублей, или 14 процентов, выросли доходы»: an amount that opens the sentence looks ahead
    return moving[0] if moving and (first <= 1 or _tells_again(tokens, start, first)) else None


def _tells_again(tokens: Sequence[Token], start: int, first: int) -> bool:
    """«До 300, | или на 5 %, выросло число мест», «До 300 (| на 5 %) выросло …»: the verb is still to come."""
    again = tokens[start].lower in words("or") or (start > 0 and tokens[start - 1].text == "(")
    return again and first > 0 and not words("by").isdisjoint({tokens[first - 1].lower, tokens[first].lower})


def _opens_figure(tokens: Sequence[Token], at: int) -> bool:
    """«на 300 пожаров выехали более 40 машин»: the comparative is of the figure behind it."""
    return at + 1 < len(tokens) and tokens[at + 1].text[0].isdigit()


def oriented(ratio: Decimal, direction: int) -> Decimal:
    """How many times the old value the new one is: 5 times less -> 0.2."""
    if direction >= 0 or ratio == 0:
        return ratio
    inverse = 1 / ratio
    rounded = inverse.quantize(_PLACES, ROUND_HALF_EVEN)
    return rounded.normalize() if rounded == inverse else rounded


@cache
def _bases(side: str) -> PatternTable[None]:
    return PatternTable((row["pattern"], None) for row in read_table("change_bases") if row["side"] == side)


def compares_to_base(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether tokens [first, last) name the base of a percentage: «от уровня 2020 года», «к уровню»."""
    return any(_bases("after").inside(tokens, first, last))


def names_growth_rate(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether tokens [first, last) say that a percentage is a ratio: «темп роста», «рост к 2016 году —»."""
    return any(_bases("before").inside(tokens, first, last))


def by_sign(value: Decimal, sign: int, *, percent: bool) -> Change:
    """A change written with its sign: «+2,1 тыс. тонн», «плюс 4 %»."""
    return Change(delta_pct=value * sign) if percent else Change(delta=value * sign)
