"""``python -m mfcx`` is the command ``mfcx``."""

from mfcx.cli import main

if __name__ == "__main__":
    main()
