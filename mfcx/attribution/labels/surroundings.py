"""What stands round the noun that is counted: «в 38 филиалах», «реализация 8 проектов», «иностранных граждан»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.labels.ages import age_end
from mfcx.attribution.labels.clauses import Clause, governs
from mfcx.attribution.labels.forms import MODIFIERS, PRONOMINAL, drops, is_animate, is_short, is_word, label_words
from mfcx.attribution.labels.noun_phrases import Phrase, surface
from mfcx.document import Token
from mfcx.morphology import lemmas, readings
from mfcx.tables import words


def is_governed(clause: Clause, phrase: Phrase) -> bool:
    """«в 38 филиалах», «реализация 8 проектов»: governed from before, so that the verb's object is another."""
    if is_oblique(clause) and not is_animate(clause.tokens[phrase.head]):
        return True  # «в школах десяти районов»; «пятерых (врачей)» may be what a verb takes
    at = min(clause.quantity.first, phrase.first)
    while at > 0 and _leads(clause.tokens[at - 1]):
        at -= 1  # «на уже действующие два (центра)»
    if at > 0 and not lemmas(clause.tokens[at - 1].lower).isdisjoint(label_words("aimless")):
        return True
    if at > 1 and governs(clause.tokens[at - 2]):
        at -= not lemmas(clause.tokens[at - 1].lower).isdisjoint(label_words("leading"))  # «в отношении 5 (семей)»
    # «свыше», «около» are part of the figure, «до 300» may be its bound, «по 5» says that each has 5
    before = clause.tokens[at - 1] if at > 0 else None
    if before is None or before.lower in label_words("each"):
        return False
    return governs(before)


def _leads(token: Token) -> bool:
    """«уже действующие (два центра)»: an adverb or adjective before a figure, no «которых»."""
    top = readings(token.lower)[0]
    return top.pos in ("ADVB", *MODIFIERS) and not top.tags & PRONOMINAL


def is_oblique(clause: Clause) -> bool:
    """Whether a numeral in words stands in another case than a subject does: «двух», «пятерых»."""
    found = [r for r in readings(clause.tokens[clause.quantity.first].lower) if r.pos == "NUMR"]
    return bool(found) and all(r.case != "nomn" for r in found)


def is_described(clause: Clause, phrase: Phrase) -> bool:
    """«иностранных граждан», «единиц хранения»: an adjective or a genitive makes the general word say something."""
    words_before = clause.tokens[phrase.first : phrase.head]
    if phrase.last > phrase.head + 1 and clause.tokens[phrase.head].lower in label_words("pieces"):
        return clause.tokens[phrase.head + 1].lower not in label_words("inside")
    return any(readings(t.lower)[0].pos in MODIFIERS and not drops(t) for t in words_before if is_word(t))


def stands_bare(clause: Clause, phrase: Phrase) -> bool:
    """Whether nothing depends on a noun but how old they are: «дети», «дети до трёх лет»."""
    return phrase.last == phrase.head + 1 or age_end(clause.tokens, phrase.head + 1) == phrase.last


def where_of(clause: Clause, phrase: Phrase) -> str:
    """«В базах 11 тысяч вакансий» -> «(вакансии) в базах»: where a thing is that nothing else tells apart."""
    for first, last in clause.told_in():
        for start, stop in clause.complements(first, last):
            inside = clause.tokens[start].lower in words("in") | words("by") and not phrase.first <= start < phrase.last
            if inside and _is_place(clause.tokens[start + 1 : stop]):
                return surface(clause.tokens, start, stop)
    return ""


def _is_place(tokens: Sequence[Token]) -> bool:
    """A thing's name in the locative: «(в) базах центров занятости»."""
    noun = next((t for t in tokens if readings(t.lower)[0].pos == "NOUN"), None)
    return noun is not None and readings(noun.lower)[0].case == "loct" and says_where(tokens)


def says_where(tokens: Sequence[Token]) -> bool:
    """Whether a phrase behind its preposition names a thing: not «порядок», «их оформление», «весь регион»."""
    if any(not {"NPRO", "Apro"}.isdisjoint({readings(t.lower)[0].pos, *readings(t.lower)[0].tags}) for t in tokens):
        return False
    nouns = [t for t in tokens if is_short(t) or readings(t.lower)[0].pos == "NOUN"]
    return bool(nouns) and lemmas(nouns[0].lower).isdisjoint(label_words("vague"))
