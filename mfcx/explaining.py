"""The way from words to an indicator: for each quantity, the rules that were tried, which won, and on which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mfcx.attribution.indicators import Naming, set_indicators
from mfcx.document import Article, Document
from mfcx.pipeline import before_attribution
from mfcx.rules.match import Matcher, Verdict
from mfcx.rules.rule import NONE, Pack


def explain(article: Article, packs: Sequence[Pack]) -> Iterator[str]:
    """Lines for a person: a quantity, what named it, then every rule for its unit with its distance or its obstacle."""
    document = before_attribution(article)
    namings = set_indicators(document, packs)
    matcher = Matcher(packs, document.sentences)
    for naming in namings:
        yield from _explain_one(document, naming, matcher)
    if not namings:
        yield "no quantities"


def _explain_one(document: Document, naming: Naming, matcher: Matcher) -> Iterator[str]:
    quantity = naming.metric.quantity
    surface = " ".join(document.text[quantity.start : quantity.stop].split())
    start, stop = document.copy.where(quantity.start, quantity.stop)
    yield f"«{surface}» [{start}:{stop}], unit {quantity.unit or 'none'}"
    yield f"  = {_outcome(document, naming)}"
    verdicts = list(matcher.judge(quantity, naming.place))
    held = sorted((v for v in verdicts if v.match is not None), key=lambda v: v.match.distance if v.match else 0)
    for verdict in held:
        yield f"    {_name(verdict)}: {_held(verdict, naming, matcher)}"
    for verdict in verdicts:
        if verdict.failed is not None:
            yield f"    {_name(verdict)}: no, for its {verdict.failed}"


def _outcome(document: Document, naming: Naming) -> str:
    metric, match = naming.metric, naming.match
    if naming.source is not None:
        other = naming.source.quantity
        named = f"{metric.indicator} by {metric.rule}" if metric.indicator else "no indicator"
        start, stop = document.copy.where(other.start, other.stop)
        return f"{named}, as «{document.text[other.start : other.stop]}» [{start}:{stop}]"
    if match is None:
        return "no indicator: no rule holds"
    if match.indicator is None:
        return f"no indicator, by {match.name}"
    return f"{match.indicator} by {match.name}"


def _held(verdict: Verdict, naming: Naming, matcher: Matcher) -> str:
    assert verdict.match is not None
    tokens = matcher.view(naming.place).tokens
    cues = ", ".join(f"«{' '.join(token.text for token in tokens[first:last])}»" for first, last in verdict.cues)
    return f"distance {verdict.match.distance}" + (f", on {cues}" if cues else "")


def _name(verdict: Verdict) -> str:
    indicator = "" if verdict.rule.indicator == NONE else f" ({verdict.rule.indicator})"
    return f"{verdict.pack.id}/{verdict.rule.id}{indicator}"
