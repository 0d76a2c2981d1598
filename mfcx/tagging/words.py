"""Words to rows of the embedding without a dictionary of 250,000 strings: hashed keys in a sorted array."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Keys = NDArray[np.uint64]
    Rows = NDArray[np.uint32]


def to_keys(words: Sequence[str]) -> Keys:
    """A key of eight bytes for each word, the same in every process."""
    return np.fromiter(map(_key, words), np.uint64, len(words))


def _key(word: str) -> int:
    # two checksums of the word, forwards and backwards: no stranger among 250,000 words shares both but by a chance
    # of one in 10^13, and hashlib would load OpenSSL at every start
    content = word.encode("utf-8", "surrogatepass")
    return zlib.crc32(content) << 32 | zlib.crc32(content[::-1])


def find_rows(words: Sequence[str], keys: Keys, rows: Rows, unknown: int) -> Rows:
    """The row of each word, `unknown` for a stranger; `keys` are sorted, `rows` stand beside them."""
    asked = to_keys(words)
    at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return np.where(keys[at] == asked, rows[at], np.uint32(unknown))
