"""Rows of numbers in brackets: «горело из-за шалости (12) и проводки (7)», «выдано справок (50) и копий (12)»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mfcx.document import DASHES, Quantity, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.counted.phrases import phrase_start
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import Scene, lower
from mfcx.quantities.unit_table import Unit
from mfcx.quantities.units import find_unit
from mfcx.tables import fold, words

_FEWEST = 2  # one number in brackets may be anything: an age, a score, a note


def are_parts_of(scene: Scene, draft: Draft, counted: Quantity) -> bool:
    """Whether a number is one of a row that may be parts of what the sentence before counted."""
    row = _row(scene) if draft.first in scene.inside else []
    if not any(one is draft for one in row):
        return False
    ranked = counted.inherited or goes_down(scene.tokens)
    return sum(one.value for one in row) <= counted.value or ranked and row[0].value <= counted.value


def goes_down(tokens: Sequence[Token]) -> bool:
    """«На втором месте Клин (65), …», «Затем идут Клин (50) и Белый (46)»: the next of those who have the most."""
    return follows_in_rank(tokens) or any(not words("rank_place").isdisjoint(lemmas(t.lower)) for t in tokens)


def follows_in_rank(tokens: Sequence[Token]) -> bool:
    """«Далее идут Клин и Белый с 50 и 46»."""
    goes = lower(tokens, 1) in DASHES or not words("ranks_verb").isdisjoint(lemmas(lower(tokens, 1)))
    return lower(tokens, 0) in words("next_in_rank") and goes


def most_of_all(scene: Scene, draft: Draft) -> Unit | None:
    """«Больше всего жалоб, | 78, | пришло из Твери», «Больше всего жалоб пришло из Твери – | 78»: so many of them."""
    tokens, mark = scene.tokens, draft.first - 1
    aside = lower(tokens, mark) == "," == lower(tokens, draft.last)
    if not (aside or lower(tokens, mark) in DASHES and draft is scene.drafts[0]):
        return None
    first = next((at for at in range(mark - 1, 0, -1) if tokens[at].lower in words("all")), mark)
    unit = find_unit(tokens, first + 1, None) if lower(tokens, first - 1) in words("most") else None
    told = unit is not None and unit.noun and (unit.last == mark or not aside)
    return unit if told and draft.value == draft.value.to_integral_value() else None


def noun_of_row(scene: Scene, draft: Draft) -> Unit | None:
    """«Большая часть пожаров вызвана …», «большинство услуг … (29 из 33)»: the noun of which parts are told."""
    if draft.first not in scene.inside:
        return None
    tokens, row = scene.tokens, _row(scene) or _part_and_whole(scene, draft)
    if not any(one is draft for one in row):
        return None
    for at in range(row[0].first):
        if tokens[at].lower in words("most_of"):
            unit = find_unit(tokens, at + 1, None)
            if unit is not None and unit.head < row[0].first and _is_plural_genitive(tokens[unit.head]):
                return unit
    return None


def next_item(scene: Scene, i: int, begins: int) -> Unit | None:
    """«паспортов (240), | справок (50)», «…, чем справок (50)»: a number behind its own noun, as the one before it."""
    tokens, noun = scene.tokens, begins - 2
    if noun < 1 or tokens[noun + 1].text != "(" or not _is_plural_genitive(tokens[noun]):
        return None
    closed = phrase_start(tokens, noun) - 1
    while lower(tokens, closed) in words("joint") | words("contrast") | words("than"):
        closed -= 1
    joined = lower(tokens, closed) == ")" and lower(tokens, closed + 1) in words("joint")
    before = [d for d in scene.drafts[:i] if d.last <= closed]
    opened = max((at for at in range(closed) if tokens[at].text == "("), default=0) if joined else 0
    if not any(d.first > opened > 0 and names_itself(tokens, d, opened) for d in before):
        return None
    unit = find_unit(tokens, noun, None)
    return unit if unit is not None and unit.head == noun else None


def names_itself(tokens: Sequence[Token], draft: Draft, mark: int) -> bool:
    """Whether what a number counts stands right before its dash or bracket: «драк | (240)», «драки | – 240»."""
    return draft.name is not None and mark > 0 and fold(draft.name) in map(fold, lemmas(tokens[mark - 1].lower))


def _row(scene: Scene) -> list[Draft]:
    row = [draft for draft in scene.drafts if not draft.unit and _is_alone(scene.tokens, draft)]
    return row if len(row) >= _FEWEST else []


def _part_and_whole(scene: Scene, draft: Draft) -> list[Draft]:
    """«(29 из 33)»: the two of a bracket to which this number belongs."""
    tokens = scene.tokens
    for part, whole in pairwise(scene.drafts):
        if (
            (draft is part or draft is whole)
            and lower(tokens, part.first - 1) == "("
            and lower(tokens, whole.last) == ")"
        ):
            between = tokens[part.last : whole.first]
            return [part, whole] if len(between) == 1 and between[0].lower in words("part_of") else []
    return []


def _is_alone(tokens: Sequence[Token], draft: Draft) -> bool:
    """«(163)» behind a word."""
    if lower(tokens, draft.first - 1) != "(" or lower(tokens, draft.last) != ")":
        return False
    whole = draft.value == draft.value.to_integral_value() and draft.value > 0
    return whole and lower(tokens, draft.first - 2).isalpha()


def _is_plural_genitive(token: Token) -> bool:
    return any((r.pos, r.case, r.number) == ("NOUN", "gent", "plur") for r in readings(token.text))
