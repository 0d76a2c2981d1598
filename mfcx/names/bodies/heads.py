"""Head nouns of bodies, by table or by shape, and their nominative: «Минтранса» -> минтранс, a ministry."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct

from mfcx.document import Token
from mfcx.morphology import inflect, lemmas, readings
from mfcx.names.phrases import (
    attribute_cases,
    is_abbreviation,
    is_capitalised,
    is_spelled,
    like,
    nominative_attribute,
    noun_cases,
)
from mfcx.tables import fold, read_table

_SHORTEST_FORM = 4  # letters of a legal form that no table has


class Head(Struct, frozen=True):
    """A noun that names a kind of body; see the table for what the columns mean."""

    lemma: str
    kind: str
    alone: bool
    tail: str
    level: str
    small: bool = True  # counts in small letters too
    inside: bool = False  # else only where its capital is not that of a sentence
    brand: bool = False  # stands before the brand of a service: «центр «Мои Документы»»


@cache
def known_heads() -> dict[str, Head]:
    """Head nouns of bodies by their folded lemmas."""
    return {
        fold(row["head"]): Head(
            in_full(fold(row["head"])),
            row["kind"],
            row["alone"] == "yes",
            row["tail"],
            row["level"],
            row["small"] not in ("no", "inside"),
            row["small"] == "inside",
            row["small"] == "brand",
        )
        for row in read_table("organisation_heads")
    }


def in_full(head: str) -> str:
    """The word or phrase that another shortens: «облправительство» is the правительство of an область."""
    return body_words("in_full").get(head, head)


@cache
def _abbreviated() -> frozenset[str]:
    """Heads that are abbreviations and must stand in capitals."""
    return frozenset(
        fold(row["head"]) for row in read_table("organisation_heads") if is_abbreviation(row["example"].split()[0])
    )


@cache
def body_words(role: str) -> dict[str, str]:
    """Words of one role in the table of words around bodies, folded, with their values."""
    return {fold(row["word"]): row["value"] for row in read_table("organisation_words") if row["role"] == role}


@lru_cache(maxsize=6_000)
def has_reading(text: str, role: str) -> bool:
    """Whether a form may be of a word of this role: «центра», centre_noun."""
    return not body_words(role).keys().isdisjoint(lemmas(text))


def find_head(token: Token) -> Head | None:
    """The kind of body a word names in the singular, by table or by its shape («Томскстат», «Минтранс»)."""
    return head_of(token.text)


@lru_cache(maxsize=6_000)
def head_of(text: str) -> Head | None:
    """What `find_head` says of a form; every token of a text is asked, so a form is looked up once."""
    if not text[:1].isalpha():
        return None
    table, lower = known_heads(), unbent_ministry(fold(text))
    if lower in table and (is_abbreviation(text) or lower not in _abbreviated()):
        return table[lower]
    for reading in readings(text) if not table.keys().isdisjoint(lemmas(text)) else ():
        lemma = fold(reading.lemma)
        if lemma not in table or reading.number == "plur" or reading.pos not in ("NOUN", "ADJF"):
            continue
        if lemma not in _abbreviated() and (reading.pos == "NOUN" or is_capitalised(text)):
            return table[lemma]
    return _legal_form(text) or _by_shape(text)


def plural_head(token: Token) -> Head | None:
    """The kind of bodies a word names in the plural: «компании»."""
    return plural_head_of(token.text)


@lru_cache(maxsize=6_000)
def plural_head_of(text: str) -> Head | None:
    """What `plural_head` says of a form."""
    table = known_heads()
    if table.keys().isdisjoint(lemmas(text)):
        return None
    lemma = next((fold(r.lemma) for r in readings(text) if r.pos == "NOUN" and r.number == "plur"), "")
    return None if lemma in _abbreviated() else table.get(lemma)


def _legal_form(text: str) -> Head | None:
    """«ММБУ», «ЛГБУЗ»: letters that no table has, by the form they end in."""
    forms = body_words("letters_of_form")
    if not is_abbreviation(text) or not text.lower().endswith(tuple(forms)):
        return None
    lower = fold(text)
    kind = next(kind for form, kind in forms.items() if lower.endswith(form))
    return Head(lower, kind, alone=False, tail="quoted", level="any") if len(lower) >= _SHORTEST_FORM else None


def _by_shape(text: str) -> Head | None:
    if not is_capitalised(text) or len(text) < 6 or not text.isalpha() or text.isupper():
        return None
    found = readings(text)[0]
    lemma = unbent_ministry(fold(found.lemma))
    if found.pos != "NOUN" or found.number == "plur" or {"Geox", "Name", "Surn"} & found.tags:
        return None
    if not (lemma.startswith(_parts("prefix")) or lemma.endswith(_parts("suffix"))):
        return None  # nearly every word
    if lemma.startswith(_parts("unlike")) or lemma in body_words("company"):
        return None
    for prefix, kind in body_words("prefix").items():
        if lemma.startswith(prefix):
            return Head(lemma, kind, True, "place", "regional" if kind == "ministry" else "federal")
    for suffix, kind in body_words("suffix").items():
        if lemma.endswith(suffix) and len(lemma) > len(suffix) + 3:
            return Head(lemma, kind, True, "place", "any")
    return None


@cache
def _parts(role: str) -> tuple[str, ...]:
    """How a word may begin or end, by the table of words around bodies."""
    return tuple(body_words(role))


# --- the nominative ---------------------------------------------------------------------------------------


def nominative_head(tokens: Sequence[Token], first: int, head: int) -> dict[int, str]:
    """Replacements that put the adjectives [first, head) and the head into the nominative."""
    token = tokens[head]
    if is_spelled(token.text):
        gender = body_words("gender").get(token.lower, "masc")
        return {i: nominative_attribute(tokens[i], gender) for i in range(first, head)}
    nouns = [r for r in readings(token.text) if r.pos == "NOUN" and r.case]
    singular = [r for r in nouns if r.number != "plur"]
    if not nouns and (halves := _nominative_halves(token.text)) is not None:
        return {head: halves}
    if not nouns:
        adjective = inflect(token.text, "nomn", "sing", "masc", pos="ADJF")
        return {head: like(adjective, token.text)} if adjective and "nomn" not in attribute_cases(token.text) else {}
    if not singular or any(map(_is_of_many, tokens[first:head])):
        return _nominative_plural(tokens, first, head)
    reading = singular[0]
    unbent = unbent_ministry(token.lower)
    agrees = reading.gender
    if unbent != token.lower or unbent in known_heads():
        replaced = {head: like(in_full(unbent), token.text)}
        agrees = readings(in_full(unbent))[0].gender
    else:
        replaced = {head: token.text if _stays(token) else like(in_full(reading.lemma), token.text)}
    for i in range(first, head):
        replaced[i] = nominative_attribute(tokens[i], str(agrees) if agrees else None)
    return replaced


def _nominative_halves(text: str) -> str | None:
    """«Заречьем-Восточным» -> «Заречье-Восточное»: a noun and its adjective, joined by a hyphen."""
    first, _, last = text.rpartition("-")
    found = next((r for r in readings(first) if r.pos == "NOUN" and r.number == "sing"), None) if first else None
    if found is None or not is_capitalised(last) or not attribute_cases(last):
        return None
    noun = first if "nomn" in noun_cases(first) else like(found.lemma, first)
    bent = inflect(last, "nomn", "sing", str(found.gender), pos="ADJF") if found.gender else None
    return f"{noun}-{like(bent, last)}" if bent else None


def _is_of_many(attribute: Token) -> bool:
    """«[тепловые] сети»: an attribute that shows its noun to be a plural, whatever that may be by itself."""
    found = [r for r in readings(attribute.text) if r.pos in ("ADJF", "PRTF")]
    return bool(found) and all(r.number == "plur" for r in found)


def _nominative_plural(tokens: Sequence[Token], first: int, head: int) -> dict[int, str]:
    if any(char.isupper() for char in tokens[head].text[1:]):
        return {}  # «ЛесИнвестГрупп»
    noun = inflect(tokens[head].text, "nomn", "plur", pos="NOUN")
    if noun is None:
        return {}
    replaced = {i: nominative_attribute(tokens[i], None, "plur") for i in range(first, head)}
    return {**replaced, head: like(noun, tokens[head].text)}


@lru_cache(maxsize=6_000)
def unbent_ministry(lower: str) -> str:
    """«минкомсвязи» -> «минкомсвязь»: the short name of a ministry whose field is bent with it."""
    if short_letters(lower) == lower:
        return lower
    if (bare := _without_ending(lower)) in known_heads():
        return bare  # «минобра», which the dictionary takes for a noun of its own
    if not lower.endswith(_parts("field_bends")):
        return lower
    ending = next(ending for ending in body_words("field_bends") if lower.endswith(ending))
    return lower.removesuffix(ending) + body_words("field_bends")[ending]


def _without_ending(lower: str) -> str:
    """«минобром» -> «минобр»: letters and the ending of a case."""
    return next((lower.removesuffix(one) for one in body_words("letters_ending") if lower.endswith(one)), lower)


def _stays(token: Token) -> bool:
    """«Минпросвещения», «ФедералПресс»: genitives inside and capitals inside are never bent."""
    if any(char.isupper() for char in token.text[1:]):
        return not _is_bent_only(token)
    return short_letters(token.lower) != token.lower and token.lower.endswith(tuple(body_words("field_end")))


def _is_bent_only(token: Token) -> bool:
    """«АвтоВАЗе», «СтепьСтроем»: no nominative, whatever its capitals."""
    cases = noun_cases(token.text)
    return bool(cases) and "nomn" not in cases


def short_letters(core: str) -> str:
    """The letters of a ministry's short name that spell its field: «минобрнауки» -> «обрнауки»."""
    prefixes = [prefix for prefix, kind in body_words("prefix").items() if kind == "ministry"]
    return next((core.removeprefix(prefix) for prefix in prefixes if core.startswith(prefix)), core)


def field_words(core: str) -> list[str]:
    """The field of a ministry that is spelled out: «министерство образ науки» -> образ, науки."""
    head, *rest = core.split()
    found = known_heads().get(head)
    return rest if found is not None and found.kind == "ministry" and found.tail == "field" else []
