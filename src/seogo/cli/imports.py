"""The command that fills the archive: import."""

from __future__ import annotations

import signal
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from seogo.cli.base.command import (
    FAILED,
    PROBLEMS,
    main,
    print_error,
    print_json,
    to_json,
    with_site,
)
from seogo.cli.base.options import day_option, json_option
from seogo.languages import terminal_language
from seogo.messages import Message
from seogo.terminal.output import output
from seogo.terminal.texts import translated

if TYPE_CHECKING:
    from seogo.composition import Site
    from seogo.importers.runner import ImportOptions
    from seogo.importers.writing.article_writer import OnDuplicate, Outcome
    from seogo.importers.writing.report import ImportReport


@main.command("import")
@click.argument("sources", nargs=-1, required=True, type=click.UNPROCESSED, metavar="SOURCE...")
@click.option("--into", default="imported", show_default=True)
@click.option("--lang", type=click.Choice(["ko", "en"]))
@day_option("--since")
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
@click.option("--watch", "watched", is_flag=True)
@click.option("--report", "report_file", type=click.Path(path_type=Path), metavar="FILE")
@json_option
@with_site
def import_(
    site: Site,
    /,
    sources: tuple[str, ...],
    into: str,
    lang: str | None,
    since: date | None,
    images: bool,
    fetch: bool,
    drafts: bool,
    on_duplicate: OnDuplicate,
    allow_private: bool,
    dry_run: bool,
    watched: bool,
    report_file: Path | None,
    as_json: bool,
) -> None:
    """Make article files of what you have: saved pages, addresses, copied text, exports."""
    from seogo.importers.registry import registry
    from seogo.importers.runner import Importer, ImportOptions
    from seogo.languages import Language
    from seogo.storage.drafts import check_target, write_file
    from seogo.terminal.imports import ImportLines, import_report

    options = ImportOptions(
        into=into,
        lang=Language(lang) if lang else None,
        since=since,
        images=images,
        fetch=fetch,
        drafts=drafts,
        on_duplicate=on_duplicate,
        allow_private=allow_private,
        dry_run=dry_run,
    )
    if watched:
        if len(sources) != 1 or dry_run or report_file:
            raise click.UsageError(translated("inbox.options"))
        _watch(site, Path(sources[0]), options, as_json=as_json)
        return
    if report_file:
        check_target(report_file, overwrite=True)
    importer = Importer(site.archive, options)
    outcomes: list[Outcome] = []
    lines = ImportLines(quiet=as_json or output.get().quiet)
    stopped = False

    def take(outcome: Outcome) -> None:
        lines.take(outcome)
        if as_json or report_file:
            outcomes.append(outcome)

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl-C does
    with lines:
        try:
            importer.run(sources, take)
        except KeyboardInterrupt:
            stopped = True
    report = importer.report
    for problem in registry().problems:
        print_error(problem)
    if report_file:
        with write_file(report_file, overwrite=True) as file:
            if report_file.suffix.lower() == ".json":
                text = to_json(_data(outcomes, report, dry_run=dry_run, stopped=stopped)) + "\n"
            else:
                text = import_report(outcomes, report, dry_run=dry_run)
            file.write(text.encode("utf-8", "backslashreplace"))
    if as_json:
        print_json(_data(outcomes, report, dry_run=dry_run, stopped=stopped))
    elif not output.get().quiet or report.counts.get("refused"):
        lines.print_summary(report, dry_run=dry_run, stopped=stopped)
    if stopped:
        sys.exit(FAILED)
    if report.counts.get("refused") or report.dates_unread or report.images_lost:
        sys.exit(PROBLEMS)


def _watch(site: Site, folder: Path, options: ImportOptions, *, as_json: bool) -> None:
    """Watch a folder until a signal ends it; the status is that of an import of everything that came."""
    from seogo.importers.inbox.inbox import Inbox
    from seogo.importers.inbox.watcher import Watcher
    from seogo.terminal.imports import WatchLines, import_report

    if not folder.is_dir():
        raise click.UsageError(Message("inbox.no-folder", folder=folder).text(terminal_language()))
    lines, refused = WatchLines(quiet=as_json or output.get().quiet), False
    try:
        with Inbox(folder, site.archive.root) as inbox:
            lines.print_beginning(folder)
            watcher = Watcher(site.archive, inbox, options)
            for entry in watcher.entries():
                text = import_report(entry.outcomes, entry.report, dry_run=False)
                target = watcher.move(entry, text if entry.refused else "")
                lines.print_entry(entry.path, target, entry.outcomes)
                if as_json:
                    where = None if target is None else str(target)
                    data = _data(entry.outcomes, entry.report, dry_run=False, stopped=False)
                    click.echo(
                        to_json({"entry": str(entry.path), "moved": where} | data, indent=None)
                    )
                refused = refused or entry.refused
    except KeyboardInterrupt:  # a second signal
        click.echo(translated("import.stopped"), err=True)
        sys.exit(FAILED)
    lines.print_end()
    if refused:
        sys.exit(PROBLEMS)


def _data(
    outcomes: list[Outcome], report: ImportReport, *, dry_run: bool, stopped: bool
) -> dict[str, object]:
    """The whole report as data: its counts, and every item."""
    items = [
        asdict(one) | {"why": str(one.why or ""), "notes": [str(note) for note in one.notes]}
        for one in outcomes
    ]
    return {"dry_run": dry_run, "stopped": stopped, **asdict(report), "items": items}
