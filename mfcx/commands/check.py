"""``mfcx check``: articles compared with their expected records, for continuous integration."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mfcx.commands.options import report, visible
from mfcx.reading.errors import describe

if TYPE_CHECKING:
    from mfcx.comparing import Difference
    from mfcx.extractor import Extractor

_SUFFIXES = (".txt", ".json")
_LONGEST = 300  # characters of a value that a difference shows


@click.command("check")
@click.argument(
    "fixtures", nargs=-1, required=True, metavar="FIXTURES...", type=click.Path(exists=True, file_okay=False)
)
@click.option("--update", is_flag=True, help="Rewrite the expected records that differ and say which.")
@click.pass_context
def command(ctx: click.Context, fixtures: tuple[str, ...], update: bool) -> None:
    """Compare articles with their expected records.

    FIXTURES are folders in which each NAME.txt has its expected record beside
    it in NAME.json, without the keys "source" and "tool". Prints every field
    that differs; the exit status is then 1.

    \b
    Example:
      mfcx check fixtures/articles
    """
    from mfcx.extractor import Extractor  # noqa: PLC0415 - --help answers without it

    extractor = Extractor()
    articles = list(_find_articles(fixtures))
    if not articles:
        report(", ".join(fixtures), "no fixture in it")
        ctx.exit(1)
    different = rewritten = 0
    for article in articles:
        differences, record = _check(article, extractor)
        if not differences:
            continue
        different += 1
        for line in differences:
            click.echo(visible(f"{article.with_suffix('')}: {line}"))
        if update and record is not None:
            article.with_suffix(".json").write_text(record, encoding="utf-8", newline="")
            rewritten += 1
    summary = f"{len(articles)} fixtures, {different} different"
    click.echo(f"{summary}, {rewritten} rewritten" if update else summary)
    ctx.exit(1 if different > rewritten else 0)


def _find_articles(folders: Sequence[str]) -> Iterator[Path]:
    """The article of every fixture, also of an expected record that has lost its article."""
    for folder in folders:
        yield from sorted({path.with_suffix(".txt") for path in Path(folder).iterdir() if path.suffix in _SUFFIXES})


def _check(article: Path, extractor: Extractor) -> tuple[list[str], str | None]:
    """What differs in one fixture, a line each, and the record of today as it would be kept, if there is one."""
    from mfcx.comparing import find_differences  # noqa: PLC0415 - see above
    from mfcx.reading import InputError, read_articles  # noqa: PLC0415
    from mfcx.reading.json_values import ERRORS, make_decoder, reason_of  # noqa: PLC0415
    from mfcx.record import to_comparable_json  # noqa: PLC0415

    item = next(read_articles([str(article)]))
    if isinstance(item, InputError):
        return [item.reason], None
    try:
        record = to_comparable_json(extractor.extract_article(item))
    except Exception as error:  # one fixture must not hide the others
        return [describe(error)], None
    decoder = make_decoder(dict[str, Any])
    try:
        expected = decoder.decode(article.with_suffix(".json").read_bytes())
    except FileNotFoundError:
        return ["no expected record beside it"], record
    except ERRORS as error:
        return [f"the expected record is {reason_of(error)}"], record
    return [_describe(difference) for difference in find_differences(expected, decoder.decode(record))], record


def _describe(difference: Difference) -> str:
    """One line: «metrics[2].value: expected 400000, got 400»."""
    return f"{difference.path}: expected {_shown(difference.expected)}, got {_shown(difference.got)}"


def _shown(value: Any) -> str:
    from mfcx.comparing import ABSENT  # noqa: PLC0415 - see above

    text = "nothing" if value is ABSENT else json.dumps(value, ensure_ascii=False, default=float)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
