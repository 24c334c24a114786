"""In which language `--help` and wrong usage speak: that of the terminal, as messages do.

Commands are written in English, and `terminal.help_ko` has the Korean of every paragraph and option. Click counts letters
where it breaks lines, and Hangul is two columns wide: while a text is laid out a filler stands behind each wide letter, and
is taken out of what comes of it. Click's own words go through gettext, whose catalogues are binary files; the function that
click asks is replaced by one that asks the table.
"""

from __future__ import annotations

import inspect
import re
import unicodedata
from collections.abc import Callable
from copy import copy
from functools import cache
from typing import Final

import click
from click import core, decorators, exceptions, formatting, parser, termui, types

from seogo.languages import Language, terminal_language

_FILLER: Final = "\ue000"
_AS_IT_IS: Final = "\b\n"
"""Click's sign for a paragraph whose lines stay as they are."""


class SpeakingCommand(click.Command):
    """A command whose help is in the language of the terminal."""

    def get_help(self, ctx: click.Context) -> str:
        return super().get_help(ctx).replace(_FILLER, "")

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if not is_korean():
            super().format_help(ctx, formatter)
            return
        spoken = copy(self)
        spoken.help = _wide(in_korean(self.help or ""))
        spoken.params = [_spoken(param) for param in self.get_params(ctx)]
        spoken.add_help_option = False  # it is among them
        super(SpeakingCommand, spoken).format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        if not is_korean():
            return super().get_short_help_str(limit)
        return _wide(in_korean(self.help or "").partition("\n")[0])

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = super().collect_usage_pieces(ctx)
        return [_table()[2].get(piece, piece) for piece in pieces] if is_korean() else pieces


class SpeakingGroup(SpeakingCommand, click.Group):
    """A group of such commands."""

    command_class = SpeakingCommand


def is_korean() -> bool:
    """Whether the terminal is Korean now."""
    return terminal_language() is Language.KO


def in_korean(text: str) -> str:
    """The Korean of a help text, paragraph by paragraph; a paragraph that the table does not have stays."""
    known = _table()[0]
    found = (known.get(key, (key,)) for key in paragraphs(text))
    return "\n\n".join(
        lines[0] if len(lines) == 1 else _AS_IT_IS + "\n".join(lines) for lines in found
    )


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each in one line: by these the table knows them."""
    parts = re.split(r"\n\s*\n", inspect.cleandoc(text))
    return [" ".join(part.replace("\b", "").split()) for part in parts]


def teach_click() -> None:
    """Let click ask this module for its own words."""
    for module in (core, decorators, exceptions, formatting, parser, termui, types):
        for name, function in (("_", _own), ("ngettext", _own_of)):
            if hasattr(module, name):
                setattr(module, name, function)


def _own(text: str) -> str:
    return _table()[1].get(text, text) if is_korean() else text


def _own_of(one: str, several: str, count: int) -> str:
    return _own(one if count == 1 else several)


@cache
def _table() -> tuple[dict[str, tuple[str, ...]], dict[str, str], dict[str, str]]:
    """Help by paragraph, click's words, and those of usage lines."""
    from seogo.terminal.l10n.help_ko import CLICK, HELP, USAGE

    known: dict[str, tuple[str, ...]] = {}
    english = ""
    for line in HELP.splitlines():
        if line.startswith("    "):
            known[english] = (*known.get(english, ()), line[4:])
        elif line:
            english = " ".join(line.split())
    return known, CLICK, USAGE


def _spoken(param: click.Parameter) -> click.Parameter:
    if not isinstance(param, click.Option) or not param.help:
        return param
    spoken = copy(param)
    spoken.help = _wide(in_korean(param.help))
    return spoken


_is_wide: Callable[[str], bool] = cache(lambda sign: unicodedata.east_asian_width(sign) in "WF")


def _wide(text: str) -> str:
    return "".join(sign + _FILLER if _is_wide(sign) else sign for sign in text)
