"""Bare numbers beside a deed alone, which was done to so many of those told before: «Осталось 4», «2 закрыли»."""

from __future__ import annotations

from mfcx.document import Quantity
from mfcx.morphology import lemmas, readings
from mfcx.quantities.drafts import Draft
from mfcx.quantities.inherited.verbless import is_done_alone
from mfcx.quantities.scene import Scene, lower
from mfcx.quantities.unit_table import counts_things, unit_kind
from mfcx.tables import words


def opens_deed(scene: Scene, draft: Draft) -> bool:
    """«(Работает 39 офисов.) | 2 закрыли на ремонт», «Сейчас два закрыты»; «12 отказались» may be of others."""
    tokens, at = scene.tokens, draft.number.last
    small = (at in scene.times or tokens[at].lower in words("already") | words("contrast") for at in range(draft.first))
    found = readings(tokens[at].lower)[:2] if lower(tokens, at).isalpha() and all(small) else ()
    deed = next((r for r in found if r.number == "plur" and (r.pos == "PRTS" or r.tags >= {"VERB", "tran"})), None)
    if deed is None or not words("says_value").isdisjoint(lemmas(tokens[at].lower)):
        return False
    behind = lower(tokens, at + 1)
    alone = not behind.isalpha() or at + 1 in scene.times or readings(behind)[0].pos in ("PREP", "ADVB", "CONJ")
    return deed.pos == "PRTS" or alone


def is_rest_of(scene: Scene, draft: Draft, counted: Quantity) -> bool:
    """«Сдали 80 домов. | К осени недоделали 13. | Осталось 4.»: a verb without a subject, and a number at the end."""
    tokens, behind = scene.tokens, lower(scene.tokens, draft.last)
    at = draft.first - 1 - (lower(tokens, draft.first - 1) in words("already"))  # «Сдано уже | 12»
    if draft.value > counted.value or behind not in (".", "", ",") or not lower(tokens, at).isalpha():
        return False
    if not counts_things(counted.unit) or draft.name or draft.value != draft.value.to_integral_value():
        return False
    verb = readings(tokens[at].lower)[0]
    if verb.pos == "PRTS" or "intr" in verb.tags:
        # «Зачислены 40 человек. На очное поступили 12, на заочное – 28.»
        people = verb.number == "plur" and _is_of_people(counted.unit)
        left = verb.gender == "neut" and (behind != "," or at == 0 and is_done_alone(scene, draft))
        return (people or left) and words("age_verb").isdisjoint(lemmas(tokens[at].lower))
    if behind == ",":
        return False
    told = [t.lower for i, t in enumerate(tokens[:at]) if t.text.isalpha() and i not in scene.times]
    has_subject = any(r.pos in ("NOUN", "NPRO") and r.case == "nomn" for form in told for r in readings(form))
    return not has_subject and {"VERB", "tran", "past", "plur"} <= verb.tags


def _is_of_people(unit: str | None) -> bool:
    return unit is not None and (unit_kind(unit) == "person" or any("anim" in r.tags for r in readings(unit)[:2]))
