"""Commands that search the archive, check quotes, and show how a text is analysed: search, verify, analyze."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seogo.cli.base.command import (
    PROBLEMS,
    main,
    opened_site,
    print_json,
    to_json,
    with_settings,
    with_site,
)
from seogo.cli.base.options import given_pairs, json_option, search_options
from seogo.cli.base.served import print_answer
from seogo.languages import Language, speaking, terminal_language
from seogo.searching.parameters import PARAMETERS, QUERY, Pairs, to_request
from seogo.terminal.output import Output, rendering
from seogo.terminal.texts import translated

if TYPE_CHECKING:
    from seogo.composition import Site
    from seogo.settings import Settings


_FILE = click.Path(path_type=Path, dir_okay=False, exists=True, allow_dash=True)
"""A file that is read, ``-`` for standard input."""


@main.command()
@click.argument("query", nargs=-1)
@search_options([one for one in PARAMETERS if one is not QUERY])
@click.option("--explain", metavar="ID")
@click.option("--batch", type=_FILE)
@click.option("--partial", is_flag=True)
@json_option
@with_settings
def search(settings: Settings, /, query: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Search the archive. QUERY is written as on the search page (see `seogo help searching`)."""
    explained, batch, partial = (given.pop(name) for name in ("explain", "batch", "partial"))
    if (batch is not None) == bool(query):
        raise click.UsageError(translated("search.query-or-batch"))
    if batch is not None:
        with opened_site(settings) as site:
            _search_all(site, batch, given_pairs(given), as_json=as_json)
        return
    pairs = [("q", " ".join(query)), *given_pairs(given)]
    to_request(pairs)  # what is wrong is told before anything is loaded
    question = {
        "pairs": pairs,
        "explain": explained,
        "partial": partial,
        "json": as_json,
    }
    print_answer(settings, question, answer_search)


def answer_command(site: Site, question: Mapping[str, Any]) -> str:
    """What a command of another process prints for its question. Raises as `answer_search` does."""
    if "command" in question:
        from seogo.cli.pairs import answer_concordance

        return answer_concordance(site, question)
    return answer_search(site, question)


def answer_search(site: Site, question: Mapping[str, Any]) -> str:
    """What the command prints for a question, which may come from another process. Raises RequestError, ArticleUnknown,
    IndexUnavailable, and LookupError, TypeError or ValueError for what is no question."""
    from seogo.answers.open_archive import OpenArchive
    from seogo.serializers.explanation import to_score_explanation
    from seogo.serializers.result_page import to_result_page
    from seogo.terminal.search.explanations import print_score
    from seogo.terminal.search.results import print_page

    language = Language(question["language"])
    how = Output(question["color"], quiet=question["quiet"], width=question["width"])
    pairs = [(str(name), str(text)) for name, text in question["pairs"]]
    request = to_request(pairs, zone=site.archive.zone)
    if question["explain"] is not None:
        score = site.search.explain(request, question["explain"])
        if question["json"]:
            return f"{to_json(to_score_explanation(score))}\n"
        with speaking(language), rendering(how) as text:
            print_score(score)
        return text.getvalue()
    archive = OpenArchive(site, language)
    found = archive.find(request)
    coverage = archive.covering(found)
    if question["json"]:
        return f"{to_json(to_result_page(found, archive.style, coverage))}\n"
    with speaking(language), rendering(how) as text:
        print_page(found, coverage, partial=question["partial"])
    return text.getvalue()


def _search_all(site: Site, file: Path, given: Pairs, *, as_json: bool) -> None:
    from seogo.answers.batch import search_all, to_csv

    searches = search_all(_read(file), file.name, given, site.search, site.archive.zone)
    if as_json:
        print_json([row for one in searches for row in one.rows()])
        return
    for line in to_csv(searches):
        click.echo(line, nl=False)


def _read(file: Path) -> bytes:
    return sys.stdin.buffer.read() if file == Path("-") else file.read_bytes()


@main.command()
@click.argument("file", type=_FILE)
@click.option("--article", metavar="ID")
@json_option
@with_site
def verify(site: Site, /, file: Path, article: str | None, as_json: bool) -> None:
    """Check the quotes in FILE against the archive."""
    from seogo.answers.open_archive import OpenArchive
    from seogo.answers.quote_files import read_quotes
    from seogo.terminal.search.quotes import print_quote

    archive, found = OpenArchive(site, terminal_language()), []
    for quote, of in read_quotes(_read(file), file.name):
        found.append(archive.verify(quote, article=of or article))
        if not as_json:
            print_quote(found[-1])
    if as_json:
        print_json(found)
    if any(one.verdict in ("altered", "absent") for one in found):
        sys.exit(PROBLEMS)


@main.command()
@click.argument("text", nargs=-1, required=True)
@json_option
@with_site
def analyze(site: Site, /, text: tuple[str, ...], as_json: bool) -> None:
    """Show what TEXT means: as a query, word by word (with an index), and as part of an article, token by token."""
    from seogo.articles.wordlists import load_dictionary
    from seogo.indexing.word_lists import DICTIONARY_FILE
    from seogo.searching.query_explanation import explain_text
    from seogo.serializers.explanation import to_analyzed_text
    from seogo.terminal.search.explanations import print_explained

    analyzer = site.analyzer_for(load_dictionary(site.archive.root / DICTIONARY_FILE))
    explained = explain_text(" ".join(text), analyzer, site.search.read)
    if as_json:
        print_json(to_analyzed_text(explained, problem=str(explained.problem or "")))
    else:
        print_explained(explained)
