"""A reading of one place of a sentence as a time, before the longest is taken."""

from __future__ import annotations

from msgspec import Struct

from mfcx.quantities.periods.when import When


class Draft(Struct, frozen=True):
    """A reading of one place, in pieces."""

    first: int
    stop: int
    kind: str
    role: str = ""
    base: bool = False
    when: When | None = None
    core: int = 0  # where the time begins after its preposition
