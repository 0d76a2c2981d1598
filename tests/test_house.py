"""How the house is kept: one door for each foreign library, words in data, no test in the shadow of another."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import regex

from mfcx.tables import read_table
from tests.conftest import ROOT

PACKAGE = ROOT / "mfcx"
DATA = PACKAGE / "data"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").glob("*.py"))

# library -> the modules that may import it; the types of every module are structs of msgspec, cheap to make
DOORS = {
    "click": {"cli.py", *(f"commands/{path.name}" for path in (PACKAGE / "commands").glob("*.py"))},
    "dawg": {"dictionary.py"},
    "pymorphy3": {"dictionary.py"},
    "pymorphy3_dicts_ru": {"dictionary.py"},
    "numpy": {f"tagging/{name}.py" for name in ("archive", "decoding", "flat", "network", "weights", "words")},
    "pyarrow": {"parquet.py", "spark/shape.py", "spark/tasks.py"},
    "pyspark": {f"spark/{name}.py" for name in ("frames", "output", "run", "session", "shape", "sources", "tasks")},
    "pandas": set(),
    "rich": {"commands/progress.py", "display.py", "layout.py"},
    "trafilatura": {"reading/html.py"},
    "lxml": set(),
    # natasha is its weights only; the others must not be needed at run time
    "natasha": set(),
    "razdel": set(),
    "slovnet": set(),
    "navec": set(),
    "pymorphy2": set(),
    "pkg_resources": set(),
    "setuptools": set(),
    "jsonschema": set(),
}

# words in code, by module, each with the reason why it is no row of a table; two letters are endings, not words
WORDS_ALLOWED: dict[str, tuple[str, str]] = {
    "page/stamps.py": ("an abbreviation inside the pattern of an hour", "мин"),
    "page/signatures.py": ("the shape of a short name: «мин» before a consonant, минпром", "бвгджзклмнпрстфхцчшщ мин"),
}


def name_of(path: Path) -> str:
    """A module as the lists above name it."""
    return path.relative_to(PACKAGE).as_posix()


def imported(tree: ast.AST) -> set[str]:
    """Top-level names of all packages that a module imports, anywhere in it."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def literals(tree: ast.AST) -> Iterator[str]:
    """String literals that are no docstrings."""
    described = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, described) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_foreign_libraries_end_at_their_door(path: Path) -> None:
    """Nothing but its own module knows which library does a job."""
    names = imported(ast.parse(path.read_text(encoding="utf-8")))
    assert [library for library in names & DOORS.keys() if name_of(path) not in DOORS[library]] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_needs_the_commands(path: Path) -> None:
    """What a Python program or a Spark job calls does not lead through the command line."""
    if name_of(path) not in DOORS["click"]:
        assert "mfcx.commands" not in path.read_text(encoding="utf-8")


def words(path: Path) -> set[str]:
    """Russian words of three letters and more in the literals of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {word for text in literals(tree) for word in regex.findall(r"\p{Cyrillic}{3,}", text)}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_words_live_in_data(path: Path) -> None:
    """A Russian word in code needs a reason in the list above."""
    _, allowed = WORDS_ALLOWED.get(name_of(path), ("", ""))
    assert words(path) - set(allowed.split()) == set()


def test_every_reason_is_still_needed() -> None:
    """A word that has left the code leaves the list above, too."""
    gone = {name: set(allowed.split()) - words(PACKAGE / name) for name, (_, allowed) in WORDS_ALLOWED.items()}
    assert {name: left for name, left in gone.items() if left} == {}


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_no_test_hides_another(path: Path) -> None:
    """Two functions of one name: the first would never run."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    scopes: list[ast.Module | ast.ClassDef] = [tree, *classes]
    for scope in scopes:
        names = Counter(node.name for node in scope.body if isinstance(node, ast.FunctionDef))
        assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_every_test_says_what_must_hold(path: Path) -> None:
    """A test has a sentence of its own."""
    functions = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
    ]
    assert [one.name for one in functions if one.name.startswith("test_") and not ast.get_docstring(one)] == []


@pytest.mark.parametrize("path", sorted(DATA.glob("ru/*.tsv")), ids=lambda path: path.stem)
def test_tables_load(path: Path) -> None:
    """Every table has rows, as many cells in each as its header, and examples in the last column."""
    rows = read_table(path.stem)
    assert rows
    assert list(rows[0])[-1] == "example"


def test_tables_are_described() -> None:
    """Whoever adds a word finds its table in data/README.md."""
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted(DATA.glob("ru/*.tsv")) if f"`{path.name}`" not in readme] == []


def test_columns_are_described() -> None:
    """The entry of a table names its columns, as they are in the file."""
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    entries = {
        name: entry
        for entry in regex.split(r"\n(?:- |\n)", readme)
        for name in regex.findall(r"`(\w+)\.tsv`:?,?", entry)
    }
    lacking = {
        path.stem: missing
        for path in sorted(DATA.glob("ru/*.tsv"))
        if (missing := [name for name in list(read_table(path.stem)[0])[:-1] if f"`{name}`" not in entries[path.stem]])
    }
    assert lacking == {}


def test_data_has_no_stray_line_ends() -> None:
    """Tables and rules are UTF-8 with plain line ends, so that a cell never ends in a carriage return."""
    for path in DATA.rglob("*.*"):
        if path.is_file():
            assert b"\r" not in path.read_bytes(), path
            path.read_text(encoding="utf-8")


def test_every_described_table_is_there() -> None:
    """The description names no table that has gone."""
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    named = set(regex.findall(r"`(\w+\.tsv)`", readme))
    assert named - {path.name for path in DATA.glob("ru/*.tsv")} == set()
