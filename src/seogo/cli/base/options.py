"""Options of commands: those that all share, those that are parameters of a search, kinds of values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar, get_args

import click
from click.shell_completion import CompletionItem

from seogo.languages import terminal_language
from seogo.searching.parameter_kinds import Choice, Day, Number, Parameter, ParameterError
from seogo.searching.parameters import Pairs
from seogo.terminal.output import Color, output

F = TypeVar("F", bound=Callable[..., Any])

ARCHIVE, INDEX = "seogo.archive", "seogo.index"
"""Names under which a context keeps the folders that options name."""


AT_LEAST_ONE = click.IntRange(min=1)
json_option = click.option("--json", "as_json", is_flag=True)


def file_path(*, exists: bool = True) -> click.Path:
    """An argument that names a file, with ``exists`` one that is there."""
    return click.Path(path_type=Path, dir_okay=False, exists=exists)


def _keep(context: click.Context, option: click.Parameter, value: Any) -> None:
    """Keep the value of an option that stands before a command or behind it; there it comes last, and counts."""
    if value is not None:
        context.meta[f"seogo.{option.name}"] = value


def _color(_: click.Context, __: click.Parameter, value: Any) -> None:
    if value is not None:
        output.set(replace(output.get(), color=value))


def _quiet(_: click.Context, __: click.Parameter, value: Any) -> None:
    if value:
        output.set(replace(output.get(), quiet=True))


def printing_options() -> list[click.Parameter]:
    """Options of all commands, and of the group, on how they print."""
    return [
        click.Option(
            ["--color"],
            type=click.Choice(get_args(Color)),
            expose_value=False,
            callback=_color,
        ),
        click.Option(["--quiet", "-q"], is_flag=True, expose_value=False, callback=_quiet),
    ]


_FOLDER = click.Path(path_type=Path, file_okay=False, readable=False)
"""A folder; that it cannot be read is said where it is, as for one of a setting."""


def folder_options(command: F) -> F:
    """Adds --archive and --index, whose values the context keeps."""
    for name in ("--index", "--archive"):
        option = click.option(name, type=_FOLDER, expose_value=False, callback=_keep)
        command = option(command)
    return command


class _Value(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5
    """The text of a parameter of searches, which is looked at once it is given."""

    def __init__(self, parameter: Parameter) -> None:
        self.name = parameter.name
        self._parameter = parameter

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:  # noqa: ARG002
        match self._parameter:
            case Choice(choices=choices):
                return f"[{'|'.join(choices)}]"
            case Day():
                return "DATE"
            case Number():
                return "N"
        return None

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value)
        if text.strip():
            try:
                self._parameter.parse(text)
            except ParameterError as error:
                self.fail(error.message.text(terminal_language()), param, ctx)
        return text

    def shell_complete(self, *given: Any) -> list[CompletionItem]:
        choices = self._parameter.choices if isinstance(self._parameter, Choice) else ()
        return [CompletionItem(one) for one in choices if one.startswith(given[-1])]


class _DayValue(click.ParamType):  # type: ignore[type-arg]
    """A day, or the first one of a month or year, as people write them."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return Day(self.name, self.name).parse(str(value))
        except ParameterError as error:
            self.fail(error.message.text(terminal_language()), param, ctx)


def day_option(name: str) -> Callable[[F], F]:
    """An option whose value is the beginning of a period."""
    return click.option(name, type=_DayValue(), metavar="DATE")


def search_options(parameters: Sequence[Parameter]) -> Callable[[F], F]:
    """Adds an option for each parameter to a command, which gets their texts under the names of the parameters."""

    def add(command: F) -> F:
        for parameter in reversed(parameters):
            option = click.option(
                f"--{parameter.name}",
                parameter.name,
                multiple=parameter.repeatable,
                help=parameter.name,
                type=_Value(parameter),
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
