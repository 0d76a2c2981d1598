"""Paths as given on the command line to the single inputs behind them, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from mfcx.reading.errors import InputError

STDIN = "-"
# kinds of file by suffix; folders are searched for these, each also with .gz after it
FORMAT_OF_SUFFIX = {
    ".txt": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_NAMED = 3  # files that a note names
_WILD = frozenset("*?[")

# told of a folder and what was left out in it
Note = Callable[[str, str], None]
# whether a path leads to a file that this run writes
IsOutput = Callable[[str], bool]


class Input(Struct, frozen=True):
    """One file, or standard input: `path` as given (folders joined with the name found in them)."""

    path: str
    error: InputError | None = None
    content: bytes | None = None  # its bytes, where somebody else has read them

    @property
    def suffix(self) -> str:
        """The kind of file by its name, lower case, compression apart: «a.TXT.gz» -> .txt."""
        return _split_name(self.path)[1]

    @property
    def id(self) -> str:
        """The name without its suffixes, «-» for standard input: «in/a.txt.gz» -> a."""
        return STDIN if self.path == STDIN else _split_name(self.path)[0]


def find_inputs(
    paths: Sequence[str], note: Note | None = None, is_output: IsOutput = lambda path: False
) -> Iterator[Input]:
    """Every input of these paths: files as they are given, patterns («news/*.txt»), folders with all articles below.

    What the run itself writes is passed over in folders and patterns, and an error where it is named.
    """
    for path in paths:
        for found in _find_all(path, note):
            if not is_output(found.path):
                yield found
            elif found.path == path:
                yield Input(path, InputError("is the output, too", path))


def _find_all(path: str, note: Note | None) -> Iterator[Input]:
    if path == STDIN:
        return iter([Input(path)])
    return _match(path, note) if _is_pattern(path) else _find(path, note)


def _find(path: str, note: Note | None) -> Iterator[Input]:
    return _walk(path, note) if _is(os.path.isdir, path) else iter([Input(path)])


def _is_pattern(path: str) -> bool:
    """A file of that very name is no pattern: «a[1].txt»."""
    return not _WILD.isdisjoint(path) and not _is(os.path.lexists, path)


def _is(test: Callable[[str], bool], path: str) -> bool:
    try:
        return test(path)
    except ValueError:  # a null character: said when it is opened
        return False


def _match(pattern: str, note: Note | None) -> Iterator[Input]:
    """What a shell would have put in its place; ** is any number of folders."""
    import glob  # noqa: PLC0415 - shells mostly do it

    matched = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - the paths as the user began them
    if not matched:
        yield Input(pattern, InputError("no file matches this pattern", pattern))
    if "**" in pattern:
        # the folders matched, too: their files are in the list already
        matched = [path for path in matched if not Path(path).is_dir()]
    for path in matched:
        yield from _find(path, note)


def _walk(folder: str, note: Note | None) -> Iterator[Input]:
    empty = True
    others: list[str] = []
    for found in _entries(folder, others):
        empty = False
        yield found
    if empty:
        yield Input(folder, InputError("no .txt, .html or .jsonl file in this folder", folder))
    if others and note is not None:
        note(folder, left_out(others))


def left_out(names: Sequence[str]) -> str:
    """What is told of the files in a folder that are no articles."""
    named = ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
    files = "1 file" if len(names) == 1 else f"{len(names)} files"
    return f"left out {files} of other kinds: {named}"


def _entries(folder: str, others: list[str]) -> Iterator[Input]:
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
            yield from _entries(entry.path, others)
        elif not entry.is_dir():
            if _split_name(entry.name)[1] in FORMAT_OF_SUFFIX:
                yield Input(entry.path)
            else:
                others.append(entry.name)


def _split_name(path: str) -> tuple[str, str]:
    """Name and kind: «2024.05.txt.gz» -> («2024.05», «.txt»); a number is no suffix."""
    name = Path(path).name
    if name.lower().endswith(".gz"):
        name = name[: -len(".gz")]
    suffix = Path(name).suffix
    return (name.removesuffix(suffix), suffix.lower()) if suffix[1:2].isalpha() else (name, "")
