"""Fixed times: «сегодня», «на сегодняшний день», «в субботу», «ежегодно», and what was done «нынче»."""

from __future__ import annotations

from collections.abc import Iterator

from mfcx.morphology import readings
from mfcx.quantities.forms import Forms
from mfcx.quantities.periods.drafts import Draft
from mfcx.quantities.periods.lexicon import Words
from mfcx.quantities.periods.when import When

CLAUSE_ENDS = frozenset(",;:()–—")
_DEED = frozenset({"VERB", "past", "perf"})
_THIS_YEAR = When("year", relation="this")


def read_expressions(words: Words, at: int) -> Iterator[Draft]:
    for row, stop in words.match(words.lexicon.expressions, at):
        if not words.text(stop - 1)[:1].islower() and stop - at > 1:
            continue  # «в Год семьи» is a name
        if row.kind == "frequency" and words.text(stop)[:1].isdigit():
            continue  # «в год 80-летия»
        when = When("year", count=1, relation="earlier") if row.kind == "year_ago" else None
        kind = "period" if row.kind == "year_ago" else row.kind
        if row.kind == "deictic_year" and _tells_deed(words, at):
            when, kind = _THIS_YEAR, "period"
        elif row.kind in ("deictic", "deictic_year"):
            when, kind = When("day", count=int(row.value), relation="deictic"), "deictic"
        elif row.kind == "weekday":
            first, _, last = row.value.partition("-")
            when, kind = When("weekday", int(first), int(last) if last else None), "date"
        yield Draft(at, stop, kind, base=row.value == "base", when=when, core=at)
    if words.has("previous_year", at):
        yield Draft(at, at + 1, "period", base=True, when=When("year", relation="last"), core=at)


def _tells_deed(words: Words, at: int) -> bool:
    """Whether the clause tells what was done: «нынче высадили 40 деревьев», not «нынче их 40».

    A dash stands for the verb before: «в прошлом году открыли 12 садов, нынче – 14».
    """
    ends = frozenset[str]() if words.is_dash(at + 1) else CLAUSE_ENDS
    after = next((form for form in words.lowers[at : len(words)] if form in CLAUSE_ENDS or VERBS[form]), "")
    before = next((form for form in reversed(words.lowers[:at]) if form in ends or VERBS[form]), "")
    return any(form and readings(form)[0].tags >= _DEED for form in (after, before))


def _verb_of(form: str) -> str:
    """«открыли» is past, «открыта» too, «открывают» is another verb, «офис» is none."""
    if not form.isalpha():
        return ""
    likely = readings(form)[0]
    if likely.pos in ("VERB", "INFN", "PRTS"):
        return "past" if likely.pos == "PRTS" or "past" in likely.tags else "other"
    return ""


VERBS = Forms(_verb_of)
