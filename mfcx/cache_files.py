"""Files in the user's cache that any process may make, and none needs: where they lie, and how they get there whole."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

_KEPT = 30 * 24 * 60 * 60  # seconds


def cache_folder() -> Path | None:
    """``$XDG_CACHE_HOME/mfcx`` or ``~/.cache/mfcx``; None for a user without a home."""
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if given.is_absolute():  # others are to be ignored, says the standard
        return given / "mfcx"
    try:
        return Path.home() / ".cache" / "mfcx"
    except RuntimeError:
        return None


def write_whole(path: Path, content: bytes) -> bool:
    """Whether the file stands there now; it is renamed to its place, so that nobody ever sees half of it."""
    import tempfile  # noqa: PLC0415 - only once

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    except OSError:
        return False
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # the name must not reach the disk before the content does
        Path(name).replace(path)
    except OSError:  # a full disk
        Path(name).unlink(missing_ok=True)
        return False
    _remove_old(path)
    return True


def _remove_old(made: Path) -> None:
    """Removes files of the same kind that are a month old: their installation may be gone, else it makes a new one."""
    kind = made.name.partition("-")[0]
    oldest = time.time() - _KEPT
    for path in made.parent.glob(f"{kind}-*{made.suffix}"):
        with suppress(OSError):  # another process was faster
            if path.stat().st_mtime < oldest:
                path.unlink()
