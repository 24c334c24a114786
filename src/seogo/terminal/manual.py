"""Topics of the manual in lines."""

from __future__ import annotations

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from seogo.languages import Language
from seogo.manual.topics import TOPICS, load_topic


def print_topics(language: Language) -> None:
    """Print the name and the summary of every topic."""
    table = Table.grid(padding=(0, 2))
    for topic in TOPICS:
        table.add_row(topic, load_topic(topic, language).summary)
    Console(highlight=False).print(table)


def print_topic(topic: str, language: Language) -> None:
    """Print one topic, laid out for the width of the terminal."""
    article = load_topic(topic, language)
    text = f"# {article.title}\n\n{article.summary}\n\n{article.body}"
    Console(highlight=False).print(Markdown(text, code_theme="bw", hyperlinks=False))
