"""Comparators and denominators of the quantities of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.quantities.bounds import ENDS_BOUND, OPENS_BOUND, Bound, find_bound_after, find_bound_before
from mfcx.quantities.drafts import Draft
from mfcx.quantities.rates import OPENS_BASE, OPENS_RATE, RATE_CUE, Rate, find_rate, find_rate_cue
from mfcx.quantities.scene import MONEY, PERCENT, PERSON, SHARE, TIMES, Scene, lower
from mfcx.quantities.traits import FIGURE_TRAITS
from mfcx.quantities.units import counts_things, unit_kind
from mfcx.tables import fold, words

_SENDER_REACH = 5
_ROUND = 10
_BASES = frozenset({10, 100, 1000, 10_000, 100_000, 1_000_000})
_FALLS_REACH = 3  # words between «приходится» and its denominator


def set_bounds(scene: Scene) -> None:
    """The comparator before or after each number."""
    told = scene.places.held & ENDS_BOUND
    for draft in scene.drafts:
        before = find_bound_before(scene.tokens, draft.first) if told else None
        after = _bound_after(scene, draft)
        if before and not _is_place(scene.tokens, before, draft):
            draft.bound = before.marker
            draft.first = before.first
            draft.cmp = before.cmp
        elif before is None and _about_as_many(scene.tokens, draft):
            draft.first, draft.cmp = draft.number.first - 1, "~"
        if after:
            draft.cmp = after.cmp
            draft.last = max(draft.last, after.last)
        elif draft.number.excess:
            draft.cmp = "~>"
        elif draft.number.inverted and not before:
            draft.cmp = "~"
        if draft.value_to is not None and draft.cmp in ("<=", ">="):
            draft.cmp = "="  # «в пределах 8,5–8,7 миллиона»
        _bound_by_from(scene.tokens, draft)


def _bound_after(scene: Scene, draft: Draft) -> Bound | None:
    if not scene.places.held & OPENS_BOUND:
        return None
    after = find_bound_after(scene.tokens, draft.number.last) or find_bound_after(scene.tokens, draft.last)
    # «300 звонков и более 80 писем» bounds the second
    return None if after and after.last in {other.number.first for other in scene.drafts} else after


def _about_as_many(tokens: Sequence[Token], draft: Draft) -> bool:
    """«с десяток домов», «с полсотни»: with an accusative «с» means about; a genitive is where something begins."""
    cases = draft.number.cases
    accusative = "accs" in cases and cases.isdisjoint({"gent", "ablt"})
    return accusative and not draft.number.digits and lower(tokens, draft.number.first - 1) in words("from")


def _is_place(tokens: Sequence[Token], bound: Bound, draft: Draft) -> bool:
    """«в районе 14 школ» has a district before an exact count, «в районе 300 школ» is about as many."""
    if tokens[draft.number.first - 1].lower not in words("near_place") or bound.cmp != "~":
        return False
    exact = draft.number.multiplier is None and draft.value % _ROUND != 0
    return exact and counts_things(draft.name)


def _bound_by_from(tokens: Sequence[Token], draft: Draft) -> None:
    """«офисы от 5 окон» is a lower bound; those from whom something comes are not: «от 30 районов пришли письма»."""
    if draft.cmp != "=" or draft.value_to is not None or lower(tokens, draft.first - 1) not in words("off"):
        return
    near = (*tokens[max(0, draft.first - _SENDER_REACH) : draft.first - 1], *tokens[draft.last :][: _SENDER_REACH - 1])
    if any(not words("sender_verb").isdisjoint(lemmas(t.lower)) for t in near if t.text.isalpha()):
        return
    if draft.unit and draft.unit.noun and not draft.unit.okei:
        head = readings(tokens[draft.unit.head].text)
        if any("anim" in r.tags for r in head[:2]):
            return
    if draft.name not in (PERCENT, PERSON) and draft.change is None:
        draft.cmp, draft.first = ">=", draft.first - 1


def set_rates(scene: Scene) -> None:
    """What the quantity is counted per, beside the unit or elsewhere in the clause."""
    tokens = scene.tokens
    cues, prefixes = scene.places.of(RATE_CUE), scene.places.of(OPENS_BASE)
    for i, draft in enumerate(scene.drafts):
        if draft.source and not draft.per:
            draft.per = draft.source.per
        unit = draft.name
        if draft.per or unit is None:
            continue
        # «300 млн рублей за первое полугодие» says when
        price = unit in MONEY and not {draft.last, draft.last + 1} & scene.times
        rate = _base_after(scene, draft.last)
        if rate is None and scene.places.has(OPENS_RATE, draft.last):
            rate = find_rate(tokens, draft.last, price=price) or _rate_of_each(tokens, draft.last)
        if rate:
            draft.per, draft.last = rate.per, rate.last
            continue
        if unit in (PERCENT, TIMES, SHARE):
            continue
        floor = scene.drafts[i - 1].last if i else 0
        draft.per = _told_base(scene, i)
        if draft.per is None and _within(cues, floor, draft.first):
            draft.per = find_rate_cue(tokens, floor, draft.first, money=unit in MONEY)
        if draft.per is None and (opening := _within(prefixes, floor, draft.first)):
            draft.per = _prefixed_rate(tokens, opening, draft)


def _base_after(scene: Scene, at: int) -> Rate | None:
    """«7 врачей | на десять тысяч человек», «40 случаев | в расчёте на 100 тысяч населения»."""
    if scene.places.has(_SAYS_FALLS, at + 1):
        return scene.bases.get(at + 2) or find_rate(scene.tokens, at + 2)
    if not scene.bases:
        return None
    genitive = at < len(scene.tokens) and readings(scene.tokens[at].text)[0].case == "gent"
    return scene.bases.get(at) or (scene.bases.get(at + 1) if genitive else None)


def _says_falls(form: str) -> bool:
    return form.isalpha() and not words("falls_on").isdisjoint(lemmas(form))


_SAYS_FALLS = FIGURE_TRAITS.add(_says_falls)


def _told_base(scene: Scene, i: int) -> str | None:
    """«на тысячу жителей приходится 5 врачей», «цена 1 кв. м — 90 тысяч рублей»: a base before its figure."""
    if not scene.bases:
        return None
    draft, floor = scene.drafts[i], scene.drafts[i - 1].last if i else 0
    told = [rate for at, rate in scene.bases.items() if floor <= at and rate.last <= draft.first]
    return told[-1].per if told and (told[-1].per[:1].isdigit() or draft.name in MONEY) else None


def _rate_of_each(tokens: Sequence[Token], at: int) -> Rate | None:
    """«шесть обращений на окно | в день»: the time behind what each of many has."""
    if lower(tokens, at) not in words("by"):
        return None
    each = at + 1 + (lower(tokens, at + 1) in words("per_one"))
    if each >= len(tokens) or not tokens[each].text.isalpha():
        return None
    single = any((r.pos, r.case, r.number) == ("NOUN", "accs", "sing") for r in readings(tokens[each].text))
    return find_rate(tokens, each + 1) if single and lower(tokens, each + 1) in words("in") else None


def _within(places: Sequence[int], first: int, last: int) -> list[int]:
    return [at for at in places if first <= at < last]


def _prefixed_rate(tokens: Sequence[Token], places: Sequence[int], draft: Draft) -> str | None:
    """«На 100 браков пришлось 84 развода», «с гектара собирают по 40 центнеров»; `places` are of «на», «с», «за»."""
    shared = unit_kind(draft.name) == "measure" and lower(tokens, draft.first - 1) in words("distributive")
    for at in places:
        rate = find_rate(tokens, at)
        opens = rate is not None and (rate.per[:1].isdigit() or tokens[at + 1].lower in words("per_one"))
        yields = rate is not None and shared and unit_kind(rate.per) == "measure"
        if rate and (opens or yields) and rate.last <= draft.first:
            return rate.per
    return None


def drop_bases(scene: Scene) -> None:
    """The 1000 of «на 1000 населения» is the denominator, not a quantity of its own."""
    kept: list[Draft] = []
    for draft in scene.drafts:
        if draft.value != 1 and draft.value not in _BASES:
            kept.append(draft)
            continue
        base = _base(scene, draft, kept[-1] if kept else None)
        if base is None and not _is_base(scene.tokens, draft):
            kept.append(draft)
        elif base is not None:
            scene.bases[draft.number.first - 1] = base
    scene.drafts = kept


def _is_base(tokens: Sequence[Token], draft: Draft) -> bool:
    """«17,9 на 1000 населения»: a whole that «1000» cannot count is a base wherever it stands."""
    if lower(tokens, draft.number.first - 1) not in words("by") or draft.value not in _BASES or draft.unit is not None:
        return False
    rate = find_rate(tokens, draft.number.first - 1)
    return rate is not None and rate.per[:1].isdigit()


def _base(scene: Scene, draft: Draft, before: Draft | None) -> Rate | None:
    """«на тысячу жителей приходится», «557 человек на 100 тыс.», «за 1 кв. м»; «штат вырос на 100 человек» has none."""
    tokens, at = scene.tokens, draft.number.first - 1
    each = draft.value != 1 and lower(tokens, at) in words("per_one")  # «на каждую тысячу»
    at -= each
    behind = before is not None and _ends_before(tokens, before, at)
    if lower(tokens, at) in words("by") and draft.value in _BASES:
        if behind and before is not None and "measure" == unit_kind(draft.name) == unit_kind(before.name):
            return Rate(f"{draft.value} {draft.name}", draft.last)  # «5 л на 100 км»
        if draft.unit is not None:
            told = behind or each or at == 0 or _falls_on(tokens, at, draft.last)
            head = next((i for i in (draft.number.last, draft.unit.head) if _may_be_base(tokens[i])), None)
            return Rate(f"{draft.value} {tokens[head].text}", draft.last) if told and head is not None else None
        if behind and before is not None and draft.number.multiplier is not None:
            return _people_base(tokens, draft, before)
    if draft.value == 1 and draft.number.digits and draft.unit is not None:
        return _single_base(tokens, draft, behind=behind)
    return None


def _may_be_base(token: Token) -> bool:
    if not token.text.isalpha():
        return False
    born = inflect(token.text, "nomn", "sing", "masc", pos="PRTF") or ""  # «на 1000 родившихся»
    return not words("rate_base").isdisjoint({*lemmas(token.lower), fold(born)})


def _ends_before(tokens: Sequence[Token], before: Draft, at: int) -> bool:
    """Whether a quantity ends before this token, or one genitive earlier: «5 кг удобрений | на 1 га»."""
    gap = tokens[before.last : at]
    return not gap or (len(gap) == 1 and readings(gap[0].text)[0].case == "gent")


def _falls_on(tokens: Sequence[Token], at: int, last: int) -> bool:
    """«на тысячу жителей приходится 5 врачей», «в расчёте на тысячу жителей»."""
    near = [*tokens[max(0, at - _FALLS_REACH) : at], *tokens[last : last + _FALLS_REACH]]
    return any(not words("falls_on").isdisjoint(lemmas(t.lower)) for t in near if t.text.isalpha())


def _people_base(tokens: Sequence[Token], draft: Draft, before: Draft) -> Rate | None:
    """«557 человек на 100 тыс.» of the people, when nothing but a mark follows."""
    ends = not lower(tokens, draft.last).isalnum()
    people = before.name == PERSON or before.unit is not None and _is_alive(tokens[before.unit.head])
    return Rate(f"{draft.value} {PERSON}", draft.last) if ends and people else None


def _is_alive(token: Token) -> bool:
    return any("anim" in r.tags for r in readings(token.text)[:2])


def _single_base(tokens: Sequence[Token], draft: Draft, *, behind: bool) -> Rate | None:
    """«12 рублей за 1 кв. м», «цена 1 Гкал»; «за 1 час» is how long it took, «на 1 км» may be a change."""
    before = lower(tokens, draft.number.first - 1)
    priced = before.isalpha() and not words("price_noun").isdisjoint(lemmas(before))
    single = before in words("per_measure") or (before in words("by") and behind) or priced
    thing = draft.unit is not None and draft.unit.noun and behind and before in words("by")
    if not single or not (thing or unit_kind(draft.name) == "measure"):
        return None
    return Rate(draft.name or "", draft.last)
