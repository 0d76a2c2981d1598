"""Which federal subject a figure belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from mfcx.attribution.status import clause_bounds
from mfcx.document import Document, Metric, RegionMention, Sentence
from mfcx.patterns import Pattern, parse_pattern
from mfcx.tables import read_table, words

_HARD_MARKS = frozenset(";()")
_NARROW = frozenset({"town", "district"})
_NAMES = frozenset({"name", "short", "nickname", "abbreviation"})


@dataclass(slots=True)
class _Scope:
    """The region that governs the running paragraph."""

    region: str | None
    line: int = -1


@cache
def _wider() -> tuple[Pattern, ...]:
    return tuple(parse_pattern(row["pattern"]) for row in read_table("wider_areas"))


def set_regions(document: Document) -> None:
    """Fills `region` of every metric: its clause, its sentence, the paragraph, the article."""
    scope = _Scope(document.region)
    mentions = sorted(document.mentions, key=lambda m: m.start)
    by_sentence: dict[int, list[Metric]] = {}
    for metric in document.metrics:
        by_sentence.setdefault(metric.sentence.start, []).append(metric)
    for sentence in document.sentences:
        if sentence.line != scope.line:
            scope = _Scope(document.region, sentence.line)
        inside = [m for m in mentions if sentence.start <= m.start and m.stop <= sentence.stop]
        for metric in by_sentence.get(sentence.start, []):
            _attach(metric, sentence, inside, scope, document)
        _move(scope, sentence, inside, counted=sentence.start in by_sentence)


def _move(scope: _Scope, sentence: Sentence, inside: Sequence[RegionMention], *, counted: bool) -> None:
    """The last place named in a sentence governs the rest of the paragraph; figures of a wider area end it."""
    inside = _without_origins(sentence, inside)
    located = [m for m in inside if _locates(sentence, m)]
    named = [m for m in inside if m.kind in _NAMES]
    located = located or named
    wide = _last_wider(sentence, 0, len(sentence.tokens)) if counted else None
    if wide is not None and (not located or sentence.tokens[wide].start > located[-1].start):
        scope.region = None
        return
    narrow = [m for m in located if m.kind in _NARROW]
    if narrow or located:
        scope.region = (narrow or located)[-1].iso


def _without_origins(sentence: Sentence, inside: Sequence[RegionMention]) -> list[RegionMention]:
    """Drops «из Москвы и Подмосковья», with all that the conjunction joins."""
    kept, origin = [], False
    for mention in inside:
        before = _before(sentence, mention)
        origin = before in words("origin") or (origin and before in words("joint"))
        if not origin:
            kept.append(mention)
    return kept


def _before(sentence: Sentence, mention: RegionMention) -> str:
    at = next((i for i, t in enumerate(sentence.tokens) if t.start >= mention.start), len(sentence.tokens))
    return sentence.tokens[at - 1].lower if at > 0 else ""


def _locates(sentence: Sentence, mention: RegionMention) -> bool:
    """«в Приморске Запорожской области»: a place stands after a preposition or belongs to one that does."""
    return _before(sentence, mention) in words("locative") or mention.kind in _NARROW


def _attach(
    metric: Metric, sentence: Sentence, inside: Sequence[RegionMention], scope: _Scope, document: Document
) -> None:
    tokens, q = sentence.tokens, metric.quantity
    # «строители из Нижегородской области» come from there, the figure does not
    inside = _without_origins(sentence, inside)
    soft = clause_bounds(tokens, q.first, q.last)
    hard = clause_bounds(tokens, q.first, q.last, _HARD_MARKS)
    for start, stop in (soft, hard, (0, len(tokens))):
        window = [m for m in inside if tokens[start].start <= m.start < tokens[stop - 1].stop]
        if (start, stop) != soft:
            window = [m for m in window if m.start < q.start or _locates(sentence, m)]
        chosen = _best(sentence, window, q.start)
        wide = _last_wider(sentence, start, stop if (start, stop) == soft and q.unit != "%" else q.first)
        if wide is not None and (chosen is None or tokens[wide].start > chosen.start):
            metric.region = None
            return
        if chosen is not None:
            metric.region = chosen.iso
            return
    metric.region = scope.region


def _best(sentence: Sentence, window: Sequence[RegionMention], at: int) -> RegionMention | None:
    """Located mentions before agents, the nearest to the left before the nearest to the right."""
    located = [m for m in window if _locates(sentence, m)] or list(window)
    before = [m for m in located if m.start < at]
    if before:
        return before[-1]
    return located[0] if located else None


def _last_wider(sentence: Sentence, start: int, stop: int) -> int | None:
    """Where words that mean more than one subject stand last in a stretch: «по стране», «российские рыбаки»."""
    hits = (hit for pattern in _wider() for hit in pattern.find_all(sentence.tokens))
    return max((first for first, last in hits if first >= start and last <= stop), default=None)
