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

import regex

from mfcx.patterns import Pattern, PatternError, parse_pattern
from mfcx.tables import fold

# the indicator of a rule that says: what these words stand beside is none of ours
NONE = "none"

_RULE_KEYS = frozenset(
    {
        "id", "indicator", "label", "units", "subjects", "phrase", "clause", "sentence", "topic", "refuse",
        "refuse_phrase", "below", "above", "per", "change", "dated", "priority", "catch", "leave",
    }
)  # fmt: skip
_HEAD_KEYS = frozenset({"id", "version", "title", "topic"})
_CLASS = regex.compile(r"<([^<>|]*+)>")


class PackError(ValueError):
    """A pack that cannot be used; one line that names the pack, the rule and what is wrong."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Names the indicator of a quantity; every condition that is set must hold."""

    id: str
    indicator: str
    label: str
    units: frozenset[str] = frozenset()
    subjects: tuple[Pattern, ...] = ()  # beside the units: nouns whose growth or fall is meant
    phrase: tuple[Pattern, ...] = ()  # one of them in the words of the counted phrase
    clause: tuple[Pattern, ...] = ()  # one of them around; the nearer, the better
    sentence: tuple[Pattern, ...] = ()  # one of them in the sentence
    topic: tuple[Pattern, ...] = ()  # the article is about one of them
    refuse: tuple[Pattern, ...] = ()  # none of them in the clause
    refuse_phrase: tuple[Pattern, ...] = ()  # none of them in the counted phrase
    below: Decimal | None = None
    above: Decimal | None = None
    per: bool | None = None  # the quantity must (not) be a rate
    change: bool | None = None  # the quantity must (not) say how much something moved
    dated: bool | None = None  # the sentence must (not) name a stretch of time: «за год», «в 2014 году»
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


@dataclass(frozen=True, slots=True)
class _Words:
    """The word classes of a pack: what «<name>» in a pattern or a list stands for."""

    classes: Mapping[str, tuple[str, ...]]

    def spread(self, entries: Sequence[str]) -> tuple[str, ...]:
        """Entries with those that are one class replaced by the entries of the class."""
        result: list[str] = []
        for entry in entries:
            whole = _CLASS.fullmatch(entry)
            result += self._class(whole[1]) if whole else [self._inside(entry)]
        return tuple(result)

    def _inside(self, text: str) -> str:
        return _CLASS.sub(lambda found: self._alternatives(found[1]), text)

    def _alternatives(self, name: str) -> str:
        entries = self._class(name)
        if any(" " in entry for entry in entries):
            raise TypeError(f"class {name!r} holds whole phrases: it cannot stand inside a pattern")
        return "|".join(entries)

    def _class(self, name: str) -> tuple[str, ...]:
        if name not in self.classes:
            raise TypeError(f"no class {name!r}")
        return self.classes[name]


@dataclass(frozen=True, slots=True)
class _Row:
    """One table of a pack, read key by key; a TypeError says what is wrong with it."""

    cells: Mapping[str, object]
    words: _Words

    def text(self, key: str) -> str:
        value = self.cells.get(key)
        if not isinstance(value, str) or not value:
            raise TypeError(f"{key} is missing" if value is None else f"{key} must be a string that is not empty")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        return self.words.spread(_strings(self.cells.get(key, []), key))

    def units(self) -> frozenset[str]:
        return frozenset(fold(unit.strip("{}")) for unit in self.strings("units"))

    def patterns(self, key: str) -> tuple[Pattern, ...]:
        try:
            return tuple(parse_pattern(text) for text in self.strings(key))
        except PatternError as error:
            raise TypeError(f"{key}: {error}") from None

    def limit(self, key: str) -> Decimal | None:
        value = self.cells.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError(f"{key} must be a number")
        return Decimal(str(value))

    def flag(self, key: str) -> bool | None:
        value = self.cells.get(key)
        if value is not None and not isinstance(value, bool):
            raise TypeError(f"{key} must be true or false")
        return value

    def priority(self) -> int:
        value = self.cells.get("priority", 0)
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError("priority must be a whole number")
        return value

    def check_keys(self, known: frozenset[str]) -> None:
        unknown = self.cells.keys() - known
        if unknown:
            raise TypeError(f"unknown key {min(unknown)!r}")


def _strings(value: object, key: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(x, str) and x.strip() for x in value):
        raise TypeError(f"{key} must be a list of strings that are not empty")
    return value


def _rule(row: _Row, topic: tuple[Pattern, ...]) -> Rule:
    row.check_keys(_RULE_KEYS)
    indicator = row.text("indicator")
    rule = Rule(
        id=row.text("id"),
        indicator=indicator,
        label=row.text("label") if indicator != NONE or "label" in row.cells else "",
        units=row.units(),
        subjects=row.patterns("subjects"),
        phrase=row.patterns("phrase"),
        clause=row.patterns("clause"),
        sentence=row.patterns("sentence"),
        topic=row.patterns("topic") if "topic" in row.cells else topic,
        refuse=row.patterns("refuse"),
        refuse_phrase=row.patterns("refuse_phrase"),
        below=row.limit("below"),
        above=row.limit("above"),
        per=row.flag("per"),
        change=row.flag("change"),
        dated=row.flag("dated"),
        priority=row.priority(),
        catch=row.strings("catch"),
        leave=row.strings("leave"),
    )
    if not rule.catch or not rule.leave:
        raise TypeError("needs an example to catch and one to leave")
    if any(example.count("[") != 1 or example.count("]") != 1 for example in (*rule.catch, *rule.leave)):
        raise TypeError("every example needs one [ ] around its figure")
    return rule


def _words(classes: object) -> _Words:
    if not isinstance(classes, dict):
        raise TypeError("must be a table of lists")
    words = _Words({})
    for name, entries in classes.items():  # a class may use those above it
        words = _Words({**words.classes, name: words.spread(_strings(entries, name))})
    return words


def _name_of(row: object, number: int) -> str:
    name = row.get("id") if isinstance(row, dict) else None
    return name if isinstance(name, str) and name else f"number {number}"


def _tables(text: str, name: str) -> tuple[dict[str, object], list[object], object]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{name}: {error}") from None
    head, rows = data.get("pack"), data.get("rule", [])
    if not isinstance(head, dict) or not isinstance(rows, list):
        raise PackError(f"{name}: needs a [pack] table and [[rule]] tables")
    unknown = data.keys() - {"pack", "rule", "classes"}
    if unknown:
        raise PackError(f"{name}: unknown table [{min(unknown)}]")
    return head, rows, data.get("classes", {})


def read_pack(text: str, name: str) -> Pack:
    """A pack from its TOML text; raises PackError with the rule that is wrong."""
    head, rows, classes = _tables(text, name)
    at = "[classes]"
    try:
        words = _words(classes)
        at = "[pack]"
        top = _Row(head, words)
        top.check_keys(_HEAD_KEYS)
        topic = top.patterns("topic")
        pack = Pack(top.text("id"), top.text("version"), top.text("title"))
        rules: dict[str, Rule] = {}
        for number, row in enumerate(rows, 1):
            at = f"rule {_name_of(row, number)}"
            if not isinstance(row, dict):
                raise TypeError("must be a table")
            rule = _rule(_Row(row, words), topic)
            if rule.id in rules:
                raise TypeError(f"two rules with the id {rule.id!r}")
            rules[rule.id] = rule
    except TypeError as error:
        raise PackError(f"{name}: {at}: {error}") from None
    return Pack(pack.id, pack.version, pack.title, tuple(rules.values()))


def read_pack_file(path: Path) -> Pack:
    """A pack of the user's own."""
    try:
        return read_pack(path.read_text(encoding="utf-8"), str(path))
    except UnicodeDecodeError as error:
        raise PackError(f"{path}: not UTF-8 at byte {error.start}") from None
    except OSError as error:
        raise PackError(f"{path}: {error.strerror or error}") from None


@cache
def default_packs() -> Sequence[Pack]:
    """The bundled packs, in the order of their file names."""
    folder = files("mfcx") / "data" / "ru" / "rules"
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    return tuple(read_pack(item.read_text(encoding="utf-8"), item.name) for item in found)
