"""Names each metric by the rule packs; a row of a list is read together with the head of the list."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Document, Sentence
from mfcx.facts import goes_on
from mfcx.rules.match import Topics, choose_rule
from mfcx.rules.packs import Pack


def set_indicators(document: Document, packs: Sequence[Pack]) -> None:
    """Fills `indicator`, `rule` and the rule's `label`."""
    topics = Topics(document.sentences, {})
    leads = _leads(document)
    for metric in document.metrics:
        match = choose_rule(metric.quantity, metric.sentence, packs, topics)
        lead = leads.get(metric.sentence.start)
        if match is None and lead is not None:
            match = choose_rule(metric.quantity, metric.sentence, packs, topics, lead.tokens)
        if match is not None:
            metric.indicator = match.rule.indicator
            metric.rule = f"{match.pack.id}/{match.rule.id}"
            metric.label = match.rule.label


def _leads(document: Document) -> dict[int, Sentence]:
    """The sentence that heads each list row or continuation, by the start of the row."""
    result: dict[int, Sentence] = {}
    previous: Sentence | None = None
    for sentence in document.sentences:
        if previous is not None and goes_on(document.text, sentence, previous):
            result[sentence.start] = result.get(previous.start, previous)
        previous = sentence
    return result
