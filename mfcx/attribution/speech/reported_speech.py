"""Whose a sentence without quotation marks is: «по словам X, …», «X сообщил, что …», «Об этом сообщил X»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.speech.words import Act, Scene, speech_patterns
from mfcx.document import Person, Sentence
from mfcx.facts import goes_on, is_list_row


def attach_reports(scene: Scene, acts: Sequence[Act], before: Sequence[Act], line: tuple[int, int]) -> None:
    """Reported speech: the sentence that tells of it, and those behind that go on with it."""
    telling = _last_report(before)
    if acts or telling is not None:
        _attach(scene, acts, telling, line)
    if not acts and line[0]:
        _report_row(scene, line[0])


def _attach(scene: Scene, acts: Sequence[Act], telling: Person | None, line: tuple[int, int]) -> None:
    """The sentences of a line in which somebody speaks, or which go on with what one tells above it."""
    carried: Person | None = None
    for number in range(*line):
        sentence = scene.document.sentences[number]
        mine = [a for a in acts if a.sentence == number]
        pointing = next((a for a in mine if a.pointer), None)
        if pointing is not None:
            _point_back(scene, pointing, line)
        own = next((a for a in reversed(mine) if a.reports), None)
        person = own.person if own else carried or (telling if telling and _adds(scene, number, line[0]) else None)
        if person is None or (own is None and (mine or _breaks(sentence))):
            carried, telling = own.person if own and own.carries else None, _last_report(mine)
            continue
        scene.by_sentence.setdefault(sentence.start, person)
        if own is not None:
            if number > line[0] and own.carries:
                _tell_whole(scene, number, person)
            carried = own.person if own.carries else None
        telling = person


def _last_report(acts: Sequence[Act]) -> Person | None:
    """Who told something last, in these acts: «О ходе ремонта рассказал X.»."""
    last = acts[-1] if acts else None
    return last.person if last and last.kind == "report" and not last.pointer and not last.inserted else None


def _adds(scene: Scene, number: int, first: int) -> bool:
    """«Так, открыто 12 школ», «Также …», «Из них …»: goes on with what was told, in a new paragraph by «так»."""
    sentences = scene.document.sentences
    kinds = ("instance",) if number == first else ("instance", "also")
    if any(_opens_with(kind, sentences[number]) for kind in kinds):
        return True
    return number > first and goes_on(scene.document.text, sentences[number], sentences[number - 1])


def _tell_whole(scene: Scene, number: int, person: Person) -> None:
    """«Родились 137 детей. Среди них 74 мальчика, рассказал X»: who tells the parts has told the whole."""
    whole, part = scene.document.sentences[number - 1], scene.document.sentences[number]
    if goes_on(scene.document.text, part, whole) and not _breaks(whole):
        scene.by_sentence.setdefault(whole.start, person)


def _report_row(scene: Scene, number: int) -> None:
    """Rows of a list are told by whoever tells its head."""
    text, sentences = scene.document.text, scene.document.sentences
    row, above = sentences[number], sentences[number - 1]
    if is_list_row(text, row) and (is_list_row(text, above) or text.endswith(":", 0, above.stop)):
        person = scene.by_sentence.get(above.start)
        if person is not None:
            scene.by_sentence.setdefault(row.start, person)


def _point_back(scene: Scene, act: Act, line: tuple[int, int]) -> None:
    """«Об этом сообщил X»: what was told before it in the paragraph, or the paragraph above."""
    sentences = scene.document.sentences
    numbers = list(range(line[0], act.sentence))
    if not numbers and line[0] and not sentences[line[0] - 1].is_title:
        above = sentences[line[0] - 1].line
        numbers = [n for n in range(line[0]) if sentences[n].line == above]
    if act.person is not None:
        for number in numbers:
            scene.by_sentence.setdefault(sentences[number].start, act.person)


def _breaks(sentence: Sentence) -> bool:
    """«Напомним, …»: the newsroom speaks again."""
    return _opens_with("break", sentence)


def _opens_with(kind: str, sentence: Sentence) -> bool:
    return any(speech_patterns(kind).starting(sentence.opener or sentence.tokens, 0))
