"""Nouns that lack a number until a mark brings it: «браков заключено меньше: 674», «выдано справок о льготах – 45»."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache

from mfcx.document import DASHES, Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.counted.masses import many_of
from mfcx.quantities.counted.nouns_before import noun_before
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import Scene, lower
from mfcx.quantities.unit_table import Unit, okei_of
from mfcx.tables import words

_SENTENCE_MARKS = frozenset(";.!?")
_PHRASE_REACH = 7  # words of the phrase that says which one a figure of a list is


def announced(scene: Scene, i: int, begins: int) -> Unit | None:
    """«браков заключено меньше: 674», «выдано разрешений: на снос – 312»: the words before the mark lack a number."""
    tokens, stop = scene.tokens, _announcing(scene, begins - 1)
    if stop is None:
        return None
    first = next((at + 1 for at in range(stop - 1, -1, -1) if tokens[at].text in _SENTENCE_MARKS), 0)
    heads = [d for d in scene.drafts[:i] if d.first >= first and not in_phrase(tokens, d)]
    if not heads:
        return lacking(tokens, scene.times, first, stop)
    item = scene.drafts[i - 1].last
    row = lower(tokens, item) == "," and lower(tokens, scene.drafts[i - 1].first - 1) in DASHES
    return lacking(tokens, scene.times, item + 1, stop) if row else None  # «аптек – 18, ярмарок проведено – | 24»


def in_phrase(tokens: Sequence[Token], draft: Draft) -> bool:
    """«в 18 отделах», «на треть»: no head of its clause."""
    return lower(tokens, draft.number.first - 1) in words("governing_preposition") | words("by")


def lacking(tokens: Sequence[Token], times: Container[int], first: int, stop: int) -> Unit | None:
    """The noun that lacks its number in tokens [first, stop): «зарегистрировано | записей | актов»."""
    nouns = (noun_before(tokens, at + 1) for at in range(first, stop) if at not in times)
    counted = (noun for noun in nouns if noun and _lacks_number(tokens, times, noun.head, first, stop))
    return next(counted, None) or _slipped_opening(tokens, first, stop)


def _slipped_opening(tokens: Sequence[Token], first: int, stop: int) -> Unit | None:
    """«ипотеки | зарегистрировано в мае – 1 243»: a genitive in the wrong number opens the clause."""
    while first < stop and _says_nothing(tokens[first].text):
        first += 1
    if first + 1 >= stop or not _says_happened(tokens[first + 1]):
        return None
    top = readings(tokens[first].text)[0]
    if (top.pos, top.case, top.number) != ("NOUN", "gent", "sing") or "Sgtm" in top.tags or many_of(top.lemma):
        return None  # «молока произведено – 1 243» leaves out its tonnes
    return Unit(top.lemma, okei_of(top.lemma), first, first + 1, first, noun=True)


def _announcing(scene: Scene, at: int) -> int | None:
    """The mark that announces a figure, before it or before the phrase that says which: «: | о рождении – 45»."""
    tokens = scene.tokens
    if lower(tokens, at) in (":", "("):
        return at
    dashed = lower(tokens, at) in DASHES
    start = at - dashed
    while start > 0 and at - start <= _PHRASE_REACH and (tokens[start].text.isalpha() or start in scene.times):
        start -= 1
    named = tokens[start].text == ":" and readings(tokens[start + 1].lower)[0].pos == "PREP"
    return start if named else at if dashed else None


def _lacks_number(tokens: Sequence[Token], times: Container[int], head: int, first: int, stop: int) -> bool:
    """Whether a genitive plural is what there is: it opens a clause of counting or follows its verb."""
    start = head
    while start > first and any(r.pos in ("ADJF", "PRTF") for r in readings(tokens[start - 1].text)[:2]):
        start -= 1
    if start > first and _says_happened(tokens[start - 1]):
        return True
    opens = all(at in times or _says_nothing(tokens[at].text) for at in range(first, start))
    if opens and tokens[stop].text == ":" and stop == head + 1:
        return True  # «Разводов: в мае – 120»
    return opens and any(_says_happened(t) or _says_done(t) for t in tokens[head + 1 : stop])


def _says_nothing(text: str) -> bool:
    """«а вот», «зато»: what may stand before the first word of a clause."""
    return not text.isalpha() or readings(text)[0].pos in ("CONJ", "PRCL", "ADVB")


@lru_cache(maxsize=6_000)
def _happens(form: str) -> bool:
    top = readings(form)[0]
    governs = not words("genitive_verb").isdisjoint(lemmas(form))  # «касалось дорог» counts none
    return not governs and top.gender == "neut" and (top.pos == "PRTS" or {"VERB", "intr"} <= top.tags)


def _says_happened(token: Token) -> bool:
    """«зарегистрировано», «поступило»: nobody does it, so the genitive beside it is counted."""
    return token.text.isalpha() and _happens(token.lower)


def _says_done(token: Token) -> bool:
    """«браков | заключили | меньше: 674»: what opens the clause in the genitive is the object counted."""
    top = readings(token.lower)[0] if token.text.isalpha() else None
    return top is not None and {"VERB", "tran", "past", "plur"} <= top.tags
