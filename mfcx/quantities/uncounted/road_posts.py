"""Kilometres that say where on a road: «авария на 45 км трассы», «пост на 45 км (+300 м)»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import Scene, lower
from mfcx.quantities.uncounted.numbered import drop_as_ordinals, is_plain
from mfcx.quantities.unit_table import unit_symbol
from mfcx.tables import words

_KILOMETRE = unit_symbol("kilometre")
_ROAD_REACH = 3  # words from a kilometre to its road, with its rank


def drop_posts(scene: Scene) -> None:
    """«авария на 45 км трассы», «45 км (+300 м)»: where it is; «асфальт на 20 км трассы» is so long."""
    found: list[Draft] = []
    for at, draft in enumerate(scene.drafts):
        if draft.unit is None or draft.unit.name != _KILOMETRE or not is_plain(draft):
            continue
        metres = [d for d in scene.drafts[at + 1 : at + 2] if _fills_bracket(scene.tokens, draft, d)]
        if metres or _is_post(scene, draft):
            found += [draft, *metres]
    drop_as_ordinals(scene, found)


def _fills_bracket(tokens: Sequence[Token], draft: Draft, other: Draft) -> bool:
    """«45 км | (+300 м)»."""
    opened = lower(tokens, draft.last) == "(" and other.first - draft.last <= 2
    return opened and bool(other.number.sign) and lower(tokens, other.last) == ")"


def _is_post(scene: Scene, draft: Draft) -> bool:
    tokens = scene.tokens
    if lower(tokens, draft.number.first - 1) not in words("at_post"):
        return False
    behind = tokens[draft.last : draft.last + _ROAD_REACH]
    if not any(_is_road(token.lower) for token in behind):
        return False
    return any(not words("accident").isdisjoint(lemmas(token.lower)) for token in tokens)


def _is_road(form: str) -> bool:
    """«трассы», but «25 км дорог» are no post."""
    return any(r.lemma in words("road") and (r.case, r.number) == ("gent", "sing") for r in readings(form))
