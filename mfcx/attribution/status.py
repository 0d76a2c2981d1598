"""Whether a figure is a fact, a plan, or an earlier value given for comparison.

«планируется открыть 10 окон» -> planned; «против 85 годом ранее» -> previous; otherwise actual.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from mfcx.document import Quantity, Sentence, Token
from mfcx.morphology import Reading, lemmas, readings
from mfcx.patterns import PatternTable
from mfcx.tables import read_table, words

# what cuts a clause: brackets and semicolons always, commas («оказано 5, планируется 10»), dashes and colons
HARD_MARKS = frozenset("();")
COMMA_MARKS = HARD_MARKS | {","}
SOFT_MARKS = COMMA_MARKS | frozenset("—–:")
_WISH_REACH = 8
_FINITE = frozenset({"VERB"})
_PREDICATES = frozenset({"VERB", "INFN", "PRTS", "ADJS", "PRED"})


@cache
def _cues(scope: str) -> PatternTable[str]:
    return PatternTable((row["pattern"], row["status"]) for row in read_table("status_cues") if row["scope"] == scope)


def clause_bounds(
    tokens: Sequence[Token], first: int, last: int, marks: frozenset[str] = SOFT_MARKS
) -> tuple[int, int]:
    """The stretch round tokens [first, last) that no mark cuts; a hyphen with spaces counts as a dash."""
    while first > 0 and not _is_mark(tokens, first - 1, marks):
        first -= 1
    while last < len(tokens) and not _is_mark(tokens, last, marks):
        last += 1
    return first, last


def _is_mark(tokens: Sequence[Token], at: int, marks: frozenset[str]) -> bool:
    text = tokens[at].text
    if text in marks:
        return True
    return text == "-" and "–" in marks and at > 0 and tokens[at - 1].stop < tokens[at].start


def tense_of_clause(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """The tense of the finite verb or short participle nearest to the front of a stretch."""
    found: str | None = None
    for at in range(first, last):
        if not tokens[at].text.isalpha() or _is_that_is(tokens, at) or tokens[at].lower in words("author_aside"):
            continue
        top = _verb_reading(tokens[at])
        if top.pos in _FINITE and top.tags & {"futr", "past", "pres"}:
            tense = next(t for t in ("futr", "past", "pres") if t in top.tags)
            if tense == "futr":
                return tense
            found = found or tense
        elif top.pos == "PRTS":
            found = found or "past"
    return found


def _is_that_is(tokens: Sequence[Token], at: int) -> bool:
    """«то есть»: no verb."""
    return at > 0 and tokens[at].lower in words("exists") and tokens[at - 1].lower in words("that")


def _verb_reading(token: Token) -> Reading:
    """The likeliest reading; news does not command («пришли»), «есть» is no meal, «реализуют» goes on."""
    found = readings(token.lower)
    if token.lower in words("exists"):
        return next(reading for reading in found if reading.pos == "VERB")
    if token.lower in words("ongoing_verb"):
        return next((reading for reading in found if "pres" in reading.tags), found[0])
    if "impr" in found[0].tags:
        return next((reading for reading in found if reading.tags & {"past", "pres", "futr"}), found[0])
    return found[0]


def _clauses_leftwards(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The clause round tokens [first, last), then each one before it."""
    first, last = clause_bounds(tokens, first, last)
    yield first, last
    while first > 0:
        stop = first - 1
        first, _ = clause_bounds(tokens, stop, stop)
        yield first, stop


def tense_of(tokens: Sequence[Token], quantity: Quantity) -> str | None:
    """futr, past or pres: the verb of the quantity's clause, else of the nearest one before it, else after."""
    for first, last in _clauses_leftwards(tokens, quantity.first, quantity.last):
        tense = tense_of_clause(tokens, first, last)
        if tense:
            return tense
    return tense_of_clause(tokens, quantity.last, len(tokens))


def status_of(sentence: Sentence, quantity: Quantity) -> str:
    """actual, planned or previous: the number's own words first, then the nearest clause with a verb or a cue."""
    tokens = sentence.tokens
    beside = chain(_cues("near").ending(tokens, quantity.first), _cues("after").starting(tokens, quantity.last))
    for _, status in beside:
        return status
    if tense_of_clause(tokens, quantity.first, quantity.last) == "futr":
        return "planned"
    return status_at(tokens, quantity.first, quantity.last)


def _wished(tokens: Sequence[Token]) -> bool:
    """«хотим, чтобы 95 процентов ждали не дольше»: the clause before wishes or orders it."""
    return any(not words("volition").isdisjoint(lemmas(t.lower)) for t in tokens[-_WISH_REACH:] if t.text.isalpha())


def _opens_comparison(tokens: Sequence[Token]) -> bool:
    """«Для сравнения: в октябре было 16 тысяч», but «Для сравнения, в Туле их 60» is a fact of today."""
    return [token.lower for token in tokens[:2]] in [phrase.split() for phrase in words("comparison_opening")]


def status_at(tokens: Sequence[Token], first: int, last: int) -> str:
    """What the clause round tokens [first, last) tells: a plan, an earlier value or a fact.

    In «сберегли 2 млрд, которые раньше уходили на бумагу, и 300 часов» the clause between tells nothing of the hours.
    """
    if _opens_comparison(tokens):
        start, stop = clause_bounds(tokens, first, last)
        return "previous" if tense_of_clause(tokens, start, stop) == "past" else "actual"
    coordinated = False
    for start, stop in _clauses_leftwards(tokens, first, last):
        if coordinated and start < stop and not words("who_relative").isdisjoint(lemmas(tokens[start].lower)):
            continue
        coordinated = start < stop and tokens[start].lower in words("and")
        for _, _, status in _cues("clause").inside(tokens, start, stop):
            return status
        if start < stop and tokens[start].lower in words("purpose") and _wished(tokens[:start]):
            return "planned"
        tense = tense_of_clause(tokens, start, stop)
        relative = start < stop and tokens[start].lower in words("relative")
        if relative and tense is None and any(token.lower in words("share_word") for token in tokens[start:stop]):
            return "actual"  # «предстоит достроить школы в округе, где готовность 91 %»
        if relative and tense == "past":
            continue
        if tense or any(token.lower in words("now") for token in tokens[start:stop]):
            foreseen = tense == "futr" or (tense == "pres" and _opens_with_plan(tokens, start))
            return "planned" if foreseen else "actual"
    return "planned" if tense_of_clause(tokens, last, _statement_end(tokens, last)) == "futr" else "actual"


def _opens_with_plan(tokens: Sequence[Token], at: int) -> bool:
    """«По прогнозам ведомства, есть возможность …»: a phrase without a verb that opens the sentence."""
    if at == 0 or tokens[at - 1].text != ",":
        return False
    first, last = clause_bounds(tokens, at - 1, at - 1)
    if first > 0 or any(readings(t.lower)[0].pos in _PREDICATES for t in tokens[first:last] if t.text.isalpha()):
        return False
    return any(status == "planned" for _, _, status in _cues("clause").inside(tokens, first, last))


def _statement_end(tokens: Sequence[Token], at: int) -> int:
    """Where another statement begins: «туда 1050 км, поэтому экипаж полетит»."""
    for i in range(at, len(tokens) - 1):
        if tokens[i].text in SOFT_MARKS and tokens[i + 1].lower in words("next_statement"):
            return i
    return len(tokens)
