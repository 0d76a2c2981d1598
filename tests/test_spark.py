"""The same records on Apache Spark, on one machine and on a cluster of real processes, whatever is killed on the way."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mfcx import Extractor
from mfcx.outcomes import Failed, find_outcomes
from mfcx.reading import Choices, InputError, read_articles
from tests.conftest import ROOT
from tests.spark_cluster import LOOPBACK, has_spark, open_cluster, parent_of
from tests.spark_site.sitecustomize import KILL, NAP

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

if not has_spark():
    pytest.skip(
        "Spark tests left out, no pyspark or no Java 17 here: make test-spark runs them", allow_module_level=True
    )

SITE = ROOT / "tests" / "spark_site"
LABELLED = ROOT / "fixtures" / "labelled" / "texts"
NEWS = "За 2023 год в МФЦ Томской области оказали {} услуг, на 8,5 % больше, сказал Иван Лаптев."
CHOICES = Choices(keep=("url",), max_bytes=20_000)


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the processes that work leave their numbers."""
    return tmp_path_factory.mktemp("processes")


@pytest.fixture(scope="module")
def environment(processes: Path) -> Iterator[dict[str, str]]:
    """What all processes of Spark find, those that Java starts later included."""
    given = {
        "PYTHONPATH": f"{SITE}:{ROOT}",
        "MFCX_TEST_PROCESSES": str(processes),
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": LOOPBACK,
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in given.items():
            patch.setenv(name, value)
        yield given


@pytest.fixture(scope="module", params=["local[2]", "cluster"])
def spark(
    request: pytest.FixtureRequest, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SparkSession]:
    """A session of each kind, as the command opens it, with tasks of a few articles."""
    from mfcx.spark.session import open_session

    with ExitStack() as stack:
        master = request.param
        if master == "cluster":
            master = stack.enter_context(open_cluster(tmp_path_factory.mktemp("cluster"), environment))
        session = stack.enter_context(open_session(master, verbose=True))
        session.conf.set("spark.sql.files.maxPartitionBytes", "8000")
        session.conf.set("spark.sql.files.openCostInBytes", "100")
        yield session


def is_cluster(spark: SparkSession) -> bool:
    """Whether executors are processes of their own."""
    return str(spark.sparkContext.master).startswith("spark:")


def run_spark(
    spark: SparkSession, paths: list[Path], out: Path, *, form: str = "jsonl", overwrite: bool = False
) -> tuple[int, int]:
    """The run of the command in a session that is open; how many records and errors it says there are."""
    from mfcx.spark.output import Output
    from mfcx.spark.run import run
    from mfcx.spark.tasks import Settings

    output = Output(spark, str(out), overwrite=overwrite)
    result = run(spark, list(map(str, paths)), output, CHOICES, Settings(), form, None)
    return result.records, result.errors


def read_table(folder: Path) -> list[dict[str, Any]]:
    """All lines of a table, in no order."""
    return [json.loads(line) for file in folder.glob("part-*") for line in file.read_bytes().split(b"\n") if line]


def comparable(record: dict[str, Any]) -> str:
    """A record without its provenance."""
    return json.dumps({key: value for key, value in record.items() if key not in ("source", "tool")})


@cache
def extractor() -> Extractor:
    """One for all tests."""
    return Extractor()


def plain(paths: list[Path]) -> tuple[list[str], list[tuple[str, int | None, str]]]:
    """Records and errors of the plain command, in the order of their texts."""
    outcomes = list(find_outcomes(extractor(), read_articles(list(map(str, paths)), CHOICES), 1))
    records = [comparable(json.loads(one)) for one in outcomes if isinstance(one, bytes)]
    failed = [(one.source, one.line, one.reason) for one in outcomes if isinstance(one, Failed)]
    return sorted(records), sorted(failed, key=str)


def write_lines(path: Path, texts: list[str]) -> Path:
    """JSON Lines without ids: each line must know its number."""
    path.write_text("".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts), encoding="utf-8")
    return path


def naps(count: int) -> list[str]:
    """Articles that take their time."""
    return [f"{NEWS.format(number + 2)} {NAP}" for number in range(count)]


def test_records_and_errors_are_those_of_the_plain_command(spark: SparkSession, tmp_path: Path) -> None:
    """Whatever the kind of file and the partitioning: text in any encoding, pages, JSON Lines, gzip; and what is wrong."""
    folder = tmp_path / "Новости №1 %41 [a]"
    (folder / "ниже").mkdir(parents=True)
    for path in sorted(LABELLED.glob("*.txt"))[:6]:
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "ниже" / "а{б} 50%.txt").write_bytes(NEWS.format(12).encode("cp1251"))
    (folder / "packed.txt.gz").write_bytes(gzip.compress(NEWS.format(13).encode()))
    (folder / "page.html").write_text(f"<html><title>Итог</title><body><p>{NEWS.format(14)}</p></body></html>", "utf-8")
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(b"\0\1\2")
    (folder / "large.txt").write_text("слово " * 5000, "utf-8")
    (folder / "blank.jsonl").write_bytes(b"\r\n \t\n")
    rows: list[dict[str, object]] = [{"text": NEWS.format(n), "url": {"n": n / 4}} for n in range(2, 60)]
    rows[7] |= {"id": "свой", "date": "31.05.2024"}
    rows[9]["text"] = None
    rows[11]["text"] = " - "
    lines = [b"", *(json.dumps(row, ensure_ascii=False).encode() for row in rows), b"{"]
    (folder / "lines.jsonl").write_bytes(b"\r\n".join(lines))
    (folder / "packed.jsonl.gz").write_bytes(gzip.compress(b"\n".join(lines)))
    paths = [folder, tmp_path / "no.txt", tmp_path / "no*.txt"]

    counted = run_spark(spark, paths, tmp_path / "out")
    records, failed = plain(paths)
    assert sorted(map(comparable, read_table(tmp_path / "out" / "records"))) == records
    errors = [(one["source"], one["line"], one["error"]) for one in read_table(tmp_path / "out" / "errors")]
    assert sorted(errors, key=str) == failed
    assert counted == (len(records), len(failed))
    assert len(records) > 100


def test_parquet_in_and_out(spark: SparkSession, tmp_path: Path) -> None:
    """A row is read as the line of JSON it would be; records come back as nested columns, what is wrong as errors."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = [{"text": NEWS.format(n), "id": n, "date": date(2024, 5, n), "url": [f"u{n}"]} for n in range(2, 12)]
    table = pa.Table.from_pylist([*rows, {"text": None}])
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=3)
    (tmp_path / "broken.parquet").write_bytes(b"no parquet at all")
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(os.urandom(99_000))[:60_000])
    lines = [json.dumps({**row, "date": str(row["date"])}) for row in rows]
    (tmp_path / "a.jsonl").write_text("\n".join([*lines, "{}"]), encoding="utf-8")

    counted = run_spark(spark, sorted(tmp_path.glob("*[t-z]")), tmp_path / "out", form="parquet")
    errors = {Path(row["source"]).name: row for row in pq.read_table(tmp_path / "out" / "errors").to_pylist()}
    assert errors.keys() == {"a.parquet", "broken.parquet", "cut.jsonl.gz"}
    assert (errors["a.parquet"]["line"], errors["a.parquet"]["error"]) == (
        11,
        "no text in the field 'text' (see --text-field)",
    )
    assert all(errors[name]["error"].startswith("cannot be read: ") for name in ("broken.parquet", "cut.jsonl.gz"))
    assert counted == (10, 3)
    found = sorted(pq.read_table(tmp_path / "out" / "records").to_pylist(), key=lambda row: int(row["id"]))
    wanted = [json.loads(one) for one in plain([tmp_path / "a.jsonl"])[0]]
    assert [row["metrics"][0]["value"] for row in found] == list(range(2, 12))
    assert [row["metrics"][0]["spans"] for row in found] == [
        one["metrics"][0]["spans"] for one in sorted(wanted, key=lambda one: int(one["id"]))
    ]
    assert found[0]["published"] == date(2024, 5, 2)
    assert found[0]["extra"] == '{"url":["u2"]}'


def test_parquet_where_nothing_is_wrong(spark: SparkSession, tmp_path: Path) -> None:
    """Both tables are there, the one of errors empty."""
    import pyarrow.parquet as pq

    path = write_lines(tmp_path / "news.jsonl", [NEWS.format(7)])
    assert run_spark(spark, [path], tmp_path / "out", form="parquet") == (1, 0)
    assert pq.read_table(tmp_path / "out" / "records").num_rows == 1
    assert pq.read_table(tmp_path / "out" / "errors").to_pylist() == []


def test_a_worker_killed_in_the_middle_loses_nothing(spark: SparkSession, tmp_path: Path, processes: Path) -> None:
    """Its task is tried again."""
    path = write_lines(tmp_path / "naps.jsonl", naps(60))
    with killing(processes, lambda process: process) as killed:
        counted = run_spark(spark, [path], tmp_path / "out")
    assert killed
    assert counted == (60, 0)
    assert sorted(map(comparable, read_table(tmp_path / "out" / "records"))) == plain([path])[0]


def test_an_executor_killed_in_the_middle_loses_nothing(spark: SparkSession, tmp_path: Path, processes: Path) -> None:
    """The cluster starts another, and what was lost is done again; on one machine there is none but the program."""
    if not is_cluster(spark):
        return
    path = write_lines(tmp_path / "naps.jsonl", naps(80))
    # a worker is the child of a daemon, which is the child of the executor
    with killing(processes, lambda process: parent_of(parent_of(process))) as killed:
        counted = run_spark(spark, [path], tmp_path / "out")
    assert killed
    assert counted == (80, 0)
    assert sorted(map(comparable, read_table(tmp_path / "out" / "records"))) == plain([path])[0]


def killing(processes: Path, choose: Callable[[int], int]) -> Killing:
    """Within the block one process is killed as soon as another article has said who works on it."""
    return Killing(processes, choose)


class Killing:
    """See `killing`; the list holds what was killed."""

    def __init__(self, processes: Path, choose: Callable[[int], int]) -> None:
        self.killed: list[int] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._kill, args=(processes, choose), daemon=True)
        for mark in processes.iterdir():
            mark.unlink()

    def _kill(self, processes: Path, choose: Callable[[int], int]) -> None:
        while not self._ended.is_set() and not self.killed:
            for mark in processes.iterdir():
                time.sleep(0.3)  # in the middle of its articles
                process = choose(int(mark.name))
                os.kill(process, signal.SIGKILL)
                self.killed.append(process)
                return
            time.sleep(0.02)

    def __enter__(self) -> list[int]:
        self._thread.start()
        return self.killed

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()


def test_an_article_that_always_kills_its_worker(spark: SparkSession, tmp_path: Path) -> None:
    """It is one row of the errors, and all others are there."""
    texts = [NEWS.format(number) for number in range(2, 40)]
    texts[20] = KILL
    path = write_lines(tmp_path / "deadly.jsonl", texts)
    assert run_spark(spark, [path], tmp_path / "out") == (37, 1)
    (error,) = read_table(tmp_path / "out" / "errors")
    assert error == {"source": str(path), "line": 21, "error": "its process was killed twice (-9)"}
    ids = {record["id"] for record in read_table(tmp_path / "out" / "records")}
    assert ids == {f"deadly:{number}" for number in range(1, 39)} - {"deadly:21"}


def test_runs_never_mix(spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An output is refused, or replaced whole; a run that breaks off leaves the old one, and nothing beside it."""
    from mfcx.spark import run
    from mfcx.spark.output import OutputError

    old, new = (write_lines(tmp_path / f"{name}.jsonl", [NEWS.format(7)]) for name in ("old", "new"))
    out = tmp_path / "out [1]"
    run_spark(spark, [old], out)
    with pytest.raises(OutputError, match="is there already"):
        run_spark(spark, [new], out)
    with monkeypatch.context() as patch:
        patch.setattr(run, "_count", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run_spark(spark, [new], out, overwrite=True)
    assert [record["id"] for record in read_table(out / "records")] == ["old:1"]
    run_spark(spark, [new], out, overwrite=True)
    assert [record["id"] for record in read_table(out / "records")] == ["new:1"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.jsonl", "old.jsonl", "out [1]"]
    (out / "mine.txt").touch()
    with pytest.raises(OutputError, match="holds other things"):
        run_spark(spark, [new], out, overwrite=True)


def test_an_output_among_the_inputs_is_not_read(spark: SparkSession, tmp_path: Path) -> None:
    """Into the folder of the articles a second run gives the same records; the output alone is no input."""
    folder, out = tmp_path / "in", tmp_path / "in" / "out"
    folder.mkdir()
    write_lines(folder / "a.jsonl", [NEWS.format(5)])
    for overwrite in (False, True):
        assert run_spark(spark, [folder], out, overwrite=overwrite) == (1, 0)
    for path in (out, out / "records"):
        with pytest.raises(InputError, match="is the output, too"):
            run_spark(spark, [path], out, overwrite=True)
    assert len(read_table(out / "records")) == 1


def test_a_signal_does_not_part_the_renames(
    spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C after the old output was put aside waits until the new one stands in its place."""
    from mfcx.spark.output import Output

    old, new = (write_lines(tmp_path / f"{name}.jsonl", [NEWS.format(7)]) for name in ("old", "new"))
    run_spark(spark, [old], tmp_path / "out")
    rename = Output._rename

    def disturbed(*args: Any) -> None:
        rename(*args)
        if not (tmp_path / "out").exists():
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Output, "_rename", disturbed)
    with pytest.raises(SystemExit):
        run_spark(spark, [new], tmp_path / "out", overwrite=True)
    assert (tmp_path / "out" / "_SUCCESS").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.jsonl", "old.jsonl", "out"]


def test_dataframes(spark: SparkSession, tmp_path: Path) -> None:
    """The columns are those of the record, with nested types, those that are kept, and the error of what failed."""
    from pyspark.sql import functions as F  # noqa: N812

    from mfcx.spark import errors, extract, record_schema, records

    pack = tmp_path / "own.toml"
    pack.write_text(
        'pack = { id = "own", version = "1", title = "Своё" }\n[[rule]]\nid = "trees"\nindicator = "trees"\n'
        'label = "деревья"\nunits = ["дерево"]\nclause = ["{посадить}"]\ncatch = ["Посадили [40 деревьев]."]\n'
        'leave = ["После бури убрали [40 деревьев]."]\n',
        encoding="utf-8",
    )
    rows = [
        (1, "В Томске посадили 40 деревьев.", date(2024, 5, 31), {"a": 1.5}),
        (2, None, None, None),
        (3, " ", None, None),
        (4, NEWS.format(5), None, {"b": 2.0}),
        (5, KILL, None, None),
    ]
    df = spark.createDataFrame(rows, "n int, body string, day date, more map<string,double>").repartition(2)
    found = extract(df, text="body", id="n", date="day", rules=[pack], keep=["more", "n"]).persist()
    assert found.columns == ["more", "n", *record_schema().names, "error"]
    failed = {row["n"]: (row["id"], row["error"]) for row in errors(found).collect()}
    assert failed.keys() == {2, 3, 5}
    assert failed[3] == ("3", "blank")
    assert failed[5] == ("5", "its process was killed twice (-9)")
    assert errors(found).columns == ["more", "n", "id", "error"]
    whole = records(found)
    assert whole.schema[2:] == record_schema()
    (trees, news) = whole.orderBy("n").collect()
    assert (trees["more"], trees["published"], trees["id"]) == ({"a": 1.5}, date(2024, 5, 31), "1")
    assert (trees["metrics"][0]["indicator"], trees["metrics"][0]["rule"]) == ("trees", "own/trees")
    assert news["metrics"][0]["period"]["start"] == date(2023, 1, 1)
    assert news["tool"]["packs"]["own"] == "1"
    assert whole.select(F.explode("metrics.value")).count() == len(trees["metrics"]) + len(news["metrics"])
    with pytest.raises(ValueError, match="no column 'text'"):
        extract(df)
    with pytest.raises(ValueError, match="'title' cannot be kept"):
        extract(df.withColumnRenamed("n", "title"), text="body", keep=["title"])


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_command(
    environment: dict[str, str], tmp_path: Path, processes: Path, sent: int, status: int
) -> None:
    """At once, quietly, and nothing is left of the output."""
    write_lines(tmp_path / "naps.jsonl", naps(2000))
    for mark in processes.iterdir():
        mark.unlink()
    command = [sys.executable, "-m", "mfcx", "extract", "--engine", "spark", "naps.jsonl", "-o", "out"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not any(processes.iterdir()):
            time.sleep(0.1)
        process.send_signal(sent)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (status, "")
    assert [path.name for path in tmp_path.iterdir()] == ["naps.jsonl"]


def test_the_command(environment: dict[str, str], tmp_path: Path) -> None:
    """It says where the output is and what it holds, names what failed, and ends with 1; DIR that is there, with 2."""
    write_lines(tmp_path / "news.jsonl", [NEWS.format(4), KILL, NEWS.format(5)])

    def call(*args: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mfcx", "extract", "--engine", "spark", "-o", "out", *args]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    done = call("*.jsonl")
    assert done.stderr.splitlines() == [
        f"mfcx: {tmp_path}/news.jsonl:2: its process was killed twice (-9)",
        "mfcx: out: 2 records in out/records, 1 error in out/errors",
    ]
    assert (done.stdout, done.returncode) == ("", 1)
    done = call("--master", "local[1]", "news.jsonl")
    assert (done.stderr, done.returncode) == ("mfcx: out: is there already: --overwrite replaces it\n", 2)
    done = call("--overwrite", "--master", "nowhere", "news.jsonl")
    assert (done.stderr, done.returncode) == ("mfcx: Spark does not start: Could not parse Master URL: 'nowhere'\n", 2)
