"""Titles without a name, and the persons of the article who hold them: «глава региона» -> Иван Петров."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from msgspec import Struct

from mfcx.document import Sentence, Span, Token
from mfcx.morphology import lemma, lemmas, readings
from mfcx.names.bodies.heads import find_head
from mfcx.names.people.appointments import gives_office
from mfcx.names.people.mentions import Mention
from mfcx.names.people.roles import free_titles
from mfcx.names.people.titles import Title
from mfcx.names.phrases import has_lemma, is_capitalised, is_word, words_of
from mfcx.tables import fold, read_table

_SAME_OFFICE = {("chief", "minister"), ("chief", "chief"), ("chief", "government"), ("minister", "chief")}
_ASKED = 4  # words from the verb of asking to the title
_NEAR_LINES = 2  # a subheading and a blank line may stand between a title and its holder


class FreeTitle(Struct, frozen=True):
    """A title that no name stands beside."""

    sentence: int
    title: Title
    span: Span


def find_free_titles(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[FreeTitle]:
    """All titles that stand for somebody without naming him."""
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
            if not _is_office_only(sentence, title):
                span = Span(sentence.tokens[title.first].start, sentence.tokens[title.last - 1].stop)
                result.append(FreeTitle(number, title, span))
    return result


def _is_office_only(sentence: Sentence, title: Title) -> bool:
    """The office and not a person: «на должность министра», «назначен министром»."""
    before = sentence.tokens[title.first - 1] if title.first else None
    if before is not None and is_word(before) and has_lemma(before, "vacancy"):
        return True
    governed = before is not None and readings(before.text)[0].pos == "PREP"
    return "nomn" not in title.cases and "ablt" in title.cases and not governed


# --- which office -----------------------------------------------------------------------------------------


def _tail_words(title: Title) -> list[str]:
    words = [word.strip("«»“”\"',.()") for word in title.tail.split()]
    return [word.lower() for word in words if word[:1].isalpha()]


def _tail_kind(title: Title) -> str | None:
    """What a chief is chief of: region, town, state or body, by the first telling word governed."""
    for word in _tail_words(title)[:4]:
        found = lemmas(word) | {word}
        for kind in ("state", "town", "local", "region", "body"):
            if found & words_of(kind):
                return "town" if kind == "local" else kind
    # «глава Татарстана», «глава Брянщины», «глава Мурманска»
    lead = title.tail.split()[:1]
    if lead and is_capitalised(lead[0]) and not _town_names().isdisjoint({fold(lead[0]), *lemmas(fold(lead[0]))}):
        return "town"
    return "region" if lead and is_capitalised(lead[0]) and _is_land(lead[0]) else None


@cache
def _town_names() -> frozenset[str]:
    """Towns of one word that are no region, folded: {абакан, мурманск …}."""
    regions = {fold(row["name"]) for row in read_table("regions")}
    return frozenset(fold(row["town"]) for row in read_table("towns")) - regions


def _is_land(word: str) -> bool:
    if find_head(Token(0, len(word), word, fold(word))) is not None:
        return False  # «глава Минспорта»
    return any("Geox" in r.tags for r in readings(word)) or lemma(word).endswith(tuple(words_of("land_end")))


def _office(title: Title) -> str:
    """The kind of office, so that «глава региона» and «губернатор» meet."""
    kind = _tail_kind(title)
    if title.group == "head":
        return kind if kind in ("region", "town", "state") else "chief"
    if title.group == "president":
        return "region" if title.tail and kind in (None, "region") else "state"
    return title.group


def _tail_stems(title: Title) -> set[str]:
    """Stems of the words that tell one body from another: «Тверской области» -> {тверс}."""
    generic = frozenset().union(
        *(words_of(kind) for kind in ("region", "town", "local", "state", "body", "preposition"))
    )
    return {word[:5] for word in _tail_words(title) if len(word) > 1 and not (lemmas(word) | {word}) & generic}


def _same_tail(left: Title, right: Title) -> bool:
    """Tails that share a word, or one of them is generic or empty."""
    a, b = _tail_stems(left), _tail_stems(right)
    return bool(a & b) or not a or not b


def _means(title: Title, held: Title) -> bool:
    """Whether a title without a name may stand for the holder of an office."""
    if _is_general_of_body(title):
        return (_office(title), _office(held)) in _SAME_OFFICE
    if not _same_tail(title, held):
        return False
    if title.posts == held.posts:
        return _office(title) == _office(held) or not title.tail or not held.tail
    if not title.bare:
        return False
    offices = _office(title), _office(held)
    if offices[0] == offices[1] and offices[0] in ("region", "town", "state"):
        return True
    if title.group == "minister" and not title.tail and words_of("general") & held.posts:
        return offices in _SAME_OFFICE  # «министр» is the «глава Минспорта»
    return bool(words_of("general") & title.posts and title.tail) and offices in _SAME_OFFICE


def _is_general_of_body(title: Title) -> bool:
    """«глава ведомства», «руководитель аграрного ведомства»: any body the article named."""
    if not words_of("general") & title.posts or not title.tail.islower() or len(_tail_words(title)) > 2:
        return False
    return _tail_kind(title) == "body"


class _Office(Struct, frozen=True):
    """What a title says apart from where it stands."""

    text: str
    posts: frozenset[str]
    group: str
    bare: bool
    tail: str


class Holders:
    """Who holds which office, asked once for each wording of a title without a name."""

    def __init__(self, people: Sequence[Sequence[Mention]]) -> None:
        self._people = people
        self._held: dict[_Office, tuple[Title, list[int]]] = {}
        for number, mentions in enumerate(people):
            for office, title in {_office_of(m.title): m.title for m in mentions if m.title is not None}.items():
                self._held.setdefault(office, (title, []))[1].append(number)
        self._by_stem: dict[str, list[_Office]] = {}
        for office, (title, _) in self._held.items():
            for stem in _tail_stems(title) or {""}:
                self._by_stem.setdefault(stem, []).append(office)
        self._fitting: dict[_Office, list[tuple[int, int]]] = {}

    def nearest(self, free: FreeTitle) -> int | None:
        """The person, by number, whom a title without a name means: the one last named before it."""
        office = _office_of(free.title)
        if office not in self._fitting:
            self._fitting[office] = sorted(
                (mention.span.start, number)
                for number in self._who_may_hold(free.title)
                for mention in self._people[number]
            )
        places = self._fitting[office]
        at = bisect_right(places, (free.span.start, len(self._people)))
        near = [
            (abs(free.span.start - start) * (1 if i < at else 3), number)
            for i, (start, number) in enumerate(places[max(0, at - 1) : at + 1], max(0, at - 1))
        ]
        return min(near)[1] if near else None

    def _who_may_hold(self, title: Title) -> set[int]:
        stems = _tail_stems(title)
        # a title that names its body meets those of the same body and those that name none
        offices = [o for stem in ({*stems, ""}) for o in self._by_stem.get(stem, ())] if stems else list(self._held)
        if _is_general_of_body(title):
            offices = list(self._held)
        return {number for o in offices for number in self._held[o][1] if _means(title, self._held[o][0])}


def _office_of(title: Title) -> _Office:
    return _Office(title.text, title.posts, title.group, title.bare, title.tail)


def find_introduction(
    mentions: Sequence[Mention],
    free: Mapping[int, Sequence[tuple[int, FreeTitle]]],
    linked: Collection[int],
    sentences: Sequence[Sentence],
) -> int | None:
    """The title in the sentence right before a person's first mention, where that mention opens its own."""
    number, first, _ = mentions[0].place
    if first > 1 or number == 0 or sentences[number].line - sentences[number - 1].line > _NEAR_LINES:
        return None
    return next((i for i, item in free.get(number - 1, ()) if i not in linked and "nomn" in item.title.cases), None)


def find_lead_title(
    mentions: Sequence[Mention],
    free: Mapping[int, Sequence[tuple[int, FreeTitle]]],
    linked: Collection[int],
    sentences: Sequence[Sentence],
) -> int | None:
    """«Иван Петров доложил о газе (headline) | Губернатор области приехал …»: a lead opens with his title."""
    number = mentions[0].place.sentence
    if not sentences[number].is_title:
        return None
    lead = next((at for at in range(number + 1, len(sentences)) if not sentences[at].is_title), None)
    if lead is None or any(mention.place.sentence == lead for mention in mentions):
        return None
    opening = (i for i, item in free.get(lead, ()) if item.title.first == 0 and "nomn" in item.title.cases)
    return next((i for i in opening if i not in linked), None)


def find_interviewed(
    mentions: Sequence[Mention], free: Sequence[FreeTitle], linked: Collection[int], sentences: Sequence[Sentence]
) -> int | None:
    """The only office somebody was asked in: «мы спросили у министра финансов», whom the headline names."""
    asked = [i for i, item in enumerate(free) if i not in linked and _is_asked(item, sentences)]
    return asked[0] if len(asked) == 1 and mentions[0].span < free[asked[0]].span else None


def _is_asked(item: FreeTitle, sentences: Sequence[Sentence]) -> bool:
    tokens = sentences[item.sentence].tokens
    before = tokens[max(0, item.title.first - _ASKED) : item.title.first]
    if not before or readings(before[-1].text)[0].pos != "PREP":
        return False
    return any(is_word(token) and has_lemma(token, "asking") for token in before[:-1])


def find_later_title(
    mentions: Sequence[Mention], free: Sequence[FreeTitle], linked: Collection[int], sentences: Sequence[Sentence]
) -> list[int]:
    """Titles after the first mention of the only person without one, all of a single office: «Мэр отметил»."""
    # a sentence that names him means somebody else by a title
    named = {mention.place.sentence for mention in mentions}
    loose = [
        i
        for i, item in enumerate(free)
        if i not in linked
        and item.title.bare
        and item.span.start > mentions[0].span.start
        and "nomn" in item.title.cases
        and item.sentence not in named
        and not gives_office(sentences[item.sentence].tokens)
    ]
    offices = {_office(free[i].title) for i in loose}
    return loose if len(offices) == 1 else []
