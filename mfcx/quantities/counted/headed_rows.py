"""Rows that are a noun, its figure and no verb: «мелкие хищения – 9», «наезды на пешеходов — 4, 1 человек погиб»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import DASHES, Token
from mfcx.morphology import Reading, lemmas, readings
from mfcx.quantities.counted.bracket_rows import names_itself
from mfcx.quantities.counted.masses import many_of
from mfcx.quantities.counted.phrases import loose_phrase_start
from mfcx.quantities.counted.row_headings import kind_under_heading, time_under_heading
from mfcx.quantities.drafts import Draft
from mfcx.quantities.limits.bounds import find_bound_before
from mfcx.quantities.scene import Scene, lower
from mfcx.quantities.uncounted.marked_row import OPEN_QUOTES
from mfcx.quantities.unit_table import Unit, okei_of, unit_kind
from mfcx.quantities.units import acronym_stem, is_acronym
from mfcx.tables import words

_ROW_ENDS = frozenset(";:")
_MARKS = DASHES | {"|"}
_BRACKETS = frozenset("()")
_NO_BULLETS = OPEN_QUOTES | {"("}
_MANY = ("NOUN", "nomn", "plur")
_NAMED = frozenset({"Geox", "Name", "Surn"})
_LONGEST = 8  # words that say more of the noun
_ADJECTIVES = ("ADJF", "PRTF")
_SAYS_DONE = ("VERB", "PRTS", "INFN", "GRND")


def begins_at(tokens: Sequence[Token], draft: Draft) -> int:
    """Where the number begins with its bound: «окон – | более 300»."""
    bound = find_bound_before(tokens, draft.first)
    return bound.first if bound else draft.first


def head_of_row(scene: Scene, i: int, begins: int) -> Unit | None:
    """The noun of a row that ends with its figure behind a dash."""
    if begins >= 2 and scene.tokens[begins - 1].text == ":":
        return _before_colon(scene, i, begins - 2)
    if lower(scene.tokens, begins - 1) not in _MARKS or begins < 2 or scene.drafts[i].number.multiplier is not None:
        return None
    kind = kind_under_heading(scene, i, begins - 1) or time_under_heading(scene, i, begins - 1)
    kind = kind or _mass_head(scene, i, begins - 2) or _acronym_head(scene, begins - 2)
    return kind or _bare_head(scene, i, begins - 2) or _described_head(scene, i, begins - 1)


def _acronym_head(scene: Scene, head: int) -> Unit | None:
    """«ФАПы | – 14»: an acronym with an ending, right behind a mark."""
    text = scene.tokens[head].text
    stem = None if text.isupper() else acronym_stem(text)
    if stem is None or head > 0 and scene.tokens[head - 1].text.isalnum():
        return None
    return Unit(stem, okei_of(stem), head, head + 1, head, noun=True)


def _before_colon(scene: Scene, i: int, head: int) -> Unit | None:
    """«Консультации: 61 220», «✅ Бесплатные консультации: 310»: a row of but a noun of this work and its number."""
    tokens, draft = scene.tokens, scene.drafts[i]
    first = loose_phrase_start(tokens, head)
    if draft.last < len(tokens) and tokens[draft.last].text not in (".", ";", ",", "(") or draft.value % 1:
        return None
    noun = next((r for r in readings(tokens[head].text)[:4] if (r.pos, r.case, r.number) == _MANY), None)
    if (
        noun is None
        or noun.lemma not in words("row_head") | words("happening")
        or any(t.text.isalnum() for t in tokens[_row_start(scene, i, first) : first])
    ):
        return None
    return Unit(noun.lemma, okei_of(noun.lemma), first, head + 1, head, noun=True)


def _mass_head(scene: Scene, i: int, head: int) -> Unit | None:
    """«среднего медперсонала | – 812»: a mass in the genitive that is many people."""
    top = readings(scene.tokens[head].lower)[0] if scene.tokens[head].text.isalpha() else None
    mass = top is not None and (top.pos, top.case, top.number) == ("NOUN", "gent", "sing")
    many = many_of(top.lemma) if mass and top is not None else None
    first = loose_phrase_start(scene.tokens, head) if many else 0
    if many is None or first > 0 and scene.tokens[first - 1].text not in _ROW_ENDS | {",", "("}:
        return None
    return Unit(many, okei_of(many), first, head + 1, head, noun=True)


def _bare_head(scene: Scene, i: int, head: int) -> Unit | None:
    """«устные обращения | – 16»: nothing but a plural noun, with its adjectives, and a number."""
    tokens = scene.tokens
    first = loose_phrase_start(tokens, head)
    found = readings(tokens[head].text)[:4]
    noun = next((r for r in found if (r.pos, r.case, r.number) == _MANY), None)
    if noun is None and i and found[0].pos == "NOUN" and _follows_item(scene, i, first - 1):
        noun = found[0]  # «кражи – 50, мелкое хищение – 9»
    if noun is None or noun.lemma in words("sum_noun") or not noun.tags.isdisjoint(_NAMED):
        return None
    if first < head and not _agrees(tokens[first], noun):
        return None  # «получивших | услуги – 90»
    begun = first == 0 or tokens[first - 1].text in _ROW_ENDS or (i == 0 and first == _row_start(scene, i, head + 1))
    if not (begun or _follows_item(scene, i, first - 1)):
        return None  # «школы получили 14 автобусов, больницы – 9» leaves out more than a noun
    known = unit_kind(noun.lemma) is not None or noun.lemma in words("happening") | words("row_head")
    if tokens[head].text[0].isupper() and (first < head or not known):
        return None  # «Великие Луки – 80», «Петушки – 40» in a list of towns
    return Unit(noun.lemma, okei_of(noun.lemma), first, head + 1, head, noun=True)


def _agrees(token: Token, noun: Reading) -> bool:
    """«устные | обращения»."""
    forms = ((r.case, r.number) for r in readings(token.text) if r.pos in _ADJECTIVES)
    return (noun.case, noun.number) in forms


def _follows_item(scene: Scene, i: int, joint: int) -> bool:
    """«драки – 50 (на 3 % меньше), | поджоги – 34»: the item before is a noun and its number, too."""
    tokens = scene.tokens
    before = next((d for d in reversed(scene.drafts[:i]) if lower(tokens, d.first - 1) in DASHES), None)
    if before is None or not (names_itself(tokens, before, before.first - 1) or _names_noun(tokens, before)):
        return False
    if lower(tokens, joint) not in words("joint"):
        return False
    rest = (at for at in range(before.last, joint) if at not in scene.inside)
    return all(tokens[at].text in _BRACKETS for at in rest)


def _names_noun(tokens: Sequence[Token], draft: Draft) -> bool:
    """«аппараты УЗИ | – 14»: a noun in the nominative before it, though not right before."""
    apart = draft.unit is None and draft.noun is not None and not draft.inherited
    return apart and draft.noun is not None and draft.noun < draft.first and _is_many(tokens[draft.noun])


def _described_head(scene: Scene, i: int, mark: int) -> Unit | None:
    """«Наезды на пешеходов | — 4», «Выезд на встречную полосу – 2»: the row says more of its noun, and has no verb."""
    tokens, draft = scene.tokens, scene.drafts[i]
    first = _row_start(scene, i, mark)
    if mark - first > _LONGEST or draft.value != draft.value.to_integral_value():
        return None
    if not all(token.text.isalpha() and readings(token.lower)[0].pos not in _SAYS_DONE for token in tokens[first:mark]):
        return None
    head = first
    while head + 1 < mark and _describes(tokens[head], tokens[head + 1]):
        head += 1
    told = head + 1 < mark and _says_more(tokens[head + 1], of_things=tokens[head].text.islower())
    noun = _counted_head(tokens[head]) if told else None
    if noun is not None and noun.number == "sing" and _lists_kinds(scene, i, first):
        return None
    if noun is None or any(d.first <= head < d.last for d in scene.drafts) or head in scene.times:
        return None
    name = tokens[head].text if is_acronym(tokens[head]) else noun.lemma
    return Unit(name, okei_of(name), first, head + 1, head, noun=True)


def _lists_kinds(scene: Scene, i: int, first: int) -> bool:
    """«выявлено 3 412 нарушений, среди них: | выезд на встречную полосу – 64»: what was counted before the colon."""
    colon = next((at for at in range(first - 1, -1, -1) if scene.tokens[at].text == ":"), 0)
    return any(draft.name and draft.last <= colon for draft in scene.drafts[:i])


def _row_start(scene: Scene, i: int, mark: int) -> int:
    """Behind «;», behind the figure of the row before («пожары – 3, | наезды на детей – 4»), or where all begins.

    A time or a place that opens it is no part: «В мае | пожары – 3», «В Омске | кражи – 12».
    """
    tokens, before = scene.tokens, scene.drafts[i - 1] if i else None
    if before is not None and lower(tokens, before.last) == "," and lower(tokens, before.first - 1) in DASHES:
        return before.last + 1
    ends = (at + 1 for at in range(mark - 1, -1, -1) if tokens[at].text in _ROW_ENDS)
    first = next(ends, int(is_bullet(tokens[0])))
    while first < mark and first in scene.times:
        first += 1
    return _behind_place(tokens, first, mark)


def _behind_place(tokens: Sequence[Token], first: int, mark: int) -> int:
    """«В Омской области | кражи – 12»: behind a preposition and what it governs."""
    at = first + (tokens[first].lower in words("in"))
    while first < at < mark and any(r.case == "loct" for r in readings(tokens[at].text)):
        at += 1
    return at if at < mark and at > first + 1 else first


def is_bullet(token: Token) -> bool:
    """What opens a row and is no part of it: «- », «• », «▫️ »; a quote or a bracket is."""
    return not token.text[0].isalnum() and token.text not in _NO_BULLETS


def _describes(token: Token, following: Token) -> bool:
    """«рабочие | места»: an adjective before another word in the nominative."""
    found = readings(token.text)[:3]
    adjective = found[0].pos in _ADJECTIVES or any(r.pos in _ADJECTIVES for r in found) and _is_many(following)
    return adjective and following.text.isalpha()


def _is_many(token: Token) -> bool:
    return any((r.pos, r.case, r.number) == _MANY for r in readings(token.text)[:3])


def _counted_head(token: Token) -> Reading | None:
    """«наезды», «ДТП», and one «пожар» that stands for its kind; no «расходы», «тарифы»."""
    found = readings(token.text)[:3]
    happens = not words("happening").isdisjoint(lemmas(token.lower))
    noun = next((r for r in found if (r.pos, r.case, r.number) == _MANY), found[0] if happens else None)
    measures = words("sum_noun") | words("price_noun") | words("percent_noun") | words("measured_noun")
    if noun is None or noun.lemma in measures or not noun.tags.isdisjoint(_NAMED):
        return None
    return noun


def _says_more(token: Token, *, of_things: bool) -> bool:
    """What a noun's phrase goes on with: «наезды | на детей», «нарушения | правил»; «Луки | Псковской» is a town.

    «аппараты | УЗИ», «автомобили | скорой помощи» are things, which their small letter tells.
    """
    top = readings(token.lower)[0]
    more = of_things and (top.case == "gent" or is_acronym(token))
    return more or top.pos == "PREP" or (top.case, top.number) == ("gent", "plur")
