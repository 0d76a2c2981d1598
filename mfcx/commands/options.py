"""What the commands have in common: where input comes from, how errors are said."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import click

from mfcx.reading.errors import InputError
from mfcx.reading.paths import STDIN

Loaded = TypeVar("Loaded")


def choose_inputs(paths: Sequence[str]) -> tuple[str, ...]:
    """The paths given, else standard input where something is piped into it."""
    if "" in paths:
        raise click.UsageError("a path is empty")  # an unset variable of the shell
    if paths:
        return tuple(paths)
    if sys.stdin is None or sys.stdin.isatty():
        raise click.UsageError("nothing to read: give files or folders, or pipe text into the command")
    return (STDIN,)


def report(source: str, reason: str) -> None:
    """One line on standard error: ``mfcx: b.txt: empty``."""
    click.echo(f"mfcx: {visible(source)}: {visible(reason)}", err=True)


def report_input(error: InputError) -> None:
    """The line for an input that could not be read."""
    report(error.place, error.reason)


def visible(text: str) -> str:
    """Text for a terminal: line ends, escapes and marks that turn the writing direction are spelled out."""
    return "".join(char if char.isprintable() or char == "\xa0" else _escape(char) for char in text)


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def _check_encoding(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        "".encode(value)  # codecs.lookup alone lets through rot13 and base64, which are no encodings of text
        return codecs.lookup(value).name
    except (LookupError, UnicodeError):
        raise click.BadParameter(f"{value!r} is not the name of an encoding") from None


encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    callback=_check_encoding,
    help="Encoding of the input, e.g. cp1251. Found by itself when left out.",
)


def _to_date(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date like 2024-05-31") from None


date_option = click.option(
    "--date",
    "published",
    metavar="ISO",
    callback=_to_date,
    help="Day of publication of the articles that do not say it themselves.",
)


# files to read: the shell completes their names, mfcx says itself what is wrong with them
INPUTS = click.Path(readable=False, allow_dash=True)


rules_option = click.option(
    "--rules",
    multiple=True,
    metavar="PATH",
    type=INPUTS,
    help="A rule pack of your own (TOML), or a folder of them; may be given several times.",
)


def usable(load: Callable[[], Loaded]) -> Loaded:
    """What a function of rule packs loads; a pack that cannot be used is wrong usage, said in one line."""
    from mfcx.rules.rule import PackError  # noqa: PLC0415 - --help answers without it

    try:
        return load()
    except PackError as error:
        click.echo(f"mfcx: {visible(str(error))}", err=True)
        raise click.exceptions.Exit(2) from None
