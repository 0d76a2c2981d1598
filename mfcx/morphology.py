"""Stage 3: a word form to its readings; the only module that knows pymorphy3.

>>> lemma("обращений")
'обращение'
"""

from __future__ import annotations

from functools import cache, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pymorphy3
    from pymorphy3.analyzer import Parse
    from pymorphy3.tagset import OpencorporaTag

_NO_WORD = "-"
_STEM = 4  # letters by which two words count as one: «высш»
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
# second genitive and locative count as the first («чаю», «в году»)
_SAME_CASE = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct", "voct": "nomn"}

_CHANCE = itemgetter(0)
_PER_ONE = 1_000_000  # chances are kept as whole millionths

_Grammemes = tuple[str, str | None, str | None, str | None, frozenset[str]]


class Reading(NamedTuple):
    """One way to read a form; grammemes are OpenCorpora's («NOUN», «gent», «plur», «femn»)."""

    lemma: str
    pos: str
    case: str | None
    number: str | None
    gender: str | None
    tags: frozenset[str]
    score: float


@cache
def _analyzer() -> pymorphy3.MorphAnalyzer:
    import pymorphy3  # noqa: PLC0415 - loads dictionaries: only when a form is first looked up
    import pymorphy3_dicts_ru  # noqa: PLC0415

    # told where its dictionary lies, it does not search all installed packages for one
    return pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path(), lang="ru")


def _parse(form: str) -> list[Parse]:
    try:
        return list(_analyzer().parse(form))
    except ValueError:  # a letter that Unicode has no name for: pymorphy3 asks for the name
        return list(_analyzer().parse(_NO_WORD))


@lru_cache(maxsize=20_000)
def is_word(form: str) -> bool:
    """Whether the dictionary has the form as a word, not as an abbreviation: «школы», not «мфц»."""
    known: bool = _analyzer().word_is_known(form)
    return known and "Abbr" not in readings(form)[0].tags


@lru_cache(maxsize=50_000)
def readings(form: str) -> tuple[Reading, ...]:
    """All readings of a form, likeliest first: «окон» -> (окно NOUN gent plur,)."""
    if len(form) > 1:
        # one letter may be an initial, which pymorphy3 tells by its case
        lower = form.lower()
        found = readings(lower) if lower != form else _from_dictionary(form)
        if found:
            return found
    return tuple(Reading(parse.normal_form, *_grammemes(parse.tag), parse.score) for parse in _parse(form))


def _from_dictionary(form: str) -> tuple[Reading, ...]:
    """What the dictionary has of a form in small letters."""
    found = [
        # a form is what stands before its stem, the stem, and what stands behind it; so is its lemma
        Reading(place.before + word[place.start : len(word) - place.cut] + place.behind, *place.grammemes, chance)
        for chance, word, place in _known(form)
    ]
    return tuple(found)


class _Place(NamedTuple):
    """A form in a paradigm: «-ами» of «школа». Thousands of words share it, so it is read once."""

    paradigm: int
    number: int
    tag: str
    grammemes: _Grammemes
    start: int  # letters before the stem and behind it
    cut: int
    before: str  # what the lemma has there
    behind: str


def _known(form: str) -> list[tuple[float, str, _Place]]:
    """Places of a form in the dictionary, ranked as pymorphy3 does but for its many steps; ё where it belongs."""
    analyzer = _analyzer()
    found = [
        (word, _place(paradigm, number))
        for word, places in analyzer.dictionary.words.similar_items(form, analyzer.char_substitutes)
        for paradigm, number in places
    ]
    # asked for all tags of the form at once: two forms of three have no chances told
    chances = dict(analyzer.prob_estimator.p_t_given_w.items(form + ":")) if found else None
    if chances:
        ranked = [(chances.get(f"{form}:{place.tag}", 0) / _PER_ONE, word, place) for word, place in found]
        if any(chance for chance, _, _ in ranked):
            return ranked if len(ranked) == 1 else sorted(ranked, key=_CHANCE, reverse=True)
    return [(1.0 / len(found), word, place) for word, place in found]


@lru_cache(maxsize=20_000)
def _place(paradigm: int, number: int) -> _Place:
    """A place of a paradigm: pymorphy3 keeps all endings of a paradigm, then all tags, then all prefixes."""
    dictionary = _analyzer().dictionary
    row = dictionary.paradigms[paradigm]
    size = len(row) // 3
    tag = dictionary.gramtab[row[size + number]]
    prefixes, suffixes = dictionary.paradigm_prefixes, dictionary.suffixes
    start, cut = len(prefixes[row[2 * size + number]]), len(suffixes[row[number]])
    return _Place(paradigm, number, str(tag), _grammemes(tag), start, cut, prefixes[row[2 * size]], suffixes[row[0]])


@lru_cache(maxsize=5_000)  # the dictionary has some three thousand tags
def _grammemes(tag: OpencorporaTag) -> _Grammemes:
    """Part of speech, case, number, gender and all grammemes of a tag."""
    # pymorphy3's own grammemes check what they are compared with, in Python; plain strings do not
    tags = frozenset(map(str, tag.grammemes))
    kinds = _kinds()
    pos, case, number, gender = (next(iter(tags & kind), None) for kind in kinds)
    return pos or "", _SAME_CASE.get(case, case) if case is not None else None, number, gender, tags


@cache
def _kinds() -> tuple[frozenset[str], ...]:
    """The grammemes that are parts of speech, cases, numbers and genders."""
    from pymorphy3.tagset import OpencorporaTag  # noqa: PLC0415

    tag = OpencorporaTag
    return tuple(map(frozenset, (tag.PARTS_OF_SPEECH, tag.CASES, tag.NUMBERS, tag.GENDERS)))


def lemma(form: str, pos: str | None = None) -> str:
    """The likeliest lemma, of that part of speech where it has such a reading: «стали», NOUN -> сталь."""
    found = readings(form)
    for reading in found:
        if pos is None or reading.pos == pos:
            return reading.lemma
    return found[0].lemma


@lru_cache(maxsize=50_000)
def lemmas(form: str) -> frozenset[str]:
    """Every lemma a form may have, ё folded to е: «стали» -> {стать, сталь}; a number or a mark is its own."""
    if form.lower() == form.upper():
        return frozenset((form,))
    return frozenset([reading.lemma.replace("ё", "е") for reading in readings(form)])


@lru_cache(maxsize=20_000)
def inflect(form: str, *grammemes: str, pos: str | None = None) -> str | None:
    """The form put into these grammemes, or None: inflect("отдела", "nomn") -> «отдел»."""
    known = _known(form.lower()) if len(form) > 1 else []
    if not known or any("Supr" in place.grammemes[-1] for _, _, place in known):
        return _inflect_unknown(form, frozenset(grammemes), pos)
    wanted = frozenset(grammemes)
    for _, word, place in known:
        if pos is None or place.grammemes[0] == pos:
            ends = _other_place(place.paradigm, place.number, wanted)
            if ends is not None:
                return ends[0] + word[place.start : len(word) - place.cut] + ends[1]
    return None


@lru_cache(maxsize=20_000)
def _other_place(paradigm: int, number: int, wanted: frozenset[str]) -> tuple[str, str] | None:
    """What the form with these grammemes has before the stem and behind it; chosen as pymorphy3 does."""
    dictionary = _analyzer().dictionary
    row = dictionary.paradigms[paradigm]
    size = len(row) // 3
    tags = [dictionary.gramtab[tag] for tag in row[size : 2 * size]]
    fitting = [at for at, tag in enumerate(tags) if wanted <= tag.grammemes]
    if not fitting:
        wanted = tags[number].fix_rare_cases(wanted)
        fitting = [at for at, tag in enumerate(tags) if wanted <= tag.grammemes]
    meant = tags[number].updated_grammemes(wanted)
    if not fitting:
        return None

    def likeness(at: int) -> float:
        has = tags[at].grammemes
        return float(len(meant & has) - 0.1 * len(meant ^ has))

    best = max(fitting, key=likeness)
    return dictionary.paradigm_prefixes[row[2 * size + best]], dictionary.suffixes[row[best]]


def _inflect_unknown(form: str, grammemes: frozenset[str], pos: str | None) -> str | None:
    """By pymorphy3 itself: what the dictionary does not have, and what may have two superlatives."""
    for parse in _analyzer().parse(form):
        if pos is not None and parse.tag.POS != pos:
            continue
        inflected = parse.inflect(grammemes)
        if inflected is not None:
            return _same_degree(parse, str(inflected.word))
    return None


def _same_degree(parse: Parse, word: str) -> str:
    """An adjective may have two superlatives, «высший» and «высочайший»: the one that was there."""
    if "Supr" not in parse.tag or word[:_STEM] == parse.word[:_STEM]:
        return word
    tag = next(form.tag for form in parse.lexeme if form.word == word)
    alike = [form.word for form in parse.lexeme if form.tag == tag and form.word[:_STEM] == parse.word[:_STEM]]
    return str(alike[0]) if alike else word
