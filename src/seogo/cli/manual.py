"""The command that prints the manual."""

from __future__ import annotations

import click

from seogo.cli.base.command import main
from seogo.languages import Language, terminal_language
from seogo.manual.topics import TOPICS


@main.command("help")
@click.argument("topic", type=click.Choice(TOPICS), required=False, metavar="[TOPIC]")
@click.option("--lang", type=click.Choice([language.value for language in Language]))
def help_command(topic: str | None, lang: str | None) -> None:
    """Print a topic of the manual, or list all topics."""
    from seogo.terminal.manual import print_topic, print_topics

    language = Language(lang) if lang else terminal_language()
    if topic is None:
        print_topics(language)
    else:
        print_topic(topic, language)
