"""The organisation a figure is about: the one that does what is counted.

«МФЦ Томской области приняли 5 тысяч заявлений» -> МФЦ Томской области; «по данным Росстата» is only a source.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter, itemgetter

from mfcx.attribution.speech.words import speaks
from mfcx.document import Document, Organisation, Sentence, Token
from mfcx.morphology import lemmas, readings
from mfcx.tables import words

_HARD_MARKS = frozenset(";(")
_START, _TOKEN_START = itemgetter(0), attrgetter("start")
_LEAST = 2  # tokens before a body in a clause of its own
_NAME_MARKS = frozenset('«„“"')


def set_subjects(document: Document) -> None:
    """Fills `subject` of every metric whose clause has an organisation for its agent."""
    doers = [body for body in document.organisations if body.kind != "media"]  # a newspaper only tells
    bodies = sorted(((span.start, span.stop, body) for body in doers for span in body.spans), key=_START)
    starts = [start for start, _, _ in bodies]
    known: dict[int, tuple[list[tuple[int, Organisation]], list[int]]] = {}
    for metric in document.metrics if bodies else ():
        sentence, figure = metric.sentence, metric.quantity.start
        agents, hosts = known.get(sentence.start, (None, ()))
        if agents is None:
            first = bisect_left(starts, sentence.start)
            here = bodies[first : bisect_left(starts, sentence.stop, first)]
            agents, hosts = _agents(here, sentence), _hosts(here, sentence)
            known[sentence.start] = agents, hosts
        for start, body in reversed(agents):
            if any(start < host < figure for host in hosts):
                break
            if start < figure and not _parted(sentence, start, figure):
                metric.subject = body.name
                break


def _agents(bodies: Sequence[tuple[int, int, Organisation]], sentence: Sentence) -> list[tuple[int, Organisation]]:
    """Of the organisations of a sentence those in the nominative that no preposition governs and that do not speak."""
    return [(start, body) for start, stop, body in bodies if _is_agent(sentence.tokens, start, stop)]


def _hosts(bodies: Sequence[tuple[int, int, Organisation]], sentence: Sentence) -> list[int]:
    """«Минздрав рад, а | в МФЦ Тары открыли 9 окон»: bodies in which a clause of its own tells what happened."""
    tokens = sentence.tokens
    firsts = (bisect_left(tokens, start, key=_TOKEN_START) for start, _, _ in bodies)
    return [tokens[first].start for first in firsts if first < len(tokens) and _opens_clause_inside(tokens, first)]


def _opens_clause_inside(tokens: Sequence[Token], first: int) -> bool:
    """«, а | в МФЦ», «, в | МФЦ»."""
    if first < _LEAST or tokens[first - 1].lower not in words("in"):
        return False
    mark = first - 2 - (tokens[first - 2].lower in words("contrast"))
    return mark >= 0 and tokens[mark].text == ","


def _is_agent(tokens: Sequence[Token], start: int, stop: int) -> bool:
    first = bisect_left(tokens, start, key=_TOKEN_START)
    last = bisect_left(tokens, stop, key=_TOKEN_START)
    if first == len(tokens):
        return False
    before = first - 1
    while before >= 0 and tokens[before].text in _NAME_MARKS:
        before -= 1
    if before >= 0 and _are_staff(tokens, before):
        return not any(speaks(token) for token in tokens[last : last + 2])
    if not _is_nominative(tokens, first, last):
        return False
    governed = before >= 0 and readings(tokens[before].lower)[0].pos in ("PREP", "NOUN", "ADJF", "PRTF")
    if governed and not _ends_time(tokens, before):
        return False
    return not any(speaks(token) for token in tokens[last : last + 2])


def _ends_time(tokens: Sequence[Token], at: int) -> bool:
    """«За 2022 год МФЦ принял …», «в прошлом мае МФЦ принял …»: a time governs nothing behind it."""
    if words("time_noun").isdisjoint(lemmas(tokens[at].lower)):
        return False
    back = at - 1
    while back >= 0 and (tokens[back].text[0].isdigit() or readings(tokens[back].lower)[0].pos == "ADJF"):
        back -= 1
    return back >= 0 and readings(tokens[back].lower)[0].pos == "PREP"


def _are_staff(tokens: Sequence[Token], at: int) -> bool:
    """«сотрудники МФЦ Ржева приняли …»: what they did is about their office."""
    if words("staff_noun").isdisjoint(lemmas(tokens[at].lower)):
        return False
    nominative = any(r.case == "nomn" and r.number == "plur" for r in readings(tokens[at].lower)[:2])
    return nominative and (at == 0 or readings(tokens[at - 1].lower)[0].pos != "PREP")


def _is_nominative(tokens: Sequence[Token], first: int, last: int) -> bool:
    """The head noun, or an abbreviation, may stand in the nominative."""
    for token in tokens[first:last]:
        if token.text[0].isalpha():
            found = readings(token.text)
            if token.text.isupper() and len(token.text) > 1:
                return True
            if any(r.pos == "NOUN" for r in found[:2]):
                return any(r.case == "nomn" and r.pos == "NOUN" for r in found[:3])
    return False


def _parted(sentence: Sentence, start: int, stop: int) -> bool:
    """A bracket or semicolon between the agent and the figure."""
    return any(t.text in _HARD_MARKS for t in sentence.tokens if start <= t.start < stop)
