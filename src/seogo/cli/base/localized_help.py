"""Help of commands, and what click says itself, in the language of the terminal.

A command has no help text in the code: the catalogue ``help`` has ``help.<command>``, its summary in lists as
``help.short.<command>``, and ``help.<command>.<option>``, or ``help.option.<option>`` for an option of several commands;
only options made of metadata fields bring a text of their own, for a field that the catalogue does not know yet. Click's own
words are there by its English: the function of gettext that it asks for them is replaced by one that asks the catalogue.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from copy import copy
from typing import Final

import click
from click import core, decorators, exceptions, formatting, parser, termui, types

from seogo.cli.base.commands import EXAMPLES, GROUPS
from seogo.languages import terminal_language
from seogo.messages.catalogues import has_text, text_of

_FILLER: Final = "\ue000"


class WideFormatter(click.HelpFormatter):
    """Formatter of help in which Hangul is two columns wide. Click counts letters where it breaks lines: while a text is laid
    out a filler stands behind each wide letter, and is taken out of what comes of it."""

    def write_text(self, text: str) -> None:
        super().write_text(_wide(text))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        super().write_dl([(_wide(one), _wide(two)) for one, two in rows], col_max, col_spacing)

    def getvalue(self) -> str:
        return super().getvalue().replace(_FILLER, "")


class LocalizedContext(click.Context):
    """The context of such a command."""

    formatter_class = WideFormatter


class LocalizedCommand(click.Command):
    """A command whose help is in the language of the terminal."""

    context_class = LocalizedContext

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        localized = self._localized()
        localized.params = [self._localized_option(param) for param in self.get_params(ctx)]
        localized.add_help_option = False  # it is among them
        super(LocalizedCommand, localized).format_help(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_epilog(ctx, formatter)
        examples = EXAMPLES.get(self.name or "", ())
        if examples:
            with formatter.section(text_of(terminal_language(), "help.group.examples")):
                for line in examples:
                    formatter.write(f"{' ' * formatter.current_indent}{line}\n")

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002
        return text_of(terminal_language(), f"help.short.{self.name}")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [_translated(piece) for piece in super().collect_usage_pieces(ctx)]

    def _localized(self) -> LocalizedCommand:
        localized = copy(self)
        localized.help = text_of(terminal_language(), f"help.{self.name}")
        return localized

    def _localized_option(self, param: click.Parameter) -> click.Parameter:
        if not isinstance(param, click.Option):
            return param
        option = max(param.opts, key=len).lstrip("-")
        own = f"help.{self.name}.{option}"
        localized = copy(param)
        for code in (own, f"help.option.{option}"):
            if has_text(code):
                localized.help = text_of(terminal_language(), code)
                break
        return localized


class LocalizedGroup(LocalizedCommand, click.Group):
    """A group of such commands."""

    command_class = LocalizedCommand

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for group, names in GROUPS.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            rows = [(name, one.get_short_help_str()) for name, one in commands if one is not None]
            if rows:
                with formatter.section(text_of(terminal_language(), f"help.group.{group}")):
                    formatter.write_dl(rows)


def localize_click() -> None:
    """Let click ask the catalogue for its own words."""
    for module in (core, decorators, exceptions, formatting, parser, termui, types):
        for name, function in (("_", _translated), ("ngettext", _translated_form)):
            if hasattr(module, name):
                setattr(module, name, function)


def _wide(text: str) -> str:
    return "".join(
        letter + _FILLER if unicodedata.east_asian_width(letter) in "WF" else letter
        for letter in text
    )


def _translated(text: str) -> str:
    """Click's words in the language of the terminal; those that the catalogue does not have stay English."""
    try:
        return text_of(terminal_language(), text)
    except LookupError:
        return text


def _translated_form(one: str, several: str, count: int) -> str:
    return _translated(one if count == 1 else several)
