"""``python -m tests.packed WHEEL``: everything under ``mfcx/`` that is no bytecode must be in the wheel."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def missing(wheel: Path) -> list[str]:
    """Files of the package that the wheel lacks."""
    packed = set(zipfile.ZipFile(wheel).namelist())
    files = (path for path in (ROOT / "mfcx").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(name for path in files if (name := path.relative_to(ROOT).as_posix()) not in packed)


if __name__ == "__main__":
    lacking = missing(Path(sys.argv[1]))
    print("\n".join(f"not in the wheel: {name}" for name in lacking) or "the wheel is complete")
    sys.exit(bool(lacking))
