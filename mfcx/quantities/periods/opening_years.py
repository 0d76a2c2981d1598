"""A year whose noun stands in the sentence before: «В прошлом году открыли 4 школы. В этом – уже 7.»"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mfcx.document import DASHES, Sentence, Token
from mfcx.morphology import readings
from mfcx.quantities.periods.find import TimePhrase
from mfcx.quantities.periods.lexicon import cues_of, lexicon
from mfcx.quantities.periods.when import When
from mfcx.tables import words

_OPENING = 3  # «в», «этом», «–»
_REACH = 3  # words from the dash to the figure: «– уже | 7», «– чуть больше | 7»
_VERB_REACH = 5  # «откроют не менее | 7»
_TENSES = {"this": "futr", "next": "futr"}
_POINTING = frozenset({"this", "last", "next", "before_last"})


def read_opening_year(sentence: Sentence, before: Callable[[], Sequence[Token]]) -> TimePhrase | None:
    """«В этом – уже 7», «В следующем откроют 12» at the head of a sentence; `before` it a year was named."""
    tokens = sentence.tokens
    if len(tokens) <= _OPENING:
        return None
    at = int("elided_contrast" in cues_of(tokens[0].lower))
    relation = _relation(tokens, at)
    if relation is None or not _leads_on(tokens, at + 2, relation) or not _names_year(before()):
        return None
    start, stop = tokens[at].start, tokens[at + 1].stop
    return TimePhrase(start, stop, at, at + 2, "period", "in", when=When("year", relation=relation))


def _relation(tokens: Sequence[Token], at: int) -> str | None:
    """«в | этом», «в | нынешнем»."""
    if tokens[at].lower not in words("in"):
        return None
    form = tokens[at + 1].lower
    if cues_of(form).isdisjoint(("elided_this", "elided_year")):
        return None
    relation = lexicon().relations.get(form)
    relation = "last" if relation == "ended" else relation
    return relation if relation in _POINTING else None


def _leads_on(tokens: Sequence[Token], at: int, relation: str) -> bool:
    """Whether a dash or a verb of that time stands before a figure: «– уже 7», «откроют ещё 7»."""
    mark = tokens[at]
    if mark.text in DASHES:
        return _has_figure(tokens[at + 1 : at + 1 + _REACH])
    if not mark.text.isalpha() or not _has_figure(tokens[at + 1 : at + 1 + _VERB_REACH]):
        return False
    tense = _TENSES.get(relation, "past")
    return any(
        r.pos == "VERB" and tense in r.tags and _is_of_nobody(r.number, r.gender) for r in readings(mark.lower)[:2]
    )


def _is_of_nobody(number: str | None, gender: str | None) -> bool:
    """«откроют», «было»: a verb that tells of no one person."""
    return number == "plur" or gender == "neut" or gender is None


def _has_figure(tokens: Sequence[Token]) -> bool:
    return any(token.text[0].isdecimal() for token in tokens)


def _names_year(tokens: Sequence[Token]) -> bool:
    """«В 2023 году», «с начала года»; «за пять лет» names none."""
    units = lexicon().units
    return any(units.get(token.lower) == "year" and "never_year" not in cues_of(token.lower) for token in tokens)
