"""The words of time, by form, and a sentence as a row of pieces that they are looked up in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from mfcx.document import Token
from mfcx.stored import stored
from mfcx.tables import read_table

DASHES = frozenset("-–—‑−")


class Expression(NamedTuple):
    """A row of fixed words: (на, сегодняшний, день) is a deictic with value «0»."""

    words: tuple[str, ...]
    kind: str
    value: str


class Lexicon(Struct, frozen=True):
    """Every form known: units["года"] -> year, months["мая"] -> 5."""

    months: dict[str, int]
    day_months: frozenset[str]  # the forms that follow a day: «августа», «авг»
    short_months: frozenset[str]
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
    stems: dict[str, tuple[str, ...]]
    prepositions: dict[str, tuple[Expression, ...]]
    expressions: dict[str, tuple[Expression, ...]]
    triggers: frozenset[str]  # a sentence with none of them, nor a shape of digits, has no time
    endings: tuple[str, ...]
    openers: frozenset[str]  # what a time begins with, after its preposition
    starters: frozenset[str]  # what stands before a time, and times of fixed words

    def has(self, cue: str, word: str) -> bool:
        """Whether the word belongs to this class of cues: has("person", "детей") -> True."""
        return word in self.cues[cue] or (bool(word) and word.startswith(self.stems[cue]))


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


def _by_first_word(table: str, kind: str, value: str) -> dict[str, tuple[Expression, ...]]:
    rows = [Expression(tuple(row["words"].split()), row[kind], row[value]) for row in read_table(table)]
    rows.sort(key=lambda row: -len(row.words))
    return {row.words[0]: tuple(other for other in rows if other.words[0] == row.words[0]) for row in rows}


def _cues() -> tuple[dict[str, frozenset[str]], dict[str, tuple[str, ...]]]:
    forms: dict[str, set[str]] = {}
    stems: dict[str, list[str]] = {}
    for row in read_table("time_cues"):
        forms.setdefault(row["cue"], set())
        stems.setdefault(row["cue"], [])
        for form in spell_forms(row["forms"]):
            if form.endswith("*"):
                stems[row["cue"]].append(form[:-1])
            else:
                forms[row["cue"]].add(form)
    return {cue: frozenset(found) for cue, found in forms.items()}, {cue: tuple(found) for cue, found in stems.items()}


_OPENING_CUES = ("apostrophe", "filler", "year_kind", "year_kind_other", "initial", "initial_last", "ahead", "later")

_MARK_CUES = ("clock_at", "clock_start", "age_start", "age_end")


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
    seasons = _numbers("time_seasons", "season")
    adverbs = {row["adverb"]: int(row["season"]) for row in read_table("time_seasons")}
    relations, edges = _names("time_relations", "relation"), _names("time_edges", "edge")
    cardinals, ordinals, romans = (_numbers("time_numbers", "value", kind) for kind in ("cardinal", "ordinal", "roman"))
    cues, stems = _cues()
    prepositions = _by_first_word("time_prepositions", "role", "base")
    expressions = _by_first_word("time_expressions", "kind", "value")
    return Lexicon(
        months=months,
        day_months=frozenset(form for row in read_table("months") for form in (row["of_day"], *row["short"].split())),
        short_months=frozenset(form for row in read_table("months") for form in row["short"].split()),
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
        stems=stems,
        prepositions=prepositions,
        expressions=expressions,
        triggers=cues["previous_year"]
        | frozenset([*months, *seasons, *adverbs, *units, *cues["short_year"], *cues["decade_suffix"]])
        | cues["later"]
        | cues["since_event"]
        | cues["since_course"]
        | cues["apostrophe"]
        | cues["part_of_day"]
        | {words[-1] for rows in expressions.values() for words, _, _ in rows},
        endings=tuple(cues["anniversary"] | cues["aged"]),
        openers=frozenset().union(months, seasons, adverbs, units, relations, edges, cardinals, ordinals, romans)
        | frozenset().union(*(cues[cue] for cue in _OPENING_CUES)),
        starters=cues["previous_year"].union(prepositions, expressions, *(cues[cue] for cue in _MARK_CUES)),
    )


class Piece(NamedTuple):
    """A token, or one end of «январь–март» that the tokeniser keeps whole."""

    start: int
    stop: int
    text: str
    lower: str
    token: int


class Number(NamedTuple):
    """A number and the place after it; `suffix` is the ending of «2025-й», `digits` how many were written."""

    value: int
    stop: int
    ordinal: bool = False
    suffix: str = ""
    digits: int = 0


@lru_cache(maxsize=20_000)
def cues_of(word: str) -> frozenset[str]:
    """The classes of cues a word belongs to: «детей» -> {person}."""
    known = lexicon()
    return frozenset(cue for cue in known.cues if known.has(cue, word))


# readers look a few places past what they read, at either end
_PAD = 16
_NO_CUES: frozenset[str] = frozenset()


class Words:
    """The pieces of a sentence; every look-up past either end finds an empty word."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.lexicon = lexicon()
        self.pieces = tuple(piece for index, token in enumerate(tokens) for piece in self._split(index, token))
        pad = [""] * _PAD
        self._texts = [piece.text for piece in self.pieces] + pad
        self._lowers = [piece.lower for piece in self.pieces] + pad
        self._cues = [cues_of(piece.lower) for piece in self.pieces] + [_NO_CUES] * _PAD
        self.numbers: dict[int, Number | None] = {}  # read once for all readers, see `read_number`

    def __len__(self) -> int:
        return len(self.pieces)

    def lower(self, at: int) -> str:
        """The folded word at this place, empty a little outside the sentence."""
        return self._lowers[at]

    def text(self, at: int) -> str:
        """The word at this place as it is written, empty a little outside the sentence."""
        return self._texts[at]

    def is_dash(self, at: int) -> bool:
        """Whether a dash of any length stands here."""
        return self._lowers[at] in DASHES

    def has(self, cue: str, at: int) -> bool:
        """Whether the word here belongs to a class of cues."""
        return cue in self._cues[at]

    def begins(self, at: int) -> bool:
        """Whether anything of time can begin here; most words are passed over by this."""
        lower, known = self._lowers[at], self.lexicon
        return self.opens(at) or lower in known.starters or "age" in self._cues[at] or lower.endswith(known.endings)

    def is_number(self, at: int) -> bool:
        """Whether a number in digits or words begins here."""
        lower = self._lowers[at]
        return lower[:1].isdigit() or lower in self.lexicon.cardinals or lower in self.lexicon.ordinals

    def opens(self, at: int) -> bool:
        """Whether a time can begin here without its preposition."""
        lower = self._lowers[at]
        return lower[:1].isdigit() or lower in self.lexicon.openers

    def match(self, rows: dict[str, tuple[Expression, ...]], at: int) -> Iterator[tuple[Expression, int]]:
        """The expressions of a table that stand here, longest first, each with the place after it."""
        for row in rows.get(self.lower(at), ()):
            stop = at + len(row.words)
            if all(self.lower(at + offset) == word for offset, word in enumerate(row.words)):
                yield row, stop

    def _split(self, index: int, token: Token) -> Iterator[Piece]:
        dash = next((char for char in token.text[1:-1] if char in DASHES), None)
        whole = Piece(token.start, token.stop, token.text, token.lower, index)
        if dash is None or len(token.lower) != len(token.text):
            yield whole
            return
        left, _, right = token.lower.partition(dash)
        if not (self._splits(left) and (self._splits(right) or right in self.lexicon.cues["ordinal_suffix"])):
            yield whole
            return
        at = len(left)
        for begin, end in ((0, at), (at, at + 1), (at + 1, len(token.lower))):
            start = token.start + begin
            yield Piece(start, token.start + end, token.text[begin:end], token.lower[begin:end], index)

    def _splits(self, word: str) -> bool:
        known = self.lexicon
        return word in known.months or word in known.romans or word in known.ordinals or word in known.cardinals
