"""Fixtures that several test files share."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import stub_pipeline

ROOT = Path(__file__).parents[1]
Run = Callable[..., subprocess.CompletedProcess[bytes]]

# what a shell runs in the background ignores Ctrl-C, and so would all that the tests start there
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pipeline of this test knows no models: each number is a metric."""
    for name, module in stub_pipeline.modules().items():
        monkeypatch.setitem(sys.modules, name, module)


@pytest.fixture
def mfcx() -> Run:
    """The command in a process of its own, over the stub pipeline."""

    def run(*args: object, input: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "tests.stub_pipeline", *map(str, args)]
        return subprocess.run(command, cwd=ROOT, input=input, capture_output=True, timeout=60, check=False)

    return run
