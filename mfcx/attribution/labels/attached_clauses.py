"""The clause that a comma attaches to a noun: «граждане, имеющие доступ к сети», «семьи, чьи доходы ниже нормы»."""

from __future__ import annotations

from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.forms import MODIFIERS, is_word, label_words
from mfcx.attribution.labels.noun_phrases import Phrase, leads, surface
from mfcx.morphology import inflect, lemmas, readings

_ENDS = frozenset(",;:.()—–")
# a clause longer than this describes no more, it tells a story
_LONGEST = 8
_SHORTEST = 2


def attached(clause: Clause, phrase: Phrase, *, relative: bool = True) -> str:
    """«граждан, имеющих доступ к сети, …» -> «, имеющие доступ к сети»: the clause behind a phrase, or nothing.

    A relative clause tells which are meant of a share («чьи доходы ниже нормы»), of a count it only goes on.
    """
    tokens, at, those = clause.tokens, phrase.last, ""
    while at in clause.blocked and is_word(tokens[at]):
        at, relative = at + 1, False  # «(доля жителей) Тульской области, имеющих …»
    if at < len(tokens) and tokens[at].lower in label_words("those"):
        those, at = f" {tokens[at].lower}", at + 1
    stop = _clause_end(clause, at)
    if stop is None:
        return ""
    opening = readings(tokens[at + 1].lower)[0]
    related = any(not lemmas(t.lower).isdisjoint(label_words("relative")) for t in tokens[at + 1 : at + 3])
    if those or related:
        return f"{those}, {surface(tokens, at + 1, stop)}" if related and relative else ""
    led = opening.pos == "ADJF" and leads(tokens[at + 1].lower, tokens[at + 2].lower)
    # «в 40 школах, особый порядок …» goes on with another noun
    if opening.pos in MODIFIERS and not opening.tags & {"Apro", "Anum"} and not led and _agrees(clause, phrase, at + 1):
        alone = phrase.last == phrase.head + 1
        bent = inflect(tokens[at + 1].lower, "nomn", phrase.number, pos=opening.pos) if alone else None
        return f", {bent or tokens[at + 1].lower} {surface(tokens, at + 2, stop)}"
    return ""


def _clause_end(clause: Clause, at: int) -> int | None:
    """Where the clause ends that the comma at a token opens; times and figures cut it short.

    «тех, кто ждал дольше | 15 минут» are told by that figure.
    """
    tokens, stop = clause.tokens, at + 1
    if at + 2 >= len(tokens) or tokens[at].text != ",":
        return None
    while stop < len(tokens) and tokens[stop].text not in _ENDS and stop not in clause.blocked:
        stop += 1
    if stop < len(tokens) and tokens[stop].lower in label_words("beyond"):
        while stop in clause.blocked:
            stop += 1
    last = stop
    while last - at - 1 > _LONGEST:
        # too long to be told whole: without its last complements
        last = next((i for i in range(last - 1, at, -1) if tokens[i].lower in label_words("inside")), at)
    return last if last - at - 1 >= _SHORTEST else None


def _agrees(clause: Clause, phrase: Phrase, at: int) -> bool:
    """Whether a participle behind a comma speaks of the noun before it."""
    noun = clause.tokens[phrase.last - 1]
    mine = {(r.case, r.number) for r in readings(noun.lower) if r.pos == "NOUN"}
    return any((r.case, r.number) in mine for r in readings(clause.tokens[at].lower) if r.pos in MODIFIERS)
