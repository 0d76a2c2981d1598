"""Verbs as labels know them: what each says of the things it is told of.

«построили» -> «строительство» of what was built; «составил» says nothing.
"""

from __future__ import annotations

from functools import cache, lru_cache

from msgspec import Struct

from mfcx.morphology import Reading, readings
from mfcx.tables import fold, read_table

# a verb reading of a word that is a noun first
_MEANT = 0.3
REFLEXIVE = "ся"
_CLOSED = frozenset({"PREP", "CONJ", "PRCL"})
VERBAL = frozenset({"VERB", "INFN", "PRTS", "GRND", "PRED", "ADJS"})


class Verb(Struct, frozen=True):
    """A verb of the clause: its row in label_verbs.tsv, or none."""

    at: int
    reading: Reading
    noun: str = ""
    role: str = ""
    fact: str = ""


@cache
def _rows() -> dict[str, list[dict[str, str]]]:
    rows: dict[str, list[dict[str, str]]] = {}
    for row in read_table("label_verbs"):
        rows.setdefault(fold(row["verb"]), []).append(row)
    return rows


@lru_cache(maxsize=2_000)
def _rows_of(lemma: str) -> list[dict[str, str]]:
    """The rows of a verb; «строиться», «выделяться» are what is done by «строить», «выделять»."""
    own = _rows().get(fold(lemma))
    if own is not None or not lemma.endswith(REFLEXIVE):
        return own or []
    base = lemma.removesuffix(REFLEXIVE)
    # of the two aspects only one has such a passive: «построиться» is what people do
    lasting = any(r.pos == "INFN" and "impf" in r.tags for r in readings(base))
    return [row for row in _rows().get(fold(base), []) if row["role"] in ("make", "pay")] if lasting else []


@lru_cache(maxsize=6_000)
def verb_of(form: str) -> Verb | None:
    """What a folded form says as a verb, wherever it stands: «построили» -> its row with «строительство»."""
    if not form[0].isalpha():
        return None
    top = readings(form)[0]
    found = [r for r in readings(form)[:3] if r.pos in VERBAL]
    # «нашли» is a form of «наслать» as well: a verb of the table is meant
    # «снято» is done, and hardly ever «снятое»
    done = (r for r in found if r.pos == "PRTS" and r.score >= found[0].score)
    reading = next((r for r in found if _rows_of(r.lemma)), next(done, found[0] if found else None))
    if reading is None or top.pos in _CLOSED or (top.pos == "NOUN" and reading.score < _MEANT):
        return None
    if top.pos == "ADVB" and reading.pos == "ADJS":
        return None  # «официально»
    rows = _rows_of(reading.lemma)
    if rows and reading.pos == "PRTS" and rows[0]["role"] == "weak" and rows[0]["noun"] != "-":
        return Verb(0, reading, rows[0]["noun"], "make", rows[0]["fact"])  # «составлено 120 протоколов»
    return Verb(0, reading, *_told(rows[0])) if rows else Verb(0, reading)


def _told(row: dict[str, str]) -> tuple[str, str, str]:
    return row["noun"].strip("-"), row["role"], row["fact"].strip("-")


@lru_cache(maxsize=6_000)
def told_as(lemma: str, roles: tuple[str, ...], passive: bool = False) -> tuple[str, str, str] | None:
    """Noun, role and fact of a verb in the first of the roles that it has."""
    rows = {row["role"]: row for row in reversed(_rows_of(lemma))}
    if passive and "make" in rows:
        rows.pop("come", None)  # «открыты 5 школ»: a passive form is never the doer's
    row = next((rows[role] for role in roles if role in rows), None)
    return None if row is None else _told(row)


@cache
def made_nouns() -> frozenset[str]:
    """What labels make of verbs that somebody does to things: «ремонт», «строительство»."""
    return frozenset(fold(row["noun"]) for rows in _rows().values() for row in rows if row["role"] == "make")
