"""Which quantities tell a change, and by how much: «на 34 больше», «рост 10 %», «снизилось в 5 раз»."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec.structs import replace

from mfcx.document import DASHES, Change, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.changes.comparatives import (
    COMPARED_POS,
    COMPARED_REACH,
    COUNTED_POS,
    comparative_before,
    comparative_behind,
    follows_change,
    preposition,
    unlisted_comparative,
)
from mfcx.quantities.changes.cues import (
    Cue,
    by_sign,
    names_growth_rate,
    nearest_cue,
    oriented,
)
from mfcx.quantities.changes.no_changes import tells_height, tells_how_far, tells_worth
from mfcx.quantities.changes.ratio_rows import row_ratio
from mfcx.quantities.changes.ratios import (
    MOST_SLIGHT,
    RATIO_FROM,
    WHOLE,
    compares_with_base,
    is_index,
    is_listed_index,
    is_ratio,
)
from mfcx.quantities.changes.row_changes import as_before, row_change, same_way
from mfcx.quantities.counted.looking_right import opens_clause, verb_behind
from mfcx.quantities.counted.phrases import depends
from mfcx.quantities.drafts import Draft
from mfcx.quantities.inherited.elsewhere import is_amount_again
from mfcx.quantities.scene import PERCENT, TIMES, Scene, lower
from mfcx.quantities.unit_table import counts_things
from mfcx.quantities.units import stands_for_people
from mfcx.tables import fold, words

_OBLIQUE = frozenset({"datv", "ablt", "loct"})
_CLOSING = DASHES | {")", ","}
_BRACKETS = frozenset("()")
_DATIVE = frozenset({"datv"})
_VERBS = frozenset({"VERB", "PRTS", "INFN", "GRND"})
_SUBJECT_REACH = 25  # tokens between a noun of change and its figure
_ASIDE = 10  # tokens of an aside between commas


def set_changes(scene: Scene) -> None:
    """How the value moved, where the words say so."""
    no_cues = not scene.cues
    last_cue: Cue | None = None
    last_change: Draft | None = None
    comparatives = {cue.at: cue for cue in scene.cues if cue.kind == "comp"}
    for i, draft in enumerate(scene.drafts):
        if draft.change is not None:
            continue
        tells_itself = draft.number.sign or draft.name in (PERCENT, TIMES) or is_amount_again(scene.tokens, draft)
        if no_cues and not tells_itself:
            _level_reached(scene, draft, None)
            continue  # without a word of change, only these tell one by themselves
        cue = beside = unlisted_comparative(scene, draft)
        if scene.cues:
            listed = comparative_before(scene, draft, comparatives) or comparative_behind(scene, draft, comparatives)
            beside = listed or beside
            cue = beside or nearest_cue(scene.tokens, scene.cues, draft.first, _end_of_amounts(scene, i))
            cue = _moving_subject(scene, draft, cue) or cue
        _read_dash(scene, draft, cue)
        change = draft.change or _second_of_two(scene, last_change, draft)
        change = change or _change(scene, draft, cue or last_cue)
        if change is None and last_change and _goes_on(scene, last_change, draft, last_cue):
            change = _delta(draft, last_cue) if last_cue else same_way(last_change.change, draft)
        if change is None:
            change = (row_change(scene, last_change, draft) if last_change else None) or _from_before(scene, draft)
            change = change or row_ratio(scene, last_change, draft)
        if change:
            draft.change = change
            last_cue, last_change = cue or last_cue, draft
        _level_reached(scene, draft, cue)


def _second_of_two(scene: Scene, change: Draft | None, draft: Draft) -> Change | None:
    """«увеличится на 1,9 % и | 1,6 % к предыдущему году»: no part of what there was, but a change as well."""
    if change is None or draft.value >= RATIO_FROM or not _coordinated(scene, change, draft):
        return None
    return same_way(change.change, draft)


def _end_of_amounts(scene: Scene, i: int) -> int:
    """«на 632 человека, или на 7 % | меньше»: the comparative stands behind the second of two amounts."""
    draft, following = scene.drafts[i], scene.drafts[i + 1 : i + 2]
    if not following or preposition(scene.tokens, draft) not in words("by"):
        return draft.last
    between = scene.tokens[draft.last : following[0].first]
    joined = len(between) == 1 and between[0].lower in words("and")  # «на 5 тонн и 2 % | больше»
    return following[0].last if joined or _alternative(scene.tokens, draft, following[0]) else draft.last


def _moving_subject(scene: Scene, draft: Draft, cue: Cue | None) -> Cue | None:
    """«рост зарплат достигнет 4 %»: the verb reaches a level, its subject says which way."""
    if cue is None or cue.direction != 0 or cue.kind != "verb" or cue.at > draft.first:
        return None
    at = bisect_left(scene.cues, cue.at, key=lambda c: c.at) - 1
    subject = scene.cues[at] if at >= 0 else None
    if subject is None or subject.kind != "noun" or not _in_nominative(scene.tokens[subject.at]):
        return None
    return subject if _subject_of(scene, draft, subject) else None


def _read_dash(scene: Scene, draft: Draft, cue: Cue | None) -> None:
    """«наибольший рост -10,5 %», «2021г -68»: a dash that lost its space is no minus, unless a fall is told.

    In «услуг +8 %, звонков -5 %» it is one, as the plus is.
    """
    if any(other.number.sign > 0 for other in scene.drafts):
        return
    tokens, number = scene.tokens, draft.number
    sign, dated = tokens[number.first], number.first - 1 in scene.times
    if number.sign >= 0 or sign.text not in DASHES or not (dated or lower(tokens, number.first - 1).isalpha()):
        return
    told = cue if cue is not None and cue.at < number.first and not dated else None
    if told is not None and (told.direction < 0 or _may_be_negative(tokens, told)):
        return
    # the number begins behind the dash
    draft.number = replace(number, sign=0, first=number.first + 1, start=tokens[number.first + 1].start)
    draft.first = max(draft.first, draft.number.first)
    if told is not None and told.direction > 0 and all(t.text != "," for t in tokens[told.at : number.first]):
        draft.change = by_sign(draft.value, 1, percent=draft.name == PERCENT)


def _may_be_negative(tokens: Sequence[Token], cue: Cue) -> bool:
    """«темп прироста -2,4 %»: a rate of growth may fall below nought."""
    return cue.at > 0 and not words("rate_noun").isdisjoint(lemmas(tokens[cue.at - 1].lower))


def _change(scene: Scene, draft: Draft, cue: Cue | None) -> Change | None:
    tokens = scene.tokens
    if draft.number.sign and (draft.name or draft.unitless):
        return by_sign(draft.value, draft.number.sign, percent=draft.name == PERCENT)
    if draft.name == TIMES:
        return _ratio(tokens, draft, cue)
    percent = draft.name == PERCENT
    if not percent and (cue is None or cue.direction == 0):
        return None
    by = preposition(tokens, draft) in words("by") and not _stands_at(tokens, draft)
    moved = by or lower(tokens, draft.number.first) in words("by_half")
    if percent and not moved and _is_share_of_people(tokens, draft.last):
        return None
    risen_by = cue is not None and _is_gain(scene, draft, cue)
    reaches = cue is not None and cue.direction == 0  # «достигнет 85 % к 2030 году» says by when
    based = percent and not moved and not risen_by and compares_with_base(scene, draft, reaches=reaches)
    if based or (percent and not moved and (is_ratio(scene, draft, cue) or is_listed_index(scene, draft))):
        return Change(ratio=draft.value / 100)
    if cue is None or cue.direction == 0:
        return None
    if moved and percent:
        return None if tells_how_far(tokens, draft, cue) else _delta(draft, cue)
    if moved and (draft.number.kind == "fraction" or _governs(tokens, draft, cue)):
        return _delta(draft, cue)
    takes_amount = cue.takes_object or _is_added_to(tokens, draft, cue)
    if _describes(tokens, draft, cue) or (takes_amount and _is_object_of(tokens, draft, cue)):
        return _delta(draft, cue)
    return _change_of(scene, draft, cue) if cue.kind == "noun" and _subject_of(scene, draft, cue) else None


def _is_share_of_people(tokens: Sequence[Token], at: int) -> bool:
    """«рост цен отметили 38 % | опрошенных»: so many say it."""
    if at >= len(tokens) or not tokens[at].text.isalpha():
        return False
    found = readings(tokens[at].text)
    people = [r for r in found if (r.case, r.number) == ("gent", "plur")] if found[0].pos in COMPARED_POS else []
    return any("anim" in r.tags for r in people) or bool(people) and stands_for_people(tokens[at].lower)


def _is_gain(scene: Scene, draft: Draft, cue: Cue) -> bool:
    """«рост перевозок – 62 % к маю»: what grew is no less than it was; «снижение – 95 % к маю» may be what is left.

    «Экспорт прибавил 7 % к маю»: the object of a verb that takes its amount so.
    """
    if cue.kind != "noun":
        return cue.takes_object and _is_object_of(scene.tokens, draft, cue)
    if draft.value < RATIO_FROM:
        return True
    rate = is_index(scene.tokens, draft) or _may_be_negative(scene.tokens, cue)  # «индекс роста – 98 % к маю»
    return cue.direction > 0 and draft.value < 100 and not rate


def _change_of(scene: Scene, draft: Draft, cue: Cue) -> Change:
    """«рост составил 5 %», «темп роста — 105 %»: what the noun of change says of its figure."""
    if draft.name != PERCENT or draft.value < WHOLE:
        return _delta(draft, cue)
    tokens = scene.tokens
    slight = WHOLE < draft.value <= MOST_SLIGHT and cue.direction > 0  # «рост составил 106,9 %»
    level = not words("level_noun").isdisjoint(lemmas(lower(tokens, draft.first - 1)))  # «на уровне | 145 %»
    if slight or level or names_growth_rate(tokens, max(0, cue.at - 1), draft.first):
        return Change(ratio=draft.value / 100)
    return _delta(draft, cue)


def _stands_at(tokens: Sequence[Token], draft: Draft) -> bool:
    """«на 34 участках больше мусора»: a locative says where, not by how much."""
    head = readings(tokens[draft.unit.head].text)[:2] if draft.unit else ()
    return bool(head) and all(r.case in _OBLIQUE for r in head)


def _describes(tokens: Sequence[Token], draft: Draft, cue: Cue) -> bool:
    """«15-процентный рост», «15 % рост»: the percentage is an adjective of the change; not «15 % прироста»."""
    if draft.name != PERCENT or cue.kind != "noun":
        return False
    if draft.number.unit is not None:
        return 0 <= cue.at - draft.last <= 1
    return cue.at == draft.last and readings(tokens[cue.at].lower)[0].case in ("nomn", "accs")


def _is_object_of(tokens: Sequence[Token], draft: Draft, cue: Cue) -> bool:
    """«прибавила лишь 117 рублей», «прибавит 3 рубля 12 копеек», «прибавила в цене 3 %»."""
    between = tokens[cue.at + 1 : draft.first]
    if cue.at >= draft.first:
        return False
    cases = ("loct", "gent") if draft.name == PERCENT and lower(tokens, cue.at + 1) in words("in") else ()
    aside = between[1:] if cases else between
    return all(any(r.pos in ("PRCL", "ADVB") or r.case in cases for r in readings(t.lower)) for t in aside)


def _is_added_to(tokens: Sequence[Token], draft: Draft, cue: Cue) -> bool:
    """«услуг прибавилось 40», «их прибавилось около сотни»: what there is more of stands before the verb.

    «К прошлому году прибавилось 5 %» needs no noun.
    """
    if words("added_verb").isdisjoint(lemmas(tokens[cue.at].lower)):
        return False
    if draft.name == PERCENT:
        return True
    before = lower(tokens, cue.at - 1)
    return before in words("theirs") or any(
        (r.pos, r.case, r.number) == ("NOUN", "gent", "plur") for r in readings(before)[:2]
    )


def _ratio(tokens: Sequence[Token], draft: Draft, cue: Cue | None) -> Change | None:
    """«в 17 раз», «вдвое», «десятикратный рост»; «пять раз в месяц» is a count of events."""
    if draft.number.kind != "ratio" and preposition(tokens, draft) not in words("in"):
        return None
    beside = nearest_cue(tokens, [cue] if cue else [], draft.first, draft.last)
    direction = beside.direction if beside else 1
    return Change(ratio=oriented(draft.value, direction))


def _delta(draft: Draft, cue: Cue) -> Change:
    sign = cue.direction or 1
    if draft.number.kind == "fraction":
        return Change(delta_pct=draft.value * 100 * sign)
    return by_sign(draft.value, sign, percent=draft.name == PERCENT)


def _governs(tokens: Sequence[Token], draft: Draft, cue: Cue) -> bool:
    """Whether a word of change stands in the clause of an amount in units: «увеличились на 10 млрд рублей»."""
    first, last = sorted((cue.at, draft.first))
    aside = lower(tokens, draft.first - 2) == "(" and lower(tokens, draft.last) in _CLOSING
    if aside and cue.at < draft.first:
        last -= 2  # «выросла до 12 % | (на | 1,3 п. п.)», «снизилась на 12 % | (на | 90 вызовов, до 300)»
    if cue.kind == "comp":
        return True
    if tells_worth(tokens, draft, cue):
        return False
    between = tokens[first:last]
    if lower(tokens, draft.number.first - 2) in DASHES:
        between = _of_row(_without_brackets(between))
    marks = [t for t in between if t.text in (";", "(", ")")]
    commas = [t for t in between if t.text == ","]
    reaches = not aside and any(t.lower in words("up_to") for t in between)
    return not marks and len(commas) <= 3 and not reaches


def _of_row(tokens: Sequence[Token]) -> Sequence[Token]:
    """«ДТП стало меньше на 45 (с 512 до 467), погибших – | на 6», «срок вырос с 3 до 4 суток, а траты – | на 8 рублей».

    The level that the items before reached is none of this one.
    """
    commas = [at for at, token in enumerate(tokens) if token.text == ","]
    return [
        token for at, token in enumerate(tokens) if not commas or at >= commas[-1] or token.text not in words("up_to")
    ]


def _without_brackets(tokens: Sequence[Token]) -> Sequence[Token]:
    """«на 45 (с 512 до 467), погибших» -> «на 45 , погибших»; brackets that do not end stay."""
    kept: list[Token] = []
    opened: int | None = None
    for token in tokens:
        if token.text == "(":
            opened = len(kept)
        kept.append(token)
        if token.text == ")" and opened is not None:
            del kept[opened:]
            opened = None
    return kept


def _subject_of(scene: Scene, draft: Draft, cue: Cue) -> bool:
    """«рост 10 %», «рост составит 4 %», «прирост за год превысил 16 %»: the noun of change is what is measured."""
    tokens = scene.tokens
    if cue.at > draft.first or draft.first - cue.at > _SUBJECT_REACH or draft.name is None:
        return False
    if _stands_elsewhere(tokens, draft, cue) or (draft.per is not None and draft.per[0].isdecimal()):
        return False  # «прирост составил 2,1 на 1000 жителей» is a rate
    if _is_given(tokens, draft) or tells_height(tokens, draft, cue):
        return False
    if lower(tokens, draft.first - 1) == "(":
        return _is_bracketed_change(scene, draft, cue)
    between = _without_asides(scene, cue.at + 1, draft.first)
    if len(between) > 10 or any(t.text in (",", ";", "(", ")") for t in between):
        return False
    if _is_governed(tokens, cue):
        return False
    if any(_is_other_verb(t) for t in between):
        return False
    leading = [i for i in range(len(between)) if between[i].lower in words("by") | words("up_to") | words("from")]
    if draft.bound in words("up_to") or any(draft.name != PERCENT or _leads_to_number(between, i) for i in leading):
        return False
    return draft.name == PERCENT or _in_nominative(tokens[cue.at])


def _is_given(tokens: Sequence[Token], draft: Draft) -> bool:
    """«повышение зарплаты 300 | учителям», «триста тысячам пенсионеров»: whose it is."""
    head = readings(tokens[draft.unit.head].text)[:2] if draft.unit else ()
    return draft.number.cases == _DATIVE or bool(head) and all(r.case == "datv" for r in head)


def _leads_to_number(tokens: Sequence[Token], at: int) -> bool:
    """«рост с | 12 школ составил 5 %»; «рост цен на | хлеб составил 5 %» goes on."""
    return at + 1 == len(tokens) or tokens[at + 1].text[0].isdecimal()


def _is_bracketed_change(scene: Scene, draft: Draft, cue: Cue) -> bool:
    """«рост на местных рейсах | (14,3 %)»: alone in brackets behind the noun of change and what belongs to it.

    «снижение уровня безработицы (4,5 %)» may have the level there.
    """
    tokens = scene.tokens
    if draft.name != PERCENT or draft.value >= 100 or lower(tokens, draft.last) != ")" or _is_governed(tokens, cue):
        return False
    phrase = tokens[cue.at + 1 : draft.first - 1]
    if _is_one_of_row(scene, draft):
        return False
    if len(phrase) > COMPARED_REACH or any(d.first > cue.at for d in scene.drafts if d.last < draft.first):
        return False
    return all(
        readings(t.lower)[0].pos in COUNTED_POS and words("percent_noun").isdisjoint(lemmas(t.lower)) for t in phrase
    )


def _is_one_of_row(scene: Scene, draft: Draft) -> bool:
    """«рост цен (44 %), | плохие дороги (31 %)»: shares of those who named each."""
    tokens, ends = scene.tokens, draft.last
    following = next((d for d in scene.drafts if d.first > ends), None)
    if following is None or following.name != PERCENT or lower(tokens, following.first - 1) != "(":
        return False
    if any(ends <= cue.at < following.first for cue in scene.cues):
        return False  # «рост цен (44 %) и снижение доходов (31 %)»
    return any(readings(t.text)[0].case == "nomn" for t in tokens[ends : following.first] if t.text.isalpha())


def _is_governed(tokens: Sequence[Token], cue: Cue) -> bool:
    """«средства на | повышение», «расходы на отмену | индексации», «после | индексации пенсия составит 23 тысячи»."""
    at = cue.at
    while depends(tokens, at):
        at -= 1
        while at > 0 and readings(tokens[at].text)[0].pos != "NOUN":
            at -= 1
    return lower(tokens, at - 1) in words("bound_preposition") | words("occasion_preposition")


def _stands_elsewhere(tokens: Sequence[Token], draft: Draft, cue: Cue) -> bool:
    """«рост отмечен в 15 регионах» says where, «рост в 4 %» how much."""
    at = draft.number.first - 1
    return at > cue.at + 1 and tokens[at].lower in words("governing_preposition")


def _without_asides(scene: Scene, first: int, last: int) -> list[Token]:
    """What stands between a noun of change and its figure, without the time and what it is compared with.

    «рост | по сравнению с маем прошлого года | составил 5 %», «рост, | по прогнозу, | составит 5 %».
    """
    tokens, kept, i = scene.tokens, [], first
    while i < last:
        stop = _comparison(scene, i, last) or _aside(tokens, i, last)
        if stop is None and i not in scene.times:
            kept.append(tokens[i])
        i = stop if stop is not None else i + 1
    return kept


def _comparison(scene: Scene, at: int, last: int) -> int | None:
    """Where «по сравнению с маем прошлого года» ends that begins here."""
    tokens = scene.tokens
    if lower(tokens, at + 1) not in words("comparison_noun") or lower(tokens, at + 2) not in words("from"):
        return None
    i = at + 3
    while i < last and (i in scene.times or readings(tokens[i].text)[0].pos in COMPARED_POS):
        i += 1
    return i


def _aside(tokens: Sequence[Token], at: int, last: int) -> int | None:
    """Where «, по прогнозу министерства,» ends that begins here, or «, когда открылся сервис,»."""
    if tokens[at].text == "(":
        return next((i + 1 for i in range(at + 1, min(last, at + _ASIDE)) if tokens[i].text == ")"), None)
    if tokens[at].text != "," or lower(tokens, at + 1) not in words("bound_preposition") | words("relative"):
        return None
    closed = (i for i in range(at + 2, min(last, at + _ASIDE)) if tokens[i].text == ",")
    return next((i + 1 for i in closed), None)


def _is_other_verb(token: Token) -> bool:
    """A verb that does not join a measure with its value: «индексация не коснётся 9,7 млн»."""
    top = readings(token.lower)[0]
    return top.pos in ("VERB", "PRTS", "INFN") and fold(top.lemma) not in words("link_verb")


def _in_nominative(token: Token) -> bool:
    return any(r.pos == "NOUN" and r.case == "nomn" for r in readings(token.text))


def _goes_on(scene: Scene, change: Draft, draft: Draft, cue: Cue | None) -> bool:
    """«на 10 млрд рублей или 17 процентов» says a change again, «на 4 % и 2 %» tells two of them."""
    tokens = scene.tokens
    if cue is not None and _is_level(tokens, change, draft, cue):
        return False
    return _alternative(tokens, change, draft) or _coordinated(scene, change, draft)


def _from_before(scene: Scene, draft: Draft) -> Change | None:
    """«Краж стало меньше на 12 %. В Омске – | на 14 %», «… | На 9 % угонов»: without a verb, the change goes on."""
    tokens, at = scene.tokens, draft.number.first - 1
    if is_amount_again(tokens, draft):
        last = scene.recall().last
        return None if last is None or last.change is None else as_before(last.change, draft)
    if draft.name != PERCENT or preposition(tokens, draft) not in words("by"):
        return None
    # «На 7 % школ – новые крыши» says where
    stop = at if lower(tokens, at - 1) in DASHES else len(tokens)
    verbs = (readings(token.lower)[0].pos in _VERBS for token in tokens[:stop] if token.text.isalpha())
    if any(verbs) or (stop > at and any(token.text in DASHES for token in tokens[draft.last :])):
        return None
    last = scene.recall().last
    return None if last is None else same_way(last.change, draft)


def _is_level(tokens: Sequence[Token], change: Draft, draft: Draft, cue: Cue) -> bool:
    """«ввоз вырос на 9 % (| 33 тонны)»: in brackets behind a verb and a share, how much it is now."""
    share = change.name == PERCENT or change.number.kind == "fraction"
    aside = share and draft.name != PERCENT and lower(tokens, change.last) == "("
    return aside and cue.kind == "verb" and preposition(tokens, draft) not in words("by")


def _coordinated(scene: Scene, change: Draft, draft: Draft) -> bool:
    """«на 4 % (с 9 до 10) и 2 % соответственно»: two percentages, and no noun that the second is a share of."""
    tokens, rest = scene.tokens, range(change.last, draft.first)
    between = [tokens[at].lower for at in rest if at not in scene.inside and tokens[at].text not in _BRACKETS]
    if draft.name == PERCENT and lower(tokens, draft.last) in words("most"):
        return len(between) == 1 and between[0] in words("and")  # «на 5 тонн и 2 % больше»
    if draft.name != change.name or draft.name != PERCENT or len(between) != 1:
        return False
    follower = readings(lower(tokens, draft.last))[:1] if lower(tokens, draft.last).isalpha() else ()
    return between[0] in words("joint") and all(r.case != "gent" for r in follower)


def _alternative(tokens: Sequence[Token], change: Draft, draft: Draft) -> bool:
    """«на 10 млрд рублей или 17 процентов»: the same change said again."""
    counted = (draft.unit is not None and draft.unit.noun) or (counts_things(draft.name) and draft.name != change.name)
    between = [t.lower for t in tokens[change.last : draft.first] if t.text != ","]
    if (counted and not words("or").issuperset(between[:1])) or preposition(tokens, draft) in words("up_to"):
        return False  # «больше на 4 % (1437 возгораний)», «выросло на 4 % (до 1437)»
    return bool(between) and between[0] in words("or") | {"("} and len(between) <= 2


def _level_reached(scene: Scene, draft: Draft, cue: Cue | None) -> None:
    """«вырос до 132», «до 132 | вырос» is a level reached, not an upper bound."""
    if draft.bound not in words("up_to") or draft.cmp != (">=" if draft.value < 0 else "<="):
        return
    if follows_change(scene, draft):
        draft.cmp = "="  # «на местных — вдвое, до 7,2 миллиона»
    if cue is None or cue.kind == "comp":
        return
    before_verb = cue.kind == "verb" and cue.at == verb_behind(scene, draft)
    if cue.at < draft.first or (before_verb and opens_clause(scene, draft)):
        draft.cmp = "="
