"""What the command line prints for people: colour and a progress bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from seogo.analysis.token import Token
from seogo.articles.model import Article
from seogo.search import SearchPage
from seogo.snippets import Range
from seogo.streaming import IndexReport

_LINES_EVERY = 2_000


def _console(*, stderr: bool = False) -> Console:
    return Console(stderr=stderr, highlight=False, soft_wrap=True)


class ProgressLine:
    """A progress of indexing: a bar with articles per second and time left on a terminal, else a line now and then."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._all = 0
        self._done = 0
        self._told = 0

    def total(self, articles: int) -> None:
        """See seogo.indexing.Progress."""
        self._all, self._done, self._told = articles, 0, 0
        if not sys.stderr.isatty():
            return
        self._stop()
        self._bar = Progress(
            TextColumn("indexing"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=_console(stderr=True),
            transient=True,
        )
        self._bar.start()
        self._bar.add_task("indexing", total=articles, rate="")

    def advance(self, articles: int) -> None:
        """See seogo.indexing.Progress."""
        self._done += articles
        if self._bar is not None:
            task = self._bar.tasks[0]
            rate = f"{task.speed:,.0f}/s" if task.speed else ""
            self._bar.update(task.id, advance=articles, rate=rate)
            if self._done >= self._all:
                self._stop()
        elif self._done - self._told >= _LINES_EVERY and self._done < self._all:
            self._told = self._done
            print(f"indexed {self._done:,} of {self._all:,}", file=sys.stderr, flush=True)  # noqa: T201

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def print_report(
    report: IndexReport, *, dry_run: bool = False, checked: bool = False, to_stderr: bool = False
) -> None:
    """Print what a run did, or would do, or what a check found."""
    console = _console(stderr=to_stderr)
    for name, remarks, style in (
        ("problem", report.problems, "bold red"),
        ("warning", report.warnings, "yellow"),
        ("note", report.notes if checked else [], "dim"),
    ):
        for remark in remarks:
            console.print(Text.assemble((f"{name}: ", style), str(remark)))
    if report.reason and report.reason not in ("first", "full"):
        console.print(Text(f"Everything was written again: {report.reason}"))
    if checked:
        console.print(
            Text(
                f"{report.unchanged:,} articles, {len(report.problems):,} problems, "
                f"{len(report.warnings):,} warnings, {len(report.notes):,} notes"
            )
        )
        return
    verb = "would be " if dry_run else ""
    console.print(
        Text(
            f"{report.articles:,} articles: {len(report.added):,} {verb}added, "
            f"{len(report.changed):,} {verb}changed, {len(report.removed):,} {verb}removed, "
            f"{report.unchanged:,} unchanged; {len(report.problems):,} problems; "
            f"{report.analysed:,} analysed; {report.seconds:.1f} s"
        )
    )


def print_page(page: SearchPage) -> None:
    """Print one page of results."""
    console = _console()
    for ignored in page.ignored:
        console.print(Text(f"ignored: {ignored.text} ({ignored.reason})", "yellow"))
    for also in page.also:
        console.print(Text(f"also searched: {also.text} ← {also.word}", "dim"))
    count = f"{page.total:,} with every word"
    if page.total_some:
        count += f", {page.total_some:,} with some"
    console.print(Text(f"{count} ({page.took_ms:.0f} ms)", "dim"))
    first = (page.request.page - 1) * page.request.size + 1
    for number, hit in enumerate(page.hits, first):
        console.print()
        title = Text(f"{number}. ").append_text(_marked(hit.title, hit.title_ranges, "bold"))
        if not hit.complete:
            title.append("  (some words)", "yellow")
        console.print(title)
        others = ", ".join(hit.translations)
        parts = [hit.id, hit.source, hit.published, f"⇄ {others}" if others else ""]
        console.print(Text("   " + " · ".join(part for part in parts if part), "dim"))
        for snippet in hit.snippets:
            text = _marked(snippet.text, snippet.ranges, "")
            before, after = ("… " * snippet.opens), (" …" * snippet.closes)
            console.print(Text.assemble("   ", before, text, after))


def print_article(article: Article) -> None:
    """Print an article's metadata and Markdown."""
    console = _console()
    console.print(Text(article.title, "bold"))
    facts = {
        "id": article.id,
        "lang": article.lang.value,
        "source": article.source,
        "published": article.published.text if article.published else "",
        "authors": ", ".join(article.authors),
        "tags": ", ".join(article.tags),
        "url": article.url,
        "rights": article.rights,
    }
    for name, value in facts.items():
        if value:
            console.print(Text(f"{name}: {value}", "dim"))
    console.print()
    console.print(Text(article.body))


def print_tokens(rows: Iterable[tuple[str, Token]]) -> None:
    """Print tokens as a table."""
    table = Table("field", "term", "start", "end", "tag", box=None, pad_edge=False)
    for field, token in rows:
        table.add_row(field, Text(token.term), str(token.start), str(token.end), token.tag)
    _console().print(table)


def _marked(text: str, ranges: Sequence[Range], style: str) -> Text:
    marked = Text(text, style)
    for place in ranges:
        marked.stylize("bold yellow", place.start, place.end)
    return marked
