"""How far a thing is done: «план выполнен на 81 %» -> «выполнение плана», «сад готов на 80 %» -> «готовность сада»."""

from __future__ import annotations

from mfcx.attribution.labels.clauses import Clause, governs
from mfcx.attribution.labels.forms import is_word, label_words, noun_in
from mfcx.attribution.labels.noun_phrases import Phrase, first_modifier, render, surface
from mfcx.attribution.labels.objects import object_behind
from mfcx.attribution.labels.verbs import Verb, told_as
from mfcx.morphology import readings

# «готов к новому отопительному сезону»: how many words an aim may have
_AIM = 5


def degree_label(clause: Clause) -> str | None:
    """What is done so far, as a noun with its thing; None where no «на» leads from such a verb to the figure."""
    tokens, q = clause.tokens, clause.quantity
    first = clause.stretch[0]
    led = {t.lower for t in tokens[max(first, q.first - 1) : q.first + 1]}
    if led.isdisjoint(label_words("holds")):
        return None
    own = clause.verbs(first, q.first)
    # «школа готова на 80 %, сад – на 60 %»: a row goes on with the verb of its first
    beside = clause.told_in()[1:] if not own else []
    for verb in reversed(own or (clause.verbs(0, beside[0][0]) if beside else [])):
        noun = _noun(verb)
        thing = (clause.subject(*beside[0]) if beside else _thing(clause, verb)) if noun else None
        aim = _aim(clause, verb) if noun and own else ""
        if thing is not None or aim:
            said = render(tokens, thing, "gent") if thing is not None else ""
            return " ".join(part for part in (noun, said, aim) if part)
    return None


def _aim(clause: Clause, verb: Verb) -> str:
    """«готовы к зиме на 40 %» -> «(готовность) к зиме»: what stands between «готов» and its figure."""
    if verb.reading.pos != "ADJS":
        return ""
    tokens, first, stop = clause.tokens, verb.at + 1, clause.quantity.first
    stop -= tokens[stop - 1].lower in label_words("holds")
    # a season is a time to other labels: «к зиме»
    led = first < stop <= first + _AIM and tokens[first].lower in label_words("inside")
    plain = all(is_word(t) and t.lower not in label_words("empty") for t in tokens[first:stop])
    return surface(tokens, first, stop) if led and plain else ""


def _noun(verb: Verb) -> str:
    told = told_as(verb.reading.lemma, ("degree", "make"))
    return told[0] if told is not None else ""


def _thing(clause: Clause, verb: Verb) -> Phrase | None:
    """What is done: the subject of «выполнен», the object of «выполнили»."""
    passive = verb.reading.pos in ("PRTS", "ADJS")
    if not passive:
        found = object_behind(clause, verb)
        if found is not None or verb.reading.number != "plur":
            return found if found is not None and found.last <= clause.quantity.first else None
    # «план выполнили на 40 %»: one thing before a verb in the plural is what they did
    wanted = verb.reading.number if passive else "sing"
    tokens, at = clause.tokens, clause.stretch[0]
    while at < (clause.quantity.first if passive else verb.at):
        if governs(tokens[at]):
            at = max(at + 1, clause.tail(at))
            continue
        number = _number_at(clause, at)
        if number is not None and number == wanted:
            start = first_modifier(tokens, at, clause.blocked, "nomn")
            return Phrase(start, at, min(clause.tail(at + 1), clause.quantity.first), number)
        at += 1
    return None


def _number_at(clause: Clause, at: int) -> str | None:
    """The number of a noun that may be a subject: in the nominative, or counted by a figure before it."""
    token = clause.tokens[at]
    if not is_word(token) or readings(token.lower)[0].pos != "NOUN":
        return None
    if at in clause.blocked:
        counted = at > 0 and at - 1 in clause.blocked and not token.text.istitle()
        return "plur" if counted and noun_in(token, "gent") is not None else None
    found = noun_in(token, "nomn")
    return found.number if found is not None else None
