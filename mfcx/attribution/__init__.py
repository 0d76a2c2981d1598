"""Stage 6: ties every metric to its time, place, status, speaker and indicator, then joins what is told twice."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from mfcx.attribution.indicators import set_indicators
from mfcx.attribution.labels.naming import set_labels
from mfcx.attribution.location.places import set_places
from mfcx.attribution.location.regions import set_regions
from mfcx.attribution.merge import merge_facts
from mfcx.attribution.speech.speakers import set_speakers
from mfcx.attribution.status import status_of
from mfcx.attribution.subjects import set_subjects
from mfcx.attribution.times.periods import set_periods
from mfcx.attribution.times.table_years import set_column_years
from mfcx.document import Document
from mfcx.rules.rule import Pack


def attribute(document: Document, packs: Sequence[Pack]) -> None:
    """The steps in order: the time of a figure depends on its status and on what it counts."""
    before = {sentence.start: earlier for earlier, sentence in itertools.pairwise(document.sentences)}
    figures: dict[int, list[int]] = {}  # by the start of their sentence
    for metric in document.metrics:
        figures.setdefault(metric.sentence.start, []).append(metric.quantity.first)
    for metric in document.metrics:
        start = metric.sentence.start
        metric.status = status_of(metric.sentence, metric.quantity, before.get(start), figures[start])
    set_regions(document)
    set_places(document)
    set_subjects(document)
    set_speakers(document)
    set_indicators(document, packs)
    set_periods(document)
    set_column_years(document)
    set_labels(document)
    merge_facts(document)
