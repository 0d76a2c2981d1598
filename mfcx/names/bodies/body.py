"""A body at one place of the text, built from its words: «министерства науки» + РТ -> Министерство науки …"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from mfcx.document import Span, Token
from mfcx.morphology import lemmas, readings
from mfcx.names.bodies.heads import Head, body_words, known_heads, nominative_head
from mfcx.names.bodies.whereabouts import STATE, Atlas, Where, region_codes, written_place
from mfcx.names.phrases import QUOTES, is_capitalised, surface
from mfcx.places.gazetteer import names_capital, subjects
from mfcx.stored import expression
from mfcx.tables import fold

_WORD = expression(r"\w+")


class Body(Struct):
    """A body at one place of the text, or later with all its places."""

    span: Span
    name: str
    kind: str
    core: str  # what the body is, folded: head and field
    place: str | None = None  # ISO code or stems of a place
    bare: bool = False  # no place of its own: «МФЦ», «министерство финансов»
    own: tuple[str, str] | None = None  # name and place it takes from the article's region, if it stays bare
    network: bool = False  # «многофункциональные центры»: all of the region's
    told: bool = False  # that the own region's is meant is said: «региональный Минздрав»
    weight: int = 1  # between names of one body the heavier wins, then the longer
    spans: list[Span] = field(default_factory=list)
    whole: Body | None = None  # the body it is a part of: «департамент финансов [администрации Омска]»


def title_case(name: str) -> str:
    return name[:1].upper() + name[1:]


def kind_of(name: str) -> str:
    """The kind of a name that no head noun explains: «Омская правда» -> media."""
    folded = fold(name)
    words = set(_WORD.findall(folded))
    for kind in ("media", "company"):
        if any(word in words or (len(word) > 3 and folded.startswith(word)) for word in body_words(kind)):
            return kind
    return "other"


def is_regional(token: Token) -> bool:
    """«областная», which means the article's own region."""
    return any(fold(r.lemma) in body_words("regional") for r in readings(token.text) if r.pos == "ADJF")


def belongs(tokens: Sequence[Token], i: int, atlas: Atlas) -> bool:
    """Adjectives that are part of a name: capitalised, of a place, or saying what sort of body it is."""
    token = tokens[i]
    named = is_capitalised(token.text) and i > 0 and tokens[i - 1].text not in ".:—–-" + QUOTES
    if is_regional(token) or any("Anum" in r.tags for r in readings(token.text)):
        return named  # «Второй кассационный суд», not «второй комитет»
    if atlas.adjective_at(token) is not None:
        return True
    if any(fold(r.lemma) in body_words("sort") for r in readings(token.text)):
        return True
    return named


def is_form(token: Token) -> bool:
    """«государственное агентство», «городской комитет»: adjectives that any body of the kind may have."""
    return bool(lemmas(token.lower) & body_words("form").keys())


def is_local(token: Token) -> bool:
    """«городская администрация»: the body of a town or a district, never of the region."""
    return any(body_words("sort").get(fold(r.lemma)) == "local" for r in readings(token.text))


def is_plural(token: Token) -> bool:
    found = [r for r in readings(token.text) if r.pos in ("ADJF", "PRTF")]
    return bool(found) and all(r.number == "plur" for r in found)


def is_counted(tokens: Sequence[Token], first: int) -> bool:
    if first == 0:
        return False
    return tokens[first - 1].text.isdigit() or readings(tokens[first - 1].text)[0].pos == "NUMR"


def _is_sort(token: Token) -> bool:
    """«законодательное собрание» may be that of the region, «окружная администрация» is another's."""
    return any(body_words("sort").get(fold(r.lemma)) == "-" for r in readings(token.text))


def _is_of_state(tokens: Sequence[Token], first: int, at: int, end: int) -> bool:
    """«федеральный Минсельхоз», «министерство обороны»: never a region's."""
    if any(lemmas(token.lower) & body_words("of_state").keys() for token in tokens[max(0, first - 1) : at]):
        return True
    return at + 1 < end and bool(lemmas(tokens[at + 1].lower) & body_words("state_field").keys())


def is_of_this_region(head: Head, atlas: Atlas) -> bool:
    """«Госсовет», which is the parliament of some regions and of others is not."""
    return (atlas.region or "") in body_words("parliament_of").get(head.lemma, "").split()


def _is_never_here(head: Head, atlas: Atlas) -> bool:
    """«Минздрав» in an article about Moscow, whose own bodies are departments, is that of the country."""
    kinds = {known_heads()[word].kind: regions for word, regions in body_words("without").items()}
    return (atlas.region or "") in kinds.get(head.kind, "").split()


def linking_word() -> str:
    """The preposition that ties a branch to its region."""
    return next(iter(body_words("linking")))


def is_no_body(tokens: Sequence[Token], first: int, at: int, head: Head) -> bool:
    """«торговый центр «Заря»»; «органы управления районов», where the head is what they do; a law by its title."""
    if _is_title_of_law(tokens, first):
        return True
    if any(lemmas(tokens[i].lower) & body_words("no_sort").keys() for i in range(first, at)):
        return True
    before = lemmas(tokens[first - 1].lower) if first else frozenset()
    return any(body_words("governs").get(word) == head.lemma for word in before)


def _is_title_of_law(tokens: Sequence[Token], first: int) -> bool:
    """«закон «О [государственной службе] …»», whatever the body it is about."""
    return first > 1 and tokens[first - 2].text in QUOTES and tokens[first - 1].lower in body_words("title_of_law")


def own_place(head: Head, atlas: Atlas) -> str | None:
    return atlas.own_short() if head.kind == "mfc" else atlas.own()


def country_before(tokens: Sequence[Token], at: int, head: Head, atlas: Atlas) -> str | None:
    """«[российское] правительство», «[федеральный] Минтруд»: those of Russia, as far as the article is about it."""
    if at == 0 or not (head.kind == "ministry" or head.lemma in body_words("has_country")):
        return None
    named = [body_words("of_russia")[word] for word in lemmas(tokens[at - 1].lower) & body_words("of_russia").keys()]
    return next((country for country in named if is_form(tokens[at - 1]) <= atlas.is_of_russia()), None)


def _area_of(token: Token) -> str | None:
    """«облправительство» -> области, whichever that is."""
    return next((body_words("area_of")[word] for word in lemmas(token.lower) & body_words("area_of").keys()), None)


def core_of(head: Head, tokens: Sequence[Token], first: int, at: int, end: int, atlas: Atlas) -> str:
    """What a body is, without its place: «омский департамент финансов» -> департамент финан."""
    before = [t.lower[:5] for t in tokens[first:at] if atlas.adjective_at(t) is None]
    after = [t.lower[:5] for t in tokens[at + 1 : end] if len(t.text) > 2]
    *sort, noun = head.lemma.split()  # «городская администрация»
    return " ".join([*before, *[word[:5] for word in sort], noun, *after])


def _key_of(token: Token, atlas: Atlas, of_office: bool) -> str | None:
    """The region of «омский», or what tells the «казанский МФЦ», of one town, from the МФЦ of its region."""
    key = atlas.adjective_at(token)
    town = of_office and key in subjects() and names_capital(token.lower, subjects()[key])
    return token.lower[:5] if town else key


def make_body(
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
    country = country_before(tokens, at, head, atlas) if where is None else None
    if country is not None:
        name = f"{title_case(surface(tokens, at, end, nominative_head(tokens, at, at)))} {country}"
        span = Span(tokens[at - 1].start, tokens[end - 1].stop)
        return Body(span, name, head.kind, core_of(head, tokens, at, at, end, atlas), STATE, weight=0)
    name = title_case(surface(tokens, first, end, nominative_head(tokens, first, at)))
    stop = tokens[max(end, where.end if where is not None else 0) - 1].stop
    body = Body(Span(tokens[first].start, stop), name, head.kind, core_of(head, tokens, first, at, end, atlas))
    of_office = head.kind == "mfc"
    adjective = next((key for i in range(first, at) if (key := _key_of(tokens[i], atlas, of_office)) is not None), None)
    if where is not None and (where.text is not None or not where.generic):
        body.name += " " + written_place(tokens, end, where)
        # «Тарский МФЦ Омской области» is the «Тарский МФЦ» and no other
        body.place = adjective if of_office and adjective not in {None, *region_codes()} else where.key
    elif adjective is not None:
        body.place, body.weight = adjective, 0
    else:
        body.bare = True
        inner = tokens[at + 1] if at + 1 < end else None  # «комитет Госдумы», but «управление ЗАГС»
        of_body = inner is not None and is_capitalised(inner.text) and inner.lower not in body_words("field_letters")
        plain = not of_body and all(_is_sort(tokens[i]) for i in range(first, at))
        quoted = tokens[end - 1].text in QUOTES  # «фонд поддержки ветеранов «Заря»» has its name
        plain = plain and not quoted and not _is_of_state(tokens, first, at, end)
        own = own_place(head, atlas) if plain and not _is_never_here(head, atlas) else None
        area = _area_of(tokens[at])
        own = own or area
        if own is not None and (regional or area or (head.level == "regional" and atlas.region)):
            body.own = f"{name} {own}", atlas.region or own
            # «региональный Минздрав» beside «Минздрав России» is another body
            body.told = regional and head.kind == "ministry"
        elif plain and head.alone and head.kind == "ministry" and (country := atlas.country()) is not None:
            body.own = f"{name} {country}", STATE
    return body
