"""Which words may stand at an edge of the patterns of a table: most may not, so that nothing is looked for there."""

from __future__ import annotations

from collections.abc import Iterable

from mfcx.patterns import Edges, parse_pattern
from mfcx.quantities.forms import Forms


class EdgeWords(Forms[bool]):
    """Which forms may begin some patterns, or end them, each asked once: EdgeWords(["не более"])["не"] -> True."""

    def __init__(self, patterns: Iterable[str], *, ends: bool = False) -> None:
        step = -1 if ends else 1
        edges: Edges[str] = Edges()
        for text in patterns:
            edges.add(text, parse_pattern(text).elements[::step])
        super().__init__(edges.has)
