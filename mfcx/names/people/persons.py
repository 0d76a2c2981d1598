"""Persons of an article: mentions to people, with the fullest name in the nominative and the role.

«директора центра Ирины Змановской» -> Ирина Змановская, директор центра.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from mfcx.document import Document, Person, Sentence, Span, Token
from mfcx.names.people.doubts import is_doubtful
from mfcx.names.people.holders import (
    FreeTitle,
    Holders,
    find_free_titles,
    find_interviewed,
    find_introduction,
    find_later_title,
    find_lead_title,
)
from mfcx.names.people.inflection import surname_surfaces
from mfcx.names.people.mentions import Mention, find_mentions, make_mention
from mfcx.names.people.name_places import Place
from mfcx.names.people.name_words import is_given
from mfcx.names.people.titles import Title
from mfcx.names.phrases import is_capitalised
from mfcx.names.sentences import article_sentences
from mfcx.names.tagger import tag_names
from mfcx.tables import fold

_UNSEEN = 0.003  # weight of a name that explains a mention no reading of it allows
_WEAK = frozenset({"member", "press", "rank"})  # groups of titles that yield to any other
_ADDRESS_ENDS = frozenset(",!?")
_ORDER = {"first": 0, "patronymic": 1, "surname": 2}


class _Cluster(Struct, eq=False):
    """The mentions of one person and the names they allow."""

    mentions: list[Mention] = field(default_factory=list)
    surnames: set[str] = field(default_factory=set)
    firsts: set[str] = field(default_factory=set)
    initials: str = ""
    aliases: list[Span] = field(default_factory=list)
    by_father: list[Mention] = field(default_factory=list)  # «Павел Петрович», who is nobody else of the article

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.surnames |= mention.candidates("surname")
        self.firsts |= mention.candidates("first")
        self.initials = max(self.initials, mention.initials, key=len)

    @property
    def byline(self) -> bool:
        return all(m.byline for m in self.mentions)


# --- mentions to people -----------------------------------------------------------------------------------


def _agrees(mention: Mention, cluster: _Cluster) -> bool:
    """Whether a mention may name the person of a cluster."""
    firsts, known = mention.candidates("first"), cluster.firsts
    if not mention.has("surname"):
        return bool(firsts & known) and not _is_of_another_office(mention, cluster)
    if not mention.candidates("surname") & cluster.surnames:
        return False
    if firsts and known:
        return bool(firsts & known)
    if mention.initials and known:
        return any(name[:1] == fold(mention.initials[0]) for name in known)
    if firsts and cluster.initials:
        return any(name[:1] == fold(cluster.initials[0]) for name in firsts)
    if mention.initials and cluster.initials:
        return mention.initials[0] == cluster.initials[0]
    return True


def _is_of_another_office(mention: Mention, cluster: _Cluster) -> bool:
    """«патриарх Кирилл» is not the director Кирилл Зуев."""
    held = [m.title.posts for m in cluster.mentions if m.title is not None]
    return mention.title is not None and bool(held) and not any(mention.title.posts & posts for posts in held)


def _is_address(mention: Mention, tokens: Sequence[Token]) -> bool:
    """«Павел Петрович, сколько у вас окон?»: spoken to, and not told of."""
    before, behind = tokens[: mention.place.first], tokens[mention.place.last :]
    opens = not before or not before[-1].text[0].isalnum()
    return opens and bool(behind) and behind[0].text in _ADDRESS_ENDS


def _distance(mention: Mention, cluster: _Cluster) -> int:
    """Characters back to the person's nearest mention; one that comes later counts double."""
    gaps = [mention.span.start - m.span.start for m in cluster.mentions]
    return min(gap if gap >= 0 else -2 * gap for gap in gaps)


def _cluster(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[_Cluster]:
    """Full names first, then initials, then surnames alone, each to the nearest person it agrees with."""
    clusters: list[_Cluster] = []
    by_name: dict[str, list[_Cluster]] = {}
    for mention in sorted(mentions, key=lambda m: (not m.is_full, not m.initials, m.span)):
        names = mention.candidates("surname") or mention.candidates("first")
        near = {id(c): c for name in names for c in by_name.get(name, ())}.values()
        fitting = [c for c in near if _agrees(mention, c)]
        if fitting:
            cluster = fitting[0] if len(fitting) == 1 else min(fitting, key=lambda c: _distance(mention, c))
        elif mention.is_full or not is_doubtful(mention, sentences[mention.place.sentence].tokens):
            cluster = _Cluster()
            clusters.append(cluster)
        else:
            continue
        cluster.add(mention)
        by_father = mention.has("patronymic") and not mention.has("surname")
        if by_father and len(fitting) == 1 and not _is_address(mention, sentences[mention.place.sentence].tokens):
            cluster.by_father.append(mention)
        for name in mention.candidates("surname") | mention.candidates("first"):
            if cluster not in by_name.setdefault(name, []):
                by_name[name].append(cluster)
    return clusters


def _add_aliases(clusters: Sequence[_Cluster], aliases: Sequence[Mention]) -> None:
    """«Анна Зуева (Котова)», «Анна Зуева (Anna Zueva)»: what stands in brackets is hers, and no name of its own."""
    ends = {(m.place.sentence, m.place.last): cluster for cluster in clusters for m in cluster.mentions}
    for alias in aliases:
        cluster = ends.get((alias.place.sentence, alias.place.first - 1))
        if cluster is not None:
            cluster.aliases.append(alias.span)


def _missed(
    document: Document, sentences: Sequence[Sentence], clusters: Sequence[_Cluster], mentions: Sequence[Mention]
) -> Iterator[tuple[_Cluster, Mention]]:
    """Surnames of known persons that the tagger passed over."""
    taken = {(m.place.sentence, i) for m in mentions for i in range(m.place.first, m.place.last)}
    forms: dict[str, _Cluster] = {}
    for cluster in clusters:
        name = _full_name(cluster)
        surname = dict(name.words).get("surname") if name is not None else None
        if name is not None and surname:
            for form in surname_surfaces(surname, name.gender):
                forms.setdefault(fold(form), cluster)
    for number, sentence in enumerate(sentences if forms else ()):
        tokens = sentence.tokens
        for i in [i for i, token in enumerate(tokens) if token.lower in forms]:
            if (number, i) in taken or not is_capitalised(tokens[i].text):
                continue
            if i and is_capitalised(tokens[i - 1].text) and is_given(tokens[i - 1]):
                continue  # a namesake
            mention = make_mention(document, sentences, Place(number, i, i + 1))
            if mention is not None:
                yield forms[tokens[i].lower], mention


# --- the name ---------------------------------------------------------------------------------------------


class _FullName(Struct, frozen=True):
    words: tuple[tuple[str, str], ...]  # (part, nominative)
    gender: str


def _names_of(mention: Mention) -> Iterator[tuple[_FullName, float]]:
    for reading in mention.readings:
        words = tuple((part, word) for (_, part), word in zip(mention.parts, reading.words, strict=True))
        yield _FullName(words, reading.gender), reading.weight


def _fit(mention: Mention, name: _FullName) -> float:
    """How well a full name explains a mention."""
    known = {part: fold(word) for part, word in name.words}
    best = _UNSEEN
    for found, weight in _names_of(mention):
        if found.gender == name.gender and all(fold(w) == known.get(p, fold(w)) for p, w in found.words):
            best = max(best, weight)
    return best


def _full_name(cluster: _Cluster) -> _FullName | None:
    """The fullest name that explains the mentions best."""
    fullest = max((len(m.parts) for m in cluster.mentions if m.readings), default=0)
    models = [m for m in cluster.mentions if len(m.parts) == fullest]
    # «Иван Петрович, …» was spoken to before «Иван Зуев» was told of
    models = [m for m in models if m.is_full] or models
    candidates = dict.fromkeys(name for m in models for name, _ in _names_of(m))
    if not candidates:
        return None
    # a name told a thousand times is weighed once
    alike = {(*m.parts, *m.readings): m for m in cluster.mentions}
    counts = Counter((*m.parts, *m.readings) for m in cluster.mentions)
    return max(candidates, key=lambda name: sum(n * math.log(_fit(alike[key], name)) for key, n in counts.items()))


def _spelled(word: str, cluster: _Cluster) -> str:
    """The article's own е for ё: «Артём» where it writes «Артема»."""
    surfaces = [w for m in cluster.mentions for w, _ in m.parts]
    at = word.find("ё")
    plain = any(fold(w[: at + 1]) == fold(word[: at + 1]) and "ё" not in w for w in surfaces)
    return word.replace("ё", "е") if at >= 0 and plain else word


def _patronymic(cluster: _Cluster, name: _FullName) -> list[tuple[str, str]]:
    """«Павел Зуев» and «Павлу Петровичу» are one man, Павел Петрович Зуев."""
    known = dict(name.words)
    if "patronymic" in known or "surname" not in known:
        return []
    told = (found for mention in cluster.by_father for found, _ in _names_of(mention) if found.gender == name.gender)
    fitting = (dict(found.words) for found in told)
    same = (words for words in fitting if fold(words.get("first", "")) == fold(known.get("first", "")))
    return [("patronymic", words["patronymic"]) for words in same][:1]


def _written(cluster: _Cluster) -> str:
    name = _full_name(cluster)
    if name is None:
        return cluster.mentions[0].surface
    parts = sorted([*name.words, *_patronymic(cluster, name)], key=lambda item: _ORDER[item[0]])
    words = [_spelled(word, cluster) for _, word in parts]
    if cluster.initials and not any(part == "first" for part, _ in name.words):
        words.insert(0, ".".join(cluster.initials) + ".")
    return " ".join(words)


# --- the role ---------------------------------------------------------------------------------------------


def _role(cluster: _Cluster) -> Title | None:
    """The title that says most: of the first office named, the longest wording."""
    titles = [m.title for m in cluster.mentions if m.title is not None]
    if not titles:
        return None
    first = min(titles, key=lambda title: (title.group in _WEAK, title.shared))
    return max((t for t in titles if t.posts == first.posts), key=_telling)


def _telling(title: Title) -> tuple[bool, int]:
    """«мэр Твери» tells more than «градоначальник»."""
    return bool(title.tail), len(title.text)


class _Roles(Struct, frozen=True):
    """Roles and titles without a name, by number of the person."""

    titles: dict[int, Title]
    free: dict[int, list[FreeTitle]]


def _link_titles(clusters: Sequence[_Cluster], sentences: Sequence[Sentence]) -> _Roles:
    free = find_free_titles(sentences, [m for c in clusters for m in c.mentions])
    people = [i for i, c in enumerate(clusters) if not c.byline]
    titles = {i: title for i, c in enumerate(clusters) if (title := _role(c)) is not None}
    holders = Holders([clusters[i].mentions for i in people])
    linked: dict[int, int] = {}
    for number, item in enumerate(free):
        holder = holders.nearest(item)
        if holder is not None:
            linked[number] = people[holder]
    _introduce(people, clusters, free, sentences, _Links(titles, linked))
    by_person: dict[int, list[FreeTitle]] = {}
    for number, i in sorted(linked.items()):
        by_person.setdefault(i, []).append(free[number])
    return _Roles(titles, by_person)


class _Links(NamedTuple):
    """Titles by number of the person, and persons by number of the title without a name."""

    titles: dict[int, Title]
    linked: dict[int, int]


def _introduce(
    people: Sequence[int],
    clusters: Sequence[_Cluster],
    free: Sequence[FreeTitle],
    sentences: Sequence[Sentence],
    links: _Links,
) -> None:
    """Persons whose title stands in another sentence get it there."""
    titles, linked = links
    by_sentence: dict[int, list[tuple[int, FreeTitle]]] = {}
    for number, item in enumerate(free):
        by_sentence.setdefault(item.sentence, []).append((number, item))
    headed = [i for i in people if sentences[clusters[i].mentions[0].place.sentence].is_title]
    if len(headed) == 1 and headed[0] not in titles:
        at = find_lead_title(clusters[headed[0]].mentions, by_sentence, linked, sentences)
        if at is not None:
            linked[at], titles[headed[0]] = headed[0], free[at].title
    for i in people:
        if i not in titles:
            at = find_introduction(clusters[i].mentions, by_sentence, linked, sentences)
            if at is not None:
                linked[at], titles[i] = i, free[at].title
    loose = [i for i in people if i not in titles]
    if len(loose) != 1:
        return
    mentions = clusters[loose[0]].mentions
    later = find_later_title(mentions, free, linked, sentences)
    if not later and (asked := find_interviewed(mentions, free, linked, sentences)) is not None:
        later = [asked]
    linked.update(dict.fromkeys(later, loose[0]))
    if later:
        titles[loose[0]] = max((free[at].title for at in later), key=_telling)


def find_persons(document: Document) -> list[Person]:
    """Everyone the article names, in order of first mention."""
    sentences = article_sentences(document)
    mentions = find_mentions(document, sentences, tag_names(document.text, document.page))
    clusters = _cluster([m for m in mentions if not m.alias], sentences)
    aliases = [m for m in mentions if m.alias]
    _add_aliases(clusters, aliases)
    known = [*aliases, *(m for cluster in clusters for m in cluster.mentions)]
    for cluster, mention in list(_missed(document, sentences, clusters, known)):
        cluster.add(mention)
    for cluster in clusters:
        cluster.mentions.sort(key=lambda m: m.span)
    clusters.sort(key=lambda c: c.mentions[0].span)
    roles = _link_titles(clusters, sentences)
    return [
        Person(
            name=_written(cluster),
            role=roles.titles[i].text if i in roles.titles else None,
            byline=cluster.byline,
            spans=sorted([*(m.span for m in cluster.mentions), *cluster.aliases]),
            title_spans=[item.span for item in roles.free.get(i, [])],
        )
        for i, cluster in enumerate(clusters)
    ]
