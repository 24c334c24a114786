"""The command that fills the archive: import."""

from __future__ import annotations

import signal
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from seogo.cli.command import FAILED, PROBLEMS, json_option, main, print_json, with_site
from seogo.languages import terminal_language

if TYPE_CHECKING:
    from seogo.composition import Site
    from seogo.importers.writing.article_writer import OnDuplicate, Outcome


@main.command("import")
@click.argument("sources", nargs=-1, required=True, type=click.UNPROCESSED, metavar="SOURCE...")
@click.option("--into", default="imported", show_default=True)
@click.option("--lang", type=click.Choice(["ko", "en"]))
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--images", is_flag=True)
@click.option("--fetch", is_flag=True)
@click.option("--drafts", is_flag=True)
@click.option(
    "--on-duplicate",
    type=click.Choice(["skip", "update", "keep"]),
    default="skip",
    show_default=True,
)
@click.option("--allow-private", is_flag=True)
@click.option("--dry-run", is_flag=True)
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
    drafts: bool,
    on_duplicate: OnDuplicate,
    allow_private: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Make article files of what you have: saved pages, addresses, copied text, exports."""
    from seogo.importers.registry import registry
    from seogo.importers.runner import Importer, ImportOptions
    from seogo.languages import Language
    from seogo.terminal.imports import ImportLines

    options = ImportOptions(
        into=into,
        lang=Language(lang) if lang else None,
        since=since.date() if since else None,
        images=images,
        fetch=fetch,
        drafts=drafts,
        on_duplicate=on_duplicate,
        allow_private=allow_private,
        dry_run=dry_run,
    )
    importer = Importer(site.archive, options)
    outcomes: list[Outcome] = []
    lines = ImportLines(quiet=as_json)
    stopped = False
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl-C does
    with lines:
        try:
            importer.run(sources, outcomes.append if as_json else lines.print_outcome)
        except KeyboardInterrupt:
            stopped = True
    report = importer.report
    for problem in registry().problems:
        click.echo(f"seogo: {problem.text(terminal_language())}", err=True)
    if as_json:
        items = [asdict(outcome) | {"why": str(outcome.why or "")} for outcome in outcomes]
        print_json({"dry_run": dry_run, "stopped": stopped, **asdict(report), "items": items})
    else:
        lines.print_summary(report, dry_run=dry_run, stopped=stopped)
    if stopped:
        sys.exit(FAILED)
    if report.counts.get("refused"):
        sys.exit(PROBLEMS)
