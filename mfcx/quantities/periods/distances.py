"""Times told by how far they are, and decades: «два года назад», «через месяц», «90-е годы»."""

from __future__ import annotations

from msgspec.structs import replace

from mfcx.morphology import readings
from mfcx.quantities.periods.grammar import COUNTABLE, read_count, read_related_unit, read_same_time
from mfcx.quantities.periods.lexicon import Words, cues_of
from mfcx.quantities.periods.numbers import YEARS, read_number
from mfcx.quantities.periods.when import When
from mfcx.quantities.periods.years import Found

_CASES_OF_PLURAL = {"х": ("gent", "loct"), "и": ("ablt",)}


def read_distance(words: Words, at: int) -> Found | None:
    """«два года назад», «годом ранее», «двумя месяцами ранее»."""
    count, at = read_count(words, at)
    unit = words.lexicon.units.get(words.lowers[at], "")
    if unit not in COUNTABLE:
        return None
    ago = words.has("ago", at + 1)
    # «на год раньше» is a lead, «годом раньше» a time
    earlier = words.has("earlier", at + 1) and words.has("earlier_unit", at)
    if not (ago or earlier) or (earlier and (count is None) != (words.lowers[at] not in words.lexicon.plurals)):
        return None  # «против 85 годом ранее»: the number is not of years
    stop = at + 3 if words.has("ago", at + 2) else at + 2
    when = When(unit, count=1 if count is None else count, relation="ago" if ago else "earlier")
    return _with_same_period(words, when, stop)


def _with_same_period(words: Words, when: When, at: int) -> Found:
    """«год назад в те же месяцы», «год назад в это же время»: one time."""
    place = at + 1 if words.has("same_preposition", at) else at
    same = read_related_unit(words, place) or read_same_time(words, place)
    if same is None or same[0].relation not in ("same", "that"):
        return when, at
    return (replace(when, of=same[0]) if same[0].of is None else when), same[1]


def read_ahead(words: Words, at: int) -> Found | None:
    """«через два года», «спустя месяц»."""
    relation = "ahead" if words.has("ahead", at) else "later" if words.has("later", at) else None
    if relation is None:
        return None
    count, stop = read_count(words, at + 1)
    unit = words.lexicon.units.get(words.lowers[stop], "")
    if unit not in COUNTABLE:
        return None
    return When(unit, count=1 if count is None else count, relation=relation), stop + 1


def read_decade(words: Words, at: int) -> Found | None:
    """«90-е», «1990-х годах», «девяностые годы»."""
    number = read_number(words, at)
    if number is None or not number.ordinal or number.value % 10 or number.value < 20:
        return None
    following = words.lowers[number.stop]
    headed = words.lexicon.units.get(following) == "year" and following in words.lexicon.plurals
    if "decade_suffix" not in cues_of(number.suffix) and not (headed and not number.digits):
        return None
    if not headed and _ranks_noun(number.suffix, following):
        return None
    # «20-е» may be of either century; a bare «90-е» needs its «годы» or a preposition, which `find` sees
    value = number.value if number.value in YEARS else 1900 + number.value
    if value not in range(1930, 2101):
        return When("decade", relation="gap"), number.stop + headed
    return When("decade", value), number.stop + headed


def _ranks_noun(suffix: str, following: str) -> bool:
    """«30-е место», «на 40-х сутках»: the ordinal agrees with a noun, which «в 90-е завод закрыли» does not."""
    found = readings(following)[0] if following.isalpha() else None
    if found is None or found.pos != "NOUN":
        return False
    if suffix.endswith("е"):
        return found.gender == "neut" and found.number == "sing" and found.case in ("nomn", "accs")
    return found.number == "plur" and found.case in _CASES_OF_PLURAL.get(suffix[-1:], ())
