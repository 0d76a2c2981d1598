"""Years that four digits alone name: «2019 – 12 домов, 2020 – 15»."""

from __future__ import annotations

from mfcx.quantities.periods.drafts import Draft
from mfcx.quantities.periods.lexicon import Words
from mfcx.quantities.periods.numbers import NAMED_YEARS, YEARS
from mfcx.quantities.periods.when import When

_DIGITS = 4
_GOES_ON = frozenset(",;")
_BEFORE = _GOES_ON | frozenset({":", "(", "", "•", "-", "–", "—"})


def names_a_year(words: Words, at: int) -> bool:
    """Whether a sentence names another year than the one here: «в 2015 году – 12, а в | 2016 – 14»."""
    return any(
        place != at
        and words.text(place).isdecimal()
        and len(words.text(place)) == _DIGITS
        and int(words.text(place)) in YEARS
        and (words.lexicon.units.get(words.lowers[place + 1]) == "year" or words.has("short_year", place + 1))
        for place in range(len(words))
    )


def read_year_of_row(words: Words, at: int) -> Draft | None:
    """«домов построено: | 2019 – 12, | 2020 – 15», «15 пожаров (| 2019 – 12)»: the figure of each year behind it."""
    before = words.lowers[at - 1] if at else ""
    if not _is_dashed(words, at) or before not in _BEFORE:
        return None
    opens_row = before not in _GOES_ON and not words.text(at).endswith("00")  # «мест: 2000 – 3000»
    beside = opens_row or names_a_year(words, at) or any(_is_dashed(words, place) for place in range(at))
    return Draft(at, at + 1, "period", when=When("year", int(words.text(at))), core=at) if beside else None


def _is_dashed(words: Words, at: int) -> bool:
    """«2019 – 12», «2009-291 человек», not «2019–2021»."""
    behind = words.text(at + 2)
    return _is_year(words.text(at)) and words.is_dash(at + 1) and behind[:1].isdecimal() and not _is_year(behind)


def _is_year(text: str) -> bool:
    return len(text) == _DIGITS and text.isdecimal() and int(text) in NAMED_YEARS
