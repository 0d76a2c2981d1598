"""``mfcx completion``: the script that lets a shell complete commands, options and files."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell: bash, zsh or fish.

    \b
    Example:
      mfcx completion bash > ~/.local/share/bash-completion/completions/mfcx
    """
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - nothing else needs it

    complete = get_completion_class(shell)
    root = ctx.find_root()
    if complete is not None:
        click.echo(complete(root.command, {}, "mfcx", "_MFCX_COMPLETE").source(), nl=False)
