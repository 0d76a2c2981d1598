"""The best row of tags for the scores of a row of tokens: Viterbi's search, in blocks side by side.

Numpy takes as long for one token as for a hundred, so blocks are searched at once, each after a run over the block
before it. Where that run did not come to the scores that the block before really ends with, the block is redone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_BLOCK = 16
_SAME = 1e-3  # far above what rounding does to a score, far below what a tag is decided by


def best_tags(scores: Floats, transitions: Floats) -> list[int]:
    """Scores (tokens, tags) and transitions (tags, tags), from row to column -> the tag of each token."""
    count, tags = scores.shape
    if not count:
        return []
    blocks = -(-count // _BLOCK)
    padded = np.zeros((blocks * _BLOCK, tags), np.float32)
    padded[:count] = scores
    steps = np.ascontiguousarray(padded.reshape(blocks, _BLOCK, tags).swapaxes(0, 1))
    reached = _search(steps, transitions)
    came = (reached[:-1, :, :, np.newaxis] + transitions).argmax(axis=2)
    best = int(reached[1 + (count - 1) % _BLOCK, -1].argmax())
    return _follow(came.swapaxes(0, 1).reshape(-1, tags)[1:count].tolist(), best)


def _search(steps: Floats, transitions: Floats) -> Floats:
    """Steps (16, blocks, tags) -> (17, blocks, tags): the best scores by tag, ahead of each step and behind all."""
    starts = np.zeros_like(steps[0])
    if steps.shape[1] > 1:
        starts[1:] = _walk(steps[1:, :-1], steps[0, :-1], transitions)[-1]
    reached = _walk(steps, starts, transitions, opening=True)
    wrong = _differ(reached[-1, :-1], starts[1:])
    if wrong.any():
        _mend(reached, wrong, steps, transitions)
    return reached


def _walk(steps: Floats, starts: Floats, transitions: Floats, *, opening: bool = False) -> Floats:
    """One step after the other from the scores `starts`, (blocks, tags); the first block may open the text."""
    reached = np.empty((len(steps) + 1, *starts.shape), np.float32)
    reached[0] = starts
    for number, given in enumerate(steps, 1):
        np.maximum.reduce(reached[number - 1, :, :, np.newaxis] + transitions, axis=1, out=reached[number])
        reached[number] += given
        if opening and number == 1:
            reached[number, 0] = given[0]  # no tag stands before it
    return reached


def _differ(scores: Floats, others: Floats) -> NDArray[np.bool_]:
    """Which blocks, (blocks, tags), differ by more than what is added to all tags alike."""
    apart = scores - others
    differ: NDArray[np.bool_] = np.ptp(apart, axis=1) > _SAME
    return differ


def _mend(reached: Floats, wrong: NDArray[np.bool_], steps: Floats, transitions: Floats) -> None:
    """Does blocks again that began with wrong scores, and those behind them as far as it changes anything."""
    redone = False
    for block in range(1, steps.shape[1]):
        one = slice(block, block + 1)
        before = reached[-1, block - 1 : block]
        redone = bool(wrong[block - 1] or redone and _differ(before, reached[0, one])[0])
        if redone:
            reached[:, one] = _walk(steps[:, one], before - before.max(), transitions)


def _follow(came: list[list[int]], last: int) -> list[int]:
    """From the last tag back to the first; `came` says, for each tag of each later token, which tag it came from."""
    tags = [last]
    for row in reversed(came):
        tags.append(row[tags[-1]])
    tags.reverse()
    return tags
