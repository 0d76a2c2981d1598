"""Nouns that say by themselves what their figure counts: «население — 1,2 млн», «доходы выросли до 5,4 млрд»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mfcx.document import DASHES, Token
from mfcx.morphology import LIKELY, lemmas, readings
from mfcx.quantities.counted.masses import many_of, mass_noun, measures_money
from mfcx.quantities.drafts import Draft
from mfcx.quantities.inherited.elsewhere import currency_before
from mfcx.quantities.inherited.inheriting import says_value
from mfcx.quantities.limits.denominators import find_event
from mfcx.quantities.limits.rates import find_rate
from mfcx.quantities.scene import Scene, lower
from mfcx.quantities.unit_table import Unit, okei_of, unit_kind
from mfcx.tables import fold, words

_MOST_OF_RATE = 100
_CLAUSE_ENDS = frozenset(";:,")
_ADJECTIVES = ("ADJF", "PRTF")


def measured_noun(scene: Scene, draft: Draft, floor: int) -> Unit | None:
    """«население города — 1 млн 120 тысяч», «размер пособия составил 12 тысяч»: the noun right before its value."""
    tokens, before = scene.tokens, lower(scene.tokens, draft.first - 1)
    priced = _is_price_of_one(tokens, draft)
    linked = draft.change is not None or before in DASHES | words("up_to") or says_value(tokens, draft)
    moved = before in words("by") and any(cue.kind == "verb" and floor <= cue.at < draft.first for cue in scene.cues)
    scaled = draft.is_scaled(tokens)
    if not (linked or priced or moved and scaled):
        return None
    # «цена выросла вдвое | , до 5 тысяч»
    last = draft.first - 1 - 2 * (before in words("up_to") and lower(tokens, draft.first - 2) == ",")
    for at in range(last, floor - 1, -1):
        if tokens[at].text in _CLAUSE_ENDS:
            return None
        if linked and (unit := mass_noun(tokens, at) or _number_of_mass(tokens, at) or _events(scene, draft, at)):
            return unit
        if (scaled or priced) and _is_money_noun(tokens, at) or priced and _costs(tokens[at].lower):
            currency = currency_before(scene, draft)
            return Unit(currency, okei_of(currency), at, at + 1, at, noun=False)
    return None


def _costs(form: str) -> bool:
    """«газ будет | стоить 8,42 за кубометр»."""
    return form.isalpha() and not words("costs_verb").isdisjoint(lemmas(form))


def _is_price_of_one(tokens: Sequence[Token], draft: Draft) -> bool:
    """«цена составит 42,13 | за кубометр»."""
    rate = find_rate(tokens, draft.number.last) if lower(tokens, draft.number.last) in words("price_for") else None
    return rate is not None and unit_kind(rate.per) == "measure"


def _number_of_mass(tokens: Sequence[Token], at: int) -> Unit | None:
    """«численность сельского | населения»."""
    name = next(filter(None, map(many_of, _lemmas_in(tokens[at].lower, "gent"))), None)
    counted = name is not None and lower(tokens, _before_adjectives(tokens, at)) in words("count_noun")
    return Unit(name, okei_of(name), at, at + 1, at, noun=True) if name and counted else None


def _events(scene: Scene, draft: Draft, at: int) -> Unit | None:
    """«рождаемость — 9 010 (– 312)»: so many births; «рождаемость — 9», «— 9,1» may be of a thousand people."""
    if scene.bases or draft.value <= _MOST_OF_RATE or draft.value % 1 or draft.is_scaled(scene.tokens):
        return None
    token = scene.tokens[at]
    rate = token.text.isalpha() and readings(token.lower)[0].case == "nomn"
    event = find_event([token]) if rate and words("gain_or_loss").isdisjoint(lemmas(token.lower)) else None
    return Unit(event, okei_of(event), at, at + 1, at, noun=True) if event else None


def _is_money_noun(tokens: Sequence[Token], at: int) -> bool:
    """«доходы», «объём | инвестиций»: what is measured in money only, in the nominative or as whose the measure is."""
    form = tokens[at].lower
    return _is_money(form, "nomn") or _is_money(form, "gent") and _is_measure_of(tokens, at)


@lru_cache(maxsize=6_000)
def _is_money(form: str, case: str) -> bool:
    return any(map(measures_money, _lemmas_in(form, case)))


def _is_measure_of(tokens: Sequence[Token], at: int) -> bool:
    """«объём налоговых | поступлений», «общая сумма | выплат»."""
    return not words("sum_measure").isdisjoint(lemmas(lower(tokens, _before_adjectives(tokens, at))))


def _before_adjectives(tokens: Sequence[Token], at: int) -> int:
    """Where the word before a noun with its adjectives stands: «объём | налоговых поступлений»."""
    at -= 1
    while at > 0 and readings(tokens[at].text)[0].pos in _ADJECTIVES:
        at -= 1
    return at


def _lemmas_in(form: str, case: str) -> list[str]:
    """What a form may be as a noun in a case: «доходы» in the nominative -> доход."""
    likely = [r for r in readings(form) if r.score >= LIKELY] if form.isalpha() else ()
    return [fold(r.lemma) for r in likely if r.case == case]
