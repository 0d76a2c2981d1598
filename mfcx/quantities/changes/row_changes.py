"""A change in a row without its verb: «надои выросли на 5 %, привесы телят – 3 %», «лук (на 12 %) и морковь (9 %)»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import DASHES, Change, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.changes.comparatives import COMPARED_POS, COUNTED_POS
from mfcx.quantities.changes.cues import by_sign
from mfcx.quantities.changes.ratios import MOST_SLIGHT, RATIO_FROM, tells_share
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import PERCENT, Scene, lower
from mfcx.tables import words

_JOINING = frozenset({"CONJ", "PRCL"})
_LIKE = 3  # how many times more a part may have grown
_ROW = 12  # tokens of the name of an item in a row
_LEAST_INDEX = 75
_VERBS = frozenset({"VERB", "PRTS", "INFN", "GRND"})


def row_change(scene: Scene, before: Draft, draft: Draft) -> Change | None:
    """«надои выросли на 5 %, привесы телят – 3 %», «индекс — 104 %, в Омске – 99 %»: a row without its verb.

    A noun in the nominative may be of a level: «доходы выросли на 5 %, дефицит – 3 %».
    """
    tokens, dash = scene.tokens, draft.first - 1
    if draft.name != PERCENT or before.name != PERCENT or before.change is None:
        return None
    if lower(tokens, dash) == "(" and (_names_next(tokens, before, draft) or _is_bracketed_item(tokens, before, draft)):
        return same_way(before.change, draft)
    if lower(tokens, dash) not in DASHES:
        return None
    between = tokens[before.last : dash]
    opens = between[0].lower in words("joint") | {";"} or _is_aside(before, draft, between) if between else False
    if not (opens and 1 < len(between) <= _ROW) or tells_share(tokens, draft):
        return None
    item = [token for token in between if token.text.isalpha() and token.lower not in words("joint")]
    named = before.change.ratio is not None and (_names_item(tokens, before) or _are_indexes(item, before, draft))
    if (
        not item
        or not (named or _belongs(item[0]))
        or any(readings(token.lower)[0].pos in _VERBS for token in item[1:])
    ):
        return None
    if before.change.ratio is not None:
        return Change(ratio=draft.value / 100) if draft.value >= RATIO_FROM else None
    return same_way(before.change, draft)


def _is_aside(before: Draft, draft: Draft, between: Sequence[Token]) -> bool:
    """«Добыча прибавила 5,1 % | (угля – 3,4 %)», not «Доходы выросли на 3 % (местных бюджетов – 40 %)», a share."""
    return between[0].text == "(" and draft.value <= _LIKE * before.value


def _names_item(tokens: Sequence[Token], draft: Draft) -> bool:
    """«рост: | молоко | – 102 %»: a row behind a colon names each item in the nominative."""
    dash = draft.first - 1
    return lower(tokens, dash) in DASHES and lower(tokens, dash - 2) == ":" and _is_subject(tokens[dash - 1])


def _are_indexes(item: Sequence[Token], before: Draft, draft: Draft) -> bool:
    """«индекс цен – 103 %, непродовольственные товары – | 101 %»: both about the whole, and nothing said of a plan."""
    slight = all(_LEAST_INDEX <= d.value <= MOST_SLIGHT for d in (before, draft))
    return slight and all(words("plan_noun").isdisjoint(lemmas(token.lower)) for token in item)


def _is_subject(token: Token) -> bool:
    return any(r.pos == "NOUN" and r.case == "nomn" for r in readings(token.text))


def _names_next(tokens: Sequence[Token], before: Draft, draft: Draft) -> bool:
    """«вырос в Твери на 9 % и | Ржеве | (4 %)»: only another name stands before a percentage alone in brackets."""
    item = [token for token in tokens[_closed(tokens, before) : draft.first - 1] if token.text != ")"]
    if lower(tokens, draft.last) != ")" or len(item) < 2 or item[0].lower not in words("joint"):
        return False
    if lower(tokens, draft.last + 1).isalpha() and not _goes_on_listing(tokens, draft.last + 1):
        return False  # «, Петров (4 %) не согласен»
    named = [t for t in item[1:] if t.lower not in words("joint") | words("in") | words("subject_unit")]
    nouns = [t for t in named if words("subject_unit").isdisjoint(lemmas(t.lower))]
    return bool(nouns) and all(t.text[0].isupper() or t.text == "-" for t in nouns)


def _closed(tokens: Sequence[Token], draft: Draft) -> int:
    """«(плюс 9 % к маю | ), Ржеве (4 %)»: where the bracket of a percentage ends, behind what it is held against."""
    base = lower(tokens, draft.last) in words("towards")
    reach = range(draft.last, min(draft.last + _ROW, len(tokens))) if base else ()
    return next((at for at in reach if tokens[at].text == ")"), draft.last)


def _is_bracketed_item(tokens: Sequence[Token], before: Draft, draft: Draft) -> bool:
    """«подорожали лук (на 12 %) и | свежая морковь | (9 %)»: an item like the one before, with brackets of its own."""
    closed = _closed(tokens, before)
    item = tokens[closed + 1 : draft.first - 1]
    if lower(tokens, closed) != ")" or lower(tokens, draft.last) != ")" or len(item) < 2 or tells_share(tokens, draft):
        return False
    opened = before.first - 1 - (lower(tokens, before.first - 1) in words("by"))
    if lower(tokens, opened) != "(" or item[0].lower not in words("joint"):
        return False
    named = [token for token in item[1:] if readings(token.lower)[0].pos not in _JOINING and token.text != ","]
    return bool(named) and all(readings(token.lower)[0].pos in COUNTED_POS for token in named)


def _goes_on_listing(tokens: Sequence[Token], at: int) -> bool:
    """«(4 %) | и Кашин», «(4 %) | областях»."""
    found = lemmas(tokens[at].lower)
    return tokens[at].lower in words("joint") or not words("subject_unit").isdisjoint(found)


def _belongs(token: Token) -> bool:
    """«мяса», «в группе»: what opens an item that belongs to the noun of the row; not «дефицит»."""
    found = readings(token.lower)
    forms = {(r.case, r.number) for r in found if r.pos in COMPARED_POS}
    genitive = any(case == "gent" for case, _ in forms)
    return found[0].pos == "PREP" or (genitive and ("nomn", "sing") not in forms)


def same_way(change: Change | None, draft: Draft) -> Change | None:
    """A percentage that moved as another did: «на 5 %, | на 3 %»."""
    return as_before(change, draft) if change is not None and draft.name == PERCENT else None


def as_before(change: Change, draft: Draft) -> Change | None:
    """«Цены выросли на 12 рублей. | На 4 – в Твери.»: the same way, in the same unit."""
    told = change.delta_pct if draft.name == PERCENT else change.delta
    return None if told is None else by_sign(draft.value, 1 if told > 0 else -1, percent=draft.name == PERCENT)
