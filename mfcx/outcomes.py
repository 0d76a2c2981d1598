"""Articles to lines of records or failures, by one process or several."""

from __future__ import annotations

import traceback
from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from mfcx.document import Article
from mfcx.extractor import Extractor
from mfcx.reading.errors import InputError, describe
from mfcx.record import to_json

if TYPE_CHECKING:
    from mfcx.workers import Lost


class Failed(Struct, frozen=True):
    """Why an input gave no record; `trace` is that of an internal error."""

    source: str
    line: int | None
    reason: str
    trace: str = ""


def find_outcomes(
    extractor: Extractor, items: Iterable[Article | InputError], jobs: int, *, guarded: bool = False
) -> Generator[bytes | Failed, None, None]:
    """A line of JSON for each article, or what was wrong, in the order of the input.

    `guarded` lets even a single job work in a process of its own, which an article may kill.
    """
    given = (_failed(item) if isinstance(item, InputError) else item for item in items)

    def work(item: Article | Failed) -> bytes | Failed:
        return item if isinstance(item, Failed) else _extract(extractor, item)

    if jobs == 1 and not guarded:
        yield from map(work, given)
        return
    from mfcx.workers import Lost, run_in_order  # noqa: PLC0415 - loads multiprocessing

    extractor.load()
    for result in run_in_order(work, given, jobs):
        yield _lost(result) if isinstance(result, Lost) else result


def _extract(extractor: Extractor, article: Article) -> bytes | Failed:
    try:
        return to_json(extractor.extract_article(article))
    except InputError as error:
        return _failed(error)
    except Exception as error:  # whatever one article does to the code, the others are extracted
        return Failed(article.source, article.line, describe(error), traceback.format_exc())


def _failed(error: InputError) -> Failed:
    return Failed(error.source, error.line, error.reason)


def _lost(lost: Lost[Article | Failed]) -> Failed:
    how = "was killed" if (lost.exit_code or 0) < 0 else "died"
    return Failed(lost.item.source, lost.item.line, f"its process {how} twice ({lost.exit_code})")
