"""Questions and answers: whose words the paragraphs between the questions are.

– Сколько офисов открыто? / – Пять, и ещё два откроем. -> the second line is the interviewee's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from mfcx.attribution.speech.words import is_as_named, is_finite
from mfcx.document import DASHES, Document, Person, Sentence, Span
from mfcx.tables import fold, read_table

_CLOSING = ' »”"'
# fewer questions are rhetorical
_QUESTIONS = 2
# a name that opens a line may stand behind a dash
_OPENING = 2
# the longest name and office before a colon: «Анна Орлова, директор областного музея: …»
_LABEL = 20
# fewer words of a headline say nothing of whose the article is
_SAID_WORDS = 3


def find_answers(document: Document) -> dict[int, Person]:
    """The person who speaks in each line of an interview or under a name, by the number of the line."""
    lines = _lines(document)
    author = _headline_author(document, lines)
    labelled = dict.fromkeys(lines, author) if author is not None else {}
    labelled |= _labelled(document, lines)
    asked = [number for number, line in lines.items() if _asks(document.text, line)] if "?" in document.text else []
    person = _interviewee(document) if len(asked) >= _QUESTIONS else None
    if person is None:
        return labelled
    replies = {number: line for number, line in lines.items() if number not in asked and number > asked[0]}
    own = sum(number in labelled or _is_own(line) for number, line in replies.items())
    if own * 3 < len(replies) or not own:
        return labelled
    answers: dict[int, Person] = {}
    for number in replies:
        person = labelled.get(number, person)
        answers[number] = person
    return labelled | answers


_Line = list[Sentence]


def _lines(document: Document) -> dict[int, _Line]:
    """The sentences of each line but the headline."""
    rows: dict[int, _Line] = {}
    for sentence in document.sentences:
        if not sentence.is_title:
            rows.setdefault(sentence.line, []).append(sentence)
    return rows


def _asks(text: str, row: Sequence[Sentence]) -> bool:
    start = row[0].start
    line = text[start : row[-1].stop].rstrip(_CLOSING) or text[:start].rstrip(_CLOSING)
    return line.endswith("?")


def _is_own(line: _Line) -> bool:
    """A reply begins with a dash or speaks of «мы» and «я»."""
    if line[0].tokens[0].text in DASHES:
        return True
    return any(token.lower in _first_person() for sentence in line for token in sentence.tokens)


@cache
def _first_person() -> frozenset[str]:
    return frozenset(fold(row["lemma"]) for row in read_table("speech") if row["kind"] == "first_person")


def _interviewee(document: Document) -> Person | None:
    """The person named most often, the first of equals; authors do not count."""
    named = Counter({i: len(p.spans) for i, p in enumerate(document.persons) if not p.byline})
    return document.persons[named.most_common(1)[0][0]] if named else None


def _headline_author(document: Document, lines: Mapping[int, _Line]) -> Person | None:
    """«Анна Орлова: Открыли 5 окон» over «Открыли 5 окон. …»: the headline tells whose words the article is."""
    title = next((sentence for sentence in document.sentences if sentence.is_title), None)
    headline = document.text[title.start : title.stop] if title is not None else ""
    if title is None or ":" not in headline:
        return None
    texts = (document.text[line[0].start : line[-1].stop] for line in lines.values())
    told = next((text for text in texts if text != headline), "")
    name, _, said = headline.partition(":")
    named = next((p for p in document.persons if Span(title.start, title.start + len(name.rstrip())) in p.spans), None)
    again = len(said.split()) > _SAID_WORDS and fold(told).startswith(fold(said).strip(_CLOSING + ".…"))
    return named if again and named is not None and is_as_named(name.strip(), named) else None


def _labelled(document: Document, lines: Mapping[int, _Line]) -> dict[int, Person]:
    """«Анна Орлова: Мы открыли 5 окон.»: who speaks in a line under a name; «Анна Орлова: 5 очков» is a row."""
    names = {span.start: (span.stop, person) for person in document.persons for span in person.spans}
    found: dict[int, Person] = {}
    for number, line in lines.items():
        first, *others = line
        if ":" not in document.text[first.start : first.stop]:
            continue
        tokens = first.tokens
        colon = next((i for i, token in enumerate(tokens[:_LABEL]) if token.text == ":"), 0)
        if not colon or any(is_finite(token) for token in tokens[:colon]):
            continue
        at = next((i for i, token in enumerate(tokens[:colon]) if token.start in names), colon)
        stop, person = names.get(tokens[at].start, (0, None))
        if person is None or not (at < _OPENING or stop == tokens[colon].start):
            continue  # «Главный вопрос Анне Орловой и мэрии: …»
        said = others or any(is_finite(token) for token in tokens[colon:])
        if said and is_as_named(document.text[tokens[at].start : stop], person):
            found[number] = person
    return found
