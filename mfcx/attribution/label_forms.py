"""What a word form is to labels: «новых» may modify a genitive, «мест» be one, «в» opens what a label may keep."""

from __future__ import annotations

from functools import cache, lru_cache

from mfcx.attribution.label_verbs import verb_of
from mfcx.attribution.speech import is_report
from mfcx.document import Token
from mfcx.morphology import Reading, lemmas, readings
from mfcx.quantities.forms import Forms
from mfcx.tables import fold, read_table, words

MODIFIERS = frozenset({"ADJF", "PRTF"})
OPENING = frozenset("«„“")
PRONOMINAL = frozenset({"Apro", "Anum"})
_MARKS = frozenset(",;:()—–-")
# what is no noun first is no subject, whatever noun it may be besides
_NO_SUBJECTS = frozenset({"VERB", "ADVB", "PREP", "CONJ", "NPRO", "PRCL", "ADJF"})
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox"})

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
) = (1 << number for number in range(24))


@cache
def label_words(kind: str) -> frozenset[str]:
    """Words of a kind in label_words.tsv: label_words("share_noun") -> {«доля», «уровень», …}."""
    return frozenset(fold(w) for r in read_table("label_words") if r["kind"] == kind for w in r["word"].split("|"))


def is_word(token: Token) -> bool:
    """Letters only, hyphens inside allowed."""
    return FORMS[token.lower] & WORD != 0


def is_short(token: Token) -> bool:
    """An abbreviation in capitals, which has no cases: «МФЦ»."""
    return SHORT[token.text]


SHORT = Forms(lambda text: len(text) > 1 and text.isupper() and text.isalpha())


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


@lru_cache(maxsize=6_000)
def is_empty(form: str) -> bool:
    """Nouns that name nothing that could be measured: «показатель», «человек», «рубль»."""
    found = lemmas(form)
    return not _empty_nouns().isdisjoint(found) and label_words("share_noun").isdisjoint(found)


@cache
def _empty_nouns() -> frozenset[str]:
    return label_words("weak_noun") | label_words("generic") | label_words("measure")


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
    found: dict[str, int] = {}
    for bit, forms in kinds:
        for form in forms:
            found[form] = found.get(form, 0) | bit
    return found


@cache
def _telling_verbs() -> tuple[tuple[int, frozenset[str]], ...]:
    return (
        (LACKS, label_words("missing") | label_words("sufficing")),
        (FALLS, label_words("falls")),
        (BECOMES, label_words("become")),
    )


def _bits_of(form: str) -> int:
    bits = _closed_words().get(form, 0)
    if form[0].isdigit():
        bits |= FIGURE
    if form[0].isalpha():
        return bits | _by_reading(form) | _as_word(form)
    # what has no letters is no word of any kind
    return bits if form == form.upper() else bits | _by_reading(form)


def _by_reading(form: str) -> int:
    """What is asked of numbers with letters, too: «2-й»."""
    found = readings(form)
    top = found[0]
    bits = NOUN if top.pos == "NOUN" else PREPOSITION if top.pos == "PREP" else 0
    if top.case == "ablt":
        bits |= INSTRUMENTAL
    if any("Anum" in r.tags for r in found[:3]):
        bits |= ORDINAL
    return bits if label_words("relative").isdisjoint(lemmas(form)) else bits | RELATIVE


def _as_word(form: str) -> int:
    top = readings(form)[0]
    bits = WORD
    if top.pos in MODIFIERS:
        bits |= MODIFIER if top.pos == "ADJF" else MODIFIER | PARTICIPLE
        if (top.case, top.number) == ("gent", "plur") and not top.tags & PRONOMINAL:
            bits |= ALONE
    if may_modify(form, ()):
        bits |= MODIFYING
    if top.pos == "ADVB" or may_modify(form, ("gent",)) or noun_reading(form, ("gent",)) is not None:
        bits |= DEPENDENT
    verb = verb_of(form)
    if verb is not None:
        lemma = fold(verb.reading.lemma)
        bits |= VERB | sum(bit for bit, kind in _telling_verbs() if lemma in kind)
    if is_report(form):
        bits |= SPEAKS
    if _may_be_subject(form, top):
        bits |= SUBJECT
    object_case = top.pos == "NOUN" and top.case in ("accs", "nomn")
    if object_case and not top.tags & {"Name", "Surn", "Geox"} and not is_empty(form):
        bits |= OBJECT
    return bits


def _may_be_subject(form: str, top: Reading) -> bool:
    if top.pos in MODIFIERS and (top.case, top.number) == ("nomn", "plur") and not top.tags & PRONOMINAL:
        return True
    noun = None if top.pos in _NO_SUBJECTS else noun_reading(form, ("nomn",))
    if noun is None or noun.tags & _NAMES:
        return False
    return not is_empty(form) or not lemmas(form).isdisjoint(label_words("lasting"))


# the bits of each form
FORMS = Forms(_bits_of)


def drops(token: Token) -> bool:
    """Whether a label leaves out a word before its noun: «весь», «очередной»."""
    return _drops(token.lower)


@lru_cache(maxsize=6_000)
def _drops(form: str) -> bool:
    return not label_words("drop_first").isdisjoint(lemmas(form) | {form})
