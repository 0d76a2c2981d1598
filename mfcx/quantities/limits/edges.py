"""Which words may stand at an edge of the patterns of a table: most may not, so that nothing is looked for there."""

from __future__ import annotations

from collections.abc import Iterable

from mfcx.patterns import PatternError, parse_pattern
from mfcx.quantities.traits import Cues


def edge_cues(patterns: Iterable[str], *, ends: bool = False) -> Cues:
    """The words and lemmas with which some patterns may begin, or end: of «не более (чем)» «не», or «чем», «более»."""
    step = -1 if ends else 1
    forms: set[str] = set()
    lemmas: set[str] = set()
    for text in patterns:
        for element in parse_pattern(text).elements[::step]:
            if element.gap or element.prefixes or element.tags:
                raise PatternError(f"no words at the edge of {text!r}")
            forms |= element.forms
            lemmas |= element.lemmas
            if not element.optional:
                break
    return Cues(words=forms, lemmas=lemmas)
