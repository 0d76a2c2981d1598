"""``mfcx rules``: the rules there are, what is wrong with a pack, and why a figure got its indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mfcx.commands.options import INPUTS, choose_inputs, report, report_input, rules_option, usable, visible
from mfcx.reading.errors import InputError, describe, place_of
from mfcx.reading.paths import FORMAT_OF_SUFFIX, STDIN

if TYPE_CHECKING:
    from mfcx.document import Article


@click.group("rules")
def command() -> None:
    """List, check and explain the rules that name indicators.

    \b
    Example:
      mfcx rules list
    """


@command.command("list")
@rules_option
def list_rules(rules: tuple[str, ...]) -> None:
    """Print every rule: its name, indicator and label, parted by tabs.

    \b
    Example:
      mfcx rules list --rules own.toml
    """
    from mfcx.rules.packs import load_packs  # noqa: PLC0415 - --help answers without it

    for pack in usable(lambda: load_packs(rules)):
        for rule in pack.rules:
            click.echo(_visible_row(f"{pack.id}/{rule.id}", rule.indicator, rule.label))


@command.command("lint")
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...", type=INPUTS)
@click.pass_context
def lint(ctx: click.Context, paths: tuple[str, ...]) -> None:
    """Check rule packs: FILE:LINE: what is wrong, a line a fault.

    PATHS are TOML files and folders of them. Exit status 1 when something is
    wrong: an unknown key, a missing or failing example, a rule that can name
    nothing, two rules for one phrase.

    \b
    Example:
      mfcx rules lint own.toml
    """
    from mfcx.rules.linting import lint_pack  # noqa: PLC0415 - see above
    from mfcx.rules.packs import default_packs, find_pack_files, read_pack_text  # noqa: PLC0415
    from mfcx.rules.rule import PackError  # noqa: PLC0415

    failed = False
    for path in paths:
        try:
            for file in find_pack_files([path]):
                for fault in lint_pack(read_pack_text(file), default_packs()):
                    click.echo(visible(f"{file}:{fault}"))
                    failed = True
        except PackError as error:
            click.echo(f"mfcx: {visible(str(error))}", err=True)
            failed = True
    ctx.exit(1 if failed else 0)


@command.command("explain")
@click.argument("inputs", nargs=-1, required=True, metavar="FILE_OR_TEXT...", type=INPUTS)
@rules_option
@click.pass_context
def explain(ctx: click.Context, inputs: tuple[str, ...], rules: tuple[str, ...]) -> None:
    """Print for each figure which rule won, and on which words.

    FILE_OR_TEXT is a file, "-" for standard input, or else the text itself.
    Of the rules that did not win it says why. An article of a file stands below
    its name.

    \b
    Example:
      mfcx rules explain "МФЦ оказали 14 тысяч услуг."
    """
    from mfcx.explaining import explain as explain_article  # noqa: PLC0415 - see above
    from mfcx.rules.packs import load_packs  # noqa: PLC0415

    packs = usable(lambda: load_packs(rules))
    failed = False
    for item in _articles(inputs):
        if isinstance(item, InputError):
            report_input(item)
            failed = True
            continue
        place = place_of(item.source, item.line)
        try:
            lines = [visible(line) for line in explain_article(item, packs)]
        except Exception as error:  # one article must not stop the others
            report(place, describe(error))
            failed = True
            continue
        click.echo("\n".join(lines if place == STDIN else [visible(place), *lines]))
    ctx.exit(1 if failed else 0)


def _articles(inputs: tuple[str, ...]) -> Iterator[Article | InputError]:
    from mfcx.document import Article  # noqa: PLC0415 - see above
    from mfcx.reading import read_articles  # noqa: PLC0415

    for one in choose_inputs(inputs):
        if one == STDIN or _is_path(one):
            yield from read_articles([one])
        else:
            yield Article(one)


def _is_path(text: str) -> bool:
    """A file that is there, or a word that can only be the name of one."""
    try:
        return Path(text).exists() or (not re.search(r"\s", text) and Path(text).suffix in FORMAT_OF_SUFFIX)
    except (OSError, ValueError):  # longer than any name, or with a null in it
        return False


def _visible_row(*cells: str) -> str:
    """Cells parted by tabs, none of which can hold one."""
    return "\t".join(map(visible, cells))
