"""Token texts to names, as (first, stop, kind) in tokens: the whole way, from the weights to spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mfcx.tagging.decoding import Decoder
from mfcx.tagging.network import Network
from mfcx.tagging.weights import Weights, to_names

_NO_NAME = "O"


class Stretch(NamedTuple):
    """Tokens ``[first, stop)`` that are one name of this kind: PER, LOC or ORG."""

    first: int
    stop: int
    kind: str


class Tagger:
    """A name tagger over one sequence of tokens: ["сказал", "Иван", "Петров"] -> [Stretch(1, 3, "PER")]."""

    def __init__(self, weights: Weights) -> None:
        self._network = Network(weights)
        self._tags = to_names(weights.tags)
        self._decoder = Decoder(weights.transitions, self._tags.index(_NO_NAME))

    def tags(self, texts: Sequence[str]) -> list[str]:
        """The tag of each token: O, B-PER, I-PER …"""
        if not texts:
            return []
        return [self._tags[tag] for tag in self._decoder.best_tags(self._network(texts))]

    def names(self, texts: Sequence[str]) -> list[Stretch]:
        """The names among the tokens, in order."""
        return list(find_stretches(self.tags(texts)))


def find_stretches(tags: Sequence[str]) -> Iterator[Stretch]:
    """A name begins with a B, goes on with any I and ends before a B or an O; an I behind an O is nothing."""
    first, stop, kind, last = 0, 0, "", -1
    for at in [at for at, tag in enumerate(tags) if tag != _NO_NAME]:
        tag = tags[at]
        if kind and (at > last + 1 or tag[0] == "B"):
            yield Stretch(first, stop, kind)
            kind = ""
        last = at
        if tag[0] == "B":
            first, stop, kind = at, at + 1, tag[2:]
        elif tag[0] == "I":
            stop = at + 1
    if kind:
        yield Stretch(first, stop, kind)
