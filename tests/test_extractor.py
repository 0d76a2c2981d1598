"""The Python API: the same names and the same records as the command."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

import mfcx
from mfcx.document import Article
from tests.conftest import ROOT

NEWS = "Открыли 5 офисов."
HEAVY = ("numpy", "pymorphy3", "rich", "slovnet", "navec", "razdel", "regex")


def test_record_of_a_text(stub: None) -> None:
    """Text in, typed record out, with the id and date that were given."""
    record = mfcx.Extractor().extract(NEWS, id="7", date="2024-05-31")
    assert isinstance(record, mfcx.Record)
    assert (record.id, record.source, record.published) == ("7", "-", date(2024, 5, 31))
    assert [metric.text for metric in record.metrics] == ["5"]


@pytest.mark.parametrize("day", ["2024-05-31", date(2024, 5, 31), datetime(2024, 5, 31, 12, 30)])
def test_date_in_any_form(stub: None, day: str | date) -> None:
    """A day is a day, as a string, a date or a moment."""
    assert mfcx.Extractor().extract(NEWS, date=day).published == date(2024, 5, 31)


def test_impossible_date(stub: None) -> None:
    """A date that is none is an error of the caller."""
    with pytest.raises(ValueError, match="'2024-02-30' is not a date like 2024-05-31"):
        mfcx.Extractor().extract(NEWS, date="2024-02-30")


def test_wrong_types(stub: None) -> None:
    """Bytes and numbers are refused before anything is made of them."""
    with pytest.raises(TypeError, match="text must be a string, not bytes"):
        mfcx.Extractor().extract(b"5")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="text must be a string, not NoneType"):
        list(mfcx.Extractor().extract_many([mfcx.Article(None)]))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="id must be a string, not int"):
        mfcx.Extractor().extract(NEWS, id=42)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="date must be a date or a string, not int"):
        mfcx.Extractor().extract(NEWS, date=2024)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("no.toml", None, "No such file or directory"),
        ("legacy.toml", "# пакет".encode("cp1251"), "not UTF-8"),
        ("broken.toml", b"[pack", "Expected ']'"),
        ("empty.toml", b"", r"needs a \[pack\] table"),
        ("half.toml", b'[pack]\nid = "a"\n', "version is missing"),
    ],
)
def test_rule_pack_that_cannot_be_used(tmp_path: Path, name: str, content: bytes | None, reason: str) -> None:
    """One line that names the file and says what is wrong, before any article is read."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(mfcx.PackError, match=f"^{re.escape(str(path))}:.*{reason}") as caught:
        mfcx.Extractor(rules=[path])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", " \n", "123"])
def test_text_that_is_no_article(stub: None, text: str) -> None:
    """Nothing to read is an error and not a record without facts."""
    with pytest.raises(mfcx.InputError):
        mfcx.Extractor().extract(text)


def test_many_in_order_and_one_at_a_time(stub: None) -> None:
    """Records come in the order of the articles, made when they are asked for."""
    asked: list[str] = []

    def articles() -> Iterator[Article | str]:
        for name in "ab":
            asked.append(name)
            yield Article(NEWS, id=name)
        yield NEWS

    records = mfcx.Extractor(with_text=True).extract_many(articles())
    assert next(records).id == "a"
    assert asked == ["a"]
    assert [(record.id, record.text) for record in records] == [("b", NEWS), ("-", NEWS)]


def test_public_names() -> None:
    """Every name of __all__ is there, others are refused as usual."""
    assert {name for name in mfcx.__all__ if getattr(mfcx, name) is None} == set()
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = mfcx.nothing_such


@pytest.mark.parametrize("code", ["import mfcx", "import mfcx.cli", "import mfcx.document"])
def test_import_is_light(code: str) -> None:
    """Neither the package nor the command loads a library that it may not need."""
    loaded = run_python(f"{code}; import sys; print(*sys.modules)").split()
    assert set(HEAVY).isdisjoint(loaded)


@pytest.mark.parametrize("args", [["--help"], ["extract", "--help"], ["--version"], ["extract", "--date", "x"]])
def test_help_loads_nothing(args: list[str]) -> None:
    """Help and wrong usage are answered before a model or a dictionary is touched."""
    code = f"import sys, mfcx.cli\ntry: mfcx.cli.main({args!r})\nexcept SystemExit: print('|', *sys.modules)"
    assert set(HEAVY).isdisjoint(run_python(code).rpartition("|")[2].split())


def test_extraction_loads_no_more_than_it_needs() -> None:
    """A record needs no search among the installed packages, no progress bar and nothing that unpacks archives."""
    code = f"import sys, mfcx; mfcx.Extractor().extract({NEWS!r}); print(*sys.modules)"
    run_python(code)  # the first run of all prepares the file of the tagger
    unneeded = {"importlib.metadata", "importlib.resources", "tempfile", "tarfile", "hashlib", "rich"}
    assert unneeded.isdisjoint(run_python(code).split())


def test_command_and_extractor_agree(tmp_path: Path, stub: None) -> None:
    """The command is the library: the same record, but for where it came from."""
    path = tmp_path / "7.txt"
    path.write_text(NEWS, encoding="utf-8")
    line = subprocess.run(
        [sys.executable, "-m", "tests.stub_pipeline", "extract", path], cwd=ROOT, capture_output=True, check=True
    ).stdout
    from mfcx.record import to_comparable_json, to_json

    record = mfcx.Extractor().extract(NEWS, id="7")
    assert json.loads(to_comparable_json(record)).items() <= json.loads(line).items()
    assert json.loads(to_json(record))["tool"] == json.loads(line)["tool"]


def run_python(code: str) -> str:
    """What a fresh interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True).stdout


def test_several_processes_give_the_records_of_one() -> None:
    """The same records in the same order; what an article raises, a blank one here, is raised where it stands."""
    texts = [NEWS, f"{NEWS} Ещё 5 школ построят.", NEWS.upper()] * 3
    alone = list(mfcx.Extractor().extract_many(texts))
    assert list(mfcx.Extractor().extract_many(texts, jobs=2)) == alone
    several = mfcx.Extractor().extract_many([NEWS, " "], jobs=2)
    assert next(several) == alone[0]
    with pytest.raises(mfcx.InputError):
        next(several)
    with pytest.raises(ValueError, match="jobs"):
        next(mfcx.Extractor().extract_many(texts, jobs=0))
