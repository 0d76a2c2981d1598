"""A word that may name a place, and what the words next to it say about that.

«районе» behind «Томском» says trap, «городе» before «Мирный» says town: the rows of place_context.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice

from msgspec import Struct

from mfcx.document import Token
from mfcx.morphology import readings
from mfcx.places.gazetteer import Name, decline, normal, subjects
from mfcx.tables import fold, read_table

# how much a candidate weighs
SURE = "sure"  # names its subject whatever else the article says
TOWN = "town"  # a town or capital in a place where a town belongs
VENUE = "venue"  # the adjective of a works, a club, a university
HINT = "hint"  # stands only beside a sure mention of the same subject
DATELINE = "dateline"  # «Калуга.» or «Бердянск, 18 июля» at the head of a line

_LONGEST_LIST = 9  # tokens of such adjectives in a row
_LONGEST_FIGURE = 8  # tokens of «(13,3 кг на корову)»
OPENING = frozenset("«“„\"'‘")
CLOSING = frozenset("»”“\"'’")
TOWN_KINDS = frozenset({"capital", "town"})


class Candidate(Struct, frozen=True):
    """Words that may name a place: tokens [first, last) of a sentence and what they may mean."""

    sentence: int
    first: int
    last: int
    start: int
    stop: int
    names: tuple[Name, ...]
    weight: str
    iso: str | None = None  # set once it is decided


class Cues(Struct, frozen=True):
    """The rows of place_context and place_cues by role."""

    after: dict[str, str]  # lemma -> role of a noun behind an adjective, in place_context
    before: dict[str, str]  # the same of a word in front of a name
    where: frozenset[str]
    ablative: frozenset[str]
    conjunctions: frozenset[str]
    inner: frozenset[str]  # «автономная», «народная» between adjective and noun
    local: frozenset[str]  # «регион», «областной»: the article speaks from inside one subject
    kinds: dict[str, str]  # and what kind of subject that is: «краевой» -> «край»


@cache
def cues() -> Cues:
    """Reads the cues once."""
    after: dict[str, str] = {}
    before: dict[str, str] = {}
    local: set[str] = set()
    for row in read_table("place_context"):
        if row["role"] == "local":
            local.add(row["word"])
            continue
        target = before if row["role"] in ("marker", "edition", "street", "honour") else after
        target[row["word"]] = row["role"]
    words: dict[str, set[str]] = defaultdict(set)
    for row in read_table("place_cues"):
        words[row["role"]].add(row["word"])
    inner = {
        form
        for subject in subjects().values()
        for word in normal(subject.name).split(" ")[1:-1]
        if word[-2:] in ("ая", "ый")
        for form in decline(word[:-2] + "ый", "adjective")
    }
    return Cues(
        after,
        before,
        frozenset(words["where"]),
        frozenset(words["ablative"]),
        frozenset(words["list"]),
        frozenset(inner),
        frozenset(local),
        {row["word"]: row["type"] for row in read_table("subject_words")},
    )


def conjunctions() -> frozenset[str]:
    """Words that join a list: «и», «или», «также»."""
    return cues().conjunctions


def role_after(token: Token) -> str | None:
    """The role of a noun after an adjective, by any of its lemmas: «вокзале» -> trap."""
    return _role(token.lower, "after")


def role_before(token: Token) -> str | None:
    """The role of a word before a name: «улице» -> street, «городе» -> marker."""
    return _role(token.lower, "before")


@lru_cache(maxsize=6_000)
def _role(form: str, side: str) -> str | None:
    roles = cues().after if side == "after" else cues().before
    direct = roles.get(form)
    if direct is not None or not form[:1].isalpha():
        return direct
    for reading in readings(form):
        found = roles.get(fold(reading.lemma))
        if found is not None:
            return found
    return None


def without_figures(tokens: Sequence[Token], at: int) -> Iterator[Token]:
    """The tokens from `at` on, without figures in brackets: «Лесного [(13 кг)] и Ольгинского [(8 кг)] районов»."""
    while at < len(tokens):
        behind = behind_figure(tokens, at)
        if behind == at:
            yield tokens[at]
        at = max(behind, at + 1)


def behind_figure(tokens: Sequence[Token], at: int) -> int:
    """Index behind «(13 кг)», or `at` where no figure in brackets opens."""
    if tokens[at].text != "(" or at + 1 >= len(tokens) or not tokens[at + 1].text[0].isdigit():
        return at
    closed = (i for i in range(at + 2, min(at + _LONGEST_FIGURE, len(tokens))) if tokens[i].text == ")")
    return next(closed, at - 1) + 1


def noun_role(tokens: Sequence[Token], at: int) -> str | None:
    """What the noun of an adjective says: a role of place_context, «noun» for any other, None for no noun.

    Commas part adjectives with figures of their own: «в Лесном (4 %), Озёрном (3 %) и Южном районах».
    """
    listed = at < len(tokens) and behind_figure(tokens, at) > at
    for token in islice(without_figures(tokens, at), _LONGEST_LIST if listed else 5):
        if listed and token.text == ",":
            continue
        if token.text in OPENING:
            return "venue"  # «волгоградский «Ротор»»
        if not token.text[0].isalpha():
            return None
        role = role_after(token)
        if role is not None:
            return role
        if token.lower in cues().conjunctions:
            continue
        found = readings(token.lower)[0]
        if found.pos in ("ADJF", "PRTF", "NUMR"):
            continue
        return "noun" if any(reading.pos == "NOUN" for reading in readings(token.lower)) else None
    return None
