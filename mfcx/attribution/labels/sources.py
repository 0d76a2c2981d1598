"""Where a label finds its noun beside the figure's own: figures told before, the subject of the clause.

«Урожай картофеля — 40 тыс. тонн, овощей — 12 тыс.» -> «урожай овощей»; «104 федеральные» behind «300 заявлений» ->
«федеральные заявления».
"""

from __future__ import annotations

from mfcx.attribution.labels.asides import is_of_them
from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.forms import SPEAKS, is_generic, is_modifier, is_word, label_words, noun_in
from mfcx.attribution.labels.noun_phrases import Phrase, first_modifier, render
from mfcx.document import DASHES, Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.tables import fold, words

# how far behind an adjective its noun may stand: «80 федеральных, 19 областных и 70 муниципальных услуг»
_ROW = 9
_ENDS = frozenset(".;:()—–")


def statement_of(clause: Clause) -> Phrase | None:
    """The subject of «X составил N», «X — N», in the figure's stretch or over its dash."""
    for first, last in clause.told_in():
        subject = clause.subject(first, last)
        if subject is not None:
            between = subject.last, clause.quantity.first
            spoken = any(form & SPEAKS for form in clause.marks.forms[slice(*between)])
            return None if between[0] > between[1] or spoken or clause.verb_between(*between) else subject
    return None


def phrase_before(clause: Clause, at: int) -> Phrase | None:
    """The noun phrase that ends with token `at`: «(вместимость) зала областного театра» before «на 300 мест»."""
    tokens = clause.tokens
    if not is_word(tokens[at]) or noun_in(tokens[at]) is None or readings(tokens[at].lower)[0].pos != "NOUN":
        return None
    if at in clause.blocked:
        # another figure's noun: «12 гостиниц на 400 мест»
        counted = at > 0 and at - 1 in clause.blocked and not tokens[at].text[0].isupper()
        return Phrase(at, at, at + 1) if counted else None
    head = at
    while head > 0 and head - 1 not in clause.blocked and noun_in(tokens[head], "gent"):
        start = first_modifier(tokens, head, clause.blocked, "gent")
        if start < 1 or start - 1 in clause.blocked or not is_word(tokens[start - 1]):
            break
        before = tokens[start - 1].lower
        # «(ввели) в эксплуатацию | больницы»: said of them with the verb
        if readings(before)[0].pos != "NOUN" or not lemmas(before).isdisjoint(label_words("operation")):
            break
        head = start - 1
    found = noun_in(tokens[head])
    if found is None or "anim" in found.tags:
        return None
    first = first_modifier(tokens, head, clause.blocked, found.case or "nomn")
    return Phrase(first, head, at + 1, found.number or "sing")


def named_behind(clause: Clause) -> Phrase | None:
    """«40 человек — инвалиды», «80 % из них – это расходы»: what a dash says the figure is."""
    tokens, at = clause.tokens, clause.quantity.last
    at += 2 * is_of_them(tokens, at)
    if at + 1 >= len(tokens) or tokens[at].text not in DASHES or tokens[at].start == tokens[at - 1].stop:
        return None
    at += 2 if tokens[at + 1].lower in label_words("this") else 1
    stop = at
    while stop < len(tokens) and is_word(tokens[stop]):
        stop += 1
    phrase = clause.subject(at, stop) or _people_at(clause, at, stop)
    return phrase if phrase is not None and phrase.first == at else None


def _people_at(clause: Clause, at: int, stop: int) -> Phrase | None:
    """«молодые люди до 29 лет»: people whom an adjective tells apart."""
    head = at
    while head < stop and is_modifier(clause.tokens[head], "nomn"):
        head += 1
    people = at < head < stop and is_generic(clause.tokens[head]) and noun_in(clause.tokens[head], "nomn") is not None
    return Phrase(at, head, clause.tail(head + 1)) if people else None


def named_in_brackets(clause: Clause) -> Phrase | None:
    """«убыло 900 человек: 500 (переезд в город)»: what brackets say people are that are told by a number alone."""
    tokens, q = clause.tokens, clause.quantity
    if q.head is not None or q.last >= len(tokens) or tokens[q.last].text != "(":
        return None
    if label_words("generic").isdisjoint(fold(q.unit or "").split()):
        return None
    first, last = clause.marks.stretch(q.last + 1, q.last + 1)
    phrase = clause.subject(first, last) if last < len(tokens) and tokens[last].text == ")" else None
    return phrase if phrase is not None and (phrase.first, phrase.last) == (first, last) else None


def subject_label(clause: Clause, barred: frozenset[str] = frozenset()) -> str | None:
    """The subject of the nearest stretch that has one, else its object; `barred` are heads that own no sum."""
    phrase = subject_phrase(clause, barred)
    return render(clause.tokens, phrase, "nomn") if phrase is not None else None


def subject_phrase(clause: Clause, barred: frozenset[str] = frozenset()) -> Phrase | None:
    """The phrase behind `subject_label`, for those that look further than its end."""
    stretches = list(clause.segments())[:4]
    for find in (clause.subject, clause.object):
        for first, last in stretches:
            phrase = find(first, last)
            if phrase is None or _is_somebody(clause.tokens[phrase.head], phrase):
                continue
            if not (barred and _is_barred(clause.tokens[phrase.head], barred)):
                return phrase
    return None


def _is_somebody(token: Token, phrase: Phrase) -> bool:
    """«министр (рассказал)»: one person is nothing that is counted or measured."""
    found = noun_in(token, "nomn") if phrase.number == "sing" else None
    return found is not None and "anim" in found.tags


def _is_barred(token: Token, barred: frozenset[str]) -> bool:
    """«аграрии», «предприятие»: who gives or gets a sum is not what it is."""
    found = noun_in(token)
    return found is not None and ("anim" in found.tags or fold(found.lemma) in barred)


def shared_noun(clause: Clause) -> str | None:
    """«120 городских и 30 пригородных маршрутов» -> «городские маршруты»: the noun of the next figure of the row."""
    tokens, q = clause.tokens, clause.quantity
    adjectives = [t for t in tokens[q.first : q.last + 1] if is_word(t) and readings(t.lower)[0].pos == "ADJF"]
    adjectives = [t for t in adjectives if not readings(t.lower)[0].tags & {"Apro", "Anum"}]
    if not adjectives:
        return None
    for at in range(q.last, min(len(tokens), q.last + _ROW)):
        token = tokens[at]
        top = readings(token.lower)[0] if is_word(token) else None
        if token.text in _ENDS or (top is not None and top.pos in ("VERB", "PRTS", "PREP")):
            return None
        if top is not None and top.pos == "NOUN":
            measured = not lemmas(token.lower).isdisjoint(label_words("measure"))
            numeral = measured or token.lower in words("multiplier_genitive")
            if numeral or not any((r.case, r.number) == ("gent", "plur") for r in readings(token.lower)):
                continue  # «тысяч», «млн» of the next figure
            noun = inflect(top.lemma, "nomn", "plur", pos="NOUN")
            forms = [inflect(t.lower, "nomn", "plur", pos="ADJF") or t.text for t in adjectives]
            return " ".join((*forms, noun)) if noun else None
    return None
