"""What a sentence says of a noun beyond its own phrase: its predicate, or the clause that a comma attaches to it.

«30 % жителей пользуются порталом» -> «жители, пользующиеся порталом»; «доля граждан, имеющих доступ к сети».
"""

from __future__ import annotations

from mfcx.attribution.clauses import Clause, Verb
from mfcx.attribution.label_counts import complement_of, does, is_animate, is_governed, participle_of
from mfcx.attribution.noun_phrases import MODIFIERS, Phrase, is_word, label_words, noun_in, render, surface
from mfcx.morphology import inflect, lemmas, readings

_ENDS = frozenset(",;:.()—–")
# a clause longer than this describes no more, it tells a story
_LONGEST = 8
_SHORTEST = 2


def predicated(clause: Clause, phrase: Phrase) -> str | None:
    """«30 % жителей пользуются порталом» -> «жители, пользующиеся порталом»; None where no verb says so."""
    if is_governed(clause, phrase):
        return None
    first, last = next(clause.segments())
    told = [v for v in clause.verbs(first, last) if clause.as_role(v, "come", "make").role not in ("weak", "pay")]
    if not told:
        return None
    # «остались довольны»: the adjective says what they are
    said = [v for v in told if v.reading.pos == "ADJS"] or told
    verb = min(said, key=lambda v: abs(v.at - clause.quantity.first))
    doers = is_animate(clause, phrase)
    verb = clause.as_role(verb, *(("come", "make") if doers or does(clause, phrase) else ("make", "come")))
    extra = _object(clause, verb)
    if extra and (doers or not verb.role):
        verb = verb._replace(role="come")
    participle = participle_of(clause, verb, phrase)
    if participle is None:
        return None
    extra = extra if verb.role == "come" and "tran" in verb.reading.tags else complement_of(clause, verb, phrase)
    noun = render(clause.tokens, phrase, "nomn", phrase.number)
    if clause.tokens[verb.at - 1].lower in label_words("not"):
        participle = f"{clause.tokens[verb.at - 1].lower} {participle}"
    if extra:
        return f"{noun}, {participle} {extra}"
    return f"{participle} {noun}" if verb.role == "make" else None


def _object(clause: Clause, verb: Verb) -> str:
    """«имеют электронную карту», «не имеют средств»: what stands right behind a verb that takes an object."""
    tokens, at = clause.tokens, verb.at + 1
    if "tran" not in verb.reading.tags or verb.reading.pos != "VERB":
        return ""
    while at < len(tokens) and is_word(tokens[at]) and readings(tokens[at].lower)[0].pos in MODIFIERS:
        at += 1
    if at >= len(tokens) or at in clause.blocked or not is_word(tokens[at]) or at == clause.quantity.first:
        return ""
    denied = tokens[verb.at - 1].lower in label_words("not")
    found = noun_in(tokens[at], "accs", *(("gent",) if denied else ()))
    if found is None or readings(tokens[at].lower)[0].pos != "NOUN":
        return ""
    return surface(tokens, verb.at + 1, clause.tail(at + 1))


def attached(clause: Clause, phrase: Phrase) -> str:
    """«граждан, имеющих доступ к сети, …» -> «, имеющие доступ к сети»: the clause behind a phrase, or nothing."""
    tokens, at, those = clause.tokens, phrase.last, ""
    if at < len(tokens) and tokens[at].lower in label_words("those"):
        those, at = f" {tokens[at].lower}", at + 1
    stop = _clause_end(clause, at)
    if stop is None:
        return ""
    opening = readings(tokens[at + 1].lower)[0]
    relative = any(not lemmas(t.lower).isdisjoint(label_words("relative")) for t in tokens[at + 1 : at + 3])
    if those or relative:
        return f"{those}, {surface(tokens, at + 1, stop)}" if relative else ""
    if opening.pos in MODIFIERS and not opening.tags & {"Apro", "Anum"} and _agrees(clause, phrase, at + 1):
        alone = phrase.last == phrase.head + 1
        bent = inflect(tokens[at + 1].lower, "nomn", phrase.number, pos=opening.pos) if alone else None
        return f", {bent or tokens[at + 1].lower} {surface(tokens, at + 2, stop)}"
    return ""


def _clause_end(clause: Clause, at: int) -> int | None:
    """Where the clause ends that the comma at a token opens; times and figures cut it short."""
    tokens, stop = clause.tokens, at + 1
    if at + 2 >= len(tokens) or tokens[at].text != ",":
        return None
    while stop < len(tokens) and tokens[stop].text not in _ENDS and stop not in clause.blocked:
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
