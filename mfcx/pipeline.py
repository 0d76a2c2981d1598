"""The way of an article: each stage reads the document and fills its own fields, in this order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mfcx.attribution import attribute
from mfcx.document import Article, Document
from mfcx.facts import find_metrics
from mfcx.ledger import find_ledger
from mfcx.names.bodies.organisations import find_organisations
from mfcx.names.people.persons import find_persons
from mfcx.page import find_page
from mfcx.places.mentions import article_region, find_candidates, find_mentions, find_places, find_regions
from mfcx.rules.packs import default_packs
from mfcx.rules.rule import Pack
from mfcx.segments import find_sentences


def _page(document: Document, packs: Sequence[Pack]) -> None:
    document.page = find_page(document.text, document.article.date)


def _sentences(document: Document, packs: Sequence[Pack]) -> None:
    document.sentences = find_sentences(document.text, document.page)


def _regions(document: Document, packs: Sequence[Pack]) -> None:
    found = find_candidates(document)
    document.mentions = find_mentions(document, found)
    document.regions = find_regions(document.mentions)
    document.region = article_region(document)
    document.places = find_places(document, found)


def _names(document: Document, packs: Sequence[Pack]) -> None:
    document.persons = find_persons(document)
    document.organisations = find_organisations(document)


def _metrics(document: Document, packs: Sequence[Pack]) -> None:
    find_metrics(document)


def _attribution(document: Document, packs: Sequence[Pack]) -> None:
    attribute(document, packs)


Stage = Callable[[Document, Sequence[Pack]], None]

STAGES: tuple[Stage, ...] = (
    _page,  # text -> headline, body, datelines, furniture, as spans
    _sentences,  # body -> sentences and tokens
    _regions,  # federal subjects named, the article's own, towns and districts
    _names,  # persons with roles, organisations
    _metrics,  # numbers -> quantities; the rest is kept by kind
    _attribution,  # quantities -> facts: indicator, label, period, region, status, speaker
)


def run(article: Article, packs: Sequence[Pack] | None = None, *, ledger: bool = False) -> Document:
    """An article through all stages, and an account of its numerals where it is asked for."""
    document = _pass(Document(article), STAGES, default_packs() if packs is None else packs)
    if ledger:
        document.ledger = find_ledger(document)
    return document


def before_attribution(article: Article) -> Document:
    """An article with its quantities, of which nothing is told yet."""
    return _pass(Document(article), STAGES[:-1], ())


def _pass(document: Document, stages: Sequence[Stage], packs: Sequence[Pack]) -> Document:
    for stage in stages:
        stage(document, packs)
    return document
