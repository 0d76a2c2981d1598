"""The command among other commands: streams, exit statuses, messages."""

from __future__ import annotations

import gzip
import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import mfcx as package
from mfcx.cli import COMMANDS
from mfcx.record import to_json
from tests.conftest import ROOT, Run

NEWS = "Открыли 5 офисов и 94,53 окна."
HERE = {**os.environ, "PYTHONPATH": str(ROOT)}
COMMAND = [sys.executable, "-m", "tests.stub_pipeline"]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two articles and, between them, all that can be wrong."""
    for name, text in {"a": NEWS, "b": "упади 3", "c": "", "d": "\0\1", "e": NEWS}.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def ids(output: bytes) -> list[str]:
    """The ids of all records, each of which must be a whole line."""
    assert not output or output.endswith(b"\n")
    return [json.loads(line)["id"] for line in output.splitlines()]


def test_every_good_article_is_written_and_every_bad_one_named(mfcx: Run, articles: Path) -> None:
    """One input that fails costs one line on standard error and the status, nothing else."""
    done = mfcx("extract", articles, articles / "no.txt")
    assert ids(done.stdout) == ["a", "e"]
    assert done.stderr.decode().splitlines() == [
        f"mfcx: {articles}/b.txt: internal error: KeyError: 'a\\nb'",
        f"mfcx: {articles}/c.txt: empty",
        f"mfcx: {articles}/d.txt: binary data, not a text",
        f"mfcx: {articles}/no.txt: No such file or directory",
    ]
    assert done.returncode == 1


def test_all_good(mfcx: Run, articles: Path) -> None:
    """Status 0 and silence where all went well."""
    done = mfcx("extract", articles / "a.txt", articles / "e.txt", articles / "a.txt")
    assert (ids(done.stdout), done.stderr, done.returncode) == (["a", "e", "a"], b"", 0)


@pytest.mark.parametrize("pattern", [".", "*.jsonl"])
def test_an_output_among_the_inputs_is_not_read(articles: Path, pattern: str) -> None:
    """A second run into the folder of the articles finds the output of the first; one that is named is an error."""
    for name in ("out.jsonl", "errors.jsonl", "shown.jsonl"):
        (articles / name).write_text('{"text": "Да 5"}\n', encoding="utf-8")
    (articles / "in.jsonl").write_text('{"text": "Да 5"}\n', encoding="utf-8")
    extract = [*COMMAND, "extract", pattern, "-q", "--with-text"]
    with (articles / "shown.jsonl").open("ab") as shown:
        subprocess.run(
            [*extract, "-o", "out.jsonl", "--errors", "errors.jsonl"], cwd=articles, stdout=shown, env=HERE, check=False
        )
        assert "in:1" in ids((articles / "out.jsonl").read_bytes())
        assert not {"out:1", "errors:1", "shown:1"} & set(ids((articles / "out.jsonl").read_bytes()))
        done = subprocess.run(
            [*extract, "shown.jsonl"], cwd=articles, stdout=shown, stderr=subprocess.PIPE, env=HERE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[-1] == "mfcx: shown.jsonl: is the output, too"


def test_message_stays_on_its_line(mfcx: Run, tmp_path: Path) -> None:
    """A file name cannot draw on the terminal or make a second line."""
    path = tmp_path / "a\n\x1b[31mb\u202e.txt"
    path.write_bytes(b"")
    assert mfcx("extract", path).stderr.decode() == f"mfcx: {tmp_path}/a\\n\\x1b[31mb\\u202e.txt: empty\n"


def test_traceback_on_request_only(mfcx: Run, articles: Path) -> None:
    """An internal error is one line, with -v also its traceback."""
    assert b"Traceback" not in mfcx("extract", articles / "b.txt").stderr
    assert b"Traceback" in mfcx("extract", "-v", articles / "b.txt").stderr


@pytest.mark.parametrize("args", [["extract"], ["extract", "-"]])
def test_standard_input(mfcx: Run, args: list[str]) -> None:
    """A dash reads standard input, and so does no path when something is piped."""
    done = mfcx(*args, input=NEWS.encode("cp1251"))
    record = json.loads(done.stdout)
    assert (record["id"], record["source"], len(record["metrics"])) == ("-", "-", 2)
    assert done.returncode == 0


def test_same_bytes_from_file_and_standard_input(mfcx: Run, articles: Path) -> None:
    """Where the text came from changes id and source only."""
    from_file = mfcx("extract", articles / "a.txt").stdout.decode()
    piped = mfcx("extract", input=NEWS.encode()).stdout.decode()
    assert piped == from_file.replace('"id":"a"', '"id":"-"').replace(f'"source":"{articles}/a.txt"', '"source":"-"')


@pytest.mark.parametrize("command", ["extract", "parse"])
def test_terminal_is_not_waited_for(command: str) -> None:
    """Without a path and with a keyboard as input the command says what it wants."""
    keyboard, screen = pty.openpty()
    done = subprocess.run([*COMMAND, command], cwd=ROOT, stdin=screen, capture_output=True, timeout=60, check=False)
    os.close(keyboard)
    os.close(screen)
    assert done.returncode == 2
    assert b"nothing to read" in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["nothing"],
        ["extract", "--nothing"],
        ["extract", "--date", "31.05.2024", "a.txt"],
        ["extract", "--encoding", "klingon", "a.txt"],
        ["extract", "--encoding", "rot13", "a.txt"],
        ["check"],
        ["check", "no-such-folder"],
    ],
)
def test_wrong_usage(mfcx: Run, args: list[str]) -> None:
    """Status 2, an explanation on standard error, nothing on standard output."""
    done = mfcx(*args)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr


def test_date_and_encoding_reach_the_article(mfcx: Run) -> None:
    """Options of extract change what is read."""
    done = mfcx("extract", "--date", "2024-05-31", "--encoding", "KOI8-R", "--with-text", input="Да 5".encode("koi8-r"))
    record = json.loads(done.stdout)
    assert (record["published"], record["text"]) == ("2024-05-31", "Да 5")


def test_output_file_appears_whole(mfcx: Run, articles: Path) -> None:
    """-o writes what standard output would hold, also where some inputs failed."""
    path = articles / "out" / "records.jsonl"
    path.parent.mkdir()
    done = mfcx("extract", articles, "-o", path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert ids(path.read_bytes()) == ["a", "e"]
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("path", ["no-such-folder/out.jsonl", "/dev/full"])
def test_output_that_cannot_be_written(mfcx: Run, articles: Path, path: str) -> None:
    """One line and status 1, no traceback."""
    done = mfcx("extract", articles / "a.txt", "-o", path)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("mfcx: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "args", [["--help"], ["--version"], ["extract", "--help"], ["table", "/dev/null"]], ids=" ".join
)
def test_a_reader_that_has_gone(args: list[str]) -> None:
    """`mfcx --help | true` ends as the output of articles does, and quietly; so does what rich writes."""
    with subprocess.Popen([*COMMAND, *args], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.wait(timeout=60) == 141
        assert process.stderr.read() == b""


def test_closed_pipe_is_quiet(articles: Path) -> None:
    """`mfcx extract … | head -1` ends with status 141 and says nothing."""
    many = [str(articles / "a.txt")] * 3000
    with subprocess.Popen(
        [*COMMAND, "extract", *many], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        json.loads(process.stdout.readline())
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 141


@pytest.mark.parametrize("to_file", [False, True])
def test_ctrl_c_is_quiet(articles: Path, to_file: bool) -> None:
    """Ctrl-C ends with status 130 and whole lines; a file that was to be replaced is as it was."""
    slow = articles / "slow.txt"
    slow.write_text("спи", encoding="utf-8")
    out = articles / "out.jsonl"
    out.write_bytes(b"before")
    command = [
        *COMMAND,
        "extract",
        "-v",
        str(articles / "a.txt"),
        str(articles / "c.txt"),
        str(slow),
        *(["-o", str(out)] if to_file else []),
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = process.stderr.readline()  # c.txt is empty: the next one has begun, or is about to
        process.send_signal(signal.SIGINT)
        written = process.stdout.read()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 130
    assert said.endswith(b"c.txt: empty\n")
    assert ids(written) == ([] if to_file else ["a"])
    assert out.read_bytes() == b"before"
    assert not [one for one in articles.iterdir() if one.name.startswith(".")]


def test_help_names_every_command_with_an_example(mfcx: Run) -> None:
    """Each command has a line in the list, a help text and something to paste."""
    overview = mfcx("--help").stdout.decode()
    assert (
        "..."
        not in overview.partition("Commands:")[2] + mfcx("rules", "--help").stdout.decode().partition("Commands:")[2]
    )
    for command in COMMANDS:
        assert f"\n  {command} " in overview
        own = mfcx(command, "--help").stdout.decode()
        assert "Example:\n" in own
        assert f"mfcx {command}" in own.partition("Example:")[2] or f"| mfcx {command}" in own


def test_readme_names_every_option() -> None:
    """What can be given on the command line is described."""
    from importlib import import_module

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"mfcx {command}" in readme
        for parameter in import_module(f"mfcx.commands.{command}").command.params:
            if parameter.param_type_name == "option":
                assert f"`{parameter.opts[-1]}" in readme, (command, parameter.opts)


def test_readme_shows_real_records() -> None:
    """The metric in the first lines of README is the one that comes out, also where no jq is there to show it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r'\$ echo "([^"]+)" \| mfcx extract[^\n]*\n    [^\n]*\n([^\n]+)\n', readme)
    assert found
    metric = json.loads(found[2])
    (extracted,) = json.loads(to_json(package.Extractor().extract(found[1])))["metrics"]
    assert metric == {key: extracted[key] for key in metric}


def test_version_and_module() -> None:
    """`python -m mfcx` is the same command."""
    done = subprocess.run([sys.executable, "-m", "mfcx", "--version"], cwd=ROOT, capture_output=True, check=True)
    assert done.stdout.decode() == f"mfcx {package.__version__}\n"


def test_parse_prints_an_array_for_each_line(mfcx: Run) -> None:
    """Lines in, lines out, also where there is no quantity, the line is blank or the last has no end."""
    done = mfcx("parse", input="от 5 до 7 лет\n\nничего\r\n8 окон".encode())
    assert (done.returncode, done.stderr) == (0, b"")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [[(one["value"], one["span"]) for one in line] for line in lines] == [
        [(5, [3, 4]), (7, [8, 9])],
        [],
        [],
        [(8, [0, 1])],
    ]
    assert list(lines[0][0]) == ["value", "value_to", "cmp", "unit", "per", "change", "text", "span"]


@pytest.mark.parametrize("content", [b"", gzip.compress(b"")])
def test_no_phrase_no_array(mfcx: Run, content: bytes) -> None:
    """Nothing in, nothing out."""
    done = mfcx("parse", input=content)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_parse_answers_while_its_input_is_written() -> None:
    """A phrase is answered before the next one comes."""
    with subprocess.Popen([*COMMAND, "parse"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for count in (5, 6):
            process.stdin.write(f"{count} окон\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())[0]["value"] == count


def test_a_phrase_in_no_encoding_costs_itself_only(mfcx: Run) -> None:
    """A damaged line is null and named, one in a binary file ends it."""
    done = mfcx("parse", input="5 окон\n6 \n".encode() + b"\xff\xfe\n7\n")
    assert done.returncode == 1
    assert [line == b"null" for line in done.stdout.splitlines()] == [False, False, True, False]
    assert done.stderr == b"mfcx: -:3: not utf-8 at byte 0\n"
    done = mfcx("parse", input=b"5\n\0\0\0")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == b"mfcx: -: binary data, not a text\n"


def test_parse_keeps_line_for_line(mfcx: Run, tmp_path: Path) -> None:
    """A phrase that fails is null and named by its line; a file that is missing is named, too."""
    path = tmp_path / "a.txt"
    path.write_text("упади\n5\n", encoding="utf-8")
    done = mfcx("parse", path, tmp_path / "no.txt", path)
    assert done.returncode == 1
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line if line is None else len(line) for line in lines] == [None, 1, None, 1]
    assert done.stderr.decode().splitlines()[:2] == [
        f"mfcx: {path}:1: internal error: KeyError: 'a\\nb'",
        f"mfcx: {tmp_path}/no.txt: No such file or directory",
    ]
