"""A heading in the line of its rows: «Библиотеки: детские – 31, модельные – 19», «Жалобы: рассмотрено – 90»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import DASHES, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.counted.nouns_before import noun_before
from mfcx.quantities.scene import Scene, lower
from mfcx.quantities.unit_table import Unit, okei_of, unit_symbol
from mfcx.quantities.units import is_acronym
from mfcx.tables import fold, words

_MANY = ("NOUN", "nomn", "plur")
_ADJECTIVES = ("ADJF", "PRTF")
_JOINTS = frozenset({",", ":", ";"})
_LONGEST = 8  # words of a heading
_REQUEST = unit_symbol("request")


def kind_under_heading(scene: Scene, i: int, mark: int) -> Unit | None:
    """What the heading names of which a kind or a deed stands before the mark: «Дороги: местные | – 96»."""
    heading = heading_of(scene.tokens, mark) if not scene.drafts[i].value % 1 else None
    if heading is None or heading[1] in words("sum_noun"):
        return None
    head, name, _ = heading
    return Unit(name, okei_of(name), head, head + 1, head, noun=True)


def heading_of(tokens: Sequence[Token], mark: int) -> tuple[int, str, int] | None:
    """The noun of the heading, its lemma and its colon, where a kind or a deed alone stands before the mark."""
    joint = mark - 2
    while joint > 0 and tokens[joint].text.isalpha() and readings(tokens[joint].lower)[0].pos == "ADVB":
        joint -= 1  # «капитально | отремонтировано»
    if joint < 1 or lower(tokens, joint) not in _JOINTS | words("and") or not _is_kind(tokens[mark - 1]):
        return None
    return _noun_of(tokens, joint)


def _noun_of(tokens: Sequence[Token], stop: int) -> tuple[int, str, int] | None:
    """The noun in the nominative plural that opens the line as its heading: «Сельские | школы | области:»."""
    colon = next((at for at in range(min(stop, _LONGEST) + 1) if tokens[at].text == ":"), 0)
    head = 0
    while head < colon and tokens[head].text.isalpha() and readings(tokens[head].lower)[0].pos in _ADJECTIVES:
        head += 1
    named = head < colon and tokens[head].text.isalpha() and len(tokens[head].text) > 1  # «С начала года:»
    found = readings(tokens[head].text)[:3] if named else ()
    noun = next((r for r in found if (r.pos, r.case, r.number) == _MANY), None)
    if _tells(tokens[:colon]) or not found:
        return None
    if noun is None and is_acronym(tokens[head]):
        return head, tokens[head].text, colon
    return None if noun is None else (head, noun.lemma, colon)


def topic_of(tokens: Sequence[Token]) -> str | None:
    """«Обращения граждан за I квартал»: what a headline without a verb opens with, where it can be counted."""
    head = 0
    while head + 1 < len(tokens) and tokens[head].text.isalpha() and readings(tokens[head].lower)[0].pos in _ADJECTIVES:
        head += 1
    found = readings(tokens[head].text)[:3] if tokens[head].text.isalpha() else ()
    noun = next((r for r in found if (r.pos, r.case, r.number) == _MANY), None)
    if noun is None or fold(noun.lemma) not in words("happening") | words("row_head") or _tells(tokens):
        return None
    return noun.lemma


def time_under_heading(scene: Scene, i: int, mark: int) -> Unit | None:
    """«Кражи: | 2022 г. – 120; 2023 г. – 98»: how many there were when of what the heading names."""
    tokens, at = scene.tokens, mark - 1
    while at > 0 and (at in scene.times or tokens[at].text == "." or tokens[at].lower in words("in")):
        at -= 1
    told = scene.times.isdisjoint(range(at, mark)) or lower(tokens, at) not in _JOINTS or scene.drafts[i].value % 1
    heading = None if told else _noun_of(tokens, at)
    if heading is None or fold(heading[1]) not in words("happening") | words("row_head"):
        return None
    head, name, _ = heading
    return Unit(name, okei_of(name), head, head + 1, head, noun=True)


def lists_causes(tokens: Sequence[Token], stop: int) -> bool:
    """«Причины: | обращение с огнём – 214, печи – 48», «По вопросам ремонта дорог | – 40»: what led to the counted."""
    return _cause_before(tokens, stop) is not None


def caused(tokens: Sequence[Token], stop: int) -> Unit | None:
    """«Темы | обращений |: дороги – 40»: what the rows are causes or kinds of, where the heading says it."""
    cause = _cause_before(tokens, stop)
    return noun_before(tokens, cause) if cause is not None else None


def asked_about(tokens: Sequence[Token], stop: int) -> Unit | None:
    """«Чаще | обращались по вопросам: | дороги – 40» counts how often."""
    at = next((at for at in range(stop) if not words("asks_office").isdisjoint(lemmas(tokens[at].lower))), None)
    return None if at is None else Unit(_REQUEST, okei_of(_REQUEST), at, at + 1, at, noun=True)


def _cause_before(tokens: Sequence[Token], stop: int) -> int | None:
    """The colon of a heading that names causes, or the noun of «по вопросам»."""
    colon = next((at for at in range(min(stop, _LONGEST)) if tokens[at].text == ":"), 0)
    found = (at for at in range(colon or stop) if not words("cause_heading").isdisjoint(lemmas(tokens[at].lower)))
    if colon:
        return colon if next(found, None) is not None else None
    at = next(found, 0)
    opens = at > 0 and tokens[at - 1].lower in words("distributive") and (at == 1 or not tokens[at - 2].text.isalpha())
    return at if opens and tokens[stop - 1].text in DASHES and not _tells(tokens[at:stop]) else None


def _is_kind(token: Token) -> bool:
    """«детские», «рассмотрено»."""
    found = readings(token.lower)[:2] if token.text.isalpha() else ()
    if not found or found[0].tags & {"Apro", "Anum"}:
        return False
    if any(r.pos == "NOUN" and "anim" in r.tags for r in readings(token.lower)):
        return False  # «рабочих – 2 100»
    done = any(r.pos == "PRTS" and (r.gender, r.number) == ("neut", "sing") for r in found)
    return done or found[0].pos in _ADJECTIVES and found[0].number == "plur"


def _tells(tokens: Sequence[Token]) -> bool:
    return any(readings(t.lower)[0].pos in ("VERB", "PRTS", "INFN") for t in tokens if t.text.isalpha())
