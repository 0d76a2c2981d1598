"""What is a time, and what only looks like one: «5 лет», «2000-й посетитель», «Августа»."""

from __future__ import annotations

from mfcx.morphology import readings
from mfcx.quantities.periods.drafts import Draft
from mfcx.quantities.periods.expressions import CLAUSE_ENDS, VERBS
from mfcx.quantities.periods.lexicon import Words
from mfcx.quantities.periods.numbers import FIRST_TOLD_YEAR
from mfcx.quantities.periods.when import When

_LASTING = frozenset({"year", "half", "quarter", "month"})


def accepts(words: Words, draft: Draft) -> bool:
    """Whether what was read as a time is one by its preposition and what stands behind."""
    when = draft.when
    assert when is not None
    if when.relation in ("each", "ago", "earlier", "ahead", "later") or when.unit == "part":
        return True
    if when.count is not None:
        return _accepts_counted(words, draft, when)
    checks = {
        "year": _accepts_year,
        "month": _accepts_month,
        "season": _accepts_season,
        "period": _accepts_pointed,
        "span": _accepts_span,
        "date": _accepts_pointed,
    }
    check = checks.get(when.unit)
    return check is None or check(words, draft, when)


def _accepts_counted(words: Words, draft: Draft, when: When) -> bool:
    """«за 6 месяцев», «последние пять лет», «в течение двух лет приняли», but «5 лет», «в течение 30 дней» count."""
    if when.of is not None or when.relation is not None:
        return True
    if draft.role not in ("over", "during"):
        return False
    if draft.stop - draft.core == 1:
        return True
    if draft.role == "during":
        return when.unit in _LASTING and _tells_what_was_done(words, draft.stop)
    return when.unit not in ("day", "week", "ten_days") or draft.first == 0


def _tells_what_was_done(words: Words, at: int) -> bool:
    """Whether the clause goes on with a past: «в течение двух лет | врачи приняли», which sets no limit."""
    for form in words.lowers[at : len(words)]:
        if form in CLAUSE_ENDS:
            return False
        verb = VERBS[form]
        if verb:
            return verb == "past"
    return False


def _accepts_year(words: Words, draft: Draft, when: When) -> bool:
    """«2000-й посетитель» is no year, nor is «1800 г муки»; «в 2015-м центр вырос» is one."""
    if is_before_told(when) and not draft.role and words.lexicon.units.get(words.lowers[draft.stop - 1]) != "year":
        return False
    ends_in_suffix = words.is_dash(draft.stop - 2) and words.has("year_suffix", draft.stop - 1)
    if (
        not ends_in_suffix
        or draft.role in ("in", "against", "over", "during")
        or not words.lowers[draft.stop].isalpha()
    ):
        return True
    return readings(words.lowers[draft.stop])[0].pos != "NOUN"


def is_before_told(when: When) -> bool:
    """«1862 года постройки», «29 ноября 1899»: a year that no figure is told of."""
    root = when.root
    return root.unit == "year" and root.number is not None and root.number < FIRST_TOLD_YEAR


def _accepts_month(words: Words, draft: Draft, when: When) -> bool:
    if when.of is not None or when.number_to is not None:
        return True
    if words.lowers[draft.core] in words.lexicon.short_months:
        return False
    # «Августа» in the middle of a sentence is a name
    return bool(draft.role) or draft.first == 0 or words.text(draft.core)[:1].islower()


def _accepts_season(words: Words, draft: Draft, when: When) -> bool:
    if when.of is not None or when.relation is not None or words.lowers[draft.core] in words.lexicon.season_adverbs:
        return True
    return draft.role in ("over", "from", "by", "until")


def _accepts_span(words: Words, draft: Draft, when: When) -> bool:
    """«за то же время»; «в то же время» only parts two statements."""
    return when.of is not None or draft.role == "over"


def _accepts_pointed(words: Words, draft: Draft, when: When) -> bool:
    """«за этот период», «на ту же дату прошлого года»; not «срок» without a preposition."""
    return bool(draft.role) or when.of is not None
