"""`mfcx schema`: what it says of a record is what records are."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mfcx import Extractor
from mfcx import document as found
from mfcx.document import Span
from mfcx.json_schema import make_schema
from mfcx.record import to_json
from tests.conftest import ROOT, Run
from tests.test_record import make_metric, make_record

EXPECTED = sorted((ROOT / "fixtures" / "articles").glob("*.json"))
# what the kept records leave out
PROVENANCE = {"source": "a.txt", "tool": {"mfcx": "0", "packs": {"mfc": "1"}}}


@cache
def validator() -> Draft202012Validator:
    """Checks dates and the like, too."""
    return Draft202012Validator(make_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(record: dict[str, Any]) -> list[str]:
    """What is wrong with a record, by the schema."""
    return [error.message for error in validator().iter_errors(record)]


def make_full_record() -> dict[str, Any]:
    """A record in which a change, a period and a speaker are stated."""
    period = found.Period(None, None, "к концу года", Span(0, 3))
    metric = make_metric(region="RU-TOM", status="planned", speaker="Анна Зуева", period=period)
    metric.quantity = found.Quantity(
        24, 30, Span(24, 30), Decimal("94.50"), change=found.Change(start=Decimal(1), delta_pct=Decimal("-9.3"))
    )
    record: dict[str, Any] = json.loads(to_json(make_record(metric)))
    return record


def test_the_schema_is_one() -> None:
    """It keeps the rules of its own dialect."""
    Draft202012Validator.check_schema(make_schema())


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_every_fixture_is_valid(path: Path) -> None:
    """The kept record of every bundled article is what the schema describes."""
    assert faults({**json.loads(path.read_text(encoding="utf-8")), **PROVENANCE}) == []


def test_a_record_of_today_is_valid() -> None:
    """So is what comes out, with all that options add."""
    text = "ТВЕРЬ, 12 июля 2024. За год МФЦ оказали 12 тыс. услуг, на 8,5 % больше, тел. 122, сказал Иван Лаптев."
    record = json.loads(to_json(Extractor(ledger=True, with_text=True).extract(text)))
    assert len(record["ledger"]) > 2
    assert faults(record) == []


def test_a_full_record_is_valid() -> None:
    """A change with some of its keys, a period open at both ends, a fraction."""
    assert faults(make_full_record()) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda record: record.pop("extra"), "'extra' is a required property"),
        (lambda record: record.update(note=1), "'note' was unexpected"),
        (lambda record: record.update(schema="mfcx/2"), "'mfcx/2' is not one of"),
        (lambda record: record.update(published="31.05.2024"), "31.05.2024"),
        (lambda record: record.update(region="Тверская область"), "Тверская область"),
        (lambda record: record["metrics"][0].pop("okei"), "'okei' is a required property"),
        (lambda record: record["metrics"][0].update(value="400000"), "'400000' is not of type 'number'"),
        (lambda record: record["metrics"][0].update(cmp="=="), "'==' is not one of"),
        (lambda record: record["metrics"][0].update(status="done"), "'done' is not one of"),
        (lambda record: record["metrics"][0].update(spans=[[1, 2, 3]]), "[1, 2, 3]"),
        (lambda record: record["metrics"][0].update(spans=[[-1, 2]]), "-1 is less than the minimum of 0"),
        (lambda record: record["metrics"][0].update(change={"by": 1}), "{'by': 1}"),
    ],
)
def test_what_is_no_record_is_refused(spoil: Callable[[dict[str, Any]], object], said: str) -> None:
    """A key more or less, another type, a value out of its list."""
    record = make_full_record()
    spoil(record)
    assert any(said in fault for fault in faults(record))


def test_it_is_printed(mfcx: Run) -> None:
    """The command prints the schema, and nothing is escaped in it."""
    done = mfcx("schema")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == make_schema()
    assert b"\\u" not in done.stdout
