"""``mfcx extract``: articles in, one record a line out."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from mfcx.commands.failures import check_outputs, errors_option, open_failures
from mfcx.commands.formats import bom_option, check_format, format_option
from mfcx.commands.input_options import input_options, keep_option
from mfcx.commands.options import INPUTS, choose_inputs, report, rules_option, usable
from mfcx.commands.progress import show_progress
from mfcx.commands.spark_options import engine_options

if TYPE_CHECKING:
    from mfcx.reading.choices import Choices
    from mfcx.writing import Format


_FAILED_BEFORE = "failed before the run was resumed, not tried again"


@click.command("extract")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=INPUTS)
@input_options
@keep_option
@rules_option
@click.option("-o", "--output", metavar="FILE", type=INPUTS, help="Write to FILE; until all is done, to FILE.part.")
@click.option("--resume", is_flag=True, help="Go on with FILE.part of an interrupted run, after its last record.")
@click.option("-j", "--jobs", type=click.IntRange(1, 1000), default=1, metavar="N", help="Work in N processes.")
@errors_option
@format_option
@bom_option
@click.option("--with-text", is_flag=True, help="Put into each record the text that its offsets count in.")
@click.option("--ledger", is_flag=True, help="Say in each record what became of every numeral.")
@click.option("-q", "--quiet", is_flag=True, help="Errors only: no bar, no notes of files left out.")
@click.option("-v", "--verbose", is_flag=True, help="Tracebacks of internal errors.")
@engine_options
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    choices: Choices,
    rules: tuple[str, ...],
    output: str | None,
    resume: bool,
    jobs: int,
    errors: str | None,
    form: Format,
    bom: bool,
    with_text: bool,
    ledger: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Turn articles into records, or into rows of their metrics.

    Writes a JSON object for each article, a line each, or with --format a row
    for each metric. PATHS are .txt, .html and .jsonl files, also with .gz,
    folders of them and patterns in quotes; "-" or nothing reads standard input.
    What cannot be read is named on standard error and all others are written;
    the exit status is then 1.

    \b
    Example:
      mfcx extract articles/ --date 2024-05-31 > records.jsonl
      mfcx extract news.jsonl.gz --text-field body.text --id-field url --keep author
      mfcx extract articles/ --format csv --bom -o metrics.csv
      curl -s https://example.org/news/1 | mfcx extract --input-format html
    """
    inputs = choose_inputs(paths)
    check_format(form, output, bom=bom, with_text=with_text, ledger=ledger)
    if resume and (output in (None, "-") or form != "jsonl"):
        raise click.UsageError("--resume goes on with a file of records: it needs -o FILE and --format jsonl")
    check_outputs(inputs, output, errors)
    # after the options were checked, so that wrong usage and --help are answered at once
    from mfcx.extractor import Extractor  # noqa: PLC0415
    from mfcx.outcomes import find_outcomes  # noqa: PLC0415
    from mfcx.reading import read_articles  # noqa: PLC0415
    from mfcx.resuming import skip_done  # noqa: PLC0415
    from mfcx.writing import known_outputs, open_records, part_of  # noqa: PLC0415

    def count() -> int | None:
        from mfcx.reading.counting import count_articles  # noqa: PLC0415 - for a long run on a terminal

        return None if resume else count_articles(inputs, choices, is_output)

    extractor = usable(lambda: Extractor(rules, with_text=with_text, ledger=ledger))
    with (
        # first, so that a run which finds another one at work takes away neither its records nor its errors
        open_records(output, form, bom=bom, resume=resume) as write,
        open_failures(errors) as failures,
        show_progress(count, quiet=quiet, records_elsewhere=output not in (None, "-")) as progress,
    ):

        def note(folder: str, left_out: str) -> None:
            progress.clear()
            report(folder, left_out)

        is_output = known_outputs(output, errors)
        items = read_articles(inputs, choices, note=None if quiet else note, is_output=is_output)
        if resume and output is not None:
            items = skip_done(items, part_of(output), lambda one: failures.add(one.source, one.line, _FAILED_BEFORE))
        with closing(find_outcomes(extractor, items, jobs)) as outcomes:
            for outcome in outcomes:
                if isinstance(outcome, bytes):
                    write(outcome)
                else:
                    progress.clear()
                    failures.add(outcome.source, outcome.line, outcome.reason)
                    if verbose and outcome.trace:
                        click.echo(outcome.trace, err=True, nl=False)
                progress.step()
    ctx.exit(1 if failures.count else 0)
