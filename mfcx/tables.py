"""Reads the word lists in ``data/ru``: tab-separated, a header line, ``#`` for comments."""

from __future__ import annotations

from pathlib import Path

from mfcx.stored import stored

# not by importlib.resources, which loads tempfile, random and more at every start
DATA = Path(__file__).parent / "data" / "ru"


class TableError(ValueError):
    """A row of a data file that cannot be read; names the file and the line."""


@stored
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of ``data/ru/<name>.tsv`` by column: read_table("units")[0]["symbol"] -> «%»."""
    path = DATA / f"{name}.tsv"
    header: list[str] | None = None
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            continue
        if len(cells) != len(header):
            raise TableError(f"{name}.tsv:{number}: {len(cells)} cells, the header has {len(header)}")
        rows.append(dict(zip(header, map(str.strip, cells), strict=True)))
    return tuple(rows)


def fold(text: str) -> str:
    """Lower case with ё as е, for look-ups only: «Орёл» -> «орел»."""
    return text.lower().replace("ё", "е")


@stored
def words(name: str) -> frozenset[str]:
    """A closed class of words from ``word_classes.tsv``, folded: words("conjunctions") -> {«и», «или», …}."""
    found = {
        fold(form)
        for row in read_table("word_classes")
        if row["class"] == name
        for form in row["forms"].split("|")
        if form
    }
    if not found:
        raise TableError(f"word_classes.tsv: no class {name!r}")
    return frozenset(found)
