"""Anything that becomes an Article: paths → files → bytes → text → articles.

``paths`` finds the inputs, ``content`` reads and inflates their bytes, ``decoding`` turns bytes into text,
``lines`` one line at a time, ``formats`` makes articles of it, with ``json_lines`` and ``html`` for what is no
plain text; ``choices`` holds what the user said of all that. ``outputs`` takes in again what was written.
"""

from mfcx.reading.choices import Choices
from mfcx.reading.errors import InputError
from mfcx.reading.formats import read_articles, read_text

__all__ = ["Choices", "InputError", "read_articles", "read_text"]
