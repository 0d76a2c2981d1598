"""Names of persons measured on public corpora, beside the packaged tagger as it is: exact spans only.

``python -m tests.corpora nerel DIR`` and ``python -m tests.corpora factrueval DIR``. The corpora are no part of the
project; DIR is a copy of one's own, the repository (its test set is read) or a folder of its files:

- nerel: github.com/nerel-ds/NEREL, ``NEREL-v1.1/test`` (``*.txt`` with ``*.ann``);
- factrueval: github.com/dialogue-evaluation/factRuEval-2016, ``testset`` (``*.txt`` with ``*.spans``, ``*.objects``).

What counts as a name there:

- NEREL: every PERSON, of those inside another PERSON the outer one only. Titles are PROFESSION and no part of it,
  an alias («Имя (Псевдоним)») is a PERSON of its own, and so are Пушкина in «музей имени Пушкина» and the adjective
  in «Нобелевская премия».
- factRuEval: every Person with a span of type name, surname, patronymic or nickname: the stretch from the first of
  them to the last. Offices are left out; Persons that have nothing else, too.

Every text is read as an article that is all body, so nothing is left out as furniture. Four rows:

- ``tagger``: PER of the model on the bare text;
- ``prepared``: PER of ``tag_names``, which shows the model full stops for newlines and a sentence in front;
- ``names``: places of names after cutting and completing those, and later surnames of the same people;
- ``persons``: mentions of the persons a record lists, without what only bears a name («музей имени Пушкина») and
  without lone surnames that nothing shows to be a person's.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mfcx.document import Article, Document, Line, Page, Span
from mfcx.names.people.name_places import find_places
from mfcx.names.people.persons import find_persons
from mfcx.names.sentences import article_sentences
from mfcx.names.tagger import tag_as_is, tag_names
from mfcx.segments import find_sentences

Spans = set[Span]
_NAMES = frozenset({"name", "surname", "patronymic", "nickname"})


class Labelled(NamedTuple):
    """A text of a corpus and the names of persons labelled in it."""

    text: str
    names: Spans


class Score(NamedTuple):
    """How many spans there are, were found, and are the same."""

    labelled: int
    found: int
    same: int

    @property
    def precision(self) -> float:
        return self.same / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.same / self.labelled if self.labelled else 0.0

    @property
    def f1(self) -> float:
        both = self.labelled + self.found
        return 2 * self.same / both if both else 0.0


# --- the corpora ------------------------------------------------------------------------------------------


def _read(path: Path) -> str:
    """The file with its line ends as they are: offsets count them."""
    return path.read_bytes().decode("utf-8")


def read_nerel(folder: Path) -> Iterator[Labelled]:
    """Brat files: «T1<tab>PERSON 0 10<tab>Анна Зуева»."""
    for path in sorted(folder.glob("*.ann")):
        names: Spans = set()
        for line in _read(path).splitlines():
            if line.startswith("T"):
                kind, *offsets = line.split("\t")[1].replace(";", " ").split()
                if kind == "PERSON":
                    names.add(Span(int(offsets[0]), int(offsets[-1])))
        yield Labelled(_read(path.with_suffix(".txt")), _outer(names))


def _outer(names: Spans) -> Spans:
    return {a for a in names if not any(a != b and b.start <= a.start and a.stop <= b.stop for b in names)}


def read_factrueval(folder: Path) -> Iterator[Labelled]:
    """Spans «ID TYPE START LENGTH …» and objects «ID TYPE SPAN SPAN …», comments behind «#»."""
    for path in sorted(folder.glob("*.objects")):
        spans: dict[str, Span] = {}
        for number, kind, start, length, *_ in _rows(path.with_suffix(".spans")):
            if kind in _NAMES:
                spans[number] = Span(int(start), int(start) + int(length))
        names: Spans = set()
        for _, kind, *parts in _rows(path):
            found = [spans[part] for part in parts if part in spans]
            if kind == "Person" and found:
                names.add(Span(min(span.start for span in found), max(span.stop for span in found)))
        yield Labelled(_read(path.with_suffix(".txt")), names)


def _rows(path: Path) -> Iterator[list[str]]:
    cells = (line.partition("#")[0].split() for line in _read(path).splitlines())
    return (row for row in cells if row)


class Corpus(NamedTuple):
    """How a corpus is read, and where its test set lies in the repository."""

    read: Callable[[Path], Iterator[Labelled]]
    test: str


CORPORA = {
    "nerel": Corpus(read_nerel, "NEREL-v1.1/test"),
    "factrueval": Corpus(read_factrueval, "testset"),
}


# --- what is found ----------------------------------------------------------------------------------------


def to_document(text: str) -> Document:
    """An article that is all body."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Line(at, at + len(line.removesuffix("\r")), "body"))
        at += len(line) + 1
    document = Document(Article(text), page=Page(tuple(lines)))
    document.sentences = find_sentences(text, document.page)
    return document


def find_names(text: str) -> dict[str, Spans]:
    """Spans of persons by row of the report."""
    document = to_document(text)
    tagged = tag_names(text, document.page)
    sentences = article_sentences(document)
    tokens = [
        (sentences[n].tokens[first], sentences[n].tokens[last - 1]) for n, first, last in find_places(sentences, tagged)
    ]
    places = {Span(first.start, last.stop) for first, last in tokens}
    persons = {span for person in find_persons(document) for span in person.spans}
    return {
        "tagger": {Span(name.start, name.stop) for name in tag_as_is(text) if name.kind == "PER"},
        "prepared": {Span(name.start, name.stop) for name in tagged if name.kind == "PER"},
        "names": places | {a for a in persons if not any(a.start < b.stop and b.start < a.stop for b in places)},
        "persons": persons,
    }


def measure(texts: Iterator[Labelled]) -> dict[str, Score]:
    """The scores of each row over all texts."""
    totals: defaultdict[str, list[Score]] = defaultdict(list)
    for text, labelled in texts:
        for row, found in find_names(text).items():
            totals[row].append(Score(len(labelled), len(found), len(labelled & found)))
    return {row: Score(*map(sum, zip(*scores, strict=True))) for row, scores in totals.items()}


def main(args: Sequence[str]) -> int:
    """`python -m tests.corpora nerel|factrueval DIR`."""
    if len(args) != 2 or args[0] not in CORPORA:
        print(__doc__, file=sys.stderr)
        return 2
    corpus, folder = CORPORA[args[0]], Path(args[1])
    if (folder / corpus.test).is_dir():
        folder /= corpus.test
    scores = measure(corpus.read(folder))
    if not scores:
        print(f"{folder} holds no texts of {args[0]}", file=sys.stderr)
        return 1
    print(f"{args[0]}: {next(iter(scores.values())).labelled} names of persons, exact spans")
    for row, score in scores.items():
        print(f"{row:<9} P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
