"""A unit said once for a row, with its last number: «в Твери – 12, во Ржеве – 15 домов»."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from mfcx.document import DASHES, Token
from mfcx.morphology import readings
from mfcx.quantities.drafts import Draft, shared_multiplier
from mfcx.quantities.limits.bounds import find_bound_before
from mfcx.quantities.scene import Scene, lower
from mfcx.quantities.unit_table import counts_things
from mfcx.tables import words

_ONE = Decimal(1)
_LIKE = 50  # how many times more one number of a row may be
_LONGEST_ITEM = 6  # words that say which one a number is of
_VERBS = ("VERB", "PRTS", "INFN")
_PARTS = frozenset(",;")


def take_from_last(scene: Scene) -> None:
    """The numbers of a row before the one that has its unit beside it; none where something was counted earlier."""
    drafts = scene.drafts
    named = next((i for i, draft in enumerate(drafts) if draft.name or draft.unitless), 0)
    last = drafts[named] if named else None
    if last is None or last.unit is None or last.number.sign:
        return
    for draft, following in reversed([*pairwise(drafts[: named + 1])]):
        value = shared_multiplier(draft.number, last.number.multiplier or _ONE, last.value)
        if not (_is_like(draft, value, last) and _is_row(scene, draft, following)):
            return
        draft.inherit_unit(last)
        draft.scale_to(value)


def _is_like(draft: Draft, value: Decimal, last: Draft) -> bool:
    """Numbers of about one size; things are counted in wholes."""
    alike = value > 0 and last.value > 0 and max(value, last.value) <= _LIKE * min(value, last.value)
    return alike and (not counts_things(last.name) or value == value.to_integral_value()) and not draft.number.sign


def _is_row(scene: Scene, draft: Draft, following: Draft) -> bool:
    """Whether two numbers stand in like places: each behind a dash, in brackets, or behind whom it is for."""
    tokens = scene.tokens
    first, second = _mark_before(tokens, draft), _mark_before(tokens, following)
    item = tokens[draft.last : second + 1]
    if lower(tokens, first) == "(" == lower(tokens, second):
        return lower(tokens, draft.last) == ")" and len(item) <= _LONGEST_ITEM
    if not item or item[0].text not in _PARTS or len(item) > _LONGEST_ITEM + 2:
        return False
    name = [token for at, token in enumerate(item) if token.text.isalpha() and draft.last + at not in scene.times]
    dated = len(name) + 2 < len(item)
    if not (name or dated) or any(readings(token.lower)[0].pos in _VERBS for token in name):
        return False
    if lower(tokens, second) in DASHES:
        measured = any(_is_subject(token) for token in name)  # «вместимость – 120, площадь – 900 кв. м»
        return not measured if lower(tokens, first) in DASHES else _leaves_verb_out(tokens, first, measured=measured)
    return _dative(lower(tokens, first)) and _dative(lower(tokens, second))


def _leaves_verb_out(tokens: Sequence[Token], verb: int, *, measured: bool) -> bool:
    """«сахар подорожал на 5, соль — | на 7 рублей»; not «осталось 34, площадь — | 12 гектаров»."""
    if readings(lower(tokens, verb))[0].pos not in _VERBS:
        return False
    opens = next((at + 1 for at in range(verb - 1, -1, -1) if not tokens[at].text.isalnum()), 0)
    return not measured or any(_is_nominative(token) for token in tokens[opens:verb])


def _is_subject(token: Token) -> bool:
    """A common noun in the nominative: «соль»; no name of a place."""
    return token.text.islower() and _is_nominative(token)


def _is_nominative(token: Token) -> bool:
    top = readings(token.text)[0] if token.text.isalpha() else None
    return top is not None and (top.pos, top.case) == ("NOUN", "nomn")


def _mark_before(tokens: Sequence[Token], draft: Draft) -> int:
    """The token before a number with its comparator and its «на»: the dash of «Тверь – | более 12», «соль – | на 7»."""
    bound = find_bound_before(tokens, draft.first)
    at = (bound.first if bound else draft.first) - 1
    return at - (lower(tokens, at) in words("by"))


def _dative(form: str) -> bool:
    """«взрослым 300, | детям 150»: for whom so much is."""
    found = readings(form)[:2] if form.isalpha() else ()
    return bool(found) and all(r.case == "datv" for r in found)
