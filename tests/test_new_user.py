"""The first day of a new user: a folder of files as they come, and what README says of them."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

NEWS = "За 2023 год в МФЦ Тверской области оказали более 412 тысяч услуг."
PAGE = f"<html><head><title>Итоги года</title></head><body><article><h1>Итоги года</h1><p>{NEWS}</p></article></body></html>"

GOOD = ("koi8", "lines-1", "lines:3", "packed", "page", "utf16", "utf8", "windows")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Encodings, formats and kinds of damage, side by side and below one another."""
    folder = tmp_path_factory.mktemp("user") / "in"
    (folder / "sub").mkdir(parents=True)
    for name, encoding in {"utf8": "utf-8-sig", "windows": "cp1251", "sub/koi8": "koi8-r", "utf16": "utf-16"}.items():
        (folder / f"{name}.txt").write_bytes(NEWS.encode(encoding))
    (folder / "packed.txt.gz").write_bytes(gzip.compress(NEWS.encode("cp1251")))
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    rows = [json.dumps({"id": "lines-1", "text": NEWS}), "{broken", json.dumps({"text": NEWS, "author": "Анна Зуева"})]
    (folder / "lines.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\n")
    (folder / "broken.txt.gz").write_bytes(gzip.compress(NEWS.encode())[:-12])
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "closed").mkdir()
    (folder / "closed/a.txt").write_text(NEWS, encoding="utf-8")
    (folder / "closed").chmod(0)
    return folder


def extract(*args: object, **settings: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "mfcx", "extract", *map(str, args)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=120, check=False, **settings)  # type: ignore[call-overload,no-any-return]


def reasons(folder: Path, closed: str | None) -> list[str]:
    """What is said of the folder, in its order."""
    said = {
        "blank.txt": "blank",
        "broken.txt.gz": "damaged gzip data",
        "closed": closed,
        "empty.txt": "empty",
        "gone.txt": "No such file or directory",
        "lines.jsonl:2": "not JSON: object keys must be strings (byte 1)",
        "picture.txt": "binary data, not a text",
    }
    return [f"mfcx: {folder}/{name}: {reason}" for name, reason in said.items() if reason]


def test_every_good_record_and_every_bad_file_by_name(folder: Path) -> None:
    """All records, each with its figure; all failures, each in a line; status 1; the same by two processes."""
    root = os.geteuid() == 0  # may look into every folder
    done = extract(folder)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    found = [one for one in records if "/closed/" not in one["source"]]
    assert sorted(one["id"] for one in found) == sorted(GOOD)
    assert {(one["metrics"][0]["value"], one["metrics"][0]["unit"], one["metrics"][0]["region"]) for one in found} == {
        (412000, "услуга", "RU-TVE")
    }
    said = done.stderr.decode().splitlines()
    left_out = f"mfcx: {folder}: left out 1 file of other kinds: picture.png"
    assert [line for line in said if line != left_out] == reasons(folder, None if root else "Permission denied")
    assert left_out in said
    assert done.returncode == 1
    several = extract(folder, "--jobs", 2)
    assert (several.stdout, several.stderr, several.returncode) == (done.stdout, done.stderr, 1)


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_must_not_be_read_is_named(folder: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder or file without permission is an error of its own and costs nothing else; also where root is let in."""
    from mfcx.reading import read_articles
    from mfcx.reading.errors import InputError

    def refused(path: object) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(str(path))

    scandir, target = os.scandir, "closed" if kind == "folder" else "utf8.txt"
    if kind == "folder":
        monkeypatch.setattr("mfcx.reading.paths.os.scandir", refused)
    else:
        opened = Path.open

        def closed(self: Path, *args: object, **more: object) -> object:
            if self.name == target:
                raise PermissionError(13, "Permission denied", str(self))
            return opened(self, *args, **more)  # type: ignore[call-overload]

        monkeypatch.setattr(Path, "open", closed)
    items = list(read_articles([str(folder)]))
    denied = [item for item in items if isinstance(item, InputError) and item.reason == "Permission denied"]
    assert [item.source for item in denied] == [f"{folder}/{target}"]
    assert sum(not isinstance(item, InputError) for item in items) >= len(GOOD) - 1


def test_the_second_steps(folder: Path, tmp_path: Path) -> None:
    """From the records on: a table, rows for a spreadsheet, the errors as data, each as README has it."""
    out, errors, rows = tmp_path / "out.jsonl", tmp_path / "errors.jsonl", tmp_path / "rows.csv"
    done = extract(folder, "-o", out, "--errors", errors, "--quiet", "--keep", "author")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "left out" not in done.stderr.decode()
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [one["extra"] for one in records if one["id"] == "lines:3"] == [{"author": "Анна Зуева"}]
    assert len(errors.read_text(encoding="utf-8").splitlines()) == done.stderr.count(b"\n")
    assert extract(folder, "-q", "--format", "csv", "--bom", "-o", rows).returncode == 1
    assert rows.read_bytes().startswith(b"\xef\xbb\xbfid,source,")
    assert rows.read_bytes().count(b"\n") == len(records) + 1
    table = subprocess.run([sys.executable, "-m", "mfcx", "table", out], cwd=ROOT, capture_output=True, check=True)
    (row,) = [line for line in table.stdout.decode().splitlines() if "services_provided" in line]
    assert row.split() == ["services_provided", "RU-TVE", "2023", ">", "412", "000", "услуга", str(len(records))]
