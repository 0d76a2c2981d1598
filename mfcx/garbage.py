"""How seldom a process that does nothing but extract looks for garbage."""

from __future__ import annotations

import gc

_COLLECTED_AFTER = 250_000  # objects; what is loaded for the first article makes a hundred thousand


def collect_seldom() -> None:
    """An article makes no cycles to speak of, while what is loaded once would be gone through again and again."""
    gc.set_threshold(_COLLECTED_AFTER)
