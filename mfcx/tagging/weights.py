"""The model and its embedding as the arrays that the network multiplies: taps side by side, norms folded in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mfcx.tagging.archive import Embedding, Layer, MissingModelError, Model
from mfcx.tagging.words import to_keys

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_UNKNOWN = "<unk>"
_TAPS = 3


class Weights(NamedTuple):
    """All that is needed to tag; (n, out * 3) is for the left, the middle and the right neighbour, side by side.

    `edges` of a layer are what its bias holds too much where the neighbour to the left, to the right is missing.
    """

    keys: NDArray[np.uint64]  # hashed words, sorted
    rows: NDArray[np.uint32]  # the row of each key in `vectors`
    vectors: NDArray[np.uint8]  # (words, 100): the codes that make up a word's vector, commonest word first
    unknown: NDArray[np.uint32]  # (1,): the row of a word that is not there
    codes: Floats  # (100 * 256, 3)
    word_taps: Floats  # (300, 256 * 3)
    shapes: NDArray[np.uint8]  # their names, a line each
    shape_taps: Floats  # (shapes, 256 * 3), with the bias of the first layer in the middle
    second: Floats  # (256, 128 * 3)
    second_bias: Floats
    second_edges: Floats  # (2, 128)
    third: Floats  # (128, 64 * 3)
    third_bias: Floats
    third_edges: Floats  # (2, 64)
    projection: Floats  # (64, tags)
    projection_bias: Floats
    transitions: Floats  # (tags, tags), from row to column
    tags: NDArray[np.uint8]  # their names, a line each


def fold(model: Model, embedding: Embedding) -> Weights:
    """The arrays of a model; `MissingModelError` where it was made for other words."""
    if model.words != embedding.words:
        raise MissingModelError("the name tagger and the embedding of this natasha do not belong together")
    first, second, third = model.layers
    size = embedding.codes.shape[0] * embedding.codes.shape[2]
    taps = _side_by_side(first)
    shape_taps = model.shape_vectors @ taps[size:]
    middle = len(first.bias)
    shape_taps[:, middle : 2 * middle] += first.bias
    # words in the order of their frequency, so that the common ones share pages of the mapped file
    order = np.argsort(-embedding.counts.astype(np.int64), kind="stable")
    place = np.empty(len(order), np.uint32)
    place[order] = np.arange(len(order), dtype=np.uint32)
    keys = to_keys(embedding.words)
    by_key = np.argsort(keys)
    return Weights(
        keys=keys[by_key],
        rows=place[by_key],
        vectors=embedding.indexes[order],
        unknown=place[[embedding.words.index(_UNKNOWN)]],
        codes=embedding.codes.reshape(-1, embedding.codes.shape[2]),
        word_taps=taps[:size],
        shapes=_names(model.shapes),
        shape_taps=shape_taps,
        **dict(zip(("second", "second_bias", "second_edges"), _behind(first, second), strict=True)),
        **dict(zip(("third", "third_bias", "third_edges"), _behind(second, third), strict=True)),
        projection=(third.scale[:, np.newaxis] * model.projection),
        projection_bias=(third.shift @ model.projection + model.projection_bias),
        transitions=model.transitions,
        tags=_names(model.tags),
    )


def _side_by_side(layer: Layer) -> Floats:
    """A kernel (out, in, 3) as (in, out * 3)."""
    return np.ascontiguousarray(np.concatenate([layer.kernel[:, :, tap].T for tap in range(_TAPS)], axis=1))


def _behind(before: Layer, layer: Layer) -> tuple[Floats, Floats, Floats]:
    """A layer that takes the layer before as it was ahead of its norm: taps, bias, and what edges lack of the bias.

    The scale of the norm goes into the taps; its shift adds the same to every token, by each neighbour there is.
    """
    taps = before.scale[:, np.newaxis] * _side_by_side(layer)
    shifted = np.stack([layer.kernel[:, :, tap].astype(np.float64) @ before.shift for tap in range(_TAPS)])
    bias = layer.bias + shifted.sum(axis=0)
    return taps, bias.astype(np.float32), shifted[[0, -1]].astype(np.float32)


def _names(names: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode("utf-8"), np.uint8)


def to_names(array: NDArray[np.uint8]) -> list[str]:
    """The names that an array of `Weights` holds."""
    return array.tobytes().decode("utf-8").split("\n")
