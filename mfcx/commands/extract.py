"""``mfcx extract``: articles in, one record a line out."""

from __future__ import annotations

import traceback
from datetime import date
from typing import TYPE_CHECKING

import click

from mfcx.commands.options import (
    choose_inputs,
    date_option,
    describe,
    encoding_option,
    report,
    report_input,
    rules_option,
    usable,
)
from mfcx.commands.progress import show_progress
from mfcx.reading.errors import InputError

if TYPE_CHECKING:
    from mfcx.document import Article
    from mfcx.extractor import Extractor


@click.command("extract")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@date_option
@encoding_option
@rules_option
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, which is replaced when all is done.")
@click.option("--with-text", is_flag=True, help="Put into each record the text that its offsets count in.")
@click.option("--ledger", is_flag=True, help="Say in each record what became of every numeral.")
@click.option("-q", "--quiet", is_flag=True, help="No progress on standard error.")
@click.option("-v", "--verbose", is_flag=True, help="Tracebacks of internal errors.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    published: date | None,
    encoding: str | None,
    rules: tuple[str, ...],
    output: str | None,
    with_text: bool,
    ledger: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Turn articles into records, one JSON object a line.

    PATHS are .txt files, also .txt.gz, and folders of them; "-" or nothing
    reads standard input. Each input that cannot be read is named on standard
    error and all others are written; the exit status is then 1.

    \b
    Example:
      mfcx extract articles/ --date 2024-05-31 > records.jsonl
    """
    inputs = choose_inputs(paths)
    # after the options were checked, so that wrong usage and --help are answered at once
    from mfcx.extractor import Extractor  # noqa: PLC0415
    from mfcx.reading import read_articles  # noqa: PLC0415
    from mfcx.writing import open_lines  # noqa: PLC0415

    extractor = usable(lambda: Extractor(rules, with_text=with_text, ledger=ledger))
    failed = False
    with open_lines(output) as write, show_progress(quiet=quiet, records_elsewhere=output is not None) as step:
        for item in read_articles(inputs, encoding=encoding, date=published):
            line = _extract(extractor, item, verbose=verbose)
            if line is None:
                failed = True
            else:
                write(line)
            step()
    ctx.exit(1 if failed else 0)


def _extract(extractor: Extractor, item: Article | InputError, *, verbose: bool) -> bytes | None:
    """The record as a line, or None after the reason why there is none was said."""
    from mfcx.record import to_json  # noqa: PLC0415 - see above

    if isinstance(item, InputError):
        report_input(item)
        return None
    try:
        return to_json(extractor.extract_article(item))
    except Exception as error:  # whatever one article does to the code, the others are extracted
        report(item.source, describe(error))
        if verbose:
            click.echo(traceback.format_exc(), err=True, nl=False)
        return None
