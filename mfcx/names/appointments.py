"""Offices that a verb gives: «директором назначен Иван Петров», «на пост мэра избрали Анну Котову»."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.names.phrases import is_word, words_of
from mfcx.names.roles import Title, find_post, title_at
from mfcx.tables import fold

_NEAR = 4  # words between the verb and its office
_STOPS = frozenset(';:()«»„“”"')


def appointed_title(
    tokens: Sequence[Token], first: int, last: int, cases: frozenset[str], names: Collection[int]
) -> Title | None:
    """The office that a verb of the clause gives to the name over tokens [first, last)."""
    others = set(names) - set(range(first, last))
    for verb, active in _verbs(tokens):
        # «мэр назначил директором Ивана Петрова»: the object; «назначен», «стал»: the subject
        if not cases & ({"accs"} if active else {"nomn"}):
            continue
        if not active and any(abs(i - verb) < min(abs(first - verb), abs(last - 1 - verb)) for i in others):
            continue
        for title in _offices(tokens, verb, names):
            start, stop = min(first, verb, title.first), max(last, verb + 1, title.last)
            if not _is_cut(tokens, start, stop, title, others):
                return title
    return None


def gives_office(tokens: Sequence[Token]) -> bool:
    """Whether a sentence tells who was given an office."""
    return any(True for _ in _verbs(tokens))


def _verbs(tokens: Sequence[Token]) -> Iterator[tuple[int, bool]]:
    """Verbs that give an office, and whether somebody else gives it."""
    for i, token in enumerate(tokens):
        if not is_word(token):
            continue
        top = readings(token.lower)[0]
        if top.pos not in ("VERB", "PRTS"):
            continue
        lemma = fold(top.lemma)
        if lemma in words_of("becoming"):
            yield i, False
        elif lemma in words_of("appointing"):
            yield i, top.pos == "VERB"


def _offices(tokens: Sequence[Token], verb: int, names: Collection[int]) -> Iterator[Title]:
    """Offices in the instrumental, or in the genitive behind «на пост», near a verb."""
    for head in range(len(tokens)):
        if head in names or not is_word(tokens[head]):
            continue
        post = find_post(tokens[head].text)
        if post is None:
            continue
        title = None
        if "ablt" in post.cases and "nomn" not in post.cases:
            title = title_at(tokens, head, frozenset({"ablt"}), names)
        elif "gent" in post.cases:
            title = title_at(tokens, head, frozenset({"gent"}), names)
            if title is not None and not _is_vacancy(tokens, title.first):
                title = None
        if title is not None and (0 <= title.first - verb - 1 <= _NEAR or 0 <= verb - title.last <= _NEAR):
            yield title


def _is_vacancy(tokens: Sequence[Token], first: int) -> bool:
    """«на пост», «на должность» right before a title."""
    if first < 2 or tokens[first - 2].lower not in words_of("onto"):
        return False
    return any(fold(r.lemma) in words_of("vacancy") for r in readings(tokens[first - 1].text))


def _is_cut(tokens: Sequence[Token], start: int, stop: int, title: Title, others: Collection[int]) -> bool:
    """Whether another person or a stronger mark stands between the name, the verb and the office."""
    return any(i in others or tokens[i].text in _STOPS for i in range(start, stop) if not title.first <= i < title.last)
