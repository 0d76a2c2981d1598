"""``mfcx extract``: articles in, one record a line out."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

import click

from mfcx.commands.failures import Failures, errors_option, open_failures
from mfcx.commands.formats import bom_option, check_format, format_option
from mfcx.commands.input_options import input_options
from mfcx.commands.options import INPUTS, choose_inputs, describe, report, rules_option, usable
from mfcx.commands.progress import show_progress
from mfcx.reading.errors import InputError

if TYPE_CHECKING:
    from mfcx.document import Article
    from mfcx.extractor import Extractor
    from mfcx.reading.choices import Choices
    from mfcx.writing import Format


@click.command("extract")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=INPUTS)
@input_options
@rules_option
@click.option("-o", "--output", metavar="FILE", help="Write to FILE, which is replaced when all is done.")
@errors_option
@format_option
@bom_option
@click.option("--with-text", is_flag=True, help="Put into each record the text that its offsets count in.")
@click.option("--ledger", is_flag=True, help="Say in each record what became of every numeral.")
@click.option("-q", "--quiet", is_flag=True, help="No progress on standard error.")
@click.option("-v", "--verbose", is_flag=True, help="Tracebacks of internal errors.")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    choices: Choices,
    rules: tuple[str, ...],
    output: str | None,
    errors: str | None,
    form: Format,
    bom: bool,
    with_text: bool,
    ledger: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Turn articles into records, one JSON object a line, or a row for each metric.

    PATHS are .txt, .html and .jsonl files, also with .gz, folders of them and
    patterns in quotes; "-" or nothing reads standard input. What cannot be
    read is named on standard error and all others are written; the exit
    status is then 1.

    \b
    Example:
      mfcx extract articles/ --date 2024-05-31 > records.jsonl
      mfcx extract news.jsonl.gz --text-field body --id-field url --keep meta.author
      mfcx extract articles/ --format csv --bom -o metrics.csv
      curl -s https://example.org/news/1 | mfcx extract --input-format html
    """
    inputs = choose_inputs(paths)
    check_format(form, output, bom=bom, with_text=with_text, ledger=ledger)
    if errors is not None and errors == output:
        raise click.UsageError("--output and --errors are one file")
    # after the options were checked, so that wrong usage and --help are answered at once
    from mfcx.extractor import Extractor  # noqa: PLC0415
    from mfcx.reading import read_articles  # noqa: PLC0415
    from mfcx.writing import open_records  # noqa: PLC0415

    extractor = usable(lambda: Extractor(rules, with_text=with_text, ledger=ledger))
    with (
        open_failures(errors) as failures,
        open_records(output, form, bom=bom) as write,
        show_progress(quiet=quiet, records_elsewhere=output is not None) as step,
    ):
        for item in read_articles(inputs, choices, note=None if quiet else report):
            line = _extract(extractor, item, failures, verbose=verbose)
            if line is not None:
                write(line)
            step()
    ctx.exit(1 if failures.count else 0)


def _extract(extractor: Extractor, item: Article | InputError, failures: Failures, *, verbose: bool) -> bytes | None:
    """The record as a line, or None after the reason why there is none was said."""
    from mfcx.record import to_json  # noqa: PLC0415 - see above

    if isinstance(item, InputError):
        failures.add_input(item)
        return None
    try:
        return to_json(extractor.extract_article(item))
    except InputError as error:
        failures.add_input(error)
    except Exception as error:  # whatever one article does to the code, the others are extracted
        failures.add(item.source, item.line, describe(error))
        if verbose:
            click.echo(traceback.format_exc(), err=True, nl=False)
    return None
