"""Rule packs: TOML files that name indicators, read and checked here.

A rule says which unit a quantity must have and which words must, or must not, stand in its phrase, its
clause or its article. See ``data/README.md`` for the format.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

from mfcx.patterns import Pattern, parse_pattern

_RULE_KEYS = frozenset(
    {
        "id", "indicator", "label", "units", "phrase", "clause", "sentence", "topic", "refuse", "refuse_phrase",
        "below", "above", "per", "change", "priority", "catch", "leave",
    }
)  # fmt: skip


class PackError(ValueError):
    """A pack that cannot be used; one line that names the pack, the rule and what is wrong."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Names the indicator of a quantity; every condition that is set must hold."""

    id: str
    indicator: str
    label: str
    units: frozenset[str] = frozenset()
    phrase: tuple[Pattern, ...] = ()  # one of them in the words of the counted phrase
    clause: tuple[Pattern, ...] = ()  # one of them in the clause
    sentence: tuple[Pattern, ...] = ()  # one of them in the sentence
    topic: tuple[Pattern, ...] = ()  # one of them anywhere in the article
    refuse: tuple[Pattern, ...] = ()  # none of them in the clause
    refuse_phrase: tuple[Pattern, ...] = ()  # none of them in the counted phrase
    below: Decimal | None = None
    above: Decimal | None = None
    per: bool | None = None  # the quantity must (not) be a rate
    change: bool | None = None  # the quantity must (not) say how much something moved
    priority: int = 0
    catch: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A set of rules for one subject, with a version that stands in every record."""

    id: str
    version: str
    title: str
    rules: tuple[Rule, ...] = field(default=())


def _patterns(row: Mapping[str, object], key: str) -> tuple[Pattern, ...]:
    found = row.get(key, [])
    if not isinstance(found, list) or not all(isinstance(x, str) for x in found):
        raise TypeError(f"{key} must be a list of strings")
    return tuple(parse_pattern(x) for x in found)


def _strings(row: Mapping[str, object], key: str) -> tuple[str, ...]:
    found = row.get(key, [])
    if not isinstance(found, list) or not all(isinstance(x, str) for x in found):
        raise TypeError(f"{key} must be a list of strings")
    return tuple(found)


def _limit(row: Mapping[str, object], key: str) -> Decimal | None:
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{key} must be a number")
    return Decimal(str(value))


def _flag(row: Mapping[str, object], key: str) -> bool | None:
    value = row.get(key)
    if value is not None and not isinstance(value, bool):
        raise TypeError(f"{key} must be true or false")
    return value


def _text(row: Mapping[str, object], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value:
        raise TypeError(f"{key} is missing")
    return value


def _rule(row: Mapping[str, object]) -> Rule:
    unknown = row.keys() - _RULE_KEYS
    if unknown:
        raise TypeError(f"unknown key {min(unknown)!r}")
    priority = row.get("priority", 0)
    if not isinstance(priority, int):
        raise TypeError("priority must be a whole number")
    rule = Rule(
        id=_text(row, "id"),
        indicator=_text(row, "indicator"),
        label=_text(row, "label"),
        units=frozenset(_strings(row, "units")),
        phrase=_patterns(row, "phrase"),
        clause=_patterns(row, "clause"),
        sentence=_patterns(row, "sentence"),
        topic=_patterns(row, "topic"),
        refuse=_patterns(row, "refuse"),
        refuse_phrase=_patterns(row, "refuse_phrase"),
        below=_limit(row, "below"),
        above=_limit(row, "above"),
        per=_flag(row, "per"),
        change=_flag(row, "change"),
        priority=priority,
        catch=_strings(row, "catch"),
        leave=_strings(row, "leave"),
    )
    if not rule.catch or not rule.leave:
        raise TypeError("needs an example to catch and one to leave")
    return rule


def read_pack(text: str, name: str) -> Pack:
    """A pack from its TOML text; raises PackError with the rule that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{name}: {error}") from None
    head = data.get("pack")
    rows = data.get("rule", [])
    if not isinstance(head, dict) or not isinstance(rows, list):
        raise PackError(f"{name}: needs a [pack] table and [[rule]] tables")
    rules = []
    for number, row in enumerate(rows, 1):
        try:
            rules.append(_rule(row))
        except TypeError as error:
            raise PackError(f"{name}: rule {row.get('id', number)}: {error}") from None
    ids = [rule.id for rule in rules]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise PackError(f"{name}: two rules with the id {rule_id!r}")
    try:
        return Pack(_text(head, "id"), _text(head, "version"), _text(head, "title"), tuple(rules))
    except TypeError as error:
        raise PackError(f"{name}: [pack]: {error}") from None


def read_pack_file(path: Path) -> Pack:
    """A pack of the user's own."""
    try:
        return read_pack(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise PackError(f"{path}: {error}") from None


@cache
def default_packs() -> Sequence[Pack]:
    """The bundled packs, in the order of their file names."""
    folder = files("mfcx") / "data" / "ru" / "rules"
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    return tuple(read_pack(item.read_text(encoding="utf-8"), item.name) for item in found)
