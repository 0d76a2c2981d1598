"""Rows that are words, a mark and a number, and name nothing counted: «Получили поддержку – 418», «Повторных – 96»."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from mfcx.document import DASHES, Token
from mfcx.morphology import Reading, lemmas, readings
from mfcx.quantities.counted.headed_rows import begins_at, is_bullet
from mfcx.quantities.drafts import Draft
from mfcx.quantities.inherited.elsewhere import befalls
from mfcx.quantities.inherited.verbless import is_deed_done
from mfcx.quantities.scene import PERSON, Scene, lower
from mfcx.quantities.unit_table import okei_of
from mfcx.tables import words

_MARKS = DASHES | {":"}
_CLOSERS = frozenset({"", ".", ",", ";", "("})
_ITEM_MARKS = frozenset(",;()")
_NAMED = frozenset({"Name", "Surn", "Patr"})
_FEWEST_PLACES = 2
_LONGEST_PLACE = 4  # words of its name
_LIKE = 10  # how many times less the places may have than there is in all
_LONGEST = 9  # words of a row
_KINDS = ("ADJF", "PRTF")
_YEARS = (Decimal(1800), Decimal(2100))  # «Построено: 1978»


def keep_rows(scene: Scene) -> None:
    """A row of a deed or a kind tells a figure, though nobody knows of what: no figure is dropped."""
    kept: Draft | None = None
    _share_out(scene)
    for draft in scene.drafts:
        if draft.name is not None or draft.unitless or draft.is_scaled(scene.tokens):
            continue
        row = _row_of(scene, draft, goes_on=kept is not None)
        if row is not None and (kept is None or not _tells_way(row)):
            _name(scene, draft, row)
            kept = draft
        elif kept is not None and (row or _is_part(scene, kept, draft) or _is_its_change(scene, kept, draft)):
            draft.name, draft.okei, draft.inherited, draft.unitless = kept.name, kept.okei, True, kept.unitless


def _share_out(scene: Scene) -> None:
    """«(В области откроют 1 340 мест. …) В Твери – 900, во Ржеве – 120»: by places, what the headline counts in all."""
    drafts = scene.drafts
    if len(drafts) < _FEWEST_PLACES or any(draft.name or draft.unitless or draft.number.multiplier for draft in drafts):
        return
    whole = scene.recall().headline if all(_is_of_place(scene, draft) for draft in drafts) else None
    if whole is None or not whole.value / _LIKE <= sum(draft.value for draft in drafts) <= whole.value:
        return
    for draft in drafts:
        draft.name, draft.okei, draft.inherited = whole.unit, whole.okei, True


def _is_of_place(scene: Scene, draft: Draft) -> bool:
    """«в Нижнем Новгороде | – 900», «Волжский район | – 1 100»."""
    tokens, mark = scene.tokens, begins_at(scene.tokens, draft) - 1
    if lower(tokens, mark) not in DASHES or lower(tokens, draft.last) not in _CLOSERS or draft.value % 1:
        return False
    first = next((at + 1 for at in range(mark - 1, -1, -1) if tokens[at].text in _ITEM_MARKS), 0)
    told = tokens[first + (tokens[first].lower in words("locative")) : mark]
    return 0 < len(told) <= _LONGEST_PLACE and told[0].text.istitle() and all(token.text.isalpha() for token in told)


def _name(scene: Scene, draft: Draft, row: Sequence[Token]) -> None:
    """People, where only they are so treated; else what the headline counts; else nobody knows."""
    topic = scene.recall().topic
    if any(befalls(token.lower) for token in row) or _did_as_people(row):
        draft.name, draft.okei, draft.inherited = PERSON, okei_of(PERSON), True
    elif topic is not None and not _tells_who(row):
        draft.name, draft.okei, draft.inherited = topic, okei_of(topic), True
    else:
        draft.unitless = True


def _did_as_people(row: Sequence[Token]) -> bool:
    """«Вступивших в брак», «Прошедших обучение»: what only people go through."""
    goes = not words("undergoes").isdisjoint(lemmas(row[0].lower))
    return goes and any(not words("treatment").isdisjoint(lemmas(token.lower)) for token in row[1:])


def _row_of(scene: Scene, draft: Draft, *, goes_on: bool) -> Sequence[Token] | None:
    """«Поддержано | – 312», «Получили господдержку | – 418»: what stands before the mark, without times.

    It goes on with «на лечение заявлено 900, | на спорт | – 40», «снято с учёта 900, | в том числе по болезни | – 40».
    """
    tokens, mark = scene.tokens, begins_at(scene.tokens, draft) - 1
    if _ends_with_deed(scene, draft, mark):
        mark += 1
    elif lower(tokens, mark) not in _MARKS or lower(tokens, draft.last) not in _CLOSERS:
        return None
    if draft.value % 1 or draft.number.sign or (_may_be_year(draft) and lower(tokens, mark) == ":"):
        return None
    first = _row_start(scene, mark)
    told = [tokens[at] for at in range(first, mark) if at not in scene.times] if first is not None else []
    if not 0 < len(told) <= _LONGEST or not all(token.text.isalpha() for token in told) or _names(told[-1]):
        return None
    if _tells_all(told):
        return told
    way = _tells_way(told) and (goes_on or scene.recall().topic)
    return told if _tells_deed(told) or _tells_kind(told) or way else None


def _ends_with_deed(scene: Scene, draft: Draft, at: int) -> bool:
    """«Больничных оплачено | 54 200 на сумму …», «Снято с учёта | 312»: no mark parts the deed from its number.

    «Таких набралось 40» counts what was told before.
    """
    tokens = scene.tokens
    if at < 1 or tokens[0].lower in words("such") or draft.is_scaled(tokens):
        return False
    if not (is_deed_done(tokens[at].lower) or at not in scene.times and _is_done_to_those(tokens, at)):
        return False
    behind = lower(tokens, draft.last)
    return behind in _CLOSERS or behind in words("by") | words("against")


def _is_done_to_those(tokens: Sequence[Token], at: int) -> bool:
    """«Снято с | учёта 312», «Направлено на | обучение 40», not «Построено в | микрорайоне 12»."""
    if not is_deed_done(tokens[0].lower) or readings(tokens[1].lower)[0].pos != "PREP":
        return False
    last = readings(tokens[at].lower)[0]
    return (last.pos, last.number) == ("NOUN", "sing") and last.case != "loct" and tokens[at].text.islower()


def _is_part(scene: Scene, kept: Draft, draft: Draft) -> bool:
    """«Зачислено: 14 118 (бюджет – | 9 204, платно – | 4 914)»: what its own bracket parts it into."""
    tokens, mark = scene.tokens, begins_at(scene.tokens, draft) - 1
    opens = lower(tokens, kept.last) == "(" and draft.first in scene.inside
    if not opens or lower(tokens, mark) not in _MARKS or draft.value % 1:
        return False
    if draft.value > kept.value and mark - 1 not in scene.times:
        return False  # «(АППГ – 91 204)» may be more
    between = range(kept.last + 1, draft.first)
    return all(at in scene.inside for at in between) and lower(tokens, draft.last) in (",", ";", ")")


def _is_its_change(scene: Scene, kept: Draft, draft: Draft) -> bool:
    """«Вступивших в брак – 2 303 (| – 87)»."""
    signed = draft.number.sign != 0 and lower(scene.tokens, draft.last) == ")"
    return signed and lower(scene.tokens, kept.last) == "(" and kept.last + 1 == draft.number.first


def _names(token: Token) -> bool:
    """«приехали | Петровы – 12»: so many of whom, or of what age, nobody knows."""
    return token.text.istitle() and not readings(token.text)[0].tags.isdisjoint(_NAMED)


def _may_be_year(draft: Draft) -> bool:
    return _YEARS[0] <= draft.value <= _YEARS[1]


def _row_start(scene: Scene, mark: int) -> int | None:
    """Where the line begins, or behind the mark that closes the figure before; elsewhere no row begins."""
    tokens = scene.tokens
    first = next((at + 1 for at in range(mark - 1, -1, -1) if tokens[at].text in _ITEM_MARKS), 0)
    if first:
        return (
            first
            if any(draft.last == first - 1 for draft in scene.drafts) or first > 1 and tokens[first - 1].text == ")"
            else None
        )
    return int(is_bullet(tokens[0]))


def _tells_deed(told: Sequence[Token]) -> bool:
    """«Зачислено», «По горячим следам раскрыто», «Получили господдержку», «Всего поступило»."""
    return any(_is_deed(reading) for token in told for reading in _likeliest(token))


def _likeliest(token: Token) -> Sequence[Reading]:
    """«Снято» is a participle as well as an adjective."""
    found = readings(token.lower)
    return found[:2] if found[0].pos == "ADJS" else found[:1]


def _is_deed(top: Reading) -> bool:
    if top.pos == "PRTS":
        return top.number == "plur" or top.gender == "neut"
    return top.pos == "VERB" and "past" in top.tags and (top.number == "plur" or top.gender == "neut")


def _tells_kind(told: Sequence[Token]) -> bool:
    """«Повторных», «самозанятые», «Тяжких и особо тяжких», «Вступивших в брак»: kinds of what the heading tells."""
    tops = [readings(token.lower)[0] for token in told]
    if len(told) > 1 and tops[0].tags >= {"PRTF", "gent", "plur"}:
        return True
    return any(top.pos in _KINDS and top.number == "plur" for top in tops) and all(
        top.pos in (*_KINDS, "CONJ", "ADVB", "PRCL") for top in tops
    )


def _tells_all(told: Sequence[Token]) -> bool:
    """«Всего», «Итого», «Естественная убыль»."""
    *before, last = told
    total = len(last.lower) > 1 and last.lower in words("in_all")  # «А – 9» is none
    total = total or not words("gain_or_loss").isdisjoint(lemmas(last.lower))
    return total and all(readings(token.lower)[0].pos in _KINDS for token in before)


def _tells_way(told: Sequence[Token]) -> bool:
    """«В форме электронного документа», «По телефону»: how it came, no place by name."""
    opens = readings(told[0].lower)[0].pos == "PREP"
    return opens and len(told) > 1 and all(token.text.islower() for token in told[1:])


def _tells_who(told: Sequence[Token]) -> bool:
    """«Получили господдержку», «самозанятые»: those who did it are not what the heading counts."""
    tops = [readings(token.lower)[0] for token in told]
    return any((top.pos, top.number) == ("VERB", "plur") or top.case == "nomn" for top in tops)
