"""A deed told again of as many more of the same: «Отремонтировали 14 школ. В этом году отремонтируют 9.»"""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Quantity, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.drafts import Draft
from mfcx.quantities.limits.bounds import find_bound_before
from mfcx.quantities.scene import MONEY, Scene, lower
from mfcx.tables import words

_ENDS = frozenset({".", ",", ";", ""})
_ROOT = 4  # letters that «открыли» and «откроют» share
_DEEDS = frozenset({"VERB", "INFN", "PRTS"})


def is_done_again(scene: Scene, draft: Draft) -> bool:
    """«(Отремонтировали 14 школ.) Осенью планируют отремонтировать | 9.»: the deed of before, and a number."""
    verb = _verb_before(scene.tokens, draft)
    if verb is None or lower(scene.tokens, draft.last) not in _ENDS or len(verb.lower) <= _ROOT + 1:
        return False
    before = (token for token in scene.recall().before if token.lower.startswith(verb.lower[:_ROOT]))
    return any(_is_deed(token.lower) for token in before)


def money_again(scene: Scene, draft: Draft) -> list[Quantity]:
    """«(Выделено 3 млн рублей.) Освоено уже | 2.»: the sums before a verb of spending and a number."""
    verb = _verb_before(scene.tokens, draft)
    if verb is None or lower(scene.tokens, draft.last) not in _ENDS or words("spends").isdisjoint(lemmas(verb.lower)):
        return []
    return [head for head in scene.recall().heads if head.unit in MONEY]


def _verb_before(tokens: Sequence[Token], draft: Draft) -> Token | None:
    """«освоено | пока почти 2»: the verb right before a number and its small words."""
    bound = find_bound_before(tokens, draft.first)
    at = (bound.first if bound else draft.first) - 1
    at -= lower(tokens, at) in words("so_far")
    return tokens[at] if at >= 0 and tokens[at].text.isalpha() and _is_deed(tokens[at].lower) else None


def _is_deed(form: str) -> bool:
    return readings(form)[0].pos in _DEEDS
