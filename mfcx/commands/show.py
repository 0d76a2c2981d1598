"""``mfcx show``: an article with its figures marked, and the facts below it."""

from __future__ import annotations

from datetime import date

import click

from mfcx.commands.options import choose_inputs, date_option, describe, encoding_option, report, report_input, visible
from mfcx.reading.errors import InputError


@click.command("show")
@click.argument("files", nargs=-1, metavar="[FILES]...")
@date_option
@encoding_option
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], published: date | None, encoding: str | None) -> None:
    """Print articles with their figures marked, and their facts.

    Every figure is followed by the number of its fact; the facts stand below
    the text: value, unit, indicator, region, period, status, speaker.

    \b
    Example:
      mfcx show article.txt
    """
    inputs = choose_inputs(files)
    from mfcx.extractor import Extractor  # noqa: PLC0415 - --help answers without it
    from mfcx.reading import read_articles  # noqa: PLC0415
    from mfcx.showing import show_facts, show_text  # noqa: PLC0415

    extractor = Extractor()
    failed = False
    for item in read_articles(inputs, encoding=encoding, date=published):
        if isinstance(item, InputError):
            report_input(item)
            failed = True
            continue
        try:
            record = extractor.extract_article(item)
        except Exception as error:  # one article must not stop the others
            report(item.source, describe(error))
            failed = True
            continue
        heading = click.style(visible(item.source), bold=True)
        text = show_text(record, _safe(item.text), _mark).strip("\n")
        facts = "\n".join(_safe(fact) for fact in show_facts(record))
        click.echo(f"{heading}\n\n{text}\n\n{facts}\n")
    ctx.exit(1 if failed else 0)


def _mark(surface: str, number: int) -> str:
    return click.style(surface, fg="green", bold=True) + click.style(f"[{number}]", dim=True)


def _safe(text: str) -> str:
    """The same number of characters, none of which a terminal would obey."""
    return "".join(char if char.isprintable() or char in "\n\xa0" else _stand_in(char) for char in text)


def _stand_in(char: str) -> str:
    return " " if char.isspace() else "\ufffd"
