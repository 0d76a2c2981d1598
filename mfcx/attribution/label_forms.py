"""What a word form is to labels: «новых» may modify a genitive, «мест» be one, «в» opens what a label may keep."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from mfcx.attribution.label_verbs import VERBAL, verb_of
from mfcx.attribution.speech import speech_words
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
NAMES = frozenset({"Name", "Surn", "Patr", "Geox"})

# what a form may be, each a bit
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
    LASTING,  # «год (обучения)»: names something with what stands behind it
    _SHARE,
    RESPECTIVELY,
    LACKS,  # «не хватает»
    FALLS,  # «приходится»
    BECOMES,  # «стали»
    NOUN,
    MODIFIER,
    PARTICIPLE,
    MODIFYING,  # also one that is something else first
    ORDINAL,
    SUBJECT,  # the head of a subject, or the first of adjectives that are one
    OBJECT,
    ALONE,  # an adjective in the genitive plural, which may stand without its noun
    INSTRUMENTAL,
    DEPENDENT,  # the first word of a genitive behind its noun
) = (1 << number for number in range(31))
GOVERNS = INSIDE | PREPOSITION


@cache
def label_words(kind: str) -> frozenset[str]:
    """Words of a kind in label_words.tsv: label_words("share_noun") -> {«доля», «уровень», …}."""
    return frozenset(fold(w) for r in read_table("label_words") if r["kind"] == kind for w in r["word"].split("|"))


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
    return _ANIMATE[token.lower]


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
        if reading.pos == "NOUN" and (not cases or reading.case in cases) and not reading.tags & {"Surn", "Patr"}:
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
def _telling_verbs() -> dict[str, int]:
    """The bits of verbs by lemma."""
    kinds = (
        (LACKS, label_words("missing") | label_words("sufficing")),
        (FALLS, label_words("falls")),
        (BECOMES, label_words("become")),
    )
    return _bits_by_word(kinds)


@cache
def _kinds_of_lemmas() -> dict[str, int]:
    """The bits of lemmas, of which a form has those of each that it may belong to."""
    kinds = (
        (RELATIVE, label_words("relative")),
        (POINTING, label_words("pointing")),
        (NUMBER, label_words("many")),
        (GENERIC, label_words("generic")),
        (LASTING, label_words("lasting")),
        (EMPTY, label_words("weak_noun") | label_words("generic") | label_words("measure")),
        (MEASURE, label_words("extent") | label_words("share_noun")),
        (_SHARE, label_words("share_noun")),
        (SPEAKS, speech_words("report")),
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
    if form[0].isdigit():
        bits |= FIGURE
    if not form[0].isalpha() and form == form.upper():
        return bits  # what has no letters is no word of any kind
    for lemma in lemmas(form):
        bits |= _kinds_of_lemmas().get(lemma, 0)
    if bits & _SHARE:
        bits &= ~EMPTY
    if not form.isalpha():
        bits &= ~SPEAKS
    bits |= _by_reading(form)
    return bits | _as_word(form, bits) if form[0].isalpha() else bits


def _by_reading(form: str) -> int:
    """What is asked of numbers with letters, too: «2-й»."""
    found = readings(form)
    top = found[0]
    bits = NOUN if top.pos == "NOUN" else PREPOSITION if top.pos == "PREP" else 0
    if top.case == "ablt":
        bits |= INSTRUMENTAL
    for reading in found[:3]:
        if "Anum" in reading.tags:
            bits |= ORDINAL
    return bits


def _as_word(form: str, bits: int) -> int:
    """What a word may be in a phrase; `bits` is what its lemmas are."""
    found = readings(form)
    top, parts = found[0], {reading.pos for reading in found}
    may_be = DEPENDENT | WORD if top.pos == "ADVB" else WORD
    if not parts.isdisjoint(MODIFIERS):
        may_be |= _as_modifier(form, top)
    if "NOUN" in parts:
        may_be |= _as_noun(form, top, bits)
    verb = None if parts.isdisjoint(VERBAL) else verb_of(form)
    return may_be if verb is None else may_be | VERB | _telling_verbs().get(fold(verb.reading.lemma), 0)


def _as_modifier(form: str, top: Reading) -> int:
    bits = MODIFYING if may_modify(form, ()) else 0
    if may_modify(form, ("gent",)):
        bits |= DEPENDENT
    if top.pos not in MODIFIERS:
        return bits
    bits |= MODIFIER if top.pos == "ADJF" else MODIFIER | PARTICIPLE
    if top.number == "plur" and not top.tags & PRONOMINAL:
        bits |= ALONE if top.case == "gent" else SUBJECT if top.case == "nomn" else 0
    return bits


def _as_noun(form: str, top: Reading, bits: int) -> int:
    may_be = DEPENDENT if noun_reading(form, ("gent",)) is not None else 0
    if bits & EMPTY and not bits & LASTING:
        return may_be
    noun = None if top.pos in NO_SUBJECTS else noun_reading(form, ("nomn",))
    if noun is not None and not noun.tags & NAMES:
        may_be |= SUBJECT
    if top.pos == "NOUN" and top.case in ("accs", "nomn") and not (bits & EMPTY or top.tags & {"Name", "Surn", "Geox"}):
        may_be |= OBJECT
    return may_be


# the bits of each form
FORMS = Forms(_bits_of)


def drops(token: Token) -> bool:
    """Whether a label leaves out a word before its noun: «весь», «очередной»."""
    return _drops(token.lower)


@lru_cache(maxsize=6_000)
def _drops(form: str) -> bool:
    return not label_words("drop_first").isdisjoint(lemmas(form) | {form})
