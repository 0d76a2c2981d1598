"""What a verb takes beside a figure: «(имеют) электронную карту», «(набрали) 90 баллов»."""

from __future__ import annotations

from mfcx.attribution.labels.clauses import Clause, governs
from mfcx.attribution.labels.forms import MODIFIERS, is_animate, is_modifier, is_word, label_words, names_doers, noun_in
from mfcx.attribution.labels.noun_phrases import Phrase
from mfcx.attribution.labels.verbs import Verb
from mfcx.morphology import lemmas, readings
from mfcx.tables import words


def object_behind(clause: Clause, verb: Verb) -> Phrase | None:
    """«имеют электронную карту», «не имеют средств»: what stands right behind a verb that takes an object."""
    tokens, at = clause.tokens, verb.at + 1
    if "tran" not in verb.reading.tags or verb.reading.pos not in ("VERB", "INFN"):
        return None
    while at < len(tokens) and is_word(tokens[at]) and readings(tokens[at].lower)[0].pos in MODIFIERS:
        at += 1
    if at >= len(tokens) or at == clause.quantity.first:
        return None
    if at in clause.blocked or not is_word(tokens[at]):
        return _counted_object(clause, verb)
    denied = tokens[verb.at - 1].lower in label_words("not")
    found = noun_in(tokens[at], "accs", *(("gent",) if denied else ()))
    if found is None or readings(tokens[at].lower)[0].pos != "NOUN":
        return None
    return Phrase(verb.at + 1, at, _with_infinitive(clause, clause.tail(at + 1)), found.number or "sing")


def object_beyond(clause: Clause, verb: Verb) -> Phrase | None:
    """«(выбирают) для занятий клубы», «(поставили) ответам высший балл»: what a verb takes behind a complement."""
    last = clause.stretch[1]
    if verb.reading.pos != "VERB" or "tran" not in verb.reading.tags or verb.at + 1 in clause.blocked:
        return None
    to = clause.dative(verb.at + 1, last)
    led = next((c for c in clause.complements(verb.at + 1, last) if c[0] == verb.at + 1), None)
    behind = to.last if to is not None and to.first == verb.at + 1 else led[1] if led is not None else last
    at = behind
    while at < last and at not in clause.blocked and is_modifier(clause.tokens[at], "accs"):
        at += 1
    found = noun_in(clause.tokens[at], "accs") if at < last and at not in clause.blocked else None
    if found is None or readings(clause.tokens[at].lower)[0].pos != "NOUN":
        return None
    return Phrase(verb.at + 1, at, clause.tail(at + 1), found.number or "sing")


def _counted_object(clause: Clause, verb: Verb) -> Phrase | None:
    """«(15 школьников набрали) 90 баллов на двух экзаменах»: another figure, where people are told to have done it."""
    tokens, first = clause.tokens, verb.at + 1
    figure = next((f for f in clause.figures if f.start in (first, first + 1)), None)
    if figure is None or clause.quantity.first > verb.at or not counts_people(clause):
        return None
    led = figure.start > first and tokens[first].lower in label_words("inside")
    if led or noun_in(tokens[figure.stop - 1]) is None:
        return None  # «сдали на 5 млн рублей»
    stop, behind = clause.tail(figure.stop), figure.stop + 1
    if behind < len(tokens) and tokens[figure.stop].lower in label_words("inside"):
        stop = next((f.stop for f in clause.figures if f.start == behind and noun_in(tokens[f.stop - 1])), stop)
    return Phrase(first, figure.stop - 1, stop, "plur")


def counted_before(clause: Clause, verb: Verb) -> Phrase | None:
    """«По 90 баллов (набрали 12 лицеистов)»: the same where the figure stands before the verb."""
    if "tran" not in verb.reading.tags or verb.reading.pos != "VERB" or verb.at > clause.quantity.first:
        return None
    if not counts_people(clause):
        return None
    tokens = clause.tokens
    figure = next((f for f in clause.figures if f.stop <= verb.at == clause.tail(f.stop)), None)
    # of «40 школ приняли 12 учителей» either may have done it
    if figure is None or lemmas(tokens[figure.stop - 1].lower).isdisjoint(label_words("measure")):
        return None
    first = figure.start - (figure.start > 0 and tokens[figure.start - 1].lower in label_words("each"))
    led = first > 0 and governs(tokens[first - 1])
    return None if led else Phrase(first, figure.stop - 1, verb.at, "plur")


def counts_people(clause: Clause) -> bool:
    """«40 учеников», «40 % учеников», «(40 учеников,) из них 12»."""
    q, tokens = clause.quantity, clause.tokens
    if q.head is None and q.inherited:
        return names_doers(q.unit or "")
    head = q.last if q.head is None and q.unit in words("part_unit") and q.last < len(tokens) else q.head
    return head is not None and is_word(tokens[head]) and is_animate(tokens[head])


def _with_infinitive(clause: Clause, stop: int) -> int:
    """«(приняли) решение остаться», «право получить землю»: the end of a noun with what it is to do."""
    verb = next(iter(clause.verbs(stop, stop + 1)), None)
    if verb is None or verb.reading.pos != "INFN":
        return stop
    found = object_behind(clause, verb)
    return found.last if found is not None else clause.tail(stop + 1)
