"""The three convolutions of the tagger over one sequence of tokens, the first of them from a table.

The first layer is linear in a word and its shape and takes two thirds of all multiplications, so what a token gives to
itself and to both its neighbours is kept by its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from mfcx.tagging.shapes import word_shape
from mfcx.tagging.weights import Weights, to_names
from mfcx.tagging.words import find_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ids = NDArray[np.intp]

_MOST = 8_000  # rows of the table, 24 MB when it is full; 20,000 would spare a later article 30 of 47 new forms
_AT_ONCE = 1_000  # new forms in one product: its operands stay small


class FirstLayer:
    """Token texts to what they give to the first layer, through a table that is cleared when it is full."""

    def __init__(self, weights: Weights, most: int = _MOST) -> None:
        self._weights = weights
        self._shapes = {name: number for number, name in enumerate(to_names(weights.shapes))}
        self._parts = np.arange(weights.vectors.shape[1]) * (len(weights.codes) // weights.vectors.shape[1])
        self._ids: dict[str, int] = {}
        self._most = most
        # memory that is never written to is never taken
        self._table = np.empty((most, weights.word_taps.shape[1]), np.float32)

    def look_up(self, texts: Sequence[str]) -> tuple[Floats, Ids]:
        """A table (rows, 256 * 3), good until the next call, and the row of each token in it."""
        ids, table = self._ids, self._table
        new = list(dict.fromkeys(text for text in texts if text not in ids))
        if len(ids) + len(new) > self._most:
            ids.clear()
            new = list(dict.fromkeys(texts))
            if len(new) > self._most:
                ids, table = {}, np.empty((len(new), table.shape[1]), np.float32)
        for start in range(0, len(new), _AT_ONCE):
            forms = new[start : start + _AT_ONCE]
            self._taps(forms, table[len(ids) : len(ids) + len(forms)])
            ids.update(zip(forms, range(len(ids), len(ids) + len(forms)), strict=True))
        return table, np.fromiter(map(ids.__getitem__, texts), np.intp, len(texts))

    def _taps(self, forms: Sequence[str], taps: Floats) -> None:
        """Fills in what each form gives to the left, the middle and the right: (forms, 256 * 3)."""
        weights = self._weights
        rows = find_rows([form.lower() for form in forms], weights.keys, weights.rows, int(weights.unknown[0]))
        vectors = weights.codes.take(weights.vectors[rows] + self._parts, axis=0).reshape(len(forms), -1)
        np.matmul(vectors, weights.word_taps, out=taps)
        taps += weights.shape_taps[[self._shapes[word_shape(form)] for form in forms]]


class Network:
    """Token texts to a score for each tag: (tokens, tags)."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._first = FirstLayer(weights)

    def __call__(self, texts: Sequence[str]) -> Floats:
        weights = self._weights
        table, ids = self._first.look_up(texts)
        size = table.shape[1] // 3
        hidden = table[ids, size : 2 * size]
        hidden[1:] += table[ids[:-1], :size]
        hidden[:-1] += table[ids[1:], 2 * size :]
        np.maximum(hidden, 0, out=hidden)
        hidden = _convolve(hidden, weights.second, weights.second_bias, weights.second_edges)
        hidden = _convolve(hidden, weights.third, weights.third_bias, weights.third_edges)
        scores: Floats = hidden @ weights.projection + weights.projection_bias
        return scores


def _convolve(hidden: Floats, taps: Floats, bias: Floats, edges: Floats) -> Floats:
    """A layer (tokens, in) -> (tokens, out) with what lies behind it cut off at zero, ahead of its norm."""
    given = hidden @ taps
    size = len(bias)
    result: Floats = given[:, size : 2 * size] + bias
    result[1:] += given[:-1, :size]
    result[:-1] += given[1:, 2 * size :]
    result[0] -= edges[0]
    result[-1] -= edges[1]
    return np.maximum(result, 0, out=result)
