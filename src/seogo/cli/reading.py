"""Commands that read: search, show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from seogo.cli.command import (
    given_pairs,
    json_option,
    main,
    print_json,
    search_options,
    with_site,
)
from seogo.messages import Message
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
    from seogo.serializers.addresses import Addresses
    from seogo.serializers.explanation import to_score_explanation
    from seogo.serializers.result_page import to_result_page
    from seogo.terminal.results import print_page, print_score

    explained = given.pop("explain")
    request = to_request([("q", " ".join(query)), *given_pairs(given)])
    if explained is not None and as_json:
        print_json(to_score_explanation(site.search.explain(request, explained)))
    elif explained is not None:
        print_score(site.search.explain(request, explained))
    elif as_json:
        print_json(to_result_page(site.search.search(request), Addresses()))
    else:
        print_page(site.search.search(request))


@main.command()
@click.argument("article_id", metavar="ID")
@json_option
@with_site
def show(site: Site, /, article_id: str, as_json: bool) -> None:
    """Print the article with this id, as its file has it."""
    from seogo.errors import ArticleUnknown
    from seogo.serializers.addresses import Addresses
    from seogo.serializers.article import to_article_text
    from seogo.terminal.results import print_article

    scan = site.archive.scan()
    if article_id not in scan.files:
        raise ArticleUnknown(Message("article.unknown-id", id=article_id))
    article = site.archive.read(scan.files[article_id])
    if as_json:
        others = {name: scan.files[name].lang for name in scan.groups.get(article_id, ())}
        translations = {name: lang for name, lang in others.items() if lang and name != article_id}
        print_json(to_article_text(article, translations, Addresses()))
    else:
        print_article(article)
