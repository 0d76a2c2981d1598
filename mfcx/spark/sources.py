"""Paths and patterns as Spark finds them to rows of one article or one file each: source, line, content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct, field

from mfcx.outcomes import Failed
from mfcx.reading import Choices, InputError
from mfcx.reading.paths import FORMAT_OF_SUFFIX, STDIN, Input, IsOutput, Note, left_out

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


_PARQUET = ".parquet"
_SPECIAL = re.compile(r"([\[\]{}*?\\])")
_HIDDEN = ("_", ".")


class Found(Struct):
    """The files of a run by the way they are read, each once, and what was wrong with the paths given."""

    files: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)

    def fail(self, source: str, reason: str) -> None:
        """Remembers an input that gives nothing."""
        self.failed.append(Failed(source, None, reason))


def find_files(
    spark: SparkSession, paths: Iterable[str], choices: Choices, note: Note | None, is_output: IsOutput
) -> Found:
    """Every file of these paths; folders are searched with all below them, the output apart.

    InputError where a path leads to the output, which would be gone before it was read.
    """
    found = Found()
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            found.fail(path, "Spark reads no standard input")
            continue
        for file in _expand(spark, path, found, note, is_output):
            if file not in seen:
                seen.add(file)
                _sort_in(found, file, choices)
    return found


def _sort_in(found: Found, file: str, choices: Choices) -> None:
    if _name(file).startswith(_HIDDEN):
        found.fail(file, "Spark leaves out files whose names begin with «_» or «.»")
        return
    suffix = Input(file).suffix
    if suffix == _PARQUET:
        found.tables.append(file)
    elif (choices.format or FORMAT_OF_SUFFIX.get(suffix)) == "jsonl":
        found.lines.append(file)
    else:
        found.files.append(file)


def _expand(spark: SparkSession, path: str, found: Found, note: Note | None, is_output: IsOutput) -> Iterator[str]:
    """The files that a path stands for: itself, those that match, those below a folder."""
    jvm, context = spark._jvm, spark.sparkContext
    try:
        place = jvm.org.apache.hadoop.fs.Path(path)
        system = place.getFileSystem(context._jsc.hadoopConfiguration())
        if system.exists(place):
            statuses = [system.getFileStatus(place)]
        elif "**" in path:
            found.fail(path, "patterns of Spark know no **: a folder is read with all below it")
            return
        else:
            statuses = sorted(system.globStatus(place) or [], key=lambda status: status.getPath().toString())
        places = [(plain_name(status.getPath().toString()), status.isDirectory()) for status in statuses]
    except Exception as error:  # whatever a file system may raise, by way of Java
        found.fail(path, reason_of(error))
        return
    if not places:
        wild = _SPECIAL.search(path)
        found.fail(path, "no file matches this pattern" if wild else "No such file or directory")
    for name, is_folder in places:
        if is_output(name):
            raise InputError("is the output, too", path)
        if is_folder:
            yield from _below(spark, name, found, note, is_output)
        else:
            yield name


def _below(spark: SparkSession, folder: str, found: Found, note: Note | None, is_output: IsOutput) -> Iterator[str]:
    listing = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(literal(folder))
    files = (plain_name(unquote(uri)) for uri in listing.inputFiles())
    names = sorted(file for file in files if not is_output(file))
    known = [name for name in names if _is_known(name)]
    if not known:
        found.fail(folder, "no .txt, .html, .jsonl or .parquet file in this folder")
    if len(known) < len(names) and note is not None:
        note(folder, left_out([_name(name) for name in names if not _is_known(name)]))
    yield from known


def _is_known(name: str) -> bool:
    suffix = Input(name).suffix
    return suffix in FORMAT_OF_SUFFIX or suffix == _PARQUET


def read_rows(spark: SparkSession, found: Found, choices: Choices) -> DataFrame | None:
    """A row for each file, line of JSON and row of Parquet; None where there is nothing to read."""
    parts = [
        *([_read_files(spark, found, choices)] if found.files else []),
        *_read_sound(found, found.lines, lambda files: _read_lines(spark, files, found)),
        *_read_sound(found, found.tables, lambda files: _read_tables(spark, files, found, choices)),
    ]
    if not parts:
        return None
    rows = parts[0]
    for part in parts[1:]:
        rows = rows.union(part)
    least = int(spark.conf.get("spark.sql.files.minPartitionNum", "1"))
    # what cannot be split (gzip, one group of rows) would keep one core busy and leave the others idle
    unsplit = bool(found.tables) or any(file.lower().endswith(".gz") for file in found.lines)
    return rows.repartition(least) if unsplit and rows.rdd.getNumPartitions() < least else rows


def _read_sound(found: Found, files: list[str], read: Callable[[list[str]], DataFrame | None]) -> Iterator[DataFrame]:
    """What reading gives without the files at which it breaks off: damaged gzip, no Parquet inside."""
    left = list(files)
    while left:
        try:
            rows = read(left)
        except Exception as error:
            said = unquote(str(error))
            broken = [file for file in left if file in said]
            if not broken:
                raise
            worst = max(broken, key=len)  # a name may be the beginning of another
            found.fail(worst, f"cannot be read: {reason_of(error)}")
            left.remove(worst)
        else:
            if rows is not None:
                yield rows
            return


def _read_files(spark: SparkSession, found: Found, choices: Choices) -> DataFrame:
    """Whole files; the content of one that is too large is null, and never in memory."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415 - as all of Spark names it

    rows = spark.read.format("binaryFile").load([literal(file) for file in found.files])
    # Spark passes over files without a byte
    filled = {plain_name(row["path"]) for row in rows.select("path").collect()}
    for file in found.files:
        if file not in filled:
            found.fail(file, "empty")
    small, large = rows.where(F.col("length") <= choices.max_bytes), rows.where(F.col("length") > choices.max_bytes)
    line, content = F.lit(None).cast("bigint").alias("line"), F.lit(None).cast("binary").alias("content")
    return small.select("path", line, "content").union(large.select("path", line, content))


def _read_lines(spark: SparkSession, files: Sequence[str], found: Found) -> DataFrame:
    """Lines with their numbers; a first look counts them in each block of a file, and finds what cannot be read."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    names = [literal(file) for file in files]
    lines = (
        spark.read.option("lineSep", "\n")
        .text(names)
        .select(
            F.col("_metadata.file_path").alias("source"),
            F.col("_metadata.file_block_start").alias("block"),
            F.monotonically_increasing_id().alias("row"),
            F.col("value").cast("binary").alias("content"),
        )
    )
    blocks = (
        lines.groupBy("source", "block")
        .agg(
            F.min("row").alias("first"),
            F.count("*").alias("count"),
            F.max(F.decode("content", "ISO-8859-1").rlike(r"\S")).alias("filled"),
        )
        .orderBy("source", "block")
        .collect()
    )
    shifts: list[tuple[str, int, int]] = []
    before: dict[str, int] = {}
    filled: set[str] = set()
    for block in blocks:
        seen = before.get(block.source, 0)
        shifts.append((block.source, block.block, seen - block.first + 1))
        before[block.source] = seen + block["count"]
        if block.filled:
            filled.add(plain_name(unquote(block.source)))
    for file in files:
        if file not in filled:
            found.fail(file, "empty")
    table = spark.createDataFrame(shifts, "source string, block bigint, shift bigint")
    numbered = lines.join(F.broadcast(table), ["source", "block"])
    return numbered.select("source", (F.col("row") + F.col("shift")).alias("line"), "content")


def _read_tables(spark: SparkSession, files: Sequence[str], found: Found, choices: Choices) -> DataFrame | None:
    """Rows of Parquet as the lines of JSON that they would be."""
    from pyspark.sql import functions as F  # noqa: N812, PLC0415

    rows = spark.read.option("mergeSchema", "true").parquet(*map(literal, files))
    text = _column_of(rows, choices.text_field)
    if text is None:
        for file in files:
            found.fail(file, f"no column {choices.text_field!r} (see --text-field)")
        return None
    wanted = [choices.text_field, choices.id_field or "id", choices.date_field or "date", *choices.keep]
    columns = dict.fromkeys(name for one in wanted if (name := _column_of(rows, one)) is not None)
    return rows.select(
        F.col("_metadata.file_path").alias("source"),
        (F.col("_metadata.row_index") + 1).alias("line"),
        F.to_json(F.struct(*(F.col(quoted(name)) for name in columns))).cast("binary").alias("content"),
    )


def _column_of(rows: DataFrame, name: str) -> str | None:
    """The column that holds a field, or the beginning of its path: «meta.url» may be in `meta`."""
    return next((one for one in (name, name.partition(".")[0]) if one in rows.columns), None)


def quoted(name: str) -> str:
    """A column by exactly this name."""
    escaped = name.replace("`", "``")
    return f"`{escaped}`"


def literal(path: str) -> str:
    """A path that Spark takes for no pattern."""
    return _SPECIAL.sub(r"\\\1", path)


def plain_name(uri: str) -> str:
    """A local file by its path, others as Spark names them: «file:/a/b.txt» -> /a/b.txt."""
    return "/" + uri.removeprefix("file:").lstrip("/") if uri.startswith("file:") else uri


def reason_of(error: Exception) -> str:
    """The first line of what Java or Spark says, without the names of its classes."""
    cause = getattr(error, "java_exception", None)
    said = str(cause.getMessage() if cause is not None else error)
    first = next((line for line in said.splitlines() if line.strip()), type(error).__name__)
    return re.sub(r"^(?:[\w.$]+(?:Exception|Error): )+", "", first.strip())


def _name(path: str) -> str:
    return path.rpartition("/")[2]
