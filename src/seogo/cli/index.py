"""Commands that build, check and serve the index: reindex, check, status, serve, mcp."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from seogo.cli.base.command import PROBLEMS, main, print_error, print_json, with_site
from seogo.cli.base.options import json_option
from seogo.languages import terminal_language
from seogo.messages import Message
from seogo.terminal.output import output

if TYPE_CHECKING:
    from seogo.articles.archive import Archive
    from seogo.composition import Site
    from seogo.indexing.report import IndexReport


@main.command()
@click.option("--full", is_flag=True)
@click.option("--dry-run", is_flag=True)
@click.option("--wait", is_flag=True)
@click.option("--allow-empty", is_flag=True)
@click.option("--workers", type=click.IntRange(1, 256), default=1, show_default=True)
@click.option("--part", metavar="I/N")
@json_option
@with_site
def reindex(
    site: Site,
    /,
    full: bool,
    dry_run: bool,
    wait: bool,
    allow_empty: bool,
    workers: int,
    part: str | None,
    as_json: bool,
) -> None:
    """Bring the index up to date with the archive."""
    from seogo.indexing.indexer import IndexOptions
    from seogo.serving.index_refresher import lower_priority
    from seogo.terminal.progress import ProgressLine
    from seogo.terminal.reports import print_report
    from seogo.terminal.texts import translated

    if (part or workers > 1) and (full or dry_run or (part and workers > 1)):
        raise click.UsageError(translated("index.parts-alone"))
    lower_priority()
    if part:
        _analyse_part(site, part, as_json=as_json)
        return
    if workers > 1:
        _analyse_in_processes(site, workers)
    options = IndexOptions(full=full, dry_run=dry_run, wait=wait, allow_empty=allow_empty)
    with ProgressLine() as progress:
        report = site.indexer.run(options, progress)
    if as_json:
        print_json(_report_json(report, dry_run=dry_run))
    else:
        print_report(report, dry_run=dry_run)
    if report.problems:
        sys.exit(PROBLEMS)


def _analyse_part(site: Site, text: str, *, as_json: bool) -> None:
    """Analyse one part of the archive, without an index."""
    from seogo.indexing.parts import MOST_PARTS, analyse_part, parse_part
    from seogo.terminal.progress import ProgressLine
    from seogo.terminal.reports import print_remarks
    from seogo.terminal.texts import translated

    part = parse_part(text)
    if part is None:
        raise click.UsageError(translated("index.bad-part", text=text, most=MOST_PARTS))
    folder = site.settings.index
    with ProgressLine("analysing", "analysed") as progress:
        report = analyse_part(site.archive, folder, site.analyzer_for, part, progress)
    if as_json:
        print_json(
            {"part": text, "analysed": report.analysed, "file": part.name, **_remarks_json(report)}
        )
    else:
        print_remarks(report)
        done = {"articles": report.analysed, "file": folder / part.name}
        click.echo(translated("index.part-done", **done))
    if report.problems:
        sys.exit(PROBLEMS)


def _analyse_in_processes(site: Site, workers: int) -> None:
    """Analyse the parts of the archive in processes of their own; what one that fails leaves is analysed afterwards."""
    places = ("--archive", str(site.settings.archive), "--index", str(site.settings.index))
    command = [sys.executable, "-m", "seogo", "reindex", "--quiet", *places, "--part"]
    with ExitStack() as stack:
        processes = []
        for number in range(1, workers + 1):
            process = subprocess.Popen(  # noqa: S603 - this program
                [*command, f"{number}/{workers}"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            stack.callback(process.terminate)  # of those that have ended this does nothing
            processes.append(process)
        for process in processes:
            if process.wait() not in (0, PROBLEMS):
                print_error(Message("index.part-failed", status=process.returncode))


@main.command()
@click.option("--fix", is_flag=True)
@click.option("--yes", is_flag=True)
@click.option("--dry-run", is_flag=True)
@json_option
@with_site
def check(site: Site, /, fix: bool, yes: bool, dry_run: bool, as_json: bool) -> None:
    """Check every file of the archive, without building anything."""
    from seogo.indexing.indexer import check_archive
    from seogo.terminal.reports import print_report
    from seogo.terminal.texts import translated

    if ((yes or dry_run) and not fix) or (as_json and fix):
        raise click.UsageError(translated("check.options"))
    if fix:
        _repair(site.archive, yes=yes, dry_run=dry_run)
    report = check_archive(site.archive)
    if as_json:
        print_json(_remarks_json(report))
    else:
        print_report(report, checked=True)
    if report.problems:
        sys.exit(PROBLEMS)


def _repair(archive: Archive, *, yes: bool, dry_run: bool) -> None:
    """Print the repairs of all files, and apply them unless it is a dry run or the user says no."""
    from seogo.editing.repair import apply, repairs
    from seogo.terminal.texts import printable_line, translated

    found = list(repairs(archive))
    for one in found:
        click.echo(f"{one.path}: {', '.join(why.text(terminal_language()) for why in one.why)}")
        for change in one.changes:
            click.echo(f"@@ {change.line} @@")
            if change.before:
                click.echo(f"-{printable_line(change.before)}")
            click.echo(f"+{printable_line(change.after)}")
    if not found:
        click.echo(translated("repair.none"))
    elif not dry_run and (yes or click.confirm(translated("repair.confirm", count=len(found)))):
        for one in apply(archive, found):
            print_error(Message("repair.edited", path=one.path))


@main.command()
@click.option("--verify", is_flag=True)
@json_option
@with_site
def status(site: Site, /, verify: bool, as_json: bool) -> None:
    """Say what the index holds and when it was built."""
    from seogo.terminal.reports import print_status

    generation = site.generations.newest(thorough=verify)
    if verify:
        site.search.verify(every=True)
    index = site.current()
    opened, vectors, days = index.engine.status(), index.meaning(), index.days()
    data = {
        "archive": str(site.settings.archive),
        "index": str(site.settings.index),
        "generation": generation.manifest.number,
        "built_at": generation.manifest.built_at,
        "fingerprint": generation.manifest.fingerprint,
        "articles": opened.documents,
        "languages": dict(opened.languages),
        "newest": str(days[1]) if days else None,
        "meaning": {
            "passages": vectors.passages if vectors else 0,
            "left_out": vectors.left_out if vectors else 0,
        },
        "bytes": sum(mark.size for mark in generation.manifest.files.values()),
        "engine": dict(index.engine.description()),
        "verified": verify,
    }
    if as_json:
        print_json(data)
    else:
        print_status(data)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--threads", type=click.IntRange(min=1), default=2, show_default=True)
@click.option("--processes", type=click.IntRange(min=1))
@click.option("--limit-connections", type=click.IntRange(min=16), default=1000, show_default=True)
@click.option("--timeout", type=click.IntRange(min=1), default=30, show_default=True)
@click.option("--watch", is_flag=True)
@click.option("--mcp", is_flag=True)
@with_site
def serve(
    site: Site,
    /,
    host: str,
    port: int,
    threads: int,
    processes: int | None,
    limit_connections: int,
    timeout: int,
    watch: bool,
    mcp: bool,
) -> None:
    """Serve the archive: search page, articles, JSON."""
    from seogo.cli.search import answer_command
    from seogo.serving.http_server import Limits
    from seogo.serving.server import run_server
    from seogo.serving.supervisor import default_processes
    from seogo.terminal.progress import ProgressLine
    from seogo.terminal.reports import print_report

    if mcp:
        site = replace(site, settings=replace(site.settings, mcp=True))
    run_server(
        site,
        host=host,
        port=port,
        limits=Limits(threads, limit_connections, timeout),
        processes=processes or default_processes(),
        watch=watch,
        progress=ProgressLine(),
        notify=_notify,
        on_report=lambda report: print_report(report, to_stderr=True),
        answer_command=partial(answer_command, site),
    )


def _notify(message: Message) -> None:
    if not output.get().quiet:
        click.echo(message.text(terminal_language()), err=True)


@main.command()
@with_site
def mcp(site: Site, /) -> None:
    """Answer an assistant over standard input and output, as the Model Context Protocol has it."""
    from seogo.answers.open_archive import OpenArchive
    from seogo.mcp.server import open_protocol, serve_stdio

    serve_stdio(open_protocol(OpenArchive(site)), sys.stdin.buffer, sys.stdout.buffer)


def _remarks_json(report: IndexReport) -> dict[str, Any]:
    return {
        name: [
            {"path": e.path, "line": e.line, "what": str(e.what), "right": str(e.right or "")}
            for e in getattr(report, name)
        ]
        for name in ("problems", "warnings", "notes")
    }


def _report_json(report: IndexReport, *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "generation": report.generation,
        "articles": report.articles,
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "analysed": report.analysed,
        "aligned": report.aligned,
        "passages": report.passages,
        "waiting": report.waiting,
        "encoded": report.encoded,
        "left_out": report.left_out,
        "unencoded": str(report.unencoded or ""),
        "reason": str(report.reason or ""),
        "seconds": round(report.seconds, 3),
        "terms": asdict(report.terms),
        **_remarks_json(report),
    }
