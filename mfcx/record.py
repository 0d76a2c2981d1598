"""Stage 7: what was found, as the record of the contract, and the record as one line of JSON.

Field names, their order and the way of writing numbers are decided here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import msgspec

from mfcx import __version__
from mfcx import document as found

SCHEMA = "mfcx/1"
# what depends on where and with what a record was made: comparisons leave it out
PROVENANCE = ("source", "tool")

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def _one_of(*values: str) -> msgspec.Meta:
    """A closed list of values, for the JSON Schema; reading a record does not check it."""
    return msgspec.Meta(extra_json_schema={"enum": list(values)})


def _shape(pattern: str) -> msgspec.Meta:
    return msgspec.Meta(extra_json_schema={"pattern": pattern})


Offset = Annotated[int, msgspec.Meta(extra_json_schema={"minimum": 0})]
Span = tuple[Offset, Offset]
Where = Callable[[int, int], Span]  # from offsets of what was read to those of the article
SchemaName = Annotated[str, _one_of(SCHEMA)]
Iso = Annotated[str, _shape(r"^RU-[A-Z]{2,3}$")]
Oktmo = Annotated[str, _shape(r"^(\d{8}|\d{11})$")]
Okei = Annotated[str, _shape(r"^\d{3,4}$")]
Comparator = Annotated[str, _one_of("=", ">", "<", ">=", "<=", "~", "~<", "~>")]
Status = Annotated[str, _one_of("actual", "planned", "previous")]
NumeralKind = Annotated[
    str,
    _one_of(
        "metric", "period", "date", "time", "schedule", "phone", "age", "age_mark", "identifier", "law", "ordinal",
        "address", "list", "name", "vague", "pronoun", "boilerplate", "other",
    ),
]  # fmt: skip


class Region(msgspec.Struct, frozen=True):
    """A federal subject named in the article: Томская область, RU-TOM."""

    iso: Iso
    name: str
    oktmo: Oktmo
    spans: list[Span]


class Person(msgspec.Struct, frozen=True):
    """A person of the article, the name in the nominative; `byline` for authors and photographers."""

    name: str
    role: str | None
    byline: bool
    spans: list[Span]


class Organisation(msgspec.Struct, frozen=True):
    """A body named in the article: «МФЦ Томской области»."""

    name: str
    kind: str
    spans: list[Span]


class Change(msgspec.Struct, frozen=True, omit_defaults=True, rename={"from_": "from"}):
    """How a value moved; only the keys that the text states are written: {"from":33,"to":571}."""

    from_: Decimal | None = None
    to: Decimal | None = None
    ratio: Decimal | None = None
    delta: Decimal | None = None
    delta_pct: Decimal | None = None


class Period(msgspec.Struct, frozen=True):
    """A calendar interval, inclusive, and the words it was read from: «за 2023 год»."""

    start: date | None
    end: date | None
    text: str | None
    span: Span | None


class Metric(msgspec.Struct, frozen=True):
    """One fact: a value with its comparator, unit, indicator, region, period, status and speaker."""

    indicator: str | None
    label: str | None
    value: Decimal
    value_to: Decimal | None
    cmp: Comparator
    unit: str | None
    okei: Okei | None
    per: str | None
    change: Change | None
    period: Period | None
    region: Iso | None
    place: str | None
    subject: str | None
    status: Status
    speaker: str | None
    text: str
    spans: list[Span]
    sentence: Span
    rule: str | None


class Numeral(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of one numeral: kind metric with its index in `metrics`, date, phone, law …"""

    text: str
    span: Span
    kind: NumeralKind
    metric: Offset | None = None


class Tool(msgspec.Struct, frozen=True):
    """The version of mfcx and of each rule pack that made the record."""

    mfcx: str
    packs: dict[str, str]


class Record(msgspec.Struct, frozen=True):
    """Everything found in one article; offsets are [start, end) code points of its text."""

    schema: SchemaName
    id: str
    source: str
    text: str | None
    title: str | None
    published: date | None
    region: Iso | None
    regions: list[Region]
    persons: list[Person]
    organisations: list[Organisation]
    metrics: list[Metric]
    ledger: list[Numeral] | None
    extra: dict[str, Any]
    tool: Tool


class Quantity(msgspec.Struct, frozen=True):
    """A quantity of a phrase, without the article around it: «более 230 видов услуг»."""

    value: Decimal
    value_to: Decimal | None
    cmp: Comparator
    unit: str | None
    per: str | None
    change: Change | None
    text: str
    span: Span


def to_record(document: found.Document, *, packs: Mapping[str, str], with_text: bool = False) -> Record:
    """The record of a document that has passed all stages."""
    article, page, where = document.article, document.page, document.copy.where
    return Record(
        schema=SCHEMA,
        id=article.id,
        source=article.source,
        text=article.text if with_text or article.html else None,
        title=None if page.title is None else " ".join(map(str.strip, document.text[slice(*page.title)].splitlines())),
        published=page.published or article.date,
        region=document.region,
        regions=[Region(one.iso, one.name, one.oktmo, _spans(one.spans, where)) for one in document.regions],
        persons=[Person(one.name, one.role, one.byline, _spans(one.spans, where)) for one in document.persons],
        organisations=[Organisation(one.name, one.kind, _spans(one.spans, where)) for one in document.organisations],
        metrics=[_to_metric(metric, document) for metric in document.metrics],
        ledger=_to_ledger(document),
        extra=dict(article.extra),
        tool=Tool(__version__, dict(packs)),
    )


def to_quantity(quantity: found.Quantity, phrase: str, where: Where) -> Quantity:
    """A quantity of `mfcx parse`; its offsets count in the phrase."""
    span = where(quantity.start, quantity.stop)
    return Quantity(
        value=_plain(quantity.value),
        value_to=_plain_or_none(quantity.value_to),
        cmp=quantity.cmp,
        unit=quantity.unit,
        per=quantity.per,
        change=_to_change(quantity.change),
        text=phrase[slice(*span)],
        span=span,
    )


def to_json(value: Record | Sequence[Quantity] | None) -> bytes:
    """One line of UTF-8 without its line end; nothing is escaped that JSON does not demand."""
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:
        # half a surrogate pair (a file name in no encoding, a broken string): U+FFFD is as long
        return _ENCODER.encode(_mend(msgspec.to_builtins(value, builtin_types=(Decimal,))))


def to_comparable_json(record: Record) -> str:
    """The record for people and comparisons: indented, each span on one line, without its provenance."""
    fields = msgspec.json.decode(to_json(record), type=dict[str, msgspec.Raw])
    kept = {key: value for key, value in fields.items() if key not in PROVENANCE}
    indented = msgspec.json.format(msgspec.json.encode(kept), indent=2).decode()
    # a line end never stands inside a JSON string, so this only meets pairs of numbers
    return re.sub(r"\[\n\s*(\d+),\n\s*(\d+)\n\s*\]", r"[\1, \2]", indented) + "\n"


def _to_metric(metric: found.Metric, document: found.Document) -> Metric:
    quantity, where = metric.quantity, document.copy.where
    return Metric(
        indicator=metric.indicator,
        label=metric.label,
        value=_plain(quantity.value),
        value_to=_plain_or_none(quantity.value_to),
        cmp=quantity.cmp,
        unit=quantity.unit,
        okei=quantity.okei,
        per=quantity.per,
        change=_to_change(quantity.change),
        period=_to_period(metric.period, document),
        region=metric.region,
        place=metric.place,
        subject=metric.subject,
        status=metric.status,
        speaker=metric.speaker,
        text=document.article.text[slice(*where(quantity.start, quantity.stop))],
        spans=sorted(_spans(metric.spans, where)),
        sentence=where(metric.sentence.start, metric.sentence.stop),
        rule=metric.rule,
    )


def _to_ledger(document: found.Document) -> list[Numeral] | None:
    if document.ledger is None:
        return None
    text = document.article.text
    placed = ((n, document.copy.where(n.start, n.stop)) for n in document.ledger)
    return [Numeral(text[slice(*span)], span, n.kind, n.metric) for n, span in placed]


def _to_change(change: found.Change | None) -> Change | None:
    if change is None:
        return None
    return Change(
        from_=_plain_or_none(change.start),
        to=_plain_or_none(change.end),
        ratio=_plain_or_none(change.ratio),
        delta=_plain_or_none(change.delta),
        delta_pct=_plain_or_none(change.delta_pct),
    )


def _to_period(period: found.Period | None, document: found.Document) -> Period | None:
    if period is None:
        return None
    if period.span is None:
        return Period(period.start, period.end, period.text, None)
    span = document.copy.where(*period.span)
    quoted = period.text == document.text[slice(*period.span)]
    return Period(period.start, period.end, document.article.text[slice(*span)] if quoted else period.text, span)


def _spans(spans: Sequence[found.Span], where: Where) -> list[Span]:
    return [where(*span) for span in spans]


def _plain(value: Decimal) -> Decimal:
    """The same number with an exponent that is written out: 4E+5 -> 400000, -0 -> 0."""
    if not value.is_finite():
        raise ValueError(f"{value} is not a number that JSON can hold")
    return Decimal(format(value, "f")) if value else Decimal(0)


def _plain_or_none(value: Decimal | None) -> Decimal | None:
    return None if value is None else _plain(value)


def _mend(value: Any) -> Any:
    """Lone surrogates replaced one for one in every string below `value`."""
    if isinstance(value, str):
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in value)
    if isinstance(value, list | tuple):
        return [_mend(item) for item in value]
    if isinstance(value, dict):
        return {_mend(key): _mend(item) for key, item in value.items()}
    return value
