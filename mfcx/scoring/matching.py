"""Which figure of a record is which of the gold: the same value at the same place of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mfcx.scoring.agreement import FIELDS, is_right, is_same_number, is_same_value
from mfcx.scoring.gold import FoundMetric, GoldMetric, Span

# a found span that is this much longer than the gold phrase points at nothing
_TIMES, _MORE = 3, 60
_SAME_FACT = ("unit", "indicator", "region", "period", "status")


class Match(NamedTuple):
    """The figures of an article by their indices: pairs, and what counts on neither side."""

    pairs: list[tuple[int, int]]
    told: set[int]  # gold: another mention of a fact that was found
    ignored: set[int]  # found: optional in gold, or the same fact told again

    def missed(self, golds: Sequence[GoldMetric]) -> list[int]:
        """Gold figures that should have been found and were not."""
        paired = {gold for gold, _ in self.pairs}
        return [i for i, gold in enumerate(golds) if i not in paired | self.told and not gold.optional]

    def false(self, founds: Sequence[FoundMetric]) -> list[int]:
        """Found figures that are in no gold."""
        paired = {found for _, found in self.pairs}
        return [j for j in range(len(founds)) if j not in paired | self.ignored]


def match(golds: Sequence[GoldMetric], founds: Sequence[FoundMetric], text: str) -> Match:
    """One found figure at most for each of the gold, the largest overlap first."""
    places = [list(_find_places(gold, text)) for gold in golds]
    pairs = _pair(golds, founds, places)
    return Match(
        pairs,
        _find_told(golds, founds, places, pairs),
        _find_ignored(golds, founds, places, pairs),
    )


def _find_places(gold: GoldMetric, text: str) -> Iterator[Span]:
    """Where the fact stands: as marked, else wherever its words do, and its other mentions."""
    if gold.spans:
        yield from gold.spans
    elif gold.start is not None:
        yield (gold.start, gold.start + len(gold.text))
    else:
        yield from _find_phrase(gold.text, text)
    for phrase in [gold.also] if isinstance(gold.also, str) else gold.also or []:
        yield from _find_phrase(phrase, text)


def _find_phrase(phrase: str, text: str) -> Iterator[Span]:
    at = text.find(phrase)
    while at >= 0:
        yield (at, at + len(phrase))
        at = text.find(phrase, at + 1)


def _overlap(gold: Sequence[Span], found: Sequence[Span]) -> int:
    """Shared characters."""
    return sum(
        max(0, min(end, found_end) - max(start, found_start))
        for start, end in gold
        for found_start, found_end in found
        if found_end - found_start <= _TIMES * (end - start) + _MORE
    )


def _pair(
    golds: Sequence[GoldMetric], founds: Sequence[FoundMetric], places: Sequence[Sequence[Span]]
) -> list[tuple[int, int]]:
    candidates = []
    for i, gold in enumerate(golds):
        for j, found in enumerate(founds):
            shared = _overlap(places[i], found.spans) if is_same_value(gold, found) else 0
            if shared:
                right = sum(is_right(field, gold, found) for field in FIELDS)
                candidates.append((-shared, -right, i, j))
    pairs: list[tuple[int, int]] = []
    for *_, i, j in sorted(candidates):
        if all(i != gold and j != found for gold, found in pairs):
            pairs.append((i, j))
    return pairs


def _find_told(
    golds: Sequence[GoldMetric],
    founds: Sequence[FoundMetric],
    places: Sequence[Sequence[Span]],
    pairs: Sequence[tuple[int, int]],
) -> set[int]:
    """Gold figures that another one tells, too, whose find stands at their place as well."""
    paired = {i for i, _ in pairs}
    return {
        i
        for i, gold in enumerate(golds)
        if i not in paired
        and any(
            all(getattr(gold, field) == getattr(golds[k], field) for field in _SAME_FACT)
            and is_same_value(gold, founds[j])
            and _overlap(places[i], founds[j].spans)
            for k, j in pairs
        )
    }


def _find_ignored(
    golds: Sequence[GoldMetric],
    founds: Sequence[FoundMetric],
    places: Sequence[Sequence[Span]],
    pairs: Sequence[tuple[int, int]],
) -> set[int]:
    """Found figures on an optional phrase, whatever they say of it, and those that say a matched fact again."""
    optional = [span for gold, where in zip(golds, places, strict=True) if gold.optional for span in where]
    paired = {j for _, j in pairs}
    ignored = {j for i, j in pairs if golds[i].optional}
    for j, found in enumerate(founds):
        if j in paired:
            continue
        again = any(_is_again(found, founds[k]) and _overlap(places[i], found.spans) for i, k in pairs)
        if again or _overlap(optional, found.spans):
            ignored.add(j)
    return ignored


def _is_again(found: FoundMetric, other: FoundMetric) -> bool:
    """The same in every field, at another place."""
    return (
        is_same_number(other.value, found.value)
        and all(getattr(found, field) == getattr(other, field) for field in (*FIELDS, "value_to"))
        and set(found.spans).isdisjoint(other.spans)
    )
