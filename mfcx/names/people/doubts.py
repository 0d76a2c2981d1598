"""Lone words that may be a surname or may not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from mfcx import morphology
from mfcx.document import DASHES, Token
from mfcx.morphology import readings
from mfcx.names.bodies.heads import head_of
from mfcx.names.people.inflection import is_known_surname, is_surname_like
from mfcx.names.people.mentions import Mention
from mfcx.names.people.no_persons import is_of_several
from mfcx.names.phrases import called_from, has_lemma, is_abbreviation, is_word, words_of
from mfcx.places.gazetteer import gazetteer, normal
from mfcx.tables import fold, read_table


def is_doubtful(mention: Mention, tokens: Sequence[Token]) -> bool:
    """A lone word that nothing shows to be a person's surname."""
    _, first, last = mention.place
    if mention.initials:
        return False
    word, part = mention.parts[0]
    if len(mention.parts) > 1 or (mention.tagged and _is_introduced(tokens, first)):
        return False
    if mention.title is not None:
        return (part == "first" and not mention.tagged) or _is_other_subject(mention, tokens)
    if part == "first" or is_abbreviation(word) or is_of_several(tokens, first) or _is_located(tokens, first):
        return True
    if _speaks(tokens, first, last):
        return not is_surname_like(word) and not (mention.tagged and _is_strange(word) and _says(tokens, first, last))
    if last == len(tokens) and not morphology.is_word(word.lower()):
        return True  # «экономика Костромс», where the text breaks off
    adjectival = any(r.pos == "ADJF" for r in readings(word)) or word.lower().endswith(tuple(words_of("adjective_end")))
    return adjectival or not mention.tagged or not is_known_surname(word) or _is_common_word(word)


def _is_other_subject(mention: Mention, tokens: Sequence[Token]) -> bool:
    """«Устьяны – участник проекта»: what the dash says something of stands in the nominative, as this name cannot."""
    _, first, last = mention.place
    opens = not any(map(is_word, tokens[:first])) and last < len(tokens) and tokens[last].text in DASHES
    return opens and all(reading.case != "nomn" for reading in mention.readings)


def _speaks(tokens: Sequence[Token], first: int, last: int) -> bool:
    near = [*tokens[max(0, first - 3) : first], *tokens[last : last + 3]]
    # «Напомним» is said by the newsroom
    return any(is_word(t) and has_lemma(t, "speech") and "1per" not in readings(t.text)[0].tags for t in near)


def _says(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the word stands right beside a verb of telling: «[отметил] Ковтун», «Ковтун [отметил]»."""
    beside = [*tokens[max(0, first - 1) : first], *tokens[last : last + 1]]
    tops = [readings(token.text)[0] for token in beside if is_word(token)]
    return any(r.pos == "VERB" and r.number == "sing" and fold(r.lemma) in _telling() for r in tops)


@cache
def _telling() -> frozenset[str]:
    return frozenset(fold(row["lemma"]) for row in read_table("speech") if row["kind"] in ("report", "remark"))


def _is_strange(word: str) -> bool:
    """A word that no dictionary has and no body is called by: «Ковтун», not «Омскстат»."""
    return not morphology.is_word(word.lower()) and head_of(word) is None and not gazetteer().get(normal(word))


def _is_introduced(tokens: Sequence[Token], first: int) -> bool:
    """«дочь Мария», «31-летний Олег», «девушка по имени Анна»: what stands before a given name without a surname."""
    first = called_from(tokens, first)
    if first == 0 or not tokens[first - 1].text.islower():
        return False
    of_age = first > 2 and tokens[first - 2].text == "-" and tokens[first - 3].text.isdigit()
    return has_lemma(tokens[first - 1], "kin") or (of_age and has_lemma(tokens[first - 1], "age"))


def _is_located(tokens: Sequence[Token], first: int) -> bool:
    """«до Корликов», «в Кузнецово»: what a preposition of place governs"""
    return first > 0 and tokens[first - 1].lower in words_of("located")


def _is_common_word(word: str) -> bool:
    likely = readings(word)[0]
    return not {"Surn", "Name"} & likely.tags and likely.score > 0.6
