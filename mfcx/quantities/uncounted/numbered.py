"""Numbers that say which one, not how many: «в 203 микрорайоне», «жители 24 квартала», «ученики 4–11 классов»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

from mfcx.document import Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import Scene, lower
from mfcx.quantities.unit_table import unit_symbol
from mfcx.tables import fold, words

_OBLIQUE = frozenset({"datv", "ablt", "loct"})
_SINGLE = frozenset({("nomn", "sing"), ("accs", "sing")})
_LAST_GRADE = 12
_MOST_PLACES = 100
_ONE, _OWN = "one in an oblique case", "numbered, in the genitive"
_RANK, _PLACE = "a place in a row of places", "such a place, or a seat"
_ALONE, _DESCRIBED = "one, as the subject or the object", "one that an adjective describes"
_BESIDE_NUMBERS = frozenset({"Apro", "Anum"})  # adjectives that say nothing of what is counted: «такой», «вторая»
_RANK_REACH = 5  # tokens between «занимает» and its place
_SHORT_TIMES = frozenset(unit_symbol(name) for name in ("second", "minute", "hour"))
_SIDE_BY_SIDE = 2  # tokens between the numbers of «9 и 11 классов»


def drop_numbered(scene: Scene) -> None:
    """«в 203 микрорайоне», «врачи 5 городской больницы»: a number beside a word that it cannot count."""
    dropped = [d for d in scene.drafts if _is_numbered(scene.tokens, d) or _are_places(scene.tokens, d)]
    if any(_names_one_grade(token.lower) for token in scene.tokens):
        dropped += [d for same in _side_by_side(scene) if _is_one_grade(scene.tokens, same) for d in same]
    drop_as_ordinals(scene, dropped)


def drop_grades(scene: Scene) -> None:
    """«ученики 4–11 классов», «инвалиды 1 и 2 групп»: whose grade is told, not how many there are."""
    if not [d for d in scene.drafts if d.unit is not None and (_is_grade(d.unit.name) or _is_area(d.unit.name))]:
        return
    drop_as_ordinals(scene, [d for same in _side_by_side(scene) if _are_grades(scene.tokens, same) for d in same])


def drop_spans(scene: Scene) -> None:
    """«за последние 24 часа», «в ближайшие два часа»: a time as short is of no day, but says when all the same."""
    short = [d for d in scene.drafts if d.name in _SHORT_TIMES and _is_span(scene.tokens, d.number.first)]
    scene.spans.update(n.stop for d in short for n in (*d.absorbed, d.number))
    scene.drafts = [d for d in scene.drafts if all(d is not one for one in short)]


def _is_span(tokens: Sequence[Token], at: int) -> bool:
    said = not words("span_adjective").isdisjoint(lemmas(lower(tokens, at - 1)))
    return said and lower(tokens, at - 2) in words("bound_preposition") | words("during")


def drop_as_ordinals(scene: Scene, dropped: Sequence[Draft]) -> None:
    """Takes drafts out; the ledger knows their numbers as ordinals."""
    if dropped:
        scene.ordinals.update(n.stop for d in dropped for n in (*d.absorbed, d.number))
        lost = {id(d) for d in dropped}
        scene.drafts = [d for d in scene.drafts if id(d) not in lost]


def is_plain(draft: Draft) -> bool:
    """A whole number in digits, without a multiplier."""
    number = draft.number
    whole = draft.value == draft.value.to_integral_value()
    fused = number.unit is not None  # «30-процентную скидку»
    return bool(number.digits) and number.multiplier is None and whole and draft.low is None and not fused


def _is_numbered(tokens: Sequence[Token], draft: Draft) -> bool:
    at = draft.number.last
    kind = _kind_of(tokens[at].text) if at < len(tokens) else ""
    if not kind or not is_plain(draft):
        return False
    many = draft.value > 1 and (draft.value % 10 != 1 or draft.value % 100 == 11)
    if kind == _DESCRIBED:
        return many and not (draft.unit is not None and (draft.unit.okei or " " in draft.unit.name))
    if kind == _ALONE:
        # «в остальных 200 скорость ниже» leaves its noun out
        return many and draft.unit is None and draft.value < _MOST_PLACES and tokens[at - 1].text[0].isdecimal()
    if kind in (_RANK, _PLACE):
        return kind == _RANK or many or _is_taken(tokens, draft)
    one_of_many = kind == _ONE and _is_one_of_many(tokens[at])
    if draft.value < 2 and not (draft.value == 1 and one_of_many):
        return False
    if kind == _ONE:
        # «в 45 школе»; one may count 21, but hardly the districts of a town
        if not _follows_preposition(tokens, draft) or not words("time_noun").isdisjoint(lemmas(tokens[at].lower)):
            return False  # «84 развода против 85 годом ранее»
        return many or one_of_many
    return kind == _OWN and draft.number.first > 0 and _names_people(tokens[draft.number.first - 1])


@lru_cache(maxsize=6_000)
def _kind_of(text: str) -> str:
    """What a number beside a word says of one thing: by its adjective, «городской», or by its noun, «школе»."""
    found = readings(text)
    described = text.islower() and found[0].pos in ("ADJF", "PRTF") and not found[0].tags & _BESIDE_NUMBERS
    if described and all(r.pos in ("ADJF", "PRTF", "NOUN") and r.number == "sing" for r in found):
        return _DESCRIBED
    return _kind_of_noun(text)


def _kind_of_noun(text: str) -> str:
    """Whether a noun is one, «школе» or «взвод», numbered in the genitive, «квартала», or a rank: «строчку»."""
    found = [r for r in readings(text) if r.pos == "NOUN"] if text.islower() else []
    if not found or readings(text)[0].pos != "NOUN" or any("Fixd" in r.tags for r in found):
        return ""
    counted = any(r.case == "gent" or r.number == "plur" for r in found)
    if not counted and (found[0].case, found[0].number) in _SINGLE and not words("rank_place").isdisjoint(lemmas(text)):
        return _PLACE if any(r.case == "nomn" for r in found) else _RANK
    if all(r.number == "sing" and r.case in (*_OBLIQUE, "accs") for r in found):
        return _ONE
    if all((r.case, r.number) in _SINGLE for r in found):
        return _ALONE
    own = any((r.case, r.number) == ("gent", "sing") for r in found)
    return _OWN if own and not words("numbered").isdisjoint(lemmas(fold(text))) else ""


def _follows_preposition(tokens: Sequence[Token], draft: Draft) -> bool:
    return draft.number.first > 0 and readings(tokens[draft.number.first - 1].lower)[0].pos == "PREP"


def _are_places(tokens: Sequence[Token], draft: Draft) -> bool:
    """«разделила | 8-9 места»: a range of ranks; nine are «мест»."""
    if draft.low is None or not draft.number.digits or draft.number.last >= len(tokens):
        return False
    noun = tokens[draft.number.last]
    plural = any((r.pos, r.case, r.number) == ("NOUN", "nomn", "plur") for r in readings(noun.text))
    return plural and not words("rank_place").isdisjoint(lemmas(noun.lower))


def _is_taken(tokens: Sequence[Token], draft: Draft) -> bool:
    """«занимает | 1 место»; «в зале 21 место» counts."""
    before = tokens[max(0, draft.first - _RANK_REACH) : draft.first]
    return any(not words("takes_rank").isdisjoint(lemmas(t.lower)) for t in before if t.text.isalpha())


def _is_one_of_many(token: Token) -> bool:
    """«в 1 районе», «в 1 классе»: what is numbered rather than counted by one."""
    return not (words("numbered_district") | words("grade")).isdisjoint(lemmas(token.lower))


def _names_people(token: Token) -> bool:
    """«жителей», «ученики», «обучающихся»."""
    top = readings(token.text)[0]
    if top.pos == "NOUN":
        return "anim" in top.tags
    nominative = inflect(token.text, "nomn", "sing", "masc", pos=top.pos) if top.pos in ("ADJF", "PRTF") else None
    return nominative is not None and fold(nominative) in words("person_adjective")


def _side_by_side(scene: Scene) -> list[list[Draft]]:
    """The numbers of one noun: «9 и 11 классов», «1, 2 и 3 групп»."""
    chain, chains = 0, []
    for i, draft in enumerate(scene.drafts):
        before = scene.drafts[i - 1] if i else None
        gap = scene.tokens[before.number.last : draft.first] if before else ()
        joined = before is not None and len(gap) <= _SIDE_BY_SIDE and all(t.lower in words("joint") for t in gap)
        chain += not (joined and before is not None and before.name == draft.name)
        chains.append(chain)
    return [[d for _, d in group] for _, group in groupby(zip(chains, scene.drafts, strict=True), key=lambda x: x[0])]


@lru_cache(maxsize=6_000)
def _is_grade(unit: str) -> bool:
    return fold(unit) in words("grade")


@lru_cache(maxsize=6_000)
def _is_area(unit: str) -> bool:
    return fold(unit) in words("numbered_area")


@lru_cache(maxsize=6_000)
def _names_one_grade(form: str) -> bool:
    """«класс»: one grade, as the subject or the object."""
    found = [r for r in readings(form) if r.pos == "NOUN"]
    return _is_grade(found[0].lemma) and {(r.case, r.number) for r in found} <= _SINGLE if found else False


def _is_one_grade(tokens: Sequence[Token], same: Sequence[Draft]) -> bool:
    """«за 10 и 11 класс», «5 класс»: more than one cannot be counted in the singular."""
    at = same[-1].number.last
    one = at < len(tokens) and _names_one_grade(tokens[at].lower)
    return one and same[-1].value > 1 and all(is_plain(d) and d.value <= _LAST_GRADE for d in same)


def _are_pupils_of(tokens: Sequence[Token], draft: Draft) -> bool:
    """«выпускники | 11 классов», «учащихся | 8 классов»: the grade in which they all are."""
    learners = not words("learner").isdisjoint(lemmas(lower(tokens, draft.number.first - 1)))
    return learners and lower(tokens, draft.number.last) in words("grade_of_pupils")


def _are_grades(tokens: Sequence[Token], same: Sequence[Draft]) -> bool:
    """«ученики 9 и 11 классов», «инвалиды 1 и 2 групп», but «школа на 11 классов»."""
    unit = same[-1].unit
    if len(same) == 1 and same[0].value_to is None and not _are_pupils_of(tokens, same[0]):
        return False  # «родители 3 классов» are of three
    if any(not d.number.digits or d.number.multiplier for d in same):
        return False
    if unit is not None and len(same) > 1 and _is_area(unit.name):  # «жители 2, 7 и 18 округов»
        return same[0].first > 0 and _names_people(tokens[same[0].first - 1])
    if unit is None or not _is_grade(unit.name) or unit.head != same[-1].number.last:
        return False
    if any((d.value_to or d.value) > _LAST_GRADE for d in same):
        return False
    if lower(tokens, unit.head) in words("grade_counted"):
        return False
    return same[0].first > 0 and _names_people(tokens[same[0].first - 1])
