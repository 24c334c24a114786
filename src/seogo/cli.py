"""The command line: a few lines per command over the same parts that the pages use.

Statuses: 0 done; 1 done, but some files are refused; 2 wrong usage or a query that cannot be read; 3 another process is
building the index; 4 not done (no archive, no index, disk full).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

import click

from seogo import __version__
from seogo.errors import IndexBusy, QuerySyntaxError, RequestError, SeogoError

if TYPE_CHECKING:
    from seogo.streaming import IndexReport
    from seogo.wiring import Site

P = ParamSpec("P")

PROBLEMS, USAGE, BUSY, FAILED = 1, 2, 3, 4


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="seogo")
def main() -> None:
    """Seogo (서고): a bilingual Korean-English article archive with search.

    \b
    Statuses: 0 done · 1 done, but some files are refused · 2 wrong usage or query
              3 another process is building the index · 4 not done
    """


def with_site(
    command: Callable[Concatenate[Site, P], None],
) -> Callable[P, None]:
    """A command on one archive: adds --archive and --index, turns errors into messages and statuses."""

    @click.option(
        "--archive",
        type=click.Path(path_type=Path, file_okay=False),
        help="Folder of articles (SEOGO_ARCHIVE; default: archive/).",
    )
    @click.option(
        "--index",
        type=click.Path(path_type=Path, file_okay=False),
        help="Folder of the index (SEOGO_INDEX; default: .seogo/ beside the archive).",
    )
    @wraps(command)
    def run(*args: P.args, **options: P.kwargs) -> None:
        from seogo.settings import load_settings
        from seogo.wiring import open_site

        archive: Any = options.pop("archive")
        index: Any = options.pop("index")
        try:
            site = open_site(load_settings(archive, index))
            try:
                command(site, *args, **options)
            finally:
                site.close()
        except SeogoError as error:
            click.echo(f"seogo: {error}", err=True)
            if isinstance(error, IndexBusy):
                sys.exit(BUSY)
            sys.exit(USAGE if isinstance(error, QuerySyntaxError | RequestError) else FAILED)

    return run


_AT_LEAST_ONE = click.IntRange(min=1)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@main.command()
@click.option("--full", is_flag=True, help="Analyse and write every article again.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@click.option("--wait", is_flag=True, help="Wait for another process that is building.")
@click.option("--allow-empty", is_flag=True, help="Let an empty archive empty the index.")
@json_option
@with_site
def reindex(
    site: Site, /, full: bool, dry_run: bool, wait: bool, allow_empty: bool, as_json: bool
) -> None:
    """Bring the index up to date with the archive.

    Only new and changed articles are analysed. A file that cannot be read is listed and does not stop the others
    (status 1); what was indexed before stays until the new index is complete. --dry-run also says which terms new words
    of dictionary.yaml would change.
    """
    from seogo.indexing import IndexOptions
    from seogo.terminal import ProgressLine, print_report

    options = IndexOptions(full=full, dry_run=dry_run, wait=wait, allow_empty=allow_empty)
    with ProgressLine() as progress:
        report = site.indexer.run(options, progress)
    if as_json:
        _print_json(_report_json(report, dry_run=dry_run))
    else:
        print_report(report, dry_run=dry_run)
    if report.problems:
        sys.exit(PROBLEMS)


@main.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--lang", help="Only articles in this language: ko or en.")
@click.option("--source", multiple=True, help="Only this source (repeatable: any of them).")
@click.option("--tag", multiple=True, help="Only this tag (repeatable: any of them).")
@click.option("--author", multiple=True, help="Only this author (repeatable: any of them).")
@click.option("--from", "first", help="Published on or after: 2026, 2026-01 or 2026-01-19.")
@click.option("--to", "last", help="Published on or before.")
@click.option("--in", "place", help="all or title.")
@click.option("--sort", help="relevance, newest or oldest.")
@click.option("--page", help="Page of results, from 1.")
@click.option("--size", help="Results per page, 1 to 100.")
@click.option("--level", help="exact, forms or bridge.")
@click.option("--without", multiple=True, help="Leave out this equivalent (repeatable).")
@click.option("--fold", help="on: a translation pair is one result; off: two.")
@click.option("--explain", metavar="ID", help="Show what the score of this article is made of.")
@json_option
@with_site
def search(site: Site, /, query: tuple[str, ...], as_json: bool, **given: Any) -> None:
    """Search the archive. QUERY is the query language of the search page (see the README).

    A query that begins with a minus goes behind `--`:  seogo search -- -메모리 반도체
    """
    from seogo.page_json import score_to_json, to_json
    from seogo.terminal import print_page, print_score
    from seogo.web.addresses import Addresses
    from seogo.web.params import read_params

    explained = given.pop("explain")
    names = {"first": "from", "last": "to", "place": "in"}
    values = [("q", " ".join(query))]
    for name, value in given.items():
        several = value if isinstance(value, tuple) else (value,)
        values += [(names.get(name, name), one) for one in several if one is not None]
    request = read_params(values).request
    if explained is not None and as_json:
        _print_json(score_to_json(site.search.explain(request, explained)))
    elif explained is not None:
        print_score(site.search.explain(request, explained))
    elif as_json:
        _print_json(to_json(site.search.search(request), address=Addresses()))
    else:
        print_page(site.search.search(request))


@main.command()
@click.argument("article_id", metavar="ID")
@json_option
@with_site
def show(site: Site, /, article_id: str, as_json: bool) -> None:
    """Print the article with this id, as its file has it."""
    from seogo.errors import ArticleUnknown
    from seogo.page_json import article_to_json
    from seogo.terminal import print_article
    from seogo.web.addresses import Addresses

    scan = site.archive.scan()
    if article_id not in scan.files:
        raise ArticleUnknown(f"No article has the id {article_id!r}; `seogo search` prints ids.")
    article = site.archive.read(scan.files[article_id])
    if as_json:
        others = {name: scan.files[name].lang for name in scan.groups.get(article_id, ())}
        translations = {name: lang for name, lang in others.items() if lang and name != article_id}
        _print_json(article_to_json(article, translations=translations, address=Addresses()))
    else:
        print_article(article)


@main.command()
@json_option
@with_site
def check(site: Site, /, as_json: bool) -> None:
    """Check every file of the archive, without building anything.

    Problems are files that are refused; warnings are accepted, but probably not meant; notes are unknown keys.
    """
    from seogo.indexing import check_archive
    from seogo.terminal import print_report

    report = check_archive(site.archive)
    if as_json:
        _print_json(_remarks_json(report))
    else:
        print_report(report, checked=True)
    if report.problems:
        sys.exit(PROBLEMS)


@main.command()
@click.argument("text", nargs=-1, required=True)
@json_option
@with_site
def analyze(site: Site, /, text: tuple[str, ...], as_json: bool) -> None:
    """Show what TEXT means: as a query, word by word (with an index), and as part of an article, token by token."""
    from seogo.articles.wordlists import load_dictionary
    from seogo.indexing import DICTIONARY_FILE
    from seogo.meanings import explain_text
    from seogo.page_json import text_to_json
    from seogo.terminal import print_explained

    analyzer = site.analyzer_for(load_dictionary(site.archive.root / DICTIONARY_FILE))
    explained = explain_text(" ".join(text), analyzer, site.search.read)
    if as_json:
        _print_json(text_to_json(explained, problem=str(explained.problem or "")))
    else:
        print_explained(explained)


@main.command()
@click.argument("picked", nargs=-1, metavar="[WORD]...")
@click.option("--add", is_flag=True, help="Write each WORD into dictionary.yaml.")
@click.option("--limit", default=30, show_default=True, type=_AT_LEAST_ONE, help="So many words.")
@click.option(
    "--min-count",
    default=3,
    show_default=True,
    type=_AT_LEAST_ONE,
    help="Only words that frequent.",
)
@json_option
@with_site
def words(
    site: Site, /, picked: tuple[str, ...], add: bool, limit: int, min_count: int, as_json: bool
) -> None:
    """Propose words of this archive that the Korean analyser breaks, or add those that are right.

    `seogo words` lists them with how they are broken now; `seogo words --add WORD...` writes words into dictionary.yaml,
    and `seogo reindex --dry-run` says what that changes.
    """
    from seogo.analysis.korean import KoreanTokenizer
    from seogo.articles.wordlists import load_dictionary, load_glossary
    from seogo.indexing import DICTIONARY_FILE, GLOSSARY_FILE
    from seogo.new_words.adding import add_words
    from seogo.new_words.proposals import propose
    from seogo.terminal import print_added, print_words

    if bool(picked) != add:
        raise click.UsageError("--add takes words, and words take --add.")
    dictionary, glossary = (site.archive.root / name for name in (DICTIONARY_FILE, GLOSSARY_FILE))
    if add:
        done = add_words(dictionary, picked)
        _print_json(asdict(done)) if as_json else print_added(done)
        return
    kept = load_dictionary(dictionary)
    known = (*kept, *(word for entry in load_glossary(glossary) for word in entry.words))
    found = propose(site.archive, KoreanTokenizer(kept), known=known, min_count=min_count)
    if as_json:
        _print_json([asdict(one) for one in found[:limit]])
    else:
        print_words(found[:limit], others=max(0, len(found) - limit))


@main.command()
@click.option("--verify", is_flag=True, help="Read every file of the index and check it.")
@json_option
@with_site
def status(site: Site, /, verify: bool, as_json: bool) -> None:
    """Say what the index holds and when it was built."""
    generation = site.generations.newest(thorough=verify)
    opened = site.current().engine.status()
    data = {
        "archive": str(site.settings.archive),
        "index": str(site.settings.index),
        "generation": generation.manifest.number,
        "built_at": generation.manifest.built_at,
        "fingerprint": generation.manifest.fingerprint,
        "articles": opened.documents,
        "languages": dict(opened.languages),
        "bytes": sum(mark.size for mark in generation.manifest.files.values()),
        "verified": verify,
    }
    if as_json:
        _print_json(data)
    else:
        for name, value in data.items():
            click.echo(f"{name:12} {value}")


def _file(*, exists: bool = True) -> click.Path:
    return click.Path(path_type=Path, dir_okay=False, exists=exists)


@main.command()
@click.argument("tasks", nargs=-1, type=_file(), metavar="[TASKS.jsonl]...")
@click.option("--cases", type=_file(), metavar="CASES.jsonl", help="Small search cases instead.")
@click.option("--kind", type=click.Choice(["mono", "bridge"]), help="Only tasks of this kind.")
@click.option(
    "--level",
    type=click.Choice(["exact", "forms", "bridge"]),
    default="bridge",
    help="As in search.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Only the first N tasks of each file.")
@click.option("--save", type=_file(exists=False), metavar="RUN.json", help="Keep the rankings.")
@click.option("--against", type=_file(), metavar="RUN.json", help="Compare with a kept run.")
@json_option
@with_site
def evaluate(
    site: Site, /, tasks: tuple[Path, ...], cases: Path | None, as_json: bool, **options: Any
) -> None:
    """Measure the search: TASKS are sentences with the articles they should find (see the README).

    Prints MRR, nDCG and recall with 95 % intervals, or how many small cases pass. Translations are not folded.
    """
    from seogo.evaluation import command

    if bool(tasks) == bool(cases):
        raise click.UsageError("Name files of tasks, or --cases and one file.")
    if cases is None:
        data = command.evaluate_tasks(site.search, tasks, quiet=as_json, **options)
    elif any(options[name] for name in ("kind", "limit", "save", "against")):
        raise click.UsageError("--cases takes --level and --json only.")
    else:
        data = command.evaluate_cases(cases, level=options["level"], quiet=as_json)
    if as_json:
        _print_json(data)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on; 0 picks one.")
@click.option("--threads", default=2, show_default=True, help="Requests answered side by side.")
@click.option("--watch", is_flag=True, help="Pick up edited files by itself.")
@with_site
def serve(site: Site, /, host: str, port: int, threads: int, watch: bool) -> None:
    """Serve the archive: search page, articles, JSON.

    Listens at once, brings the index up to date in the background and answers 503 until there is one.
    Ctrl-C ends it.
    """
    from seogo.serving import run_server
    from seogo.terminal import ProgressLine, print_report

    with ProgressLine() as progress:
        run_server(
            site,
            host=host,
            port=port,
            threads=threads,
            watch=watch,
            progress=progress,
            tell=lambda line: click.echo(line, err=True),
            reported=lambda report: print_report(report, to_stderr=True),
        )


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _remarks_json(report: IndexReport) -> dict[str, Any]:
    return {
        name: [
            {"path": e.path, "line": e.line, "what": e.what, "right": e.right}
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
        "reason": report.reason,
        "seconds": round(report.seconds, 3),
        "terms": asdict(report.terms),
        **_remarks_json(report),
    }
