"""Documents for the tests of names: every line is body text, one of them may be a byline."""

from __future__ import annotations

from mfcx.document import Article, Document, Line, Page
from mfcx.names.bodies.organisations import find_organisations
from mfcx.names.people.persons import find_persons
from mfcx.places.mentions import find_mentions
from mfcx.segments import find_sentences


def named_document(text: str, kinds: str = "", region: str | None = None) -> Document:
    """A document with persons and bodies found; kinds has a letter a line: t(itle), b(ody), y (byline), x (boilerplate)."""
    names = {"t": "title", "b": "body", "y": "byline", "x": "boilerplate", "d": "dateline"}
    lines, at = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = names[kinds[number]] if number < len(kinds) else "body"
        lines.append(Line(at, at + len(line), kind))
        at += len(line) + 1
    document = Document(Article(text), page=Page(tuple(lines)), region=region)
    document.sentences = find_sentences(text, document.page)
    document.mentions = find_mentions(document)
    document.persons = find_persons(document)
    document.organisations = find_organisations(document)
    return document
