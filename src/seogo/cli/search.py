"""Commands that search the archive, and show how a text is analysed: search, analyze."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from seogo.cli.command import (
    citation_style,
    given_pairs,
    json_option,
    main,
    print_json,
    search_options,
    with_site,
)
from seogo.searching.parameters import PARAMETERS, QUERY, to_request

if TYPE_CHECKING:
    from seogo.composition import Site


@main.command()
@click.argument("query", nargs=-1, required=True)
@search_options([one for one in PARAMETERS if one is not QUERY])
@click.option("--explain", metavar="ID")
@json_option
@with_site
def search(site: Site, /, query: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Search the archive. QUERY is written as on the search page (see `seogo help searching`)."""
    from seogo.answers.coverage import coverage_of
    from seogo.serializers.explanation import to_score_explanation
    from seogo.serializers.result_page import to_result_page
    from seogo.terminal.results import print_page, print_score

    explained = given.pop("explain")
    request = to_request([("q", " ".join(query)), *given_pairs(given)])
    if explained is not None and as_json:
        print_json(to_score_explanation(site.search.explain(request, explained)))
        return
    if explained is not None:
        print_score(site.search.explain(request, explained))
        return
    style, found = citation_style(site), site.search.search(request)
    coverage = coverage_of(found, site.search, style.addresses, style.language)
    if as_json:
        print_json(to_result_page(found, style, coverage))
    else:
        print_page(found, coverage)


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
    from seogo.terminal.results import print_explained

    analyzer = site.analyzer_for(load_dictionary(site.archive.root / DICTIONARY_FILE))
    explained = explain_text(" ".join(text), analyzer, site.search.read)
    if as_json:
        print_json(to_analyzed_text(explained, problem=str(explained.problem or "")))
    else:
        print_explained(explained)
