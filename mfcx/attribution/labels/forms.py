"""What a word form is to labels: «новых» may modify a genitive, «мест» be one, «в» opens what a label may keep."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from mfcx.attribution.labels.verbs import VERBAL, made_nouns, verb_of
from mfcx.attribution.speech.words import speech_words
from mfcx.document import Token
from mfcx.morphology import Reading, lemmas, readings
from mfcx.quantities.forms import Forms
from mfcx.tables import fold, read_table, words

MODIFIERS = frozenset({"ADJF", "PRTF"})
OPENING = frozenset("«„“")
PRONOMINAL = frozenset({"Apro", "Anum"})
_MARKS = frozenset(",;:()—–-")
# what is no noun first is no subject, whatever noun it may be besides
NO_SUBJECTS = frozenset({"VERB", "ADVB", "PREP", "CONJ", "NPRO", "PRCL", "ADJF"})
_MOST_KINDS = 2_000  # of readings
NAMES = frozenset({"Name", "Surn", "Patr", "Geox"})

# what a form may be, each a bit; with thirty of them at most numbers are quick
(
    MARK,
    QUOTE,  # that opens
    WORD,
    FIGURE,
    INSIDE,  # a preposition that a label may keep
    PREPOSITION,
    AND,
    VERB,
    SPEAKS,
    RELATIVE,  # «который», «чей»
    POINTING,  # «показатель», «эта цифра» means what was told before
    NUMBER,  # «количество»: what it counts stands behind it
    GENERIC,
    EMPTY,  # «показатель», «человек», «рубль»: names nothing that could be measured
    MEASURE,  # «население», «доля»: what a count or a share is told for
    GROWTH,
    LASTING,  # «год (обучения)»: names something with what stands behind it
    RESPECTIVELY,
    TELLING,  # «не хватает», «приходится», «стали»: a verb that labels are told by
    NOUN,
    MODIFIER,
    PARTICIPLE,
    MODIFYING,  # also one that is something else first
    ORDINAL,
    _NOMINATIVE,
    SUBJECT,  # the head of a subject, or the first of adjectives that are one
    OBJECT,
    ALONE,  # an adjective in the genitive plural, which may stand without its noun
    INSTRUMENTAL,
    DEPENDENT,  # the first word of a genitive behind its noun
) = (1 << number for number in range(30))
GOVERNS = INSIDE | PREPOSITION
_OF_NUMBERS = NOUN | PREPOSITION | INSTRUMENTAL | ORDINAL  # what is asked of numbers with letters, too: «2-й»


@cache
def label_words(kind: str) -> frozenset[str]:
    """Words of a kind in label_words.tsv: label_words("share_noun") -> {«доля», «уровень», …}."""
    return frozenset(fold(w) for r in read_table("label_words") if r["kind"] == kind for w in r["word"].split("|"))


@cache
def doing_nouns() -> frozenset[str]:
    """Nouns of what somebody does to things: «ремонт», «строительство», «возведение»."""
    return made_nouns() | label_words("doing")


def is_word(token: Token) -> bool:
    """Letters only, hyphens inside allowed."""
    return FORMS[token.lower] & WORD != 0


def is_short(token: Token) -> bool:
    """An abbreviation in capitals, which has no cases: «МФЦ»."""
    return token.text.isupper() and is_abbreviation(token.text)


def is_abbreviation(text: str) -> bool:
    """Capitals only, more than one: «МФЦ»."""
    return len(text) > 1 and text.isupper() and text.isalpha()


def is_generic(token: Token) -> bool:
    """Whether a noun says nothing without what it did: «человек», «единица»."""
    return FORMS[token.lower] & GENERIC != 0


def is_animate(token: Token) -> bool:
    """Whether a noun names people or those who do things: «жители», «предприятия»."""
    return names_doers(token.lower)


def names_doers(form: str) -> bool:
    """Whether a word names people or those who do things."""
    return _ANIMATE[form]


def _names_doers(form: str) -> bool:
    found = noun_reading(form, ())
    return found is not None and ("anim" in found.tags or fold(found.lemma) in label_words("agent"))


_ANIMATE = Forms(_names_doers)


def noun_in(token: Token, *cases: str) -> Reading | None:
    """The likeliest reading as a noun, or an adjective used as one, in one of the cases (any where none is given)."""
    return noun_reading(token.lower, cases)


@lru_cache(maxsize=6_000)
def noun_reading(form: str, cases: tuple[str, ...]) -> Reading | None:
    for reading in readings(form)[:6]:
        if (not cases or reading.case in cases) and _is_noun(reading):
            return reading
    return None


def is_modifier(token: Token, *cases: str) -> bool:
    """Whether a word may be an adjective or participle in one of the cases."""
    return may_modify(token.lower, cases)


@lru_cache(maxsize=6_000)
def may_modify(form: str, cases: tuple[str, ...]) -> bool:
    found = readings(form)[:4] if form[0].isalpha() else ()
    return any(r.pos in MODIFIERS and (not cases or r.case in cases) for r in found)


@cache
def _closed_words() -> dict[str, int]:
    """The bits of forms that a table or a mark tells."""
    kinds = (
        (MARK, _MARKS),
        (QUOTE, OPENING),
        (INSIDE, label_words("inside")),
        (AND, words("and")),
        (RESPECTIVELY, label_words("respectively")),
    )
    return _bits_by_word(kinds)


@cache
def _telling_verbs() -> frozenset[str]:
    kinds = ("missing", "sufficing", "falls", "become")
    return frozenset().union(*map(label_words, kinds))


@cache
def _kinds_of_lemmas() -> dict[str, int]:
    """The bits of lemmas, of which a form has those of each that it may belong to."""
    kinds = (
        (RELATIVE, label_words("relative")),
        (POINTING, label_words("pointing")),
        (NUMBER, label_words("many")),
        (GENERIC, label_words("generic")),
        (GROWTH, label_words("growth")),
        (LASTING, label_words("lasting")),
        (EMPTY, label_words("weak_noun") | label_words("generic") | label_words("measure")),
        (MEASURE, label_words("extent") | label_words("share_noun")),
        (SPEAKS, speech_words("report")),
        (OBJECT, label_words("test")),
    )
    return _bits_by_word(kinds)


def _bits_by_word(kinds: Iterable[tuple[int, frozenset[str]]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for bit, forms in kinds:
        for form in forms:
            found[form] = found.get(form, 0) | bit
    return found


def _bits_of(form: str) -> int:
    bits = _closed_words().get(form, 0)
    if form[0].isalpha():
        bits |= WORD
    else:
        bits |= FIGURE if form[0].isdigit() else 0
        if form == form.upper():
            return bits  # what has no letters is no word of any kind
    if not _kinds_of_lemmas().keys().isdisjoint(lemmas(form)):
        bits |= _by_lemmas(form)
    told = _of_readings(readings(form))
    if not bits & WORD:
        return bits | told & _OF_NUMBERS
    if bits & EMPTY:
        told &= ~OBJECT if bits & LASTING else ~(OBJECT | _NOMINATIVE)
    if told & _NOMINATIVE:
        told |= SUBJECT
    verb = verb_of(form) if told & VERB else None
    if verb is None:
        return bits | told & ~VERB
    return bits | told | (TELLING if fold(verb.reading.lemma) in _telling_verbs() else 0)


def _by_lemmas(form: str) -> int:
    bits = 0
    for lemma in lemmas(form):
        bits |= _kinds_of_lemmas().get(lemma, 0)
    if bits & EMPTY and not label_words("share_noun").isdisjoint(lemmas(form)):
        bits &= ~EMPTY
    return bits if form.isalpha() else bits & ~SPEAKS


_BY_GRAMMEMES: dict[tuple[frozenset[str], ...], int] = {}


def _of_readings(found: tuple[Reading, ...]) -> int:
    """What the grammemes of its readings tell of a form, which it shares with many: «школа» has those of «дорога»."""
    grammemes = tuple([reading.tags for reading in found])
    told = _BY_GRAMMEMES.get(grammemes)
    if told is None:
        if len(_BY_GRAMMEMES) >= _MOST_KINDS:
            _BY_GRAMMEMES.clear()
        told = _BY_GRAMMEMES[grammemes] = _told_by(found)
    return told


def _told_by(found: tuple[Reading, ...]) -> int:
    top = found[0]
    bits = NOUN if top.pos == "NOUN" else PREPOSITION if top.pos == "PREP" else DEPENDENT if top.pos == "ADVB" else 0
    if top.case == "ablt":
        bits |= INSTRUMENTAL
    if any("Anum" in one.tags for one in found[:3]):
        bits |= ORDINAL
    if any(one.pos in VERBAL for one in found[:3]):
        bits |= VERB
    if top.pos in MODIFIERS:
        bits |= MODIFIER if top.pos == "ADJF" else MODIFIER | PARTICIPLE
        if top.number == "plur" and not top.tags & PRONOMINAL:
            bits |= ALONE if top.case == "gent" else SUBJECT if top.case == "nomn" else 0
    if top.pos == "NOUN" and top.case in ("accs", "nomn") and not top.tags & {"Name", "Surn", "Geox"}:
        bits |= OBJECT
    modified = [one.case for one in found[:4] if one.pos in MODIFIERS]
    if modified:
        bits |= MODIFYING | DEPENDENT if "gent" in modified else MODIFYING
    nouns = {one.case: one.tags for one in reversed(found[:6]) if _is_noun(one)}  # the likeliest of each case
    if "gent" in nouns:
        bits |= DEPENDENT
    if top.pos not in NO_SUBJECTS and "nomn" in nouns and not nouns["nomn"] & NAMES:
        bits |= _NOMINATIVE
    return bits


def _is_noun(reading: Reading) -> bool:
    return reading.pos == "NOUN" and not reading.tags & {"Surn", "Patr"}


# the bits of each form
FORMS = Forms(_bits_of)


def drops(token: Token) -> bool:
    """Whether a label leaves out a word before its noun: «весь», «очередной»."""
    return _drops(token.lower)


@lru_cache(maxsize=6_000)
def _drops(form: str) -> bool:
    return not label_words("drop_first").isdisjoint(lemmas(form) | {form})
