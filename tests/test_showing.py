"""What `mfcx show` prints: figures numbered in the text, a line for each fact."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from rich.console import Console

from mfcx.display import STYLES, display, highlight
from mfcx.document import Article, Document, Line, Page
from mfcx.record import Change, Metric, Organisation, Period, Person, Record, Region, Tool
from mfcx.showing import show_facts, show_text
from tests.conftest import Run

TEXT = "Открыли 5 офисов, было 3."


def make_metric(start: int, stop: int, **fields: Any) -> Metric:
    """A fact over a stretch of the text."""
    values: dict[str, Any] = {
        "indicator": "offices", "label": None, "value": Decimal(5), "value_to": None, "cmp": "=", "unit": "офис",
        "okei": None, "per": None, "change": None, "period": None, "region": None, "place": None, "subject": None,
        "status": "actual", "speaker": None, "text": TEXT[start:stop], "spans": [(start, stop)],
        "sentence": (0, len(TEXT)), "rule": None,
    }  # fmt: skip
    return Metric(**{**values, **fields})


def make_record(*metrics: Metric) -> Record:
    """A record with these facts and one person."""
    person = Person("Иван Лаптев", "министр", False, [])
    return Record(
        "mfcx/1", "-", "-", None, None, None, "RU-TVE", [], [person], [], list(metrics), None, {}, Tool("1", {})
    )


def test_figures_are_numbered_where_they_stand() -> None:
    """Each figure carries the number of its fact; one inside another is not shown twice."""
    record = make_record(make_metric(8, 16), make_metric(8, 9), make_metric(23, 24))
    assert show_text(record, TEXT, lambda surface, number: f"<{surface}|{number}>") == (
        "Открыли <5|2> офисов, было <3|3>."
    )


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({}, "  1  5 офис                    offices"),
        ({"cmp": ">=", "value_to": Decimal(7), "per": "день"}, "  1  >= 5–7 офис/день          offices"),
        ({"indicator": None, "label": "места", "status": "planned"}, "  1  5 офис                    места | planned"),
        ({"change": Change(from_=Decimal(3), to=Decimal(5))}, "  1  5 офис                    offices | 3 → 5"),
        ({"change": Change(delta_pct=Decimal("-8.4"))}, "  1  5 офис                    offices | -8.4 %"),
        (
            {"change": Change(ratio=Decimal("0.5"), delta=Decimal(2))},
            "  1  5 офис                    offices | × 0.5, +2",
        ),
        ({"change": Change(from_=Decimal(3))}, "  1  5 офис                    offices | 3 → …"),
        (
            {"region": "RU-TVE", "place": "Ржев", "speaker": "Иван Лаптев"},
            "  1  5 офис                    offices | Ржев | Иван Лаптев",
        ),
        (
            {"period": Period(None, date(2024, 12, 31), "до конца года", (0, 1))},
            "  1  5 офис                    offices | /2024-12-31",
        ),
    ],
)
def test_a_line_for_each_fact(fields: dict[str, object], line: str) -> None:
    """Value, indicator or label, change, place, period, status, speaker; what is plain is left out."""
    assert list(show_facts(make_record(make_metric(8, 9, **fields)))) == [
        "RU-TVE, no date, Иван Лаптев (министр)",
        line,
    ]


def test_terminal_is_safe(mfcx: Run, tmp_path: Path) -> None:
    """What an article holds cannot steer the terminal, and a bad input is named."""
    path = tmp_path / "a.txt"
    path.write_text("Да\x1bc 5\u202e\r\nи 7", encoding="utf-8", newline="")
    done = mfcx("show", path, tmp_path / "no.txt")
    assert done.returncode == 1
    assert done.stderr.decode() == f"mfcx: {tmp_path}/no.txt: No such file or directory\n"
    output = done.stdout.decode()
    assert "Да\ufffdc 5[1]\ufffd \nи 7[2]\n" in output
    assert not {"\x1b", "\u202e", "\r"} & set(output)


PAGE = "Читайте также\nОткрыли 5 окон, сказал Иван Лаптев из МФЦ Твери"
FOUND = {
    "5 окон": "figure", "Иван Лаптев": "person", "МФЦ Твери": "organisation", "Твери": "region",
    "Читайте также": "furniture", "Открыли": None,
}  # fmt: skip


def a_page() -> tuple[Record, Document]:
    """A record over a page with a line of furniture, and one of everything in the other."""
    at = {surface: (PAGE.index(surface), PAGE.index(surface) + len(surface)) for surface in FOUND}
    figure = make_metric(*at["5 окон"], speaker="Иван\x1b[2J Лаптев")
    record = Record(
        "mfcx/1", "-", "a\x1b]0;x\x07.txt", None, None, None, "RU-TVE", [Region("RU-TVE", "Тверская область", "28", [at["Твери"]])],
        [Person("Иван Лаптев", "министр", False, [at["Иван Лаптев"]])],
        [Organisation("МФЦ Твери", "mfc", [at["МФЦ Твери"]])], [figure], None, {}, Tool("1", {}),
    )  # fmt: skip
    end = len("Читайте также")
    return record, Document(Article(PAGE), page=Page((Line(0, end, "boilerplate"), Line(end + 1, len(PAGE), "body"))))


@pytest.mark.parametrize(("surface", "kind"), FOUND.items())
def test_what_was_found_is_highlighted_in_place(surface: str, kind: str | None) -> None:
    """Each kind in its colour, a name inside another's name in its own; what is not article is dimmed."""
    shown = highlight(*a_page())
    at = shown.plain.index(surface)
    styles = [str(span.style) for span in shown.spans if span.start <= at < span.end]
    assert styles[-1:] == ([STYLES[kind]] if kind else [])


def test_nothing_is_lost_or_added_but_the_numbers() -> None:
    """The text on the terminal is the article with the number of each fact."""
    assert highlight(*a_page()).plain == PAGE.replace("5 окон", "5 окон[1]")


@pytest.mark.parametrize("width", [50, 80])
def test_facts_fit_the_terminal(width: int) -> None:
    """Figures are grouped and whole, a fact of which nothing else is known has its row, and no line is too long."""
    record, document = a_page()
    facts = [
        make_metric(28, 34, value=Decimal(18600000), cmp=">=", unit="₽", period=Period(date(2023, 1, 1), date(2023, 5, 31), "x", (0, 1)), subject="x", speaker="Константин Константинопольский"),
        make_metric(28, 34, indicator=None, unit=None, value=Decimal("0.5")),
    ]  # fmt: skip
    stream = io.StringIO()
    display(
        msgspec.structs.replace(record, metrics=facts), document, Console(file=stream, width=width, highlight=False)
    )
    lines = stream.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    assert any(line.startswith("1  >=\xa018\xa0600\xa0000 ₽  offices") for line in lines)
    assert any(line.split()[:2] == ["2", "0.5"] for line in lines)
    assert all(any(word in line for line in lines) for word in ("2023-01-01", "2023-05-31", "Константинопольский"))


def test_lines_of_json_are_named(mfcx: Run, tmp_path: Path) -> None:
    """`show` reads what extract reads, with its options, and says which line an article is."""
    path = tmp_path / "n.jsonl"
    path.write_text('{"body": "Да 5"}\n\n{"body": "упади"}\n{"body": "И 7"}', encoding="utf-8")
    done = mfcx("show", path, "--text-field", "body")
    assert done.returncode == 1
    assert done.stderr.decode() == f"mfcx: {path}:3: internal error: KeyError: 'a\\nb'\n"
    assert [line for line in done.stdout.decode().splitlines() if "jsonl" in line] == [f"{path}:1", f"{path}:4"]
    piped = mfcx("show", "-", "--text-field", "body", "--input-format", "jsonl", input=path.read_bytes())
    assert piped.stdout.decode() == done.stdout.decode().replace(str(path), "-")


@pytest.mark.parametrize("colour", [True, False])
def test_a_terminal_gets_our_escapes_only(colour: bool) -> None:
    """With colours and without, no control character of an article, its name or a speaker comes through."""
    stream = io.StringIO()
    display(*a_page(), Console(file=stream, force_terminal=colour, no_color=not colour, width=100, highlight=False))
    shown = re.sub(r"\x1b\[[\d;]*m", "", stream.getvalue())
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert ("\x1b" in stream.getvalue()) == colour
    assert "Иван Лаптев — министр" in shown
