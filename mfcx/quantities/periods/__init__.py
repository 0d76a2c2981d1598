"""Periods, dates and clock times of a sentence: found as they stand, then resolved against an anchor.

`lexicon` reads the words, `when` holds what a time means, `grammar` reads periods and dates and `readers` takes
the longest, `marks` reads clock times, ages and jubilees, `find` puts them together as `drafts`, `bases` tells
what is only compared with, `beside` joins a year and a part of it that stand side by side, `resolve` turns a time into
calendar dates by the arithmetic of `calendar`.
"""

from mfcx.quantities.periods.beside import join_years
from mfcx.quantities.periods.calendar import months_in
from mfcx.quantities.periods.find import TimePhrase, find_time_phrases
from mfcx.quantities.periods.resolve import resolve
from mfcx.quantities.periods.resolve_years import Anchor
from mfcx.quantities.periods.when import When

__all__ = ["Anchor", "TimePhrase", "When", "find_time_phrases", "join_years", "months_in", "resolve"]
