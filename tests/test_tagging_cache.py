"""The prepared file of the tagger: made once, whole or not at all, and not needed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mfcx.cache_files import cache_folder
from mfcx.tagging import prepared
from mfcx.tagging.archive import Archives, MissingModelError, checksum, find_archives
from mfcx.tagging.tags import Tagger
from mfcx.tagging.weights import Weights
from tests.conftest import ROOT

TEXTS = ["Сообщил", "Иван", "Петров", "."]
TAGS = ["O", "B-PER", "I-PER", "O"]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's cache directory, not made yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "mfcx"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Archives]:
    """Every time that the arrays were made of the archives."""
    times: list[Archives] = []
    make = prepared._make

    def counted(archives: Archives, key: int, path: Path | None) -> Weights:
        times.append(archives)
        return make(archives, key, path)

    monkeypatch.setattr(prepared, "_make", counted)
    return times


def tags() -> list[str]:
    """What a tagger that is loaded now says."""
    return Tagger(prepared.load()).tags(TEXTS)


def test_made_once(cache: Path, made: list[Archives]) -> None:
    """The first load makes one file, the second maps it."""
    assert tags() == TAGS
    assert len(list(cache.iterdir())) == 1
    assert tags() == TAGS
    assert len(made) == 1


def flipped(content: bytes) -> bytes:
    """One bit of the weights is another."""
    at = len(content) - 5_000
    return content[:at] + bytes((content[at] ^ 1,)) + content[at + 1 :]


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "short": lambda content: content[: len(content) // 2],
    "long": lambda content: content + b"\0",
    "header": lambda content: content[:1_000],
    "foreign": lambda content: b"PK\3\4" * 10_000,
    "zeros": lambda content: bytes(len(content)),
    "other archives": lambda content: content.replace(content.split(b"\n")[1], b"0" * 17, 1),
    "another format": lambda content: content.replace(b"tagger 2", b"tagger 1", 1),
    "a flipped bit": flipped,
    "a wrong place": lambda content: content.replace(b" 4096 ", b" 9999999999 ", 1),
    "no numbers": lambda content: content.replace(b" 4096 ", b" here ", 1),
    "an array less": lambda content: content.replace(content[: content.index(b"\n\n")].rpartition(b"\n")[2], b"", 1),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_spoilt_file_is_made_again(cache: Path, made: list[Archives], spoil: Callable[[bytes], bytes]) -> None:
    """A torn or foreign file under its name is noticed, replaced, and does no harm."""
    prepared.load()
    (path,) = cache.iterdir()
    whole = path.read_bytes()
    assert spoil(whole) != whole
    path.write_bytes(spoil(whole))
    assert tags() == TAGS
    assert path.read_bytes() == whole
    assert tags() == TAGS
    assert len(made) == 2


def test_nowhere_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file stands where the folder should be: the arrays are made in memory."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert tags() == TAGS
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_read_only_folder(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be written to stays as it is; for root there is none, so the refusal is played."""

    def refuse(**where: object) -> tuple[int, str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    cache.mkdir(parents=True)
    assert tags() == TAGS
    assert list(cache.iterdir()) == []


def test_full_disk(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be written whole is not left behind in part."""

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert tags() == TAGS
    assert list(cache.iterdir()) == []


@pytest.mark.parametrize("given", ["", "relative/path"])
def test_no_home(given: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A user without a home has no cache, a relative path is none, and tags come all the same."""

    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", given)
    monkeypatch.setattr(Path, "home", homeless)
    assert cache_folder() is None
    assert tags() == TAGS
    assert list(tmp_path.iterdir()) == []


def test_under_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a directory for caches it is ~/.cache."""
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "mfcx"


def test_several_at_once(cache: Path) -> None:
    """Processes that start together all tag, and leave one whole file."""
    code = f"from tests.test_tagging_cache import tags; print(tags() == {TAGS})"
    started = [
        subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    assert [process.communicate(timeout=120)[0] for process in started] == ["True\n"] * 3
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize("watched", [True, False])
def test_says_so_on_a_terminal_only(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], watched: bool
) -> None:
    """A person who waits for the first run is told why, a program is not; the second run says nothing."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: watched)
    prepared.load()
    printed = capsys.readouterr()
    assert (printed.out, bool(printed.err)) == ("", watched)
    prepared.load()
    assert capsys.readouterr().err == ""


def test_checksum_tells_archives_apart(tmp_path: Path) -> None:
    """Another size, name or weight is another checksum; a copy elsewhere is the same."""
    archives = find_archives()
    content = archives.model.read_bytes()
    copy = tmp_path / "copy.tar"
    copy.write_bytes(content)
    assert checksum(Archives(copy, archives.embedding)) == checksum(archives)
    for other in (content + b"\0", flipped(content), content[:10] + b"x" + content[11:]):
        copy.write_bytes(other)
        assert checksum(Archives(copy, archives.embedding)) != checksum(archives)


def test_no_natasha(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the weights are not installed, the error says which package lacks."""
    monkeypatch.setattr("mfcx.tagging.archive.find_spec", lambda name: None)
    with pytest.raises(MissingModelError, match="natasha"):
        prepared.load()
