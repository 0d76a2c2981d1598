"""The options that say as what records are written, and which of them go together."""

from __future__ import annotations

import click

FORMATS = ("jsonl", "csv", "tsv", "parquet")

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    help="One record a line (jsonl), or one row for each metric; parquet needs -o.  [default: jsonl]",
)
bom_option = click.option(
    "--bom", is_flag=True, help="Begin CSV and TSV with a byte order mark, as Excel wants it for Russian."
)


def check_format(form: str, output: str | None, *, bom: bool, with_text: bool, ledger: bool) -> None:
    """Raises the error for options that do not go together, and for a library that is missing."""
    if bom and form not in ("csv", "tsv"):
        raise click.UsageError("--bom is for csv and tsv")
    if form != FORMATS[0] and (with_text or ledger):
        raise click.UsageError(f"{'--with-text' if with_text else '--ledger'} is for jsonl: rows have no place for it")
    if form == "parquet":
        _check_parquet(output)


def _check_parquet(output: str | None) -> None:
    from importlib.util import find_spec  # noqa: PLC0415 - the other formats start without it

    if output is None or output == "-":
        raise click.UsageError("parquet is written into a file: give -o FILE")
    if find_spec("pyarrow") is None:
        click.echo("mfcx: parquet needs pyarrow: pip install 'mfcx[parquet]'", err=True)
        raise click.exceptions.Exit(2)
