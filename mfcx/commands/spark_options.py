"""``--engine spark``: its options, which of the others go with it, and its run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from mfcx.commands.options import report, report_input, usable, visible
from mfcx.reading.errors import InputError, place_of

if TYPE_CHECKING:
    from mfcx.reading.choices import Choices
    from mfcx.spark.run import Result

_OPTIONS = (
    click.option(
        "--engine",
        type=click.Choice(("local", "spark")),
        default="local",
        help="Work on this machine, or on Apache Spark, which writes the folder -o DIR.  [default: local]",
    ),
    click.option("--master", metavar="URL", help="Spark: the cluster, spark://HOST:PORT for one.  [default: local[*]]"),
    click.option("--overwrite", is_flag=True, help="Spark: replace DIR, the output of an earlier run."),
)
_OWN = ("master", "overwrite")
# the others would do nothing there
_SHARED = (
    "engine", "paths", "published", "encoding", "format", "text_field", "id_field", "date_field", "keep", "max_bytes",
    "max_chars", "rules", "output", "form", "with_text", "ledger", "quiet", "verbose",
)  # fmt: skip
_FORMATS = ("jsonl", "parquet")


def engine_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options; with ``--engine spark`` the command is not called, its work is done on Spark."""

    @wraps(command)
    def chosen(*args: Any, engine: str, **given: Any) -> None:
        ctx = click.get_current_context()
        if engine == "spark":
            _check_usage(ctx, given["output"], given["form"])
            ctx.exit(_run(given))
        for name in _OWN:
            if given.pop(name):
                raise click.UsageError(f"--{name} is for --engine spark")
        command(*args, **given)

    wrapped: Callable[..., None] = chosen
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def _check_usage(ctx: click.Context, output: str | None, form: str) -> None:
    for param in ctx.command.params:
        name = param.name or ""
        if name not in _SHARED + _OWN and ctx.get_parameter_source(name) is not ParameterSource.DEFAULT:
            raise click.UsageError(f"{param.opts[-1]} is not for --engine spark")
    if output in (None, "", "-"):
        raise click.UsageError("--engine spark writes a folder: give -o DIR")
    if form not in _FORMATS:
        raise click.UsageError(f"--engine spark writes {' or '.join(_FORMATS)}, not {form}")
    if not ctx.params["paths"]:
        raise click.UsageError("--engine spark reads no standard input: give files, folders or patterns")


def _run(given: dict[str, Any]) -> int:
    """The exit status."""
    from mfcx.spark.session import SparkMissingError, check_installed  # noqa: PLC0415 - --help answers without it

    try:
        check_installed()
        return _extract(**given)
    except SparkMissingError as error:
        click.echo(f"mfcx: {visible(str(error))}", err=True)
        return 2


def _extract(
    paths: Sequence[str],
    choices: Choices,
    rules: Sequence[str],
    output: str,
    form: str,
    master: str | None,
    overwrite: bool,
    with_text: bool,
    ledger: bool,
    quiet: bool,
    verbose: bool,
    **_: object,
) -> int:
    from mfcx.spark.output import Output, OutputError  # noqa: PLC0415
    from mfcx.spark.run import run  # noqa: PLC0415
    from mfcx.spark.session import open_session  # noqa: PLC0415
    from mfcx.spark.sources import reason_of  # noqa: PLC0415
    from mfcx.spark.tasks import make_settings  # noqa: PLC0415

    settings = usable(lambda: make_settings(rules, with_text=with_text, ledger=ledger))
    with open_session(master, verbose=verbose) as spark:
        if not quiet and sys.stderr.isatty() and spark.sparkContext.uiWebUrl:
            click.echo(f"progress: {spark.sparkContext.uiWebUrl}", err=True)
        try:
            place = Output(spark, output, overwrite=overwrite)
            result = run(spark, paths, place, choices, settings, form, None if quiet else report)
        except OutputError as error:
            report(output, str(error))
            return 2
        except InputError as error:
            report_input(error)
            return 2
        except Exception as error:
            if verbose:
                raise
            report(output, f"not written: {reason_of(error)}")
            return 1
    _tell(output, result, quiet=quiet)
    return 1 if result.errors else 0


def _tell(output: str, result: Result, *, quiet: bool) -> None:
    for one in result.first:
        report(place_of(one.source, one.line), one.reason)
    if result.errors > len(result.first):
        report(output, f"{result.errors - len(result.first)} more errors in {output}/errors")
    if quiet:
        return
    records = "1 record" if result.records == 1 else f"{result.records} records"
    errors = "1 error" if result.errors == 1 else f"{result.errors} errors"
    report(output, f"{records} in {output}/records, {errors} in {output}/errors")
