"""Names like a subject's of which none is known: «в Минской области», «в Республике Беларусь», «в Старицком — 5».

So is a name of two subjects that the article does not tell apart: «в Приамурье» where it names both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.places.context import cues
from mfcx.places.elided_nouns import stands_alone
from mfcx.places.gazetteer import gazetteer, generic_forms, subject_types
from mfcx.tables import words

Range = tuple[int, int]

_LANDS = frozenset({"nickname", "short"})
_STEM = ("ск", "цк")  # what the stem of such an adjective ends in


def find_strangers(tokens: Sequence[Token], known: frozenset[int], *, listed: bool) -> Iterator[Range]:
    """What is told of no subject, as tokens [first, last); `known` are tokens of names that something is known of.

    An adjective alone only counts in a list of subjects: «в Томской области — 12, в Старицкой — 5».
    """
    generics = generic_forms()
    for at, token in enumerate(tokens):
        named = token.text[0].isupper()
        if not (named or token.lower in generics):  # as most words
            continue
        noun = generics.get(token.lower)
        if noun is not None and (found := _with_noun(tokens, at, noun)) is not None:
            first, last = found
            if known.isdisjoint(range(first, last)) and (_is_placed(tokens, first) or _acts(tokens, first, last)):
                yield first, last
        elif named and at not in known and (_is_unsettled(tokens, at) or (listed and _is_bare(tokens, at))):
            yield at, at + 1


def _with_noun(tokens: Sequence[Token], at: int, noun: str) -> Range | None:
    """«Минской | области», «Старицком автономном | округе», «Республике | Беларусь»; not «Ржевском округе»."""
    first = at - 1
    while first > 0 and tokens[first].lower in cues().inner:
        first -= 1
    parted = noun in subject_types("part") and first == at - 1
    if first >= 0 and not parted and _is_of_land(tokens[first]):
        return first, at + 1
    behind = tokens[at + 1] if at + 1 < len(tokens) and noun in subject_types("first") else None
    if behind is not None and behind.text[0].isupper() and "Geox" in readings(behind.lower)[0].tags:
        return at, at + 2
    return None


def _is_of_land(token: Token) -> bool:
    return token.text[0].isupper() and not token.text.isupper() and _gender_of_land(token.lower) is not None


@lru_cache(maxsize=6_000)
def _gender_of_land(form: str) -> str | None:
    """«минской» -> femn: the adjective of a place, by its ending."""
    found = (r for r in readings(form) if r.pos == "ADJF" and r.number == "sing" and r.lemma[:-2].endswith(_STEM))
    return next((r.gender for r in found), None)


def _is_unsettled(tokens: Sequence[Token], at: int) -> bool:
    names = gazetteer().get(tokens[at].lower)
    return bool(names) and all(name.kind in _LANDS for name in names) and _is_placed(tokens, at)


def _is_placed(tokens: Sequence[Token], first: int) -> bool:
    return first > 0 and tokens[first - 1].lower in words("locative")


def _acts(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«Минская область | купила 12 тракторов»: who did it opens the sentence."""
    return first == 0 and last < len(tokens) and readings(tokens[last].lower)[0].pos == "VERB"


def _is_bare(tokens: Sequence[Token], at: int) -> bool:
    """«в Старицкой — 5»: what is told of it stands behind a mark."""
    if not (_is_placed(tokens, at) and _is_of_land(tokens[at])):
        return False
    marked = at + 1 < len(tokens) and not tokens[at + 1].text[0].isalnum()
    return marked and stands_alone(tokens, at, _gender_of_land(tokens[at].lower) or "")
