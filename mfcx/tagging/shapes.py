"""What a word looks like, in the names that the model learned: «Томск» -> RU_Xx, «24» -> NUM, «?!» -> PUNCT_OTHER.

The same as ``slovnet.shape`` with the same pattern, since flags like re.I decide what counts as a letter.
"""

from __future__ import annotations

import re

_MARKS = "!#$%&()[]\\/*+,.:;<=>?@^_{|}~-‐−‒⁃–—―`\"'«»„“ʼʻ”№…"
_KIND = re.compile(
    rf"(?P<RU>[а-яё]+)|(?P<EN>[a-z]+)|(?P<NUM>[+-]?\d+)|(?P<PUNCT>[{re.escape(_MARKS)}]+)", re.IGNORECASE
)
_OTHER = "OTHER"
# nine of ten words: no need to ask for their case
_PLAIN = re.compile(r"(?P<RU_xx>[а-яё]{2,}+)|(?P<RU_Xx>[А-ЯЁ][а-яё]++)")


def word_shape(word: str) -> str:
    """The shape of a token: its script and how its letters are cased, the mark itself, or that it is a number."""
    plain = _PLAIN.fullmatch(word)
    if plain:
        return str(plain.lastgroup)
    match = _KIND.match(word)  # only how it begins: «СИЗО-6» is RU, «2011-2020» NUM
    kind = match.lastgroup if match else _OTHER
    if kind in ("RU", "EN"):
        return f"{kind}_{_case(word)}"
    if kind == "PUNCT":
        return f"PUNCT_{word if len(word) == 1 else _OTHER}"
    return str(kind)


def _case(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if _is_title(word):
        return "Xx"
    left, dash, right = word.partition("-")
    return "Xx-Xx" if dash and _is_title(left) and _is_title(right) else _OTHER


def _is_title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()
