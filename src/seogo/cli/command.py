"""Parts that all commands share: the group, the archive that they work on, statuses."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import click

from seogo import __version__
from seogo.cli.localized_help import LocalizedCommand, LocalizedGroup, localize_click
from seogo.errors import IndexBusy, RequestError, SeogoError
from seogo.languages import terminal_language
from seogo.messages import Message
from seogo.messages.reasons import reason_of
from seogo.searching.parameter_kinds import Choice, Day, Number, Parameter
from seogo.searching.parameters import Pairs

if TYPE_CHECKING:
    from seogo.composition import Site
    from seogo.serializers.citations import CitationStyle

P = ParamSpec("P")
Command = TypeVar("Command", bound=Callable[..., None])

PROBLEMS, USAGE, BUSY, FAILED = 1, 2, 3, 4

_LONE = re.compile("[\ud800-\udfff]")
"""Bytes of an argument that are no text, as Python hands them over."""


localize_click()


class _Command(LocalizedCommand):
    """A command whose texts are Unicode: a terminal hands over any bytes, and what is no text can only be a path."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        for parameter in self.params:
            if not isinstance(parameter.type, click.types.StringParamType):
                continue
            value = ctx.params.get(parameter.name or "")
            texts = value if isinstance(value, tuple) else (value,)
            if any(text and _LONE.search(text) for text in texts):
                what = Message("file.not-utf-8").text(terminal_language())
                raise click.BadParameter(what, ctx, parameter)
        return rest


class _Group(LocalizedGroup):
    """The group of all commands; where the operating system refuses anything, the program ends with a sentence.

    Other exceptions are faults of Seogo, and stay visible.
    """

    command_class = _Command

    def main(self, *args: Any, **options: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")  # whatever the terminal can show
        try:
            try:
                return super().main(*args, **options)
            except SystemExit:
                if sys.stdout is not None:
                    sys.stdout.flush()  # while a full disk can still be said
                raise
        except BrokenPipeError:
            _drop_output()
            sys.exit(PROBLEMS)
        except OSError as error:
            refusal = _refusal(error).text(terminal_language())
            with contextlib.suppress(OSError):
                click.echo(f"seogo: {refusal}", err=True)
            sys.exit(FAILED)


def _refusal(error: OSError) -> Message:
    """What the operating system refused: something with a file, or to print."""
    if isinstance(error.filename, str):
        return Message("system.refused-file", path=error.filename, reason=reason_of(error))
    # whoever writes a file names it: what is full and has no name is what is printed to
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        _drop_output()
        return Message("output.refused", reason=reason_of(error))
    return Message("system.refused", reason=reason_of(error))


def _drop_output() -> None:
    """Let what could not be printed go: Python would try once more when it ends."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


@click.group(
    "seogo",
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="seogo")
def main() -> None:
    """Seogo (서고): a bilingual Korean-English article archive with search."""


_FOLDER = click.Path(path_type=Path, file_okay=False, readable=False)
"""A folder; that it cannot be read is said where it is, as for one of a setting."""


def with_site(
    command: Callable[Concatenate[Site, P], None],
) -> Callable[P, None]:
    """A command on one archive: adds --archive and --index, turns errors into messages and statuses."""

    @click.option("--archive", type=_FOLDER)
    @click.option("--index", type=_FOLDER)
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
            sys.exit(USAGE if isinstance(error, RequestError) else FAILED)

    return run


def citation_style(site: Site) -> CitationStyle:
    """The style of citations for whoever sits at the terminal."""
    from seogo.answers.open_archive import site_style

    return site_style(site, terminal_language())


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
    click.echo(to_json(data))


def to_json(data: object, indent: int | None = 2) -> str:
    """Data as JSON, in letters that people read; without an indent on one line."""
    return json.dumps(data, ensure_ascii=False, indent=indent, default=_to_plain)


def _values(parameter: Parameter) -> str | None:
    """What the help shows as the values of a parameter: all of them where they are few, as click shows choices."""
    match parameter:
        case Choice(choices=choices):
            return f"[{'|'.join(choices)}]"
        case Day():
            return "DATE"
        case Number():
            return "N"
    return None


def search_options(parameters: Sequence[Parameter]) -> Callable[[Command], Command]:
    """Adds an option for each parameter to a command, which gets their texts under the names of the parameters."""

    def add(command: Command) -> Command:
        for parameter in reversed(parameters):
            option = click.option(
                f"--{parameter.name}",
                parameter.name,
                multiple=parameter.repeatable,
                help=parameter.name,
                metavar=_values(parameter),
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
