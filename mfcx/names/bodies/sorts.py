"""Several bodies of one head, each told by its sort: «миграционная и налоговая службы»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Span, Token
from mfcx.morphology import readings
from mfcx.names.bodies.body import Body, title_case
from mfcx.names.bodies.heads import body_words, plural_head
from mfcx.names.phrases import is_and, nominative_attribute
from mfcx.tables import fold


def bodies_of_sorts(tokens: Sequence[Token], at: int, floor: int = 0) -> list[tuple[Body, int]]:
    """The bodies before a plural head: «налоговой, [пограничной] и [миграционной службами]»."""
    head = plural_head(tokens[at])
    first = sorts_start(tokens, at, floor) if head is not None and head.tail != "quoted" else at
    if head is None or first == at:
        return []
    gender = next((str(r.gender) for r in readings(head.lemma) if r.pos == "NOUN" and r.gender), None)
    found: list[tuple[Body, int]] = []
    for i in range(first, at, 2):
        stop = at + 1 if i == at - 1 else i + 1
        sort = nominative_attribute(tokens[i], gender)
        name = title_case(f"{sort} {head.lemma}")
        core = f"{tokens[i].lower[:5]} {head.lemma}"
        found.append((Body(Span(tokens[i].start, tokens[stop - 1].stop), name, head.kind, core, bare=True), stop))
    return found


def sorts_start(tokens: Sequence[Token], at: int, floor: int = 0) -> int:
    """Index of the first of two or more sorts before a plural head, else the head itself."""
    first, joined = at, True
    while joined and first > floor and _is_sort(tokens[first - 1], tokens[at]):
        first -= 1
        joined = first > floor + 1 and _joins(tokens[first - 1], last=first == at - 1)
        first -= joined
    first += joined and first < at
    return first if first < at - 1 else at


def _joins(token: Token, *, last: bool) -> bool:
    """«и» before the last of several, a comma before the others."""
    return is_and(token) if last else token.text == ","


def _is_sort(attribute: Token, noun: Token) -> bool:
    """«налоговой» of «служб»: a sort in the singular, in a case of the plural noun."""
    sorts = body_words("sort").keys() - body_words("form").keys()
    cases = {r.case for r in readings(noun.text) if r.pos == "NOUN" and r.number == "plur"}
    found = [r for r in readings(attribute.text) if r.pos == "ADJF" and fold(r.lemma) in sorts]
    return any(r.number == "sing" and r.case in cases for r in found)
