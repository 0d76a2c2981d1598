"""Bodies around their head nouns: «министерства науки РТ» -> Министерство науки Республики Татарстан."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from mfcx.document import Span, Token
from mfcx.morphology import CASES, lemmas, readings
from mfcx.names.bodies.body import (
    Body,
    belongs,
    core_of,
    country_before,
    is_form,
    is_no_body,
    is_of_this_region,
    is_plural,
    is_regional,
    linking_word,
    make_body,
    title_case,
)
from mfcx.names.bodies.branches import generic_after, is_of_many, of_state, told_by_its_head, unknown_place_end
from mfcx.names.bodies.centres import (
    are_many_centres,
    centre_place,
    formed_centre,
    is_centre_noun,
    many_centres,
    spelled_centre,
    street_of,
)
from mfcx.names.bodies.heads import (
    Head,
    body_words,
    find_head,
    has_reading,
    head_of,
    known_heads,
    nominative_head,
    plural_head_of,
    unbent_ministry,
)
from mfcx.names.bodies.quoted import listed_bodies, unquoted_media, with_quotes
from mfcx.names.bodies.set_names import (
    find_brand,
    find_phrase,
    find_territorial,
    first_forms,
    first_lemmas,
    opens_set_name,
)
from mfcx.names.bodies.sorts import bodies_of_sorts, sorts_start
from mfcx.names.bodies.whereabouts import (
    Atlas,
    Where,
    find_place,
    is_genitive,
    region_codes,
    region_name,
    written_place,
)
from mfcx.names.people.posts import find_post
from mfcx.names.phrases import (
    attributes_start,
    is_abbreviation,
    is_and,
    is_capitalised,
    is_word,
    may_agree,
    next_group_end,
    noun_cases,
    surface,
    words_of,
)
from mfcx.tables import fold

_ALL_CASES = frozenset(CASES)
_MOST_BEFORE_HEAD = 3  # words from the first of a body to its head
_WHOLES = frozenset({"government", "ministry"})  # kinds of bodies that have departments
_IN_BODIES = frozenset({"staff", "chief"})  # groups of posts inside a body
_DEEPEST = 2  # bodies inside bodies: «управление комитета облдумы»


@lru_cache(maxsize=6_000)
def _opens_body(text: str) -> bool:
    """Whether a body may have its head or its first word in a form; most words of a text are neither."""
    if _is_plain(text):
        return False
    return head_of(text) is not None or opens_set_name(text) or has_reading(text, "centre")


@lru_cache(maxsize=6_000)
def _opens_any(text: str) -> bool:
    """Whether a form may open a body, or several: «компании «Заря» и «Маяк»»."""
    if _is_plain(text):
        return False
    return (text[:1].isalpha() and _opens_body(text)) or plural_head_of(text) is not None


def _is_plain(text: str) -> bool:
    """A form in small letters that no table of bodies has: asked once, and not of each of the tables."""
    if not text.islower() or "ё" in text:
        return False  # a capital may be all that shows a body: «Томскстат»
    forms, first_lemmas = _first_words()
    return unbent_ministry(text) not in forms and first_lemmas.isdisjoint(lemmas(text))


@cache
def _first_words() -> tuple[frozenset[str], frozenset[str]]:
    """All forms, and all lemmas, that a body may begin with."""
    return first_forms() | known_heads().keys(), first_lemmas() | known_heads().keys() | body_words("centre").keys()


def read_body(
    tokens: Sequence[Token], at: int, atlas: Atlas, floor: int = 0, depth: int = 0
) -> tuple[Body, int] | None:
    """The body whose head, or whose first word, stands at `at`, and the token where it ends."""
    if not _opens_body(tokens[at].text):
        return None
    found = spelled_centre(tokens, at, atlas) or find_brand(tokens, at) or find_territorial(tokens, at, atlas)
    found = found or formed_centre(tokens, at) or find_phrase(tokens, at, atlas)
    if found is not None:
        return found
    head = find_head(tokens[at])
    return None if head is None or depth > _DEEPEST else _around_head(tokens, at, head, atlas, floor, depth)


def _attributes_start(tokens: Sequence[Token], at: int, floor: int) -> int:
    """Index of the first adjective of a head, in its case and gender."""
    first = attributes_start(tokens, at, noun_cases(tokens[at].text) or _ALL_CASES, floor)
    while first < at and not may_agree(tokens[first], tokens[at]):
        first += 1
    return first


def _belongs(tokens: Sequence[Token], i: int, at: int, head: Head, atlas: Atlas) -> bool:
    """«Заречная СОШ № 5», but «на улице Лунной ООО «Заря»»: of what stands before a firm only its place is its own."""
    if head.kind == "company" and is_abbreviation(tokens[at].text):
        return atlas.adjective_at(tokens[i]) is not None
    return belongs(tokens, i, atlas)


def _around_head(
    tokens: Sequence[Token], at: int, head: Head, atlas: Atlas, floor: int, depth: int
) -> tuple[Body, int] | None:
    first = _attributes_start(tokens, at, floor)
    if are_many_centres(tokens, first, at, head) and atlas.region:
        return many_centres(tokens, first, at + 1, find_place(tokens, at + 1, atlas), head, atlas)
    if is_no_body(tokens, first, at, head):
        return None
    regional = any(is_regional(token) or atlas.is_own_city_s(token) for token in tokens[first:at])
    regional = regional or is_of_this_region(head, atlas)
    while first < at and not _belongs(tokens, first, at, head, atlas):
        first += 1
    opens = head.inside and not any(map(is_word, tokens[:at]))  # «Комиссия депутатов …» may be any
    counts = head.small or first < at or (is_capitalised(tokens[at].text) and not opens)
    if not counts and not (regional and head.tail == "genitive"):  # «областной фонд развития»
        return None  # «нижняя палата», «служба по контракту»
    if any(is_plural(tokens[i]) for i in range(first, at)):
        return None  # «областных министерств»: many bodies
    if head.tail == "branch":
        return _branch(tokens, first, at, head, atlas, depth)
    if head.tail == "all":
        return _office_of_body(tokens, first, at, head, atlas, depth)
    quoted = with_quotes(tokens, first, at, head, atlas, floor)
    if quoted is None and head.kind == "media" and head.tail == "name":
        return unquoted_media(tokens, first, at, head)
    if quoted is not None or head.tail in ("quoted", "name"):
        return quoted
    return _with_field(tokens, first, at, head, atlas, depth, regional=regional)


def _with_field(
    tokens: Sequence[Token], first: int, at: int, head: Head, atlas: Atlas, depth: int, *, regional: bool
) -> tuple[Body, int] | None:
    """A head with what it works in and where: «департамент [финансов] [Томской области]»."""
    if first == at and (found := _with_body(tokens, at, head, atlas, depth)) is not None:
        return found
    if head.tail == "field" and head.level == "any" and (found := _branch(tokens, first, at, head, atlas, depth)):
        return found  # «управление Росреестра»
    if head.tail == "field" and head.level == "regional" and (found := _part_of_body(tokens, first, at, atlas, depth)):
        return found
    if head.tail == "field" and (placed := _field_behind_place(tokens, first, at, head, atlas)) is not None:
        return placed
    end = at + 1
    has_field = head.tail in ("field", "genitive")
    field_end = _field_end(tokens, end, atlas, depth, prepositions=head.tail == "field") if has_field else end
    if end < field_end and (part := _with_whole(tokens, first, at, head, field_end, atlas, depth)) is not None:
        return part
    if any(map(_is_pronoun, tokens[end : min(field_end, end + 2)])):
        return None  # «с инспекцией по некоторым дворам»
    if end < field_end and all(_is_vague(token) for token in tokens[end:field_end]):
        return None  # «департамент министерства», «служба поддержки»
    named = any(not is_form(tokens[i]) for i in range(first, at)) if has_field else first < at
    named = named or (not has_field and country_before(tokens, at, head, atlas) is not None)
    where = _where(tokens, field_end, head, atlas, has_field=has_field, nested=depth > 0)
    known = atlas.own() is not None
    if not _is_enough(head, named=named, field=field_end > end, where=where, regional=regional, known=known):
        return None
    body = make_body(tokens, first, at, head, field_end, where, atlas, regional=regional)
    return body, max(field_end, where.end if where is not None else 0)


def _with_body(tokens: Sequence[Token], at: int, head: Head, atlas: Atlas, depth: int) -> tuple[Body, int] | None:
    """A head and the body right behind it: «агентство [ТАСС]», «ГИБДД [МВД России]», «оперштаб [Минтруда]»."""
    inner = _starting_at(tokens, at + 1, atlas, depth)
    if inner is None:
        return None
    if inner[0].kind == "media":
        inner[0].span = Span(tokens[at].start, inner[0].span.stop)
        return inner
    if (body := _of_ministry(tokens, at, head, inner[0])) is not None:
        return body, inner[1]
    whole = head.alone and head.kind == "government" and inner[0].kind in _WHOLES
    return _with_whole(tokens, at, at, head, at + 1, atlas, depth) if whole else None


def _field_behind_place(
    tokens: Sequence[Token], first: int, at: int, head: Head, atlas: Atlas
) -> tuple[Body, int] | None:
    """«комитет [Омской области] по тарифам»: the place stands before the field."""
    where = find_place(tokens, at + 1, atlas) if at + 1 < len(tokens) else None
    if where is None or where.joined or where.end >= len(tokens) or tokens[where.end].lower != linking_word():
        return None
    end = _field_end(tokens, where.end, atlas, 0, prepositions=True)
    if end == where.end or (where.generic and where.text is None):
        return None
    begun = title_case(surface(tokens, first, at + 1, nominative_head(tokens, first, at)))
    name = f"{begun} {written_place(tokens, at + 1, where)} {surface(tokens, where.end, end)}"
    core = core_of(head, [*tokens[: at + 1], *tokens[where.end : end]], first, at, at + 1 + end - where.end, atlas)
    return Body(Span(tokens[first].start, tokens[end - 1].stop), name, head.kind, core, where.key), end


def _of_ministry(tokens: Sequence[Token], at: int, head: Head, whole: Body) -> Body | None:
    """«ГИБДД [МВД России]»: letters of a service, then of the ministry it belongs to."""
    if not head.alone or head.kind != "agency" or whole.kind not in ("ministry", "agency"):
        return None
    if not (is_capitalised(tokens[at].text) and is_abbreviation(tokens[at + 1].text)):
        return None
    name = f"{surface(tokens, at, at + 1, nominative_head(tokens, at, at))} {whole.name}"
    return Body(Span(tokens[at].start, whole.span.stop), name, head.kind, head.lemma, whole.place, whole=whole)


def _part_of_body(tokens: Sequence[Token], first: int, at: int, atlas: Atlas, depth: int) -> tuple[Body, int] | None:
    """«департамент Минцифры» without a name of its own is the ministry."""
    nested = _starting_at(tokens, at + 1, atlas, depth)
    if nested is None or first < at or nested[0].kind not in ("ministry", "agency"):
        return None
    inner = find_head(tokens[at + 1])
    if not is_capitalised(tokens[at + 1].text) and (inner is None or not inner.alone):
        return None  # «комитет государственной службы» works in that field
    nested[0].span = Span(tokens[at].start, nested[0].span.stop)
    return nested


def _with_whole(
    tokens: Sequence[Token], first: int, at: int, head: Head, end: int, atlas: Atlas, depth: int
) -> tuple[Body, int] | None:
    """«комитет по спорту [Госсовета Крыма]»: part and whole are two bodies, and the place is that of the whole."""
    whole, stop = _starting_at(tokens, end, atlas, depth) or (None, end)
    if whole is None or whole.kind not in _WHOLES:
        return None
    name = _with_place_of(whole, tokens, first, stop, at, atlas)
    place = whole.own[0].removeprefix(whole.name) if whole.own is not None else ""
    core = core_of(head, tokens, first, at, end, atlas)
    span = Span(tokens[first].start, whole.span.stop)
    return Body(span, name + place, head.kind, core, whole.own[1] if whole.own else whole.place, whole=whole), stop


def _with_place_of(whole: Body, tokens: Sequence[Token], first: int, stop: int, head: int, atlas: Atlas) -> str:
    """The name of a part, its «области» or «города» told in full: «контакт-центр правительства [Омской области]»."""
    bent = nominative_head(tokens, first, head)
    last = tokens[stop - 1]
    told = is_capitalised(tokens[stop - 2].text)  # «[Омской] области»
    named = None if told else atlas.meant_by(last, whole.place)
    if named is None or not whole.name.endswith(f" {named}"):
        return title_case(surface(tokens, first, stop, bent))
    return title_case(f"{surface(tokens, first, stop - 1, bent)} {named}")


def _where(
    tokens: Sequence[Token], first: int, head: Head, atlas: Atlas, *, has_field: bool, nested: bool
) -> Where | None:
    """The place of a body; «в Костроме» is that of a МФЦ or of a body with a field, «по области» of an agency too."""
    if head.kind == "mfc" and (street := street_of(tokens, first)) is not None:
        return street
    where = None if head.tail == "none" else find_place(tokens, first, atlas, prepositions=True)
    inside = body_words("before_place").get(tokens[first].lower) == "loct" if where is not None else False
    if head.level == "federal" and inside:
        return None  # «услуги Росреестра в Омской области»
    if where is None or head.kind == "mfc":
        return None if where is None else centre_place(tokens, first, where, atlas)
    # «Росреестр по области», while «управление Росреестра по области» is read as a whole
    branch = head.kind == "agency" and tokens[first].lower == linking_word() and where.key in region_codes()
    branch = branch and not nested
    return None if where.joined and not (has_field or branch) else where


def _is_enough(head: Head, *, named: bool, field: bool, where: Where | None, regional: bool, known: bool) -> bool:
    """Whether a head with what stands around it makes a name."""
    if head.alone:
        return True
    if where is not None and where.generic and where.text is None:
        return False  # «правительство области», and nobody says which
    if head.tail in ("field", "genitive"):
        return field or named or (where is not None and not where.generic)
    # «правительство»: with a place, or «региональное правительство» where the region is known
    return named or (regional and known) or (where is not None and (where.text is not None or not where.generic))


def _is_vague(token: Token) -> bool:
    """Words that say of no body which it is: «ведомства», «поддержки»."""
    found = lemmas(token.lower)
    return bool(found & words_of("body")) or bool(found & body_words("vague").keys())


def _is_pronoun(token: Token) -> bool:
    return is_word(token) and any("Apro" in r.tags or r.pos == "NPRO" for r in readings(token.text))


def _branch(
    tokens: Sequence[Token], first: int, at: int, head: Head, atlas: Atlas, depth: int
) -> tuple[Body, int] | None:
    """«отделение Соцфонда по области» -> Отделение Соцфонда по Томской области."""
    if is_of_many(tokens, at):
        return None
    inner = at + 1
    while inner < len(tokens) and tokens[inner].text.islower() and is_regional(tokens[inner]):
        inner += 1  # «управление [региональной] Госавтоинспекции»
    own = inner > at + 1
    body, end = _starting_at(tokens, inner, atlas, depth) or told_by_its_head(tokens, inner, head) or (None, at)
    if body is None or body.kind not in ("agency", "ministry"):
        return None
    bent = surface(tokens, first, at + 1, nominative_head(tokens, first, at))
    name = title_case(f"{bent} {surface(tokens, inner, end)}")
    place, text = body.place, None
    adjective = next((key for token in tokens[first:at] if (key := atlas.adjective_at(token)) is not None), None)
    where = find_place(tokens, end, atlas, prepositions=True)
    named = any(is_capitalised(token.text) for token in tokens[first + 1 : at])  # «Северо-Западное главное управление»
    named = named or (first < at and "-" in tokens[first].text and is_capitalised(tokens[first].text.partition("-")[2]))
    if adjective is not None:
        place = adjective  # «омское управление Росреестра» says where it is
    elif where is None and (beyond := unknown_place_end(tokens, end)) is not None:
        name, end = f"{name} {surface(tokens, end, beyond)}", beyond
    elif where is not None and where.joined:
        place, text, end = where.key, written_place(tokens, end, where), where.end
    elif atlas.region and not named and (own or body.bare or of_state(tokens[end - 1])):
        linked = generic_after(tokens, end)
        place, end = atlas.region, linked
        text = f"{linking_word()} {atlas.own('datv')}"
    span = Span(tokens[first].start, tokens[end - 1].stop)
    kind = body.kind if head.tail == "branch" else head.kind
    return Body(span, f"{name} {text}" if text else name, kind, f"{head.lemma} {body.core}", place), end


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
        if not joined and end > first and _starting_at(tokens, end, atlas, depth) is not None:
            break  # «департамент финансов [администрации Омска]»
        if joined and end + 1 < len(tokens) and _is_name(tokens[end + 1]):
            break
        if not joined and (_is_name(tokens[end]) or find_place(tokens, end, atlas) is not None):
            break
        if tokens[end].lower in body_words("named_after"):
            break
        again = tokens[end].lower in words_of("preposition") and tokens[end].lower in {
            t.lower for t in tokens[first:end]
        }
        if again and not joined:
            break  # «Комитет по культуре [по итогам проверки]»
        step = next_group_end(tokens, end, start=first, prepositions=prepositions)
        if step is None or (joined and _has_other_body(tokens, end + 1, step)):
            break  # «министерство спорта и [областной Минтранс]»
        end = step
    return end


def _has_other_body(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«министерство спорта и [Минтранс]», «инспекция труда, [миграционная и налоговая службы]»."""
    heads = (find_head(token) for token in tokens[first:last])
    named = any(head and (head.alone or is_capitalised(tokens[i].text)) for i, head in enumerate(heads, first))
    return named or any(sorts_start(tokens, i, first) < i for i in range(first, last))


def _is_name(token: Token) -> bool:
    """Whether a field ends here; «строительства и ЖКХ» goes on."""
    return is_capitalised(token.text) and token.lower not in body_words("field_letters")


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
    if nested is not None and nested[0].kind == "government" and head.lemma in body_words("office"):
        # «контакт-центр правительства области» answers for it under a name of its own
        name = _with_place_of(nested[0], tokens, first, nested[1], at, atlas)
        span = Span(tokens[first].start, nested[0].span.stop)
        if body_words("office")[head.lemma] != "whole":
            return Body(span, name, head.kind, fold(name), nested[0].place), nested[1]
        whole = nested[0]  # for which a press service speaks: «пресс-служба [Госсовета] [Республики Коми]»
        told = whole.own is not None and whole.own[1] in region_codes() and whole.own[0].startswith(f"{whole.name} ")
        own = whole.own if told else None
        name += own[0].removeprefix(whole.name) if own else ""
        return Body(span, name, head.kind, fold(name), own[1] if own else whole.place, whole=whole), nested[1]
    if nested is not None:
        nested[0].span = Span(tokens[first].start, nested[0].span.stop)
        return nested
    end = next_group_end(tokens, at + 1, start=at + 1, prepositions=False) if at + 1 < len(tokens) else None
    if end is None:
        return None
    if (both := _of_holder_and_body(tokens, first, at, end, head, atlas, depth)) is not None:
        return both
    where = find_place(tokens, end, atlas)
    if where is None and (
        all(_is_unknown(token) for token in tokens[at + 1 : end]) or not any(map(_keeps_office, tokens[at + 1 : end]))
    ):
        return None  # «пресс-служба ведомства», «пресс-служба областного комитета», «пресс-служба директора»
    return make_body(tokens, first, at, head, end, where, atlas, regional=False), max(end, where.end if where else 0)


def _of_holder_and_body(
    tokens: Sequence[Token], first: int, at: int, end: int, head: Head, atlas: Atlas, depth: int
) -> tuple[Body, int] | None:
    """«пресс-служба главы [и правительства области]», «пресс-служба главы [администрации Омска]»: one office of two."""
    if end + 1 >= len(tokens) or not any(map(_is_post, tokens[at + 1 : end])):
        return None
    whole, stop = _starting_at(tokens, end + is_and(tokens[end]), atlas, depth) or (None, end)
    if whole is None or whole.kind != "government":
        return None
    name = _with_place_of(whole, tokens, first, stop, at, atlas)
    place = whole.own[0].removeprefix(whole.name) if whole.own is not None else ""
    span = Span(tokens[first].start, whole.span.stop)
    return Body(
        span, name + place, head.kind, fold(name), whole.own[1] if whole.own else whole.place, whole=whole
    ), stop


def _is_post(token: Token) -> bool:
    return find_post(token.text) is not None


def _keeps_office(token: Token) -> bool:
    """«губернатор», «омбудсмен», who has a press service of his own; a director's is that of the body."""
    post = find_post(token.text)
    return post is not None and (post.group not in _IN_BODIES or not post.means.isdisjoint(body_words("keeps_office")))


def _is_unknown(token: Token) -> bool:
    return _is_vague(token) or is_centre_noun(token) or is_regional(token) or find_head(token) is not None


def _in_other_regions(body: Body, tokens: Sequence[Token], end: int, atlas: Atlas) -> Iterator[Body]:
    """«МФЦ Калужской, [Тульской] и [Омской областей]»: one body in each region of a list."""
    own = region_name(body.place, "gent") if body.place is not None else None
    if own is None or not body.name.endswith(f" {own}"):
        return
    core_name = body.name.removesuffix(own)
    while end + 1 < len(tokens) and (tokens[end].text == "," or is_and(tokens[end])):
        region = atlas.region_at(tokens, end + 1)
        name = region_name(region[1], "gent") if region is not None else None
        if region is None or name is None or not is_genitive(tokens, end + 1, region[0]):
            return
        span = Span(tokens[end + 1].start, tokens[region[0] - 1].stop)
        yield Body(span, f"{core_name}{name}", body.kind, body.core, region[1])
        end = region[0]


def bodies_in(tokens: Sequence[Token], atlas: Atlas) -> Iterator[Body]:
    """All bodies that a run of tokens names, left to right."""
    floor = 0
    for i in [i for i, token in enumerate(tokens) if _opens_any(token.text)]:
        if i < floor:
            continue
        several = bodies_of_sorts(tokens, i, floor)
        found = read_body(tokens, i, atlas, floor) if is_word(tokens[i]) and not several else None
        several = several or ([found] if found is not None else listed_bodies(tokens, i))
        for body, end in several:
            yield body
            if body.whole is not None:
                yield body.whole
            yield from _in_other_regions(body, tokens, end, atlas)
        if several:
            floor = max(several[-1][1], i + 1)
