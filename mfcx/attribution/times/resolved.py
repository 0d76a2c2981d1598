"""What the time expressions of a sentence mean here: resolved, and told apart from what they only compare with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from mfcx.attribution.once import once_a_sentence
from mfcx.attribution.sentence_words import has_lemma, is_finite, says, was_expected
from mfcx.attribution.status import COMMA_MARKS, HARD_MARKS, clause_bounds, status_at, tense_of_clause
from mfcx.attribution.times.pointed_days import join_pointed_days
from mfcx.attribution.times.report import Report, Timed
from mfcx.attribution.times.spans import sums_up, year_of
from mfcx.attribution.times.told import (
    follows_unended,
    part_told,
    points_at_other_year,
    same_report,
    same_stretch,
    since_told,
    stretch_told,
    take_stretch,
    take_unended,
    week_told,
)
from mfcx.attribution.times.topics import is_topic
from mfcx.attribution.times.weekdays import without_idle_weekdays
from mfcx.document import Document, Period, Sentence, Token
from mfcx.facts import is_row
from mfcx.morphology import readings
from mfcx.quantities.forms import Forms
from mfcx.quantities.periods import Anchor, TimePhrase, When, resolve
from mfcx.tables import words

# «за время работы», «за последние пять лет»: a time of its own, though its dates stay open
LASTING_ROLES = frozenset({"over", "during"})
_VAGUE_ROLES = frozenset({"over", "during", "in", "against", "by", "at"})
_LINES = 2  # a paragraph goes on about the one before; an empty line may part them
_THIS_YEAR = When("year", relation="this")
_UNNAMED = frozenset({"this", "last", "ended"})
_BACK = frozenset({"ago", "earlier"})
COUNTED_ON_ROLES = frozenset({"at", "as_of"})
_BASE_REACH = 6
_BRACKETS = frozenset("(")
_ROW_OPENINGS = frozenset("(:")  # between what is compared with and its years one by one
# «с 2016 года» and «до 2030 года» do not make that year the current one
OPEN_ROLES = frozenset({"from", "until", "after"})


def resolve_times(document: Document, sentence: Sentence, phrases: Sequence[TimePhrase], report: Report) -> list[Timed]:
    """The time expressions of a sentence with their dates, counted from what the report has said so far."""
    result: list[Timed] = []
    if not phrases:
        return result
    year, span, day = report.year, part_told(sentence, report) or report.period, _day_told(report)
    tokens = sentence.tokens
    brackets = bracket_groups(tokens)
    # «Сейчас собрано 126 млн тонн, год назад было 96»: of a text whose year nobody knows
    present = not (document.page.published or report.written) and (any(map(is_now, phrases)) or _is_told_now(tokens))
    for phrase in join_pointed_days(without_idle_weekdays(phrases, tokens)):
        near = _year_near(document, sentence, phrase, report)
        told = day if _counts_from_day(phrase, result) else span
        told = (
            week_told(phrase, result, report)
            or (same_stretch(phrase, sentence, report) if not result else None)
            or told
        )
        written = _year_that_ends(result, sentence, report) if _is_year_end(phrase) else None
        anchor = Anchor(document.page.published, year, told, near, report.last_year, report.written or written)
        anchor = replace(anchor, over=True) if _is_done_on(tokens, phrase) else anchor
        if _is_year_further(phrase, tokens) and result and result[-1].base:
            anchor = replace(anchor, span=result[-1].period)
        ahead = _lies_ahead(phrase, document, report.written) or _is_aim(phrase, tokens)
        ahead = ahead or _is_next_year(phrase, document, tokens) or _is_later_year(phrase, tokens, report)
        future = ahead or status_at(tokens, phrase.first, phrase.last) == "planned"
        if future and phrase.role == "by":  # «рост к 2030 году» of a later year is a deadline, nothing to compare with
            phrase = replace(phrase, base=False)
        undated = _is_undated(phrase, report) or (_is_ago(phrase) and present)
        undated = undated or (not result and follows_unended(phrase, sentence, report))
        told_since = since_told(phrase, result, sentence, report, document)
        told_since = told_since or stretch_told(phrase, result, sentence, report)
        due = _was_due(phrase, tokens)
        until = replace(phrase, role="until") if due else phrase
        to_come = future and not due
        period = None if undated else told_since or _resolved(until, anchor, report, document.text, to_come)
        year = _year_beside(phrase, period, year, report)
        known = period is not None or undated or _is_vague(phrase, report) or is_now(phrase)
        if is_topic(phrase, tokens) or not known:
            report.undated = report.undated or (phrase.kind == "date" and report.period is None and not report.told)
            continue
        base = is_base(phrase) or _after_base_noun(tokens, phrase) or _was_so_then(tokens, phrase, result)
        base = base or (not future and _is_second_base(phrase, result))
        joined = _joined(result[-1] if result else None, phrase, period, tokens)
        if joined is not None:
            result[-1] = replace(result[-1], period=joined)
            continue
        clause = clause_bounds(tokens, phrase.first, phrase.last, COMMA_MARKS)
        attribute, beginning = _in_attribute(tokens, phrase), _is_of_beginning(tokens, phrase, clause)
        bounded = phrase.role == "from" and period is not None and period.end is not None  # «с 2017 по 2022 год»
        plain = phrase.role in ("in", "") or bounded
        relative = plain and (attribute or beginning or opens_relative(tokens, phrase, clause[0]))
        bracket = brackets[phrase.first]
        now = document.page.published.year if document.page.published else report.written or report.year
        of_base = not (base or future) and _is_listed_base(phrase, period, result, tokens, now)
        result.append(
            Timed(phrase, period, bracket, future, base, ahead, clause, attribute, beginning, relative, of_base)
        )
        aside = relative or of_base or _opens_contrast(tokens, clause[0])
        deadline = future and phrase.role == "by"  # «К 2020 году разобьют парк. В сентябре …» is not of 2020
        if not (base or aside or deadline or bracket or is_open(phrase)):
            named = year_told(result[-1])
            year = named or year
            if period is not None and named and _names_year(phrase):
                report.named = named, sentence.line
            if period is not None and phrase.kind == "period":
                span = period
            day = period or day
    reported = [t for t in result if not (t.base or t.of_base or t.bracket or t.planned)]
    report.parts += [t.period for t in reported if t.period is not None and not points_at_other_year(t.phrase)]
    take_stretch(result, sentence.line, report)
    take_unended(result, sentence.line, report)
    _take_year_under_way(result, sentence.line, report)
    _take_year_since(result, sentence.line, report)
    return result


def _day_told(report: Report) -> Period | None:
    """«За сутки потушили 7 пожаров. На 3 июня действуют 11»: what «на эту дату» counts from is the 3rd."""
    known = report.period
    of_day = known is not None and known.start is not None and known.start == known.end
    return report.day[0] if of_day and report.day is not None else known


def _counts_from_day(phrase: TimePhrase, before: Sequence[Timed]) -> bool:
    """«На эту дату», «Сейчас работают 40 врачей, | год назад – 35»: not of the months that the report is about."""
    when = phrase.when
    return when is not None and (when.unit == "date" or (bool(before) and when.relation in _BACK))


def _is_told_now(tokens: Sequence[Token]) -> bool:
    """«Сервисами пользуются 310 тысяч человек, год назад – 240»: the first verb is in the present."""
    return tense_of_clause(tokens, 0, len(tokens)) == "pres"


def _is_done_on(tokens: Sequence[Token], phrase: TimePhrase) -> bool:
    """«зафиксирован 17 января», «17 января в Омске прошёл»: with a verb in the past a day of no year lies behind."""
    if phrase.kind != "date" or phrase.role not in ("", "in"):
        return False
    first, last = clause_bounds(tokens, phrase.first, phrase.last, COMMA_MARKS)
    if first == phrase.first and tense_of_clause(tokens, first, last) == "past":
        return True
    beside = (*tokens[max(0, phrase.first - 1) : phrase.first], *tokens[phrase.last : phrase.last + 1])
    return any(_DONE[token.lower] for token in beside)


def _is_done(form: str) -> bool:
    """«зафиксирован», «прошёл»."""
    likely = readings(form)[0] if form.isalpha() else None
    return likely is not None and likely.pos in ("VERB", "PRTS") and "past" in likely.tags


_DONE = Forms(_is_done)


def _was_so_then(tokens: Sequence[Token], phrase: TimePhrase, before: Sequence[Timed]) -> bool:
    """«явка – 57 %; | в 2018 году показатель равнялся 38 %»: what was told just before, as it stood at another time."""
    first, last = clause_bounds(tokens, phrase.first, phrase.last, COMMA_MARKS)
    if first == 0 or phrase.role != "in" or not _names_year(phrase):
        return False
    if any(t.period is not None and not is_now(t.phrase) for t in before):
        return False
    told = all(any(t.text[0].isdigit() for t in part) for part in (tokens[:first], tokens[phrase.last : last]))
    forms = [token.lower for token in tokens[first:last]] if told else []
    again = any(form in words("they") or has_lemma(form, "same_measure") for form in forms)
    return again and any(_MEASURED[form] for form in forms)


def _is_second_base(phrase: TimePhrase, before: Sequence[Timed]) -> bool:
    """«индекс в июне к декабрю 2024 года – 104 %, | к июню 2024 года – 109 %»: no deadline, but compared with, too."""
    last = before[-1] if before else None
    return phrase.role == "by" and last is not None and last.base and last.phrase.role == "by"


def _measured(form: str) -> bool:
    """«равнялся», «составляла», «был»."""
    return form.isalpha() and "past" in readings(form)[0].tags and has_lemma(form, "measuring_verb")


_MEASURED = Forms(_measured)


def _is_listed_base(
    phrase: TimePhrase, period: Period | None, before: Sequence[Timed], tokens: Sequence[Token], now: int | None
) -> bool:
    """«больше, чем в прошлые годы: в 2020-м – 9 тысяч, в 2019-м – 8»: what is compared with, told year by year.

    `now` is the year that the text is about, which such a row may name as well.
    """
    if period is None or not _names_year(phrase) or year_of(period) == now or not says(tokens, _ROW_OPENINGS):
        return False
    base = next((t for t in reversed(before) if t.base and opens_row(tokens, t.phrase, phrase)), None)
    if base is None:
        return False
    if base.period is None or base.period.start is None or base.period.end is None:
        return base.phrase.when is not None and base.phrase.when.count is not None  # «в прошлые годы»
    return period.start is not None and base.period.start <= period.start <= base.period.end


def opens_row(tokens: Sequence[Token], base: TimePhrase, phrase: TimePhrase) -> bool:
    """Whether only a colon or bracket parts the clause of what is compared with from a time behind it."""
    at = next((at for at in range(base.last, phrase.first) if tokens[at].text in HARD_MARKS | {":", ","}), 0)
    return tokens[at].text in _ROW_OPENINGS and ")" not in (token.text for token in tokens[at : phrase.first])


def _take_year_under_way(timed: Sequence[Timed], line: int, report: Report) -> None:
    """«На 1 октября 2018 года», «до конца 2018 года»: the year is not over; any other time told of says nothing."""
    last = next((item for item in reversed(timed) if item.period is not None and not item.base), None)
    when = last.phrase.when if last is not None else None
    if last is None or when is None:
        return
    ends = last.phrase.role == "until" and when.unit == "part" and when.edge == "end"
    counted = last.phrase.role in COUNTED_ON_ROLES and when.unit == "day" and not last.planned
    # «В 2024 году откроют 9 школ» of a text that tells of no other year
    named = last.planned and last.phrase.role == "in" and _names_year(last.phrase)
    planned = named and report.written is None and report.year in (None, year_told(last))
    year = year_told(last) if ends or counted or planned else None
    report.under_way = None if year is None else (year, line)


def _take_year_since(timed: Sequence[Timed], line: int, report: Report) -> None:
    """«С 1 мая 2022 года …»: the year of what begins is that of «А с 6 мая …»."""
    begun = [t.period for t in timed if t.phrase.role == "from" and _names_year(t.phrase)]
    starts = [period.start for period in begun if period is not None and period.start is not None]
    if starts:
        report.named_since = starts[-1].year, line


def _year_that_ends(before: Sequence[Timed], sentence: Sentence, report: Report) -> int | None:
    """«На 1 мая 2018 года сдали 12 школ. До конца года сдадут ещё 4»: the year that was told of just before."""
    if before:
        aside = before[-1].base or before[-1].bracket or before[-1].relative
        return None if aside else year_told(before[-1])
    near = report.under_way is not None and 0 <= sentence.line - report.under_way[1] <= _LINES
    return report.under_way[0] if near and report.under_way is not None else None


def _is_year_end(phrase: TimePhrase) -> bool:
    """«до конца года», «к концу года», of no year named."""
    when = phrase.when
    if when is None or phrase.role not in ("until", "by"):
        return False
    return when.unit == "part" and when.edge == "end" and when.of == _THIS_YEAR


def _year_near(document: Document, sentence: Sentence, phrase: TimePhrase, report: Report) -> int | None:
    """The year that the paragraph names, or the head of the list: «По месяцам 2022 года: | январь – 45;».

    Behind «с 1 мая 2022 года» it is that of «с 6 мая», and of nothing else.
    """
    if phrase.role == "from" and report.named_since and 0 <= sentence.line - report.named_since[1] <= _LINES:
        return report.named_since[0]
    if report.named and report.named[1] == sentence.line:
        return report.named[0]
    if report.head is None or report.head.period is None or not (report.closes or is_row(document.text, sentence)):
        return None
    return year_of(report.head.period)


def _year_beside(phrase: TimePhrase, period: Period | None, year: int | None, report: Report) -> int | None:
    """The year that months behind a time are of: behind «в прошлом году» that nobody names it is none told before."""
    when = phrase.when
    if period is not None or phrase.base or when is None or when.unit != "year" or when.relation not in _UNNAMED:
        return year
    report.year = report.named = None
    return None


def _lies_ahead(phrase: TimePhrase, document: Document, written: int | None) -> bool:
    """«к 2030 году», «в 2030 году» of a text of 2023: told of before it comes."""
    published, when = document.page.published, phrase.when
    now = published.year if published is not None else written
    told = when.root.number if when is not None and _names_year(phrase) else None
    return now is not None and told is not None and told > now


def _was_due(phrase: TimePhrase, tokens: Sequence[Token]) -> bool:
    """«Двор должны были сдать до 1 октября» of a text of 15 October: the nearest day, not one of the next year."""
    if phrase.kind != "date" or phrase.role not in ("until", "by"):
        return False
    return was_expected(tokens, *clause_bounds(tokens, phrase.first, phrase.last, COMMA_MARKS))


def _is_next_year(phrase: TimePhrase, document: Document, tokens: Sequence[Token]) -> bool:
    """«В следующем году – ещё 60» of a text whose date is known; «в следующем году открыли 7» is told of what was."""
    when = phrase.when
    if when is None or (when.unit, when.relation) != ("year", "next") or document.page.published is None:
        return False
    return tense_of_clause(tokens, *clause_bounds(tokens, phrase.first, phrase.last, COMMA_MARKS)) in (None, "pres")


def _is_later_year(phrase: TimePhrase, tokens: Sequence[Token], report: Report) -> bool:
    """«(За семь месяцев 2025 года …) К 2030 году – 5 млн» of a text without a date, unless it was so by then."""
    told = phrase.when.root.number if phrase.when is not None and _names_year(phrase) else None
    if phrase.role != "by" or told is None or report.period is None or report.year is None or told <= report.year:
        return False
    return tense_of_clause(tokens, *clause_bounds(tokens, phrase.first, phrase.last, COMMA_MARKS)) != "past"


def _is_aim(phrase: TimePhrase, tokens: Sequence[Token]) -> bool:
    """«задача — к 2030 году обеспечить охват в 95 %»: what is to be done by then, no verb tells that it was.

    Nor does «чтобы к 2030 году школьники занимались спортом».
    """
    if phrase.role != "by" or not _names_year(phrase):
        return False
    first, last = clause_bounds(tokens, phrase.first, phrase.last)
    if tokens[first].lower in words("purpose"):
        return True
    found = [readings(token.lower)[0].pos for token in tokens[first:last] if token.text.isalpha()]
    return "INFN" in found and not {"VERB", "PRTS", "PRED"} & set(found)


def _is_year_further(phrase: TimePhrase, tokens: Sequence[Token]) -> bool:
    """«больше, чем в 2017 году, а ещё годом ранее …»: counted from the year compared with."""
    earlier = phrase.when is not None and phrase.when.relation == "earlier"
    return earlier and phrase.first > 0 and tokens[phrase.first - 1].lower in words("still_further")


def _is_undated(phrase: TimePhrase, report: Report) -> bool:
    """«в среду, 14 августа» of no year named; «за то же время» after «за пять лет»."""
    as_long = report.lasting and phrase.when is not None and phrase.when.unit == "span"
    return as_long or report.days.get(phrase.start) == 0


def _is_ago(phrase: TimePhrase) -> bool:
    return phrase.when is not None and phrase.when.relation == "ago"


def _resolved(phrase: TimePhrase, anchor: Anchor, report: Report, text: str, future: bool) -> Period | None:
    year = report.days.get(phrase.start)
    if year is not None:
        anchor = replace(anchor, year=year, near=None)
    return same_report(phrase, report, anchor.year) or resolve(phrase, anchor, text, future=future)


def _joined(before: Timed | None, phrase: TimePhrase, period: Period | None, tokens: Sequence[Token]) -> Period | None:
    """«за 2022 год и первый квартал 2023-го», «с начала года до конца мая»: two times that follow on are one."""
    if before is None or before.period is None or period is None:
        return None
    if (before.phrase.role, phrase.role, phrase.first) == ("from", "until", before.phrase.last):
        first, last = before.period.start, period.end
        ordered = first is not None and last is not None and first <= last
        return replace(before.period, end=last) if ordered else None
    if phrase.role or before.phrase.role not in LASTING_ROLES:
        return None
    between = tokens[before.phrase.last : phrase.first]
    if len(between) != 1 or between[0].lower not in words("and"):
        return None
    follows = before.period.end is not None and period.start == before.period.end + timedelta(days=1)
    return replace(before.period, end=period.end) if follows else None


def _is_vague(phrase: TimePhrase, report: Report) -> bool:
    """«за всё время», «полвека назад», «с начала года» of no year known: a time that the calendar cannot hold."""
    if phrase.kind == "duration" or _is_year_end(phrase):
        return True
    when = phrase.when
    ago = when is not None and when.relation in _BACK
    # «За 2016 год приняли 500 тысяч»: the text under this headline may tell the same «с начала года»
    if phrase.base and not phrase.role:  # «прошлогодний показатель»
        return True
    other_year = when is not None and when.edge == "start" and not report.is_scene
    return phrase.kind == "period" and (ago or other_year or phrase.role in _VAGUE_ROLES or _names_year(phrase))


def is_now(phrase: TimePhrase) -> bool:
    """«сейчас», «на сегодняшний день»: the present, whether its day is known or not."""
    return phrase.kind == "deictic" and phrase.when is not None and phrase.when.count == 0


def is_this_time(phrase: TimePhrase) -> bool:
    """«сейчас», «в текущем году», «за это время»: pointed at from the present."""
    return is_now(phrase) or (phrase.when is not None and phrase.when.relation == "this")


def opens_relative(tokens: Sequence[Token], phrase: TimePhrase, first: int) -> bool:
    """«стадион, открытый в августе 2014 года», «…, который открыли в 2014 году»: how the clause of a time begins."""
    if not 0 < first < phrase.first or tokens[first - 1].text != ",":
        return False
    behind = first + (tokens[first].lower in words("in"))  # «…, в которых дети родились с мая по июль»
    told = phrase.role in ("in", "from") and has_lemma(tokens[behind].lower, "who_relative")
    return told or opens_aside(tokens[first])


def _is_of_beginning(tokens: Sequence[Token], phrase: TimePhrase, clause: tuple[int, int]) -> bool:
    """«Работы стартовали в марте 2023 года, освоено 640 млн»: what is told beside has come since then."""
    if phrase.role != "in" or phrase.kind != "period":
        return False
    first, last = clause
    others = [token.lower for token in (*tokens[first : phrase.first], *tokens[phrase.last : last])]
    begun = [form for form in others if has_lemma(form, "beginning_verb") and form.isalpha()]
    return bool(begun) and not any(form[0].isdigit() for form in others)


def _in_attribute(tokens: Sequence[Token], phrase: TimePhrase) -> bool:
    """«по введённой в 2018 году программе»: the time stands between a participle and its noun."""
    if not 0 < phrase.first <= phrase.last < len(tokens) or not opens_aside(tokens[phrase.first - 1]):
        return False
    bent, noun = (readings(tokens[at].lower) for at in (phrase.first - 1, phrase.last))
    ends = {(r.case, r.number) for r in bent if r.pos == "PRTF"}
    return any((r.case, r.number) in ends for r in noun if r.pos in ("NOUN", "ADJF", "PRTF"))


def opens_aside(token: Token) -> bool:
    """«…, открытый в мае»: a participle; «открытый» is an adjective as well."""
    return _PARTICIPLES[token.lower]


def _is_participle(form: str) -> bool:
    return any(reading.pos == "PRTF" for reading in readings(form))


_PARTICIPLES = Forms(_is_participle)


def follows_report(day: Period, report: Report) -> bool:
    """«На 1 июля …» in a report of the first half-year: the day at its end."""
    return report.period is not None and not report.is_state and sums_up(day, report.period)


@once_a_sentence
def bracket_groups(tokens: Sequence[Token]) -> list[int]:
    """For each token the number of the bracket it stands in, 0 outside: what is said in one does not reach out."""
    groups = [0] * len(tokens)
    if not says(tokens, _BRACKETS):
        return groups
    current = count = 0
    for at, token in enumerate(tokens):
        if token.text == "(":
            count += 1
            current = count
        if current:
            groups[at] = current
            if token.text == ")":
                current = 0
    return groups


def is_open(phrase: TimePhrase) -> bool:
    """«с 2016 года», «до 2030 года» make no year the current one, «с начала 2025 года» does."""
    since_start = phrase.role == "from" and phrase.when is not None and phrase.when.edge == "start"
    return phrase.role in OPEN_ROLES and not (since_start and _names_year(phrase))


def _names_year(phrase: TimePhrase) -> bool:
    root = phrase.when.root if phrase.when is not None else None
    return root is not None and root.unit == "year" and root.number is not None and root.relation is None


def year_told(item: Timed) -> int | None:
    """The year a time makes current; «во вторую неделю марта 2016 года» has no dates, but its year.

    «За 2022–2023 годы» makes none, nor «за те же месяцы 2022 года», which is told to compare with.
    """
    when = item.phrase.when
    several = when is not None and when.unit == "year" and when.number_to is not None
    if several or (when is not None and when.relation in ("same", "that") and when.of is not None):
        return None
    if item.period is not None:
        return year_of(item.period)
    return when.root.number if when is not None and _names_year(item.phrase) else None


def _after_base_noun(tokens: Sequence[Token], phrase: TimePhrase) -> bool:
    """«превзошёл уровень предыдущего нечётного – 2021 г.»: the year of what is surpassed; a verb parts the two."""
    if phrase.role or phrase.kind == "deictic":
        return False
    for at in range(phrase.first - 1, max(0, phrase.first - _BASE_REACH) - 1, -1):
        token = tokens[at]
        if token.text in ",;(" or is_finite(token.lower):
            return False
        if has_lemma(token.lower, "base_noun"):
            # «Показатель текущего года на 7 % уступает прошлогоднему»
            return not is_this_time(phrase) or clause_bounds(tokens, at, at + 1)[0] < at
    return False


def is_base(phrase: TimePhrase) -> bool:
    """A time that is only compared with: «чем в 2022 году», «годом ранее»."""
    if phrase.kind == "deictic":
        return False
    return phrase.base or (phrase.when is not None and phrase.when.relation == "earlier")


def _opens_contrast(tokens: Sequence[Token], first: int) -> bool:
    """«…, тогда как в мае 2020 года – 870»: how the clause of a time begins."""
    return first > 0 and tokens[first].lower in words("contrast_opening")


def in_contrast(sentence: Sentence, first: int, last: int) -> bool:
    """«…, тогда как к началу прошлого декабря охват был ниже»."""
    contrast = words("contrast_opening")
    if not says(sentence.tokens, contrast):
        return False
    start, stop = clause_bounds(sentence.tokens, first, last, COMMA_MARKS)
    return not contrast.isdisjoint([token.lower for token in sentence.tokens[start:stop]])
