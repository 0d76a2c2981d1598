"""Whole articles: the bundled ones give their expected records, and no record of any breaks the contract."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mfcx import Article, Extractor
from mfcx.comparing import find_differences
from mfcx.page import find_page
from mfcx.reading import InputError, read_articles
from mfcx.record import to_comparable_json, to_json
from tests.conftest import ROOT
from tests.floors import SETS
from tests.test_record import METRIC_KEYS, RECORD_KEYS

BUNDLED = sorted((ROOT / "fixtures" / "articles").glob("*.txt"))
# not part of the project: where they are missing, the bundled articles alone are looked at
LABELLED = sorted(path for labelled in SETS.values() for path in labelled.texts.glob("*.txt"))
SEEDS = sorted(SETS["seeds"].texts.glob("*.txt"))
NO_WORDS = [0, 0]  # the span of a period that is the day of publication
each_bundled = pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
each_article = pytest.mark.parametrize("path", [*BUNDLED, *LABELLED], ids=lambda path: path.stem)


@cache
def extractor() -> Extractor:
    """One for all tests: models load once."""
    return Extractor()


@cache
def read(path: Path) -> Article:
    """The article of a file."""
    article = next(read_articles([str(path)]))
    assert not isinstance(article, InputError)
    return article


@cache
def extract(path: Path) -> tuple[str, str]:
    """Its record as the line that is written, and as it is compared."""
    record = extractor().extract_article(read(path))
    return to_json(record).decode(), to_comparable_json(record)


def spans(value: Any) -> Iterator[list[int]]:
    """Every span of a record, wherever it stands."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in ("span", "sentence"):
                yield item
            elif key == "spans":
                yield from item
            else:
                yield from spans(item)
    elif isinstance(value, list):
        for item in value:
            yield from spans(item)


def test_there_are_enough_articles() -> None:
    """A check of an empty folder would be green."""
    assert len(BUNDLED) >= 20
    assert [path.name for path in BUNDLED if not path.with_suffix(".json").exists()] == []


@each_bundled
def test_bundled_article_gives_its_record(path: Path) -> None:
    """Field by field what is expected, source and tool apart."""
    expected, got = path.with_suffix(".json").read_text(encoding="utf-8"), extract(path)[1]
    assert list(find_differences(*(json.loads(record, parse_float=Decimal) for record in (expected, got)))) == []


@each_article
def test_all_keys_in_their_order(path: Path) -> None:
    """Every record and every metric has the shape of the contract."""
    record = json.loads(extract(path)[0])
    assert list(record) == RECORD_KEYS
    assert {tuple(metric) for metric in record["metrics"]} <= {tuple(METRIC_KEYS)}


@each_article
def test_offsets_slice(path: Path) -> None:
    """What a record quotes stands in the text where it says."""
    text, record = read(path).text, json.loads(extract(path)[0])
    assert [span for span in spans(record) if span != NO_WORDS and not text[slice(*span)].strip()] == []
    for metric in record["metrics"]:
        start, stop = metric["sentence"]
        assert metric["text"] in {text[slice(*span)] for span in metric["spans"]}
        assert any(start <= first and last <= stop for first, last in metric["spans"])
        period = metric["period"]
        assert period is None or text[slice(*period["span"])] == period["text"]


@each_article
def test_no_figure_of_the_page_around(path: Path) -> None:
    """Menus, counters, news lists and datelines give no metric."""
    text, record = read(path).text, json.loads(extract(path)[0])
    furniture = find_page(text).spans("boilerplate", "dateline", "byline")
    for metric in record["metrics"]:
        for start, stop in metric["spans"]:
            inside = [text[slice(*line)] for line in furniture if line.start < stop and start < line.stop]
            assert inside == []


@pytest.mark.skipif(not SEEDS, reason="the seed articles are not beside the project")
def test_five_records_of_the_seeds() -> None:
    """The main job in a process of its own: a line for each article, in their order, and silence."""
    command = [sys.executable, "-m", "mfcx", "extract", *map(str, SEEDS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    lines = done.stdout.decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == [path.stem for path in SEEDS]
    assert len(lines) == 5
    assert done.stderr == b""
