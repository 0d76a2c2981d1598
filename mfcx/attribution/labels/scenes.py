"""What goes on where the counted are, or is given them: «участки, где кладут асфальт», «семьи, которым помогли»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mfcx.attribution.labels.clauses import Clause, governs
from mfcx.attribution.labels.forms import (
    SPEAKS,
    is_animate,
    is_generic,
    is_modifier,
    is_short,
    is_word,
    label_words,
    noun_in,
)
from mfcx.attribution.labels.label_texts import label_word
from mfcx.attribution.labels.noun_phrases import Phrase, render, surface
from mfcx.attribution.labels.objects import object_behind
from mfcx.attribution.labels.verbs import Verb
from mfcx.morphology import inflect, lemmas, readings
from mfcx.tables import fold, words

_FINITE = frozenset({"VERB", "PRTS", "PRED", "ADJS"})
# a clause of more words than this tells a story
_LONGEST = 6
_NOUN = 3  # letters of the shortest that counts for one: «мм» is none


def scene(clause: Clause, phrase: Phrase) -> str:
    """«в 12 районах строят новые дороги» -> «, где строят новые дороги»; nothing where no such thing is told."""
    where = _pointing(clause, phrase)
    told = _told_there(clause, phrase) if where else ""
    return f", {where} {told}" if told else ""


def _pointing(clause: Clause, phrase: Phrase) -> str:
    """«в 40 сёлах» -> «где», «на 40 автобусах» -> «на которых»; no place of people, nor of what is told more of.

    One is rarely a count: «в 1 чтении».
    """
    tokens, q, head = clause.tokens, clause.quantity, clause.tokens[phrase.head]
    if are_given(clause, phrase):
        return inflect(label_word("which"), "datv", "plur") or ""
    if q.head != phrase.head or q.value == 1 or is_animate(head) or is_generic(head):
        return ""
    if any(lemmas(t.lower).isdisjoint(label_words("province")) for t in tokens[phrase.head + 1 : phrase.last]):
        return ""  # «в 12 сёлах | области» may be any
    if readings(head.lower)[0].case != "loct":
        return ""
    before = {t.lower for t in tokens[max(0, q.first - 1) : phrase.head]}
    if not before.isdisjoint(words("in")):
        return label_word("where")
    on = label_word("aim")
    return f"{on} {inflect(label_word('which'), 'loct', 'plur')}" if on in before else ""


def are_given(clause: Clause, phrase: Phrase) -> bool:
    """«(ключи вручили) 40 семьям», «12 тысячам пенсионеров»: people in the dative, with no preposition before them."""
    q, tokens = clause.quantity, clause.tokens
    if q.head != phrase.head or not is_animate(tokens[q.head]):
        return False
    given = any((r.case, r.number) == ("datv", "plur") for t in tokens[q.first : q.last] for r in readings(t.lower)[:1])
    return given and not any(governs(t) for t in tokens[max(0, q.first - 1) : q.last])


def _told_there(clause: Clause, phrase: Phrase) -> str:
    """«строят новые дороги»: the verbs of the clause and what is done or does it there."""
    first, last = clause.stretch
    others = [f for f in clause.figures if first <= f.start < last and f.start != clause.quantity.first]
    verbs = [verb for verb in clause.verbs(first, last) if verb.reading.pos != "GRND"]  # «сев»
    if len(others) > 1 or not _tells(clause, verbs):
        return ""
    thing = _counted_there(clause, verbs[-1], others[0]) if others else _thing_there(clause, verbs[-1], phrase)
    told = " ".join((*(_as_told(clause, verb, counted=bool(others)) for verb in verbs), thing))
    return told if thing and len(told.split()) <= _LONGEST else ""


def _tells(clause: Clause, verbs: Sequence[Verb]) -> bool:
    """Whether verbs say what goes on: one beside the other, of others than who speaks; «оказались (пустыми)» do not."""
    if not any(verb.reading.pos in _FINITE for verb in verbs) or verbs[0].reading.pos == "INFN":
        return False  # «открыть могут»
    apart = any(behind.at - verb.at > 1 for verb, behind in pairwise(verbs))
    spoken = any(form & SPEAKS for form in clause.marks.forms[slice(*clause.stretch)])
    told_of_us = any("1per" in verb.reading.tags for verb in verbs)
    became = any(fold(verb.reading.lemma) in label_words("become") for verb in verbs)
    return not (apart or spoken or told_of_us or became)


def _counted_there(clause: Clause, verb: Verb, figure: range) -> str:
    """«(отремонтировали) 40 школ (в 12 районах)» -> «школы»: what another figure counts, without it."""
    tokens, head = clause.tokens, clause.tokens[figure.stop - 1]
    found = noun_in(head, "gent") if is_word(head) else None
    led = figure.start > 0 and governs(tokens[figure.start - 1])
    barred = label_words("measure") | label_words("kind")
    if found is None or led or is_generic(head) or len(head.text) < _NOUN or not lemmas(head.lower).isdisjoint(barred):
        return ""
    people = is_animate(head) and "tran" in verb.reading.tags
    done_by = clause.subject(*clause.stretch)  # «паводок затронул 40 домов»
    return (
        ""
        if people or done_by is not None
        else render(tokens, Phrase(figure.stop - 1, figure.stop - 1, figure.stop), "nomn")
    )


def _thing_there(clause: Clause, verb: Verb, phrase: Phrase) -> str:
    found = _thing(clause, verb, phrase) or _missing(clause, verb)
    return surface(clause.tokens, found.first, found.last) if found is not None else ""


def _thing(clause: Clause, verb: Verb, phrase: Phrase) -> Phrase | None:
    """«(строят) дороги», «(побывали) врачи», «(нет) воды»: what stands behind the verb, or is told before it."""
    first, last = clause.stretch
    given, found = are_given(clause, phrase), object_behind(clause, verb)
    if given and {"VERB", "tran"} <= verb.reading.tags:
        # «срочную помощь оказали 40 семьям», «министр вручил 40 семьям ключи»
        return None if verb.reading.number == "sing" else found or clause.object(first, last)
    found = found or clause.subject(first, last) or clause.object(first, last) or _letters(clause, verb)
    return None if found is None or phrase.first <= found.head < phrase.last else found


def _letters(clause: Clause, verb: Verb) -> Phrase | None:
    """«(создадут) МФЦ»: right behind the verb what is told in letters, which has no cases."""
    at = verb.at + 1
    letters = at < clause.stretch[1] and at not in clause.shut and is_short(clause.tokens[at])
    return Phrase(at, at, at + 1) if letters else None


def _missing(clause: Clause, verb: Verb) -> Phrase | None:
    """«нет | чистой воды»."""
    at = verb.at + 1
    if verb.reading.pos != "PRED":
        return None
    while at < clause.stretch[1] and at not in clause.shut and is_modifier(clause.tokens[at], "gent"):
        at += 1
    free = at < clause.stretch[1] and at not in clause.shut and noun_in(clause.tokens[at], "gent") is not None
    return Phrase(verb.at + 1, at, clause.tail(at + 1)) if free else None


def _as_told(clause: Clause, verb: Verb, *, counted: bool) -> str:
    """«не работают»; of what was counted in the plural: «построено (40 школ)» -> «построены»."""
    before = clause.tokens[verb.at - 1].lower if verb.at else ""
    form = clause.tokens[verb.at].text.lower()
    if counted and verb.reading.number == "sing":
        form = inflect(form, "plur") or form
    return f"{before} {form}" if before in label_words("not") else form
