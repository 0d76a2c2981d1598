"""``mfcx eval``: records compared with labelled articles, figure by figure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mfcx.commands.options import INPUTS, report, report_input, visible
from mfcx.reading.errors import InputError

if TYPE_CHECKING:
    from mfcx.scoring.figures import Figures, Scoring
    from mfcx.scoring.gold import Found

Floors = dict[str, float]


def _to_floors(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> Floors:
    """«unit=0.95» -> {"+unit": 0.95}."""
    if not values:
        return {}
    from mfcx.scoring.figures import SCORES, SHARES  # noqa: PLC0415 - --help answers without it

    known = {name.removeprefix("+"): name for name in (*SCORES, *SHARES)}
    floors: Floors = {}
    for value in values:
        field, _, number = value.rpartition("=")
        if field.removeprefix("+") not in known:
            raise click.BadParameter(f"{value!r} is not FIELD=F1 with a field of: {', '.join(known)}")
        floors[known[field.removeprefix("+")]] = _to_share(number)
    return floors


def _to_share(number: str) -> float:
    try:
        share = float(number)
    except ValueError:
        share = -1
    if not 0 <= share <= 1:
        raise click.BadParameter(f"{number!r} is not a number from 0 to 1")
    return share


@click.command("eval")
@click.argument("gold", metavar="GOLD", type=INPUTS)
@click.argument("out", metavar="OUT", type=INPUTS)
@click.option(
    "--texts",
    required=True,
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the labelled articles, each as ID.txt.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of the table.")
@click.option("--misses", is_flag=True, help="Print what was missed, false or wrong, a line each, first.")
@click.option(
    "--fail-under",
    "floors",
    multiple=True,
    metavar="FIELD=F1",
    callback=_to_floors,
    help="Exit status 1 where F1 (or the share) of FIELD is lower; may be given several times.",
)
@click.pass_context
def command(ctx: click.Context, gold: str, out: str, texts: Path, as_json: bool, misses: bool, floors: Floors) -> None:
    """Compare records with labelled articles, field by field.

    Prints precision, recall and F1. GOLD holds a labelled article a line, OUT
    what extract wrote. A figure is found where its value and place are right;
    "+unit" wants the unit right as well, "full" every field.

    \b
    Example:
      mfcx eval gold.jsonl out.jsonl --texts articles --fail-under full=0.8
    """
    from mfcx.scoring.figures import Scoring  # noqa: PLC0415 - see above

    if gold == out == "-":
        raise click.UsageError("only one of GOLD and OUT can be standard input")
    scoring = Scoring()
    failed = False
    for item in _score(scoring, gold, out, texts):
        if isinstance(item, InputError):
            report_input(item)
            failed = True
        elif misses:
            click.echo(visible(item))
    figures = scoring.figures()
    if not figures["articles"]:
        report(gold, "no labelled article in it")
        ctx.exit(1)
    click.echo(json.dumps(_plain(figures), ensure_ascii=False) if as_json else "\n".join(_show(figures)))
    failed = _fall_short(figures, floors) or failed
    ctx.exit(1 if failed else 0)


def _score(scoring: Scoring, gold: str, out: str, texts: Path) -> Iterator[str | InputError]:
    """Adds every labelled article; what differs in it, a line each, and what could not be read."""
    from mfcx.reading import read_text  # noqa: PLC0415 - see above
    from mfcx.reading.outputs import read_outputs, refuse_other_schema  # noqa: PLC0415
    from mfcx.scoring.gold import Found, Gold  # noqa: PLC0415

    records: dict[str, Found] = {}
    for record in read_outputs(out, Found, refuse_other_schema):
        if isinstance(record, InputError):
            yield record
        else:
            records[str(record.id)] = record
    for article in read_outputs(gold, Gold):
        if isinstance(article, InputError):
            yield article
            continue
        try:
            text = read_text(str(texts / f"{article.id}.txt"))
        except InputError as error:
            yield error
            continue
        found = records.get(str(article.id))
        if found is None:
            yield InputError(f"no record of {article.id}", out)
        yield from (f"{article.id}: {line}" for line in scoring.add(article, found or Found(article.id), text))


def _fall_short(figures: Figures, floors: Floors) -> bool:
    """Whether any figure is under its floor; each that is gets a line on standard error."""
    short = False
    for field, floor in floors.items():
        value = _one(figures[field])
        if value is None or value < floor:
            short = True
            reason = "nothing in gold states it" if value is None else f"{value:.4f} is under {floor:g}"
            click.echo(f"mfcx: {field}: {reason}", err=True)
    return short


def _one(figure: object) -> float | None:
    """F1 of what has precision and recall, a share as it is."""
    return figure[2] if isinstance(figure, tuple) else figure if isinstance(figure, float) else None


def _plain(figures: Figures) -> dict[str, object]:
    return {name: figure._asdict() if isinstance(figure, tuple) else figure for name, figure in figures.items()}


def _show(figures: Figures) -> Iterator[str]:
    """A table for the eye: scores, then shares."""
    from mfcx.scoring.figures import SCORES, SHARES  # noqa: PLC0415 - see above

    articles, golds, founds = (figures[name] for name in ("articles", "gold_metrics", "predicted_metrics"))
    yield f"{articles} articles, {golds} metrics labelled, {founds} extracted"
    yield ""
    yield f"{'':16}{'P':>8}{'R':>8}{'F1':>8}"
    for name in SCORES:
        score = figures[name]
        if isinstance(score, tuple):
            yield f"{name:16}" + "".join(f"{part:8.4f}" for part in score)
    yield ""
    yield f"{'':16}{'right':>8}"
    for name in SHARES:
        share = figures[name]
        yield f"{name:16}{'-' if share is None else format(share, '.4f'):>8}"
    yield f"{'orgs_per_article':16}{figures['orgs_per_article']:8}"
