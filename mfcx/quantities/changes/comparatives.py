"""The comparative that tells which way an amount moved: «выше плана на 7,2 %», «на 34 карточки меньше»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mfcx.document import DASHES, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.changes.cues import Cue, tells_change
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import PERCENT, TIMES, Scene, lower
from mfcx.tables import words

COMPARED_REACH = 10  # tokens of what a figure is compared with
COMPARED_POS = frozenset({"NOUN", "ADJF", "PRTF"})
_DONE = ("VERB", "PRTS")
COUNTED_POS = COMPARED_POS | {"PREP"}
_LEADS_TO = DASHES | {"(", ","}
_OPENING = DASHES | {"("}
_QUOTES = frozenset('«»"')
_MARKS = frozenset(";:()–—")


def preposition(tokens: Sequence[Token], draft: Draft) -> str:
    """The preposition of the number's phrase, on either side of its comparator: «более чем на 5 %»."""
    for at in (draft.number.first - 1, draft.first - 1, draft.first):
        word = lower(tokens, at)
        if word in words("bound_preposition") and at < draft.number.first:
            return word
    if draft.low:
        return lower(tokens, draft.low.first - 1)
    return ""


def comparative_before(scene: Scene, draft: Draft, comparatives: Mapping[int, Cue]) -> Cue | None:
    """«выше плана на 7,2 %»: between the comparative and «на» stands only what it is compared with.

    «На 8 % больше, чем в мае, и на 3 % | меньше, чем в июне» has its own right behind.
    """
    if not comparatives or (draft.last in comparatives and not lower(scene.tokens, draft.last + 1)[:1].isdigit()):
        return None
    tokens, at = scene.tokens, draft.number.first - 1
    if lower(tokens, at) not in words("by"):
        at = draft.first - 1
    if lower(tokens, at) not in words("by"):
        return None
    if draft.first in comparatives and not words("copula").isdisjoint(lemmas(lower(tokens, draft.first - 1))):
        return comparatives[draft.first]  # «школ стало | больше чем на 40»
    at = min(at, draft.first)  # «более чем на 5 %» compares nothing
    if lower(tokens, at - 1) in _OPENING:
        return _become_before(scene, at - 1, comparatives)
    phrase = True
    for i in range(at - 1, max(-1, at - 1 - COMPARED_REACH), -1):
        if i in comparatives:
            return comparatives[i] if phrase or _opens_than(tokens, i + 1) else None
        if i not in scene.times:
            if tokens[i].text in _MARKS or tokens[i].text[0].isdecimal():
                return None
            compared = any(r.pos in COMPARED_POS for r in readings(tokens[i].text)[:2])
            phrase = phrase and (compared or tokens[i].text in _QUOTES or tokens[i].lower in words("compared"))
    return None


def _become_before(scene: Scene, mark: int, comparatives: Mapping[int, Cue]) -> Cue | None:
    """«дороже стал | сахар (на 4 %)», «краж стало меньше | (на 4 %)»: by how much, behind what became so.

    «Скромнее (на 4 %) выросли …» tells how it grew.
    """
    if mark - 1 in comparatives:
        return comparatives[mark - 1] if all(cue.kind == "comp" for cue in scene.cues) else None
    tokens = scene.tokens
    for at in range(mark - 1, max(0, mark - 1 - COMPARED_REACH), -1):
        pos = readings(tokens[at].lower)[0].pos
        if at - 1 in comparatives and (pos in _DONE or _becomes(tokens[at].lower)):
            return comparatives[at - 1]  # «Больше выпустили | тракторов – на 3 %»
        if pos not in COMPARED_POS:
            return None
    return None


def _opens_than(tokens: Sequence[Token], at: int) -> bool:
    """«больше | , чем планировали, на 4 млн»: whatever stands in such a clause, the amount behind it goes on."""
    return lower(tokens, at + (lower(tokens, at) == ",")) in words("than")


def comparative_behind(scene: Scene, draft: Draft, comparatives: Mapping[int, Cue]) -> Cue | None:
    """«на 250 карточек | читателей библиотек меньше»: the phrase goes on; not «на 34 участках дорог больше мусора».

    A part of the whole may stand first, its verb of becoming far behind: «На 16 % к концу года | станет больше аптек».
    """
    tokens = scene.tokens
    share = draft.name in (PERCENT, TIMES) or draft.number.kind == "fraction"
    if not comparatives or (draft.unit is None and not share) or preposition(tokens, draft) not in words("by"):
        return None
    for at in range(draft.last, min(len(tokens), draft.last + COMPARED_REACH)):
        if at in comparatives:
            becomes = share and _becomes(lower(tokens, at - 1))
            return None if not becomes and _governs_on(lower(tokens, at + 1)) else comparatives[at]
        if share and (at in scene.times or _becomes(tokens[at].lower)):
            continue
        if readings(tokens[at].lower)[0].pos not in COUNTED_POS:
            return None
    return None


def unlisted_comparative(scene: Scene, draft: Draft) -> Cue | None:
    """«на 17 % | сильнее», «эффективнее | на 12 %»: any comparative by a percentage; those of less are listed."""
    if draft.name != PERCENT or preposition(scene.tokens, draft) not in words("by"):
        return None
    for at in (draft.last, draft.number.first - 2):
        form = lower(scene.tokens, at)
        told = form.isalpha() and form not in words("comparative_of_time") and readings(form)[0].pos == "COMP"
        if told and not tells_change(form):
            return Cue(at, "comp", 1, takes_object=False)
    return None


def _becomes(form: str) -> bool:
    return not words("copula").isdisjoint(lemmas(form))


def _governs_on(form: str) -> bool:
    """«больше мусора»: the comparative belongs to what follows."""
    return form.isalpha() and readings(form)[0].pos in ("NOUN", "ADJF")


def follows_change(scene: Scene, draft: Draft) -> bool:
    """«выросло на 5 % | (до 12 тысяч)», «на 5 % больше | – до 12 тысяч»: a change and what it led to."""
    before = next((d for d in reversed(scene.drafts) if d.last <= draft.first), None)
    if before is None or before.change is None or before.name not in (PERCENT, TIMES):
        return False
    at = draft.first - 1 - (lower(scene.tokens, draft.first - 1) in words("up_to"))
    near = at - before.last == (lower(scene.tokens, before.last) in words("most"))
    return near and lower(scene.tokens, at) in _LEADS_TO
