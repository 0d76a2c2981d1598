"""An office told in the plural, which each name of a row holds: «[депутаты Госдумы] Иван Зуев и Анна Котова»."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from msgspec.structs import replace

from mfcx.document import Sentence, Token
from mfcx.morphology import inflect, readings
from mfcx.names.people.name_places import Place
from mfcx.names.people.posts import Post, find_posts
from mfcx.names.people.roles import walk_left
from mfcx.names.people.titles import Title, make_title
from mfcx.names.phrases import is_and

_LEADING = frozenset(
    {"chief", "head", "minister", "region", "town", "president"}
)  # groups of those who lead a body, each his own


def starts_of_rows(places: Sequence[Place], sentences: Sequence[Sentence]) -> dict[Place, int]:
    """Where the row begins that a name stands in: at Иван for all three of «Иван Зуев, Олег Котов и Анна Лескова»."""
    starts: dict[Place, int] = {}
    for left, right in pairwise(places):
        if left.sentence == right.sentence and _are_joined(sentences[left.sentence].tokens[left.last : right.first]):
            starts[right] = starts.setdefault(left, left.first)
    return starts


def _are_joined(between: Sequence[Token]) -> bool:
    return len(between) == 1 and (is_and(between[0]) or between[0].text == ",")


def find_shared(
    tokens: Sequence[Token], index: int, cases: frozenset[str], barriers: Collection[int] = ()
) -> int | None:
    """The head of the title in the plural right before a row of names: «[заместители] мэра Иван Зуев и …»."""
    heads = walk_left(tokens, index, barriers, find_posts)
    posts = ((head, find_posts(tokens[head].text)) for head in heads)
    return next((head for head, post in posts if post is not None and post.cases & cases), None)


def shared_title(tokens: Sequence[Token], head: int, last: int, cases: frozenset[str]) -> Title | None:
    """That title in the singular: «первыми заместителями мэра» -> первый заместитель мэра."""
    post = find_posts(tokens[head].text)
    if post is None:
        return None
    title = make_title(tokens, head, last, cases, post=post)
    if title is None or not _lead_several(tokens[head + 1 : last], post):
        return title
    led = inflect(tokens[last - 1].text, "gent", "sing", pos="NOUN") if last == head + 2 else None
    return None if led is None else replace(title, text=title.text.removesuffix(tokens[last - 1].text) + led, tail=led)


def _lead_several(governed: Sequence[Token], post: Post) -> bool:
    """«главы районов», «мэры Омска и Томска», each of whom leads a body of his own."""
    if post.group not in _LEADING or not governed:
        return False
    first = readings(governed[0].text)[0]
    return any(map(is_and, governed)) or (first.pos == "NOUN" and first.number == "plur" and "Pltm" not in first.tags)
