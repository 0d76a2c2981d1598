"""The organisation that a figure is about."""

from __future__ import annotations

import pytest

from mfcx import pipeline
from mfcx.document import Article


def subjects(body: str) -> list[str | None]:
    """The subject of each figure of a text below a headline, in order."""
    return [metric.subject for metric in pipeline.run(Article(f"Итоги года в Тверской области\n\n{body}\n")).metrics]


AGENTS: list[tuple[str, list[str | None]]] = [
    ("МФЦ Тверской области приняли 900 заявлений.", ["МФЦ Тверской области"]),
    ("За год МФЦ Тверской области выдал 900 паспортов и дал 300 консультаций.", ["МФЦ Тверской области"] * 2),
    ("Сотрудники МФЦ Тверской области приняли 900 человек.", ["МФЦ Тверской области"]),
    ("За год специалисты МФЦ Тверской области дали 900 консультаций.", ["МФЦ Тверской области"]),
    ("В прошлом году МФЦ Тверской области принял 900 человек.", ["МФЦ Тверской области"]),
    ("Минздрав Тверской области купил 12 машин.", ["Минздрав Тверской области"]),
]

OTHERS: list[tuple[str, list[str | None]]] = [
    ("По данным Росстата, в области живут 900 тысяч человек.", [None]),
    ("Росстат сообщил, что в области живут 900 тысяч человек.", [None]),
    ("За год выдали 900 паспортов.", [None]),
    ("Минздрав Тверской области рад, а в МФЦ Твери открыли 9 окон.", [None]),
    ("Минздрав Тверской области рад, в МФЦ Твери открыли 9 окон.", [None]),
    ("В центрах «Мои документы» Тверской области выдали 900 паспортов.", [None]),
    ("От сотрудников МФЦ Тверской области получили 900 писем.", [None]),
    ("МФЦ Тверской области растёт; за год построили 12 школ.", [None]),
]


@pytest.mark.parametrize(("body", "expected"), AGENTS)
def test_who_does_what_is_counted(body: str, expected: list[str | None]) -> None:
    """A body that acts in the clause, itself or by its staff, is the subject of the figure."""
    assert subjects(body) == expected


@pytest.mark.parametrize(("body", "expected"), OTHERS)
def test_sources_and_bystanders_are_no_subjects(body: str, expected: list[str | None]) -> None:
    """Who only tells a figure, gets something, or stands in another clause is no subject."""
    assert subjects(body) == expected
