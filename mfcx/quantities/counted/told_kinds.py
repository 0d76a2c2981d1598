"""A heading of rows that are kinds of one thing: «Самые востребованные услуги: справки – 215», «Топ-3 услуг:»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import DASHES, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.counted.headed_rows import begins_at
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import Scene, lower
from mfcx.quantities.unit_table import Unit, okei_of
from mfcx.tables import words

_ROW_MARKS = DASHES | {"("}
_HEADING_MARKS = DASHES | {":"}
_PHRASE = 6  # words of «услуги по регистрации прав на жильё»
_VERBS = frozenset({"VERB", "PRTS", "INFN", "GRND"})
_REACH = 5  # words between the word of rank and the noun: «Топ-3 самых востребованных | услуг»


def kinds_named(tokens: Sequence[Token], stop: int) -> Unit | None:
    """«Самые востребованные | услуги | месяца:»: of what the rows behind the colon are kinds."""
    ranked = (at for at in range(stop) if not words("popular").isdisjoint(lemmas(tokens[at].lower)))
    first = next(ranked, stop)
    for at in range(first + 1, min(first + 1 + _REACH, stop)):
        noun = next((r for r in readings(tokens[at].text)[:4] if (r.pos, r.number) == ("NOUN", "plur")), None)
        if noun is None or noun.lemma in words("kind_word"):
            continue  # «Топ-3 | видов | услуг»
        kind = noun.lemma in words("told_by_kind")
        return Unit(noun.lemma, okei_of(noun.lemma), at, at + 1, at, noun=True) if kind else None
    return None


def kind_of_row(scene: Scene, draft: Draft) -> Unit | None:
    """«Самые востребованные услуги: регистрация прав – | 215, паспорта – | 98»: rows in the line of their heading."""
    tokens, mark = scene.tokens, begins_at(scene.tokens, draft) - 1
    if lower(tokens, mark) not in _ROW_MARKS or draft.value != draft.value.to_integral_value():
        return None
    unit = kinds_named(tokens, mark)
    headed = unit is not None and any(token.text in _HEADING_MARKS for token in tokens[unit.last : mark])
    if not headed:
        unit = _kind_beside(scene) if lower(tokens, mark) == "(" and lower(tokens, draft.last) == ")" else None
    return unit if draft.value > 1 else None


def _kind_beside(scene: Scene) -> Unit | None:
    """«На втором месте – услуги МВД (| 98), на третьем – Соцфонда (| 76)»: right before the first bracket."""
    tokens = scene.tokens
    bracketed = next((d for d in scene.drafts if lower(tokens, d.first - 1) == "("), None)
    if bracketed is None or lower(tokens, bracketed.last) != ")" or bracketed.unit is not None:
        return None  # «справки (7 300 заявлений) и паспорта (4 100)»
    opened = bracketed.first - 1
    first = opened
    while first > max(0, opened - _PHRASE) and _may_be_of_phrase(tokens[first - 1]):
        first -= 1
    for at in range(first, opened):  # «заявления о выдаче справок» are заявления
        found = readings(tokens[at].text)[:4]
        kind = next((r for r in found if r.number == "plur" and r.lemma in words("told_by_kind")), None)
        if kind is not None:
            return Unit(kind.lemma, okei_of(kind.lemma), at, at + 1, at, noun=True)
    return None


def _may_be_of_phrase(token: Token) -> bool:
    return token.text.isalpha() and readings(token.lower)[0].pos not in _VERBS
