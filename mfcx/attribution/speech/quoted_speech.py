"""Whose a quotation is: the speaker before, inside or behind it, or the one who speaks in its paragraph.

«Мы приняли 300 человек», — сказала Анна Орлова. / Анна Орлова: «Мы приняли 300 человек».
"""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.attribution.speech.quotes import Quote
from mfcx.attribution.speech.words import INSERTED, Act, Scene, is_as_named
from mfcx.document import Person
from mfcx.stored import expression

# between a quotation and the name that signs it
_SIGNED = 8
# the longest name and office before a quotation
_HEADING = 200
# a clause ends at one of these: «Анна Орлова рада. Итог: «…»»
_ENDS = expression(r"[.!?;:»]\s")
# a row of a list is short; a longer line after a dash is somebody's speech
_ROW = 60


def attach_quotes(scene: Scene, acts: Sequence[Act], before: Sequence[Act], line: tuple[int, int]) -> None:
    """Every quotation of a line gets the speaker that stands at it, else the one who speaks in its paragraph."""
    sentences = scene.document.sentences
    number, start = sentences[line[0]].line, sentences[line[0]].start
    here = scene.quotes_of.get(number, ())
    _attach_begun(scene, acts, number)
    for act in acts:
        for quote in here:
            if quote not in scene.by_quote and _touches(scene, act, quote):
                scene.by_quote[quote] = act.person
    for quote in here:
        if quote in scene.by_quote:
            continue
        person = _heading(scene, quote) or _introduced(scene, quote, before, start) or _signed(scene, quote)
        if person is None and not quote.dashed:
            earlier = [a for a in acts if a.start < quote.start]
            person = earlier[-1].person if earlier else _next_act(acts, quote)
            if person is None and not acts and before and _is_whole(scene, quote, line):
                person = before[-1].person
        elif person is None and _goes_on(scene, quote):
            person = scene.by_quote.get(scene.quotes[scene.quotes.index(quote) - 1])
        if person is not None:
            scene.by_quote[quote] = person
            scene.last = person


def _attach_begun(scene: Scene, acts: Sequence[Act], number: int) -> None:
    """«Построим зал, — говорит он. — И ещё …»: a quotation that goes on below has its speaker inside."""
    for quote in scene.begun_in.get(number, ()):
        inside = next((act.person for act in acts if act.inserted and quote.holds(act.start)), None)
        if inside is not None:
            scene.by_quote.setdefault(quote, inside)


def _is_whole(scene: Scene, quote: Quote, line: tuple[int, int]) -> bool:
    """Whether a paragraph is nothing but a quotation; whoever spoke right above goes on."""
    first, last = scene.document.sentences[line[0]], scene.document.sentences[line[1] - 1]
    return quote.start == first.start and not scene.document.text[quote.stop : last.stop].strip(" .")


def _next_act(acts: Sequence[Act], quote: Quote) -> Person | None:
    """«…». Об этом сообщил X: the one who speaks right behind a quotation."""
    later = [a for a in acts if a.start >= quote.stop]
    return later[0].person if later else None


def _touches(scene: Scene, act: Act, quote: Quote) -> bool:
    """Whether words of speaking belong to a quotation: inside it, behind it after a dash, before it with a colon."""
    if quote.holds(act.start):
        return act.inserted
    text = scene.document.text
    if quote.stop <= act.start:
        between = text[quote.stop : act.start]
        return act.inserted and len(between.split()) <= INSERTED + 1
    between = text[act.start : quote.start].rstrip()
    return between.endswith(":") and not any(mark in between[:-1] for mark in "«»;")


def _heading(scene: Scene, quote: Quote) -> Person | None:
    """«Анна Орлова: «…»», «Анна Орлова (директор МФЦ): «…»»: a name and a colon before a quotation."""
    text = scene.document.text
    mentions = scene.inside(max(0, quote.start - _HEADING), quote.start)
    for mention in mentions:
        between = text[mention.stop : quote.start].strip()
        if between == ":" or (between.startswith("(") and between.endswith("):") and "(" not in between[1:]):
            return mention.person
    # «Анна Орлова винит погоду: «…»»: any verb tells of speech before a colon
    colon = len(text[: quote.start].rstrip()) - 1
    clause = [m for m in mentions if not _ENDS.search(text, m.stop, colon)] if text[colon] == ":" else []
    alone = len({m.person.name for m in clause}) == 1 and is_as_named(
        text[clause[0].start : clause[0].stop], clause[0].person
    )
    return clause[0].person if alone else None


def _introduced(scene: Scene, quote: Quote, before: Sequence[Act], start: int) -> Person | None:
    """A paragraph of speech after a line that ends in a colon and names who speaks."""
    if quote.start != start:
        return None
    above = scene.document.text[:start].rstrip()
    if not above.endswith(":"):
        return None
    if before:
        return before[-1].person
    named = scene.inside(above.rfind("\n") + 1, start)
    return named[-1].person if named else None


def _signed(scene: Scene, quote: Quote) -> Person | None:
    """«…» — Анна Орлова, директор центра: a name right behind a quotation, after a dash or on the next line."""
    text = scene.document.text
    for mention in scene.inside(quote.stop, quote.stop + _SIGNED):
        between = text[quote.stop : mention.start]
        if not between.strip(" .,–—-\n\r") and between.strip(" .,"):
            return mention.person
    return None


def _goes_on(scene: Scene, quote: Quote) -> bool:
    """A second paragraph after a dash, spoken by the same person."""
    at = scene.quotes.index(quote)
    if at == 0 or not scene.quotes[at - 1].dashed or quote.stop - quote.start < _ROW:
        return False
    return not scene.document.text[scene.quotes[at - 1].stop : quote.start].strip()
