"""Persons of an article: mentions to people, with the fullest name in the nominative and the role.

«директора центра Ирины Змановской» -> Ирина Змановская, директор центра.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mfcx.document import Document, Person, Sentence, Span, Token
from mfcx.morphology import CASES, lemmas, readings
from mfcx.names.inflection import (
    NameReading,
    is_first_name,
    is_patronymic,
    is_surname_like,
    read_name,
    surname_surfaces,
)
from mfcx.names.phrases import is_abbreviation, is_capitalised, is_word, words_of
from mfcx.names.roles import ALL_CASES, Title, find_post, free_titles, title_after, title_before
from mfcx.names.tagger import Name, tag_names
from mfcx.segments import split_sentences
from mfcx.tables import fold

_UNSEEN = 0.003  # weight of a name that explains a mention no reading of it allows
_SURE = 0.15  # readings weaker than this share of the best do not decide a case


class _Place(NamedTuple):
    """Tokens [first, last) of one sentence, by its number."""

    sentence: int
    first: int
    last: int


@dataclass(slots=True)
class _Mention:
    place: _Place
    span: Span
    parts: list[tuple[str, str]]  # (word, first | patronymic | surname)
    initials: str
    byline: bool
    surface: str
    tagged: bool = True
    title: Title | None = None
    readings: list[NameReading] = field(default_factory=list)

    def has(self, part: str) -> bool:
        return any(kind == part for _, kind in self.parts)

    @property
    def is_full(self) -> bool:
        return self.has("surname") and self.has("first")

    def candidates(self, part: str) -> frozenset[str]:
        """Folded nominatives of one part of the name, over all readings."""
        at = next((i for i, (_, kind) in enumerate(self.parts) if kind == part), None)
        if at is None:
            return frozenset()
        return frozenset(fold(reading.words[at]) for reading in self.readings)


@dataclass(slots=True)
class _Cluster:
    mentions: list[_Mention]

    def candidates(self, part: str) -> frozenset[str]:
        return frozenset().union(*(m.candidates(part) for m in self.mentions))

    @property
    def initials(self) -> str:
        return max((m.initials for m in self.mentions), key=len, default="")


# --- sentences and mentions -------------------------------------------------------------------------------


def article_sentences(document: Document) -> list[Sentence]:
    """Sentences of headline, body and bylines in text order."""
    found = list(document.sentences)
    for number, line in enumerate(document.page.lines):
        if line.kind == "byline":
            found += split_sentences(document.text, Span(line.start, line.stop), number)
    return sorted(found, key=lambda sentence: sentence.start)


def _locate(sentences: Sequence[Sentence], start: int, stop: int) -> _Place | None:
    for number, sentence in enumerate(sentences):
        if sentence.start <= start < sentence.stop:
            inside = [i for i, t in enumerate(sentence.tokens) if t.stop > start and t.start < stop]
            return _Place(number, inside[0], inside[-1] + 1) if inside else None
    return None


def _is_initial(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    return len(token.text) == 1 and token.text.isupper() and i + 1 < len(tokens) and tokens[i + 1].text == "."


def _is_name_word(token: Token) -> bool:
    text = token.text
    if not text[:1].isalpha():
        return False
    return is_capitalised(text) or is_patronymic(text) and len(text) < 6


def _widen(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Initials and given names around a tagged name belong to it."""
    while first >= 2 and tokens[first - 1].text == "." and _is_initial(tokens, first - 2):
        first -= 2
    while first >= 1 and is_capitalised(tokens[first - 1].text) and _is_given(tokens[first - 1]):
        first -= 1
    while last + 1 < len(tokens) and _is_initial(tokens, last):
        last += 2
    while last < len(tokens) and is_capitalised(tokens[last].text) and is_patronymic(tokens[last].text):
        last += 1
    return first, last


def _is_given(token: Token) -> bool:
    return is_first_name(token.text) and find_post(token.text) is None and not is_abbreviation(token.text)


def _trim(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Titles and marks at the edges are no part of a name."""
    while first < last and (not _is_name_word(tokens[first]) or _is_title_word(tokens[first])):
        first += 1
    while first < last and not (_is_name_word(tokens[last - 1]) or _ends_initial(tokens, last)):
        last -= 1
    return first, last


def _is_title_word(token: Token) -> bool:
    return find_post(token.text) is not None and not is_first_name(token.text) and not _is_known_surname(token.text)


def _is_known_surname(text: str) -> bool:
    return any("Surn" in reading.tags for reading in readings(text))


def _ends_initial(tokens: Sequence[Token], last: int) -> bool:
    return last >= 2 and tokens[last - 1].text == "." and _is_initial(tokens, last - 2)


def _classify(tokens: Sequence[Token], first: int, last: int) -> tuple[list[tuple[str, str]], str]:
    """The words of a name with what each of them is, and its initials."""
    initials = "".join(tokens[i].text for i in range(first, last) if _is_initial(tokens, i))
    words = [
        t.text for i, t in enumerate(tokens[first:last], first) if is_word(t) and not _is_initial(tokens, i)
    ]
    return list(zip(words, _parts(words, bool(initials)), strict=True)), initials


def _parts(words: list[str], initials: bool) -> list[str]:
    if len(words) == 1:
        alone = is_first_name(words[0]) and not _is_known_surname(words[0]) and not initials
        return ["first" if alone else "surname"]
    parts = ["patronymic" if i and is_patronymic(word) else "" for i, word in enumerate(words)]
    if len(words) == 2 and parts[1]:
        # «Роман Абрамович» is a surname, «Иван Петрович» is not
        is_surname = _is_known_surname(words[1]) or not any("Patr" in r.tags for r in readings(words[1]))
        parts[1] = "surname" if is_surname else "patronymic"
        parts[0] = "first"
        return parts
    empty = [i for i, part in enumerate(parts) if not part]
    surname_first = len(empty) > 1 and (
        parts[-1] == "patronymic" or (not is_first_name(words[0]) and is_first_name(words[empty[1]]))
    )
    surname = empty[0] if surname_first else empty[-1]
    for i in empty:
        parts[i] = "surname" if i == surname else "first"
    return parts


def _pattern_names(sentence: Sentence, taken: set[int]) -> Iterator[tuple[int, int]]:
    """A known given name and a word shaped like a surname, which the tagger may have passed over."""
    tokens = sentence.tokens
    i = 0
    while i + 1 < len(tokens):
        last = i + 2
        if i not in taken and _is_given(tokens[i]) and is_capitalised(tokens[i].text):
            if last < len(tokens) and is_capitalised(tokens[last].text) and is_patronymic(tokens[i + 1].text):
                last += 1
            end = tokens[last - 1].text
            if is_capitalised(end) and is_surname_like(end) and not set(range(i, last)) & taken:
                yield i, last
                i = last
                continue
        i += 1


# --- what is no person ------------------------------------------------------------------------------------


def _has_lemma(token: Token, kind: str) -> bool:
    return bool(lemmas(token.lower) & words_of(kind)) or token.lower in words_of(kind)


def _previous_word(tokens: Sequence[Token], first: int) -> Token | None:
    i = first - 1
    if i >= 1 and tokens[i].text == ".":
        i -= 1
    return tokens[i] if i >= 0 and is_word(tokens[i]) else None


def _is_place_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«улица Гагарина», «школа имени Гагарина», «Гагаринский район»."""
    before = _previous_word(tokens, first)
    if before is not None and _has_lemma(before, "street"):
        return True
    after = tokens[last] if last < len(tokens) else None
    return last - first == 1 and after is not None and _has_lemma(after, "area")


def _is_quoted(tokens: Sequence[Token], first: int, last: int) -> bool:
    """The whole of a quotation is a brand or a title of something: «Иван Поддубный»."""
    marks = "«»“”„\""
    return first > 0 and last < len(tokens) and tokens[first - 1].text in marks and tokens[last].text in marks


def _is_body(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(is_abbreviation(t.text) and len(t.text) < 5 for t in tokens[first:last]) and not all(
        t.text.isupper() for t in tokens[first:last] if is_word(t)
    )


def _speaks(tokens: Sequence[Token], first: int, last: int) -> bool:
    near = [*tokens[max(0, first - 3) : first], *tokens[last : last + 3]]
    return any(is_word(t) and _has_lemma(t, "speech") for t in near)


def _is_doubtful(mention: _Mention, tokens: Sequence[Token]) -> bool:
    """A lone word that nothing shows to be a person's surname."""
    _, first, last = mention.place
    if mention.initials:
        return False
    word = mention.parts[0][0]
    if mention.parts[0][1] != "surname" or is_abbreviation(word):
        return True
    if mention.title is not None:
        return False
    adjectival = any(r.pos == "ADJF" for r in readings(word)) or word.lower().endswith(("ий", "ый", "ой"))
    if _speaks(tokens, first, last):
        return not is_surname_like(word)
    return adjectival or not mention.tagged or not _is_known_surname(word) or _is_common_word(word)


def _is_common_word(word: str) -> bool:
    likely = readings(word)[0]
    return not {"Surn", "Name"} & likely.tags and likely.score > 0.6


# --- reading mentions -------------------------------------------------------------------------------------


def _mention(document: Document, sentences: Sequence[Sentence], place: _Place, *, tagged: bool) -> _Mention | None:
    number, first, last = place
    sentence = sentences[number]
    tokens = sentence.tokens
    parts, initials = _classify(tokens, first, last)
    if not parts or len(parts) > 5 or _is_place_name(tokens, first, last) or _is_body(tokens, first, last):
        return None
    if len(parts) == 1 and find_post(parts[0][0]) is not None and not _is_known_surname(parts[0][0]):
        return None
    if _is_quoted(tokens, first, last):
        return None
    span = Span(tokens[first].start, tokens[last - 1].stop)
    byline = document.page.lines[sentence.line].kind == "byline" or _is_credit(tokens, first)
    text = document.text[span.start : span.stop]
    return _Mention(_Place(number, first, last), span, parts, initials, byline, text, tagged)


def _is_credit(tokens: Sequence[Token], first: int) -> bool:
    """«Фото Ивана Петрова», «Автор: Анна Иванова» at the start of a line."""
    words = [t for t in tokens[:first] if t.text not in ":/|,"]
    return 0 < len(words) <= 2 and _has_lemma(words[0], "credit") and is_capitalised(words[0].text) and (
        ":" in {t.text for t in tokens[:first]} or _has_lemma(words[-1], "credit")
    )


def _find_mentions(document: Document, sentences: Sequence[Sentence], names: Iterable[Name]) -> list[_Mention]:
    places: list[tuple[_Place, bool]] = []
    taken: dict[int, set[int]] = {}
    for name in names:
        place = _locate(sentences, name.start, name.stop)
        if place is None:
            continue
        tokens = sentences[place.sentence].tokens
        used = taken.setdefault(place.sentence, set())
        if name.kind != "PER":
            used.update(range(place.first, place.last))
            continue
        first, last = _trim(tokens, place.first, place.last)
        if first >= last:
            continue
        first, last = _widen(tokens, first, last)
        if not set(range(first, last)) & used:
            used.update(range(first, last))
            places.append((_Place(place.sentence, first, last), True))
    for number, sentence in enumerate(sentences):
        used = taken.setdefault(number, set())
        places += [(_Place(number, *found), False) for found in _pattern_names(sentence, used)]
    found_mentions = (_mention(document, sentences, place, tagged=tagged) for place, tagged in places)
    return sorted((m for m in found_mentions if m is not None), key=lambda m: m.span)


def _read(mention: _Mention, cases: frozenset[str] = ALL_CASES) -> list[NameReading]:
    return read_name(mention.parts, cases) if mention.parts else []


def _likely_cases(found: Sequence[NameReading]) -> frozenset[str]:
    if not found:
        return ALL_CASES
    return frozenset(r.case for r in found if r.weight >= _SURE * found[0].weight)


def _attach_titles(mentions: Sequence[_Mention], sentences: Sequence[Sentence]) -> None:
    """Titles beside each name; the title's case then narrows the name's."""
    starts: dict[int, set[int]] = {}
    for mention in mentions:
        starts.setdefault(mention.place.sentence, set()).update(range(mention.place.first, mention.place.last))
    for mention in mentions:
        number, first, last = mention.place
        tokens = sentences[number].tokens
        mention.readings = _read(mention)
        names = starts[number]
        likely = _likely_cases(mention.readings)
        possible = frozenset(r.case for r in mention.readings) or ALL_CASES
        mention.title = (
            title_before(tokens, first, likely, names)
            or title_before(tokens, first, possible, names)
            or title_after(tokens, last, likely, names)
        )
        if mention.title is not None:
            narrowed = _read(mention, mention.title.cases)
            mention.readings = narrowed or mention.readings


# --- people -----------------------------------------------------------------------------------------------


def _agrees(mention: _Mention, cluster: _Cluster) -> bool:
    """Whether a mention may name the person of a cluster."""
    if mention.has("surname") and not mention.candidates("surname") & cluster.candidates("surname"):
        return False
    if not mention.has("surname"):
        return mention.has("first") and bool(mention.candidates("first") & cluster.candidates("first"))
    firsts, known = mention.candidates("first"), cluster.candidates("first")
    if firsts and known:
        return bool(firsts & known)
    if mention.initials and known:
        return any(name[:1] == fold(mention.initials[0]) for name in known)
    if firsts and cluster.initials:
        return any(name[:1] == fold(cluster.initials[0]) for name in firsts)
    if mention.initials and cluster.initials:
        return mention.initials[0] == cluster.initials[0]
    return True


def _cluster(mentions: Sequence[_Mention], sentences: Sequence[Sentence]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    order = sorted(mentions, key=lambda m: (not m.is_full, not m.initials, m.span))
    for mention in order:
        fitting = [c for c in clusters if _agrees(mention, c)]
        if fitting:
            nearest = min(fitting, key=lambda c: _distance(mention, c))
            nearest.mentions.append(mention)
        elif mention.is_full or not _is_doubtful(mention, sentences[mention.place.sentence].tokens):
            clusters.append(_Cluster([mention]))
    for cluster in clusters:
        cluster.mentions.sort(key=lambda m: m.span)
    return sorted(clusters, key=lambda c: c.mentions[0].span)


def _distance(mention: _Mention, cluster: _Cluster) -> int:
    """Characters back to the person's last mention; one that comes later counts double."""
    gaps = [mention.span.start - m.span.start for m in cluster.mentions]
    return min(gap if gap >= 0 else -2 * gap for gap in gaps)


class _FullName(NamedTuple):
    words: tuple[tuple[str, str], ...]  # (part, nominative)
    gender: str


def _names_of(mention: _Mention) -> Iterator[tuple[_FullName, float]]:
    for reading in mention.readings:
        words = tuple((part, word) for (_, part), word in zip(mention.parts, reading.words, strict=True))
        yield _FullName(words, reading.gender), reading.weight


def _fit(mention: _Mention, name: _FullName) -> float:
    """How well a full name explains a mention."""
    known = {part: fold(word) for part, word in name.words}
    best = _UNSEEN
    for found, weight in _names_of(mention):
        if found.gender == name.gender and all(fold(w) == known.get(p, fold(w)) for p, w in found.words):
            best = max(best, weight)
    return best


def _full_name(cluster: _Cluster) -> _FullName | None:
    """The fullest name that explains the mentions best."""
    fullest = max((len(m.parts) for m in cluster.mentions), default=0)
    models = [m for m in cluster.mentions if len(m.parts) == fullest]
    candidates = dict.fromkeys(name for m in models for name, _ in _names_of(m))
    if not candidates:
        return None
    return max(candidates, key=lambda name: sum(math.log(_fit(m, name)) for m in cluster.mentions))


_ORDER = {"first": 0, "patronymic": 1, "surname": 2}


def _written(cluster: _Cluster, name: _FullName | None) -> str:
    if name is None:
        return cluster.mentions[0].surface
    words = [word for _, word in sorted(name.words, key=lambda item: _ORDER[item[0]])]
    initials = cluster.initials
    if initials and not any(part == "first" for part, _ in name.words):
        words.insert(0, ".".join(initials) + ".")
    return " ".join(words)


def _missed(
    document: Document, sentences: Sequence[Sentence], clusters: Sequence[_Cluster]
) -> Iterator[tuple[_Cluster, _Mention]]:
    """Surnames of known persons that the tagger passed over."""
    taken = {(m.place.sentence, i) for c in clusters for m in c.mentions for i in range(m.place.first, m.place.last)}
    forms: dict[str, _Cluster] = {}
    for cluster in clusters:
        name = _full_name(cluster)
        surname = dict(name.words).get("surname") if name is not None else None
        if name is not None and surname:
            for form in surname_surfaces(surname, name.gender):
                forms.setdefault(fold(form), cluster)
    for number, sentence in enumerate(sentences):
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            cluster_of = forms.get(token.lower)
            if cluster_of is None or (number, i) in taken or not is_capitalised(token.text):
                continue
            if i and is_capitalised(tokens[i - 1].text) and _is_given(tokens[i - 1]):
                continue  # a namesake
            mention = _mention(document, sentences, _Place(number, i, i + 1), tagged=False)
            if mention is not None:
                mention.readings = _read(mention)
                yield cluster_of, mention


# --- roles ------------------------------------------------------------------------------------------------

_WEAK = frozenset({"member", "press", "rank"})


def _role(cluster: _Cluster) -> Title | None:
    """The title that says most: of the first office named, the longest wording."""
    titles = [m.title for m in cluster.mentions if m.title is not None]
    if not titles:
        return None
    first = next((t for t in titles if t.group not in _WEAK), titles[0])
    same = [t for t in titles if t.posts == first.posts]
    return max(same, key=lambda t: len(t.text))


class _FreeTitle(NamedTuple):
    sentence: int
    title: Title
    span: Span


def _free(sentences: Sequence[Sentence], mentions: Sequence[_Mention]) -> list[_FreeTitle]:
    names: dict[int, set[int]] = {}
    taken: dict[int, set[int]] = {}
    for mention in mentions:
        number, first, last = mention.place
        names.setdefault(number, set()).update(range(first, last))
        if mention.title is not None:
            taken.setdefault(number, set()).update(range(mention.title.first, mention.title.last))
    result = []
    for number, sentence in enumerate(sentences):
        for title in free_titles(sentence.tokens, taken.get(number, set()), names.get(number, set())):
            span = Span(sentence.tokens[title.first].start, sentence.tokens[title.last - 1].stop)
            result.append(_FreeTitle(number, title, span))
    return result


def _tail_kind(title: Title) -> str | None:
    """What a chief is chief of: region, town or body, by the first noun governed."""
    for word in title.tail.split()[:4]:
        found = lemmas(word.strip("«»“”\"',.")) if word[:1].isalpha() else frozenset()
        for kind in ("town", "region", "body"):
            if found & words_of(kind):
                return kind
    return None


def _office(title: Title) -> str:
    """The kind of office, so that «глава региона» and «губернатор» meet."""
    if title.group == "chief" and "глава" in title.posts:
        return {"region": "region", "town": "town"}.get(_tail_kind(title) or "", "chief")
    return title.group


_SAME_OFFICE = {("chief", "minister"), ("chief", "chief"), ("chief", "government")}


def _same_tail(left: Title, right: Title) -> bool:
    """Tails that share a word, or one of them is generic or empty."""
    if not left.tail or not right.tail or _tail_kind(left) in ("region", "body") and len(left.tail.split()) == 1:
        return True
    a, b = ({word[:5] for word in t.tail.split() if len(word) > 3} for t in (left, right))
    return bool(a & b) or not a or not b


def _means(title: Title, held: Title) -> bool:
    """Whether a title without a name may stand for the holder of an office."""
    if title.posts == held.posts:
        return _same_tail(title, held)
    if not title.bare:
        return False
    offices = _office(title), _office(held)
    if offices[0] == offices[1] == "region":
        return True
    general = {"глава", "руководитель", "начальник"} & title.posts
    return bool(general) and offices in _SAME_OFFICE and (_tail_kind(title) == "body" or _same_tail(title, held) and bool(title.tail))


def _holder(free: _FreeTitle, clusters: Sequence[_Cluster]) -> _Cluster | None:
    fitting = [c for c in clusters if any(m.title is not None and _means(free.title, m.title) for m in c.mentions)]
    if not fitting:
        return None

    def gap(cluster: _Cluster) -> int:
        gaps = [free.span.start - m.span.start for m in cluster.mentions]
        return min(g if g >= 0 else -3 * g for g in gaps)

    return min(fitting, key=gap)


def _introduced(cluster: _Cluster, free: Sequence[_FreeTitle], linked: set[int], sentences: Sequence[Sentence]) -> int | None:
    """The title of the sentence right before that introduces a person who has none."""
    number, first, _ = cluster.mentions[0].place
    if first > 1 or number == 0:
        return None
    for i, item in enumerate(free):
        if i in linked or item.sentence != number - 1 or "nomn" not in item.title.cases:
            continue
        if sentences[item.sentence].line == sentences[number].line or sentences[number].line - sentences[item.sentence].line <= 2:
            return i
    return None


def find_persons(document: Document) -> list[Person]:
    """Everyone the article names, in order of first mention."""
    sentences = article_sentences(document)
    mentions = _find_mentions(document, sentences, tag_names(document.text, document.page))
    _attach_titles(mentions, sentences)
    clusters = _cluster(mentions, sentences)
    for cluster, mention in list(_missed(document, sentences, clusters)):
        cluster.mentions.append(mention)
    for cluster in clusters:
        cluster.mentions.sort(key=lambda m: m.span)
    kept = [m for c in clusters for m in c.mentions]
    free = _free(sentences, kept)
    people = [c for c in clusters if not all(m.byline for m in c.mentions)]
    linked: dict[int, _Cluster] = {}
    for i, item in enumerate(free):
        holder = _holder(item, people)
        if holder is not None:
            linked[i] = holder
    roles: dict[int, str | None] = {}
    for cluster in clusters:
        title = _role(cluster)
        if title is None and cluster in people:
            at = _introduced(cluster, free, set(linked), sentences)
            if at is not None:
                linked[at] = cluster
                title = free[at].title
        roles[id(cluster)] = title.text if title is not None else None
    result = []
    for cluster in clusters:
        person = Person(
            name=_written(cluster, _full_name(cluster)),
            role=roles[id(cluster)],
            byline=cluster not in people,
            spans=[m.span for m in cluster.mentions],
            title_spans=[free[i].span for i, holder in linked.items() if holder is cluster],
        )
        result.append(person)
    return result


