"""What a sentence says of where, found once: the same as asking every mention and every table."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mfcx.attribution.location.named_places import Atlas
from mfcx.attribution.location.place_words import PlaceWords
from mfcx.document import Article, Document, Person, Span
from mfcx.patterns import PatternTable
from mfcx.segments import split_tokens
from mfcx.tables import read_table

_WORDS = ("в", "городе", "районе", "Ржеве", "из", "них", "до", "границы", "области", "офисы", ",", "(", "стране", "7")
_SPAN = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(_SPAN, max_size=8), _SPAN)
def test_a_stretch_is_free_where_no_name_overlaps_it(names: list[Span], one: Span) -> None:
    """However names overlap one another, bisection tells what a look at each of them would."""
    atlas = Atlas(Document(Article("…"), persons=[Person("Анна Орлова", spans=names)]))
    assert atlas.is_free(*one) == all(one.stop <= name.start or name.stop <= one.start for name in names)


@settings(deadline=None)  # the first example waits for the tables
@given(st.lists(st.sampled_from(_WORDS), max_size=12))
def test_words_of_places_are_those_of_each_table(chosen: list[str]) -> None:
    """One table of all kinds finds what a table of each kind finds, in the same order."""
    tokens = split_tokens(" ".join(chosen))
    found = PlaceWords(tokens)
    for name in ("figure_places", "wider_areas"):
        for kind in {row["kind"] for row in read_table(name)} - {"destination"}:
            table = PatternTable((row["pattern"], None) for row in read_table(name) if row["kind"] == kind)
            one_word = [at for at in range(-1, len(tokens) + 1) if found.is_one(kind, at)]
            if one_word:
                assert one_word == sorted({first for first, _, _ in table.find(tokens)})
                continue
            assert list(found.ranges(kind)) == [(first, stop) for first, stop, _ in table.find(tokens)]
            ends = {at: next((stop for stop, _ in table.starting(tokens, at)), None) for at in range(len(tokens))}
            assert dict(found.stops(kind)) == {at: stop for at, stop in ends.items() if stop is not None}
