"""The name of a region alone, over or before the paragraphs that tell of it: «Омская область», «Казань. Открыли …»."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from mfcx.attribution.location.region_scene import NAMES
from mfcx.document import RegionMention, Sentence

_LONGEST = 6  # tokens of «Ханты-Мансийский автономный округ – Югра»
_LONGEST_DATE = 30  # characters of «, 18 сентября 2024 года. »
_MARKS = frozenset(".:")
_HEADS = NAMES | {"town", "capital"}  # what may stand before the news of a digest
_START = attrgetter("start")


def find_headings(sentences: Sequence[Sentence], mentions: Sequence[RegionMention]) -> dict[int, str]:
    """The subject that each heading sets for the lines behind it, by line; one heading alone is none."""
    found: dict[int, str] = {}
    for at, sentence in enumerate(sentences):
        if sentence.is_title or not _opens_line(sentences, at):
            continue
        short = len(sentence.tokens) <= _LONGEST
        one = _named(sentence, mentions, alone=_is_line(sentences, at)) if short else None
        one = one or _datelined(sentence, mentions, sentences[at - 1].stop if at else 0)
        if one is not None:
            found[sentence.line] = one.iso
    return found if len(set(found.values())) > 1 else {}


def _opens_line(sentences: Sequence[Sentence], at: int) -> bool:
    return at == 0 or sentences[at - 1].line != sentences[at].line


def _is_line(sentences: Sequence[Sentence], at: int) -> bool:
    """Whether a sentence has its line for itself."""
    line = sentences[at].line
    return all(not 0 <= k < len(sentences) or sentences[k].line != line for k in (at - 1, at + 1))


def _named(sentence: Sentence, mentions: Sequence[RegionMention], *, alone: bool) -> RegionMention | None:
    """The region whose name is all that a sentence holds: «Хакасия», «Омская область:», «Казань. Открыли 5 школ»."""
    at = bisect_left(mentions, sentence.start, key=_START)
    if at == len(mentions) or mentions[at].start != sentence.start:
        return None
    if mentions[at].kind not in (NAMES if alone else _HEADS):
        return None
    behind = [token.text for token in sentence.tokens if token.start >= mentions[at].stop]
    return mentions[at] if _MARKS.issuperset(behind) else None


def _datelined(sentence: Sentence, mentions: Sequence[RegionMention], floor: int) -> RegionMention | None:
    """«Москва, 5 мая. | Открыли 30 школ»: what stands before a sentence and in no other."""
    at = bisect_left(mentions, sentence.start, key=_START) - 1
    if at < 0 or mentions[at].start < floor or sentence.start - mentions[at].stop > _LONGEST_DATE:
        return None
    return mentions[at]
