"""Bodies of an article under the fullest name each has: «МФЦ» and «Томской области» -> МФЦ Томской области, mfc."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

import regex

from mfcx.document import Document, Organisation, Sentence, Span, Token
from mfcx.morphology import is_word as _is_dictionary_word
from mfcx.morphology import lemmas, readings
from mfcx.names.bodies import bodies_in
from mfcx.names.body import Body, title_case
from mfcx.names.heads import body_words, field_words, find_head, known_heads, nominative_head, short_letters
from mfcx.names.mentions import article_sentences, has_lemma
from mfcx.names.phrases import (
    QUOTES,
    attribute_cases,
    is_abbreviation,
    is_capitalised,
    is_word,
    noun_cases,
    surface,
    token_range,
    words_of,
)
from mfcx.names.roles import find_post
from mfcx.names.tagger import Name, tag_names
from mfcx.names.whereabouts import Atlas, find_place
from mfcx.segments import split_tokens
from mfcx.tables import fold

_PUBLISHER_LINES = 8  # lines above the body in which a body may stand as publisher
_SIGNATURE_LINES = 3  # and lines below it
_PUBLISHER_WORDS = 10
_SEPARATORS = regex.compile(r"\s[—–|›/•-]\s|[:|›•]|(?<=[»”\"]),\s")


# --- running text -----------------------------------------------------------------------------------------


def _runs(sentence: Sentence, persons: Sequence[Span]) -> Iterator[Sequence[Token]]:
    """The tokens between names of persons: no body runs over a name."""
    start = 0
    for span in persons[bisect_left(persons, sentence.start, key=lambda span: span.stop) :]:
        if span.start >= sentence.stop:
            break
        first, last = token_range(sentence.tokens, span.start, span.stop)
        yield sentence.tokens[start:first]
        start = max(start, last)
    yield sentence.tokens[start:]


def _is_heading(tokens: Sequence[Token]) -> bool:
    """A line in capitals tells nothing about names."""
    words = [t.text for t in tokens if is_word(t) and len(t.text) > 1]
    return len(words) > 2 and all(word.isupper() for word in words)


def _in_text(sentences: Sequence[Sentence], persons: Sequence[Span], atlas: Atlas) -> Iterator[Body]:
    for sentence in sentences:
        if not _is_heading(sentence.tokens):
            for run in _runs(sentence, persons):
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
        if any(is_word(t) and has_lemma(t, "source") for t in tokens):
            yield from bodies_in(tokens, atlas)
            continue
        signed = end <= number < end + _SIGNATURE_LINES and _is_signature(tokens)
        near = body - _PUBLISHER_LINES <= number < body or signed
        if len(tokens) <= _PUBLISHER_WORDS and (credit or near):
            yield from _whole_segments(document.text, Span(line.start, line.stop), atlas)


def _is_signature(tokens: Sequence[Token]) -> bool:
    """«Глава Минспорта», «Пресс-служба Минздрава» under the article."""
    if not tokens or not is_word(tokens[0]):
        return False
    head = find_head(tokens[0])
    return find_post(tokens[0].text) is not None or (head is not None and head.tail == "all")


def _whole_segments(text: str, line: Span, atlas: Atlas) -> Iterator[Body]:
    """Segments of a line that are one body and nothing else."""
    start = line.start
    for cut in [*_SEPARATORS.finditer(text, line.start, line.stop), None]:
        stop = line.stop if cut is None else cut.start()
        tokens = _without_marks(split_tokens(text[start:stop], start))
        if tokens and find_post(tokens[0].text) is not None:
            tokens = tokens[1:]  # «Глава Минспорта»
        found = list(bodies_in(tokens, atlas)) if tokens and not _is_heading(tokens) else []
        if len(found) == 1 and found[0].span == Span(tokens[0].start, tokens[-1].stop):
            yield found[0]
        start = stop if cut is None else cut.end()


def _without_marks(tokens: Sequence[Token]) -> Sequence[Token]:
    """A segment without what stands round its words: «МФЦ Омской области ✔»."""
    first, last = 0, len(tokens)
    while first < last and not is_word(tokens[first]) and tokens[first].text not in QUOTES:
        first += 1
    while first < last and not is_word(tokens[last - 1]) and tokens[last - 1].text not in QUOTES:
        last -= 1
    return tokens[first:last]


# --- what the tagger found besides ------------------------------------------------------------------------


def _tagged(
    document: Document, sentences: Sequence[Sentence], persons: Sequence[Span], taken: Sequence[Span], atlas: Atlas
) -> Iterator[Body]:
    """Names of bodies without a head noun that the tables know: «Газпром», «НИА Томск»."""
    names = [name for name in tag_names(document.text, document.page) if name.kind == "ORG"]
    starts = [name.start for name in names]
    for sentence in sentences:
        here = names[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.stop)]
        if not here or _is_heading(sentence.tokens):
            continue
        for run in _runs(sentence, persons):
            yield from _in_run(run, here, taken, atlas)


def _in_run(run: Sequence[Token], names: Sequence[Name], taken: Sequence[Span], atlas: Atlas) -> Iterator[Body]:
    for name in names:
        if not run or name.stop <= run[0].start or name.start >= run[-1].stop:
            continue
        after = bisect_left(taken, name.start + 1, key=lambda span: span.stop)
        if after < len(taken) and taken[after].start < name.stop:
            continue
        found = _from_tag(run, Span(name.start, name.stop), atlas)
        if found is not None:
            yield found


def _inner(tokens: Sequence[Token], span: Span) -> tuple[int, int]:
    """Token indices of a tagged name without marks at its edges."""
    first, last = token_range(tokens, span.start, span.stop)
    while first < last and not is_word(tokens[first]):
        first += 1
    while first < last and not is_word(tokens[last - 1]) and not tokens[last - 1].text.isdigit():
        last -= 1
    return first, last


def _from_tag(tokens: Sequence[Token], span: Span, atlas: Atlas) -> Body | None:
    first, last = _inner(tokens, span)
    quoted = first > 0 and tokens[first - 1].text in QUOTES
    if first == last or not _is_name_of_body(tokens, first, last, quoted=quoted):
        return None
    if any(tokens[i].text in QUOTES for i in range(first, last)):
        last += last < len(tokens) and tokens[last].text in QUOTES
    name = surface(tokens, first, last, _bent(tokens, first, last))
    core, place = fold(name), None
    where = None if quoted else find_place(tokens, last, atlas)
    if where is not None and not where.generic:
        name, place, last = f"{name} {surface(tokens, last, where.end)}", where.key, where.end
    full = Span(tokens[first].start, tokens[last - 1].stop)
    return Body(full, title_case(name), _kind_of(name), core, place, bare=place is None)


def _bent(tokens: Sequence[Token], first: int, last: int) -> dict[int, str]:
    """Replacements for the words up to the head noun, unless they are in the nominative already."""
    nouns = [i for i in range(first, last) if noun_cases(tokens[i].text) and not is_abbreviation(tokens[i].text)]
    head = next((i for i in nouns if not attribute_cases(tokens[i].text)), nouns[0] if nouns else first)
    words = [tokens[i].text for i in range(first, head + 1) if not is_abbreviation(tokens[i].text)]
    straight = all("nomn" in noun_cases(word) | attribute_cases(word) for word in words)
    return {} if straight else nominative_head(tokens, first, head)


def _is_name_of_body(tokens: Sequence[Token], first: int, last: int, *, quoted: bool) -> bool:
    never = body_words("never").keys()
    words = [t for t in tokens[first:last] if is_word(t)]
    lead = words[0]
    if {lead.lower, *lemmas(lead.lower), lead.lower.partition("-")[0]} & never or not is_capitalised(lead.text):
        return False
    if all(word.text.isascii() for word in words) and any(
        char.isdigit() for t in tokens[first:last] for char in t.text
    ):
        return False  # «SARS-CoV-2»
    if len(words) > 1:
        return True
    if len(lead.text) < 3 or find_post(lead.text) is not None or (tokens[last:] and tokens[last].text == ":"):
        return False
    if not quoted and "anim" in readings(lead.text)[0].tags and _is_dictionary_word(lead.text.lower()):
        return False  # «Соболя»
    only_adjective = all(r.pos == "ADJF" for r in readings(lead.text)[:2]) and not quoted
    head = find_head(lead)
    # «ГБУ», «управление» alone are no names
    return not only_adjective and (head is None or head.alone)


def _kind_of(name: str) -> str:
    folded = fold(name)
    words = set(regex.findall(r"\w+", folded))
    for kind in ("media", "company"):
        if any(word in words or (len(word) > 3 and folded.startswith(word)) for word in body_words(kind)):
            return kind
    return "other"


# --- one body, many mentions ------------------------------------------------------------------------------


def _merge(found: Iterable[Body]) -> list[Body]:
    """Mentions of one body together; a bare «МФЦ» goes to the one body it can mean."""
    bodies: list[Body] = []
    bare: list[Body] = []
    for item in found:
        if item.bare:
            bare.append(item)
        else:
            _add(bodies, item)
    for item in sorted(bare, key=lambda item: (item.own is None, not item.network)):
        fitting = [body for body in bodies if body.core == item.core]
        own = [body for body in fitting if item.own is not None and body.place == item.own[1]]
        if item.network or len(own) == 1:
            fitting = own
        if len(fitting) == 1:
            fitting[0].spans.append(item.span)
        elif not fitting:  # of several nobody can say which
            if item.own is not None:
                item.name, item.place = item.own
                item.bare = False
            _add(bodies, item)
    return bodies


def _add(bodies: list[Body], item: Body) -> None:
    same = next((body for body in bodies if body.core == item.core and body.place == item.place), None)
    if same is None:
        item.spans = [item.span]
        bodies.append(item)
        return
    same.spans.append(item.span)
    if (item.weight, len(item.name)) > (same.weight, len(same.name)):
        same.name, same.kind, same.weight = item.name, item.kind, item.weight


def _with_short_names(bodies: Sequence[Body]) -> list[Body]:
    """«Минобрнауки» and «министерство образования и науки» are one body."""
    result: list[Body] = []
    for body in bodies:
        twin = next((b for b in result if _is_short_for(b, body) or _is_short_for(body, b)), None)
        if twin is None:
            result.append(body)
            continue
        if (len(body.spans), len(body.name)) > (len(twin.spans), len(twin.name)):
            twin.name = body.name
        twin.place = twin.place or body.place
        twin.spans += body.spans
    return result


def _with_first_words(bodies: Sequence[Body]) -> list[Body]:
    """«Водоканал» alone is the «ООО «Водоканал Томска»» of the same article."""
    result = list(bodies)
    for short in bodies:
        if not short.bare or " " in short.core or short.core in body_words("brand") or short.core in known_heads():
            continue
        long = [
            b
            for b in result
            if b is not short and b.core.startswith(short.core + " ") and any(q in b.name for q in QUOTES)
        ]
        if len(long) == 1:
            long[0].spans += short.spans
            result.remove(short)
    return result


def _is_short_for(short: Body, long: Body) -> bool:
    """Whether the letters of a short ministry spell the field of a long one: обр + нау."""
    letters, fields = short_letters(short.core), field_words(long.core)
    if short.core == letters or " " in letters or not fields:
        return False
    if short.place != long.place and not (short.bare or long.bare):
        return False
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(letters, fields[0], strict=False)))
    rest = letters[common:]
    return common >= 3 and (len(rest) <= 4 or any(word[:3] in rest for word in fields[1:]))


def _ministers(document: Document) -> Iterator[tuple[str, str]]:
    """Fields and states of ministers: «министр просвещения России» -> (просвещения, России)."""
    for person in document.persons:
        words = (person.role or "").split()
        post = find_post(words[0]) if len(words) > 2 else None
        if post is not None and post.group == "minister" and fold(words[-1]) in words_of("state"):
            yield fold(words[1]), words[-1]


def _placed_by_minister(document: Document, bodies: Iterable[Body]) -> None:
    """«Минпросвещения», whose head is the «министр просвещения России», is that of Russia."""
    for field, state in _ministers(document):
        for body in bodies:
            letters = short_letters(body.core)
            if body.bare and body.kind == "ministry" and body.core != letters and letters.startswith(field[:4]):
                body.name, body.bare = f"{body.name} {state}", False


def find_organisations(document: Document) -> list[Organisation]:
    """The bodies an article names, in order of first mention, each with all its mentions."""
    sentences = article_sentences(document)
    atlas = Atlas(document)
    persons = sorted(span for person in document.persons for span in person.spans)
    found = [*_in_text(sentences, persons, atlas), *_publishers(document, atlas)]
    found += _tagged(document, sentences, persons, sorted(item.span for item in found), atlas)
    found.sort(key=lambda item: item.span)
    bodies = _with_first_words(_with_short_names(_merge(found)))
    _placed_by_minister(document, bodies)
    result = [Organisation(body.name, body.kind, sorted(body.spans)) for body in bodies]
    return sorted(result, key=lambda body: body.spans[0])
