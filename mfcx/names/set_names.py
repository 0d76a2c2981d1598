"""Names that a table has as a whole: «Мои Документы», «Банка России», «ГУ МЧС»."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from mfcx.document import Span, Token
from mfcx.morphology import lemmas, readings
from mfcx.names.body import Body, is_counted, linking_word, title_case
from mfcx.names.heads import body_words, nominative_head
from mfcx.names.phrases import is_abbreviation, is_capitalised, surface, words_of
from mfcx.names.whereabouts import Atlas, find_place, written_place
from mfcx.tables import fold


def find_brand(tokens: Sequence[Token], first: int) -> tuple[Body, int] | None:
    """«Мои документы», in quotes or not."""
    if not is_capitalised(tokens[first].text):
        return None
    for form, name in body_words("brand").items():
        words = form.split()
        end = first + len(words)
        if [token.lower for token in tokens[first:end]] == words:
            span = Span(tokens[first].start, tokens[end - 1].stop)
            return Body(span, name, "mfc" if len(words) > 1 else "other", fold(name)), end
    return None


def find_phrase(tokens: Sequence[Token], at: int, atlas: Atlas) -> tuple[Body, int] | None:
    """Names of several words by the table: «Банка России» -> Банк России, «центр занятости» with its place."""
    for phrase, (words, kind, with_place) in _phrases().items():
        end = at + len(words)
        if end > len(tokens) or words[0] not in lemmas(tokens[at].lower):
            continue
        if [t.lower for t in tokens[at + 1 : end]] != list(words[1:]) or "sing" not in _numbers(tokens[at]):
            continue
        if is_counted(tokens, at) or not (with_place or is_capitalised(tokens[at].text)):
            continue  # «две службы занятости», «банки России»
        name = title_case(surface(tokens, at, end, nominative_head(tokens, at, at)))
        body = Body(Span(tokens[at].start, tokens[end - 1].stop), name, kind, phrase, bare=with_place)
        where = find_place(tokens, end, atlas, prepositions=True) if with_place else None
        if where is not None and (where.text is not None or not where.generic):
            body.name, body.place, body.bare = f"{name} {written_place(tokens, end, where)}", where.key, False
            body.span = Span(body.span.start, tokens[where.end - 1].stop)
            end = where.end
        elif with_place and atlas.region:
            body.own = f"{name} {atlas.own()}", atlas.region
        return body, end
    return None


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], str, bool]]:
    """Names of several words: their words, kind, and whether a place makes them one body."""
    result = {}
    # the longest first: «служба занятости населения»
    for phrase, value in sorted(body_words("phrase").items(), key=lambda item: -len(item[0])):
        kind, _, place = value.partition(" ")
        result[phrase] = (tuple(phrase.split()), kind, place == "place")
    return result


def _numbers(token: Token) -> set[str]:
    return {str(r.number) for r in readings(token.text) if r.pos == "NOUN"}


def find_territorial(tokens: Sequence[Token], first: int, atlas: Atlas) -> tuple[Body, int] | None:
    """«ГУ МЧС» -> ГУ МЧС России по Саратовской области: a federal body's branch in the region."""
    if not is_abbreviation(tokens[first].text):
        return None
    for short, full in body_words("territorial").items():
        words = short.split()
        end = first + len(words)
        if [t.lower for t in tokens[first:end]] != words:
            continue
        end += end < len(tokens) and tokens[end].lower in words_of("state")
        where = find_place(tokens, end, atlas, prepositions=True)
        key, text = atlas.region, atlas.own("datv") if atlas.region else None
        if where is not None and not where.generic:
            key, text = where.key, written_place(tokens, end, where).removeprefix(f"{linking_word()} ")
            end = where.end
        name = surface(tokens, first, end) if text is None else f"{full} {text}"
        return Body(Span(tokens[first].start, tokens[end - 1].stop), name, "agency", short, key), end
    return None
