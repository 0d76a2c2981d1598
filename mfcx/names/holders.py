"""Titles without a name, and the persons of the article who hold them: «глава региона» -> Иван Петров."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from mfcx.document import Sentence, Span, Token
from mfcx.morphology import lemma, lemmas, readings
from mfcx.names.bodies import find_head
from mfcx.names.mentions import Mention, has_lemma
from mfcx.names.phrases import is_capitalised, is_word, words_of
from mfcx.names.roles import Title, free_titles
from mfcx.tables import fold

_SAME_OFFICE = {("chief", "minister"), ("chief", "chief"), ("chief", "government"), ("minister", "chief")}
_NEAR_LINES = 2  # a subheading and a blank line may stand between a title and its holder


class FreeTitle(NamedTuple):
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
    # «глава Татарстана», «глава Брянщины»
    lead = title.tail.split()[:1]
    return "region" if lead and is_capitalised(lead[0]) and _is_land(lead[0]) else None


def _is_land(word: str) -> bool:
    if find_head(Token(0, len(word), word, fold(word))) is not None:
        return False  # «глава Минспорта»
    return any("Geox" in r.tags for r in readings(word)) or lemma(word).endswith("щина")


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
    general = words_of("general") & title.posts
    if general and _tail_kind(title) == "body" and title.tail.islower() and len(_tail_words(title)) <= 2:
        # «глава ведомства», «руководитель аграрного ведомства»
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
    return bool(general and title.tail) and offices in _SAME_OFFICE


def find_holder(free: FreeTitle, people: Sequence[Sequence[Mention]]) -> int | None:
    """The person, by number, whom a title without a name means: the one last named before it."""
    fitting = [
        number
        for number, mentions in enumerate(people)
        if any(_means(free.title, held) for held in {m.title for m in mentions if m.title is not None})
    ]
    return min(fitting, key=lambda number: _gap(free, people[number]), default=None)


def _gap(free: FreeTitle, mentions: Sequence[Mention]) -> int:
    gaps = [free.span.start - m.span.start for m in mentions]
    return min(gap if gap >= 0 else -3 * gap for gap in gaps)


def find_introduction(
    mentions: Sequence[Mention], free: Sequence[FreeTitle], linked: Collection[int], sentences: Sequence[Sentence]
) -> int | None:
    """The title in the sentence right before a person's first mention, where that mention opens its own."""
    number, first, _ = mentions[0].place
    if first > 1 or number == 0:
        return None
    for i, item in enumerate(free):
        if i not in linked and item.sentence == number - 1 and "nomn" in item.title.cases:
            near = sentences[number].line - sentences[item.sentence].line
            if near <= _NEAR_LINES:
                return i
    return None


def find_later_title(mentions: Sequence[Mention], free: Sequence[FreeTitle], linked: Collection[int]) -> list[int]:
    """Titles after the first mention of the only person without one, all of a single office: «Мэр отметил»."""
    loose = [
        i
        for i, item in enumerate(free)
        if i not in linked
        and item.title.bare
        and item.span.start > mentions[0].span.start
        and "nomn" in item.title.cases
    ]
    offices = {_office(free[i].title) for i in loose}
    return loose if len(offices) == 1 else []
