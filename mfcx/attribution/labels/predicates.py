"""What the verb of a clause says of a noun: «30 % жителей пользуются порталом» -> «жители, пользующиеся порталом»."""

from __future__ import annotations

from msgspec.structs import replace

from mfcx.attribution.labels.clauses import Clause, governs
from mfcx.attribution.labels.complements import complement_of, takes_object
from mfcx.attribution.labels.doers import does, is_no_subject
from mfcx.attribution.labels.doing import participle_of, word_of_denial
from mfcx.attribution.labels.forms import is_animate, is_word, label_words, noun_in
from mfcx.attribution.labels.measures import stands_for_people
from mfcx.attribution.labels.modals import denied_too, is_modal, modal_of
from mfcx.attribution.labels.noun_phrases import Phrase, render, surface
from mfcx.attribution.labels.objects import object_behind, object_beyond
from mfcx.attribution.labels.surroundings import is_governed, says_where
from mfcx.attribution.labels.verbs import REFLEXIVE, Verb


def predicated(clause: Clause, phrase: Phrase) -> str | None:
    """«30 % жителей пользуются порталом» -> «жители, пользующиеся порталом»; None where no verb says so."""
    if is_governed(clause, phrase):
        return None
    first, last = clause.stretch
    doers = is_animate(clause.tokens[phrase.head]) or stands_for_people(clause, phrase.head)
    idle = ("weak",) if doers else ("weak", "pay")  # «выплату получили 40 % семей»
    apart = (v for v in clause.verbs(first, last) if not phrase.first <= v.at < phrase.last)  # «жители | села»
    told = [v for v in apart if clause.as_role(v, "come", "make").role not in idle]
    told = [v for v in told if not is_modal(v) or v.reading.pos == "ADJS"]
    if any(is_modal(v) for v in clause.verbs(first, last)):
        told = [v for v in told if v.reading.pos == "INFN"] or [v for v in told if not is_modal(v)] or told
    if not told:
        return None
    # «остались довольны»: the adjective says what they are
    said = [v for v in told if v.reading.pos == "ADJS"] or told
    verb = min(said, key=lambda v: abs(v.at - clause.quantity.first))
    verb = clause.as_role(verb, *(("come", "make") if doers or does(clause, phrase) else ("make", "come")))
    taken = object_behind(clause, verb) if verb.reading.pos in ("VERB", "INFN") else None
    if doers and taken is None and "tran" in verb.reading.tags:
        taken = taken_before(clause, verb) if verb.at < phrase.first else object_beyond(clause, verb)
    extra = surface(clause.tokens, taken.first, taken.last) if taken is not None else ""
    # «треть жителей экономила»: a verb that agrees with the fraction is of its doers
    agrees = doers and verb.reading.pos == "VERB" and "femn" in verb.reading.tags
    # «40 % школ сменили вывески»: who stands before the verb of an object did it
    acts_first = taken is not None and phrase.head < verb.at < taken.head and "plur" in verb.reading.tags
    acting = (bool(extra) and (doers or not verb.role or acts_first)) or agrees or (doers and verb.role == "pay")
    if acting or (not doers and _is_done(clause, verb)):
        verb = replace(verb, role="come" if acting else "make")
    participle = participle_of(clause, verb, phrase)
    if participle is None:
        return None
    yet = modal_of(clause, verb, *_agreeing(clause, phrase))
    if yet:
        whom = render(clause.tokens, phrase, "nomn", phrase.number)
        yet = denied_too(yet, word_of_denial(clause, verb))
        return _yet(whom, yet, extra or complement_of(clause, verb, phrase)) if verb.role == "come" else None
    acts = verb.role == "come" and takes_object(verb) and not agrees
    extra = extra or ("" if acts else complement_of(clause, verb, phrase) or complement_beside(clause, verb))
    noun = render(clause.tokens, phrase, "nomn", phrase.number)
    if clause.tokens[verb.at - 1].lower in label_words("not"):
        participle = f"{clause.tokens[verb.at - 1].lower} {participle}"
    if extra:
        return f"{noun}, {participle} {extra}"
    # «услуги оказываются в центрах» says where, and not which
    once = verb.role == "make" and not verb.reading.lemma.endswith(REFLEXIVE)
    return f"{participle} {noun}" if once or _does_alone(clause, verb, phrase) else None


def taken_before(clause: Clause, verb: Verb) -> Phrase | None:
    """«карту имеют 30 % жителей», «клубы посещает каждый десятый»: what a verb takes that stands before it."""
    first = clause.stretch[0]
    found = clause.object(first, verb.at) or clause.subject(first, verb.at)
    if found is None or not _is_free(clause, found):
        return None
    behind = next((c for c in clause.complements(found.last, verb.at) if c == (found.last, verb.at)), None)
    found = found if behind is None else replace(found, last=verb.at)  # «услуги в электронном виде (получают)»
    apart = verb.reading.number not in (found.number, None)
    return found if apart or is_no_subject(clause, found) or _people_do(clause, verb, found) else None


def _people_do(clause: Clause, verb: Verb, thing: Phrase) -> bool:
    """«кружки посещают 40 % детей»: of things and people the people do what no table tells to be done to people."""
    own = clause.as_role(verb, "come").role in ("come", "pay", "")
    return own and verb.reading.pos == "VERB" and not is_animate(clause.tokens[thing.head])


def _is_free(clause: Clause, phrase: Phrase) -> bool:
    """Whether no noun stands right before a phrase that it may belong to."""
    before = clause.tokens[phrase.first - 1] if phrase.first > clause.stretch[0] else None
    return before is None or noun_in(before) is None


def complement_beside(clause: Clause, verb: Verb) -> str:
    """«за ремонт (проголосовали)», «(выступили) за ремонт»: what stands right beside a verb that takes no object."""
    if verb.reading.pos != "VERB" or takes_object(verb):
        return ""
    found = (c for c in clause.complements(*clause.stretch) if verb.at in (c[1], c[0] - 1))
    near = next((c for c in found if says_where(clause.tokens[c[0] + 1 : c[1]])), None)
    return surface(clause.tokens, *near) if near is not None else ""


def _does_alone(clause: Clause, verb: Verb, phrase: Phrase) -> bool:
    """«Курят 23 % мужчин» -> «курящие мужчины»: people and a verb that says what they do, with nothing beside it."""
    first, last = clause.stretch
    behind = not any(map(is_word, clause.tokens[verb.at + 1 : last])) or verb.at + 1 == clause.quantity.first
    ends = behind and not any(map(governs, clause.tokens[first : verb.at]))
    idle = "impf" in verb.reading.tags and verb.at in (first, phrase.last)  # «курят» takes no object here
    alone = verb.reading.pos == "VERB" and ("intr" in verb.reading.tags or idle) and not verb.fact and ends
    return alone and verb.role in ("", "come") and is_animate(clause.tokens[phrase.head])


def _is_done(clause: Clause, verb: Verb) -> bool:
    """«треть заявлений подают через портал»: things that a verb in the plural without subject or object is told of."""
    plural = not verb.role and {"VERB", "tran", "plur"} <= verb.reading.tags
    return plural and object_behind(clause, verb) is None and clause.subject(*clause.stretch) is None


def _yet(whom: str, yet: str, extra: str) -> str | None:
    """«жители», «которые могут получить», «пособие» -> one label; nothing where nobody says what."""
    return f"{whom}, {yet} {extra}" if extra else None


def _agreeing(clause: Clause, phrase: Phrase) -> tuple[str, ...]:
    """What «который» agrees in: «население, которое», «жители, которые»."""
    noun = noun_in(clause.tokens[phrase.head])
    return ("sing", noun.gender) if phrase.number == "sing" and noun is not None and noun.gender else ("plur",)
