"""What depends on a word form alone, asked once and then looked up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_MOST_FORMS = 6_000


class Forms(dict[str, T]):
    """Answers by form, each asked for once: Forms(len)[«окно»] -> 4; a look-up costs less than a cached call."""

    def __init__(self, ask: Callable[[str], T]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, form: str) -> T:
        if len(self) >= _MOST_FORMS:
            self.clear()
        found = self[form] = self._ask(form)
        return found
