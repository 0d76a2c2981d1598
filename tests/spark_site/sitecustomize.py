"""Found by every Python of the Spark tests that has this folder in PYTHONPATH: articles that kill, or take their time."""

from __future__ import annotations

import importlib.util
import os
import signal
import sys
import time
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

KILL, NAP = "убей", "дремли"


@cache
def _real() -> ModuleType:
    package = importlib.util.find_spec("mfcx")
    assert package is not None
    assert package.origin is not None
    spec = importlib.util.spec_from_file_location("mfcx.real_pipeline", Path(package.origin).with_name("pipeline.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(article: Any, *args: Any, **options: Any) -> Any:
    """The pipeline; dies of «убей», and leaves the number of its process and rests a little on «дремли»."""
    if KILL in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if NAP in article.text:
        (Path(os.environ["MFCX_TEST_PROCESSES"]) / str(os.getpid())).touch()
        time.sleep(0.05)
    return _real().run(article, *args, **options)


deadly = ModuleType("mfcx.pipeline")
deadly.__dict__["run"] = run
sys.modules["mfcx.pipeline"] = deadly
