"""Names each metric by the rule packs; what inherits its unit inherits its indicator too."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Document, Metric, Sentence
from mfcx.facts import goes_on
from mfcx.rules.match import Match, Place, Topics, choose_rule
from mfcx.rules.packs import Pack

# units that mean nothing without their subject: the sentence before may name it («Ожидание сократилось. Теперь это 5 минут»)
_BARE = frozenset({"%", "мин", "ч", "с", "раз", "доля", "балл", "п. п."})


def set_indicators(document: Document, packs: Sequence[Pack]) -> None:
    """Fills `indicator`, `rule` and the rule's `label`."""
    topics = Topics(document.sentences, {})
    leads = _leads(document)
    named: list[Metric] = []
    for metric in document.metrics:
        match = choose_rule(metric.quantity, _place(metric, leads), packs, topics)
        source = _source(metric, named) if metric.quantity.inherited else None
        if source is not None and (match is None or match.distance > 0):
            metric.indicator, metric.rule, metric.label = source.indicator, source.rule, source.label
        elif match is not None:
            _name(metric, match)
        named.append(metric)


def _name(metric: Metric, match: Match) -> None:
    metric.indicator = match.rule.indicator
    metric.rule = f"{match.pack.id}/{match.rule.id}"
    metric.label = match.rule.label


def _place(metric: Metric, leads: dict[int, Sentence]) -> Place:
    lead = leads.get(metric.sentence.start)
    return Place(metric.sentence, lead.tokens if lead else ())


def _source(metric: Metric, named: Sequence[Metric]) -> Metric | None:
    """The metric that lent its unit to this one: the last one that counts the same."""
    for other in reversed(named):
        if other.quantity.unit == metric.quantity.unit and not other.quantity.change:
            return other
    return None


def _leads(document: Document) -> dict[int, Sentence]:
    """What to read before a sentence: the head of its list, or for bare units the sentence before in the paragraph."""
    result: dict[int, Sentence] = {}
    previous: Sentence | None = None
    for sentence in document.sentences:
        if previous is not None:
            if goes_on(document.text, sentence, previous):
                result[sentence.start] = result.get(previous.start, previous)
            elif previous.line == sentence.line and _has_bare(document, sentence):
                result[sentence.start] = previous
        previous = sentence
    return result


def _has_bare(document: Document, sentence: Sentence) -> bool:
    return any(m.sentence.start == sentence.start and m.quantity.unit in _BARE for m in document.metrics)
