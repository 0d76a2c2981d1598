"""Where names of persons stand: the tagger's, cut and widened, and those it passed over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from mfcx.document import Sentence
from mfcx.names.people.inflection import is_common_first_name, read_name
from mfcx.names.people.name_words import Part, classify_words, trim_name, widen_name
from mfcx.names.people.no_persons import may_be_one
from mfcx.names.people.passed_over import credited_names, led_names, pattern_names, titled_names, without_see
from mfcx.names.people.spans import cut_name
from mfcx.names.phrases import token_range
from mfcx.names.tagger import Name


class Place(NamedTuple):
    """Tokens [first, last) of one sentence, by its number."""

    sentence: int
    first: int
    last: int


def _locate(sentences: Sequence[Sentence], start: int, stop: int) -> Place | None:
    number = bisect_right(sentences, start, key=lambda sentence: sentence.start) - 1
    if number < 0 or start >= sentences[number].stop:
        return None
    first, last = token_range(sentences[number].tokens, start, stop)
    return Place(number, first, last) if first < last else None


def _pieces(sentences: Sequence[Sentence], names: Iterable[Name]) -> Iterator[tuple[str, Place]]:
    """Kind and place of what the tagger named; what it took for one person may be two."""
    for name in names:
        place = _locate(sentences, name.start, name.stop)
        if place is None:
            continue
        if name.kind != "PER":
            yield name.kind, place
            continue
        tokens = sentences[place.sentence].tokens
        floor = 0  # the next of two people takes no word of the first
        for first, last in cut_name(tokens, place.first, place.last):
            trimmed = without_see(tokens, *trim_name(tokens, first, last))
            if trimmed[0] < trimmed[1]:
                found = Place(place.sentence, *widen_name(tokens, *trimmed, floor))
                floor = found.last
                yield name.kind, found


def find_places(
    sentences: Sequence[Sentence], names: Iterable[Name], bylines: Collection[int] = ()
) -> dict[Place, bool]:
    """Where names of persons stand, and whether the tagger said so; `bylines` are lines of authors."""
    places: dict[Place, bool] = {}
    taken: dict[int, set[int]] = {}
    persons: dict[int, set[int]] = {}
    for kind, place in _pieces(sentences, names):
        covered = set(range(place.first, place.last))
        # a person wins the given name that the tagger took for something else
        rivals = persons if kind == "PER" else taken
        if covered & rivals.setdefault(place.sentence, set()):
            continue
        taken.setdefault(place.sentence, set()).update(covered)
        if kind == "PER" and may_be_one(sentences[place.sentence].tokens, place.first, place.last):
            persons.setdefault(place.sentence, set()).update(covered)
            places[place] = True
    for number, sentence in enumerate(sentences):
        used, known = taken.setdefault(number, set()), persons.setdefault(number, set())
        found = list(pattern_names(sentence, used))
        known.update(i for first, last in found for i in range(first, last))
        if sentence.line in bylines:
            found += credited_names(sentence, used | known)
            known.update(i for first, last in found for i in range(first, last))
        places.update(dict.fromkeys((Place(number, first, last) for first, last in found), False))
        for first, last in list(titled_names(sentence, used, known)) if used else ():
            places.pop(Place(number, first + 1, last), None)
            places[Place(number, first, last)] = True
            known.update((first, last - 1))
        places.update(dict.fromkeys((Place(number, *pair) for pair in led_names(sentence, known)), True))
    return _joined(places, sentences)


def _joined(places: dict[Place, bool], sentences: Sequence[Sentence]) -> dict[Place, bool]:
    """«Музаев» and «Анзор Ахмедович» side by side are one name in two pieces."""
    result: dict[Place, bool] = {}
    for place in sorted(places):
        before = next(reversed(result), None)
        if before is not None and _is_one_name(before, place, sentences):
            tagged = result.pop(before) or places[place]
            result[Place(place.sentence, before.first, place.last)] = tagged
        else:
            result[place] = places[place]
    return result


def _as_surname(parts: list[Part]) -> list[Part]:
    """«[Ковтуну] Петру Ильичу»: a lone word that is only guessed to be a given name may be a surname."""
    guessed = len(parts) == 1 and "-" not in parts[0][0] and not is_common_first_name(parts[0][0])
    return [(parts[0][0], "surname")] if guessed else parts


def _is_one_name(left: Place, right: Place, sentences: Sequence[Sentence]) -> bool:
    if left.sentence != right.sentence or left.last != right.first:
        return False
    tokens = sentences[left.sentence].tokens
    halves = [_as_surname(classify_words(tokens, place.first, place.last)[0]) for place in (left, right)]
    kinds = [[kind for _, kind in half] for half in halves]
    doubled = kinds == [["first"], ["surname"]] and "-" in tokens[left.first].text  # «Анна-Мария» and «Зуева»
    if not doubled and sorted(kinds, key=len) != [["surname"], ["first", "patronymic"]]:
        return False
    return bool(read_name(halves[0] + halves[1]))
