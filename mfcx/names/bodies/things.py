"""Letters and names in quotes that an article gives to what is no body: «система учёта (СУ)», «стадион «Заря»»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Sentence, Token
from mfcx.morphology import lemmas
from mfcx.names.bodies.heads import body_words, find_head, has_reading, plural_head
from mfcx.names.phrases import (
    QUOTES,
    attribute_cases,
    closing_quote,
    is_abbreviation,
    is_capitalised,
    is_function_word,
    may_be_nominative,
    noun_cases,
    surface,
)
from mfcx.tables import fold

_LONGEST_SPELLED = 12  # words before letters in brackets


def letters_of_things(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Letters in brackets behind what is no body: «секторы помощи людям (СПЛ)», «Единая система учёта (ЕСУ)»."""
    found = set()
    for sentence in sentences:
        tokens = sentence.tokens
        for i in [i for i, token in enumerate(tokens[:-2]) if i and token.text == "("]:
            letters = tokens[i + 1].lower
            if tokens[i + 2].text == ")" and is_abbreviation(tokens[i + 1].text):
                first = _spelled_from(tokens, i, letters)
                if first is not None and _is_thing(tokens[first:i]):
                    found.add(letters)
    return frozenset(found)


def names_of_things(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Names in quotes behind what is no body: «стадион «Заря»», whose name stands alone elsewhere."""
    found = set()
    for sentence in sentences:
        tokens = sentence.tokens
        for i in [i for i, token in enumerate(tokens) if i and token.text in QUOTES]:
            closed = closing_quote(tokens, i) if has_reading(tokens[i - 1].text, "bearer") else None
            if closed is not None and is_borne(tokens, i):
                found.add(fold(surface(tokens, i + 1, closed)))
    return frozenset(found)


def _spelled_from(tokens: Sequence[Token], stop: int, letters: str) -> int | None:
    """Where the words begin whose first letters are these: «[единая] система учёта (ЕСУ)»."""
    left = letters
    for i in range(stop - 1, max(-1, stop - _LONGEST_SPELLED), -1):
        initials = "".join(part[:1] for part in tokens[i].lower.split("-"))
        if not left.endswith(initials):
            if is_function_word(tokens[i].lower):
                continue
            return None
        left = left.removesuffix(initials)
        if not left:
            return i
    return None


def _is_thing(tokens: Sequence[Token]) -> bool:
    """Words in small letters, or round a noun that no body is called by."""
    if any(find_head(token) is not None or plural_head(token) is not None for token in tokens):
        return False
    nouns = [token for token in tokens if noun_cases(token.text) and not attribute_cases(token.text)]
    named = bool(nouns) and bool(lemmas(nouns[0].lower) & body_words("thing").keys())
    return named or all(not is_capitalised(token.text) for token in tokens)


def is_borne(tokens: Sequence[Token], mark: int) -> bool:
    """A name borne stays in the nominative: «проект «Заря»», not «проект «Газпрома»»."""
    return mark + 1 < len(tokens) and may_be_nominative(tokens[mark + 1])
