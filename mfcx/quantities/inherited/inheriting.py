"""A number without a unit takes it from what was counted before: «Из них 19»."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache

from mfcx.document import DASHES, Quantity, Token
from mfcx.morphology import lemmas, readings
from mfcx.patterns import PatternTable
from mfcx.quantities.counted.bracket_rows import are_parts_of, follows_in_rank, noun_of_row
from mfcx.quantities.counted.phrases import says_again
from mfcx.quantities.counted.verb_nouns import noun_of_verb
from mfcx.quantities.drafts import Draft, shared_multiplier
from mfcx.quantities.inherited.bare_deeds import is_rest_of, opens_deed
from mfcx.quantities.inherited.elsewhere import (
    befalls_people,
    budget_money,
    change_before,
    currency_before,
    is_amount_again,
    noun_told,
    percent_again,
)
from mfcx.quantities.inherited.holders import holder_again
from mfcx.quantities.inherited.nameless import stays_nameless
from mfcx.quantities.inherited.parts import is_set_against, opens_clause, points_back, scale_again, scale_like
from mfcx.quantities.inherited.pronouns import pronoun_noun
from mfcx.quantities.inherited.respective import main_count
from mfcx.quantities.inherited.verbless import (
    aside_again,
    count_on,
    is_told_of_time,
    pair_again,
    speaks_of_figure,
)
from mfcx.quantities.limits.bounds import find_bound_before
from mfcx.quantities.limits.denominators import find_event
from mfcx.quantities.limits.rates import is_time_unit
from mfcx.quantities.scene import MONEY, PERCENT, PERSON, SCORE, SHARE, TIMES, Scene, lower
from mfcx.quantities.unit_table import Unit, counts_things, lent_unit, okei_of
from mfcx.quantities.units import find_unit, stands_for_people
from mfcx.tables import read_table, words

_MILLION = Decimal(1_000_000)
_THOUSAND = Decimal(1_000)
_MEMORY = 24  # how many quantities back a number may take its unit from
_LIKE = 100  # how many times more a number may be than the one that lends it its unit
_GENDERED = frozenset({1, 2})  # «одна», «двадцать две»
_MOST_PERCENT = 100
_LIKE_RATE = 5  # how many times more a rate or a ratio may be, or less
_ROW_MARKS = DASHES | {":"}
_OPENERS = frozenset(";,(")
_VERB_REACH = 4  # tokens between a figure and its verb
_CLOSERS = frozenset(",.;") | {""}
_ROUNDED = 1  # percentage points by which a rounded percentage may be off
_BRACKET = 6  # tokens of a bracket behind a share


def inherit(scene: Scene) -> None:
    """A number that still has no unit takes it from what was counted before: «Из них 19»."""
    for i, draft in enumerate(scene.drafts):
        if draft.unitless or (draft.name and not draft.elliptical) or stays_nameless(scene, i):
            continue
        if _takes_from_beside(scene, i):
            continue
        noun = None if draft.name else pronoun_noun(scene, draft) or noun_told(scene, i)
        noun = noun or budget_money(scene, draft) or (None if draft.name else holder_again(scene, i))
        if noun:
            draft.name, draft.okei, draft.inherited = noun, okei_of(noun), True
            continue
        whole = _whole_noun(scene, draft) or _noun_of_share(scene, i) or noun_of_row(scene, draft)
        whole = whole or (noun_of_verb(scene, draft) if draft.elliptical else None)
        if whole:
            draft.unit, draft.name, draft.okei, draft.inherited = None, whole.name, whole.okei, True
            continue
        earlier = [
            d
            for d in scene.drafts[max(0, i - _MEMORY) : i]
            if (d.name or d.unitless) and not _is_ratio(scene.tokens, d)
        ]
        moved = _is_restated(scene, i) or any(d.name == PERCENT and _comes_to(draft, d.value) for d in earlier)
        alike = [
            d
            for d in earlier
            if _comparable(draft, d.value, d.name)
            and (d.number.multiplier or not _is_in_parts(draft, d.name, d.value))
            and _may_be_sum(scene.tokens, draft, d)
            and not (d.name == PERCENT and (moved or stands_behind_change(scene, d, draft)))
        ]
        source = _antecedent(scene.tokens, draft, _without_asides(scene, draft, alike) if alike else alike)
        if source:
            _take_over(scene.tokens, draft, source)
        elif draft.number.kind == "collective" or (not draft.name and befalls_people(scene.tokens, draft)):
            draft.name = draft.unit.name if draft.unit else PERSON  # «погибли двое»: such numbers count people
            draft.okei = okei_of(PERSON)
        elif not (draft.name or count_on(scene, i)) or (draft.unit and _leaves_noun_out(draft.unit)):
            _inherit_from_before(scene, draft)
            if draft.unit and not draft.inherited and not _names_people(scene.tokens, draft.unit):
                draft.unit = draft.name = draft.okei = None  # «28 новых» of what nobody told


def _leaves_noun_out(unit: Unit) -> bool:
    """«28 | новых», «на 8 | оставшихся»; most participles are names by themselves: «96 | погибших»."""
    return unit.substantive == "ADJF" or (bool(unit.substantive) and unit.name in words("of_a_plan"))


def _names_people(tokens: Sequence[Token], unit: Unit) -> bool:
    """«12 больных», «40 несовершеннолетних», which are said of people by themselves; not «28 | новых»."""
    form = tokens[unit.head].lower
    if stands_for_people(form) or not words("person_or_thing").isdisjoint(lemmas(form)):
        return True
    return any(r.pos == "NOUN" or "Subx" in r.tags for r in readings(form)[:3])


def _takes_from_beside(scene: Scene, i: int) -> bool:
    """Whether the number has its unit from one that it stands beside in a set way: «94 тыс. против 88»."""
    draft, before = scene.drafts[i], scene.drafts[i - 1]
    if i and _repeats_times(scene.tokens, before, draft):
        draft.inherit_unit(before)
    elif beside := percent_again(scene.tokens, scene.drafts, i) or _against(scene, i) or _of_those_before(scene, i):
        draft.inherit_unit(beside)
    elif paired := pair_again(scene, i):
        draft.inherit_unit(paired)
    elif aside := aside_again(scene, i):
        draft.name, draft.okei, draft.inherited = aside.unit, aside.okei, True
    elif moved := change_before(scene, i):
        _take_over(scene.tokens, draft, moved)
    return draft.inherited


def _without_asides(scene: Scene, draft: Draft, earlier: Sequence[Draft]) -> list[Draft]:
    """«15 школ (40 % всех), ещё 12»: what stands between brackets lends no unit to what stands outside."""
    closed = scene.inside
    if not closed:
        return list(earlier)
    if draft.number.first in closed:
        return _before_bracket(scene, draft, earlier)
    outside = [d for d in earlier if d.number.first not in closed]
    if any(counts_things(d.name) for d in outside):
        return outside
    # «40 % жителей (12 000 человек), 300 – впервые»: no other noun was counted
    return [d for d in earlier if d.number.first not in closed or d.name != PERCENT]


def _before_bracket(scene: Scene, draft: Draft, earlier: Sequence[Draft]) -> list[Draft]:
    """«жалоб 90 (80 %), из них 35 заявлений (за тот же период 2015 года – | 43)»: as much as stands before it."""
    first = draft.number.first
    while first - 1 in scene.inside:
        first -= 1
    if scene.times.isdisjoint(range(first, draft.number.first)):
        return list(earlier)
    outside = [d for d in earlier if d.number.first not in scene.inside or d.number.first >= first]
    beside = [d for d in outside if d.last == first - 1]  # «10,6 дней (2010 – | 10,3)»
    return beside or outside or list(earlier)


def _whole_noun(scene: Scene, draft: Draft) -> Unit | None:
    """«из присланных работ жюри выбрало двенадцать лучших»: the clause or sentence opens with what they are part of."""
    tokens = scene.tokens
    superlative = _best(tokens, draft.number.last)
    if not (superlative or draft.elliptical) or lower(tokens, 0) not in words("of_them"):
        return None
    unit = find_unit(tokens, 1, None)
    counted = any(d.first <= unit.head for d in scene.drafts) if unit else True
    plural = unit is not None and any((r.case, r.number) == ("gent", "plur") for r in readings(tokens[unit.head].text))
    if unit is None or counted or not plural or unit.head >= draft.first or unit.head in scene.times:
        return None
    draft.last = max(draft.last, draft.number.last + superlative)
    return unit


def _noun_of_share(scene: Scene, i: int) -> Unit | None:
    """«половина дворов (12 из 24)»: in brackets behind a share stands how many of the things that makes."""
    tokens, draft, before = scene.tokens, scene.drafts[i], scene.drafts[max(0, i - 2) : i]
    if not [d for d in before if d.whole]:
        return None
    first = next((at for at in range(draft.first - 1, draft.first - 2 - _BRACKET, -1) if lower(tokens, at) == "("), -1)
    share = next((d for d in before if first in (d.last, d.whole.last if d.whole else -1)), None)
    whole_numbers = draft.value > 1 and draft.value == draft.value.to_integral_value()
    return share.whole if share is not None and whole_numbers and not draft.elliptical else None


def _best(tokens: Sequence[Token], at: int) -> int:
    """How many words say that only the best are meant: «лучших», «самых ярких»."""
    if not words("superlative").isdisjoint(lemmas(lower(tokens, at))):
        return 1 + (lower(tokens, at) in words("superlative_particle"))
    return 0


def _repeats_times(tokens: Sequence[Token], before: Draft, draft: Draft) -> bool:
    """«пыли больше в 2,4 раза, сажи – | в 1,3»: how many times is meant again."""
    again = lower(tokens, draft.number.first - 1) in words("in") and lower(tokens, draft.number.first - 2) in DASHES
    return again and before.name == TIMES and _is_ratio(tokens, before)


def _is_ratio(tokens: Sequence[Token], draft: Draft) -> bool:
    return draft.number.kind == "ratio" or (
        draft.name == TIMES and lower(tokens, draft.number.first - 1) in words("in")
    )


def _like_magnitude(draft: Draft, value: Decimal) -> bool:
    return draft.number.multiplier is None or value * _LIKE >= draft.value


def _comparable(draft: Draft, value: Decimal, unit: str | None) -> bool:
    """Millions are not so many филиалов when five were counted: a unit is inherited between like magnitudes."""
    if unit is None and not value <= draft.value * _LIKE_RATE <= value * _LIKE_RATE**2:
        return False  # «рождаемость — 9 на 1000 населения, родились 4120»
    many = draft.number.multiplier is not None or draft.value >= _THOUSAND
    # «34,5 % составляют кражи – | 134»
    many = many or (draft.value > _MOST_PERCENT > value and draft.value > 2 * value)
    if (unit == PERCENT and many) or (unit == SHARE and draft.value > 1):
        return False  # «выросло на 4 % и составило 12 тысяч», «половина ответила, из них 40 согласны»
    big = draft.number.multiplier is not None and draft.number.multiplier >= _MILLION
    return not big or unit in MONEY or value * _LIKE >= draft.value


def _take_over(tokens: Sequence[Token], draft: Draft, source: Draft) -> None:
    """The unit of another figure, scaled as it fits; of the dead behind the born or behind fires, people."""
    others = source.value == 1 or not _counts_people(source)  # «одна женщина ранена, | двое погибли»
    if _dies(tokens, source, draft) or (others and befalls_people(tokens, draft)):
        draft.unit, draft.name, draft.okei, draft.inherited = None, PERSON, okei_of(PERSON), True
        return
    draft.inherit_unit(source)
    if source.unitless and source.name:  # «рождаемость – 9 на 1000 населения, смертность – | 12»
        draft.name = find_event(tokens[source.last : draft.first]) or draft.name
    if not _like_magnitude(draft, source.value):
        draft.name = lent_unit(draft.name)
    scale_like(draft, source, tokens)


def _counts_people(draft: Draft) -> bool:
    name = draft.name or ""
    return any("anim" in r.tags for r in readings(name)) or stands_for_people(name)


def _dies(tokens: Sequence[Token], born: Draft, draft: Draft) -> bool:
    """«Родилось 300 детей, умерло 500»: those who died are no children; «в больнице 30 детей, умерло 2» may be."""
    near = [lemmas(token.lower) for token in tokens[born.last : draft.number.first]]
    if all(words("death").isdisjoint(found) for found in near):
        return False
    around = tokens[max(0, born.first - _VERB_REACH) : born.last + _VERB_REACH]
    return any(not words("birth").isdisjoint(lemmas(token.lower)) for token in around)


def _is_restated(scene: Scene, i: int) -> bool:
    """«5, или 12 %»: what is told again as a share is none."""
    draft, following = scene.drafts[i], scene.drafts[i + 1 : i + 2]
    percent = bool(following) and following[0].name == PERCENT
    return percent and says_again(scene.tokens[draft.last : following[0].first])


def _comes_to(draft: Draft, percent: Decimal) -> bool:
    """«снизились на 12 % (с 120 до 106)»: the two values differ by the percentage, so they are none themselves."""
    change = draft.change
    if change is None or not change.start or change.end is None:
        return False
    gap = abs(change.end - change.start)  # «охват вырос на 5 % (с 90 до 95)» counts in points
    return gap != percent and abs(gap * 100 / change.start - percent) <= _ROUNDED


def stands_behind_change(scene: Scene, percent: Draft, draft: Draft) -> bool:
    """«выросло на 10 % (| 220 или | +21)»: in brackets right behind, how many that makes; «(было на 7)» goes on."""
    tokens, at = scene.tokens, draft.number.first - 1
    if at not in scene.inside and lower(tokens, at) != "(":
        return False
    if lower(tokens, at) in words("by") | words("up_to") or lower(tokens, percent.number.first - 1) not in words("by"):
        return False  # «доля выросла на 3 % (до 97)»
    return lower(tokens, percent.last) == "(" and all(i in scene.inside for i in range(percent.last + 1, at + 1))


def _may_be_sum(tokens: Sequence[Token], draft: Draft, money: Draft) -> bool:
    """«30 договоров на два миллиона рублей, ещё 10 …»: neither ten roubles nor ten millions are meant."""
    if money.name not in MONEY or draft.number.multiplier or money.number.multiplier is None:
        return True
    value = shared_multiplier(draft.number, money.number.multiplier, money.value)
    return not points_back(tokens, draft) or draft.value < value <= money.value


def _inherit_from_before(scene: Scene, draft: Draft) -> None:
    """The unit from the sentence before, where words, a bound or a list point back to it."""
    tokens, context = scene.tokens, scene.recall()
    back = points_back(tokens, draft) or is_told_of_time(scene, draft) or speaks_of_figure(tokens, draft)
    back = back or draft.unit is not None and not _names_people(tokens, draft.unit)  # «открыли 28 новых»
    back = back or context.last is not None and _is_difference(tokens, draft)
    counted, last = context.counted and main_count(scene, draft, context.counted), context.last
    if counted is not None:
        back = back or are_parts_of(scene, draft, counted) or is_rest_of(scene, draft, counted)
        back = back or draft.value <= counted.value and (follows_in_rank(tokens) or opens_deed(scene, draft))
    if counted is not None and not _may_be_counted(tokens, draft, counted):
        counted = None
    if counted is not None and not (back or context.continues or _like_magnitude(draft, counted.value)):
        counted = None  # «работают 12 касс. За день — 340 тысяч»
    back = back or _goes_on_counting(tokens, draft, counted)
    multiplied = draft.is_scaled(tokens) and not draft.elliptical
    row = lower(tokens, draft.first - 1) in _ROW_MARKS
    if context.continues and context.measured and (multiplied or row):
        draft.name, draft.inherited = context.measured, True
    elif counted is None and (_is_bare_money(scene, draft) or _is_money_again(tokens, draft, last)):
        currency = currency_before(scene, draft)
        draft.name, draft.okei, draft.inherited = currency, okei_of(currency), True
    elif counted is not None and (context.continues or back or multiplied):
        _take_counted(draft, counted)
    elif back and context.noun:
        draft.name, draft.inherited = draft.unit.name if draft.unit else context.noun, True
    elif last is not None and not draft.elliptical and _is_value_of(tokens, draft, last):
        draft.name, draft.okei, draft.inherited = last.unit, last.okei, True
        if _is_rate_alone(last):
            draft.per, draft.unitless = last.per, True
        scale_again(draft, last)


def _is_difference(tokens: Sequence[Token], draft: Draft) -> bool:
    """«Поступило 525 жалоб. Это на | 130 | меньше, чем год назад.», «… На 130 | меньше, чем …»."""
    by, behind = draft.number.first - 1, lower(tokens, draft.number.last)
    if lower(tokens, by) not in words("by") or behind not in words("most"):
        return False
    return by == 0 or any(token.lower in words("points_back") for token in tokens[max(0, by - _VERB_REACH) : by])


def _take_counted(draft: Draft, counted: Quantity) -> None:
    """The unit of the sentence before; «512,4 тыс. гостей, из них: в отели – | 88,6» leaves out its thousands, too."""
    if counted.multiplier and _is_in_parts(draft, counted.unit, counted.value):
        draft.lent, draft.value = counted.multiplier, (draft.value * counted.multiplier).normalize()
    draft.unit, draft.name, draft.okei, draft.inherited = None, counted.unit, counted.okei, True


def _may_be_counted(tokens: Sequence[Token], draft: Draft, counted: Quantity) -> bool:
    most = counted.value * _LIKE if counted.inherited else counted.value  # one row may be more than the one before
    if _is_in_parts(draft, counted.unit, counted.value) and draft.value * (counted.multiplier or most) >= most:
        return False
    return _comparable(draft, counted.value, counted.unit) and _agrees(tokens, draft, counted.unit)


def _is_in_parts(draft: Draft, unit: str | None, others: Decimal) -> bool:
    """«56,5» is no number of people: what was counted without parts has none; «9,1 смертей на 1000 жителей» has."""
    whole = draft.number.multiplier is not None or draft.value == draft.value.to_integral_value()
    return not whole and unit is not None and counts_things(unit) and others == others.to_integral_value()


def _is_value_of(tokens: Sequence[Token], draft: Draft, last: Quantity) -> bool:
    """«Год назад показатель равнялся 95», of a rate «В соседней области — 39,8», of an amount «На 12 — в Твери»."""
    if is_amount_again(tokens, draft):
        return last.unit is not None and not counts_things(last.unit)
    if _is_rate_alone(last) and _comparable(draft, last.value, None):
        return says_value(tokens, draft) or lower(tokens, draft.first - 1) in DASHES
    if last.unit in words("value_unit") and _is_of_pronoun(tokens, draft, last.value):
        return True
    if last.unit is None or last.change is not None:
        return False
    return says_value(tokens, draft) or (is_time_unit(last.unit) and _is_spent(tokens, draft))


def _is_spent(tokens: Sequence[Token], draft: Draft) -> bool:
    """«В очереди ждут семь минут. Раньше ждали | 15.»: the time that something takes."""
    verb, alone = lower(tokens, draft.first - 1), lower(tokens, draft.last) in _CLOSERS
    return alone and verb.isalpha() and not words("verb_of_spending").isdisjoint(lemmas(verb))


def _is_of_pronoun(tokens: Sequence[Token], draft: Draft, value: Decimal) -> bool:
    """«Индекс — 104 процента. По округу он в среднем | 103,8»: what «он» stands for has a value of like size."""
    like = value <= draft.value * 2 and draft.value <= value * 2
    return like and any(token.lower in words("they") for token in tokens[: draft.first])


def _is_rate_alone(quantity: Quantity) -> bool:
    """«9,1 на 1000 младенцев»: no noun of its own says what is counted."""
    return quantity.head is None and quantity.per is not None and quantity.per[:1].isdigit()


def says_value(tokens: Sequence[Token], draft: Draft) -> bool:
    """«показатель равнялся 95,9», «посетитель проводит в зале около 12»: a value of what was just measured."""
    if find_bound_before(tokens, draft.first) is not None:
        return True
    before = [t for t in tokens[max(0, draft.first - 3) : draft.first] if t.text.isalpha()]
    return any(not words("says_value").isdisjoint(lemmas(t.lower)) for t in before)


def _is_money_again(tokens: Sequence[Token], draft: Draft, last: Quantity | None) -> bool:
    """«… получают 84,5 тыс. рублей. Следом идут Омск (| 71,3 тыс.) и Тверь (| 69,4 тыс.)»."""
    if last is None or last.unit not in MONEY or lower(tokens, draft.first - 1) != "(":
        return False
    return draft.number.multiplier is not None and draft.number.multiplier == last.multiplier


def _is_bare_money(scene: Scene, draft: Draft) -> bool:
    """«край купил их за 19,4 миллиона»: millions of nothing beside a word of spending, or where money was named."""
    if draft.name or not draft.is_scaled(scene.tokens) or (draft.number.multiplier or draft.value) < _MILLION:
        return False
    last = scene.recall().last
    if scene.recall().money or (last is not None and last.unit in MONEY) or any(d.name in MONEY for d in scene.drafts):
        return True
    return bool(_money_cues().find(scene.tokens))


@cache
def _money_cues() -> PatternTable[None]:
    return PatternTable((row["pattern"], None) for row in read_table("money_cues"))


def heads_clause(tokens: Sequence[Token], draft: Draft) -> bool:
    """«семь — в школах и 42 — в детских садах»: the number opens a clause that says where or what they are."""
    if lower(tokens, draft.last) not in DASHES:
        return False
    return draft.first == 0 or tokens[draft.first - 1].lower in words("joint") | words("contrast") | _OPENERS


def _goes_on_counting(tokens: Sequence[Token], draft: Draft, counted: Quantity | None) -> bool:
    """«42 — в сфере торговли» after «принято 49 законов»; «112 — номер службы» counts nothing."""
    if counted is None or draft.value > counted.value or not heads_clause(tokens, draft):
        return False
    behind = lower(tokens, draft.last + 1)
    top = readings(behind)[0] if behind.isalpha() else None
    return top is not None and (top.pos == "PREP" or (top.pos in ("ADJF", "PRTF", "PRTS") and top.number == "plur"))


def _antecedent(tokens: Sequence[Token], draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """The last quantity in a like place: a clause's opening number takes an opening one's unit."""
    earlier = [d for d in earlier if d.number.kind != "compound" and _agrees(tokens, draft, d.name)]
    earlier = [d for d in earlier if d.name != SCORE] or earlier  # «100 баллов набрали 40 человек, по химии – | 7»
    if earlier and draft.elliptical and _is_whole_behind(tokens, earlier[-1], draft):
        return earlier[-1]
    if draft.elliptical:
        earlier = [d for d in earlier if d.name != PERCENT and (not d.unit or not d.unit.okei)]
    elif lower(tokens, draft.first - 1) not in words("by"):
        earlier = [d for d in earlier if not (d.change and (d.change.delta_pct or d.change.delta))]
    if not earlier:
        return None
    if draft.number.sign:
        # «3 т (+4 %), 2 т (+1)», but «12 школ (+4), 5 садов (+1)»
        percent = (d for d in reversed(earlier) if d.number.sign and d.name == PERCENT)
        return next(percent, earlier[-1])
    if _is_whole(tokens, earlier[-1], draft) or is_set_against(tokens, earlier[-1], draft):
        return earlier[-1]
    if points_back(tokens, draft) and counts_things(earlier[-1].name):
        # «12 школ, 40 садов, из них | 30 – в сёлах», «на 450 кв. м – 12 окон, ниже – ещё | 13»
        things = (d for d in reversed(earlier) if counts_things(d.name))
        return next((d for d in things if d.value >= draft.value), earlier[-1])
    governor = _governor(tokens, draft)
    if governor:
        # «по пяти подают заявление, по двум …»: the same preposition goes on
        same = next((d for d in reversed(earlier) if _governor(tokens, d) == governor), None)
        if same:
            return same
    else:
        # «14 школ в двух районах, а ещё 6 — в городе»: what stands in a phrase of place is no head
        earlier = [d for d in earlier if not (_governor(tokens, d) or _follows_noun(tokens, d))] or earlier
    opens = opens_clause(tokens, draft)
    alike = [d for d in earlier if opens_clause(tokens, d) == opens]
    return (alike or list(earlier))[-1]


def _is_whole(tokens: Sequence[Token], whole: Draft, part: Draft) -> bool:
    """«из 12 дорожек | работают 5»: what the number is a part of."""
    opens = lower(tokens, whole.number.first - 1) in words("of_them") and whole.unit is not None and whole.unit.noun
    return opens and whole.value >= part.value and not any(t.text in _OPENERS for t in tokens[whole.last : part.first])


def _is_whole_behind(tokens: Sequence[Token], part: Draft, whole: Draft) -> bool:
    """«46 км сетей | из 60 запланированных»: what the measure before is a part of."""
    out_of = lower(tokens, whole.first - 1) in words("of_them") and part.name not in (PERCENT, SHARE, TIMES)
    return out_of and whole.value >= part.value and not any(t.text in _OPENERS for t in tokens[part.last : whole.first])


def _against(scene: Scene, i: int) -> Draft | None:
    """«смертность на прежнем уровне – 167 против | 162 случаев»: the unit is said once for both, with the second."""
    draft, other = scene.drafts[i], scene.drafts[min(i + 1, len(scene.drafts) - 1)]
    alike = other.unit is not None and draft.number.multiplier == other.number.multiplier
    return other if alike and not draft.name and is_set_against(scene.tokens, draft, other) else None


def _of_those_before(scene: Scene, i: int) -> Draft | None:
    """«шесть человек набрали 100 баллов, 25 школьников — | 90»: the dash stands for the verb and its unit."""
    draft, tokens = scene.drafts[i], scene.tokens
    if i < 3 or draft.name or lower(tokens, draft.last) not in _CLOSERS:
        return None
    first, second, subject = scene.drafts[i - 3 : i]
    mark = draft.first - 1
    if subject.last != mark or lower(tokens, mark) not in DASHES or subject.unit is None or second.unit is None:
        return None
    return second if counts_things(first.name) and second.name not in (first.name, subject.name) else None


def _agrees(tokens: Sequence[Token], draft: Draft, noun: str | None) -> bool:
    """Whether a number in words may count this noun: «две» (школы), not «два»."""
    number = draft.number
    if noun is None or number.digits or draft.value % 10 not in _GENDERED or draft.is_scaled(tokens):
        return True
    own, counted = _genders(tokens[number.last - 1].lower), _genders(noun)
    return not own or not counted or not own.isdisjoint(counted)


@lru_cache(maxsize=6_000)
def _genders(form: str) -> frozenset[str]:
    return frozenset(r.gender for r in readings(form)[:4] if r.gender)


def _governor(tokens: Sequence[Token], draft: Draft) -> str:
    """The preposition of a number that is no part of a comparator: «по | пяти услугам», «в | двух районах»."""
    before = lower(tokens, draft.number.first - 1)
    counted = draft.unit is None or draft.unit.noun  # «на 35 мест», but «на 1,8 тыс. рублей» is a change
    return before if before in words("governing_preposition") or (counted and before in words("by")) else ""


def _follows_noun(tokens: Sequence[Token], draft: Draft) -> bool:
    """«на ремонт | 45 км дорог»: an amount that belongs to the noun before it."""
    return draft.number.first > 0 and readings(tokens[draft.number.first - 1].text)[0].pos == "NOUN"
