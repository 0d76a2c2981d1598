"""Figures of a change whose noun stands without «число»: «вакансии сократились с 340 до 290», «рост жалоб на 40»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import DASHES, Token
from mfcx.morphology import readings
from mfcx.quantities.changes.cues import Cue, nearest_cue
from mfcx.quantities.counted.masses import many_of, measures_money
from mfcx.quantities.counted.nouns_before import noun_before, people_at
from mfcx.quantities.counted.phrases import depends, follows_preposition
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import PERCENT, Scene, lower
from mfcx.quantities.unit_table import Unit, okei_of, unit_kind
from mfcx.quantities.units import find_unit
from mfcx.tables import words

_REACH = 8  # tokens between the noun and its figure
_MARKS = frozenset(";:()—–«»")
_PHRASE = frozenset({"NOUN", "ADJF", "PRTF", "PREP", "ADVB"})
_OBJECT = "gent", "plur"
_SUBJECT = "nomn", "plur"


def name_changed(scene: Scene) -> None:
    """The noun that grew or fell, where nothing beside the figure tells what it counts."""
    if not scene.cues:
        return
    for draft in scene.drafts:
        if not (draft.name or draft.unitless) and _tells_change(scene.tokens, draft):
            cue = nearest_cue(scene.tokens, scene.cues, draft.first, draft.last)
            if cue is not None and cue.direction and cue.at < draft.first:
                draft.name_unit(_noun_of_item(scene, cue, draft) or _noun_of(scene, cue, draft))


def _tells_change(tokens: Sequence[Token], draft: Draft) -> bool:
    """«| с 340 до 290», «на | 40», «до | 300»."""
    return draft.change is not None or lower(tokens, draft.number.first - 1) in words("by") | words("up_to")


def _noun_of_item(scene: Scene, cue: Cue, draft: Draft) -> Unit | None:
    """«Число ДТП сократилось на 45, | погибших – на 6»: a row without its verb names what it counts by itself."""
    tokens, dash = scene.tokens, draft.number.first - 2
    if dash <= cue.at or tokens[dash].text not in DASHES or lower(tokens, dash + 1) not in words("by"):
        return None
    if any(other.name == PERCENT for other in scene.drafts if cue.at < other.first < dash):
        return None  # «зарплата врачей выросла на 10 %, учителей – на 8 с половиной»
    opens = next((at + 1 for at in range(dash - 1, cue.at, -1) if not tokens[at].text.isalpha()), dash)
    found = noun_before(tokens, dash) or people_at(tokens, dash - 1)
    return found if found is not None and cue.at < opens <= found.head and not depends(tokens, found.head) else None


def _noun_of(scene: Scene, cue: Cue, draft: Draft) -> Unit | None:
    tokens = scene.tokens
    if cue.kind == "noun":
        found = _changing(scene, cue.at + 1, _OBJECT)
    else:
        found = _changing(scene, cue.at + 1, _SUBJECT) or _subject_before(scene, cue.at)
    if found is None or not 0 <= draft.first - found.last <= _REACH:
        return None
    between = tokens[max(found.last, cue.at + 1) : draft.first]
    return None if any(_parts(token) for token in between) else found


def _subject_before(scene: Scene, verb: int) -> Unit | None:
    """«| обращения жителей сёл увеличились»: the nominative plural, with the genitives behind it, before the verb.

    Not before «увеличили», which tells who did it.
    """
    if not any(r.pos == "PRTS" or {"VERB", "intr"} <= r.tags for r in readings(scene.tokens[verb].text)[:1]):
        return None
    for at in range(verb - 1, max(-1, verb - 1 - _REACH), -1):
        if unit := _changing(scene, at, _SUBJECT):
            return None if _hangs(scene, unit) else unit
        if not _may_belong(scene, at):
            return None
    return None


def _hangs(scene: Scene, unit: Unit) -> bool:
    """«бюджет | программы увеличен»: a genitive singular that looks like a nominative plural."""
    tokens, before = scene.tokens, unit.first - 1
    if before < 0 or before in scene.times or not tokens[before].text.isalpha():
        return False
    subject = any((r.pos, r.case) == ("NOUN", "nomn") for r in readings(tokens[before].text)[:1])
    return subject and any((r.case, r.number) == ("gent", "sing") for r in readings(tokens[unit.head].text))


def _may_belong(scene: Scene, at: int) -> bool:
    """«вакансии | для молодых врачей города | сократились»: what may stand between a subject and its verb."""
    top = readings(scene.tokens[at].text)[0]
    if at in scene.times or top.pos not in _PHRASE:
        return at in scene.times
    return top.pos != "NOUN" or top.case not in ("nomn", "accs") or follows_preposition(scene.tokens, at)


def _changing(scene: Scene, at: int, form: tuple[str, str]) -> Unit | None:
    """The noun that begins at a token with its adjectives, in this case and number, if so many can be counted."""
    tokens = scene.tokens
    head = at
    while head < len(tokens) and readings(tokens[head].text)[0].pos in ("ADJF", "PRTF"):
        head += 1
    if head >= len(tokens) or head in scene.times or not tokens[head].text.isalpha():
        return None
    if follows_preposition(tokens, head):
        return None  # «цены на | овощи снизились»
    found = [r for r in readings(tokens[head].text)[:3] if (r.pos, (r.case, r.number)) == ("NOUN", form)]
    if not found or found[0].lemma in words("sum_noun") | words("measured_noun"):
        return None
    if many_of(found[0].lemma) or measures_money(found[0].lemma):
        return None  # «численность населения», «долги»: neither is counted by itself
    if form == _OBJECT:
        unit = find_unit(tokens, at, None)
        return unit if unit is not None and unit.noun and unit.head == head else None
    name = found[0].lemma
    return Unit(name, okei_of(name), at, head + 1, head, noun=True) if unit_kind(name) in (None, "count") else None


def _parts(token: Token) -> bool:
    """Whether a token parts a noun from the figure of its change: a mark, another number, another verb."""
    if token.text in _MARKS or token.text[0].isdecimal():
        return True
    return token.text.isalpha() and readings(token.lower)[0].pos in ("VERB", "INFN")
