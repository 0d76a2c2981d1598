"""What a number counts by other words than a noun beside it: «пожары потушены, 120 из них …», «платить 6 тысяч»."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mfcx.document import DASHES, Token
from mfcx.morphology import Reading, lemmas, readings
from mfcx.quantities.drafts import Draft
from mfcx.quantities.inherited.answers import noun_asked
from mfcx.quantities.scene import MONEY, PERCENT, ROUBLE, SHARE, TIMES, Scene, lower
from mfcx.quantities.unit_table import Unit, okei_of
from mfcx.tables import words

_ONLY_DATIVE = frozenset({"datv"})  # «заплатили 40 тысячам»
_MOST_PERCENT = 100
_MILLION = Decimal(1_000_000)
_INJURY_REACH = 2  # «тяжёлые травмы»
_REACH = 7  # tokens between a word of paying and its sum


def is_part_of_them(tokens: Sequence[Token], draft: Draft) -> bool:
    """«64 | из них»."""
    return lower(tokens, draft.last) in words("of_them") and lower(tokens, draft.last + 1) in words("them")


def noun_told(scene: Scene, i: int) -> str | None:
    """What a bare number counts, as other words of its sentence or the question before it tell."""
    draft = scene.drafts[i]
    return noun_of_them(scene, i) or paid_unit(scene, draft) or sum_again(scene, i) or noun_asked(scene, i)


def noun_of_them(scene: Scene, i: int) -> str | None:
    """«Все пожары потушены, 120 | из них – силами жителей»: the plural subject of the clause before, if none counts."""
    tokens, draft = scene.tokens, scene.drafts[i]
    if i or not is_part_of_them(tokens, draft):
        return None
    comma = next((at for at in range(draft.first - 1, 0, -1) if tokens[at].text == ","), 0)
    subjects = [r for at in range(comma) if at not in scene.times and (r := _plural_subject(tokens, at))]
    if len(subjects) > 1:  # «Льготы получили родители, 45 из них …»: one that is no object
        subjects = [r for r in subjects if "anim" in r.tags]
    return subjects[0].lemma if len(subjects) == 1 else None


def _plural_subject(tokens: Sequence[Token], at: int) -> Reading | None:
    """«все аварии», «аварии устранены»: a plural noun that may be a subject; most «аварии» are of one accident."""
    found = readings(tokens[at].text)[:3] if tokens[at].text.isalpha() else ()
    subject = next((r for r in found if (r.pos, r.case, r.number) == ("NOUN", "nomn", "plur")), None)
    if subject is None or subject is found[0] or lower(tokens, at - 1) in words("every_one"):
        return subject
    does = readings(lower(tokens, at + 1))[0] if lower(tokens, at + 1).isalpha() else None
    return subject if does is not None and does.pos in ("VERB", "PRTS") and does.number == "plur" else None


def befalls_people(tokens: Sequence[Token], draft: Draft) -> bool:
    """«погибло | 12, ранено 40», «| 12 погибли», «| 16 получили травмы»: what only befalls people counts them."""
    whole = draft.number.multiplier is None and draft.value % 1 == 0
    last, one = draft.number.last, draft.value == 1  # «погиб 1»
    before = draft.first - 1 - (lower(tokens, draft.first - 1) in DASHES)  # «ДТП – 18, погибло – | 2»
    told = any(befalls(lower(tokens, at), one=one) for at in (before, _behind_place(tokens, before), last))
    people = draft.number.kind == "collective"  # «двое лишились аттестата»
    return whole and (people or told or is_hurt(tokens, last) or is_treated(tokens, before) or is_treated(tokens, last))


def _behind_place(tokens: Sequence[Token], at: int) -> int:
    """The verb before «в ДТП» or «на дорогах» that ends here: «погибло в ДТП | 41»; the same token behind others."""
    placed = at > 1 and lower(tokens, at - 1) in words("bound_preposition") and tokens[at].text.isalpha()
    return at - 2 if placed and readings(tokens[at].lower)[0].pos == "NOUN" else at


def befalls(form: str, *, one: bool = False) -> bool:
    """«погибли», «ранено», of one also «погиб»."""
    if not form.isalpha() or words("befalls_people").isdisjoint(lemmas(form)):
        return False
    top = readings(form)[0]
    return top.pos in ("VERB", "PRTS") and (one or top.number == "plur" or top.gender == "neut")


def is_hurt(tokens: Sequence[Token], at: int) -> bool:
    """«получили травмы», «получил тяжёлые ранения»."""
    if words("receives").isdisjoint(lemmas(lower(tokens, at))):
        return False
    behind = tokens[at + 1 : at + 1 + _INJURY_REACH]
    return any(not words("injury").isdisjoint(lemmas(t.lower)) for t in behind if t.text.isalpha())


def is_treated(tokens: Sequence[Token], at: int) -> bool:
    """«обучение | прошли», «проходят | обучение»: what only people go through."""
    if words("undergoes").isdisjoint(lemmas(lower(tokens, at))):
        return False
    return any(not words("treatment").isdisjoint(lemmas(lower(tokens, beside))) for beside in (at - 1, at + 1))


def paid_unit(scene: Scene, draft: Draft) -> str | None:
    """«будут платить 6 с половиной тысяч», «получат по 10 тысяч»: thousands of nothing behind a word of paying."""
    tokens = scene.tokens
    if not draft.is_scaled(tokens) or draft.number.cases == _ONLY_DATIVE:
        return None
    each = lower(tokens, draft.first - 1) in words("distributive")
    verbs = words("pays") | words("receives") if each else words("pays")
    for at in range(draft.first - 1, max(-1, draft.first - 1 - _REACH), -1):
        if not tokens[at].text.isalpha():
            return None
        if not verbs.isdisjoint(lemmas(tokens[at].lower)):
            return ROUBLE
    return None


def currency_before(scene: Scene, draft: Draft) -> str:
    """The money that was told of last: «выручка — 5 тысяч евро, прибыль — | 2 тысячи»."""
    before = [d.name for d in scene.drafts if d.first < draft.first and d.name in MONEY]
    last = scene.recall().last
    told = before[-1] if before else last.unit if last is not None and last.unit in MONEY else None
    return told or ROUBLE


def money_told(scene: Scene, draft: Draft, unit: Unit) -> Unit | None:
    """«300 млн | инвестиций», «2 млрд | федеральных средств»: millions of what money counts; not «2 субсидии»."""
    if not unit.noun or draft.value < _MILLION or not draft.is_scaled(scene.tokens):
        return None
    whose = (lemmas(token.lower) for token in scene.tokens[unit.first : unit.head])
    owned = unit.name in words("means") and not all(map(words("whose_money").isdisjoint, whose))
    if not owned and unit.name not in words("sum_of_money"):
        return None
    currency = currency_before(scene, draft)
    return Unit(currency, okei_of(currency), unit.first, unit.last, unit.head)


def budget_money(scene: Scene, draft: Draft) -> str | None:
    """«1,9 млрд рублей, включая | 1,2 млрд федеральных»: of such millions the adjective says whose money they are."""
    if draft.number.multiplier is None or draft.unit is None or not draft.elliptical:
        return None
    form = lower(scene.tokens, draft.unit.head)
    if words("whose_money").isdisjoint(lemmas(form)) or not any(d.name in MONEY for d in scene.drafts):
        return None
    return currency_before(scene, draft)


def sum_again(scene: Scene, i: int) -> str | None:
    """«на 3 млн рублей купили два автобуса, на | 500 тысяч – парты»: for how much, once more."""
    tokens, draft = scene.tokens, scene.drafts[i]
    before = lower(tokens, draft.first - 1)
    elided = draft.is_scaled(tokens) and lower(tokens, draft.number.last) in DASHES
    if not elided or before not in words("by") | words("price_for"):
        return None
    sums = (d.name for d in reversed(scene.drafts[:i]) if d.name in MONEY and lower(tokens, d.first - 1) == before)
    return next(sums, None)


def percent_again(tokens: Sequence[Token], drafts: Sequence[Draft], i: int) -> Draft | None:
    """«число угонов упало на 31 % и | на 9 – грабежей»: the per cent that a bare amount leaves out."""
    draft = drafts[i]
    at = draft.number.first - 1
    if lower(tokens, at) not in words("by") or draft.number.multiplier or draft.value > _MOST_PERCENT:
        return None
    before, behind = lower(tokens, at - 1), lower(tokens, draft.number.last)
    if behind.isalpha() or not (before in DASHES or before in words("joint") | words("contrast") - words("or")):
        return None
    amounts = (d for d in reversed(drafts[:i]) if lower(tokens, d.number.first - 1) in words("by"))
    last = next(amounts, None)
    return last if last is not None and last.name == PERCENT else None


def change_before(scene: Scene, i: int) -> Draft | None:
    """«на 12 % (на 90 вызовов, до | 300)»: right behind an amount of change the level is told in what it was."""
    draft, change = scene.drafts[i], scene.drafts[i - 1] if i else None
    if change is None or change.name is None or change.name in (PERCENT, TIMES, SHARE):
        return None
    tokens, link = scene.tokens, draft.number.first - 1
    between = tokens[change.last : link]
    near = len(between) <= 1 and all(token.text in DASHES | {","} for token in between)
    moved = lower(tokens, change.number.first - 1) in words("by")
    return change if near and moved and lower(tokens, link) in words("up_to") else None


def is_amount_again(tokens: Sequence[Token], draft: Draft) -> bool:
    """«Вода ушла на 40 см. На | 12 – в Твери.»: without a verb, the same happened by another amount."""
    by = draft.number.first - 1
    opens = by == 0 or by == 1 and lower(tokens, 0) in words("contrast")
    where = lower(tokens, draft.number.last + 1)
    elided = lower(tokens, draft.number.last) in DASHES and where in words("bound_preposition")
    return opens and elided and lower(tokens, by) in words("by")
