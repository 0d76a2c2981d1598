"""``mfcx diff``: what changed between two outputs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import click

from mfcx.commands.options import INPUTS, report_input, visible
from mfcx.reading.errors import InputError

Records = dict[tuple[str, int], dict[str, Any]]
_LONGEST = 300  # characters of a value that is shown


@click.command("diff")
@click.argument("old", metavar="OLD", type=INPUTS)
@click.argument("new", metavar="NEW", type=INPUTS)
@click.pass_context
def command(ctx: click.Context, old: str, new: str) -> None:
    """Say what changed between two outputs of extract.

    Records are paired by their id; "source" and "tool" are left out. Prints a
    line for each field that differs; the exit status is then 1.

    \b
    Example:
      mfcx diff before.jsonl after.jsonl
    """
    if old == new == "-":
        raise click.UsageError("only one of OLD and NEW can be standard input")
    try:
        before, failed = _read(old)
        after, failed_too = _read(new)
    except InputError as error:
        report_input(error)
        ctx.exit(1)
    different = 0
    for key in [*before, *(key for key in after if key not in before)]:
        lines = list(_compare(before.get(key), after.get(key)))
        different += bool(lines)
        for line in lines:
            click.echo(visible(f"{key[0]}: {line}"))
    click.echo(f"{len(before.keys() | after.keys())} articles, {different} different")
    ctx.exit(1 if different or failed or failed_too else 0)


def _read(path: str) -> tuple[Records, bool]:
    """The records by id, those of one id in their order, and whether any line could not be read.

    InputError where the whole input could not.
    """
    from mfcx.reading.outputs import read_outputs  # noqa: PLC0415 - --help answers without it
    from mfcx.record import PROVENANCE  # noqa: PLC0415

    records: Records = {}
    seen: Counter[str] = Counter()
    failed = False
    for item in read_outputs(path, dict[str, Any], _refuse_nameless):
        if isinstance(item, InputError):
            if item.line is None:
                raise item
            report_input(item)
            failed = True
            continue
        name = str(item["id"])
        records[name, seen[name]] = {key: value for key, value in item.items() if key not in PROVENANCE}
        seen[name] += 1
    return records, failed


def _refuse_nameless(record: dict[str, Any]) -> str | None:
    return None if "id" in record else "not as expected: Object missing required field `id`"


def _compare(old: dict[str, Any] | None, new: dict[str, Any] | None) -> Iterator[str]:
    """What differs in one article, a line each."""
    from mfcx.comparing import ABSENT, find_differences  # noqa: PLC0415 - see above

    if old is None or new is None:
        yield "only in NEW" if old is None else "only in OLD"
        return
    for place, before, after in find_differences(old, new):
        # an entry that has gone is named by what it was, one that has come by what it is
        name = _name(new if before is ABSENT else old, place)
        if before is ABSENT:
            yield f"{place}{name}: added {_show(after)}"
        elif after is ABSENT:
            yield f"{place}{name}: gone {_show(before)}"
        else:
            yield f"{place}{name}: {_show(before)} -> {_show(after)}"


def _name(record: dict[str, Any], place: str) -> str:
    """What stands at «metrics[2].value»: « «12 окон»»."""
    head, bracket, tail = place.partition("[")
    number, _, field = tail.partition("]")
    if not bracket or not number.isdigit() or field in (".text", ".name"):
        return ""
    entry = record[head][int(number)]
    return f" «{entry.get('text') or entry.get('name')}»" if isinstance(entry, dict) else ""


def _show(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=_number)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _number(value: Decimal) -> float | int:
    return float(value)
