"""What a time expression means, before any calendar: units nested in units."""

from __future__ import annotations

from msgspec import Struct


class When(Struct, frozen=True):
    """A time as the words say it: «конец декабря прошлого года» is end of month 12 of year (last).

    `number` is which one (quarter 1, month 6, day 25, year 2020), `number_to` the end of a range of
    them, `count` how many («шесть месяцев»). `relation` places it: one of `time_relations.tsv`, or ago,
    earlier, ahead, later, deictic («вчера», `count` the shift in days), or gap, several that make no
    interval («в 2019 и 2022 годах»). `edge` takes its start, end, middle or one half.
    `of` is the larger unit it belongs to, `to` the last time of a range with two full ends.
    """

    unit: str
    number: int | None = None
    number_to: int | None = None
    count: int | None = None
    relation: str | None = None
    edge: str | None = None
    of: When | None = None
    to: When | None = None

    @property
    def root(self) -> When:
        """The outermost unit: of «25 августа 2023 года» the year."""
        return self if self.of is None else self.of.root
