"""What speech is told of with, and what has been read of it: words of reporting, persons, quotations, acts.

«заявила Анна Орлова», «по словам министра», «об этом сообщил Олег Петров».
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from operator import attrgetter

from msgspec import Struct, field

from mfcx.attribution.speech.quotes import Quote
from mfcx.document import Document, Person, Token
from mfcx.morphology import lemmas, readings
from mfcx.patterns import PatternTable
from mfcx.tables import fold, read_table, words

VERBAL = frozenset({"VERB", "PRTS", "ADJS", "GRND"})
ENDS = frozenset(".!?…,:")
# how far before an inserted verb its dash may stand: «— добавил он», «— тут же добавил он»
INSERTED = 4
_START = attrgetter("start")


@cache
def speech_words(*kinds: str) -> frozenset[str]:
    """The words of some kinds of speech: «отметить» is a report."""
    return frozenset(fold(row["lemma"]) for row in read_table("speech") if row["kind"] in kinds)


@cache
def speech_patterns(kind: str) -> PatternTable[None]:
    """The patterns of a kind: «по словам» is an opening."""
    return PatternTable((row["lemma"], None) for row in read_table("speech") if row["kind"] == kind)


def speaks(token: Token) -> bool:
    """Whether a token is a verb of reporting: «сообщили»."""
    return is_report(token.lower)


@lru_cache(maxsize=6_000)
def is_report(form: str) -> bool:
    """Whether a folded form is one of a verb of reporting."""
    return form.isalpha() and not speech_words("report").isdisjoint(lemmas(form))


def is_finite(token: Token) -> bool:
    """Whether a clause may hang on a token: «построили», «открыты»."""
    return token.text.isalpha() and readings(token.lower)[0].pos in ("VERB", "PRTS")


def is_stand_in(token: Token) -> bool:
    """Whether a noun may mean a person named before: «министр»."""
    return not speech_words("stand_in").isdisjoint(lemmas(token.lower) | {token.lower})


class Mention(Struct, frozen=True):
    """A person, or a title that means one, somewhere in the text."""

    start: int
    stop: int
    person: Person


class Act(Struct, frozen=True):
    """Somebody speaks: a verb or an opening, with the person, None where it is a body."""

    kind: str
    start: int  # of the verb or opening
    sentence: int
    person: Person | None
    inserted: bool = False
    pointer: bool = False
    reports: bool = False  # the words of its own sentence are told by the person
    carries: bool = False  # and so is the next sentence of the paragraph


class Scene(Struct):
    """What has been read of the article so far."""

    document: Document
    quotes: list[Quote]
    mentions: list[Mention]
    last: Person | None = None
    quotes_of: dict[int, list[Quote]] = field(default_factory=dict)  # those that end in each line
    begun_in: dict[int, list[Quote]] = field(default_factory=dict)  # those that begin in it and end below
    by_quote: dict[Quote, Person | None] = field(default_factory=dict)
    by_sentence: dict[int, Person | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for quote in self.quotes:
            self.quotes_of.setdefault(quote.line, []).append(quote)
            if quote.begun is not None:
                self.begun_in.setdefault(quote.begun, []).append(quote)

    def inside(self, start: int, stop: int) -> list[Mention]:
        """Persons named in a stretch, in order."""
        first = bisect_left(self.mentions, start, key=_START)
        return self.mentions[first : bisect_left(self.mentions, stop, first, key=_START)]

    def quote_at(self, at: int) -> Quote | None:
        """The quotation that holds an offset."""
        for quote in self.quotes:
            if quote.start <= at < quote.stop:
                return quote
        return None


@lru_cache(maxsize=2_000)
def _name_gender(name: str) -> str | None:
    """«Анна Орлова» -> femn: the given name tells, else the surname."""
    parts = name.split()
    for number, part in enumerate(parts):
        # the names of persons stand in the nominative: «Альфия» is no form of «Альфий»
        given = next((r for r in readings(part) if "Name" in r.tags and r.case == "nomn"), None)
        top = readings(part)[0]
        leads = number == 0 < len(parts) - 1  # «Вера Ким»
        if given is not None and (leads or "Name" in top.tags) and given.gender in ("masc", "femn"):
            return given.gender
    surname = next((r for r in readings(parts[-1]) if "Surn" in r.tags and r.case == "nomn"), None)
    if surname is not None and surname.gender in ("masc", "femn") and "Ms-f" not in surname.tags:
        return surname.gender
    return None


def is_as_named(surface: str, person: Person) -> bool:
    """Whether a name stands in the nominative, as its person is listed: «Анна Орлова», not «Анны Орловой»."""
    return set(fold(surface).split()) <= set(fold(person.name).split())


def person_gender(person: Person) -> str | None:
    """The gender of a person's name, where it tells: «Анна Орлова» -> femn."""
    return _name_gender(person.name)


def latest(scene: Scene, at: int, gender: str | None) -> Person | None:
    """The last who spoke, of that gender; else the last named before, unless «X и Y» named two at once."""
    if scene.last is not None and (gender is None or person_gender(scene.last) in (None, gender)):
        return scene.last
    fitting = [m for m in scene.inside(0, at) if gender is None or person_gender(m.person) in (None, gender)]
    if not fitting:
        return None
    if len(fitting) > 1 and fitting[-1].person is not fitting[-2].person:
        between = scene.document.text[fitting[-2].stop : fitting[-1].start].strip()
        if between in words("joint"):
            return None
    return fitting[-1].person
