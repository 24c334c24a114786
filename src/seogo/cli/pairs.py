"""Commands on translation pairs: pairs, concordance."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from seogo.cli.base.command import (
    PROBLEMS,
    main,
    print_json,
    to_json,
    with_settings,
    with_site,
)
from seogo.cli.base.options import AT_LEAST_ONE, json_option
from seogo.cli.base.served import print_answer
from seogo.languages import Language, speaking
from seogo.terminal.output import Output, rendering
from seogo.terminal.texts import translated

if TYPE_CHECKING:
    from seogo.composition import Site
    from seogo.pairs.pair_proposals import PairProposer
    from seogo.settings import Settings


@main.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--differences", is_flag=True)
@click.option(
    "--sort", type=click.Choice(["worst", "best", "id"]), default="worst", show_default=True
)
@click.option("--limit", default=30, show_default=True, type=AT_LEAST_ONE)
@click.option("--suggest", is_flag=True)
@click.option("--at-least", type=click.FloatRange(0, 1))
@click.option("--accept", "accepted", multiple=True, metavar="ID=ID")
@click.option("--accept-all", is_flag=True)
@json_option
@with_site
def pairs(
    site: Site,
    /,
    ids: tuple[str, ...],
    differences: bool,
    sort: str,
    limit: int,
    suggest: bool,
    at_least: float | None,
    accepted: tuple[str, ...],
    accept_all: bool,
    as_json: bool,
) -> None:
    """Say how well translation pairs go together, and which articles have no translation."""
    if accepted and (suggest or ids or differences):
        what = translated("pairs.accept-alone")
        raise click.UsageError(what)
    if suggest and (ids or differences):
        what = translated("pairs.suggest-alone")
        raise click.UsageError(what)
    if not suggest and (accept_all or at_least is not None):
        raise click.UsageError(translated("pairs.with-suggest"))
    if accepted:
        _accept(site, [_to_ids(text) for text in accepted], as_json=as_json)
    elif suggest:
        _suggest(site, at_least, limit, accept_all=accept_all, as_json=as_json)
    else:
        _survey(site, ids, sort, limit, differences=differences, as_json=as_json)


def _survey(
    site: Site, ids: tuple[str, ...], sort: str, limit: int, *, differences: bool, as_json: bool
) -> None:
    """Print the pairs of the archive, or those of ``ids``."""
    from seogo.pairs.pair_survey import survey_pairs
    from seogo.serializers.pairs import to_pair_survey
    from seogo.terminal.pairs import print_pairs
    from seogo.terminal.progress import ProgressLine

    with ProgressLine("comparing", "compared") as progress:
        found = survey_pairs(site.archive, site.current().engine, progress, ids)
    chosen = found.pairs(sort, differing=differences)
    singles = [] if differences else found.with_counterparts(_proposer(site), limit)
    counts = len(chosen), len(found.singles)
    if as_json:
        print_json(to_pair_survey(chosen[:limit], singles, found.skipped, counts=counts))
    else:
        print_pairs(chosen[:limit], singles, found.skipped, counts=counts, differing=differences)
    if found.skipped:
        sys.exit(PROBLEMS)


def _suggest(
    site: Site, at_least: float | None, limit: int, *, accept_all: bool, as_json: bool
) -> None:
    """Print proposals for pairs; with ``accept_all`` link those that are printed."""
    from dataclasses import asdict

    from seogo.editing.link import link_articles
    from seogo.languages import Language
    from seogo.pairs.pair_proposals import MIN_SCORE
    from seogo.serializers.answer import to_plain
    from seogo.serializers.pairs import to_proposals
    from seogo.terminal.pairs import print_linked, print_proposals
    from seogo.terminal.progress import ProgressLine

    least = MIN_SCORE if at_least is None else at_least
    with ProgressLine("comparing", "compared") as progress:
        found = _proposer(site).proposals(progress, least)
    shown = found[:limit]
    linked = []
    if accept_all:
        pairs = [(one.ids[Language.KO], one.ids[Language.EN]) for one in shown]
        linked = link_articles(site.archive, site.current().engine, pairs)
    if as_json:
        print_json(
            {
                **to_plain(to_proposals(shown, total=len(found))),
                "linked": [asdict(one) for one in linked],
            }
        )
        return
    print_proposals(shown, total=len(found), accepted=accept_all)
    print_linked(linked)


def _accept(site: Site, pairs: list[tuple[str, str]], *, as_json: bool) -> None:
    """Link the articles of each pair and print the changed files."""
    from dataclasses import asdict

    from seogo.editing.link import link_articles
    from seogo.terminal.pairs import print_linked

    linked = link_articles(site.archive, site.current().engine, pairs)
    if as_json:
        print_json({"linked": [asdict(one) for one in linked]})
    else:
        print_linked(linked)


def _to_ids(text: str) -> tuple[str, str]:
    """The two ids of ``ID=ID``; no id has a ``=``. Raises click.BadParameter for other texts."""
    first, sign, second = text.partition("=")
    if not (first and sign and second) or "=" in second:
        what = translated("pairs.not-a-pair", text=text)
        raise click.BadParameter(what, param_hint="--accept")
    return first, second


def _proposer(site: Site) -> PairProposer:
    from seogo.importers.extraction.urls import same_page_key
    from seogo.pairs.pair_proposals import PairProposer

    index = site.current()
    return PairProposer(site.archive, index.engine, index.lexicon(), same_page_key, index.meaning())


@main.command()
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("--lang", type=click.Choice(["ko", "en"]))
@click.option("--limit", default=20, show_default=True, type=AT_LEAST_ONE)
@json_option
@with_settings
def concordance(
    settings: Settings, /, words: tuple[str, ...], lang: str | None, limit: int, as_json: bool
) -> None:
    """Show sentences with WORD beside their translations, by what the word becomes there."""
    question = {
        "command": "concordance",
        "q": " ".join(words),
        "lang": lang,
        "limit": limit,
        "json": as_json,
    }
    print_answer(settings, question, answer_concordance)


def answer_concordance(site: Site, question: Mapping[str, Any]) -> str:
    """What the command prints for a question, which may come from another process. Raises IndexUnavailable, and LookupError,
    TypeError or ValueError for what is no question."""
    from seogo.answers.open_archive import site_style
    from seogo.pairs.concordance import open_concordance
    from seogo.searching.request import SearchRequest
    from seogo.serializers.concordance import to_concordance_results
    from seogo.terminal.pairs import print_concordance

    language = Language(question["language"])
    how = Output(question["color"], quiet=question["quiet"], width=question["width"])
    lang = Language(question["lang"]) if question["lang"] else None
    request = SearchRequest(q=str(question["q"]), lang=lang, size=int(question["limit"]))
    page = open_concordance(site.search, site.current).page(request)
    if question["json"]:
        made = to_concordance_results(page, site_style(site, language), linked=False)
        return f"{to_json(made)}\n"
    with speaking(language), rendering(how) as text:
        print_concordance(page)
    return text.getvalue()
