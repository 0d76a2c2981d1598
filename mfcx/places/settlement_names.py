"""The name of a settlement behind the noun for what it is: «в селе Кузнецове» -> Кузнецово.

Such a name bends with the noun or stays as it is on a map: «в посёлке Красном Бору», «в посёлке Красный Бор».
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from mfcx.document import Token
from mfcx.morphology import Reading, inflect, readings
from mfcx.tables import words

_OBLIQUE = frozenset({"gent", "datv", "accs", "ablt", "loct"})
_SAME = 3  # letters that all forms of a name share
# the readings of the words of a name that go together
_Bent = tuple[Reading, ...]


def read_name(tokens: Sequence[Token], at: int, form: str, noun: str) -> tuple[int, str] | None:
    """The token behind the name that begins at one, and its nominative: «посёлке», «Красном Бору» -> Красный Бор.

    `form` is the noun as it is written, which may be short for it and tell no case: «д.», «пгт».
    """
    if at >= len(tokens) or not _may_name(tokens[at]):
        return None
    first = readings(tokens[at].lower)
    gender = readings(noun)[0].gender
    ways: list[_Bent] = []
    if at + 1 < len(tokens) and _may_name(tokens[at + 1]):
        ways = [(one, other) for one in first for other in readings(tokens[at + 1].lower) if _agree(one, other)]
    if not ways:
        ways = [(one,) for one in first if one.pos == "NOUN" or (one.pos == "ADJF" and one.gender == gender)]
    bent = _bent(ways, {reading.case for reading in readings(form) if reading.lemma == noun})
    name = tokens[at : at + len(ways[0]) if ways else at + 1]
    written = [token.text for token in name]
    shown = written if bent is None else list(map(_nominative, written, bent))
    return at + len(name), " ".join(shown)


def _may_name(token: Token) -> bool:
    return token.text[0].isupper() and token.text[0].isalpha() and not token.text.isupper()


def _agree(adjective: Reading, noun: Reading) -> bool:
    """«Красном Бору», «Новых Горках»."""
    if (adjective.pos, noun.pos) != ("ADJF", "NOUN") or adjective.case != noun.case:
        return False
    return adjective.number == noun.number and (adjective.number == "plur" or adjective.gender == noun.gender)


def _bent(ways: Sequence[_Bent], cases: Set[str | None]) -> _Bent | None:
    """The way in which a name bends with a noun in these cases; None where it is left as it is written."""
    if not cases and any(way[-1].case == "nomn" for way in ways):
        return None
    fitting = [way for way in ways if way[-1].case in _OBLIQUE and (not cases or way[-1].case in cases)]
    return next((way for way in fitting if _is_like_surname(way[-1])), fitting[0] if fitting else None)


def _is_like_surname(reading: Reading) -> bool:
    """«Кузнецове» is no form of «Кузнецов» here, but of «Кузнецово»."""
    return reading.gender == "masc" and reading.lemma.endswith(tuple(words("settlement_ending")))


def _nominative(written: str, reading: Reading) -> str:
    lower = written.lower()
    name: str | None
    if reading.pos == "ADJF":
        gender = () if reading.number == "plur" or reading.gender is None else (reading.gender,)
        name = inflect(lower, "nomn", reading.number or "sing", *gender, pos="ADJF")
    elif reading.number == "plur":
        name = inflect(lower, "nomn", "plur", pos="NOUN")
    else:
        name = f"{reading.lemma}о" if _is_like_surname(reading) else reading.lemma
    if name is None or name[:_SAME] != lower[:_SAME]:
        return written
    parts = zip(name.split("-"), written.split("-"), strict=False)
    return "-".join(part.capitalize() if own[:1].isupper() else part for part, own in parts)
