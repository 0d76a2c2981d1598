"""МФЦ by every way of writing: «многофункциональные центры области», «61 МФЦ», «ГАУ МФЦ»."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from mfcx.document import Span, Token
from mfcx.morphology import readings
from mfcx.names.bodies.body import Body, belongs, is_counted, is_plural, make_body, own_place
from mfcx.names.bodies.heads import Head, body_words, find_head, has_reading, known_heads
from mfcx.names.bodies.whereabouts import Atlas, Where, find_place, written_place
from mfcx.names.phrases import attributes_start, is_abbreviation, is_capitalised, is_word, next_group_end, noun_cases
from mfcx.places.context import role_before
from mfcx.tables import fold


def is_centre_word(token: Token) -> bool:
    """«многофункциональный», which a МФЦ spelled out begins with."""
    return has_reading(token.text, "centre")


def is_centre_noun(token: Token) -> bool:
    """«центр» and what else a МФЦ spelled out may be."""
    return has_reading(token.text, "centre_noun")


def centre_place(tokens: Sequence[Token], first: int, where: Where, atlas: Atlas) -> Where:
    """«МФЦ Лесного района [Омской области]»: the article's own region goes without saying."""
    if where.joined and atlas.is_own_city(tokens, first + 1, where.end):
        return Where(where.end, atlas.region, False, atlas.own_short())  # «МФЦ в Москве» are those of Москва
    for i in range(first + 1, where.end):
        region = atlas.region_at(tokens, i)
        if region == (where.end, atlas.region) and where.text is None and where.key != atlas.region:
            return replace(where, end=i)
    return atlas.official(where, tokens, first)


def street_of(tokens: Sequence[Token], first: int) -> Where | None:
    """«МФЦ [на площади Победы]», «МФЦ [на Лесной улице]»: an office told from others by its street."""
    if first + 2 >= len(tokens) or tokens[first].lower not in body_words("on_street"):
        return None
    at = first + 1
    if role_before(tokens[at]) == "street":
        end = at + 1 + tokens[at + 1].text.isdigit()  # «на улице 8 Марта»
        while end < len(tokens) and is_word(tokens[end]) and is_capitalised(tokens[end].text):
            end += 1
        named = is_word(tokens[end - 1]) and end > at + 1
    else:
        end = at + 2
        named = is_capitalised(tokens[at].text) and role_before(tokens[at + 1]) == "street"
    return Where(end, " ".join(t.lower[:5] for t in tokens[at:end]), False, None, True) if named else None


def are_many_centres(tokens: Sequence[Token], first: int, at: int, head: Head) -> bool:
    """«стационарных МФЦ», «61 МФЦ»: the network of the region."""
    if head.kind != "mfc" or not head.alone or not is_abbreviation(tokens[at].text):
        return False
    return is_counted(tokens, first) or any(is_plural(tokens[i]) for i in range(first, at))


def many_centres(
    tokens: Sequence[Token], first: int, end: int, where: Where | None, head: Head, atlas: Atlas
) -> tuple[Body, int] | None:
    """«многофункциональные центры Томской области» -> МФЦ Томской области."""
    name = head.lemma.upper()
    body = Body(Span(tokens[first].start, tokens[end - 1].stop), name, head.kind, head.lemma, bare=True, network=True)
    if where is None or where.generic:
        body.own = f"{name} {own_place(head, atlas)}", atlas.region or name
        return body, end
    where = centre_place(tokens, end, where, atlas)
    body.name, body.place, body.bare = f"{name} {written_place(tokens, end, where)}", where.key, False
    body.span = Span(body.span.start, tokens[where.end - 1].stop)
    return body, where.end


def spelled_centre(tokens: Sequence[Token], first: int, atlas: Atlas) -> tuple[Body, int] | None:
    """«многофункциональный центр предоставления услуг в Костроме», spelled out and in the singular."""
    if first + 1 >= len(tokens) or not is_centre_word(tokens[first]) or is_abbreviation(tokens[first].text):
        return None
    nouns = [r for r in readings(tokens[first + 1].text) if fold(r.lemma) in body_words("centre_noun")]
    if not nouns:
        return None
    several = nouns[0].number == "plur"
    start = attributes_start(tokens, first, frozenset(str(r.case) for r in nouns))
    while start < first and not belongs(tokens, start, atlas):
        start += 1
    end = _services_end(tokens, first + 2)
    spelled = end == first + 2
    where = find_place(tokens, end, atlas, prepositions=not spelled)
    head = next(head for head in known_heads().values() if head.kind == "mfc" and head.alone)
    if several:
        if not atlas.region:
            return None
        return many_centres(tokens, first, end, find_place(tokens, end, atlas), head, atlas)
    if where is not None:
        where = centre_place(tokens, end, where, atlas)
    body = make_body(tokens, start, first + 1, head, first + 2, None, atlas, regional=False)
    body.core = head.lemma
    if not spelled:
        body.name = head.lemma.upper()
    stop = end
    if where is not None and (where.text is not None or not where.generic):
        body.name += " " + written_place(tokens, end, where)
        body.place, body.bare, stop = where.key, False, where.end
    body.span = Span(tokens[start].start, tokens[stop - 1].stop)
    return body, stop


def _services_end(tokens: Sequence[Token], first: int) -> int:
    """End of «предоставления государственных и муниципальных услуг населению»."""
    if first >= len(tokens) or tokens[first].lower not in body_words("service"):
        return first
    end = first
    while end < len(tokens) and not is_capitalised(tokens[end].text):
        step = next_group_end(tokens, end, start=first, prepositions=end == first)
        if step is None and end > first and is_word(tokens[end]) and noun_cases(tokens[end].text) & {"datv"}:
            step = end + 1 if len(tokens[end].text) > 2 else None
        if step is None:
            break
        end = step
    return end


def formed_centre(tokens: Sequence[Token], at: int) -> tuple[Body, int] | None:
    """«ГАУ МФЦ»: a legal form and the centre, no quotes."""
    if not is_abbreviation(tokens[at].text) or at + 1 >= len(tokens) or not is_abbreviation(tokens[at + 1].text):
        return None
    form, centre = find_head(tokens[at]), find_head(tokens[at + 1])
    if form is None or form.tail != "quoted" or centre is None or centre.kind != "mfc" or not centre.alone:
        return None
    name = f"{tokens[at].text} {tokens[at + 1].text}"
    return Body(Span(tokens[at].start, tokens[at + 1].stop), name, "mfc", fold(name), weight=2), at + 2
