"""What the words of a label given before are: its noun, its stem, whether it tells people by what they did."""

from __future__ import annotations

from functools import cache
from itertools import zip_longest

from mfcx.attribution.labels.forms import doing_nouns, label_words
from mfcx.attribution.labels.noun_phrases import bend, leads
from mfcx.attribution.labels.verbs import told_as
from mfcx.document import Metric
from mfcx.morphology import Reading, inflect, readings
from mfcx.tables import fold, read_table


@cache
def label_indicators() -> dict[str, dict[str, str]]:
    """Rows of label_indicators.tsv: label_indicators()["offices"]["tail"] -> «МФЦ»."""
    return {row["indicator"]: row for row in read_table("label_indicators")}


def is_state(metric: Metric) -> bool:
    """«увеличить число окон до 8»: what the indicator counts stands there, whatever the verb does to it."""
    return label_indicators().get(metric.indicator or "", {}).get("state") == "yes"


def label_word(kind: str) -> str:
    """The word a label takes of a kind that has one: label_word("share") -> «доля»."""
    return next(iter(label_words(kind)))


def head_of(label: str) -> str:
    """The noun of a label with no words behind it: «принятые заявления о паспортах» -> «заявления»."""
    before, parts = "", label.replace(",", "").split()
    for part, behind in zip_longest(parts, parts[1:], fillvalue=""):
        top = readings(part.lower())[0]
        if top.pos == "PREP" and before:
            return before  # a participle that stands for its noun: «обратившиеся в центры»
        if top.pos not in ("ADJF", "PRTF", "CONJ") and not (behind and leads(part.lower(), behind.lower())):
            return before if before and _is_means(top) and is_participle(before) else part
        before = part
    return label


def _is_means(top: Reading) -> bool:
    """«(нанятые) службой (занятости)»: who did it, and no noun of the participle."""
    return top.pos == "NOUN" and top.case == "ablt"


def plural_of(unit: str | None) -> str | None:
    """What is counted where the sentence only points at it: «Сейчас их 39» -> «места»; «ТОСП» has no cases."""
    parts = (unit or "").split()
    forms = [part if part.isupper() else inflect(part, "nomn", "plur") or part for part in parts]
    return " ".join(forms) or None


def bare_of(label: str) -> str:
    """«доля обращений на почту, принятых вчера» -> «доля обращений»: a label without what stands behind its nouns."""
    parts = label.partition(",")[0].split()
    at = next((i for i, part in enumerate(parts) if i and part in label_words("inside")), len(parts))
    return " ".join(parts[:at])


def is_participle(word: str) -> bool:
    """«открывшие (своё дело)»: people told by what they did."""
    top = readings(word.lower())[0]
    return top.pos == "PRTF" and top.number == "plur"


def noun_in_text(word: str) -> Reading | None:
    """The reading of a label's word as a noun in the nominative."""
    return next((r for r in readings(word.lower()) if r.pos == "NOUN" and r.case == "nomn"), None)


def headed_by(label: str) -> str:
    """«средняя зарплата учителей» -> «средняя зарплата»: a label as far as its noun."""
    head = head_of(label)
    return label[: label.index(head) + len(head)]


def done_to(label: str) -> str:
    """«отремонтированные школы» -> «ремонт школ»: what was done, as a noun; things alone stay as they are."""
    first, _, rest = label.partition(" ")
    done = next((r for r in readings(first.lower()) if r.pos == "PRTF"), None)  # «установленные» may be an adjective
    if fold(first) in doing_nouns():
        return label
    if done is not None and rest:
        noun = told_as(done.lemma, ("make",), True)
        return f"{noun[0]} {bend(rest, 'gent')}" if noun is not None and noun[0] else rest
    found = noun_in_text(head_of(label))
    things = found is not None and found.number == "plur" and "inan" in found.tags
    return label if things and found is not None and fold(found.lemma) not in label_words("agent") else ""


def words_of(unit: str | None) -> frozenset[str]:
    """The words of a unit, as the tables write them."""
    return frozenset(fold(unit or "").split())
