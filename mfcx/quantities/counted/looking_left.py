"""Units that stand before their number: «окон – 602», «количество услуг достигло 571», «браков стало меньше: 674»."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mfcx.document import DASHES, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.changes.cues import nearest_cue
from mfcx.quantities.counted.announced import announced, lacking
from mfcx.quantities.counted.asides import aside_before, heads_alone, is_area
from mfcx.quantities.counted.bracket_items import thing_of_row
from mfcx.quantities.counted.bracket_rows import most_of_all, next_item
from mfcx.quantities.counted.compared_nouns import bind_compared
from mfcx.quantities.counted.genitives import counted_by_name, counted_genitive, is_full_stop
from mfcx.quantities.counted.headed_rows import begins_at, head_of_row, is_bullet
from mfcx.quantities.counted.measured_nouns import measured_noun
from mfcx.quantities.counted.nouns_before import noun_before, people_at
from mfcx.quantities.counted.phrases import depends, follows_preposition, phrase_start
from mfcx.quantities.counted.row_headings import asked_about, caused, lists_causes
from mfcx.quantities.counted.told_kinds import kind_of_row, kinds_named
from mfcx.quantities.counted.verb_nouns import noun_of_verb
from mfcx.quantities.drafts import Draft
from mfcx.quantities.inherited.elsewhere import is_part_of_them, percent_again
from mfcx.quantities.inherited.inheriting import (
    heads_clause,
    says_value,
    stands_behind_change,
)
from mfcx.quantities.inherited.parts import points_back
from mfcx.quantities.limits.denominators import base_after
from mfcx.quantities.scene import MONEY, PERCENT, ROUBLE, Scene, lower
from mfcx.quantities.unit_table import Unit, counts_things, unit_kind, unit_okei, unit_symbol
from mfcx.quantities.units import find_unit, is_acronym
from mfcx.tables import words

_CLAUSE_ENDS = frozenset(",;:()—–")
_ITEM_MARKS = frozenset(",;")
_BRACKETS = frozenset("()")
_SENTENCE_MARKS = frozenset(";.!?")
_LIKE = 10  # how many times more one wage may be than another
_PHRASE_REACH = 7  # words of the phrase that says which one a figure of a list is
_WHOLE_REACH = 4  # quantities back to what has parts: «4 512 спектаклей (в 2022 году – 4 120), из них премьер – 96»
_ASIDE = 8  # tokens of a bracket that may stand between a noun and its figure
_LENGTHS = frozenset({unit_symbol("metre"), unit_symbol("kilometre")})
_PIECE = unit_symbol("piece")
_ROUBLE_OKEI = unit_okei("rouble")
_ADJECTIVES = ("ADJF", "PRTF")
_CLAUSE_REACH = 10  # how far its noun may, in words that tell no time


def look_left(scene: Scene) -> None:
    """A unit that stands before its number: «окон – 602», «количество услуг достигло 571»."""
    alike = -1  # the last figure that only leaves out the measure
    tokens, parts = scene.tokens, False  # of a sum or measure: «в том числе компаний – 3 млн, школ – 2»
    for i, draft in enumerate(scene.drafts):
        if draft.name or draft.unitless:
            parts = False
            _name_pieces(scene, i)
            continue
        if i and points_back(tokens, draft):
            before = reversed(scene.drafts[max(0, i - _WHOLE_REACH) : i])
            whole = next((d for d in before if d.name), None)
            parts = whole is not None and not (counts_things(whole.name) or _is_change_by_percent(tokens, whole))
            draft.name_unit(None if parts else _part_named(tokens, draft))
            continue
        # «для тушения пожаров | 5 из них» are parts of what the sentence before counted
        if parts or percent_again(tokens, scene.drafts, i) or is_part_of_them(tokens, draft):
            continue
        floor = _end_of_phrase(scene, scene.drafts[i - 1]) if i else 0
        if heads_clause(tokens, draft):
            continue
        begins = begins_at(tokens, draft)
        if bind_compared(scene, i, begins) or _bind_caused(scene, i, begins):
            continue
        unit = (_moved(tokens, scene.drafts[i - 1], begins) or next_item(scene, i, begins)) if i else None
        unit = (
            unit
            or thing_of_row(scene, draft)
            or head_of_row(scene, i, begins)
            or _before_mark(scene, draft, begins, floor)
        )
        measured = _before_bracket(scene, i)
        if unit and i and _measured_alike(scene, scene.drafts[measured], draft, unit, goes_on=alike == measured):
            alike = i
            continue
        unit = unit or _inverted(tokens, draft, floor) or most_of_all(scene, draft)
        unit = unit or _opening_noun(scene, begins) or noun_of_verb(scene, draft)
        if i and (lower(tokens, draft.first - 1) in words("up_to") or draft.change is not None):
            floor = 0  # «количество услуг выросло на 60 процентов – до 294», «в полтора раза с 39 до 51»
        named = 0 if i and _tells_level(scene, scene.drafts[i - 1], draft) else floor
        unit = unit or counted_by_name(tokens, draft, named) or _listed(tokens, draft, floor)
        unit = _in_wholes(tokens, draft, unit or _counted_before(scene, draft, begins, floor))
        if unit and _tells_worth(scene, draft, begins):
            draft.name, draft.okei, draft.inherited = ROUBLE, _ROUBLE_OKEI, True
            continue
        unit = unit or announced(scene, i, begins) or measured_noun(scene, draft, named)
        draft.name_unit(unit or kind_of_row(scene, draft))


def _bind_caused(scene: Scene, i: int, begins: int) -> bool:
    """«Обращались по вопросам: ремонта дорог – | 312»: whether what the row names is no thing counted."""
    if not lists_causes(scene.tokens, begins):
        return False
    scene.drafts[i].name_unit(caused(scene.tokens, begins) or (None if i else asked_about(scene.tokens, begins)))
    return True


def _in_wholes(tokens: Sequence[Token], draft: Draft, unit: Unit | None) -> Unit | None:
    """«заболеваемость – 45,6 на 10 тысяч, | ОРВИ – 89,1», «ЖКХ – 540 млн»: an acronym has no parts, nor millions."""
    if unit is None or not is_acronym(tokens[unit.head]):
        return unit
    form = tokens[unit.head].lower
    if form in words("sole_body"):
        return None  # «МВД – 4 500» tells whose they are
    known = unit_kind(unit.name) is not None or not words("happening").isdisjoint(lemmas(form))
    return None if draft.value % 1 or draft.is_scaled(tokens) and not known else unit


def _is_change_by_percent(tokens: Sequence[Token], draft: Draft) -> bool:
    """«детей на 7 % меньше, из них | мальчиков – 703»: no sum that has parts."""
    return draft.name == PERCENT and lower(tokens, draft.number.first - 1) in words("by")


def _name_pieces(scene: Scene, i: int) -> None:
    """«число автобусов – 12 штук»: pieces of what the measuring noun counts."""
    draft = scene.drafts[i]
    if draft.name == _PIECE:
        draft.name_unit(counted_by_name(scene.tokens, draft, scene.drafts[i - 1].last if i else 0))


def _tells_worth(scene: Scene, draft: Draft, begins: int) -> bool:
    """«штрафов выписано на | 450 тысяч»: for how much, not how many; «стало больше на 450 тысяч» tells a change."""
    tokens = scene.tokens
    before = {lower(tokens, draft.number.first - 1), lower(tokens, begins - 1)}
    if not draft.is_scaled(tokens) or before.isdisjoint(words("for_sum")):
        return False
    return nearest_cue(tokens, scene.cues, draft.first, draft.last) is None


def _is_counted_itself(tokens: Sequence[Token], unit: Unit) -> bool:
    """«число | краж», «краж», not «место | краж»."""
    return not depends(tokens, unit.head) or lower(tokens, unit.first - 1) in words("count_noun")


def _part_named(tokens: Sequence[Token], draft: Draft) -> Unit | None:
    """«из них | врачей – 410», «в том числе | сельских школ – 12»: the part has a noun of its own."""
    if lower(tokens, draft.first - 1) not in DASHES:
        return None
    pointers = words("them") | words("part")
    reach = range(draft.first - 2, max(-1, draft.first - 2 - _PHRASE_REACH), -1)
    at = next((at + 1 for at in reach if tokens[at].lower in pointers), draft.first)
    unit = find_unit(tokens, at, None) if at < draft.first - 1 else None
    return unit if unit and unit.last < draft.first and unit.noun and not unit.substantive else None


def _moved(tokens: Sequence[Token], change: Draft, first: int) -> Unit | None:
    """«краж стало меньше на 4 %, грабежей – на 8 % | (с 115 до 106)»: behind its change, the level of the noun."""
    at = change.first - (lower(tokens, change.first - 1) in words("by") | words("in"))
    bracketed = (
        lower(tokens, at - 1) == "(" and lower(tokens, first - 1) in _ITEM_MARKS
    )  # «краж (-8 %; | с 115 до 106)»
    if change.last != first - 1 or not (bracketed or lower(tokens, first - 1) == "("):
        return None
    at -= bracketed
    if lower(tokens, at - 1) in DASHES:
        at -= 1
    opens = next((i + 1 for i in range(at - 1, -1, -1) if not tokens[i].text.isalpha()), 0)
    acts = (readings(token.lower)[0].pos in ("VERB", "PRTS", "INFN", "GRND") for token in tokens[opens:at])
    if not bracketed and any(acts):
        return None
    nouns = (noun_before(tokens, i + 1) or people_at(tokens, i) for i in range(opens, at))
    free = (n for n in nouns if n and not follows_preposition(tokens, n.head) and _is_counted_itself(tokens, n))
    found = list(free)
    return next((n for n in found if not n.substantive), found[0] if found else None)


def _before_bracket(scene: Scene, i: int) -> int:
    """The figure before this one, past what stands in brackets behind it: «45 тыс. рублей (+12 %), | врачей – 98»."""
    at = i - 1
    while at > 0 and scene.drafts[at].number.first in scene.inside and scene.drafts[i].number.first not in scene.inside:
        at -= 1
    return at


def _measured_alike(scene: Scene, measure: Draft, draft: Draft, unit: Unit, *, goes_on: bool) -> bool:
    """«зарплата врачей — 45 тыс. рублей, | учителей — 28 тыс.»: whose the measure is, told like its first owner."""
    tokens = scene.tokens
    between = list(range(measure.last, phrase_start(tokens, unit.head, measure.last)))
    if measure.first not in scene.inside:
        between = [at for at in between if at not in scene.inside and tokens[at].text not in _BRACKETS]
    if len(between) != 1 or measure.name in _LENGTHS and unit.name not in words("told_by_length"):
        return False  # «дорог – 240 км, | мостов – 5»
    if goes_on:
        return True  # «…, воспитателей – 21»
    like = max(measure.value, draft.value) <= _LIKE * min(measure.value, draft.value)
    scaled = (measure.number.multiplier is None) == (draft.number.multiplier is None)
    if measure.name is None or counts_things(measure.name) or not (scaled or like):
        return False
    for at in range(measure.first - 1, max(-1, measure.first - 1 - _PHRASE_REACH), -1):
        if tokens[at].text in _SENTENCE_MARKS:
            return False
        if owner := noun_before(tokens, at + 1):
            return _is_alive(tokens[owner.head]) == _is_alive(tokens[unit.head])
    return like and measure.name in MONEY and _is_alive(tokens[unit.head])  # «зарплата — 45 тыс. рублей, | врачей — 98»


def _is_alive(token: Token) -> bool:
    return any("anim" in r.tags for r in readings(token.text)[:2])


def _end_of_phrase(scene: Scene, draft: Draft) -> int:
    """Where a quantity ends with what it measures or its base: «120 км асфальтовых дорог |», «5 на 100 тысяч |»."""
    tokens, at, base = scene.tokens, draft.last, base_after(scene, draft.last)
    if base is not None:
        return base.last
    if draft.unit is None or draft.unit.noun:
        return at
    while at < len(tokens) and tokens[at].text.isalpha() and readings(tokens[at].text)[0].case == "gent":
        at += 1
    return at


def _says_level(tokens: Sequence[Token], change: Draft, draft: Draft) -> bool:
    """«число жалоб выросло на 4 % и составило | 12 тысяч»: behind an amount of change, its level."""
    amounts = (lower(tokens, change.first - 1), lower(tokens, change.number.first - 1))
    return not words("by").isdisjoint(amounts) and says_value(tokens, draft)


def _tells_level(scene: Scene, change: Draft, draft: Draft) -> bool:
    """«число жалоб выросло на 4 % (| 120)», «… и составило | 120»: behind an amount of change, the level it led to."""
    if change.name == PERCENT and stands_behind_change(scene, change, draft):
        return True
    return _says_level(scene.tokens, change, draft)


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


def _opening_noun(scene: Scene, begins: int) -> Unit | None:
    """«Всего окон приёма по области — 405»: a clause without a verb that opens with what it counts."""
    tokens, last = scene.tokens, begins - 1
    if last < 1 or tokens[last].text not in DASHES:
        return None
    first = last
    while first > 0 and tokens[first - 1].text not in _CLAUSE_ENDS:
        first -= 1
    if any(readings(t.text)[0].pos in ("VERB", "PRTS", "INFN", "GRND") for t in tokens[first:last] if t.text.isalpha()):
        return None
    first += first < last and is_bullet(tokens[first])
    while first < last and (tokens[first].lower in words("in_all") or first in scene.times):
        first += 1
    unit = people_at(tokens, first) or find_unit(tokens, first, None) if first < last else None
    if unit is None or unit.head >= last or any(d.first <= unit.head < d.last for d in scene.drafts):
        return None
    if unit.head in scene.times:
        return None  # «900 заявок (АППГ – 700)»
    return unit if noun_before(tokens, unit.head + 1) else None


def _before_mark(scene: Scene, draft: Draft, at: int, floor: int) -> Unit | None:
    tokens = scene.tokens
    if at - 2 < floor or at - 2 in scene.times or not (tokens[at - 1].text in DASHES or tokens[at - 1].text == ":"):
        return None
    if tokens[at - 2].lower in words("most") and at - 3 >= floor:
        at -= 1  # «девочек больше — 134 против 125»
    if is_acronym(tokens[at - 2]) or follows_preposition(tokens, at - 2):
        return None  # «для детей — 120» are not children counted
    unit = counted_genitive(scene, draft, at - 1, floor)
    # «оценка жителей — 4,8»: nobody is counted in parts
    parts = draft.number.multiplier is None and draft.value != draft.value.to_integral_value()
    return None if unit and parts and _is_alive(tokens[unit.head]) else unit


def _listed(tokens: Sequence[Token], draft: Draft, floor: int) -> Unit | None:
    """«перечень | услуг отдела расширен до 290»: a list grows by what it lists."""
    if lower(tokens, draft.first - 1) not in words("up_to"):
        return None
    for at in range(draft.first - 2, floor - 1, -1):
        if tokens[at].text in _CLAUSE_ENDS:
            return None
        if not words("list_noun").isdisjoint(lemmas(tokens[at].lower)):
            unit = find_unit(tokens, at + 1, None)
            return unit if unit and unit.last < draft.first else None
    return None


def _counted_before(scene: Scene, draft: Draft, begins: int, floor: int) -> Unit | None:
    """«услуг оказано более 59 тысяч», «жалоб за год набралось семнадцать»: a genitive plural opens the clause."""
    tokens = scene.tokens
    found: list[Unit] = []
    steps, at = 0, begins
    while at > floor and steps < _CLAUSE_REACH:
        at -= 1
        if tokens[at].text == ")":
            # «школ в городе | (и селе) | 45»
            at = next((i for i in range(at - 1, max(floor, at - _ASIDE) - 1, -1) if tokens[i].text == "("), at)
            if tokens[at].text == "(":
                continue
        if tokens[at].text in _CLAUSE_ENDS or is_full_stop(tokens, at):
            opens = aside_before(tokens, at) if tokens[at].text == "," else None
            if opens is None or not heads_alone(scene, opens - 1):
                break
            at, floor = opens, next((d.last for d in reversed(scene.drafts) if d.last <= opens), 0)
            continue
        if at in scene.times:
            continue
        steps += 1
        unit = noun_before(tokens, at + 1)
        if unit:
            found.append(unit)
        elif found and lower(tokens, at) in words("bound_preposition") and _governs_noun(tokens, at, found[-1]):
            # «в МФЦ | услуг прибавится»: an acronym has no genitive of its own
            found = found[:-1] if is_acronym(tokens[found[-1].head]) else []
        elif found and _opens_phrase(tokens, at, found[-1], scaled=draft.is_scaled(tokens)):
            found = _without_chain(tokens, found)
    return next((unit for unit in reversed(found) if not _belongs_to_agent(scene, unit.head)), None)


def _belongs_to_agent(scene: Scene, head: int) -> bool:
    """«граждане новых районов подали …», «жителями сёл подано …»: who did it, not what was counted."""
    tokens, first = scene.tokens, head
    if is_acronym(tokens[head]) and _acts(tokens, head + 1):
        return True
    while first > 0 and any(r.pos in ("ADJF", "PRTF") for r in readings(tokens[first - 1].text)[:2]):
        first -= 1
    if first == 0 or first - 1 in scene.times or is_area(tokens, first - 1):
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


def _opens_phrase(tokens: Sequence[Token], preposition: int, unit: Unit, *, scaled: bool) -> bool:
    """«на поддержку | фермеров выделено 45 млн», «для нужд | сёл»: the preposition's noun stands between, no place."""
    if readings(tokens[preposition].lower)[0].pos != "PREP":
        return False
    said = [found for t in tokens[preposition + 1 : unit.head] if (found := readings(t.text))[0].pos not in _ADJECTIVES]
    if not said or said[0][0].pos != "NOUN" or any(found[0].case != "gent" for found in said[1:]):
        return False
    if tokens[preposition].lower in words("locative") and any(r.case == "loct" for r in said[0]):
        return False  # «в России | таких центров 2800»
    case = said[0][0].case
    # «в больницу пациентов поступило 30» counts them
    return case in ("gent", "datv", "ablt") or case == "accs" and scaled


def _without_chain(tokens: Sequence[Token], found: list[Unit]) -> list[Unit]:
    """What is left when the last noun goes, with those that belong to it: «на поддержку | фермеров области»."""
    kept = found[:-1]
    while kept and depends(tokens, kept[-1].head) and phrase_start(tokens, kept[-1].head) == found[len(kept)].head + 1:
        kept.pop()
    return kept


def find_measured(tokens: Sequence[Token]) -> str | None:
    """What the rows of a list count: «Больше всего услуг пришлось на пять филиалов», «Выдано услуг:» -> услуга."""
    most, counts = words("most"), words("count_noun")
    for at in [at for at, token in enumerate(tokens) if token.lower in counts or token.lower in most]:
        start = at + 1
        if tokens[at].lower in most and lower(tokens, at + 1) in words("all"):
            start = at + 2
        elif tokens[at].lower not in counts:
            continue
        unit = find_unit(tokens, start, None)
        if unit and unit.name not in words("theirs"):  # «больше всего их в трёх районах»
            return unit.name
    if tokens[-1].text != ":":
        return None
    unit = lacking(tokens, frozenset(), 0, len(tokens) - 1) or kinds_named(tokens, len(tokens) - 1)
    return unit.name if unit else None
