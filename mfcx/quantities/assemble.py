"""Stage 5: numbers to quantities: each with its unit, bound, denominator and change.

«посещение выросло с 5 до 27 тысяч человек» -> 27000 человек, change from 5000 to 27000.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from mfcx.document import Numeral, Quantity, Sentence, Span, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.changes.cues import find_cues
from mfcx.quantities.changes.moving import set_changes
from mfcx.quantities.counted.binding import bind_units, find_coefficients, share_units, sign_degrees
from mfcx.quantities.counted.changed_nouns import name_changed
from mfcx.quantities.counted.looking_left import look_left
from mfcx.quantities.counted.looking_right import look_right
from mfcx.quantities.counted.row_measures import take_row_measures
from mfcx.quantities.counted.sheet_rows import keep_rows
from mfcx.quantities.drafts import Draft
from mfcx.quantities.inherited.inheriting import inherit
from mfcx.quantities.inherited.parts import take_wholes
from mfcx.quantities.inherited.respective import take_respective
from mfcx.quantities.inherited.said_last import take_from_last
from mfcx.quantities.inherited.share_rows import share_rows
from mfcx.quantities.joining import join_compounds, join_pairs, join_parts
from mfcx.quantities.limits.denominators import drop_bases, rate_alone
from mfcx.quantities.limits.setting import set_bounds, set_rates
from mfcx.quantities.numerals.reader import Number
from mfcx.quantities.ones import find_counted_ones, is_one
from mfcx.quantities.scene import Recall, Scene, lower
from mfcx.quantities.traits import Places, see
from mfcx.quantities.uncounted.numbered import drop_grades, drop_numbered, drop_spans
from mfcx.quantities.uncounted.road_posts import drop_posts
from mfcx.quantities.unit_table import unit_symbol
from mfcx.tables import words

COUNTED = frozenset({"cardinal", "collective", "fraction", "each_nth", "ratio", "percent"})
_FUSED = frozenset({unit_symbol(name) for name in ("hour", "minute", "percent")})
_LENGTHS = frozenset({unit_symbol(name) for name in ("metre", "kilometre")})
_STRETCH_REACH = 3  # words from a length to what is as long, from a title to whose it is

# each step reads what those before it found
STEPS: tuple[Callable[[Scene], None], ...] = (
    bind_units,  # «27 тысяч | человек», «$ | 5,3 млрд»
    sign_degrees,  # «до минус 35 градусов»
    take_row_measures,  # «Ввод жилья, тыс. кв. м – 214,5»
    drop_bases,  # «на 1000 населения» is no quantity
    join_parts,  # «девять из десяти»
    join_pairs,  # «с 5 до 27 тысяч», «2–3 млн»
    join_compounds,  # «5 минут 34 секунды»
    drop_numbered,  # «в 203 микрорайоне» says which one
    drop_spans,  # «за последние 24 часа» says when
    drop_posts,  # «авария на 45 км трассы» says where
    take_wholes,  # «из 410 домов отремонтировано 402»
    share_units,  # «12,4 и 7,6 тыс. человек»
    drop_grades,  # «ученики 9 и 11 классов»
    find_coefficients,  # «отношение равно 0,8»
    share_rows,  # «первых – 42 % от общего числа, вторых – | 39»
    name_changed,  # «вакансии сократились с 340 до 290»
    look_left,  # «окон – 602»
    look_right,  # «до 14 тысяч выросло число поездок»
    take_from_last,  # «в Твери – 12, во Ржеве – 15 домов»
    rate_alone,  # «смертность — 9,1 на 1000 младенцев»
    take_respective,  # «14 школ и 37 садов. В прошлом году было | 11 и 29»
    inherit,  # «Из них 19»
    keep_rows,  # «Получили поддержку – 418»
    set_bounds,  # «не более»
    set_rates,  # «в день»
    set_changes,  # «на 36 % больше»
)


def _counts(tokens: Sequence[Token], number: Number) -> bool:
    """Kinds of numbers that count or measure; of compounds few («полчаса», not «14-летие»)."""
    if number.kind == "ratio" and _is_of_person(tokens, number.last):
        return False
    if number.kind != "compound":
        return number.kind in COUNTED
    return number.unit in _FUSED or (number.unit in _LENGTHS and _is_stretch(tokens, number.last))


def _is_of_person(tokens: Sequence[Token], at: int) -> bool:
    """«двукратный | олимпийский чемпион»: a title."""
    for token in tokens[at : at + _STRETCH_REACH]:
        top = readings(token.lower)[0]
        if top.pos not in ("ADJF", "PRTF"):
            return top.pos == "NOUN" and "anim" in top.tags
    return False


def _is_stretch(tokens: Sequence[Token], at: int) -> bool:
    """«семикилометровый | участок дороги», «300-метровый | новый водовод»: how much was built.

    Of several it says what each is: «два 5-километровых | участка».
    """
    if all(r.number == "plur" for r in readings(tokens[at - 1].lower)):
        return False
    for token in tokens[at : at + _STRETCH_REACH]:
        if not words("stretch").isdisjoint(lemmas(token.lower)):
            return True
        if readings(token.lower)[0].pos not in ("ADJF", "PRTF"):
            return False
    return False


def _is_working_time(tokens: Sequence[Token], number: Number) -> bool:
    """«12-часовой | рабочий день», «сорокачасовая | неделя»: the hours of those who work there."""
    if number.kind != "compound":
        return False
    behind = lemmas(lower(tokens, number.last))
    if not words("kind_of_work").isdisjoint(behind):
        return not words("working_day").isdisjoint(lemmas(lower(tokens, number.last + 1)))
    return not words("working_time").isdisjoint(behind)


def _without_full_stop(tokens: Sequence[Token], number: Number) -> Number:
    """«выделили 65 млн.»: the point ends the sentence, this abbreviation has none."""
    short = number.last == len(tokens) and number.last - number.first > 1 and tokens[-1].text == "."
    if not short or tokens[-2].lower not in words("without_point"):
        return number
    return replace(number, last=number.last - 1, stop=tokens[-2].stop)


def _rest_kind(scene: Scene, number: Number) -> str:
    if number.stop in scene.spans:
        return "period"
    return "ordinal" if number.stop in scene.ordinals else "other"


def _tokens_within(tokens: Sequence[Token], claimed: Sequence[Span]) -> frozenset[int]:
    if not claimed:
        return frozenset()
    starts = [token.start for token in tokens]
    spans = ((bisect_left(starts, span.start), bisect_left(starts, span.stop)) for span in claimed)
    return frozenset(i for first, last in spans for i in range(first, last))


def _tokens_between_brackets(tokens: Sequence[Token]) -> frozenset[int]:
    """Of «15 школ (40 % всех), ещё 12» those of «40 % всех»; a bracket that nothing closes holds none."""
    opened = [at for at, token in enumerate(tokens) if token.text == "("]
    if not opened:
        return frozenset()
    inside: set[int] = set()
    for first, following in zip_longest(opened, opened[1:], fillvalue=len(tokens)):
        closed = next((at for at in range(first + 1, following) if tokens[at].text == ")"), first)
        inside.update(range(first + 1, closed))
    return frozenset(inside)


def assemble(
    sentence: Sentence,
    numbers: Sequence[Number],
    recall: Recall,
    claimed: Sequence[Span] = (),
    places: Places | None = None,
) -> tuple[list[Quantity], list[Numeral]]:
    """Quantities of a sentence, and the numbers of it that count nothing, each with its kind."""
    if not numbers:
        return [], []
    tokens = sentence.tokens
    drafts, idle = [], []
    said = [i for i, number in enumerate(numbers) if is_one(number)]
    ones = find_counted_ones(tokens, numbers, said)
    for i, number in enumerate(numbers):
        counts = _counts(tokens, number)
        if counts and _is_working_time(tokens, number):
            idle.append(Numeral(number.start, number.stop, "schedule"))
        elif number.value is None or not (i in ones or counts and i not in said):
            kind = "pronoun" if counts and number.value is not None else number.kind
            idle.append(Numeral(number.start, number.stop, kind))
        else:
            # «−5» is five, whose sign tells the change
            kept_number = _without_full_stop(tokens, number)
            drafts.append(Draft(kept_number, number.first, kept_number.last, abs(number.value)))
    if not drafts:
        return [], idle
    places = places or see(tokens)
    times, inside = _tokens_within(tokens, claimed), _tokens_between_brackets(tokens)
    scene = Scene(tokens, drafts, find_cues(tokens, places), places, recall, times, inside)
    for step in STEPS:
        step(scene)
    quantities = []
    for draft in scene.drafts:
        if draft.name is None and not draft.unitless and not draft.is_scaled(tokens):
            idle += [Numeral(n.start, n.stop, "other") for n in (*draft.absorbed, draft.number)]
        else:
            quantities.append(draft.freeze(tokens))
    # by their ends: a number may have lost the dash before it
    kept = {n.stop for n in idle}
    for quantity in quantities:
        kept.update([part.stop for part in quantity.numbers])
    # a denominator such as the 1000 of «на 1000 населения»
    rest = [*numbers[:-1], _without_full_stop(tokens, numbers[-1])]
    idle += [Numeral(n.start, n.stop, _rest_kind(scene, n)) for n in rest if n.stop not in kept]
    return quantities, sorted(idle, key=lambda n: n.start)
