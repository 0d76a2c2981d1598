"""Branches of federal bodies: which words are one, and where they tell it is: «отделение Соцфонда по области»."""

from __future__ import annotations

from collections.abc import Sequence

from mfcx.document import Span, Token
from mfcx.morphology import lemmas, readings
from mfcx.names.bodies.body import Body, linking_word
from mfcx.names.bodies.heads import Head, find_head
from mfcx.names.phrases import is_capitalised, next_group_end, words_of


def unknown_place_end(tokens: Sequence[Token], end: int) -> int | None:
    """End of a place that is no federal subject: «главное управление ЦБ [по ЦФО]»."""
    if end + 1 >= len(tokens) or tokens[end].lower != linking_word() or not is_capitalised(tokens[end + 1].text):
        return None
    return next_group_end(tokens, end, start=end)


def is_of_many(tokens: Sequence[Token], at: int) -> bool:
    """«действуют отделения Соцфонда», «первые отделения Соцфонда»: a plural that looks like a genitive."""
    found = [r for r in readings(tokens[at].text) if r.pos == "NOUN"]
    if at == 0 or not any(r.number == "plur" and r.case == "nomn" for r in found):
        return False
    before = readings(tokens[at - 1].text)[0]
    return before.number == "plur" and (
        before.pos == "VERB" or (before.pos in ("ADJF", "PRTF") and before.case == "nomn")
    )


def of_state(token: Token) -> bool:
    return token.lower in words_of("state")


def told_by_its_head(tokens: Sequence[Token], at: int, branch: Head) -> tuple[Body, int] | None:
    """«отделение [Фонда]»: a capital alone shows which fund the article is about."""
    head = find_head(tokens[at]) if at < len(tokens) and branch.tail == "branch" else None
    if head is None or head.alone or head.kind != "agency" or not is_capitalised(tokens[at].text):
        return None
    return Body(Span(tokens[at].start, tokens[at].stop), tokens[at].text, head.kind, head.lemma, bare=True), at + 1


def generic_after(tokens: Sequence[Token], end: int) -> int:
    """End of «по республике», «по региону» after a branch."""
    linked = end + 1 < len(tokens) and tokens[end].lower == linking_word()
    return end + 2 if linked and lemmas(tokens[end + 1].lower) & words_of("region") else end
