"""What the verb of a clause says of a noun: «30 % жителей пользуются порталом» -> «жители, пользующиеся порталом»."""

from __future__ import annotations

from msgspec.structs import replace

from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.complements import complement_of
from mfcx.attribution.labels.doers import does, is_no_subject
from mfcx.attribution.labels.doing import participle_of, word_of_denial
from mfcx.attribution.labels.forms import is_animate, label_words, noun_in
from mfcx.attribution.labels.measures import stands_for_people
from mfcx.attribution.labels.modals import denied_too, is_modal, modal_of
from mfcx.attribution.labels.noun_phrases import Phrase, render, surface
from mfcx.attribution.labels.objects import object_behind
from mfcx.attribution.labels.surroundings import is_governed
from mfcx.attribution.labels.verbs import REFLEXIVE, Verb


def predicated(clause: Clause, phrase: Phrase) -> str | None:
    """«30 % жителей пользуются порталом» -> «жители, пользующиеся порталом»; None where no verb says so."""
    if is_governed(clause, phrase):
        return None
    first, last = clause.stretch
    doers = is_animate(clause.tokens[phrase.head]) or stands_for_people(clause, phrase.head)
    idle = ("weak",) if doers else ("weak", "pay")  # «выплату получили 40 % семей»
    told = [v for v in clause.verbs(first, last) if clause.as_role(v, "come", "make").role not in idle]
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
    if doers and taken is None and {"tran", "plur"} <= verb.reading.tags and verb.at < phrase.first:
        before = clause.object(first, verb.at)  # «карту имеют 30 % жителей»
        taken = before if before is not None and is_no_subject(clause, before) else None
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
    acts = verb.role == "come" and "tran" in verb.reading.tags
    extra = extra if extra or (acts and not agrees) else complement_of(clause, verb, phrase)
    noun = render(clause.tokens, phrase, "nomn", phrase.number)
    if clause.tokens[verb.at - 1].lower in label_words("not"):
        participle = f"{clause.tokens[verb.at - 1].lower} {participle}"
    if extra:
        return f"{noun}, {participle} {extra}"
    # «услуги оказываются в центрах» says where, and not which
    once = verb.role == "make" and not verb.reading.lemma.endswith(REFLEXIVE)
    return f"{participle} {noun}" if once else None


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
