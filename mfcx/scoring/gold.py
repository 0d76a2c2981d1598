"""Labelled articles, and what of a record is compared with them; both lenient in what may be missing."""

from __future__ import annotations

from typing import Any

import msgspec

from mfcx.record import SCHEMA

Span = tuple[int, int]
Amounts = dict[str, float | None]


class GoldMetric(msgspec.Struct, frozen=True):
    """A figure as a person labelled it.

    `optional` ones are neither missed nor wrong, `accept` lists other good answers by field, `also` other wordings
    of the same fact in the text.
    """

    text: str
    value: float | None = None
    value_to: float | None = None
    cmp: str | None = None
    unit: str | None = None
    change: Amounts | None = None
    indicator: str | None = None
    region: str | None = None
    period: str | dict[str, Any] | None = None
    status: str | None = None
    speaker: str | None = None
    place: str | None = None
    label: str | None = None
    start: int | None = None
    spans: list[Span] | None = None
    also: str | list[str] | None = None
    accept: dict[str, list[Any] | None] | None = None
    optional: bool | None = None

    def answers(self, field: str) -> list[Any]:
        """What is right for a field: the label itself and every other accepted answer."""
        return [getattr(self, field), *((self.accept or {}).get(field) or [])]


class NamedPerson(msgspec.Struct, frozen=True):
    """A person of either side."""

    name: str
    role: str | None = None
    byline: bool | None = None


class Gold(msgspec.Struct, frozen=True):
    """A labelled article."""

    id: str | int
    metrics: list[GoldMetric]
    published: str | None = None
    region: str | None = None
    regions: list[str] | None = None
    persons: list[NamedPerson] | None = None
    orgs: list[str] | None = None


class FoundMetric(msgspec.Struct, frozen=True):
    """A figure of a record."""

    value: float
    spans: list[Span]
    text: str | None = None
    value_to: float | None = None
    cmp: str | None = None
    unit: str | None = None
    per: str | None = None
    change: Amounts | None = None
    indicator: str | None = None
    region: str | None = None
    period: dict[str, Any] | None = None
    status: str | None = None
    speaker: str | None = None
    place: str | None = None
    label: str | None = None


class FoundRegion(msgspec.Struct, frozen=True):
    """A region of a record."""

    iso: str


class FoundName(msgspec.Struct, frozen=True):
    """An organisation of a record."""

    name: str


class Found(msgspec.Struct, frozen=True):
    """What of a record is compared; an article without a record has nothing of it."""

    id: str | int
    schema: str = SCHEMA
    metrics: list[FoundMetric] = []
    published: str | None = None
    region: str | None = None
    regions: list[FoundRegion] = []
    persons: list[NamedPerson] = []
    organisations: list[FoundName] = []
