"""Hostile input through the whole command: a record or one line that says why not, in bounded time, and nothing else."""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mfcx.document import Article
from mfcx.reading import Choices, InputError, read_articles
from mfcx.record import Record
from tests.conftest import ROOT

NEWS = "В 2023 году в МФЦ Твери открыли 5 окон, сказал Иван Лаптев. "
LONGEST = 8_000  # bytes, so that the whole takes seconds; what grows with the length is for `make growth`
CHANCE = random.Random(20_240_531)


def page(inner: str, deep: int) -> bytes:
    return f"<html><body>{'<div>' * deep}{inner}{'</div>' * deep}</body></html>".encode()


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


# name -> bytes, and whether there is an article in it; None where either will do
HOSTILE: dict[str, tuple[bytes, bool | None]] = {
    "random.txt": (CHANCE.randbytes(LONGEST), False),
    "random.jsonl": (CHANCE.randbytes(LONGEST), False),
    "random.html": (CHANCE.randbytes(LONGEST), False),
    "random.txt.gz": (b"\x1f\x8b" + CHANCE.randbytes(LONGEST), False),
    "cut.txt": ((NEWS * 9).encode()[:-11], None),
    "cut.txt.gz": (gzip.compress((NEWS * 99).encode())[:-9], False),
    "cut.jsonl": (line(text=NEWS) + line(text=NEWS)[:-9], None),
    "nulls.txt": (b"\0" * LONGEST, False),
    "null.txt": (NEWS.encode() + b"\0", False),
    "null.jsonl": (line(text=f"{NEWS}\0"), None),
    "controls.txt": (NEWS.encode() + bytes(range(1, 32)), True),
    "marks.txt": ((NEWS + "\u202e\ufeff\u200b\u0301" * 99).encode(), True),
    "bomb.txt.gz": (gzip.compress(b"5 " * 20_000_000, 1), False),
    "bomb.jsonl.gz": (gzip.compress(b"\n" * 50_000_000, 1), False),
    "deep.html": (page(NEWS, 100_000), False),
    "nested.html": (page(NEWS, 5_000), None),
    "open.html": (b"<div" * 100_000, False),
    "letters.txt": (("а" * LONGEST).encode(), True),
    "digits.txt": (("x " + "7" * LONGEST).encode(), True),
    "figures.txt": (("x " + "5 школ, " * (LONGEST // 12)).encode(), True),
    "lines.txt": (("Да.\n" * (LONGEST // 7)).encode(), True),
    "brackets.txt": (("«(" * (LONGEST // 3)).encode(), False),
    "surrogate.jsonl": (b'{"text": "\\ud800 ' + b"5 \\u0448\\u043a\\u043e\\u043b" + b'", "id": "\\udfff"}\n', True),
    "numbers.jsonl": (b'{"text": "Open 5 x", "id": 1e999999999, "n": 1e999999999}\n', None),
    "digits.jsonl": (b'{"text": "Open 5 x", "id": %s}\n' % (b"9" * 5000), None),
    "nan.jsonl": (b'{"text": "Open 5 x", "id": NaN, "n": Infinity}\n', True),
    "deep.jsonl": (b'{"text":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", False),
    "keys.jsonl": (line(**{f"k{n}": n for n in range(2_000)}), False),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for name, (content, _) in HOSTILE.items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def done(folder: Path) -> subprocess.CompletedProcess[bytes]:
    """All of it in one run, through the whole pipeline."""
    command = [sys.executable, "-m", "mfcx", "extract", str(folder), "-j", "2", "--ledger", "--keep", "n"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=300, check=False)


def test_nothing_but_records_and_reasons(done: subprocess.CompletedProcess[bytes], folder: Path) -> None:
    """Standard output holds whole records, standard error a line for each failure, none of which nobody foresaw."""
    decoder = msgspec.json.Decoder(Record, float_hook=Decimal)
    for row in done.stdout.splitlines():
        decoder.decode(row)
    said = done.stderr.decode().splitlines()
    assert all(row.startswith(f"mfcx: {folder}/") for row in said)
    assert not [row for row in said if "internal error" in row or "process" in row]
    assert done.returncode == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_every_hostile_input_is_answered(name: str, done: subprocess.CompletedProcess[bytes], folder: Path) -> None:
    """A record or a reason, and the right one of them."""
    path = str(folder / name)
    records = [json.loads(row) for row in done.stdout.splitlines()]
    found = any(record["source"] == path for record in records)
    named = any(row.startswith(f"mfcx: {path}:") for row in done.stderr.decode().splitlines())
    assert found or named
    _, expected = HOSTILE[name]
    if expected is not None:
        assert (found, named) == (expected, not expected)


@pytest.mark.parametrize("unit", ["а", "7", "5 школ, ", "Да.\n"])
def test_ten_megabytes_are_refused_at_once(unit: str, tmp_path: Path) -> None:
    """What no news is, is told by its length, not by minutes of work; --max-chars is named, which allows it."""
    path = tmp_path / "long.txt"
    path.write_text("x " + unit * (10_000_000 // len(unit.encode())), encoding="utf-8")
    began = time.process_time()
    (item,) = read_articles([str(path)])
    assert isinstance(item, InputError)
    assert item.reason == "longer than 1000000 characters, the limit of --max-chars"
    assert time.process_time() - began < 5
    (item,) = read_articles([str(path)], Choices(max_chars=20_000_000))
    assert isinstance(item, Article)


@settings(deadline=None, max_examples=150)
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=100).map(str.encode), st.text(max_size=60).map(lambda text: json.dumps({"text": text}).encode()[:-1])),
    st.sampled_from(["txt", "jsonl", "html"]),
    st.sampled_from([bytes, gzip.compress]),
)  # fmt: skip
def test_any_bytes_are_articles_or_errors(content: bytes, kind: str, pack: type[bytes]) -> None:
    """Reading raises nothing and loses nothing: each item is an article with words, or says what is wrong."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(pack(content))
        file.flush()
        items = list(read_articles([file.name], Choices(format=kind)))
    assert items
    assert all(isinstance(item, InputError) or any(map(str.isalpha, item.text)) for item in items)


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_numbers_beyond_all_numbers_in_rows(form: str, tmp_path: Path) -> None:
    """What `--keep` copies may be a number that no machine holds; rows and tables have it as it came."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Открыли 5 школ.", "n": 1e999999999}', encoding="utf-8")
    command = [sys.executable, "-m", "tests.stub_pipeline", "extract", str(path), "--keep", "n", "--format", form]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"E+999999999" in done.stdout
