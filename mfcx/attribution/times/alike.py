"""Whether two figures count the same kind of thing, by one name or by two."""

from __future__ import annotations

from functools import lru_cache

from mfcx.document import Metric
from mfcx.morphology import readings
from mfcx.tables import words


def counts_alike(one: Metric, other: Metric) -> bool:
    """«16 тысяч безработных», «10 тысяч человек»: one unit, or people under two names."""
    units = one.quantity.unit, other.quantity.unit
    if units[0] == units[1]:
        return True
    if any(unit in words("beast_noun") for unit in units):  # «430 особей», «750 тигров»
        return all(unit is not None and (unit in words("beast_noun") or _are_alive(unit)) for unit in units)
    generic = any(unit in words("people_noun") for unit in units)
    return generic and all(unit is not None and _are_alive(unit) for unit in units)


@lru_cache(maxsize=2_000)
def _are_alive(unit: str) -> bool:
    return any("anim" in reading.tags for reading in readings(unit)[:2])
