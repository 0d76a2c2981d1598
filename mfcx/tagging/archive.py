"""natasha's packaged archives, read by hand: neither natasha nor slovnet nor navec is imported.

The model is a tar of ``model.json`` (which array belongs where), ``arrays/*.bin`` and gzipped vocabularies; the
embedding a tar of ``vocab.bin`` (words and counts) and ``pq.bin`` (vectors, as 100 codes of three numbers each).
"""

from __future__ import annotations

import os
import zlib
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from msgspec import Struct

if TYPE_CHECKING:
    import tarfile

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_MODEL = Path("data", "model", "slovnet_ner_news_v1.tar")
_EMBEDDING = Path("data", "emb", "navec_news_v1_1B_250K_300d_100q.tar")
_END = 1 << 16
_GZIP = 31  # what zlib calls a stream with gzip's header


class MissingModelError(RuntimeError):
    """The packaged weights are not installed."""


class Archives(NamedTuple):
    """Where the two archives lie."""

    model: Path
    embedding: Path


class Layer(Struct, frozen=True):
    """A convolution `kernel` (out, in, 3) with `bias` (out), and the `scale`, `shift` (out) of the norm behind it."""

    kernel: Floats
    bias: Floats
    scale: Floats
    shift: Floats


class Model(Struct, frozen=True):
    """The name tagger: `shape_vectors` (shapes, 30), three layers, a projection to tags and their transitions."""

    words: list[str]
    shapes: list[str]
    tags: list[str]
    shape_vectors: Floats
    layers: list[Layer]
    projection: Floats  # (64, tags)
    projection_bias: Floats
    transitions: Floats  # (tags, tags), from row to column


class Embedding(Struct, frozen=True):
    """Vectors of `words`: row i is ``codes[range(100), indexes[i]]``, end to end; `counts` say how common a word is."""

    words: list[str]
    counts: NDArray[np.uint32]
    indexes: NDArray[np.uint8]  # (words, 100)
    codes: Floats  # (100, 256, 3)


def find_archives() -> Archives:
    """The archives in the folder of natasha; `MissingModelError` where they are not."""
    spec = find_spec("natasha")
    for folder in (spec and spec.submodule_search_locations) or ():
        found = Archives(Path(folder, _MODEL), Path(folder, _EMBEDDING))
        if found.model.is_file() and found.embedding.is_file():
            return found
    raise MissingModelError("the package natasha, which holds the weights of the name tagger, is not installed")


def checksum(archives: Archives) -> int:
    """Changes with the archives and nothing else: of their sizes and both their ends, where names and weights are."""
    result = 0
    for path in archives:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            result = zlib.crc32(b"%d" % size, result)
            for start in (0, max(0, size - _END)):
                file.seek(start)
                result = zlib.crc32(file.read(_END), result)
    return result


def read_model(path: Path) -> Model:
    """The name tagger of an archive as slovnet writes it."""
    import json  # noqa: PLC0415 - this and tarfile: only when the mapped file is made
    import tarfile  # noqa: PLC0415

    with tarfile.open(path) as tar:
        scheme = json.loads(_content(tar, "model.json"))
        words, shapes, tags = (_lines(_unzip(_content(tar, f"vocabs/{name}.gz"))) for name in ("word", "shape", "tag"))
        head = scheme["head"]
        return Model(
            words,
            shapes,
            tags,
            _array(tar, scheme["emb"]["shape"]["weight"]),
            [_layer(tar, layer) for layer in scheme["encoder"]["layers"]],
            _array(tar, head["proj"]["weight"]),
            _array(tar, head["proj"]["bias"]),
            _array(tar, head["crf"]["transitions"]),
        )


def _array(tar: tarfile.TarFile, entry: dict[str, Any]) -> Floats:
    return np.frombuffer(_content(tar, f"arrays/{entry['array']}.bin"), np.float32).reshape(entry["shape"])


def _layer(tar: tarfile.TarFile, scheme: dict[str, Any]) -> Layer:
    """The norm ``(x - mean) / std * weight + bias`` as ``x * scale + shift``."""
    kernel, bias = (_array(tar, scheme["conv"][name]) for name in ("weight", "bias"))
    weight, added, mean, std = (_array(tar, scheme["norm"][name]) for name in ("weight", "bias", "mean", "std"))
    scale = weight.astype(np.float64) / std
    return Layer(kernel, bias, scale.astype(np.float32), (added - mean * scale).astype(np.float32))


def read_embedding(path: Path) -> Embedding:
    """The words and vectors of an archive as navec writes it."""
    import tarfile  # noqa: PLC0415

    with tarfile.open(path) as tar:
        vocabulary, vectors = _unzip(_content(tar, "vocab.bin")), _content(tar, "pq.bin")
    count = int(np.frombuffer(vocabulary, np.uint32, 1)[0])
    counts = np.frombuffer(vocabulary, np.uint32, count, 4)
    rows, parts, centroids = (int(number) for number in np.frombuffer(vectors, np.uint32, 4)[[0, 2, 3]])
    start = 4 * np.uint32().itemsize
    indexes = np.frombuffer(vectors, np.uint8, rows * parts, start).reshape(rows, parts)
    codes = np.frombuffer(vectors, np.float32, offset=start + rows * parts).reshape(parts, centroids, -1)
    return Embedding(_lines(vocabulary[4 + counts.nbytes :]), counts, indexes, codes)


def _content(tar: tarfile.TarFile, name: str) -> bytes:
    file = tar.extractfile(name)
    if file is None:
        raise MissingModelError(f"{name} of the name tagger is no file")
    return file.read()


def _unzip(content: bytes) -> bytes:
    return zlib.decompress(content, _GZIP)


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8").splitlines()
