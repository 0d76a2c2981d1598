"""What belongs to a verb told of the counted: «(подключённые) к сети», «(оснащённые) лифтами»."""

from __future__ import annotations

from msgspec.structs import replace

from mfcx.attribution.labels.asides import aside, is_of_them
from mfcx.attribution.labels.clauses import Clause, governs
from mfcx.attribution.labels.forms import (
    INSTRUMENTAL,
    VERB,
    is_generic,
    is_modifier,
    is_short,
    is_word,
    label_words,
    noun_in,
)
from mfcx.attribution.labels.noun_phrases import Phrase, first_modifier, surface
from mfcx.attribution.labels.objects import counted_before, object_behind, object_beyond
from mfcx.attribution.labels.rows import is_included
from mfcx.attribution.labels.surroundings import is_described, says_where, stands_bare
from mfcx.attribution.labels.verbs import Verb
from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.tables import fold


def complement_of(clause: Clause, verb: Verb, phrase: Phrase) -> str:
    """What belongs to a verb: «(пользуются) порталом», «(подключены) к сети», «(выданы) фермерам»."""
    bare = replace(phrase, last=phrase.head + 1)
    first, last = clause.stretch
    found = means_of(clause, first, last) or target_of(clause, verb, bare)
    to = None if found or verb.role != "make" else clause.dative(first, last)
    return surface(clause.tokens, to.first, to.last) if to is not None else found


def own_complement(clause: Clause, verb: Verb, phrase: Phrase) -> str:
    """What people did: «(открывшие) своё дело», «(воспользовавшиеся) услугами», «(погибшие) на пожарах»."""
    first, last = clause.stretch
    taking = takes_object(verb) and verb.role == "come"
    if not first <= verb.at < last:
        # «землю получили 90 семей, в том числе 40 молодых семей»: one of a row has the object of the row, or its own
        beside = clause.told_in()[-1]
        row = clause.marks.stretch(verb.at, verb.at)
        if taking:
            return _object_of(clause, verb, *beside) or _object_of(clause, verb, *row)
        # «(направлены на курсы 40 человек,) на работы – 12 человек», «(на курсы пришли 40 врачей,) из них 12 хирургов»
        return aside(clause) or (_beside_verb(clause, verb, row) if _is_part(clause) else "")
    own = surface(clause.tokens, phrase.head + 1, phrase.last)
    aged = stands_bare(clause, phrase)
    if own and not aged and is_generic(clause.tokens[phrase.head]) and not is_described(clause, phrase):
        return own
    if taking:
        return _object_of(clause, verb, first, last)
    means = _deprived_of(clause, verb) or means_of(clause, first, last) or target_of(clause, verb, phrase)
    if means:
        return means
    near = [c for c in clause.complements(first, last) if c[1] <= phrase.first or c[0] >= phrase.last]
    generic = is_generic(clause.tokens[phrase.head])
    return surface(clause.tokens, *near[0]) if near and generic else own if generic else ""


def _is_part(clause: Clause) -> bool:
    """«(40 врачей,) из них | 12 хирургов», «в том числе»."""
    first = clause.stretch[0]
    return is_of_them(clause.tokens, first) or is_included(clause.tokens, first)


def _beside_verb(clause: Clause, verb: Verb, row: tuple[int, int]) -> str:
    """«на курсы (пришли)»: where the verb of a row says something happens, right beside it."""
    near = (c for c in clause.complements(*row) if verb.at in (c[1], c[0] - 1))
    found = next((c for c in near if says_where(clause.tokens[c[0] + 1 : c[1]])), None)
    return surface(clause.tokens, *found) if found is not None else ""


def takes_object(verb: Verb) -> bool:
    """«посетить», not «переехать», whatever the dictionary says of it."""
    return "tran" in verb.reading.tags and fold(verb.reading.lemma) not in label_words("objectless")


def _deprived_of(clause: Clause, verb: Verb) -> str:
    """«(ураган лишил) света (30 тысяч человек)», «лишились работы»: what such a verb takes in the genitive."""
    (first, last), at = clause.stretch, verb.at + 1
    if fold(verb.reading.lemma) not in label_words("depriving"):
        return ""
    if verb.at == first + 1 and first not in clause.blocked and noun_in(clause.tokens[first], "gent") is not None:
        return surface(clause.tokens, first, verb.at)  # «работы (лишились 40 человек)»
    if at >= last or at in clause.blocked:
        return ""
    while is_modifier(clause.tokens[at], "gent") and at + 1 < last:
        at += 1
    found = noun_in(clause.tokens[at], "gent")
    return surface(clause.tokens, verb.at + 1, clause.tail(at + 1)) if found is not None else ""


def _object_of(clause: Clause, verb: Verb, first: int, last: int) -> str:
    """What a verb takes in a stretch where the counted are its subject: «(посетили) музей»."""
    obj = object_behind(clause, verb) or object_beyond(clause, verb) if first <= verb.at < last else None
    obj = obj or counted_before(clause, verb) or clause.object(first, last) or clause.subject(first, last)
    if obj is None or clause.quantity.first <= obj.head < clause.quantity.last:
        return ""  # «приз получили три юноши, две девушки – дважды»
    said = surface(clause.tokens, obj.first, obj.last)
    if obj.last > obj.head + 1 or lemmas(clause.tokens[obj.head].lower).isdisjoint(label_words("taken")):
        return said
    # «в субботнике приняли участие 40 школ»: in what
    into = next((c for c in clause.complements(first, last) if says_where(clause.tokens[c[0] + 1 : c[1]])), None)
    return f"{said} {surface(clause.tokens, *into)}" if into is not None else said


def agent(clause: Clause, verb: Verb, phrase: Phrase) -> str:
    """«МФЦ приняли 5 тысяч обращений» -> «(обращения, принятые) МФЦ»: a body that did it."""
    if verb.role != "make" or verb.reading.pos != "VERB" or phrase.last > phrase.head + 1 or phrase.first < phrase.head:
        return ""
    first, last = clause.stretch
    for at in range(first, min(verb.at, last)):
        if is_short(clause.tokens[at]) and at not in clause.blocked and not phrase.first <= at < phrase.last:
            return clause.tokens[at].text
    return ""


def target_of(clause: Clause, verb: Verb, phrase: Phrase) -> str:
    """«(подключённые) к сети», «в МФЦ Пущина за год (поступили)»: beside verb or noun, but for names and times."""
    if not stands_bare(clause, phrase):
        return ""
    first, last = clause.stretch
    found: list[tuple[int, int]] = []
    for start, stop in clause.complements(first, last):
        chained = bool(found) and found[-1][1] == start
        found.append((found.pop()[0], stop) if chained else (start, stop))
    for start, stop in found:
        behind = start in (verb.at + 1, phrase.last) and start > min(verb.at, phrase.first)
        gap = range(stop, verb.at)
        parted = any(at not in clause.blocked and not clause.marks.forms[at] & VERB for at in gap)
        beside = behind or (stop <= verb.at and not parted)
        if beside and says_where(clause.tokens[start + 1 : stop]):
            return surface(clause.tokens, start, stop)
    return ""


def means_of(clause: Clause, first: int, last: int) -> str:
    """«услугами воспользовались»: a noun in the instrumental that no preposition governs."""
    found = _means_at(clause, first, last)
    return surface(clause.tokens, *found) if found is not None else ""


def _means_at(clause: Clause, first: int, last: int) -> tuple[int, int] | None:
    """Where a noun in the instrumental stands, with what belongs to it."""
    for at in range(first, last):
        token = clause.tokens[at]
        if at in clause.blocked or not is_word(token) or not clause.marks.forms[at] & INSTRUMENTAL:
            continue
        start = first_modifier(clause.tokens, at, clause.blocked)
        before = clause.tokens[start - 1] if start > first else None
        own = before is None or not (governs(before) or (_takes(before) and start - 1 not in clause.blocked))
        if own and noun_in(token, "ablt") and lemmas(token.lower).isdisjoint(label_words("vague")):
            return start, clause.tail(at + 1)
    return None


def instrument(clause: Clause, verb: Verb) -> str:
    """«(оснащённые) лифтами», beside the verb, and not who did it: «(построены) рабочими»."""
    means = _means_at(clause, *clause.stretch)
    if means is None or (means[0] != verb.at + 1 and means[1] > verb.at):
        return ""
    found = (noun_in(token, "ablt") for token in clause.tokens[slice(*means)] if is_word(token))
    noun = next((one for one in found if one is not None), None)
    thing = noun is not None and "anim" not in noun.tags and noun.lemma not in label_words("agent")
    return surface(clause.tokens, *means) if thing else ""


def _takes(token: Token) -> bool:
    """«занятиям (спортом)»: a noun in no nominative, which takes the instrumental behind it."""
    top = readings(token.lower)[0]
    return top.pos == "NOUN" and top.case in ("datv", "ablt", "loct")
