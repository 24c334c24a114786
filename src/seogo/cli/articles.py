"""Commands that fill the archive: import."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from seogo.cli.command import FAILED, PROBLEMS, json_option, main, print_json, with_site

if TYPE_CHECKING:
    from seogo.composition import Site
    from seogo.importers.writing.article_writer import OnDuplicate, Outcome


@main.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--into", default="imported", show_default=True, help="Folder of the archive.")
@click.option("--lang", type=click.Choice(["ko", "en"]), help="The language of all of it.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what was published from then on."
)
@click.option("--images", is_flag=True, help="Bring images into the archive too.")
@click.option(
    "--fetch", is_flag=True, help="Read the pages of which a source has only the address."
)
@click.option(
    "--on-duplicate",
    type=click.Choice(["skip", "update", "keep"]),
    default="skip",
    show_default=True,
    help="What to do with another text of an article, or the same text again.",
)
@click.option("--allow-private", is_flag=True, help="Allow addresses of private networks.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@json_option
@with_site
def import_(
    site: Site,
    /,
    sources: tuple[str, ...],
    into: str,
    lang: str | None,
    since: Any,
    images: bool,
    fetch: bool,
    on_duplicate: OnDuplicate,
    allow_private: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Make article files of what you have: saved pages, addresses, copied text, exports.

    SOURCE is a file, a folder, an address (https://…) or - for what is piped in. What it is is found out by looking at it:
    web pages, text, Markdown, JSON Lines, CSV, feeds, exports of other keepers, CSL-JSON, RIS, WARC, zip. Everything is
    reported: new, same, changed, duplicate or refused (status 1), with the reason. Interrupt it whenever you like: a second
    run goes on where the first one ended. `seogo reindex` makes what was imported searchable.
    """
    from seogo.importers.registry import registry
    from seogo.importers.runner import Importer, ImportOptions
    from seogo.languages import Language
    from seogo.terminal.imports import ImportLines
    from seogo.terminal.l10n.messages import said

    options = ImportOptions(
        into=into,
        lang=Language(lang) if lang else None,
        since=since.date() if since else None,
        images=images,
        fetch=fetch,
        on_duplicate=on_duplicate,
        allow_private=allow_private,
        dry_run=dry_run,
    )
    importer = Importer(site.archive, options)
    outcomes: list[Outcome] = []
    lines = ImportLines(quiet=as_json)
    stopped = False
    with lines:
        try:
            importer.run(sources, outcomes.append if as_json else lines.tell)
        except KeyboardInterrupt:
            stopped = True
    report = importer.report
    for problem in registry().problems:
        click.echo(f"seogo: {said(problem)}", err=True)
    if as_json:
        items = [asdict(outcome) for outcome in outcomes]
        print_json({"dry_run": dry_run, "stopped": stopped, **asdict(report), "items": items})
    else:
        lines.summary(report, dry_run=dry_run, stopped=stopped)
    if stopped:
        sys.exit(FAILED)
    if report.counts.get("refused"):
        sys.exit(PROBLEMS)
