"""``python -m mfcx`` is the command ``mfcx``."""

from mfcx.cli import run

if __name__ == "__main__":
    run()
