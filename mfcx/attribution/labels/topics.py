"""What a bare measure is of, as the figures before say: «намолочено 5 тонн сои, урожайность – 20 ц/га» -> «… сои»."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from msgspec import Struct

from mfcx.attribution.labels.clauses import Clause
from mfcx.attribution.labels.forms import MODIFIERS, label_words
from mfcx.attribution.labels.label_texts import bare_of, head_of, label_word, noun_in_text
from mfcx.attribution.labels.noun_phrases import bend
from mfcx.attribution.labels.sentence_marks import is_counted
from mfcx.attribution.labels.story import NEXT, Story, Told, direction_of
from mfcx.document import Metric, Sentence
from mfcx.morphology import Reading, lemmas, readings
from mfcx.tables import fold, words

# how many figures back a topic may stand
_NEAR = 4


class Named(Struct, frozen=True):
    """A label taken apart: «рост средней урожайности сои» has the noun «урожайности» and the tail «сои»."""

    noun: Reading
    tail: str
    led: bool  # by adjectives


def completed(label: str, metric: Metric, clause: Clause, story: Story) -> str:
    """«средняя урожайность» -> «средняя урожайность сои»; a label that says of what it is stays."""
    changed, q = direction_of(metric.quantity) is not None, metric.quantity
    named = _named(label)
    if named is None or named.tail or "anim" in named.noun.tags:
        return label
    his = _possessed(named, clause, story)
    if his or (is_counted(q) and not changed):
        return f"{label} {his}".strip()
    if fold(named.noun.lemma) in label_words("fiscal"):
        return f"{label} {_of_budget(named, clause, story)}".strip()
    if named.noun.number != "sing":
        return label
    kin = _is_harvest(named)
    found = _of_kin(clause, story) if kin else _of_same(named, clause, story, whole=changed)
    if not found and not changed and _is_measure(named, q.unit):
        found = topic_of(metric, story) or _things_before(named, metric, story)
    return f"{label} {found}".strip()


def topic_of(metric: Metric, story: Story) -> str:
    """What the figure before measured in the same sentence: «намолот сои» -> «сои»."""
    for told in reversed(story.told[-_NEAR:]):
        if told.metric.sentence is not metric.sentence or is_counted(told.metric.quantity):
            return ""
        if told.label.split()[0] not in (label_word("share"), label_word("done")):
            tail = told.label.rpartition(head_of(told.label))[2].split()
            if tail:
                return " ".join(tail) if readings(tail[0].lower())[0].pos != "PREP" else ""
    return ""


def _named(label: str) -> Named | None:
    """The noun of a label and what stands behind it; of a growth those of what grows."""
    parts, case = label.split(), "nomn"
    if len(parts) > 1 and not lemmas(parts[0].lower()).isdisjoint(label_words("growth")):
        parts, case = parts[1:], "gent"
    for at, part in enumerate(parts):
        found = readings(part.lower())
        noun = next((r for r in found if r.pos == "NOUN" and r.case == case), None)
        if noun is not None and found[0].pos not in MODIFIERS:
            return Named(noun, " ".join(parts[at + 1 :]), at > 0)
        if found[0].pos not in MODIFIERS:
            return None
    return None


def _before(sentence: Sentence, story: Story) -> Iterator[Told]:
    """The figures told in this sentence and not far before it, the last one first."""
    for told in reversed(story.told):
        if sentence.start - told.metric.sentence.stop >= NEXT:
            return
        yield told


def _of_same(named: Named, clause: Clause, story: Story, *, whole: bool) -> str:
    """«Готовность школы – 40 %. Год назад готовность была вдвое меньше» -> «(готовность) школы»: told so before."""
    barred = label_words("sums") | label_words("amount") | (label_words("vague") - label_words("size"))
    if fold(named.noun.lemma) in barred:
        return ""
    for told in _before(clause.sentence, story):
        other = _named(told.label if whole else bare_of(told.label))
        if other is not None and fold(other.noun.lemma) == fold(named.noun.lemma):
            return other.tail if told.metric.sentence is clause.sentence or _is_alone(named, clause) else ""
    return ""


def _is_alone(named: Named, clause: Clause) -> bool:
    """Whether no other subject stands before the figure: «сдаются дома в районе, где готовность 40 %» has its own."""
    if clause.tokens[clause.stretch[0]].lower in label_words("whereby"):
        return False
    stretches = [one for one in clause.segments() if one[0] < clause.quantity.first]
    subjects = [found for one in stretches if (found := clause.subject(*one)) is not None]
    return all(fold(named.noun.lemma) in lemmas(clause.tokens[found.head].lower) for found in subjects)


def _of_kin(clause: Clause, story: Story) -> str:
    """«Убрано 5 тыс. га сои. Урожайность – 20 ц/га» -> «(урожайность) сои»: a measure of the same harvest."""
    if _is_of_all(clause):
        return ""
    for told in _before(clause.sentence, story):
        other = _named(bare_of(told.label))
        if other is not None and other.tail and _is_harvest(other):
            return _crop(other.tail.split())
    return ""


def _possessed(named: Named, clause: Clause, story: Story) -> str:
    """«производство роликов выросло, его объём – 5 млн» -> «(объём) производства роликов»: what a pronoun points to."""
    told, tokens = story.told[-1] if story.told else None, clause.tokens
    at = next((at for one in clause.told_in() for at in range(*one) if tokens[at].lower in label_words("his")), None)
    own = at is not None and at + 1 < len(tokens) and fold(named.noun.lemma) in lemmas(tokens[at + 1].lower)
    amount = fold(named.noun.lemma) in label_words("amount") | label_words("size")
    if told is None or at is None or not own or not amount or told.metric.sentence is not clause.sentence:
        return ""
    several = any((r.pos, r.number) == ("NPRO", "plur") for r in readings(tokens[at].lower))
    if several != ((noun_in_text(head_of(told.label)) or named.noun).number == "plur"):
        return ""  # «40 семей выбрали выплату, её размер – 5 тысяч»
    first, _, rest = told.label.partition(" ")
    grown = bool(rest) and not lemmas(first.lower()).isdisjoint(label_words("growth"))
    of = rest if grown else bend(told.label, "gent")
    return of if fold(named.noun.lemma) not in lemmas(of.split()[0].lower()) else ""


def _of_budget(named: Named, clause: Clause, story: Story) -> str:
    """«доходы составят 5 млрд рублей» -> «(доходы) бюджета», where the article is about one and they are named."""
    stretches = [clause.tokens[slice(*one)] for one in clause.told_in()]
    if not any(fold(named.noun.lemma) in lemmas(token.lower) for tokens in stretches for token in tokens):
        return ""  # «потратили 5 млн»
    for told in _before(clause.sentence, story):
        other = _named(bare_of(told.label))
        if other is not None and other.tail and fold(other.noun.lemma) in label_words("fiscal"):
            return other.tail
    return bend(label_word("budget"), "gent") if story.has_budget else ""


def _is_of_all(clause: Clause) -> bool:
    """«(ячменя – 4 тонны,) общий намолот – 40»: a sum over several crops."""
    leading = [t for first, last in clause.told_in() for t in clause.tokens[first : min(last, clause.quantity.first)]]
    return any(not lemmas(t.lower).isdisjoint(label_words("whole")) for t in leading)


def _crop(parts: list[str]) -> str:
    """«зерновых и зернобобовых культур области» -> «зерновых»; «урожая масличных» -> «масличных»."""
    if not lemmas(parts[0]).isdisjoint(label_words("harvest")):
        parts = parts[1:]
    led = list(takewhile(lambda part: readings(part.lower())[0].pos in MODIFIERS, parts))
    if len(led) == len(parts) or parts[len(led)] in words("and"):
        return " ".join(led)
    noun = readings(parts[len(led)].lower())[0]
    by_kind = noun.lemma in label_words("crop") and noun.number == "plur"
    return " ".join(led if led and by_kind else parts[: len(led) + 1])


def _is_harvest(named: Named) -> bool:
    """«намолот», «убранная площадь»: an area is one only with what was done to it."""
    lemma = fold(named.noun.lemma)
    return lemma in label_words("harvest") and (named.led or lemma != label_word("area"))


def _is_measure(named: Named, unit: str | None) -> bool:
    """«глубина», «урожайность» in units of their own: shares and sums are of what their clause says."""
    measures = label_words("share_noun") | label_words("size")
    return fold(named.noun.lemma) in measures and unit not in words("money_unit") | words("part_unit")


def _things_before(named: Named, metric: Metric, story: Story) -> str:
    """«14 мостов, их общая длина – 2 км» -> «(общая длина) мостов»: a size of what was counted just before."""
    told = story.told[-1] if story.told else None
    if told is None or told.metric.sentence is not metric.sentence or not is_counted(told.metric.quantity):
        return ""
    return bend(head_of(told.label), "gent") if fold(named.noun.lemma) in label_words("size") else ""
