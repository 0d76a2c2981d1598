"""Paths as given on the command line to the single inputs behind them, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mfcx.reading.errors import InputError

STDIN = "-"
ARTICLE_SUFFIXES = (".txt",)


class Input(NamedTuple):
    """One file, or standard input: `path` as given (folders joined with the name found in them)."""

    path: str
    error: InputError | None = None

    @property
    def suffix(self) -> str:
        """The kind of file by its name, lower case, compression apart: «a.TXT.gz» -> .txt."""
        return _split_name(self.path)[1]

    @property
    def id(self) -> str:
        """The name without its suffixes, «-» for standard input: «in/a.txt.gz» -> a."""
        return STDIN if self.path == STDIN else _split_name(self.path)[0]


def find_inputs(paths: Sequence[str]) -> Iterator[Input]:
    """Every input of these paths: files as they are given, folders with all articles below them."""
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            yield from _walk(path)
        else:
            yield Input(path)


def _walk(folder: str) -> Iterator[Input]:
    empty = True
    for found in _entries(folder):
        empty = False
        yield found
    if empty:
        yield Input(folder, InputError(f"no {' or '.join(ARTICLE_SUFFIXES)} file in this folder", folder))


def _entries(folder: str) -> Iterator[Input]:
    """Articles and unreadable folders below `folder`, by name; hidden ones and links to folders left out."""
    try:
        with os.scandir(folder) as entries:
            ordered = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Input(folder, InputError.of(error, folder))
        return
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path)
        elif not entry.is_dir() and _split_name(entry.name)[1] in ARTICLE_SUFFIXES:
            yield Input(entry.path)


def _split_name(path: str) -> tuple[str, str]:
    """Name and kind: «2024.05.txt.gz» -> («2024.05», «.txt»); a number is no suffix."""
    name = Path(path).name
    if name.lower().endswith(".gz"):
        name = name[: -len(".gz")]
    suffix = Path(name).suffix
    return (name.removesuffix(suffix), suffix.lower()) if suffix[1:2].isalpha() else (name, "")
