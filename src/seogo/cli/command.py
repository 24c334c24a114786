"""Parts that all commands share: the group, the archive that they work on, statuses."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import click

from seogo import __version__
from seogo.cli.localized_help import LocalizedGroup, localize_click
from seogo.errors import IndexBusy, QuerySyntaxError, RequestError, SeogoError
from seogo.languages import terminal_language
from seogo.searching.parameter_kinds import Parameter
from seogo.searching.parameters import Pairs

if TYPE_CHECKING:
    from seogo.composition import Site

P = ParamSpec("P")
Command = TypeVar("Command", bound=Callable[..., None])

PROBLEMS, USAGE, BUSY, FAILED = 1, 2, 3, 4


localize_click()


@click.group(
    "seogo",
    cls=LocalizedGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="seogo")
def main() -> None:
    """Seogo (서고): a bilingual Korean-English article archive with search."""


def with_site(
    command: Callable[Concatenate[Site, P], None],
) -> Callable[P, None]:
    """A command on one archive: adds --archive and --index, turns errors into messages and statuses."""

    @click.option("--archive", type=click.Path(path_type=Path, file_okay=False))
    @click.option("--index", type=click.Path(path_type=Path, file_okay=False))
    @wraps(command)
    def run(*args: P.args, **options: P.kwargs) -> None:
        from seogo.composition import open_site
        from seogo.settings import load_settings

        archive: Any = options.pop("archive")
        index: Any = options.pop("index")
        try:
            site = open_site(load_settings(archive, index))
            try:
                command(site, *args, **options)
            finally:
                site.close()
        except SeogoError as error:
            click.echo(f"seogo: {error.message.text(terminal_language())}", err=True)
            if isinstance(error, IndexBusy):
                sys.exit(BUSY)
            sys.exit(USAGE if isinstance(error, QuerySyntaxError | RequestError) else FAILED)

    return run


AT_LEAST_ONE = click.IntRange(min=1)
json_option = click.option("--json", "as_json", is_flag=True)


def file_path(*, exists: bool = True) -> click.Path:
    """An argument that names a file, with ``exists`` one that is there."""
    return click.Path(path_type=Path, dir_okay=False, exists=exists)


def _to_plain(answer: Any) -> Any:
    from seogo.serializers.answer import to_plain

    return to_plain(answer)


def print_json(data: object) -> None:
    """Print data as JSON, in letters that people read."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=_to_plain))


def search_options(parameters: Sequence[Parameter]) -> Callable[[Command], Command]:
    """Adds an option for each parameter to a command, which gets their texts under the names of the parameters."""

    def add(command: Command) -> Command:
        for parameter in reversed(parameters):
            option = click.option(
                f"--{parameter.name}",
                parameter.name,
                multiple=parameter.repeatable,
                help=parameter.name,
            )
            command = option(command)
        return command

    return add


def given_pairs(options: Mapping[str, Any]) -> Pairs:
    """The options that were given, as names and texts."""
    return [
        (name, text)
        for name, value in options.items()
        for text in (value if isinstance(value, tuple) else (value,))
        if text is not None
    ]
