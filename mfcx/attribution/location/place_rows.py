"""Rows of places or years after a measure: «Охват составил 96 %. Впереди Тверь — 99 %. У Ржева 97 %, в 2012-м 75 %»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from mfcx.document import DASHES, Document, Metric, RegionMention, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.periods import TimePhrase
from mfcx.tables import words

_ENDS = frozenset(",;.)!?") | DASHES
_TELLING = frozenset({"NOUN", "ADJF", "PRTF", "VERB", "PRTS", "ADJS", "INFN", "GRND", "NUMR"})
# lines between a row and the measure it is of, an empty one counted in
_LINES = 2


def goes_on_measuring(document: Document, last: Metric, metric: Metric, times: Sequence[TimePhrase]) -> bool:
    """Whether a figure is the value of the measure told last in another place or at another time: «У Ржева | 97 %».

    A time alone goes on in the same paragraph only.
    """
    quantity, tokens = metric.quantity, metric.sentence.tokens
    if last.indicator is None or (quantity.unit, quantity.per) != (last.quantity.unit, last.quantity.per):
        return False
    if quantity.unit not in words("value_unit") or metric.sentence.line - last.sentence.line > _LINES:
        return False
    if not _is_whole(tokens, quantity.last):
        return False
    first = last.quantity.last if last.sentence is metric.sentence else 0
    item = tokens[first : quantity.first]
    names = _starts(item, [one for found in (document.mentions, document.places) for one in found])
    when = _starts(item, times)
    placed = bool(names) or any(map(_is_area, item))
    if not placed and not (when and last.sentence.line == metric.sentence.line):
        return False
    return not any(map(_tells_more, _own_words(item, names | when)))


def _is_whole(tokens: Sequence[Token], at: int) -> bool:
    """«У Ржева 97 %,» tells the measure; «у Ржева 97 % | школьников» counts something of its own."""
    return at >= len(tokens) or tokens[at].text in _ENDS or tokens[at].lower in words("joint") | words("contrast")


def _starts(item: Sequence[Token], spans: Sequence[RegionMention] | Sequence[TimePhrase]) -> set[int]:
    """Where the tokens of an item begin that names of places, or times, are made of."""
    if not item:
        return set()
    here = [one for one in spans if item[0].start <= one.start < item[-1].stop]
    return {token.start for token in item for one in here if one.start <= token.start < one.stop}


def _is_area(token: Token) -> bool:
    return not words("area_word").isdisjoint(lemmas(token.lower))


def _own_words(item: Sequence[Token], known: set[int]) -> Iterator[Token]:
    """What an item says beside its name and time, without a clause about the name: «Тверь, где …, | вышла на»."""
    at = 0
    while at < len(item):
        token = item[at]
        if token.text == "," and at + 1 < len(item) and item[at + 1].lower in words("relative"):
            at = next((i for i in range(len(item) - 1, at, -1) if item[i].text == ","), at)
        elif at > 1 and item[at - 1].text == "-" and item[at - 2].text.isdigit():
            pass  # «на 84-| м месте»
        elif token.start not in known and (token.text[0].islower() or (at == 0 and not _opens_name(item))):
            yield token
        at += 1


def _opens_name(item: Sequence[Token]) -> bool:
    """«Южный | федеральный округ»; any word has a capital where the sentence begins."""
    return len(item) > 1 and _is_area(item[1])


def _tells_more(token: Token) -> bool:
    """Whether a word is more than a kind of place, a rank, or the reaching of a value."""
    top = readings(token.lower)[0]
    return top.pos in _TELLING and "Anum" not in top.tags and _item_words().isdisjoint(lemmas(token.lower))


@cache
def _item_words() -> frozenset[str]:
    ranks = words("rank") | words("rank_place") | words("takes_rank")
    return ranks | words("area_word") | words("reach_word") | words("measuring_verb")
