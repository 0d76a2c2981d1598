"""Finds the times of a sentence: the longest at each place, with its preposition and its role."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from mfcx.document import Sentence
from mfcx.morphology import readings
from mfcx.quantities.forms import Forms
from mfcx.quantities.periods.accepting import accepts
from mfcx.quantities.periods.bases import with_base
from mfcx.quantities.periods.drafts import Draft
from mfcx.quantities.periods.elided import read_elided_count, read_elided_part, read_elided_year
from mfcx.quantities.periods.expressions import read_expressions
from mfcx.quantities.periods.grammar import COUNTABLE, read_day_beside_year
from mfcx.quantities.periods.lexicon import (
    DASHES,
    OPENING_CUES,
    SIGNS_AFTER_DIGITS,
    Expression,
    Words,
    cues_of,
    goes_on,
    is_amount,
    is_decimal,
    is_only_number,
    lexicon,
    opens,
)
from mfcx.quantities.periods.marks import INTRODUCING, may_mark, read_mark
from mfcx.quantities.periods.numbers import NAMED_YEARS, YEARS
from mfcx.quantities.periods.readers import points_at_nothing, read_time
from mfcx.quantities.periods.when import When
from mfcx.quantities.periods.year_rows import names_a_year, read_year_of_row
from mfcx.quantities.periods.years import Found, read_bare_year
from mfcx.quantities.traits import TRAITS, Cues, Places, see
from mfcx.stored import expression

_SHAPES = expression(r"[12]\d{3}|\d\d?\.\d\d(?:\.\d\d(?:\d\d)?)?|00")
_RIGHT_OF_EVENT = 4
_ZONE = 3  # «(мск)»
_COUNTED_ON = frozenset({"at", "by", "as_of"})
_LONGEST_PREPOSITION = 3  # words
_DESCRIBED = frozenset({"year", "month", "quarter", "half"})
_LASTING = frozenset({"from", "over"})
_SAME = frozenset({"same", "that"})


class TimePhrase(Struct, frozen=True):
    """A time as it stands in the text, not yet resolved: «за 6 месяцев 2020 года».

    `start`, `stop` are offsets in the text with the preposition, `first`, `last` token indices of the
    sentence, half-open. kind is period, date, deictic, frequency or duration, which may hold no interval,
    or time, schedule, age, anniversary, address, which never do. `base` marks a time only compared with:
    «чем в 2022 году». `role` is the preposition's: in, over, from, until, by, at, as_of, after or empty.
    """

    start: int
    stop: int
    first: int
    last: int
    kind: str
    role: str = ""
    base: bool = False
    when: When | None = None


Drafter: TypeAlias = Callable[[Words, int], Iterator[Draft]]


def find_time_phrases(sentence: Sentence, places: Places | None = None) -> list[TimePhrase]:
    """All times of a sentence in order: «В 2023 году приняли 5 тысяч, годом ранее — 4» -> two."""
    places = places or see(sentence.tokens)
    if not tells_time(places):
        return []
    words = Words(sentence.tokens, places, is_title=sentence.is_title)
    found: list[TimePhrase] = []
    stop = 0
    clock: Draft | None = None
    last: Draft | None = None
    for at in _openings(words, places):
        if at < stop or _begins_nothing(words, at):
            continue
        draft = _best_draft(words, at, _drafters[words.lowers[at]])
        if draft is not None:
            draft = clock = _of_clock(words, draft, clock)
            beside = last if last is not None and _restates(words, stop, draft) else None
            last = with_base(words, draft, stop, beside)
            found.append(_to_phrase(words, last))
            stop = draft.stop
    return found


def _of_clock(words: Words, draft: Draft, before: Draft | None) -> Draft:
    """«На 9:00 6 августа», «на 9:00 (мск) 6 августа»: the day has the preposition of its hour."""
    if before is None or before.kind != "time" or draft.kind != "date" or draft.role:
        return draft
    near = draft.first - before.stop <= _ZONE
    at = near and any(row.kind == "at" for row, _ in words.match(words.lexicon.prepositions, before.first))
    return replace(draft, role="at") if at else draft


def _restates(words: Words, before: int, draft: Draft) -> bool:
    """«по сравнению с прошлым годом, | то есть | по состоянию на 1 ноября прошлого года»: one time told twice.

    Behind a mere comma what lasts, or leads on over a dash, is another: «на 4 % к маю, | с начала года – на 7 %».
    """
    between = range(before, draft.first)
    if any(words.has("restating", place) for place in between):
        return all(words.has("restating", place) or words.lowers[place] == "," for place in between)
    lasts = draft.role in _LASTING and draft.when is not None and draft.when.relation not in _SAME
    goes_on = bool(between) and (lasts or words.is_dash(draft.stop))
    return all(words.lowers[place] == "," for place in between) and not goes_on


def tells_time(places: Places) -> bool:
    """Whether a sentence may hold a time: «Приняли в мае», «с 9 до 18», not «Приняли 5 тысяч»."""
    if places.held & _TELLS_TIME:
        return True
    # «с 9 до 18», «9:30»
    return any(places.forms[at - 1][-1:].isdigit() for at in places.of(_STANDS_BEHIND_DIGITS) if at)


def _openings(words: Words, places: Places) -> Sequence[int]:
    """The pieces that a time may begin with; most words begin nothing."""
    if len(words) == len(places.forms):
        return places.of(_OPENS_TIME)
    return [at for at, form in enumerate(words.lowers[: len(words)]) if _drafters[form]]  # a token is cut


def _tells_time(form: str) -> bool:
    """Whether a sentence with this form may hold a time: «года», «2023», «январь–март», «18-летний»."""
    known = lexicon()
    if form in known.triggers or form.endswith(known.endings):
        return True
    if form.isalpha():
        return False
    joined = len(form) > 1 and not DASHES.isdisjoint(form)
    return joined or _SHAPES.match(form) is not None


_TELLS_TIME = TRAITS.add(
    lambda: Cues(words=lexicon().triggers, endings=lexicon().endings, marks=True),
    _tells_time,
)
_STANDS_BEHIND_DIGITS = TRAITS.add(lambda: Cues(words=lexicon().cues["clock_range"] | SIGNS_AFTER_DIGITS))


def _begins_nothing(words: Words, at: int) -> bool:
    """«5 школ», «в школе», «на 5 школ»: what is behind says that no time begins with a number or a preposition."""
    form, following = words.lowers[at], words.lowers[at + 1]
    if _only_counts[form]:
        return not (goes_on(following) or words.is_dash(at - 1) or words.is_title)
    if not _needs_second[form]:
        return _drafters[form] == _ONLY_PLAIN and points_at_nothing(words, at)
    return not _may_be_second[following] or _is_no_year[following] and not goes_on(words.lowers[at + 2])


def _best_draft(words: Words, at: int, drafters: Sequence[Drafter]) -> Draft | None:
    best: Draft | None = None
    for read in drafters:
        for draft in read(words, at):
            if best is None or draft.stop > best.stop:
                best = draft
    return best


def _read_marks(words: Words, at: int) -> Iterator[Draft]:
    mark = read_mark(words, at)
    if mark is not None:
        yield Draft(at, mark.stop, mark.kind, core=at)


def _read_prefixed(words: Words, at: int) -> Iterator[Draft]:
    for row, core in words.match(words.lexicon.prepositions, at):
        ranged = row.kind in ("from", "over", "during")
        found: Found | None = None
        if row.kind in _COUNTED_ON:
            found = read_day_beside_year(words, core, at)
        if found is None and opens(words.lowers[core]):
            found = _read_core(words, core, after_from=ranged) or _read_bare(words, core, row.kind, row.value == "base")
        if found is None and row.kind in ("over", "during"):
            # «в период с апреля по май»: the range brings its own «с»
            found = _read_inner_range(words, core)
        if found is not None:
            # «за период с начала года», «за период с 2002 года» have no end of their own
            role = "from" if words.has("since_preposition", core) and not _has_end(found[0]) else row.kind
            role = "at" if role == "by" and found[0].unit == "date" and found[0].relation == "same" else role
            found = _ended(found) if row.value == "ended" else found
            draft = Draft(at, found[1], _kind(words, found), role, row.value == "base", found[0], core)
            if accepts(words, draft):
                yield draft


def _has_end(when: When) -> bool:
    return when.to is not None or when.number_to is not None


def _ended(found: Found) -> Found:
    """«по итогам года»: one that is over."""
    bare = found[0].unit == "year" and found[0].count == 1 and found[0].relation is None
    return (replace(found[0], edge="end"), found[1]) if bare else found


def _read_inner_range(words: Words, at: int) -> Found | None:
    for row, core in words.match(words.lexicon.prepositions, at):
        if row.kind == "from":
            return _read_core(words, core, after_from=True)
    return None


def _read_plain(words: Words, at: int) -> Iterator[Draft]:
    named = _read_named_year(words, at) or read_year_of_row(words, at)
    if named is not None:
        yield named
    found = _read_core(words, at)
    if found is not None:
        row = _preposition_of(words, at) if found[0].unit in _DESCRIBED and found[0].number is not None else None
        first, role, base = (at, "", False) if row is None else (at - 1 - len(row.words), row.kind, row.value == "base")
        draft = Draft(first, found[1], _kind(words, found), role, base, found[0], core=at)
        if accepts(words, draft):
            yield draft


def _read_named_year(words: Words, at: int) -> Draft | None:
    """«в бюджете-2024», and of a headline «Детский отдых — 2023: итоги», «Итоги 2023»."""
    dashed = words.is_dash(at - 1)
    noun = at - 2 if dashed else at - 1
    named = dashed and words.has("year_named", noun)
    if not (named or words.is_title and words.lowers[noun].isalpha()):
        return None
    found = read_bare_year(words, at)
    if found is None or not (named or found[0].number in NAMED_YEARS and _has_year_in_name(words, noun, found[1])):
        return None
    return Draft(at, found[1], "period", when=found[0], core=at)


def _has_year_in_name(words: Words, noun: int, stop: int) -> bool:
    """«Уборка-2024», «Итоги 2023:», not «Посадили деревьев – 2015» nor the aim of «Стратегия-2030»."""
    joined = words.pieces[noun].stop + 1 == words.pieces[stop - 1].start and words.is_dash(stop - 2)
    alone = not words.lowers[stop][:1].isalnum() and not words.is_dash(stop)
    reading = readings(words.lowers[noun])[0]
    if words.has("year_aimed", noun):
        return False
    counted = reading.case == "gent" and reading.number == "plur"
    return (joined or alone) and reading.pos == "NOUN" and not counted


def _preposition_of(words: Words, at: int) -> Expression | None:
    """«к рекордному 2019 году», «по сравнению с засушливым июлем 2021-го»: the one before what is said of the time."""
    described = words.lowers[at - 1]
    if at < 2 or not described.isalpha() or opens(described) or readings(described)[0].pos != "ADJF":
        return None
    starts = range(max(0, at - 1 - _LONGEST_PREPOSITION), at - 1)
    rows = (words.match(words.lexicon.prepositions, start) for start in starts)
    return next((row for found in rows for row, stop in found if stop == at - 1), None)


def _read_core(words: Words, at: int, *, after_from: bool = False) -> Found | None:
    found = read_time(words, at, after_from=after_from)
    if found is not None and found[0].relation in ("ago", "ahead") and words.has("approximate", at - 1):
        return replace(found[0], count=0), found[1]  # «около десяти лет назад» is no year
    return found


def _read_bare(words: Words, at: int, role: str, base: bool) -> Found | None:
    """«а в 2015 – 13 тысяч»: four digits alone, after «в», or where the sentence names another year."""
    counted = _counted_before(words, at) if role == "over" else None
    elided = read_elided_count(words, at, counted) if counted is not None else None
    if elided is not None:
        return elided
    if not words.lowers[at][:1].isdigit():
        if role in ("until", "by") and words.has("new", at) and words.has("new_year", at + 1):
            return When("year", relation="this"), at + 2
        return read_elided_year(words, at) or read_elided_part(words, at)
    found = read_bare_year(words, at)
    if found is None or found[0].number not in NAMED_YEARS:
        return None
    return found if base or role == "in" or names_a_year(words, at) else None


def _counted_before(words: Words, at: int) -> When | None:
    """The last «за шесть месяцев» before «за пять»; «года за четыре» has its noun itself."""
    if words.lowers[at - 2] in words.lexicon.units:
        return None
    earlier = ((place, found[0]) for place, found in words.times.items() if found is not None and place < at)
    told = [(place, when) for place, when in earlier if when.count and when.unit in COUNTABLE]
    return next((when for place, when in sorted(told, reverse=True) if _follows_over(words, place)), None)


def _follows_over(words: Words, at: int) -> bool:
    starts = range(max(0, at - _LONGEST_PREPOSITION), at)
    rows = (found for start in starts for found in words.match(words.lexicon.prepositions, start))
    return any(stop == at and row.kind == "over" for row, stop in rows)


def _kind(words: Words, found: Found) -> str:
    when, stop = found
    if when.relation == "each":
        return "frequency"
    if when.count is not None and when.of is None and words.has("running", stop):
        return "duration"
    return "date" if when.unit == "day" and when.number is not None else "period"


def _read_since(words: Words, at: int) -> Iterator[Draft]:
    """«с момента открытия», «с начала реализации»: no interval, but «с момента запуска в 2011 году» begins there."""
    event = _read_event(words, at + 1) if words.has("since_preposition", at) else None
    if event is None:
        return
    yield Draft(at, event, "duration", "from", core=at)
    for place in range(event, event + _RIGHT_OF_EVENT):
        found = read_time(words, place + 1) if words.has("hour_preposition", place) else None
        if found is not None and found[0].unit in ("year", "month", "day") and found[0].number is not None:
            yield Draft(at, found[1], "period", "from", when=found[0], core=place + 1)
        if found is not None or not words.lowers[place].isalpha():
            return


def _read_event(words: Words, at: int) -> int | None:
    """The place after what began: «(самого) момента его открытия», «открытия», «начала работы»."""
    while words.has("filler", at):
        at += 1
    named = words.has("since", at)
    at += named
    while named and words.has("owner", at):
        at += 1
    if words.lexicon.edges.get(words.lowers[at]) == "start":
        at += 1
        if (
            words.has("since_course", at + 1)
            and words.lowers[at].isalpha()
            and readings(words.lowers[at])[0].pos == "ADJF"
        ):
            at += 1  # «с начала отопительного сезона»
        return at + 1 if words.has("since_event", at) or words.has("since_course", at) else None
    return at + 1 if words.has("since_event", at) else None


def _read_rates(words: Words, at: int) -> Iterator[Draft]:
    """«раз в три года»: how often, no interval."""
    if not words.has("times", at - 1) or not words.has("hour_preposition", at):
        return
    found = read_time(words, at + 1)
    if found is not None and found[0].count and found[0].relation is None:
        yield Draft(at, found[1], "frequency", when=replace(found[0], relation="each"), core=at + 1)


_INITIALS = frozenset({"initial", "initial_last"})
_SECOND_CUES = INTRODUCING | {"filler", "since", "owner", "since_event", "since_course"}
_FIRST_CUES = INTRODUCING | {"previous_year", "since_preposition", "hour_preposition"}


def _first_words() -> Cues:
    """The words that a time may begin with, and the beginnings and endings of others: no other word begins one."""
    known = lexicon()
    cued = [form for form, cues in known.cues_by_form.items() if not cues.isdisjoint(_FIRST_CUES)]
    stems = [stem for stem, cues in known.cues_by_stem.items() if not cues.isdisjoint(_FIRST_CUES)]
    words = known.openers.union(known.expressions, known.prepositions, known.cardinals, cued)
    return Cues(words=words, beginnings=stems, endings=known.endings, marks=True)


def drafters_of(form: str) -> tuple[Drafter, ...]:
    """Who may read what begins with this form: of «в» all but `_read_since`, of most words nobody."""
    known, cues = lexicon(), cues_of(form)
    readers: list[Drafter] = []
    if form in known.expressions or "previous_year" in cues:
        readers.append(read_expressions)
    if "since_preposition" in cues:
        readers.append(_read_since)
    if "hour_preposition" in cues:
        readers.append(_read_rates)
    if may_mark(form):
        readers.append(_read_marks)
    if form in known.prepositions:
        readers.append(_read_prefixed)
    if opens(form):
        readers.append(_read_plain)
    return tuple(readers)


_drafters = Forms(drafters_of)
_ONLY_PLAIN = (_read_plain,)
_OPENS_TIME = TRAITS.add(_first_words, _drafters.__getitem__)


def _is_mere_number(form: str) -> bool:
    """Whether nothing but a number that is gone on about makes a time of this form."""
    others = not INTRODUCING.isdisjoint(cues_of(form)) or form.endswith(lexicon().endings)
    return (
        (is_only_number(form) or is_decimal(form))
        and not others
        and {_read_marks, _read_plain}.issuperset(drafters_of(form))
    )


def _is_mere_amount(form: str) -> bool:
    """Whether a form is a mere number that cannot be a year by itself: «27», «1,5», not «2023»."""
    year = len(form) == 4 and form.isdecimal() and int(form) in YEARS
    return form[:1].isdigit() and not year and _is_mere_number(form)


def _opens_by_second(form: str) -> bool:
    """Whether a time that begins with this form tells so by its second word: «в | марте», «с | 9», not «вчера»."""
    known, cues = lexicon(), cues_of(form)
    initial = not cues.isdisjoint(_INITIALS) and form not in _openers_but_initials()  # «с. г.»
    whole = "" in known.expressions.get(form, ()) or "previous_year" in cues
    return not (whole or is_amount(form) or form.endswith(known.endings)) and (initial or not opens(form))


def _stands_second(form: str) -> bool:
    """Whether this form may be the second word of a time."""
    known = lexicon()
    return (
        form == "."  # «с. г.»
        or opens(form)
        or is_amount(form)
        or form in known.prepositions
        or form in _second_words()
        or not cues_of(form).isdisjoint(_SECOND_CUES)
    )


@cache
def _second_words() -> frozenset[str]:
    known = lexicon()
    return frozenset().union(*known.expressions.values(), *known.prepositions.values())


@cache
def _openers_but_initials() -> frozenset[str]:
    known = lexicon()
    tables = (known.months, known.seasons, known.units, known.relations, known.edges)
    cues = (forms for cue, forms in known.cues.items() if cue in OPENING_CUES and cue not in _INITIALS)
    return frozenset().union(*tables, known.cardinals, known.ordinals, known.romans, *cues)


_only_counts, _is_no_year = Forms(_is_mere_number), Forms(_is_mere_amount)
_needs_second, _may_be_second = Forms(_opens_by_second), Forms(_stands_second)


def _to_phrase(words: Words, draft: Draft) -> TimePhrase:
    start, stop = words.pieces[draft.first].start, words.pieces[draft.stop - 1].stop
    first, last = words.token_of[draft.first], words.token_of[draft.stop - 1] + 1
    return TimePhrase(start, stop, first, last, draft.kind, draft.role, draft.base, draft.when)
