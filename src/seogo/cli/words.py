"""The command on words for the dictionary: words."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from seogo.cli.base.command import main, print_json, with_site
from seogo.cli.base.options import AT_LEAST_ONE, json_option

if TYPE_CHECKING:
    from seogo.composition import Site


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
