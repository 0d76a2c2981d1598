"""The three convolutions of the tagger over one sequence of tokens, the first of them from a table.

The first layer is linear in a word and its shape and takes two thirds of all multiplications, so what a token gives to
itself and to both its neighbours is kept by its text.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

import numpy as np

from mfcx.tagging.shapes import word_shape
from mfcx.tagging.weights import Weights, to_names
from mfcx.tagging.words import find_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ids = NDArray[np.intp]

_MOST = 5_000  # rows of the table, 15 MB when it is full: the forms of the last thirty articles and the commonest ones
_AT_ONCE = 1_000  # new forms in one product: its operands stay small


class FirstLayer:
    """Token texts to what they give to the first layer, through a table where new ones take the place of the oldest."""

    def __init__(self, weights: Weights, most: int = _MOST) -> None:
        self._weights = weights
        self._shapes = {name: number for number, name in enumerate(to_names(weights.shapes))}
        self._parts = np.arange(weights.vectors.shape[1]) * (len(weights.codes) // weights.vectors.shape[1])
        self._ids: dict[str, int] = {}
        self._forms: list[str | None] = [None] * most  # the other way round
        self._next = 0
        # memory that is never written to is never taken
        self._table = np.empty((most, weights.word_taps.shape[1]), np.float32)

    def look_up(self, texts: Sequence[str]) -> tuple[Floats, Ids]:
        """A table (rows, 256 * 3), good until the next call, and the row of each token in it."""
        ids, table, asked = self._ids, self._table, dict.fromkeys(texts)
        if len(asked) > len(table):  # a table of its own
            ids, table = (
                {form: row for row, form in enumerate(asked)},
                np.empty((len(asked), table.shape[1]), np.float32),
            )
            new = list(asked)
        else:
            new = [form for form in asked if form not in ids]
        for start in range(0, len(new), _AT_ONCE):
            forms = new[start : start + _AT_ONCE]
            taps = self._taps(forms)
            if ids is self._ids:  # not before: where memory ran out, a form would be known and its row hold nothing
                self._make_room(forms, asked)
            table[[ids[form] for form in forms]] = taps
        return table, np.fromiter(map(ids.__getitem__, texts), np.intp, len(texts))

    def _make_room(self, new: Sequence[str], asked: Container[str | None]) -> None:
        """Gives each new form a row: the next one that nobody asks for now."""
        for form in new:
            while (old := self._forms[self._next]) in asked:
                self._next = (self._next + 1) % len(self._forms)
            if old is not None:
                del self._ids[old]
            self._forms[self._next], self._ids[form] = form, self._next
            self._next = (self._next + 1) % len(self._forms)

    def _taps(self, forms: Sequence[str]) -> Floats:
        """What each form gives to the left, the middle and the right: (forms, 256 * 3)."""
        weights = self._weights
        words = find_rows([form.lower() for form in forms], weights.keys, weights.rows, int(weights.unknown[0]))
        rows, of_form = np.unique(words, return_inverse=True)  # one form of six is unknown, as most numbers are
        if len(rows) == 1:
            # its product alone is rounded in another way than with others: a score would depend on what was read
            rows = rows.repeat(2)
        vectors = weights.codes.take(weights.vectors[rows] + self._parts, axis=0).reshape(len(rows), -1)
        taps: Floats = (vectors @ weights.word_taps)[of_form]
        taps += weights.shape_taps[[self._shapes[word_shape(form)] for form in forms]]
        return taps


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
