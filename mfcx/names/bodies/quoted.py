"""Bodies by a quoted name or a number: «ГБУ КО «МФЦ Калужской области»», «компании «Заря» и «Маяк»», «школа № 5»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Span, Token
from mfcx.names.bodies.body import Body, kind_of, title_case
from mfcx.names.bodies.centres import is_centre_word
from mfcx.names.bodies.heads import Head, body_words, find_head, has_reading, nominative_head, plural_head
from mfcx.names.bodies.whereabouts import Atlas, find_place, written_place
from mfcx.names.phrases import (
    QUOTES,
    attribute_cases,
    closing_quote,
    has_lemma,
    is_abbreviation,
    is_and,
    is_capitalised,
    is_word,
    may_be_nominative,
    next_group_end,
    noun_cases,
    short_place_end,
    surface,
    words_of,
)
from mfcx.tables import fold

_LONGEST_FORM = 3  # groups of words between a form and the name: «учреждение [культуры] [Омской области] «…»»
_OF_STATE = frozenset({"ministry", "government"})  # kinds of bodies that bear no name of their own
_NUMBER_MARKS = frozenset({"№", "N"})


def with_quotes(
    tokens: Sequence[Token], first: int, at: int, head: Head, atlas: Atlas, floor: int
) -> tuple[Body, int] | None:
    """«ГБУ КО «МФЦ Калужской области»», «компания «Газпром»», «больница № 5»: a legal form, a place, a name."""
    i = _before_name(tokens, at, head, atlas)
    if i > at + 1 and head.kind in _OF_STATE:
        return None  # «в Минфине области «Заре» рассказали»
    if i > at + 1 and has_reading(tokens[i - 1].text, "bearer"):
        return None  # «учреждения спорта по нацпроекту «Заря»», «центр в ТЦ «Заря»»
    if any(map(_is_form, tokens[at + 1 : i])) and not is_abbreviation(tokens[at].text):
        return None  # «центр ГАУЗ «Больница № 5»» is a part of the hospital
    if i > at + 1 and _is_named(tokens[i - 1]):
        return None  # «учреждение по проекту партии «Заря»»
    if head.kind == "company" and any(token.lower in words_of("state") for token in tokens[at + 1 : i]):
        return None  # «статья УК РФ «Клевета»»
    closed = closing_quote(tokens, i) if i < len(tokens) and tokens[i].text in QUOTES else None
    if closed is None:
        return (
            _numbered(tokens, first, at, i, head, atlas)
            if i < len(tokens) and tokens[i].text in _NUMBER_MARKS
            else None
        )
    if closed == i + 1:
        return None
    quoted = _closed(surface(tokens, i + 1, closed))
    core = fold(quoted)
    brand, _, _ = body_words("brand").get(core, "").partition(" ")  # the kind of body that bears it
    if brand and not head.brand:
        return None  # «МФЦ «Мои документы»» is a МФЦ
    first = _forms_start(tokens, first, at, floor)
    span = Span(tokens[first].start, tokens[closed].stop)
    if head.tail == "name" or (i == at + 1 and head.kind == "agency" and kind_of(quoted) == "media"):
        # «издание «Памятной книги»» and «застройщик «под ключ»» bear no name
        borne = may_be_nominative(tokens[i + 1]) and not tokens[i + 1].text.islower()
        kind = head.kind if head.tail == "name" else "media"  # «агентство «Интерфакс»»
        return (Body(span, quoted, kind, core), closed + 1) if borne else None
    name = surface(tokens, first, closed + 1, nominative_head(tokens, first, at))
    weight = 2 if is_abbreviation(tokens[at].text) else 1
    core = f"{head.lemma} {core}" if brand else core
    kind = kind_of(surface(tokens, first, i)) if head.kind == "other" else head.kind
    kind = "mfc" if any(is_centre_word(t) for t in tokens[i:closed]) else brand or kind
    body = Body(span, title_case(name), kind, core, weight=weight)
    return _with_place_behind(body, tokens, closed + 1, atlas)


def _closed(quoted: str) -> str:
    """A name whose inner quotation the outer mark closes as well: «НПО «Заря[»]»."""
    opened = next((mark for mark in quoted if mark in '«"'), "")
    return f"{quoted}»" if quoted.count("«") > quoted.count("»") else quoted + opened * (quoted.count('"') % 2)


def _with_place_behind(body: Body, tokens: Sequence[Token], end: int, atlas: Atlas) -> tuple[Body, int]:
    """«центр «Заря» Омской области», «школа № 5 г. Томска»: which one of several of that name."""
    where = find_place(tokens, end, atlas)
    if where is None or where.generic or not (atlas.knows(tokens[end : where.end]) or short_place_end(tokens, end)):
        return body, end  # «клуб «Заря» Москомспорта»
    body.name, body.place = f"{body.name} {written_place(tokens, end, where)}", where.key
    body.span = Span(body.span.start, tokens[where.end - 1].stop)
    return body, where.end


def _forms_start(tokens: Sequence[Token], first: int, at: int, floor: int) -> int:
    """First of several legal forms in letters: «[СПб ГБУЗ] ГКБ «Заря»»."""
    while is_abbreviation(tokens[at].text) and first > floor and is_abbreviation(tokens[first - 1].text):
        first -= 1
    return first


def _before_name(tokens: Sequence[Token], at: int, head: Head, atlas: Atlas) -> int:
    """Where a quoted name or a number may begin: after letters, a place, and what a form is of."""
    i = at + 1
    while i < len(tokens) and i < at + 4 and _is_short(tokens[i]):
        i += 1
    if i == at + 1 and (where := find_place(tokens, i, atlas)) is not None:
        i = where.end
    if head.tail != "quoted":
        return i
    # «учреждение здравоохранения Омской области «Заря»», «общество с ограниченной ответственностью «Заря»»
    for _ in range(_LONGEST_FORM):
        if i >= len(tokens) or not is_word(tokens[i]):
            break
        where = find_place(tokens, i, atlas)
        step = where.end if where is not None else next_group_end(tokens, i, start=at + 1)
        if step is None:
            break
        i = step
    return i


def _is_form(token: Token) -> bool:
    """A head that bears a quoted name or a number itself: «ГАУЗ», «больницы»."""
    head = find_head(token)
    return head is not None and head.tail == "quoted"


def _is_named(token: Token) -> bool:
    """A head that stands right before its name: «партии», «компании»."""
    head = find_head(token)
    return head is not None and head.tail == "name"


def _is_short(token: Token) -> bool:
    """«КО», «РСО-Алания»"""
    return is_abbreviation(token.text) or ("-" in token.text and is_abbreviation(token.text.partition("-")[0]))


def _numbered(
    tokens: Sequence[Token], first: int, at: int, mark: int, head: Head, atlas: Atlas
) -> tuple[Body, int] | None:
    """«больница № 5», «МБОУ СОШ № 12 им. Гагарина», «школа № 5 Омска»."""
    if head.tail != "quoted" or mark + 1 >= len(tokens) or not tokens[mark + 1].text.isdigit():
        return None
    end = named_after_end(tokens, mark + 2)
    name = title_case(surface(tokens, first, end, nominative_head(tokens, first, at)))
    body = Body(Span(tokens[first].start, tokens[end - 1].stop), name, head.kind, fold(name).replace("№ ", "№"))
    return _with_place_behind(body, tokens, end, atlas)


def named_after_end(tokens: Sequence[Token], first: int) -> int:
    """End of «им. Г.П. Лунина», or `first` where nothing of the kind stands."""
    if first == len(tokens) or tokens[first].lower not in body_words("named_after"):
        return first
    end = first
    for i in range(first + 1, len(tokens)):
        if is_capitalised(tokens[i].text):
            end = i + 1
        elif tokens[i].text != ".":
            break
    return end


def unquoted_media(tokens: Sequence[Token], first: int, at: int, head: Head) -> tuple[Body, int] | None:
    """«телеканал Омская губерния»: an adjective and its noun, or a noun, left in the nominative without quotes."""
    i = at + 1
    if i >= len(tokens) or not is_capitalised(tokens[i].text) or is_abbreviation(tokens[i].text):
        return None
    agree = noun_cases(tokens[i + 1].text) & {"nomn"} if i + 1 < len(tokens) else frozenset()
    if "nomn" in attribute_cases(tokens[i].text) and agree:
        end = i + 2
    elif "nomn" in noun_cases(tokens[i].text) and not has_lemma(tokens[i], "credit"):
        end = i + 1
    else:
        return None
    if end + 1 < len(tokens) and tokens[end].text == "." and is_word(tokens[end + 1]):
        return None  # «издание Газета.Ру»
    name = title_case(surface(tokens, first, end, nominative_head(tokens, first, at)))
    core = fold(surface(tokens, i, end))
    return Body(Span(tokens[first].start, tokens[end - 1].stop), name, head.kind, core), end


def listed_bodies(tokens: Sequence[Token], at: int) -> list[tuple[Body, int]]:
    """«компании «Заря», «Маяк» и «Север»»: a plural head and several names."""
    head = plural_head(tokens[at])
    if head is None or head.tail not in ("quoted", "name"):
        return []
    result: list[tuple[Body, int]] = []
    i = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text == ":")
    while i < len(tokens) and tokens[i].text in QUOTES and (closed := closing_quote(tokens, i)) is not None:
        quoted = surface(tokens, i, closed + 1)
        name = quoted[1:-1] if head.tail == "name" else title_case(f"{head.lemma} {quoted}")
        result.append(
            (Body(Span(tokens[i].start, tokens[closed].stop), name, head.kind, fold(quoted[1:-1])), closed + 1)
        )
        i = closed + 2
        if closed + 1 >= len(tokens) or not (is_and(tokens[closed + 1]) or tokens[closed + 1].text == ","):
            break
    return result if len(result) > 1 else []
