"""The program: the command ``mfcx``, which is also ``python -m mfcx``."""

from __future__ import annotations

from mfcx.garbage import collect_seldom


def run() -> None:
    """What `mfcx.cli` runs, in a process that seldom looks for garbage."""
    collect_seldom()
    from mfcx.cli import run as run_command  # noqa: PLC0415 - what this loads counts, too

    run_command()


if __name__ == "__main__":
    run()
