"""The TOML text of a pack to its rules, or to everything that is wrong with it, each fault with its line.

A pack is data from outside: nothing in it is run, it names no files, and its lists and patterns are bounded, so
that no pack can hang the extractor.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from mfcx.patterns import Pattern, PatternError, parse_pattern
from mfcx.rules.rule import NONE, Pack, Rule
from mfcx.stored import expression
from mfcx.tables import fold

# a class that uses the ones above it grows like a rabbit warren
_MOST_ENTRIES, _LONGEST_ENTRY = 5_000, 20_000
_CLASS = expression(r"<([^<>|]*+)>")
_HEADER = expression(r"(?m)^[ \t]*+(\[\[?)[ \t]*+([\w-]++)[ \t]*+\]")
_AT_LINE = expression(r" \(at line (\d++), column \d++\)$")
_HEAD_KEYS = frozenset({"id", "version", "title", "topic"})
_TABLES = frozenset({"pack", "rule", "classes"})


class Fault(NamedTuple):
    """Something wrong with a pack: «7: rule trees: unknown key 'colour'»."""

    line: int
    says: str

    def __str__(self) -> str:
        return f"{self.line}: {self.says}"


def parse_pack(text: str) -> tuple[Pack | None, list[Fault]]:
    """The pack, None where something is wrong with it, and all that is wrong, in the order of the lines."""
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of ten thousand digits is a plain ValueError
        return None, [_toml_fault(error, text)]
    parser = _Parser(text)
    pack = parser.pack(data)
    return (None if parser.faults else pack), sorted(parser.faults, key=lambda fault: fault.line)


def _toml_fault(error: Exception, text: str) -> Fault:
    says = "tables inside tables without end" if isinstance(error, RecursionError) else str(error)
    at = _AT_LINE.search(says)
    last = text.count("\n") + 1
    return Fault(min(int(at[1]), last) if at else last, _AT_LINE.sub("", says).removesuffix(" (at end of document)"))


class _Places:
    """In which line the tables of a pack begin, and the keys of each."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._tables: dict[str, list[int]] = {}
        for header in _HEADER.finditer(text):
            self._tables.setdefault(header[2], []).append(text.count("\n", 0, header.start()) + 1)
        self._starts = sorted(line for lines in self._tables.values() for line in lines)

    def table(self, name: str, number: int = 0) -> int:
        """The line of the first table of a name, or of a later one; the first of all where there is none."""
        lines = self._tables.get(name, [])
        return lines[number] if number < len(lines) else 1

    def key(self, table: int, key: str) -> int:
        """The line of a key of the table that begins in a line; the table's own where it has no such key."""
        stop = next((line for line in self._starts if line > table), len(self._lines) + 1)
        named = re.compile(rf"[ \t]*+[\"']?{re.escape(key)}[\"']?[ \t]*+=")  # of the user's own: not kept
        return next((line for line in range(table, stop) if named.match(self._lines[line - 1])), table)


class _Words:
    """The word classes of a pack: what «<name>» in a pattern or a list stands for."""

    def __init__(self) -> None:
        self.classes: dict[str, tuple[str, ...]] = {}

    def spread(self, entries: Sequence[str]) -> tuple[str, ...]:
        """Entries, those that are a class replaced by its own; TypeError for a class that is none."""
        result: dict[str, None] = {}
        for entry in entries:
            whole = _CLASS.fullmatch(entry)
            result |= dict.fromkeys(self._class(whole[1]) if whole else [self._inside(entry)])
        if len(result) > _MOST_ENTRIES:
            raise TypeError(f"more than {_MOST_ENTRIES} entries")
        return tuple(result)

    def _inside(self, text: str) -> str:
        spread = _CLASS.sub(lambda found: self._alternatives(found[1]), text)
        if len(spread) > _LONGEST_ENTRY:
            raise TypeError(f"an entry of more than {_LONGEST_ENTRY} characters")
        return spread

    def _alternatives(self, name: str) -> str:
        entries = self._class(name)
        if any(" " in entry for entry in entries):
            raise TypeError(f"class {name!r} holds whole phrases: it cannot stand inside a pattern")
        return "|".join(entries)

    def _class(self, name: str) -> tuple[str, ...]:
        if name not in self.classes:
            raise TypeError(f"no class {name!r}")
        return self.classes[name]


class _Parser:
    """Reads a pack table by table and key by key, and keeps what is wrong."""

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self._places = _Places(text)
        self._words = _Words()

    def pack(self, data: Mapping[str, object]) -> Pack:
        head, rows = data.get("pack"), data.get("rule", [])
        if not isinstance(head, dict) or not isinstance(rows, list):
            self.faults.append(Fault(1, "needs a [pack] table and [[rule]] tables"))
            return Pack("", "", "")
        for name in sorted(data.keys() - _TABLES):
            self.faults.append(Fault(self._places.table(name), f"unknown table [{name}]"))
        self._read_classes(data.get("classes", {}))
        top = _Row(head, "[pack]", self._places.table("pack"), self)
        top.check_keys(_HEAD_KEYS)
        topic = top.patterns("topic")
        rules = [self._rule(row, number, topic) for number, row in enumerate(rows)]
        self._check_ids(rules)
        return Pack(top.text("id"), top.text("version"), top.text("title"), tuple(rules))

    def fault(self, table: int, key: str, where: str, says: str) -> None:
        self.faults.append(Fault(self._places.key(table, key), f"{where}: {says}"))

    def spread(self, entries: Sequence[str]) -> tuple[str, ...]:
        return self._words.spread(entries)

    def _read_classes(self, classes: object) -> None:
        table = self._places.table("classes")
        if not isinstance(classes, dict):
            self.faults.append(Fault(table, "[classes]: must be a table of lists"))
            return
        for name, entries in classes.items():  # a class may use those above it
            try:
                self._words.classes[name] = self.spread(_strings(entries, name))
            except TypeError as error:
                self._words.classes[name] = ()
                self.fault(table, name, "[classes]", str(error))

    def _rule(self, row: object, number: int, topic: tuple[Pattern, ...]) -> Rule:
        line = self._places.table("rule", number)
        if not isinstance(row, dict):
            self.faults.append(Fault(line, f"rule number {number + 1}: must be a table"))
            return Rule("", "", "")
        name = row.get("id")
        where = f"rule {name}" if isinstance(name, str) and name else f"rule number {number + 1}"
        return _Row(row, where, line, self).rule(topic)

    def _check_ids(self, rules: Sequence[Rule]) -> None:
        seen: set[str] = set()
        for rule in rules:
            if rule.id and rule.id in seen:
                self.fault(rule.line, "id", f"rule {rule.id}", f"two rules with the id {rule.id!r}")
            seen.add(rule.id)


class _Row:
    """One table of a pack, read key by key; what is wrong is told to the parser, and the value is then empty."""

    def __init__(self, cells: Mapping[str, object], where: str, line: int, parser: _Parser) -> None:
        self._cells, self._where, self._line, self._parser = cells, where, line, parser

    def rule(self, topic: tuple[Pattern, ...]) -> Rule:
        """The whole row as a rule."""
        self.check_keys(_RULE_KEYS)
        indicator = self.text("indicator")
        return Rule(
            id=self.text("id"),
            indicator=indicator,
            label=self.text("label") if indicator != NONE or "label" in self._cells else "",
            units=frozenset(fold(unit.strip("{}")) for unit in self.strings("units")),
            subjects=self.patterns("subjects"),
            phrase=self.patterns("phrase"),
            before=self.patterns("before"),
            clause=self.patterns("clause"),
            sentence=self.patterns("sentence"),
            topic=self.patterns("topic") if "topic" in self._cells else topic,
            near=self.patterns("near"),
            refuse=self.patterns("refuse"),
            refuse_phrase=self.patterns("refuse_phrase"),
            refuse_topic=self.patterns("refuse_topic"),
            below=self.limit("below"),
            above=self.limit("above"),
            per=self.flag("per"),
            change=self.flag("change"),
            dated=self.flag("dated"),
            priority=self.whole("priority"),
            catch=self.examples("catch"),
            leave=self.examples("leave"),
            line=self._line,
        )

    def check_keys(self, known: frozenset[str]) -> None:
        for key in sorted(self._cells.keys() - known):
            self._fault(key, f"unknown key {key!r}")

    def text(self, key: str) -> str:
        value = self._cells.get(key)
        if isinstance(value, str) and value:
            return value
        self._fault(key, f"{key} is missing" if value is None else f"{key} must be a string that is not empty")
        return ""

    def strings(self, key: str) -> tuple[str, ...]:
        try:
            return self._parser.spread(_strings(self._cells.get(key, []), key))
        except TypeError as error:
            self._fault(key, str(error))
            return ()

    def examples(self, key: str) -> tuple[str, ...]:
        """Sentences with their figure in [ ]; at least one."""
        found = self.strings(key)
        if not found and self._cells.get(key, []) == []:
            self._fault(key, f"needs an example to {key}")
        if any(example.count("[") != 1 or example.count("]") != 1 for example in found):
            self._fault(key, f"every example of {key} needs one [ ] around its figure")
        return found

    def patterns(self, key: str) -> tuple[Pattern, ...]:
        result = []
        for entry in self.strings(key):
            try:
                result.append(parse_pattern(entry))
            except PatternError as error:
                self._fault(key, f"{key}: {error}")
        return tuple(result)

    def limit(self, key: str) -> Decimal | None:
        value = self._cells.get(key)
        if value is None:
            return None
        number = None if isinstance(value, bool) or not isinstance(value, int | float) else Decimal(str(value))
        if number is None or not number.is_finite():
            self._fault(key, f"{key} must be a number")
            return None
        return number

    def flag(self, key: str) -> bool | None:
        value = self._cells.get(key)
        if value is None or isinstance(value, bool):
            return value
        self._fault(key, f"{key} must be true or false")
        return None

    def whole(self, key: str) -> int:
        value = self._cells.get(key, 0)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self._fault(key, f"{key} must be a whole number")
        return 0

    def _fault(self, key: str, says: str) -> None:
        self._parser.fault(self._line, key, self._where, says)


_RULE_KEYS = frozenset(
    {
        "id", "indicator", "label", "units", "subjects", "phrase", "before", "clause", "sentence", "topic", "near",
        "refuse", "refuse_phrase", "refuse_topic", "below", "above", "per", "change", "dated", "priority",
        "catch", "leave",
    }
)  # fmt: skip


def _strings(value: object, key: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(x, str) and x.strip() for x in value):
        raise TypeError(f"{key} must be a list of strings that are not empty")
    return value
