"""Two records side by side: where they differ, field by field.

Items of a list are paired by what names them (the surface of a metric, the name of a person), so
that one item more or less is one difference and not a shift of all that follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, NamedTuple

ABSENT = object()
_NAMES = ("text", "name", "iso")


class Difference(NamedTuple):
    """One field that differs: path «metrics[2].value»; ABSENT where one side has no such field."""

    path: str
    expected: Any
    got: Any


def find_differences(expected: Any, got: Any, path: str = "") -> Iterator[Difference]:
    """Every field in which two JSON values differ, in the order of the expected one."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in [*expected, *(key for key in got if key not in expected)]:
            place = f"{path}.{key}" if path else key
            yield from find_differences(expected.get(key, ABSENT), got.get(key, ABSENT), place)
    elif isinstance(expected, list) and isinstance(got, list) and (_is_named(expected) or _is_named(got)):
        yield from _find_in_lists(expected, got, path)
    elif type(expected) is bool or type(got) is bool:
        if expected is not got:
            yield Difference(path, expected, got)
    elif expected != got:
        yield Difference(path, expected, got)


def _is_named(items: list[Any]) -> bool:
    return any(isinstance(item, dict) for item in items)


def _find_in_lists(expected: list[Any], got: list[Any], path: str) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, [_name(item) for item in expected], [_name(item) for item in got], autojunk=False)
    for _, start, stop, got_start, got_stop in matcher.get_opcodes():
        # a block of the same length on both sides is taken as the same items under other names
        if stop - start == got_stop - got_start:
            for index, got_index in zip(range(start, stop), range(got_start, got_stop), strict=True):
                yield from find_differences(expected[index], got[got_index], f"{path}[{index}]")
            continue
        for index in range(start, stop):
            yield Difference(f"{path}[{index}]", expected[index], ABSENT)
        for index in range(got_start, got_stop):
            yield Difference(f"{path}[{index}]", ABSENT, got[index])


def _name(item: Any) -> str:
    return next((str(item[key]) for key in _NAMES if key in item), "") if isinstance(item, dict) else str(item)
