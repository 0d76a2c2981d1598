"""Which genitive before a mark is counted: «количество заявлений граждан – 120» counts заявление."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.quantities.counted.announced import lacking
from mfcx.quantities.counted.nouns_before import noun_before
from mfcx.quantities.counted.phrases import follows_preposition, loose_phrase_start
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import Scene, lower
from mfcx.quantities.unit_table import Unit
from mfcx.quantities.units import find_unit
from mfcx.tables import words

_LONGEST_SHORT = 3  # letters of «тыс.»


def counted_genitive(scene: Scene, draft: Draft, last: int, floor: int) -> Unit | None:
    """«принято заявлений граждан | – 120»: of genitives each of which belongs to the one before, the first plural one.

    «проблемы дорог — 340», «часы приёма детей — 5»: what is counted is in the nominative, so none of them.
    """
    tokens, at = scene.tokens, last - 1
    nearest = counted = noun_before(tokens, last)
    if nearest is None and readings(tokens[at].text)[0].case != "gent":
        return None
    row = True  # what was passed was joined by «и»
    while True:
        first = loose_phrase_start(tokens, at)
        if any(d.last == first for d in scene.drafts):
            return counted  # «из 40 человек | девочек – 22»
        if follows_preposition(tokens, at):
            return None if row else nearest  # «от граждан и организаций | – 120», «от граждан | жалоб – 120»
        joined = tokens[first - 1].lower in words("and") and noun_before(tokens, first - 1) is not None
        before = first - 1 - joined
        top = readings(tokens[before].text)[0] if before >= floor and tokens[before].text.isalpha() else None
        if top is None or top.pos != "NOUN" or tokens[before].lower in words("count_noun"):
            return counted
        if top.case in ("nomn", "accs"):
            return None
        if top.case != "gent":  # «число мест | в садах районов», «выдано справок | жителям районов»
            named = counted_by_name(tokens, draft, floor) or lacking(tokens, scene.times, floor, last)
            return named or (nearest or counted if top.case == "loct" else None)
        at, row = before, row and joined
        counted = noun_before(tokens, at + 1) or counted


def counted_by_name(tokens: Sequence[Token], draft: Draft, floor: int) -> Unit | None:
    """«количество оказываемых услуг выросло до 571»: what the measuring noun counts."""
    for at in range(draft.first - 1, floor - 1, -1):
        if tokens[at].text == ";" or is_full_stop(tokens, at):
            return None
        if tokens[at].lower in words("count_noun") and lower(tokens, at - 1) not in words("included"):
            unit = find_unit(tokens, at + 1, None)
            if unit and unit.last <= draft.first:
                return unit
    return None


def is_full_stop(tokens: Sequence[Token], at: int) -> bool:
    """A point with a capital behind it, where the space between two sentences was lost; none in «на 1 июня 2014 г.»."""
    ends = tokens[at].text == "." and len(tokens[at - 1].text) > _LONGEST_SHORT
    return ends and at + 1 < len(tokens) and tokens[at + 1].text[0].isupper()
