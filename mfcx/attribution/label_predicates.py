"""What the verb of a clause says of a noun: «30 % жителей пользуются порталом» -> «жители, пользующиеся порталом»."""

from __future__ import annotations

from msgspec.structs import replace

from mfcx.attribution.clauses import Clause
from mfcx.attribution.label_doing import complement_of, does, is_governed, participle_of
from mfcx.attribution.label_forms import MODIFIERS, is_animate, is_word, label_words, noun_in
from mfcx.attribution.label_verbs import Verb
from mfcx.attribution.noun_phrases import Phrase, render, surface
from mfcx.morphology import readings


def predicated(clause: Clause, phrase: Phrase) -> str | None:
    """«30 % жителей пользуются порталом» -> «жители, пользующиеся порталом»; None where no verb says so."""
    if is_governed(clause, phrase):
        return None
    first, last = clause.stretch
    told = [v for v in clause.verbs(first, last) if clause.as_role(v, "come", "make").role not in ("weak", "pay")]
    if not told:
        return None
    # «остались довольны»: the adjective says what they are
    said = [v for v in told if v.reading.pos == "ADJS"] or told
    verb = min(said, key=lambda v: abs(v.at - clause.quantity.first))
    doers = is_animate(clause.tokens[phrase.head])
    verb = clause.as_role(verb, *(("come", "make") if doers or does(clause, phrase) else ("make", "come")))
    extra = _object(clause, verb)
    if extra and (doers or not verb.role):
        verb = replace(verb, role="come")
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
