"""Whether a figure is a fact, a plan, or an earlier value given for comparison.

«планируется открыть 10 окон» -> planned; «против 85 годом ранее» -> previous; otherwise actual.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice

from mfcx.attribution.of_today import compares, is_drawn_on
from mfcx.attribution.once import once_a_sentence
from mfcx.attribution.sentence_words import (
    is_done,
    is_finite,
    is_in_name,
    opens_comparison,
    tells_no_earlier_time,
    will_be,
)
from mfcx.document import Quantity, Sentence, Token
from mfcx.morphology import lemmas, readings
from mfcx.patterns import PatternTable
from mfcx.quantities.forms import Forms
from mfcx.tables import read_table, words

# what cuts a clause: brackets and semicolons always, commas («оказано 5, планируется 10»), dashes and colons
HARD_MARKS = frozenset("();")
COMMA_MARKS = HARD_MARKS | {","}
SOFT_MARKS = COMMA_MARKS | frozenset("—–:")
_LEADING_MARKS = frozenset("-—–:")  # what leads from a name to its number
_ASIDE_ENDS = frozenset(",:")
_ALL_MARKS = SOFT_MARKS | {"-"}  # a hyphen cuts where it stands for a dash
_WISH_REACH, _WHOLE_REACH, _PLAN_REACH, _TASK_REACH = 8, 4, 2, 5
_FINITE = frozenset({"VERB"})
_TENSES = ("futr", "past", "pres")
# what a form tells of its clause, as bits: a mark that may cut it, a tense, that it is of now, that a share follows
_IS_MARK, _FUTR, _PAST, _PRES, _NOW, _SHARE = 1, 2, 4, 8, 16, 32
_TENSE_BITS = {"futr": _FUTR, "past": _PAST, "pres": _PRES}
_TENSE_OF = {bit: tense for tense, bit in _TENSE_BITS.items()}
_OF_TENSE = _FUTR | _PAST | _PRES
# what a clause may open with, as bits
_AND, _PURPOSE, _WHERE, _WHO = 1, 2, 4, 8
_PREDICATES = frozenset({"VERB", "INFN", "PRTS", "ADJS", "PRED"})


@cache
def _cues(scope: str) -> PatternTable[str]:
    return PatternTable((row["pattern"], row["status"]) for row in read_table("status_cues") if row["scope"] == scope)


def clause_bounds(
    tokens: Sequence[Token], first: int, last: int, marks: frozenset[str] = SOFT_MARKS
) -> tuple[int, int]:
    """The stretch round tokens [first, last) that no mark cuts; a hyphen with spaces counts as a dash."""
    # every figure and time of an article asks for its clause, more than once: the cuts are looked for once
    cuts = _outline(tokens).cuts[marks]
    return cuts[bisect_left(cuts, first) - 1] + 1, cuts[bisect_left(cuts, last)]


class _Cuts(dict[frozenset[str], Sequence[int]]):
    """The places of the marks of a sentence by the marks that are asked for, with its edges before and behind them."""

    def __init__(self, tokens: Sequence[Token], marks: Sequence[int], turns: Sequence[int]) -> None:
        super().__init__()
        self._tokens, self._all, self._turns = tokens, marks, turns

    def __missing__(self, marks: frozenset[str]) -> Sequence[int]:
        tokens = self._tokens
        inside = [
            at
            for at in self._all
            if tokens[at].text in marks or (tokens[at].text == "-" and _is_dash(tokens, at, marks))
        ]
        if self._turns and marks >= SOFT_MARKS:
            inside = sorted([*inside, *self._turns])
        cuts = self[marks] = [-1, *inside, len(tokens)]
        return cuts


class _Outline:
    """The marks, verbs and cues of a sentence, looked for once however many figures and times stand in it."""

    __slots__ = ("_cues", "_told", "clauses", "cuts", "tenses", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        told = [(at, bits) for at, token in enumerate(tokens) if (bits := _TOLD[token.lower])]
        self._told, self.tokens = told, tokens
        # the words that tell a tense, with their places
        self.tenses = [
            (at, _TENSE_OF[bits & _OF_TENSE])
            for at, bits in told
            if bits & _OF_TENSE and not (_is_said_aside(tokens, at) or is_in_name(tokens, at))
        ]
        marks = [at for at, bits in told if bits & _IS_MARK]
        self.cuts = _Cuts(tokens, marks, _turns(tokens, marks, self.tenses))
        self.clauses: dict[tuple[int, int], str | None] = {}  # what those tell that were asked for
        self._cues: Sequence[tuple[int, int, str]] | None = None

    @property
    def cues(self) -> Sequence[tuple[int, int, str]]:
        """What tells a plan or an earlier value anywhere in a clause: «планируется»."""
        if self._cues is None:
            found = _cues("clause").find(self.tokens)
            self._cues = [cue for cue in found if not _is_aside(self.tokens, cue)]
        return self._cues

    def holds(self, bit: int, first: int, last: int) -> bool:
        """Whether a word that tells this is among tokens [first, last)."""
        return bool([at for at, bits in self._told if bits & bit and first <= at < last])


_outline = once_a_sentence(_Outline)


def _turns(tokens: Sequence[Token], marks: Sequence[int], tenses: Sequence[tuple[int, str]]) -> Sequence[int]:
    """The places where what is done is joined to what is to come: «построили 5 школ | и откроют ещё 3».

    «Будет построено 5 школ и отремонтировано 3» is all to come.
    """
    if len({tense for _, tense in tenses}) < 2 or not any(tense == "futr" for _, tense in tenses):
        return ()
    edges = [-1, *marks, len(tokens)]
    found = []
    for at in (at for at, token in enumerate(tokens) if token.lower in words("and")):
        number = bisect_left(edges, at)
        before = _first_tense(tenses, edges[number - 1] + 1, at)
        finite = [(place, tense) for place, tense in tenses if tense == "futr" or is_finite(tokens[place].lower)]
        behind = _first_tense(finite, at, edges[number])
        if before and behind and before != behind and "futr" in (before, behind):
            found.append(at)
    return found


def _is_dash(tokens: Sequence[Token], at: int, marks: frozenset[str]) -> bool:
    return "–" in marks and at > 0 and tokens[at - 1].stop < tokens[at].start


def tense_of_clause(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """The tense of the finite verb or short participle nearest to the front of a stretch."""
    return _first_tense(_outline(tokens).tenses, first, last)


def _first_tense(tenses: Sequence[tuple[int, str]], first: int, last: int) -> str | None:
    found: str | None = None
    for at, tense in tenses:
        if at >= last:
            break
        if at < first:
            continue
        if tense == "futr":
            return tense
        found = found or tense
    return found


def _is_said_aside(tokens: Sequence[Token], at: int) -> bool:
    """«то есть» is no verb, nor tells «Добавим, …» of what will be; «Добавим шесть окон» does."""
    form, behind = tokens[at].lower, tokens[at + 1].text if at + 1 < len(tokens) else ""
    if form in words("author_aside") and behind in _ASIDE_ENDS:
        return True
    return at > 0 and form in words("exists") and tokens[at - 1].lower in words("that")


def _told_by(form: str) -> int:
    """What a form tells of its clause."""
    if form in _ALL_MARKS:
        return _IS_MARK
    return _NOW * (form in words("now")) | _SHARE * (form in words("share_word")) | _TENSE_BITS.get(_tense(form), 0)


_TOLD = Forms(_told_by)


def _tense(form: str) -> str:
    """The tense that a form tells as a verb or short participle; news does not command («пришли»).

    «есть» is no meal, «реализуют» goes on, «ликвидируют» does not, «осталось 14» is how many there are, «собран» is
    done and no trait.
    """
    if not form.isalpha():
        return ""
    if form in words("remaining_verb"):
        return "pres"
    if form in words("done_participle"):
        return "past"
    found = readings(form)
    top = found[0]
    if form in words("exists"):
        top = next(reading for reading in found if reading.pos == "VERB")
    elif form in words("ongoing_verb") | words("closing_verb"):
        meant = "pres" if form in words("ongoing_verb") else "futr"
        top = next((reading for reading in found if meant in reading.tags), top)
    elif "impr" in top.tags:
        top = next((reading for reading in found if not reading.tags.isdisjoint(_TENSES)), top)
    if top.pos in _FINITE:
        return next((tense for tense in _TENSES if tense in top.tags), "")
    return "past" if top.pos == "PRTS" else ""


def _clauses_leftwards(cuts: Sequence[int], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The clause round tokens [first, last), then each one before it."""
    number = bisect_left(cuts, first) - 1
    yield cuts[number] + 1, cuts[bisect_left(cuts, last)]
    for at in range(number, 0, -1):
        yield cuts[at - 1] + 1, cuts[at]


def tense_of(tokens: Sequence[Token], quantity: Quantity) -> str | None:
    """futr, past or pres: the verb of the quantity's clause, else of the nearest one before it, else after.

    «В сёлах, о которых идёт речь, – 12 школ»: the verb of another clause's «который» is not asked.
    """
    outline = _outline(tokens)
    tenses = outline.tenses
    if not tenses:
        return None
    for first, last in _clauses_leftwards(outline.cuts[SOFT_MARKS], quantity.first, quantity.last):
        if last <= quantity.first and _is_relative(tokens, first, last):
            continue
        tense = _first_tense(tenses, first, last)
        if tense:
            return tense
    return _first_tense(tenses, quantity.last, len(tokens))


def _is_relative(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«, о которых идёт речь,»."""
    opening = tokens[first : min(first + 2, last)]
    return first > 0 and any(not words("who_relative").isdisjoint(lemmas(token.lower)) for token in opening)


def status_of(
    sentence: Sentence, quantity: Quantity, before: Sentence | None = None, figures: Sequence[int] = ()
) -> str:
    """actual, planned or previous: the number's own words first, then the nearest clause with a verb or a cue.

    `before` is the sentence before, which tells of what «они: отремонтировать 14 школ» speaks; `figures` are the
    first tokens of all figures of the sentence.
    """
    tokens = sentence.tokens
    for _, status in _cues("near").ending(tokens, quantity.first):
        return status
    for _, status in _cues("after").starting(tokens, quantity.last):
        return status
    if _is_planned_whole(tokens, quantity) or _follows_plan(tokens, quantity):
        return "planned"
    if _is_task(tokens, quantity.first, before):
        return "planned"
    if tense_of_clause(tokens, quantity.first, quantity.last) == "futr":
        return "planned"
    if opens_comparison(tokens) and quantity.change is not None:
        return "actual"  # «Для сравнения: морковь прибавила в цене 3 %»
    return status_at(tokens, quantity.first, quantity.last, figures)


def _is_planned_whole(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """«12 из 40 запланированных школ», «из намеченных 40», «из 40 домов, намеченных на год»: the 40."""
    first = quantity.first
    if first > 1 and _is_foreseen(tokens[first - 1].lower):
        first -= 1
    if first == 0 or tokens[first - 1].lower not in words("plan_measured"):
        return False
    return any(_is_foreseen(token.lower) for token in tokens[first : quantity.last + 2])


def _follows_plan(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """«План по севу – 95 тысяч га», «Плановая площадь: 90 га», not «План по севу выполнен – 95 тысяч га»."""
    dash = quantity.first - 1
    if dash < 1 or tokens[dash].text not in _LEADING_MARKS:
        return False
    first, last = clause_bounds(tokens, dash, dash)
    opening = tokens[first : min(first + _PLAN_REACH, last)]
    named = any(_is_foreseen(t.lower) or not words("plan_noun").isdisjoint(lemmas(t.lower)) for t in opening)
    subject = named and any(r.pos == "NOUN" and r.case == "nomn" for t in tokens[first:last] for r in readings(t.lower))
    return subject and not any(_is_predicate(t.lower) for t in tokens[first:last])


def _is_task(tokens: Sequence[Token], at: int, before: Sentence | None) -> bool:
    """«Задача на год: построить 12 школ», «Они скромны: построить 12 школ» below «рассказал о планах»."""
    for mark in range(at - 2, 0, -1):
        if tokens[mark].text not in _LEADING_MARKS or not _opens_infinitive(tokens, mark + 1):
            continue
        outline = _outline(tokens)
        told = {tense for place, tense in outline.tenses if mark < place < at}
        first = clause_bounds(tokens, mark, mark)[0]
        if told or _first_tense(outline.tenses, first, mark) not in (None, "pres"):
            return False
        opening = tokens[first:mark]
        spoken = before.tokens if before is not None and _stands_for(opening) else opening
        return any(not words("task_noun").isdisjoint(lemmas(token.lower)) for token in spoken)
    return False


def _opens_infinitive(tokens: Sequence[Token], at: int) -> bool:
    """«: за год отремонтировать»: a verb in the infinitive with no other before it."""
    for token in tokens[at : at + _TASK_REACH]:
        if token.text in _ALL_MARKS:
            return False
        if token.text.isalpha() and readings(token.lower)[0].pos in _PREDICATES:
            return readings(token.lower)[0].pos == "INFN"
    return False


def _stands_for(tokens: Sequence[Token]) -> bool:
    """«Пока они скромны»: the subject is a pronoun."""
    return any(token.lower in words("they") for token in tokens)


def _is_aside(tokens: Sequence[Token], cue: tuple[int, int, str]) -> bool:
    """«принятым прежде мерам», «прежде всего», «5 из 7 тысяч планируемых гектаров»: told of something else."""
    first, last, status = cue
    if status == "planned":
        return _is_of_whole(tokens, first)
    if status != "previous" or last > first + 1:
        return False
    beside = [tokens[at].lower for at in (first - 1, last) if 0 <= at < len(tokens)]
    return any(_is_participle(form) for form in beside) or tells_no_earlier_time(tokens, first, last)


@lru_cache(maxsize=6_000)
def _is_participle(form: str) -> bool:
    return form.isalpha() and readings(form)[0].pos == "PRTF"


def _is_of_whole(tokens: Sequence[Token], at: int) -> bool:
    """«Обработали 5 из 7 тысяч планируемых гектаров»: the participle tells nothing of the 5."""
    if not _is_foreseen(tokens[at].lower):
        return False
    return any(token.lower in words("plan_measured") for token in tokens[max(0, at - _WHOLE_REACH) : at])


@lru_cache(maxsize=6_000)
def _is_foreseen(form: str) -> bool:
    """«запланированных», «плановых»: an adjective of plans, no verb."""
    found = form.isalpha() and not words("foreseen").isdisjoint(lemmas(form))
    return found and readings(form)[0].pos in ("PRTF", "ADJF")


def _wished(tokens: Sequence[Token]) -> bool:
    """«хотим, чтобы 95 процентов ждали не дольше»: the clause before wishes or orders it."""
    return any(not words("volition").isdisjoint(lemmas(t.lower)) for t in tokens[-_WISH_REACH:] if t.text.isalpha())


def _tells_year(tokens: Sequence[Token]) -> bool:
    """«Для сравнения: | в 2023 году – 150»: a year by its number, with no verb that tells of today."""
    years = (at for at, token in enumerate(tokens) if at and token.lower in words("year_form"))
    return any(tokens[at - 1].text.isdecimal() for at in years)


def status_at(tokens: Sequence[Token], first: int, last: int, figures: Sequence[int] = ()) -> str:
    """What the clause round tokens [first, last) tells: a plan, an earlier value or a fact.

    In «сберегли 2 млрд, которые раньше уходили на бумагу, и 300 часов» the clause between tells nothing of the hours.
    """
    outline, clause = _outline(tokens), clause_bounds(tokens, first, last)
    if clause not in outline.clauses:
        outline.clauses[clause] = _told_of(outline, clause)
    told = outline.clauses[clause]
    if told is not None:
        return told
    if _is_planned_behind_aside(outline, clause):
        return "planned"
    ahead = [at for at, tense in outline.tenses if at >= last and tense == "futr"]
    ahead = [at for at in ahead if not _has_figure_of_its_own(tokens, last, at, figures)]
    if not ahead or compares(tokens, clause) or is_drawn_on(tokens, first, last):
        return "actual"
    return "planned" if ahead[0] < _statement_end(tokens, last) else "actual"


def _is_planned_behind_aside(outline: _Outline, clause: tuple[int, int]) -> bool:
    """«900 жителей, согласно распоряжению комитета, | должны пройти осмотр»: the clause goes on behind its aside."""
    tokens, cuts = outline.tokens, outline.cuts[SOFT_MARKS]
    at = bisect_left(cuts, clause[1])
    if at + 2 >= len(cuts) or any(tokens[cut].text != "," for cut in cuts[at : at + 2]):
        return False
    aside, rest = (cuts[at] + 1, cuts[at + 1]), (cuts[at + 1] + 1, cuts[at + 2])
    if any(_is_predicate(token.lower) for token in tokens[aside[0] : aside[1]]) or aside[0] == aside[1]:
        return False
    if not words("source_opening") & {tokens[aside[0]].lower}:
        return False
    return any(status == "planned" and rest[0] <= first < rest[1] for first, _, status in outline.cues)


def _has_figure_of_its_own(tokens: Sequence[Token], last: int, verb: int, figures: Sequence[int]) -> bool:
    """«В крае 70 комиссий, | в сёлах будет ещё 22»: the verb of a later clause leads a figure; not «…, 22 откроют»."""
    start, stop = clause_bounds(tokens, verb, verb + 1)
    here = [at for at in figures if start <= at < stop]
    if not here or start <= last or min(here) < verb:
        return False
    # «За 80 % акций банка, подконтрольного фонду, холдинг заплатит 140 млн» goes on behind its aside
    return not any(_opens_aside(tokens, at) for at in _outline(tokens).cuts[SOFT_MARKS] if last <= at < start - 1)


def _opens_aside(tokens: Sequence[Token], comma: int) -> bool:
    return _is_relative(tokens, comma + 1, len(tokens)) or readings(tokens[comma + 1].lower)[0].pos in ("PRTF", "ADJF")


def _told_of(outline: _Outline, clause: tuple[int, int]) -> str | None:
    """What a clause or one before it tells; None where only what follows can."""
    tokens, cues, tenses = outline.tokens, outline.cues, outline.tenses
    if opens_comparison(tokens):
        tense = _first_tense(tenses, *clause)
        return "previous" if tense == "past" or (tense is None and _tells_year(tokens)) else "actual"
    coordinated = 0
    for start, stop in _clauses_leftwards(outline.cuts[SOFT_MARKS], *clause):
        opening = _OPENINGS[tokens[start].lower] if start < stop else 0
        if coordinated and opening & _WHO:
            continue
        coordinated = opening & _AND
        for cue_first, cue_last, status in cues:
            if start <= cue_first and cue_last <= stop:
                return status
        tense = _first_tense(tenses, start, stop)
        purpose = bool(opening & _PURPOSE) and _wished(tokens[:start])
        if purpose or (tense == "past" and (_resumes_purpose(outline, start) or _goes_on_to_be(outline, start))):
            return "planned"
        if opening & _WHERE and tense is None and outline.holds(_SHARE, start, stop):
            return "actual"  # «предстоит достроить школы в округе, где готовность 91 %»
        if opening & _WHERE and tense == "past":
            continue
        if tense or outline.holds(_NOW, start, stop):
            foreseen = tense == "futr" or (tense == "pres" and _opens_with_plan(tokens, start))
            return "planned" if foreseen else "actual"
    return None


def _resumes_purpose(outline: _Outline, start: int) -> bool:
    """«Указ требует, чтобы доля тех, кто получает услуги в сети, | достигла 70 %»: a wish goes on behind its aside."""
    tokens, aside = outline.tokens, False
    for first, last in islice(_clauses_leftwards(outline.cuts[SOFT_MARKS], start, start), 1, None):
        if aside and first < last and _OPENINGS[tokens[first].lower] & _PURPOSE:
            return _wished(tokens[:first])
        if not (first > 0 and _opens_aside(tokens, first - 1)):
            return False
        aside = True
    return False


def _goes_on_to_be(outline: _Outline, start: int) -> bool:
    """«Будет построено 12 школ, | отремонтировано 40 домов, | высажены дубы»: «будет» is said once for all."""
    tokens = outline.tokens
    for first, last in _clauses_leftwards(outline.cuts[SOFT_MARKS], start, start):
        if first == last:
            return False
        told = [at for at, _ in outline.tenses if first <= at < last]
        if told and will_be(tokens, told):
            return first < start
        if told and (told[0] != first or not is_done(tokens[first].lower) or outline.holds(_NOW, first, last)):
            return False
    return False


def _opened_by(form: str) -> int:
    """What a clause is that opens with a form."""
    return (
        _AND * (form in words("and"))
        | _PURPOSE * (form in words("purpose"))
        | _WHERE * (form in words("relative"))
        | _WHO * (not words("who_relative").isdisjoint(lemmas(form)))
    )


_OPENINGS = Forms(_opened_by)


def _opens_with_plan(tokens: Sequence[Token], at: int) -> bool:
    """«По прогнозам ведомства, есть возможность …»: a phrase without a verb that opens the sentence."""
    if at == 0 or tokens[at - 1].text != ",":
        return False
    first, last = clause_bounds(tokens, at - 1, at - 1)
    if first > 0 or any(_is_predicate(t.lower) for t in tokens[first:last]):
        return False
    return any(status == "planned" and first <= at and stop <= last for at, stop, status in _outline(tokens).cues)


@lru_cache(maxsize=6_000)
def _is_predicate(form: str) -> bool:
    return form.isalpha() and readings(form)[0].pos in _PREDICATES


def _statement_end(tokens: Sequence[Token], at: int) -> int:
    """Where another statement begins: «туда 1050 км, поэтому экипаж полетит»."""
    opening = words("next_statement")
    for i in range(at, len(tokens) - 1):
        if tokens[i].text in SOFT_MARKS and tokens[i + 1].lower in opening:
            return i
    return len(tokens)
