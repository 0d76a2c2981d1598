"""What the command leaves out of numpy is not missed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
START = "import sys; from mfcx.lean_imports import leave_out_parts; leave_out_parts(); import numpy"


def run_python(code: str) -> str:
    """What a fresh interpreter prints."""
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, text=True).stdout


def test_numpy_works_without_its_documentation_and_types() -> None:
    """Sums come out right, and neither part was loaded for them."""
    code = f"{START}; print(numpy.linalg.det(2 * numpy.eye(2)).round())"
    assert run_python(code).split() == ["4.0"]
    parts = f"{START}; print(*(name for name in sys.modules if name.startswith('numpy._typing.')))"
    assert run_python(parts).split() == []


def test_whoever_asks_gets_the_types() -> None:
    """A library that is loaded later finds numpy.typing whole."""
    asked = run_python(f"{START}; import numpy.typing as t; print(t.NDArray[numpy.float32], t.ArrayLike is not None)")
    assert asked == run_python("import numpy, numpy.typing as t; print(t.NDArray[numpy.float32], True)")


def test_inside_of_the_types_is_found() -> None:
    """Also by those who look behind the public name."""
    assert run_python(f"{START}; from numpy._typing._shape import _Shape; print('found')").strip() == "found"


def test_going_through_all_modules_loads_nothing() -> None:
    """As `inspect` does to find where something was defined."""
    code = (
        f"{START}; import inspect; inspect.getmodule(numpy.array); print(type(sys.modules['numpy._typing']).__name__)"
    )
    assert run_python(code).strip() == "_Part"


def test_numpy_loaded_before_is_left_as_it_is() -> None:
    """A program that has loaded numpy already keeps the whole of it."""
    code = (
        "import numpy; from mfcx.lean_imports import leave_out_parts; leave_out_parts(); print(numpy._typing.__file__)"
    )
    assert run_python(code).strip().endswith("__init__.py")


ENGINE = "import sys; from mfcx.lean_imports import leave_out_parts; leave_out_parts()"


def test_regex_is_whole_for_whoever_imports_it() -> None:
    """Its engine was loaded before without its parser: it compiles, takes templates and tells errors all the same."""
    code = rf"{ENGINE}; import regex; print(regex.sub(r'(\d)', r'<\1>', '5 школ'), regex.compile(r'\p{{Lu}}').pattern)"
    assert run_python(code) == "<5> школ \\p{Lu}\n"
    assert run_python(rf"{ENGINE}; import regex; print(issubclass(regex.error, Exception))") == "True\n"


def test_expressions_that_are_read_back_need_no_parser() -> None:
    """They search and replace, and a template, which needs the parser, brings it along."""
    read = f"{ENGINE}; from mfcx.stored import expression; number = expression(r'(\\d+)')"
    run_python(read)  # keeps it
    code = f"{read}; print(number.search('в 7 МФЦ')[1], number.sub('N', 'в 7 МФЦ'), 'regex' in sys.modules)"
    assert run_python(code) == "7 в N МФЦ False\n"
    assert run_python(rf"{read}; print(number.sub(r'<\1>', 'в 7 МФЦ'))") == "в <7> МФЦ\n"
