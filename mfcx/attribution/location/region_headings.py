"""Lines that are the name of a region alone: «Омская область» over the paragraphs that tell of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from mfcx.attribution.location.region_scene import NAMES
from mfcx.document import RegionMention, Sentence

_LONGEST = 6  # tokens of «Ханты-Мансийский автономный округ – Югра»
_MARKS = frozenset(".:")
_START = attrgetter("start")


def find_headings(sentences: Sequence[Sentence], mentions: Sequence[RegionMention]) -> dict[int, str]:
    """The subject that each heading sets for the lines behind it, by line; one heading alone is none."""
    found: dict[int, str] = {}
    for at, sentence in enumerate(sentences):
        if len(sentence.tokens) > _LONGEST or sentence.is_title or not _is_line(sentences, at):
            continue
        one = _named(sentence, mentions)
        if one is not None:
            found[sentence.line] = one.iso
    return found if len(set(found.values())) > 1 else {}


def _is_line(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence has its line for itself."""
    line = sentences[at].line
    return all(not 0 <= k < len(sentences) or sentences[k].line != line for k in (at - 1, at + 1))


def _named(sentence: Sentence, mentions: Sequence[RegionMention]) -> RegionMention | None:
    """The region whose name is all that a sentence holds: «Хакасия», «Омская область:»."""
    at = bisect_left(mentions, sentence.start, key=_START)
    if at == len(mentions) or mentions[at].start != sentence.start or mentions[at].kind not in NAMES:
        return None
    behind = [token.text for token in sentence.tokens if token.start >= mentions[at].stop]
    return mentions[at] if _MARKS.issuperset(behind) else None
