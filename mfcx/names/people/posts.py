"""Posts: nouns that name an office, with the cases their form may stand in: «директора» -> директор, gent or accs."""

from __future__ import annotations

from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from mfcx.morphology import CASES, inflect, lemmas, readings
from mfcx.names.phrases import words_of
from mfcx.tables import fold, read_table

ALL_CASES = frozenset(CASES)


class Post(Struct, frozen=True):
    """A noun that names an office, with the cases its form may stand in."""

    lemma: str
    means: frozenset[str]
    group: str
    bare: bool
    cases: frozenset[str]
    gender: str | None
    fixed: bool  # «замгубернатора» has one form
    plural: bool = False  # «депутаты», of several


class _Row(Struct, frozen=True):
    means: frozenset[str]
    group: str
    bare: bool


@cache
def _posts() -> dict[str, _Row]:
    return {
        fold(row["post"]): _Row(frozenset(row["means"].split()), row["group"], row["bare"] == "yes")
        for row in read_table("posts")
    }


@lru_cache(maxsize=6_000)
def find_post(form: str) -> Post | None:
    """The post a form names in the singular: «директора» -> директор, gent or accs."""
    table = _posts()
    lower = fold(form)
    if table.keys().isdisjoint(lemmas(form)) and lower not in table and not _is_made_of_others(lower):
        return _participles().get(lower)  # None for nearly every word of a text
    if readings(form)[0].pos in ("PREP", "CONJ") and lower not in table:
        return None  # «после» is hardly ever of «посол»
    found = [
        r
        for r in readings(form)
        if fold(r.lemma) in table
        and r.number != "plur"
        and r.case
        and r.pos in ("NOUN", "ADJF", "PRTF")
        and "Surn" not in r.tags
        and "Name" not in r.tags
    ]
    listed = lower in table and all(fold(r.lemma) != lower for r in found)
    if found and not listed:
        # «глава» before «главы»: one lemma, the likeliest
        lemma = found[0].lemma
        same = [r for r in found if r.lemma == lemma]
        row = table[fold(lemma)]
        cases = frozenset(str(r.case) for r in same)
        gender = same[0].gender
        return Post(lemma, row.means, row.group, row.bare, cases, str(gender) if gender else None, False)
    if lower in table:
        row = table[lower]
        return Post(lower, row.means, row.group, row.bare, ALL_CASES, None, True)
    deputy = _deputy(lower)
    if deputy is not None:
        return deputy
    if "-" in lower:
        first, _, last = lower.partition("-")
        post = find_post(last) or find_post(first)
        if post is not None:
            lemma = _compound_lemma(first, last)
            return replace(post, lemma=lemma)
    return None


@cache
def _participles() -> dict[str, Post]:
    """The bent forms of offices that are participles: «заведующего» -> заведующий, gent or accs."""
    forms: dict[str, Post] = {}
    for lemma, row in _posts().items():
        likely = readings(lemma)[0]
        if likely.pos != "PRTF":
            continue
        gender = str(likely.gender)
        for case in CASES[1:]:
            # the one in an office is a person: «встретили заведующего»
            alive = {"anim"} if case == "accs" and gender == "masc" else set()
            form = fold(inflect(lemma, case, "sing", gender, *alive, pos="PRTF") or lemma)
            known = forms[form].cases if form in forms else frozenset()
            forms[form] = Post(lemma, row.means, row.group, row.bare, known | {case}, gender, False)
    return forms


@lru_cache(maxsize=6_000)
def find_posts(form: str) -> Post | None:
    """The post that a form names in the plural: «депутатами» -> депутат, ablt."""
    table = _posts()
    if table.keys().isdisjoint(lemmas(form)):
        return None
    found = [r for r in readings(form) if fold(r.lemma) in table and r.pos == "NOUN" and r.number == "plur" and r.case]
    if not found:
        return None
    lemma, row = found[0].lemma, table[fold(found[0].lemma)]
    cases = frozenset(str(r.case) for r in found if r.lemma == lemma)
    gender = found[0].gender
    return Post(lemma, row.means, row.group, row.bare, cases, str(gender) if gender else None, False, plural=True)


def _is_made_of_others(lower: str) -> bool:
    """«замруководителя», «врача-педиатра»"""
    return "-" in lower or lower.startswith(_deputy_prefixes())


@cache
def _deputy_prefixes() -> tuple[str, ...]:
    return tuple(words_of("deputy_prefix"))


def _deputy(lower: str) -> Post | None:
    """«замруководителя»: the office stands in the genitive behind the prefix, and the whole has one form."""
    for prefix in words_of("deputy_prefix"):
        post = find_post(lower.removeprefix(prefix)) if lower.startswith(prefix) and len(lower) > len(prefix) else None
        if post is not None and "gent" in post.cases and not post.fixed:
            row = _posts()[prefix]
            return Post(lower, row.means | post.means, row.group, row.bare, ALL_CASES, None, True)
    return None


def _compound_lemma(first: str, last: str) -> str:
    """«врача-педиатра» -> «врач-педиатр», «пиар-директора» -> «пиар-директор»."""
    halves = []
    for half in (first, last):
        post = find_post(half)
        halves.append(post.lemma if post is not None else half)
    return "-".join(halves)
