"""The noun that «их» stands for: «Не пустуют и отделения, их в республике 31»."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.quantities.counted.phrases import depends, follows_preposition, phrase_start
from mfcx.quantities.drafts import Draft
from mfcx.quantities.scene import PERCENT, TIMES, Scene, lower
from mfcx.tables import words

_OPENING_QUOTES, _CLOSING_QUOTES = frozenset('«„“"'), frozenset('»“”"')
_NAME_REACH = 2  # words of a name before its last
_NO_NOUNS = frozenset({"PREP", "ADJF", "PRTF"})
_OF_DEEDS = ("nomn", "accs")
_LEFT_REACH = 7  # how far to the left of a number its pronoun may stand


def pronoun_noun(scene: Scene, draft: Draft) -> str | None:
    """«Не пустуют и отделения, их в республике 31»: the plural noun that «их» stands for in the same sentence."""
    tokens = scene.tokens
    at = next((i for i in range(draft.first - 1, -1, -1) if tokens[i].lower in words("theirs")), None)
    if at is None or draft.first - at > _LEFT_REACH or any(d.first > at for d in scene.drafts if d.first < draft.first):
        return None
    aside = None
    for i in range(at - 1, -1, -1):
        inside = next((d for d in scene.drafts if d.number.first <= i < d.last), None)
        if inside is not None and inside.name in (PERCENT, TIMES):
            continue  # «помещений станет больше в полтора раза, их число вырастет с 69 до 103»
        if inside is not None:
            return None  # what was counted there is inherited as such
        found = readings(tokens[i].text)[:3]
        noun = next((r for r in found if (r.pos, r.number) == ("NOUN", "plur") and found[0].pos not in _NO_NOUNS), None)
        if (
            noun is None
            or i in scene.times
            or _is_quoted(tokens, i)
            or _is_of_another(tokens, i)
            or opens_remark(tokens, i)
        ):
            continue
        if noun.case != "loct":
            return noun.lemma
        if aside is None and lower(tokens, i - 1) in words("about" if i < at - 2 else "about_or_on"):
            aside = noun.lemma  # «остановились на жалобах: их поступило 74», where nothing else is named
    return aside


def plural_named(tokens: Sequence[Token], measured: AbstractSet[int]) -> str | None:
    """For «Сейчас их 39»: «где есть удалённые | места», but «| ярмарки проходят на площадях городов»."""
    free = [at for at in range(len(tokens)) if at not in measured]
    acting = (noun for at in free if (noun := _acting_things(tokens, at)) is not None)
    last = (noun for at in reversed(free) if (noun := _plural_noun(tokens[at].text) or _things_done(tokens, at)))
    return next(acting, None) or next(last, None)


def _acting_things(tokens: Sequence[Token], verb: int) -> str | None:
    """«ярмарки | проходят для жителей», «| работают новые школы»: the things whose verb has no object."""
    if not _is_without_object(tokens[verb].lower):
        return None
    behind = verb + 1
    while behind < len(tokens) and readings(tokens[behind].lower)[0].pos in ("ADJF", "PRTF"):
        behind += 1
    before = verb - 1
    while before > 0 and depends(tokens, before):
        before = phrase_start(tokens, before) - 1
    named = [at for at in (before, behind) if 0 <= at < len(tokens) and not follows_preposition(tokens, at)]
    return next((noun for at in named if (noun := _as_plural(tokens[at].text, things=True))), None)


@lru_cache(maxsize=6_000)
def _is_without_object(form: str) -> bool:
    """«проходят», «строятся», of many."""
    found = readings(form)
    return found[0].pos == "VERB" and any(r.number == "plur" and "intr" in r.tags for r in found)


def _things_done(tokens: Sequence[Token], at: int) -> str | None:
    """«строят | школы», «открыли новые | школы»: no «школы» of one school."""
    before = readings(tokens[at - 1].lower) if at and tokens[at - 1].text.isalpha() else ()
    many = any(r.pos in ("ADJF", "PRTF") and r.number == "plur" and r.case in _OF_DEEDS for r in before)
    return _as_plural(tokens[at].text) if many or (before and before[0].pos == "VERB") else None


@lru_cache(maxsize=6_000)
def _as_plural(text: str, *, things: bool = False) -> str | None:
    """The lemma of what may be many: «школы»; with `things` of no people."""
    found = readings(text)[:3] if text.isalpha() else ()
    if not found or found[0].pos != "NOUN":
        return None
    many = (r for r in found if (r.pos, r.number) == ("NOUN", "plur") and r.case in _OF_DEEDS)
    return next((r.lemma for r in many if not things or "inan" in r.tags), None)


@lru_cache(maxsize=6_000)
def _plural_noun(text: str) -> str | None:
    top = readings(text)[0]
    many = top.pos == "NOUN" and top.number == "plur" and top.case in (*_OF_DEEDS, "gent")
    return top.lemma if many else None


def opens_remark(tokens: Sequence[Token], at: int) -> bool:
    """«для | сравнения», «по предварительным | данным»: a set phrase that speaks of no things."""
    return not words("remark_noun").isdisjoint(lemmas(lower(tokens, at))) and follows_preposition(tokens, at)


def _is_of_another(tokens: Sequence[Token], at: int) -> bool:
    """«дома | отдыха, их 12»: of the noun before; «число | преступлений: их 12» counts them."""
    if not depends(tokens, at):
        return False
    return words("count_noun").isdisjoint([tokens[phrase_start(tokens, at) - 1].lower])


def _is_quoted(tokens: Sequence[Token], at: int) -> bool:
    """«девять центров «Мои | документы», их … семь»: a name of one word or two."""
    near = [token.text for token in tokens[max(0, at - _NAME_REACH) : at]]
    return not _OPENING_QUOTES.isdisjoint(near) and tokens[at + 1].text in _CLOSING_QUOTES
