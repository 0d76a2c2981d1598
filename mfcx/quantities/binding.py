"""Numbers find what they count: the unit after them, or the noun before them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.bounds import OPENS_BOUND, find_bound_after, find_bound_before
from mfcx.quantities.drafts import Draft, shared_multiplier
from mfcx.quantities.inheriting import heads_clause, points_back, says_value
from mfcx.quantities.numerals import Number
from mfcx.quantities.scene import PERCENT, SCORE, SHARE, TIMES, Scene, lower
from mfcx.quantities.traits import FIGURE_TRAITS
from mfcx.quantities.units import Unit, find_symbol, find_unit, is_acronym, okei_of, unit_kind
from mfcx.tables import words

# numbers of these kinds are shares of a whole when no unit follows: «половина населения»
_SHARES = frozenset({"fraction", "each_nth"})
_CURRENCY_SIGNS = frozenset("$€₽¥£")
_DASHES = frozenset("-–—")
_CLAUSE_ENDS = frozenset(",;:()—–")
_ROW_ENDS = frozenset(";:")
_MANY = ("NOUN", "nomn", "plur")
_SENTENCE_MARKS = frozenset(";.!?")
_BRACKET = 6  # tokens of a bracket between a number and its noun
_CLAUSE_REACH = 10  # how far its noun may, in words that tell no time


def bind_units(scene: Scene) -> None:
    """The unit after each number, or the currency sign before it."""
    tokens = scene.tokens
    for draft, following in zip_longest(scene.drafts, scene.drafts[1:]):
        number = draft.number
        if following is not None and following.number.first < number.last:
            continue  # «полтора-два миллиона» is one token: what follows belongs to its second number
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
        signed = number.first > 0 and tokens[number.first - 1].text in _CURRENCY_SIGNS
        before = find_symbol(tokens, number.first - 1) if signed else None
        if before and before.last == number.first and not before.noun:
            draft.take_unit(before)
            continue
        _bind_after(scene, draft)


def _bind_after(scene: Scene, draft: Draft) -> None:
    tokens = scene.tokens
    unit, share = _unit_after(scene, draft.number), draft.number.kind in _SHARES
    if share:
        draft.name = SHARE
    if unit and share and unit.noun:
        draft.last, draft.whole = max(draft.last, unit.last), unit
    elif unit:
        draft.take_unit(unit)
    elif not share and (behind := _unit_behind_bracket(tokens, draft.number)):
        # the bracket is a quantity of its own, so this one ends before it
        draft.unit, draft.name, draft.okei = behind, behind.name, behind.okei


def _unit_after(scene: Scene, number: Number) -> Unit | None:
    at = number.last
    after = find_bound_after(scene.tokens, at) if scene.places.has(OPENS_BOUND, at) else None
    value = number.value if number.multiplier is None else None
    return find_unit(scene.tokens, after.last if after else at, value)


def _unit_behind_bracket(tokens: Sequence[Token], number: Number) -> Unit | None:
    """«больше 22 тысяч (22 003) заявлений», «15 (из 20) школ»: the noun stands behind a bracket with a number."""
    at = _behind_bracket(tokens, number.last)
    return None if at is None else find_unit(tokens, at, number.value if number.multiplier is None else None)


def _behind_bracket(tokens: Sequence[Token], at: int) -> int | None:
    """Where a short bracket with a number ends that begins at this token."""
    if lower(tokens, at) != "(":
        return None
    first = at + 1 + (lower(tokens, at + 1) in words("part_of"))
    if not lower(tokens, first)[:1].isdecimal():
        return None
    closed = (i + 1 for i in range(first + 1, min(len(tokens), first + _BRACKET)) if tokens[i].text == ")")
    return next(closed, None)


def share_units(scene: Scene) -> None:
    """A number without a unit takes the one after it in a coordination: «12,4 и 7,6 тыс. человек»."""
    tokens = scene.tokens
    for i in reversed(range(len(scene.drafts) - 1)):
        draft = scene.drafts[i]
        _scale_whole(tokens, draft, scene.drafts[i + 1])
        if draft.name and not draft.elliptical:
            continue
        at = _behind_bracket(tokens, draft.number.last)  # «90 (75 %) из 120 школ»
        following = scene.drafts[min(i + 1 + (at is not None), len(scene.drafts) - 1)]
        bound = find_bound_before(tokens, following.first)  # «230 областных и порядка 10 тысяч городских школ»
        between = tokens[at or draft.number.last : bound.first if bound else following.first]
        if not (following.unit or following.source) or following.elliptical or not _coordinated(between):
            continue
        if lower(between, 0) in words("part_of") and draft.value > following.value:
            continue  # «приехали две тысячи из 15 регионов»
        if draft.number.multiplier is not None and following.name == PERCENT:
            continue  # «873 тыс., или 62 %»
        apart = draft.elliptical or bound is not None  # such a number has its multiplier of its own
        draft.inherit_unit(following)
        multiplier = following.number.multiplier
        if multiplier and following.number.value and not apart:
            draft.value = shared_multiplier(draft.number, multiplier, following.number.value)


def _scale_whole(tokens: Sequence[Token], part: Draft, whole: Draft) -> None:
    """«девять тысяч из | двенадцати»: a part is less than its whole, so the multiplier is said once for both."""
    multiplier, apart = part.number.multiplier, tokens[part.number.last : whole.number.first]
    if multiplier is None or whole.number.multiplier is not None or whole.value >= part.value:
        return
    if whole.name in words("subject_unit"):
        return  # «приехали две тысячи из 15 регионов»
    if len(apart) == 1 and apart[0].lower in words("part_of"):
        whole.value = shared_multiplier(whole.number, multiplier, part.value)


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
    bare = [
        i
        for i, draft in enumerate(scene.drafts)
        if not draft.name and not draft.number.multiplier and draft.number.kind == "cardinal" and draft.first
    ]
    if not bare or not scene.places.held & _COEFFICIENT:
        return
    at = -1
    named: list[int] = []  # where the last noun of a ratio stands before each token
    for i, token in enumerate(tokens):
        if token.text in _SENTENCE_MARKS:
            at = -1
        elif _names_ratio(tokens, i):
            at = i
        named.append(at)
    for i in bare:
        draft = scene.drafts[i]
        noun = named[draft.first - 1]
        said = says_value(tokens, draft) or draft.change is not None
        if noun >= 0 and said and (i == 0 or scene.drafts[i - 1].last <= noun):
            draft.unitless = True


def _names_ratio(tokens: Sequence[Token], at: int) -> bool:
    """«отношение заявок к местам», not «по отношению к прошлому году»."""
    return _is_coefficient(tokens[at].lower) and lower(tokens, at - 1) not in words("bound_preposition")


@lru_cache(maxsize=6_000)
def _is_coefficient(form: str) -> bool:
    return form.isalpha() and not words("coefficient").isdisjoint(lemmas(form))


_COEFFICIENT = FIGURE_TRAITS.add(_is_coefficient)


def look_left(scene: Scene) -> None:
    """A unit that stands before its number: «окон – 602», «количество услуг достигло 571»."""
    for i, draft in enumerate(scene.drafts):
        if draft.name or draft.unitless or (i and points_back(scene.tokens, draft)):
            continue
        floor = scene.drafts[i - 1].last if i else 0
        if heads_clause(scene.tokens, draft):
            continue
        unit = _inverted(scene.tokens, draft, floor) or _before_mark(scene, draft, floor)
        unit = unit or _opening_noun(scene, draft) or _row_of(scene, draft)
        if i and (lower(scene.tokens, draft.first - 1) in words("up_to") or draft.change is not None):
            floor = 0  # «количество услуг выросло на 60 процентов – до 294», «в полтора раза с 39 до 51»
        named = 0 if i and _says_level(scene.tokens, scene.drafts[i - 1], draft) else floor
        unit = unit or _counted_by_name(scene.tokens, draft, named) or _counted_before(scene, draft, floor)
        if unit:
            draft.unit, draft.name, draft.okei = None, unit.name, unit.okei


def _says_level(tokens: Sequence[Token], change: Draft, draft: Draft) -> bool:
    """«число жалоб выросло на 4 % и составило | 12 тысяч»: behind an amount of change, its level."""
    amounts = (lower(tokens, change.first - 1), lower(tokens, change.number.first - 1))
    return not words("by").isdisjoint(amounts) and says_value(tokens, draft)


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


def _row_of(scene: Scene, draft: Draft) -> Unit | None:
    """«устные обращения | – 16»: a row that is nothing but a plural noun, with its adjectives, and a number."""
    tokens, head = scene.tokens, draft.first - 2
    if head < 0 or tokens[head + 1].text not in _DASHES or draft.number.multiplier is not None:
        return None
    noun = next((r for r in readings(tokens[head].text)[:4] if (r.pos, r.case, r.number) == _MANY), None)
    if noun is None or noun.lemma in words("sum_noun") or not noun.tags.isdisjoint({"Geox", "Name", "Surn"}):
        return None
    first = head
    while first > 0 and any(r.pos in ("ADJF", "PRTF") and r.case == "nomn" for r in readings(tokens[first - 1].text)):
        first -= 1
    if first > 0 and tokens[first - 1].text not in _ROW_ENDS:
        return None  # «школы получили 14 автобусов, больницы – 9» leaves out more than a noun
    if tokens[head].text[0].isupper() and (first < head or unit_kind(noun.lemma) is None):
        return None  # «Великие Луки – 80», «Петушки – 40» in a list of towns
    return Unit(noun.lemma, okei_of(noun.lemma), first, head + 1, head, noun=True)


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
    most, counts = words("most"), words("count_noun")
    for at in [at for at, token in enumerate(tokens) if token.lower in counts or token.lower in most]:
        start = at + 1
        if tokens[at].lower in most and lower(tokens, at + 1) in words("all"):
            start = at + 2
        elif tokens[at].lower not in counts:
            continue
        unit = find_unit(tokens, start, None)
        if unit:
            return unit.name
    return None
