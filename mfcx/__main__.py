"""The program: the command ``mfcx``, which is also ``python -m mfcx``."""

from __future__ import annotations

import gc

_COLLECTED_AFTER = 250_000  # objects; what is loaded for the first article makes a hundred thousand


def run() -> None:
    """What `mfcx.cli` runs, in a process that seldom looks for garbage."""
    collect_seldom()
    from mfcx.cli import run as run_command  # noqa: PLC0415 - what this loads counts, too

    run_command()


def collect_seldom() -> None:
    """For a process that does nothing but extract: an article makes no cycles to speak of, while what is loaded
    once would be gone through again and again."""
    gc.set_threshold(_COLLECTED_AFTER)


if __name__ == "__main__":
    run()
