"""Figures behind a comparison: «вдвое больше писем, чем год назад, — 40», «юношей больше, чем девушек, — 40 и 30»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import DASHES, Token
from mfcx.morphology import readings
from mfcx.quantities.counted.masses import many_of
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import Scene, lower
from mfcx.quantities.unit_table import Unit, okei_of
from mfcx.quantities.units import find_unit
from mfcx.tables import words

_REACH = 16  # tokens between the comparative and its figures
_MARKS = frozenset(";.!?()")


def bind_compared(scene: Scene, i: int, begins: int) -> bool:
    """Binds a figure behind a dash or colon that tells the two sides of «больше, чем», and the one beside it."""
    tokens, draft = scene.tokens, scene.drafts[i]
    if lower(tokens, begins - 1) not in DASHES | {":"}:
        return False
    than = _than_before(tokens, begins - 1)
    if than is None:
        return False
    if tokens[than - 2].lower in words("most"):
        first, second = _opening_noun(tokens, than - 2), _noun_at_end(tokens, than, begins - 1)
    else:
        first, second = _noun_of_more(tokens, than), None
    if first is None:
        return False
    draft.name_unit(first)
    other = scene.drafts[i + 1] if i + 1 < len(scene.drafts) else None
    if other is not None and other.name is None and _is_beside(tokens, draft, other):
        other.name_unit(second or first)
    return True


def _is_beside(tokens: Sequence[Token], draft: Draft, other: Draft) -> bool:
    """«40 | и | 30», «40 | против | 30»."""
    between = tokens[draft.last : other.first]
    return len(between) == 1 and between[0].lower in words("and") | words("against")


def _than_before(tokens: Sequence[Token], mark: int) -> int | None:
    """Where «чем» stands behind its comma before a dash or colon."""
    for at in range(mark - 1, max(2, mark - _REACH), -1):
        if tokens[at].text in _MARKS:
            return None
        if tokens[at].lower in words("than") and tokens[at - 1].text == ",":
            return at
    return None


def _noun_of_more(tokens: Sequence[Token], than: int) -> Unit | None:
    """«больше | городских писем | , чем год назад»: what there is more of, right before the comma."""
    for at in range(than - 2, max(0, than - _REACH), -1):
        if tokens[at].lower in words("most"):
            unit = find_unit(tokens, at + 1, None)
            return unit if unit is not None and unit.noun and unit.head < than else None
        if not tokens[at].text.isalpha():
            return None
    return None


def _opening_noun(tokens: Sequence[Token], more: int) -> Unit | None:
    """«юношей | в городе больше»: the genitive that opens the clause."""
    first = more
    while first > 0 and tokens[first - 1].text.isalpha():
        first -= 1
    nouns = (_many(tokens, at) for at in range(first, more))
    return next((noun for noun in nouns if noun is not None), None)


def _noun_at_end(tokens: Sequence[Token], than: int, mark: int) -> Unit | None:
    """«чем | девушек | —»."""
    last = mark - 1 - (tokens[mark - 1].text == ",")
    return _many(tokens, last) if last > than else None


def _many(tokens: Sequence[Token], at: int) -> Unit | None:
    """A noun in the genitive that may be counted: «юношей», «населения»."""
    found = readings(tokens[at].text)[:3] if tokens[at].text.isalpha() else ()
    noun = next((r for r in found if r.pos == "NOUN" and r.case == "gent"), None)
    if noun is None:
        return None
    mass = many_of(noun.lemma)
    if mass is None and noun.number != "plur":
        return None
    name = mass or noun.lemma
    return Unit(name, okei_of(name), at, at + 1, at, noun=True)
