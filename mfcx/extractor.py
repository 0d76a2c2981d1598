"""The public way in: text to a typed record, models loaded on first use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from mfcx.document import Article, Document
from mfcx.reading.formats import check_words
from mfcx.record import Record, to_record
from mfcx.rules.packs import load_packs


class WorkerLostError(RuntimeError):
    """An article that ended its worker twice: killed, or out of memory."""


class Extractor:
    """Turns articles into records: ``Extractor().extract("В 2023 году открыли 12 офисов.").metrics``."""

    def __init__(
        self,
        rules: Iterable[str | Path] | str | Path | None = None,
        *,
        with_text: bool = False,
        ledger: bool = False,
    ) -> None:
        """`rules` are files or folders of packs of one's own, or one of them; `ledger` accounts for every numeral."""
        self._packs = load_packs(rules or ())
        self._with_text = with_text
        self._ledger = ledger

    def extract(self, text: str, *, id: str = "-", date: date | str | None = None) -> Record:
        """The record of one article; `date` (also «2024-05-31») is its day of publication, where it does not say it."""
        return self.extract_article(Article(text, id=id, date=_to_date(date)))

    def extract_article(self, article: Article) -> Record:
        """The record of an article that was read already; `InputError` where it holds no words."""
        return self.make_record(self.read_article(article))

    def read_article(self, article: Article) -> Document:
        """All that was found in an article, with the lines of its page; `InputError` where it holds no words."""
        from mfcx.pipeline import run  # noqa: PLC0415 - brings numpy and the dictionaries: not before the first article

        for name, value in (("text", article.text), ("id", article.id)):
            if not isinstance(value, str):
                raise TypeError(f"{name} must be a string, not {type(value).__name__}")
        check_words(article.text, article.source, article.line)
        return run(article, self._packs, ledger=self._ledger)

    def make_record(self, document: Document) -> Record:
        """What was found, as the record of the article."""
        packs = {pack.id: pack.version for pack in self._packs}
        return to_record(document, packs=packs, with_text=self._with_text)

    def extract_many(self, articles: Iterable[Article | str], *, jobs: int = 1) -> Iterator[Record]:
        """Records in the order of the articles, made by so many processes; what an article raises is raised in turn."""
        if jobs < 1:
            raise ValueError(f"jobs must be 1 or more, not {jobs}")
        if jobs == 1:
            yield from map(self._extract_any, articles)
            return
        from mfcx.workers import Lost, run_in_order  # noqa: PLC0415 - loads multiprocessing

        self.load()
        for result in run_in_order(self._try, articles, jobs):
            if isinstance(result, Lost):
                raise WorkerLostError(f"an article ended its worker twice, with {result.exit_code}")
            if isinstance(result, Exception):
                raise result
            yield result

    def load(self) -> None:
        """Loads all that an article may need; workers that are forked afterwards share it."""
        from mfcx.names.tagger import neutral_text  # noqa: PLC0415 - see above

        self.extract(f"{neutral_text()} 2024, 5 %.")

    def _extract_any(self, article: Article | str) -> Record:
        return self.extract(article) if isinstance(article, str) else self.extract_article(article)

    def _try(self, article: Article | str) -> Record | Exception:
        try:
            return self._extract_any(article)
        except Exception as error:  # it is the caller's to see, not the worker's to die of
            return error


def _to_date(value: date | str | None) -> date | None:
    """A day in any form: «2024-05-31», a date, or a moment without its hour."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"{value!r} is not a date like 2024-05-31") from None
    if value is not None and not isinstance(value, date):
        raise TypeError(f"date must be a date or a string, not {type(value).__name__}")
    return value.date() if isinstance(value, datetime) else value
