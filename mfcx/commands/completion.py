"""``mfcx completion``: the script that lets a shell complete commands, options and files."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script of a shell: bash, zsh or fish.

    bash reads it from ~/.local/share/bash-completion/completions/mfcx, zsh as
    _mfcx from a folder of $fpath, fish from ~/.config/fish/completions/mfcx.fish.

    \b
    Example:
      mkdir -p ~/.config/fish/completions && mfcx completion fish > ~/.config/fish/completions/mfcx.fish
    """
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - nothing else needs it

    complete = get_completion_class(shell)
    root = ctx.find_root()
    if complete is not None:
        click.echo(complete(root.command, {}, "mfcx", "_MFCX_COMPLETE").source(), nl=False)
