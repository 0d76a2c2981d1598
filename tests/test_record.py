"""The record: its keys in order, its numbers as written, its JSON on one line."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from mfcx import document as found
from mfcx.document import Article, Document, Line, Page, Span
from mfcx.reading_copy import make_copy
from mfcx.record import Record, to_comparable_json, to_json, to_quantity, to_record

# the contract: these keys, always all of them, in this order
RECORD_KEYS = [
    "schema", "id", "source", "text", "title", "published", "region", "regions", "persons", "organisations",
    "metrics", "ledger", "extra", "tool",
]  # fmt: skip
METRIC_KEYS = [
    "indicator", "label", "value", "value_to", "cmp", "unit", "okei", "per", "change", "period", "region", "place",
    "subject", "status", "speaker", "text", "spans", "sentence", "rule",
]  # fmt: skip
TEXT = "Заголовок\nВ области оказали 400 тыс. услуг."


def make_metric(value: Decimal = Decimal("4E+5"), **fields: Any) -> found.Metric:
    """A metric over «400 тыс. услуг»."""
    start = TEXT.index("400")
    quantity = found.Quantity(start, start + 14, number=Span(start, start + 8), value=value, unit="услуга")
    sentence = found.Sentence(10, len(TEXT), (), 1)
    return found.Metric(quantity, sentence, [Span(start, start + 14)], **fields)


def make_document(*metrics: found.Metric, text: str = TEXT, **article: Any) -> Document:
    """A document with a headline and these metrics."""
    page = Page((Line(0, 9, "title"),), title=Span(0, 9))
    return Document(Article(text, id="a", source="in/a.txt", **article), page=page, metrics=list(metrics))


def make_record(*metrics: found.Metric, **article: Any) -> Record:
    """The record of such a document."""
    return to_record(make_document(*metrics, **article), packs={"mfc": "1"})


def test_keys_and_their_order() -> None:
    """All keys of the contract are there, in its order, also where there is nothing to say."""
    period = found.Period(date(2023, 1, 1), None, "с 2023 года", Span(0, 3))
    record = json.loads(to_json(make_record(make_metric(period=period))))
    assert list(record) == RECORD_KEYS
    assert list(record["metrics"][0]) == METRIC_KEYS
    assert record["metrics"][0]["period"] == {"start": "2023-01-01", "end": None, "text": "с 2023 года", "span": [0, 3]}
    assert record["schema"] == "mfcx/1"
    assert record["title"] == "Заголовок"
    assert record["tool"]["packs"] == {"mfc": "1"}
    assert (record["text"], record["ledger"], record["extra"], record["published"]) == (None, None, {}, None)


def test_named_things() -> None:
    """Regions, persons and organisations carry all their mentions as [start, end)."""
    document = make_document()
    document.regions = [found.Region("RU-TVE", "Тверская область", "28000000", (Span(1, 2), Span(3, 4)))]
    document.persons = [found.Person("Иван Лаптев", "министр", False, [Span(5, 6)])]
    document.organisations = [found.Organisation("МФЦ Тверской области", "mfc", [Span(7, 8)])]
    record = json.loads(to_json(to_record(document, packs={})))
    assert record["regions"] == [
        {"iso": "RU-TVE", "name": "Тверская область", "oktmo": "28000000", "spans": [[1, 2], [3, 4]]}
    ]
    assert record["persons"] == [{"name": "Иван Лаптев", "role": "министр", "byline": False, "spans": [[5, 6]]}]
    assert record["organisations"] == [{"name": "МФЦ Тверской области", "kind": "mfc", "spans": [[7, 8]]}]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("4E+5"), "400000"),
        (Decimal("94.53"), "94.53"),
        (Decimal("4.0"), "4.0"),
        (Decimal("0.1") + Decimal("0.2"), "0.3"),
        (Decimal("-0"), "0"),
        (Decimal("-9.3"), "-9.3"),
        (Decimal("1E+30"), "1" + "0" * 30),
        (Decimal("123456789012345678901234567890.5"), "123456789012345678901234567890.5"),
    ],
)
def test_numbers_are_written_out(value: Decimal, written: str) -> None:
    """Digits as they were written: no exponent, no noise of floats."""
    assert f'"value":{written},' in to_json(make_record(make_metric(value))).decode()


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_what_json_has_no_number_for_is_refused(value: Decimal) -> None:
    """NaN would make the line unreadable for everyone."""
    with pytest.raises(ValueError, match="not a number"):
        make_record(make_metric(value))


def test_change_has_only_the_keys_that_are_set() -> None:
    """«с 33 до 571» gives from and to; a change of zero is stated, too."""
    start = TEXT.index("400")
    change = found.Change(start=Decimal(33), end=Decimal("5.71E+2"), delta=Decimal(0))
    quantity = found.Quantity(start, start + 3, Span(start, start + 3), Decimal(571), change=change)
    line = to_json([to_quantity(quantity, TEXT, make_copy(TEXT).where)]).decode()
    assert json.loads(line) == [
        {
            "value": 571, "value_to": None, "cmp": "=", "unit": None, "per": None,
            "change": {"from": 33, "to": 571, "delta": 0}, "text": "400", "span": [start, start + 3],
        }
    ]  # fmt: skip


def test_mentions_stand_in_text_order() -> None:
    """The spans of a fact are ordered by where they begin."""
    metric = make_metric()
    metric.spans = [Span(30, 31), Span(20, 21)]
    assert make_record(metric).metrics[0].spans == [(20, 21), (30, 31)]


@pytest.mark.parametrize(
    ("with_text", "html", "kept"), [(False, False, False), (True, False, True), (False, True, True)]
)
def test_text_is_carried_where_it_is_needed(with_text: bool, html: bool, kept: bool) -> None:
    """On request, and always where it was taken out of a page."""
    record = to_record(make_document(html=html), packs={}, with_text=with_text)
    assert record.text == (TEXT if kept else None)


def test_date_of_the_user_where_the_text_has_none() -> None:
    """The text's own dateline comes first."""
    assert make_record(date=date(2024, 5, 31)).published == date(2024, 5, 31)
    document = make_document(date=date(2024, 5, 31))
    document.page = Page((), published=date(2020, 1, 2))
    assert to_record(document, packs={}).published == date(2020, 1, 2)


def test_json_is_one_readable_line() -> None:
    """Cyrillic is not escaped and no line end gets out."""
    line = to_json(make_record(make_metric(label="услуги\n«в окнах»")))
    assert b"\n" not in line
    assert "услуги\\n«в окнах»" in line.decode()


def test_half_a_surrogate_pair_is_replaced() -> None:
    """A file name in no encoding must not stop the record; offsets stay, U+FFFD is as long."""
    text = "Новость \ud83d дня 5"
    record = make_record(make_metric(), text=text, extra={"a\udcff": ["\udc00"]})
    record = msgspec.structs.replace(record, text=text)
    read = json.loads(to_json(record))
    assert read["text"] == "Новость \ufffd дня 5"
    assert read["extra"] == {"a\ufffd": ["\ufffd"]}
    assert read["metrics"][0]["value"] == 400000


def test_a_line_can_be_read_back() -> None:
    """The typed record and its line say the same, to the digit."""
    record = make_record(make_metric(Decimal("94.50")))
    assert msgspec.json.decode(to_json(record), type=Record) == record


def test_comparable_json_leaves_out_provenance() -> None:
    """What is kept for comparison says nothing about where and with what it was made."""
    text = to_comparable_json(make_record(make_metric(label="[\n1,\n2\n] как есть")))
    record = json.loads(text)
    assert "source" not in record
    assert "tool" not in record
    assert record["metrics"][0]["label"] == "[\n1,\n2\n] как есть"
    assert '"sentence": [10, 43]' in text
    assert '"id": "a"' in text
