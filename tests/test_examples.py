"""Every example of README and of the help texts runs as it stands, and prints what README says it prints."""

from __future__ import annotations

import gzip
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from mfcx import Extractor
from mfcx.cli import COMMANDS
from mfcx.record import to_json
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKES_ENVIRONMENTS = ("make demo", "make test")  # they fetch packages
ARTICLE = "За 2023 год в МФЦ Тверской области оказали более 412 тысяч услуг."
PAGE = f"<html><head><title>Итоги года</title></head><body><article><p>{ARTICLE}</p></article></body></html>"
LABELLED = 4  # articles of fixtures/labelled that are enough


class Example(NamedTuple):
    """A shell line, and what it prints where that is shown."""

    command: str
    output: str = ""


def in_blocks(text: str) -> Iterator[Example]:
    """``$ command``, its continuation indented, then its output."""
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, more, output = re.fullmatch(r"([^\n]*\n)((?:    [^\n]*\n)*)(.*)", part, re.DOTALL).groups()  # type: ignore[union-attr]
            yield Example((command + more).strip(), output.strip("\n"))


def in_lines(text: str) -> Iterator[Example]:
    """`mfcx …` within a sentence, where it is a whole command and not the form of one."""
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    for command in re.findall(r"`(mfcx [^`]+)`", prose):
        if not re.search(r"…|\[|\b[A-Z_]{3,}\b|\|", command) and command.split()[1:] not in (
            [name] for name in COMMANDS
        ):
            yield Example(command)


def in_help() -> Iterator[Example]:
    """What stands under ``Example:`` in the help of every command."""
    commands: list[click.Command] = [importlib.import_module("mfcx.cli").main]
    commands += [importlib.import_module(f"mfcx.commands.{name}").command for name in COMMANDS]
    for command in commands:
        if isinstance(command, click.Group) and command.name == "rules":
            commands += command.commands.values()
        lines = (command.help or "").partition("Example:\n")[2].splitlines()
        assert lines, command.name
        yield from (Example(line.strip()) for line in lines)


EXAMPLES = [
    example
    for example in dict.fromkeys([*in_blocks(README), *in_lines(README), *in_help()])
    if not example.command.startswith(MAKES_ENVIRONMENTS)
]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the examples name, and the commands that they use."""
    folder = tmp_path_factory.mktemp("examples")
    for name in ("articles/a", "articles/b", "новости/а", "article", "news/2024/05/a"):
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE, encoding="utf-8")
    copy_fixtures(folder / "fixtures")
    extractor = Extractor()
    texts = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("fixtures/labelled/texts/*.txt")}
    records = [to_json(extractor.extract(text, id=id)) + b"\n" for id, text in {**texts, "a": ARTICLE}.items()]
    for name in ("out", "before", "after"):
        (folder / f"{name}.jsonl").write_bytes(b"".join(records))
    gold = {"id": "a", "metrics": json.loads(records[-1])["metrics"]}
    (folder / "gold.jsonl").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    news = {"url": "https://example.org/news/1", "author": "Анна Зуева", "body": {"text": ARTICLE}}
    (folder / "news.jsonl.gz").write_bytes(gzip.compress(json.dumps(news).encode()))
    (pack,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    for name in ("own", "parks"):
        (folder / f"{name}.toml").write_text(pack, encoding="utf-8")
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    tools = folder / "bin"
    tools.mkdir()
    for name, script in {"mfcx": f'"{sys.executable}" -m mfcx "$@"', "curl": "cat page.html"}.items():
        (tools / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    return folder


def copy_fixtures(folder: Path) -> None:
    """Some of the bundled articles: the examples are to run, not to measure."""
    (folder / "articles").mkdir(parents=True)
    (folder / "labelled/texts").mkdir(parents=True)
    for suffix in ("txt", "json"):
        shutil.copy(ROOT / f"fixtures/articles/tver-news-tail.{suffix}", folder / "articles")
    lines = (ROOT / "fixtures/labelled/articles.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)[:LABELLED]
    (folder / "labelled/articles.jsonl").write_text("".join(lines), encoding="utf-8")
    for line in lines:
        shutil.copy(ROOT / f"fixtures/labelled/texts/{json.loads(line)['id']}.txt", folder / "labelled/texts")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.command)
def test_every_example_runs(example: Example, prepared: Path, tmp_path: Path) -> None:
    """As it stands, in a shell, with nothing on standard error; what README shows is what comes out."""
    if "| jq" in " ".join(example.command.split()) and shutil.which("jq") is None:
        pytest.skip("jq is not here")
    place = shutil.copytree(prepared, tmp_path / "place")
    paths = {
        "HOME": str(place),
        "PATH": f"{place}/bin:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        # what was prepared for the name tagger once is good for all
        "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", str(Path("~/.cache").expanduser())),
    }
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", example.command],
        cwd=place,
        env=os.environ | paths,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.stderr.decode() == ""
    assert done.returncode == 0 or (done.returncode == 141 and "| head" in example.command)
    if example.output:
        assert done.stdout.decode().rstrip() == example.output


def test_the_examples_are_found() -> None:
    """The search above sees blocks, sentences and help texts, and every command has an example that is run."""
    commands = [example.command for example in EXAMPLES]
    assert len(commands) > 30
    assert all(any(f"mfcx {name}" in command for command in commands) for name in COMMANDS)


def test_python_in_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """The lines of Python print the facts of their article."""
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(code, {})
    assert capsys.readouterr().out == "service_windows 12 окно [(31, 38)]\n"
