"""Which words may stand at an edge of the patterns of a table: most may not, so that nothing is looked for there."""

from __future__ import annotations

from collections.abc import Iterable

from mfcx.patterns import Edges, parse_pattern

_MOST_FORMS = 20_000


class EdgeWords(dict[str, bool]):
    """Which forms may begin some patterns, or end them, each asked once: EdgeWords(["не более"])["не"] -> True."""

    def __init__(self, patterns: Iterable[str], *, ends: bool = False) -> None:
        super().__init__()
        step = -1 if ends else 1
        self._edges: Edges[str] = Edges()
        for text in patterns:
            self._edges.add(text, parse_pattern(text).elements[::step])

    def __missing__(self, form: str) -> bool:
        if len(self) >= _MOST_FORMS:
            self.clear()
        found = self[form] = self._edges.has(form)
        return found
