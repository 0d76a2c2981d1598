"""Bodies of an article under the fullest name each has: «МФЦ» and «Томской области» -> МФЦ Томской области, mfc."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mfcx.document import Document, Organisation, Sentence, Span, Token
from mfcx.names.bodies.body import Body
from mfcx.names.bodies.headed import bodies_in
from mfcx.names.bodies.heads import find_head
from mfcx.names.bodies.merging import merge_bodies
from mfcx.names.bodies.tagged import is_heading, runs_between, tagged_bodies
from mfcx.names.bodies.whereabouts import Atlas
from mfcx.names.people.posts import find_post
from mfcx.names.phrases import QUOTES, has_lemma, is_capitalised, is_of_kind, is_word
from mfcx.names.sentences import article_sentences
from mfcx.segments import split_tokens
from mfcx.stored import expression

_PUBLISHER_LINES = 8  # lines above the body in which a body may stand as publisher
_SIGNATURE_LINES = 3  # and lines below it
_PUBLISHER_WORDS = 10
_SEPARATORS = expression(r"\s[—–|›/•-]\s|[:|›•]|(?<=[»”\"]),\s")


# --- running text -----------------------------------------------------------------------------------------


def _in_text(sentences: Sequence[Sentence], persons: Sequence[Span], atlas: Atlas) -> Iterator[Body]:
    for sentence in sentences:
        if not is_heading(sentence.tokens):
            for run in runs_between(sentence, persons):
                yield from bodies_in(run, atlas)


# --- publishers: lines above the body and credits ---------------------------------------------------------


def _publishers(document: Document, atlas: Atlas) -> Iterator[Body]:
    """«Томскстат», «Минсельхоз РМ» on a line of its own, «Фото: пресс-служба ГКУ «Центр»»."""
    lines = document.page.lines
    kinds = [line.kind for line in lines]
    body = kinds.index("body") if "body" in kinds else 0
    end = len(kinds) - kinds[::-1].index("body") if "body" in kinds else 0
    for number, line in enumerate(lines):
        if line.kind not in ("boilerplate", "dateline") or line.stop <= line.start:
            continue
        tokens = split_tokens(document.text[line.start : line.stop], line.start)
        credit = bool(tokens) and has_lemma(tokens[0], "credit") and is_capitalised(tokens[0].text)
        if any(is_of_kind(token.lower, "source") for token in tokens):
            yield from bodies_in(tokens, atlas)
            continue
        signed = end <= number < end + _SIGNATURE_LINES and _is_signature(tokens)
        near = body - _PUBLISHER_LINES <= number < body or signed
        if len(tokens) <= _PUBLISHER_WORDS and (credit or near):
            for found in _whole_segments(document.text, Span(line.start, line.stop), tokens, atlas):
                if line.kind == "dateline" and found.kind == "other":
                    found.kind = "media"  # «Омск, 5 мая – Степная новь»
                yield found


def _is_signature(tokens: Sequence[Token]) -> bool:
    """«Глава Минспорта», «Пресс-служба Минздрава» under the article."""
    if not tokens or not is_word(tokens[0]):
        return False
    head = find_head(tokens[0])
    return find_post(tokens[0].text) is not None or (head is not None and head.tail == "all")


def _whole_segments(text: str, line: Span, words: Sequence[Token], atlas: Atlas) -> Iterator[Body]:
    """Segments of a line of these words that are one body and nothing else."""
    start = line.start
    cuts = list(_SEPARATORS.finditer(text, line.start, line.stop))
    for cut in [*cuts, None]:
        stop = line.stop if cut is None else cut.start()
        tokens = _without_marks(split_tokens(text[start:stop], start) if cuts else words)
        if tokens and find_post(tokens[0].text) is not None:
            tokens = tokens[1:]  # «Глава Минспорта»
        found = list(bodies_in(tokens, atlas)) if tokens and not is_heading(tokens) else []
        whole = Span(tokens[0].start, tokens[-1].stop) if found else None
        if found and found[0].span == whole and found[-1].span.stop <= whole.stop:
            yield from found  # «пресс-служба Госсовета» is two bodies
        start = stop if cut is None else cut.end()


def _without_marks(tokens: Sequence[Token]) -> Sequence[Token]:
    """A segment without what stands round its words: «МФЦ Омской области ✔»."""
    first, last = 0, len(tokens)
    while first < last and not is_word(tokens[first]) and tokens[first].text not in QUOTES:
        first += 1
    while first < last and not is_word(tokens[last - 1]) and tokens[last - 1].text not in QUOTES:
        last -= 1
    return tokens[first:last]


def find_organisations(document: Document) -> list[Organisation]:
    """The bodies an article names, in order of first mention, each with all its mentions."""
    sentences = article_sentences(document)
    atlas = Atlas(document)
    persons = sorted(span for person in document.persons for span in person.spans)
    found = [*_in_text(sentences, persons, atlas), *_publishers(document, atlas)]
    found += tagged_bodies(document, sentences, persons, sorted(item.span for item in found), atlas)
    found.sort(key=lambda item: item.span)
    bodies = merge_bodies(found, document)
    result = [Organisation(body.name, body.kind, sorted(body.spans)) for body in bodies]
    return sorted(result, key=lambda body: body.spans[0])
