"""`mfcx table`: one row for each thing said, levels and changes apart."""

from __future__ import annotations

import csv
import io
import os
import pty
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from mfcx.layout import Column, Row, make_tables
from mfcx.pivot import pivot, show_change, show_level, show_period
from mfcx.record import Change, Metric, Period, Record, Tool, to_json
from tests.conftest import ROOT, Run


def metric(value: object = 5, **fields: Any) -> Metric:
    empty = dict.fromkeys(Metric.__struct_fields__)
    stated = {"indicator": "offices", "value": Decimal(str(value)), "cmp": "=", "status": "actual", "text": "x"}
    return Metric(**{**empty, **stated, "spans": [(0, 1)], "sentence": (0, 1), **fields})


def record(*metrics: Metric) -> Record:
    return Record("mfcx/1", "a", "a.txt", None, None, None, None, [], [], [], list(metrics), None, {}, Tool("0", {}))


def period(start: date | None, end: date | None) -> Period:
    return Period(start, end, "x", (0, 1))


def write(path: Path, *records: Record) -> Path:
    path.write_bytes(b"".join(to_json(one) + b"\n" for one in records))
    return path


@pytest.mark.parametrize(
    ("change", "level", "shown"),
    [
        (None, "571", None),
        (Change(from_=Decimal(33), to=Decimal(571)), "571", "33 → 571"),
        (Change(to=Decimal(571), delta=Decimal(9)), "571", "+9"),
        (Change(delta=Decimal(571)), "", "+571"),
        (Change(delta_pct=Decimal("-571")), "", "-571 %"),
        (Change(ratio=Decimal("0.5")), "", "× 0.5"),
    ],
)
def test_levels_and_changes_are_kept_apart(change: Change | None, level: str, shown: str | None) -> None:
    """A change by an amount is no level, a level that was reached is."""
    (row,) = pivot([record(metric(571, change=change))])
    assert (show_level(row), row.change) == (level, shown)


def test_a_change_has_its_unit() -> None:
    """In a column without levels the unit is said with the change, but percents and times have none."""
    changes = [Change(delta=Decimal(5)), Change(delta_pct=Decimal(5)), Change(ratio=Decimal(5))]
    rows = pivot([record(*(metric(change=change, unit="окно") for change in changes))])
    assert sorted(map(show_change, rows)) == ["+5 %", "+5 окно", "× 5"]


def test_levels_are_for_the_eye() -> None:
    """Comparator, groups of digits, range, unit with its denominator."""
    (row,) = pivot([record(metric(12000, value_to=Decimal("15000.5"), cmp="~", unit="₽", per="т"))])
    assert show_level(row) == "~ 12\xa0000–15\xa0000.5 ₽/т"


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2023, 1, 1), date(2023, 12, 31), "2023"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2024, 2, 1), date(2024, 2, 28), "2024-02-01/2024-02-28"),
        (date(2024, 5, 3), date(2024, 5, 3), "2024-05-03"),
        (date(9999, 12, 1), date(9999, 12, 31), "9999-12"),
        (None, date(2024, 12, 31), "/2024-12-31"),
        (None, None, ""),
    ],
)
def test_periods_are_short(start: date | None, end: date | None, shown: str) -> None:
    """A calendar year or month is its name."""
    (row,) = pivot([record(metric(period=period(start, end)))])
    assert show_period(row) == shown


def test_the_same_figure_is_one_row() -> None:
    """Articles are counted, a repetition within one is not; other regions, periods and values are other rows."""
    others = [
        metric(6),
        metric(region="RU-TVE"),
        metric(period=period(date(2024, 5, 3), None)),
        metric(status="planned"),
    ]
    counts = pivot([record(metric(), metric(), *others), record(metric(rule="mfc/x", speaker="Анна Зуева"))])
    assert sorted(counts.values()) == [1, 1, 1, 1, 2]


def test_rows_are_ordered() -> None:
    """By indicator, region and period; what has only a label comes last."""
    year = {n: period(date(n, 1, 1), date(n, 12, 31)) for n in (2022, 2023)}
    rows = pivot([
        record(
            metric(indicator=None, label="берёзы"), metric(10, indicator="staff"), metric(9, indicator="staff"),
            metric(region="RU-TVE", period=year[2023]), metric(region="RU-TVE", period=year[2022]), metric(region="RU-TOM"),
        )
    ])  # fmt: skip
    assert [(row.indicator, row.region, show_period(row), show_level(row)) for row in rows] == [
        ("offices", "RU-TOM", "", "5"), ("offices", "RU-TVE", "2022", "5"), ("offices", "RU-TVE", "2023", "5"),
        ("staff", None, "", "9"), ("staff", None, "", "10"), ("берёзы", None, "", "5"),
    ]  # fmt: skip


HOSTILE = metric(indicator=None, label="=1+1|<b>[red]\x1b[31m", place="Ржев")


def test_csv_has_numbers(mfcx: Run, tmp_path: Path) -> None:
    """Values without groups, both ends of the period, and nothing that a spreadsheet runs."""
    year = period(date(2023, 1, 1), date(2023, 12, 31))
    path = write(tmp_path / "out.jsonl", record(metric("12000.5", period=year, cmp=">"), HOSTILE))
    done = mfcx("table", path, "--format", "csv")
    assert done.returncode == 0
    first, second = csv.DictReader(io.StringIO(done.stdout.decode()))
    assert (first["level"], first["cmp"], first["period_start"], first["period_end"]) == (
        "12000.5", ">", "2023-01-01", "2023-12-31",
    )  # fmt: skip
    assert (second["indicator"], second["place"], second["articles"]) == ("'=1+1|<b>[red]\ufffd[31m", "Ржев", "1")


def test_markdown_is_a_table(mfcx: Run, tmp_path: Path) -> None:
    """Words of an article are neither cells nor HTML nor markup."""
    lines = mfcx("table", "-", "--format", "markdown", input=to_json(record(HOSTILE))).stdout.decode().splitlines()
    assert lines == [
        "| indicator | region | period | level | change | status | articles |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        r"| =1+1\|&lt;b&gt;\[red\]\\x1b\[31m | Ржев |  | 5 |  | actual | 1 |",
    ]


def test_a_table_for_the_eye(mfcx: Run, tmp_path: Path) -> None:
    """An indicator is said once, cells are not wrapped in a pipe, escapes and markup are plain text."""
    path = write(tmp_path / "out.jsonl", record(metric(5, region="RU-TOM"), metric(7, region="RU-TVE"), HOSTILE))
    done = mfcx("table", path)
    text = done.stdout.decode()
    assert (done.returncode, text.count("offices")) == (0, 1)
    assert "=1+1|<b>[red]\\x1b[31m" in text
    assert "\x1b" not in text
    assert all(line == line.rstrip() or len(line) < 200 for line in text.splitlines())


def test_what_is_no_record_is_named(mfcx: Run, tmp_path: Path) -> None:
    """Its line is said, the others are shown; status 1."""
    path = write(tmp_path / "out.jsonl", record(metric()))
    with path.open("ab") as stream:
        stream.write(b'{"id":"b"}\nno\n')
    done = mfcx("table", path, tmp_path / "no.jsonl")
    assert done.returncode == 1
    said = done.stderr.decode().splitlines()
    assert said[0].startswith(f"mfcx: {path}:2: not as expected: ")
    assert said[1].startswith(f"mfcx: {path}:3: not JSON: ")
    assert said[2] == f"mfcx: {tmp_path}/no.jsonl: No such file or directory"
    assert b"offices" in done.stdout


def on_a_terminal(columns: int, *args: object) -> list[str]:
    """The lines that a command shows on a screen of so many columns."""
    screen, end = pty.openpty()
    command = [sys.executable, "-m", "tests.stub_pipeline", *map(str, args)]
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm", "NO_COLOR": "1"}
    with subprocess.Popen(command, cwd=ROOT, stdout=end, env=environment) as process:
        os.close(end)
        shown = b""
        try:
            while more := os.read(screen, 100_000):
                shown += more
        except OSError:  # how a terminal says that nobody writes any more
            pass
        os.close(screen)
    assert process.returncode == 0
    return [re.sub(r"\x1b\[[\d;]*m", "", line) for line in shown.decode().splitlines()]


LONG = period(date(2023, 1, 1), date(2023, 5, 31))
WIDE = (
    metric(1234567, indicator="regions_participating", region="RU-TOM", place="Красногвардейский район", unit="обращение", period=LONG, status="planned"),
    metric(5678901, change=Change(from_=Decimal(1234567), to=Decimal(5678901)), region="RU-TVE", cmp="~<", unit="сельхозпредприятие", per="день"),
    metric(3, indicator=None, label="число высокопроизводительных посаженных берёз " * 9, status="previous"),
)  # fmt: skip


@pytest.mark.parametrize("columns", [30, 50, 80, 120, 250])
def test_words_and_figures_stay_whole(tmp_path: Path, columns: int) -> None:
    """No line is wider than the screen, and no id, day, figure or word is broken; nothing is lost."""
    lines = on_a_terminal(columns, "table", write(tmp_path / "out.jsonl", record(*WIDE)))
    assert max(map(len, lines)) <= columns
    words = {word for line in lines for word in line.split(" ")}
    assert words >= {
        "regions_participating", "RU-TOM,", "Красногвардейский", "2023-05-31", "1\xa0234\xa0567", "обращение", "planned",
        "~<\xa05\xa0678\xa0901", "сельхозпредприятие/день", "1\xa0234\xa0567\xa0→\xa05\xa0678\xa0901", "высокопроизводительных",
    }  # fmt: skip


def test_columns_that_find_no_room_stand_below(tmp_path: Path) -> None:
    """On a wide screen there is one table; on a narrow one the rows that say more stand in another, with their keys."""
    path = write(tmp_path / "out.jsonl", record(*WIDE))
    assert sum("indicator" in line for line in on_a_terminal(250, "table", path)) == 1
    narrow = on_a_terminal(80, "table", path)
    first, *_, last = (n for n, line in enumerate(narrow) if "indicator" in line)
    assert "status" not in narrow[first]
    assert "status" in narrow[last]
    assert any("planned" in line and "regions_participating" in line for line in narrow[last:])


def test_a_screen_too_narrow_for_words(tmp_path: Path) -> None:
    """Long words are broken there, but every letter is shown."""
    lines = on_a_terminal(12, "table", write(tmp_path / "out.jsonl", record(*WIDE)))
    assert max(map(len, lines)) <= 12
    assert "Красногвардейский" in re.sub(r"\s", "", "".join(lines))


def test_a_screen_too_narrow_for_tables(tmp_path: Path) -> None:
    """The rows stand one under the other, the name of what they tell of once above them."""
    facts = [
        metric(value, indicator=None, label="высаженные берёзы", region="RU-TOM", period=LONG, status=status)
        for value, status in ((1234567, "previous"), (7654321, "actual"))
    ]
    assert on_a_terminal(40, "table", write(tmp_path / "out.jsonl", record(*facts))) == [
        "высаженные берёзы",
        "  RU-TOM  2023-01-01\xa0– 2023-05-31",
        "  7\xa0654\xa0321",
        "  RU-TOM  2023-01-01\xa0– 2023-05-31",
        "  1\xa0234\xa0567  previous",
    ]


@pytest.mark.parametrize("width", [8, 100])
def test_a_row_keeps_its_style(width: int) -> None:
    """What is dim in a table is dim in lines, too."""
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, width=width)
    console.print(make_tables([Column("key", key=True), Column("other")], [Row(["a", "b c"], "dim")], width))
    dimmed = re.findall(r"\x1b\[2m([^\x1b]*)", stream.getvalue())
    assert "".join(dimmed).split() == ["a", "b", "c"]


@pytest.mark.parametrize(("encoding", "written"), [("ascii", "utf-8"), ("cp1251", "cp1251"), ("koi8-r", "koi8-r")])
@pytest.mark.parametrize("form", ["table", "markdown", "help"])
def test_a_terminal_of_another_encoding(
    mfcx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, encoding: str, written: str
) -> None:
    """A letter that it has not becomes a question mark and ends nothing."""
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    monkeypatch.setenv("PYTHONUTF8", "0")
    path = write(tmp_path / "out.jsonl", record(metric(unit="м²", label="вырос ✓", indicator=None)))
    done = mfcx("table", *(["--help"] if form == "help" else [path, "--format", form]))
    assert (done.returncode, done.stderr) == (0, b"")
    expected = "«на 36 %»" if form == "help" else "вырос ✓"
    assert expected.encode(written, "replace") in done.stdout


def test_columns_that_say_nothing_are_left_out(tmp_path: Path) -> None:
    """Where all is actual, said once and no change, three columns are not there; no record at all is a table, too."""
    (header, *_) = on_a_terminal(80, "table", write(tmp_path / "out.jsonl", record(metric())))
    assert header.split() == ["indicator", "region", "period", "level"]
    (header, *_) = on_a_terminal(80, "table", write(tmp_path / "none.jsonl", record()))
    assert header.split() == ["indicator", "region", "period"]
