"""Lines on results and articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from seogo.articles.model import Article
from seogo.languages import terminal_language
from seogo.query.diagnostics import ignored_message, shortened
from seogo.query.nodes import Excluded, Ignored
from seogo.searching.hits import Hit
from seogo.searching.request import SearchPage
from seogo.serializers.server_answers import Coverage
from seogo.terminal.console import marked, open_console, print_hint
from seogo.terminal.texts import shown_date, translated

_INDENT: Final = 3
_WIDEST: Final = 100
"""Columns of a text that is wrapped."""
_MOST_REASONS: Final = 4


def print_page(
    page: SearchPage, coverage: Coverage | None = None, *, partial: bool = False
) -> None:
    """Print one page of results; ``coverage`` is what the archive has where it has none. Hits with some of the words are left
    out behind hits with all of them, unless ``partial``."""
    console = open_console()
    print_reading(console, page.ignored, page.excluded)
    for other in page.corrections:
        found = _count(other.articles, other.articles_some)
        console.print(Text(translated("search.did-you-mean", query=other.text, reason=found)))
    for bridge in page.bridges:
        sure, origin = f"{bridge.probability:.0%}", translated(f"origin.{bridge.origin}")
        line = translated(
            "search.translation", text=bridge.text, word=bridge.word, origin=origin, share=sure
        )
        console.print(Text(line, "dim"))
    for also in page.also:
        console.print(Text(translated("search.synonym", text=also.text, word=also.word), "dim"))
    console.print(Text(_totals(page), "dim"))
    if page.unknown:
        what = translated("search.unknown-words", words=", ".join(page.unknown))
        console.print(Text(what, "yellow"))
    if coverage is not None:
        console.print(Text(coverage.text))
    first = (page.request.page - 1) * page.request.size + 1
    leads = bool(page.hits) and page.hits[0].complete
    left_out = 0
    for number, hit in enumerate(page.hits, first):
        if leads and not (partial or hit.complete or hit.near):
            left_out += 1
            continue
        console.print()
        _print_hit(console, number, hit)
    if left_out:
        print_hint(f"\n{translated('search.partial')}")


def _totals(page: SearchPage) -> str:
    """How many articles were found, and how many results where translations are folded."""
    parts = [_count(page.total_articles, page.total_articles_some)]
    results = page.total + page.total_some
    if results != page.total_articles + page.total_articles_some:
        parts.append(translated("search.folded", count=results))
    if page.total_meaning:
        parts.append(translated("search.total-near", count=page.total_meaning))
    return " · ".join(parts)


def _count(total: int, some: int) -> str:
    """The number of articles: with all words, and with some of them."""
    every = translated("search.total" if total else "search.total-none", count=total)
    return f"{every} · {translated('search.total-some', count=some)}" if some else every


def _print_hit(console: Console, number: int, hit: Hit) -> None:
    title = Text(f"{number}. ").append_text(marked(hit.title, hit.title_ranges, "bold"))
    if hit.near:
        title.append(f"  {translated('search.near')}", "yellow")
    console.print(title)
    others = ", ".join(hit.translations)
    parts = [hit.id, shown_date(hit.published), hit.source, f"⇄ {others}" if others else ""]
    _print_indented(console, Text(" · ".join(part for part in parts if part), "dim"))
    if hit.missing and not hit.near:
        what = translated("search.missing-words", words=", ".join(hit.missing))
        _print_indented(console, Text(what, "yellow"))
    if reasons := [*dict.fromkeys(_reasons(hit))]:
        what = translated("search.matched", words=", ".join(reasons[:_MOST_REASONS]))
        _print_indented(console, Text(what, "dim"))
    for snippet in hit.snippets:
        text = marked(snippet.text, snippet.ranges, "")
        before, after = ("… " * snippet.opens), (" …" * snippet.closes)
        whole = Text.assemble(before, text, after)
        # where a heading or paragraph ends, there are two spaces
        for line in whole.split("  "):
            if line.plain.strip():
                _print_indented(console, line)


def _reasons(hit: Hit) -> Iterator[str]:
    """What of an article matched that is not what was typed."""
    for one in hit.matched:
        if one.how not in ("word", "meaning") and one.found.casefold() != one.word.casefold():
            yield f"{one.found} ← {one.word}"


def _print_indented(console: Console, text: Text) -> None:
    """Print a text under the title of a hit; on a terminal its further lines are indented too."""
    if console.soft_wrap:
        console.print(Text(" " * _INDENT).append_text(text))
    else:
        console.print(
            Padding(text, (0, 0, 0, _INDENT), expand=False), width=min(console.width, _WIDEST)
        )


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


def print_reading(
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
