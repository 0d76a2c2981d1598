"""Rows that name their measure before the figure: «Число коек, тыс. | 6,2» -> «число коек»."""

from __future__ import annotations

from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.forms import VERB, is_word, noun_in
from mfcx.attribution.labels.label_texts import label_word
from mfcx.attribution.labels.noun_phrases import Phrase, first_modifier, render, surface
from mfcx.morphology import inflect, lemmas, readings
from mfcx.quantities.counted.row_headings import heading_of
from mfcx.quantities.counted.row_measures import ROW_MARKS, first_mark, name_end
from mfcx.quantities.scene import SCORE
from mfcx.tables import fold, words

_STARTS = frozenset(";|")


def row_label(clause: Clause) -> str | None:
    """What stands before the measure: «Инвестиции в дороги |, млн руб.: 18,3» -> «инвестиции в дороги»."""
    tokens, mark = clause.tokens, clause.quantity.first - 1
    if mark < 1:
        return None
    if clause.quantity.unit == SCORE:
        return _scored(clause, mark + 1)
    if tokens[mark].text not in ROW_MARKS:
        return None
    stop = name_end(tokens, mark)
    if stop is None:
        return _kind_headed(clause, mark) or _headed(clause, first_mark(tokens, mark)) or _doers(clause, mark)
    start = next((at + 1 for at in range(stop - 1, -1, -1) if tokens[at].text in _STARTS), 0)
    named = clause.subject(start, stop)
    if stop == start + 1 and named is None:
        return _befell(tokens[start].lower)
    if named is None or clause.verb_between(start, stop):
        return None
    return render(tokens, Phrase(named.first, named.head, stop, named.number, named.lemma), "nomn")


def _befell(form: str) -> str | None:
    """«Родилось, чел. | 812» -> «число родившихся»."""
    verb = next((r for r in readings(form)[:1] if r.pos == "VERB"), None)
    who = inflect(verb.lemma, "PRTF", "actv", "past", "gent", "plur") if verb is not None else None
    return f"{label_word('count')} {who}" if who else None


def _kind_headed(clause: Clause, mark: int) -> str | None:
    """«Библиотеки: детские | – 31», «Жалобы: рассмотрено | – 90» -> «детские библиотеки», «рассмотренные жалобы»."""
    tokens, heading = clause.tokens, heading_of(clause.tokens, mark)
    if heading is None:
        return None
    head, lemma, colon = heading
    word = tokens[mark - 1].lower
    done = next((r.lemma for r in readings(word)[:2] if r.pos == "PRTS"), None)
    kind = inflect(done, "PRTF", "pssv", "past", "nomn", "plur") if done else inflect(word, "nomn", "plur", pos="ADJF")
    kind = kind or inflect(word, "nomn", "plur")
    return f"{kind} {render(tokens, Phrase(head, head, colon, 'plur', lemma), 'nomn')}" if kind else None


def _headed(clause: Clause, mark: int) -> str | None:
    """«Школы | – 18», «Сельские клубы | – 14»: nothing but the noun counted, in the nominative."""
    tokens, head = clause.tokens, mark - 1
    many = noun_in(tokens[head], "nomn")
    unit = fold(clause.quantity.unit or "")
    if many is None or many.number != "plur" or fold(many.lemma) != unit:
        return None
    first = first_modifier(tokens, head, clause.blocked, "nomn")
    alone = first == 0 or tokens[first - 1].text in _STARTS
    return render(tokens, Phrase(first, head, mark, "plur", many.lemma), "nomn") if alone else None


def _doers(clause: Clause, mark: int) -> str | None:
    """«Вступивших в брак меньше | – 40» -> «вступившие в брак»: a row that opens with what they did, of no noun."""
    tokens, first = clause.tokens, clause.marks.stretch(mark - 1, mark)[0]
    if clause.quantity.head is not None or not readings(tokens[first].lower)[0].tags >= {"PRTF", "gent", "plur"}:
        return None
    things = noun_in(tokens[first + 1], "gent")
    if things is not None and things.number == "plur":
        return None  # «поступивших жалоб»
    last = mark - (tokens[mark - 1].lower in words("most"))
    at = next((at for at in range(first + 1, last) if not is_word(tokens[at]) or at in clause.blocked), last)
    who = inflect(tokens[first].lower, "nomn", "plur")
    return f"{who} {surface(tokens, first + 1, at)}".rstrip() if who and at == last else None


def _scored(clause: Clause, stop: int) -> str | None:
    """«Средний балл по химии – | 67», and behind it «по физике – | 61»: the unit names what is measured."""
    tokens = clause.tokens
    scores = (at for at in range(stop - 1, -1, -1) if fold(SCORE) in map(fold, lemmas(tokens[at].lower)))
    head = next(scores, None)
    if head is None or noun_in(tokens[head], "nomn") is None or tokens[head - 1 if head else 0].text[0].isdecimal():
        return None
    first = first_modifier(tokens, head, (), "nomn")
    name = render(tokens, Phrase(first, head, head + 1, "sing"), "nomn")
    starts = (at + 1 for at in range(stop - 2, head, -1) if not is_word(tokens[at]))
    own = next(starts, head + 1)
    last = own
    while last < stop and is_word(tokens[last]) and not clause.marks.forms[last] & VERB and last not in clause.shut:
        last += 1
    return f"{name} {surface(tokens, own, last)}".strip()
