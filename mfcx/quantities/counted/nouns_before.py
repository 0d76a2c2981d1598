"""The counted noun that ends before a token: «браков | 674», «погибших | – 3»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mfcx.document import Token
from mfcx.morphology import inflect, readings
from mfcx.quantities.uncounted.marked_row import is_scale
from mfcx.quantities.unit_table import Unit, find_symbol
from mfcx.quantities.units import find_unit, is_acronym, is_rare_noun, stands_for_people

_SHORTEST = 2  # letters: «118-м» is no metre


def people_at(tokens: Sequence[Token], at: int) -> Unit | None:
    """«погибших», «больных», which name people by themselves: «погибших в результате аварий»."""
    token, forms = tokens[at], ("PRTF", "ADJF") if stands_for_people(tokens[at].lower) else ()
    many = forms and any((r.case, r.number) == ("gent", "plur") for r in readings(token.text))
    if at + 1 < len(tokens) and _are_people(tokens[at + 1].text):
        return None  # «родившихся детей»
    name = next(filter(None, (inflect(token.text, "nomn", "sing", "masc", pos=pos) for pos in forms)), None)
    name = name if many else None
    return Unit(name, None, at, at + 1, at, noun=True, substantive="PRTF") if name else None


def noun_before(tokens: Sequence[Token], at: int) -> Unit | None:
    """The counted noun that ends before token `at`, genitive plural."""
    if at < 1 or not tokens[at - 1].text.replace("-", "").isalpha() or len(tokens[at - 1].text) < _SHORTEST:
        return None  # «бизнес-окон» are as good as «окон»
    if people := people_at(tokens, at - 1):
        return people
    short = tokens[at - 1].text.islower()  # «тыс» is no noun, «ДТП» is one
    if not is_acronym(tokens[at - 1]) and not any(
        (r.pos, r.case, r.number) == ("NOUN", "gent", "plur") and not (short and "Abbr" in r.tags)
        for r in readings(tokens[at - 1].text)[:3]
    ):
        return None
    measure = find_symbol(tokens, at - 1) or is_scale(tokens[at - 1].lower)  # «25 ц/га | против 22», «на 10 тысяч»
    if measure or _agrees_with_one(tokens, at - 2) or _is_described(tokens[at - 1]):
        return None
    return find_unit(tokens, at - 1, None)


@lru_cache(maxsize=6_000)
def _are_people(text: str) -> bool:
    found = readings(text)[0] if text.isalpha() else None
    return (
        found is not None and (found.pos, found.case, found.number) == ("NOUN", "gent", "plur") and "anim" in found.tags
    )


def _is_described(token: Token) -> bool:
    """«средних – 30», «прошедших – 12»: an adjective, hardly ever a noun, that is no word for people."""
    adjective = readings(token.text)[0].pos in ("ADJF", "PRTF") and is_rare_noun(token)
    return adjective and not stands_for_people(token.lower)


def _agrees_with_one(tokens: Sequence[Token], at: int) -> bool:
    """«второй | компонент»: an adjective of the nominative that no genitive plural has."""
    found = readings(tokens[at].text) if at >= 0 and tokens[at].text.isalpha() else ()
    forms = {(r.case, r.number) for r in found if r.pos == "ADJF"}
    return ("nomn", "sing") in forms and ("gent", "plur") not in forms
