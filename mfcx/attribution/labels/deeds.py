"""What a sentence says is done, for sums «на это»: «Край чинит мост. На это выделили 5 млн» -> «ремонт моста»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.labels.forms import is_animate, is_word, label_words, noun_in
from mfcx.attribution.labels.noun_phrases import Phrase, first_modifier, render, tail_of
from mfcx.attribution.labels.rows import is_doing
from mfcx.attribution.labels.sentence_marks import Marks
from mfcx.attribution.labels.verbs import told_as
from mfcx.document import Token
from mfcx.morphology import lemmas, readings

# of adjectives before what is done
_FAR = 4


def deed_of(tokens: Sequence[Token]) -> str:
    """«начала строить новый мост» -> «строительство нового моста», «идёт ремонт школы» -> «ремонт школы»."""
    marks = Marks(tokens)
    figures = set(marks.figures)
    for verb in marks.verbs:
        told = told_as(verb.reading.lemma, ("make",), verb.reading.pos == "PRTS")
        thing = _thing_behind(tokens, verb.at + 1, figures) if told is not None and told[0] else None
        if told is not None and thing is not None:
            return f"{told[0]} {render(tokens, thing, 'gent')}"
    nouns = (at for at, token in enumerate(tokens) if is_doing(token))
    return next((said for at in nouns if (said := _noun_of_doing(tokens, at, figures))), "")


def _noun_of_doing(tokens: Sequence[Token], at: int, figures: set[int]) -> str:
    """«ремонт | дороги до Клина»: the noun with what it is done to."""
    stop = tail_of(tokens, at + 1, figures)
    return render(tokens, Phrase(at, at, stop, "sing"), "nomn") if stop > at + 1 else ""


def _thing_behind(tokens: Sequence[Token], first: int, figures: set[int]) -> Phrase | None:
    """The object right behind a verb: «(отремонтируют) сельскую школу и клуб»."""
    for at in range(first, min(len(tokens), first + _FAR)):
        if at in figures or not is_word(tokens[at]):
            return None
        top = readings(tokens[at].lower)[0]
        found = noun_in(tokens[at], "accs") if top.pos == "NOUN" else None
        if found is not None:
            barred = label_words("vague") | label_words("gathering")
            vague = is_animate(tokens[at]) or not lemmas(tokens[at].lower).isdisjoint(barred)
            led = first_modifier(tokens, at, figures, "accs") <= first
            return (
                None
                if vague or not led
                else Phrase(first, at, tail_of(tokens, at + 1, figures), found.number or "sing")
            )
        if top.pos not in ("ADJF", "PRTF"):
            return None
    return None
