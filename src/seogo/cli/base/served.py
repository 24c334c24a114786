"""Answers of a server that runs on the same index, which a command prints; without one it finds them itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from seogo.cli.base.command import opened_site, print_note
from seogo.languages import terminal_language
from seogo.terminal.output import output

if TYPE_CHECKING:
    from seogo.composition import Site
    from seogo.settings import Settings


def print_answer(
    settings: Settings,
    question: Mapping[str, Any],
    answer: Callable[[Site, Mapping[str, Any]], str],
) -> None:
    """Print what the server says to a question, as this terminal shows it; without a server, what ``answer`` says."""
    from seogo.serving.local_socket import ask

    printed = output.get().of_terminal()
    question = {
        **question,
        "language": terminal_language().value,
        "color": printed.color,
        "width": printed.width,
        "quiet": printed.quiet,
    }
    text = ask(settings, question)
    if text is None:
        print_note("search.loading")
        with opened_site(settings) as site:
            text = answer(site, question)
    click.echo(text, nl=False, color=True)  # its colours are those that are wanted
