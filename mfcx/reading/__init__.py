"""Anything that becomes an Article: paths → files → bytes → text → articles.

``paths`` finds the inputs, ``content`` reads and inflates their bytes, ``decoding`` turns bytes into
text, ``formats`` makes articles of the text, one function for each kind of file.
"""

from mfcx.reading.errors import InputError
from mfcx.reading.formats import read_articles, read_text

__all__ = ["InputError", "read_articles", "read_text"]
