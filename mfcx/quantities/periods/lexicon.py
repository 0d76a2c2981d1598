"""The words of time, by form, and a sentence as a row of pieces that they are looked up in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from mfcx.document import Token
from mfcx.quantities.forms import Forms
from mfcx.quantities.periods.when import When
from mfcx.quantities.traits import TRAITS, Cues, Places, see
from mfcx.stored import stored
from mfcx.tables import read_table

DASHES = frozenset("-–—‑−")
_BEGINNING = 3  # letters, of which the shortest stem has as many


class Expression(Struct, frozen=True):
    """A row of fixed words: (на, сегодняшний, день) is a deictic with value «0»."""

    words: tuple[str, ...]
    kind: str
    value: str


# rows by their first word, then by their second, which is empty for a row of one word; longest first
Expressions: TypeAlias = dict[str, dict[str, tuple[Expression, ...]]]


class Lexicon(Struct, frozen=True):
    """Every form known: units["года"] -> year, months["мая"] -> 5."""

    months: dict[str, int]
    day_months: frozenset[str]  # the forms that follow a day: «августа», «авг»
    short_months: frozenset[str]
    month_adjectives: dict[str, int]  # «майский», «майского»
    seasons: dict[str, int]
    season_adverbs: frozenset[str]
    units: dict[str, str]
    plurals: frozenset[str]
    relations: dict[str, str]
    edges: dict[str, str]
    cardinals: dict[str, int]
    ordinals: dict[str, int]
    romans: dict[str, int]
    cues: dict[str, frozenset[str]]
    cues_by_form: dict[str, frozenset[str]]
    cues_by_stem: dict[str, frozenset[str]]
    stems: dict[str, tuple[str, ...]]  # of cues_by_stem, by the letters they begin with
    prepositions: Expressions
    expressions: Expressions
    triggers: frozenset[str]  # a sentence with none of them, nor a shape of digits, has no time
    endings: tuple[str, ...]
    openers: frozenset[str]  # what a time begins with, after its preposition


def spell_forms(cell: str) -> Iterator[str]:
    """The forms a cell writes: «январ~ь,я янв» -> январь, января, янв."""
    for part in cell.split():
        stem, mark, endings = part.partition("~")
        if mark:
            yield from (stem + ending for ending in endings.split(","))
        else:
            yield stem


def _numbers(table: str, column: str, kind: str | None = None) -> dict[str, int]:
    rows = [row for row in read_table(table) if kind is None or row["kind"] == kind]
    return {form: int(row[column]) for row in rows for form in spell_forms(row["forms"])}


def _month_forms(row: dict[str, str]) -> list[str]:
    return [row["of_day"], *spell_forms(row["forms"]), *row["short"].split()]


def _names(table: str, column: str) -> dict[str, str]:
    return {form: row[column] for row in read_table(table) for form in spell_forms(row["forms"])}


def _by_first_words(table: str, kind: str, value: str) -> Expressions:
    rows = [Expression(tuple(row["words"].split()), row[kind], row[value]) for row in read_table(table)]
    rows.sort(key=lambda row: -len(row.words))
    found: Expressions = {}
    for row in rows:
        beside = found.setdefault(row.words[0], {})
        second = row.words[1] if len(row.words) > 1 else ""
        beside[second] = (*beside.get(second, ()), row)
    return found


def _cues() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """The whole forms of each class of cues; the classes of each form; the classes of each stem."""
    forms: dict[str, set[str]] = {}
    by_form: dict[str, set[str]] = {}
    by_stem: dict[str, set[str]] = {}
    for row in read_table("time_cues"):
        forms.setdefault(row["cue"], set())
        for form in spell_forms(row["forms"]):
            if form.endswith("*"):
                by_stem.setdefault(form[:-1], set()).add(row["cue"])
            else:
                forms[row["cue"]].add(form)
                by_form.setdefault(form, set()).add(row["cue"])
    frozen = ({key: frozenset(found) for key, found in table.items()} for table in (forms, by_form, by_stem))
    return next(frozen), next(frozen), next(frozen)


OPENING_CUES = ("apostrophe", "filler", "year_kind", "year_kind_other", "initial", "initial_last", "ahead", "later")


@stored
def lexicon() -> Lexicon:
    """The tables of ``data/ru`` that know time, read once."""
    units = {
        form: row["unit"]
        for row in read_table("time_units")
        for column in ("one", "many")
        for form in spell_forms(row[column])
    }
    plurals = frozenset(form for row in read_table("time_units") for form in spell_forms(row["many"]))
    months = {form: int(row["month"]) for row in read_table("months") for form in _month_forms(row)}
    adjectives = {form: int(row["month"]) for row in read_table("months") for form in spell_forms(row["adjective"])}
    seasons = _numbers("time_seasons", "season")
    adverbs = {row["adverb"]: int(row["season"]) for row in read_table("time_seasons")}
    relations, edges = _names("time_relations", "relation"), _names("time_edges", "edge")
    cardinals, ordinals, romans = (_numbers("time_numbers", "value", kind) for kind in ("cardinal", "ordinal", "roman"))
    cues, cues_by_form, cues_by_stem = _cues()
    prepositions = _by_first_words("time_prepositions", "role", "base")
    expressions = _by_first_words("time_expressions", "kind", "value")
    return Lexicon(
        months=months,
        day_months=frozenset(form for row in read_table("months") for form in (row["of_day"], *row["short"].split())),
        short_months=frozenset(form for row in read_table("months") for form in row["short"].split()),
        month_adjectives=adjectives,
        seasons=seasons | adverbs,
        season_adverbs=frozenset(adverbs),
        units=units,
        plurals=plurals,
        relations=relations,
        edges=edges,
        cardinals=cardinals,
        ordinals=ordinals,
        romans=romans,
        cues=cues,
        cues_by_form=cues_by_form,
        cues_by_stem=cues_by_stem,
        stems={
            letters: tuple(stem for stem in cues_by_stem if stem[:_BEGINNING] == letters)
            for letters in {stem[:_BEGINNING] for stem in cues_by_stem}
        },
        prepositions=prepositions,
        expressions=expressions,
        triggers=cues["previous_year"]
        | frozenset([*months, *adjectives, *seasons, *adverbs, *units, *cues["short_year"], *cues["decade_suffix"]])
        | cues["later"]
        | cues["since_event"]
        | cues["since_course"]
        | cues["apostrophe"]
        | cues["part_of_day"]
        | {row.words[-1] for beside in expressions.values() for rows in beside.values() for row in rows},
        endings=tuple(cues["anniversary"] | cues["aged"]),
        openers=frozenset().union(
            months, adjectives, seasons, adverbs, units, relations, edges, cardinals, ordinals, romans
        )
        | frozenset().union(*(cues[cue] for cue in OPENING_CUES)),
    )


class Number(Struct, frozen=True):
    """A number and the place after it; `suffix` is the ending of «2025-й», `digits` how many were written."""

    value: int
    stop: int
    ordinal: bool = False
    suffix: str = ""
    digits: int = 0


_NO_CUES: frozenset[str] = frozenset()


def _cues_of(word: str) -> frozenset[str]:
    """The classes of cues a word belongs to: «детей» -> {person}."""
    known = lexicon()
    found = known.cues_by_form.get(word, _NO_CUES)
    for stem in known.stems.get(word[:_BEGINNING], ()):
        if word.startswith(stem):
            found |= known.cues_by_stem[stem]
    return found


_cues_by_word = Forms(_cues_of)
cues_of = _cues_by_word.__getitem__


@lru_cache(maxsize=6_000)
def opens(word: str) -> bool:
    """Whether a time may begin with this word, without its preposition: «2023», «прошлого», «июне»."""
    return word[:1].isdigit() or word in lexicon().openers


@lru_cache(maxsize=6_000)
def is_amount(word: str) -> bool:
    """Whether a number that counts may begin with this word: «18», «1,5», «трех», not «третий»."""
    return word[:1].isdigit() or word in lexicon().cardinals


_OPENING = frozenset(OPENING_CUES)
_AFTER_DIGITS = frozenset(
    ("range", "list", "clock_range", "filler", "year_kind", "year_kind_other", "short_year", "quarter_mark")
).union(("part_of_day", "age_unit", "age_end", "every_week"))
SIGNS_AFTER_DIGITS = frozenset("/:+")


@lru_cache(maxsize=6_000)
def is_only_number(word: str) -> bool:
    """Whether the word is a number and nothing else of time: «2023», «три», «первой», not «25.08.2023»."""
    known = lexicon()
    numbers = (known.cardinals, known.ordinals, known.romans)
    others = (known.months, known.seasons, known.units, known.relations, known.edges)
    spelled = any(word in table for table in numbers) and not any(word in table for table in others)
    return word.isdigit() or spelled and _OPENING.isdisjoint(cues_of(word))


def is_decimal(word: str) -> bool:
    """Whether the word is a number that is no whole one: «1,5»."""
    whole, comma, rest = word.partition(",")
    return bool(comma) and whole.isdigit() and rest.isdigit()


@lru_cache(maxsize=6_000)
def goes_on(word: str) -> bool:
    """Whether this word may tell that the number before it is of a time: «2023 года», «9–18», not «5 человек»."""
    known = lexicon()
    return (
        word in known.units
        or word in known.day_months
        or word in known.relations
        or word in known.edges
        or word in known.cardinals
        or word in known.ordinals
        or word in DASHES
        or word in SIGNS_AFTER_DIGITS
        or not _AFTER_DIGITS.isdisjoint(cues_of(word))
    )


@lru_cache(maxsize=6_000)
def _cut_of(word: str) -> int:
    """Where «январь–март» falls apart into two ends of a range, 0 for any other word."""
    if DASHES.isdisjoint(word):
        return 0
    dash = next((char for char in word[1:-1] if char in DASHES), None)
    if dash is None:
        return 0
    left, _, right = word.partition(dash)
    ends = _is_end(left) and (_is_end(right) or right in lexicon().cues["ordinal_suffix"])
    return len(left) if ends else 0


_IS_CUT = TRAITS.add(lambda: Cues(marks=True), _cut_of)


def _is_end(word: str) -> bool:
    known = lexicon()
    return word in known.months or word in known.romans or word in known.ordinals or word in known.cardinals


# readers look a few places past what they read, at either end
_PAD = ("",) * 16


class Words:
    """The pieces of a sentence, tokens or the ends of «январь–март»; a look-up past either end finds an empty word."""

    def __init__(self, tokens: Sequence[Token], places: Places | None = None, *, is_title: bool = False) -> None:
        self.lexicon = lexicon()
        self.is_title = is_title
        self.pieces = tokens
        self.token_of: Sequence[int] = range(len(tokens))
        places = places or see(tokens)
        lowers = places.forms
        if places.held & _IS_CUT:
            cut = [(piece, index) for index, token in enumerate(tokens) for piece in _split(token)]
            self.pieces, self.token_of = tuple(piece for piece, _ in cut), tuple(index for _, index in cut)
            lowers = [piece.lower for piece in self.pieces]
        self.lowers = (*lowers, *_PAD)  # folded, empty a little outside the sentence
        # each is read once for all readers
        self.numbers: dict[int, Number | None] = {}
        self.relations: dict[int, tuple[str | None, int]] = {}
        self.times: dict[int, tuple[When, int] | None] = {}

    def __len__(self) -> int:
        return len(self.pieces)

    def text(self, at: int) -> str:
        """The word at this place as it is written, empty a little outside the sentence."""
        return self.pieces[at].text if self.lowers[at] else ""

    def is_dash(self, at: int) -> bool:
        """Whether a dash of any length stands here."""
        return self.lowers[at] in DASHES

    def has(self, cue: str, at: int) -> bool:
        """Whether the word here belongs to a class of cues."""
        return cue in _cues_by_word[self.lowers[at]]

    def counts_on(self, at: int) -> bool:
        """Whether a number stands here and what follows it is of no time: «5 тысяч», «три окна»."""
        return not goes_on(self.lowers[at + 1]) and is_only_number(self.lowers[at])

    def match(self, rows: Expressions, at: int) -> Sequence[tuple[Expression, int]]:
        """The expressions of a table that stand here, longest first, each with the place after it."""
        beside = rows.get(self.lowers[at])
        if beside is None:
            return ()
        found = [(row, at + 1) for row in beside.get("", ())]
        second = self.lowers[at + 1]
        if second in beside and second:
            ends = [(row, at + len(row.words)) for row in beside[second]]
            found = [(row, stop) for row, stop in ends if self.lowers[at:stop] == row.words] + found
        return found


def _split(token: Token) -> Sequence[Token]:
    at = _cut_of(token.lower)
    if not at or len(token.lower) != len(token.text):
        return (token,)
    ends = ((0, at), (at, at + 1), (at + 1, len(token.text)))
    return [
        Token(token.start + start, token.start + stop, token.text[start:stop], token.lower[start:stop])
        for start, stop in ends
    ]
