"""pymorphy3's dictionary without pymorphy3: a form of it to its places in the paradigms.

Its files are read and its tags decoded here, each when it is first met: pymorphy3 itself decodes all of them at every
start, which takes longer than an article does.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import compress
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from mfcx.stored import stored

if TYPE_CHECKING:
    import dawg

Grammemes = tuple[str, str | None, str | None, str | None, frozenset[str]]

# second genitive and locative count as the first («чаю», «в году»)
_SAME_CASE = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct", "voct": "nomn"}
CHANCE = attrgetter("chance")
_PER_ONE = 1_000_000  # chances are kept as whole millionths


class Place(Struct, frozen=True):
    """A form in a paradigm: «-ами» of «школа». Thousands of words share it, so it is read once."""

    paradigm: int  # none of them below zero
    number: int
    tag: str
    grammemes: Grammemes
    start: int = 0  # where the stem of the form begins and, from its end, where it stops
    stop: int | None = None
    before: str = ""  # what the lemma has there
    behind: str = ""
    is_open: bool = True  # new words may be read like this
    kind: str = ""  # what tags are told apart by


class Parse(Struct):
    """One way to read a form: «наилучшими» is `word`, the form with its ё, `lead` and `tail` stand outside of it.

    Its chance is its own until all ways to read the form are ranked.
    """

    chance: float
    word: str
    lemma: str
    place: Place
    lead: str = ""
    tail: str = ""
    origin: object = None  # what was read, where `word` says too little: the right half of a word with a dash
    halves: tuple[Parse, Parse] | None = None  # which bend both: «человек-гора»

    @property
    def form(self) -> str:
        """All of the form."""
        return self.lead + self.word + self.tail


class Language(Struct, frozen=True):
    """What pymorphy3 and its dictionary know of Russian beside the words."""

    tags: Sequence[str]
    suffixes: Sequence[str]
    prefixes: tuple[str, ...]  # of forms: «наи»
    longest_suffix: int  # of those that unknown words are guessed by
    substitutes: dict[str, str]  # е may be meant as ё
    initials: dict[str, tuple[tuple[float, str, str], ...]]  # chance, lemma and tag of all readings of «А»
    particles: tuple[str, ...]  # «-то»
    word_prefixes: frozenset[str]  # «авиа»
    longest_prefix: int
    kinds: tuple[frozenset[str], ...]  # grammemes that are parts of speech, cases, numbers and genders
    features: frozenset[str]  # what both halves of a word with a dash must have in common
    closed: frozenset[str]  # classes that take no new words
    apart: dict[str, frozenset[str]]  # grammemes that do not go with one
    rare_cases: dict[str, str]


@cache
def _folder() -> Path:
    import pymorphy3_dicts_ru  # noqa: PLC0415 - not before a form is looked up

    return Path(pymorphy3_dicts_ru.get_path())


@cache
def language() -> Language:
    """What is kept, with the long lists of it in pieces."""
    tags, suffixes, known = _kept()
    return replace(known, tags=tags.split("\n"), suffixes=suffixes.split("\n"))


@stored
def _kept() -> tuple[str, str, Language]:
    """Taken out of pymorphy3, once for all runs: tags and suffixes a line each, which is sooner read, and the rest."""
    import pymorphy3  # noqa: PLC0415 - see above
    from pymorphy3.lang import ru  # noqa: PLC0415

    analyzer = pymorphy3.MorphAnalyzer(path=str(_folder()), lang="ru")
    words, tag = analyzer.dictionary, analyzer.TagClass
    initials = {
        letter: tuple((parse.score, parse.normal_form, str(parse.tag)) for parse in analyzer.parse(letter))
        for letter in ru.INITIAL_LETTERS
    }
    known = Language(
        tags=(),
        suffixes=(),
        prefixes=tuple(words.paradigm_prefixes),
        longest_suffix=words.meta["compile_options"]["max_suffix_length"],
        substitutes=dict(ru.CHAR_SUBSTITUTES),
        initials=initials,
        particles=tuple(ru.PARTICLES_AFTER_HYPHEN),
        word_prefixes=frozenset(ru.KNOWN_PREFIXES),
        longest_prefix=max(map(len, ru.KNOWN_PREFIXES)),
        kinds=(tag.PARTS_OF_SPEECH, tag.CASES, tag.NUMBERS, tag.GENDERS),
        features=tag.PARTS_OF_SPEECH | tag.NUMBERS | tag.CASES | tag.PERSONS | tag.TENSES,
        closed=frozenset(tag._NON_PRODUCTIVE_GRAMMEMES),
        apart={name: frozenset(others) for name, others in tag._GRAMMEME_INCOMPATIBLE.items()},
        rare_cases=dict(tag.RARE_CASES),
    )
    return "\n".join(map(str, words.gramtab)), "\n".join(words.suffixes), known


def known(form: str) -> list[Parse]:
    """What the dictionary has of a form in small letters, ranked as pymorphy3 does; ё where it belongs."""
    return rank(form, look_up(form))


def look_up(form: str) -> list[Parse]:
    """The same before it is ranked."""
    return [
        reading(word, place_of(paradigm, number))
        for word, places in _similar(_words(), form)
        for paradigm, number in places
    ]


def is_known(form: str) -> bool:
    """Whether the dictionary has a form in small letters."""
    return bool(_similar(_words(), form))


def _similar(words: dawg.RecordDAWG, form: str) -> Sequence[tuple[str, Sequence[tuple[int, ...]]]]:
    """What is kept of a form, and of the same with ё."""
    letters, replaced = _substitutes()
    if not letters.isdisjoint(form):
        return words.similar_items(form, replaced)  # type: ignore[no-any-return]
    found = words.get(form)  # much sooner done
    return ((form, found),) if found else ()


def reading(word: str, place: Place, chance: float = 1.0) -> Parse:
    """A word at a place of its paradigm."""
    # a form is what stands before its stem, the stem, and what stands behind it; so is its lemma
    return Parse(chance, word, place.before + word[place.start : place.stop] + place.behind, place)


def stem_of(word: str, place: Place) -> str:
    """The stem of a word at a place of its paradigm; none may be left of a word that was guessed by its end."""
    return word[place.start : place.stop]


def rank(form: str, found: list[Parse]) -> list[Parse]:
    """By how often the form has the tag of each; where nothing is known of that, their own chances made one."""
    if not found:
        return found
    # asked for all tags of the form at once: two forms of three have no chances told
    form += ":"
    if told := dict(_chances().items(form)):
        chances = [told.get(form + parse.place.tag, 0) / _PER_ONE for parse in found]
        if any(chances):
            for parse, chance in zip(found, chances, strict=True):
                parse.chance = chance
            return sorted(found, key=CHANCE, reverse=True)
    total = sum(map(CHANCE, found))
    if total != 1.0:
        factor = 1.0 / total
        for parse in found:
            parse.chance *= factor
    return found


def guessed_by_end(form: str) -> Iterator[list[tuple[str, int, Place]]]:
    """How a form may end, by the prefix that it has: the form with its ё, how many words end so, and their place.

    «наимоднейший» is looked for with «наи» and without; of either only the longest ending that any word has.
    """
    for number in range(len(language().prefixes) - 1, -1, -1):
        if not form.startswith(language().prefixes[number]):
            continue
        found: list[tuple[str, int, Place]] = []
        for size in range(language().longest_suffix, 0, -1):
            for ending, places in _similar(_endings(number), form[-size:]):
                for count, paradigm, at in places:
                    place = place_of(paradigm, at)
                    if place.is_open:
                        found.append((form[:-size] + ending, count, place))
            if found:
                break
        yield found


@lru_cache(maxsize=5_000)
def place_of(paradigm: int, number: int) -> Place:
    """A place of a paradigm: all endings of a paradigm are kept, then all tags, then all prefixes."""
    numbers, starts = _paradigms()
    suffix = starts[paradigm]
    size = numbers[suffix - 1] // 3
    prefix = suffix + 2 * size
    knows = language()
    tag = knows.tags[numbers[suffix + size + number]]
    grammemes, is_open, kind = read_tag(tag)
    start, cut = len(knows.prefixes[numbers[prefix + number]]), len(knows.suffixes[numbers[suffix + number]])
    before, behind = knows.prefixes[numbers[prefix]], knows.suffixes[numbers[suffix]]
    return Place(paradigm, number, tag, grammemes, start, -cut or None, before, behind, is_open, kind)


@lru_cache(maxsize=5_000)  # the dictionary has some five thousand tags
def read_tag(tag: str) -> tuple[Grammemes, bool, str]:
    """Part of speech, case, number, gender and all grammemes of a tag; whether new words have it; the tag itself."""
    kind = tag.replace(" ", ",", 1)
    tags = frozenset(map(sys.intern, kind.split(",")))
    knows = language()
    pos, case, number, gender = (next(iter(tags & group), None) for group in knows.kinds)
    case = _SAME_CASE.get(case, case) if case is not None else None
    return (pos or "", case, number, gender, tags), tags.isdisjoint(knows.closed), kind


def other_place(paradigm: int, number: int, wanted: frozenset[str]) -> tuple[str, str] | None:
    """What the form with these grammemes has before the stem and behind it."""
    suffixes, tags, prefixes = _row(paradigm)
    best = _other_number(tags.tobytes(), number, wanted)
    knows = language()
    return None if best is None else (knows.prefixes[prefixes[best]], knows.suffixes[suffixes[best]])


@lru_cache(maxsize=3_000)
def _other_number(tags: bytes, number: int, wanted: frozenset[str]) -> int | None:
    """The number of that form; the tags of one paradigm are those of hundreds."""
    knows = language()
    forms = [read_tag(knows.tags[tag])[0][-1] for tag in array("H", tags)]
    return choose(forms, forms[number], wanted)


def forms_of(paradigm: int) -> list[tuple[str, str, frozenset[str]]]:
    """What all forms of a paradigm have before the stem and behind it, and their grammemes."""
    knows = language()
    return [
        (knows.prefixes[prefix], knows.suffixes[suffix], read_tag(knows.tags[tag])[0][-1])
        for suffix, tag, prefix in zip(*_row(paradigm), strict=True)
    ]


def choose(forms: Sequence[frozenset[str]], own: frozenset[str], wanted: frozenset[str]) -> int | None:
    """Which form, by their grammemes, is that of one's own in these grammemes; chosen as pymorphy3 does."""
    fitting = list(compress(range(len(forms)), map(wanted.issubset, forms)))
    if not fitting:
        wanted = common_cases(wanted)
        fitting = list(compress(range(len(forms)), map(wanted.issubset, forms)))
    if not fitting:
        return None
    meant = (own | wanted) - frozenset().union(*[language().apart[grammeme] for grammeme in wanted])

    def likeness(at: int) -> float:
        return float(len(meant & forms[at]) - 0.1 * len(meant ^ forms[at]))

    return max(fitting, key=likeness)


def common_cases(grammemes: frozenset[str]) -> frozenset[str]:
    """The same with the common cases instead of rare ones."""
    rare = language().rare_cases
    return frozenset([rare.get(grammeme, grammeme) for grammeme in grammemes])


def _row(paradigm: int) -> tuple[array[int], array[int], array[int]]:
    """Endings, tags and prefixes of a paradigm, by their numbers."""
    numbers, starts = _paradigms()
    start = starts[paradigm]
    size = numbers[start - 1] // 3
    return (
        numbers[start : start + size],
        numbers[start + size : start + 2 * size],
        numbers[start + 2 * size : start + 3 * size],
    )


@cache
def _paradigms() -> tuple[array[int], list[int]]:
    """All paradigms end to end, and where each begins; ahead of each stands its length, ahead of all their count."""
    numbers = array("H", (_folder() / "paradigms.array").read_bytes())
    starts, at = [], 1
    for _ in range(numbers[0]):
        starts.append(at + 1)
        at += 1 + numbers[at]
    return numbers, starts


@cache
def _words() -> dawg.RecordDAWG:
    return _records("words.dawg", ">HH")


@cache
def _substitutes() -> tuple[frozenset[str], object]:
    """The letters that may be meant as others, and what they are meant as."""
    letters = language().substitutes
    return frozenset(letters), _words().compile_replaces(letters)


@cache
def _endings(prefix: int) -> dawg.RecordDAWG:
    return _records(f"prediction-suffixes-{prefix}.dawg", ">IHH")


def _records(name: str, form: str) -> dawg.RecordDAWG:
    import dawg  # noqa: PLC0415 - not before a form is looked up

    return dawg.RecordDAWG(form).load(str(_folder() / name))


@cache
def _chances() -> dawg.IntCompletionDAWG:
    import dawg  # noqa: PLC0415 - see above

    return dawg.IntCompletionDAWG().load(str(_folder() / "p_t_given_w.intdawg"))
