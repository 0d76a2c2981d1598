"""The types that travel down the pipeline; every one points into the article's text.

Offsets are ``[start, stop)`` in code points of `Document.text`, which is the text as it was decoded or, where it holds
what no reader sees, a copy without it; the record tells where in the article each stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from mfcx.reading_copy import ReadingCopy, make_copy

if TYPE_CHECKING:
    from mfcx.quantities import Reading


# what a writer sets for a dash or a hyphen, as a token of its own: «школы — 12», «5–7»
DASHES = frozenset("-–—−")


class Span(NamedTuple):
    """A half-open stretch ``[start, stop)`` of the article's text."""

    start: int
    stop: int


class Article(Struct, frozen=True):
    """One text as it came in: ``Article("Томск…", id="002", source="seeds/002.txt")``."""

    text: str
    id: str = "-"
    source: str = "-"
    date: date | None = None  # given by the user (--date), for a text that does not say it itself
    extra: dict[str, object] = field(default_factory=dict)
    html: bool = False  # the text was taken out of a page, so the record must carry it
    line: int | None = None  # of the JSON Lines input it came from, for messages


class Token(Struct, frozen=True):
    """A word, number or mark; `lower` is folded (ё to е) for look-ups only."""

    start: int
    stop: int
    text: str
    lower: str


class Sentence(Struct, frozen=True):
    """A sentence of the headline or the body; `line` is the line it stands in.

    What joins it to others, «При этом», is its `opener` and none of its `tokens`.
    """

    start: int
    stop: int
    tokens: tuple[Token, ...]
    line: int
    is_title: bool = False
    opener: tuple[Token, ...] = ()


class Line(Struct, frozen=True):
    """One line of the page and what it is: title, body, dateline, byline or boilerplate."""

    start: int
    stop: int
    kind: str


class Page(Struct, frozen=True):
    """What the page holds: its lines by kind, the headline and the date of publication."""

    lines: tuple[Line, ...]
    title: Span | None = None
    published: date | None = None

    def spans(self, *kinds: str) -> list[Span]:
        """The spans of all lines of these kinds, in order."""
        return [Span(line.start, line.stop) for line in self.lines if line.kind in kinds]


class RegionMention(Struct, frozen=True):
    """Words that point at one federal subject: «Томской области» -> RU-TOM.

    `kind` is the evidence: name, short, adjective, abbreviation, nickname, demonym, capital,
    town or district; `place` the nominative of a town or district («Бердянск»), else None.
    """

    start: int
    stop: int
    iso: str
    kind: str
    place: str | None = None


class Region(Struct, frozen=True):
    """A federal subject named in the article, with all its mentions."""

    iso: str
    name: str
    oktmo: str
    spans: tuple[Span, ...]


class Person(Struct):
    """One person with all mentions: «Ирины Змановской» -> Ирина Змановская."""

    name: str
    role: str | None = None
    byline: bool = False
    spans: list[Span] = field(default_factory=list)
    # titles without a name that mean this person («глава региона»), for attribution only
    title_spans: list[Span] = field(default_factory=list)


class Organisation(Struct):
    """One body with all mentions: «МФЦ Томской области», kind mfc."""

    name: str
    kind: str
    spans: list[Span] = field(default_factory=list)


class Change(Struct, frozen=True):
    """How a value moved; only what the text says is set («с 33 до 571»: start, end)."""

    start: Decimal | None = None
    end: Decimal | None = None
    ratio: Decimal | None = None
    delta: Decimal | None = None
    delta_pct: Decimal | None = None


class Quantity(Struct, frozen=True):
    """A number with its unit and comparator: «более одного миллиона услуг».

    `start`, `stop` cover the surface from the comparator to the counted noun; `number` only the
    numeral. `unit` is a lemma or a symbol, `head` the token index of the counted noun.
    """

    start: int
    stop: int
    number: Span
    value: Decimal
    value_to: Decimal | None = None
    cmp: str = "="
    unit: str | None = None
    okei: str | None = None
    per: str | None = None
    change: Change | None = None
    first: int = 0  # token indices in the sentence, [first, last)
    last: int = 0
    head: int | None = None
    noun: int | None = None  # the counted noun where it stands apart: «окон – 602»
    inherited: bool = False  # the unit stands elsewhere («Из них 19»)
    numbers: tuple[Span, ...] = ()  # every numeral it is made of: «33», «571» of «с 33 до 571»
    multiplier: Decimal | None = None  # 1000 of «27 тысяч», which the rows of a list may leave out


class Period(Struct, frozen=True):
    """A resolved calendar interval (ISO dates, inclusive) and the words it was read from.

    The day of publication stands in the dateline; where the user gave it, in no words at all.
    """

    start: date | None
    end: date | None
    text: str | None
    span: Span | None
    is_published: bool = False  # the day of the text, taken for what is true now


class Numeral(Struct, frozen=True):
    """A numeral and what it is: kind is metric, with the index of the fact, or date, time, phone, law, ordinal …"""

    start: int
    stop: int
    kind: str
    metric: int | None = None


class Metric(Struct):
    """A fact: a quantity with its indicator, region, time, status and speaker."""

    quantity: Quantity
    sentence: Sentence
    spans: list[Span]
    indicator: str | None = None
    label: str | None = None
    period: Period | None = None
    region: str | None = None
    place: str | None = None
    subject: str | None = None
    status: str = "actual"
    speaker: str | None = None
    rule: str | None = None


class Document(Struct):
    """An article on its way through the stages; each stage fills its own fields."""

    article: Article
    page: Page = field(default_factory=lambda: Page(()))
    sentences: Sequence[Sentence] = ()
    region: str | None = None  # the article's own
    mentions: list[RegionMention] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    places: list[RegionMention] = field(default_factory=list)  # towns and districts
    persons: list[Person] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)  # of each sentence
    metrics: list[Metric] = field(default_factory=list)
    numerals: list[Numeral] = field(default_factory=list)  # those of the sentences that are no quantities
    ledger: list[Numeral] | None = None  # all of the text, where it was asked for
    copy: ReadingCopy = ReadingCopy("")

    def __post_init__(self) -> None:
        self.copy = make_copy(self.article.text)

    @property
    def text(self) -> str:
        """What the stages read, and where all their offsets count; `copy.where` leads to those of the article."""
        return self.copy.text
