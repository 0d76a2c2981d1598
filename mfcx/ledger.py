"""What became of every numeral of an article: each stands in one entry, so that none is dropped in silence.

«В 2023 году открыли 12 офисов, тел. 122» -> period «В 2023 году», metric «12», phone «122».
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from mfcx.document import Document, Line, Numeral, Sentence, Span
from mfcx.page.stamps import find_stamps
from mfcx.quantities import has_numeral, read_sentence
from mfcx.quantities.periods import TimePhrase
from mfcx.segments import split_sentences
from mfcx.stored import expression

_READ = ("title", "body")  # kinds of lines that became sentences
_DIGITS = expression(r"\d++")
_FIGURE = expression(r"\d++(?:[.,]\d++)*+")
# «XXI век», «II место»: up to 39, as centuries, quarters and degrees have it; one letter only of these three
_ROMAN = expression(r"(?<![\w'’])(?=[XVI])X{0,3}(?:IX|IV|V?I{0,3})(?![\w'’])")

# how the kinds of the readers are told to users
_KINDS = {
    "deictic": "period",
    "frequency": "period",
    "duration": "period",
    "anniversary": "age",
    "single": "pronoun",
}
_PLAIN = frozenset({"cardinal", "collective", "fraction", "each_nth", "ratio", "percent", "compound"})


def find_ledger(document: Document) -> list[Numeral]:
    """An entry for each numeral in text order, none overlapping."""
    ground = _Ground(document.text)
    for claims in (
        _of_metrics(document),
        _of_numerals(document.numerals),
        _of_times(document),
        _of_lines(document),
        _of_rest(document),
    ):
        for claim in claims:
            ground.lay(claim)
    return sorted(ground.entries, key=lambda entry: entry.start)


class _Ground:
    """The text under the entries laid so far; whoever comes first keeps the place."""

    def __init__(self, text: str) -> None:
        self.entries: list[Numeral] = []
        self._runs = [Span(*match.span()) for match in _DIGITS.finditer(text)]
        self._run_at = {at: run for run in self._runs for at in range(*run)}
        self._taken = bytearray(len(text))

    def lay(self, claim: Numeral) -> None:
        """Adds an entry that cuts no run of digits; of one that meets another, the digits left over."""
        if self._fits(whole := self._widened(claim)):
            self._take(whole)
            return
        for at in range(whole.start, whole.stop):
            run = self._run_at.get(at)
            if run is not None and run.start == at and self._fits(digits := replace(claim, start=at, stop=run.stop)):
                self._take(digits)

    def _widened(self, claim: Numeral) -> Numeral:
        first, last = self._run_at.get(claim.start), self._run_at.get(claim.stop - 1)
        return replace(
            claim,
            start=first.start if first else claim.start,
            stop=last.stop if last else claim.stop,
        )

    def _fits(self, claim: Numeral) -> bool:
        return claim.stop > claim.start and 1 not in self._taken[claim.start : claim.stop]

    def _take(self, entry: Numeral) -> None:
        self.entries.append(entry)
        self._taken[entry.start : entry.stop] = b"\x01" * (entry.stop - entry.start)


# --- what the stages know -----------------------------------------------------------------------------------------


def _of_metrics(document: Document) -> Iterator[Numeral]:
    """The numbers of every quantity, under the fact that tells it; a fact told twice has entries at both places."""
    index = {span: number for number, metric in enumerate(document.metrics) for span in metric.spans}
    for reading in document.readings:
        for quantity in reading.quantities:
            number = index.get(Span(quantity.start, quantity.stop))
            kind = "other" if number is None else "metric"
            yield from (Numeral(*part, kind, number) for part in quantity.numbers)


def _of_numerals(numerals: Iterable[Numeral]) -> Iterator[Numeral]:
    for numeral in numerals:
        yield Numeral(numeral.start, numeral.stop, _kind(numeral.kind))


def _of_times(document: Document) -> Iterator[Numeral]:
    for sentence, reading in zip(document.sentences, document.readings, strict=True):
        yield from _numbered_times(sentence, reading.times)


def _numbered_times(sentence: Sentence, times: Iterable[TimePhrase]) -> Iterator[Numeral]:
    """Times that a numeral tells: «за первые три квартала», not «сегодня»."""
    for time in times:
        if has_numeral(sentence, time.first, time.last):
            yield Numeral(time.start, time.stop, _kind(time.kind))


def _of_lines(document: Document) -> Iterator[Numeral]:
    """Numerals of the lines that are not the article's own; the day of a dateline is still a date."""
    for line in document.page.lines:
        if line.kind in _READ:
            continue
        if line.kind == "dateline":
            for stamp in find_stamps(document.text[line.start : line.stop]):
                yield Numeral(line.start + stamp.start, line.start + stamp.stop, "date")
        yield from _of_line(document.text, line)


def _of_line(text: str, line: Line) -> Iterator[Numeral]:
    told = ("date", "time") if line.kind == "dateline" else ()
    for sentence in split_sentences(text, Span(line.start, line.stop)):
        reading = read_sentence(sentence, text)
        claims = (
            *_numbered_times(sentence, reading.times),
            *_of_numerals(reading.others),
            *(Numeral(*part, "boilerplate") for quantity in reading.quantities for part in quantity.numbers),
        )
        yield from (claim if claim.kind in told else replace(claim, kind="boilerplate") for claim in claims)


def _of_rest(document: Document) -> Iterator[Numeral]:
    """Digits that nobody read, and Roman numbers."""
    text = document.text
    read = document.page.spans(*_READ)
    stretches = iter([*read, Span(len(text), len(text))])
    current = next(stretches)
    for match in sorted((*_FIGURE.finditer(text), *_ROMAN.finditer(text)), key=lambda match: match.start()):
        while match.start() >= current.stop and current.start < len(text):
            current = next(stretches)
        if match.start() < current.start:
            yield Numeral(match.start(), match.end(), "boilerplate")
        else:
            yield Numeral(match.start(), match.end(), "other" if match.group()[0].isdecimal() else "ordinal")


def _kind(kind: str) -> str:
    return "other" if kind in _PLAIN else _KINDS.get(kind, kind)
