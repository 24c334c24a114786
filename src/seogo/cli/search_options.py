"""Options of commands that search: one for each parameter of a search, under its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from seogo.searching.parameter_kinds import Parameter
from seogo.searching.parameters import Pairs

Command = TypeVar("Command", bound=Callable[..., None])


def search_options(parameters: Sequence[Parameter]) -> Callable[[Command], Command]:
    """Adds an option for each parameter to a command, which gets their texts under the names of the parameters."""

    def add(command: Command) -> Command:
        for parameter in reversed(parameters):
            option = click.option(
                f"--{parameter.name}",
                parameter.name,
                multiple=parameter.repeatable,
                help=parameter.description,
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
