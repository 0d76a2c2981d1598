"""Which words may stand at an edge of the patterns of a table: most may not, so that nothing is looked for there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mfcx.document import Token
from mfcx.patterns import Element, parse_pattern

_MOST_FORMS = 20_000


class EdgeWords(dict[str, bool]):
    """Which forms may begin some patterns, or end them, each asked once: EdgeWords(["не более"])["не"] -> True."""

    def __init__(self, patterns: Iterable[str], *, ends: bool = False) -> None:
        super().__init__()
        step = -1 if ends else 1
        self._elements = [element for text in patterns for element in _at_edge(parse_pattern(text).elements[::step])]

    def __missing__(self, form: str) -> bool:
        if len(self) >= _MOST_FORMS:
            self.clear()
        token = Token(0, len(form), form, form)
        found = self[form] = any(element.gap or element.matches(token) for element in self._elements)
        return found


def _at_edge(elements: Sequence[Element]) -> Iterator[Element]:
    """The first element that must stand, and those before it."""
    for element in elements:
        yield element
        if not element.optional:
            return
