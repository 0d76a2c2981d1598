"""A sentence with its figure in [ ] to the rule that names it, over all bundled packs."""

from __future__ import annotations

from mfcx.rules import trying
from mfcx.rules.match import Match
from mfcx.rules.packs import default_packs
from mfcx.rules.rule import Pack
from mfcx.rules.trying import bracketed, quantity_in

__all__ = ["bracketed", "quantity_in", "rule_of"]


def rule_of(example: str, packs: tuple[Pack, ...] | None = None) -> Match | None:
    """The rule chosen for the figure in [ ]; the example itself is the article."""
    return trying.rule_of(example, packs or tuple(default_packs()))
