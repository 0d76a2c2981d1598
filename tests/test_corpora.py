"""The measure on public corpora: how their files are read and counted, on texts of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from mfcx.document import Span
from tests.corpora import Labelled, Score, find_names, main, measure, read_factrueval, read_nerel

TEXT = "Новости района\r\nДиректор Анна Зуева (Котова) рассказала о музее имени Репина.\r\nПесни пел Олег Лось."


def span(surface: str) -> Span:
    return Span(TEXT.index(surface), TEXT.index(surface) + len(surface))


def write(path: Path, *lines: str) -> None:
    path.write_bytes("\n".join(lines).encode())


@pytest.fixture
def nerel(tmp_path: Path) -> Path:
    """A repository with one text; the second name lies inside the first."""
    folder = tmp_path / "NEREL-v1.1" / "test"
    folder.mkdir(parents=True)
    write(folder / "1.txt", TEXT)
    entities = [("PERSON", "Анна Зуева"), ("PERSON", "Анна"), ("PROFESSION", "Директор"), ("PERSON", "Котова")]
    lines = [f"T{n}\t{kind} {span(name).start} {span(name).stop}\t{name}" for n, (kind, name) in enumerate(entities)]
    write(folder / "1.ann", *lines, "R1\tWORKS_AS Arg1:T0 Arg2:T2\t")
    return tmp_path


@pytest.fixture
def factrueval(tmp_path: Path) -> Path:
    """A repository with one text; one Person has an office in front, another nothing but an office."""
    folder = tmp_path / "testset"
    folder.mkdir()
    write(folder / "book_1.txt", TEXT)
    spans = [("job", "Директор"), ("name", "Анна"), ("surname", "Зуева"), ("loc_name", "района"), ("name", "Олег")]
    write(
        folder / "book_1.spans",
        *(f"{n} {kind} {span(s).start} {len(s)} 7 1  # 7 {s}" for n, (kind, s) in enumerate(spans)),
    )
    write(
        folder / "book_1.objects",
        "10 Person 0 1 2 # Директор Анна Зуева",
        "11 Person 0 # Директор",
        "12 Location 3",
        "",
    )
    return tmp_path


def test_nerel_is_read(nerel: Path) -> None:
    """Persons with their offsets over two-character line ends, the outer of two."""
    assert list(read_nerel(nerel / "NEREL-v1.1" / "test")) == [Labelled(TEXT, {span("Анна Зуева"), span("Котова")})]


def test_factrueval_is_read(factrueval: Path) -> None:
    """The bare name of each Person that has one."""
    assert list(read_factrueval(factrueval / "testset")) == [Labelled(TEXT, {span("Анна Зуева")})]


def test_rows() -> None:
    """An alias is a name of its own and a mention of its person; the painter whose name a museum bears is none."""
    found = find_names(TEXT)
    assert {span("Анна Зуева"), span("Котова"), span("Олег Лось")} <= found["names"]
    assert span("Олег Лось") in found["tagger"]
    assert found["persons"] == {span("Анна Зуева"), span("Котова"), span("Олег Лось")}


def test_counting() -> None:
    """A name one letter too long is not the same name."""
    text = "Об этом сообщил Иван Петров."
    scores = measure(iter([Labelled(text, {Span(16, 27)}), Labelled(text, {Span(16, 26)})]))
    assert scores["names"] == Score(labelled=2, found=2, same=1)
    assert scores["names"].f1 == scores["names"].precision == scores["names"].recall == 0.5


def test_nothing_to_count() -> None:
    """No names at all are no error."""
    assert Score(0, 0, 0).f1 == Score(0, 0, 0).precision == Score(0, 0, 0).recall == 0


def test_report(nerel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The repository is enough: its test set is found; a row for each step."""
    assert main(["nerel", str(nerel)]) == 0
    first, *rows = capsys.readouterr().out.splitlines()
    assert first == "nerel: 2 names of persons, exact spans"
    assert [row.split()[0] for row in rows] == ["tagger", "prepared", "names", "persons"]


@pytest.mark.parametrize("args", [[], ["nerel"], ["other", "."]])
def test_usage(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be understood shows how it is called."""
    assert main(args) == 2
    assert "python -m tests.corpora" in capsys.readouterr().err


def test_no_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of something else is told from a corpus with no names."""
    assert main(["factrueval", str(tmp_path)]) == 1
    assert "holds no texts of factrueval" in capsys.readouterr().err
