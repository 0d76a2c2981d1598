"""Denominators with a number of their own: «17,9 | на 1000 населения», «5 л | на 100 км», «12 рублей | за 1 кв. м»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from msgspec.structs import replace

from mfcx.document import Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.quantities.counted.row_measures import CELL, ROW_MARKS
from mfcx.quantities.drafts import Draft
from mfcx.quantities.limits.rates import Rate
from mfcx.quantities.scene import MONEY, PERSON, Scene, lower
from mfcx.quantities.traits import TRAITS, Cues
from mfcx.quantities.unit_table import unit_kind
from mfcx.quantities.units import find_unit
from mfcx.tables import fold, read_table, words

_BASES = frozenset({10, 100, 1000, 10_000, 100_000, 1_000_000})
_LARGE_SUM = 1_000_000  # of money, that is asked for no dozen of things
_FEWEST_PEOPLE = 1000  # of whom a rate is told that does not name them
_OPENERS = frozenset({",", "(", CELL})
_FALLS_REACH = 3  # words between «приходится» and its denominator


_SAYS_FALLS = TRAITS.add(lambda: Cues(lemmas=words("falls_on")), str.isalpha)


def drop_bases(scene: Scene) -> None:
    """The 1000 of «на 1000 населения» is the denominator, not a quantity of its own."""
    kept: list[Draft] = []
    for draft in scene.drafts:
        may_be = draft.value == 1 or draft.value in _BASES
        base = _base(scene, draft, kept[-1] if kept else None) if may_be else None
        if base is None:
            kept.append(draft)
        else:
            scene.bases[max(0, draft.number.first - 1)] = base
    scene.drafts = kept


def _base(scene: Scene, draft: Draft, before: Draft | None) -> Rate | None:
    """«на тысячу жителей приходится», «557 человек на 100 тыс.», «за 1 кв. м»; «штат вырос на 100 человек» has none."""
    tokens, at = scene.tokens, draft.number.first - 1
    each = draft.value != 1 and lower(tokens, at) in words("per_one")  # «на каждую тысячу»
    at -= each
    behind = before is not None and _ends_before(scene, before, at)
    if lower(tokens, at) in words("by") and draft.value in _BASES:
        if behind and before is not None and "measure" == unit_kind(draft.name) == unit_kind(before.name):
            return Rate(f"{draft.value} {draft.name}", draft.last)  # «5 л на 100 км»
        bare = behind and before is not None and before.name is None
        head = _base_noun(tokens, draft, living=bare)
        if head is not None:
            # a mass is no thousand of anything: «на 1000 населения» is a base wherever it stands
            told = behind or each or at == 0 or draft.unit is None or _says_per(tokens, at, draft.last)
            told = told or _follows_number_of(tokens, at)
            noun = tokens[head].text if draft.unit is None or draft.unit.noun else draft.name  # «1000 чел.»
            return Rate(f"{draft.value} {noun}", max(draft.last, head + 1)) if told else None
        if draft.unit is None and behind and before is not None and draft.value >= _FEWEST_PEOPLE:
            return _people_base(tokens, draft, before)
        if draft.unit is None and find_event(tokens[:at]) is not None and _names_row(tokens, at, draft.last):
            return Rate(f"{draft.value} {PERSON}", draft.last)
    if behind and before is not None and before.name in MONEY and before.value < _LARGE_SUM:
        dozen = _dozen(tokens, draft)
        if dozen is not None:
            return Rate(dozen, draft.last)
    if draft.value == 1 and draft.number.digits and draft.unit is not None:
        # «надой в расчёте на 1 корову составил 5 т»
        behind = behind or scene.places.has(_SAYS_FALLS, at - 1)
        if _costs(tokens, draft):
            return Rate(draft.name or "", draft.last)
        return _single_base(tokens, draft, behind=behind, price=before is not None and before.name in MONEY)
    return None


def _dozen(tokens: Sequence[Token], draft: Draft) -> str | None:
    """«98 рублей за | десяток», «за | сотню саженцев»: so many are sold together."""
    at = draft.number.first
    if draft.number.digits or draft.number.last != at + 1 or lower(tokens, at - 1) not in words("price_for"):
        return None
    found = (r for r in readings(lower(tokens, at)) if (r.pos, r.case, r.number) == ("NOUN", "accs", "sing"))
    return next((r.lemma for r in found), None)


def _base_noun(tokens: Sequence[Token], draft: Draft, *, living: bool) -> int | None:
    """Whom or what the base counts; behind a bare number any people: «9,1 на 1000 | младенцев», never seats."""
    heads = (draft.number.last, draft.unit.head) if draft.unit else (draft.number.last,)
    found = next((at for at in heads if at < len(tokens) and _may_be_base(tokens[at])), None)
    counted = draft.unit is not None and (draft.unit.noun or draft.name == PERSON)
    if found is None and counted and draft.unit and _says_per(tokens, draft.number.first - 1, draft.last):
        return draft.unit.head  # «на 100 вакансий приходится 250 безработных»
    person = living and draft.unit is not None and unit_kind(draft.name) != "measure"
    if person and found is None and draft.unit is not None and _is_alive(tokens[draft.unit.head]):
        return draft.unit.head
    return found


def _may_be_base(token: Token) -> bool:
    if not token.text.isalpha():
        return False
    born = inflect(token.text, "nomn", "sing", "masc", pos="PRTF") or ""  # «на 1000 родившихся»
    return not words("rate_base").isdisjoint({*lemmas(token.lower), fold(born)})


def _ends_before(scene: Scene, before: Draft, at: int) -> bool:
    """Whether a quantity ends before this token: «5 кг | удобрений на 1 га», «8,7 | (на 1000», «8,7 | в расчёте на»."""
    gap = scene.tokens[before.last : at]
    if len(gap) == 1:
        return gap[0].text == "(" or readings(gap[0].text)[0].case == "gent"
    return not gap or (len(gap) == 2 and scene.places.has(_SAYS_FALLS, at - 1))


def _says_per(tokens: Sequence[Token], at: int, last: int) -> bool:
    """«на тысячу жителей приходится 5 врачей», «в расчёте на тысячу жителей», «аварийность (на тысячу жителей) —»."""
    if _names_row(tokens, at, last):
        return True
    near = [*tokens[max(0, at - _FALLS_REACH) : at], *tokens[last : last + _FALLS_REACH]]
    return any(not words("falls_on").isdisjoint(lemmas(t.lower)) for t in near if t.text.isalpha())


def _follows_number_of(tokens: Sequence[Token], at: int) -> bool:
    """«по числу окон | на 10 тысяч жителей», «количество автобусов | на 1000 жителей»."""
    if at < 2 or tokens[at - 2].lower not in words("count_noun"):
        return False
    return any((r.pos, r.case, r.number) == ("NOUN", "gent", "plur") for r in readings(tokens[at - 1].lower)[:2])


def _names_row(tokens: Sequence[Token], at: int, last: int) -> bool:
    """«аварийность (| на 1000 жителей |) —», «рождаемость, случаев | на 1000 |:»: a row's name ends with its base."""
    last += lower(tokens, last).isalpha() and readings(tokens[last].text)[0].case == "gent"  # «1000 чел. | населения»
    if not any(lower(tokens, before) in _OPENERS for before in (at - 1, at - 2)):
        return False
    return lower(tokens, last + (lower(tokens, last) == ")")) in ROW_MARKS


def _people_base(tokens: Sequence[Token], draft: Draft, before: Draft) -> Rate | None:
    """«557 человек на 100 тыс.» of the people, when nothing but a mark follows."""
    ends = not lower(tokens, draft.last).isalnum()
    if before.name is None:
        # «смертность — 583,1 на 100 тысяч», «обеспеченность врачами — 41,2 на 10 тысяч»
        people = find_event(tokens[: before.first]) is not None or _says_share(tokens[: before.first])
        ends = draft.unit is None
    else:
        people = before.name == PERSON or before.unit is not None and _is_alive(tokens[before.unit.head])
    return Rate(f"{draft.value} {PERSON}", draft.last) if ends and people else None


def _says_share(tokens: Sequence[Token]) -> bool:
    return any(not words("share_noun").isdisjoint(lemmas(t.lower)) for t in tokens if t.text.isalpha())


def _is_alive(token: Token) -> bool:
    return any("anim" in r.tags for r in readings(token.text)[:2])


def _costs(tokens: Sequence[Token], draft: Draft) -> bool:
    """«1 кВт·ч в сёлах | будет стоить 5,21 рубля»: one measure opens the clause of its price."""
    opens = (
        draft.first == 0
        or not tokens[draft.first - 1].text.isalnum()
        or lower(tokens, draft.first - 1) in words("then")
    )
    if not opens or unit_kind(draft.name) != "measure":
        return False
    behind = takewhile(lambda token: not token.text[0].isdecimal(), tokens[draft.last :])
    return any(not words("costs_verb").isdisjoint(lemmas(t.lower)) for t in behind if t.text.isalpha())


def _single_base(tokens: Sequence[Token], draft: Draft, *, behind: bool, price: bool) -> Rate | None:
    """«12 рублей за 1 кв. м», «цена 1 Гкал»; «за 1 час» without a price is how long it took, «на 1 км» may be a change.

    «2750 рублей за 1 день» is a price.
    """
    before = lower(tokens, draft.number.first - 1)
    priced = before.isalpha() and not words("price_noun").isdisjoint(lemmas(before))
    parted = before in words("by") and (_is_sum_parted(tokens, draft.number.first - 1) or _is_rouble_of(tokens, draft))
    single = before in words("per_measure") or (before in words("by") and behind) or parted or priced
    thing = draft.unit is not None and draft.unit.noun and behind and before in words("by")
    timed = price and behind and unit_kind(draft.name) == "time"
    measured = unit_kind(draft.name) == "measure" or (parted and draft.name in MONEY)
    if not single or not (thing or timed or measured):
        return None
    return Rate(draft.name or "", draft.last)


def _is_sum_parted(tokens: Sequence[Token], at: int) -> bool:
    """«субсидия | на 1 кг молока», «выплаты рассчитывают | на 1 гектар», not «расход вырос | на 1 литр»."""
    for token in reversed(tokens[max(0, at - _FALLS_REACH) : at]):
        if not words("parted_sum").isdisjoint(lemmas(token.lower)):
            return True
        if readings(token.lower)[0].case != "gent":
            return False
    return False


def _is_rouble_of(tokens: Sequence[Token], draft: Draft) -> bool:
    """«На | 1 рубль господдержки привлечено 29 рублей», not «На 1 рубль подорожал хлеб»."""
    opens = draft.number.first < 2 or not tokens[draft.number.first - 2].text[0].isalnum()
    if draft.name not in MONEY or not opens or not lower(tokens, draft.last).isalpha():
        return False
    top = readings(lower(tokens, draft.last))[0]
    return top.pos in ("NOUN", "ADJF", "PRTF") and top.case == "gent"


def base_after(scene: Scene, at: int) -> Rate | None:
    """«7 врачей | на десять тысяч человек», «40 случаев | в расчёте на 100 тысяч населения», «8,7 | (на 1000 …)»."""
    if not scene.bases:
        return None
    if scene.places.has(_SAYS_FALLS, at + 1):
        return scene.bases.get(at + 2)
    found, following = scene.bases.get(at), scene.bases.get(at + 1)
    if found or following is None:
        return found
    if lower(scene.tokens, at) == "(":
        return replace(following, last=following.last + (lower(scene.tokens, following.last) == ")"))
    return following if readings(scene.tokens[at].text)[0].case == "gent" else None


def base_before(scene: Scene, i: int) -> Rate | None:
    """«на тысячу жителей | приходится 5 врачей», «цена 1 кв. м | — 90 тысяч рублей»."""
    draft, floor = scene.drafts[i], scene.drafts[i - 1].last if i else 0
    if i and (taken := base_after(scene, floor)):
        floor = taken.last  # «4,2 на 100 тыс. населения, в сёлах — 6,1»
    told = [rate for at, rate in scene.bases.items() if floor <= at and rate.last <= draft.first]
    if told:
        return told[-1]
    return base_before(scene, i - 1) if i and _goes_on(scene, scene.drafts[i - 1], draft) else None


def _goes_on(scene: Scene, before: Draft, draft: Draft) -> bool:
    """«на 1000 жителей – 12 рождений | и | 5 смертей»: nothing but a joining word parts two counts of one base."""
    between = scene.tokens[before.last : draft.first]
    return bool(between) and all(t.lower in words("joint") | words("joint_also") for t in between)


def rate_alone(scene: Scene) -> None:
    """«смертность — 9,1 на 1000 младенцев»: a rate that spells nothing counted is what its measure is."""
    if not scene.bases:
        return
    for i, draft in enumerate(scene.drafts):
        if draft.name:
            continue
        after, before = base_after(scene, draft.last), base_before(scene, i)
        base = after or (before if before and before.per[:1].isdigit() else None)
        if base is None:
            continue
        told = scene.tokens[: draft.first]
        draft.per, draft.unitless, draft.name = base.per, True, find_event(told) or _numbered(told)
        draft.name = draft.name or scene.recall().event
        draft.last = base.last if after else draft.last


def _numbered(tokens: Sequence[Token]) -> str | None:
    """«число | угонов на 10 тыс. населения составило»: what the measuring noun counts."""
    at = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].lower in words("count_noun")), None)
    unit = find_unit(tokens, at + 1, None) if at is not None else None
    return unit.name if unit is not None else None


@cache
def _events() -> dict[str, str]:
    return {fold(row["measure"]): row["event"] for row in read_table("rate_measures")}


def find_event(tokens: Sequence[Token]) -> str | None:
    """What the rate named last in these words counts: «показатель младенческой смертности» -> случай."""
    measures = (fold(word) for token in reversed(tokens) if token.text.isalpha() for word in lemmas(token.lower))
    return next((_events()[word] for word in measures if word in _events()), None)
