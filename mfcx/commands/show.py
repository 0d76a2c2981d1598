"""``mfcx show``: an article with its figures marked, and the facts below it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from mfcx.commands.input_options import input_options
from mfcx.commands.options import INPUTS, choose_inputs, report, report_input, visible
from mfcx.reading.errors import InputError, describe, place_of

if TYPE_CHECKING:
    from mfcx.document import Document
    from mfcx.reading.choices import Choices
    from mfcx.record import Record


@click.command("show")
@click.argument("paths", nargs=-1, metavar="[PATHS]...", type=INPUTS)
@input_options
@click.pass_context
def command(ctx: click.Context, paths: tuple[str, ...], choices: Choices) -> None:
    """Print articles with what was found in them, and their facts.

    PATHS are read as extract reads them; "-" or nothing is standard input.

    Every figure is followed by the number of its fact; the facts stand below
    the text: value, unit, indicator, region, period, status, speaker. On a
    terminal, persons, regions, organisations and figures are coloured in
    place, what is not article is dimmed, and the facts are a table.

    \b
    Example:
      mfcx show article.txt
    """
    inputs = choose_inputs(paths)
    from mfcx.extractor import Extractor  # noqa: PLC0415 - --help answers without it
    from mfcx.reading import read_articles  # noqa: PLC0415
    from mfcx.writing import known_outputs  # noqa: PLC0415

    extractor = Extractor()
    failed = False
    for item in read_articles(inputs, choices, note=report, is_output=known_outputs()):
        if isinstance(item, InputError):
            report_input(item)
            failed = True
            continue
        try:
            document = extractor.read_article(item)
            record = extractor.make_record(document)
        except Exception as error:  # one article must not stop the others
            report(place_of(item.source, item.line), describe(error))
            failed = True
            continue
        _show(record, document)
    ctx.exit(1 if failed else 0)


def _show(record: Record, document: Document) -> None:
    if sys.stdout.isatty():
        from mfcx.display import display  # noqa: PLC0415 - rich is only for a person who looks

        display(record, document)
        return
    from mfcx.showing import printable, show_facts, show_text  # noqa: PLC0415

    text = printable(document.article.text)
    marked = show_text(record, text, lambda surface, number: f"{surface}[{number}]").strip("\n")
    facts = "\n".join(printable(fact) for fact in show_facts(record))
    place = place_of(record.source, document.article.line)
    click.echo(f"{visible(place)}\n\n{marked}\n\n{facts}\n")
