"""The name that a figure stands beside: «Татарстан (по 5 %)», «Омская область — 12», «в двух сёлах Тувы»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.location.region_scene import NAMES, Named, Scene, is_outdone, may_follow
from mfcx.document import DASHES, Token
from mfcx.morphology import lemmas, readings
from mfcx.tables import words

_OWNERS = NAMES | {"town", "capital"}
_HARD_MARKS = frozenset(";()")
_ITEM_MARKS = _HARD_MARKS | {":"}
# between a name and its figure in a row: «Татарстан (по 5 %)»
_ROW_MARKS = DASHES | frozenset("(:")
ROW_GAP = 3
# words in the brackets of a row: «(более 705,9 млн рублей, 12 школ)»
ENTRY = 10


def bracketed(scene: Scene, last: int) -> Named | None:
    """«девять пожаров на площади 40 га (Омская область); …»: a name in brackets behind the figures of an item."""
    tokens = scene.tokens
    behind = next((one for one in scene.all if one.first >= last), None)
    if behind is None or not fills_brackets(tokens, behind):
        return None
    between = tokens[last : behind.first - 1]
    if any(token.text in _ITEM_MARKS for token in between):
        return None
    start = next((at + 1 for at in range(last - 1, -1, -1) if tokens[at].text == ";"), 0)
    spoken = any(start <= one.first < last and not fills_brackets(tokens, one) for one in scene.holders)
    return None if spoken else behind


def fills_brackets(tokens: Sequence[Token], one: Named) -> bool:
    """Whether a name stands alone in its brackets."""
    opened = one.first > 0 and tokens[one.first - 1].text == "("
    return opened and one.last < len(tokens) and tokens[one.last].text == ")"


def owner_of(scene: Scene, last: int) -> Named | None:
    """«в трёх районах Омской области и двух сёлах | Тувы»: the name that a counted noun is of."""
    one = next((one for one in scene.holders if one.first == last and one.mention.kind in _OWNERS), None)
    if one is None or not any(r.case == "gent" for r in readings(scene.tokens[last].lower)):
        return None
    return one


def beside_in_row(scene: Scene, first: int, last: int) -> Named | None:
    """«Татарстан (по 5 %)», «Омская область — на 12», «на 27 % — в Омскую область»: a name beside its figure."""
    tokens, at = scene.tokens, first
    leads = words("along") | words("by") | words("up_to")
    while at > 0 and first - at < ROW_GAP and (tokens[at - 1].text in _ROW_MARKS or tokens[at - 1].lower in leads):
        at -= 1
    marked = any(token.text in _ROW_MARKS for token in tokens[at:first])
    if marked and at > 0 and tokens[at - 1].text == ")":
        at = _before_aside(tokens, at)
    before = next((one for one in scene.all if one.last == at), None) if marked else None
    if before is not None or last >= len(tokens) or tokens[last].text not in DASHES:
        return before
    behind = (
        {last + 1, last + 2} if last + 1 < len(tokens) and tokens[last + 1].lower in words("locative") else {last + 1}
    )
    return next((one for one in scene.holders if one.first in behind and may_follow(tokens, one, near=True)), None)


def heads_row(scene: Scene, first: int) -> bool:
    """«в соседних регионах (40», «в Минской области – 40»: a figure in the row of what is no subject."""
    tokens, at = scene.tokens, first
    while at > 0 and first - at < ROW_GAP and (tokens[at - 1].text in "(" or tokens[at - 1].lower in words("along")):
        at -= 1
    opened = 0 < at < first and tokens[at].text == "("
    return opened and any(last == at and hit not in scene.standards for hit, last in scene.wider)


def _before_aside(tokens: Sequence[Token], at: int) -> int:
    """«в Омской | (области – ред.) – 12»: where brackets without a figure open that close before a token."""
    opened = next((start for start in range(at - 1, max(-1, at - 1 - ENTRY), -1) if tokens[start].text == "("), at)
    return at if any(token.text.isdigit() for token in tokens[opened:at]) else opened


def entry_of(scene: Scene, first: int) -> Named | None:
    """«Татарстан (12 школ, 5 | садов)»: the name before the brackets that hold a figure."""
    tokens = scene.tokens
    opened = next((at for at in range(first - 1, max(-1, first - ENTRY), -1) if tokens[at].text in "()"), None)
    if opened is None or tokens[opened].text == ")":
        return None
    return next((one for one in scene.all if one.last == opened), None)


def outdone_by(scene: Scene, first: int) -> Named | None:
    """«опередила Омскую область с объёмом (в) | 12 т»: what another left behind had."""
    tokens = scene.tokens
    at = first - (tokens[first - 1].lower in words("locative")) if first else 0
    if at < 2 or tokens[at - 2].lower not in words("with") or words("result").isdisjoint(lemmas(tokens[at - 1].lower)):
        return None
    return next((one for one in scene.all if one.last == at - 2 and is_outdone(tokens, one.first)), None)


def antecedent(scene: Scene, start: int) -> Named | None:
    """«опередив Омскую область, где ввели 6 школ»: a relative clause belongs to the name before it."""
    if start < 2 or start >= len(scene.tokens) or scene.tokens[start].lower not in words("relative"):
        return None
    return next((one for one in scene.all if one.last == start - 1), None)
