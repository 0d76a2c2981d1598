"""The options that say how articles are read, as one parameter of a command."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from mfcx.commands.options import date_option, encoding_option
from mfcx.reading.choices import FORMATS, MAX_BYTES, MAX_CHARS, Choices

_SIZE = re.compile(r"(\d{1,15})([KMG]?)B?", re.IGNORECASE)
_FACTORS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}  # as in ripgrep


def _to_bytes(ctx: click.Context, param: click.Parameter, value: str) -> int:
    found = _SIZE.fullmatch(value.strip())
    size = int(found[1]) * _FACTORS[found[2].upper()] if found else 0
    if not 0 < size < 1 << 62:
        raise click.BadParameter(f"{value!r} is not a size like 500K, 20M or 1000000")
    return size


_OPTIONS = (
    date_option,
    encoding_option,
    click.option(
        "--input-format",
        "format",
        type=click.Choice(FORMATS),
        help="What the input is; by the suffix, else plain text, when left out.",
    ),
    click.option(
        "--text-field",
        metavar="NAME",
        default="text",
        show_default=True,
        help="Field of a JSON line that holds the article; a path such as body.text, too.",
    ),
    click.option("--id-field", metavar="NAME", help="Field that holds the id; id, if it is there, when left out."),
    click.option(
        "--date-field",
        metavar="NAME",
        help="Field that holds the day of publication; date, if it holds one, when left out.",
    ),
    click.option(
        "--max-bytes",
        metavar="SIZE",
        default=str(MAX_BYTES),
        show_default=True,
        callback=_to_bytes,
        help="Largest file or JSON line to read, as it is decompressed, e.g. 500K or 20M.",
    ),
    click.option(
        "--max-chars",
        metavar="N",
        type=click.IntRange(1),
        default=MAX_CHARS,
        show_default=True,
        help="Longest article to work on, in characters.",
    ),
)

keep_option = click.option(
    "--keep",
    metavar="NAME",
    multiple=True,
    help='Copy this field of a JSON line into "extra"; may be given several times.',
)


def input_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options, given to the command as its parameter `choices`, with `keep` where it has that option, too."""

    @wraps(command)
    def gathered(*args: Any, published: Any, **given: Any) -> None:
        names = [name for name in Choices.__struct_fields__ if name in given]
        return command(*args, choices=Choices(date=published, **{name: given.pop(name) for name in names}), **given)

    wrapped: Callable[..., None] = gathered
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped
