"""What a text has said of time so far, and a time expression with its dates."""

from __future__ import annotations

from msgspec import Struct, field

from mfcx.document import Metric, Period
from mfcx.quantities.periods import TimePhrase


class Paired(Struct, frozen=True):
    """The time of the earlier value in brackets behind a figure, and of which figures that is told; None: of all."""

    earlier: Period | None
    figure: Metric | None = None

    def holds_for(self, metric: Metric) -> bool:
        if self.figure is None:
            return True
        now, told = metric.period, self.figure.period
        same = now is told or (now is not None and told is not None and (now.start, now.end) == (told.start, told.end))
        return same and metric.quantity.unit == self.figure.quantity.unit


class Report(Struct):
    """What the text said of time so far: the current period and the year it made current."""

    period: Period | None = None
    year: int | None = None
    written: int | None = None  # the year a text without a date of publication was written in
    last_year: int | None = None  # what a text without a date of publication calls the last year
    plan: Period | None = None
    teller: str | None = None  # who told of the report's period, where it was the day or month of an event
    plan_named: tuple[Period, int] | None = None  # a year that a sentence without figures looks ahead to, and its line
    plan_since: tuple[Period, int] | None = None  # «С 1 июля вырастут тарифы.», and its line
    part: Period | None = None  # a part of the period that one paragraph goes into: «В сентябре …»
    line: int = -1  # the line of that paragraph
    told_in: int = -1  # the line of the last figure that had a period of its own
    named: tuple[int, int] | None = None  # the last year given as a number, and the line that gives it
    named_since: tuple[int, int] | None = None  # so with «с 1 мая 2022 года»
    days: dict[int, int] = field(default_factory=dict)  # the years that weekdays decide, by the place of a day
    lasting: bool = False  # the last figure's time had no dates: «за пять лет»
    undated: bool = False  # the first figure's time names no year
    is_scene: bool = False  # the headline alone has named the period
    is_state: bool = False  # the period is the day of a report: «по состоянию на 31 июля»
    parts: list[Period] = field(default_factory=list)  # the days, months and quarters that were told of
    day: tuple[Period, int] | None = None  # the last day that things were counted on, and its line: «на 1 июля»
    under_way: tuple[int, int] | None = None  # the year that a time told last was a part of, and its line
    since: tuple[Period, int] | None = None  # «С 2009 года врачам доплачивают.», and where that sentence ends
    stretch: tuple[Period, int] | None = None  # «в 2019–2020 годах», told last, and its line
    unended: int = -1  # the line of «с начала года», told last, whose end nobody knows
    event: tuple[Period, int] | None = None  # «18 мая прошла ярмарка.», and its line
    survey: Period | None = None  # «Таковы данные опроса за 2022 год»: what people do and think was so then
    sheet: Period | None = None  # what a heading without a verb gives to the rows below: «Итоги 2024 года»
    head: Timed | None = None  # the time of a list's head: «На 1 июля в сети:»
    in_list: bool = False  # whether the last sentence was a row of that list
    closes: bool = False  # whether this one closes it: «Кроме того, 40 киосков»
    head_plans: bool = False  # whether the rows are plans: «До конца года сделают:»
    compared: Timed | None = None  # the time the last sentence compares with: «больше, чем в мае. Тогда …»
    turned: Timed | None = None  # the time gone by that the last sentence turned to: «В 2022 году было иначе.»
    earlier: TimePhrase | None = None  # the last time that a figure is an earlier value of
    head_aside: Period | None = None  # and of the brackets in its rows: «(в скобках — 2022 год):»
    paired: Paired | None = None  # what brackets right behind a figure hold: «300 (годом ранее 280)»
    in_turn: tuple[list[Period], int] | None = None  # «на 2025 год и период 2026 и 2027 годов», and its line
    told: list[Metric] = field(default_factory=list)  # the metrics of the last sentence that had any


class Timed(Struct, frozen=True):
    """A time expression with its dates, None for «за время работы»; `bracket` is the group it stands in."""

    phrase: TimePhrase
    period: Period | None
    bracket: int
    planned: bool
    base: bool  # only compared with
    ahead: bool  # a year to come, whatever the verbs say
    clause: tuple[int, int]  # what brackets, semicolons and commas cut out
    attribute: bool  # «по введённой в 2018 году программе»
    beginning: bool  # «Работы стартовали в марте 2023 года, освоено 640 млн»
    relative: bool  # «стадион, открытый в августе 2014 года»: the time of a thing's own past
    of_base: bool  # one of those compared with: «больше, чем в прошлые годы: в 2020-м – 9 тысяч»
