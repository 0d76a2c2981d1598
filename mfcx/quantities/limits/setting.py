"""Comparators and denominators of the quantities of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from mfcx.document import DASHES, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.counted.masses import measures_money
from mfcx.quantities.drafts import Draft
from mfcx.quantities.inherited.answers import rate_asked
from mfcx.quantities.limits.bounds import ENDS_BOUND, OPENS_BOUND, Bound, find_bound_after, find_bound_before
from mfcx.quantities.limits.denied_bounds import under_denial
from mfcx.quantities.limits.denominators import base_after, base_before
from mfcx.quantities.limits.rates import (
    OPENS_BASE,
    OPENS_RATE,
    RATE_CUE,
    RATE_TIME,
    Rate,
    find_habit,
    find_head,
    find_rate,
    find_rate_cue,
    find_rate_time,
    is_time_unit,
)
from mfcx.quantities.scene import MONEY, OFF, PERCENT, PERSON, SHARE, TIMES, Scene, lower
from mfcx.quantities.unit_table import counts_things, unit_kind, unit_symbol
from mfcx.tables import words

_LIKE_RATE = 5  # times that the values of one rate may differ
_SENDER_REACH = 5
_PHRASE_REACH = 5  # words of what an amount is of: «сыра и топлёного масла»
_ROUND = 10
_VERB_REACH = 8  # tokens between a length of time and its verb
_YEAR = unit_symbol("year")
_CLAUSE_ENDS = frozenset(",;:()")
_MARKS = frozenset(",;:()—–")
_DOING_REACH = 6  # tokens between those who act and whom they serve: «принимают заказы от»


def set_bounds(scene: Scene) -> None:
    """The comparator before or after each number."""
    told, starts = scene.places.held & ENDS_BOUND, scene.places.held & OFF
    verbal: Draft | None = None  # bounded by a verb
    for draft in scene.drafts:
        before = find_bound_before(scene.tokens, draft.first) if told else None
        after = _bound_after(scene, draft)
        if before and not _is_place(scene.tokens, before, draft):
            draft.bound = before.marker
            draft.first = before.first
            lasts = _lasts(scene.tokens, before, draft)
            draft.cmp = "=" if lasts else under_denial(scene.tokens, before, draft)
        elif before is None and _about_as_many(scene.tokens, draft):
            draft.first, draft.cmp = draft.number.first - 1, "~"
        if after:
            draft.cmp = after.cmp
            draft.last = max(draft.last, after.last)
        elif draft.number.excess:
            draft.cmp = "~>"
        elif draft.number.inverted and not before:
            draft.cmp = "~"
        _suit_value(draft)
        if starts:
            _bound_by_from(scene.tokens, draft)
        if before and before.verbal:
            verbal = draft
        elif verbal and not before and not after and _verb_left_out(scene.tokens, verbal, draft):
            draft.cmp, verbal = verbal.cmp, draft
        else:
            verbal = None


def _lasts(tokens: Sequence[Token], bound: Bound, draft: Draft) -> bool:
    """«работает в течение 11 лет», «лечился в течение двух недель»: how long it goes on; a service has a limit."""
    if lower(tokens, bound.last - 1) not in words("during"):
        return False
    before = reversed(tokens[max(0, bound.first - _VERB_REACH) : bound.first])
    near = (*takewhile(_is_of_clause, before), *takewhile(_is_of_clause, tokens[draft.last :][:_VERB_REACH]))
    verb = next((top for t in near if (top := readings(t.lower)[0]).pos in ("VERB", "INFN", "PRTS")), None)
    goes_on = verb is not None and verb.pos == "VERB" and "impf" in verb.tags and "futr" not in verb.tags
    return goes_on and verb is not None and (draft.name == _YEAR or {"past", "intr"} <= verb.tags)


def _is_of_clause(token: Token) -> bool:
    return token.text not in _CLAUSE_ENDS


def _suit_value(draft: Draft) -> None:
    """«в пределах 8,5–8,7 миллиона» is bounded by its ends, «до минус 40 градусов» from below."""
    if draft.value_to is not None and draft.cmp in ("<=", ">="):
        draft.cmp = "="
    elif draft.value < 0 and draft.cmp == "<=":
        draft.cmp = ">="


def _verb_left_out(tokens: Sequence[Token], bounded: Draft, draft: Draft) -> bool:
    """«в Томске срок не превысил трёх дней, | а в Омске — | четырёх»: the dash stands for the verb."""
    between = tokens[bounded.last : draft.first]
    if bounded.name != draft.name or not between or between[-1].text not in DASHES:
        return False
    if len(between) > 1 and not words("standard_noun").isdisjoint(lemmas(between[-2].lower)):
        return False  # «срок превысил три дня, норматив — | два»
    return not any(t.text == ";" or readings(t.lower)[0].pos in ("VERB", "PRTS", "INFN") for t in between)


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
    for i, draft in enumerate(scene.drafts):
        _take_lent_rate(scene, draft)
        if draft.per is None and (draft.name is not None or draft.is_scaled(scene.tokens)):
            _set_rate(scene, i)
    for earlier, draft in pairwise(scene.drafts):
        if not draft.per and draft.name == earlier.name and _is_same_rate(scene, earlier, draft):
            draft.per = earlier.per
    if scene.drafts and scene.drafts[0].inherited and not scene.drafts[0].per:
        scene.drafts[0].per = rate_asked(scene)  # «– Сколько человек бывает за день? – | 300»
    for draft in reversed(scene.drafts):
        _take_lent_rate(scene, draft)  # «31,5, 28 и 24,6 центнера | с гектара»


def _is_same_rate(scene: Scene, earlier: Draft, draft: Draft) -> bool:
    """«25 ц с гектара против | 22 ц», «учителя – 27 тысяч рублей в месяц, няни – | 21 тысяча рублей»."""
    tokens, before = scene.tokens, lower(scene.tokens, draft.first - 1)
    if not earlier.per or not _may_be_parted(draft.name):
        return False
    if before in words("against"):
        return True
    between = tokens[earlier.last : draft.first - 1]
    if (
        before not in DASHES
        or not between
        or between[0].text != ","
        or draft.change
        or _has_own_time(scene, earlier, draft)
    ):
        return False
    alike = earlier.value <= draft.value * _LIKE_RATE and draft.value <= earlier.value * _LIKE_RATE
    return alike and all(_names_receiver(token) for token in between[1:])


def _names_receiver(token: Token) -> bool:
    """«а няни детских садов», not «подъёмная выплата», which is another measure."""
    found = readings(token.lower)
    tells = found[0].pos in ("VERB", "INFN", "PRTS") or not token.text.isalpha()
    return not tells and not any(measures_money(r.lemma) for r in found)


def _take_lent_rate(scene: Scene, draft: Draft) -> None:
    source = draft.source
    if source is None or not source.per or draft.per or _has_own_time(scene, source, draft):
        return
    if (
        find_rate(scene.tokens, draft.last, draft.value if draft.name in MONEY else None) is None
    ):  # «…, 85 тыс. | за гараж»
        draft.per = source.per


def _has_own_time(scene: Scene, source: Draft, draft: Draft) -> bool:
    """«в день – 50 человек, | за неделю – 300», «…, еженедельно – 1200»: another time than the one before it."""
    if not is_time_unit(source.per or ""):
        return False
    if find_rate_cue(scene.tokens, source.last, draft.first, money=True):
        return True
    between = scene.tokens[source.last : draft.first]
    told = (lemmas(t.lower) for t in between if t.text.isalpha())
    return any(not found.isdisjoint(words("time_noun")) for found in told)


def _set_rate(scene: Scene, i: int) -> None:
    tokens, draft, unit = scene.tokens, scene.drafts[i], scene.drafts[i].name
    # «300 млн рублей за первое полугодие» says when
    price = draft.value if unit in MONEY and not {draft.last, draft.last + 1} & scene.times else None
    rate = base_after(scene, draft.last)
    if rate is None and scene.places.has(OPENS_RATE, draft.last):
        rate = find_rate(tokens, draft.last, price) or _rate_of_each(tokens, draft.last)
        rate = rate or (find_habit(tokens, draft.last) if counts_things(unit) else None)
    if rate is None and _may_be_parted(unit):
        rate = find_head(tokens, draft.last)
    if rate:
        draft.per, draft.last = rate.per, rate.last
    elif unit not in (PERCENT, TIMES, SHARE):
        told = _rate_behind_phrase(tokens, draft.last) or _rate_before(scene, i)
        draft.per = None if told == unit and is_time_unit(unit or "") else told  # «ежедневно … в течение одного | дня»


def _end_of_phrase(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """«120 т | удобрений в год, в Туле …»: the first comma behind a rate, which no other figure may take over."""
    return next((at for at in range(first, last) if tokens[at].text == ","), None)


def _rate_behind_phrase(tokens: Sequence[Token], at: int) -> str | None:
    """«300 т угля | в день», «18 кг молока | на корову»: behind what it is an amount of."""
    stop = at
    while stop < min(len(tokens), at + _PHRASE_REACH) and _is_genitive(tokens, stop):
        stop += 1
        if lower(tokens, stop) in words("and") and _is_genitive(tokens, stop + 1):
            stop += 1
    if stop == at:
        return None
    rate = find_rate(tokens, stop) or find_head(tokens, stop)
    return None if rate is None or _is_genitive(tokens, rate.last) else rate.per


def _is_genitive(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word may say whose or of what: «угля», «бурого»."""
    word = lower(tokens, at)
    found = readings(word)[:2] if word.isalpha() and word not in words("bound_preposition") else ()
    return any(r.pos in ("NOUN", "ADJF", "PRTF") and r.case == "gent" for r in found)


def _rate_before(scene: Scene, i: int) -> str | None:
    """«на 1000 жителей — 5 врачей», «ежедневно принимают 300 человек», «с гектара собирают по 40 центнеров»."""
    tokens, draft, floor = scene.tokens, scene.drafts[i], scene.drafts[i - 1].last if i else 0
    if _does_to_others(scene, i):
        return None
    if i and _does_to_others(scene, i - 1):
        floor = scene.drafts[i - 2].last if i > 1 else 0
    elif i and scene.drafts[i - 1].per and (comma := _end_of_phrase(tokens, floor, draft.first)):
        floor = comma  # «120 тысяч т удобрений в год, | в Туле – 40 га»
    base, money = base_before(scene, i) if scene.bases else None, draft.name in MONEY
    if base is not None and (base.per[:1].isdigit() or money or unit_kind(draft.name) == "measure"):
        return base.per
    held = scene.places.within(floor, draft.first)
    told = (
        find_rate_cue(tokens, floor, draft.first, money=money)
        if held & RATE_CUE and not _tells_where(tokens, draft)
        else None
    )
    if told is None and held & RATE_TIME:
        told = find_rate_time(tokens, floor, draft.first)
    if told is None and held & OPENS_BASE:
        told = _prefixed_rate(scene, floor, draft)
    return told


def _tells_where(tokens: Sequence[Token], draft: Draft) -> bool:
    """«ежедневно принимают | через 40 окон», «на 12 маршрутах»: where or by what it is done, not how much of it."""
    before = lower(tokens, draft.first - 1)
    if before in words("where_or_by_what"):
        return True
    if before not in words("locative") or draft.unit is None:
        return False
    return any(r.case == "loct" and r.number == "plur" for r in readings(tokens[draft.unit.head].lower)[:1])


def _does_to_others(scene: Scene, i: int) -> bool:
    """«каждый день | пять касс | принимают 800 гостей»: how many act is told once, how many a day of the others."""
    if i + 1 >= len(scene.drafts):
        return False
    draft, following = scene.drafts[i], scene.drafts[i + 1]
    between = scene.tokens[draft.last : following.first]
    if not 0 < len(between) <= _DOING_REACH or any(token.text in _MARKS for token in between):
        return False
    # «27 центров | республики | принимают 4 тысячи человек»
    owners = takewhile(lambda at: _may_own(between[at]), range(len(between) - 1))
    verb = between[sum(1 for _ in owners)]
    acts = readings(verb.lower)[0] if verb.text.isalpha() else None
    return acts is not None and {"VERB", "tran", "plur"} <= acts.tags and counts_things(following.name)


def _may_own(token: Token) -> bool:
    """«области», «Томской»: a word that may be a genitive and no verb."""
    found = readings(token.text)[:4] if token.text.isalpha() else ()
    return any(r.pos in ("NOUN", "ADJF", "PRTF") and r.case == "gent" for r in found)


def _rate_of_each(tokens: Sequence[Token], at: int) -> Rate | None:
    """«шесть обращений на окно | в день»: the time behind what each of many has."""
    if lower(tokens, at) not in words("by"):
        return None
    each = at + 1 + (lower(tokens, at + 1) in words("per_one"))
    if each >= len(tokens) or not tokens[each].text.isalpha():
        return None
    single = any((r.pos, r.case, r.number) == ("NOUN", "accs", "sing") for r in readings(tokens[each].text))
    return find_rate(tokens, each + 1) if single and lower(tokens, each + 1) in words("in") else None


def _prefixed_rate(scene: Scene, floor: int, draft: Draft) -> str | None:
    """«На 100 браков пришлось 84 развода», «с гектара собирают по 40 центнеров»: behind «на», «с» or «за»."""
    tokens, parted = scene.tokens, _may_be_parted(draft.name)
    shared = unit_kind(draft.name) == "measure" and lower(tokens, draft.first - 1) in words("distributive")
    for at in scene.places.of(OPENS_BASE):
        behind = lower(tokens, at + 1)
        if not floor <= at < draft.first:
            continue
        head = find_head(tokens, at) if parted else None
        counted, single = behind[:1].isdecimal(), behind in words("per_one")
        rate = head or (find_rate(tokens, at) if shared or counted or single else None)
        if rate is None or rate.last > draft.first or _is_of_other(tokens, at, rate, draft):
            continue
        if single and is_time_unit(rate.per) and lower(tokens, at) in words("by"):
            continue  # «срок сократили на один месяц, до 11 месяцев»
        if head or single or rate.per[:1].isdigit() or shared and unit_kind(rate.per) == "measure":
            return rate.per
    return None


def _may_be_parted(unit: str | None) -> bool:
    """Money and measures: so much a head."""
    return unit in MONEY or unit_kind(unit) == "measure"


def _is_of_other(tokens: Sequence[Token], at: int, rate: Rate, draft: Draft) -> bool:
    """«доход на члена семьи ниже нормы, | получают 300 человек»: the base belongs to a noun of another clause."""
    noun = at > 0 and readings(tokens[at - 1].text)[0].pos == "NOUN"
    return noun and any(token.text == "," for token in tokens[rate.last : draft.first])
