"""Whole short articles in, facts out; and what holds for any text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mfcx.document import Article, Document, Metric
from mfcx.pipeline import run
from tests.cases import CASES, known_failure, show, show_period

STATUSES = {"actual", "planned", "previous"}


class Case(NamedTuple):
    """One block of ``fixtures/cases/articles.txt``."""

    name: str
    published: date | None
    failure: str
    text: str
    facts: list[str]


def read_blocks() -> Iterator[Case]:
    blocks = (CASES / "articles.txt").read_text(encoding="utf-8").split("\n=== ")[1:]
    for block in blocks:
        head, _, facts = block.partition("\n---\n")
        name, *lines = head.split("\n")
        failure = lines.pop(0).partition(":")[2].strip() if lines[0].startswith("known failure:") else ""
        day = lines.pop(0).removeprefix("date:").strip()
        published = None if day == "-" else date.fromisoformat(day)
        yield Case(name, published, failure, "\n".join(lines), facts.strip().split("\n"))


BLOCKS = list(read_blocks())
PARAMS: list[Any] = [pytest.param(case, id=case.name, marks=known_failure(case.failure)) for case in BLOCKS]


def show_fact(metric: Metric) -> str:
    parts = [show(metric.quantity), show_period(metric.period)]
    parts += [" ".join(filter(None, (metric.region or "-", metric.place))), metric.status]
    return " | ".join(parts + ([f"x{len(metric.spans)}"] if len(metric.spans) > 1 else []))


def show_facts(document: Document) -> list[str]:
    return [show_fact(metric) for metric in document.metrics]


@pytest.mark.parametrize("case", PARAMS)
def test_article(case: Case) -> None:
    """An article gives these facts and no others, each with its time, place and status."""
    assert show_facts(run(Article(case.text, date=case.published))) == case.facts


def everything(document: Document) -> list[object]:
    """All that a record is made of, without offsets."""
    text = document.text
    return [
        [(show_fact(m), m.label, m.indicator, m.speaker, m.subject) for m in document.metrics],
        [(p.name, p.role, p.byline) for p in document.persons],
        [(o.name, o.kind) for o in document.organisations],
        [region.iso for region in document.regions],
        [(text[n.start : n.stop], n.kind) for n in document.numerals],
        document.region,
        document.page.published,
    ]


@pytest.mark.parametrize("case", BLOCKS, ids=lambda case: case.name)
def test_line_ends_do_not_matter(case: Case) -> None:
    """The same article with CRLF and with LF says the same."""
    plain = run(Article(case.text, date=case.published))
    other = run(Article(case.text.replace("\n", "\r\n"), date=case.published))
    assert everything(other) == everything(plain)


def check(document: Document) -> None:
    """What holds for the facts of any text."""
    text = document.text
    for metric in document.metrics:
        quantity = metric.quantity
        assert metric.spans
        for span in metric.spans:
            assert 0 <= span.start < span.stop <= len(text)
            assert text[span.start : span.stop] == text[span.start : span.stop].strip()
        assert isinstance(quantity.value, Decimal)
        assert quantity.value.is_finite()
        assert metric.status in STATUSES
        assert metric.sentence.start <= quantity.start < quantity.stop <= metric.sentence.stop
        period = metric.period
        if period is not None:
            assert period.start or period.end
            assert period.start is None or period.end is None or period.start <= period.end
            assert (period.span is None) == (period.text is None)
            assert period.span is None or text[period.span.start : period.span.stop] == period.text
    for numeral in document.numerals:
        assert 0 <= numeral.start < numeral.stop <= len(text)
    assert [m.quantity.start for m in document.metrics] == sorted(m.quantity.start for m in document.metrics)


@pytest.mark.parametrize("case", BLOCKS, ids=lambda case: case.name)
def test_spans_slice_out_of_the_article(case: Case) -> None:
    """Every span of every fact is a stretch of the text as it came."""
    check(run(Article(case.text, date=case.published)))


SENTENCES = st.sampled_from(
    [
        "В Томской области открыли 12 офисов.",
        "За 2022 год принято 900 заявок (в 2021 году — 850).",
        "Из них 28 — в районах.",
        "- Северный отдел (6412 человек);",
        "Больше всего услуг — у трёх отделов:",
        "Планируется открыть ещё пять окон.",
        "«Мы приняли 300 человек», — рассказал директор центра Иван Лесной.",
        "По стране работает 13 тысяч офисов.",
        "Читайте также: 5 новых парков",
        "16+",
        "14 июля 2023",
        "Комментарии 0",
        "",
    ]
)
# a letter without a name in Unicode has a test of its own in test_quantities.py
PAGES = st.one_of(
    st.text(max_size=120),
    st.lists(SENTENCES, max_size=9).map("\n".join),
    st.lists(SENTENCES, max_size=6).map(" ".join),
)


@given(PAGES, st.none() | st.dates(date(2000, 1, 1), date(2030, 12, 31)))
@settings(max_examples=60, deadline=None)
def test_any_text(text: str, published: date | None) -> None:
    """No text raises, spans slice out of it, values are finite decimals, and the same input gives the same output."""
    document = run(Article(text, date=published))
    check(document)
    assert everything(run(Article(text, date=published))) == everything(document)


@given(st.lists(SENTENCES, max_size=9).map("\n".join))
@settings(max_examples=20, deadline=None)
def test_any_line_ends(text: str) -> None:
    """Whatever the lines are, CRLF and LF give the same facts."""
    assert everything(run(Article(text.replace("\n", "\r\n")))) == everything(run(Article(text)))


@given(st.text(st.sampled_from("0123456789 ,.()-–\n«»"), max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_digits(text: str) -> None:
    """Digits, marks and brackets in any order are read without an error."""
    check(run(Article("Центр открыли\n\nВ центре " + text + " окон.")))


def test_dateline_goes_before_the_given_date() -> None:
    """The text's own dateline is the day of the article; a date given by the user stands in where there is none."""
    body = "Сейчас в центре работает 40 окон."
    day = date(2023, 7, 14)
    own = run(Article(f"Центр открыли\n\n5 мая 2021\n\n{body}", date=day))
    lent = run(Article(f"Центр открыли\n\n{body}", date=day))
    assert [show_period(m.period) for m in own.metrics] == ["2021-05-05/2021-05-05"]
    assert [show_period(m.period) for m in lent.metrics] == ["2023-07-14/2023-07-14"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\r\n", "Без чисел"])
def test_no_facts(text: str) -> None:
    """A text without figures is a document without facts, not an error."""
    assert run(Article(text)).metrics == []
