"""The one town or district of an article, for what speaks of «города»: города Тары, Тарского района."""

from __future__ import annotations

from mfcx.document import Document
from mfcx.morphology import inflect
from mfcx.names.bodies.heads import body_words
from mfcx.names.phrases import like
from mfcx.tables import fold


def only_place(document: Document, noun: str) -> str | None:
    """What «город» or «район» means, in the genitive, where the article names one such place and no other."""
    kinds = body_words("kinds_of_place").get(noun, "").split()
    mentions = [*document.mentions, *document.places] if kinds else []
    named = {mention.place for mention in mentions if mention.kind in kinds and mention.place is not None}
    place = named.pop() if len(named) == 1 else None
    if place is None or not place[:1].isupper():
        return None  # «сараевские школы» name no district
    genitive = _genitive(place)
    return genitive if fold(place).endswith(noun) else f"{inflect(noun, 'gent', 'sing')} {genitive}"


def _genitive(place: str) -> str:
    """«Великий Устюг» -> Великого Устюга; «Пущино», which newspapers do not bend, stays."""
    if place.lower().endswith(tuple(body_words("unbent"))):
        return place
    bent = ((inflect(word, "gent", pos="NOUN") or inflect(word, "gent", pos="ADJF"), word) for word in place.split())
    return " ".join(like(form, word) if form else word for form, word in bent)
