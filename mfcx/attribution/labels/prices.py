"""What something is done for: «мост построили за 40 млн рублей» -> «стоимость строительства моста»."""

from __future__ import annotations

from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.forms import is_animate, is_word, label_words, noun_in
from mfcx.attribution.labels.label_texts import label_word
from mfcx.attribution.labels.noun_phrases import Phrase, bend, first_modifier, render
from mfcx.attribution.labels.objects import object_behind
from mfcx.attribution.labels.verbs import Verb, told_as
from mfcx.morphology import lemmas


def price_of_doing(clause: Clause) -> str | None:
    """«за 5 млн рублей открыли 12 клубов» -> «стоимость открытия клубов», «машину купили за 2 млн» -> «… машины»."""
    measured = _price_of_measure(clause)
    if measured is not None:
        return measured
    verb = _made(clause) if _is_paid_for(clause) else None
    thing = _thing(clause, verb) if verb is not None else None
    if verb is None or thing is None:
        return None
    bought = told_as(verb.reading.lemma, ("pay",)) is not None
    doing = "" if bought else bend(verb.noun, "gent")
    return " ".join(f"{label_word('price')} {doing} {render(clause.tokens, thing, 'gent')}".split())


def _price_of_measure(clause: Clause) -> str | None:
    """«Литр молока закупают за 36 рублей», «тонну угля продают по 5 тысяч» -> «цена литра молока», «… тонны угля»."""
    led = _is_paid_for(clause) or clause.tokens[clause.quantity.first - 1].lower in label_words("each")
    what = clause.unit_subject(*clause.stretch) if led and clause.verbs(*clause.stretch) else None
    if what is None or lemmas(clause.tokens[what.head].lower).isdisjoint(label_words("dealt")):
        return None
    return f"{label_word('rate')} {render(clause.tokens, what, 'gent')}"


def _is_paid_for(clause: Clause) -> bool:
    """«за 5 млн рублей»."""
    first = clause.quantity.first
    return any(token.lower in label_words("for_price") for token in clause.tokens[max(0, first - 1) : first + 1])


def _made(clause: Clause) -> Verb | None:
    """The verb of what somebody does to things, in the figure's own stretch."""
    found = (clause.as_role(verb, "make") for verb in clause.verbs(*clause.stretch))
    return next((verb for verb in found if verb.role == "make" and verb.noun), None)


def _thing(clause: Clause, verb: Verb) -> Phrase | None:
    """What it is done to: the object, the subject of a passive, or what another figure counts."""
    first, last = clause.stretch
    others = [f for f in clause.figures if first <= f.start < last and f.start != clause.quantity.first]
    if others:
        return _counted(clause, others[0]) if len(others) == 1 else None
    thing = object_behind(clause, verb) or clause.object(first, last) or clause.subject(first, last)
    if thing is None or _does(clause, verb, thing):
        return None
    head = clause.tokens[thing.head]
    return thing if lemmas(head.lower).isdisjoint(label_words("vague")) and not is_animate(head) else None


def _does(clause: Clause, verb: Verb, thing: Phrase) -> bool:
    """«край купил (машины)»: a noun before a verb in the singular may be who did it."""
    one = verb.reading.pos == "VERB" and verb.reading.number == "sing" and thing.head < verb.at
    return one and noun_in(clause.tokens[thing.head], "nomn") is not None


def _counted(clause: Clause, figure: range) -> Phrase | None:
    """«5 | клубов», «12 км | дорог»: what another figure counts or measures."""
    tokens, at = clause.tokens, figure.stop - 1
    if not is_word(tokens[at]) or not lemmas(tokens[at].lower).isdisjoint(label_words("measure")):
        at = figure.stop
    if at >= clause.stretch[1] or not is_word(tokens[at]) or noun_in(tokens[at], "gent") is None:
        return None
    return Phrase(first_modifier(tokens, at, ()), at, clause.tail(at + 1))
