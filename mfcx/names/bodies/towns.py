"""Bodies of the one town of an article: «городская администрация» -> Администрация города Тары."""

from __future__ import annotations

from collections.abc import Iterable

from mfcx.document import Document
from mfcx.morphology import lemmas
from mfcx.names.bodies.body import Body, title_case
from mfcx.names.bodies.heads import body_words, known_heads
from mfcx.names.bodies.only_places import only_place
from mfcx.tables import fold

_ONE_TO_A_PLACE = frozenset({"government", "agency"})  # kinds of which a place has one, unlike hospitals


def place_local_bodies(bodies: Iterable[Body], document: Document) -> None:
    """Bodies of a town or a district that nobody tells beside them, under that of the article if it has but one."""
    for body in bodies:
        sort, _, rest = body.name.partition(" ")
        if not body.bare or body.kind not in _ONE_TO_A_PLACE or not _counts_alone(rest):
            continue
        nouns = body_words("sort_of_place").keys() & lemmas(fold(sort))
        place = next((only_place(document, body_words("sort_of_place")[noun]) for noun in nouns), None)
        if place is not None:
            body.name, body.bare = f"{title_case(rest)} {place}", False


def _counts_alone(rest: str) -> bool:
    """«[городская] администрация», but not «[городской] суд», which keeps its sort."""
    head = known_heads().get(fold(rest.partition(" ")[0]))
    return head is not None and head.small
