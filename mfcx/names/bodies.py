"""Bodies around their head nouns: «министерства науки РТ» -> Министерство науки Республики Татарстан."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from mfcx.document import Span, Token
from mfcx.morphology import CASES, lemmas, readings
from mfcx.names.heads import Head, body_words, find_head, known_heads, nominative_head
from mfcx.names.phrases import (
    QUOTES,
    attributes_start,
    closing_quote,
    is_abbreviation,
    is_and,
    is_capitalised,
    is_word,
    next_group_end,
    noun_cases,
    surface,
    words_of,
)
from mfcx.names.whereabouts import Atlas, Where, find_place, written_place
from mfcx.tables import fold

_ALL_CASES = frozenset(CASES)
_MOST_BEFORE_HEAD = 3  # words from the first of a body to its head
_DEEPEST = 2  # bodies inside bodies: «управление комитета облдумы»


@dataclass(slots=True)
class Body:
    """A body at one place of the text, or later with all its places."""

    span: Span
    name: str
    kind: str
    core: str  # what the body is, folded: head and field
    place: str | None = None  # ISO code or stems of a place
    bare: bool = False  # no place of its own: «МФЦ», «министерство финансов»
    own: tuple[str, str] | None = None  # name and place it takes from the article's region, if it stays bare
    network: bool = False  # «многофункциональные центры»: all of the region's
    weight: int = 1  # between names of one body the heavier wins, then the longer
    spans: list[Span] = field(default_factory=list)


def title_case(name: str) -> str:
    return name[:1].upper() + name[1:]


# --- one body ---------------------------------------------------------------------------------------------


def _is_regional(token: Token) -> bool:
    return token.text.islower() and any(
        fold(r.lemma) in body_words("regional") for r in readings(token.text) if r.pos == "ADJF"
    )


def _belongs(tokens: Sequence[Token], i: int, atlas: Atlas) -> bool:
    """Adjectives that are part of a name: capitalised, of a place, or saying what sort of body it is."""
    token = tokens[i]
    if _is_regional(token) or any("Anum" in r.tags for r in readings(token.text)):
        return False
    if atlas.adjective_at(token) is not None:
        return True
    if any(fold(r.lemma) in body_words("sort") for r in readings(token.text)):
        return True
    return is_capitalised(token.text) and i > 0 and tokens[i - 1].text not in ".:—–-" + QUOTES


def read_body(
    tokens: Sequence[Token], at: int, atlas: Atlas, floor: int = 0, depth: int = 0
) -> tuple[Body, int] | None:
    """The body whose head, or whose first word, stands at `at`, and the token where it ends."""
    found = _centre(tokens, at, atlas) or _brand(tokens, at) or _territorial(tokens, at, atlas)
    found = found or _formed_centre(tokens, at) or _phrase(tokens, at, atlas)
    if found is not None:
        return found
    head = find_head(tokens[at])
    return None if head is None or depth > _DEEPEST else _around_head(tokens, at, head, atlas, floor, depth)


def _around_head(
    tokens: Sequence[Token], at: int, head: Head, atlas: Atlas, floor: int, depth: int
) -> tuple[Body, int] | None:
    cases = noun_cases(tokens[at].text) or _ALL_CASES
    first = attributes_start(tokens, at, cases, floor)
    if _are_many_centres(tokens, first, at, head) and atlas.region:
        return _many_centres(tokens, first, at + 1, find_place(tokens, at + 1, atlas), head, atlas)
    regional = any(_is_regional(tokens[i]) for i in range(first, at))
    while first < at and not _belongs(tokens, first, atlas):
        first += 1
    if not head.small and first == at and not is_capitalised(tokens[at].text):
        return None  # «нижняя палата», «служба по контракту»
    if any(_is_plural(tokens[i]) for i in range(first, at)):
        return None  # «областных министерств»: many bodies
    if head.tail == "branch":
        return _branch(tokens, first, at, head, atlas, depth)
    if head.tail == "all":
        return _office_of_body(tokens, first, at, head, atlas, depth)
    quoted = _with_quotes(tokens, first, at, head, atlas, floor)
    if quoted is not None or head.tail in ("quoted", "name"):
        return quoted
    return _with_field(tokens, first, at, head, atlas, depth, regional=regional)


def _with_field(
    tokens: Sequence[Token], first: int, at: int, head: Head, atlas: Atlas, depth: int, *, regional: bool
) -> tuple[Body, int] | None:
    """A head with what it works in and where: «департамент [финансов] [Томской области]»."""
    if head.tail == "field" and head.level == "any" and (found := _branch(tokens, first, at, head, atlas, depth)):
        return found  # «управление Росреестра»
    end = at + 1
    has_field = head.tail in ("field", "genitive")
    field_end = _field_end(tokens, end, atlas, depth, prepositions=head.tail == "field") if has_field else end
    if end < field_end and all(_is_vague(token) for token in tokens[end:field_end]):
        return None  # «департамент министерства», «служба поддержки»
    where = _where(tokens, field_end, head, atlas, has_field=has_field)
    if not _is_enough(head, named=first < at, field=field_end > end, where=where, regional=regional):
        return None
    body = _body(tokens, first, at, head, field_end, where, atlas, regional=regional)
    return body, max(field_end, where.end if where is not None else 0)


def _where(tokens: Sequence[Token], first: int, head: Head, atlas: Atlas, *, has_field: bool) -> Where | None:
    """The place of a body; «в Костроме» is that of a МФЦ or of a body with a field only."""
    where = None if head.tail == "none" else find_place(tokens, first, atlas, prepositions=True)
    if where is None or head.kind == "mfc":
        return None if where is None else _centre_place(tokens, first, where, atlas)
    return None if where.joined and not has_field else where


def _is_enough(head: Head, *, named: bool, field: bool, where: Where | None, regional: bool) -> bool:
    """Whether a head with what stands around it makes a name."""
    if head.alone:
        return True
    if where is not None and where.generic and where.text is None:
        return False  # «правительство области», and nobody says which
    if head.tail in ("field", "genitive"):
        return field or named or (where is not None and not where.generic)
    # «правительство»: with a place, or «региональное правительство» where the region is known
    return named or regional or (where is not None and (where.text is not None or not where.generic))


def _body(
    tokens: Sequence[Token],
    first: int,
    at: int,
    head: Head,
    end: int,
    where: Where | None,
    atlas: Atlas,
    *,
    regional: bool,
) -> Body:
    """The body over tokens [first, end), with its head at `at` and the place after it."""
    name = title_case(surface(tokens, first, end, nominative_head(tokens, first, at)))
    stop = tokens[max(end, where.end if where is not None else 0) - 1].stop
    body = Body(Span(tokens[first].start, stop), name, head.kind, _core(head, tokens, first, at, end, atlas))
    adjective = next((key for i in range(first, at) if (key := atlas.adjective_at(tokens[i])) is not None), None)
    if where is not None and (where.text is not None or not where.generic):
        body.name += " " + written_place(tokens, end, where)
        body.place = where.key
    elif adjective is not None:
        body.place, body.weight = adjective, 0
    else:
        body.bare = True
        of_body = at + 1 < end and is_capitalised(tokens[at + 1].text)  # «комитет Госдумы»
        plain = not of_body and all(_is_sort(tokens[i]) for i in range(first, at))
        own = _own_place(head, atlas) if plain else None
        if own is not None and (regional or (head.level == "regional" and atlas.region)):
            body.own = f"{name} {own}", atlas.region or own
    return body


def _own_place(head: Head, atlas: Atlas) -> str | None:
    return atlas.own_short() if head.kind == "mfc" else atlas.own()


def _centre_place(tokens: Sequence[Token], first: int, where: Where, atlas: Atlas) -> Where:
    """«МФЦ Лесного района [Омской области]»: the article's own region goes without saying."""
    for i in range(first + 1, where.end):
        region = atlas.region_at(tokens, i)
        if region == (where.end, atlas.region) and where.text is None and where.key != atlas.region:
            return where._replace(end=i)
    return atlas.official(where, tokens, first)


def _are_many_centres(tokens: Sequence[Token], first: int, at: int, head: Head) -> bool:
    """«стационарных МФЦ», «61 МФЦ»: the network of the region."""
    if head.kind != "mfc" or not head.alone or not is_abbreviation(tokens[at].text):
        return False
    return _is_counted(tokens, first) or any(_is_plural(tokens[i]) for i in range(first, at))


def _is_counted(tokens: Sequence[Token], first: int) -> bool:
    if first == 0:
        return False
    return tokens[first - 1].text.isdigit() or readings(tokens[first - 1].text)[0].pos == "NUMR"


def _is_vague(token: Token) -> bool:
    """Words that say of no body which it is: «ведомства», «поддержки»."""
    found = lemmas(token.lower)
    return bool(found & words_of("body")) or bool(found & body_words("vague").keys())


def _branch(
    tokens: Sequence[Token], first: int, at: int, head: Head, atlas: Atlas, depth: int
) -> tuple[Body, int] | None:
    """«отделение Соцфонда по области» -> Отделение Соцфонда по Томской области."""
    body, end = _starting_at(tokens, at + 1, atlas, depth) or (None, at)
    if body is None or body.kind not in ("agency", "ministry"):
        return None
    name = title_case(surface(tokens, first, end, nominative_head(tokens, first, at)))
    place, text = body.place, None
    where = find_place(tokens, end, atlas, prepositions=True)
    if where is not None and where.joined:
        place, text, end = where.key, written_place(tokens, end, where), where.end
    elif atlas.region and (body.bare or _of_state(tokens[end - 1])):
        linked = _generic_after(tokens, end)
        place, end = atlas.region, linked
        text = f"{_linking_word()} {atlas.own('datv')}"
    span = Span(tokens[first].start, tokens[end - 1].stop)
    kind = body.kind if head.tail == "branch" else head.kind
    return Body(span, f"{name} {text}" if text else name, kind, f"{head.lemma} {body.core}", place), end


def _of_state(token: Token) -> bool:
    return token.lower in words_of("state")


def _linking_word() -> str:
    """The preposition that ties a branch to its region."""
    return next(iter(body_words("linking")))


def _generic_after(tokens: Sequence[Token], end: int) -> int:
    """End of «по республике», «по региону» after a branch."""
    linked = end + 1 < len(tokens) and tokens[end].lower == _linking_word()
    return end + 2 if linked and lemmas(tokens[end + 1].lower) & words_of("region") else end


def _formed_centre(tokens: Sequence[Token], at: int) -> tuple[Body, int] | None:
    """«ГАУ МФЦ»: a legal form and the centre, no quotes."""
    if not is_abbreviation(tokens[at].text) or at + 1 >= len(tokens) or not is_abbreviation(tokens[at + 1].text):
        return None
    form, centre = find_head(tokens[at]), find_head(tokens[at + 1])
    if form is None or form.tail != "quoted" or centre is None or centre.kind != "mfc" or not centre.alone:
        return None
    name = f"{tokens[at].text} {tokens[at + 1].text}"
    return Body(Span(tokens[at].start, tokens[at + 1].stop), name, "mfc", fold(name), weight=2), at + 2


def _phrase(tokens: Sequence[Token], at: int, atlas: Atlas) -> tuple[Body, int] | None:
    """Names of several words by the table: «Банка России» -> Банк России, «центр занятости» with its place."""
    for phrase, (words, kind, with_place) in _phrases().items():
        end = at + len(words)
        if end > len(tokens) or words[0] not in lemmas(tokens[at].lower):
            continue
        if [t.lower for t in tokens[at + 1 : end]] != list(words[1:]) or "sing" not in _numbers(tokens[at]):
            continue
        if _is_counted(tokens, at) or not (with_place or is_capitalised(tokens[at].text)):
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


def _is_sort(token: Token) -> bool:
    """«законодательное собрание» may be that of the region, «окружная администрация» is another's."""
    return any(body_words("sort").get(fold(r.lemma)) == "-" for r in readings(token.text))


def _core(head: Head, tokens: Sequence[Token], first: int, at: int, end: int, atlas: Atlas) -> str:
    before = [t.lower[:5] for t in tokens[first:at] if atlas.adjective_at(t) is None]
    after = [t.lower[:5] for t in tokens[at + 1 : end] if len(t.text) > 2]
    return " ".join([*before, head.lemma, *after])


def _is_plural(token: Token) -> bool:
    found = [r for r in readings(token.text) if r.pos in ("ADJF", "PRTF")]
    return bool(found) and all(r.number == "plur" for r in found)


def _field_end(tokens: Sequence[Token], first: int, atlas: Atlas, depth: int, *, prepositions: bool) -> int:
    """End of the field a body works in, without the place: «образования и науки [РТ]»."""
    end = first
    if first < len(tokens) and is_capitalised(tokens[first].text):
        # «управление Росреестра», «комитет Саратовской облдумы»
        nested = _starting_at(tokens, first, atlas, depth)
        if nested is not None:
            end = nested[1]
    while end < len(tokens):
        joined = end > first and (is_and(tokens[end]) or tokens[end].text == ",")
        if joined and end + 1 < len(tokens) and is_capitalised(tokens[end + 1].text):
            break
        if not joined and (is_capitalised(tokens[end].text) or find_place(tokens, end, atlas) is not None):
            break
        step = next_group_end(tokens, end, start=first, prepositions=prepositions)
        if step is None:
            break
        end = step
    return end


def _starting_at(tokens: Sequence[Token], first: int, atlas: Atlas, depth: int) -> tuple[Body, int] | None:
    """The body that begins here, its head a few words on: «[управление] Федеральной налоговой службы»."""
    for i in range(first, min(first + _MOST_BEFORE_HEAD, len(tokens))):
        nested = read_body(tokens, i, atlas, first, depth + 1)
        if nested is not None and nested[0].span.start == tokens[first].start:
            return nested
    return None


def _office_of_body(
    tokens: Sequence[Token], first: int, at: int, head: Head, atlas: Atlas, depth: int
) -> tuple[Body, int] | None:
    """«пресс-служба Минтруда РТ» is the ministry, «контакт-центр губернатора области» a body of its own."""
    nested = _starting_at(tokens, at + 1, atlas, depth)
    if nested is not None:
        nested[0].span = Span(tokens[first].start, nested[0].span.stop)
        return nested
    end = next_group_end(tokens, at + 1, start=at + 1, prepositions=False) if at + 1 < len(tokens) else None
    if end is None:
        return None
    where = find_place(tokens, end, atlas)
    if where is None and all(_is_vague(token) or _is_centre_noun(token) for token in tokens[at + 1 : end]):
        return None  # «пресс-служба ведомства»
    return _body(tokens, first, at, head, end, where, atlas, regional=False), max(end, where.end if where else 0)


def _with_quotes(
    tokens: Sequence[Token], first: int, at: int, head: Head, atlas: Atlas, floor: int
) -> tuple[Body, int] | None:
    """«ГБУ КО «МФЦ Калужской области»», «компания «Газпром»»: a legal form, a place, a quoted name."""
    i = at + 1
    while i < len(tokens) and i < at + 4 and _is_short(tokens[i]):
        i += 1
    if i == at + 1 and (where := find_place(tokens, i, atlas)) is not None:
        i = where.end
    closed = closing_quote(tokens, i) if i < len(tokens) and tokens[i].text in QUOTES else None
    if closed is None or closed == i + 1:
        return None
    quoted = surface(tokens, i + 1, closed)
    core = fold(quoted)
    brand = core in body_words("brand")
    if brand and not head.brand:
        return None  # «МФЦ «Мои документы»» is a МФЦ
    while is_abbreviation(tokens[at].text) and first > floor and is_abbreviation(tokens[first - 1].text):
        first -= 1
    span = Span(tokens[first].start, tokens[closed].stop)
    if head.tail == "name":
        return Body(span, quoted, head.kind, core), closed + 1
    name = surface(tokens, first, closed + 1, nominative_head(tokens, first, at))
    is_mfc = brand or any(_is_centre_word(t) for t in tokens[i:closed])
    weight = 2 if is_abbreviation(tokens[at].text) else 1
    core = f"{head.lemma} {core}" if brand else core
    return Body(span, title_case(name), "mfc" if is_mfc else head.kind, core, weight=weight), closed + 1


def _is_short(token: Token) -> bool:
    """«КО», «РСО-Алания»"""
    return is_abbreviation(token.text) or ("-" in token.text and is_abbreviation(token.text.partition("-")[0]))


def _brand(tokens: Sequence[Token], first: int) -> tuple[Body, int] | None:
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


def _territorial(tokens: Sequence[Token], first: int, atlas: Atlas) -> tuple[Body, int] | None:
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
            key, text = where.key, written_place(tokens, end, where).removeprefix(f"{_linking_word()} ")
            end = where.end
        name = surface(tokens, first, end) if text is None else f"{full} {text}"
        return Body(Span(tokens[first].start, tokens[end - 1].stop), name, "agency", short, key), end
    return None


def _centre(tokens: Sequence[Token], first: int, atlas: Atlas) -> tuple[Body, int] | None:
    """«многофункциональный центр предоставления услуг в Костроме», spelled out and in the singular."""
    if first + 1 >= len(tokens) or not _is_centre_word(tokens[first]) or is_abbreviation(tokens[first].text):
        return None
    nouns = [r for r in readings(tokens[first + 1].text) if fold(r.lemma) in body_words("centre_noun")]
    if not nouns:
        return None
    several = nouns[0].number == "plur"
    start = attributes_start(tokens, first, frozenset(str(r.case) for r in nouns))
    while start < first and not _belongs(tokens, start, atlas):
        start += 1
    end = _services_end(tokens, first + 2)
    spelled = end == first + 2
    where = find_place(tokens, end, atlas, prepositions=not spelled)
    head = next(head for head in known_heads().values() if head.kind == "mfc" and head.alone)
    if several:
        if not atlas.region:
            return None
        return _many_centres(tokens, first, end, find_place(tokens, end, atlas), head, atlas)
    if where is not None:
        where = _centre_place(tokens, end, where, atlas)
    body = _body(tokens, start, first + 1, head, first + 2, None, atlas, regional=False)
    body.core = head.lemma
    if not spelled:
        body.name = head.lemma.upper()
    stop = end
    if where is not None and (where.text is not None or not where.generic):
        body.name += " " + written_place(tokens, end, where)
        body.place, body.bare, stop = where.key, False, where.end
    body.span = Span(tokens[start].start, tokens[stop - 1].stop)
    return body, stop


def _many_centres(
    tokens: Sequence[Token], first: int, end: int, where: Where | None, head: Head, atlas: Atlas
) -> tuple[Body, int] | None:
    """«многофункциональные центры Томской области» -> МФЦ Томской области."""
    name = head.lemma.upper()
    body = Body(Span(tokens[first].start, tokens[end - 1].stop), name, head.kind, head.lemma, bare=True, network=True)
    if where is None or where.generic:
        body.own = f"{name} {_own_place(head, atlas)}", atlas.region or name
        return body, end
    where = _centre_place(tokens, end, where, atlas)
    body.name, body.place, body.bare = f"{name} {written_place(tokens, end, where)}", where.key, False
    body.span = Span(body.span.start, tokens[where.end - 1].stop)
    return body, where.end


def _is_centre_word(token: Token) -> bool:
    return any(fold(r.lemma) in body_words("centre") for r in readings(token.text))


def _is_centre_noun(token: Token) -> bool:
    return any(fold(r.lemma) in body_words("centre_noun") for r in readings(token.text))


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


def bodies_in(tokens: Sequence[Token], atlas: Atlas) -> Iterator[Body]:
    """All bodies that a run of tokens names, left to right."""
    i, floor = 0, 0
    while i < len(tokens):
        found = read_body(tokens, i, atlas, floor) if is_word(tokens[i]) else None
        if found is None:
            i += 1
            continue
        yield found[0]
        i = floor = max(found[1], i + 1)
