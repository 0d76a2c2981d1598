"""Nouns that are many by themselves, «население — 1 млн», or are measured in money only, «доходы — 5 млн»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from mfcx.document import Token
from mfcx.morphology import LIKELY, readings
from mfcx.quantities.unit_table import Unit, okei_of
from mfcx.tables import fold, read_table


def mass_noun(tokens: Sequence[Token], at: int) -> Unit | None:
    """What the noun at this token is many of, if it stands in the nominative: «население» -> человек."""
    name = _mass(tokens[at].lower)
    return Unit(name, okei_of(name), at, at + 1, at, noun=True) if name else None


@lru_cache(maxsize=6_000)
def _mass(form: str) -> str | None:
    likely = [r for r in readings(form) if r.score >= LIKELY] if form.isalpha() else ()
    many = (many_of(r.lemma) for r in likely if r.case == "nomn")  # not «населения»
    return next((name for name in many if name), None)


def many_of(lemma: str) -> str | None:
    """What a noun is many of, in any case: население -> человек."""
    return _masses().get(fold(lemma))


@cache
def _masses() -> dict[str, str]:
    return {fold(row["noun"]): row["unit"] for row in read_table("mass_nouns")}


def measures_money(lemma: str) -> bool:
    """Whether a noun is measured in money only: «доход», «задолженность»."""
    return fold(lemma) in _moneys()


@cache
def _moneys() -> frozenset[str]:
    return frozenset(fold(row["noun"]) for row in read_table("money_nouns"))
