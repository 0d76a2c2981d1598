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

_BLOCK = 12  # in a hundred articles none had to be redone, with 8 one in fifty blocks
_SAME = 1e-3  # far above what rounding does to a score, far below what a tag is decided by


def best_tags(scores: Floats, transitions: Floats) -> list[int]:
    """Scores (tokens, tags) and transitions (tags, tags), from row to column -> the tag of each token."""
    count, tags = scores.shape
    if not count:
        return []
    blocks = -(-count // _BLOCK)
    padded = np.zeros((blocks * _BLOCK, tags), np.float32)
    padded[:count] = scores
    steps = np.ascontiguousarray(padded.reshape(blocks, _BLOCK, tags).transpose(1, 2, 0))
    reached = _search(steps, transitions)
    before = np.ascontiguousarray(reached[:-1].transpose(2, 0, 1))  # (blocks, steps, tags): text order
    came = (before[:, :, np.newaxis] + transitions.T).argmax(axis=3)
    best = int(reached[1 + (count - 1) % _BLOCK, :, -1].argmax())
    return _follow(came.reshape(-1, tags)[:count], best)


def _search(steps: Floats, transitions: Floats) -> Floats:
    """Steps (12, tags, blocks) -> (13, tags, blocks): the best scores by tag, ahead of each step and behind all."""
    starts = np.zeros_like(steps[0])
    if steps.shape[2] > 1:
        starts[:, 1:] = _walk(steps[1:, :, :-1], steps[0, :, :-1], transitions)[-1]
    reached = _walk(steps, starts, transitions, opening=True)
    wrong = _differ(reached[-1, :, :-1], starts[:, 1:])
    if wrong.any():
        _mend(reached, wrong, steps, transitions)
    return reached


def _walk(steps: Floats, starts: Floats, transitions: Floats, *, opening: bool = False) -> Floats:
    """One step after the other from the scores `starts`, (tags, blocks); the first block may open the text.

    The blocks stand last, so that numpy goes along them and not along the few tags.
    """
    reached = np.empty((len(steps) + 1, *starts.shape), np.float32)
    reached[0] = starts
    ways = np.empty((len(transitions), *starts.shape), np.float32)  # (from, to, blocks)
    apart = transitions[:, :, np.newaxis]
    for number, given in enumerate(steps):
        after = reached[number + 1]
        np.add(reached[number, :, np.newaxis], apart, out=ways)
        np.maximum.reduce(ways, axis=0, out=after)
        after += given
        if opening and not number:
            after[:, 0] = given[:, 0]  # no tag stands before it
    return reached


def _differ(scores: Floats, others: Floats) -> NDArray[np.bool_]:
    """Which blocks, (tags, blocks), differ by more than what is added to all tags alike."""
    apart = scores - others
    differ: NDArray[np.bool_] = np.ptp(apart, axis=0) > _SAME
    return differ


def _mend(reached: Floats, wrong: NDArray[np.bool_], steps: Floats, transitions: Floats) -> None:
    """Does blocks again that began with wrong scores, and those behind them as far as it changes anything."""
    redone = False
    for block in range(1, steps.shape[2]):
        one = slice(block, block + 1)
        before = reached[-1, :, block - 1 : block]
        redone = bool(wrong[block - 1] or redone and _differ(before, reached[0, :, one])[0])
        if redone:
            reached[:, :, one] = _walk(steps[:, :, one], before - before.max(), transitions)


def _follow(came: NDArray[np.intp], last: int) -> list[int]:
    """From the last tag back to the first; `came`, (tokens, tags), says which tag each tag of a token came from."""
    width = came.shape[1]
    flat = came.astype(np.uint8).tobytes()  # one object instead of a list for each token
    tags = [last]
    for at in range(len(flat) - width, 0, -width):
        last = flat[at + last]
        tags.append(last)
    tags.reverse()
    return tags
