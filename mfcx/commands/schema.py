"""``mfcx schema``: the JSON Schema of the record."""

from __future__ import annotations

import json

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of the record.

    Every line that extract writes is valid under it (draft 2020-12).

    \b
    Example:
      mfcx schema > mfcx-1.schema.json
    """
    from mfcx.json_schema import make_schema  # noqa: PLC0415 - --help answers without it

    click.echo(json.dumps(make_schema(), ensure_ascii=False, indent=2).encode())
