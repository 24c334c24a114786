"""Commands about words and how well they are found: analyze, words, evaluate."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seogo.cli.command import AT_LEAST_ONE, file_path, json_option, main, print_json, with_site

if TYPE_CHECKING:
    from seogo.composition import Site


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


@main.command()
@click.argument("picked", nargs=-1, metavar="[WORD]...")
@click.option("--add", is_flag=True)
@click.option("--limit", default=30, show_default=True, type=AT_LEAST_ONE)
@click.option("--min-count", default=3, show_default=True, type=AT_LEAST_ONE)
@json_option
@with_site
def words(
    site: Site, /, picked: tuple[str, ...], add: bool, limit: int, min_count: int, as_json: bool
) -> None:
    """Propose words of this archive that the Korean analyser breaks, or add those that are right."""
    from seogo.analysis.korean import KoreanTokenizer
    from seogo.articles.wordlists import load_dictionary, load_glossary
    from seogo.dictionary.additions import add_words
    from seogo.dictionary.proposals import propose
    from seogo.indexing.word_lists import DICTIONARY_FILE, GLOSSARY_FILE
    from seogo.terminal.texts import translated
    from seogo.terminal.words import print_added, print_words

    if bool(picked) != add:
        raise click.UsageError(translated("words.options"))
    dictionary, glossary = (site.archive.root / name for name in (DICTIONARY_FILE, GLOSSARY_FILE))
    if add:
        done = add_words(dictionary, picked)
        print_json(asdict(done)) if as_json else print_added(done)
        return
    kept = load_dictionary(dictionary)
    known = (*kept, *(word for entry in load_glossary(glossary) for word in entry.words))
    found = propose(site.archive, KoreanTokenizer(kept), known=known, min_count=min_count)
    if as_json:
        print_json([asdict(one) for one in found[:limit]])
    else:
        print_words(found[:limit], others=max(0, len(found) - limit))


@main.command()
@click.argument("tasks", nargs=-1, type=file_path(), metavar="[TASKS.jsonl]...")
@click.option("--cases", type=file_path(), metavar="CASES.jsonl")
@click.option("--kind", type=click.Choice(["mono", "bridge"]))
@click.option("--level", type=click.Choice(["exact", "forms", "bridge"]), default="bridge")
@click.option("--limit", type=click.IntRange(min=1))
@click.option("--save", type=file_path(exists=False), metavar="RUN.json")
@click.option("--against", type=file_path(), metavar="RUN.json")
@json_option
@with_site
def evaluate(
    site: Site, /, tasks: tuple[Path, ...], cases: Path | None, as_json: bool, **options: Any
) -> None:
    """Measure the search: TASKS are sentences with the articles they should find (see `seogo help measuring`)."""
    from seogo.cli import evaluation
    from seogo.terminal.texts import translated

    if bool(tasks) == bool(cases):
        raise click.UsageError(translated("evaluate.files-needed"))
    if cases is None:
        data = evaluation.evaluate_tasks(site.search, tasks, quiet=as_json, **options)
    elif any(options[name] for name in ("kind", "limit", "save", "against")):
        raise click.UsageError(translated("evaluate.options"))
    else:
        data = evaluation.evaluate_cases(cases, level=options["level"], quiet=as_json)
    if as_json:
        print_json(data)
