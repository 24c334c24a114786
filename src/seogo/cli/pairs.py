"""Commands about translation pairs: pairs, concordance."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from seogo.cli.command import AT_LEAST_ONE, PROBLEMS, json_option, main, print_json, with_site

if TYPE_CHECKING:
    from seogo.wiring import Site


@main.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--differences", is_flag=True, help="Only pairs whose numbers, dates or names differ."
)
@click.option(
    "--sort",
    type=click.Choice(["worst", "best", "id"]),
    default="worst",
    show_default=True,
    help="Which pairs come first.",
)
@click.option("--limit", default=30, show_default=True, type=AT_LEAST_ONE, help="So many of each.")
@json_option
@with_site
def pairs(
    site: Site, /, ids: tuple[str, ...], differences: bool, sort: str, limit: int, as_json: bool
) -> None:
    """Say how well translation pairs go together, and which articles have no translation.

    The score is the share of text in passages beside one passage of about the length of a translation. With ID, only
    those articles. --differences lists numbers, dates and names that one side has and the other has not. Unpaired
    articles come with the one that the search finds by their title. Status 1: some articles could not be looked at.
    """
    from seogo.pairs_json import pairs_to_json
    from seogo.pairs_survey import survey
    from seogo.terminal.pairs import print_pairs
    from seogo.terminal.progress import ProgressLine

    with ProgressLine("comparing", "compared") as progress:
        found = survey(site.archive, site.current().engine, progress, ids)
    chosen = found.pairs(sort, differing=differences)
    singles = [] if differences else found.with_likely(site.search, limit)
    counts = len(chosen), len(found.singles)
    if as_json:
        print_json(pairs_to_json(chosen[:limit], singles, found.skipped, counts=counts))
    else:
        print_pairs(chosen[:limit], singles, found.skipped, counts=counts, differing=differences)
    if found.skipped:
        sys.exit(PROBLEMS)


@main.command()
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("--lang", type=click.Choice(["ko", "en"]), help="The language of the word.")
@click.option("--limit", default=20, show_default=True, type=AT_LEAST_ONE, help="So many lines.")
@json_option
@with_site
def concordance(
    site: Site, /, words: tuple[str, ...], lang: str | None, limit: int, as_json: bool
) -> None:
    """Show sentences with WORD beside their translations, by what the word becomes there.

    Several words must stand in one sentence, in any order.
    """
    from seogo.concordance import open_concordance
    from seogo.languages import Language
    from seogo.pairs_json import concordance_to_json
    from seogo.search import SearchRequest
    from seogo.terminal.pairs import print_concordance
    from seogo.web.addresses import Addresses

    request = SearchRequest(q=" ".join(words), lang=Language(lang) if lang else None, size=50)
    made = open_concordance(site.archive, site.search, site.current)
    page = made.lines(request, limit)
    if as_json:
        print_json(concordance_to_json(page, Addresses(), {}))
    else:
        print_concordance(page)
