"""``mfcx parse``: phrases in, one JSON array of quantities a line out."""

from __future__ import annotations

import click

from mfcx.commands.options import INPUTS, choose_inputs, describe, encoding_option, report, report_input
from mfcx.reading.errors import InputError


@click.command("parse")
@click.argument("files", nargs=-1, metavar="[FILES]...", type=INPUTS)
@encoding_option
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], encoding: str | None) -> None:
    """Read the quantities of phrases, one phrase a line.

    Prints one JSON array for each line of FILES or of standard input, null
    for a line that failed. Offsets count within the line.

    \b
    Example:
      echo "более одного миллиона услуг" | mfcx parse
    """
    inputs = choose_inputs(files)
    from mfcx.reading import read_text  # noqa: PLC0415 - --help answers without it
    from mfcx.writing import open_lines  # noqa: PLC0415

    failed = False
    with open_lines(None) as write:
        for path in inputs:
            try:
                text = read_text(path, encoding)
            except InputError as error:
                report_input(error)
                failed = True
                continue
            for number, phrase in enumerate(text.removesuffix("\n").split("\n"), 1):
                line = _parse(phrase.removesuffix("\r"), f"{path}:{number}")
                failed = failed or line is None
                write(line or b"null")
    ctx.exit(1 if failed else 0)


def _parse(phrase: str, place: str) -> bytes | None:
    """The quantities as a line, or None after the reason why there are none was said."""
    from mfcx.quantities import parse_phrase  # noqa: PLC0415 - see above
    from mfcx.record import to_json, to_quantity  # noqa: PLC0415

    try:
        return to_json([to_quantity(quantity, phrase) for quantity in parse_phrase(phrase)])
    except Exception as error:  # one phrase must not stop the others
        report(place, describe(error))
        return None
