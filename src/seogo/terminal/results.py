"""Lines on results, articles, analysed text and scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from seogo.articles.model import Article
from seogo.languages import terminal_language
from seogo.query.diagnostics import ignored_message, shortened
from seogo.query.nodes import Excluded, Ignored
from seogo.searching.explain import ExplainedNearness, ExplainedScore
from seogo.searching.query_explanation import (
    ExplainedText,
    WordExplanation,
    form_message,
    kind_message,
)
from seogo.searching.request import SearchPage
from seogo.serializers.server_answers import Coverage
from seogo.terminal.console import marked, open_console
from seogo.terminal.texts import translated


def print_page(page: SearchPage, coverage: Coverage | None = None) -> None:
    """Print one page of results; ``coverage`` is what the archive has where it has none."""
    console = open_console()
    _print_reading(console, page.ignored, page.excluded)
    for other in page.corrections:
        found = _count(other.total, other.total_some)
        console.print(Text(translated("search.did-you-mean", query=other.text, reason=found)))
    for bridge in page.bridges:
        sure, origin = f"{bridge.probability:.0%}", translated(f"origin.{bridge.origin}")
        line = translated(
            "search.translation", text=bridge.text, word=bridge.word, origin=origin, share=sure
        )
        console.print(Text(line, "dim"))
    for also in page.also:
        console.print(Text(translated("search.synonym", text=also.text, word=also.word), "dim"))
    count = _count(page.total, page.total_some)
    if page.total_meaning:
        count = translated("search.total-near", words=count, near=page.total_meaning)
    console.print(Text(f"{count} ({page.took_ms:.0f} ms)", "dim"))
    if coverage is not None:
        console.print(Text(coverage.text))
    first = (page.request.page - 1) * page.request.size + 1
    for number, hit in enumerate(page.hits, first):
        console.print()
        title = Text(f"{number}. ").append_text(marked(hit.title, hit.title_ranges, "bold"))
        if not hit.complete:
            code = "search.near" if hit.near else "search.incomplete"
            title.append(f"  {translated(code)}", "yellow")
        console.print(title)
        others = ", ".join(hit.translations)
        parts = [hit.id, hit.source, hit.published, f"⇄ {others}" if others else ""]
        console.print(Text("   " + " · ".join(part for part in parts if part), "dim"))
        for snippet in hit.snippets:
            text = marked(snippet.text, snippet.ranges, "")
            before, after = ("… " * snippet.opens), (" …" * snippet.closes)
            console.print(Text.assemble("   ", before, text, after))


def _count(total: int, some: int) -> str:
    """The number of results: complete ones, and those with some of the words."""
    return translated("search.total-some" if some else "search.total", count=total, some=some)


def print_article(article: Article) -> None:
    """Print an article's metadata and Markdown."""
    console = open_console()
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
    """Print a text as it is read as a query, word by word, and its tokens as those of an article, as a table."""
    console = open_console()
    if explained.problem is not None:
        console.print(
            Text(
                f"{translated('search.as-query')} {explained.problem.message.text(terminal_language())}",
                "yellow",
            )
        )
    elif explained.reading is not None:
        console.print(Text(f"{translated('search.as-query')} {explained.reading.read_as}", "bold"))
        _print_reading(console, explained.reading.ignored, explained.reading.excluded, "  ")
        for meaning in explained.reading.words:
            console.print(Text(f"  {meaning.word}", "bold"))
            for name, terms in _meaning(meaning):
                console.print(Text.assemble("    ", (f"{name}: ", "dim"), terms))
    console.print()
    console.print(Text(translated("search.as-article"), "bold"))
    table = Table(box=None, pad_edge=False)
    for name in (
        "search.kind",
        "search.term",
        "search.in-the-text",
        "search.start",
        "search.end",
        "search.tag",
    ):
        table.add_column(translated(name))
    for field, token in explained.tokens:
        surface = Text(explained.text[token.start : token.end])
        kind = kind_message(field, token.term).text(terminal_language())
        table.add_row(
            kind, Text(token.term), surface, str(token.start), str(token.end), Text(token.tag)
        )
    console.print(table)


def print_score(score: ExplainedScore) -> None:
    """Print the score of an article as a table: a row for each word and form, and a total."""
    console = open_console()
    console.print(Text.assemble((score.title, "bold"), (f"  {score.id}", "dim")))
    match score.match:
        case "every":
            console.print(Text(translated("search.explain-every")))
        case "some":
            console.print(Text(translated("search.explain-some")))
        case _:
            console.print(Text(translated("search.explain-none")))
    if score.missing:
        console.print(
            Text(translated("search.missing-words", words=", ".join(score.missing)), "yellow")
        )
    elif score.match == "none":
        what = translated("search.left-out")
        console.print(Text(what, "yellow"))
    if score.bridged:
        what = translated("search.bridged")
        console.print(Text(what, "yellow"))
    if score.filtered:
        console.print(Text(translated("search.filtered"), "yellow"))
    table = Table(box=None, pad_edge=False)
    for name in ("search.word", "search.kind", "search.term"):
        table.add_column(translated(name))
    for name in (
        "search.in-it",
        "report.articles",
        "search.weight",
        "search.points",
        "search.share",
    ):
        table.add_column(translated(name), justify="right")
    for before, row in zip((None, *score.rows), score.rows, strict=False):
        terms = " ".join(row.terms)
        table.add_row(
            Text(
                ""
                if before is not None and before.word == row.word
                else row.word or translated("search.near-words")
            ),
            kind_message(row.field, row.terms[0]).text(terminal_language()),
            Text(terms if row.how in ("word", "near") else _form(row.how, terms)),
            " ".join(f"{made.frequency:,}" for made in row.term_scores),
            " ".join(f"{made.documents:,}" for made in row.term_scores),
            f"{row.weight:.2f}",
            f"{row.points:.2f}",
            f"{row.share:.0%}",
        )
    if score.rows:
        table.add_row(
            translated("search.sum"), "", "", "", "", "", f"{score.total:.2f}", "100%", style="bold"
        )
        console.print(table)
    if score.meaning is not None:
        _print_nearness(console, score.meaning)


def _print_nearness(console: Console, found: ExplainedNearness) -> None:
    """Print the share of nearness in meaning, with the passage that is nearest."""
    code = "search.explain-nearness" if found.rank else "search.explain-nearness-alone"
    what = translated(
        code,
        similarity=f"{found.similarity:.2f}",
        share=f"{found.share:.0%}",
        words=f"{found.by_words:.2f}",
        rank=found.rank,
    )
    console.print(Text(what))
    console.print(Text(f"  «{shortened(found.text)}»", "dim"))


def _print_reading(
    console: Console, ignored: Iterable[Ignored], excluded: Iterable[Excluded], indent: str = ""
) -> None:
    """Print what of a query was left out or ignored, each line once, with the query that reads it otherwise."""
    lines = [
        (translated("search.excluded", text=shortened(one.text)), one.other) for one in excluded
    ]
    lines += [(ignored_message(one).text(terminal_language()), one.other) for one in ignored]
    others: dict[str, str] = {}
    for line, other in lines:
        others.setdefault(line, other)
    for line, other in others.items():
        instead = (
            f" ({translated('search.other-reading', query=shortened(other))})" if other else ""
        )
        console.print(Text(f"{indent}{line}{instead}", "yellow"))


def _meaning(meaning: WordExplanation) -> Iterator[tuple[str, str]]:
    """The terms of a typed word by kind: those that are required, its other forms, particles …"""
    forms = ", ".join(_form(form.how, form.text) for form in meaning.forms)
    for name, terms in (
        (translated("search.required"), ", ".join(meaning.required)),
        (translated("search.as-parts"), ", ".join(meaning.parts)),
        (translated("search.as-form"), forms),
        (translated("search.grammar"), ", ".join(meaning.function)),
        (translated("search.compounds"), ", ".join(meaning.compounds)),
        (translated("search.surfaces"), ", ".join(meaning.surfaces)),
    ):
        if terms:
            yield name, terms


def _form(how: str, text: str) -> str:
    """Another form of a word, with the way in which it was derived."""
    return form_message(how, text).text(terminal_language())
