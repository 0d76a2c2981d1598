"""Figures whose noun stands elsewhere: «104 федеральные», «95 – о СНИЛС», «из них 70 – работники центра»."""

from __future__ import annotations

from mfcx.attribution.labels.asides import aside, is_of_them
from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.forms import MODIFIERS, doing_nouns, is_modifier, is_word, label_words
from mfcx.attribution.labels.label_texts import bare_of, head_of, is_state, noun_in_text, plural_of
from mfcx.attribution.labels.noun_phrases import render, surface, tail_of
from mfcx.attribution.labels.parallels import agree, bent_label
from mfcx.attribution.labels.sources import named_behind, named_in_brackets, shared_noun, statement_of, subject_label
from mfcx.attribution.labels.story import Story, Told
from mfcx.document import DASHES, Metric, Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.tables import fold, words

_PAIR = 2


def is_of_one(label: str) -> bool:
    """«кабинеты химии»: a plural noun with one noun in the genitive, in whose place another may stand."""
    parts = label.split()
    noun = noun_in_text(parts[0]) if len(parts) == _PAIR else None
    top = readings(parts[-1].lower())[0]
    plural = noun is not None and noun.number == "plur" and "inan" in noun.tags
    return plural and (top.pos, top.case, top.number) == ("NOUN", "gent", "sing")


def elliptic_label(metric: Metric, clause: Clause, story: Story) -> str | None:
    """A figure whose noun stands elsewhere: «104 федеральные», «95 – о СНИЛС», «годом ранее 352»."""
    told = story.lender(metric)
    tokens, q = clause.tokens, metric.quantity
    shared = shared_noun(clause) or _named_elided(clause) or bent_label(clause, story)
    if shared is not None:
        return shared
    row = _named_by_row(clause, told) or (_kind_in_row(clause, told) if told is not None else None)
    if told is None or row is not None:
        return row or subject_label(clause) or metric.label
    whole = told.label
    if is_state(metric) and fold(head_of(whole)) in doing_nouns():
        # «открытие четырёх окон, теперь их 24»: the things are meant, and not their opening
        whole = plural_of(q.unit) or whole
    head = head_of(whole)
    if fold(head) in label_words("many"):
        head = bare_of(whole)  # «число нанятых», of whom some «на год»
    beside = aside(clause)
    if beside:
        return f"{head} {beside}"
    adjective = _adjective_of(clause)
    if adjective is not None:
        bent = inflect(adjective.lower, "nomn", "plur")
        return f"{bent} {head}" if bent else whole
    at = q.last + 2 * is_of_them(tokens, q.last)
    while at < len(tokens) and (tokens[at].text in DASHES or readings(tokens[at].lower)[0].pos == "PRTS"):
        at += 1
    if at < len(tokens) and tokens[at].lower in label_words("inside") and at not in clause.blocked:
        stop = tail_of(tokens, at, clause.blocked, 5)
        if stop > at + 1:
            said = surface(tokens, at, stop)
            return _in_place(whole, said) or f"{head} {said}"
    return whole


def _kind_in_row(clause: Clause, told: Told) -> str | None:
    """«число школ – 40 (сельских | – 12)», «в том числе детских | – 31»: an adjective alone before a figure's dash."""
    tokens, at = clause.tokens, clause.quantity.first - 2
    if at < 1 or tokens[at + 1].text not in DASHES or is_word(tokens[at - 1]) and not _leads_to_part(tokens[at - 1]):
        return None
    top = readings(tokens[at].lower)[0]
    plural = top.pos in MODIFIERS and top.number == "plur"
    if not plural or at in clause.blocked or top.tags & {"Apro", "Anum"}:
        return None
    noun, bent = plural_of(told.metric.quantity.unit), inflect(tokens[at].lower, "nomn", "plur")
    known = noun_in_text(head_of(told.label))
    head = head_of(told.label) if known is not None and known.number == "plur" else noun
    return f"{bent} {head}" if head and bent else None


def _leads_to_part(token: Token) -> bool:
    """«в том числе |», «из них |», «и |»."""
    return token.lower in words("them") | words("and") | words("count_noun")


def _named_by_row(clause: Clause, told: Told | None) -> str | None:
    """«оформление паспорта – 98», «запись к врачу – 76»: a row that names what is done, or one behind such a row."""
    named = statement_of(clause)
    if named is None or clause.tokens[min(named.last, clause.quantity.first - 1)].text not in DASHES:
        return None
    done = not doing_nouns().isdisjoint(map(fold, lemmas(clause.tokens[named.head].lower)))
    before = told is not None and told.metric.quantity.head is None and fold(head_of(told.label)) in doing_nouns()
    return render(clause.tokens, named, "nomn") if done or before else None


def _in_place(label: str, said: str) -> str | None:
    """«(привлечённые к строгой ответственности), к мягкой» -> «… к мягкой ответственности»: in another's place."""
    parts, (led, *others) = label.split(), said.split()
    at = next((i for i, part in enumerate(parts) if i and part == led), 0)
    behind = readings(parts[at - 1].lower())[0] if at else None
    if behind is None or behind.pos != "PRTF":
        return None
    if len(others) == 1 and at + 2 < len(parts):
        nouns = [r for r in readings(parts[at + 2].lower()) if r.pos == "NOUN" and r.case != "nomn"]
        if any(agree(parts[at + 1].lower(), noun) and agree(others[0].lower(), noun) for noun in nouns):
            return " ".join((*parts[: at + 1], *others, *parts[at + 2 :]))
    return " ".join((*parts[:at], said))


def _adjective_of(clause: Clause) -> Token | None:
    """«104 федеральные», «золотых из них 37»: the adjective of a noun left out; «с лишним» is none."""
    tokens, q = clause.tokens, clause.quantity
    for at in range(min(q.last, len(tokens) - 1), q.first, -1):
        if tokens[at].text[0].isalpha() and readings(tokens[at].lower)[0].pos == "ADJF" and is_modifier(tokens[at]):
            return None if readings(tokens[at - 1].lower)[0].pos == "PREP" else tokens[at]
    at = q.first - 3 if q.first > 1 and is_of_them(tokens, q.first - 2) else q.first - 1
    if at < 0 or at in clause.blocked or not is_word(tokens[at]):
        return None
    top = readings(tokens[at].lower)[0]
    alone = at == 0 or not is_word(tokens[at - 1])
    return tokens[at] if alone and top.pos == "ADJF" and (top.case, top.number) == ("gent", "plur") else None


def _named_elided(clause: Clause) -> str | None:
    """«из них 70 – работники центра» -> «работники центра»: what a figure without its noun is said to be."""
    named = named_behind(clause) or named_in_brackets(clause)
    head = clause.tokens[named.head] if named is not None else None
    if named is None or head is None or readings(head.lower)[0].pos != "NOUN":
        return None
    if not lemmas(head.lower).isdisjoint(label_words("growth")):
        return None
    return render(clause.tokens, named, "nomn")
