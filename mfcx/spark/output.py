"""The folder that the command writes: it appears when all is done, and never holds anything of another run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from mfcx.spark.sources import plain_name
from mfcx.spark.tasks import ERRORS, RECORDS

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_DONE = "_SUCCESS"


class OutputError(Exception):
    """A folder that must not be written, with the reason in one line."""


class Output:
    """A folder on any file system of Spark, and the one beside it in which it is made."""

    def __init__(self, spark: SparkSession, path: str, *, overwrite: bool) -> None:
        """Raises OutputError where the folder is there, and is not to be replaced or not one of ours."""
        self._jvm = spark._jvm
        self._hadoop = spark._jvm.org.apache.hadoop.fs
        self._new_array = spark.sparkContext._gateway.new_array
        place = self._hadoop.Path(path)
        self._system = place.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
        self._final = place.makeQualified(self._system.getUri(), self._system.getWorkingDirectory())
        self._context = self._hadoop.FileContext.getFileContext(
            self._final.toUri(), spark.sparkContext._jsc.hadoopConfiguration()
        )
        self._overwrite = overwrite
        # beside it, so that it can be renamed
        self._work = self._final.suffix(f".part-{uuid4().hex[:12]}")
        self._check()

    def holds(self, name: str) -> bool:
        """Whether it is the folder, or stands below it."""
        return f"{name}/".startswith(f"{plain_name(self._final.toString())}/")

    def part(self, *names: str) -> str:
        """A place in the folder in which the output is made: part("whole", "records")."""
        return "/".join((self._work.toString(), *names))

    def make(self, *names: str) -> str:
        """Such a place, as an empty folder where nothing was written to it."""
        self._system.mkdirs(self._hadoop.Path(self.part(*names)))
        return self.part(*names)

    def move(self, *names: str, to: tuple[str, ...]) -> None:
        """Renames one such place; what is not there becomes an empty folder."""
        source, target = self._hadoop.Path(self.part(*names)), self._hadoop.Path(self.part(*to))
        self._system.mkdirs(target.getParent())
        if self._system.exists(source):
            self._rename(source, target)
        else:
            self._system.mkdirs(target)

    def commit(self, name: str) -> None:
        """Puts a place of the work into that of the output; what stood there is gone only afterwards."""
        made = self._hadoop.Path(self.part(name))
        self._system.create(self._hadoop.Path(made, _DONE)).close()
        self._check()  # another run may have been faster
        old = self._hadoop.Path(self.part("old"))
        replaced = self._system.exists(self._final)
        if replaced:
            self._rename(self._final, old)
        try:
            self._rename(made, self._final)
        except BaseException:
            if replaced:
                self._rename(old, self._final)
            raise

    def discard(self) -> None:
        """Removes what is left of the work."""
        self._system.delete(self._work, True)

    def _rename(self, source: Any, target: Any) -> None:
        """Fails where the target is there; the plain rename of Hadoop would put the source into it."""
        kind = getattr(self._hadoop, "Options$Rename")
        self._context.rename(source, target, self._new_array(kind, 0))

    def _check(self) -> None:
        if not self._system.exists(self._final):
            return
        if not self._overwrite:
            raise OutputError("is there already: --overwrite replaces it")
        if not self._system.getFileStatus(self._final).isDirectory():
            raise OutputError("is a file, not a folder")
        names = {status.getPath().getName() for status in self._system.listStatus(self._final)}
        if names - {RECORDS, ERRORS, _DONE, f".{_DONE}.crc"}:
            raise OutputError("holds other things than an output of mfcx, and is not replaced")
