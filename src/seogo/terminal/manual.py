"""Topics of the manual, laid out for a terminal."""

from __future__ import annotations

from typing import ClassVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown, MarkdownElement, TableElement
from rich.table import Table

from seogo.languages import Language
from seogo.manual.topics import TOPICS, load_topic
from seogo.terminal.console import open_console


class _WholeTable(TableElement):
    """A table whose cells fold instead of being cut: rich cuts a line that a wide letter fills to its end."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for table in super().__rich_console__(console, options):
            assert isinstance(table, Table)
            for column in table.columns:
                column.overflow = "fold"
            yield table


class _Markdown(Markdown):
    """Markdown whose tables are never cut."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "table_open": _WholeTable,
    }


def print_topics(language: Language) -> None:
    """Print the name and the summary of every topic."""
    table = Table.grid(padding=(0, 2))
    for topic in TOPICS:
        table.add_row(topic, load_topic(topic, language).summary)
    for column in table.columns:
        column.overflow = "fold"
    open_console(soft_wrap=False).print(table)


def print_topic(topic: str, language: Language) -> None:
    """Print one topic, laid out for the width of the terminal."""
    article = load_topic(topic, language)
    text = f"# {article.title}\n\n{article.summary}\n\n{article.body}"
    open_console(soft_wrap=False).print(_Markdown(text, code_theme="bw", hyperlinks=False))
