"""What is yet to be done: «900 жителей должны пройти осмотр» -> «жители, которые должны пройти осмотр»."""

from __future__ import annotations

from msgspec.structs import replace

from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.forms import label_words
from mfcx.attribution.labels.label_texts import label_word
from mfcx.attribution.labels.verbs import Verb
from mfcx.morphology import inflect, readings
from mfcx.tables import fold


def led_by(clause: Clause, verb: Verb | None) -> Verb | None:
    """«должны будут пройти» -> «пройти»: of a modal what it leads to, of other verbs themselves."""
    while verb is not None and is_modal(verb):
        at = verb.at + 1
        while at < clause.stretch[1] and readings(clause.tokens[at].lower)[0].pos == "ADVB":
            at += 1
        behind = next(iter(clause.verbs(at, at + 1)), None)
        if behind is None or not (behind.reading.pos == "INFN" or is_modal(behind)):
            before = (v for v in clause.verbs(clause.stretch[0], verb.at) if v.reading.pos == "INFN")
            return next(before, verb)  # «заниматься спортом смогут 40 детей»
        verb = behind
    return verb


def doing_led_to(clause: Clause, said: Verb | None, *roles: str) -> Verb | None:
    """«заниматься спортом смогут 40 детей»: what a modal leads to is what they do, whatever verb it is."""
    led = led_by(clause, said)
    if led is None or led is said:
        return clause.verb(*roles)
    verb = clause.as_role(led, *roles)
    return replace(verb, role="come") if roles[0] == "come" and not verb.role else verb


def going_to(clause: Clause, verb: Verb) -> str:
    """«откроют», «должны пройти» -> «которые откроют», «которые должны пройти»: what they have yet to do."""
    chain = [verb]
    for before in reversed(clause.verbs(clause.stretch[0], verb.at)):
        if not _leads_to(clause, before, verb):
            break
        chain.insert(0, before)
    doing = chain[0]
    if "past" in doing.reading.tags and doing.reading.pos == "VERB":
        return ""
    if len(chain) == 1 and "futr" not in doing.reading.tags:
        return ""
    several = inflect(clause.tokens[doing.at].lower, "plur")
    which = inflect(label_word("which"), "nomn", "plur")
    rest = [clause.tokens[one.at].lower for one in chain[1:]]
    return " ".join((which, several, *rest)) if several and which else ""


def modal_of(clause: Clause, verb: Verb, *agreeing: str) -> str:
    """«получить могут 40 %» -> «которые могут получить»: of an infinitive that a modal leads to."""
    others = [v for v in clause.verbs(*clause.stretch) if is_modal(v) and "past" not in v.reading.tags]
    if verb.reading.pos != "INFN" or not others:
        return ""
    which = inflect(label_word("which"), "nomn", *agreeing)
    number = agreeing if others[0].reading.pos == "ADJS" else agreeing[:1]
    leading = inflect(clause.tokens[others[0].at].lower, *number)
    rest = [clause.tokens[v.at].lower for v in (*others[1:], verb)]
    return " ".join((which, leading, *rest)) if leading and which else ""


def denied_too(going: str, denied: str) -> str:
    """«которые смогут получить», «не» -> «которые не смогут получить»."""
    which, _, doing = going.partition(" ")
    return f"{which} {denied} {doing}" if denied else going


def _leads_to(clause: Clause, before: Verb, verb: Verb) -> bool:
    """Whether «будут», «должны» and the like stand before a verb that they belong to."""
    future = before.reading.pos == "VERB" and "futr" in before.reading.tags and verb.reading.pos == "INFN"
    found = led_by(clause, before) if is_modal(before) else None
    return future or (found is not None and found.at == verb.at)


def is_modal(verb: Verb) -> bool:
    """«мочь», «должный», «готовый»."""
    return fold(verb.reading.lemma) in label_words("modal")
