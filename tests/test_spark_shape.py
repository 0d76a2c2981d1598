"""What of the Spark engine needs no Spark: its columns are those of the record, and wrong usage is one line."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from mfcx.record import Record
from tests.conftest import ROOT, Run
from tests.test_json_schema import make_full_record


def shapes(kind: pa.DataType) -> object:
    """A type of Arrow as nested names."""
    if pa.types.is_struct(kind):
        return {field.name: shapes(field.type) for field in kind}
    return [shapes(kind.value_type)] if pa.types.is_list(kind) else str(kind)


def test_columns_are_the_keys_of_the_record() -> None:
    """In their order, nested as in JSON."""
    from mfcx.spark.shape import record_fields

    fields = {field.name: field.type for field in record_fields()}
    assert tuple(fields) == Record.__struct_fields__
    metric = shapes(fields["metrics"].value_type)
    assert isinstance(metric, dict)
    assert list(metric) == list(make_full_record()["metrics"][0])
    assert metric["change"] == dict.fromkeys(("from", "to", "ratio", "delta", "delta_pct"), "double")
    assert metric["period"] == {"start": "date32[day]", "end": "date32[day]", "text": "string", "span": ["int64"]}
    assert metric["spans"] == [["int64"]]
    assert str(fields["extra"]) == "string"


def test_values_are_those_of_the_record() -> None:
    """Every value of a full record, and a row of nulls for None."""
    from mfcx.spark.shape import record_fields, to_columns

    record = make_full_record() | {"extra": {"url": [1]}, "published": "2024-05-31"}
    columns = to_columns([None, json.dumps(record).encode()])
    row = dict(zip([field.name for field in record_fields()], (column.to_pylist() for column in columns), strict=True))
    assert all(values[0] is None for values in row.values())
    found = {name: values[1] for name, values in row.items()}
    assert found["published"] == date(2024, 5, 31)
    assert found["extra"] == '{"url":[1]}'
    change = found["metrics"][0]["change"]
    assert {key: value for key, value in change.items() if value is not None} == record["metrics"][0]["change"]
    assert dict(found["tool"].pop("packs")) == record["tool"].pop("packs")
    for name in ("regions", "persons", "organisations", "tool"):
        assert found[name] == record[name]
    for key in ("value", "unit", "cmp", "period", "spans", "sentence", "status", "text"):
        assert found["metrics"][0][key] == record["metrics"][0][key]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["a.txt"], "give -o DIR"),
        (["a.txt", "-o", "-"], "give -o DIR"),
        (["-o", "out"], "no standard input"),
        (["a.txt", "-o", "out", "--format", "csv"], "not csv"),
        (["a.txt", "-o", "out", "--jobs", "2"], "--jobs is not for --engine spark"),
        (["a.txt", "-o", "out", "--resume"], "--resume is not for --engine spark"),
        (["a.txt", "-o", "out", "--errors", "e"], "--errors is not for --engine spark"),
    ],
)
def test_what_spark_cannot_do_is_wrong_usage(mfcx: Run, args: list[str], said: str) -> None:
    """One line, before anything is loaded."""
    done = mfcx("extract", "--engine", "spark", *args)
    assert done.returncode == 2
    assert said in done.stderr.decode()


@pytest.mark.parametrize("option", [["--overwrite"], ["--master", "local"]])
def test_options_of_spark_want_spark(mfcx: Run, option: list[str]) -> None:
    """They would do nothing without it."""
    done = mfcx("extract", "a.txt", *option)
    assert (done.returncode, f"{option[0]} is for --engine spark" in done.stderr.decode()) == (2, True)


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The extra, or Java."""
    from mfcx.spark.session import SparkMissingError, check_installed

    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(SparkMissingError, match=r"pip install 'mfcx\[spark\]'"):
        check_installed()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: sys)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(SparkMissingError, match="Java 17"):
        check_installed()


def test_the_command_without_the_extra(tmp_path: Path) -> None:
    """One line, too, where neither Spark nor Arrow can be imported."""
    hide = "import sys; sys.modules.update(dict.fromkeys(('pyspark', 'pyarrow', 'pandas')))"
    args = ["extract", "--engine", "spark", "a.txt", "-o", str(tmp_path / "out")]
    code = f"{hide}; from mfcx.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, *args], cwd=ROOT, capture_output=True, check=False)
    assert done.stderr.decode() == "mfcx: --engine spark needs pyspark: pip install 'mfcx[spark]'\n"
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("local", "local[1,4]"),
        ("local[*]", "local[*,4]"),
        ("local[2]", "local[2,4]"),
        ("local[2,8]", "local[2,8]"),
        ("spark://host:7077", "spark://host:7077"),
        ("yarn", "yarn"),
    ],
)
def test_local_mode_tries_again(given: str, used: str) -> None:
    """As often as a cluster does, where the user does not say how often."""
    from mfcx.spark.session import with_retries

    assert with_retries(given) == used
