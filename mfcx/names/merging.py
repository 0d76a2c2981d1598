"""One body out of its many mentions: «Минобрнауки», «министерство образования и науки»."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from mfcx.document import Document
from mfcx.names.body import Body
from mfcx.names.heads import body_words, field_words, known_heads, short_letters
from mfcx.names.phrases import QUOTES, words_of
from mfcx.names.roles import find_post
from mfcx.tables import fold


def merge_bodies(found: Iterable[Body], document: Document) -> list[Body]:
    """Every body once, under its fullest name and with all its mentions."""
    bodies = _with_first_words(_with_short_names(_merge(found)))
    _placed_by_minister(document, bodies)
    return bodies


def _merge(found: Iterable[Body]) -> list[Body]:
    """Mentions of one body together; a bare «МФЦ» goes to the one body it can mean."""
    bodies: list[Body] = []
    bare: list[Body] = []
    for item in found:
        if item.bare:
            bare.append(item)
        else:
            _add(bodies, item)
    for item in sorted(bare, key=lambda item: (item.own is None, not item.network)):
        fitting = [body for body in bodies if body.core == item.core]
        own = [body for body in fitting if item.own is not None and body.place == item.own[1]]
        if item.network or len(own) == 1:
            fitting = own
        if len(fitting) == 1:
            fitting[0].spans.append(item.span)
        elif not fitting:  # of several nobody can say which
            if item.own is not None:
                item.name, item.place = item.own
                item.bare = False
            _add(bodies, item)
    return bodies


def _add(bodies: list[Body], item: Body) -> None:
    same = next((body for body in bodies if body.core == item.core and body.place == item.place), None)
    if same is None:
        item.spans = [item.span]
        bodies.append(item)
        return
    same.spans.append(item.span)
    if (item.weight, len(item.name)) > (same.weight, len(same.name)):
        same.name, same.kind, same.weight = item.name, item.kind, item.weight


def _with_short_names(bodies: Sequence[Body]) -> list[Body]:
    """«Минобрнауки» and «министерство образования и науки» are one body."""
    result: list[Body] = []
    for body in bodies:
        twin = next((b for b in result if _is_short_for(b, body) or _is_short_for(body, b)), None)
        if twin is None:
            result.append(body)
            continue
        if (len(body.spans), len(body.name)) > (len(twin.spans), len(twin.name)):
            twin.name = body.name
        twin.place = twin.place or body.place
        twin.spans += body.spans
    return result


def _with_first_words(bodies: Sequence[Body]) -> list[Body]:
    """«Водоканал» alone is the «ООО «Водоканал Томска»» of the same article."""
    result = list(bodies)
    for short in bodies:
        if not short.bare or " " in short.core or short.core in body_words("brand") or short.core in known_heads():
            continue
        long = [
            b
            for b in result
            if b is not short and b.core.startswith(short.core + " ") and any(q in b.name for q in QUOTES)
        ]
        if len(long) == 1:
            long[0].spans += short.spans
            result.remove(short)
    return result


def _is_short_for(short: Body, long: Body) -> bool:
    """Whether the letters of a short ministry spell the field of a long one: обр + нау."""
    letters, fields = short_letters(short.core), field_words(long.core)
    if short.core == letters or " " in letters or not fields:
        return False
    if short.place != long.place and not (short.bare or long.bare):
        return False
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(letters, fields[0], strict=False)))
    rest = letters[common:]
    return common >= 3 and (len(rest) <= 4 or any(word[:3] in rest for word in fields[1:]))


def _ministers(document: Document) -> Iterator[tuple[str, str]]:
    """Fields and states of ministers: «министр просвещения России» -> (просвещения, России)."""
    for person in document.persons:
        words = (person.role or "").split()
        post = find_post(words[0]) if len(words) > 2 else None
        if post is not None and post.group == "minister" and fold(words[-1]) in words_of("state"):
            yield fold(words[1]), words[-1]


def _placed_by_minister(document: Document, bodies: Iterable[Body]) -> None:
    """«Минпросвещения», whose head is the «министр просвещения России», is that of Russia."""
    for field, state in _ministers(document):
        for body in bodies:
            letters = short_letters(body.core)
            if body.bare and body.kind == "ministry" and body.core != letters and letters.startswith(field[:4]):
                body.name, body.bare = f"{body.name} {state}", False
