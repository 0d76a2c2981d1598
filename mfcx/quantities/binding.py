"""Numbers find what they count: the unit after them, before them, or in what was counted before."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.patterns import PatternTable
from mfcx.quantities.bounds import find_bound_after, find_bound_before
from mfcx.quantities.drafts import Draft, shared_multiplier
from mfcx.quantities.numerals import Number
from mfcx.quantities.rates import find_rate
from mfcx.quantities.scene import MONEY, PERCENT, PERSON, ROUBLE, SCORE, SHARE, TIMES, Scene, lower
from mfcx.quantities.units import Unit, find_symbol, find_unit, is_acronym, lent_unit, okei_of, unit_okei
from mfcx.tables import read_table, words

# numbers of these kinds are shares of a whole when no unit follows: «половина населения»
_SHARES = frozenset({"fraction", "each_nth"})
_CURRENCY_SIGNS = frozenset("$€₽¥£")
_DASHES = frozenset("-–—")
_CLAUSE_ENDS = frozenset(",;:()—–")
_SENTENCE_MARKS = frozenset(";.!?")
_MILLION = Decimal(1_000_000)
_MEMORY = 24  # how many quantities back a number may take its unit from
_LIKE = 100  # how many times more a number may be than the one that lends it its unit
_BRACKET = 6  # tokens of a bracket between a number and its noun
_LEFT_REACH = 7  # how far to the left of a number its pronoun may stand
_CLAUSE_REACH = 10  # how far its noun may, in words that tell no time


def bind_units(scene: Scene) -> None:
    """The unit after each number, or the currency sign before it."""
    tokens = scene.tokens
    for draft in scene.drafts:
        number = draft.number
        if number.unit is not None:
            draft.name, draft.okei = number.unit, okei_of(number.unit)
            continue
        if lower(tokens, number.last) in words("along") and lower(tokens, number.last + 1) in words("score_scale"):
            draft.name, draft.last = SCORE, number.last + 2
            continue
        if number.kind == "ratio":
            draft.name = TIMES
            continue
        if number.approximate:
            draft.cmp = "~"
        before = find_symbol(tokens, number.first - 1) if number.first > 0 else None
        if before and before.last == number.first and not before.noun and tokens[before.first].text in _CURRENCY_SIGNS:
            draft.take_unit(before)
            continue
        _bind_after(tokens, draft)


def _bind_after(tokens: Sequence[Token], draft: Draft) -> None:
    unit, share = _unit_after(tokens, draft.number), draft.number.kind in _SHARES
    if share:
        draft.name = SHARE
    if unit and share and unit.noun:
        draft.last = max(draft.last, unit.last)
    elif unit:
        draft.take_unit(unit)
    elif not share and (behind := _unit_behind_bracket(tokens, draft.number)):
        # the bracket is a quantity of its own, so this one ends before it
        draft.unit, draft.name, draft.okei = behind, behind.name, behind.okei


def _unit_after(tokens: Sequence[Token], number: Number) -> Unit | None:
    at = number.last
    after = find_bound_after(tokens, at)
    if after:
        at = after.last
    value = number.value if number.multiplier is None else None
    return find_unit(tokens, at, value)


def _unit_behind_bracket(tokens: Sequence[Token], number: Number) -> Unit | None:
    """«больше 22 тысяч (22 003) заявлений», «15 (из 20) школ»: the noun stands behind a bracket with a number."""
    at = number.last
    if lower(tokens, at) != "(":
        return None
    first = at + 1 + (lower(tokens, at + 1) in words("part_of"))
    if not lower(tokens, first)[:1].isdecimal():
        return None
    closed = next((i for i in range(first + 1, min(len(tokens), first + _BRACKET)) if tokens[i].text == ")"), None)
    if closed is None:
        return None
    return find_unit(tokens, closed + 1, number.value if number.multiplier is None else None)


def share_units(scene: Scene) -> None:
    """A number without a unit takes the one after it in a coordination: «12,4 и 7,6 тыс. человек»."""
    for draft, following in reversed(list(pairwise(scene.drafts))):
        if draft.unit_name and not draft.elliptical:
            continue
        bound = find_bound_before(scene.tokens, following.first)  # «230 областных и порядка 10 тысяч городских школ»
        between = scene.tokens[draft.number.last : bound.first if bound else following.first]
        if (following.unit or following.source) and _coordinated(between) and not following.elliptical:
            apart = draft.elliptical or bound is not None  # such a number has its multiplier of its own
            draft.inherit_unit(following)
            if apart:
                continue
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


def find_coefficients(scene: Scene) -> None:
    """«отношение заявок к местам равно 0,8»: a ratio counts nothing, so no noun is looked for."""
    tokens = scene.tokens
    at = -1
    named: list[int] = []  # where the last noun of a ratio stands before each token
    for i, token in enumerate(tokens):
        if token.text in _SENTENCE_MARKS:
            at = -1
        elif _names_ratio(tokens, i):
            at = i
        named.append(at)
    for i, draft in enumerate(scene.drafts):
        if draft.unit_name or draft.number.multiplier or draft.number.kind != "cardinal" or draft.first == 0:
            continue
        noun = named[draft.first - 1]
        said = _says_value(tokens, draft) or draft.change is not None
        if noun >= 0 and said and (i == 0 or scene.drafts[i - 1].last <= noun):
            draft.unitless = True


def _names_ratio(tokens: Sequence[Token], at: int) -> bool:
    """«отношение заявок к местам», not «по отношению к прошлому году»."""
    if not tokens[at].text.isalpha() or words("coefficient").isdisjoint(lemmas(tokens[at].lower)):
        return False
    return lower(tokens, at - 1) not in words("bound_preposition")


def look_left(scene: Scene) -> None:
    """A unit that stands before its number: «окон – 602», «количество услуг достигло 571»."""
    for i, draft in enumerate(scene.drafts):
        if draft.unit_name or draft.unitless or (i and _points_back(scene.tokens, draft)):
            continue
        floor = scene.drafts[i - 1].last if i else 0
        unit = _inverted(scene.tokens, draft, floor) or _before_mark(scene, draft, floor)
        unit = unit or _opening_noun(scene, draft)
        if i and (lower(scene.tokens, draft.first - 1) in words("up_to") or draft.change is not None):
            floor = 0  # «количество услуг выросло на 60 процентов – до 294», «в полтора раза с 39 до 51»
        unit = unit or _counted_by_name(scene.tokens, draft, floor) or _counted_before(scene, draft, floor)
        if unit:
            draft.unit, draft.name, draft.okei = None, unit.name, unit.okei


def _inverted(tokens: Sequence[Token], draft: Draft, floor: int) -> Unit | None:
    """«года за четыре», «человек двадцать»: the unit first means about as many."""
    at = draft.first
    if at - 1 > floor and tokens[at - 1].lower in words("inverted_preposition"):
        at -= 1
    if at - 1 < floor or draft.number.digits or draft.number.multiplier:
        return None
    unit = find_unit(tokens, at - 1, Decimal(2)) or find_unit(tokens, at - 1, None)
    if unit and unit.okei and unit.last == at and tokens[at - 1].text.isalpha():
        draft.cmp, draft.first = "~", at - 1
        return unit
    return None


def _noun_before(tokens: Sequence[Token], at: int) -> Unit | None:
    """The counted noun that ends before token `at`, genitive plural."""
    if at < 1 or not tokens[at - 1].text.isalpha():
        return None
    if not is_acronym(tokens[at - 1]) and not any(
        r.pos == "NOUN" and (r.case, r.number) == ("gent", "plur") for r in readings(tokens[at - 1].text)[:3]
    ):
        return None
    return find_unit(tokens, at - 1, None)


def _opening_noun(scene: Scene, draft: Draft) -> Unit | None:
    """«Всего окон приёма по области — 405»: a clause without a verb that opens with what it counts."""
    tokens, last = scene.tokens, draft.first - 1
    if last < 1 or tokens[last].text not in _DASHES:
        return None
    first = last
    while first > 0 and tokens[first - 1].text not in _CLAUSE_ENDS:
        first -= 1
    if any(readings(t.text)[0].pos in ("VERB", "PRTS", "INFN", "GRND") for t in tokens[first:last] if t.text.isalpha()):
        return None
    while first < last and tokens[first].lower in words("in_all"):
        first += 1
    unit = find_unit(tokens, first, None) if first < last else None
    if unit is None or unit.head >= last or any(d.first <= unit.head < d.last for d in scene.drafts):
        return None
    return unit if _noun_before(tokens, unit.head + 1) else None


def _before_mark(scene: Scene, draft: Draft, floor: int) -> Unit | None:
    tokens, at = scene.tokens, draft.first
    if at - 2 < floor or at - 2 in scene.times or not (tokens[at - 1].text in _DASHES or tokens[at - 1].text == ":"):
        return None
    if tokens[at - 2].lower in words("most") and at - 3 >= floor:
        at -= 1  # «девочек больше — 134 против 125»
    unit = None if is_acronym(tokens[at - 2]) else _noun_before(tokens, at - 1)
    # «для детей — 120» are not children counted
    return None if unit and _after_preposition(tokens, unit.head) else unit


def _after_preposition(tokens: Sequence[Token], head: int) -> bool:
    first = head
    while first > 0 and readings(tokens[first - 1].text)[0].pos in ("ADJF", "PRTF"):
        first -= 1
    return first > 0 and readings(tokens[first - 1].lower)[0].pos == "PREP"


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
    found: list[Unit] = []
    steps = 0
    for at in range(draft.first - 1, floor - 1, -1):
        if tokens[at].text in ",;:()—–." or steps == _CLAUSE_REACH:
            break
        if at in scene.times:
            continue
        steps += 1
        unit = _noun_before(tokens, at + 1)
        if unit:
            found.append(unit)
        elif found and lower(tokens, at) in words("bound_preposition") and _governs_noun(tokens, at, found[-1]):
            found = []
    return next((unit for unit in reversed(found) if not _belongs_to_agent(scene, unit.head)), None)


def _belongs_to_agent(scene: Scene, head: int) -> bool:
    """«граждане новых районов подали …», «жителями сёл подано …»: who did it, not what was counted."""
    tokens, first = scene.tokens, head
    if is_acronym(tokens[head]) and _acts(tokens, head + 1):
        return True
    while first > 0 and any(r.pos in ("ADJF", "PRTF") for r in readings(tokens[first - 1].text)[:2]):
        first -= 1
    if first == 0 or first - 1 in scene.times:
        return False
    before = [r for r in readings(tokens[first - 1].text)[:3] if r.pos == "NOUN"]
    agents = (r.case == "nomn" or (r.case == "ablt" and "anim" in r.tags) for r in before)
    return any(agents) and not is_acronym(tokens[first - 1])


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """«МФЦ приняли …»: a verb right behind says what they did; «МФЦ открыто …» counts them."""
    top = readings(tokens[at].lower)[0] if at < len(tokens) else None
    return top is not None and {"VERB", "tran"} <= top.tags and top.gender != "neut"


def _governs_noun(tokens: Sequence[Token], preposition: int, unit: Unit) -> bool:
    """«из офисов», but not «в Волгограде филиалов»: only adjectives stand between."""
    return all(readings(t.text)[0].pos in ("ADJF", "PRTF") for t in tokens[preposition + 1 : unit.head])


def find_measured(tokens: Sequence[Token]) -> str | None:
    """What there is most of or how many of: «Больше всего услуг пришлось на пять филиалов» -> услуга."""
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
        if draft.unitless or (draft.unit_name and not draft.elliptical):
            continue
        noun = _pronoun_noun(scene, draft) if not draft.unit_name else None
        if noun:
            draft.name, draft.inherited = noun, True
            continue
        whole = _whole_noun(scene, draft)
        if whole:
            draft.unit, draft.name, draft.okei, draft.inherited = None, whole.name, whole.okei, True
            continue
        earlier = [d for d in scene.drafts[max(0, i - _MEMORY) : i] if d.unit_name and not _is_ratio(scene.tokens, d)]
        alike = [d for d in earlier if _comparable(draft, d.value, d.unit_name) and _may_be_sum(scene.tokens, draft, d)]
        source = _antecedent(scene.tokens, draft, alike)
        if source:
            draft.inherit_unit(source)
            if not _like_magnitude(draft, source.value):
                draft.name = lent_unit(draft.name)
            _scale_like(draft, source.number, scene.tokens)
        elif draft.number.kind == "collective":
            draft.name, draft.okei = PERSON, okei_of(PERSON)  # «погибли двое»: such numbers count people
        elif not draft.unit_name or (draft.unit and draft.unit.substantive == "ADJF"):
            _inherit_from_before(scene, draft)


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


def _best(tokens: Sequence[Token], at: int) -> int:
    """How many words say that only the best are meant: «лучших», «самых ярких»."""
    if not words("superlative").isdisjoint(lemmas(lower(tokens, at))):
        return 1 + (lower(tokens, at) in words("superlative_particle"))
    return 0


def _is_ratio(tokens: Sequence[Token], draft: Draft) -> bool:
    return draft.number.kind == "ratio" or (
        draft.unit_name == TIMES and lower(tokens, draft.number.first - 1) in words("in")
    )


def _like_magnitude(draft: Draft, value: Decimal) -> bool:
    return draft.number.multiplier is None or value * _LIKE >= draft.value


def _comparable(draft: Draft, value: Decimal, unit: str | None) -> bool:
    """Millions are not so many филиалов when five were counted: a unit is inherited between like magnitudes."""
    big = draft.number.multiplier is not None and draft.number.multiplier >= _MILLION
    return not big or unit in MONEY or value * _LIKE >= draft.value


def _may_be_sum(tokens: Sequence[Token], draft: Draft, money: Draft) -> bool:
    """«30 договоров на два миллиона рублей, ещё 10 …»: neither ten roubles nor ten millions are meant."""
    if money.unit_name not in MONEY or draft.number.multiplier or money.number.multiplier is None:
        return True
    value = shared_multiplier(draft.number, money.number.multiplier, money.value)
    return not _points_back(tokens, draft) or draft.value < value <= money.value


def _inherit_from_before(scene: Scene, draft: Draft) -> None:
    """The unit from the sentence before, where words, a bound or a list point back to it."""
    context, back = scene.context, _points_back(scene.tokens, draft) or _is_told_of_time(scene, draft)
    counted, last = context.counted, context.last
    if counted is not None and not _comparable(draft, counted.value, counted.unit):
        counted = None
    multiplied = draft.number.multiplier is not None and not draft.elliptical
    if context.continues and context.measured and multiplied:
        draft.name, draft.inherited = context.measured, True
    elif _is_bare_money(scene, draft) and counted is None:
        draft.name, draft.okei, draft.inherited = ROUBLE, unit_okei("rouble"), True
    elif counted is not None and (context.continues or back or multiplied):
        draft.unit, draft.name, draft.okei, draft.inherited = None, counted.unit, counted.okei, True
    elif back and context.noun:
        draft.name, draft.inherited = context.noun, True
    elif last is not None and last.change is None and not draft.elliptical and _says_value(scene.tokens, draft):
        draft.name, draft.okei, draft.inherited = last.unit, last.okei, True


def _pronoun_noun(scene: Scene, draft: Draft) -> str | None:
    """«Не пустуют и отделения, их в республике 31»: the plural noun that «их» stands for in the same sentence."""
    tokens = scene.tokens
    at = next((i for i in range(draft.first - 1, -1, -1) if tokens[i].lower in words("theirs")), None)
    if at is None or draft.first - at > _LEFT_REACH or any(d.first > at for d in scene.drafts if d.first < draft.first):
        return None
    aside = None
    for i in range(at - 1, -1, -1):
        if any(d.number.first <= i < d.last for d in scene.drafts):
            return None  # what was counted there is inherited as such
        noun = next((r for r in readings(tokens[i].text)[:3] if (r.pos, r.number) == ("NOUN", "plur")), None)
        if noun is None or i in scene.times or _depends(tokens, i):
            continue
        if noun.case != "loct":
            return noun.lemma
        if aside is None and lower(tokens, i - 1) in words("about" if i < at - 2 else "about_or_on"):
            aside = noun.lemma  # «остановились на жалобах: их поступило 74», where nothing else is named
    return aside


def _depends(tokens: Sequence[Token], at: int) -> bool:
    """«услугами Министерства внутренних | дел»: a genitive that belongs to the noun before it."""
    if readings(tokens[at].text)[0].case != "gent":
        return False
    first = at
    while first > 0 and readings(tokens[first - 1].text)[0].pos in ("ADJF", "PRTF"):
        first -= 1
    return first > 0 and readings(tokens[first - 1].text)[0].pos == "NOUN"


def _says_value(tokens: Sequence[Token], draft: Draft) -> bool:
    """«показатель равнялся 95,9», «посетитель проводит в зале около 12»: a value of what was just measured."""
    if find_bound_before(tokens, draft.first) is not None:
        return True
    before = [t for t in tokens[max(0, draft.first - 3) : draft.first] if t.text.isalpha()]
    return any(not words("says_value").isdisjoint(lemmas(t.lower)) for t in before)


def _is_bare_money(scene: Scene, draft: Draft) -> bool:
    """«край купил их за 19,4 миллиона»: millions of nothing beside a word of spending, or where money was named."""
    spelled = draft.number.multiplier or _has_words(scene.tokens, draft.number)
    if draft.unit_name or not spelled or (draft.number.multiplier or draft.value) < _MILLION:
        return False
    if scene.context.money or any(d.unit_name in MONEY for d in scene.drafts):
        return True
    return bool(_money_cues().find(scene.tokens))


@cache
def _money_cues() -> PatternTable[None]:
    return PatternTable((row["pattern"], None) for row in read_table("money_cues"))


def _has_words(tokens: Sequence[Token], number: Number) -> bool:
    """«6 млрд 65 млн», which no single multiplier makes."""
    return any(t.text.isalpha() for t in tokens[number.first : number.last])


def _antecedent(tokens: Sequence[Token], draft: Draft, earlier: Sequence[Draft]) -> Draft | None:
    """The last quantity in a like place: a clause's opening number takes an opening one's unit."""
    if draft.elliptical:
        earlier = [d for d in earlier if d.unit_name != PERCENT and (not d.unit or not d.unit.okei)]
    elif lower(tokens, draft.first - 1) not in words("by"):
        earlier = [d for d in earlier if not (d.change and (d.change.delta_pct or d.change.delta))]
    if not earlier:
        return None
    governor = _governor(tokens, draft)
    if governor:
        # «по пяти подают заявление, по двум …»: the same preposition goes on
        same = next((d for d in reversed(earlier) if _governor(tokens, d) == governor), None)
        if same:
            return same
    else:
        # «14 школ в двух районах, а ещё 6 — в городе»: what stands in a phrase of place is no head
        earlier = [d for d in earlier if not (_governor(tokens, d) or _follows_noun(tokens, d))] or earlier
    opens = _opens_clause(tokens, draft)
    alike = [d for d in earlier if _opens_clause(tokens, d) == opens]
    return (alike or list(earlier))[-1]


def _governor(tokens: Sequence[Token], draft: Draft) -> str:
    """The preposition of a number that is no part of a comparator: «по | пяти услугам», «в | двух районах»."""
    before = lower(tokens, draft.number.first - 1)
    counted = draft.unit is None or draft.unit.noun  # «на 35 мест», but «на 1,8 тыс. рублей» is a change
    return before if before in words("governing_preposition") or (counted and before in words("by")) else ""


def _follows_noun(tokens: Sequence[Token], draft: Draft) -> bool:
    """«на ремонт | 45 км дорог»: an amount that belongs to the noun before it."""
    return draft.number.first > 0 and readings(tokens[draft.number.first - 1].text)[0].pos == "NOUN"


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


def _is_told_of_time(scene: Scene, draft: Draft) -> bool:
    """«больше, чем в апреле (9 977)»: a number alone in brackets is the same thing at the time before them."""
    at = draft.number.first - 1
    alone = lower(scene.tokens, at) == "(" and lower(scene.tokens, draft.number.last) in (")", "")
    return alone and at - 1 in scene.times


def _scale_like(draft: Draft, source: Number, tokens: Sequence[Token]) -> None:
    """«175 млн рублей, а из федерального — 76»: the multiplier goes on, but a part is never more than the whole."""
    if source.multiplier is None or source.value is None or draft.number.multiplier:
        return
    if find_rate(tokens, draft.last):
        return  # «64,8 тыс. посетителей, то есть в среднем по 260 в день»
    value = shared_multiplier(draft.number, source.multiplier, source.value)
    if not (_points_back(tokens, draft) and value > source.value):
        draft.value = value
