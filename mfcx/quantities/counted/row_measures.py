"""Measures that the name of a row ends with: «Ввод жилья, тыс. кв. м – 214,5», «Инвестиции (млрд руб.): 18,3»."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from mfcx.document import DASHES, Change, Token
from mfcx.morphology import readings
from mfcx.quantities.counted.headed_rows import begins_at
from mfcx.quantities.counted.nouns_before import noun_before
from mfcx.quantities.drafts import Draft
from mfcx.quantities.limits.rates import find_head, find_rate
from mfcx.quantities.numerals.lexicon import entry_of_form
from mfcx.quantities.periods.numbers import NAMED_YEARS
from mfcx.quantities.scene import PERCENT, Measure, Scene, lower
from mfcx.quantities.unit_table import Unit, find_symbol, okei_of, unit_kind, unit_symbol
from mfcx.quantities.units import find_unit
from mfcx.tables import fold, words

CELL = "|"
ROW_MARKS = DASHES | {":", CELL}
_OPENERS = frozenset({",", "(", CELL})
_LONGEST = 9  # tokens of «% к соответствующему периоду прошлого года»
_ONE = Decimal(1)
_PIECES = frozenset({unit_symbol(name) for name in ("piece", "item", "set", "copy")})
_HEADING_ENDS = frozenset(":.")
_CLOSERS = frozenset({"", ".", ";", ",", CELL})
_SAYS_DONE = ("VERB", "PRTS", "INFN", "GRND")


def take_row_measures(scene: Scene) -> None:
    """A number of a row whose name ends with its measure, and those in the cells behind it: «, чел. | 14 | 12»."""
    measure, last = None, -1
    for i, draft in enumerate(scene.drafts):
        at = begins_at(scene.tokens, draft) - 1
        mark = lower(scene.tokens, at)
        if draft.name is not None or draft.number.sign or mark not in ROW_MARKS or _heads_column(scene, i):
            continue
        if not (mark == CELL and measure is not None and at == last):
            measure = measure_before(scene.tokens, at, scene.drafts[i - 1].last if i else 0)
        if measure is None and (measure := _of_heading(scene, i, at)) is not None:
            draft.inherited = True
        if measure is not None:
            _measure(draft, measure)
            last = draft.last


def heading_measure(tokens: Sequence[Token]) -> Measure | None:
    """What a heading measures for its rows: «Ввод жилья в области, | тыс. кв. м», «Школы, | мест:»."""
    stop = len(tokens)
    while stop and tokens[stop - 1].text in _HEADING_ENDS:
        stop -= 1
    measure = measure_before(tokens, stop, 0) if stop else None
    opener = _opener(tokens, stop, 0) if measure is None and stop < len(tokens) else None
    unit = noun_before(tokens, stop) if opener is not None and tokens[opener].text == "," else None
    if unit is not None and unit.first == (opener or 0) + 1:
        measure = Measure(unit, None, _ONE, to_base=False)
    return None if measure is None else replace(measure, unit=replace(measure.unit, noun=False))


def _of_heading(scene: Scene, i: int, mark: int) -> Measure | None:
    """«Самара | – 1 500», «Брянск | | 312 | 335»: a name and its figures under a heading that measures them."""
    tokens, draft = scene.tokens, scene.drafts[i]
    named = range(mark) if i == 0 else range(0)
    told = [tokens[at] for at in named if tokens[at].text.isalpha()]
    if not told or lower(tokens, draft.last) not in _CLOSERS or not draft.number.digits:
        return None
    if any(readings(token.lower)[0].pos in _SAYS_DONE for token in told):
        return None
    return scene.recall().measure


def _heads_column(scene: Scene, i: int) -> bool:
    """«Показатель | ед. | | 2021 | 2022»: years side by side are no figures of a row."""
    drafts, value = scene.drafts, scene.drafts[i].value
    if value not in NAMED_YEARS:
        return False
    beside = (drafts[k] for k in (i - 1, i + 1) if 0 <= k < len(drafts))
    return any(abs(one.value - value) == 1 and lower(scene.tokens, one.first - 1) == CELL for one in beside)


def _measure(draft: Draft, measure: Measure) -> None:
    draft.name, draft.okei, draft.per = measure.unit.name, measure.unit.okei, measure.per
    draft.noun = measure.unit.head if measure.unit.noun else None
    if draft.number.multiplier is None and measure.multiplier != _ONE:
        draft.scale_to((draft.value * measure.multiplier).normalize())
        draft.lent = measure.multiplier
    if measure.to_base:
        draft.change = Change(ratio=draft.value / 100)


def measure_before(tokens: Sequence[Token], mark: int, floor: int) -> Measure | None:
    """The measure that ends at the mark of a row: «, | тыс. чел. | –», «( | % | ):»."""
    stop = mark - (lower(tokens, mark - 1) == ")")
    opener = _opener(tokens, stop, floor)
    if opener is None or (tokens[opener].text == "(") != (stop < mark):
        return None
    return _read(tokens, opener + 1, stop, floor)


def _opener(tokens: Sequence[Token], stop: int, floor: int) -> int | None:
    """The mark between the name of a row and what stands behind it: «Население | , | тыс. чел.»."""
    reach = range(stop - 1, max(floor, stop - 1 - _LONGEST), -1)
    return next((at for at in reach if tokens[at].text in _OPENERS), None)


def name_end(tokens: Sequence[Token], mark: int) -> int | None:
    """Where the name of a row ends before its measure, if it has one: «Население |, тыс. чел.: 31,2»."""
    mark = first_mark(tokens, mark)
    if mark <= 0 or tokens[mark].text not in ROW_MARKS:
        return None
    base = _opener(tokens, mark - (tokens[mark - 1].text == ")"), 0)
    named = measure_before(tokens, mark, 0) is not None or base is not None and _is_base(tokens[base + 1 : mark])
    return base if named else None


def first_mark(tokens: Sequence[Token], mark: int) -> int:
    """The mark behind the name of a row, from one behind its numbers: «Школы | | 412 | 410»."""
    while mark > 0 and tokens[mark].text == CELL and tokens[mark - 1].text[-1].isdecimal():
        mark = next((at for at in range(mark - 1, 0, -1) if tokens[at].text == CELL), 0)
    return mark


def _is_base(tokens: Sequence[Token]) -> bool:
    """«случаев на 1000», «на 10 тыс. населения»."""
    rounds = (one.text for before, one in pairwise(tokens) if before.lower in words("by") and one.text.isdecimal())
    return any(len(one) > 1 and one.strip("0") == "1" for one in rounds)


def _read(tokens: Sequence[Token], first: int, stop: int, floor: int) -> Measure | None:
    """The words [first, stop) as a measure, and nothing else: «тыс. кв. м», «в млн рублей», «ц/га», «ед.»."""
    at = first + (lower(tokens, first) in words("in"))
    scale = entry_of_form(lower(tokens, at), ("multiplier",))
    if scale is not None:
        at += 1 + (lower(tokens, at + 1) == "." and at + 1 < stop)
    measure = _unit(tokens, at, stop) if at < stop else None
    at = max(at, measure.last) if measure else at
    rate = find_rate(tokens, at) or find_head(tokens, at) if at < stop else None
    to_base = measure is not None and measure.name == PERCENT and lower(tokens, at) in words("towards")
    if (rate.last if rate else at) != stop and not to_base or measure is None and scale is None:
        return None
    pieces = measure is None or measure.name in _PIECES  # «Школы, | мест |» counts places
    unit = (_noun_of_row(tokens, first - 1, floor) if pieces else None) or measure
    if unit is None:
        return None
    return Measure(unit, rate.per if rate else None, Decimal(int(scale.value)) if scale else _ONE, to_base)


def _unit(tokens: Sequence[Token], at: int, stop: int) -> Unit | None:
    """«кв. м», «рублей», «человек»: a unit of the table, which ends where the row does."""
    found = find_symbol(tokens, at) or find_unit(tokens[:stop], at, None)
    if found is None or found.last > stop:
        return None
    # «в них учеников, | молодых специалистов | – 12» name what is counted
    things = unit_kind(found.name) in (None, "count", "person", "kind")
    return None if things and fold(found.name) not in words("row_measure") else found


def _noun_of_row(tokens: Sequence[Token], last: int, floor: int) -> Unit | None:
    """«Число | коек |, тыс.», «Школы |, ед.»: what the pieces are of."""
    for at in range(last - 1, floor - 1, -1):
        if tokens[at].lower in words("count_noun"):
            return find_unit(tokens[:last], at + 1, None)
    return noun_before(tokens, last) or _things(tokens, last - 1)


def _things(tokens: Sequence[Token], at: int) -> Unit | None:
    """«Койки |, тыс.»: things in the nominative."""
    found = readings(tokens[at].text)[:3] if tokens[at].text.isalpha() else ()
    noun = next((r for r in found if (r.pos, r.case, r.number) == ("NOUN", "nomn", "plur")), None)
    if noun is None or noun.lemma in words("sum_noun"):
        return None
    return Unit(noun.lemma, okei_of(noun.lemma), at, at + 1, at, noun=True)
