"""The best row of tags for the scores of a row of tokens: Viterbi's search, only where a name may stand.

Nine tokens of ten belong to no name, and where nothing near them looks like one no other tag can be best. The most that
any row of tags gains by leaving the tag of the rest there is told for all tokens at once; where that is a loss, the
search has nothing to choose.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# tags up to a token, as far back as they are searched: what they are worth, the last of them, and those before it
_Row: TypeAlias = "tuple[float, int, _Row | None]"

_SAME = 1e-3  # far above what rounding does to a score, far below what a tag is decided by


class Decoder:
    """Scores (tokens, tags) to the tag of each token, by transitions (tags, tags) from row to column.

    `rest` is the tag of what belongs to no name.
    """

    def __init__(self, transitions: Floats, rest: int) -> None:
        self._rest = rest
        self._into: list[list[float]] = transitions.T.tolist()  # from each tag to one
        others = np.arange(len(transitions)) != rest
        # against staying at the rest: the most that a step from another tag adds to the tag that it leads to …
        within = transitions[others].max(axis=0)
        self._step = np.where(others, within - transitions[rest, rest], -np.inf)
        # … and what a step from the rest adds to that, and a step back to it
        enter = float((transitions[rest] - within)[others].max())
        leave = float((transitions[others, rest] - transitions[rest, rest]).max())
        self._least = -enter - leave - _SAME
        # no step leads to the first token of a text, or from the last one
        self._first = max(0.0, -float(self._step[others].min()) - enter)
        self._last = max(0.0, -leave)

    def best_tags(self, scores: Floats) -> list[int]:
        """The tag of each token."""
        best = [self._rest] * len(scores)
        tokens, tags = self._find_open(scores).nonzero()
        rows: Sequence[_Row] = ()
        longer: list[_Row] = []
        last = -1
        for at, tag, score in zip(tokens.tolist(), tags.tolist(), scores[tokens, tags].tolist(), strict=True):
            if at != last:
                rows, longer = longer, []
                if at > last + 1:
                    self._write(rows, last, best)
                    rows = [(0.0, self._rest, None)]
                last = at
            longer.append(self._add(tag, score, rows))
        self._write(longer, last, best)
        return best

    def _find_open(self, scores: Floats) -> NDArray[np.bool_]:
        """Which tags, (tokens, tags), may be on the best row; none of a token that has that of the rest for sure."""
        gains = scores + self._step - scores[:, self._rest, np.newaxis]
        gains[:1] += self._first
        gains[-1:] += self._last
        most = gains.max(axis=1)
        total = np.concatenate(([0.0], most.cumsum(dtype=np.float64)))
        # of all stretches round a token, the one that gains most
        around = np.maximum.accumulate(total[:0:-1])[::-1] - np.minimum.accumulate(total[:-1])
        is_open: NDArray[np.bool_] = gains + (around - most)[:, np.newaxis] > self._least
        is_open[:, self._rest] = is_open.any(axis=1)
        return is_open

    def _add(self, tag: int, score: float, rows: Sequence[_Row]) -> _Row:
        """The best of the rows with one more tag; there are none ahead of the first token of a text."""
        into = self._into[tag]
        best, most = None, 0.0
        for row in rows:
            worth = row[0] + into[row[1]]
            if best is None or worth > most:
                best, most = row, worth
        return most + score, tag, best

    def _write(self, rows: Sequence[_Row], last: int, tags: list[int]) -> None:
        """Notes the tags of the best of the rows that end at the token `last`."""
        if last + 1 < len(tags):
            rows = [self._add(self._rest, 0.0, rows)]
            last += 1
        row = max(rows, default=None, key=_worth)
        while row is not None:
            _, tags[last], row = row
            last -= 1


def _worth(row: _Row) -> float:
    return row[0]
