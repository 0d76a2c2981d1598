"""What a shell asks when the tab key is pressed."""

from __future__ import annotations

import os
import subprocess

import pytest

from mfcx.commands.completion import SHELLS
from tests.conftest import ROOT, Run
from tests.test_cli import COMMAND


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_scripts(mfcx: Run, shell: str) -> None:
    """Each shell gets a script that asks mfcx."""
    done = mfcx("completion", shell)
    assert (done.returncode, done.stderr) == (0, b"")
    assert f"_MFCX_COMPLETE={shell}_complete" in done.stdout.decode()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("mfcx ext", ["plain,extract"]),
        ("mfcx extract --input-f", ["plain,--input-format"]),
        ("mfcx extract --input-format h", ["plain,html"]),
        ("mfcx extract new", ["file,new"]),
        ("mfcx parse new", ["file,new"]),
        ("mfcx show new", ["file,new"]),
        ("mfcx extract -o new", ["file,new"]),
        ("mfcx extract --rules new", ["file,new"]),
        ("mfcx table new", ["file,new"]),
        ("mfcx diff old new", ["file,new"]),
        ("mfcx eval new", ["file,new"]),
        ("mfcx eval --texts new", ["dir,new"]),
        ("mfcx rules lint new", ["file,new"]),
        ("mfcx rules explain new", ["file,new"]),
    ],
)
def test_completion_answers(words: str, expected: list[str]) -> None:
    """Commands, options, their values and files are completed."""
    asked = {"_MFCX_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = subprocess.run(COMMAND, cwd=ROOT, env=os.environ | asked, capture_output=True, timeout=60, check=False)
    assert done.stdout.decode().splitlines() == expected
