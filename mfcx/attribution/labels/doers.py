"""Whether the people or bodies counted did what the verb says: «15 семей купили коров», «экзамен сдал 41 выпускник»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.labels.clauses import Clause, governs
from mfcx.attribution.labels.forms import MODIFIERS, is_animate, label_words, noun_in
from mfcx.attribution.labels.modals import led_by
from mfcx.attribution.labels.noun_phrases import Phrase
from mfcx.attribution.labels.objects import counted_before, object_behind, object_beyond
from mfcx.attribution.labels.surroundings import is_governed, is_oblique
from mfcx.attribution.labels.verbs import Verb
from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.tables import words

_ELEVEN = 11


def does(clause: Clause, phrase: Phrase) -> bool:
    """«Новый транспорт получили 64 региона»: the verb has another object, so what is counted did it."""
    first, last = clause.stretch
    if noun_in(clause.tokens[phrase.head], "gent", "nomn") is None or is_oblique(clause):
        return False  # «вред нанесли пяти посёлкам», «посетил открытие двух школ»
    if _acts_before(clause, phrase):
        return True
    doing = next((v for v in clause.verbs(first, last) if counted_before(clause, v)), None)
    if doing is not None:
        return True
    other = clause.object(first, last)
    if other is None or phrase.first <= other.head < phrase.last or is_animate(clause.tokens[other.head]):
        return False
    # «новый корпус построили 40 рабочих»: one thing is no subject of a verb in the plural, whatever it does
    if other.last < last and clause.tokens[other.last].lower in words("and") and other.last < phrase.first:
        return False  # «огонь и дым унесли 40 жизней»
    taken = not lemmas(clause.tokens[other.head].lower).isdisjoint(label_words("taken"))  # «нормы сдали 40 школьников»
    sole = other.number == "sing" and lemmas(clause.tokens[other.head].lower).isdisjoint(label_words("vague"))
    sole = sole or (taken and is_animate(clause.tokens[phrase.head]))
    roles = ("come", "pay", "", "make") if sole else ("come", "pay", "")
    verb = next((v for v in clause.verbs(first, last) if clause.as_role(v, "come").role in roles), None)
    if verb is None or "tran" not in verb.reading.tags or verb.reading.pos != "VERB":
        return False
    if verb.reading.number != "plur" and not _is_one_of(clause, phrase, verb):
        return False
    clear = is_animate(clause.tokens[phrase.head]) or other.number == "sing"
    if not clear and clause.as_role(verb, "come").role != "come":
        return False  # «школы получили 12 автобусов»
    if taken:
        return True  # «приняли участие 40 школ»
    # «сдали кровь 40 жителей»: behind both only people are told to have done it
    last = is_animate(clause.tokens[phrase.head]) and verb.at < other.head < phrase.first
    return last or verb.at > other.head or other.head > verb.at > phrase.head


def _is_one_of(clause: Clause, phrase: Phrase, verb: Verb) -> bool:
    """«экзамен сдал 41 выпускник»: after a one people stand in the singular, and so does what they do."""
    found = noun_in(clause.tokens[phrase.head], "nomn")
    people = found is not None and found.number == "sing" and is_animate(clause.tokens[phrase.head])
    return people and found is not None and found.gender in verb.reading.tags and ends_in_one(clause)


def ends_in_one(clause: Clause) -> bool:
    value = clause.quantity.value
    return value % 10 == 1 and value % 100 != _ELEVEN


def _acts_before(clause: Clause, phrase: Phrase) -> bool:
    """«15 семей купили коров»: the counted stand right before their verb, and its object right behind it."""
    tokens, at = clause.tokens, phrase.last
    while at < len(tokens) and (at in clause.blocked or _stands_between(tokens[at]) or _is_time(tokens, at)):
        at += 1 + _is_time(tokens, at)
    said = next(iter(clause.verbs(at, at + 1)), None)
    verb = led_by(clause, said)
    if said is None or verb is None or "tran" not in verb.reading.tags or is_governed(clause, phrase):
        return False
    found = object_behind(clause, verb) if verb is not said or said.reading.pos == "VERB" else None
    if found is None and is_animate(clause.tokens[phrase.head]):
        found = object_beyond(clause, verb)  # «40 жителей поставили ответам высший балл»
    if said is not verb:
        return found is not None and said.reading.number == "plur"  # «40 семей должны получить землю»
    if found is None or verb.reading.number != "plur":
        subject = noun_in(clause.tokens[found.head], "nomn") if found is not None else None
        # «40 семей купило землю», but «40 домов построило предприятие», which may be the subject
        either = subject is not None and subject.gender == "neut" and not is_animate(clause.tokens[phrase.head])
        return found is not None and "neut" in verb.reading.tags and not either
    if is_no_subject(clause, found) or found.head in clause.blocked:
        return True
    # «40 мостов построили рабочие», «40 рабочих построили мосты»: of two that may be the subject, who does things is
    return is_animate(clause.tokens[phrase.head]) and not is_animate(clause.tokens[found.head])


def is_no_subject(clause: Clause, phrase: Phrase) -> bool:
    """Whether a noun cannot be the subject of a verb in the plural: «(открыли) буфет», «(наняли) врачей»."""
    return phrase.number == "sing" or noun_in(clause.tokens[phrase.head], "nomn") is None


def _is_time(tokens: Sequence[Token], at: int) -> bool:
    """«(жители) с утра (покинули)», «в целом»: a preposition with a word that names nothing."""
    return governs(tokens[at]) and at + 1 < len(tokens) and tokens[at + 1].lower in label_words("empty")


def _stands_between(token: Token) -> bool:
    """«(жителей) Томской области впервые (сменили)»: whose they are, and how they did it."""
    top = readings(token.lower)[0]
    return top.pos in ("ADVB", "PRCL") or (top.pos in ("NOUN", *MODIFIERS) and top.case == "gent")
