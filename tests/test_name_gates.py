"""Forms that are passed by: with every word of a text tried, the same persons and bodies are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from mfcx import pipeline
from mfcx.document import Article, Document
from mfcx.names.bodies import headed as bodies
from mfcx.names.people import inflection, passed_over, posts
from mfcx.segments import split_tokens
from mfcx.tables import fold
from tests.test_articles import LABELLED


def named(text: str) -> Document:
    """A document after the stages up to the names."""
    document = Document(Article(text))
    for stage in pipeline.STAGES[:4]:
        stage(document, ())
    return document


@pytest.mark.parametrize("path", LABELLED[::8], ids=lambda path: path.stem)
def test_nothing_is_passed_by(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bodies and persons of an article where each word may open a name are those of the gates."""
    text = path.read_text(encoding="utf-8")
    quick = named(text)
    for module, gate in ((bodies, "_opens_body"), (bodies, "_opens_any"), (passed_over, "_may_open")):
        monkeypatch.setattr(module, gate, lambda _: True)
    slow = named(text)
    assert (quick.persons, quick.organisations) == (slow.persons, slow.organisations)


@pytest.mark.parametrize("path", LABELLED[::8], ids=lambda path: path.stem)
def test_posts_and_given_names(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that shares no lemma with the table is no post, one that begins as no listed name is none."""
    forms = {token.text for token in split_tokens(path.read_text(encoding="utf-8"))}
    given = {form for form in forms if any(True for _ in inflection._first_from_list(form.lower()))}
    monkeypatch.setattr(posts, "_is_made_of_others", lambda _: True)
    found = {form: posts.find_post.__wrapped__(form) for form in forms}
    assert found == {form: posts.find_post(form) for form in forms}
    listed = inflection._listed_first_names()
    assert given == {
        form
        for form in forms
        for reading in inflection._by_endings(form.lower(), "first")
        if (fold(reading.nominative), reading.gender) in listed
    }


@pytest.mark.parametrize("path", LABELLED[::8], ids=lambda path: path.stem)
def test_plain_words_open_no_body(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form is told to be in no table of bodies at once where each of the tables says so."""
    forms = {token.text for token in split_tokens(path.read_text(encoding="utf-8"))}
    quick = {form for form in forms if bodies._opens_any.__wrapped__(form)}
    monkeypatch.setattr(bodies, "_is_plain", lambda _: False)
    bodies._opens_body.cache_clear()
    assert quick == {form for form in forms if bodies._opens_any.__wrapped__(form)}
