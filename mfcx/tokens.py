"""Text to words, numbers and marks in one pattern, cut where razdel cuts, whose rules the name tagger was taught on.

A run of letters, a number and a mark are atoms; these join: «Ростов-на-Дону», «snake_case» (a dash or a low line
between what is no mark), «3,5», «1/2» (a point, comma or slash between numbers), «м²» (a letter beside a sign that is
none), «?!», «--», «**», «:)» and «yahoo!». razdel looks past spaces at what stands on the far side of a joining mark,
so «2014, 5» is «2014,» and «5», and «минус -5» ends in «-5»: so does this.
"""

from __future__ import annotations

import re

_DASHES = "‑–—−-"
# «{» is none: razdel names the closing one twice
_MARKS = frozenset("\\/!#$%&*+,.:;<=>?@^_`|~№…" + _DASHES + "«“‘»”’\"„'([)]}")
# what [а-яё] and [a-z] match with re.IGNORECASE, spelt out: that is faster, and a flag would slow down the rest, too
_RUSSIAN = "Ё\u1c80-\u1c86А-яё"
_LATIN = "A-Za-z\u0130\u0131\u017f\u212a"


def _pattern() -> re.Pattern[str]:
    marks = re.escape("".join(sorted(_MARKS)))
    dash, no_mark = rf"[{re.escape(_DASHES)}_]", rf"[^\s{marks}]"
    plain = rf"[{_RUSSIAN}]++(?=[\s,.])"  # most words of a text, before all else
    letters = rf"(?:[{_RUSSIAN}]++|[{_LATIN}]++)"
    atom = rf"(?:\d++|(?={no_mark}){letters}?+(?:[^\s\d{_RUSSIAN}{_LATIN}{marks}]++{letters}?+)*+)"
    # a mark that opens: whether it joins is up to what stands before the space before it
    opening = rf"({dash}|[.,/\\](?=\d))?"
    joint = rf"{dash}(?=\s*+{no_mark})|(?<=\d)[.,/\\](?=\s*+\d)"
    # atoms with a joint behind each but the last, where the second group says that none is; an atom is written down
    # once, as its sets of letters are what this module takes its time to load for
    joined = rf"(?:(?(2)(?!)){atom}(?:{joint}|()))++"
    yahoo = rf"(?:(?<=(?i:yahoo))(?<![{_LATIN}](?i:yahoo))![.?!…]*+)?+"
    marked = r"[.?!…]++|[=:;][)(]{1,3}+|-{2,}+|\*{2,}+|\S"
    return re.compile(rf"(?=\S)(?:{plain}|{opening}{joined}{yahoo}|{marked})")


_TOKEN = _pattern()


def find_words(text: str) -> list[tuple[int, int]]:
    """Start and stop of all words, numbers and marks: «в 2014-м, 3,5 %» -> those of в, 2014-м, «,», 3,5, %."""
    found = []
    for match in _TOKEN.finditer(text):
        span = match.span()
        mark = match[1]
        if mark and not _joins(mark, text, span[0]):
            found.append((span[0], span[0] + 1))
            span = (span[0] + 1, span[1])
        found.append(span)
    return found


def _joins(mark: str, text: str, at: int) -> bool:
    """Whether what stands before the space before a mark lets it join: for a dash no mark, for the others a number."""
    while at and text[at - 1].isspace():
        at -= 1
    before = text[at - 1 : at]
    return before.isdecimal() if mark in ".,/\\" else bool(before) and before not in _MARKS
