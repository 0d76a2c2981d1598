"""How many a place holds: «дворец на 1500 мест», «зал вмещает 300 зрителей» -> «вместимость дворца», «… зала»."""

from __future__ import annotations

from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.forms import doing_nouns, is_animate, label_words, noun_in
from mfcx.attribution.labels.label_texts import label_word
from mfcx.attribution.labels.noun_phrases import Phrase, inner_genitive, render
from mfcx.attribution.labels.sources import phrase_before
from mfcx.morphology import lemmas, readings
from mfcx.tables import fold, words


def capacity_label(clause: Clause, phrase: Phrase) -> str | None:
    """«дворец на 1500 мест» -> «вместимость дворца», «12 школ на 4000 мест» -> «места в школах»."""
    owner = _owner(clause, phrase)
    if owner is None:
        return None
    tokens, head = clause.tokens, clause.tokens[owner.head]
    if owner.head in clause.blocked:
        # places that several have
        seats, inside = render(tokens, phrase, "nomn"), sorted(words("in"))[0]
        return f"{seats} {inside} {render(tokens, owner, 'loct')}"
    noun = label_word("throughput" if clause.quantity.per else "capacity")
    if head.lower in (label_word("throughput").split()[-1], label_word("capacity")):
        return render(tokens, owner, "nomn")  # «пропускная способность рассчитана на 600 посетителей в день»
    return f"{noun} {render(tokens, owner, 'gent')}"


def _owner(clause: Clause, phrase: Phrase) -> Phrase | None:
    """The place that holds so many."""
    tokens, at = clause.tokens, clause.quantity.first - 1
    seats = not lemmas(tokens[phrase.head].lower).isdisjoint(label_words("seat"))
    if not (seats or is_animate(tokens[phrase.head])):
        return None
    if any(not lemmas(v.reading.lemma).isdisjoint(label_words("holding")) for v in clause.verbs(*clause.stretch)):
        return clause.subject(*clause.stretch)
    if at > 0 and not lemmas(tokens[at].lower).isdisjoint(label_words("designed")):
        return _designed(clause, at)  # «рассчитана | более чем на 300 мест»
    if at < 1 or tokens[at].lower not in label_words("holds"):
        return None
    if not lemmas(tokens[at - 1].lower).isdisjoint(label_words("designed")):
        return _designed(clause, at - 1)
    owner = phrase_before(clause, at - 1) if seats else None
    return _thing(clause, owner) if owner is not None else None


def _designed(clause: Clause, at: int) -> Phrase | None:
    """«школа, рассчитанная на …», «здание, что стоит у реки, рассчитано на …»: what is built for so many."""
    if at > 1 and readings(clause.tokens[at].lower)[0].pos == "PRTF":
        behind = at - 2 if clause.tokens[at - 1].text == "," else at - 1
        owner = phrase_before(clause, behind)
        return _thing(clause, owner) if owner is not None else None
    found = clause.subject(*clause.stretch)
    beside = (clause.subject(*one) for one in clause.before_insertion()) if found is None else ()
    return found or next((one for one in beside if one is not None), None)


def _thing(clause: Clause, owner: Phrase) -> Phrase | None:
    """«открытие новой школы (на 60 мест)» -> «новой школы», «12 корпусов больниц» -> «корпусов»: what holds so many."""
    before = owner.first - 1
    if owner.head not in clause.blocked and any(before in figure for figure in clause.figures):
        return Phrase(before, before, owner.last)
    noun = noun_in(clause.tokens[owner.head])
    done = noun is not None and fold(noun.lemma) in doing_nouns()
    return inner_genitive(clause.tokens, owner) if done else owner
