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
    """What the dictionary has of a form in small letters, ranked as pymorphy3 does but for its many steps."""
    analyzer = _analyzer()
    dictionary, chances = analyzer.dictionary, analyzer.prob_estimator.p_t_given_w
    found: list[tuple[float, str, _Grammemes]] = []
    for word, places in dictionary.words.similar_items(form, analyzer.char_substitutes):
        for paradigm, place in places:
            row = dictionary.paradigms[paradigm]
            tag, grammemes = _known_tag(row[len(row) // 3 + place])
            lemma = dictionary.build_normal_form(paradigm, place, word) if place else word
            found.append((chances.prob(form, tag), lemma, grammemes))
    if not any(chance for chance, _, _ in found):
        return tuple(Reading(lemma, *grammemes, 1.0 / len(found)) for _, lemma, grammemes in found)
    found.sort(key=itemgetter(0), reverse=True)
    return tuple(Reading(lemma, *grammemes, chance) for chance, lemma, grammemes in found)


@lru_cache(maxsize=5_000)
def _known_tag(number: int) -> tuple[str, _Grammemes]:
    """A tag of the dictionary as text and in parts."""
    tag = _analyzer().dictionary.gramtab[number]
    return str(tag), _grammemes(tag)


@lru_cache(maxsize=5_000)  # the dictionary has some three thousand tags
def _grammemes(tag: OpencorporaTag) -> _Grammemes:
    """Part of speech, case, number, gender and all grammemes of a tag."""
    case = _plain(tag.case)
    case = _SAME_CASE.get(case, case) if case is not None else None
    return _plain(tag.POS) or "", case, _plain(tag.number), _plain(tag.gender), frozenset(map(str, tag.grammemes))


def _plain(grammeme: str | None) -> str | None:
    """A grammeme of pymorphy3 checks what it is compared with, in Python; a plain string does not."""
    return None if grammeme is None else str(grammeme)


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
    return frozenset(reading.lemma.replace("ё", "е") for reading in readings(form))


@lru_cache(maxsize=20_000)
def inflect(form: str, *grammemes: str, pos: str | None = None) -> str | None:
    """The form put into these grammemes, or None: inflect("отдела", "nomn") -> «отдел»."""
    for parse in _analyzer().parse(form):
        if pos is not None and parse.tag.POS != pos:
            continue
        inflected = parse.inflect(frozenset(grammemes))
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
