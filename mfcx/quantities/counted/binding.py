"""Numbers find what they count: the unit after them, or the noun before them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

from msgspec.structs import replace

from mfcx.document import DASHES, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.counted.headed_rows import begins_at, head_of_row
from mfcx.quantities.counted.nouns_before import noun_before
from mfcx.quantities.counted.phrases import says_again
from mfcx.quantities.counted.row_measures import ROW_MARKS
from mfcx.quantities.drafts import Draft, shared_multiplier
from mfcx.quantities.inherited.elsewhere import money_told
from mfcx.quantities.inherited.inheriting import says_value
from mfcx.quantities.limits.bounds import OPENS_BOUND, find_bound_after, find_bound_before
from mfcx.quantities.numerals.reader import Number
from mfcx.quantities.scene import DEGREE, PERCENT, SCORE, SHARE, TIMES, Scene, lower
from mfcx.quantities.traits import TRAITS, Cues
from mfcx.quantities.unit_table import Unit, find_symbol, okei_of, unit_symbol
from mfcx.quantities.units import find_unit, is_room
from mfcx.tables import words

# numbers of these kinds are shares of a whole when no unit follows: «половина населения»
_SHARES = frozenset({"fraction", "each_nth"})
_CURRENCY_SIGNS = frozenset("$€₽¥£")
_SENTENCE_MARKS = frozenset(";.!?")
_CLOSERS = frozenset(",.;)") | {""}
_MOST, _MOST_POINTS = 10, 100  # on the scales of marks and of examinations
_ONE = Decimal(1)
_OF_WORK = frozenset({"datv", "ablt", "gent"})
_LENGTHS = frozenset(unit_symbol(name) for name in ("millimetre", "centimetre", "metre", "kilometre"))  # of a size
_DESCRIBES = ("ADJF", "PRTF")
_BRACKET = 9  # tokens of a bracket between a number and its noun


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
    if draft.number.kind == "each_nth":
        draft.whole = find_unit(tokens, draft.number.last, _ONE)  # «каждый третий | маршрут»
    if unit and share and unit.noun:
        draft.last, draft.whole = max(draft.last, unit.last), unit
    elif unit:
        draft.take_unit(money_told(scene, draft, unit) or unit)
    elif not share and (behind := _unit_behind_bracket(tokens, draft.number)):
        # the bracket is a quantity of its own, so this one ends before it
        draft.unit, draft.name, draft.okei = behind, behind.name, behind.okei


def _unit_after(scene: Scene, number: Number) -> Unit | None:
    at = number.last
    after = find_bound_after(scene.tokens, at) if scene.places.has(OPENS_BOUND, at) else None
    unit = find_unit(scene.tokens, after.last if after else at, _counting_value(number))
    if unit is None and lower(scene.tokens, at) in DASHES:
        unit = _said_so_many(scene.tokens, at + 1) or _happened(scene.tokens, at + 1)
    return None if unit is not None and _is_time_in_bracket(scene, unit.head) else unit


def _said_so_many(tokens: Sequence[Token], at: int) -> Unit | None:
    """«12 450 — | именно столько | заявлений приняли»."""
    at += lower(tokens, at) in words("just_so")
    return find_unit(tokens, at + 1, None) if lower(tokens, at) in words("so_many") else None


def _happened(tokens: Sequence[Token], at: int) -> Unit | None:
    """«(900 девочек,) 44 – | двойни», «из них 126 – | браки»: what happened so many times, told by a noun alone."""
    form = lower(tokens, at)
    if not form.isalpha() or lower(tokens, at + 1) not in _CLOSERS:
        return None
    many = next((r for r in readings(form)[:3] if (r.pos, r.case, r.number) == ("NOUN", "nomn", "plur")), None)
    if many is None or many.lemma not in words("happening"):
        return None
    return Unit(many.lemma, okei_of(many.lemma), at, at + 1, at, noun=True)


def _is_time_in_bracket(scene: Scene, head: int) -> bool:
    """«угнано 45 (| АППГ – 40)»: of when the figure in the brackets is."""
    return head in scene.times and lower(scene.tokens, head - 1) == "("


def _unit_behind_bracket(tokens: Sequence[Token], number: Number) -> Unit | None:
    """«больше 22 тысяч (22 003) заявлений», «15 (из 20) школ»: the noun stands behind a bracket with a number."""
    at = _behind_bracket(tokens, number.last)
    if at is None or lower(tokens, at) in words("bound_preposition"):
        return None  # «11 (АППГ – 8) | с использованием связи» are no seconds
    return find_unit(tokens, at, _counting_value(number))


def _counting_value(number: Number) -> Decimal | None:
    """The number that its noun agrees with: 52 of «2021г | -52 случая», none of «2 млн случаев»."""
    return abs(number.value) if number.multiplier is None and number.value is not None else None


def _behind_bracket(tokens: Sequence[Token], at: int) -> int | None:
    """Where a short bracket with a number or mere marks ends that begins here: «(22 003)», «(годом ранее – 9)»."""
    if lower(tokens, at) != "(":
        return None
    closed = next((i for i in range(at + 1, min(len(tokens), at + _BRACKET)) if tokens[i].text == ")"), at)
    within = [token.text[0] for token in tokens[at + 1 : closed]]
    marks = bool(within) and not any(char.isalnum() for char in within)
    return closed + 1 if marks or any(char.isdecimal() for char in within) else None


def sign_degrees(scene: Scene) -> None:
    """«минус 35 градусов», «до -40 °C»: a temperature below nought is a value, where other signs tell a change."""
    _name_degrees(scene)
    colder = False  # the next number is a temperature: «от минус 5 до минус 10 градусов»
    for draft in reversed(scene.drafts):
        number = draft.number
        colder = draft.name == DEGREE or (colder and draft.name is None)
        if not colder or lower(scene.tokens, number.first - 1) in words("by"):
            continue
        if number.sign < 0 or _has_minus(scene.tokens, number.first):
            draft.value = -draft.value
            draft.first = min(draft.first, number.first if number.sign else number.first - 1)
        draft.number = replace(number, sign=0, value=draft.value)


def _name_degrees(scene: Scene) -> None:
    """«похолодает до -42 градусов, в Твери – | до -28», «температура не ниже | +18»: a sign where warmth is told of."""
    first = next(iter(scene.places.of(_TELLS_WARMTH)), None)
    if first is None:
        return
    for draft in scene.drafts:
        signed = draft.number.sign or _has_minus(scene.tokens, draft.number.first)
        if lower(scene.tokens, draft.number.first - 1) == "(":
            continue  # «из-за мороза закрыто школ: 12 (+3)»
        if signed and first < draft.first and draft.name is None and draft.number.multiplier is None:
            draft.name, draft.okei = DEGREE, okei_of(DEGREE)


def _has_minus(tokens: Sequence[Token], at: int) -> bool:
    """«до | -40», «-5… | -7»: a dash that touches the number and no other."""
    if at < 1 or tokens[at - 1].text not in DASHES or tokens[at - 1].stop != tokens[at].start:
        return False
    return at == 1 or tokens[at - 2].stop < tokens[at - 1].start or not tokens[at - 2].text[-1].isalnum()


def share_units(scene: Scene) -> None:
    """A number without a unit takes the one after it in a coordination: «12,4 и 7,6 тыс. человек»."""
    tokens = scene.tokens
    for i in reversed(range(len(scene.drafts) - 1)):
        draft = scene.drafts[i]
        _scale_whole(tokens, draft, scene.drafts[i + 1])
        _scale_pair(tokens, draft, scene.drafts[i + 1])
        at = _behind_bracket(tokens, draft.number.last)  # «90 (75 %) из 120 школ»
        following = scene.drafts[min(i + 1 + (at is not None), len(scene.drafts) - 1)]
        if draft.name and not (draft.elliptical or _are_rooms_too(tokens, draft, following)):
            continue
        bound = find_bound_before(tokens, following.first)  # «230 областных и порядка 10 тысяч городских школ»
        between = tokens[at or draft.number.last : bound.first if bound else following.first]
        if not (following.unit or following.source) or following.elliptical:
            continue
        joined = _coordinated(_without_head(between, lower(tokens, draft.first - 1), elliptical=draft.elliptical))
        joined = joined or _measured_together(tokens, draft, following) or _made_for(tokens, draft, between)
        if not joined or _has_own_noun(scene, draft):
            continue
        if following.number.sign and not draft.number.sign:
            continue  # «(312, +4 %)»: a level and its change
        if lower(between, 0) == "," and following.unit and head_of_row(scene, i, begins_at(tokens, draft)):
            continue  # «наезды на пешеходов — 4, | 1 человек погиб»
        if lower(between, 0) in words("part_of") and draft.value > following.value:
            continue  # «приехали две тысячи из 15 регионов»
        if following.name == PERCENT and (draft.number.multiplier is not None or says_again(between)):
            continue  # «873 тыс., или 62 %», «из 20 школ – 12, или 60 %»
        apart = draft.elliptical or bound is not None  # such a number has its multiplier of its own
        draft.inherit_unit(following)
        multiplier = _multiplier(following)
        if multiplier and following.number.value and not apart:
            draft.scale_to(shared_multiplier(draft.number, multiplier, following.value))


def _are_rooms_too(tokens: Sequence[Token], draft: Draft, following: Draft) -> bool:
    """«4 процедурных и | 3 смотровых кабинета», not «2 операционные и | 3 палаты», which have a noun of their own."""
    unit = following.unit
    if draft.unit is None or not is_room(draft.unit.name) or unit is None:
        return False
    if is_room(unit.name) or unit.name in words("room_of_its_own"):
        return False
    return unit.head > unit.first and any(r.pos in _DESCRIBES for r in readings(tokens[unit.first].text))


def _multiplier(draft: Draft) -> Decimal | None:
    """The multiplier of a number, or the one it shares: «девять, | семь и две тысячи»."""
    while draft.number.multiplier is None and draft.source is not None and draft.value != draft.number.value:
        draft = draft.source
    return draft.number.multiplier


def _measured_together(tokens: Sequence[Token], draft: Draft, following: Draft) -> bool:
    """«36 | на | 63 метра», «20 | × | 40 м»: the unit of the sides is said once for both."""
    between = tokens[draft.number.last : following.first]
    if len(between) != 1 or draft.elliptical or not (following.unit or following.source) or following.number.sign:
        return False
    sides = following.name in _LENGTHS and draft.number.multiplier is None
    if sides and between[0].lower in words("product"):
        return True
    # not «в 2019 на 3 метра выше»
    return sides and between[0].lower in words("by") and lower(tokens, draft.first - 1) not in words("in")


def _made_for(tokens: Sequence[Token], draft: Draft, between: Sequence[Token]) -> bool:
    """«школа на 1 100 | и сад на | 240 мест»: each is built for so many."""
    by = lower(tokens, draft.first - 1)
    thing = between[1:-1]
    if len(between) < 3 or by not in words("by") or between[-1].lower != by or between[0].lower not in words("joint"):
        return False
    *described, noun = thing
    nouns = noun.text.isalpha() and readings(noun.text)[0].pos == "NOUN"
    return nouns and all(any(r.pos in _DESCRIBES for r in readings(t.text)) for t in described)


def _scale_pair(tokens: Sequence[Token], draft: Draft, following: Draft) -> None:
    """«(примут 15 тысяч. Год назад –) | 14,9 и 11,8 тыс. соответственно»: thousands said once, the noun before."""
    multiplier = following.number.multiplier
    if multiplier is None or draft.number.multiplier or draft.name or following.name:
        return
    between = tokens[draft.number.last : following.number.first]
    each = lower(tokens, following.number.last) in words("respectively")
    if len(between) == 1 and between[0].lower in words("and") and (each or draft.value % 1):
        draft.scale_to(shared_multiplier(draft.number, multiplier, following.value))


def _scale_whole(tokens: Sequence[Token], part: Draft, whole: Draft) -> None:
    """«девять тысяч из | двенадцати»: a part is less than its whole, so the multiplier is said once for both."""
    multiplier = part.number.multiplier
    if multiplier is None or whole.number.multiplier is not None or whole.value >= part.value:
        return
    if whole.name in words("subject_unit"):
        return  # «приехали две тысячи из 15 регионов»
    apart = tokens[part.number.last : whole.number.first]
    if len(apart) == 1 and apart[0].lower in words("part_of"):
        whole.value = shared_multiplier(whole.number, multiplier, part.value)


def _without_head(between: Sequence[Token], before: str, *, elliptical: bool) -> Sequence[Token]:
    """«открыто 12 и | закрыто | 3 школы», «покупка 8 новых и | ремонт | 15 старых лодок»: each has its work."""
    head = lower(between, len(between) - 1)
    alike = (_says_done(before) and _says_done(head)) or (elliptical and _is_noun(before) and _is_noun(head))
    return between[:-1] if alike or _is_work_too(before, head) else between


def _has_own_noun(scene: Scene, draft: Draft) -> bool:
    """«уголовных дел за год поступило | 14,2 тысячи, осуждено 830 человек»: it opens with what is counted."""
    tokens = scene.tokens
    verb = begins_at(tokens, draft) - 1
    if draft.name or verb < 1 or not _says_done(lower(tokens, verb)):
        return False
    first = verb
    while first > 0 and tokens[first - 1].text[0].isalnum():
        first -= 1
    while first in scene.times:
        first += 1
    while first < verb and readings(tokens[first].text)[0].pos in _DESCRIBES:
        first += 1
    return first < verb and noun_before(tokens, first + 1) is not None


def _is_work_too(first: str, second: str) -> bool:
    """«заняты обрезкой 40 и | посадкой | 25 деревьев»: two works in one case."""
    found = [readings(form)[0] if form.isalpha() else None for form in (first, second)]
    works = [r for r in found if r is not None and (r.pos, r.number) == ("NOUN", "sing") and "inan" in r.tags]
    return len(works) == len(found) and works[0].case == works[1].case and works[0].case in _OF_WORK


def _says_done(form: str) -> bool:
    return form.isalpha() and any(r.pos in ("VERB", "PRTS") for r in readings(form)[:3])


def _is_noun(form: str) -> bool:
    return form.isalpha() and readings(form)[0].pos == "NOUN"


def _coordinated(between: Sequence[Token]) -> bool:
    """Only adjectives, bounds and one joint stand between two numbers of one phrase."""
    if not between or len(between) > 5:
        return False
    joints = words("joint") | words("part_of")
    found = [t for t in between if t.lower in joints]
    rest = [t for t in between if t.lower not in joints]
    return bool(found) and all(any(r.pos in _DESCRIBES for r in readings(t.text)) for t in rest)


def find_coefficients(scene: Scene) -> None:
    """«отношение заявок к местам равно 0,8», «средний балл — 4,7»: what no noun is counted by, or only points."""
    tokens = scene.tokens
    bare = [
        i
        for i, draft in enumerate(scene.drafts)
        if not draft.name and not draft.number.multiplier and draft.number.kind == "cardinal" and draft.first
    ]
    if not bare or not scene.places.held & _MEASURED_ALONE:
        return
    at = -1
    named: list[int] = []  # where the last noun of a ratio or a mark stands before each token
    for i, token in enumerate(tokens):
        if token.text in _SENTENCE_MARKS:
            at = -1
        elif scene.places.has(_MEASURED_ALONE, i) and lower(tokens, i - 1) not in words("bound_preposition"):
            at = i  # not «по отношению к прошлому году», «по оценке жителей»
        named.append(at)
    for i in bare:
        draft = scene.drafts[i]
        noun = named[draft.first - 1]
        if noun < 0 or (i and scene.drafts[i - 1].last > noun):
            continue
        said = says_value(tokens, draft) or draft.change is not None
        beside = noun == draft.first - 1 or tokens[draft.first - 1].text in ROW_MARKS
        if _is_coefficient(tokens[noun].lower):
            draft.unitless = said
        elif (said or beside) and _is_mark(tokens, draft, noun):
            draft.name, draft.okei = SCORE, okei_of(SCORE)


def _is_mark(tokens: Sequence[Token], draft: Draft, noun: int) -> bool:
    """«оценка работы — 4,9», «средний балл — 67,3»; no «оценка – 300»."""
    if SCORE in lemmas(tokens[noun].lower):
        return draft.value <= _MOST_POINTS
    return draft.value <= _MOST and draft.value != draft.value.to_integral_value()


@lru_cache(maxsize=6_000)
def _is_coefficient(form: str) -> bool:
    return form.isalpha() and not words("coefficient").isdisjoint(lemmas(form))


_TELLS_WARMTH = TRAITS.add(lambda: Cues(lemmas=words("tells_warmth")), str.isalpha)
_MEASURED_ALONE = TRAITS.add(lambda: Cues(lemmas=words("coefficient") | words("mark_noun")), str.isalpha)
