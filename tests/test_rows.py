"""Rows instead of records: `--format csv|tsv|parquet`."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from mfcx import document as found
from mfcx.delimited import to_lines, to_text
from mfcx.document import Span
from mfcx.flat_rows import COLUMNS, to_rows
from mfcx.record import to_json
from mfcx.writing import open_records
from tests.conftest import ROOT, Run
from tests.test_record import make_metric, make_record

NEWS = "Открыли 5 офисов и 94,53 окна."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder: a good article, a bad one, one without metrics, a good one."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in {"a": NEWS, "b": "", "c": "Чисел нет.", "d": NEWS}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def read(content: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    """The rows as any reader of CSV gets them."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), delimiter=delimiter))


def full_row() -> dict[str, Any]:
    """The row of a metric in which much is stated."""
    period = found.Period(date(2023, 1, 1), None, "с 2023 года", Span(0, 3))
    metric = make_metric(region="RU-TOM", period=period, status="planned", speaker="Анна Зуева", rule="mfc/x")
    change = found.Change(start=Decimal(33), delta_pct=Decimal("-9.30"))
    start = metric.quantity.start
    metric.quantity = found.Quantity(
        start,
        start + 8,
        Span(start, start + 8),
        Decimal("4E+5"),
        value_to=Decimal("94.50"),
        unit="м²",
        okei="055",
        change=change,
    )
    metric.spans.append(Span(50, 52))
    record = make_record(metric, date=date(2024, 5, 31), extra={"url": "https://mfc.example/1"})
    (row,) = to_rows(record)
    return dict(zip([column.name for column in COLUMNS], row, strict=True))


def test_a_row_holds_the_metric_and_its_article() -> None:
    """Every column is filled from its place in the record."""
    assert full_row() == {
        "id": "a", "source": "in/a.txt", "title": "Заголовок", "published": date(2024, 5, 31), "article_region": None,
        "indicator": None, "label": None, "cmp": "=", "value": Decimal(400000), "value_to": Decimal("94.50"),
        "unit": "м²", "okei": "055", "per": None, "change_from": 33, "change_to": None, "change_ratio": None,
        "change_delta": None, "change_delta_pct": Decimal("-9.30"), "period_start": date(2023, 1, 1),
        "period_end": None, "period_text": "с 2023 года", "region": "RU-TOM", "place": None, "subject": None,
        "status": "planned", "speaker": "Анна Зуева", "text": "400 тыс.", "start": 28, "end": 42, "mentions": 2,
        "rule": "mfc/x", "extra": '{"url":"https://mfc.example/1"}',
    }  # fmt: skip


def test_readme_names_every_column() -> None:
    """Whoever opens the file finds what its columns are."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [column.name for column in COLUMNS if f"`{column.name}`" not in readme] == []


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_one_row_for_each_metric(mfcx: Run, articles: Path, form: str, delimiter: str) -> None:
    """Good articles give their rows, the bad one its message, the one without metrics nothing."""
    done = mfcx("extract", articles, "--format", form)
    rows = read(done.stdout, delimiter)
    assert list(rows[0]) == [column.name for column in COLUMNS]
    assert [(row["id"], row["value"], row["text"]) for row in rows] == [
        ("a", "5", "5"), ("a", "94.53", "94,53"), ("d", "5", "5"), ("d", "94.53", "94,53"),
    ]  # fmt: skip
    assert (done.returncode, done.stderr) == (1, f"mfcx: {articles}/b.txt: empty\n".encode())


def test_byte_order_mark_on_request(mfcx: Run, articles: Path) -> None:
    """--bom puts it before the header and changes nothing else."""
    bare = mfcx("extract", articles / "a.txt", "--format", "csv").stdout
    assert mfcx("extract", articles / "a.txt", "--format", "csv", "--bom").stdout == b"\xef\xbb\xbf" + bare
    assert bare.startswith(b"id,")


def test_a_header_also_without_rows(mfcx: Run, articles: Path) -> None:
    """A table without rows still says what its columns are."""
    done = mfcx("extract", articles / "c.txt", "--format", "tsv")
    assert (done.returncode, done.stdout.decode()) == (0, "\t".join(column.name for column in COLUMNS) + "\n")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("=1+1", "'=1+1"),
        ("=HYPERLINK(A1)", "'=HYPERLINK(A1)"),
        ("+7 (999) 000-00-00", "'+7 (999) 000-00-00"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1+1", " '=1+1"),
        ("\r\n=1+1", " '=1+1"),
        ('"=1+1', "\"'=1+1"),
        ("итоги;=1+1;конец", "итоги;'=1+1;конец"),
        ("-5%+1", "'-5%+1"),
        ("-5", "-5"),
        ("+36 %", "+36 %"),
        ("+1 200,5", "+1 200,5"),
        ("-0.5%", "-0.5%"),
        ("=", "="),
        ("-", "-"),
        (">=", ">="),
        ("a=b", "a=b"),
        ("рост; -5 %", "рост; -5 %"),
        ("«Да», - сказал он", "«Да», - сказал он"),
    ],
)
def test_no_cell_is_run(cell: str, text: str) -> None:
    """What a spreadsheet would take for a formula gets an apostrophe; numbers and the sign «=» stay."""
    assert to_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Decimal("-94.50"), "-94.50"),
        (Decimal("1E+3"), "1000"),
        (None, ""),
        (date(2024, 5, 31), "2024-05-31"),
        (7, "7"),
        ("две\r\nстроки\tи\u2028ещё", "две строки и ещё"),
        ("\x1b[31mкрасный\u202e", "\ufffd[31mкрасный\ufffd"),
    ],
)
def test_cells_as_text(cell: Any, text: str) -> None:
    """Numbers with their digits, one line, nothing that a terminal would obey."""
    assert to_text(cell) == text


def test_hostile_numbers_take_no_time() -> None:
    """A long cell that nearly is a number is looked at once."""
    text = to_text("+1" + " " * 200_000 + "x")
    assert text.startswith("'+1 ")


def test_delimiters_and_quotes_survive() -> None:
    """What was written is read back, and a row is one line."""
    cells = ["a,b", 'ООО "Луч"', "c\td", "е;ж"]
    lines = to_lines([cells, cells], ",")
    assert lines.count("\n") == 1
    assert list(csv.reader(io.StringIO(lines))) == [["a,b", 'ООО "Луч"', "c d", "е;ж"]] * 2


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_file_is_replaced_when_all_is_done(tmp_path: Path, form: Any) -> None:
    """After an error the file is as it was and nothing lies beside it."""
    path = tmp_path / "out"
    path.write_bytes(b"before")
    records = open_records(str(path), form)
    records.__enter__()(to_json(make_record(make_metric())))
    assert path.read_bytes() == b"before"
    assert records.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None) is not True
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_parquet(mfcx: Run, articles: Path, tmp_path: Path) -> None:
    """Numbers are numbers, dates are dates, and the rows are those of CSV."""
    path = tmp_path / "out.parquet"
    done = mfcx("extract", articles, "--date", "2024-05-31", "--format", "parquet", "-o", path)
    assert (done.returncode, done.stdout) == (1, b"")
    table = pq.read_table(path)
    assert table.column_names == [column.name for column in COLUMNS]
    rows = table.to_pylist()
    assert [(row["id"], row["value"], row["text"]) for row in rows] == [
        ("a", 5.0, "5"), ("a", 94.53, "94,53"), ("d", 5.0, "5"), ("d", 94.53, "94,53"),
    ]  # fmt: skip
    assert {row["published"] for row in rows} == {date(2024, 5, 31)}
    assert {row["unit"] for row in rows} == {None}


def test_parquet_keeps_words_as_they_are(tmp_path: Path) -> None:
    """No apostrophe there: a Parquet file is read by programs."""
    path = tmp_path / "out.parquet"
    with open_records(str(path), "parquet") as write:
        write(to_json(make_record(make_metric(label="=1+1"))))
        write(to_json(make_record()))
    assert pq.read_table(path).to_pylist()[0]["label"] == "=1+1"


def test_parquet_without_rows(mfcx: Run, articles: Path, tmp_path: Path) -> None:
    """The file has its columns also where there is nothing in it."""
    path = tmp_path / "out.parquet"
    assert mfcx("extract", articles / "c.txt", "--format", "parquet", "-o", path).returncode == 0
    table = pq.read_table(path)
    assert (table.num_rows, table.num_columns) == (0, len(COLUMNS))


def test_parquet_that_cannot_be_written(mfcx: Run, articles: Path) -> None:
    """One line and status 1, as for any other output."""
    done = mfcx("extract", articles / "a.txt", "--format", "parquet", "-o", "/dev/full")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert done.stderr.startswith(b"mfcx: ")


def test_missing_library_is_named(tmp_path: Path) -> None:
    """Without pyarrow one line says which extra brings it, before anything is read."""
    code = "import importlib.util as u; u.find_spec = lambda name: None; from mfcx.cli import main; main()"
    args = ["extract", "no-such.txt", "--format", "parquet", "-o", str(tmp_path / "x")]
    done = subprocess.run([sys.executable, "-c", code, *args], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "mfcx: parquet needs pyarrow: pip install 'mfcx[parquet]'\n"


@pytest.mark.parametrize(
    "args",
    [
        ["--format", "parquet"],
        ["--format", "parquet", "-o", "-"],
        ["--format", "xlsx"],
        ["--bom"],
        ["--bom", "--format", "parquet", "-o", "x"],
        ["--format", "csv", "--with-text"],
        ["--format", "tsv", "--ledger"],
    ],
)
def test_options_that_do_not_go_together(mfcx: Run, args: list[str]) -> None:
    """Wrong usage is said, and nothing is written."""
    done = mfcx("extract", *args, input=NEWS.encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Error: " in done.stderr


def test_jsonl_is_what_comes_by_itself(mfcx: Run, articles: Path) -> None:
    """Naming the usual format changes nothing."""
    done = mfcx("extract", articles / "a.txt", "--format", "jsonl")
    assert done.stdout == mfcx("extract", articles / "a.txt").stdout
    assert json.loads(done.stdout)["id"] == "a"


def test_the_usual_format_loads_no_other() -> None:
    """Start-up pays for no format that was not asked for."""
    code = (
        "import sys, tests.stub_pipeline as stub; sys.modules.update(stub.modules()); from mfcx.cli import main\n"
        "main(['extract'], standalone_mode=False)\n"
        "print(sorted({'csv', 'pyarrow', 'mfcx.flat_rows', 'mfcx.delimited', 'mfcx.parquet'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        input=NEWS.encode(),
        capture_output=True,
        env=dict(os.environ),
        check=True,
    )
    assert done.stdout.splitlines()[-1] == b"[]"
