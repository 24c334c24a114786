"""Commands that set things up: init, completion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import ShellComplete, get_completion_class

from seogo.cli.base.command import main, with_settings
from seogo.terminal.output import output
from seogo.terminal.texts import translated

if TYPE_CHECKING:
    from pathlib import Path

    from seogo.settings import Settings

SHELLS = ("bash", "zsh", "fish")


@main.command()
@click.argument("folder", required=False, type=click.Path(file_okay=False))
@with_settings
def init(settings: Settings, /, folder: str | None) -> None:
    """Make an archive with its settings and a first article in both languages."""
    from pathlib import Path

    from seogo.editing.new_archive import make_archive

    root = Path(folder).resolve() if folder is not None else settings.archive
    for name in make_archive(root):
        click.echo(root / name)
    if not output.get().quiet:
        click.echo(translated("init.next", option=_option(root)))


def _option(root: Path) -> str:
    """The option that names an archive, empty for that which commands take by themselves."""
    import shlex

    from seogo.settings import load_settings

    return "" if load_settings().archive == root else f" --archive {shlex.quote(str(root))}"


@main.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that completes commands, options and their values in a shell."""
    kind = get_completion_class(shell)
    assert kind is not None
    # not that of bash itself, which first starts a bash to ask for its version
    click.echo(ShellComplete.source(kind(main, {}, "seogo", "_SEOGO_COMPLETE")))
