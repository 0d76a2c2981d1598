"""Bodies of an article under the fullest name each has: «МФЦ» and «Томской области» -> МФЦ Томской области, mfc."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from mfcx.document import Document, Organisation, Sentence, Span, Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.names.mentions import article_sentences
from mfcx.names.phrases import (
    attribute_cases,
    attributes_start,
    closing_quote,
    is_abbreviation,
    is_capitalised,
    is_word,
    like,
    nominative_attribute,
    noun_cases,
    surface,
    tail_end,
    words_of,
)
from mfcx.names.roles import find_post
from mfcx.names.tagger import tag_names
from mfcx.tables import fold, read_table

_QUOTES = "«»“”„\""


class _Head(NamedTuple):
    lemma: str
    kind: str
    alone: bool
    tail: str
    level: str


@dataclass(slots=True)
class _Found:
    """A body at one place, before mentions are joined."""

    span: Span
    name: str
    kind: str
    core: str  # what the body is, folded: head and field
    place: str | None = None  # where it is: an ISO code or stems of a place
    generic: bool = False  # «МФЦ» alone or «МФЦ области»: one of the others, if there are any
    weight: int = 1
    own: tuple[str, str] | None = None  # name and place it takes from the article's region, if nothing else fits
    spans: list[Span] = field(default_factory=list)


# --- words ------------------------------------------------------------------------------------------------


@cache
def _heads() -> dict[str, _Head]:
    return {
        fold(row["head"]): _Head(fold(row["head"]), row["kind"], row["alone"] == "yes", row["tail"], row["level"])
        for row in read_table("organisation_heads")
    }


@cache
def _words(role: str) -> dict[str, str]:
    return {fold(row["word"]): row["value"] for row in read_table("organisation_words") if row["role"] == role}


def _find_head(token: Token) -> _Head | None:
    """The body a word names in the singular, by table or by the shape of one-word names («Томскстат»)."""
    if not is_word(token):
        return None
    table = _heads()
    if token.lower in table and (is_abbreviation(token.text) or token.lower not in _abbreviated()):
        return table[token.lower]
    for reading in readings(token.text):
        if fold(reading.lemma) in table and reading.number != "plur" and reading.pos in ("NOUN", "ADJF"):
            head = table[fold(reading.lemma)]
            if reading.pos == "ADJF" and not is_capitalised(token.text):
                continue
            return None if head.lemma in _abbreviated() else head
    return _by_shape(token)


@cache
def _abbreviated() -> frozenset[str]:
    """Heads that are abbreviations and must stand in capitals."""
    return frozenset(
        fold(row["head"]) for row in read_table("organisation_heads") if is_abbreviation(row["example"].split()[0])
    )


def _by_shape(token: Token) -> _Head | None:
    text = token.text
    if not is_capitalised(text) or len(text) < 6 or not text.isalpha():
        return None
    found = readings(text)[0]
    if found.pos != "NOUN" or found.number == "plur" and found.case != "nomn":
        return None
    lemma = fold(found.lemma)
    for prefix, kind in _words("prefix").items():
        if lemma.startswith(prefix) and not {"Geox", "Name", "Surn"} & found.tags and _is_short_name(lemma, prefix):
            return _Head(lemma, kind, True, "place", "regional" if kind == "ministry" else "federal")
    for suffix, kind in _words("suffix").items():
        if lemma.endswith(suffix) and len(lemma) > len(suffix) + 3:
            return _Head(lemma, kind, True, "place", "any")
    return None


def _is_short_name(lemma: str, prefix: str) -> bool:
    """«минздрав» is no dictionary word beyond its being a name; «минута» and «россия» are."""
    tags = readings(lemma)[0].tags
    return "Orgn" in tags or ("Abbr" in tags) or len(lemma) > len(prefix) + 3 and not _is_plain(lemma)


def _is_plain(lemma: str) -> bool:
    first = readings(lemma)[0]
    return first.score >= 0.3 and not {"Orgn", "Abbr", "Sgtm"} & first.tags


# --- places -----------------------------------------------------------------------------------------------


class _Where(NamedTuple):
    end: int
    key: str | None  # ISO code, stems, or None where it is «области» alone
    generic: bool
    text: str | None  # to be written instead of the surface
    joined: bool = False  # «в Костроме»


def _plain_area(document: Document) -> str | None:
    """«области» where the article says «в нашей области» and never which."""
    if document.mentions:
        return None
    seen = Counter(
        reading.lemma
        for sentence in document.sentences
        for token in sentence.tokens
        for reading in readings(token.text)[:1]
        if reading.pos == "NOUN" and fold(reading.lemma) in words_of("region")
    )
    return inflect(seen.most_common(1)[0][0], "gent", "sing") if seen else None


class _Atlas:
    """Region mentions of one article, to know «РТ» from «РАН» and «Верхневолжья» from a village."""

    def __init__(self, document: Document) -> None:
        self.region = document.region
        self.area = None if document.region else _plain_area(document)
        self._by_start = {mention.start: mention for mention in document.mentions}

    def region_at(self, tokens: Sequence[Token], first: int) -> tuple[int, str] | None:
        """End and ISO code of a federal subject named from `first` on."""
        token = tokens[first]
        if self.region and is_abbreviation(token.text) and token.text == _initials(self.region):
            return first + 1, self.region
        mention = self._by_start.get(token.start)
        if mention is None or mention.place is not None or mention.kind in ("town", "district", "capital", "demonym"):
            return None
        end = first
        while end < len(tokens) and tokens[end].start < mention.stop:
            end += 1
        return end, mention.iso


@cache
def _subject_names() -> dict[str, str]:
    return {row["iso"]: row["name"] for row in read_table("regions")}


def _initials(iso: str) -> str:
    """«Республика Мордовия» -> «РМ», «Орловская область» -> «ОО»."""
    return "".join(word[0] for word in _subject_names().get(iso, "").upper().split() if word[0].isalpha())


@cache
def region_name(iso: str, case: str) -> str | None:
    """The subject's official name in a case: ("RU-TVE", "gent") -> «Тверской области»."""
    name = _subject_names().get(iso)
    if name is None:
        return None
    words, result = name.split(), []
    fixed = False
    gender = "femn" if any(fold(w) in ("область", "республика") for w in words) else "masc"
    for word in words:
        bent = None
        if not fixed and word[:1].isalpha():
            bent = inflect(word, case, gender, "sing", pos="ADJF") or inflect(word, case, "sing", pos="NOUN")
        result.append(like(bent, word) if bent else word)
        fixed = fixed or fold(word) == "республика"
    return " ".join(result)


def _place_group_end(tokens: Sequence[Token], first: int, case: str) -> tuple[int, bool] | None:
    """End of one place in a case, and whether it is only «области», «региона», «города»."""
    i = first
    areas = words_of("region") | words_of("town")
    while i < len(tokens) and is_word(tokens[i]) and case in attribute_cases(tokens[i].text):
        if case in noun_cases(tokens[i].text) and is_capitalised(tokens[i].text) and i == first:
            break
        i += 1
    if i >= len(tokens) or not is_word(tokens[i]) or i - first > 3:
        return None
    token = tokens[i]
    is_area = bool(lemmas(token.lower) & areas) and case in noun_cases(token.text)
    if is_area:
        named = any(is_capitalised(t.text) for t in tokens[first:i])
        end = i + 1
        if not named and end < len(tokens) and is_capitalised(tokens[end].text) and is_word(tokens[end]):
            return end + 1, False  # «Республики Татарстан», «города Твери»
        return end, not named
    if not is_capitalised(token.text) or find_post(token.text) is not None:
        return None
    if is_abbreviation(token.text):
        return (i + 1, False) if token.lower in ("рф", "снг") else None
    if case in noun_cases(token.text) or case in attribute_cases(token.text):
        return i + 1, False
    return None


def _stems(text: str) -> str:
    return " ".join(word[:5] for word in fold(text).split() if len(word) > 2)


def _find_place(tokens: Sequence[Token], first: int, atlas: _Atlas, *, prepositions: bool) -> _Where | None:
    """The place that follows a head: «[Томской области]», «[РТ]», «[в Костроме]», «[региона]»."""
    if first >= len(tokens):
        return None
    start, case = first, "gent"
    if prepositions and tokens[first].lower in ("в", "во", "по") and first + 1 < len(tokens):
        start, case = first + 1, "datv" if tokens[first].lower == "по" else "loct"
    if not is_word(tokens[start]):
        return None
    region = atlas.region_at(tokens, start)
    if region is not None and (case != "gent" or _is_genitive(tokens, start, region[0])):
        end, iso = region
        is_short = end == start + 1 and is_abbreviation(tokens[start].text)
        text = region_name(iso, "gent") if is_short or start > first else None
        return _Where(end, iso, False, text)
    group = _place_group_end(tokens, start, case)
    if group is None:
        return None
    end, generic = group
    if generic and start > first:
        return None
    if generic:
        iso_text = region_name(atlas.region, "gent") if atlas.region and _is_region_word(tokens[end - 1]) else None
        return _Where(end, atlas.region if iso_text else None, True, iso_text)
    nested = _find_place(tokens, end, atlas, prepositions=False)
    if nested is not None and not nested.generic and start == first:
        end = nested.end
    return _Where(end, _stems(surface(tokens, start, end)), False, None, start > first)


def _is_genitive(tokens: Sequence[Token], first: int, last: int) -> bool:
    head = tokens[last - 1]
    return is_abbreviation(head.text) or any(
        "gent" in noun_cases(t.text) or "gent" in attribute_cases(t.text) for t in (tokens[first], head)
    )


def _is_region_word(token: Token) -> bool:
    return bool(lemmas(token.lower) & words_of("region"))


# --- bodies -----------------------------------------------------------------------------------------------


def _regional_attribute(token: Token) -> bool:
    return any(fold(r.lemma) in _words("regional") for r in readings(token.text) if r.pos == "ADJF")


def _nominative_head(tokens: Sequence[Token], first: int, head: int) -> dict[int, str]:
    """Replacements that put adjectives and head into the nominative."""
    token = tokens[head]
    if is_abbreviation(token.text):
        return {i: nominative_attribute(tokens[i], "masc") for i in range(first, head)}
    nouns = [r for r in readings(token.text) if r.pos == "NOUN" and r.number != "plur" and r.case]
    if not nouns:
        adjective = inflect(token.text, "nomn", "sing", "masc", pos="ADJF")
        return {head: like(adjective, token.text)} if adjective and "nomn" not in attribute_cases(token.text) else {}
    reading = nouns[0]
    replaced = {head: like(reading.lemma, token.text)}
    for i in range(first, head):
        replaced[i] = nominative_attribute(tokens[i], str(reading.gender) if reading.gender else None)
    return replaced


def _title_case(name: str) -> str:
    return name[:1].upper() + name[1:]


def _from_head(tokens: Sequence[Token], at: int, head: _Head, atlas: _Atlas, floor: int) -> tuple[_Found, int] | None:
    """The body around a head noun, and where it ends."""
    cases = noun_cases(tokens[at].text) or frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
    first = attributes_start(tokens, at, cases, floor)
    regional = any(_regional_attribute(tokens[i]) for i in range(first, at))
    while first < at and not _belongs(tokens[first]):
        first += 1
    if head.tail in ("quoted", "name"):
        return _with_quotes(tokens, first, at, head, atlas, floor)
    end = at + 1
    field_end = end
    if head.tail in ("field", "all"):
        field_end = _field_end(tokens, end, atlas)
        end = field_end
    where = None
    if head.tail != "none":
        where = _find_place(tokens, end, atlas, prepositions=head.kind == "mfc" or head.tail == "field")
        if where is not None:
            end = where.end
    if not head.alone and first == at and field_end == at + 1 and where is None and not (regional and head.tail == "place"):
        return None
    if head.tail == "field" and field_end == at + 1 and (where is None or where.generic) and first == at:
        return None
    replaced = _nominative_head(tokens, first, at)
    name = _title_case(surface(tokens, first, field_end, replaced))
    found = _Found(Span(tokens[first].start, tokens[end - 1].stop), name, head.kind, _core(head, tokens, first, at, field_end))
    if where is not None and not (where.generic and where.text is None):
        found.name += " " + _written_place(tokens, field_end, where)
        found.place = where.key
        return found, end
    found.generic = True
    has_name = any(is_capitalised(tokens[i].text) for i in range(first, at)) and head.kind != "mfc"
    if not has_name and (head.level == "regional" or regional):
        found.own = _own(name, atlas)
    return found, end


def _own(name: str, atlas: _Atlas) -> tuple[str, str] | None:
    """The name with the article's own region: «Минфин» -> «Минфин Забайкальского края»."""
    text = region_name(atlas.region, "gent") if atlas.region else atlas.area
    return None if text is None else (f"{name} {text}", atlas.region or text)


def _written_place(tokens: Sequence[Token], first: int, where: _Where) -> str:
    if where.text is None:
        return surface(tokens, first, where.end)
    return f"{tokens[first].text} {where.text}" if where.joined else where.text


def _belongs(token: Token) -> bool:
    """Adjectives that are part of a name: capitalised, or saying what sort of body it is."""
    if _regional_attribute(token):
        return False
    return is_capitalised(token.text) or token.lower in _SORTS or token.lower.endswith(("ский", "ского", "ском", "скому"))


_SORTS = frozenset()


def _field_end(tokens: Sequence[Token], first: int, atlas: _Atlas) -> int:
    """End of the field a body works in, without the place: «образования и науки [РТ]»."""
    limit = first
    while limit < len(tokens):
        where = None if tokens[limit].lower == "и" else _find_place(tokens, limit, atlas, prepositions=False)
        if where is not None and limit > first or where is not None and not where.generic:
            break
        if limit > first and is_word(tokens[limit]) and _find_head(tokens[limit]) is not None:
            break
        end = tail_end(tokens, limit, _next_stop(tokens, limit), prepositions=limit == first)
        if end == limit:
            break
        # a place inside the tail ends the field
        for i in range(limit + 1, end):
            inner = _find_place(tokens, i, atlas, prepositions=False)
            if inner is not None and (is_capitalised(tokens[i].text) or inner.generic):
                return i
        limit = end
    return limit


def _next_stop(tokens: Sequence[Token], first: int) -> int:
    """The next head of another body stops a field: «министерства финансов и [Росреестра]»."""
    for i in range(first, len(tokens)):
        if is_capitalised(tokens[i].text) and _find_head(tokens[i]) is not None:
            return i - 1 if i and tokens[i - 1].lower in ("и", ",") else i
    return len(tokens)


def _with_quotes(
    tokens: Sequence[Token], first: int, at: int, head: _Head, atlas: _Atlas, floor: int
) -> tuple[_Found, int] | None:
    """«ГБУ КО «МФЦ Калужской области»», «компания «Газпром»»: a legal form, a place, a quoted name."""
    i = at + 1
    for _ in range(3):
        if i < len(tokens) and is_abbreviation(tokens[i].text):
            i += 1
    where = _find_place(tokens, i, atlas, prepositions=False)
    if where is not None:
        i = where.end
    if i >= len(tokens) or tokens[i].text not in _QUOTES:
        return None
    closed = closing_quote(tokens, i)
    if closed is None:
        return None
    # «ГБУ «МФЦ «Дом»»: razdel gives one token a mark
    quoted = surface(tokens, i + 1, closed)
    while is_abbreviation(tokens[at].text) and first > floor and is_abbreviation(tokens[first - 1].text):
        first -= 1
    core = fold(quoted)
    brand = _words("brand").get(core)
    span = Span(tokens[first].start, tokens[closed].stop)
    if head.tail == "name":
        return _Found(span, quoted, head.kind, core), closed + 1
    name = surface(tokens, first, closed + 1, _nominative_head(tokens, first, at))
    kind = head.kind
    if any(t.lower in ("мфц", "многофункциональный", "многофункциональные") for t in tokens[i:closed]) or brand:
        kind = "mfc"
    if head.kind == "other" and head.lemma == "центр" and brand is not None:
        core = "центр " + core
    return _Found(span, name, kind, core, weight=2 if is_abbreviation(tokens[at].text) else 1), closed + 1


def _core(head: _Head, tokens: Sequence[Token], first: int, at: int, end: int) -> str:
    before = " ".join(t.lower[:5] for t in tokens[first:at])
    after = " ".join(t.lower[:5] for t in tokens[at + 1 : end] if len(t.text) > 2)
    return " ".join(part for part in (before, head.lemma, after) if part)


def _brand(tokens: Sequence[Token], first: int) -> tuple[_Found, int] | None:
    """«Мои документы» in quotes or not."""
    for form, name in _words("brand").items():
        words = form.split()
        if [t.lower for t in tokens[first : first + len(words)]] == words and is_capitalised(tokens[first].text):
            end = first + len(words)
            span = Span(tokens[first].start, tokens[end - 1].stop)
            return _Found(span, name, "mfc" if name != "Госуслуги" else "other", fold(name)), end
    return None


def _centre(tokens: Sequence[Token], first: int, atlas: _Atlas) -> tuple[_Found, int] | None:
    """«многофункциональный центр предоставления услуг в Костроме», spelled out and in the singular."""
    if not tokens[first].lower.startswith("многофункциональн") or first + 1 >= len(tokens):
        return None
    nouns = [r for r in readings(tokens[first + 1].text) if r.lemma == "центр"]
    if not nouns or nouns[0].number == "plur":
        return None
    start = attributes_start(tokens, first, frozenset(str(r.case) for r in nouns))
    while start < first and not is_capitalised(tokens[start].text):
        start += 1
    end = first + 2
    services = end < len(tokens) and tokens[end].lower == "предоставления"
    if services:
        end = tail_end(tokens, end, prepositions=False)
        while end < len(tokens) and "datv" in noun_cases(tokens[end].text) and tokens[end].text.islower() and is_word(tokens[end]) and len(tokens[end].text) > 2:
            end += 1
    where = _find_place(tokens, end, atlas, prepositions=True)
    if where is not None and not services and where.joined:
        where = None
    head_end = end
    if where is not None:
        end = where.end
    spelled = surface(tokens, start, first + 2, _nominative_head(tokens, start, first + 1))
    name = "МФЦ" if services else _title_case(spelled)
    generic = where is None or (where.generic and where.text is None)
    if where is not None and not generic:
        name += " " + _written_place(tokens, head_end, where)
    span = Span(tokens[start].start, tokens[end - 1].stop)
    return _Found(span, name, "mfc", "мфц", where.key if where else None, generic), end


def _in_sentence(sentence: Sentence, atlas: _Atlas) -> Iterator[_Found]:
    tokens = sentence.tokens
    i, floor = 0, 0
    while i < len(tokens):
        found = _centre(tokens, i, atlas) or _brand(tokens, i)
        if found is None:
            head = _find_head(tokens[i])
            if head is not None and not _is_heading(sentence):
                found = _from_head(tokens, i, head, atlas, floor)
        if found is None:
            i += 1
            continue
        yield found[0]
        i = floor = max(found[1], i + 1)


def _is_heading(sentence: Sentence) -> bool:
    """A line in capitals tells nothing about names."""
    words = [t.text for t in sentence.tokens if is_word(t) and len(t.text) > 1]
    return len(words) > 3 and all(word.isupper() for word in words)


# --- what the tagger found besides ------------------------------------------------------------------------


def _tagged(document: Document, sentences: Sequence[Sentence], taken: list[Span], atlas: _Atlas) -> Iterator[_Found]:
    names = tag_names(document.text, document.page)
    for name in names:
        if name.kind != "ORG" or any(span.start < name.stop and name.start < span.stop for span in taken):
            continue
        sentence = next((s for s in sentences if s.start <= name.start < s.stop), None)
        if sentence is None or _is_heading(sentence):
            continue
        found = _from_tag(sentence, name.start, name.stop, atlas)
        if found is not None:
            yield found


def _from_tag(sentence: Sentence, start: int, stop: int, atlas: _Atlas) -> _Found | None:
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if t.start < stop and t.stop > start]
    while inside and tokens[inside[0]].text in _QUOTES + ".|›/":
        inside.pop(0)
    while inside and not is_word(tokens[inside[-1]]) and not tokens[inside[-1]].text.isdigit():
        if tokens[inside[-1]].text in _QUOTES and any(tokens[i].text in _QUOTES for i in inside[:-1]):
            break
        inside.pop()
    if not inside:
        return None
    first, last = inside[0], inside[-1] + 1
    if not _is_name_of_body(tokens, first, last):
        return None
    head = next((i for i in range(first, last) if noun_cases(tokens[i].text) and not is_abbreviation(tokens[i].text)), first)
    quoted = first > 0 and tokens[first - 1].text in _QUOTES
    replaced = {} if quoted and last - first > 1 else _nominative_head(tokens, first, head)
    name = surface(tokens, first, last, replaced)
    where = _find_place(tokens, last, atlas, prepositions=False) if last < len(tokens) and not quoted else None
    core = fold(name)
    if where is not None and not where.generic and where.end > last:
        name += " " + surface(tokens, last, where.end)
        last = where.end
    span = Span(tokens[first].start, tokens[last - 1].stop)
    return _Found(span, _title_case(name), _kind_of(name), core, where.key if where else None, where is None)


def _is_name_of_body(tokens: Sequence[Token], first: int, last: int) -> bool:
    never = _words("never")
    words = [t for t in tokens[first:last] if is_word(t)]
    if not words or any(t.lower in never or lemmas(t.lower) & never.keys() for t in words[:1]):
        return False
    if len(words) == 1 and (len(words[0].text) < 3 or find_post(words[0].text) is not None):
        return False
    head = _find_head(words[0])
    # «учреждение», «ГБУ» alone: no name
    return not (head is not None and not head.alone and len(words) == 1)


def _kind_of(name: str) -> str:
    folded = fold(name)
    words = set(folded.replace("«", " ").replace("»", " ").split())
    for kind in ("media", "company"):
        if any(word in words or folded.startswith(word) for word in _words(kind)):
            return kind
    return "other"


# --- one body, many mentions ------------------------------------------------------------------------------


def _merge(found: Iterable[_Found]) -> list[_Found]:
    """Mentions of one body together; a bare «МФЦ» goes to the one body it can mean."""
    bodies: list[_Found] = []
    bare: list[_Found] = []
    for item in found:
        if item.generic:
            bare.append(item)
        else:
            _add(bodies, item)
    placed = {id(body) for body in bodies}
    for item in bare:
        fitting = [b for b in bodies if b.core == item.core]
        if len(fitting) == 1:
            fitting[0].spans.append(item.span)
        elif len(fitting) > 1 and any(id(b) in placed for b in fitting):
            continue  # one of several: nobody can say which
        else:
            if item.own is not None:
                item.name, item.place = item.own
            _add(bodies, item)
    return bodies


def _add(bodies: list[_Found], item: _Found) -> None:
    same = next((b for b in bodies if b.core == item.core and b.place == item.place), None)
    if same is None:
        item.spans = [item.span]
        bodies.append(item)
        return
    same.spans.append(item.span)
    if (item.weight, len(item.name)) > (same.weight, len(same.name)):
        same.name, same.kind, same.weight = item.name, item.kind, item.weight


def _with_short_names(bodies: list[_Found]) -> list[_Found]:
    """«Минобрнауки» and «министерство образования и науки» are one body."""
    result: list[_Found] = []
    for body in bodies:
        twin = next((b for b in result if _is_short_for(b, body) or _is_short_for(body, b)), None)
        if twin is None:
            result.append(body)
            continue
        if len(body.spans) > len(twin.spans) or len(body.spans) == len(twin.spans) and len(body.name) > len(twin.name):
            twin.name = body.name
        twin.spans += body.spans
    return result


def _is_short_for(short: _Found, long: _Found) -> bool:
    if short.kind != "ministry" or not long.core.startswith("министерство "):
        return False
    if short.place != long.place:
        return False
    body = short.core.removeprefix("мин")
    if body == short.core or " " in body:
        return False
    fields = long.core.split()[1:]
    return bool(fields) and all(word[:3] in body for word in fields[:2]) and body[:3] == fields[0][:3]


def find_organisations(document: Document) -> list[Organisation]:
    """The bodies an article names, in order of first mention, each with all its mentions."""
    sentences = article_sentences(document)
    atlas = _Atlas(document)
    found = [item for sentence in sentences for item in _in_sentence(sentence, atlas)]
    found += _tagged(document, sentences, [item.span for item in found], atlas)
    found.sort(key=lambda item: item.span)
    bodies = _with_short_names(_merge(found))
    result = [Organisation(b.name, b.kind, sorted(b.spans)) for b in bodies]
    return sorted(result, key=lambda body: body.spans[0])
