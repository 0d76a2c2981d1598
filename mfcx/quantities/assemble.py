"""Stage 6: numbers to quantities: each with its unit, bound, denominator and change.

«посещение выросло с 5 до 27 тысяч человек» -> 27000 человек, change from 5000 to 27000.
The steps stand in `STEPS`, in the order in which they must run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from mfcx.document import Change, Numeral, Quantity, Sentence, Span, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.bounds import find_bound_after, find_bound_before
from mfcx.quantities.changes import (
    Cue,
    by_sign,
    compares_to_base,
    find_cues,
    names_growth_rate,
    nearest_cue,
    oriented,
)
from mfcx.quantities.drafts import Draft, neighbours, shared_multiplier
from mfcx.quantities.numerals import Number
from mfcx.quantities.rates import find_rate, find_rate_cue
from mfcx.quantities.units import Unit, find_symbol, find_unit, is_acronym, lent_unit, unit_okei, unit_symbol
from mfcx.patterns import parse_pattern
from mfcx.tables import fold, read_table, words

COUNTED = frozenset({"cardinal", "collective", "fraction", "each_nth", "ratio", "percent"})
_FUSED = frozenset({unit_symbol(name) for name in ("hour", "minute", "percent")})
# numbers of these kinds are shares of a whole when no unit follows: «половина населения»
_SHARES = frozenset({"fraction", "each_nth"})
_SHARE, _TIMES, _PERCENT, _ROUBLE, _SCORE = (
    unit_symbol(name) for name in ("share", "times", "percent", "rouble", "score")
)
_MONEY = frozenset(unit_symbol(name) for name in ("rouble", "us_dollar", "euro", "yuan"))
_MILLION = Decimal(1_000_000)
_LIKE = 100  # how many times more a number may be than the one that lends it its unit
_SCALES = tuple(Decimal(x) for x in (5, 10, 100))
_ROUND_WHOLES = (Decimal(10), Decimal(100))  # «девять из десяти», «96 из 100»
_DASHES = frozenset("-–—")
_PLACES = Decimal("0.0001")
_LEFT_REACH = 7  # how far to the left of a number its noun may stand
# parts of one value written one after the other, by how many of the second make one of the first
_COMPOUNDS = {("мин", "с"): 60, ("ч", "мин"): 60, ("₽", "коп."): 100, ("день", "ч"): 24, ("год", "месяц"): 12}


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence may refer back to."""

    counted: Quantity | None = None  # the last counted quantity before it
    last: Quantity | None = None  # the last quantity of any kind in the sentence before
    measured: str | None = None  # what the head of a list measures: «Больше всего услуг пришлось на …:»
    money: bool = False  # sums of money were named before
    noun: str | None = None  # lemma of the last plural noun before it, for «их 39»
    continues: bool = False  # the sentence is a row of a list or goes on about the same things


NOTHING = Context()


@dataclass(slots=True)
class Scene:
    """A sentence with what was found in it, as the steps share it."""

    tokens: tuple[Token, ...]
    drafts: list[Draft]
    cues: list[Cue]
    context: Context
    times: frozenset[int]  # tokens of dates, periods and the like


def lower(tokens: Sequence[Token], at: int) -> str:
    """The folded token at an index, or an empty string outside the sentence."""
    return tokens[at].lower if 0 <= at < len(tokens) else ""


# --- units ---------------------------------------------------------------------------------------


def bind_units(scene: Scene) -> None:
    """The unit after each number, or the currency sign before it."""
    tokens = scene.tokens
    for draft in scene.drafts:
        number = draft.number
        if number.unit is not None:
            draft.name = number.unit
            continue
        if number.kind == "ratio":
            draft.name = _TIMES
            continue
        if number.approximate:
            draft.cmp = "~"
        before = find_symbol(tokens, number.first - 1) if number.first > 0 else None
        if before and before.last == number.first and not before.noun and tokens[before.first].text in "$€₽¥£":
            draft.take_unit(before)
            continue
        unit = _unit_after(tokens, number)
        if unit and not (number.kind in _SHARES and unit.noun):
            draft.take_unit(unit)
        elif number.kind in _SHARES:
            draft.name = _SHARE
            if unit:
                draft.last = max(draft.last, unit.last)


def _unit_after(tokens: Sequence[Token], number: Number) -> Unit | None:
    at = number.last
    after = find_bound_after(tokens, at)
    if after:
        at = after.last
    value = number.value if number.multiplier is None else None
    return find_unit(tokens, at, value)


def join_pairs(scene: Scene) -> None:
    """Two numbers that are one quantity: «с 33 до 571», «от 10 до 15 тысяч», «2–3 млн»."""
    result: list[Draft] = []
    for draft in scene.drafts:
        low = result[-1] if result else None
        relation = _relation(scene.tokens, low, draft) if low else None
        if low and relation:
            result[-1] = _joined(scene.tokens, low, draft, relation)
        else:
            result.append(draft)
    scene.drafts = result


def _relation(tokens: Sequence[Token], low: Draft, high: Draft) -> str | None:
    """How two neighbouring numbers belong together: change, range or not at all."""
    a, b = low.number, high.number
    if not (a.kind == b.kind == "cardinal") or a.value is None or b.value is None or low.low:
        return None
    before, between = lower(tokens, a.first - 1), tokens[low.last : b.first]
    if a.last > b.first:  # «три–семь» is one token
        return "range"
    if low.unit and high.unit and low.unit_name != high.unit_name and not low.unit.noun:
        return None
    if len(between) == 1 and between[0].text in _DASHES and low.unit is None:
        return "range" if _dash_range(tokens, low, high, between[0]) else None
    link = lower(tokens, high.first - 1)
    before, between = lower(tokens, low.first - 1), tokens[low.last : high.first]
    if link in words("up_to") and before in words("from") and _reaches(scene_gap=len(between), low=low):
        return "change"
    if link in words("up_to") and before in words("off") and len(between) == 1:
        return "range"
    if link in words("and") and before in words("between") and len(between) == 1:
        return "range"
    return None


def _reaches(*, scene_gap: int, low: Draft) -> bool:
    """«с 10 базовых услуг и доведем их до 40»: a few words may stand between the two ends."""
    return scene_gap <= 1 or (low.unit is not None and scene_gap <= 6)


def _dash_range(tokens: Sequence[Token], low: Draft, high: Draft, dash: Token) -> bool:
    tight = dash.start == tokens[low.last - 1].stop and dash.stop == tokens[high.number.first].start
    spaced = dash.start > tokens[low.last - 1].stop and dash.stop < tokens[high.number.first].start
    multiplier = high.number.multiplier or Decimal(1)
    first = shared_multiplier(low.number, multiplier, high.value)
    return first < high.value and (tight or (spaced and high.unit is not None))


def _joined(tokens: Sequence[Token], low: Draft, high: Draft, relation: str) -> Draft:
    first = shared_multiplier(low.number, high.number.multiplier or Decimal(1), high.value)
    opened = lower(tokens, low.first - 1) in words("from") | words("off") | words("between")
    high.first = low.first - opened
    high.low = low.number
    high.absorbed = [*low.absorbed, low.number]
    if high.unit is None and low.unit is not None:
        high.inherit_unit(low)
    if relation == "range":
        high.value, high.value_to = first, high.value
    else:
        high.change = Change(start=first, end=high.value)
    return high


def join_parts(scene: Scene) -> None:
    """«девять из десяти вопросов» is a share, not two counts."""
    result: list[Draft] = []
    for draft in scene.drafts:
        part = result[-1] if result else None
        if part and _on_scale(scene.tokens, part, draft):
            part.name, part.last = _SCORE, draft.last
            part.absorbed = [*part.absorbed, draft.number]
        elif part and _part_of_round(scene.tokens, part, draft):
            part.value, part.name, part.last = part.value / draft.value, _SHARE, draft.last
            part.absorbed = [*part.absorbed, draft.number]
        else:
            result.append(draft)
    scene.drafts = result


def _on_scale(tokens: Sequence[Token], part: Draft, whole: Draft) -> bool:
    """«4,87 из 5»: a mark, not a part."""
    between = tokens[part.last : whole.number.first]
    fraction = part.value != part.value.to_integral_value()
    marked = part.unit_name == _SCORE or (fraction and part.unit is None)
    scale = marked and whole.value in _SCALES and part.value <= whole.value
    return scale and len(between) == 1 and between[0].lower in words("part_of")


def _part_of_round(tokens: Sequence[Token], part: Draft, whole: Draft) -> bool:
    between = tokens[part.number.last : whole.number.first]
    return (
        whole.value in _ROUND_WHOLES
        and part.value < whole.value
        and part.unit is None
        and len(between) == 1
        and between[0].lower in words("part_of")
    )


def share_units(scene: Scene) -> None:
    """A number without a unit takes the one after it in a coordination: «12,4 и 7,6 тыс. человек»."""
    for draft, following in reversed(list(neighbours(scene.drafts))):
        if draft.unit_name and not draft.elliptical:
            continue
        between = scene.tokens[draft.number.last : following.first]
        if following.unit_name and _coordinated(between) and not following.inherited and not following.elliptical:
            draft.inherit_unit(following)
            multiplier = following.number.multiplier
            if multiplier and following.number.value:
                draft.value = shared_multiplier(draft.number, multiplier, following.number.value)


def _coordinated(between: Sequence[Token]) -> bool:
    """Only adjectives, bounds and one joint stand between two numbers of one phrase."""
    if not between or len(between) > 5:
        return False
    joints = words("joint") | words("part_of")
    found = [t for t in between if t.lower in joints]
    rest = [t for t in between if t.lower not in joints]
    return bool(found) and all(any(r.pos in ("ADJF", "PRTF") for r in readings(t.text)) for t in rest)


def look_left(scene: Scene) -> None:
    """A unit that stands before its number: «окон – 602», «количество услуг достигло 571»."""
    for i, draft in enumerate(scene.drafts):
        if draft.unit_name or (i and _points_back(scene.tokens, draft)):
            continue
        floor = scene.drafts[i - 1].last if i else 0
        unit = _inverted(scene.tokens, draft, floor) or _before_mark(scene.tokens, draft, floor)
        unit = unit or _counted_by_name(scene.tokens, draft, floor) or _counted_before(scene, draft, floor)
        if unit:
            draft.unit, draft.name, draft.okei = None, unit.name, unit.okei


def _inverted(tokens: Sequence[Token], draft: Draft, floor: int) -> Unit | None:
    """«года за четыре», «человек двадцать»: the unit first means about as many."""
    at = draft.first
    if at - 1 > floor and tokens[at - 1].lower in words("bound_preposition"):
        at -= 1
    if at - 1 < floor or draft.number.digits or draft.number.multiplier:
        return None
    unit = find_unit(tokens, at - 1, Decimal(2)) or find_unit(tokens, at - 1, None)
    if unit and unit.okei and unit.last == at and not unit.noun and tokens[at - 1].text.isalpha():
        draft.cmp, draft.first = "~", at - 1
        return unit
    return None


def _noun_before(tokens: Sequence[Token], at: int) -> Unit | None:
    """The counted noun that ends before token `at`, genitive plural."""
    if at < 1 or not tokens[at - 1].text.isalpha():
        return None
    if not is_acronym(tokens[at - 1]) and not any(r.pos == "NOUN" and (r.case, r.number) == ("gent", "plur") for r in readings(tokens[at - 1].text)[:3]):
        return None
    return find_unit(tokens, at - 1, None)


def _before_mark(tokens: Sequence[Token], draft: Draft, floor: int) -> Unit | None:
    at = draft.first
    if at - 2 < floor or not (tokens[at - 1].text in _DASHES or tokens[at - 1].text == ":"):
        return None
    return None if is_acronym(tokens[at - 2]) else _noun_before(tokens, at - 1)


def _counted_by_name(tokens: Sequence[Token], draft: Draft, floor: int) -> Unit | None:
    """«количество оказываемых услуг выросло до 571»: what the measuring noun counts."""
    for at in range(draft.first - 1, floor - 1, -1):
        if tokens[at].text in ";.":
            return None
        if tokens[at].lower in words("count_noun"):
            unit = find_unit(tokens, at + 1, None)
            if unit and unit.last <= draft.first:
                return unit
    return None


def _counted_before(scene: Scene, draft: Draft, floor: int) -> Unit | None:
    """«услуг оказано более 59 тысяч», «жалоб за год набралось семнадцать»: a genitive plural opens the clause."""
    tokens = scene.tokens
    found: Unit | None = None
    for at in range(draft.first - 1, max(floor, draft.first - _LEFT_REACH) - 1, -1):
        if tokens[at].text in ",;:()—–.":
            break
        if at in scene.times:
            continue
        unit = _noun_before(tokens, at + 1)
        if unit:
            found = unit
        elif found and lower(tokens, at) in words("bound_preposition") and _governs_noun(tokens, at, found):
            found = None
    return found


def _governs_noun(tokens: Sequence[Token], preposition: int, unit: Unit) -> bool:
    """«из офисов», but not «в Волгограде филиалов»: only adjectives stand between."""
    return all(readings(t.text)[0].pos in ("ADJF", "PRTF") for t in tokens[preposition + 1 : unit.head])


def find_measured(tokens: Sequence[Token]) -> str | None:
    """What a sentence says there is most of or how many of: «Больше всего услуг пришлось на пять филиалов» -> услуга."""
    for at, token in enumerate(tokens):
        start = at + 1
        if token.lower in words("most") and lower(tokens, at + 1) in words("all"):
            start = at + 2
        elif token.lower not in words("count_noun"):
            continue
        unit = find_unit(tokens, start, None)
        if unit:
            return unit.name
    return None


def inherit(scene: Scene) -> None:
    """A number that still has no unit takes it from what was counted before: «Из них 19»."""
    for i, draft in enumerate(scene.drafts):
        if draft.unit_name and not draft.elliptical:
            continue
        earlier = [d for d in scene.drafts[:i] if d.unit_name and not _is_ratio(scene.tokens, d)]
        source = _antecedent(scene.tokens, draft, [d for d in earlier if _comparable(draft, d.value, d.unit_name)])
        if source:
            draft.inherit_unit(source)
            if not _like_magnitude(draft, source.value):
                draft.name = lent_unit(draft.name)
            _scale_like(draft, source.number, scene.tokens)
        elif not draft.unit_name or (draft.unit and draft.unit.substantive == "ADJF"):
            _inherit_from_before(scene, draft)


def _is_ratio(tokens: Sequence[Token], draft: Draft) -> bool:
    return draft.number.kind == "ratio" or (
        draft.unit_name == _TIMES and lower(tokens, draft.number.first - 1) in words("in")
    )


def _like_magnitude(draft: Draft, value: Decimal) -> bool:
    return draft.number.multiplier is None or value * _LIKE >= draft.value


def _comparable(draft: Draft, value: Decimal, unit: str | None) -> bool:
    """Millions are not so many филиалов when five were counted: a unit is inherited between like magnitudes."""
    big = draft.number.multiplier is not None and draft.number.multiplier >= _MILLION
    return not big or unit in _MONEY or value * _LIKE >= draft.value


def _inherit_from_before(scene: Scene, draft: Draft) -> None:
    """The unit from the sentence before, where words, a bound or a list point back to it."""
    context, back = scene.context, _points_back(scene.tokens, draft)
    counted, last = context.counted, context.last
    if counted is not None and not _comparable(draft, counted.value, counted.unit):
        counted = None
    multiplied = draft.number.multiplier is not None and not draft.elliptical
    if context.continues and context.measured and multiplied:
        draft.name, draft.inherited = context.measured, True
    elif _is_bare_money(scene, draft) and counted is None:
        draft.name, draft.okei, draft.inherited = _ROUBLE, unit_okei("rouble"), True
    elif counted is not None and (context.continues or back or multiplied):
        draft.unit, draft.name, draft.okei, draft.inherited = None, counted.unit, counted.okei, True
    elif back and context.noun:
        draft.name, draft.inherited = context.noun, True
    elif last is not None and last.change is None and not draft.elliptical and _says_value(scene.tokens, draft):
        draft.name, draft.okei, draft.inherited = last.unit, last.okei, True


def _says_value(tokens: Sequence[Token], draft: Draft) -> bool:
    """«В прошлом году показатель равнялся 95,9», «посетитель проводит в зале около 12»: a value of what was just measured."""
    if find_bound_before(tokens, draft.first) is not None:
        return True
    before = [t for t in tokens[max(0, draft.first - 3) : draft.first] if t.text.isalpha()]
    return any(not words("says_value").isdisjoint(lemmas(t.lower)) for t in before)


def _is_bare_money(scene: Scene, draft: Draft) -> bool:
    """«край купил их за 19,4 миллиона»: millions of nothing beside a word of spending, or where money was named."""
    if draft.unit_name or not draft.number.multiplier or draft.number.multiplier < _MILLION:
        return False
    if scene.context.money or any(d.unit_name in _MONEY for d in scene.drafts):
        return True
    return any(parse_pattern(row["pattern"]).search(scene.tokens) for row in read_table("money_cues"))


def _antecedent(tokens: Sequence[Token], draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """The last quantity in a like place: a clause's opening number takes an opening one's unit."""
    if draft.elliptical:
        earlier = [d for d in earlier if d.unit_name != _PERCENT and (not d.unit or not d.unit.okei)]
    elif lower(tokens, draft.first - 1) not in words("by"):
        earlier = [d for d in earlier if not (d.change and (d.change.delta_pct or d.change.delta))]
    if not earlier:
        return None
    opens = _opens_clause(tokens, draft)
    alike = [d for d in earlier if _opens_clause(tokens, d) == opens]
    return (alike or list(earlier))[-1]


def _opens_clause(tokens: Sequence[Token], draft: Draft) -> bool:
    """Whether only «ещё», «а» or the like stands between the number and the mark before it."""
    at = draft.number.first - 1
    while at >= 0 and tokens[at].lower in words("only") | words("joint") | words("contrast") and tokens[at].text != ",":
        at -= 1
    return at < 0 or tokens[at].text in ",;:(—–."


def _points_back(tokens: Sequence[Token], draft: Draft) -> bool:
    """«из них 28», «их оказано 59», «в том числе 20», «64 из них»: words that refer to what was counted."""
    window = [t.lower for t in tokens[max(0, draft.first - 4) : draft.first]]
    if any(word in words("them") or word in words("included") for word in window):
        return True
    if lower(tokens, draft.first - 1) in words("more"):
        return True
    return lower(tokens, draft.last) in words("of_them") and lower(tokens, draft.last + 1) in words("them")


def _scale_like(draft: Draft, source: Number, tokens: Sequence[Token]) -> None:
    """«175 млн рублей, а из федерального — 76»: the multiplier goes on, but a part is never more than the whole."""
    if source.multiplier is None or source.value is None or draft.number.multiplier:
        return
    if find_rate(tokens, draft.last):
        return  # «64,8 тыс. посетителей, то есть в среднем по 260 в день»
    value = shared_multiplier(draft.number, source.multiplier, source.value)
    if not (_points_back(tokens, draft) and value > source.value):
        draft.value = value


# --- bounds, denominators ------------------------------------------------------------------------


def set_bounds(scene: Scene) -> None:
    """The comparator before or after each number."""
    for draft in scene.drafts:
        before = find_bound_before(scene.tokens, draft.first)
        after = find_bound_after(scene.tokens, draft.number.last) or find_bound_after(scene.tokens, draft.last)
        if before:
            draft.bound = before.marker
            draft.first = before.first
            draft.cmp = before.cmp
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


def _bound_by_from(tokens: Sequence[Token], draft: Draft) -> None:
    """«офисы от 5 окон» is a lower bound; people from whom something comes are not."""
    if draft.cmp != "=" or draft.value_to is not None or lower(tokens, draft.first - 1) not in words("off"):
        return
    if draft.unit and draft.unit.noun and not draft.unit.okei:
        head = readings(tokens[draft.unit.head].text)
        if any("anim" in r.tags for r in head[:2]):
            return
    if draft.unit_name not in (_PERCENT, "человек") and draft.change is None:
        draft.cmp, draft.first = ">=", draft.first - 1


def set_rates(scene: Scene) -> None:
    """What the quantity is counted per, beside the unit or elsewhere in the clause."""
    tokens = scene.tokens
    for i, draft in enumerate(scene.drafts):
        if draft.source and not draft.per:
            draft.per = draft.source.per
        if draft.per or draft.unit_name is None:
            continue
        rate = find_rate(tokens, draft.last, price=draft.unit_name in _MONEY)
        if rate:
            draft.per, draft.last = rate.per, rate.last
            continue
        if draft.unit_name in (_PERCENT, _TIMES, _SHARE):
            continue
        floor = scene.drafts[i - 1].last if i else 0
        draft.per = find_rate_cue(tokens, floor, draft.first) or _prefixed_rate(tokens, floor, draft.first)


def _prefixed_rate(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """«На 100 браков пришлось 84 развода»."""
    for at in range(first, last):
        if tokens[at].lower in words("by"):
            rate = find_rate(tokens, at)
            if rate and rate.per[:1].isdigit() and rate.last <= last:
                return rate.per
    return None


def drop_bases(scene: Scene) -> None:
    """The 1000 of «на 1000 населения» is the denominator, not a quantity of its own."""
    scene.drafts = [d for d in scene.drafts if not _is_base(scene.tokens, d)]


def _is_base(tokens: Sequence[Token], draft: Draft) -> bool:
    if lower(tokens, draft.number.first - 1) not in words("by") or draft.value not in (10, 100, 1000, 10000, 100000):
        return False
    rate = find_rate(tokens, draft.number.first - 1)
    return rate is not None and rate.per[:1].isdigit()


# --- changes -------------------------------------------------------------------------------------


def set_changes(scene: Scene) -> None:
    """How the value moved, where the words say so."""
    last_cue: Cue | None = None
    last_change: Draft | None = None
    for draft in scene.drafts:
        cue = nearest_cue(scene.tokens, scene.cues, draft.first, draft.last)
        if draft.change is not None:
            continue
        change = _change(scene, draft, cue or last_cue)
        if change is None and last_change and _alternative(scene.tokens, last_change, draft):
            change = _delta(draft, last_cue) if last_cue else None
        if change:
            draft.change = change
            last_cue, last_change = cue or last_cue, draft
        _level_reached(scene.tokens, draft, cue)


def _change(scene: Scene, draft: Draft, cue: Cue | None) -> Change | None:
    tokens = scene.tokens
    if draft.number.sign and draft.unit_name:
        return by_sign(draft.value, draft.number.sign, percent=draft.unit_name == _PERCENT)
    if draft.unit_name == _TIMES:
        return _ratio(tokens, draft, cue)
    percent = draft.unit_name == _PERCENT
    moved = _preposition(tokens, draft) in words("by")
    if percent and not moved and _to_base(scene, draft):
        if not (cue and cue.kind == "noun" and draft.value < 50):
            return Change(ratio=draft.value / 100)
    if cue is None or cue.direction == 0:
        return None
    if moved and (percent or draft.number.kind == "fraction" or _governs(tokens, draft, cue)):
        return _delta(draft, cue)
    if cue.takes_object and _is_object_of(tokens, draft, cue):
        return _delta(draft, cue)
    if cue.kind == "noun" and _subject_of(tokens, draft, cue):
        if percent and draft.value >= 100 and names_growth_rate(tokens, max(0, cue.at - 1), draft.first):
            return Change(ratio=draft.value / 100)
        return _delta(draft, cue)
    return None


def _to_base(scene: Scene, draft: Draft) -> bool:
    """«57 % от уровня 2020 года», «117,3 % к июлю 2023 года»."""
    # in brackets the base may stand behind another amount: «102 % (+2,1 тыс. тонн к уровню 2020 года)»
    reach = 14 if lower(scene.tokens, draft.last) == "(" else 7
    stop = draft.last
    while stop < min(len(scene.tokens), draft.last + reach) and scene.tokens[stop].text not in ",;)":
        stop += 1
    if compares_to_base(scene.tokens, draft.last, stop):
        return True
    return lower(scene.tokens, draft.last) in words("towards") and draft.last in scene.times


def _is_object_of(tokens: Sequence[Token], draft: Draft, cue: Cue) -> bool:
    """«прибавила лишь 117 рублей», «прибавит 3 рубля 12 копеек»."""
    between = tokens[cue.at + 1 : draft.first]
    return cue.at < draft.first and all(any(r.pos in ("PRCL", "ADVB") for r in readings(t.lower)) for t in between)


def _preposition(tokens: Sequence[Token], draft: Draft) -> str:
    """The preposition of the number's phrase, before or after its comparator: «на более чем 5 %», «более чем на 5 %»."""
    for at in (draft.number.first - 1, draft.first - 1, draft.first):
        word = lower(tokens, at)
        if word in words("bound_preposition") and at < draft.number.first:
            return word
    if draft.low:
        return lower(tokens, draft.low.first - 1)
    return ""


def _ratio(tokens: Sequence[Token], draft: Draft, cue: Cue | None) -> Change | None:
    """«в 17 раз», «вдвое», «десятикратный рост»; «пять раз в месяц» is a count of events."""
    if draft.number.kind != "ratio" and _preposition(tokens, draft) not in words("in"):
        return None
    beside = nearest_cue(tokens, [cue] if cue else [], draft.first, draft.last)
    direction = beside.direction if beside else 1
    return Change(ratio=oriented(draft.value, direction))


def _delta(draft: Draft, cue: Cue) -> Change:
    sign = cue.direction or 1
    if draft.number.kind == "fraction":
        return Change(delta_pct=draft.value * 100 * sign)
    return by_sign(draft.value, sign, percent=draft.unit_name == _PERCENT)


def _governs(tokens: Sequence[Token], draft: Draft, cue: Cue) -> bool:
    """Whether a word of change stands in the clause of an amount in units: «увеличились на 10 млрд рублей»."""
    first, last = sorted((cue.at, draft.first))
    marks = [t for t in tokens[first:last] if t.text in (";", ".", "(", ")")]
    if cue.kind == "comp":
        return True
    commas = [t for t in tokens[first:last] if t.text == ","]
    return not marks and len(commas) <= 3 and not any(t.lower in words("up_to") for t in tokens[first:last])


def _subject_of(tokens: Sequence[Token], draft: Draft, cue: Cue) -> bool:
    """«рост 10 %», «рост составит 4 %», «прирост за год превысил 16 %»: the noun of change is what is measured."""
    between = tokens[cue.at + 1 : draft.first]
    if cue.at > draft.first or len(between) > 10 or draft.unit_name is None:
        return False
    if any(t.text in (",", ";", "(", ")") for t in between):
        return False
    if any(t.lower in words("bound_preposition") for t in tokens[max(0, cue.at - 1) : cue.at]):
        return False  # «средства на повышение»
    if any(_is_other_verb(t) for t in between):
        return False
    stop = words("by") | words("up_to") | words("from")
    if any(t.lower in stop for t in between):
        return False
    return draft.unit_name == _PERCENT or _in_nominative(tokens[cue.at])


def _is_other_verb(token: Token) -> bool:
    """A verb that does not join a measure with its value: «индексация не коснётся 9,7 млн»."""
    top = readings(token.lower)[0]
    return top.pos in ("VERB", "PRTS") and fold(top.lemma) not in words("link_verb")


def _in_nominative(token: Token) -> bool:
    return any(r.pos == "NOUN" and r.case == "nomn" for r in readings(token.text))


def _alternative(tokens: Sequence[Token], change: Draft, draft: Draft) -> bool:
    """«на 10 млрд рублей или 17 процентов»: the same change said again."""
    between = [t.lower for t in tokens[change.last : draft.first] if t.text != ","]
    return bool(between) and between[0] in words("or") | {"("} and len(between) <= 2


def _level_reached(tokens: Sequence[Token], draft: Draft, cue: Cue | None) -> None:
    """«вырос до 132» is a level reached, not an upper bound."""
    if draft.bound != words_first("up_to") or draft.cmp != "<=":
        return
    if cue is not None and cue.kind != "comp" and cue.at < draft.first:
        draft.cmp = "="


def words_first(name: str) -> str:
    """The one word of a class that has a single form."""
    return next(iter(words(name)))


# --- the end -------------------------------------------------------------------------------------


def join_compounds(scene: Scene) -> None:
    """«5 минут 34 секунды» -> 5.5667 мин; «100 рублей 50 копеек» -> 100.5 ₽."""
    result: list[Draft] = []
    for draft in scene.drafts:
        big = result[-1] if result else None
        factor = _COMPOUNDS.get((big.unit_name or "", draft.unit_name or "")) if big else None
        if big and factor and big.last == draft.number.first and big.value_to is None:
            part = draft.value / factor
            total = big.value + part
            rounded = total.quantize(_PLACES, ROUND_HALF_EVEN)
            big.value = total if total == rounded else rounded
            big.last = draft.last
            big.absorbed = [*big.absorbed, draft.number]
        else:
            result.append(draft)
    scene.drafts = result


STEPS: tuple[Callable[[Scene], None], ...] = (
    bind_units,
    drop_bases,
    join_parts,
    join_pairs,
    join_compounds,
    share_units,
    look_left,
    inherit,
    set_bounds,
    set_rates,
    set_changes,
)


def _counts(number: Number) -> bool:
    """Kinds of numbers that count or measure; of compounds only lengths of time («полчаса», not «14-летие»)."""
    return number.kind in COUNTED or (number.kind == "compound" and number.unit in _FUSED)


def _is_idle_one(tokens: Sequence[Token], number: Number) -> bool:
    """«на одном пожаре»: the word for one is mostly an article; a bound or «ещё» makes it a count."""
    if number.value != 1 or number.digits or number.kind != "cardinal" or number.multiplier:
        return False
    before = lower(tokens, number.first - 1)
    return before not in words("only") and find_bound_before(tokens, number.first) is None


def assemble(
    sentence: Sentence,
    numbers: Sequence[Number],
    context: Context,
    claimed: Sequence[Span] = (),
) -> tuple[list[Quantity], list[Numeral]]:
    """Quantities of a sentence, and the numbers of it that count nothing, each with its kind."""
    tokens = sentence.tokens
    drafts, idle = [], []
    for number in numbers:
        if not _counts(number) or number.value is None or _is_idle_one(tokens, number):
            kind = "pronoun" if _counts(number) and number.value is not None else number.kind
            idle.append(Numeral(number.start, number.stop, kind))
        else:
            # «−5» is five, whose sign tells the change
            drafts.append(Draft(number, number.first, number.last, abs(number.value)))
    if not drafts:
        return [], idle
    times = frozenset(i for i, t in enumerate(tokens) if any(c.start <= t.start < c.stop for c in claimed))
    scene = Scene(tokens, drafts, find_cues(tokens), context, times)
    for step in STEPS:
        step(scene)
    quantities = []
    for draft in scene.drafts:
        if draft.unit_name is None and draft.number.multiplier is None:
            idle += [Numeral(n.start, n.stop, "other") for n in (*draft.absorbed, draft.number)]
        else:
            quantities.append(draft.freeze(tokens))
    return quantities, sorted(idle, key=lambda n: n.start)


