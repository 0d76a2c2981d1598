"""In which case a name stands, by the words around it: «инициативу Валерия Зуева», «сообщила Анна Котова»."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.names.people.inflection import NameReading
from mfcx.names.people.posts import ALL_CASES, find_post
from mfcx.names.phrases import has_lemma, is_word, noun_cases

_SURE = 0.15  # readings weaker than this share of the best do not decide a case
_AFTER_NOUN = 0.3  # weight of a nominative right after a common noun


def in_context(
    found: list[NameReading], tokens: Sequence[Token], first: int, last: int, *, byline: bool
) -> list[NameReading]:
    """Readings that the words around allow; all of them where none would be left."""
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if byline:
        # «фото Анны Петровой», но «записала Анна Петрова»
        of_somebody = before is not None and is_word(before) and _is_thing(before.text)
        return _kept(found, lambda r: r.case == ("gent" if of_somebody else "nomn"))
    if before is None and after is not None and after.text == ":":
        return _kept(found, lambda r: r.case == "nomn")  # «Танита Зуева: Почему …?»
    if before is not None and is_word(before):
        found = _after_word(found, before)
    if after is not None and is_word(after) and (gender := _past_gender(after)) is not None:
        nominative = [r for r in found if r.case == "nomn" and r.gender == gender and _is_likely(r, found)]
        found = nominative or found
    return found


def _is_thing(word: str) -> bool:
    """A noun that has an owner: «фото», «телеграм-канал»."""
    top = readings(word)[0]
    return top.pos == "NOUN" and "anim" not in top.tags


def _after_word(found: list[NameReading], before: Token) -> list[NameReading]:
    likely = readings(before.text)[0]
    if likely.pos == "PREP":
        return _kept(found, lambda r: r.case != "nomn")
    gender = _past_gender(before)
    if gender is not None:
        # «утвердил Александра Иванова»: no subject, the verb is masculine
        return _kept(found, lambda r: r.case != "nomn" or r.gender == gender)
    if likely.pos == "NOUN" and has_lemma(before, "honour"):
        return _kept(found, lambda r: r.case == "gent")
    if has_lemma(before, "kin"):
        return _kept(found, lambda r: r.case in noun_cases(before.text))
    if likely.pos == "NOUN" and before.text[1:].islower() and find_post(before.text) is None:
        # «инициативу Валерия Шанцева» is likelier a genitive than «руководит центром Валерия Шанцева» a subject
        weighed = [replace(r, weight=r.weight * _AFTER_NOUN) if r.case == "nomn" else r for r in found]
        return sorted(weighed, key=lambda r: -r.weight)
    return found


def _past_gender(token: Token) -> str | None:
    """Gender of a verb in the past singular: «сообщила» -> femn."""
    likely = readings(token.text)[0]
    return str(likely.gender) if likely.pos == "VERB" and likely.gender and likely.number == "sing" else None


def _kept(found: list[NameReading], keep: Callable[[NameReading], bool]) -> list[NameReading]:
    return [r for r in found if keep(r)] or found


def likely_cases(found: Sequence[NameReading]) -> frozenset[str]:
    if not found:
        return ALL_CASES
    return frozenset(r.case for r in found if _is_likely(r, found))


def _is_likely(reading: NameReading, found: Sequence[NameReading]) -> bool:
    """Not «Анной Котовой» as the name of a man."""
    return reading.weight >= _SURE * found[0].weight
