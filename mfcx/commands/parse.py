"""``mfcx parse``: phrases in, one JSON array of quantities a line out."""

from __future__ import annotations

from collections.abc import Iterator

import click

from mfcx.commands.options import INPUTS, choose_inputs, encoding_option, report, report_input
from mfcx.reading.errors import InputError, describe, place_of


@click.command("parse")
@click.argument("files", nargs=-1, metavar="[FILES]...", type=INPUTS)
@encoding_option
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], encoding: str | None) -> None:
    """Read the quantities of phrases, one phrase a line.

    Prints one JSON array for each line of FILES or of standard input as it
    comes in, null for a line that failed. Offsets count within the line.

    \b
    Example:
      echo "более одного миллиона услуг" | mfcx parse
    """
    inputs = choose_inputs(files)
    from mfcx.writing import open_lines  # noqa: PLC0415 - --help answers without it

    failed = False
    with open_lines(None) as write:
        for path in inputs:
            try:
                for number, phrase in _read_phrases(path, encoding):
                    line = None if phrase is None else _parse(phrase, place_of(path, number))
                    failed = failed or line is None
                    write(line or b"null")
            except InputError as error:
                report_input(error)
                failed = True
    ctx.exit(1 if failed else 0)


def _read_phrases(path: str, encoding: str | None) -> Iterator[tuple[int, str | None]]:
    """The lines with their numbers, None for one that was said not to be readable; InputError for all of them."""
    from mfcx.reading.choices import MAX_BYTES  # noqa: PLC0415 - see above
    from mfcx.reading.content import open_content  # noqa: PLC0415
    from mfcx.reading.lines import LineDecoder, split_lines  # noqa: PLC0415

    with open_content(path) as stream:
        decoder = LineDecoder(stream, encoding, path)
        for number, line in split_lines(decoder.lines, MAX_BYTES):
            phrase = None
            try:
                if line is None:
                    raise InputError(f"longer than {MAX_BYTES} bytes", path)
                phrase = decoder.decode(line).removesuffix("\n").removesuffix("\r")
            except InputError as error:
                report_input(error.at(number))
            yield number, phrase


def _parse(phrase: str, place: str) -> bytes | None:
    """The quantities as a line, or None after the reason why there are none was said."""
    from mfcx.quantities import parse_phrase  # noqa: PLC0415 - see above
    from mfcx.reading_copy import make_copy  # noqa: PLC0415
    from mfcx.record import to_json, to_quantity  # noqa: PLC0415

    try:
        copy = make_copy(phrase)
        return to_json([to_quantity(quantity, phrase, copy.where) for quantity in parse_phrase(copy.text)])
    except Exception as error:  # one phrase must not stop the others
        report(place, describe(error))
        return None
