"""Names that a table has as a whole: «Мои Документы», «Банка России», «ГУ МЧС»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct

from mfcx.document import Span, Token
from mfcx.morphology import lemma, lemmas, readings
from mfcx.names.bodies.body import Body, is_counted, is_local, is_plural, linking_word, title_case
from mfcx.names.bodies.heads import body_words, find_head, in_full, nominative_head
from mfcx.names.bodies.quoted import named_after_end
from mfcx.names.bodies.whereabouts import Atlas, find_place, written_place
from mfcx.names.phrases import (
    attribute_cases,
    is_abbreviation,
    is_capitalised,
    next_group_end,
    noun_cases,
    surface,
    words_of,
)
from mfcx.tables import fold


@cache
def _by_first_word(role: str) -> dict[str, list[tuple[list[str], str]]]:
    """Names of several words with their values, by the word they begin with: «мои» -> [мои документы]."""
    result: dict[str, list[tuple[list[str], str]]] = {}
    for form, value in body_words(role).items():
        words = form.split()
        result.setdefault(words[0], []).append((words, value))
    return result


@lru_cache(maxsize=6_000)
def opens_set_name(text: str) -> bool:
    """Whether a name of this module may begin with a form: «Мои», «ГУ», «центром»."""
    lower = fold(text)
    return lower in first_forms() or not _phrases().keys().isdisjoint(lemmas(lower))


@cache
def first_forms() -> frozenset[str]:
    """The forms with which a name may begin that is never bent: {«мои», «гу» …}."""
    return frozenset((*_by_first_word("brand"), *_by_first_word("territorial")))


def first_lemmas() -> frozenset[str]:
    """The lemmas of the first words of the other names: {«центр», «банк» …}."""
    return frozenset(_phrases())


def find_brand(tokens: Sequence[Token], first: int) -> tuple[Body, int] | None:
    """«Мои документы», in quotes or not."""
    if not is_capitalised(tokens[first].text):
        return None
    for words, value in _by_first_word("brand").get(tokens[first].lower, ()):
        end = first + len(words)
        if [token.lower for token in tokens[first:end]] == words:
            span = Span(tokens[first].start, tokens[end - 1].stop)
            kind, _, name = value.partition(" ")
            return Body(span, name, kind, fold(name)), end
    return None


class _Phrase(Struct, frozen=True):
    """A name of several words: its head is bent and so is what stands before it; a place may make it one body."""

    words: tuple[str, ...]
    head: int
    kind: str
    reach: str  # see the table: place, wide, local or federal

    @property
    def with_place(self) -> bool:
        return bool(self.reach)

    def own_region(self, atlas: Atlas) -> str | None:
        """The region whose body it is where nobody tells a place; «центр занятости» may be a town's."""
        is_region_s = self.reach == "place" or (self.reach == "wide" and not atlas.names_places())
        return atlas.region if is_region_s else None

    @property
    def local(self) -> bool:
        """«совет депутатов», which is never the region's."""
        return self.reach == "local"


def find_phrase(tokens: Sequence[Token], at: int, atlas: Atlas) -> tuple[Body, int] | None:
    """Names of several words by the table: «Банка России» -> Банк России, «центр занятости» with its place."""
    if _phrases().keys().isdisjoint(lemmas(tokens[at].lower)) or _is_inside_local(tokens, at):
        return None
    opened = _opened(tokens[at])
    for text, phrase in sorted(opened.items(), key=lambda item: -len(item[0])):  # «служба занятости населения»
        if not _stands_at(tokens, at, phrase):
            continue
        if is_counted(tokens, at) or not (phrase.with_place or is_capitalised(tokens[at].text)):
            continue  # «две службы занятости», «банки России»
        found = _read_phrase(tokens, at, text, phrase, atlas)
        if found is not None:
            return found
    return None


def _is_inside_local(tokens: Sequence[Token], at: int) -> bool:
    """«участковая [избирательная комиссия]» is not the region's."""
    longer = _opened(tokens[at - 1]).values() if at else ()
    return any(phrase.local and _stands_at(tokens, at - 1, phrase) for phrase in longer)


def _read_phrase(tokens: Sequence[Token], at: int, text: str, phrase: _Phrase, atlas: Atlas) -> tuple[Body, int] | None:
    """The body of a phrase that stands at `at`, with the place before it or behind."""
    end = at + len(phrase.words)
    first = _place_before(tokens, at, atlas) if phrase.with_place else at
    if phrase.with_place and (wider := _wider_end(tokens, end, atlas)) is not None:
        end = wider
    end = _owner_end(tokens, end) if phrase.with_place else end
    named, end = end, named_after_end(tokens, end)
    name = title_case(surface(tokens, first, end, nominative_head(tokens, first, at + phrase.head)))
    span = Span(tokens[first].start, tokens[end - 1].stop)
    body = Body(span, name, phrase.kind, in_full(text), bare=phrase.with_place)
    where = find_place(tokens, end, atlas, prepositions=True) if phrase.with_place else None
    if where is not None and (where.text is not None or not where.generic):
        body.name, body.place, body.bare = f"{name} {written_place(tokens, end, where)}", where.key, False
        body.span = Span(body.span.start, tokens[where.end - 1].stop)
        return body, where.end
    if phrase.local and first == at and not is_capitalised(tokens[at].text):
        return None  # «на совет депутатов» of nobody knows where
    if first < at:
        body.place, body.bare = atlas.adjective_at(tokens[first]), is_local(tokens[first])
    elif end == named and (region := phrase.own_region(atlas)) is not None:
        body.own = f"{name} {atlas.own()}", region
    return body, end


def _opened(token: Token) -> dict[str, _Phrase]:
    """The phrases of the table that a word may begin."""
    return {text: phrase for word in lemmas(token.lower) for text, phrase in _phrases().get(word, ())}


def _owner_end(tokens: Sequence[Token], end: int) -> int:
    """End of the letters of whom an office belongs to: «следственное управление [СК РФ] по области»."""
    if end >= len(tokens) or not is_abbreviation(tokens[end].text):
        return end
    if (brand := find_brand(tokens, end)) is not None:
        return brand[1]
    head = find_head(tokens[end])
    return end + 1 if head is not None and head.alone and head.kind == "agency" else end


def _stands_at(tokens: Sequence[Token], at: int, phrase: _Phrase) -> bool:
    words, head = phrase.words, phrase.head
    if at + len(words) > len(tokens):
        return False
    bent = all(words[i] in lemmas(tokens[at + i].lower) for i in range(1, head + 1))
    rest = [fold(token.text) for token in tokens[at + head + 1 : at + len(words)]]
    several = any(map(is_plural, tokens[at : at + head]))  # «избирательные комиссии»
    return bent and not several and rest == list(words[head + 1 :]) and "sing" in _numbers(tokens[at + head])


def _place_before(tokens: Sequence[Token], at: int, atlas: Atlas) -> int:
    """«[Омская] торгово-промышленная палата», «[городской] центр занятости»"""
    if at == 0 or not (is_local(tokens[at - 1]) or atlas.adjective_at(tokens[at - 1]) is not None):
        return at
    same = attribute_cases(tokens[at - 1].text) & (attribute_cases(tokens[at].text) | noun_cases(tokens[at].text))
    return at - 1 if same else at


def _wider_end(tokens: Sequence[Token], first: int, atlas: Atlas) -> int | None:
    """End of one more genitive before the place: «центр занятости [молодёжи] Омска»."""
    if first >= len(tokens) or is_capitalised(tokens[first].text) or find_place(tokens, first, atlas) is not None:
        return None
    end = next_group_end(tokens, first, start=first, prepositions=False)
    return end if end is not None and find_place(tokens, end, atlas) is not None else None


@cache
def _phrases() -> dict[str, list[tuple[str, _Phrase]]]:
    """The phrases of the table by their first word."""
    result: dict[str, list[tuple[str, _Phrase]]] = {}
    for phrase, value in body_words("phrase").items():
        kind, _, place = value.partition(" ")
        words = phrase.split()
        head = next(i for i, word in enumerate(words) if noun_cases(word) and not attribute_cases(word))
        bent = [fold(lemma(word, "ADJF")) for word in words[:head]]
        words = [*bent, *words[head:]]
        found = _Phrase(tuple(words), head, kind, place)
        result.setdefault(words[0], []).append((phrase, found))
    return result


def _numbers(token: Token) -> set[str]:
    return {str(r.number) for r in readings(token.text) if r.pos == "NOUN"}


def find_territorial(tokens: Sequence[Token], first: int, atlas: Atlas) -> tuple[Body, int] | None:
    """«ГУ МЧС» -> ГУ МЧС России по Саратовской области: a federal body's branch in the region."""
    if not is_abbreviation(tokens[first].text):
        return None
    for words, full in _by_first_word("territorial").get(tokens[first].lower, ()):
        end = first + len(words)
        if [t.lower for t in tokens[first:end]] != words:
            continue
        spelled = end < len(tokens) and tokens[end].lower in words_of("state")
        if spelled:
            end += 1
            full = f"{surface(tokens, first, end)} {linking_word()}"  # «ГУ МЧС РФ», as the article has it
        where = find_place(tokens, end, atlas, prepositions=True)
        key, text = atlas.region, atlas.own("datv") if atlas.region else None
        if where is not None and not where.generic:
            key, text = where.key, written_place(tokens, end, where).removeprefix(f"{linking_word()} ")
            end = where.end
        name = surface(tokens, first, end) if text is None else f"{full} {text}"
        span, core = Span(tokens[first].start, tokens[end - 1].stop), " ".join(words)
        return Body(span, name, "agency", core, key, weight=1 + spelled), end
    return None
