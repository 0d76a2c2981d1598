"""Rule packs: TOML files that name indicators, the bundled ones and the user's own.

A rule says which unit a quantity must have and which words must, or must not, stand in its phrase, its
clause or its article. See ``data/README.md`` for the format.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from mfcx.rules.rule import Pack, PackError
from mfcx.stored import stored
from mfcx.tables import DATA

_SUFFIX = ".toml"
_LARGEST = 5_000_000  # bytes


def read_pack(text: str, name: str) -> Pack:
    """A pack from its TOML text; raises PackError with the first thing that is wrong."""
    from mfcx.rules.reading import parse_pack  # noqa: PLC0415 - the bundled packs need no reading after the first run

    pack, faults = parse_pack(text)
    if pack is None:
        raise PackError(f"{name}:{faults[0]}")
    return pack


def read_pack_file(path: Path) -> Pack:
    """A pack of the user's own."""
    return read_pack(read_pack_text(path), str(path))


def read_pack_text(path: Path) -> str:
    """The text of a pack file; raises PackError where it cannot be read."""
    try:
        if path.stat().st_size > _LARGEST:
            raise PackError(f"{path}: larger than {_LARGEST:,} bytes")
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise PackError(f"{path}: not UTF-8 at byte {error.start}") from None
    except OSError as error:
        raise PackError(f"{path}: {error.strerror or error}") from None


def find_pack_files(paths: Iterable[str | Path] | str | Path) -> list[Path]:
    """The files given, and those of the folders given in the order of their names; PackError for an empty folder."""
    found: list[Path] = []
    for path in map(Path, [paths] if isinstance(paths, str | Path) else paths):
        inside = sorted(path.glob(f"*{_SUFFIX}")) if path.is_dir() else [path]
        if not inside:
            raise PackError(f"{path}: no {_SUFFIX} files in this folder")
        found += inside
    return found


def load_packs(paths: Iterable[str | Path] | str | Path = ()) -> tuple[Pack, ...]:
    """The packs of the user's own, then the bundled ones: of rules that stand equally near, the user's wins."""
    packs: dict[str, Pack] = {}
    for path in find_pack_files(paths):
        pack = read_pack_file(path)
        if pack.id in packs:
            raise PackError(f"{path}: another pack has the id {pack.id!r}")
        packs[pack.id] = pack
    taken = sorted(packs.keys() & {pack.id for pack in default_packs()})
    if taken:
        raise PackError(f"a bundled pack has the id {taken[0]!r}")
    return (*packs.values(), *default_packs())


@stored
def default_packs() -> Sequence[Pack]:
    """The bundled packs, in the order of their file names."""
    found = sorted((DATA / "rules").glob(f"*{_SUFFIX}"), key=lambda item: item.name)
    return tuple(read_pack(item.read_text(encoding="utf-8"), item.name) for item in found)
