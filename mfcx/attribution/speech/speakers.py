"""Who says a figure: quotes with their speaker before, inside or after, and reported speech.

«…принимаем 300 человек», — сказала Анна Орлова. / По словам Анны Орловой, … / Об этом сообщила Анна Орлова.
"""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.speech.acts import find_acts
from mfcx.attribution.speech.interviews import find_answers
from mfcx.attribution.speech.quoted_speech import attach_quotes
from mfcx.attribution.speech.quotes import find_quotes
from mfcx.attribution.speech.reported_speech import attach_reports
from mfcx.attribution.speech.words import Act, Mention, Scene
from mfcx.document import DASHES, Document, Person, Sentence


def set_speakers(document: Document) -> None:
    """Fills `speaker` of every metric that a person of the article is quoted or reported to have said."""
    if not document.metrics or all(person.byline for person in document.persons):
        return
    scene = Scene(document, find_quotes(document.text, document.sentences), _mentions(document))
    _read(scene)
    for metric in document.metrics:
        person = _speaker_at(scene, metric.quantity.start, metric.sentence)
        metric.speaker = person.name if person else None


def _mentions(document: Document) -> list[Mention]:
    named = [Mention(s.start, s.stop, p) for p in document.persons if not p.byline for s in p.spans]
    titles = [Mention(s.start, s.stop, p) for p in document.persons if not p.byline for s in p.title_spans]
    return sorted(named + titles, key=lambda m: m.start)


def _speaker_at(scene: Scene, at: int, sentence: Sentence) -> Person | None:
    quote = scene.quote_at(at)
    if quote is not None and quote in scene.by_quote:
        return scene.by_quote[quote]
    if quote is not None and not quote.dashed:
        return None
    return scene.by_sentence.get(sentence.start)


def _read(scene: Scene) -> None:
    sentences = scene.document.sentences
    replies = find_answers(scene.document)
    before: list[Act] = []
    answering: Person | None = None
    at = 0
    while at < len(sentences):
        last = at
        while last < len(sentences) and sentences[last].line == sentences[at].line:
            last += 1
        acts = [act for number in range(at, last) for act in find_acts(scene, number)]
        attach_quotes(scene, acts, before, (at, last))
        attach_reports(scene, acts, before, (at, last))
        answering = _answer(scene, acts, answering, (at, last))
        if sentences[at].line in replies:
            _give(scene, replies[sentences[at].line], (at, last))
        spoken = any(q in scene.by_quote for q in scene.quotes_of.get(sentences[at].line, ()))
        before, at = acts or (before if spoken else []), last


def _give(scene: Scene, person: Person, line: tuple[int, int]) -> None:
    """A whole line is spoken by a person, but for what somebody else says in it."""
    sentences = scene.document.sentences[line[0] : line[1]]
    for sentence in sentences:
        scene.by_sentence.setdefault(sentence.start, person)
    for quote in scene.quotes_of.get(sentences[0].line, ()):
        scene.by_quote.setdefault(quote, person)


def _answer(scene: Scene, acts: Sequence[Act], answering: Person | None, line: tuple[int, int]) -> Person | None:
    """«Отвечает директор центра Анна Орлова:» — all that follows is hers, up to the next who speaks."""
    if acts and acts[-1].kind == "answer":
        return acts[-1].person
    sentences = scene.document.sentences[line[0] : line[1]]
    if answering is None or acts or sentences[0].is_title:
        return None
    question = scene.document.text[sentences[-1].start : sentences[-1].stop].rstrip().endswith("?")
    if question and sentences[0].tokens[0].text in DASHES:
        return answering
    _give(scene, answering, line)
    return answering
