"""Plurals as they are written where the dictionary has others: «учители» -> «учителя»."""

from __future__ import annotations

from functools import cache, lru_cache

from mfcx.tables import read_table


@lru_cache(maxsize=2_000)
def usual(label: str) -> str:
    """«принятые учители» -> «принятые учителя», «амурчаны в конкурсе» -> «амурчане в конкурсе»."""
    return " ".join(_usual_word(word) for word in label.split(" "))


def _usual_word(word: str) -> str:
    form = word.rstrip(",")
    whole, ends = _plurals()
    if form in whole:
        return whole[form] + word[len(form) :]
    end = next((end for end in ends if len(form) > len(end) and form.endswith(end)), None)
    return form[: -len(end)] + ends[end] + word[len(form) :] if end else word


@cache
def _plurals() -> tuple[dict[str, str], dict[str, str]]:
    """Whole words, and endings, each with what stands for it."""
    rows = {row["form"]: row["plural"] for row in read_table("plurals")}
    ends = {form[1:]: plural for form, plural in rows.items() if form.startswith("-")}
    return {form: plural for form, plural in rows.items() if not form.startswith("-")}, ends
