"""What is wrong with a pack: its text, its examples, and rules that cannot do what they are for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mfcx.morphology import lemmas
from mfcx.rules.reading import Fault, parse_pack
from mfcx.rules.rule import Pack, Rule
from mfcx.rules.trying import ExampleError, matches_of, rule_of
from mfcx.tables import fold

_PATTERNS = (
    "subjects", "phrase", "before", "clause", "sentence", "topic", "near", "refuse", "refuse_phrase", "refuse_topic",
)  # fmt: skip


def lint_pack(text: str, others: Sequence[Pack]) -> list[Fault]:
    """Everything wrong with the text of a pack that is used beside others, in the order of its lines."""
    pack, faults = parse_pack(text)
    if pack is None:
        return faults
    if not pack.rules:
        return [Fault(1, "no rules")]
    packs = (pack, *(other for other in others if other.id != pack.id))
    faults = [fault for rule in pack.rules for fault in _faults(rule, pack, packs)]
    return sorted(set(faults))


def _faults(rule: Rule, pack: Pack, packs: Sequence[Pack]) -> Iterator[Fault]:
    for says in (*_dead_words(rule), *_twins(rule, pack), *_examples(rule, pack, packs)):
        yield Fault(rule.line, f"rule {rule.id}: {says}")


def _dead_words(rule: Rule) -> Iterator[str]:
    """Lemmas that are none: «{посадил}» would never match."""
    for key in _PATTERNS:
        for pattern in getattr(rule, key):
            for element in pattern.elements:
                for word in sorted(element.lemmas):
                    if fold(word) not in lemmas(word):
                        yield f"{key}: {{{word}}} is no dictionary form, so that it matches nothing"


def _twins(rule: Rule, pack: Pack) -> Iterator[str]:
    """Rules of one pack that ask for the same and name two things."""
    for other in pack.rules:
        if other.line < rule.line and other.indicator != rule.indicator and _conditions(other) == _conditions(rule):
            yield f"the same conditions as rule {other.id} in line {other.line}, which names {other.indicator}"


def _conditions(rule: Rule) -> tuple[object, ...]:
    return (
        rule.units, *(getattr(rule, key) for key in _PATTERNS),
        rule.below, rule.above, rule.per, rule.change, rule.dated, rule.priority,
    )  # fmt: skip


def _examples(rule: Rule, pack: Pack, packs: Sequence[Pack]) -> Iterator[str]:
    alone = Pack(pack.id, pack.version, pack.title, (rule,))
    fires = False
    for example in rule.catch:
        try:
            fires = rule_of(example, (alone,)) is not None or fires
            yield from _uncaught(rule, example, packs)
        except ExampleError as error:
            yield f"catch «{example}»: {error}"
    if not fires:
        yield "a dead rule: by itself it names none of its examples"
    for example in rule.leave:
        try:
            match = rule_of(example, packs)
        except ExampleError as error:
            yield f"leave «{example}»: {error}"
            continue
        if match is not None and match.pack.id == pack.id and match.rule.id == rule.id:
            yield f"leave «{example}»: is named all the same"


def _uncaught(rule: Rule, example: str, packs: Sequence[Pack]) -> Iterator[str]:
    """An example that another rule names, or that two rules would name differently with equal right."""
    found = matches_of(example, packs)
    if not found:
        yield f"catch «{example}»: no rule names it"
        return
    best = found[0]
    if best.rule.indicator != rule.indicator:
        yield f"catch «{example}»: is named by {best.name}"
        return
    rivals = [m for m in found if m.distance == best.distance and m.rule.indicator != rule.indicator]
    if rivals:
        yield f"catch «{example}»: two rules for one phrase, {best.name} and {rivals[0].name}"
