"""How the time grows with the length of hostile text: ``python -m tests.growth``.

Ten times the text should take about ten times as long, whatever it is made of; nothing here is asserted.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from mfcx.document import Article
from mfcx.pipeline import run
from mfcx.quantities import parse_phrase

SHORT, LONG = 10_000, 100_000
PIECES = (
    "1", "1 ", " ", ",", "12,", "1, 5 ", "123 456 ", "1/", "5-", "+-", "(", "((1", "«", "№ ", "%", "1:", "тысяч ",
    "двадцать ", "один-", "с 5 до ", " и 5", "А. ", "а.1 ", "5\n", "http://1",
)  # fmt: skip
# a whole article costs more for each figure than the numbers alone, so these are short
ARTICLE_PIECES = (
    "5 человек, ",
    "1.5 млн ",
    "в 2020 ",
    "Томская область, ",
    "Иванов, ",
    "ООО «А» ",
    "12:12, Общество\n",
    "Открыли 5 школ.\n",
)
ARTICLE_SHORT, ARTICLE_LONG = 1_000, 10_000


def main() -> None:
    """Prints a line for each piece: processor seconds for the short text, for the long one, and how many times as many."""
    run(Article("Открыли 5 школ."), ledger=True)  # loads what is loaded once
    print(f"numbers alone, {SHORT:,} characters against {LONG:,}")
    for piece in PIECES:
        _show(piece, parse_phrase, SHORT, LONG)
    print(f"whole articles, {ARTICLE_SHORT:,} characters against {ARTICLE_LONG:,}")
    for piece in ARTICLE_PIECES:
        _show(piece, lambda text: run(Article(text), ledger=True), ARTICLE_SHORT, ARTICLE_LONG)


def _show(piece: str, work: Callable[[str], object], short: int, long: int) -> None:
    once, more = (_seconds(work, (piece * length)[:length]) for length in (short, long))
    print(f"{piece!r:24} {once:8.3f} s {more:8.3f} s   x{more / once:.1f}", flush=True)


def _seconds(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start


if __name__ == "__main__":
    main()
