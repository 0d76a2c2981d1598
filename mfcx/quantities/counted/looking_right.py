"""Units behind a figure and its verb: «до 14 тысяч увеличилось число | поездок», «выросло с 12 до 18 число | школ»."""

from __future__ import annotations

from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.quantities.counted.masses import mass_noun
from mfcx.quantities.drafts import Draft
from mfcx.quantities.limits.bounds import find_bound_before
from mfcx.quantities.scene import PERCENT, TIMES, Scene, lower
from mfcx.quantities.unit_table import Unit
from mfcx.quantities.units import find_unit
from mfcx.tables import words

_MARKS = frozenset("),")
_MAX_ADJECTIVES = 2
_JOINTS = frozenset("(,")
_AGAIN = 4  # tokens of «, то есть на»


def look_right(scene: Scene) -> None:
    """The noun behind it: «с 12 до 18 выросло число | автобусов», «выросло с 12 до 18 число | автобусов»."""
    verbs = {cue.at for cue in scene.cues if cue.kind == "verb"}
    if not verbs:
        return
    for draft in scene.drafts:
        if draft.name or draft.unitless:
            continue
        if verb_behind(scene, draft) in verbs and opens_clause(scene, draft):
            draft.name_unit(_counted_behind(scene, verb_behind(scene, draft) + 1))
        elif verbs & {draft.first - 1, draft.first - 2}:
            draft.name_unit(_counted_behind(scene, draft.last))


def verb_behind(scene: Scene, draft: Draft) -> int:
    """Where a verb would stand that has the figure before it: «(с 12 до 18) | выросло», «до 40 % мы | дойдём»."""
    last = _again(scene, draft)
    at = last + (lower(scene.tokens, last) in _MARKS)
    while lower(scene.tokens, at).isalpha() and readings(scene.tokens[at].text)[0].pos in ("NPRO", "ADVB"):
        at += 1
    return at


def _again(scene: Scene, draft: Draft) -> int:
    """Where a figure ends with what tells it again: «до 300, или на 5 %|, выросло», «до 300 (на 5 %)| выросло»."""
    following = next((one for one in scene.drafts if one.first >= draft.last), None)
    if following is None or following.name not in (PERCENT, TIMES):
        return draft.last
    between = scene.tokens[draft.last : following.first]
    joined = all(t.text in _JOINTS or t.lower in words("or") | words("by") | words("in") for t in between)
    if not 0 < len(between) <= _AGAIN or not joined:
        return draft.last
    return following.last + (lower(scene.tokens, following.last) == ")")


def opens_clause(scene: Scene, draft: Draft) -> bool:
    """«в мае | до 14 тысяч», «на 9 % (| с 12 до 18)»; in «с населением | до 500 жителей» it belongs to a noun."""
    bound = find_bound_before(scene.tokens, draft.first) if not draft.bound else None
    at = (bound.first if bound else draft.first) - 1
    if lower(scene.tokens, at) in words("by"):
        at -= 1
    return at < 0 or at in scene.times or draft.change is not None or not _may_govern(scene.tokens[at])


def _may_govern(token: Token) -> bool:
    """Whether a word may have the figure as its own: a noun, an adjective, a participle."""
    return token.text.isalpha() and readings(token.text)[0].pos in ("NOUN", "ADJF", "PRTF", "PREP")


def _counted_behind(scene: Scene, at: int) -> Unit | None:
    """«общее число | поездок», «население» behind the verb."""
    tokens = scene.tokens
    for noun in range(at, min(len(tokens), at + 1 + _MAX_ADJECTIVES)):
        if tokens[noun].lower in words("count_noun"):
            return find_unit(tokens, noun + 1, None)
        if (mass := mass_noun(tokens, noun)) is not None:
            return mass
        if not tokens[noun].text.isalpha() or readings(tokens[noun].text)[0].pos not in ("ADJF", "PRTF", "PRCL"):
            return None
    return None
