"""Arrays end to end in one file that is mapped and not read: a few lines that name them, then their bytes.

The first line is what the file is, the second how long and of which archives, then a line for each array:
``keys <u8 250002 4096 0f3a…`` (type, shape, place, checksum), and an empty one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mfcx.tagging.weights import Weights

if TYPE_CHECKING:
    from mmap import mmap

    from numpy.typing import NDArray

    Array = NDArray[np.generic]

FORMAT = 2
_TITLE = f"mfcx tagger {FORMAT}"
_ALIGNED = 64
_WORD = np.dtype("<u8")
_HEADER = 4096  # bytes before the first array
# the vectors are most of the file and only touched where a word asks for them
_UNCHECKED = frozenset(("vectors",))


def pack(weights: Weights, checksum: int) -> bytes:
    """The file, to be told from those of other archives by the `checksum` of its own."""
    lines, parts, at = [], [], _HEADER
    for name, array in weights._asdict().items():
        content = np.ascontiguousarray(array).tobytes()
        content += bytes(-len(content) % _ALIGNED)
        shape = ",".join(map(str, array.shape))
        lines.append(f"{name} {array.dtype.str} {shape} {at} {_check(name, content):016x}")
        parts.append(content)
        at += len(content)
    header = "\n".join((_TITLE, f"{at} {checksum:08x}", *lines, "", ""))
    return b"".join((header.encode("ascii").ljust(_HEADER, b"\0"), *parts))


def unpack(content: bytes | mmap, checksum: int) -> Weights | None:
    """The arrays of a file, or None where it is no such file, cut short, spoilt or made from other archives."""
    head, _, _ = content[:_HEADER].partition(b"\n\n")
    title, *lines = head.decode("ascii", "replace").split("\n")
    if title != _TITLE or not lines or lines[0] != f"{len(content)} {checksum:08x}":
        return None
    found = {}
    for line in lines[1:]:
        name, kind, shape, start, check = line.split(" ")
        sizes = [int(size) for size in shape.split(",")]
        array = np.frombuffer(content, kind, int(np.prod(sizes)), int(start)).reshape(sizes)
        if _check(name, content, int(start), array.nbytes) != int(check, 16):
            return None
        found[name] = array
    return Weights(**found)


def _check(name: str, content: bytes | mmap, start: int = 0, size: int | None = None) -> int:
    """The sum of the words of eight bytes that hold an array: a tenth of what a checksum for a network costs."""
    count = -(-(len(content) if size is None else size) // _WORD.itemsize)
    return 0 if name in _UNCHECKED else int(np.frombuffer(content, _WORD, count, start).sum())
