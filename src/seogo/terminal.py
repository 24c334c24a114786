"""What the command line prints for people: colour and a progress bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from seogo.articles.model import Article
from seogo.explaining import ExplainedScore
from seogo.languages import Language
from seogo.meanings import ExplainedText, Meaning, kind_of
from seogo.new_words.adding import Added
from seogo.new_words.proposals import Proposal
from seogo.query.messages import describe_ignored
from seogo.search import SearchPage
from seogo.snippets import Range
from seogo.streaming import IndexReport
from seogo.term_changes import TermChanges
from seogo.web.texts import TEXTS

_LINES_EVERY = 2_000
_TEXTS = TEXTS[Language.EN]


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
    _print_terms(report.terms)


def _print_terms(terms: TermChanges) -> None:
    if not terms.listed:
        return
    console = _console()
    console.print(Text("Terms that the dictionary would change:"))
    table = Table("articles", "now", "", "then", box=None)
    table.columns[0].justify = "right"
    for change in terms.listed:
        before, after = (" ".join(part) or "∅" for part in (change.before, change.after))
        table.add_row(f"{change.articles:,}", Text(before), "→", Text(after, "bold"))
    console.print(table)
    if terms.others:
        console.print(Text(f"and {terms.others:,} other changes", "dim"))


def print_words(proposals: Sequence[Proposal], *, others: int) -> None:
    """Print proposals for the dictionary with an example each; ``others`` is how many more there are."""
    console = _console()
    if not proposals:
        console.print(Text("No word of this archive is broken that often."))
        return
    table = Table("word", "count", "broken", "articles", "as", "evidence", box=None, pad_edge=False)
    for column in table.columns[1:4]:
        column.justify = "right"
    for one in proposals:
        parts = ", ".join(" + ".join(division.parts) for division in one.divisions)
        numbers = (f"{number:,}" for number in (one.count, one.broken, one.articles))
        table.add_row(Text(one.word, "bold"), *numbers, Text(parts), ", ".join(one.evidence))
    console.print(table)
    console.print()
    for one in proposals:
        for example in one.examples:
            where = (f"  {example.article}  ", "dim")
            console.print(Text.assemble((one.word, "bold"), where, example.text))
    if others:
        console.print(Text(f"{others:,} more: --limit", "dim"))
    console.print(Text("Write those that are right: seogo words --add WORD…", "dim"))


def print_added(done: Added) -> None:
    """Print which words the dictionary has now."""
    console = _console()
    console.print(Text(f"added: {', '.join(done.added) or 'nothing'}"))
    if done.known:
        console.print(Text(f"there already: {', '.join(done.known)}", "dim"))
    if done.added:
        console.print(Text("What that changes: seogo reindex --dry-run", "dim"))


def print_page(page: SearchPage) -> None:
    """Print one page of results."""
    console = _console()
    for ignored in page.ignored:
        console.print(Text(f"ignored: {ignored.text} ({ignored.reason})", "yellow"))
    for other in page.corrections:
        console.print(Text(f"did you mean: {other.text} ({_count(other.total, other.total_some)})"))
    for also in page.also:
        console.print(Text(f"also searched: {also.text} ← {also.word}", "dim"))
    count = _count(page.total, page.total_some)
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


def _count(total: int, some: int) -> str:
    count = f"{total:,} with every word"
    return f"{count}, {some:,} with some" if some else count


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


def print_explained(explained: ExplainedText) -> None:
    """Print what a text means as a query, word by word, and its tokens as a table."""
    console = _console()
    if explained.problem is not None:
        console.print(Text(f"as a query: {explained.problem}", "yellow"))
    elif explained.reading is not None:
        console.print(Text(f"as a query: {explained.reading.read_as}", "bold"))
        for ignored in explained.reading.ignored:
            console.print(Text(f"  {describe_ignored(ignored, Language.EN)}", "yellow"))
        for meaning in explained.reading.words:
            console.print(Text(f"  {meaning.word}", "bold"))
            for name, said in _meant(meaning):
                console.print(Text.assemble("    ", (f"{name}: ", "dim"), said))
    console.print()
    console.print(Text("as part of an article:", "bold"))
    table = Table("kind", "term", "in the text", "start", "end", "tag", box=None, pad_edge=False)
    for field, token in explained.tokens:
        stands = Text(explained.text[token.start : token.end])
        kind = _TEXTS[f"kind_{kind_of(field, token.term)}"]
        table.add_row(
            kind, Text(token.term), stands, str(token.start), str(token.end), Text(token.tag)
        )
    console.print(table)


def print_score(score: ExplainedScore) -> None:
    """Print what the score of an article is made of, as a table with a total."""
    console = _console()
    console.print(Text.assemble((score.title, "bold"), (f"  {score.id}", "dim")))
    said = {"every": "It has every word.", "some": "It has some words.", "none": "It is no result."}
    console.print(Text(said[score.match]))
    if score.missing:
        console.print(Text(f"Not in it: {', '.join(score.missing)}", "yellow"))
    elif score.match == "none":
        console.print(Text("It has the words, but something in the query leaves it out.", "yellow"))
    if score.filtered:
        console.print(Text("The filters leave it out.", "yellow"))
    table = Table("word", "kind", "term", box=None, pad_edge=False)
    for name in ("in it", "articles", "weight", "points", "share"):
        table.add_column(name, justify="right")
    for before, row in zip((None, *score.rows), score.rows, strict=False):
        terms = " ".join(row.terms)
        table.add_row(
            Text(
                "" if before is not None and before.word == row.word else row.word or "near words"
            ),
            _TEXTS[f"kind_{kind_of(row.field, row.terms[0])}"],
            Text(terms if row.how in ("word", "near") else _form(row.how, terms)),
            " ".join(f"{made.frequency:,}" for made in row.made),
            " ".join(f"{made.documents:,}" for made in row.made),
            f"{row.weight:.2f}",
            f"{row.points:.2f}",
            f"{row.share:.0%}",
        )
    if score.rows:
        table.add_row("total", "", "", "", "", "", f"{score.total:.2f}", "100%", style="bold")
        console.print(table)


def _meant(meaning: Meaning) -> Iterator[tuple[str, str]]:
    """What a typed word asks for, by name."""
    forms = ", ".join(_form(form.how, form.text) for form in meaning.forms)
    for name, said in (
        ("an article has", ", ".join(meaning.asked)),
        ("or as parts", ", ".join(meaning.parts)),
        ("or another form", forms),
        ("grammar, not asked for", ", ".join(meaning.function)),
        ("counts besides, joined", ", ".join(meaning.compounds)),
        ("counts besides, as written", ", ".join(meaning.surfaces)),
    ):
        if said:
            yield name, said


def _form(how: str, text: str) -> str:
    """Another form of a word with how it is one."""
    return _TEXTS.get(f"form_{how}", _TEXTS["form_other"]).format(text=text)


def _marked(text: str, ranges: Sequence[Range], style: str) -> Text:
    marked = Text(text, style)
    for place in ranges:
        marked.stylize("bold yellow", place.start, place.end)
    return marked
