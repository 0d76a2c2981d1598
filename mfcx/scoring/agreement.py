"""When a field of a figure is right: the same thing in other words counts as the same."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from mfcx.rules.packs import default_packs
from mfcx.rules.rule import NONE
from mfcx.scoring.gold import Amounts, FoundMetric, GoldMetric
from mfcx.tables import fold, read_table

Bounds = tuple[str | None, str | None]

_PACK = "mfc"  # the indicators that gold names are those of this pack
_ANY_OTHER = (None, "other")
_EXACT = 1e-9
# gold rounds fractions: 5 min 34 s is 5.57
_ROUNDED, _ROUNDED_SMALL = 0.006, 0.0006
_RATIO_SLACK = 0.0011
_STEM = 5  # letters
_SHORTEST = 3


@cache
def listed_indicators() -> frozenset[str]:
    """The indicators that gold names; for «other», every answer outside of them is right."""
    rules = next(pack.rules for pack in default_packs() if pack.id == _PACK)
    return frozenset(rule.indicator for rule in rules) - {NONE}


def is_same_number(gold: float | None, found: float | None) -> bool:
    """Equal, but for the rounding of fractions in gold."""
    if gold is None or found is None:
        return gold is found
    rounded = _ROUNDED if abs(gold) >= 1 else _ROUNDED_SMALL
    slack = _EXACT if gold.is_integer() else rounded
    return math.isclose(gold, found, rel_tol=_EXACT, abs_tol=slack)


def is_same_value(gold: GoldMetric, found: FoundMetric) -> bool:
    """Both ends of the value."""
    values = [None if value is None else float(value) for value in gold.answers("value")]
    return any(is_same_number(value, found.value) for value in values) and (
        is_same_number(gold.value_to, found.value_to)
    )


def is_right(field: str, gold: GoldMetric, found: FoundMetric) -> bool:
    """Whether one of FIELDS is right."""
    return _RIGHT[field](gold, found)


def label_overlap(gold: GoldMetric, found: FoundMetric) -> float:
    """How many stems of words two labels share, from 0 to 1."""
    want, got = _stems(gold.label), _stems(found.label)
    return 2 * len(want & got) / (len(want) + len(got)) if want and got else 0.0


def name_key(name: str | None) -> str:
    """A name without quotes and case: «ГАУ «Мои Документы»» -> гау мои документы."""
    # not fold: a capital Ё stays, as it does in the scorer whose figures these are
    return " ".join(re.sub(r"[«»“”„\"']", " ", (name or "").replace("ё", "е").lower()).split())


def _has_unit(gold: GoldMetric, found: FoundMetric) -> bool:
    """The unit, or unit and denominator in one: «₽/т»."""
    unit, per = _unit(found.unit), _unit(found.per)
    good = {unit, f"{unit}/{per}"} if per else {unit}
    return any("/".join(map(_unit, (answer or "").split("/"))) in good for answer in gold.answers("unit"))


def _unit(name: str | None) -> str:
    flat = _flat(name or "")
    return _unit_names().get(flat, flat)


def _flat(name: str) -> str:
    return re.sub(r"[\s.]", "", name.lower())


@cache
def _unit_names() -> Mapping[str, str]:
    return {_flat(row["spelling"]): _flat(row["symbol"]) for row in read_table("gold_units")}


def _has_indicator(gold: GoldMetric, found: FoundMetric) -> bool:
    unlisted = found.indicator not in listed_indicators()
    return any(found.indicator == one or (unlisted and one in _ANY_OTHER) for one in gold.answers("indicator"))


def _has_change(gold: GoldMetric, found: FoundMetric) -> bool:
    return any(_is_same_change(one or {}, found.change or {}) for one in gold.answers("change"))


def _is_same_change(gold: Amounts, found: Amounts) -> bool:
    want = {key: float(value) for key, value in gold.items() if value is not None}
    got = {key: value for key, value in found.items() if value is not None}
    if not want or not got:
        # the level that was reached is no change by itself
        return not want and got.keys() <= {"to"}
    ratio = _as_ratio(want)
    if ratio is not None:
        other = _as_ratio(got)
        return other is not None and abs(ratio - other) <= _RATIO_SLACK
    return all(is_same_number(value, got.get(key)) for key, value in want.items())


def _as_ratio(change: Mapping[str, float]) -> float | None:
    """What ratio and delta_pct both say: 1.36 for «на 36 %»."""
    if "ratio" in change:
        return change["ratio"]
    return 1 + change["delta_pct"] / 100 if "delta_pct" in change else None


def _has_period(gold: GoldMetric, found: FoundMetric) -> bool:
    got = _bounds(found.period)
    wanted = [_bounds(one) for one in gold.answers("period")]
    if got in wanted:
        return True
    if got is None or all(got):
        return False
    # a deadline or a beginning alone is a fair reading where gold has none, or is the plan's own bound
    known = 0 if got[0] else 1
    return any(one is None or (gold.status == "planned" and one[known] == got[known]) for one in wanted)


def _bounds(period: str | Mapping[str, Any] | None) -> Bounds | None:
    """First and last day: «2020-12-31» -> that day twice, «2020-01-01/» -> open at its end."""
    if not period:
        return None
    if isinstance(period, str):
        start, slash, end = period.partition("/")
        return (start or None, (end or None) if slash else start)
    bounds = (period.get("start"), period.get("end"))
    return bounds if any(bounds) else None


def _has_status(gold: GoldMetric, found: FoundMetric) -> bool:
    return (found.status or "actual") in [one or "actual" for one in gold.answers("status")]


def _has(field: str) -> Callable[[GoldMetric, FoundMetric], bool]:
    return lambda gold, found: getattr(found, field) in gold.answers(field)


def _stems(phrase: str | None) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"\w+", fold(phrase or "")) if len(word) >= _SHORTEST}


_RIGHT: dict[str, Callable[[GoldMetric, FoundMetric], bool]] = {
    "unit": _has_unit,
    "cmp": _has("cmp"),
    "change": _has_change,
    "indicator": _has_indicator,
    "region": _has("region"),
    "period": _has_period,
    "status": _has_status,
}
FIELDS = tuple(_RIGHT)
