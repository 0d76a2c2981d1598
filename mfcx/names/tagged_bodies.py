"""Bodies that the tagger found and no head noun shows: «Газпром», «НИА Томск»."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import regex

from mfcx.document import Document, Sentence, Span, Token
from mfcx.morphology import is_word as _is_dictionary_word
from mfcx.morphology import lemmas, readings
from mfcx.names.body import Body, is_form, kind_of, title_case
from mfcx.names.heads import body_words, find_head, nominative_head
from mfcx.names.phrases import (
    QUOTES,
    attribute_cases,
    closing_quote,
    is_abbreviation,
    is_and,
    is_capitalised,
    is_word,
    noun_cases,
    surface,
    token_range,
)
from mfcx.names.roles import find_post
from mfcx.names.tagger import Name, tag_names
from mfcx.names.whereabouts import Atlas, find_place
from mfcx.tables import fold

_LETTERS_WITH_ENDING = regex.compile(r"(\p{Lu}{2,})(\p{Ll}{1,3})")


def runs_between(sentence: Sentence, persons: Sequence[Span]) -> Iterator[Sequence[Token]]:
    """The tokens between names of persons: no body runs over a name."""
    start = 0
    for span in persons[bisect_left(persons, sentence.start, key=lambda span: span.stop) :]:
        if span.start >= sentence.stop:
            break
        first, last = token_range(sentence.tokens, span.start, span.stop)
        yield sentence.tokens[start:first]
        start = max(start, last)
    yield sentence.tokens[start:]


def is_heading(tokens: Sequence[Token]) -> bool:
    """A line in capitals tells nothing about names."""
    words = [t.text for t in tokens if is_word(t) and len(t.text) > 1]
    return len(words) > 2 and all(word.isupper() for word in words)


def tagged_bodies(
    document: Document, sentences: Sequence[Sentence], persons: Sequence[Span], taken: Sequence[Span], atlas: Atlas
) -> Iterator[Body]:
    """Names of bodies without a head noun that the tables know: «Газпром», «НИА Томск»."""
    names = [name for name in tag_names(document.text, document.page) if name.kind == "ORG"]
    starts = [name.start for name in names]
    for sentence in sentences:
        here = names[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.stop)]
        if not here or is_heading(sentence.tokens):
            continue
        for run in runs_between(sentence, persons):
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
    # «Центр света", "Дом звука»: two names in one
    last = next((i for i in range(first, last - 1) if tokens[i].text in QUOTES and tokens[i + 1].text == ","), last)
    opened = [i for i in range(first, last) if tokens[i].text == "("]
    if opened and all(tokens[i].text != ")" for i in range(opened[-1], last)):
        last = opened[-1]  # «Союз строителей (ССР»
    return first, last


def _whole_group(tokens: Sequence[Token], first: int, last: int) -> int:
    """End of a name that the tagger cut before its noun: «Омский историко-архитектурный [и художественный музей]»."""
    if any(noun_cases(t.text) and not attribute_cases(t.text) for t in tokens[first:last]):
        return last
    end = last
    cases = frozenset(attribute_cases(tokens[last - 1].text))
    while end < len(tokens) and (is_and(tokens[end]) or attribute_cases(tokens[end].text) & cases):
        end += 1
    found = end < len(tokens) and end > last and noun_cases(tokens[end].text) & cases
    return end + 1 if found else last


def _from_tag(tokens: Sequence[Token], span: Span, atlas: Atlas) -> Body | None:
    first, last = _inner(tokens, span)
    last = _whole_group(tokens, first, last) if first < last else last
    quoted = first > 0 and tokens[first - 1].text in QUOTES
    if first == last or not _is_name_of_body(tokens, first, last, quoted=quoted):
        return None
    if quoted and first > 2 and lemmas(tokens[first - 3].lower) & body_words("no_sort").keys():
        return None  # «торговый центр «Заря»»
    last = _behind_quotes(tokens, first, last)
    name = surface(tokens, first, last, _bent(tokens, first, last))
    core, place = fold(name), None
    where = None if quoted else find_place(tokens, last, atlas)
    if where is not None and not where.generic:
        name, place, last = f"{name} {surface(tokens, last, where.end)}", where.key, where.end
    full = Span(tokens[first].start, tokens[last - 1].stop)
    return Body(full, title_case(name), kind_of(name), core, place, bare=place is None)


def _behind_quotes(tokens: Sequence[Token], first: int, last: int) -> int:
    """End of a name whose closing mark, or what comes before it, the tagger left out."""
    opened = next((i for i in range(first, last - 1) if tokens[i].text in QUOTES and is_word(tokens[i + 1])), None)
    closed = closing_quote(tokens, opened) if opened is not None else None
    return last if closed is None else max(last, closed + 1)


def _bent(tokens: Sequence[Token], first: int, last: int) -> dict[int, str]:
    """Replacements for the words up to the head noun, unless they are in the nominative already."""
    ended = _LETTERS_WITH_ENDING.fullmatch(tokens[first].text)
    if ended is not None and ended[2] in body_words("letters_ending"):
        return {first: ended[1]}  # «МИДа»
    # what is quoted or named after somebody stays: «РИА «Новости»», «ГМИИ им. Пушкина»
    last = next((i for i in range(first, last) if tokens[i].text in QUOTES or _is_named_after(tokens[i])), last)
    nouns = [
        i
        for i in range(first, last)
        if noun_cases(tokens[i].text) and not is_abbreviation(tokens[i].text) and not is_and(tokens[i])
    ]
    head = next((i for i in nouns if not attribute_cases(tokens[i].text)), nouns[0] if nouns else first)
    words = [t.text for t in tokens[first : head + 1] if not is_abbreviation(t.text) and not is_and(t)]
    straight = all("nomn" in noun_cases(word) | attribute_cases(word) for word in words)
    return {} if straight else nominative_head(tokens, first, head)


def _is_named_after(token: Token) -> bool:
    return token.lower in body_words("named_after")


def _is_name_of_body(tokens: Sequence[Token], first: int, last: int, *, quoted: bool) -> bool:
    never = body_words("never").keys()
    words = [t for t in tokens[first:last] if is_word(t)]
    lead = words[0]
    rest = "".join(f" {word.lower}" for word in words[1:])
    leads = {lead.lower, *lemmas(lead.lower), lead.lower.partition("-")[0]}
    if (leads | {form + rest for form in leads}) & never or not is_capitalised(lead.text):
        return False
    if all(word.text.isascii() for word in words) and any(
        char.isdigit() for t in tokens[first:last] for char in t.text
    ):
        return False  # «SARS-CoV-2»
    if len(words) > 1:
        head = find_head(words[-1])
        # «Федеральная служба» is any
        return head is None or head.alone or not all(is_form(word) for word in words[:-1])
    if len(lead.text) < 3 or find_post(lead.text) is not None or (tokens[last:] and tokens[last].text == ":"):
        return False
    if not quoted and "anim" in readings(lead.text)[0].tags and _is_dictionary_word(lead.text.lower()):
        return False  # «Соболя»
    only_adjective = all(r.pos == "ADJF" for r in readings(lead.text)[:2]) and not quoted
    head = find_head(lead)
    # «ГБУ», «управление» alone are no names
    return not only_adjective and (head is None or head.alone)
